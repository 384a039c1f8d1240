//! What a report tells, as far as linking needs it.
//!
//! In:   fields of a record, by the codes of the published schema; extracted reports and reference records fill it alike.
//! Out:  the same with names, dates and titles made comparable.

use std::collections::HashMap;

use jikenbo_text::{Normalised, PartialDate};

use crate::gate::Gate;
use crate::names::identity;

/// A figure that counts something affected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// The figure.
    pub value: u64,
    /// Code of what is counted.
    pub subject: String,
    /// `own`, `total` or `part`.
    pub scope: String,
    /// Code of how exact it is.
    pub bound: String,
    /// Code of the status of the leak that it counts.
    pub realis: String,
}

/// A dated step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// Code of what happened.
    pub kind: String,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
    /// Last day of what went on for a time, in the same form; empty otherwise.
    pub end: String,
    /// The words.
    pub quote: String,
}

/// What an article says of who an organisation is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OtherName {
    /// The organisation.
    pub of: String,
    /// Another name of it, former or foreign; of an owner, its name.
    pub name: String,
    /// Whether it names the body whose subsidiary the organisation is.
    pub is_owner: bool,
}

/// What one report tells of one incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Names the report: unique, and the same whenever the report is read again.
    pub key: String,
    /// Names the article it stands in; two reports of one article are never one case.
    pub article: String,
    /// Organisations responsible.
    pub victims: Vec<String>,
    /// Named third parties.
    pub contractors: Vec<String>,
    /// Other names of organisations, and whose subsidiaries they are.
    pub other_names: Vec<OtherName>,
    /// Codes of the causes, the main one first.
    pub causes: Vec<String>,
    /// Codes of consequences with their realis, denied ones included.
    pub consequences: Vec<(String, String)>,
    /// Malware named.
    pub malware: Vec<String>,
    /// CVE ids and products.
    pub vulnerabilities: Vec<String>,
    /// Codes of kinds of information.
    pub data_types: Vec<String>,
    /// Codes of kinds that the text excludes.
    pub data_types_excluded: Vec<String>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Timeline.
    pub steps: Vec<Step>,
    /// The article's title.
    pub title: String,
    /// Day of publication.
    pub published_on: Option<String>,
    /// Who published the original.
    pub publisher: Option<String>,
    /// Addresses given as the source.
    pub source_urls: Vec<String>,
    /// Sorted fingerprints of the article's text; empty where there is none.
    pub shingles: Vec<u32>,
    /// How many reports stand on its page: a digest tells of many.
    pub on_page: u32,
}

/// Where a node stands among others: by the day of publication, then by what it says, then by its key; never by when it came.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Days since 1970-01-01; the greatest number where no day is known.
    pub day: i64,
    /// Hash of the content.
    pub hash: u64,
    /// The report's key; of a case, that of its first report.
    pub key: String,
}

/// Hashes of a name: its own, and that of the body it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) exact: u64,
    pub(crate) base: u64,
}

/// Identities of names already met.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<String, Option<Name>>);

impl Names {
    /// Names met in this many forms are enough to remember.
    const MOST: usize = 1 << 18;

    fn one(&mut self, name: &str) -> Option<Name> {
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let id = identity(name);
        let found = (!id.exact.is_empty())
            .then(|| Name { exact: hash(&[id.exact.as_bytes()]), base: hash(&[id.base.as_bytes()]) });
        if self.0.len() < Self::MOST {
            self.0.insert(name.to_owned(), found);
        }
        found
    }

    fn all(&mut self, names: &[String]) -> Vec<Name> {
        names.iter().filter_map(|name| self.one(name)).collect()
    }
}

/// A figure as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) value: u64,
    pub(crate) subject: u32,
    pub(crate) scope: u32,
}

/// Kinds of steps that are compared, by their place here.
pub(crate) const KINDS: [&str; 8] =
    ["occurred", "detected", "contained", "identified", "exposure", "data_period", "reported", "published"];
pub(crate) const OCCURRED: u8 = 0;
pub(crate) const DETECTED: u8 = 1;
pub(crate) const EXPOSURE: u8 = 4;
pub(crate) const DATA_PERIOD: u8 = 5;
pub(crate) const PUBLISHED: u8 = 7;

/// Fingerprints that are keys: the smallest, which texts that share most of them share too.
const SHINGLES: usize = 3;

/// A report made comparable.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) told: Told,
    pub(crate) victims: Vec<Name>,
    pub(crate) contractors: Vec<Name>,
    /// What a title names in 「…」.
    pub(crate) services: Vec<u64>,
    /// Bodies that own the victims.
    pub(crate) owners: Vec<u64>,
    /// The body of whoever published the original.
    pub(crate) publisher: Option<u64>,
    pub(crate) published: Option<i64>,
    /// The title says that it is a later report.
    pub(crate) later: bool,
    pub(crate) bigrams: Vec<u32>,
    /// Figures from 10 on that nobody only claims.
    pub(crate) counted: Vec<Counted>,
    /// Whole days of steps by their kind, sorted.
    pub(crate) days: Vec<(u8, i32)>,
    /// Periods of several days that information covers or that an attack went on, both ends known.
    pub(crate) spans: Vec<u64>,
    /// The first day that `occurred` and `detected` may mean.
    pub(crate) first: [Option<i32>; 2],
    /// Months, as days of their first, that a `published` step names without a day.
    pub(crate) months: Vec<i32>,
    /// Families of causes, one bit each.
    pub(crate) families: u32,
    pub(crate) malware: Vec<u64>,
    pub(crate) weaknesses: Vec<u64>,
    pub(crate) urls: Vec<u64>,
    pub(crate) article: u64,
    /// Every victim is written in Latin letters only.
    pub(crate) latin: bool,
    hash: u64,
}

impl Known {
    pub(crate) fn of(told: Told) -> Self {
        Self::by(told, &mut Names::default())
    }

    /// The same with what was learnt of names before.
    pub(crate) fn by(told: Told, names: &mut Names) -> Self {
        let title = Normalised::of(&told.title).into_text();
        let all = |texts: &[String]| texts.iter().map(|text| hash(&[text.as_bytes()])).collect::<Vec<_>>();
        let published = told.published_on.as_deref().and_then(day).or_else(|| {
            let days = told.steps.iter().filter(|step| step.kind == "published").filter_map(|step| day(&step.date));
            days.max()
        });
        let mut days = Vec::new();
        let mut months = Vec::new();
        let mut spans = Vec::new();
        let mut first = [None; 2];
        for step in &told.steps {
            let Some(kind) = KINDS.iter().position(|kind| *kind == step.kind) else { continue };
            if let Some(day) = day(&step.date) {
                days.push((kind as u8, day as i32));
                if [EXPOSURE, DATA_PERIOD].contains(&(kind as u8))
                    && let Some(end) = self::day(&step.end)
                    && end > day
                    && !calendar(step)
                {
                    spans.push(hash(&[b"s", &[kind as u8], &day.to_le_bytes(), &end.to_le_bytes()]));
                }
            } else if kind as u8 == PUBLISHED && step.date.len() == 7 {
                months.extend(first_day(&step.date).map(|day| day as i32));
            }
            if let (Some(first), Some(day)) = (first.get_mut(kind), first_day(&step.date)) {
                *first = Some(first.map_or(day as i32, |before: i32| before.min(day as i32)));
            }
        }
        days.sort_unstable();
        days.dedup();
        let counted = told.figures.iter().filter(|figure| figure.value >= 10 && figure.realis != "claimed");
        let mut victims = names.all(&told.victims);
        let named = victims.len();
        let mut contractors = names.all(&told.contractors);
        let mut owners = Vec::new();
        for other in &told.other_names {
            let (Some(of), Some(name)) = (names.one(&other.of), names.one(&other.name)) else { continue };
            if other.is_owner {
                owners.extend(victims.contains(&of).then_some(name.base));
                continue;
            }
            for parties in [&mut victims, &mut contractors] {
                let (present, other) = (parties.contains(&of), parties.contains(&name));
                if present != other {
                    parties.push(if present { name } else { of });
                }
            }
        }
        let mut known = Self {
            latin: !told.victims.is_empty()
                && victims.len() == named
                && told.victims.iter().all(|name| name.is_ascii()),
            victims,
            contractors,
            owners,
            services: bracketed(&title).iter().filter_map(|name| names.one(name)).map(|name| name.exact).collect(),
            publisher: told.publisher.as_deref().map(|name| names.one(name).map_or(0, |name| name.base)),
            published,
            later: crate::names::says_later(&title),
            bigrams: bigrams(&title),
            counted: counted
                .map(|figure| Counted {
                    value: figure.value,
                    subject: hash(&[figure.subject.as_bytes()]) as u32,
                    scope: hash(&[figure.scope.as_bytes()]) as u32,
                })
                .collect(),
            days,
            spans,
            first,
            months,
            families: told.causes.iter().filter_map(|cause| crate::names::family(cause)).fold(0, |all, one| all | one),
            malware: all(&told.malware),
            weaknesses: all(&told.vulnerabilities),
            urls: all(&told.source_urls),
            article: hash(&[told.article.as_bytes()]),
            hash: 0,
            told,
        };
        known.hash = known.content_hash();
        known
    }

    /// Whole days on which steps of this kind happened.
    pub(crate) fn days(&self, kind: u8) -> impl Iterator<Item = i32> {
        self.days.iter().filter(move |(of, _)| *of == kind).map(|(_, day)| *day)
    }

    /// Reports are ordered by what they say, then by their key: never by when they came.
    pub(crate) fn order(&self) -> (i64, u64, &str) {
        (self.published.unwrap_or(i64::MAX), self.hash, &self.told.key)
    }

    pub(crate) fn place(&self) -> Place {
        let (day, hash, key) = self.order();
        Place { day, hash, key: key.to_owned() }
    }

    /// Under which keys it is looked for, sorted.
    pub(crate) fn keys(&self) -> Vec<u64> {
        let names = self.victims.iter().flat_map(|name| [name.exact, name.base]);
        let mut keys: Vec<u64> = names.chain(self.services.iter().copied()).collect();
        keys.extend(self.urls.iter().map(|url| hash(&[b"u", &url.to_le_bytes()])));
        keys.extend(self.told.shingles.iter().take(SHINGLES).map(|one| hash(&[b"f", &one.to_le_bytes()])));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whom it may be joined with: one of its organisations has to be known there (`compare::victims`).
    pub(crate) fn gate(&self) -> Gate {
        if self.victims.is_empty() {
            return Gate::open();
        }
        let names = self.victims.iter().flat_map(|name| [name.exact, name.base]);
        Gate::of(names.chain(self.services.iter().copied()), [], self.latin)
    }

    fn content_hash(&self) -> u64 {
        let mut hash = Fnv::new();
        for text in self.told.victims.iter().chain(&self.told.contractors).chain([&self.told.title, &self.told.key]) {
            hash.eat(text.as_bytes());
        }
        for figure in &self.told.figures {
            hash.eat(&figure.value.to_le_bytes());
        }
        hash.0
    }
}

/// The hash of parts.
pub(crate) fn hash(parts: &[&[u8]]) -> u64 {
    let mut hash = Fnv::new();
    for part in parts {
        hash.eat(part);
    }
    hash.0
}

/// FNV-1a: a stable hash, the same on every machine.
pub(crate) struct Fnv(pub(crate) u64);

impl Fnv {
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn eat(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0xff]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// Days since 1970-01-01 of a whole date; `None` for a month or a year alone.
pub(crate) fn day(date: &str) -> Option<i64> {
    date.parse::<PartialDate>().ok().filter(|date| date.day.is_some())?.day_number().map(i64::from)
}

/// First day that a date of any precision may mean.
pub(crate) fn first_day(date: &str) -> Option<i64> {
    date.parse::<PartialDate>().ok()?.day_number().map(i64::from)
}

/// Whether a period is one of whole months, as business years are: many have it.
fn calendar(step: &Step) -> bool {
    let is_last = |end: PartialDate| PartialDate { day: None, ..end }.last_day() == end.first_day();
    step.date.ends_with("-01") && step.end.parse().is_ok_and(is_last)
}

/// What stands in 「…」: services and products that a title names.
fn bracketed(title: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = title;
    while let Some(start) = rest.find('「') {
        rest = &rest[start + '「'.len_utf8()..];
        let Some(end) = rest.find('」') else { break };
        if (3..=30).contains(&rest[..end].chars().count()) && found.len() < 4 {
            found.push(rest[..end].to_owned());
        }
        rest = &rest[end..];
    }
    found
}

fn bigrams(title: &str) -> Vec<u32> {
    let letters: Vec<char> = title.chars().filter(|c| c.is_alphanumeric()).take(120).collect();
    let mut pairs: Vec<u32> =
        letters.windows(2).map(|pair| (pair[0] as u32).wrapping_mul(0x9e37_79b1) ^ pair[1] as u32).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_whole_months_are_told_from_others() {
        let check = |date: &str, end: &str, expected: bool| {
            let step = Step { date: date.to_owned(), end: end.to_owned(), ..Step::default() };
            assert_eq!(calendar(&step), expected, "{date} {end}");
        };
        check("2025-04-01", "2026-03-31", true);
        check("2024-02-01", "2024-02-29", true);
        check("2026-01-01", "2026-01-28", false);
        check("2026-01-01", "2026-03-29", false);
        check("2026-01-05", "2026-01-31", false);
        check("2026-01-01", "", false);
    }
}
