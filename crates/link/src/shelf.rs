//! What linking reads of a casebook, and what it gives back to be written.
//!
//! In:   tables of whoever stores: blocks, reports, cases, events, bonds; read only.
//! Out:  rows to take away and to put in their place ([`Delta`]).
//!
//! A report is named by its key, a case by the key of its first report, an event by its first case.

use crate::differ::{Change, Contradiction};
use crate::gate::Gate;
use crate::partition::Bond;
use crate::roles::Role;
use crate::told::{Place, Told};

/// What stands in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Reports, to be joined into cases.
    Report,
    /// Cases, to be joined into events.
    Case,
}

/// What to store of a report or case in the table of blocks: a row for each key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its place in each block.
    pub place: Place,
    /// The blocks, sorted.
    pub keys: Vec<u64>,
    /// What the row of each block says beside the place.
    pub gate: Gate,
}

/// A place in a block, with what its row says beside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// The place.
    pub place: Place,
    /// As the entry had it.
    pub gate: Gate,
}

/// The state before a change, except for the bonds: they are as they shall be.
pub trait Shelf {
    /// Why something could not be read.
    type Error;

    /// What a report that stands tells. Asked once for each report.
    ///
    /// # Errors
    /// As its own.
    fn told(&mut self, report: &str) -> Result<Told, Self::Error>;

    /// Up to `n` seats of a block before `place`, which need not stand there, the nearest first.
    ///
    /// # Errors
    /// As its own.
    fn before(&mut self, level: Level, key: u64, place: &Place, n: usize) -> Result<Vec<Seat>, Self::Error>;

    /// The same after it.
    ///
    /// # Errors
    /// As its own.
    fn after(&mut self, level: Level, key: u64, place: &Place, n: usize) -> Result<Vec<Seat>, Self::Error>;

    /// The case in which a report stands; `None` if there is no such report.
    ///
    /// # Errors
    /// As its own.
    fn case_of(&mut self, report: &str) -> Result<Option<String>, Self::Error>;

    /// The reports of a case.
    ///
    /// # Errors
    /// As its own.
    fn reports_of(&mut self, case: &str) -> Result<Vec<String>, Self::Error>;

    /// The event of a case and the root case of that event, as far as there are any.
    ///
    /// # Errors
    /// As its own.
    fn event_of(&mut self, case: &str) -> Result<Option<(String, Option<String>)>, Self::Error>;

    /// Bonds that name a report.
    ///
    /// # Errors
    /// As its own.
    fn bonds(&mut self, report: &str) -> Result<Vec<Bond>, Self::Error>;
}

/// A case to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct JoinedCase {
    /// Name, place and keys.
    pub entry: Entry,
    /// Keys of its reports, in the order in which they were published.
    pub reports: Vec<(String, Role)>,
    /// Whether it is the root of its event.
    pub is_root: bool,
    /// Reports that cannot both be right.
    pub contradictions: Vec<Contradiction<String>>,
    /// What later reports corrected or widened.
    pub changes: Vec<Change<String>>,
}

/// An event at a contractor or service to be written, with the cases that it caused.
#[derive(Debug, Clone, PartialEq)]
pub struct JoinedEvent {
    /// Its first case.
    pub name: String,
    /// The contractor's own case; `None` where the contractor published nothing.
    pub root: Option<String>,
    /// The contractor, as most reports of the clients write it; empty where none names it.
    pub contractor: String,
    /// Cases of the clients, in their fixed order.
    pub clients: Vec<String>,
    /// Keys of the root's own reports, then those of the clients.
    pub reports_all: Vec<String>,
    /// Where the clients and the root cannot all be right.
    pub contradictions: Vec<Contradiction<String>>,
}

/// What is to be written after a change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Delta {
    /// Reports to take away.
    pub reports_gone: Vec<Entry>,
    /// Reports to put in.
    pub reports: Vec<Entry>,
    /// Cases to take away.
    pub cases_gone: Vec<Entry>,
    /// Cases to put in, or to put in the place of the one of the same name.
    pub cases: Vec<JoinedCase>,
    /// Events to take away.
    pub events_gone: Vec<String>,
    /// Events to put in.
    pub events: Vec<JoinedEvent>,
}
