//! The register: every case id ever given, with the anchor that finds its report again; what was merged and split.
//!
//! In:   reports that have no number yet; the cases that linking and people make of them.
//! Out:  lines of `register.jsonl`; look-ups in their copy in the tables.
//!
//! An anchor is the hash of the page's text, the start of the article in it, the first victim, and the how-manieth report of that victim
//! in the article. Beside it stand the source and the report's key, for the day when another version of the reader gives another text.
//! The lines read in order give the case that each id points to now; `heads.rs` writes one wherever that changes.

use jikenbo_archive::{BlobHash, Moment, Numbered, Source};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::{CaseId, Result};

/// A line of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) n: u64,
    pub(crate) id: CaseId,
    pub(crate) what: What,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) anchor: Option<Anchor>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<Source>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) capture: Option<u64>,
    /// Merged: the case it is now part of. Split: those that parted from it. Root: its first client.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) cases: Vec<CaseId>,
    pub(crate) at: Moment,
    pub(crate) why: String,
}

/// What happened to an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum What {
    /// It was given to a report that had none.
    Allocated,
    /// It was given to, or came back for, a root case whose contractor published nothing.
    Root,
    /// It points to another case.
    Merged,
    /// Others no longer point to it.
    Split,
}

impl What {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            What::Allocated => "allocated",
            What::Root => "root",
            What::Merged => "merged",
            What::Split => "split",
        }
    }
}

/// Where the report stands that a number was given to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Anchor {
    /// SHA-256 of the page's text.
    pub(crate) page: BlobHash,
    /// First byte of the article in that text.
    pub(crate) start: u64,
    /// First victim; empty where none is named.
    pub(crate) victim: String,
    /// Which report of this victim in the article, from 0.
    pub(crate) nth: u32,
}

impl Numbered for Entry {
    fn number(&self) -> u64 {
        self.n
    }
}

impl Entry {
    /// A line about cases, without an anchor.
    pub(crate) fn about(id: CaseId, what: What, cases: Vec<CaseId>, at: Moment, why: &str) -> Self {
        let why = why.to_owned();
        Self { n: 0, id, what, anchor: None, source: None, key: None, capture: None, cases, at, why }
    }
}

/// Copies a line of the register into the tables, and what it says of its cases with it.
pub(crate) fn copy(tables: &Connection, entry: &Entry) -> Result<()> {
    let anchor = entry.anchor.as_ref();
    let cases: Vec<String> = entry.cases.iter().map(ToString::to_string).collect();
    tables
        .prepare_cached(
            "INSERT INTO register (n, \"case\", what, page, start, victim, nth, source, key, cases, at, why)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            entry.n,
            entry.id.to_string(),
            entry.what.code(),
            anchor.map(|anchor| anchor.page.0),
            anchor.map(|anchor| anchor.start),
            anchor.map(|anchor| &anchor.victim),
            anchor.map(|anchor| anchor.nth),
            entry.source.as_ref().map(Source::as_str),
            entry.key,
            cases.join("\n"),
            entry.at.0,
            entry.why,
        ])?;
    let id = entry.id.to_string();
    match entry.what {
        What::Allocated => make_case(tables, entry)?,
        What::Root => {
            make_case(tables, entry)?;
            tables
                .prepare_cached("INSERT OR IGNORE INTO root_case (id, client) VALUES (?, ?)")?
                .execute(params![id, cases.first()])?;
            tables.prepare_cached("INSERT OR IGNORE INTO root_loose (id) VALUES (?)")?.execute(params![id])?;
            tables
                .prepare_cached("UPDATE \"case\" SET gone = 0, merged_into = NULL WHERE id = ?")?
                .execute(params![id])?;
        }
        What::Merged => {
            tables
                .prepare_cached("UPDATE \"case\" SET merged_into = ? WHERE id = ?")?
                .execute(params![cases.first(), id])?;
        }
        What::Split => {
            for other in &cases {
                tables
                    .prepare_cached("UPDATE \"case\" SET merged_into = NULL WHERE id = ?")?
                    .execute(params![other])?;
            }
            tables
                .prepare_cached(
                    "UPDATE \"case\" SET gone = 1 WHERE id = ?1 AND EXISTS (SELECT 1 FROM root_case r WHERE r.id = ?1)",
                )?
                .execute(params![id])?;
        }
    }
    Ok(())
}

fn make_case(tables: &Connection, entry: &Entry) -> Result<()> {
    tables
        .prepare_cached("INSERT OR IGNORE INTO \"case\" (id, year, number, entered_at) VALUES (?, ?, ?, ?)")?
        .execute(params![entry.id.to_string(), entry.id.year, entry.id.number, entry.at.0])?;
    Ok(())
}

/// The case whose anchor this is.
pub(crate) fn by_anchor(tables: &Connection, anchor: &Anchor) -> Result<Option<CaseId>> {
    one(tables
        .prepare_cached(
            "SELECT \"case\" FROM register WHERE page = ? AND start = ? AND victim = ? AND nth = ? ORDER BY n LIMIT 1",
        )?
        .query_row(params![anchor.page.0, anchor.start, anchor.victim, anchor.nth], |row| row.get::<_, String>(0)))
}

/// The cases whose anchors lie in this article, in the order of entry.
pub(crate) fn by_article(tables: &Connection, page: [u8; 32], start: u64) -> Result<Vec<CaseId>> {
    let mut look = tables.prepare_cached("SELECT \"case\" FROM register WHERE page = ? AND start = ? ORDER BY n")?;
    let found = look.query_map(params![page, start], |row| row.get::<_, String>(0))?;
    Ok(found.collect::<rusqlite::Result<Vec<_>>>()?.iter().filter_map(|id| id.parse().ok()).collect())
}

/// The first case that was made for a report of this source with this key.
pub(crate) fn by_key(tables: &Connection, source: &str, key: &str) -> Result<Option<CaseId>> {
    one(tables
        .prepare_cached("SELECT \"case\" FROM register WHERE source = ? AND key = ? ORDER BY n LIMIT 1")?
        .query_row(params![source, key], |row| row.get::<_, String>(0)))
}

/// The next free number of a year.
pub(crate) fn next_number(tables: &Connection, year: i64) -> Result<u32> {
    Ok(tables
        .prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM \"case\" WHERE year = ?")?
        .query_row([year], |row| row.get(0))?)
}

/// The next free id at a moment.
pub(crate) fn next_id(tables: &Connection, at: Moment) -> Result<CaseId> {
    let year = at.year_in_japan();
    Ok(CaseId { year: u16::try_from(year).unwrap_or(u16::MAX), number: next_number(tables, year)? })
}

/// Last line of the register that the tables know.
pub(crate) fn last(tables: &Connection) -> Result<u64> {
    Ok(tables.query_row("SELECT coalesce(max(n), 0) FROM register", [], |row| row.get(0))?)
}

fn one(found: rusqlite::Result<String>) -> Result<Option<CaseId>> {
    Ok(found.optional()?.and_then(|id| id.parse().ok()))
}
