//! The reports of a case: where each stands, what it says, in the order of publication.
//!
//! In:   a case, with all numbers that it joins.
//! Out:  rows; everything that is known of each report.

use jikenbo_archive::{BlobHash, Moment};
use jikenbo_export::{ArticleRecord, IncidentRecord};
use rusqlite::Row;

use crate::{CaseId, Casebook, Result, record};

/// Where a report of a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Path or address of its source.
    pub source: String,
    /// Last part of it.
    pub file: String,
    /// Line of the article's heading; `None` for forms without lines.
    pub start_line: Option<u32>,
    /// Index of the incident in its article, from 0.
    pub incident: u32,
    /// `first`, `follow_up`, `copy` or `mention`.
    pub role: String,
    /// The report's own number: the case's, or one that points to it.
    pub number: CaseId,
}

/// A report of a case with everything that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportDetail {
    /// Where it stands.
    pub at: ReportRow,
    /// Number of the capture that holds it.
    pub capture: u64,
    /// When that was taken.
    pub captured_at: Moment,
    /// SHA-256 of the capture's bytes.
    pub blob: BlobHash,
    /// The page, for [`Casebook::page`].
    pub page: i64,
    /// SHA-256 of the page's text.
    pub page_hash: BlobHash,
    /// First byte of the article in the page's text, and one past its last.
    pub range: (u64, u64),
    /// The article's record, without its incidents.
    pub article: ArticleRecord,
    /// The incident's record.
    pub record: IncidentRecord,
    /// When the source's page ceased to hold it; `None` while it does.
    pub ended_at: Option<Moment>,
}

/// The numbers that the case `?1` joins.
const LINES: &str = "(SELECT ?1 UNION ALL SELECT k.id FROM \"case\" k WHERE k.merged_into = ?1)";
/// Those that linking has come first, in its order; mentions last.
const ORDER: &str = "m.role = 'mention', l.position IS NULL, l.position, m.since, k.n, a.position, r.ordinal";

impl Casebook {
    /// All reports of a case: those that stand, in the order of publication, then those that ended. A report that stands in several sources
    /// (pages with the same bytes) comes once for each.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn reports(&self, id: CaseId) -> Result<Vec<ReportDetail>> {
        let mut look = self.tables.prepare_cached(&format!(
            "SELECT s.address, a.start_line, r.ordinal, coalesce(l.role, m.role), m.\"case\", k.n, k.at, k.blob, p.id, p.hash,
                    a.start, a.\"end\", a.position, a.record, r.record, e.at
             FROM membership m JOIN report r ON r.id = m.report JOIN article a ON a.id = r.article JOIN page p ON p.id = a.page
             JOIN capture k ON k.page = p.id AND k.n = (SELECT max(n) FROM capture WHERE source = k.source AND page = p.id)
             JOIN source s ON s.id = k.source
             LEFT JOIN link_report l ON l.report = r.id AND l.source = s.id AND l.\"case\" = m.\"case\"
             LEFT JOIN capture e ON e.n = m.ended
             WHERE m.\"case\" IN {LINES} AND (m.ended IS NOT NULL OR s.latest = k.n)
             ORDER BY m.ended IS NOT NULL, {ORDER}"
        ))?;
        let mut seen = std::collections::BTreeSet::new();
        let mut rows = look.query([id.to_string()])?;
        let mut reports = Vec::new();
        while let Some(row) = rows.next()? {
            let mut at = report_row(row)?;
            let page: i64 = row.get(8)?;
            let range = (row.get(10)?, row.get(11)?);
            if !seen.insert((page, range, at.incident)) && at.role == "first" {
                at.role = "copy".into();
            }
            let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            let incident = record::read_incident(text(14)?, &at.file)?;
            reports.push(ReportDetail {
                capture: row.get(5)?,
                captured_at: Moment(row.get(6)?),
                blob: BlobHash(row.get(7)?),
                page,
                page_hash: BlobHash(row.get(9)?),
                range,
                article: record::dated(record::read_article(text(13)?, &at.file, row.get(12)?)?, &incident),
                record: incident,
                ended_at: row.get::<_, Option<i64>>(15)?.map(Moment),
                at,
            });
        }
        Ok(reports)
    }

    /// Where the reports of a case stand that stand.
    pub(crate) fn standing_reports(&self, id: CaseId) -> Result<Vec<ReportRow>> {
        let mut look = self.tables.prepare_cached(&format!(
            "SELECT s.address, a.start_line, r.ordinal, coalesce(l.role, m.role), m.\"case\"
             FROM membership m JOIN report r ON r.id = m.report JOIN article a ON a.id = r.article
             JOIN capture k ON k.page = a.page JOIN source s ON s.id = k.source AND s.latest = k.n
             LEFT JOIN link_report l ON l.report = r.id AND l.source = s.id AND l.\"case\" = m.\"case\"
             WHERE m.\"case\" IN {LINES} AND m.ended IS NULL ORDER BY {ORDER}"
        ))?;
        let rows = look.query_map([id.to_string()], report_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The names that linking has for the reports of a case, in the order of [`Casebook::reports`]; without `ended` those that stand.
    pub(crate) fn report_keys(&self, id: CaseId, ended: bool) -> Result<Vec<Option<String>>> {
        let mut look = self.tables.prepare_cached(&format!(
            "SELECT l.key FROM membership m JOIN report r ON r.id = m.report JOIN article a ON a.id = r.article
             JOIN capture k ON k.page = a.page AND k.n = (SELECT max(n) FROM capture WHERE source = k.source AND page = a.page)
             JOIN source s ON s.id = k.source
             LEFT JOIN link_report l ON l.report = r.id AND l.source = s.id AND l.\"case\" = m.\"case\"
             WHERE m.\"case\" IN {LINES} AND (m.ended IS NOT NULL AND ?2 OR m.ended IS NULL AND s.latest = k.n)
             ORDER BY m.ended IS NOT NULL, {ORDER}"
        ))?;
        let keys = look.query_map((id.to_string(), ended), |row| row.get(0))?;
        Ok(keys.collect::<rusqlite::Result<_>>()?)
    }
}

fn report_row(row: &Row) -> rusqlite::Result<ReportRow> {
    let source: String = row.get(0)?;
    let file = jikenbo_archive::Source::address(source.as_str()).file_name().to_owned();
    let number: String = row.get(4)?;
    let number = number
        .parse()
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(4, rusqlite::types::Type::Text, Box::new(e)))?;
    Ok(ReportRow { file, source, start_line: row.get(1)?, incident: row.get(2)?, role: row.get(3)?, number })
}
