//! Incidents of a made-up world with known truth, for measuring how well and how fast reports are linked.
//!
//! In:   a seed and how many reports are wanted.
//! Out:  what each report tells, with the case and the event that it is of; the same for the same seed, on every machine.
//! Data: `data/incidents.tsv`.
//!
//! Names stand in all their forms, figures and days have slips, fields are missing as they are from records that a program read. There are
//! follow-ups, copies and retellings, clients of one contractor, waves of like attacks on one day that have nothing to do with each other,
//! and organisations that slip twice within weeks. Nobody tuned the shares to real notices: they were chosen to be hard where those are.

mod organisations;
mod reports;

use std::collections::BTreeMap;

use jikenbo_link::Told;

use crate::Random;
use organisations::{Organisation, parts};
use reports::Scene;

/// A report with the truth about it.
#[derive(Debug, Clone)]
pub struct Made {
    /// What it tells.
    pub told: Told,
    /// Number of its case.
    pub case: u64,
    /// Number of the event at a contractor that its case goes back to; for all others one of their own.
    pub event: u64,
}

/// What happened at one victim.
#[derive(Debug, Clone)]
pub(crate) struct Happened {
    pub(crate) case: u64,
    pub(crate) event: u64,
    pub(crate) victim: u64,
    /// The contractor, with whether the reports say it.
    pub(crate) contractor: Option<u64>,
    pub(crate) cause: &'static str,
    pub(crate) malware: Option<&'static str>,
    pub(crate) weakness: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) occurred: i64,
    pub(crate) detected: i64,
    pub(crate) published: i64,
    /// First and last day of what the information covers, the same for all clients of a contractor.
    pub(crate) span: (i64, i64),
    pub(crate) persons: u64,
    /// Total over all clients.
    pub(crate) total: Option<u64>,
    pub(crate) title: &'static str,
    /// Fingerprints of the first notice.
    pub(crate) text: Vec<u32>,
}

/// So many reports of the world of a seed, event by event.
pub fn incidents(seed: u64, n: usize) -> Vec<Made> {
    let mut world =
        World { seed, organisations: BTreeMap::new(), many: (n as u64 / 8).max(40), cases: 0, made: Vec::new() };
    let mut event = 0;
    while world.made.len() < n {
        let mut random = Random::of(seed, event);
        match random.within(1, 100) {
            ..=74 => world.alone(event, &mut random),
            75..=86 => world.twice(event, &mut random),
            87..=95 => world.at_contractor(event, &mut random),
            _ => world.wave(event, &mut random),
        }
        event += 1;
    }
    world.made.truncate(n);
    world.made
}

struct World {
    seed: u64,
    organisations: BTreeMap<u64, Organisation>,
    /// How many organisations there are.
    many: u64,
    cases: u64,
    made: Vec<Made>,
}

impl World {
    /// An organisation; a few are met often.
    fn someone(&mut self, random: &mut Random) -> u64 {
        let number = if random.percent(20) {
            let share = random.within(0, 999) * random.within(0, 999) * random.within(0, 999);
            share * self.many / 1_000_000_000
        } else {
            random.within(0, self.many - 1)
        };
        let seed = self.seed;
        self.organisations.entry(number).or_insert_with(|| Organisation::of(seed, number));
        number
    }

    fn contractor(&mut self, random: &mut Random) -> u64 {
        loop {
            let number = self.someone(random);
            if self.organisations[&number].serves() {
                return number;
            }
        }
    }

    fn happen(&mut self, event: u64, victim: u64, random: &mut Random) -> Happened {
        let occurred = random.within(13_200, 20_400) as i64;
        let detected = occurred + random.within(0, 40) as i64;
        let size = random.within(1, 6) as u32;
        let mut text: Vec<u32> = self.organisations[&victim].phrases.clone();
        text.extend((0..52).map(|_| random.next() as u32));
        self.cases += 1;
        Happened {
            case: self.cases,
            event: event << 8,
            victim,
            contractor: None,
            cause: random.one(parts("cause")).0,
            malware: None,
            weakness: None,
            service: random.percent(15).then(|| format!("{}サービス", random.one(parts("stem")).0.repeat(2))),
            occurred,
            detected,
            published: detected + random.within(0, 60) as i64,
            span: span(self.seed, self.cases, occurred),
            persons: random.within(2, 10_u64.pow(size)),
            total: None,
            title: random.one(parts("title")).0,
            text,
        }
    }

    fn report(&mut self, happened: &Happened, random: &mut Random) {
        let organisations = &self.organisations;
        Scene { happened, organisations, random }.play(&mut self.made);
    }

    fn alone(&mut self, event: u64, random: &mut Random) {
        let victim = self.someone(random);
        let mut happened = self.happen(event, victim, random);
        if random.percent(20) {
            happened.contractor = Some(self.contractor(random));
        }
        self.report(&happened, random);
    }

    /// An organisation slips more than once within weeks.
    fn twice(&mut self, event: u64, random: &mut Random) {
        let victim = self.someone(random);
        let first = self.happen(event, victim, random);
        let from = self.made.len();
        self.report(&first, random);
        for turn in 1..=random.within(1, 2) {
            let mut again = self.happen(event, victim, random);
            again.event += turn;
            again.occurred = first.occurred + random.within(1, 90) as i64;
            again.detected = again.occurred + random.within(0, 14) as i64;
            again.published = again.detected + random.within(0, 30) as i64;
            if random.percent(60) {
                (again.cause, again.title) = (first.cause, first.title);
            }
            let second = self.made.len();
            self.report(&again, random);
            // One article tells of both.
            if random.percent(20) {
                self.made[second].told.article = self.made[from].told.article.clone();
                self.made[second].told.published_on = self.made[from].told.published_on.clone();
            }
        }
    }

    /// Clients of a contractor tell of their shares.
    fn at_contractor(&mut self, event: u64, random: &mut Random) {
        let contractor = self.contractor(random);
        let root = self.happen(event, contractor, random);
        let most = if random.percent(5) { 80 } else { 12 };
        let mut clients: Vec<Happened> = Vec::new();
        for _ in 0..random.within(2, most) {
            let victim = self.someone(random);
            if victim == contractor || clients.iter().any(|client| client.victim == victim) {
                continue;
            }
            let mut client = self.happen(event, victim, random);
            // Half of the words come from what the contractor sent to all.
            client.text.truncate(32);
            client.text.extend(&root.text[32..]);
            client.contractor = Some(contractor);
            client.cause = root.cause;
            client.service.clone_from(&root.service);
            (client.occurred, client.detected, client.span) = (root.occurred, root.detected, root.span);
            client.published = root.published + random.within(0, 25) as i64;
            client.persons = random.within(2, 20_000);
            clients.push(client);
        }
        let total = clients.iter().map(|client| client.persons).sum::<u64>() + random.within(0, 5_000);
        if random.percent(70) {
            self.report(&Happened { persons: total, total: Some(total), ..root }, random);
        }
        for mut client in clients {
            client.total = random.percent(60).then_some(total);
            self.report(&client, random);
        }
    }

    /// Victims of one kind of attack on one day, who have nothing to do with each other.
    fn wave(&mut self, event: u64, random: &mut Random) {
        let malware = random.one(parts("malware")).0;
        let weakness = format!("CVE-20{}-{}", random.within(10, 25), random.within(1000, 49_999));
        let day = random.within(13_200, 20_400) as i64;
        for turn in 0..random.within(3, 30) {
            let victim = self.someone(random);
            let mut happened = self.happen(event, victim, random);
            happened.event += turn;
            happened.cause = "ransomware";
            (happened.malware, happened.weakness) = (Some(malware), Some(weakness.clone()));
            happened.occurred = day + random.within(0, 2) as i64;
            happened.detected = happened.occurred + random.within(0, 2) as i64;
            happened.published = happened.detected + random.within(0, 20) as i64;
            if random.percent(10) {
                happened.contractor = Some(self.contractor(random));
            }
            self.report(&happened, random);
        }
    }
}

/// The days that information covers before something happened to it; drawn apart, so that the rest of a world stays as it is.
fn span(seed: u64, case: u64, occurred: i64) -> (i64, i64) {
    let mut random = Random::of(seed ^ 0x7370_616e, case);
    let last = occurred - random.within(0, 30) as i64;
    (last - random.within(5, 900) as i64, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worlds_are_the_same_for_the_same_seed_and_hold_what_is_hard() {
        let (one, again, other) = (incidents(1, 3_000), incidents(1, 3_000), incidents(2, 3_000));
        assert!(one.iter().zip(&again).all(|(a, b)| a.told == b.told && a.case == b.case));
        assert!(one.iter().zip(&other).any(|(a, b)| a.told != b.told));
        let keys: std::collections::BTreeSet<&str> = one.iter().map(|made| made.told.key.as_str()).collect();
        assert_eq!(keys.len(), one.len());
        let cases: std::collections::BTreeSet<u64> = one.iter().map(|made| made.case).collect();
        let events: std::collections::BTreeSet<u64> = one.iter().map(|made| made.event).collect();
        assert!((800..2_400).contains(&cases.len()), "{}", cases.len());
        assert!(events.len() < cases.len());
        let victims: Vec<&String> = one.iter().flat_map(|made| &made.told.victims).collect();
        for form in ["株式会社", "(株)", "㈱", ", Ltd.", "支店", "教育委員会"] {
            assert!(victims.iter().any(|name| name.contains(form)), "{form}");
        }
    }
}
