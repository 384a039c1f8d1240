//! The seam to `link`: what linking reads of the tables ([`Shelf`]), and what it gives back, written.
//!
//! In:   the state before a change; the reports of each line as they stand after it (for the bonds).
//! Out:  what `link` asks for; rows of the tables `link_*`.
//!
//! A bond of a person is between two lines of reports; it is laid between their first reports, and the reports of a line are bound to its first.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_link::{
    Bond, Change, Contradiction, Delta, Entry, Gate, JoinedCase, Level, Place, Role, Seat, Shelf, Told,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;

use crate::{CaseId, Error, Result, record, told};

/// A report that linking knows or shall know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) key: String,
    pub(crate) case: CaseId,
    pub(crate) report: i64,
    pub(crate) source: i64,
    /// The capture that ended it, where its line has no report that stands.
    pub(crate) ended: Option<i64>,
}

/// The tables as linking reads them.
pub(crate) struct Shelves<'t> {
    pub(crate) tables: &'t Connection,
    /// Keys of the reports, sorted, of each line that changes, as they stand afterwards.
    pub(crate) after: BTreeMap<CaseId, Vec<String>>,
    /// The lines of the reports that come.
    pub(crate) come: BTreeMap<String, CaseId>,
}

impl Shelves<'_> {
    /// The line of a report.
    pub(crate) fn line(&self, report: &str) -> Result<Option<CaseId>> {
        if let Some(case) = self.come.get(report) {
            return Ok(Some(*case));
        }
        let mut look = self.tables.prepare_cached("SELECT \"case\" FROM link_report WHERE key = ?")?;
        let case: Option<String> = look.query_row([report], |row| row.get(0)).optional()?;
        Ok(case.and_then(|id| id.parse().ok()))
    }

    pub(crate) fn reports_of_line(&self, case: CaseId) -> Result<Vec<String>> {
        if let Some(keys) = self.after.get(&case) {
            return Ok(keys.clone());
        }
        let mut look = self.tables.prepare_cached("SELECT key FROM link_report WHERE \"case\" = ? ORDER BY key")?;
        let keys = look.query_map([case.to_string()], |row| row.get(0))?;
        Ok(keys.collect::<rusqlite::Result<_>>()?)
    }

    /// The lines to which a person bound a line, and whether they are to be one.
    pub(crate) fn bound(&self, case: CaseId) -> Result<Vec<(CaseId, bool)>> {
        let mut look = self.tables.prepare_cached("SELECT b, joins FROM bond WHERE a = ?")?;
        let rows = look.query_map([case.to_string()], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(rows.into_iter().filter_map(|(id, joins)| Some((id.parse().ok()?, joins))).collect())
    }

    fn near(&self, sql: &str, level: Level, key: u64, place: &Place, n: usize) -> Result<Vec<Seat>> {
        let mut look = self.tables.prepare_cached(sql)?;
        let values = params![number(level), key.cast_signed(), place.day, ordered(place.hash), place.key, n as u64];
        let found = look.query_map(values, read_seat)?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}

impl Shelf for Shelves<'_> {
    type Error = Error;

    fn told(&mut self, report: &str) -> Result<Told> {
        let mut look = self.tables.prepare_cached("SELECT report FROM link_report WHERE key = ?")?;
        let row: i64 = look.query_row([report], |row| row.get(0))?;
        told_of(self.tables, report, row, None)
    }

    fn before(&mut self, level: Level, key: u64, place: &Place, n: usize) -> Result<Vec<Seat>> {
        let sql = "SELECT day, hash, node, gate FROM link_node WHERE level = ?1 AND key = ?2 AND (day, hash, node) < (?3, ?4, ?5)
                   ORDER BY day DESC, hash DESC, node DESC LIMIT ?6";
        self.near(sql, level, key, place, n)
    }

    fn after(&mut self, level: Level, key: u64, place: &Place, n: usize) -> Result<Vec<Seat>> {
        let sql = "SELECT day, hash, node, gate FROM link_node WHERE level = ?1 AND key = ?2 AND (day, hash, node) > (?3, ?4, ?5)
                   ORDER BY day, hash, node LIMIT ?6";
        self.near(sql, level, key, place, n)
    }

    fn case_of(&mut self, report: &str) -> Result<Option<String>> {
        let mut look = self
            .tables
            .prepare_cached("SELECT c.key FROM link_report r JOIN link_report c ON c.id = r.joined WHERE r.key = ?")?;
        Ok(look.query_row([report], |row| row.get(0)).optional()?)
    }

    fn reports_of(&mut self, case: &str) -> Result<Vec<String>> {
        let mut look = self
            .tables
            .prepare_cached("SELECT r.key FROM link_report c JOIN link_report r ON r.joined = c.id WHERE c.key = ?")?;
        let keys = look.query_map([case], |row| row.get(0))?;
        Ok(keys.collect::<rusqlite::Result<_>>()?)
    }

    fn event_of(&mut self, case: &str) -> Result<Option<(String, Option<String>)>> {
        let mut look = self.tables.prepare_cached(
            "SELECT n.key, r.key FROM link_report k JOIN link_case c ON c.id = k.id JOIN link_event e ON e.id = c.event
             JOIN link_report n ON n.id = e.id LEFT JOIN link_report r ON r.id = e.root WHERE k.key = ?",
        )?;
        Ok(look.query_row([case], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    fn bonds(&mut self, report: &str) -> Result<Vec<Bond>> {
        let Some(case) = self.line(report)? else { return Ok(Vec::new()) };
        let keys = self.reports_of_line(case)?;
        let Some(first) = keys.first().filter(|_| keys.iter().any(|key| key == report)) else {
            return Ok(Vec::new());
        };
        if first != report {
            return Ok(vec![Bond { a: first.clone(), b: report.to_owned(), join: true }]);
        }
        let mut bonds: Vec<Bond> =
            keys[1..].iter().map(|key| Bond { a: first.clone(), b: key.clone(), join: true }).collect();
        for (other, join) in self.bound(case)? {
            if let Some(other) = self.reports_of_line(other)?.into_iter().next() {
                let (a, b) = if *first < other { (first.clone(), other) } else { (other, first.clone()) };
                bonds.push(Bond { a, b, join });
            }
        }
        Ok(bonds)
    }
}

/// What a report tells, under the name that linking has for it. `instead` takes the place of its record.
pub(crate) fn told_of(tables: &Connection, key: &str, report: i64, instead: Option<&str>) -> Result<Told> {
    let mut look = tables.prepare_cached(
        "SELECT a.position, r.ordinal, a.record, r.record, a.shingles,
                (SELECT count(*) FROM (SELECT 1 FROM article b WHERE b.page = a.page LIMIT 2))
         FROM report r JOIN article a ON a.id = r.article WHERE r.id = ?",
    )?;
    let mut rows = look.query([report])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    let article = record::read_article(text(2)?, key, row.get(0)?)?;
    let incident = record::read_incident(instead.map_or_else(|| text(3), Ok)?, key)?;
    let article = record::dated(article, &incident);
    let ordinal: u32 = row.get(1)?;
    let place = key.rsplit_once('\t').map_or(key, |(place, _)| place);
    let mut told = told::told_one(place, ordinal as usize, &article, &incident, row.get(5)?);
    let shingles = row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?;
    let numbers = shingles.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    told.shingles = numbers.collect();
    Ok(told)
}

/// The name of a report for linking: the text of its page, its place in it, and what tells it from the same text elsewhere or at another
/// time. It holds no address, so that what linking makes of a folder does not depend on where the folder lies.
pub(crate) fn key_of(page: [u8; 32], start: u64, ordinal: u32, ended: Option<i64>, source: Option<i64>) -> String {
    use std::fmt::Write;
    let mut key = String::new();
    for byte in &page[..12] {
        let _ = write!(key, "{byte:02x}");
    }
    let _ = write!(key, ".{start}");
    if let Some(capture) = ended {
        let _ = write!(key, "-{capture}");
    }
    if let Some(source) = source {
        let _ = write!(key, "@{source}");
    }
    let _ = write!(key, "\t{ordinal}");
    key
}

/// The name of the report whose text a report repeats, if it does.
fn repeated(key: &str) -> Option<String> {
    let (place, ordinal) = key.rsplit_once('\t')?;
    let (place, _) = place.split_once('@')?;
    Some(format!("{place}\t{ordinal}"))
}

/// The reports of a case with their roles; of reports with one text the one that came first goes first.
fn in_order(case: &JoinedCase) -> Vec<(&str, Role)> {
    let mut reports: Vec<(&str, Role)> = case.reports.iter().map(|(key, role)| (key.as_str(), *role)).collect();
    if reports.iter().all(|(key, _)| !key.contains('@')) {
        return reports;
    }
    let mut at: BTreeMap<&str, usize> = reports.iter().enumerate().map(|(at, (key, _))| (*key, at)).collect();
    for i in 0..reports.len() {
        let key = reports[i].0;
        let original = repeated(key).and_then(|original| at.get(original.as_str()).copied());
        if let Some(j) = original.filter(|j| *j > i) {
            at.insert(reports[j].0, i);
            at.insert(key, j);
            (reports[i].0, reports[j].0) = (reports[j].0, key);
        }
    }
    reports
}

/// Writes what linking gave. `come` are the reports that come, `gone` the keys of those that go. Gives the lines of reports whose case it
/// made or unmade.
pub(crate) fn write(tables: &Connection, delta: &Delta, come: &[Node], gone: &[String]) -> Result<Vec<CaseId>> {
    let ids =
        |keys: &mut dyn Iterator<Item = &String>| keys.map(|key| id_of(tables, key)).collect::<Result<Vec<i64>>>();
    let cases_gone = ids(&mut delta.cases_gone.iter().map(|entry| &entry.place.key))?;
    let events_gone = ids(&mut delta.events_gone.iter())?;
    let mut touched = Vec::new();
    for event in &events_gone {
        end_event(tables, *event)?;
    }
    for case in &cases_gone {
        lines_of(tables, *case, &mut touched)?;
        tables.prepare_cached("DELETE FROM link_case WHERE id = ?")?.execute([case])?;
    }
    for node in come {
        tables
            .prepare_cached(
                "INSERT INTO link_report (key, \"case\", report, source, ended) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (key) DO UPDATE SET \"case\" = excluded.\"case\", report = excluded.report,
                     source = excluded.source, ended = excluded.ended",
            )?
            .execute(params![node.key, node.case.to_string(), node.report, node.source, node.ended])?;
    }
    for entry in &delta.reports_gone {
        take(tables, Level::Report, entry)?;
    }
    for entry in &delta.reports {
        put(tables, Level::Report, entry)?;
    }
    for entry in &delta.cases_gone {
        take(tables, Level::Case, entry)?;
    }
    for case in &delta.cases {
        let id = id_of(tables, &case.entry.place.key)?;
        put(tables, Level::Case, &case.entry)?;
        tables
            .prepare_cached(
                "INSERT INTO link_case (id, is_root, contradictions, changes) VALUES (?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET is_root = excluded.is_root, contradictions = excluded.contradictions,
                     changes = excluded.changes",
            )?
            .execute(params![id, case.is_root, contradictions(&case.contradictions), changes(&case.changes)])?;
        for (position, (report, role)) in in_order(case).into_iter().enumerate() {
            tables
                .prepare_cached("UPDATE link_report SET joined = ?, role = ?, position = ? WHERE key = ?")?
                .execute(params![id, role.code(), position as u64, report])?;
        }
        lines_of(tables, id, &mut touched)?;
    }
    for event in &delta.events {
        let id = id_of(tables, &event.name)?;
        let root = event.root.as_deref().map(|root| id_of(tables, root)).transpose()?;
        tables
            .prepare_cached(
                "INSERT INTO link_event (id, root, contractor, reports, contradictions) VALUES (?, ?, ?, ?, ?)",
            )?
            .execute(params![
                id,
                root,
                event.contractor,
                serde_json::to_string(&event.reports_all).expect("texts are JSON"),
                contradictions(&event.contradictions)
            ])?;
        for case in event.clients.iter().chain(&event.root) {
            tables
                .prepare_cached("UPDATE link_case SET event = ? WHERE id = ?")?
                .execute(params![id, id_of(tables, case)?])?;
        }
    }
    let kept: BTreeSet<&str> = come.iter().map(|node| node.key.as_str()).collect();
    for key in gone.iter().filter(|key| !kept.contains(key.as_str())) {
        tables.prepare_cached("DELETE FROM link_report WHERE key = ?")?.execute([key])?;
    }
    Ok(touched)
}

/// Takes an event away; its cases have no root until they get one again.
fn end_event(tables: &Connection, event: i64) -> Result<()> {
    tables
        .prepare_cached(
            "UPDATE \"case\" SET root = NULL WHERE root IS NOT NULL AND id IN (SELECT coalesce(k.merged_into, k.id)
                 FROM link_case c JOIN link_report r ON r.joined = c.id JOIN \"case\" k ON k.id = r.\"case\" WHERE c.event = ?)",
        )?
        .execute([event])?;
    tables
        .prepare_cached(
            "INSERT OR IGNORE INTO root_loose (id) SELECT r.id FROM link_event e JOIN root_case r ON r.id = e.\"case\" WHERE e.id = ?",
        )?
        .execute([event])?;
    tables.prepare_cached("UPDATE link_case SET event = NULL WHERE event = ?")?.execute([event])?;
    tables.prepare_cached("DELETE FROM link_event WHERE id = ?")?.execute([event])?;
    Ok(())
}

fn lines_of(tables: &Connection, case: i64, found: &mut Vec<CaseId>) -> Result<()> {
    let mut look = tables.prepare_cached("SELECT \"case\" FROM link_report WHERE joined = ?")?;
    for id in look.query_map([case], |row| row.get::<_, String>(0))? {
        found.extend(id?.parse::<CaseId>().ok());
    }
    Ok(())
}

pub(crate) fn id_of(tables: &Connection, key: &str) -> Result<i64> {
    let mut look = tables.prepare_cached("SELECT id FROM link_report WHERE key = ?")?;
    Ok(look.query_row([key], |row| row.get(0))?)
}

fn take(tables: &Connection, level: Level, entry: &Entry) -> Result<()> {
    let mut work = tables
        .prepare_cached("DELETE FROM link_node WHERE level = ? AND key = ? AND day = ? AND hash = ? AND node = ?")?;
    let Place { day, hash, key: node } = &entry.place;
    for key in &entry.keys {
        work.execute(params![number(level), key.cast_signed(), day, ordered(*hash), node])?;
    }
    Ok(())
}

fn put(tables: &Connection, level: Level, entry: &Entry) -> Result<()> {
    let mut work = tables.prepare_cached(
        "INSERT OR IGNORE INTO link_node (level, key, day, hash, node, gate) VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    let (Place { day, hash, key: node }, gate) = (&entry.place, entry.gate.bytes());
    for key in &entry.keys {
        work.execute(params![number(level), key.cast_signed(), day, ordered(*hash), node, gate])?;
    }
    Ok(())
}

fn contradictions(found: &[Contradiction<String>]) -> String {
    let rows: Vec<_> = found.iter().map(|found| json!([found.field, found.values, found.reports])).collect();
    json!(rows).to_string()
}

fn changes(found: &[Change<String>]) -> String {
    let rows: Vec<_> =
        found.iter().map(|found| json!([found.field, found.old, found.new, found.from, found.to])).collect();
    json!(rows).to_string()
}

const fn number(level: Level) -> i64 {
    match level {
        Level::Report => 0,
        Level::Case => 1,
    }
}

/// A hash as a signed number in the same order.
const fn ordered(hash: u64) -> i64 {
    (hash ^ (1 << 63)).cast_signed()
}

fn read_seat(row: &Row) -> rusqlite::Result<Seat> {
    let hash: i64 = row.get(1)?;
    let place = Place { day: row.get(0)?, hash: hash.cast_unsigned() ^ (1 << 63), key: row.get(2)? };
    Ok(Seat { place, gate: Gate::read(row.get_ref(3)?.as_blob()?) })
}
