//! How far a change reaches: the nodes that gain or lose a joining pair, and all that joining pairs and bonds connect with them.
//!
//! In:   the blocks of one storey before a change (reports, or the cases that they form), and what goes and comes.
//! Out:  places in the fixed order, the joining pairs and the bonds among them.
//!
//! Not here: what reports and cases are, and what is done with those that were reached (`relink.rs`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::Bond;
use crate::block::WINDOW;
use crate::compare::Decision;
use crate::gate::Gate;
use crate::shelf::{Entry, Level, Seat};
use crate::told::Place;

/// What nodes of one storey are to each other.
pub(crate) trait Storey {
    type Error;
    fn near(&mut self, before: bool, level: Level, key: u64, place: &Place, n: usize)
    -> Result<Vec<Seat>, Self::Error>;
    /// In which blocks a node stands, and what it says there.
    fn blocks(&mut self, node: &str) -> Result<(Vec<u64>, Gate), Self::Error>;
    fn decide(&mut self, a: &Place, b: &Place) -> Result<Decision, Self::Error>;
    /// What bonds tie to a node, and the bonds themselves.
    fn bonds(&mut self, place: &Place) -> Result<(Vec<Place>, Vec<Bond>), Self::Error>;
}

/// The blocks after the changes made so far.
pub(crate) struct View {
    level: Level,
    gone: BTreeMap<u64, BTreeSet<Place>>,
    come: BTreeMap<u64, BTreeMap<Place, Gate>>,
    /// Places where nothing stands any more.
    left: BTreeSet<Place>,
}

impl View {
    pub(crate) fn new(level: Level) -> Self {
        Self { level, gone: BTreeMap::new(), come: BTreeMap::new(), left: BTreeSet::new() }
    }

    pub(crate) fn take(&mut self, entry: &Entry) {
        self.left.insert(entry.place.clone());
        for key in &entry.keys {
            self.gone.entry(*key).or_default().insert(entry.place.clone());
        }
    }

    pub(crate) fn put(&mut self, entry: &Entry) {
        self.left.remove(&entry.place);
        for key in &entry.keys {
            self.come.entry(*key).or_default().insert(entry.place.clone(), entry.gate.clone());
        }
    }

    /// The seats of a block on one side of a place, the nearest first.
    fn near<T: Storey>(&self, of: &mut T, before: bool, key: u64, place: &Place) -> Result<Vec<Seat>, T::Error> {
        let gone = self.gone.get(&key);
        let mut found = of.near(before, self.level, key, place, WINDOW + gone.map_or(0, BTreeSet::len))?;
        found.retain(|seat| gone.is_none_or(|gone| !gone.contains(&seat.place)));
        if let Some(come) = self.come.get(&key) {
            let seat = |(place, gate): (&Place, &Gate)| Seat { place: place.clone(), gate: gate.clone() };
            if before {
                found.extend(come.range(..place).rev().take(WINDOW).map(seat));
            } else {
                let after = (Bound::Excluded(place), Bound::Unbounded);
                found.extend(come.range::<Place, _>(after).take(WINDOW).map(seat));
            }
            found.sort_unstable();
            found.dedup();
            if before {
                found.reverse();
            }
        }
        found.truncate(WINDOW);
        Ok(found)
    }
}

/// Nodes that gain or lose a joining pair because a node comes or goes.
pub(crate) fn touched<T: Storey>(view: &mut View, of: &mut T, entry: &Entry) -> Result<Vec<Place>, T::Error> {
    let mut found = BTreeSet::new();
    for key in &entry.keys {
        let before = view.near(of, true, *key, &entry.place)?;
        let after = view.near(of, false, *key, &entry.place)?;
        for Seat { place, gate } in before.iter().chain(&after) {
            if gate.lets(&entry.gate)
                && !found.contains(place)
                && matches!(of.decide(&entry.place, place)?, Decision::Joined(_))
            {
                found.insert(place.clone());
            }
        }
        // The two that stand a full window apart are neighbours with one of them less in between, and none with one more.
        for (i, a) in before.iter().enumerate() {
            if let Some(b) = after.get(WINDOW - 1 - i)
                && a.gate.lets(&b.gate)
                && matches!(of.decide(&a.place, &b.place)?, Decision::Joined(_))
            {
                found.extend([a.place.clone(), b.place.clone()]);
            }
        }
    }
    Ok(found.into_iter().collect())
}

pub(crate) type Reached = (Vec<Place>, Vec<(f64, u32, u32)>, Vec<Bond>);

/// All that joining pairs and bonds connect with the seeds, in the fixed order; the joining pairs and the bonds among them.
pub(crate) fn reached<T: Storey>(view: &mut View, of: &mut T, seeds: BTreeSet<Place>) -> Result<Reached, T::Error> {
    let mut open: Vec<Place> = seeds.into_iter().filter(|place| !view.left.contains(place)).collect();
    let mut seen: BTreeSet<Place> = open.iter().cloned().collect();
    let mut pairs: BTreeMap<(Place, Place), f64> = BTreeMap::new();
    let mut bonds = Vec::new();
    while let Some(place) = open.pop() {
        let mut next = BTreeSet::new();
        let (keys, gate) = of.blocks(&place.key)?;
        for key in keys {
            for before in [true, false] {
                let seats = view.near(of, before, key, &place)?.into_iter();
                next.extend(seats.filter(|seat| seat.gate.lets(&gate)).map(|seat| seat.place));
            }
        }
        for other in next {
            let pair = if place < other { (place.clone(), other.clone()) } else { (other.clone(), place.clone()) };
            if pairs.contains_key(&pair) {
                continue;
            }
            if let Decision::Joined(score) = of.decide(&place, &other)? {
                pairs.insert(pair, score);
                if seen.insert(other.clone()) {
                    open.push(other);
                }
            }
        }
        let (bound, named) = of.bonds(&place)?;
        bonds.extend(named);
        for other in bound {
            if seen.insert(other.clone()) {
                open.push(other);
            }
        }
    }
    bonds.sort_unstable();
    bonds.dedup();
    let places: Vec<Place> = seen.into_iter().collect();
    let number = |place: &Place| places.binary_search(place).expect("both ends were reached") as u32;
    let joins = pairs.iter().map(|((a, b), score)| (*score, number(a), number(b))).collect();
    Ok((places, joins, bonds))
}
