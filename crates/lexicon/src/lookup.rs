//! Terms that are looked up where a reader already stands, and never searched for.
//!
//! In:   a data file (`Tag`) and the text before or after a place.
//! Out:  the longest term that stands there.
//! Data: any file; those of `data/words/` are only looked up.
//!
//! They stay out of the automaton: common words such as 「が」「から」 would make it report half of every text.

use std::sync::OnceLock;

use crate::{Tag, TagSet, terms};

/// The terms of one file, ready to be looked up.
#[derive(Default, Clone)]
struct List {
    /// By first character, longer ones first; the range of each character stands in `heads`.
    by_first: Vec<&'static str>,
    heads: Vec<(char, u32, u32)>,
    /// By last character, longer ones first.
    by_last: Vec<&'static str>,
    tails: Vec<(char, u32, u32)>,
}

impl List {
    fn add_up(mut terms: Vec<&'static str>) -> Self {
        let first = |term: &str| term.chars().next();
        let last = |term: &str| term.chars().next_back();
        let mut list = List::default();
        terms.sort_unstable_by_key(|term| (first(term), std::cmp::Reverse(term.len())));
        list.heads = groups(&terms, first);
        list.by_first.clone_from(&terms);
        terms.sort_unstable_by_key(|term| (last(term), std::cmp::Reverse(term.len())));
        list.tails = groups(&terms, last);
        list.by_last = terms;
        list
    }

    fn starting(&self, c: char) -> &[&'static str] {
        group(&self.by_first, &self.heads, c)
    }

    fn ending(&self, c: char) -> &[&'static str] {
        group(&self.by_last, &self.tails, c)
    }
}

/// The stretches of terms that share a character.
fn groups(terms: &[&'static str], of: impl Fn(&str) -> Option<char>) -> Vec<(char, u32, u32)> {
    let mut found: Vec<(char, u32, u32)> = Vec::new();
    for (at, c) in terms.iter().enumerate().filter_map(|(at, term)| Some((at as u32, of(term)?))) {
        match found.last_mut() {
            Some(last) if last.0 == c => last.2 = at + 1,
            _ => found.push((c, at, at + 1)),
        }
    }
    found
}

fn group<'l>(terms: &'l [&'static str], groups: &[(char, u32, u32)], c: char) -> &'l [&'static str] {
    match groups.binary_search_by_key(&c, |group| group.0) {
        Ok(at) => &terms[groups[at].1 as usize..groups[at].2 as usize],
        Err(_) => &[],
    }
}

/// Characters, folded into 256 bits by the low bits of their numbers: it may hold one too many, never one too few.
#[derive(Default, Clone, Copy)]
struct Letters([u64; 4]);

impl Letters {
    fn of(letters: impl Iterator<Item = char>) -> Self {
        let mut made = Self::default();
        letters.for_each(|c| made.0[c as usize / 64 % 4] |= 1 << (c as u32 % 64));
        made
    }

    fn may_hold(&self, c: char) -> bool {
        self.0[c as usize / 64 % 4] >> (c as u32 % 64) & 1 != 0
    }
}

/// The lists, by tag; and with which characters the terms of each open and close: most look-ups end there, and the processor keeps it near.
struct Lists {
    lists: Vec<List>,
    firsts: Vec<Letters>,
    lasts: Vec<Letters>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut words = vec![Vec::new(); Tag::COUNT];
        for term in terms().filter(|term| !term.term.is_empty()) {
            words[term.tag as usize].push(term.term);
        }
        let firsts = words.iter().map(|words| Letters::of(words.iter().filter_map(|word| word.chars().next())));
        let lasts = words.iter().map(|words| Letters::of(words.iter().filter_map(|word| word.chars().next_back())));
        Lists { firsts: firsts.collect(), lasts: lasts.collect(), lists: words.into_iter().map(List::add_up).collect() }
    })
}

/// Whether `text` as a whole is a term of this file.
pub fn is_term(tag: Tag, text: &str) -> bool {
    let lists = lists();
    let Some(first) = text.chars().next() else { return false };
    lists.firsts[tag as usize].may_hold(first)
        && lists.lists[tag as usize].starting(first).iter().any(|term| term.len() == text.len() && *term == text)
}

/// Length in bytes of the longest term of this file with which `text` starts; 0 if none does.
pub fn longest_at_start(tag: Tag, text: &str) -> usize {
    let lists = lists();
    let Some(first) = text.chars().next() else { return 0 };
    if !lists.firsts[tag as usize].may_hold(first) {
        return 0;
    }
    lists.lists[tag as usize].starting(first).iter().find(|term| text.starts_with(**term)).map_or(0, |term| term.len())
}

/// Gives each of these files that has a term with which `text` starts, with the length in bytes of its longest one.
pub fn each_at_start(tags: &TagSet, text: &str, mut take: impl FnMut(Tag, usize)) {
    let lists = lists();
    let Some(first) = text.chars().next() else { return };
    for tag in tags.iter().filter(|tag| lists.firsts[*tag as usize].may_hold(first)) {
        let longest = lists.lists[tag as usize].starting(first).iter().find(|term| text.starts_with(**term));
        if let Some(term) = longest {
            take(tag, term.len());
        }
    }
}

/// The first place in `text` where a term of this file stands, and the length of the longest there.
pub fn first_within(tag: Tag, text: &str) -> Option<(usize, usize)> {
    let lists = lists();
    let (list, firsts) = (&lists.lists[tag as usize], lists.firsts[tag as usize]);
    text.char_indices().filter(|&(_, c)| firsts.may_hold(c)).find_map(|(at, c)| {
        let rest = &text[at..];
        list.starting(c).iter().find(|term| rest.starts_with(**term)).map(|term| (at, term.len()))
    })
}

/// Whether a term of this file stands anywhere in `text`.
pub fn stands_in(tag: Tag, text: &str) -> bool {
    first_within(tag, text).is_some()
}

/// Length in bytes of the longest term of this file with which `text` ends; 0 if none does.
pub fn longest_at_end(tag: Tag, text: &str) -> usize {
    let lists = lists();
    let Some(last) = text.chars().next_back() else { return 0 };
    if !lists.lasts[tag as usize].may_hold(last) {
        return 0;
    }
    lists.lists[tag as usize].ending(last).iter().find(|term| text.ends_with(**term)).map_or(0, |term| term.len())
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
    fn gives_each_file_with_a_term_at_a_place() {
        let tags = TagSet::of(&[Tag::SectorsHealthcare, Tag::SectorsMunicipality]);
        let check = |text: &str, expected: &[(Tag, &str)]| {
            let mut found = Vec::new();
            each_at_start(&tags, text, |tag, length| found.push((tag, &text[..length])));
            assert_eq!(found, expected, "{text}");
        };
        check("病院の", &[(Tag::SectorsHealthcare, "病院")]);
        check("𠮷野家", &[]);
        check("", &[]);
    }
}
