//! Case records from the stored links: reports with their roles, contradictions, changes, shares; why two cases are joined or not.
//!
//! In:   the tables.
//! Out:  records in the published form.

use std::collections::BTreeMap;

use jikenbo_export::{CaseRecord, ChangeRecord, ContradictionRecord, ShareRecord, TotalRecord};
use jikenbo_link::{Comparison, Told, compare};
use serde_json::Value;

use crate::{CaseId, CaseSummary, Casebook, Filter, Result, RootView, shelf};

/// field, values, reports
type Contradictions = Vec<(String, Vec<String>, Vec<String>)>;
/// field, old, new, from, to
type Changes = Vec<(String, Option<String>, Option<String>, String, String)>;

impl Casebook {
    /// The records of the cases that pass, without what each report says.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn linked_cases(&self, filter: &Filter) -> Result<Vec<CaseRecord>> {
        let mut records = Vec::new();
        self.each_case(filter, |case| -> Result<()> {
            records.push(self.record(&case)?);
            Ok(())
        })?;
        Ok(records)
    }

    /// The record of a case without what each report says.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn record(&self, case: &CaseSummary) -> Result<CaseRecord> {
        let keys = self.report_keys(case.id, false)?;
        self.with_links(case.record(), case.id, &keys)
    }

    /// Adds what linking found to a record whose reports have these keys, in this order.
    pub(crate) fn with_links(&self, mut record: CaseRecord, id: CaseId, keys: &[Option<String>]) -> Result<CaseRecord> {
        let mut order: BTreeMap<String, u32> =
            keys.iter().zip(0..).filter_map(|(key, at)| Some((key.clone()?, at))).collect();
        let own = keys.len() as u32;
        let mut of_event: Contradictions = Vec::new();
        let mut look = self
            .tables
            .prepare_cached("SELECT reports, contradictions FROM link_event WHERE \"case\" = ? ORDER BY id")?;
        let mut rows = look.query([id.to_string()])?;
        let mut next = own;
        while let Some(row) = rows.next()? {
            let reports: Vec<String> = read(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?;
            for key in reports {
                order.entry(key).or_insert_with(|| {
                    next += 1;
                    next - 1
                });
            }
            of_event.extend(read::<Contradictions>(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?);
        }
        let mut look = self.tables.prepare_cached(
            "SELECT c.contradictions, c.changes FROM link_case c WHERE c.id IN (SELECT r.joined FROM link_report r
                 WHERE r.\"case\" IN (SELECT ?1 UNION ALL SELECT k.id FROM \"case\" k WHERE k.merged_into = ?1)) ORDER BY c.id",
        )?;
        let mut rows = look.query([id.to_string()])?;
        let (mut contradictions, mut changes): (Contradictions, Changes) = Default::default();
        while let Some(row) = rows.next()? {
            contradictions.extend(read::<Contradictions>(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?);
            changes.extend(read::<Changes>(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?);
        }
        for (field, values, reports) in contradictions.into_iter().chain(of_event) {
            let reports: Option<Vec<u32>> = reports.iter().map(|key| order.get(key).copied()).collect();
            if let Some(reports) = reports {
                let values = values.iter().map(|text| value(Some(text))).collect();
                record.contradictions.push(ContradictionRecord { field, values, reports });
            }
        }
        for (field, old, new, from, to) in changes {
            if let (Some(from), Some(to)) = (order.get(&from), order.get(&to)) {
                let (old, new) = (value(old.as_ref()), value(new.as_ref()));
                record.changes.push(ChangeRecord { field, old, new, from: *from, to: *to });
            }
        }
        record.merged = self.merged(id)?.iter().map(ToString::to_string).collect();
        if let Some(root) = self.root_view(id)? {
            record.clients = root.clients.iter().map(|client| client.case.id.to_string()).collect();
            (record.total, record.shares) = shares(&root);
        }
        Ok(record)
    }

    /// The comparison of each report of one case with each of another, the surest first; of two numbers that are one case, of the reports
    /// of these numbers. Empty if a case has none.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn explain(&self, a: CaseId, b: CaseId) -> Result<Vec<Comparison>> {
        let (head_a, head_b) = (self.shown_as(a)?, self.shown_as(b)?);
        let of = |id: CaseId, head: Option<CaseId>| -> Result<Vec<Told>> {
            match head {
                Some(head) if head_a != head_b => self.told_of(head, true),
                _ => self.told_of(id, false),
            }
        };
        let (of_a, of_b) = (of(a, head_a)?, of(b, head_b)?);
        let mut all: Vec<Comparison> = of_a.iter().flat_map(|x| of_b.iter().map(move |y| compare(x, y))).collect();
        all.sort_by(|x, y| y.score.total_cmp(&x.score));
        Ok(all)
    }

    /// What the reports of a number tell, or of all that a case joins; at most 100.
    fn told_of(&self, id: CaseId, all: bool) -> Result<Vec<Told>> {
        let mut look = self.tables.prepare_cached(
            "SELECT l.key, l.report FROM link_report l
             WHERE l.\"case\" = ?1 OR ?2 AND l.\"case\" IN (SELECT k.id FROM \"case\" k WHERE k.merged_into = ?1)
             ORDER BY l.position LIMIT 100",
        )?;
        let rows = look.query_map((id.to_string(), all), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(String, i64)> = rows.collect::<rusqlite::Result<_>>()?;
        rows.into_iter().map(|(key, report)| shelf::told_of(&self.tables, &key, report, None)).collect()
    }
}

fn shares(root: &RootView) -> (Vec<TotalRecord>, Vec<ShareRecord>) {
    let totals = root.figures.iter().flat_map(|share| {
        let subject = &share.shares.subject;
        share.totals.iter().map(|total| TotalRecord { subject: subject.clone(), value: total.value })
    });
    (totals.collect(), root.figures.iter().map(|share| share.shares.clone()).collect())
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|source| crate::Error::Record { which: "a linked case".to_owned(), source })
}

/// A figure as a number, all else as text.
fn value(text: Option<&String>) -> Value {
    text.map_or(Value::Null, |text| text.parse::<u64>().map_or_else(|_| Value::from(text.as_str()), Value::from))
}
