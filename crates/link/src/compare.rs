//! Do two reports tell of one case? Weighs what agrees and what does not (Fellegi–Sunter), and says why.
//!
//! In:   two reports.
//! Out:  a score in bits with its reasons.

use std::collections::BTreeMap;

use crate::names::{Identity, family};
use crate::told::{Figure, Known, Told, first_day};
use crate::weights::{threshold, weight};

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

/// Grounds collected for one level of the weights.
pub(crate) struct Ledger {
    level: &'static str,
    pub(crate) score: f64,
    pub(crate) reasons: Vec<Reason>,
}

impl Ledger {
    pub(crate) fn new(level: &'static str) -> Self {
        Self { level, score: 0.0, reasons: Vec::with_capacity(8) }
    }

    pub(crate) fn add(&mut self, feature: &'static str) {
        let (weight, label) = weight(self.level, feature);
        self.score += weight;
        self.reasons.push(Reason { feature, label, weight });
    }
}

/// Other names of contractors: a service's key → the key of the company that runs it, as some report says.
pub(crate) type Aliases = BTreeMap<String, String>;

/// Compares two reports by themselves, without what other reports say of the names in them.
pub fn compare(a: &Told, b: &Told) -> Comparison {
    compare_known(&Known::of(a.clone()), &Known::of(b.clone()), &Aliases::new())
}

pub(crate) fn compare_known(a: &Known, b: &Known, aliases: &Aliases) -> Comparison {
    let (a, b) = if a.order() <= b.order() { (a, b) } else { (b, a) };
    let mut ledger = Ledger::new("case");
    let victim = victims(a, b);
    if let Some(feature) = victim {
        ledger.add(feature);
    }
    let before = ledger.score;
    figures(a, b, &mut ledger);
    contractors(a, b, aliases, &mut ledger);
    let far = dates(a, b, &mut ledger);
    match families(&a.told.causes, &b.told.causes) {
        Some(true) => ledger.add("family_same"),
        Some(false) => ledger.add("family_differs"),
        None => {}
    }
    if a.told.malware.iter().any(|name| b.told.malware.contains(name)) {
        ledger.add("malware_same");
    }
    if a.told.vulnerabilities.iter().any(|name| b.told.vulnerabilities.contains(name)) {
        ledger.add("weakness_same");
    }
    if dice(&a.bigrams, &b.bigrams) >= 0.5 {
        ledger.add("title_alike");
    }
    if a.told.source_urls.iter().any(|url| b.told.source_urls.contains(url)) {
        ledger.add("source_same");
    }
    if dice(&a.told.shingles, &b.told.shingles) >= 0.5 {
        ledger.add("text_same");
    }
    if b.later && a.published.zip(b.published).is_some_and(|(a, b)| a < b && b - a <= 200) {
        ledger.add("title_later");
    }
    // Two reports of one article were told apart by its writer; grounds that speak against each other outweigh any chain.
    let apart = a.told.article == b.told.article && a.told.key != b.told.key
        || ledger.score - before <= -4.0
        || far && ledger.score - before < 3.0;
    let same_party = victim.is_some();
    let score = if same_party { ledger.score } else { ledger.score.min(0.0) };
    Comparison { score, threshold: threshold("case"), reasons: ledger.reasons, apart }
}

fn victims(a: &Known, b: &Known) -> Option<&'static str> {
    let any = |test: fn(&Identity, &Identity) -> bool| a.victims.iter().any(|x| b.victims.iter().any(|y| test(x, y)));
    if any(|x, y| x.exact == y.exact) {
        Some("victim_same")
    } else if any(|x, y| x.base == y.base) {
        Some("victim_kin")
    } else if a.victims.iter().any(|x| b.services.contains(&x.exact))
        || b.victims.iter().any(|y| a.services.contains(&y.exact))
    {
        Some("victim_service")
    } else {
        None
    }
}

fn counted(known: &Known) -> impl Iterator<Item = &Figure> {
    known.told.figures.iter().filter(|figure| figure.value >= 10 && figure.realis != "claimed")
}

fn figures(a: &Known, b: &Known, ledger: &mut Ledger) {
    let (mut large, mut small, mut other) = (0, 0, 0);
    for x in counted(a) {
        for y in counted(b).filter(|y| y.value == x.value) {
            match (x.subject == y.subject, x.value >= 1000) {
                (true, true) => large += 1,
                (true, false) => small += 1,
                (false, true) => other += 1,
                (false, false) => {}
            }
        }
    }
    for _ in 0..large.min(2) {
        ledger.add("figure_large_same");
    }
    for _ in 0..small.min(2) {
        ledger.add("figure_same");
    }
    if large + small == 0 {
        if other > 0 {
            ledger.add("figure_other_unit");
        } else if counted(a).any(|x| counted(b).any(|y| x.subject == y.subject && x.scope == y.scope)) {
            ledger.add("figures_differ");
        }
    }
}

/// The key of a contractor, a service by that of its company.
pub(crate) fn resolved<'k>(key: &'k str, aliases: &'k Aliases) -> &'k str {
    aliases.get(key).map_or(key, String::as_str)
}

fn contractors(a: &Known, b: &Known, aliases: &Aliases, ledger: &mut Ledger) {
    if a.contractors.is_empty() || b.contractors.is_empty() {
        return;
    }
    let same = |x: &Identity, y: &Identity| resolved(&x.base, aliases) == resolved(&y.base, aliases);
    let shared = a.contractors.iter().any(|x| b.contractors.iter().any(|y| same(x, y)));
    ledger.add(if shared { "contractor_same" } else { "contractor_differs" });
}

/// Adds what dates tell; whether they lie so far apart that only strong grounds join the two.
fn dates(a: &Known, b: &Known, ledger: &mut Ledger) -> bool {
    const SHARED: [&str; 7] =
        ["occurred", "detected", "contained", "identified", "exposure", "data_period", "reported"];
    let shared = |kind: &str| a.days(kind).any(|x| b.days(kind).any(|y| x == y));
    for _ in SHARED.iter().filter(|kind| shared(kind)).take(3) {
        ledger.add("day_same");
    }
    let first = |known: &Known, kind: &str| {
        known.told.steps.iter().filter(|step| step.kind == kind).filter_map(|step| first_day(&step.date)).min()
    };
    let gap = |kind| first(a, kind).zip(first(b, kind)).map(|(x, y)| (x - y).abs());
    let occurred_far = gap("occurred").is_some_and(|gap| gap > 31) && !shared("occurred") && !shared("detected");
    if occurred_far {
        ledger.add("occurred_far");
    }
    if gap("detected").is_some_and(|gap| gap > 21) && !shared("detected") {
        ledger.add("detected_far");
    }
    let Some((x, y)) = a.published.zip(b.published) else { return occurred_far };
    match (y - x).abs() {
        0 => ledger.add("published_same"),
        1..=60 => ledger.add("published_near"),
        371.. => ledger.add("published_far"),
        _ => {}
    }
    names_earlier(a, b, x, y, ledger);
    occurred_far
}

/// A later report names the day on which an earlier one was published.
fn names_earlier(a: &Known, b: &Known, x: i64, y: i64, ledger: &mut Ledger) {
    if x >= y {
        return;
    }
    let month = a.told.published_on.as_deref().and_then(|date| date.get(..7)).unwrap_or("?");
    let earlier = || b.told.steps.iter().filter(|step| step.kind == "published");
    if b.days("published").any(|day| day == x) {
        ledger.add("names_earlier");
    } else if earlier().any(|step| step.date == month) {
        ledger.add("names_month");
    } else if b.days("published").any(|day| day < y) {
        ledger.add("names_another");
    }
}

/// Whether the causes are of one family; `None` where one side gives none.
pub(crate) fn families(a: &[String], b: &[String]) -> Option<bool> {
    let of = |causes: &[String]| causes.iter().filter_map(|cause| family(cause)).collect::<Vec<_>>();
    let (a, b) = (of(a), of(b));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(a.iter().any(|family| b.contains(family)))
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
