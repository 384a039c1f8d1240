//! The seam to `export`: what is read and what is stored, in the published form.
//!
//! In:   the page and what was read from an article of it; rows of the tables.
//! Out:  JSON texts as the tables keep them; records as commands print them.
//!
//! `id` and `file` of an article name its source; pages with equal bytes share their articles, so both are set when a record goes out.

use jikenbo_export::{
    ArticleRecord, CaseRecord, CaseReportRecord, HeadlineRecord, IncidentRecord, ReportDetailRecord, SCHEMA_VERSION,
};
use jikenbo_model::{Bound, Page, Report};
use serde::Serialize;

use crate::{CaseSummary, Casebook, Error, ReportDetail, ReportRow, Result};

/// The record of an article without its incidents, and one for each incident, as JSON.
pub(crate) fn write(page: &Page, report: &Report) -> (String, Vec<String>) {
    let mut article = ArticleRecord::of(report, page, "", 0);
    let incidents = std::mem::take(&mut article.incidents);
    (json(&article), incidents.iter().map(json).collect())
}

fn json(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("records hold nothing that JSON cannot")
}

/// The record of an article of the source `file`, at this place in its page (from 0).
pub(crate) fn read_article(text: &str, file: &str, position: u32) -> Result<ArticleRecord> {
    let mut article: ArticleRecord = serde_json::from_str(text).map_err(|e| damaged("an article", file, e))?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    article.id = format!("{stem}#{}", position + 1);
    file.clone_into(&mut article.file);
    Ok(article)
}

/// The same with the day of publication that holds for an incident of it.
pub(crate) fn dated(mut article: ArticleRecord, incident: &IncidentRecord) -> ArticleRecord {
    if incident.published_on.is_some() {
        article.published_on.clone_from(&incident.published_on);
    }
    article
}

/// The record of an incident with the day of publication that holds for it: its own, where a person corrected it, else the article's.
pub(crate) fn with_day(mut incident: IncidentRecord, day: Option<String>) -> IncidentRecord {
    incident.published_on = incident.published_on.or(day);
    incident
}

/// The record of an incident in the source `file`.
pub(crate) fn read_incident(text: &str, file: &str) -> Result<IncidentRecord> {
    serde_json::from_str(text).map_err(|e| damaged("an incident", file, e))
}

fn damaged(what: &str, file: &str, source: serde_json::Error) -> Error {
    Error::Record { which: format!("{what} in {file}"), source }
}

impl CaseSummary {
    /// The record of the case as `cases` prints it, without what its reports say.
    pub fn record(&self) -> CaseRecord {
        CaseRecord {
            schema_version: SCHEMA_VERSION,
            id: self.id.to_string(),
            entered_at: self.entered_at.to_string(),
            root: self.root.map(|id| id.to_string()),
            title: self.title.clone(),
            victims: self.victims.clone(),
            contractors: self.contractors.clone(),
            sector: self.sector.clone(),
            prefecture: self.prefecture.clone(),
            causes: self.causes.clone(),
            published_on: self.published_on.clone(),
            headline: self.headline.as_ref().map(|headline| HeadlineRecord {
                value: headline.value,
                subject: headline.subject.clone(),
                bound: written_bound(&headline.bound).to_owned(),
                realis: headline.realis.clone(),
            }),
            reports: self.reports.iter().map(|report| row_record(report, None)).collect(),
            contradictions: Vec::new(),
            changes: Vec::new(),
            total: Vec::new(),
            shares: Vec::new(),
            clients: Vec::new(),
            merged: Vec::new(),
        }
    }
}

impl Casebook {
    /// The record of a case as `export` prints it: with all its reports, those that ended last.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn full_record(&self, case: &CaseSummary) -> Result<CaseRecord> {
        let keys = self.report_keys(case.id, true)?;
        let reports = self.reports(case.id)?;
        let reports = reports.into_iter().map(|report| row_record(&report.at.clone(), Some(report))).collect();
        self.with_links(CaseRecord { reports, ..case.record() }, case.id, &keys)
    }
}

/// Records know 以上 only; 超 stays in the tables.
fn written_bound(code: &str) -> &str {
    if code == Bound::MoreThan.code() { Bound::AtLeast.code() } else { code }
}

fn row_record(row: &ReportRow, detail: Option<ReportDetail>) -> CaseReportRecord {
    CaseReportRecord {
        file: row.file.clone(),
        start_line: row.start_line,
        incident: row.incident,
        role: row.role.clone(),
        source: row.source.clone(),
        detail: detail.map(|report| ReportDetailRecord {
            captured_at: report.captured_at.to_string(),
            blob: report.blob.to_string(),
            page: report.page_hash.to_string(),
            ended_at: report.ended_at.map(|at| at.to_string()),
            article: report.article,
            record: report.record,
        }),
    }
}
