//! From what a notice says to the facts that the rules read.
//!
//! In:   a `Notice`, the rule book.
//! Out:  `Bridged`: facts, where each comes from in the record, and a note wherever something was read into it.
//! Data: `data/bodies.tsv`, `sectors.tsv`, `kinds_of_data.tsv`, `causes.tsv`, `phrases.tsv`; notes in `data/wording.tsv` (`B_…`).
//!
//! What the notice leaves open stays open; a fact that is filled in from other words than its own carries a note.
//! Not here: defaults for absent facts (`data/defaults.tsv`), the rules.

mod body;
mod course;
mod data;
mod days;
mod figures;
mod tables;

use jikenbo_model::Realis;

use crate::book::RuleBook;
use crate::facts::Facts;
use crate::notice::{Notice, Pointer, Said};
use tables::BridgeTables;

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Key of the fact (`persons`, `data_types/medical`).
    pub field: String,
    /// The values of the record that it rests on; their evidence is its evidence.
    pub from: Vec<Pointer>,
    /// What was read into it (`B_…` of `data/wording.tsv`).
    pub note: Option<&'static str>,
}

/// Facts made from a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bridged {
    /// The facts.
    pub facts: Facts,
    /// Their origins, in the order in which they were read. A fact may have several, and a note may stand where no fact could be made.
    pub origins: Vec<Origin>,
    /// Days from knowing to the notice's own report to an authority, where both days are stated.
    pub days_to_report: Option<i32>,
    /// Days from knowing to publication, where both days are stated.
    pub days_to_publication: Option<i32>,
}

impl Bridged {
    fn note<T>(&mut self, field: &str, from: &[&Said<'_, T>], note: Option<&'static str>) {
        let from = from.iter().map(|said| said.pointer).collect();
        self.origins.push(Origin { field: field.to_owned(), from, note });
    }
}

impl RuleBook<'_> {
    /// Makes facts of a notice.
    pub fn facts_of(&self, notice: &Notice<'_>) -> Bridged {
        let tables = BridgeTables::embedded();
        let mut bridged = Bridged::default();
        days::read(notice, tables, &mut bridged);
        figures::read(notice, tables, &mut bridged);
        data::read(notice, tables, &mut bridged);
        course::read(notice, tables, &mut bridged);
        body::read(notice, tables, self, &mut bridged);
        bridged
    }
}

/// Whether the text tells of it as something that happened or may have.
fn stands<T>(said: &Said<'_, T>) -> bool {
    matches!(said.realis, Realis::Confirmed | Realis::Possible)
}

#[cfg(test)]
mod tests;
