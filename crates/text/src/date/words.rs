//! The words around dates, from the data files.
//!
//! In:   text that starts (or ends) at a word.
//! Out:  what the word means and its length.
//! Data: `data/eras.tsv`, `data/relative_dates.tsv`, `data/date_tails.tsv`, `data/date_edges.tsv`, `data/no_dates.tsv`, `data/times.tsv`.

use std::sync::LazyLock;

use super::{Edge, Part};
use crate::{listed::Listed, number::numerals};

/// Unit of a relative word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Month,
    Year,
    /// 同 before a day.
    DayOf,
}

/// A word such as 同日 or 昨年.
#[derive(Debug, Clone, Copy)]
pub(super) struct Relative {
    pub(super) unit: Unit,
    pub(super) from_now: bool,
    pub(super) offset: i8,
}

impl Relative {
    pub(super) const fn part<T>(self) -> Part<T> {
        if self.from_now { Part::FromNow(self.offset) } else { Part::FromLast(self.offset) }
    }
}

/// How a word before an hour places it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placing {
    Morning,
    Afternoon,
    Evening,
    Plain,
    Noon,
}

/// Where a word that denies a date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spoils {
    BeforeDay,
    BeforeMonth,
    /// In front of a length in years and months: 懲役2年4月.
    BeforeTerm,
    AfterDay,
    AfterMonth,
    AfterYear,
    /// Behind what would be the last day of a period: 10日に延期.
    AfterEnd,
}

/// An era: name, letter of short forms, first year.
pub(super) struct Era {
    pub(super) name: &'static str,
    pub(super) letter: u8,
    pub(super) first_year: i16,
}

/// All tables.
pub(super) struct Words {
    pub(super) eras: Vec<Era>,
    /// Numbers of the eras by their names.
    era_names: Listed<usize>,
    /// All words with which a date may begin.
    openings: Listed<()>,
    /// Longest first.
    relative: Listed<Relative>,
    rough: Listed<()>,
    joins: Listed<()>,
    pair_tails: Listed<()>,
    edges: Listed<Edge>,
    /// By what they deny.
    spoilers: [Listed<()>; 7],
    placings: Listed<Placing>,
    time_tails: Listed<()>,
    /// One bit for each character of three bytes with which a date may start.
    starts: [u64; 0x1_0000 / 64],
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::read);

#[inline]
pub(super) fn words() -> &'static Words {
    &WORDS
}

/// The rows of a table without comments and head.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

fn longest_first<T>(mut list: Vec<(&'static str, T)>) -> Vec<(&'static str, T)> {
    list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    list
}

impl Words {
    fn read() -> Words {
        let (mut eras, mut relative, mut edges, mut placings) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let [mut rough, mut joins, mut pair_tails, mut time_tails] = [const { Vec::new() }; 4];
        let mut spoilers = [const { Vec::new() }; 7];
        for row in rows(include_str!("../../data/eras.tsv")) {
            let [name, letter, first_day, ..] = row[..] else { continue };
            let (Some(&letter), Ok(first_year)) = (letter.as_bytes().first(), first_day[..4].parse()) else { continue };
            eras.push(Era { name, letter, first_year });
        }
        for row in rows(include_str!("../../data/relative_dates.tsv")) {
            let [word, unit, anchor, offset, ..] = row[..] else { continue };
            let unit = match unit {
                "day" => Unit::Day,
                "month" => Unit::Month,
                "year" => Unit::Year,
                _ => Unit::DayOf,
            };
            let offset = offset.parse().unwrap_or(0);
            relative.push((word, Relative { unit, from_now: anchor == "now", offset }));
        }
        for row in rows(include_str!("../../data/date_tails.tsv")) {
            for role in row[1].split(',') {
                match role {
                    "circa" => rough.push((row[0], ())),
                    "join" => joins.push((row[0], ())),
                    _ => pair_tails.push((row[0], ())),
                }
            }
        }
        for row in rows(include_str!("../../data/date_edges.tsv")) {
            edges.push((row[0], if row[1] == "since" { Edge::Since } else { Edge::Until }));
        }
        for row in rows(include_str!("../../data/no_dates.tsv")) {
            for role in row[1].split(',') {
                let role = match role {
                    "before" => Spoils::BeforeDay,
                    "before_month" => Spoils::BeforeMonth,
                    "before_term" => Spoils::BeforeTerm,
                    "after_month" => Spoils::AfterMonth,
                    "after_year" => Spoils::AfterYear,
                    "after_end" => Spoils::AfterEnd,
                    _ => Spoils::AfterDay,
                };
                spoilers[role as usize].push((row[0], ()));
            }
        }
        for row in rows(include_str!("../../data/times.tsv")) {
            let placing = match row[1] {
                "morning" => Placing::Morning,
                "afternoon" => Placing::Afternoon,
                "evening" => Placing::Evening,
                "noon" => Placing::Noon,
                "tail" => {
                    time_tails.push((row[0], ()));
                    continue;
                }
                _ => Placing::Plain,
            };
            placings.push((row[0], placing));
        }
        let mut starts = [0; 0x1_0000 / 64];
        let first = |word: &&'static str| word.chars().next();
        let names = eras.iter().map(|era| era.name).chain(relative.iter().map(|(word, _)| *word));
        let words = names.chain(placings.iter().map(|(word, _)| *word)).filter_map(|word| first(&word));
        for c in words.chain(numerals()) {
            if let Some(row) = starts.get_mut(c as usize / 64) {
                *row |= 1 << (c as u32 % 64);
            }
        }
        let era_names: Vec<(&str, usize)> = eras.iter().enumerate().map(|(number, era)| (era.name, number)).collect();
        let openings = relative.iter().map(|(word, _)| *word).chain(placings.iter().map(|(word, _)| *word));
        let openings = openings.chain(eras.iter().map(|era| era.name)).chain(["元"]).map(|word| (word, ())).collect();
        let [before_day, before_month, before_term, after @ ..] = spoilers;
        let [after_day, after_month, after_year, after_end] = after.map(Listed::at_start);
        Words {
            eras,
            era_names: Listed::at_start(era_names),
            openings: Listed::at_start(openings),
            relative: Listed::at_start(longest_first(relative)),
            rough: Listed::at_start(longest_first(rough)),
            joins: Listed::at_start(longest_first(joins)),
            pair_tails: Listed::at_start(pair_tails),
            edges: Listed::at_start(edges),
            spoilers: [
                Listed::at_end(before_day),
                Listed::at_end(before_month),
                Listed::at_end(before_term),
                after_day,
                after_month,
                after_year,
                after_end,
            ],
            placings: Listed::at_start(longest_first(placings)),
            time_tails: Listed::at_start(time_tails),
            starts,
        }
    }

    /// Where from `at` on the first character stands that is no kana or kanji, or one with which an era or a relative word may start.
    #[inline]
    pub(super) fn next_start(&self, bytes: &[u8], mut at: usize) -> usize {
        while let Some(&[lead @ 0xe3..=0xe9, middle, last]) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let row = usize::from(lead & 0xf) << 6 | usize::from(middle & 0x3f);
            if self.starts[row] >> (last & 0x3f) & 1 != 0 {
                break;
            }
            at += 3;
        }
        at
    }

    pub(super) fn era(&self, rest: &str) -> Option<(&Era, usize)> {
        self.era_names.starts(rest).map(|(name, number)| (&self.eras[*number], name.len()))
    }

    /// Whether a word with which a date may begin starts `rest`.
    pub(super) fn opens(&self, rest: &str) -> bool {
        self.openings.starts(rest).is_some()
    }

    pub(super) fn relative(&self, rest: &str) -> Option<(Relative, usize)> {
        self.relative.starts(rest).map(|(word, relative)| (*relative, word.len()))
    }

    /// Length of a rough word at the start of `rest`.
    pub(super) fn rough(&self, rest: &str) -> Option<usize> {
        self.rough.starts(rest).map(|(word, ())| word.len())
    }

    /// Length of a word that joins the ends of a period.
    pub(super) fn join(&self, rest: &str) -> Option<usize> {
        self.joins.starts(rest).map(|(word, ())| word.len())
    }

    /// Whether a word starts `rest` behind which 「2/20」 is a date.
    pub(super) fn pair_tail(&self, rest: &str) -> bool {
        self.pair_tails.starts(rest).is_some()
    }

    pub(super) fn edge(&self, rest: &str) -> Edge {
        self.edges.starts(rest).map_or(Edge::On, |(_, edge)| *edge)
    }

    /// Whether a word that denies a date ends `text` (in front) or starts it (behind).
    pub(super) fn spoils(&self, text: &str, role: Spoils) -> bool {
        let list = &self.spoilers[role as usize];
        match role {
            Spoils::BeforeDay | Spoils::BeforeMonth | Spoils::BeforeTerm => list.ends(text).is_some(),
            Spoils::AfterDay | Spoils::AfterMonth | Spoils::AfterYear | Spoils::AfterEnd => list.starts(text).is_some(),
        }
    }

    pub(super) fn placing(&self, rest: &str) -> Option<(Placing, usize)> {
        self.placings.starts(rest).map(|(word, placing)| (*placing, word.len()))
    }

    pub(super) fn time_tail(&self, rest: &str) -> usize {
        self.time_tails.starts(rest).map_or(0, |(word, ())| word.len())
    }
}
