//! What an address asks for beside its path: language, filters, page, report, mark.
//!
//! In:   the pairs of a query string, as browsers send them.
//! Out:  settings; what is empty or doubled is left out. A filter that no case can pass (an unknown code, a year that is none) is kept as
//!       `odd`, so that a list says so instead of showing everything.

use std::collections::BTreeMap;

use jikenbo_casebook::Filter;

use crate::link::Link;
use crate::words::{Language, Words};

/// Longest text of a filter, in characters.
const LONGEST_FILTER: usize = 100;

/// Settings of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// Words in the language asked for; Japanese if none is.
    pub(crate) words: Words,
    /// Code of a cause.
    pub(crate) cause: Option<String>,
    /// Code of a sector.
    pub(crate) sector: Option<String>,
    /// A year.
    pub(crate) year: Option<i16>,
    /// A part of a victim's name.
    pub(crate) victim: Option<String>,
    /// Page of a list, from 1.
    pub(crate) page: u32,
    /// Report of a case, from 1.
    pub(crate) report: usize,
    /// Value whose words stand out.
    pub(crate) mark: Option<usize>,
    /// A filter that makes no sense: its key and value.
    pub(crate) odd: Option<(&'static str, String)>,
}

impl Settings {
    /// Reads the pairs of a query string.
    pub(crate) fn of(pairs: Vec<(String, String)>) -> Self {
        let mut given: BTreeMap<String, String> = BTreeMap::new();
        for (key, value) in pairs {
            if !value.is_empty() {
                given.entry(key).or_insert(value);
            }
        }
        let mut text =
            |key: &str| given.remove(key).map(|value| value.chars().take(LONGEST_FILTER).collect::<String>());
        let language = match text("lang").as_deref() {
            Some("en") => Language::English,
            _ => Language::Japanese,
        };
        let mut odd = None;
        let mut coded = |key: &'static str, value: Option<String>| {
            let value = value?;
            if jikenbo_lexicon::labelled(key).any(|code| code == value) {
                return Some(value);
            }
            odd.get_or_insert((key, value));
            None
        };
        let (cause, sector) = (coded("cause", text("cause")), coded("sector", text("sector")));
        let year = text("year").and_then(|year| {
            let read = year.parse().ok().filter(|year: &i16| (1..=9999).contains(year));
            if read.is_none() {
                odd.get_or_insert(("year", year));
            }
            read
        });
        Self {
            words: Words(language),
            cause,
            sector,
            year,
            victim: text("victim").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
            page: text("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1),
            report: text("report").and_then(|report| report.parse().ok()).unwrap_or(1).max(1),
            mark: text("mark").and_then(|mark| mark.parse().ok()).filter(|mark| *mark > 0),
            odd,
        }
    }

    /// The filter of the list, without its page.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            cause: self.cause.clone(),
            sector: self.sector.clone(),
            year: self.year,
            victim: self.victim.clone(),
            newest_first: true,
            ..Filter::default()
        }
    }

    /// Whether any filter is set.
    pub(crate) fn is_filtered(&self) -> bool {
        self.cause.is_some() || self.sector.is_some() || self.year.is_some() || self.victim.is_some()
    }

    /// The same settings in the other language.
    pub(crate) fn in_other_language(&self) -> Self {
        let other = match self.words.0 {
            Language::Japanese => Language::English,
            Language::English => Language::Japanese,
        };
        Self { words: Words(other), ..self.clone() }
    }

    /// Address of a list with these filters, at a page.
    pub(crate) fn list(&self, path: &str, page: u32) -> String {
        Link::to(path, self.words)
            .with("cause", self.cause.as_deref())
            .with("sector", self.sector.as_deref())
            .with("year", self.year.map(|year| year.to_string()))
            .with("victim", self.victim.as_deref())
            .with("page", (page > 1).then(|| page.to_string()))
            .done()
    }

    /// Address of something of a case, at a report.
    pub(crate) fn case(&self, path: &str, report: usize) -> String {
        Link::to(path, self.words).with("report", (report > 1).then(|| report.to_string())).done()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Settings {
        Settings::of(pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn odd_settings_are_left_out() {
        let odd =
            of(&[("page", "0"), ("report", "-1"), ("mark", "0"), ("cause", ""), ("lang", "xx"), ("victim", "  ")]);
        assert_eq!(odd, of(&[]));
        assert!(!odd.is_filtered());
        assert_eq!(of(&[("page", "3"), ("page", "4")]).page, 3);
        assert_eq!(of(&[("victim", &"あ".repeat(10_000))]).victim.unwrap().chars().count(), LONGEST_FILTER);
    }

    #[test]
    fn filters_that_no_case_can_pass_are_told() {
        for (key, value) in
            [("year", "abc"), ("year", "0"), ("cause", "ransom"), ("sector", "町"), ("cause", "data_leak")]
        {
            assert_eq!(of(&[(key, value)]).odd, Some((key, value.to_owned())), "{key}={value}");
        }
        assert_eq!(of(&[("year", "2026"), ("cause", "ransomware"), ("sector", "municipality")]).odd, None);
    }

    #[test]
    fn settings_are_carried_on() {
        let settings = of(&[("lang", "en"), ("cause", "ransomware"), ("year", "2026"), ("page", "9")]);
        assert_eq!(settings.list("/cases", 2), "/cases?lang=en&cause=ransomware&year=2026&page=2");
        assert_eq!(settings.in_other_language().list("/cases.json", 1), "/cases.json?cause=ransomware&year=2026");
        assert_eq!(settings.case("/cases/2026-0001", 2), "/cases/2026-0001?lang=en&report=2");
    }
}
