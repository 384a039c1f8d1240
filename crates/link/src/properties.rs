//! Properties of linking: the order of adding makes no difference, and linking a neighbourhood gives what linking everything gives.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use proptest::prelude::*;

use super::*;
use crate::compare::Decision;
use crate::roots::Facts;
use crate::told::Known;

/// A casebook in memory.
#[derive(Debug, Clone, Default, PartialEq)]
struct Tables {
    told: BTreeMap<String, Told>,
    blocks: BTreeMap<(Level, u64, Place), Gate>,
    cases: BTreeMap<String, JoinedCase>,
    events: BTreeMap<String, JoinedEvent>,
    bonds: Vec<Bond>,
}

fn seat(((_, _, place), gate): (&(Level, u64, Place), &Gate)) -> Seat {
    Seat { place: place.clone(), gate: gate.clone() }
}

impl Shelf for Tables {
    type Error = Infallible;

    fn told(&mut self, report: &str) -> Result<Told, Infallible> {
        Ok(self.told[report].clone())
    }

    fn before(&mut self, level: Level, key: u64, place: &Place, n: usize) -> Result<Vec<Seat>, Infallible> {
        let found =
            self.blocks.range((level, key, Place { day: i64::MIN, ..Place::default() })..(level, key, place.clone()));
        Ok(found.rev().take(n).map(seat).collect())
    }

    fn after(&mut self, level: Level, key: u64, place: &Place, n: usize) -> Result<Vec<Seat>, Infallible> {
        let found = self.blocks.range((level, key, place.clone())..).filter(|((_, _, other), _)| other != place);
        let found = found.take_while(|((of, other, _), _)| *of == level && *other == key);
        Ok(found.take(n).map(seat).collect())
    }

    fn case_of(&mut self, report: &str) -> Result<Option<String>, Infallible> {
        let holds = |case: &&JoinedCase| case.reports.iter().any(|(key, _)| key == report);
        Ok(self.cases.values().find(holds).map(|case| case.entry.place.key.clone()))
    }

    fn reports_of(&mut self, case: &str) -> Result<Vec<String>, Infallible> {
        Ok(self.cases[case].reports.iter().map(|(key, _)| key.clone()).collect())
    }

    fn event_of(&mut self, case: &str) -> Result<Option<(String, Option<String>)>, Infallible> {
        let holds =
            |event: &&JoinedEvent| event.root.as_deref() == Some(case) || event.clients.iter().any(|key| key == case);
        Ok(self.events.values().find(holds).map(|event| (event.name.clone(), event.root.clone())))
    }

    fn bonds(&mut self, report: &str) -> Result<Vec<Bond>, Infallible> {
        Ok(self.bonds.iter().filter(|bond| bond.a == report || bond.b == report).cloned().collect())
    }
}

impl Tables {
    /// Writes a change as a casebook would.
    fn write(&mut self, delta: Delta) {
        let rows = |level: Level, entry: &Entry| {
            entry.keys.iter().map(|key| (level, *key, entry.place.clone())).collect::<Vec<_>>()
        };
        for entry in &delta.reports_gone {
            rows(Level::Report, entry)
                .iter()
                .for_each(|row| assert_eq!(self.blocks.remove(row).as_ref(), Some(&entry.gate)));
        }
        for entry in &delta.reports {
            for row in rows(Level::Report, entry) {
                assert_eq!(self.blocks.entry(row).or_insert(entry.gate.clone()), &entry.gate);
            }
        }
        for entry in &delta.cases_gone {
            rows(Level::Case, entry)
                .iter()
                .for_each(|row| assert_eq!(self.blocks.remove(row).as_ref(), Some(&entry.gate), "{row:?}"));
            assert!(self.cases.remove(&entry.place.key).is_some());
        }
        for case in delta.cases {
            for row in rows(Level::Case, &case.entry) {
                assert_eq!(self.blocks.entry(row).or_insert(case.entry.gate.clone()), &case.entry.gate);
            }
            self.cases.insert(case.entry.place.key.clone(), case);
        }
        for event in &delta.events_gone {
            assert!(self.events.remove(event).is_some(), "{event}");
        }
        for event in delta.events {
            assert!(self.events.insert(event.name.clone(), event).is_none());
        }
    }

    fn whole(told: &BTreeMap<String, Told>, bonds: &[Bond]) -> Self {
        let mut tables = Self { told: told.clone(), bonds: bonds.to_vec(), ..Self::default() };
        tables.write(link_all(told.values().cloned().collect(), bonds));
        tables
    }

    fn change(&mut self, gone: &[String], come: Vec<Told>, bonds: Option<Vec<Bond>>) {
        let mut rebound = Vec::new();
        if let Some(bonds) = bonds {
            let ends =
                |bonds: &[Bond]| bonds.iter().flat_map(|bond| [bond.a.clone(), bond.b.clone()]).collect::<Vec<_>>();
            rebound = [ends(&bonds), ends(&self.bonds)].concat();
            self.bonds = bonds;
        }
        let delta = relink(self, gone, come.clone(), &rebound).unwrap();
        self.write(delta);
        for key in gone {
            self.told.remove(key);
        }
        self.told.extend(come.into_iter().map(|told| (told.key.clone(), told)));
    }
}

/// Reports of a small world, in which much is shared.
fn told() -> impl Strategy<Value = Told> {
    let names = || {
        prop::sample::select(vec![
            "架空市",
            "架空市教育委員会",
            "見本町",
            "例示病院",
            "株式会社例示印刷",
            "Reiji Corp",
            "",
        ])
    };
    let company = prop::sample::select(vec!["", "例示印刷", "㈱例示印刷", "無関係社", "ハコブネ"]);
    let title = prop::sample::select(vec!["お詫び", "第二報", "「ハコブネ」への不正アクセス", "不正アクセスについて"]);
    let day = || (1u32..4, 1u32..28).prop_map(|(month, day)| format!("2026-{month:02}-{day:02}"));
    let cause = prop::sample::select(vec!["ransomware", "misdelivery", "unauthorized_access"]);
    let figures = prop::collection::vec((prop::sample::select(vec![20u64, 1200, 1201]), any::<bool>()), 0..3);
    let steps = prop::collection::vec(
        (prop::sample::select(vec!["occurred", "detected", "published", "data_period"]), day()),
        0..3,
    );
    let words = prop::collection::btree_set(0..6u32, 0..4);
    (names(), company, title, day(), cause, figures, steps, 0..12u32, words).prop_map(
        |(victim, company, title, day, cause, figures, steps, article, words)| Told {
            article: format!("article {article}"),
            victims: if victim.is_empty() { Vec::new() } else { vec![victim.into()] },
            contractors: if company.is_empty() { Vec::new() } else { vec![company.into()] },
            causes: vec![cause.into()],
            figures: figures
                .into_iter()
                .map(|(value, total)| Figure {
                    value,
                    subject: "persons".into(),
                    scope: if total { "total" } else { "own" }.into(),
                    bound: "exact".into(),
                    realis: "possible".into(),
                })
                .collect(),
            steps: steps
                .into_iter()
                .map(|(kind, date)| Step {
                    kind: kind.into(),
                    end: if kind == "data_period" { "2026-05-20".into() } else { String::new() },
                    date,
                    quote: "サーバーへの不正アクセスを検知".into(),
                })
                .collect(),
            title: title.into(),
            published_on: Some(day),
            publisher: Some(victim.into()),
            shingles: words.into_iter().collect(),
            ..Told::default()
        },
    )
}

fn world(n: usize) -> impl Strategy<Value = BTreeMap<String, Told>> {
    prop::collection::vec(told(), 2..n).prop_map(|all| {
        let keyed = all.into_iter().enumerate();
        keyed.map(|(at, told)| (format!("r{at:02}"), Told { key: format!("r{at:02}"), ..told })).collect()
    })
}

fn bonds() -> impl Strategy<Value = Vec<Bond>> {
    let bond = (0..20u32, 0..20u32, any::<bool>());
    prop::collection::vec(bond, 0..4).prop_map(|all| {
        all.into_iter().map(|(a, b, join)| Bond { a: format!("r{a:02}"), b: format!("r{b:02}"), join }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adding_one_by_one_gives_what_linking_everything_gives(
        world in world(24), bonds in bonds(), order in Just((0..24usize).collect::<Vec<_>>()).prop_shuffle()
    ) {
        let all: Vec<&Told> = world.values().collect();
        let mut tables = Tables { bonds: bonds.clone(), ..Tables::default() };
        for at in order.into_iter().filter(|at| *at < all.len()) {
            tables.change(&[], vec![all[at].clone()], None);
        }
        prop_assert_eq!(&tables, &Tables::whole(&world, &bonds));
    }

    #[test]
    fn taking_away_rereading_and_deciding_anew_give_what_linking_everything_gives(
        world in world(24), others in prop::collection::vec(told(), 5), picks in prop::collection::vec(0..24usize, 8),
        first in bonds(), second in bonds()
    ) {
        let mut tables = Tables::whole(&world, &first);
        let keys: Vec<String> = world.keys().cloned().collect();
        let mut picks = picks.into_iter().map(|at| keys[at % keys.len()].clone()).collect::<Vec<_>>();
        picks.dedup();
        let mut rest = picks.split_off(picks.len() / 2);
        rest.retain(|key| !picks.contains(key));
        // Some go, one after the other; others are read again, all at once; then people decide otherwise.
        for key in picks.iter().collect::<BTreeSet<_>>() {
            tables.change(std::slice::from_ref(key), Vec::new(), None);
            prop_assert_eq!(&tables, &Tables::whole(&tables.told, &first));
        }
        rest.sort();
        rest.dedup();
        let come = rest.iter().zip(others).map(|(key, told)| Told { key: key.clone(), ..told }).collect();
        tables.change(&rest, come, None);
        prop_assert_eq!(&tables, &Tables::whole(&tables.told, &first));
        tables.change(&[], Vec::new(), Some(second.clone()));
        prop_assert_eq!(&tables, &Tables::whole(&tables.told, &second));
    }

    #[test]
    fn the_order_of_the_input_makes_no_difference(world in world(24), bonds in bonds(), turn in 0..24usize) {
        let mut told: Vec<Told> = world.values().cloned().collect();
        let forward = link_all(told.clone(), &bonds);
        let turn = turn % told.len();
        told.rotate_left(turn);
        told.reverse();
        prop_assert_eq!(forward, link_all(told, &bonds));
    }

    #[test]
    fn no_gate_keeps_apart_what_a_comparison_joins(a in told(), b in told(), c in told()) {
        let known = [a, b, c].map(|told| Known::of(Told { key: told.title.clone(), article: told.title.clone(), ..told }));
        let weights = Weights::shipped();
        let joined = |decision| matches!(decision, Decision::Joined(_));
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            let (a, b) = (&known[a], &known[b]);
            prop_assert!(a.gate().lets(&b.gate()) || !joined(crate::compare::decide(a, b, weights)));
        }
        let (one, two) = (Facts::of(&known[..1]), Facts::of(&known[1..]));
        prop_assert!(one.gate().lets(&two.gate()) || !crate::roots::comparable(&one, &two));
    }

    #[test]
    fn what_a_person_decides_stands(world in world(24), bonds in bonds()) {
        let told: Vec<Told> = world.values().cloned().collect();
        let linked = link(told.clone(), &bonds);
        let case = |key: &str| told.iter().position(|told| told.key == key).map(|at| linked.case_of[at]);
        for bond in bonds.iter().filter(|bond| bond.a != bond.b) {
            if let (Some(a), Some(b)) = (case(&bond.a), case(&bond.b)) {
                let refused = bonds.iter().any(|other| !other.join);
                let stands = if bond.join { a == b || refused } else { a != b };
                prop_assert!(stands, "{:?}", bond);
            }
        }
    }
}
