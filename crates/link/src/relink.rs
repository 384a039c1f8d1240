//! After a change: links only the neighbourhood, and gives the partition that linking everything would give.
//!
//! In:   the casebook before the change ([`Shelf`]); reports that go and come; reports about which people decided anew.
//! Out:  what is to be written ([`Delta`]).
//!
//! Why it is the same: decisions are made on pairs alone; a pair is looked at if its two stand within [`WINDOW`](crate::block::WINDOW) of each other in a block. A change
//! gives and takes pairs only around its own place in its own blocks. Every report that gains or loses a joining pair is a seed; all that joining
//! pairs and bonds connect with a seed afterwards is worked out anew. Any case that is changed lies wholly within that set, and what becomes of a set
//! that no joining pair leaves depends on it alone (`join.rs`). The same holds one storey up for cases and events.

use std::collections::{BTreeMap, BTreeSet};

use crate::Bond;
use crate::compare::{self, Decision};
use crate::differ::{Change, Contradiction};
use crate::gate::Gate;
use crate::partition::{self, Case, Whole};
use crate::reach::{Storey, View, reached, touched};
use crate::roots::{self, Facts};
use crate::shelf::{Delta, Entry, JoinedCase, JoinedEvent, Level, Seat, Shelf};
use crate::told::{Known, Place, Told};
use crate::weights::Weights;

/// Everything anew, as what is to be written into empty tables.
pub fn link_all(told: Vec<Told>, bonds: &[Bond]) -> Delta {
    let (_, known) = partition::in_order(told);
    let whole = Whole::of(&known, bonds, Weights::shipped());
    let described = partition::describe(&known, &whole);
    Delta {
        reports: known.iter().map(Known::entry).collect(),
        cases: (0..whole.groups.len()).map(|case| joined_case(&known, &whole, &described, case)).collect(),
        events: joined_events(&known, &whole, &described),
        ..Delta::default()
    }
}

/// What is to be written after some reports went, others came, and people decided about `rebound` anew.
///
/// A report that was read again stands in `gone` and, as it is now, in `come`. Keys that do not stand are ignored in `gone` and `rebound`.
///
/// # Errors
/// Whatever the shelf refuses.
pub fn relink<S: Shelf>(
    shelf: &mut S,
    gone: &[String],
    come: Vec<Told>,
    rebound: &[String],
) -> Result<Delta, S::Error> {
    let mut reports = Reports { shelf, old: BTreeMap::new(), new: BTreeMap::new(), gone: BTreeSet::new() };
    let mut view = View::new(Level::Report);
    let mut seeds: BTreeSet<Place> = BTreeSet::new();
    let mut delta = Delta::default();
    let mut old_cases: BTreeSet<String> = BTreeSet::new();

    for key in gone.iter().collect::<BTreeSet<_>>() {
        let Some(case) = reports.shelf.case_of(key)? else { continue };
        old_cases.insert(case);
        let entry = reports.get(key)?.entry();
        view.take(&entry);
        reports.gone.insert(key.clone());
        seeds.extend(touched(&mut view, &mut reports, &entry)?);
        seeds.extend(reports.bound(&entry.place)?);
        delta.reports_gone.push(entry);
    }
    for known in come.into_iter().map(Known::of) {
        let entry = known.entry();
        reports.new.insert(entry.place.key.clone(), known);
        view.put(&entry);
        seeds.extend(touched(&mut view, &mut reports, &entry)?);
        seeds.insert(entry.place.clone());
        delta.reports.push(entry);
    }
    for key in rebound {
        if reports.stands(key)? {
            seeds.insert(reports.get(key)?.place());
        }
    }
    let (places, joins, bonds) = reached(&mut view, &mut reports, seeds)?;

    // Cases of what was reached, before and after.
    for place in &places {
        if !reports.new.contains_key(&place.key)
            && let Some(case) = reports.shelf.case_of(&place.key)?
        {
            old_cases.insert(case);
        }
    }
    let known = reports.all(places.iter().map(|place| &place.key))?;
    let groups = partition::groups(&known, &partition::decided(&known, &bonds), joins, Weights::shipped());
    let name = |group: &[u32]| known[group[0] as usize].told.key.clone();
    let mut new_groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for group in &groups {
        new_groups.insert(name(group), group.iter().map(|report| known[*report as usize].told.key.clone()).collect());
    }

    let mut cases = Cases { reports, groups: BTreeMap::new(), facts: BTreeMap::new() };
    let mut view = View::new(Level::Case);
    let mut seeds: BTreeSet<Place> = BTreeSet::new();
    let mut written: BTreeSet<String> = BTreeSet::new();
    let mut same: BTreeSet<String> = BTreeSet::new();
    let mut events_gone: BTreeSet<String> = BTreeSet::new();
    let mut taken = Vec::new();
    for case in &old_cases {
        let before = cases.reports.shelf.reports_of(case)?;
        let after = new_groups.get(case);
        let new = &cases.reports.new;
        if after.is_some_and(|after| {
            after.len() == before.len() && after.iter().all(|key| before.contains(key) && !new.contains_key(key))
        }) {
            same.insert(case.clone());
            continue;
        }
        events_gone.extend(cases.reports.shelf.event_of(case)?.map(|(event, _)| event));
        let known = cases.reports.before(&before)?;
        let facts = Facts::of(&known);
        let place = known.iter().map(Known::place).min().unwrap_or_default();
        taken.push((facts.entry(place), facts));
    }
    // As they were, until all are taken away.
    cases.facts = taken.iter().map(|(entry, facts)| (entry.place.key.clone(), facts.clone())).collect();
    for (entry, _) in &taken {
        view.take(entry);
        seeds.extend(touched(&mut view, &mut cases, entry)?);
    }
    for (entry, _) in taken {
        cases.facts.remove(&entry.place.key);
        delta.cases_gone.push(entry);
    }
    let mut put = Vec::new();
    for (case, group) in new_groups {
        if same.contains(&case) {
            continue;
        }
        let known = cases.reports.all(group.iter())?;
        let facts = Facts::of(&known);
        let entry = facts.entry(known[0].place());
        cases.facts.insert(case.clone(), facts);
        cases.groups.insert(case.clone(), group);
        written.insert(case);
        put.push(entry);
    }
    for entry in put {
        view.put(&entry);
        seeds.extend(touched(&mut view, &mut cases, &entry)?);
        seeds.insert(entry.place);
    }
    let (places, joins, _) = reached(&mut view, &mut cases, seeds)?;

    // All that is to be said of the cases reached.
    let mut roots_before: BTreeSet<String> = BTreeSet::new();
    for place in &places {
        if !written.contains(&place.key)
            && let Some((event, root)) = cases.reports.shelf.event_of(&place.key)?
        {
            events_gone.insert(event);
            roots_before.extend(root);
        }
    }
    let mut members = Vec::new();
    for place in &places {
        members.push(cases.members(&place.key)?);
    }
    let known = cases.reports.all(members.iter().flatten())?;
    let numbers: BTreeMap<&str, u32> = known.iter().map(|known| known.told.key.as_str()).zip(0..).collect();
    let groups: Vec<Vec<u32>> = members
        .iter()
        .map(|keys| {
            let mut group: Vec<u32> = keys.iter().map(|key| numbers[key.as_str()]).collect();
            group.sort_unstable();
            group
        })
        .collect();
    let facts: Vec<Facts> = groups.iter().map(|group| partition::facts(&known, group)).collect();
    let roots = roots::find(&facts, joins, Weights::shipped());
    let whole = Whole { groups, facts, roots };
    let described = partition::describe(&known, &whole);
    for (case, place) in places.iter().enumerate() {
        if written.contains(&place.key) || whole.roots.is_root[case] != roots_before.contains(&place.key) {
            delta.cases.push(joined_case(&known, &whole, &described, case));
        }
    }
    delta.events = joined_events(&known, &whole, &described);
    delta.events_gone = events_gone.into_iter().collect();
    Ok(delta)
}

impl Known {
    pub(crate) fn entry(&self) -> Entry {
        Entry { place: self.place(), keys: self.keys(), gate: self.gate() }
    }
}

impl Facts {
    fn entry(&self, place: Place) -> Entry {
        Entry { place, keys: self.keys(), gate: self.gate() }
    }
}

/// Reports as they stand before and after.
struct Reports<'s, S> {
    shelf: &'s mut S,
    old: BTreeMap<String, Known>,
    new: BTreeMap<String, Known>,
    gone: BTreeSet<String>,
}

impl<S: Shelf> Reports<'_, S> {
    fn read(&mut self, key: &str) -> Result<(), S::Error> {
        if !self.old.contains_key(key) {
            self.old.insert(key.to_owned(), Known::of(self.shelf.told(key)?));
        }
        Ok(())
    }

    /// A report as it is now.
    fn get(&mut self, key: &str) -> Result<&Known, S::Error> {
        if !self.new.contains_key(key) {
            self.read(key)?;
        }
        Ok(self.new.get(key).unwrap_or_else(|| &self.old[key]))
    }

    fn stands(&mut self, key: &str) -> Result<bool, S::Error> {
        Ok(self.new.contains_key(key) || (!self.gone.contains(key) && self.shelf.case_of(key)?.is_some()))
    }

    /// Reports as they are now, in their fixed order.
    fn all<'k>(&mut self, keys: impl Iterator<Item = &'k String>) -> Result<Vec<Known>, S::Error> {
        let mut known = Vec::new();
        for key in keys {
            known.push(self.get(key)?.clone());
        }
        known.sort_by(|a, b| a.order().cmp(&b.order()));
        Ok(known)
    }

    /// Reports as they were.
    fn before(&mut self, keys: &[String]) -> Result<Vec<Known>, S::Error> {
        let mut known = Vec::new();
        for key in keys {
            self.read(key)?;
            known.push(self.old[key].clone());
        }
        Ok(known)
    }

    fn bound(&mut self, place: &Place) -> Result<Vec<Place>, S::Error> {
        Ok(self.bonds(place)?.0)
    }
}

impl<S: Shelf> Storey for Reports<'_, S> {
    type Error = S::Error;

    fn near(&mut self, before: bool, level: Level, key: u64, place: &Place, n: usize) -> Result<Vec<Seat>, S::Error> {
        if before { self.shelf.before(level, key, place, n) } else { self.shelf.after(level, key, place, n) }
    }

    fn blocks(&mut self, node: &str) -> Result<(Vec<u64>, Gate), S::Error> {
        let known = self.get(node)?;
        Ok((known.keys(), known.gate()))
    }

    fn decide(&mut self, a: &Place, b: &Place) -> Result<Decision, S::Error> {
        if !compare::near_enough(a.day, b.day) {
            return Ok(Decision::Open);
        }
        self.get(&a.key)?;
        self.get(&b.key)?;
        let of = |key: &str| self.new.get(key).unwrap_or_else(|| &self.old[key]);
        Ok(compare::decide(of(&a.key), of(&b.key), Weights::shipped()))
    }

    fn bonds(&mut self, place: &Place) -> Result<(Vec<Place>, Vec<Bond>), S::Error> {
        let bonds = self.shelf.bonds(&place.key)?;
        let mut ends = Vec::new();
        for bond in bonds.iter().filter(|bond| bond.join) {
            let other = if bond.a == place.key { &bond.b } else { &bond.a };
            if self.stands(other)? {
                ends.push(self.get(other)?.place());
            }
        }
        Ok((ends, bonds))
    }
}

/// Cases as they stand.
struct Cases<'s, S> {
    reports: Reports<'s, S>,
    /// Those that are new.
    groups: BTreeMap<String, Vec<String>>,
    facts: BTreeMap<String, Facts>,
}

impl<S: Shelf> Cases<'_, S> {
    fn members(&mut self, case: &str) -> Result<Vec<String>, S::Error> {
        match self.groups.get(case) {
            Some(keys) => Ok(keys.clone()),
            None => self.reports.shelf.reports_of(case),
        }
    }

    fn read(&mut self, case: &str) -> Result<(), S::Error> {
        if !self.facts.contains_key(case) {
            let keys = self.members(case)?;
            let facts = Facts::of(&self.reports.all(keys.iter())?);
            self.facts.insert(case.to_owned(), facts);
        }
        Ok(())
    }
}

impl<S: Shelf> Storey for Cases<'_, S> {
    type Error = S::Error;

    fn near(&mut self, before: bool, level: Level, key: u64, place: &Place, n: usize) -> Result<Vec<Seat>, S::Error> {
        self.reports.near(before, level, key, place, n)
    }

    fn blocks(&mut self, node: &str) -> Result<(Vec<u64>, Gate), S::Error> {
        self.read(node)?;
        let facts = &self.facts[node];
        Ok((facts.keys(), facts.gate()))
    }

    fn decide(&mut self, a: &Place, b: &Place) -> Result<Decision, S::Error> {
        self.read(&a.key)?;
        self.read(&b.key)?;
        Ok(roots::decide(&self.facts[&a.key], &self.facts[&b.key], Weights::shipped()))
    }

    fn bonds(&mut self, _: &Place) -> Result<(Vec<Place>, Vec<Bond>), S::Error> {
        Ok((Vec::new(), Vec::new()))
    }
}

fn joined_case(known: &[Known], whole: &Whole, described: &[Case], case: usize) -> JoinedCase {
    let of = |report: usize| known[report].told.key.clone();
    let it = &described[case];
    JoinedCase {
        entry: whole.facts[case].entry(known[whole.groups[case][0] as usize].place()),
        reports: it.reports.iter().map(|(report, role)| (of(*report), *role)).collect(),
        is_root: it.is_root,
        contradictions: by_key(known, &it.contradictions),
        changes: it
            .changes
            .iter()
            .map(|found| Change {
                field: found.field.clone(),
                old: found.old.clone(),
                new: found.new.clone(),
                from: of(found.from),
                to: of(found.to),
            })
            .collect(),
    }
}

fn by_key(known: &[Known], found: &[Contradiction]) -> Vec<Contradiction<String>> {
    let keys = |reports: &[usize]| reports.iter().map(|report| known[*report].told.key.clone()).collect();
    let all = found.iter();
    all.map(|found| Contradiction {
        field: found.field.clone(),
        values: found.values.clone(),
        reports: keys(&found.reports),
    })
    .collect()
}

fn joined_events(known: &[Known], whole: &Whole, described: &[Case]) -> Vec<JoinedEvent> {
    let name = |case: usize| known[whole.groups[case][0] as usize].told.key.clone();
    let mut events = Vec::new();
    for (root, it) in described.iter().enumerate().filter(|(_, it)| it.is_root) {
        let clients = whole.roots.clients.get(root).map(Vec::as_slice).unwrap_or_default();
        let own = root < whole.groups.len();
        let first = clients.iter().copied().chain(own.then_some(root)).min();
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        let reports = clients.iter().flat_map(|client| &described[*client].reports);
        for contractor in reports.flat_map(|(report, _)| &known[*report].told.contractors) {
            *names.entry(contractor).or_default() += 1;
        }
        let contractor = names.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
        events.push(JoinedEvent {
            name: first.map(name).unwrap_or_default(),
            root: own.then(|| name(root)),
            contractor: contractor.map(|(name, _)| name.to_owned()).unwrap_or_default(),
            clients: clients.iter().map(|client| name(*client)).collect(),
            reports_all: it.reports_all.iter().map(|report| known[*report].told.key.clone()).collect(),
            contradictions: by_key(known, &it.between),
        });
    }
    events.sort_by(|a, b| a.name.cmp(&b.name));
    events
}
