//! What people decided: the lines of `corrections.jsonl`, and what they come to together.
//!
//! In:   lines in the order of their numbers.
//! Out:  which of them hold, the values that they correct, the lines of reports that they join and hold apart.
//!
//! A line names numbers of reports (`these`, `those`), not groups of linking: it means the same after a rebuild and with another reader.
//! Of two decisions about one pair the later one holds; an undone decision is as if it had never been made.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_archive::{Moment, Numbered};
use serde::{Deserialize, Serialize};

use crate::CaseId;

/// What a person decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Decision {
    /// Two cases are one.
    Merge {
        /// One.
        a: CaseId,
        /// The other.
        b: CaseId,
    },
    /// Some reports of a case tell of another event.
    Split {
        /// The case.
        case: CaseId,
        /// Numbers of the reports that part.
        reports: Vec<CaseId>,
    },
    /// A value is not what was read.
    Correct {
        /// The case.
        case: CaseId,
        /// Name of the field, such as `victims` or `count:persons:own`.
        field: String,
        /// The value that was read; `None` where none was.
        old: Option<String>,
        /// The value that holds; `None` where none does.
        new: Option<String>,
        /// The words from which the old value was read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<String>,
    },
    /// An earlier decision no longer holds.
    Undo {
        /// Number of the decision.
        #[serde(rename = "of")]
        n: u64,
    },
}

/// A line of `corrections.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Correction {
    pub(crate) n: u64,
    #[serde(flatten)]
    pub(crate) decision: Decision,
    /// Merge: the numbers of one case. Split: those that part. Correct: those that hold the old value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) these: Vec<CaseId>,
    /// Merge: the numbers of the other case. Split: those that stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) those: Vec<CaseId>,
    pub(crate) who: String,
    pub(crate) why: String,
    pub(crate) at: Moment,
}

impl Numbered for Correction {
    fn number(&self) -> u64 {
        self.n
    }
}

/// What decisions come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    /// Pairs of lines of reports, the smaller first, and whether they are to be one case.
    pub(crate) bonds: BTreeMap<(CaseId, CaseId), bool>,
    /// The corrections of values that hold, by line of reports.
    pub(crate) values: BTreeSet<(CaseId, u64)>,
    /// Decisions that were undone, and by which.
    pub(crate) undone: BTreeMap<u64, u64>,
}

/// Adds decisions up. `lines` are all of them, in the order of their numbers.
pub(crate) fn sum(lines: &[Correction]) -> Sum {
    let mut sum = Sum::default();
    // From the last back: an undo that was undone itself takes nothing away.
    for line in lines.iter().rev() {
        if let Decision::Undo { n } = line.decision
            && !sum.undone.contains_key(&line.n)
        {
            sum.undone.insert(n, line.n);
        }
    }
    for line in lines.iter().filter(|line| !sum.undone.contains_key(&line.n)) {
        match &line.decision {
            Decision::Merge { .. } => {
                for pair in pairs(line) {
                    if sum.bonds.get(&pair) == Some(&false) {
                        sum.bonds.remove(&pair);
                    }
                }
                if let (Some(a), Some(b)) = (line.these.first(), line.those.first()) {
                    sum.bonds.insert(ordered(*a, *b), true);
                }
            }
            Decision::Split { .. } => {
                sum.bonds.extend(pairs(line).map(|pair| (pair, false)));
                // What parts together stays together.
                let chain = line.these.windows(2).map(|two| (ordered(two[0], two[1]), true));
                sum.bonds.extend(chain);
            }
            Decision::Correct { .. } => sum.values.extend(line.these.iter().map(|id| (*id, line.n))),
            Decision::Undo { .. } => {}
        }
    }
    sum
}

fn pairs(line: &Correction) -> impl Iterator<Item = (CaseId, CaseId)> {
    line.these.iter().flat_map(|a| line.those.iter().map(|b| ordered(*a, *b)))
}

fn ordered(a: CaseId, b: CaseId) -> (CaseId, CaseId) {
    if a < b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u32) -> CaseId {
        CaseId { year: 2026, number }
    }

    fn line(n: u64, decision: Decision, these: &[u32], those: &[u32]) -> Correction {
        let ids = |numbers: &[u32]| numbers.iter().map(|n| id(*n)).collect();
        let (who, why) = ("甲".to_owned(), "乙".to_owned());
        Correction { n, decision, these: ids(these), those: ids(those), who, why, at: Moment(0) }
    }

    fn bonds(lines: &[Correction]) -> Vec<(u32, u32, bool)> {
        sum(lines).bonds.into_iter().map(|((a, b), join)| (a.number, b.number, join)).collect()
    }

    fn merge(n: u64, a: &[u32], b: &[u32]) -> Correction {
        line(n, Decision::Merge { a: id(a[0]), b: id(b[0]) }, a, b)
    }

    fn split(n: u64, these: &[u32], those: &[u32]) -> Correction {
        line(n, Decision::Split { case: id(1), reports: Vec::new() }, these, those)
    }

    fn undo(n: u64, of: u64) -> Correction {
        line(n, Decision::Undo { n: of }, &[], &[])
    }

    #[test]
    fn of_two_decisions_about_one_pair_the_later_holds() {
        assert_eq!(bonds(&[split(1, &[3], &[1, 2])]), [(1, 3, false), (2, 3, false)]);
        assert_eq!(bonds(&[split(1, &[3], &[1, 2]), merge(2, &[1, 2], &[3])]), [(1, 3, true)]);
        assert_eq!(bonds(&[merge(1, &[1, 2], &[3]), split(2, &[3], &[1, 2])]), [(1, 3, false), (2, 3, false)]);
    }

    #[test]
    fn an_undone_decision_was_never_made_and_an_undone_undo_neither() {
        let all = [split(1, &[3], &[1]), merge(2, &[1], &[3]), undo(3, 2), undo(4, 3)];
        assert_eq!(bonds(&all[..3]), [(1, 3, false)]);
        assert_eq!(bonds(&all), [(1, 3, true)]);
        assert_eq!(sum(&all).undone.into_iter().collect::<Vec<_>>(), [(3, 4)]);
    }

    #[test]
    fn what_parts_together_stays_together() {
        assert_eq!(bonds(&[split(1, &[3, 4], &[1])]), [(1, 3, false), (1, 4, false), (3, 4, true)]);
    }

    #[test]
    fn a_line_reads_back_as_it_was_written() {
        let correct = Decision::Correct {
            case: id(1),
            field: "count:persons:own".into(),
            old: Some("1200".into()),
            new: None,
            quote: Some("約1,200人".into()),
        };
        for line in [merge(1, &[1], &[2]), split(2, &[1], &[2]), line(3, correct, &[1], &[]), undo(4, 1)] {
            let text = serde_json::to_string(&line).unwrap();
            assert_eq!(serde_json::from_str::<Correction>(&text).unwrap(), line, "{text}");
        }
    }
}
