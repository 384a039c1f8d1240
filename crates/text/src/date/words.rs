//! The words around dates, from the data files.
//!
//! In:   text that starts (or ends) at a word.
//! Out:  what the word means and its length.
//! Data: `data/eras.tsv`, `data/relative_dates.tsv`, `data/date_tails.tsv`, `data/date_edges.tsv`, `data/no_dates.tsv`, `data/times.tsv`.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{Edge, Part};

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
    AfterDay,
    AfterMonth,
    AfterYear,
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
    /// By first character, longest first.
    relative: BTreeMap<char, Vec<(&'static str, Relative)>>,
    rough: Vec<&'static str>,
    joins: Vec<&'static str>,
    pair_tails: Vec<&'static str>,
    edges: Vec<(&'static str, Edge)>,
    spoilers: Vec<(&'static str, Vec<Spoils>)>,
    placings: Vec<(&'static str, Placing)>,
    time_tails: Vec<&'static str>,
    /// One bit for each character from U+3000 with which a date may start.
    starts: [u64; 0x7000 / 64],
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::read);

pub(super) fn words() -> &'static Words {
    &WORDS
}

/// The rows of a table without comments and head.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

/// Whether `word` starts `rest`: the last byte is compared first, since most words fail there.
fn begins(rest: &str, word: &str) -> bool {
    let (rest, word) = (rest.as_bytes(), word.as_bytes());
    let Some(last) = word.len().checked_sub(1) else { return true };
    rest.get(last) == Some(&word[last]) && rest[0] == word[0] && rest.starts_with(word)
}

fn longest_first<T>(list: &mut [(&'static str, T)]) {
    list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
}

impl Words {
    fn read() -> Words {
        let mut words = Words {
            eras: Vec::new(),
            relative: BTreeMap::new(),
            rough: Vec::new(),
            joins: Vec::new(),
            pair_tails: Vec::new(),
            edges: Vec::new(),
            spoilers: Vec::new(),
            placings: Vec::new(),
            time_tails: Vec::new(),
            starts: [0; 0x7000 / 64],
        };
        for row in rows(include_str!("../../data/eras.tsv")) {
            let [name, letter, first_day, ..] = row[..] else { continue };
            let (Some(&letter), Ok(first_year)) = (letter.as_bytes().first(), first_day[..4].parse()) else { continue };
            words.eras.push(Era { name, letter, first_year });
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
            let Some(first) = word.chars().next() else { continue };
            let relative = Relative { unit, from_now: anchor == "now", offset };
            words.relative.entry(first).or_default().push((word, relative));
        }
        for row in rows(include_str!("../../data/date_tails.tsv")) {
            for role in row[1].split(',') {
                match role {
                    "circa" => words.rough.push(row[0]),
                    "join" => words.joins.push(row[0]),
                    _ => words.pair_tails.push(row[0]),
                }
            }
        }
        for row in rows(include_str!("../../data/date_edges.tsv")) {
            words.edges.push((row[0], if row[1] == "since" { Edge::Since } else { Edge::Until }));
        }
        for row in rows(include_str!("../../data/no_dates.tsv")) {
            let roles = row[1].split(',').map(|role| match role {
                "before" => Spoils::BeforeDay,
                "before_month" => Spoils::BeforeMonth,
                "after_month" => Spoils::AfterMonth,
                "after_year" => Spoils::AfterYear,
                _ => Spoils::AfterDay,
            });
            words.spoilers.push((row[0], roles.collect()));
        }
        for row in rows(include_str!("../../data/times.tsv")) {
            let placing = match row[1] {
                "morning" => Placing::Morning,
                "afternoon" => Placing::Afternoon,
                "evening" => Placing::Evening,
                "noon" => Placing::Noon,
                "tail" => {
                    words.time_tails.push(row[0]);
                    continue;
                }
                _ => Placing::Plain,
            };
            words.placings.push((row[0], placing));
        }
        words.relative.values_mut().for_each(|list| longest_first(list));
        longest_first(&mut words.placings);
        words.rough.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.joins.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let names = words.eras.iter().filter_map(|era| era.name.chars().next());
        let starts: Vec<u32> = names
            .chain(words.relative.keys().copied())
            .chain(words.placings.iter().filter_map(|(word, _)| word.chars().next()).filter(|c| !c.is_ascii()))
            .map(u32::from)
            .collect();
        for code in starts {
            if let Some(bit) = code.checked_sub(0x3000).filter(|bit| *bit < 0x7000) {
                words.starts[(bit / 64) as usize] |= 1 << (bit % 64);
            }
        }
        words
    }

    /// Whether an era or a relative word may start with the three-byte character at `at`.
    pub(super) fn may_start(&self, bytes: &[u8], at: usize) -> bool {
        let code = (u32::from(bytes[at]) & 0xf) << 12
            | (u32::from(bytes[at + 1]) & 0x3f) << 6
            | u32::from(bytes[at + 2]) & 0x3f;
        let bit = code.wrapping_sub(0x3000);
        bit < 0x7000 && self.starts[(bit / 64) as usize] >> (bit % 64) & 1 != 0
    }

    pub(super) fn era(&self, rest: &str) -> Option<(&Era, usize)> {
        self.eras.iter().find(|era| begins(rest, era.name)).map(|era| (era, era.name.len()))
    }

    pub(super) fn relative(&self, rest: &str) -> Option<(Relative, usize)> {
        let list = self.relative.get(&rest.chars().next()?)?;
        list.iter().find(|(word, _)| begins(rest, word)).map(|(word, relative)| (*relative, word.len()))
    }

    /// Length of a rough word at the start of `rest`.
    pub(super) fn rough(&self, rest: &str) -> Option<usize> {
        self.rough.iter().find(|word| begins(rest, word)).map(|word| word.len())
    }

    /// Length of a word that joins the ends of a period.
    pub(super) fn join(&self, rest: &str) -> Option<usize> {
        self.joins.iter().find(|word| begins(rest, word)).map(|word| word.len())
    }

    /// Whether a word starts `rest` behind which 「2/20」 is a date.
    pub(super) fn pair_tail(&self, rest: &str) -> bool {
        self.pair_tails.iter().any(|word| begins(rest, word))
    }

    pub(super) fn edge(&self, rest: &str) -> Edge {
        self.edges.iter().find(|(word, _)| begins(rest, word)).map_or(Edge::On, |(_, edge)| *edge)
    }

    /// Whether a word that denies a date ends `text` (in front) or starts it (behind).
    pub(super) fn spoils(&self, text: &str, role: Spoils) -> bool {
        self.spoilers.iter().any(|(word, roles)| {
            roles.contains(&role)
                && match role {
                    Spoils::BeforeDay | Spoils::BeforeMonth => text.ends_with(word),
                    Spoils::AfterDay | Spoils::AfterMonth | Spoils::AfterYear => begins(text, word),
                }
        })
    }

    pub(super) fn placing(&self, rest: &str) -> Option<(Placing, usize)> {
        self.placings.iter().find(|(word, _)| begins(rest, word)).map(|(word, placing)| (*placing, word.len()))
    }

    pub(super) fn time_tail(&self, rest: &str) -> usize {
        self.time_tails.iter().find(|word| begins(rest, word)).map_or(0, |word| word.len())
    }
}
