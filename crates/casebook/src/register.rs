//! The register: every case id ever given, with the anchor that finds its report again.
//!
//! In:   reports that belong to no case yet.
//! Out:  lines of `register.jsonl`; look-ups in their copy in the tables.
//!
//! An anchor is the hash of the page's text, the start of the article in it, the first victim, and the how-manieth report of that victim
//! in the article. Beside it stand the source and the report's key, for the day when another version of the reader gives another text.
//! Form of later lines (reserved, see issue 4): `merged` (`id`, `into`) and `split` (`id`, `from`, anchor).

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
    pub(crate) anchor: Anchor,
    pub(crate) source: Source,
    pub(crate) key: String,
    pub(crate) capture: u64,
    pub(crate) at: Moment,
    pub(crate) why: String,
}

/// What happened to an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum What {
    /// It was given to a report that belonged to no case.
    Allocated,
}

/// Where the report stands that a case was made for.
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

/// Copies a line of the register into the tables, and its case with it.
pub(crate) fn copy(tables: &Connection, entry: &Entry) -> Result<()> {
    tables
        .prepare_cached(
            "INSERT INTO register (n, \"case\", page, start, victim, nth, source, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            entry.n,
            entry.id.to_string(),
            entry.anchor.page.0,
            entry.anchor.start,
            entry.anchor.victim,
            entry.anchor.nth,
            entry.source.as_str(),
            entry.key,
        ])?;
    tables
        .prepare_cached("INSERT INTO \"case\" (id, year, number, entered_at) VALUES (?, ?, ?, ?)")?
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

/// Last line of the register that the tables know.
pub(crate) fn last(tables: &Connection) -> Result<u64> {
    Ok(tables.query_row("SELECT coalesce(max(n), 0) FROM register", [], |row| row.get(0))?)
}

fn one(found: rusqlite::Result<String>) -> Result<Option<CaseId>> {
    Ok(found.optional()?.and_then(|id| id.parse().ok()))
}
