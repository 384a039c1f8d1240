//! Corrected records in the tables.
//!
//! In:   a report, the corrections of its line.
//! Out:  its record and the columns that lists and filters read, corrected; what was read is kept beside it.

use jikenbo_export::IncidentRecord;
use jikenbo_model::PartialDate;
use rusqlite::{Connection, OptionalExtension, params};

use crate::correcting::correct;
use crate::corrections::Correction;
use crate::{CaseId, Error, Result, record};

/// The corrections of values that hold for a line of reports.
pub(crate) fn of_line(tables: &Connection, line: CaseId) -> Result<Vec<Correction>> {
    let mut look = tables.prepare_cached(
        "SELECT k.line FROM corrected c JOIN correction k ON k.n = c.n WHERE c.\"case\" = ? ORDER BY c.n",
    )?;
    let lines = look.query_map([line.to_string()], |row| row.get::<_, String>(0))?;
    lines.map(|line| read(&line?)).collect()
}

/// A correction as the tables keep it.
pub(crate) fn read(line: &str) -> Result<Correction> {
    serde_json::from_str(line).map_err(|source| Error::Record { which: "a correction".to_owned(), source })
}

/// The record that a report shall have, if it is not the one that it has.
pub(crate) fn rewritten(tables: &Connection, report: i64, corrections: &[Correction]) -> Result<Option<String>> {
    let mut look = tables.prepare_cached("SELECT as_read FROM report WHERE id = ?")?;
    let as_read: Option<String> = look.query_row([report], |row| row.get(0)).optional()?.flatten();
    if corrections.is_empty() {
        return Ok(as_read);
    }
    let (now, day): (String, Option<String>) = tables
        .prepare_cached(
            "SELECT r.record, a.published_on FROM report r JOIN article a ON a.id = r.article WHERE r.id = ?",
        )?
        .query_row([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let read = record::read_incident(as_read.as_deref().unwrap_or(&now), "a report")?;
    let mut record = record::with_day(read, day.clone());
    for line in corrections {
        correct(&mut record, line);
    }
    if record.published_on == day {
        record.published_on = None;
    }
    let record = serde_json::to_string(&record).expect("records hold nothing that JSON cannot");
    Ok((record != now).then_some(record))
}

/// Gives a report another record, with the columns that lists and filters read; what was read is kept beside it.
pub(crate) fn write_record(tables: &Connection, report: i64, text: &str) -> Result<()> {
    let record = record::read_incident(text, "a report")?;
    let headline = record.headline.as_ref();
    // Where the headline is the one that was read, its bound is too: records write 超 as 以上.
    let (read, bound_read, published_on): (String, Option<String>, Option<String>) = tables
        .prepare_cached(
            "SELECT coalesce(r.as_read, r.record), r.bound_read, a.published_on FROM report r JOIN article a ON a.id = r.article
                 WHERE r.id = ?",
        )?
        .query_row([report], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let as_read = record::read_incident(&read, "a report")?.headline;
    let bound = if record.headline == as_read { bound_read.as_ref() } else { headline.map(|headline| &headline.bound) };
    let realis = headline.map(|headline| {
        let at = record.counts.iter().position(|count| count == headline);
        at.and_then(|at| record.realis.get(&format!("/counts/{at}"))).map_or("confirmed", String::as_str)
    });
    tables
        .prepare_cached(
            "UPDATE report SET as_read = CASE WHEN as_read = ?2 THEN NULL ELSE coalesce(as_read, record) END, record = ?2,
                 victims = ?3, contractors = ?4, sector = ?5, prefecture = ?6, headline_value = ?7, headline_subject = ?8,
                 headline_bound = ?9, headline_realis = ?10, published_on = ?11, year = ?12 WHERE id = ?1",
        )?
        .execute(params![
            report,
            text,
            record.victims.join("\n"),
            record.contractors.join("\n"),
            record.sector,
            record.prefecture,
            headline.map(|headline| headline.value.min(i64::MAX as u64)),
            headline.map(|headline| &headline.subject),
            bound,
            realis,
            record.published_on,
            year_of(&record, published_on),
        ])?;
    tables.prepare_cached("DELETE FROM report_cause WHERE report = ?")?.execute([report])?;
    for (position, cause) in record.causes.iter().enumerate() {
        tables
            .prepare_cached("INSERT INTO report_cause (report, position, cause) VALUES (?, ?, ?)")?
            .execute(params![report, position as u64, cause])?;
    }
    Ok(())
}

/// The year by which cases are filtered: of the publication that holds, else of the earliest event.
fn year_of(record: &IncidentRecord, published_on: Option<String>) -> Option<i16> {
    let first_event = || record.events.iter().filter_map(|event| event.date.clone()).min();
    let day = record.published_on.clone().or(published_on).or_else(first_event)?;
    day.parse::<PartialDate>().ok().map(|day| day.year)
}
