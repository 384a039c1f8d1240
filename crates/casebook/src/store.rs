//! Writes one capture into the tables: its page, its reports, the numbers they have, and the change log.
//!
//! In:   a capture that is in the archive, and what was read from its bytes.
//! Out:  rows in the transaction that is given; register lines for the numbers that are new.
//!
//! Both `add` and `rebuild` go through [`enter`], one capture after the other in the order of the log.

use std::collections::BTreeSet;

use jikenbo_archive::{Capture, Moment};
use rusqlite::{Connection, OptionalExtension, params};

use crate::placing::{self, Place, Placed};
use crate::reading::{Taken, TakenArticle};
use crate::register::{self, Entry, What};
use crate::{CaseId, Result};

/// What became of a capture.
#[derive(Debug, Default)]
pub(crate) struct Entered {
    /// Lines for the register; already copied into the tables.
    pub(crate) register: Vec<Entry>,
    /// Whether the source was known before.
    pub(crate) known_source: bool,
    /// The numbers of its reports, in the order of the text.
    pub(crate) cases: Vec<CaseId>,
    /// Numbers whose reports came, went or changed.
    pub(crate) touched: BTreeSet<CaseId>,
}

/// Writes a capture. `taken` is `None` where its bytes are no page (any longer), or where the page is in the tables already.
/// `next_line` is the number of the next line of the register.
pub(crate) fn enter(
    tables: &Connection,
    capture: &Capture,
    reader: u32,
    taken: Option<Taken>,
    next_line: u64,
) -> Result<Entered> {
    let (source, before_page, known_source) = source(tables, capture)?;
    let page = match known_page(tables, capture, reader)? {
        Some(page) => Some(page),
        None => taken.map(|taken| insert_page(tables, capture, reader, taken)).transpose()?,
    };
    tables
        .prepare_cached("INSERT INTO capture (n, source, blob, size, at, page) VALUES (?, ?, ?, ?, ?, ?)")?
        .execute(params![capture.n, source, capture.blob.0, capture.size, capture.at.0, page])?;
    tables.prepare_cached("UPDATE source SET latest = ? WHERE id = ?")?.execute(params![capture.n, source])?;
    log(tables, capture, "captured", None, None)?;

    let mut entered = Entered { known_source, ..Entered::default() };
    let before = before_page.map_or(Ok(Vec::new()), |page| placing::of_page(tables, page))?;
    if let Some(page) = page {
        let reports = placing::of_page(tables, page)?;
        place(tables, capture, page, &reports, &before, next_line, &mut entered)?;
    }
    if let Some(old) = before_page.filter(|old| Some(*old) != page) {
        end(tables, capture, old, &before)?;
    }
    let cases = before.iter().filter_map(|report| report.case.as_ref().map(|(case, _)| *case));
    entered.touched = entered.cases.iter().copied().chain(cases).collect();
    Ok(entered)
}

/// The source's row, the page of its latest capture, and whether it was there.
fn source(tables: &Connection, capture: &Capture) -> Result<(i64, Option<i64>, bool)> {
    let known = tables
        .prepare_cached("SELECT s.id, c.page FROM source s LEFT JOIN capture c ON c.n = s.latest WHERE s.address = ?")?
        .query_row([capture.source.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((id, page)) = known {
        return Ok((id, page, true));
    }
    tables.prepare_cached("INSERT INTO source (address) VALUES (?)")?.execute([capture.source.as_str()])?;
    Ok((tables.last_insert_rowid(), None, false))
}

fn known_page(tables: &Connection, capture: &Capture, reader: u32) -> Result<Option<i64>> {
    Ok(tables
        .prepare_cached("SELECT id FROM page WHERE blob = ? AND reader = ?")?
        .query_row(params![capture.blob.0, reader], |row| row.get(0))
        .optional()?)
}

fn insert_page(tables: &Connection, capture: &Capture, reader: u32, taken: Taken) -> Result<i64> {
    tables
        .prepare_cached("INSERT INTO page (blob, reader, hash, text, title) VALUES (?, ?, ?, ?, ?)")?
        .execute(params![capture.blob.0, reader, taken.hash, taken.text, taken.title])?;
    let page = tables.last_insert_rowid();
    for (position, article) in taken.articles.iter().enumerate() {
        insert_article(tables, page, position, article)?;
    }
    Ok(page)
}

fn insert_article(tables: &Connection, page: i64, position: usize, article: &TakenArticle) -> Result<()> {
    tables
        .prepare_cached(
            "INSERT INTO article (page, position, start, \"end\", start_line, end_line, kind, title, published_on, publisher,
                 record, shingles)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            page,
            position as u64,
            article.start as u64,
            article.end as u64,
            article.lines.map(|lines| lines.0),
            article.lines.map(|lines| lines.1),
            article.kind,
            article.title,
            article.published_on,
            article.publisher,
            article.record,
            article.shingles,
        ])?;
    let id = tables.last_insert_rowid();
    for (ordinal, report) in article.reports.iter().enumerate() {
        let headline = report.headline.as_ref();
        tables
            .prepare_cached(
                "INSERT INTO report (article, ordinal, victim, nth, key, victims, contractors, sector, prefecture, year,
                 headline_value, headline_subject, headline_bound, headline_realis, record, bound_read)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?13)",
            )?
            .execute(params![
                id,
                ordinal as u64,
                report.victim,
                report.nth,
                report.key,
                report.victims,
                report.contractors,
                report.sector,
                report.prefecture,
                report.year,
                headline.map(|h| h.value),
                headline.map(|h| h.subject),
                headline.map(|h| h.bound),
                headline.map(|h| h.realis),
                report.record,
            ])?;
        let row = tables.last_insert_rowid();
        for (position, cause) in report.causes.iter().enumerate() {
            tables
                .prepare_cached("INSERT INTO report_cause (report, position, cause) VALUES (?, ?, ?)")?
                .execute(params![row, position as u64, cause])?;
        }
    }
    Ok(())
}

/// Gives each report of a page its case: the one it has, the one it had, one that it joins, or a new one.
fn place(
    tables: &Connection,
    capture: &Capture,
    page: i64,
    reports: &[Placed],
    before: &[Placed],
    next_line: u64,
    entered: &mut Entered,
) -> Result<()> {
    let hash = tables
        .prepare_cached("SELECT hash FROM page WHERE id = ?")?
        .query_row([page], |row| row.get::<_, [u8; 32]>(0))?;
    let found = placing::find(tables, capture.source.as_str(), hash, reports, before)?;
    for (report, found) in reports.iter().zip(found) {
        let case = match (&report.case, found) {
            (Some((case, _)), _) => {
                resume(tables, capture, *case, report)?;
                *case
            }
            (None, Some(Place { case, role })) => {
                become_member(tables, capture, case, report, role)?;
                case
            }
            (None, None) => {
                let case = allocate(tables, capture, hash, report, next_line, &mut entered.register)?;
                become_member(tables, capture, case, report, None)?;
                case
            }
        };
        entered.cases.push(case);
    }
    Ok(())
}

fn allocate(
    tables: &Connection,
    capture: &Capture,
    page: [u8; 32],
    report: &Placed,
    next_line: u64,
    register: &mut Vec<Entry>,
) -> Result<CaseId> {
    let id = register::next_id(tables, capture.at)?;
    let entry = Entry {
        n: next_line + register.len() as u64,
        anchor: Some(placing::anchor(page, report)),
        source: Some(capture.source.clone()),
        key: Some(report.key.clone()),
        capture: Some(capture.n),
        ..Entry::about(id, What::Allocated, Vec::new(), capture.at, "first report")
    };
    register::copy(tables, &entry)?;
    log(tables, capture, "case_entered", Some(id), None)?;
    register.push(entry);
    Ok(id)
}

/// Without a role of its own a report is the first of a case that has no other, else a copy.
fn become_member(
    tables: &Connection,
    capture: &Capture,
    case: CaseId,
    report: &Placed,
    role: Option<String>,
) -> Result<()> {
    let others = tables
        .prepare_cached("SELECT 1 FROM membership WHERE \"case\" = ? AND ended IS NULL LIMIT 1")?
        .exists([case.to_string()])?;
    let role = role.as_deref().unwrap_or(if others { "copy" } else { "first" });
    tables
        .prepare_cached("INSERT INTO membership (\"case\", report, role, since) VALUES (?, ?, ?, ?)")?
        .execute(params![case.to_string(), report.report, role, capture.n])?;
    log(tables, capture, "report_added", Some(case), Some(report.report))
}

/// A report that had ended stands in a page again.
fn resume(tables: &Connection, capture: &Capture, case: CaseId, report: &Placed) -> Result<()> {
    let resumed = tables
        .prepare_cached("UPDATE membership SET ended = NULL WHERE report = ? AND ended IS NOT NULL")?
        .execute([report.report])?;
    if resumed > 0 { log(tables, capture, "report_added", Some(case), Some(report.report)) } else { Ok(()) }
}

/// Ends the memberships of a page that no source has any longer.
fn end(tables: &Connection, capture: &Capture, page: i64, reports: &[Placed]) -> Result<()> {
    let elsewhere = tables
        .prepare_cached(
            "SELECT 1 FROM capture c JOIN source s ON s.id = c.source AND s.latest = c.n WHERE c.page = ? LIMIT 1",
        )?
        .exists([page])?;
    if elsewhere {
        return Ok(());
    }
    let mut done = BTreeSet::new();
    for report in reports.iter().filter(|report| done.insert(report.report)) {
        let Some((case, _)) = &report.case else { continue };
        tables
            .prepare_cached("UPDATE membership SET ended = ? WHERE report = ? AND ended IS NULL")?
            .execute(params![capture.n, report.report])?;
        log(tables, capture, "report_ended", Some(*case), Some(report.report))?;
    }
    Ok(())
}

fn log(tables: &Connection, capture: &Capture, what: &str, case: Option<CaseId>, report: Option<i64>) -> Result<()> {
    write_change(tables, capture.at, what, case, report, Some(capture.n))
}

/// Writes a line of the change log.
pub(crate) fn write_change(
    tables: &Connection,
    at: Moment,
    what: &str,
    case: Option<CaseId>,
    report: Option<i64>,
    capture: Option<u64>,
) -> Result<()> {
    tables
        .prepare_cached("INSERT INTO change_log (at, what, \"case\", report, capture) VALUES (?, ?, ?, ?, ?)")?
        .execute(params![at.0, what, case.map(|id| id.to_string()), report, capture])?;
    Ok(())
}
