//! Questions to a casebook: which cases, what is in one, the text behind it.
//!
//! In:   filters, ids.
//! Out:  plain rows; records as JSON texts in the published form.
//!
//! Any number of readers may ask while one process writes; each question sees whole batches only.

use std::path::Path;

use jikenbo_archive::{BlobHash, Blobs, Moment};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter, types::Value};

use crate::folder::Folder;
use crate::{CaseId, Error, ReportRow, Result, schema};

/// A casebook that is open for questions.
pub struct Casebook {
    pub(crate) tables: Connection,
    blobs: Blobs,
}

/// Which cases to list; empty fields let all pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Code of a cause (`ransomware`).
    pub cause: Option<String>,
    /// Code of a sector (`municipality`).
    pub sector: Option<String>,
    /// Year of publication, or of the earliest event where no publication is dated.
    pub year: Option<i16>,
    /// A part of a victim's name.
    pub victim: Option<String>,
    /// Newest ids first, instead of oldest.
    pub newest_first: bool,
    /// At most so many; `None` for all.
    pub limit: Option<u32>,
    /// Leave out so many at the start.
    pub offset: u32,
}

/// A case as a list shows it: what its leading report says, which is what filters look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSummary {
    /// Its id.
    pub id: CaseId,
    /// When it was entered.
    pub entered_at: Moment,
    /// The case at a contractor or service that caused this one.
    pub root: Option<CaseId>,
    /// Title of the leading report's article, or the contractor of a root case without reports; may be empty.
    pub title: String,
    /// Victims.
    pub victims: Vec<String>,
    /// Named third parties at which it happened.
    pub contractors: Vec<String>,
    /// Code of the sector.
    pub sector: Option<String>,
    /// Prefecture.
    pub prefecture: Option<String>,
    /// Codes of the causes, the main one first.
    pub causes: Vec<String>,
    /// Day of publication, as precise as the text.
    pub published_on: Option<String>,
    /// Year by which it is filtered.
    pub year: Option<i16>,
    /// The one figure for a table.
    pub headline: Option<HeadlineRow>,
    /// Reports that stand in a source's newest capture.
    pub reports: Vec<ReportRow>,
}

/// A figure of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadlineRow {
    /// The figure.
    pub value: u64,
    /// Code of what is counted.
    pub subject: String,
    /// Code of how exact it is.
    pub bound: String,
    /// Code of the status of the leak that it counts.
    pub realis: String,
}

/// The text of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageText {
    /// SHA-256 of the text.
    pub hash: BlobHash,
    /// The text that all evidence points into.
    pub text: String,
    /// Title that the form itself gives.
    pub title: Option<String>,
}

impl Casebook {
    /// Opens the casebook in the folder `path` for reading.
    ///
    /// # Errors
    /// [`Error::Missing`](crate::Error::Missing) if there is none; `NoTables` or `Version` if its tables have to be rebuilt.
    pub fn open(path: &Path) -> Result<Self> {
        let folder = Folder::at(path);
        folder.check_readable()?;
        Ok(Self { tables: schema::open_to_read(&folder.tables())?, blobs: Blobs::at(&folder.archive()) })
    }

    /// The cases that pass, in the order of their ids.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn cases(&self, filter: &Filter) -> Result<Vec<CaseSummary>> {
        let mut cases = Vec::new();
        self.each_case(filter, |case| -> Result<()> {
            cases.push(case);
            Ok(())
        })?;
        Ok(cases)
    }

    /// Gives each case that passes to `take`, in the order of their ids, one at a time: memory does not grow with the casebook. All that
    /// is asked of this `Casebook` meanwhile is answered from the same state of the tables, whatever a writer does.
    ///
    /// # Errors
    /// What the tables refuse; the first error of `take`, which ends the run.
    pub fn each_case<E: From<Error>>(
        &self,
        filter: &Filter,
        mut take: impl FnMut(CaseSummary) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let _state = self.tables.unchecked_transaction().map_err(Error::from)?;
        let (condition, values) = condition(filter);
        let order = if filter.newest_first { "DESC" } else { "ASC" };
        let limit = filter.limit.map_or(-1, i64::from);
        let mut look = self
            .tables
            .prepare_cached(&format!(
                "SELECT c.id, c.entered_at, c.root, coalesce(a.title, c.contractor), r.victims, r.contractors, r.sector, r.prefecture, coalesce(r.published_on, a.published_on), r.year,
                    r.headline_value, r.headline_subject, r.headline_bound, r.headline_realis, r.id
             FROM \"case\" c LEFT JOIN report r ON r.id = c.lead LEFT JOIN article a ON a.id = r.article
             WHERE {condition} ORDER BY c.year {order}, c.number {order} LIMIT {limit} OFFSET {}",
                filter.offset
            ))
            .map_err(Error::from)?;
        let rows = look.query_map(params_from_iter(values), summary).map_err(Error::from)?;
        for row in rows {
            let (mut case, lead) = row.map_err(Error::from)?;
            if let Some(lead) = lead {
                case.causes = self.causes(lead)?;
            }
            case.reports = self.standing_reports(case.id)?;
            take(case)?;
        }
        Ok(())
    }

    /// How many cases pass; `limit` and `offset` are left aside.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn count(&self, filter: &Filter) -> Result<u64> {
        let (condition, values) = condition(filter);
        Ok(self
            .tables
            .prepare_cached(&format!(
                "SELECT count(*) FROM \"case\" c LEFT JOIN report r ON r.id = c.lead LEFT JOIN article a ON a.id = r.article
                 WHERE {condition}"
            ))?
            .query_row(params_from_iter(values), |row| row.get(0))?)
    }

    /// Number of the last change in `change_log`; what was worked out from the tables holds as long as it stays the same. 0 if none.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn last_change(&self) -> Result<u64> {
        let mut look = self.tables.prepare_cached("SELECT coalesce(max(seq), 0) FROM change_log")?;
        Ok(look.query_row([], |row| row.get(0))?)
    }

    /// One case as a list shows it, for a number that points to another: that one (its `id` is not the one asked for). `None` if the number
    /// was never given.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn case(&self, id: CaseId) -> Result<Option<CaseSummary>> {
        let Some(id) = self.shown_as(id)? else { return Ok(None) };
        let mut look = self.tables.prepare_cached(
            "SELECT c.id, c.entered_at, c.root, coalesce(a.title, c.contractor), r.victims, r.contractors, r.sector, r.prefecture, coalesce(r.published_on, a.published_on), r.year,
                    r.headline_value, r.headline_subject, r.headline_bound, r.headline_realis, r.id
             FROM \"case\" c LEFT JOIN report r ON r.id = c.lead LEFT JOIN article a ON a.id = r.article WHERE c.id = ?",
        )?;
        let Some((mut case, lead)) = look.query_row([id.to_string()], summary).optional()? else { return Ok(None) };
        if let Some(lead) = lead {
            case.causes = self.causes(lead)?;
        }
        case.reports = self.standing_reports(id)?;
        Ok(Some(case))
    }

    /// The text of a page; `None` if there is no such page.
    ///
    /// # Errors
    /// What the tables or the archive refuse.
    pub fn page(&self, page: i64) -> Result<Option<PageText>> {
        let found = self
            .tables
            .prepare_cached("SELECT hash, text, title, blob FROM page WHERE id = ?")?
            .query_row([page], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .optional()?;
        let Some((hash, text, title, blob)): Option<(_, Option<String>, _, _)> = found else { return Ok(None) };
        let text = match text {
            Some(text) => text,
            None => {
                let bytes = self.blobs.read(BlobHash(blob))?;
                String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
            }
        };
        Ok(Some(PageText { hash: BlobHash(hash), text, title }))
    }

    /// The bytes of a capture as they were taken.
    ///
    /// # Errors
    /// `Archive` if they are missing or damaged.
    pub fn bytes(&self, blob: BlobHash) -> Result<Vec<u8>> {
        Ok(self.blobs.read(blob)?)
    }

    fn causes(&self, report: i64) -> Result<Vec<String>> {
        let mut look =
            self.tables.prepare_cached("SELECT cause FROM report_cause WHERE report = ? ORDER BY position")?;
        let rows = look.query_map([report], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn summary(row: &Row) -> rusqlite::Result<(CaseSummary, Option<i64>)> {
    let id: String = row.get(0)?;
    let root: Option<String> = row.get(2)?;
    let lines = |text: Option<String>| -> Vec<String> { text.unwrap_or_default().lines().map(str::to_owned).collect() };
    let headline = match row.get::<_, Option<u64>>(10)? {
        Some(value) => Some(HeadlineRow { value, subject: row.get(11)?, bound: row.get(12)?, realis: row.get(13)? }),
        None => None,
    };
    let case = CaseSummary {
        id: id
            .parse()
            .map_err(|e| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(e)))?,
        entered_at: Moment(row.get(1)?),
        root: root.and_then(|id| id.parse().ok()),
        title: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
        victims: lines(row.get(4)?),
        contractors: lines(row.get(5)?),
        sector: row.get(6)?,
        prefecture: row.get(7)?,
        causes: Vec::new(),
        published_on: row.get(8)?,
        year: row.get(9)?,
        headline,
        reports: Vec::new(),
    };
    Ok((case, row.get(14)?))
}

/// The condition of a filter on the case `c` and its leading report `r`.
fn condition(filter: &Filter) -> (String, Vec<Value>) {
    let mut parts = vec!["c.merged_into IS NULL AND c.gone = 0"];
    let mut values = Vec::new();
    if let Some(cause) = &filter.cause {
        parts.push("EXISTS (SELECT 1 FROM report_cause rc WHERE rc.report = r.id AND rc.cause = ?)");
        values.push(Value::from(cause.clone()));
    }
    if let Some(sector) = &filter.sector {
        parts.push("r.sector = ?");
        values.push(Value::from(sector.clone()));
    }
    if let Some(year) = filter.year {
        parts.push("r.year = ?");
        values.push(Value::from(i64::from(year)));
    }
    if let Some(victim) = filter.victim.as_deref().filter(|victim| !victim.is_empty()) {
        parts.push("instr(r.victims, ?) > 0");
        values.push(Value::from(victim.to_owned()));
    }
    (parts.join(" AND "), values)
}
