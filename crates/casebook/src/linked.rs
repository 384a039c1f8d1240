//! The cases as `link` joins them: one record for all reports that tell of one event.
//!
//! In:   the tables, in one state.
//! Out:  case records in the order of their ids, each under the smallest of the ids that it joins; why two cases are joined or not.
//!
//! Worked out when asked: the partition is a function of the reports that stand, so that it survives a rebuild by itself. A root case
//! whose contractor published nothing is named after its first client (`2026-0001-root`); it has no line in the register.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_export::{CaseRecord, CaseReportRecord, ChangeRecord, ContradictionRecord, SCHEMA_VERSION};
use jikenbo_link::{Comparison, Linked, Told, compare, link};
use serde_json::Value;

use crate::{CaseId, CaseSummary, Casebook, Filter, Result, record, told};

/// A report that stands, with what it tells.
struct Standing {
    case: CaseId,
    row: CaseReportRecord,
    told: Told,
}

impl Casebook {
    /// The linked cases that have a report in a case that passes the filter.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn linked_cases(&self, filter: &Filter) -> Result<Vec<CaseRecord>> {
        let all = Filter { limit: None, offset: 0, newest_first: false, ..filter.clone() };
        let passing: BTreeSet<CaseId> = self.cases(&all)?.into_iter().map(|case| case.id).collect();
        let summaries: BTreeMap<CaseId, CaseSummary> =
            self.cases(&Filter::default())?.into_iter().map(|case| (case.id, case)).collect();
        let standing = self.standing()?;
        let linked = link(standing.iter().map(|report| report.told.clone()).collect(), &[]);
        let mut records = Vec::new();
        let names = names(&linked, &standing);
        for (number, case) in linked.cases.iter().enumerate() {
            let of: BTreeSet<CaseId> = case.reports.iter().map(|(report, _)| standing[*report].case).collect();
            let clients = case.reports_all.iter().map(|report| standing[*report].case);
            if !of.iter().copied().chain(clients).any(|id| passing.contains(&id)) {
                continue;
            }
            let mut record = match of.first().and_then(|id| summaries.get(id)) {
                Some(summary) => summary.record(),
                None => CaseRecord { title: root_title(case, &standing), ..empty() },
            };
            record.id.clone_from(&names[number]);
            record.root = case.root.map(|root| names[root].clone());
            let roles = case.reports.iter().map(|(report, role)| (*report, role.code()));
            record.reports = roles
                .map(|(report, role)| CaseReportRecord { role: role.to_owned(), ..standing[report].row.clone() })
                .collect();
            // A root's contradictions point into its own reports, then those of its clients.
            let order: Vec<usize> = if case.is_root {
                case.reports_all.clone()
            } else {
                case.reports.iter().map(|(report, _)| *report).collect()
            };
            let at = |report: usize| order.iter().position(|other| *other == report).unwrap_or_default() as u32;
            record.contradictions = case
                .contradictions
                .iter()
                .map(|found| ContradictionRecord {
                    field: found.field.clone(),
                    values: found.values.iter().map(|text| value(Some(text))).collect(),
                    reports: found.reports.iter().map(|report| at(*report)).collect(),
                })
                .collect();
            record.changes = case
                .changes
                .iter()
                .map(|found| ChangeRecord {
                    field: found.field.clone(),
                    old: value(found.old.as_ref()),
                    new: value(found.new.as_ref()),
                    from: at(found.from),
                    to: at(found.to),
                })
                .collect();
            records.push(record);
        }
        records.sort_by(|a, b| a.id.cmp(&b.id));
        if filter.newest_first {
            records.reverse();
        }
        let from = (filter.offset as usize).min(records.len());
        records.drain(..from);
        records.truncate(filter.limit.map_or(usize::MAX, |limit| limit as usize));
        Ok(records)
    }

    /// The comparison of each report of one case with each of another, the surest first; empty if a case has none.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn explain(&self, a: CaseId, b: CaseId) -> Result<Vec<Comparison>> {
        let standing = self.standing()?;
        let of = |id: CaseId| standing.iter().filter(move |report| report.case == id);
        let mut all: Vec<Comparison> = of(a).flat_map(|x| of(b).map(move |y| compare(&x.told, &y.told))).collect();
        all.sort_by(|x, y| y.score.total_cmp(&x.score));
        Ok(all)
    }

    fn standing(&self) -> Result<Vec<Standing>> {
        let mut look = self.tables.prepare_cached(
            "SELECT m.\"case\", s.address, a.start_line, r.ordinal, a.position, a.record, r.record,
                    (SELECT count(*) FROM article b WHERE b.page = a.page)
             FROM membership m JOIN report r ON r.id = m.report JOIN article a ON a.id = r.article
             JOIN capture k ON k.page = a.page JOIN source s ON s.id = k.source AND s.latest = k.n
             WHERE m.ended IS NULL AND m.role <> 'mention' ORDER BY s.address, a.position, r.ordinal",
        )?;
        let mut rows = look.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let case: String = row.get(0)?;
            let Ok(case) = case.parse() else { continue };
            let source: String = row.get(1)?;
            let file = jikenbo_archive::Source::address(source.as_str()).file_name().to_owned();
            let incident: u32 = row.get(3)?;
            let position: u32 = row.get(4)?;
            let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            let article = record::read_article(text(5)?, &file, position)?;
            let it = record::read_incident(text(6)?, &file)?;
            let mut told =
                told::told_one(&format!("{source}\t{position}"), incident as usize, &article, &it, row.get(7)?);
            told.shingles = Vec::new();
            let row =
                CaseReportRecord { file, start_line: row.get(2)?, incident, role: String::new(), source, detail: None };
            found.push(Standing { case, row, told });
        }
        Ok(found)
    }
}

/// The name of each linked case: the smallest id among its reports; a root without reports is named after its first client.
fn names(linked: &Linked, standing: &[Standing]) -> Vec<String> {
    let smallest = |case: usize| {
        linked.cases[case].reports.iter().map(|(report, _)| standing[*report].case).min().map(|id| id.to_string())
    };
    let mut taken = BTreeSet::new();
    (0..linked.cases.len())
        .map(|case| {
            let name = smallest(case).unwrap_or_else(|| {
                let clients = linked.cases[case].reports_all.iter().map(|report| standing[*report].case).min();
                format!("{}-root", clients.map(|id| id.to_string()).unwrap_or_default())
            });
            if taken.insert(name.clone()) {
                return name;
            }
            // Two groups hold reports of one stored case (a page with the same text twice): told apart by a number.
            let other = (2..).map(|n| format!("{name}-{n}")).find(|other| taken.insert(other.clone()));
            other.expect("numbers do not run out")
        })
        .collect()
}

fn root_title(case: &jikenbo_link::Case, standing: &[Standing]) -> String {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for name in case.reports_all.iter().flat_map(|report| &standing[*report].told.contractors) {
        *names.entry(name).or_default() += 1;
    }
    names.into_iter().max_by_key(|(_, n)| *n).map(|(name, _)| name.to_owned()).unwrap_or_default()
}

fn empty() -> CaseRecord {
    CaseRecord {
        schema_version: SCHEMA_VERSION,
        id: String::new(),
        entered_at: String::new(),
        root: None,
        title: String::new(),
        victims: Vec::new(),
        contractors: Vec::new(),
        sector: None,
        prefecture: None,
        causes: Vec::new(),
        published_on: None,
        headline: None,
        reports: Vec::new(),
        contradictions: Vec::new(),
        changes: Vec::new(),
    }
}

/// A figure as a number, all else as text.
fn value(text: Option<&String>) -> Value {
    text.map_or(Value::Null, |text| text.parse::<u64>().map_or_else(|_| Value::from(text.as_str()), Value::from))
}
