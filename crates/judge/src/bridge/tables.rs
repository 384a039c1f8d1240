//! The tables of the bridge.
//!
//! In:   `data/*.tsv`, embedded.
//! Out:  rows with their codes checked.

use std::sync::OnceLock;

use crate::codes::{BodyKind, Cause};
use crate::table::{Row, TableError, rows};

/// A kind of body, and whether the rules for private operators bind it, where that is known.
pub(super) type Body = (BodyKind, Option<bool>);

/// A name and what it says of a body.
#[derive(Debug)]
pub(super) struct NameRow {
    pub(super) place: &'static str,
    pub(super) term: &'static str,
    /// One of these must stand in the name too; empty: none need.
    pub(super) also: Vec<&'static str>,
    pub(super) bodies: Vec<Body>,
}

impl NameRow {
    pub(super) fn fits(&self, name: &str) -> bool {
        let placed = match self.place {
            "starts" => name.starts_with(self.term),
            "ends" => name.ends_with(self.term),
            _ => name.contains(self.term),
        };
        placed && (self.also.is_empty() || self.also.iter().any(|term| name.contains(term)))
    }
}

/// What a term among the items says.
#[derive(Debug)]
pub(super) struct DataRow {
    pub(super) code: &'static str,
    pub(super) term: Option<&'static str>,
    /// Keys of facts; one with `?` stays open.
    pub(super) keys: Vec<(&'static str, bool)>,
    /// It may hold anything, so that the list is not complete.
    pub(super) holds_anything: bool,
}

/// What a cause says.
#[derive(Debug)]
pub(super) struct CauseRow {
    pub(super) cause: &'static str,
    pub(super) mail: Option<Cause>,
    pub(super) code: Option<Cause>,
    pub(super) wrongful: Option<bool>,
    pub(super) note: Option<&'static str>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct BridgeTables {
    pub(super) names: Vec<NameRow>,
    pub(super) sectors: Vec<(&'static str, Vec<Body>)>,
    industries: Vec<(&'static str, &'static str, &'static str)>,
    pub(super) data: Vec<DataRow>,
    pub(super) causes: Vec<CauseRow>,
    phrases: Vec<(&'static str, &'static str)>,
}

impl BridgeTables {
    /// The tables of this crate; a test reads them all.
    pub(super) fn embedded() -> &'static BridgeTables {
        static TABLES: OnceLock<BridgeTables> = OnceLock::new();
        TABLES.get_or_init(|| Self::read().expect("the embedded tables are tested"))
    }

    pub(super) fn read() -> Result<BridgeTables, TableError> {
        let mut tables = BridgeTables {
            names: Vec::new(),
            sectors: Vec::new(),
            industries: Vec::new(),
            data: Vec::new(),
            causes: Vec::new(),
            phrases: Vec::new(),
        };
        for row in rows("bodies.tsv", include_str!("../../data/bodies.tsv")) {
            tables.names.push(NameRow {
                place: one_of(&row, "place", &["starts", "ends", "contains"])?,
                term: row.cell("term")?,
                also: list(row.cell("also")?),
                bodies: bodies(&row)?,
            });
        }
        for row in rows("sectors.tsv", include_str!("../../data/sectors.tsv")) {
            tables.sectors.push((row.cell("sector")?, bodies(&row)?));
        }
        for row in rows("industries.tsv", include_str!("../../data/industries.tsv")) {
            tables.industries.push((row.cell("sector")?, row.cell("term")?, row.cell("industry")?));
        }
        for row in rows("kinds_of_data.tsv", include_str!("../../data/kinds_of_data.tsv")) {
            let keys = list(row.cell("keys")?);
            tables.data.push(DataRow {
                code: row.cell("code")?,
                term: Some(row.cell("term")?).filter(|term| *term != "-"),
                keys: keys.iter().map(|key| key.strip_suffix('?').map_or((*key, true), |key| (key, false))).collect(),
                holds_anything: one_of(&row, "holds_anything", &["yes", "no"])? == "yes",
            });
        }
        for row in rows("causes.tsv", include_str!("../../data/causes.tsv")) {
            let code = |column| match row.cell(column)? {
                "-" => Ok(None),
                code => Cause::from_code(code).map(Some).ok_or_else(|| row.error(format!("{code} is no cause"))),
            };
            tables.causes.push(CauseRow {
                cause: row.cell("cause")?,
                mail: code("mail")?,
                code: code("code")?,
                wrongful: flag(&row, "wrongful_purpose")?,
                note: Some(row.cell("note")?).filter(|note| *note != "-"),
            });
        }
        for row in rows("phrases.tsv", include_str!("../../data/phrases.tsv")) {
            tables.phrases.push((row.cell("use")?, row.cell("term")?));
        }
        Ok(tables)
    }

    /// The terms for this use.
    pub(super) fn phrases(&self, wanted: &'static str) -> impl Iterator<Item = &'static str> {
        self.phrases.iter().filter(move |(used, _)| *used == wanted).map(|(_, term)| *term)
    }

    /// Whether a term for this use stands in the text.
    pub(super) fn says(&self, wanted: &'static str, text: &str) -> bool {
        self.phrases(wanted).any(|term| text.contains(term))
    }

    /// The line of business of a sector and a name.
    pub(super) fn industry(&self, sector: &str, name: &str) -> Option<&'static str> {
        let mut rows = self.industries.iter().filter(|row| row.0 == sector);
        rows.find(|row| row.1 == "-" || name.contains(row.1)).map(|row| row.2)
    }
}

fn list(cell: &'static str) -> Vec<&'static str> {
    if cell == "-" { Vec::new() } else { cell.split(',').collect() }
}

fn one_of(row: &Row<'static>, column: &str, allowed: &[&str]) -> Result<&'static str, TableError> {
    let cell = row.cell(column)?;
    if allowed.contains(&cell) {
        Ok(cell)
    } else {
        Err(row.error(format!("{column} is none of {}", allowed.join(", "))))
    }
}

fn flag(row: &Row<'static>, column: &str) -> Result<Option<bool>, TableError> {
    Ok(match one_of(row, column, &["true", "false", "-"])? {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    })
}

fn bodies(row: &Row<'static>) -> Result<Vec<Body>, TableError> {
    let mut found = Vec::new();
    for cell in list(row.cell("bodies")?) {
        let (code, private) = cell.split_once('/').map_or((cell, None), |(code, private)| (code, Some(private)));
        let kind = BodyKind::from_code(code).ok_or_else(|| row.error(format!("{code} is no kind of body")))?;
        found.push((kind, private.map(|private| private == "true")));
    }
    Ok(found)
}
