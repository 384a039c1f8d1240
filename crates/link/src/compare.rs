//! Do two reports tell of one case? Weighs what agrees and what does not (Fellegi–Sunter), and says why.
//!
//! In:   two reports.
//! Out:  a score in bits with its reasons.
//!
//! A decision rests on the two reports alone, so that adding a third never changes it.

use crate::told::{DETECTED, KINDS, Known, Name, OCCURRED, PUBLISHED, Told};
use crate::weights::{Feature, Weighed, threshold, weight};

/// One ground of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Code of the feature.
    pub feature: &'static str,
    /// Its name for people (委託先が同じ).
    pub label: &'static str,
    /// Weight in bits.
    pub weight: f64,
}

/// A decision on two reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Sum of the weights.
    pub score: f64,
    /// From this score on they are joined.
    pub threshold: f64,
    /// Every ground.
    pub reasons: Vec<Reason>,
    /// They may never stand in one case.
    pub apart: bool,
}

impl Comparison {
    /// Whether the two belong together.
    pub fn joined(&self) -> bool {
        !self.apart && self.score >= self.threshold
    }
}

/// Grounds collected; the reasons only where somebody asks for them.
pub(crate) struct Ledger {
    of: Weighed,
    pub(crate) score: f64,
    pub(crate) reasons: Option<Vec<Reason>>,
}

impl Ledger {
    pub(crate) fn new(of: Weighed, explain: bool) -> Self {
        Self { of, score: 0.0, reasons: explain.then(Vec::new) }
    }

    pub(crate) fn add(&mut self, feature: Feature) {
        let (weight, label) = weight(self.of, feature);
        self.score += weight;
        if let Some(reasons) = &mut self.reasons {
            reasons.push(Reason { feature: feature.code(), label, weight });
        }
    }
}

/// What linking needs to know of two reports.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Decision {
    /// They are one case, as surely as this.
    Joined(f64),
    /// Nothing is known.
    Open,
    /// They may never stand in one case.
    Apart,
}

/// Two reports published further apart than this are not compared.
const FAR: i64 = 800;

/// Compares two reports.
pub fn compare(a: &Told, b: &Told) -> Comparison {
    let (score, apart, ledger) = weigh(&Known::of(a.clone()), &Known::of(b.clone()), true);
    Comparison { score, threshold: threshold(Weighed::Reports), reasons: ledger.reasons.unwrap_or_default(), apart }
}

pub(crate) fn decide(a: &Known, b: &Known) -> Decision {
    if a.published.zip(b.published).is_some_and(|(a, b)| (a - b).abs() > FAR) {
        return Decision::Open;
    }
    match weigh(a, b, false) {
        (_, true, _) => Decision::Apart,
        (score, _, _) if score >= threshold(Weighed::Reports) => Decision::Joined(score),
        _ => Decision::Open,
    }
}

fn weigh(a: &Known, b: &Known, explain: bool) -> (f64, bool, Ledger) {
    let (a, b) = if a.order() <= b.order() { (a, b) } else { (b, a) };
    let mut ledger = Ledger::new(Weighed::Reports, explain);
    let victim = victims(a, b);
    if let Some(feature) = victim {
        ledger.add(feature);
    }
    let before = ledger.score;
    figures(a, b, &mut ledger);
    contractors(a, b, &mut ledger);
    let far = dates(a, b, &mut ledger);
    if a.families != 0 && b.families != 0 {
        ledger.add(if a.families & b.families != 0 { Feature::FamilySame } else { Feature::FamilyDiffers });
    }
    if meet(&a.malware, &b.malware) {
        ledger.add(Feature::MalwareSame);
    }
    if meet(&a.weaknesses, &b.weaknesses) {
        ledger.add(Feature::WeaknessSame);
    }
    if dice(&a.bigrams, &b.bigrams) >= 0.5 {
        ledger.add(Feature::TitleAlike);
    }
    if meet(&a.urls, &b.urls) {
        ledger.add(Feature::SourceSame);
    }
    if dice(&a.told.shingles, &b.told.shingles) >= 0.5 {
        ledger.add(Feature::TextSame);
    }
    if b.later && a.published.zip(b.published).is_some_and(|(a, b)| a < b && b - a <= 200) {
        ledger.add(Feature::TitleLater);
    }
    // Two reports of one article were told apart by its writer; grounds that speak against each other outweigh any chain.
    let apart = a.article == b.article && a.told.key != b.told.key
        || ledger.score - before <= -4.0
        || far && ledger.score - before < 3.0;
    let score = if victim.is_some() { ledger.score } else { ledger.score.min(0.0) };
    (score, apart, ledger)
}

fn meet(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|one| b.contains(one))
}

fn victims(a: &Known, b: &Known) -> Option<Feature> {
    let any = |test: fn(&Name, &Name) -> bool| a.victims.iter().any(|x| b.victims.iter().any(|y| test(x, y)));
    if any(|x, y| x.exact == y.exact) {
        Some(Feature::VictimSame)
    } else if any(|x, y| x.base == y.base) {
        Some(Feature::VictimKin)
    } else if a.victims.iter().any(|x| b.services.contains(&x.exact))
        || b.victims.iter().any(|y| a.services.contains(&y.exact))
    {
        Some(Feature::VictimService)
    } else {
        None
    }
}

fn figures(a: &Known, b: &Known, ledger: &mut Ledger) {
    let (mut large, mut small, mut other, mut comparable) = (0, 0, 0, false);
    for x in &a.counted {
        for y in &b.counted {
            comparable |= x.subject == y.subject && x.scope == y.scope;
            if x.value == y.value {
                match (x.subject == y.subject, x.value >= 1000) {
                    (true, true) => large += 1,
                    (true, false) => small += 1,
                    (false, true) => other += 1,
                    (false, false) => {}
                }
            }
        }
    }
    for _ in 0..large.min(2) {
        ledger.add(Feature::FigureLargeSame);
    }
    for _ in 0..small.min(2) {
        ledger.add(Feature::FigureSame);
    }
    if large + small == 0 {
        if other > 0 {
            ledger.add(Feature::FigureOtherUnit);
        } else if comparable {
            ledger.add(Feature::FiguresDiffer);
        }
    }
}

/// The contractors of the two; one that the other's title names as a service is the same.
fn contractors(a: &Known, b: &Known, ledger: &mut Ledger) {
    if a.contractors.is_empty() || b.contractors.is_empty() {
        return;
    }
    let named = |x: &Known, y: &Known| x.contractors.iter().any(|name| y.services.contains(&name.exact));
    let same = a.contractors.iter().any(|x| b.contractors.iter().any(|y| x.base == y.base));
    let same = same || named(a, b) || named(b, a);
    ledger.add(if same { Feature::ContractorSame } else { Feature::ContractorDiffers });
}

/// Adds what dates tell; whether they lie so far apart that only strong grounds join the two.
fn dates(a: &Known, b: &Known, ledger: &mut Ledger) -> bool {
    let mut shared = 0u32;
    for (kind, day) in &a.days {
        if b.days.binary_search(&(*kind, *day)).is_ok() {
            shared |= 1 << kind;
        }
    }
    let kinds = (shared & !(1 << PUBLISHED)).count_ones();
    for _ in 0..kinds.min(3) {
        ledger.add(Feature::DaySame);
    }
    let of = |kind: u8| shared & 1 << kind != 0;
    let gap = |kind: u8| a.first[usize::from(kind)].zip(b.first[usize::from(kind)]).map(|(x, y)| (x - y).abs());
    let occurred_far = gap(OCCURRED).is_some_and(|gap| gap > 31) && !of(OCCURRED) && !of(DETECTED);
    if occurred_far {
        ledger.add(Feature::OccurredFar);
    }
    if gap(DETECTED).is_some_and(|gap| gap > 21) && !of(DETECTED) {
        ledger.add(Feature::DetectedFar);
    }
    let Some((x, y)) = a.published.zip(b.published) else { return occurred_far };
    match (y - x).abs() {
        0 => ledger.add(Feature::PublishedSame),
        1..=60 => ledger.add(Feature::PublishedNear),
        371.. => ledger.add(Feature::PublishedFar),
        _ => {}
    }
    names_earlier(a, b, x as i32, y as i32, ledger);
    occurred_far
}

/// A later report names the day on which an earlier one was published.
fn names_earlier(a: &Known, b: &Known, x: i32, y: i32, ledger: &mut Ledger) {
    if x >= y {
        return;
    }
    let month = a.told.published_on.as_deref().and_then(|date| date.get(..7)).and_then(crate::told::first_day);
    if b.days(PUBLISHED).any(|day| day == x) {
        ledger.add(Feature::NamesEarlier);
    } else if month.is_some_and(|month| b.months.contains(&(month as i32))) {
        ledger.add(Feature::NamesMonth);
    } else if b.days(PUBLISHED).any(|day| day < y) {
        ledger.add(Feature::NamesAnother);
    }
}

/// Dice coefficient of two sorted sets; 0 if one is empty.
pub(crate) fn dice(a: &[u32], b: &[u32]) -> f64 {
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    if both == 0 { 0.0 } else { 2.0 * both as f64 / (a.len() + b.len()) as f64 }
}

const _: () = assert!(KINDS.len() <= 32, "a bit for each kind");
