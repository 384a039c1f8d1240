//! Which cases of clients go back to one event at a contractor or service?
//!
//! In:   cases as groups of reports.
//! Out:  for each case its root; how many roots have to be made because the contractor published nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::{Decision, Ledger};
use crate::gate::{Gate, Gates};
use crate::join::{Decided, Judge, components};
use crate::told::{DATA_PERIOD, DETECTED, EXPOSURE, Known, Name, OCCURRED, hash};
use crate::weights::{Feature, Weighed, Weights};

/// Subjects whose totals over all clients are telling.
pub(crate) const TELLING: [&str; 7] =
    ["persons", "records", "emails", "accounts", "email_addresses", "files", "organizations"];

/// The answer.
#[derive(Debug)]
pub(crate) struct Roots {
    /// Root of each case, those that were made included.
    pub(crate) of: Vec<Option<usize>>,
    /// Whether a case is a root.
    pub(crate) is_root: Vec<bool>,
    /// Clients of each case.
    pub(crate) clients: Vec<Vec<usize>>,
    /// Roots without a report, after all cases.
    pub(crate) made: usize,
}

/// What the reports of a case tell together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    victims: BTreeSet<u64>,
    contractors: BTreeSet<u64>,
    services: BTreeSet<u64>,
    totals: BTreeSet<u64>,
    beyond_own: bool,
    days: BTreeSet<(u8, i32)>,
    spans: BTreeSet<u64>,
    occurred: Option<i32>,
    families: u32,
    malware: BTreeSet<u64>,
    weaknesses: BTreeSet<u64>,
    published: Option<(i64, i64)>,
    /// Contractors with the article that names them, and victims with the article that tells of them.
    at_in: BTreeSet<u64>,
    told_in: BTreeSet<u64>,
}

const KINDS: [(u8, Feature); 4] = [
    (OCCURRED, Feature::OccurredSame),
    (DATA_PERIOD, Feature::PeriodSame),
    (EXPOSURE, Feature::ExposureSame),
    (DETECTED, Feature::DetectedSame),
];

fn meet<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> bool {
    let (small, large) = if a.len() < b.len() { (a, b) } else { (b, a) };
    small.iter().any(|one| large.contains(one))
}

impl Facts {
    /// What these reports tell together.
    pub(crate) fn of<'k>(group: impl IntoIterator<Item = &'k Known>) -> Self {
        let mut facts = Self::default();
        for known in group {
            facts.victims.extend(known.victims.iter().map(|name| name.base));
            facts.contractors.extend(known.contractors.iter().map(|name| name.base));
            facts.services.extend(&known.services);
            let in_article = |name: &Name| hash(&[&known.article.to_le_bytes(), &name.base.to_le_bytes()]);
            facts.at_in.extend(known.contractors.iter().map(in_article));
            facts.told_in.extend(known.victims.iter().map(in_article));
            let figures = known.told.figures.iter().filter(|figure| figure.realis != "claimed");
            for figure in figures.filter(|figure| figure.scope == "total" && TELLING.contains(&&*figure.subject)) {
                facts.beyond_own = true;
                if figure.value >= 50 && figure.subject != "organizations" && figure.bound == "exact" {
                    facts.totals.insert(hash(&[b"t", figure.subject.as_bytes(), &figure.value.to_le_bytes()]));
                }
            }
            let telling = known.days.iter().filter(|(kind, _)| KINDS.iter().any(|(known, _)| known == kind));
            facts.days.extend(telling);
            facts.spans.extend(&known.spans);
            facts.occurred = facts.occurred.into_iter().chain(known.days(OCCURRED)).min();
            facts.families |= known.families;
            facts.malware.extend(&known.malware);
            facts.weaknesses.extend(&known.weaknesses);
            if let Some(day) = known.published {
                let (from, to) = facts.published.unwrap_or((day, day));
                facts.published = Some((from.min(day), to.max(day)));
            }
        }
        facts
    }

    /// Under which keys the case is looked for, sorted.
    pub(crate) fn keys(&self) -> Vec<u64> {
        let parties = self.contractors.iter().chain(&self.victims).chain(&self.services);
        let mut keys: Vec<u64> = parties.map(|name| hash(&[b"c", &name.to_le_bytes()])).collect();
        keys.extend(self.totals.union(&self.spans));
        for name in self.malware.union(&self.weaknesses) {
            for (kind, day) in self.days.iter().filter(|(kind, _)| [DATA_PERIOD, OCCURRED].contains(kind)) {
                keys.push(hash(&[b"m", &name.to_le_bytes(), &[*kind], &day.to_le_bytes()]));
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Which cases it may be joined with: those of [`comparable`].
    pub(crate) fn gate(&self) -> Gate {
        let telling = [&self.contractors, &self.totals, &self.spans, &self.malware, &self.weaknesses];
        let named = [&self.victims, &self.services];
        Gate::of(telling.into_iter().flatten().copied(), named.into_iter().flatten().copied(), false)
    }

    fn shares_day(&self, other: &Self, kind: u8) -> bool {
        self.days.range((kind, i32::MIN)..=(kind, i32::MAX)).any(|day| other.days.contains(day))
    }

    fn take_in(&mut self, mut other: Self) {
        self.victims.append(&mut other.victims);
        self.contractors.append(&mut other.contractors);
        self.services.append(&mut other.services);
        self.totals.append(&mut other.totals);
        self.at_in.append(&mut other.at_in);
        self.told_in.append(&mut other.told_in);
        self.days.append(&mut other.days);
        self.spans.append(&mut other.spans);
        self.occurred = self.occurred.into_iter().chain(other.occurred).min();
        self.families |= other.families;
        self.malware.append(&mut other.malware);
        self.weaknesses.append(&mut other.weaknesses);
        self.published = match (self.published, other.published) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
    }
}

/// Whether two cases are worth comparing: most pairs of a block share a name that neither gives as a contractor's.
pub(crate) fn comparable(a: &Facts, b: &Facts) -> bool {
    by_contractor(a, b)
        || meet(&a.totals, &b.totals)
        || meet(&a.spans, &b.spans)
        || meet(&a.malware, &b.malware)
        || meet(&a.weaknesses, &b.weaknesses)
}

/// Whether two cases go back to one event.
pub(crate) fn decide(a: &Facts, b: &Facts, weights: &Weights) -> Decision {
    if meet(&a.victims, &b.victims) {
        return Decision::Apart;
    }
    if !comparable(a, b) {
        return Decision::Open;
    }
    let score = weigh(a, b, weights, false).score;
    if score <= weights.of(Weighed::Cases, Feature::Apart) {
        Decision::Apart
    } else if score >= weights.of(Weighed::Cases, Feature::Threshold) || told_together(a, b) {
        Decision::Joined(score)
    } else {
        Decision::Open
    }
}

/// Whether one article tells of both and names one contractor for both, or one as the other's: its writer has said that it is one event.
fn told_together(a: &Facts, b: &Facts) -> bool {
    meet(&a.at_in, &b.at_in) || meet(&a.at_in, &b.told_in) || meet(&a.told_in, &b.at_in)
}

/// Whether one names the other, or what the other names, as its contractor.
fn by_contractor(a: &Facts, b: &Facts) -> bool {
    let at =
        |own: &Facts, other: &Facts| meet(&own.victims, &other.contractors) || meet(&own.services, &other.contractors);
    meet(&a.contractors, &b.contractors) || at(a, b) || at(b, a)
}

pub(crate) fn weigh<'w>(a: &Facts, b: &Facts, weights: &'w Weights, explain: bool) -> Ledger<'w> {
    let mut ledger = Ledger::new(Weighed::Cases, weights, explain);
    if by_contractor(a, b) {
        ledger.add(Feature::ContractorSame);
    } else if !a.contractors.is_empty() && !b.contractors.is_empty() {
        ledger.add(Feature::ContractorDiffers);
    }
    if meet(&a.totals, &b.totals) {
        ledger.add(Feature::TotalSame);
    } else if !a.totals.is_empty() && !b.totals.is_empty() {
        ledger.add(Feature::TotalsDiffer);
    }
    let whole = meet(&a.spans, &b.spans);
    if whole {
        ledger.add(Feature::SpanSame);
    }
    for (kind, feature) in KINDS {
        let said = whole && [DATA_PERIOD, EXPOSURE].contains(&kind);
        if !said && a.shares_day(b, kind) {
            ledger.add(feature);
        }
    }
    if a.occurred.zip(b.occurred).is_some_and(|(x, y)| (x - y).abs() > 14) && !a.shares_day(b, OCCURRED) {
        ledger.add(Feature::OccurredFar);
    }
    ledger.add_cause((a.families, b.families), meet(&a.malware, &b.malware), meet(&a.weaknesses, &b.weaknesses));
    if let Some((x, y)) = a.published.zip(b.published) {
        match (x.0 - y.1).max(y.0 - x.1) {
            ..=60 => ledger.add(Feature::PublishedNear),
            371.. => ledger.add(Feature::PublishedFar),
            _ => ledger.add(Feature::PublishedApart),
        }
    }
    ledger
}

/// The pairs of cases that share a key, each once, of those that `may` lets through.
pub(crate) fn pairs(facts: &[Facts], may: impl Fn(u32, u32) -> bool) -> Vec<(u32, u32)> {
    let keyed = facts.iter().zip(0u32..);
    let keys = keyed.flat_map(|(facts, case)| facts.keys().into_iter().map(move |key| (key, case))).collect();
    crate::block::distinct(keys, may)
}

/// Pairs of cases that are joined, with how surely.
pub(crate) fn joins(facts: &[Facts], weights: &Weights) -> Vec<(f64, u32, u32)> {
    let gates = Gates::of(facts.iter().map(Facts::gate));
    let decided = pairs(facts, |a, b| gates.lets(a, b)).into_iter().filter_map(|(a, b)| {
        match decide(&facts[a as usize], &facts[b as usize], weights) {
            Decision::Joined(score) => Some((score, a, b)),
            _ => None,
        }
    });
    decided.collect()
}

/// Compares what components tell together.
struct ByFacts<'f> {
    single: &'f [Facts],
    /// Components of several cases.
    joined: BTreeMap<u32, Facts>,
    weights: &'f Weights,
}

impl ByFacts<'_> {
    fn of(&self, component: u32) -> &Facts {
        self.joined.get(&component).unwrap_or_else(|| &self.single[component as usize])
    }
}

impl Judge for ByFacts<'_> {
    fn marks(&self, case: u32) -> Vec<u64> {
        self.single[case as usize].victims.iter().copied().collect()
    }

    fn apart(&mut self, (a, _): (u32, &[u32]), (b, _): (u32, &[u32])) -> bool {
        let score = weigh(self.of(a), self.of(b), self.weights, false).score;
        score <= self.weights.of(Weighed::Cases, Feature::Apart)
    }

    fn joined(&mut self, large: u32, small: u32) {
        let other = self.joined.remove(&small).unwrap_or_else(|| self.single[small as usize].clone());
        let single = &self.single[large as usize];
        self.joined.entry(large).or_insert_with(|| single.clone()).take_in(other);
    }
}

/// Events from joined cases. `facts` are given in the fixed order of the cases' first reports.
pub(crate) fn find(facts: &[Facts], joins: Vec<(f64, u32, u32)>, weights: &Weights) -> Roots {
    let judge = ByFacts { single: facts, joined: BTreeMap::new(), weights };
    let of = components(facts.len(), &Decided::default(), &crate::block::sorted(joins), judge);
    let mut events: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (case, event) in of.iter().enumerate() {
        events.entry(*event).or_default().push(case);
    }
    let n = facts.len();
    let mut roots = Roots { of: vec![None; n], is_root: vec![false; n], clients: vec![Vec::new(); n], made: 0 };
    for cases in events.into_values() {
        // The contractor is the party that most of the others name.
        let mut votes: BTreeMap<u64, u32> = BTreeMap::new();
        for name in cases.iter().flat_map(|case| &facts[*case].contractors) {
            *votes.entry(*name).or_default() += 1;
        }
        let own = cases.iter().copied().filter_map(|case| {
            let it = &facts[case];
            // A service that a title names is that of whoever tells of no contractor.
            let services = it.services.iter().filter(|_| it.contractors.is_empty());
            let named = it.victims.iter().chain(services).filter_map(|name| votes.get(name)).max()?;
            Some((*named, std::cmp::Reverse(case)))
        });
        let root = match own.max() {
            Some((_, std::cmp::Reverse(case))) if cases.len() > 1 => case,
            _ if cases.len() > 1 || (facts[cases[0]].beyond_own && !facts[cases[0]].contractors.is_empty()) => {
                roots.made += 1;
                roots.of.push(None);
                roots.is_root.push(false);
                roots.clients.push(Vec::new());
                roots.of.len() - 1
            }
            _ => continue,
        };
        roots.is_root[root] = true;
        for case in cases.into_iter().filter(|case| *case != root) {
            roots.of[case] = Some(root);
            roots.clients[root].push(case);
        }
    }
    roots
}
