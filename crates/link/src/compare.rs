//! Do two reports tell of one case? Weighs what agrees and what does not (Fellegi–Sunter), and says why.
//!
//! In:   two reports.
//! Out:  a score in bits with its reasons.
//!
//! A decision rests on the two reports alone, so that adding a third never changes it.

use crate::told::{DETECTED, KINDS, Known, Name, OCCURRED, PUBLISHED, Told};
use crate::weights::{Feature, GROUNDS, VICTIM, Weighed, Weights, label};

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
pub(crate) struct Ledger<'w> {
    of: Weighed,
    weights: &'w Weights,
    pub(crate) score: f64,
    /// The same by ground; `None` where nothing was said.
    pub(crate) grounds: [Option<f64>; GROUNDS],
    pub(crate) reasons: Option<Vec<Reason>>,
}

impl<'w> Ledger<'w> {
    pub(crate) fn new(of: Weighed, weights: &'w Weights, explain: bool) -> Self {
        Self { of, weights, score: 0.0, grounds: [None; GROUNDS], reasons: explain.then(Vec::new) }
    }

    pub(crate) fn add(&mut self, feature: Feature) {
        let weight = self.weights.of(self.of, feature);
        self.score += weight;
        *self.grounds[feature.ground()].get_or_insert(0.0) += weight;
        if let Some(reasons) = &mut self.reasons {
            reasons.push(Reason { feature: feature.code(), label: label(self.of, feature), weight });
        }
    }

    /// Adds what the families of causes of two sides (as bits, 0 where none is told), and malware or a weakness that both name, speak for.
    pub(crate) fn add_cause(&mut self, families: (u32, u32), malware: bool, weakness: bool) {
        if families.0 != 0 && families.1 != 0 {
            self.add(if families.0 & families.1 != 0 { Feature::FamilySame } else { Feature::FamilyDiffers });
        }
        if malware {
            self.add(Feature::MalwareSame);
        }
        if weakness {
            self.add(Feature::WeaknessSame);
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
    let weights = Weights::shipped();
    let weighed = weigh(&Known::of(a.clone()), &Known::of(b.clone()), weights, true);
    Comparison {
        score: weighed.score,
        threshold: weights.of(Weighed::Reports, Feature::Threshold),
        reasons: weighed.reasons.unwrap_or_default(),
        apart: weighed.apart,
    }
}

/// Whether two reports are worth comparing.
pub(crate) fn comparable(a: &Known, b: &Known) -> bool {
    a.published.zip(b.published).is_none_or(|(a, b)| (a - b).abs() <= FAR)
}

/// The same by the days of their places alone.
pub(crate) fn near_enough(a: i64, b: i64) -> bool {
    a == i64::MAX || b == i64::MAX || a.abs_diff(b) <= FAR.unsigned_abs()
}

pub(crate) fn decide(a: &Known, b: &Known, weights: &Weights) -> Decision {
    let threshold = weights.of(Weighed::Reports, Feature::Threshold);
    // Most pairs that are looked at share only words.
    if !comparable(a, b) || weights.need_an_organisation() && victims(a, b).is_none() {
        return Decision::Open;
    }
    let weighed = weigh(a, b, weights, false);
    if weighed.apart {
        Decision::Apart
    } else if weighed.score >= threshold {
        Decision::Joined(weighed.score)
    } else {
        Decision::Open
    }
}

/// Whether two reports must stay apart, and what speaks for or against one case by ground, the organisation last.
pub(crate) fn evidence_of(a: &Known, b: &Known, weights: &Weights) -> (bool, [Option<f64>; GROUNDS]) {
    let weighed = weigh(a, b, weights, false);
    (weighed.apart, weighed.grounds)
}

/// Two reports weighed.
pub(crate) struct Weighing {
    pub(crate) score: f64,
    /// What speaks for or against by ground; of the organisations only what speaks against them being one.
    pub(crate) grounds: [Option<f64>; GROUNDS],
    pub(crate) apart: bool,
    pub(crate) reasons: Option<Vec<Reason>>,
}

/// Weighs two reports.
pub(crate) fn weigh(a: &Known, b: &Known, weights: &Weights, explain: bool) -> Weighing {
    let (a, b) = if a.order() <= b.order() { (a, b) } else { (b, a) };
    let mut ledger = Ledger::new(Weighed::Reports, weights, explain);
    let victim = victims(a, b);
    if let Some(feature) = victim {
        ledger.add(feature);
    }
    let before = ledger.score;
    figures(a, b, &mut ledger);
    contractors(a, b, &mut ledger);
    dates(a, b, &mut ledger);
    ledger.add_cause((a.families, b.families), meet(&a.malware, &b.malware), meet(&a.weaknesses, &b.weaknesses));
    let alike = dice(&a.bigrams, &b.bigrams) >= 0.5;
    ledger.add(if alike { Feature::TitleAlike } else { Feature::TitleDiffers });
    if meet(&a.urls, &b.urls) {
        ledger.add(Feature::SourceSame);
    }
    if !a.told.shingles.is_empty() && !b.told.shingles.is_empty() {
        ledger.add(match dice(&a.told.shingles, &b.told.shingles) {
            0.7.. => Feature::TextSame,
            // Notices of one organisation share a third of their words whatever happened.
            0.4.. => Feature::TextPart,
            _ => Feature::TextDiffers,
        });
    }
    if b.later && a.published.zip(b.published).is_some_and(|(a, b)| a < b && b - a <= 200) {
        ledger.add(Feature::TitleLater);
    }
    let evidence = ledger.score - before;
    // Two reports of one article were told apart by its writer; grounds that speak against each other outweigh any chain.
    let apart =
        a.article == b.article && a.told.key != b.told.key || evidence <= weights.of(Weighed::Reports, Feature::Apart);
    if victim.is_none() {
        // One organisation may go by two names that only a third report ties together.
        ledger.add(Feature::VictimDiffers);
    } else {
        ledger.grounds[VICTIM] = Some(0.0);
    }
    let score = if victim.is_some() { ledger.score } else { ledger.score.min(0.0) };
    Weighing { score, grounds: ledger.grounds, apart, reasons: ledger.reasons }
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
    } else if open(a, b) || open(b, a) {
        Some(Feature::VictimOpen)
    } else {
        None
    }
}

/// Whether the names of two organisations cannot be compared: one report names none, or writes them in Latin letters only.
fn open(a: &Known, b: &Known) -> bool {
    a.victims.is_empty() || a.latin && !b.latin
}

fn figures(a: &Known, b: &Known, ledger: &mut Ledger) {
    let (mut same, mut large, mut other, mut near, mut comparable) = (0, false, false, false, false);
    for x in &a.counted {
        for y in &b.counted {
            let of_one = x.subject == y.subject;
            comparable |= of_one && x.scope == y.scope;
            near |= of_one && x.scope == y.scope && x.value.abs_diff(y.value) * 5 <= x.value.max(y.value);
            if x.value == y.value {
                same += u32::from(of_one);
                large |= of_one && x.value >= 1000;
                other |= !of_one && x.value >= 1000;
            }
        }
    }
    match (same, comparable) {
        (2.., _) if large => ledger.add(Feature::FiguresSame),
        (1.., _) => ledger.add(if large { Feature::FigureLargeSame } else { Feature::FigureSame }),
        _ if other => ledger.add(Feature::FigureOtherUnit),
        (_, true) => ledger.add(if near { Feature::FigureNear } else { Feature::FiguresDiffer }),
        _ => {}
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

/// Adds what dates tell.
fn dates(a: &Known, b: &Known, ledger: &mut Ledger) {
    let (mut shared, mut kinds) = (0u32, [0u32; 2]);
    for (kind, day) in &a.days {
        kinds[0] |= 1 << kind;
        if b.days.binary_search(&(*kind, *day)).is_ok() {
            shared |= 1 << kind;
        }
    }
    for (kind, _) in &b.days {
        kinds[1] |= 1 << kind;
    }
    let of = |kind: u8| shared & 1 << kind != 0;
    let gap = |kind: u8| a.first[usize::from(kind)].zip(b.first[usize::from(kind)]).map(|(x, y)| (x - y).abs());
    let occurred_far = gap(OCCURRED).is_some_and(|gap| gap > 31) && !of(OCCURRED) && !of(DETECTED);
    let detected_far = gap(DETECTED).is_some_and(|gap| gap > 21) && !of(DETECTED);
    match (shared & !(1 << PUBLISHED)).count_ones() {
        2.. => ledger.add(Feature::DaysSame),
        1 => ledger.add(Feature::DaySame),
        _ if occurred_far => ledger.add(Feature::OccurredFar),
        _ if detected_far => ledger.add(Feature::DetectedFar),
        _ if kinds[0] & kinds[1] & !(1 << PUBLISHED) != 0 => ledger.add(Feature::DaysDiffer),
        _ => {}
    }
    let Some((x, y)) = a.published.zip(b.published) else { return };
    match (y - x).abs() {
        0 => ledger.add(Feature::PublishedSame),
        1..=60 => ledger.add(Feature::PublishedNear),
        371.. => ledger.add(Feature::PublishedFar),
        _ => ledger.add(Feature::PublishedApart),
    }
    names_earlier(a, b, x as i32, y as i32, ledger);
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
        // Without branches: which of the two is less cannot be foreseen.
        let (x, y) = (a[i], b[j]);
        both += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    if both == 0 { 0.0 } else { 2.0 * both as f64 / (a.len() + b.len()) as f64 }
}

const _: () = assert!(KINDS.len() <= 32, "a bit for each kind");
