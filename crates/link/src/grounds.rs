//! The grounds of every pair that linking would look at, for estimating what they weigh (`cargo xtask weights`).
//!
//! In:   reports; for pairs of cases also which case each is known to be of.
//! Out:  pairs, each once, with the codes of what agrees and what does not.

use std::collections::BTreeMap;

use crate::compare::{self, Reason};
use crate::partition;
use crate::roots::{self, Facts};
use crate::told::{Known, Told};
use crate::weights::Weights;

/// Two reports, or two cases, with the grounds for and against.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair<N> {
    /// One.
    pub a: N,
    /// The other.
    pub b: N,
    /// Codes of the features.
    pub features: Vec<&'static str>,
}

fn codes(reasons: Option<Vec<Reason>>) -> Vec<&'static str> {
    reasons.unwrap_or_default().into_iter().map(|reason| reason.feature).collect()
}

/// Pairs of reports, by their numbers in the input; without those of one article and those of two victims, which are decided before anything
/// is weighed.
pub fn pairs_of_reports(told: &[Told]) -> Vec<Pair<usize>> {
    let (input, known) = sorted(told);
    let mut found: Vec<(u32, u32)> = Vec::new();
    partition::pairs(&known, |a, b| found.push((a, b)));
    found.sort_unstable();
    found.dedup();
    let mut pairs = Vec::new();
    for (a, b) in found {
        let (x, y) = (&known[a as usize], &known[b as usize]);
        if compare::comparable(x, y) && x.article != y.article {
            let features = codes(compare::weigh(x, y, Weights::shipped(), true).reasons);
            if !features.contains(&"victim_differs") {
                pairs.push(Pair { a: input[a as usize], b: input[b as usize], features });
            }
        }
    }
    pairs
}

/// Pairs of cases, by the names that `case_of` gives to the case of each report.
pub fn pairs_of_cases(told: &[Told], case_of: &[u64]) -> Vec<Pair<u64>> {
    let (input, known) = sorted(told);
    let mut groups: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for (number, at) in input.iter().zip(0..) {
        groups.entry(case_of[*number]).or_default().push(at);
    }
    let mut groups: Vec<(u64, Vec<u32>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, group)| group[0]);
    let facts: Vec<Facts> = groups.iter().map(|(_, group)| partition::facts(&known, group)).collect();
    let mut pairs = Vec::new();
    for (a, b) in roots::pairs(&facts, |_, _| true) {
        let (x, y) = (&facts[a as usize], &facts[b as usize]);
        if roots::comparable(x, y) && roots::decide(x, y, &Weights::read("")) != compare::Decision::Apart {
            let ledger = roots::weigh(x, y, Weights::shipped(), true);
            pairs.push(Pair { a: groups[a as usize].0, b: groups[b as usize].0, features: codes(ledger.reasons) });
        }
    }
    pairs
}

fn sorted(told: &[Told]) -> (Vec<usize>, Vec<Known>) {
    let (input, known) = partition::in_order(told.to_vec());
    (input.into_iter().map(|at| at as usize).collect(), known)
}
