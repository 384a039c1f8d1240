//! What happened to a case: numbers given, merged and split, decisions of people and what became of them.
//!
//! In:   a case; the register and the corrections in the tables.
//! Out:  lines in the order of time.

use std::collections::BTreeSet;

use jikenbo_archive::Moment;

use crate::corrections::{self, Correction, Decision};
use crate::{CaseId, Casebook, Result, Standing, corrected, correcting, deciding, record};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// When.
    pub at: Moment,
    /// The number that it happened to.
    pub case: CaseId,
    /// What.
    pub what: Happened,
    /// Why: a person's words, or `linked`, `correction 3`, `first report`.
    pub why: String,
    /// Who decided; `None` where the program did, or where nobody said.
    pub who: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// The number was given.
    Entered,
    /// It became part of another case.
    Merged {
        /// That case.
        into: CaseId,
    },
    /// Others parted from it.
    Split {
        /// Those.
        into: Vec<CaseId>,
    },
    /// A person decided.
    Decided {
        /// Number of the decision.
        n: u64,
        /// What was decided.
        decision: Decision,
        /// What became of it.
        standing: Standing,
    },
}

impl Casebook {
    /// The case under whose number a number is shown; `None` if it was never given.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn shown_as(&self, id: CaseId) -> Result<Option<CaseId>> {
        crate::linking::head(&self.tables, id)
    }

    /// What happened to a case and to all numbers that it joins, oldest first; empty if there is no such case.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn history(&self, id: CaseId) -> Result<Vec<HistoryLine>> {
        let Some(head) = self.shown_as(id)? else { return Ok(Vec::new()) };
        let mut ids: BTreeSet<CaseId> = self.merged(head)?.into_iter().chain([head]).collect();
        // A number that was split off tells its own story from then on.
        ids.insert(id);
        let mut lines = Vec::new();
        for id in &ids {
            let mut look = self
                .tables
                .prepare_cached("SELECT what, cases, at, why FROM register WHERE \"case\" = ? ORDER BY n")?;
            let mut rows = look.query([id.to_string()])?;
            while let Some(row) = rows.next()? {
                let cases: Vec<CaseId> = row.get::<_, String>(1)?.lines().filter_map(|id| id.parse().ok()).collect();
                let what = match (row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?, cases.first()) {
                    ("merged", Some(into)) => Happened::Merged { into: *into },
                    ("split", Some(_)) => Happened::Split { into: cases },
                    _ => Happened::Entered,
                };
                lines.push(HistoryLine { at: Moment(row.get(2)?), case: *id, what, why: row.get(3)?, who: None });
            }
        }
        let all = deciding::all(&self.tables)?;
        let sum = corrections::sum(&all);
        for line in &all {
            let about = line.these.iter().chain(&line.those).find(|id| ids.contains(id));
            let Some(about) = about else { continue };
            let standing = match sum.undone.get(&line.n) {
                Some(by) => Standing::Undone { by: *by },
                None => self.standing(line)?,
            };
            lines.push(HistoryLine {
                at: line.at,
                case: *about,
                what: Happened::Decided { n: line.n, decision: line.decision.clone(), standing },
                why: line.why.clone(),
                who: Some(line.who.clone()).filter(|who| !who.is_empty()),
            });
        }
        lines.sort_by_key(|line| line.at);
        Ok(lines)
    }

    /// What became of a decision that nobody took back.
    fn standing(&self, line: &Correction) -> Result<Standing> {
        if !matches!(line.decision, Decision::Correct { .. }) {
            let mut look = self.tables.prepare_cached("SELECT 1 FROM link_report WHERE \"case\" = ?")?;
            let mut has = |ids: &[CaseId]| -> Result<bool> {
                for id in ids {
                    if look.exists([id.to_string()])? {
                        return Ok(true);
                    }
                }
                Ok(false)
            };
            let stands = matches!(line.decision, Decision::Undo { .. }) || has(&line.these)? && has(&line.those)?;
            return Ok(if stands { Standing::Applied } else { Standing::Orphaned });
        }
        let mut found = Standing::Orphaned;
        for id in &line.these {
            let all = corrected::of_line(&self.tables, *id)?;
            let mut look = self.tables.prepare_cached(
                "SELECT DISTINCT r.id, coalesce(r.as_read, r.record), a.published_on FROM link_report l JOIN report r ON r.id = l.report
                 JOIN article a ON a.id = r.article WHERE l.\"case\" = ?",
            )?;
            for row in look.query_map([id.to_string()], |row| Ok((row.get::<_, String>(1)?, row.get(2)?)))? {
                let (text, day) = row?;
                let mut record = record::with_day(record::read_incident(&text, "a report")?, day);
                for other in all.iter().take_while(|other| other.n < line.n) {
                    correcting::correct(&mut record, other);
                }
                match correcting::correct(&mut record, line) {
                    Standing::Applied => return Ok(Standing::Applied),
                    Standing::Settled => found = Standing::Settled,
                    _ => {}
                }
            }
        }
        Ok(found)
    }

    /// The numbers that point to a case, in order.
    pub(crate) fn merged(&self, head: CaseId) -> Result<Vec<CaseId>> {
        let mut look =
            self.tables.prepare_cached("SELECT id FROM \"case\" WHERE merged_into = ? ORDER BY year, number")?;
        let ids = look.query_map([head.to_string()], |row| row.get::<_, String>(0))?;
        let ids = ids.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }
}
