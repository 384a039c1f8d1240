//! What a report tells, as far as linking needs it.
//!
//! In:   fields of a record, by the codes of the published schema; extracted reports and reference records fill it alike.
//! Out:  the same with names, dates and titles made comparable.

use jikenbo_text::Normalised;

use crate::names::{Identity, identity};

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
    /// The words.
    pub quote: String,
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

/// A report made comparable.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) told: Told,
    pub(crate) victims: Vec<Identity>,
    pub(crate) contractors: Vec<Identity>,
    pub(crate) services: Vec<String>,
    pub(crate) published: Option<i64>,
    pub(crate) later: bool,
    pub(crate) bigrams: Vec<u32>,
    pub(crate) hash: u64,
}

impl Known {
    pub(crate) fn of(told: Told) -> Self {
        let title = Normalised::of(&told.title).into_text();
        let later = crate::names::says_later(&title);
        let services = bracketed(&title);
        let published = told.published_on.as_deref().and_then(day).or_else(|| {
            let days = told.steps.iter().filter(|step| step.kind == "published").filter_map(|step| day(&step.date));
            days.max()
        });
        let mut known = Self {
            victims: told.victims.iter().map(|name| identity(name)).filter(|id| !id.exact.is_empty()).collect(),
            contractors: told.contractors.iter().map(|name| identity(name)).filter(|id| !id.exact.is_empty()).collect(),
            services: services.iter().map(|name| identity(name).exact).collect(),
            published,
            later,
            bigrams: bigrams(&title),
            hash: 0,
            told,
        };
        known.hash = known.content_hash();
        known
    }

    /// Whole days on which steps of this kind happened.
    pub(crate) fn days(&self, kind: &str) -> impl Iterator<Item = i64> {
        self.told.steps.iter().filter(move |step| step.kind == kind).filter_map(|step| day(&step.date))
    }

    /// Reports are ordered by what they say, then by their key: never by when they came.
    pub(crate) fn order(&self) -> (i64, u64, &str) {
        (self.published.unwrap_or(i64::MAX), self.hash, &self.told.key)
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
    let mut parts = date.split('-');
    let [year, month, day] = [parts.next()?, parts.next()?, parts.next()?].map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (year?, month?, day?);
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let of_era = shifted - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// First day that a date of any precision may mean.
pub(crate) fn first_day(date: &str) -> Option<i64> {
    match date.len() {
        4 => day(&format!("{date}-01-01")),
        7 => day(&format!("{date}-01")),
        _ => day(date),
    }
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
