//! Terms that are looked up where a reader already stands, and never searched for.
//!
//! In:   a data file (`Tag`) and the text before or after a place.
//! Out:  the longest term that stands there.
//! Data: any file; those of `data/words/` are only looked up.
//!
//! They stay out of the automaton: common words such as 「が」「から」 would make it report half of every text.

use std::sync::OnceLock;

use crate::{Tag, terms};

/// Characters, folded into 256 bits by the low bits of their numbers: it may hold one too many, never one too few.
#[derive(Default, Clone, Copy)]
struct Letters([u64; 4]);

impl Letters {
    fn of(letters: impl Iterator<Item = u8>) -> Self {
        let mut made = Self::default();
        letters.for_each(|low| made.0[low as usize / 64] |= 1 << (low % 64));
        made
    }

    fn may_hold(&self, low: u8) -> bool {
        self.0[low as usize / 64] >> (low % 64) & 1 != 0
    }

    /// How many bits stand below that of this character in its word.
    fn below(&self, low: u8) -> usize {
        (self.0[low as usize / 64] & ((1 << (low % 64)) - 1)).count_ones() as usize
    }
}

/// A term with its first or last eight bytes as one number: most comparisons end there.
#[derive(Clone, Copy)]
struct Keyed {
    key: u64,
    term: &'static str,
}

/// Bytes of a key.
const KEY: usize = size_of::<u64>();

/// The terms of one file by the character with which they start or end, longer ones first.
#[derive(Default)]
struct Side {
    terms: Vec<Keyed>,
    /// Where the terms of each bit of the file's `Letters` start; one more entry than bits.
    starts: Vec<u32>,
    /// How many bits stand in the words of the `Letters` before each.
    before: [usize; 4],
}

impl Side {
    fn new(terms: &[&'static str], letters: &Letters, low: impl Fn(&str) -> u8, key: impl Fn(&[u8]) -> u64) -> Self {
        let mut keyed: Vec<Keyed> = terms.iter().map(|term| Keyed { key: key(term.as_bytes()), term }).collect();
        keyed.sort_by_key(|keyed| (low(keyed.term), std::cmp::Reverse(keyed.term.len())));
        let mut starts = Vec::new();
        for (at, two) in (0..).zip(keyed.windows(2)) {
            if low(two[0].term) != low(two[1].term) {
                starts.push(at + 1);
            }
        }
        if !keyed.is_empty() {
            starts.insert(0, 0);
            starts.push(keyed.len() as u32);
        }
        let mut before = [0; 4];
        for word in 1..before.len() {
            before[word] = before[word - 1] + letters.0[word - 1].count_ones() as usize;
        }
        Self { terms: keyed, starts, before }
    }

    /// The terms under a character that `letters` may hold.
    fn group(&self, letters: &Letters, low: u8) -> &[Keyed] {
        let rank = self.before[low as usize / 64] + letters.below(low);
        &self.terms[self.starts[rank] as usize..self.starts[rank + 1] as usize]
    }
}

/// The lists, by tag; and with which characters the terms of each open and close: most look-ups end there, and the processor keeps it near.
struct Lists {
    firsts: Vec<Letters>,
    lasts: Vec<Letters>,
    by_first: Vec<Side>,
    by_last: Vec<Side>,
}

impl Lists {
    /// What is left to ask once the first character fits; apart, so that the way of most look-ups stays short.
    #[inline(never)]
    fn longest_at_start(&self, tag: Tag, text: &str, low: u8) -> usize {
        let terms = self.by_first[tag as usize].group(&self.firsts[tag as usize], low);
        longest_of(terms, text, head(text.as_bytes())).map_or(0, str::len)
    }

    /// What is left to ask once the last character fits.
    #[inline(never)]
    fn longest_at_end(&self, tag: Tag, text: &str, low: u8) -> usize {
        let end = tail(text.as_bytes());
        let terms = self.by_last[tag as usize].group(&self.lasts[tag as usize], low);
        let found = terms.iter().find(|keyed| {
            let length = keyed.term.len();
            if length < KEY {
                (end ^ keyed.key) << (8 * (KEY - length)) == 0
            } else {
                end == keyed.key && text.as_bytes().ends_with(keyed.term.as_bytes())
            }
        });
        found.map_or(0, |keyed| keyed.term.len())
    }
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut words = vec![Vec::new(); Tag::COUNT];
        for term in terms().filter(|term| !term.term.is_empty()) {
            words[term.tag as usize].push(term.term);
        }
        let firsts: Vec<Letters> =
            words.iter().map(|words| Letters::of(words.iter().map(|word| first(word.as_bytes()).0))).collect();
        let lasts: Vec<Letters> =
            words.iter().map(|words| Letters::of(words.iter().map(|word| last(word.as_bytes())))).collect();
        let by_first = words.iter().zip(&firsts);
        let by_first =
            by_first.map(|(words, letters)| Side::new(words, letters, |term| first(term.as_bytes()).0, head)).collect();
        let by_last = words.iter().zip(&lasts);
        let by_last =
            by_last.map(|(words, letters)| Side::new(words, letters, |term| last(term.as_bytes()), tail)).collect();
        Lists { firsts, lasts, by_first, by_last }
    })
}

/// The low bits of the first character, and its length in bytes.
#[inline(always)]
fn first(text: &[u8]) -> (u8, usize) {
    match *text {
        [one @ 0..0x80, ..] => (one, 1),
        [one @ ..0xe0, two, ..] => (low(one, two), 2),
        [..0xf0, two, three, ..] => (low(two, three), 3),
        [_, _, three, four, ..] => (low(three, four), 4),
        _ => (0, 1),
    }
}

/// The low bits of the last character.
#[inline]
fn last(text: &[u8]) -> u8 {
    match *text {
        [.., one @ 0..0x80] => one,
        [.., before, one] => low(before, one),
        _ => 0,
    }
}

fn low(before: u8, last: u8) -> u8 {
    before << 6 | last & 0x3f
}

/// The first eight bytes, the first in the highest place; what is missing is 0.
#[inline]
fn head(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(chunk) => u64::from_be_bytes(*chunk),
        None => text.iter().rev().fold(0, |key, &byte| key >> 8 | u64::from(byte) << 56),
    }
}

/// The last eight bytes, the last in the lowest place; what is missing is 0.
#[inline]
fn tail(text: &[u8]) -> u64 {
    match text.last_chunk() {
        Some(chunk) => u64::from_be_bytes(*chunk),
        None => text.iter().fold(0, |key, &byte| key << 8 | u64::from(byte)),
    }
}

/// The longest of these terms with which a text starts; `start` is its head. No term holds the byte 0.
fn longest_of(terms: &[Keyed], text: &str, start: u64) -> Option<&'static str> {
    let found = terms.iter().find(|keyed| {
        let length = keyed.term.len();
        if length < KEY {
            (start ^ keyed.key) >> (8 * (KEY - length)) == 0
        } else {
            start == keyed.key && text.as_bytes().starts_with(keyed.term.as_bytes())
        }
    });
    found.map(|keyed| keyed.term)
}

/// Whether `text` as a whole is a term of this file.
pub fn is_term(tag: Tag, text: &str) -> bool {
    let lists = lists();
    let (letters, low) = (&lists.firsts[tag as usize], first(text.as_bytes()).0);
    letters.may_hold(low) && {
        let start = head(text.as_bytes());
        let terms = lists.by_first[tag as usize].group(letters, low);
        terms.iter().any(|keyed| keyed.key == start && keyed.term == text)
    }
}

/// Length in bytes of the longest term of this file with which `text` starts; 0 if none does.
pub fn longest_at_start(tag: Tag, text: &str) -> usize {
    let lists = lists();
    let low = first(text.as_bytes()).0;
    if lists.firsts[tag as usize].may_hold(low) { lists.longest_at_start(tag, text, low) } else { 0 }
}

/// The first place in `text` where a term of this file stands, and the length of the longest there.
pub fn first_within(tag: Tag, text: &str) -> Option<(usize, usize)> {
    let lists = lists();
    let (letters, side) = (lists.firsts[tag as usize], &lists.by_first[tag as usize]);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (low, length) = first(&bytes[at..]);
        if letters.may_hold(low)
            && let Some(term) = longest_of(side.group(&letters, low), &text[at..], head(&bytes[at..]))
        {
            return Some((at, term.len()));
        }
        at += length;
    }
    None
}

/// Gives each place in `text` where terms of this file stand, with the length in bytes of the longest there.
pub fn each_within(tag: Tag, text: &str, mut take: impl FnMut(usize, usize)) {
    let mut from = 0;
    while let Some((at, length)) = first_within(tag, &text[from..]) {
        take(from + at, length);
        from += at + first(&text.as_bytes()[from + at..]).1;
    }
}

/// Whether a term of this file stands anywhere in `text`.
pub fn stands_in(tag: Tag, text: &str) -> bool {
    first_within(tag, text).is_some()
}

/// Length in bytes of the longest term of this file with which `text` ends; 0 if none does.
pub fn longest_at_end(tag: Tag, text: &str) -> usize {
    let lists = lists();
    let low = last(text.as_bytes());
    if lists.lasts[tag as usize].may_hold(low) { lists.longest_at_end(tag, text, low) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_longest_term_beside_a_place() {
        let check = |text: &str, start: &str, end: &str| {
            assert_eq!(&text[..longest_at_start(Tag::WordsGenericBody, text)], start, "{text}");
            assert_eq!(&text[text.len() - longest_at_end(Tag::WordsGenericBody, text)..], end, "{text}");
        };
        check("個人情報の漏えい", "個人情報", "漏えい");
        check("市立薬局", "市立", "薬局");
        check("架空亭", "", "");
        check("", "", "");
        check("原因", "原因", "原因");
    }

    #[test]
    fn tells_whether_a_term_stands_anywhere() {
        assert!(stands_in(Tag::WordsGenericBody, "第1の原因です"));
        assert!(!stands_in(Tag::WordsGenericBody, "架空亭"));
        assert!(!stands_in(Tag::WordsGenericBody, ""));
    }

    #[test]
    fn gives_each_place_of_a_term() {
        let mut found = Vec::new();
        each_within(Tag::SectorsHealthcare, "架空病院と見本医院", |at, length| {
            found.push(&"架空病院と見本医院"[at..at + length])
        });
        assert_eq!(found, ["病院", "医院"]);
        each_within(Tag::SectorsHealthcare, "", |_, _| panic!("nothing stands there"));
    }
}
