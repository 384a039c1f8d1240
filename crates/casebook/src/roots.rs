//! A root case: the stated totals, the shares of its clients, and what remains unaccounted for.
//!
//! In:   a root case in the tables; the figures of its own and its clients' reports.
//! Out:  [`RootView`]: a figure a subject, units never mixed.
//!
//! A client's share is its own figure of a subject: that of its newest report that gives one (a later report of the organisation replaces an
//! earlier one). Denied and claimed figures are no shares, nor are parts.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_export::{CountRecord, IncidentRecord, ShareRecord};

use crate::{CaseId, CaseSummary, Casebook, HeadlineRow, ReportDetail, ReportRow, Result};

/// A root case and its clients.
#[derive(Debug, Clone, PartialEq)]
pub struct RootView {
    /// The contractor or service, as its own report or most of the clients name it; may be empty.
    pub contractor: String,
    /// The cases that it caused, by id.
    pub clients: Vec<Client>,
    /// Figures, one a subject.
    pub figures: Vec<Share>,
    /// The root's own reports, then those of its clients: what the contradictions of its record point into.
    pub reports_all: Vec<ReportRow>,
}

/// A case that a root case caused.
#[derive(Debug, Clone, PartialEq)]
pub struct Client {
    /// The case.
    pub case: CaseSummary,
    /// Its own figures, one a subject; empty where it has given no number.
    pub figures: Vec<HeadlineRow>,
}

/// What a root case's reports and clients say of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Sum, range and number of the clients' shares, and what remains unaccounted for.
    pub shares: ShareRecord,
    /// Stated totals, each value once.
    pub totals: Vec<Stated>,
}

/// A stated total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The figure.
    pub value: u64,
    /// Code of how exact it is.
    pub bound: String,
    /// The report that first states it.
    pub report: ReportRow,
    /// Its words.
    pub quote: String,
}

impl Casebook {
    /// The clients, totals and shares of a root case; `None` if the case is no root.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn root_view(&self, id: CaseId) -> Result<Option<RootView>> {
        let Some(case) = self.case(id)? else { return Ok(None) };
        let ids = self.clients(case.id)?;
        if ids.is_empty() {
            return Ok(None);
        }
        let own = standing(self.reports(case.id)?);
        let mut clients = Vec::new();
        let mut reports: Vec<(bool, ReportDetail)> = own.into_iter().map(|report| (true, report)).collect();
        for id in ids {
            let Some(summary) = self.case(id)? else { continue };
            let of_client = standing(self.reports(id)?);
            clients.push(Client { case: summary, figures: own_figures(&of_client) });
            reports.extend(of_client.into_iter().map(|report| (false, report)));
        }
        let contractor = match case.victims.first() {
            Some(name) => name.clone(),
            None => case.title.clone(),
        };
        let figures = figures(&reports, &clients);
        let reports_all = reports.into_iter().map(|(_, report)| report.at).collect();
        Ok(Some(RootView { contractor, clients, figures, reports_all }))
    }

    /// The cases that a root case caused, by id.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn clients(&self, root: CaseId) -> Result<Vec<CaseId>> {
        let mut look = self
            .tables
            .prepare_cached("SELECT id FROM \"case\" WHERE root = ? AND merged_into IS NULL ORDER BY year, number")?;
        let ids = look.query_map([root.to_string()], |row| row.get::<_, String>(0))?;
        let ids = ids.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }
}

fn standing(mut reports: Vec<ReportDetail>) -> Vec<ReportDetail> {
    reports.retain(|report| report.ended_at.is_none());
    reports
}

/// The counts of a record that count what leaked or may have.
fn counted<'r>(record: &'r IncidentRecord, scope: &str) -> impl Iterator<Item = (&'r CountRecord, &'r str)> {
    record.counts.iter().enumerate().filter_map(move |(at, count)| {
        let realis = record.realis.get(&format!("/counts/{at}")).map_or("confirmed", String::as_str);
        (count.scope == scope && !["denied", "claimed"].contains(&realis)).then_some((count, realis))
    })
}

/// The own figures of a client, the largest a report gives of a subject, of its newest report that gives one.
fn own_figures(reports: &[ReportDetail]) -> Vec<HeadlineRow> {
    let mut found: BTreeMap<&str, HeadlineRow> = BTreeMap::new();
    // A copy tells what an original told; it counts only where no original gives a figure.
    let originals = reports.iter().rev().filter(|report| report.at.role != "copy");
    for report in originals.chain(reports.iter().filter(|report| report.at.role == "copy")) {
        let mut of_report: BTreeMap<&str, HeadlineRow> = BTreeMap::new();
        for (count, realis) in counted(&report.record, "own") {
            let row = HeadlineRow {
                value: count.value,
                subject: count.subject.clone(),
                bound: count.bound.clone(),
                realis: realis.to_owned(),
            };
            let largest = of_report.entry(&count.subject).or_insert_with(|| row.clone());
            if row.value > largest.value {
                *largest = row;
            }
        }
        for (subject, row) in of_report {
            found.entry(subject).or_insert(row);
        }
    }
    found.into_values().collect()
}

fn figures(reports: &[(bool, ReportDetail)], clients: &[Client]) -> Vec<Share> {
    let mut shares: BTreeMap<String, Share> = BTreeMap::new();
    let share = |shares: &mut BTreeMap<String, Share>, subject: &str| {
        shares.entry(subject.to_owned()).or_insert_with(|| Share {
            shares: ShareRecord { subject: subject.to_owned(), ..ShareRecord::default() },
            totals: Vec::new(),
        });
    };
    let mut stated: BTreeSet<(String, u64)> = BTreeSet::new();
    for (own, report) in reports {
        // What the contractor gives as its own figure is the total over its clients.
        let totals = counted(&report.record, "total").chain(counted(&report.record, "own").filter(|_| *own));
        for (count, _) in totals {
            if stated.insert((count.subject.clone(), count.value)) {
                share(&mut shares, &count.subject);
                if let Some(share) = shares.get_mut(&count.subject) {
                    share.totals.push(Stated {
                        value: count.value,
                        bound: count.bound.clone(),
                        report: report.at.clone(),
                        quote: count.quote.clone(),
                    });
                }
            }
        }
    }
    for figure in clients.iter().flat_map(|client| &client.figures) {
        share(&mut shares, &figure.subject);
        if let Some(Share { shares: share, .. }) = shares.get_mut(&figure.subject) {
            share.smallest = if share.cases == 0 { figure.value } else { share.smallest.min(figure.value) };
            share.largest = share.largest.max(figure.value);
            share.sum = share.sum.saturating_add(figure.value);
            share.cases += 1;
        }
    }
    for Share { shares: share, totals } in shares.values_mut() {
        share.without = clients.len() as u32 - share.cases;
        if let ([one], true) = (&totals[..], share.cases > 0) {
            share.unaccounted = i64::try_from(i128::from(one.value) - i128::from(share.sum)).ok();
        }
    }
    shares.into_values().collect()
}
