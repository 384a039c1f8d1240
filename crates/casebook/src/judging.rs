//! The seam to `judge`: what a case's reports say, as facts for the rules, and the verdict with its words.
//!
//! In:   records in the published form, the text of the page.
//! Out:  `Judgement`: facts, verdict, explanation, and for each fact the quotes that it rests on.
//!
//! A case is judged by the newest of its own reports whose facts let a verdict be told, else by the first. A verdict is a reading of a public text; it never says that anyone broke the law.
//! Not here: how a record becomes a notice (`noticed`), and a notice facts (`judge`).

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use jikenbo_export::{ArticleRecord, EvidenceRecord, IncidentRecord};
use jikenbo_judge::{Bridged, Duty, Explanation, Facts, Pointer, RuleBook, Verdict, Words};
use jikenbo_model::Sector;
use rusqlite::OptionalExtension;
use serde::Serialize;

use crate::{CaseId, Casebook, Error, PageText, ReportDetail, Result, noticed, record};

/// Reports of a case that are tried for a verdict, the newest first.
const MOST_REPORTS: usize = 40;

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactOrigin {
    /// Key of the fact (`persons`, `data_types/medical`).
    pub field: String,
    /// Values of the report's record, as JSON pointers.
    pub pointers: Vec<String>,
    /// Words of the page.
    pub quotes: Vec<EvidenceRecord>,
    /// What was read into the fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
}

/// A case, or a report, judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judgement {
    /// What the rules were given.
    pub facts: Facts,
    /// What they say.
    pub verdict: Verdict<'static>,
    /// The same in words, step by step.
    pub explanation: Explanation,
    /// Where the facts come from.
    pub origins: Vec<FactOrigin>,
    /// Days from knowing to the notice's own report, where both are stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_to_report: Option<i32>,
    /// Days from knowing to publication, where both are stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_to_publication: Option<i32>,
}

impl Judgement {
    /// Judges one incident of an article. `text` is the page's, if it is at hand; `clients` are the sectors of the cases that name the
    /// victim as their contractor.
    pub fn of(
        article: &ArticleRecord,
        record: &IncidentRecord,
        text: Option<&str>,
        clients: &[Option<Sector>],
    ) -> Self {
        let bridged = facts(article, record, text, clients);
        let book = RuleBook::embedded();
        let (verdict, explanation) = book.explain(&bridged.facts);
        let quotes = |pointer: &str| match pointer {
            "/published_on" => article.evidence.get(pointer),
            _ => record.evidence.get(pointer),
        };
        let origins = bridged.origins.iter().map(|origin| {
            let pointers: Vec<String> = origin.from.iter().map(Pointer::to_string).collect();
            let mut found: Vec<EvidenceRecord> = Vec::new();
            for quote in pointers.iter().filter_map(|pointer| quotes(pointer)).flatten() {
                if !found.contains(quote) {
                    found.push(quote.clone());
                }
            }
            FactOrigin {
                field: origin.field.clone(),
                pointers,
                quotes: found,
                note: origin.note.map(|id| book.note(id).text),
            }
        });
        Judgement {
            origins: origins.collect(),
            facts: bridged.facts,
            verdict,
            explanation,
            days_to_report: bridged.days_to_report,
            days_to_publication: bridged.days_to_publication,
        }
    }
}

/// The facts of one incident, without words; what statistics need.
pub fn facts(
    article: &ArticleRecord,
    record: &IncidentRecord,
    text: Option<&str>,
    clients: &[Option<Sector>],
) -> Bridged {
    RuleBook::embedded().facts_of(&noticed::notice(article, record, text, clients))
}

/// A case judged without words, for statistics.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseVerdict {
    /// The case.
    pub case: CaseId,
    /// First victim of the leading report; empty where none is named.
    pub victim: String,
    /// Facts and their origins.
    pub bridged: Bridged,
    /// What the rules say.
    pub verdict: Verdict<'static>,
}

/// The leading report of a case, as it is stored.
#[derive(Debug, Clone)]
pub struct LeadingReport {
    /// The case.
    pub case: CaseId,
    /// The article, without its incidents.
    pub article: ArticleRecord,
    /// The incident.
    pub record: IncidentRecord,
    page: i64,
    clients: Vec<Option<Sector>>,
}

impl Casebook {
    /// Judges a case by the newest of its own reports that lets a verdict be told, else by the first; `None` if
    /// there is no such case. A root case without a report of its own is judged by what its clients' cases say of its name, which
    /// leaves nearly all open.
    ///
    /// # Errors
    /// What the tables or the archive refuse.
    pub fn judge(&self, id: CaseId) -> Result<Option<Judgement>> {
        let Some(case) = self.case(id)? else { return Ok(None) };
        let clients = self.clients_of(case.id)?;
        let reports = self.reports(case.id)?;
        let Some(report) = self.basis(&reports, &clients)?.and_then(|at| reports.get(at)) else {
            let name = self.name_by_clients(case.id)?;
            let record = IncidentRecord { victims: name.into_iter().collect(), ..IncidentRecord::default() };
            let article = empty_article();
            return Ok(Some(Judgement::of(&article, &record, None, &clients)));
        };
        let page = self.page(report.page)?;
        let text = page.as_ref().map(|page| page.text.as_str());
        Ok(Some(Judgement::of(&report.article, &report.record, text, &clients)))
    }

    /// The report by which [`Casebook::judge`] judges a case, as an index into [`Casebook::reports`]; `None` without reports.
    ///
    /// # Errors
    /// What the tables or the archive refuse.
    pub fn judged_report(&self, id: CaseId) -> Result<Option<usize>> {
        self.basis(&self.reports(id)?, &self.clients_of(id)?)
    }

    /// A later report of the same publisher corrects and completes the earlier ones, but may be short: the newest one counts whose facts
    /// let the duty be told, else the first. Copies and mentions never count beside a report of the organisation itself.
    fn basis(&self, reports: &[ReportDetail], clients: &[Option<Sector>]) -> Result<Option<usize>> {
        let stands = |report: &ReportDetail| report.ended_at.is_none();
        let own: Vec<usize> = (0..reports.len())
            .filter(|at| stands(&reports[*at]) && matches!(reports[*at].at.role.as_str(), "first" | "follow_up"))
            .collect();
        if own.len() > 1 {
            let mut pages = LastPage { casebook: self, held: None };
            for at in own.iter().rev().take(MOST_REPORTS) {
                let report = &reports[*at];
                let bridged = facts(&report.article, &report.record, pages.text(report.page)?, clients);
                if RuleBook::embedded().judge(&bridged.facts).overall_duty() != Duty::Undetermined {
                    return Ok(Some(*at));
                }
            }
        }
        Ok(own.first().copied().or_else(|| reports.iter().position(stands)).or((!reports.is_empty()).then_some(0)))
    }

    /// Cases that several reports tell of.
    fn told_again(&self) -> Result<BTreeSet<String>> {
        let mut look = self.tables.prepare_cached(
            "SELECT coalesce(c.merged_into, c.id) FROM link_report l JOIN \"case\" c ON c.id = l.\"case\"
             WHERE l.role IN ('first', 'follow_up') GROUP BY 1 HAVING count(*) > 1",
        )?;
        let ids = look.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Judges one report of a case, by what it says itself; `text` is its page's.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn judge_report(&self, id: CaseId, report: &ReportDetail, text: &str) -> Result<Judgement> {
        Ok(Judgement::of(&report.article, &report.record, Some(text), &self.clients_of(id)?))
    }

    /// Judges every case that has a report, in the order of ids, and hands each on.
    ///
    /// # Errors
    /// What the tables, the archive or `each` refuse.
    pub fn judge_all(&self, mut each: impl FnMut(CaseVerdict) -> Result<()>) -> Result<()> {
        let mut pages = LastPage { casebook: self, held: None };
        let book = RuleBook::embedded();
        let told_again = self.told_again()?;
        self.leading_reports(|report| {
            let LeadingReport { case, mut article, mut record, mut page, clients } = report;
            if told_again.contains(&case.to_string()) {
                let mut reports = self.reports(case)?;
                if let Some(at) = self.basis(&reports, &clients)? {
                    let newest = reports.swap_remove(at);
                    (article, record, page) = (newest.article, newest.record, newest.page);
                }
            }
            let bridged = facts(&article, &record, pages.text(page)?, &clients);
            let verdict = book.judge(&bridged.facts);
            let victim = record.victims.into_iter().next().unwrap_or_default();
            each(CaseVerdict { case, victim, bridged, verdict })
        })
    }

    /// Reads the records of the leading reports and of their pages' texts, as [`Casebook::judge_all`] does, without judging them.
    ///
    /// # Errors
    /// What the tables, the archive or `each` refuse.
    pub fn read_all(&self, mut each: impl FnMut(&LeadingReport, Option<&str>) -> Result<()>) -> Result<()> {
        let mut pages = LastPage { casebook: self, held: None };
        self.leading_reports(|report| each(&report, pages.text(report.page)?))
    }

    fn leading_reports(&self, mut each: impl FnMut(LeadingReport) -> Result<()>) -> Result<()> {
        let mut clients: BTreeMap<String, Vec<Option<Sector>>> = BTreeMap::new();
        let mut look = self.tables.prepare_cached(
            "SELECT c.root, r.sector FROM \"case\" c LEFT JOIN report r ON r.id = c.lead
             WHERE c.root IS NOT NULL AND c.merged_into IS NULL ORDER BY c.year, c.number",
        )?;
        let mut rows = look.query([])?;
        while let Some(row) = rows.next()? {
            let sector: Option<String> = row.get(1)?;
            clients.entry(row.get(0)?).or_default().push(sector.as_deref().and_then(Sector::from_code));
        }
        let mut look = self.tables.prepare_cached(
            "SELECT c.id, a.record, r.record, a.page, a.position FROM \"case\" c
             JOIN report r ON r.id = c.lead JOIN article a ON a.id = r.article
             WHERE c.merged_into IS NULL ORDER BY c.year, c.number",
        )?;
        let mut rows = look.query([])?;
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            let text = |at: usize| -> Result<&str> { Ok(row.get_ref(at)?.as_str().map_err(rusqlite::Error::from)?) };
            let article = record::read_article(text(1)?, "", row.get(4)?)?;
            let record = record::read_incident(text(2)?, &id)?;
            let article = record::dated(article, &record);
            let case = CaseId::from_str(&id).map_err(|e| {
                Error::from(rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(e)))
            })?;
            let clients = clients.get(&id).cloned().unwrap_or_default();
            each(LeadingReport { case, article, record, page: row.get(3)?, clients })?;
        }
        Ok(())
    }

    fn clients_of(&self, root: CaseId) -> Result<Vec<Option<Sector>>> {
        let mut look = self.tables.prepare_cached(
            "SELECT r.sector FROM \"case\" c LEFT JOIN report r ON r.id = c.lead
             WHERE c.root = ? AND c.merged_into IS NULL ORDER BY c.year, c.number",
        )?;
        let rows = look.query_map([root.to_string()], |row| row.get::<_, Option<String>>(0))?;
        rows.map(|sector| Ok(sector?.as_deref().and_then(Sector::from_code))).collect()
    }

    fn name_by_clients(&self, root: CaseId) -> Result<Option<String>> {
        let names: Option<String> = self
            .tables
            .prepare_cached(
                "SELECT r.contractors FROM \"case\" c JOIN report r ON r.id = c.lead
                 WHERE c.root = ? AND r.contractors <> '' ORDER BY c.year, c.number LIMIT 1",
            )?
            .query_row([root.to_string()], |row| row.get(0))
            .optional()?;
        Ok(names.and_then(|names| names.lines().next().map(str::to_owned)))
    }
}

fn empty_article() -> ArticleRecord {
    ArticleRecord {
        schema_version: jikenbo_export::SCHEMA_VERSION,
        id: String::new(),
        file: String::new(),
        start_line: None,
        end_line: None,
        kind: String::new(),
        title: String::new(),
        case_number: None,
        published_on: None,
        publisher: None,
        source_urls: Vec::new(),
        other_names: Vec::new(),
        incidents: Vec::new(),
        evidence: BTreeMap::new(),
    }
}

/// The text of the page that was asked for last: reports of one page follow one another.
struct LastPage<'c> {
    casebook: &'c Casebook,
    held: Option<(i64, Option<PageText>)>,
}

impl LastPage<'_> {
    fn text(&mut self, page: i64) -> Result<Option<&str>> {
        if self.held.as_ref().is_none_or(|(held, _)| *held != page) {
            self.held = Some((page, self.casebook.page(page)?));
        }
        Ok(self.held.as_ref().and_then(|(_, found)| found.as_ref()).map(|found| found.text.as_str()))
    }
}
