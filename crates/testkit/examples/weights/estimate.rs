//! Counts features in pairs, and finds the bounds.
//!
//! In:   reports with their cases and events.
//! Out:  a table of weights.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use jikenbo_link::{Told, Weights, link_weighted, pairs_of_cases, pairs_of_reports};
use jikenbo_testkit::Made;

use crate::{COUNTED, SEED};

/// As how many pairs the made-up ones count beside the labelled ones.
const PRIOR: f64 = 40.0;
/// Share of pairs in which a feature stands that was never met.
const UNMET: f64 = 0.02;
/// No feature weighs more than this, whatever was counted.
const MOST: f64 = 8.0;
/// Added to what pairs that are compared share already (the victim; the contractor of two cases), so that it is seen to count; the bounds are
/// found with it.
const SHARED: f64 = 5.0;

/// Reports with the truth.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) told: Vec<Told>,
    pub(crate) case: Vec<u64>,
    pub(crate) event: Vec<u64>,
}

/// How often features stand in pairs that belong together, and in those that do not.
#[derive(Default)]
pub(crate) struct Counts {
    pairs: [f64; 2],
    with: BTreeMap<&'static str, [f64; 2]>,
}

impl Counts {
    fn take_in(&mut self, other: Self) {
        for same in 0..2 {
            self.pairs[same] += other.pairs[same];
            for (feature, n) in &other.with {
                self.with.entry(feature).or_default()[same] += n[same];
            }
        }
    }

    fn add(&mut self, same: bool, features: &[&'static str]) {
        self.pairs[usize::from(same)] += 1.0;
        for feature in features {
            self.with.entry(feature).or_default()[usize::from(same)] += 1.0;
        }
    }

    fn share(&self, feature: &str, same: usize) -> f64 {
        let met = self.with.get(feature);
        if met.is_none_or(|met| met[0] + met[1] < 5.0) {
            return UNMET;
        }
        (met.map_or(0.0, |met| met[same]) + 0.5) / (self.pairs[same] + 1.0)
    }
}

impl World {
    pub(crate) fn of(made: Vec<Made>) -> Self {
        let mut world = Self::default();
        for made in made {
            world.case.push(made.case);
            world.event.push(made.event);
            world.told.push(made.told);
        }
        world
    }

    /// The reports of the events that are held out, and the rest.
    pub(crate) fn split(&self, held: impl Fn(u64) -> bool) -> (Self, Self) {
        let (mut out, mut rest) = (Self::default(), Self::default());
        for ((told, case), event) in self.told.iter().zip(&self.case).zip(&self.event) {
            let into = if held(*event) { &mut out } else { &mut rest };
            into.told.push(told.clone());
            into.case.push(*case);
            into.event.push(*event);
        }
        (out, rest)
    }

    /// B³ F1 of cases and of events.
    pub(crate) fn score(&self, weights: &Weights) -> [f64; 2] {
        let linked = link_weighted(self.told.clone(), &[], weights);
        let events: Vec<usize> = linked.case_of.iter().map(|case| linked.cases[*case].root.unwrap_or(*case)).collect();
        [b_cubed(&linked.case_of, &self.case), b_cubed(&events, &self.event)]
    }

    fn counts(&self) -> [Counts; 2] {
        let mut counts = [Counts::default(), Counts::default()];
        for pair in pairs_of_reports(&self.told) {
            counts[0].add(self.case[pair.a] == self.case[pair.b], &pair.features);
        }
        let event: HashMap<u64, u64> = self.case.iter().copied().zip(self.event.iter().copied()).collect();
        for pair in pairs_of_cases(&self.told, &self.case) {
            counts[1].add(event[&pair.a] == event[&pair.b], &pair.features);
        }
        counts
    }
}

fn b_cubed(found: &[usize], truth: &[u64]) -> f64 {
    let mut both: HashMap<(usize, u64), f64> = HashMap::new();
    let (mut of_found, mut of_truth) = (HashMap::<usize, f64>::new(), HashMap::<u64, f64>::new());
    for (f, t) in found.iter().zip(truth) {
        *both.entry((*f, *t)).or_default() += 1.0;
        *of_found.entry(*f).or_default() += 1.0;
        *of_truth.entry(*t).or_default() += 1.0;
    }
    let pairs = || found.iter().zip(truth);
    let p: f64 = pairs().map(|(f, t)| both[&(*f, *t)] / of_found[f]).sum::<f64>() / found.len() as f64;
    let r: f64 = pairs().map(|(f, t)| both[&(*f, *t)] / of_truth[t]).sum::<f64>() / found.len() as f64;
    2.0 * p * r / (p + r)
}

/// What weights are estimated with.
pub(crate) struct Lab {
    /// Counts of the made-up reports, once they are needed.
    pub(crate) counted: OnceCell<[Counts; 2]>,
    pub(crate) bounded: World,
    /// The table before: its features, their order and labels stay.
    pub(crate) table: String,
}

/// A table being made.
pub(crate) struct Table {
    rows: Vec<(String, String, f64, String)>,
}

impl Table {
    pub(crate) fn weights(&self) -> Weights {
        Weights::read(&self.text(0, 0, 0))
    }

    pub(crate) fn text(&self, seed: u64, made: usize, labelled: usize) -> String {
        let mut text = format!(
            "# data/weights.tsv\n# What:    what an agreement or disagreement of two reports (case) or of two cases (root) weighs, in bits: log2(m/u)\n\
             # Origin:  estimated by `cargo xtask weights --write` from {made} made-up reports (seed {seed}) and {labelled} labelled ones; linking never estimates anew\n\
             # Licence: CC0-1.0\n# Form:    level <TAB> feature <TAB> weight <TAB> name for people; `threshold`: joined from here on; `apart`: never one, from here down\n\
             level\tfeature\tweight\tlabel\n"
        );
        for (level, feature, weight, label) in &self.rows {
            let _ = writeln!(text, "{level}\t{feature}\t{weight:.1}\t{label}");
        }
        text
    }

    fn set(&mut self, level: &str, feature: &str, weight: f64) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.0 == level && row.1 == feature) {
            row.2 = weight;
        }
    }
}

impl Lab {
    /// The table for these labelled reports.
    pub(crate) fn estimate(&self, labelled: &[World]) -> Table {
        let made = self.counted.get_or_init(|| World::of(jikenbo_testkit::incidents(SEED, COUNTED)).counts());
        let mut seen = [Counts::default(), Counts::default()];
        for world in labelled {
            for (all, counts) in seen.iter_mut().zip(world.counts()) {
                all.take_in(counts);
            }
        }
        let lines = self.table.lines().filter(|line| !line.starts_with('#')).skip(1);
        let rows = lines.filter_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let level = usize::from(cells.first() == Some(&"root"));
            let feature = *cells.get(1)?;
            let share = |same: usize| {
                let met = seen[level].with.get(feature).map_or(0.0, |met| met[same]);
                (met + PRIOR * made[level].share(feature, same)) / (seen[level].pairs[same] + PRIOR)
            };
            if feature == "victim_differs" {
                // Never counted: pairs of two victims are not joined, whatever else they share.
                return Some((cells[0].to_owned(), feature.to_owned(), -MOST, (*cells.get(3)?).to_owned()));
            }
            let shared = feature.starts_with("victim") || (level == 1 && feature == "contractor_same");
            let bits = (share(1) / share(0)).log2();
            // What agrees never speaks against, what differs never for; where counts say so they are few, or others' shadow.
            let bits = match feature.rsplit('_').next() {
                Some("same" | "alike" | "earlier" | "later") => bits.clamp(0.0, MOST),
                Some("differ" | "differs" | "far" | "apart" | "another") => bits.clamp(-MOST, 0.0),
                _ => bits.clamp(-MOST, MOST),
            };
            let weight = bits + if shared { SHARED } else { 0.0 };
            Some((cells[0].to_owned(), feature.to_owned(), weight, (*cells.get(3)?).to_owned()))
        });
        let mut table = Table { rows: rows.collect() };
        for (at, level) in ["case", "root"].into_iter().enumerate() {
            table.set(level, "apart", -6.0);
            let thresholds: Vec<f64> = (0..=16).map(|n| f64::from(n) * 0.75).collect();
            self.best(&mut table, level, "threshold", &thresholds, at, labelled);
            self.best(&mut table, level, "apart", &[-2.0, -4.0, -6.0, -8.0, -10.0, -14.0], at, labelled);
        }
        table
    }

    /// Sets a bound to the value that links best, both worlds counting the same; of equal ones the middle.
    fn best(&self, table: &mut Table, level: &str, feature: &str, values: &[f64], at: usize, labelled: &[World]) {
        let mut scored = Vec::new();
        for value in values {
            table.set(level, feature, *value);
            let weights = table.weights();
            let fit: f64 = labelled.iter().map(|world| world.score(&weights)[at]).sum();
            scored.push((self.bounded.score(&weights)[at] + fit / labelled.len() as f64, *value));
        }
        let most = scored.iter().map(|(score, _)| *score).fold(0.0, f64::max);
        let best: Vec<f64> =
            scored.iter().filter(|(score, _)| *score >= most - 0.0005).map(|(_, value)| *value).collect();
        table.set(level, feature, best[best.len() / 2]);
    }
}
