//! Which cases of clients go back to one event at a contractor or service?
//!
//! In:   cases as groups of reports.
//! Out:  for each case its root; how many roots have to be made because the contractor published nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::block;
use crate::compare::{Aliases, Ledger, families, resolved};
use crate::told::{Fnv, Known};
use crate::weights::threshold;

/// Subjects whose totals over all clients are telling.
pub(crate) const TELLING: [&str; 7] =
    ["persons", "records", "emails", "accounts", "email_addresses", "files", "organizations"];

/// The answer.
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
#[derive(Default)]
struct Facts {
    victims: BTreeSet<String>,
    contractors: BTreeSet<String>,
    totals: BTreeSet<(String, u64)>,
    beyond_own: bool,
    days: BTreeMap<&'static str, BTreeSet<i64>>,
    causes: Vec<String>,
    malware: BTreeSet<String>,
    weaknesses: BTreeSet<String>,
    published: Option<(i64, i64)>,
}

const KINDS: [&str; 4] = ["occurred", "data_period", "exposure", "detected"];

impl Facts {
    fn of(known: &[Known], group: &[u32], aliases: &Aliases) -> Self {
        let mut facts = Self::default();
        for known in group.iter().map(|report| &known[*report as usize]) {
            facts.victims.extend(known.victims.iter().map(|id| id.base.clone()));
            facts.contractors.extend(known.contractors.iter().map(|id| resolved(&id.base, aliases).to_owned()));
            let figures = known.told.figures.iter().filter(|figure| figure.realis != "claimed");
            for figure in figures.filter(|figure| figure.scope == "total" && TELLING.contains(&&*figure.subject)) {
                facts.beyond_own = true;
                if figure.value >= 50 && figure.subject != "organizations" && figure.bound == "exact" {
                    facts.totals.insert((figure.subject.clone(), figure.value));
                }
            }
            for kind in KINDS {
                facts.days.entry(kind).or_default().extend(known.days(kind));
            }
            facts.causes.extend(known.told.causes.iter().cloned());
            facts.malware.extend(known.told.malware.iter().cloned());
            facts.weaknesses.extend(known.told.vulnerabilities.iter().cloned());
            if let Some(day) = known.published {
                let (from, to) = facts.published.unwrap_or((day, day));
                facts.published = Some((from.min(day), to.max(day)));
            }
        }
        facts
    }

    fn shares_day(&self, other: &Self, kind: &str) -> bool {
        match (self.days.get(kind), other.days.get(kind)) {
            (Some(a), Some(b)) => a.intersection(b).next().is_some(),
            _ => false,
        }
    }
}

/// Whether two cases go back to one event; `None` if they must not.
fn decide(a: &Facts, b: &Facts) -> Option<f64> {
    let mut ledger = Ledger::new("root");
    let at = |own: &Facts, other: &Facts| own.victims.iter().any(|victim| other.contractors.contains(victim));
    let parties = |facts: &Facts, other: &Facts| -> BTreeSet<String> {
        let own = facts.victims.iter().filter(|victim| other.contractors.contains(*victim)).cloned();
        facts.contractors.iter().cloned().chain(own).collect()
    };
    if a.victims.intersection(&b.victims).next().is_some() {
        return None;
    }
    let (x, y) = (parties(a, b), parties(b, a));
    if x.intersection(&y).next().is_some() || at(a, b) || at(b, a) {
        ledger.add("contractor_same");
    } else if !x.is_empty() && !y.is_empty() {
        ledger.add("contractor_differs");
    }
    if a.totals.intersection(&b.totals).next().is_some() {
        ledger.add("total_same");
    }
    for (kind, feature) in KINDS.into_iter().zip(["occurred_same", "period_same", "exposure_same", "detected_same"]) {
        if a.shares_day(b, kind) {
            ledger.add(feature);
        }
    }
    let first = |facts: &Facts| facts.days.get("occurred").and_then(|days| days.first().copied());
    if first(a).zip(first(b)).is_some_and(|(x, y)| (x - y).abs() > 14) && !a.shares_day(b, "occurred") {
        ledger.add("occurred_far");
    }
    match families(&a.causes, &b.causes) {
        Some(true) => ledger.add("family_same"),
        Some(false) => ledger.add("family_differs"),
        None => {}
    }
    if a.malware.intersection(&b.malware).next().is_some() {
        ledger.add("malware_same");
    }
    if a.weaknesses.intersection(&b.weaknesses).next().is_some() {
        ledger.add("weakness_same");
    }
    if let Some((x, y)) = a.published.zip(b.published) {
        match (x.0 - y.1).max(y.0 - x.1) {
            ..=60 => ledger.add("published_near"),
            121..=370 => ledger.add("published_apart"),
            371.. => ledger.add("published_far"),
            _ => {}
        }
    }
    (ledger.score > -4.0).then_some(ledger.score)
}

/// Finds the roots of cases. `groups` are given in the fixed order of their first reports.
pub(crate) fn find(known: &[Known], groups: &[Vec<u32>], aliases: &Aliases) -> Roots {
    let facts: Vec<Facts> = groups.iter().map(|group| Facts::of(known, group, aliases)).collect();
    let named: BTreeSet<&String> = facts.iter().flat_map(|facts| &facts.contractors).collect();
    let mut keys = Vec::new();
    for (case, facts) in facts.iter().enumerate() {
        let mut add = |parts: &[&[u8]]| {
            let mut hash = Fnv::new();
            parts.iter().for_each(|part| hash.eat(part));
            keys.push((hash.0, case as u32));
        };
        for name in facts.contractors.iter().chain(facts.victims.iter().filter(|name| named.contains(name))) {
            add(&[b"c", name.as_bytes()]);
        }
        for (subject, value) in &facts.totals {
            add(&[b"t", subject.as_bytes(), &value.to_le_bytes()]);
        }
        for name in facts.malware.iter().chain(&facts.weaknesses) {
            for day in facts.days.get("data_period").into_iter().chain(facts.days.get("occurred")).flatten() {
                add(&[b"m", name.as_bytes(), &day.to_le_bytes()]);
            }
        }
    }
    let mut joins = Vec::new();
    let mut apart = Vec::new();
    for (a, b) in block::pairs(keys) {
        match decide(&facts[a as usize], &facts[b as usize]) {
            None => apart.push((a, b)),
            Some(score) if score >= threshold("root") => joins.push((score, a, b)),
            Some(_) => {}
        }
    }
    joins.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let joins: Vec<(u32, u32)> = joins.into_iter().map(|(_, a, b)| (a, b)).collect();
    let of = block::components(groups.len(), &joins, apart);
    let mut events: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (case, event) in of.iter().enumerate() {
        events.entry(*event).or_default().push(case);
    }
    let mut roots = Roots {
        of: vec![None; groups.len()],
        is_root: vec![false; groups.len()],
        clients: vec![Vec::new(); groups.len()],
        made: 0,
    };
    for cases in events.into_values() {
        // The contractor is the party that most of the others name.
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for name in cases.iter().flat_map(|case| &facts[*case].contractors) {
            *votes.entry(name).or_default() += 1;
        }
        let own = cases.iter().copied().filter_map(|case| {
            let named = facts[case].victims.iter().filter_map(|victim| votes.get(victim.as_str())).max()?;
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
