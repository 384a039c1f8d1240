//! From reports to cases: candidates, decisions, components, roots.
//!
//! In:   what all reports tell, in any order.
//! Out:  cases in a fixed order.

use std::collections::BTreeMap;

use crate::block;
use crate::compare::{Decision, decide, evidence_of, near_enough};
use crate::differ::{self, Change, Contradiction};
use crate::gate::Gates;
use crate::join::{Decided, Judge, components};
use crate::roles::{self, Role};
use crate::roots::{self, Facts, Roots};
use crate::told::{Known, Names, Told};
use crate::weights::{GROUNDS, Weights};

/// What a person decided on two reports, named by their keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bond {
    /// A report.
    pub a: String,
    /// Another.
    pub b: String,
    /// Whether they are one case, or never are. Where both are said, or follow, they never are.
    pub join: bool,
}

/// One event at one responsible party.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Case {
    /// Reports as indexes into the input, in the order in which they were published, with their roles.
    pub reports: Vec<(usize, Role)>,
    /// Index of the root case.
    pub root: Option<usize>,
    /// For a root case: its own reports, then those of its clients.
    pub reports_all: Vec<usize>,
    /// Whether it is a root case.
    pub is_root: bool,
    /// Reports that cannot both be right, as indexes into the input.
    pub contradictions: Vec<Contradiction>,
    /// Where clients of a root and it cannot all be right, until that is said with the rest.
    pub(crate) between: Vec<Contradiction>,
    /// What later reports corrected or widened, as indexes into the input.
    pub changes: Vec<Change>,
}

/// Everything joined.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linked {
    /// Cases; a root without reports of its own stands after all others.
    pub cases: Vec<Case>,
    /// The case of each report of the input.
    pub case_of: Vec<usize>,
}

/// Joins reports into cases, as far as people did not decide otherwise.
pub fn link(told: Vec<Told>, bonds: &[Bond]) -> Linked {
    link_weighted(told, bonds, Weights::shipped())
}

/// The same with other weights than those that are shipped, to estimate and to test them.
pub fn link_weighted(told: Vec<Told>, bonds: &[Bond], weights: &Weights) -> Linked {
    let n = told.len();
    let (input, known) = in_order(told);
    let whole = Whole::of(&known, bonds, weights);
    let mut cases = describe(&known, &whole);
    // Back to the numbers of the input.
    let mut case_of = vec![usize::MAX; n];
    let back = |report: &mut usize| *report = input[*report] as usize;
    for (number, case) in cases.iter_mut().enumerate() {
        for (report, _) in &mut case.reports {
            back(report);
            case_of[*report] = number;
        }
        case.reports_all.iter_mut().for_each(back);
        case.contradictions.append(&mut case.between);
        case.contradictions.iter_mut().flat_map(|found| &mut found.reports).for_each(back);
        for change in &mut case.changes {
            back(&mut change.from);
            back(&mut change.to);
        }
    }
    Linked { cases, case_of }
}

/// Reports made comparable, in their fixed order; with the place of each in the input.
pub(crate) fn in_order(told: Vec<Told>) -> (Vec<u32>, Vec<Known>) {
    let mut names = Names::default();
    let mut known: Vec<Known> = told.into_iter().map(|told| Known::by(told, &mut names)).collect();
    // They are large: each is moved once, not at every step of a sort.
    let mut order: Vec<(i64, u64, u32)> = Vec::with_capacity(known.len());
    order.extend(known.iter().zip(0..).map(|(known, at)| (known.order().0, known.order().1, at)));
    let key = |at: u32| &known[at as usize].told.key;
    order.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| key(a.2).cmp(key(b.2)).then(a.2.cmp(&b.2))));
    let input: Vec<u32> = order.into_iter().map(|(_, _, at)| at).collect();
    let mut from = input.clone();
    for start in 0..from.len() {
        let mut at = start;
        while from[at] as usize != start {
            let next = from[at] as usize;
            known.swap(at, next);
            from[at] = at as u32;
            at = next;
        }
        from[at] = at as u32;
    }
    (input, known)
}

/// Groups of reports and their roots, by the numbers of the reports in their fixed order.
pub(crate) struct Whole {
    pub(crate) groups: Vec<Vec<u32>>,
    pub(crate) facts: Vec<Facts>,
    pub(crate) roots: Roots,
}

impl Whole {
    pub(crate) fn of(known: &[Known], bonds: &[Bond], weights: &Weights) -> Self {
        let groups = groups(known, &decided(known, bonds), joins(known, weights), weights);
        let facts: Vec<Facts> = groups.iter().map(|group| facts(known, group)).collect();
        let roots = roots::find(&facts, roots::joins(&facts, weights), weights);
        Self { groups, facts, roots }
    }
}

/// What the reports of a group tell together.
pub(crate) fn facts(known: &[Known], group: &[u32]) -> Facts {
    Facts::of(group.iter().map(|report| &known[*report as usize]))
}

/// Cases with all that is to be said of them; roots without reports stand last.
pub(crate) fn describe(known: &[Known], whole: &Whole) -> Vec<Case> {
    let Whole { groups, roots, .. } = whole;
    let mut cases: Vec<Case> =
        groups.iter().map(|group| Case { reports: roles::of(known, group), ..Case::default() }).collect();
    cases.resize_with(cases.len() + roots.made, Case::default);
    for (number, case) in cases.iter_mut().enumerate() {
        case.root = roots.of[number];
        case.is_root = roots.is_root[number];
        if case.reports.len() < 2 {
            continue;
        }
        case.changes = differ::changes(known, &case.reports, case.is_root);
        case.contradictions = differ::contradictions(known, &case.reports);
    }
    for root in (0..cases.len()).filter(|case| roots.is_root[*case]) {
        let of_clients = roots.clients[root].iter().map(|client| &cases[*client].reports[..]).collect::<Vec<_>>();
        let between = differ::between_clients(known, &cases[root].reports, &of_clients);
        let all = cases[root].reports.iter().chain(of_clients.into_iter().flatten()).map(|(report, _)| *report);
        cases[root].reports_all = all.collect();
        cases[root].between = between;
    }
    cases
}

/// What people decided, by the numbers of the reports.
pub(crate) fn decided(known: &[Known], bonds: &[Bond]) -> Decided {
    let mut found = Decided::default();
    if bonds.is_empty() {
        return found;
    }
    let numbers: BTreeMap<&str, u32> = known.iter().map(|known| known.told.key.as_str()).zip(0..).collect();
    for bond in bonds {
        let (Some(a), Some(b)) = (numbers.get(bond.a.as_str()), numbers.get(bond.b.as_str())) else { continue };
        let (a, b) = (*a.min(b), *a.max(b));
        if bond.join {
            found.must.push((a, b));
        } else {
            found.cannot.extend([(a, b), (b, a)]);
        }
    }
    for pairs in [&mut found.must, &mut found.cannot] {
        pairs.sort_unstable();
        pairs.dedup();
    }
    found
}

/// Gives `take` the pairs of reports that share a key.
pub(crate) fn pairs(known: &[Known], take: impl FnMut(u32, u32)) {
    let keyed = known.iter().zip(0u32..);
    let keys = keyed.flat_map(|(known, report)| known.keys().into_iter().map(move |key| (key, report))).collect();
    block::pairs(keys, take);
}

/// Pairs of reports that are joined, with how surely.
fn joins(known: &[Known], weights: &Weights) -> Vec<(f64, u32, u32)> {
    // All that keeps most pairs from being weighed lies side by side: reading reports all over memory is what takes time.
    let gates = Gates::of(known.iter().map(Known::gate));
    let days: Vec<i64> = known.iter().map(|known| known.order().0).collect();
    let homes: Vec<u32> = known.iter().map(|known| known.victims.first().map_or(0, |name| name.base as u32)).collect();
    let all = !weights.need_an_organisation();
    let mut found = Vec::new();
    pairs(known, |a, b| {
        if near_enough(days[a as usize], days[b as usize]) && (all || gates.lets(a, b)) {
            found.push((homes[a as usize], a, b));
        }
    });
    // Each pair once, however many keys it shares; organisation by organisation, so that what is read for one pair is at hand for the next.
    found.sort_unstable();
    found.dedup();
    let decided =
        found.into_iter().filter_map(|(_, a, b)| match decide(&known[a as usize], &known[b as usize], weights) {
            Decision::Joined(score) => Some((score, a, b)),
            _ => None,
        });
    decided.collect()
}

/// Compares reports one by one.
struct ByReport<'k>(&'k [Known], &'k Weights);

impl Judge for ByReport<'_> {
    fn marks(&self, report: u32) -> Vec<u64> {
        vec![self.0[report as usize].article]
    }

    /// One pair that must stay apart keeps all apart; so does it if all pairs together speak against.
    ///
    /// A ground counts once, as it is on average in the pairs that say something of it: what each of many later reports repeats is no new ground.
    fn apart(&mut self, (_, a): (u32, &[u32]), (_, b): (u32, &[u32])) -> bool {
        let mut said = [(0.0, 0.0); GROUNDS];
        for x in a {
            for y in b {
                let (apart, grounds) = evidence_of(&self.0[*x as usize], &self.0[*y as usize], self.1);
                if apart {
                    return true;
                }
                for (said, ground) in said.iter_mut().zip(grounds) {
                    if let Some(bits) = ground {
                        *said = (said.0 + bits, said.1 + 1.0);
                    }
                }
            }
        }
        said.iter().filter(|said| said.1 > 0.0).map(|(bits, pairs)| bits / pairs).sum::<f64>() < 0.0
    }

    fn joined(&mut self, _: u32, _: u32) {}
}

/// Groups of reports from the pairs that are joined; groups and members in the fixed order.
pub(crate) fn groups(
    known: &[Known],
    decided: &Decided,
    joins: Vec<(f64, u32, u32)>,
    weights: &Weights,
) -> Vec<Vec<u32>> {
    let of = components(known.len(), decided, &block::sorted(joins), ByReport(known, weights));
    let mut members: Vec<(u32, u32)> = of.into_iter().zip(0..).collect();
    members.sort_unstable();
    members.chunk_by(|a, b| a.0 == b.0).map(|group| group.iter().map(|(_, report)| *report).collect()).collect()
}
