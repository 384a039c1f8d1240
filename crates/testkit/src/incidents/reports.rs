//! The reports of what happened at one victim: its first, later ones, copies and retellings; with what is missing and what slips.

use std::collections::BTreeMap;

use jikenbo_link::{Figure, Step, Told};

use super::organisations::{Organisation, parts};
use super::{Happened, Made};
use crate::Random;

/// What is needed to write reports of one case.
pub(super) struct Scene<'w, 'r> {
    pub(super) happened: &'w Happened,
    pub(super) organisations: &'w BTreeMap<u64, Organisation>,
    pub(super) random: &'r mut Random,
}

/// Who writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Own,
    /// The same words elsewhere.
    Copier,
    /// The same facts in other words.
    Reteller,
}

impl Scene<'_, '_> {
    /// Writes all reports of the case.
    pub(super) fn play(&mut self, made: &mut Vec<Made>) {
        let mut persons = self.happened.persons;
        let mut day = self.happened.published;
        let mut text = self.happened.text.clone();
        let mut earlier = None;
        let mut number = 0;
        let more = match self.random.within(1, 100) {
            ..=60 => 0,
            61..=85 => 1,
            86..=95 => 2,
            _ => 3,
        };
        for turn in 0..=more {
            if turn > 0 {
                day += self.random.within(3, 70) as i64;
                if self.random.percent(30) {
                    persons += persons * self.random.within(1, 30) / 100 + 1;
                }
                // A later report repeats some of the first one's words.
                let kept = self.random.within(10, 30) as usize;
                text.truncate(kept);
                text.extend((kept..64).map(|_| self.random.next() as u32));
            }
            self.write(made, By::Own, turn, number, day, persons, &text, earlier);
            number += 1;
            let others = match self.random.within(1, 100) {
                ..=55 => 0,
                56..=80 => 1,
                81..=92 => 2,
                _ => self.random.within(3, 6),
            };
            for _ in 0..others {
                let by = if self.random.percent(50) { By::Copier } else { By::Reteller };
                let late = self.random.within(0, 4) as i64;
                self.write(made, by, turn, number, day + late, persons, &text, earlier);
                number += 1;
            }
            earlier = Some(day);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one report, said in full")]
    fn write(
        &mut self,
        made: &mut Vec<Made>,
        by: By,
        turn: u64,
        number: u32,
        day: i64,
        persons: u64,
        text: &[u32],
        earlier: Option<i64>,
    ) {
        let it = self.happened;
        let own = by == By::Own;
        let known = if by == By::Reteller { 70 } else { 90 };
        let organisation = &self.organisations[&it.victim];
        let key = format!("{}-{number}", it.case);
        let victims = if self.random.percent(2) { Vec::new() } else { organisation.written(day, own, self.random) };
        let contractors = match it.contractor {
            Some(contractor) if self.random.percent(known - 5) => {
                self.organisations[&contractor].written(day, false, self.random)
            }
            _ => Vec::new(),
        };
        let mut steps = vec![Step { kind: "published".into(), date: date(day), ..Step::default() }];
        for (kind, when) in [("occurred", it.occurred), ("detected", it.detected)] {
            if self.random.percent(known - 15) {
                steps.push(Step { kind: kind.into(), date: date(when + self.slip(own)), ..Step::default() });
            }
        }
        // One in three tells what the information covers, and of those one in twenty slips by a day.
        let mut told = Random::of(it.case ^ 0x746f_6c64, u64::from(number));
        if told.percent(33) {
            let end = date(it.span.1 + i64::from(told.percent(5)));
            steps.push(Step { kind: "data_period".into(), date: date(it.span.0), end, ..Step::default() });
        }
        if let Some(earlier) = earlier
            && self.random.percent(60)
        {
            steps.push(Step { kind: "published".into(), date: date(earlier), ..Step::default() });
        }
        let mut figures = Vec::new();
        if self.random.percent(known) {
            figures.push(self.figure(persons, "own", own));
        }
        if let Some(total) = it.total.filter(|total| *total != persons) {
            figures.push(self.figure(total, "total", own));
        }
        let plain = organisation.plain(day);
        let mut title = it.title.replace("{o}", plain).replace("{n}", &persons.to_string());
        title =
            title.replace("{s}", &it.service.as_ref().map_or(String::from("弊社サイト"), |name| format!("「{name}」")));
        if by == By::Reteller {
            title = self.random.one(parts("title")).0.replace("{o}", plain).replace("{n}", &persons.to_string());
            title = title.replace("{s}", plain);
        }
        if turn > 0 && self.random.percent(80) {
            title = format!("{title}({})", self.random.one(parts("later")).0);
        }
        let publisher = if own { victims.first().cloned() } else { Some(self.random.one(parts("site")).0.to_owned()) };
        let source = format!("https://www.example.co.jp/{}/{turn}.html", it.case);
        let share = match by {
            By::Own => 100,
            By::Copier => 93,
            By::Reteller => 6,
        };
        let mut shingles: Vec<u32> =
            text.iter().map(|one| if self.random.percent(share) { *one } else { self.random.next() as u32 }).collect();
        shingles.sort_unstable();
        let told = Told {
            article: key.clone(),
            key,
            victims,
            contractors,
            causes: if self.random.percent(known) { vec![it.cause.into()] } else { Vec::new() },
            consequences: vec![("possible_data_leak".into(), "possible".into())],
            malware: it.malware.filter(|_| self.random.percent(60)).map(str::to_owned).into_iter().collect(),
            vulnerabilities: it.weakness.clone().filter(|_| self.random.percent(40)).into_iter().collect(),
            figures,
            steps,
            title,
            published_on: (own || self.random.percent(95)).then(|| date(day)),
            publisher,
            source_urls: if !own && self.random.percent(50) { vec![source] } else { Vec::new() },
            shingles,
            on_page: 1,
            ..Told::default()
        };
        made.push(Made { told, case: it.case, event: it.event });
    }

    /// Days by which a date is wrong.
    fn slip(&mut self, own: bool) -> i64 {
        if self.random.percent(if own { 1 } else { 3 }) { self.random.within(1, 9) as i64 } else { 0 }
    }

    fn figure(&mut self, value: u64, scope: &str, own: bool) -> Figure {
        let slips = self.random.percent(if own { 1 } else { 4 });
        let rounds = !own && value >= 1_000 && self.random.percent(10);
        let power = 10_u64.pow(self.random.within(0, u64::from(value.max(1).ilog10())) as u32);
        let value = match () {
            () if rounds => value / 100 * 100,
            () if slips => value + power,
            () => value,
        };
        Figure {
            value,
            subject: if self.random.percent(93) { "persons" } else { "records" }.into(),
            scope: scope.into(),
            bound: if rounds { "approx" } else { "exact" }.into(),
            realis: "possible".into(),
        }
    }
}

/// `YYYY-MM-DD` of a day since 1970-01-01.
fn date(day: i64) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().days(day)).expect("made-up days are near our own").to_string()
}
