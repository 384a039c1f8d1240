//! The rules as a reader looks them up: every regime, ground, named condition, assumption, reservation and source, in words.
//!
//! In:   the rule tables.
//! Out:  `Catalogue`, whose ids are those that steps, notes and verdicts name.
//! Data: `data/regimes.tsv`, `grounds.tsv`, `predicates.tsv`, `defaults.tsv`, `overlays.tsv`, `caveats.tsv`, `sources.tsv`.
//!
//! Not here: how a rule is applied (`decide.rs`), where it is shown (`web`).

use serde::Serialize;

use crate::book::{RuleBook, Tables};
use crate::explain::Note;
use crate::steps::Source;
use crate::table::{Row, TableError, rows};
use crate::wording::Words;

/// A set of rules in its validity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegimeEntry {
    /// Its name in the tables.
    pub id: String,
    /// The law.
    pub law: Words,
    /// First day in force; `None` where no start was seen.
    pub from: Option<String>,
    /// Last day in force; `None` while it still is.
    pub to: Option<String>,
    /// To whom a report goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Words>,
    /// Who else is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Words>,
    /// Days of the yardstick for the preliminary report, outer and inner edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preliminary: Option<String>,
    /// Days for the final report, usual and with a wrongful purpose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub final_days: Option<String>,
    /// What gives a duty.
    pub grounds: Vec<RuleEntry>,
    /// Where it was seen.
    pub sources: Vec<Source>,
    /// Whether all of it was checked against a source.
    pub verified: bool,
}

/// A ground, a named condition or a duty of a sector.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleEntry {
    /// Its name in the tables.
    pub id: String,
    /// What it is called.
    pub label: Words,
    /// The article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<Words>,
    /// The duty that follows, or its strength.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
    /// When it is met, in the form of the tables.
    pub condition: String,
    /// Where it was seen.
    pub sources: Vec<Source>,
    /// Whether all of it was checked against a source.
    pub verified: bool,
}

/// All rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Catalogue {
    /// Sets of rules, in the order of the tables.
    pub regimes: Vec<RegimeEntry>,
    /// Conditions that grounds name.
    pub conditions: Vec<RuleEntry>,
    /// Duties of sectors and voluntary reports.
    pub overlays: Vec<RuleEntry>,
    /// What is taken for facts that are not stated.
    pub assumptions: Vec<Note>,
    /// What was not verified.
    pub caveats: Vec<Note>,
    /// Where rules were seen.
    pub sources: Vec<Source>,
}

impl RuleBook<'static> {
    /// The rules that come with this version, for reading.
    pub fn catalogue(&self) -> Catalogue {
        self.catalogue_of(&Tables::embedded()).expect("the tables are read in this crate's tests")
    }
}

impl RuleBook<'_> {
    fn catalogue_of(&self, tables: &Tables<'_>) -> Result<Catalogue, TableError> {
        let mut all = Catalogue::default();
        for row in rows("regimes.tsv", tables.regimes) {
            all.regimes.push(self.regime_entry(&row)?);
        }
        for row in rows("grounds.tsv", tables.grounds) {
            let (regime, id) = (row.cell("regime")?, row.cell("ground")?);
            let article = Words { ja: row.cell("article")?.to_owned(), en: row.cell("article_en")?.to_owned() };
            let entry = RuleEntry {
                article: Some(article),
                duty: Some(row.cell("duty")?.to_owned()),
                ..self.rule_entry(&row, id, self.wording.label("ground", id), "condition")?
            };
            if let Some(regime) = all.regimes.iter_mut().find(|known| known.id == regime) {
                regime.grounds.push(entry);
            }
        }
        for row in rows("predicates.tsv", tables.predicates) {
            let id = row.cell("name")?;
            all.conditions.push(self.rule_entry(
                &row,
                id,
                self.wording.sentence(&format!("{id}.yes")),
                "definition",
            )?);
        }
        for row in rows("overlays.tsv", tables.overlays) {
            let id = row.cell("id")?;
            let entry = self.rule_entry(&row, id, self.wording.sentence(&format!("overlay.{id}")), "condition")?;
            all.overlays.push(RuleEntry { duty: Some(row.cell("strength")?.to_owned()), ..entry });
        }
        for row in rows("defaults.tsv", tables.defaults) {
            all.assumptions.push(self.note(row.cell("id")?));
        }
        for row in rows("caveats.tsv", tables.caveats) {
            all.caveats.push(self.note(row.cell("id")?));
        }
        for row in rows("sources.tsv", tables.sources) {
            let [id, what, url] = [row.cell("id")?, row.cell("what")?, row.cell("url")?].map(str::to_owned);
            all.sources.push(Source { id, what, url });
        }
        Ok(all)
    }

    fn regime_entry(&self, row: &Row<'_>) -> Result<RegimeEntry, TableError> {
        let id = row.cell("id")?;
        let stated = |column: &str| -> Result<Option<String>, TableError> {
            let cell = row.cell(column)?;
            Ok((!matches!(cell, "-" | "open" | "always")).then(|| cell.to_owned()))
        };
        let named = |prefix: &str| {
            let key = format!("{prefix}.{id}");
            self.wording.has(&key).then(|| self.wording.sentence(&key))
        };
        let (sources, verified) = self.seen(row.cell("source")?);
        Ok(RegimeEntry {
            id: id.to_owned(),
            law: Words { ja: row.cell("law")?.to_owned(), en: row.cell("law_en")?.to_owned() },
            from: stated("in_force_from")?,
            to: stated("in_force_to")?,
            recipients: named("to"),
            notice: named("notice"),
            preliminary: stated("preliminary")?,
            final_days: stated("final")?,
            grounds: Vec::new(),
            sources,
            verified,
        })
    }

    fn rule_entry(&self, row: &Row<'_>, id: &str, label: Words, column: &str) -> Result<RuleEntry, TableError> {
        let (sources, verified) = self.seen(row.cell("source")?);
        let condition = row.cell(column)?.to_owned();
        Ok(RuleEntry { id: id.to_owned(), label, article: None, duty: None, condition, sources, verified })
    }

    /// Where a rule was seen, and whether no part of it rests on knowledge that was not checked.
    pub(crate) fn seen(&self, marks: &str) -> (Vec<Source>, bool) {
        let sources = marks.split(' ').filter_map(|id| {
            let (what, url) = self.wording.source(id)?;
            Some(Source { id: id.to_owned(), what: what.to_owned(), url: url.to_owned() })
        });
        (sources.collect(), !marks.split(' ').any(|mark| mark == "K"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_names_what_verdicts_name_and_has_words_for_all_of_it() {
        let all = RuleBook::embedded().catalogue();
        assert!(all.regimes.iter().all(|regime| !regime.law.en.is_empty() && !regime.id.is_empty()));
        let ground = all.regimes.iter().find(|regime| regime.id == "APPI_P_2024").unwrap().grounds.iter();
        assert!(ground.clone().any(|ground| ground.id == "P4_OVER_1000" && ground.condition.contains("1000")));
        let words = all.conditions.iter().chain(&all.overlays).map(|rule| (&rule.id, &rule.label));
        for (id, words) in words.chain(all.assumptions.iter().chain(&all.caveats).map(|note| (&note.id, &note.text))) {
            assert!(words.ja != *id && words.en != *id && !words.ja.starts_with("overlay."), "no words for {id}");
            assert!(!words.ja.ends_with(".yes"), "no words for {id}: {}", words.ja);
        }
        assert!(all.sources.iter().any(|source| source.id == "S13" && source.url.starts_with("http")));
    }
}
