//! Terms that are looked up where a reader already stands, and never searched for.
//!
//! In:   a data file (`Tag`) and the text before or after a place.
//! Out:  the longest term that stands there.
//! Data: any file; those of `data/words/` are only looked up.
//!
//! They stay out of the automaton: common words such as 「が」「から」 would make it report half of every text.

use std::sync::OnceLock;

use crate::{Tag, terms};

/// The terms of one file, ready to be looked up.
#[derive(Default, Clone)]
struct List {
    /// Sorted by bytes.
    terms: Vec<&'static str>,
    /// First characters, sorted.
    firsts: Vec<char>,
    /// Last characters, sorted.
    lasts: Vec<char>,
    /// Longest term in bytes.
    longest: usize,
}

fn list(tag: Tag) -> &'static List {
    static LISTS: OnceLock<Vec<List>> = OnceLock::new();
    &LISTS.get_or_init(|| {
        let mut lists = vec![List::default(); Tag::COUNT];
        for term in terms().filter(|term| !term.term.is_empty()) {
            let list = &mut lists[term.tag as usize];
            list.terms.push(term.term);
            list.firsts.extend(term.term.chars().next());
            list.lasts.extend(term.term.chars().next_back());
            list.longest = list.longest.max(term.term.len());
        }
        for list in &mut lists {
            list.terms.sort_unstable();
            for letters in [&mut list.firsts, &mut list.lasts] {
                letters.sort_unstable();
                letters.dedup();
            }
        }
        lists
    })[tag as usize]
}

/// Whether `text` as a whole is a term of this file.
pub fn is_term(tag: Tag, text: &str) -> bool {
    list(tag).terms.binary_search(&text).is_ok()
}

/// Length in bytes of the longest term of this file with which `text` starts; 0 if none does.
pub fn longest_at_start(tag: Tag, text: &str) -> usize {
    let list = list(tag);
    let mut range = &list.terms[..];
    let mut longest = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if end > list.longest {
            break;
        }
        let prefix = &text[..end];
        let from = range.partition_point(|term| *term < prefix);
        let count = range[from..].partition_point(|term| term.starts_with(prefix));
        range = &range[from..from + count];
        match range.first() {
            None => break,
            Some(first) if first.len() == end => longest = end,
            Some(_) => {}
        }
    }
    longest
}

/// Length in bytes of the longest term of this file with which `text` ends; 0 if none does.
pub fn longest_at_end(tag: Tag, text: &str) -> usize {
    let list = list(tag);
    let Some(last) = text.chars().next_back() else { return 0 };
    if list.lasts.binary_search(&last).is_err() {
        return 0;
    }
    let starts = text.char_indices().rev().map(|(at, _)| at).take_while(|&at| text.len() - at <= list.longest);
    starts.filter(|&at| is_term(tag, &text[at..])).last().map_or(0, |at| text.len() - at)
}

/// Whether a term of this file stands anywhere in `text`. For a clause, not for a page: every place is tried.
pub fn stands_in(tag: Tag, text: &str) -> bool {
    let firsts = &list(tag).firsts;
    text.char_indices().any(|(at, c)| firsts.binary_search(&c).is_ok() && longest_at_start(tag, &text[at..]) > 0)
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
        check("市立病院", "市立", "病院");
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
}
