//! All terms of sentences in one tree, found in one pass.

use std::{collections::BTreeMap, sync::OnceLock};

use crate::{Automaton, Class, Tag, terms};

/// A term found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The data file that holds the term.
    pub tag: Tag,
}

/// Classes whose terms are not looked for in sentences: words are looked up beside a place (`lookup.rs`), the others tell how a page is
/// laid out and are looked for in its short lines (`jikenbo_segment`). Together they would be two mentions of five.
const NOT_IN_SENTENCES: [Class; 6] =
    [Class::Words, Class::Headings, Class::Furniture, Class::Issuers, Class::Kinds, Class::Tables];

/// The terms of sentences, ready to be found.
pub struct Lexicon {
    automaton: Automaton,
    /// Where the tags of each pattern start in `tags`; one more entry than patterns.
    first_tag: Vec<u32>,
    tags: Vec<Tag>,
}

impl Lexicon {
    /// All of them; built once.
    pub fn full() -> &'static Lexicon {
        static FULL: OnceLock<Lexicon> = OnceLock::new();
        FULL.get_or_init(|| Lexicon::without(&[]))
    }

    /// All but those that only these development sources taught (`seen` names nothing else).
    /// The evaluation uses it to show what the lexicon is worth on a source that it has not seen.
    pub fn without(sources: &[&str]) -> Lexicon {
        let mut by_term: BTreeMap<&'static str, Vec<Tag>> = BTreeMap::new();
        for term in terms() {
            let kept = term.seen.split(',').any(|source| !sources.contains(&source.trim()));
            if kept && !term.term.is_empty() && !NOT_IN_SENTENCES.contains(&term.tag.class()) {
                by_term.entry(term.term).or_default().push(term.tag);
            }
        }
        let mut first_tag = vec![0];
        let mut tags = Vec::new();
        for list in by_term.values() {
            tags.extend_from_slice(list);
            first_tag.push(u32::try_from(tags.len()).expect("fewer than 2^32 terms"));
        }
        let automaton = Automaton::new(&by_term.keys().copied().collect::<Vec<_>>());
        Lexicon { automaton, first_tag, tags }
    }

    /// Finds the terms in `text` (normal form) and appends them to `found`, sorted by start, longer first.
    ///
    /// Of one class only terms that lie inside no longer one of that class are kept; of `deeds` and `things`, whose files are the
    /// parts of patterns and share words, of one file.
    /// `text` must be shorter than 4 GiB.
    pub fn find(&self, text: &str, found: &mut Vec<Mention>) {
        let mut reach = [0_u32; SLOTS];
        let mut last = [(0, 0); SLOTS];
        let mut keep = |start: usize, end: usize, term: u32| {
            let (start, end) = (start as u32, end as u32);
            for &tag in &self.tags[self.first_tag[term as usize] as usize..self.first_tag[term as usize + 1] as usize] {
                let slot = slot_of(tag);
                // A term equal in place to the last kept one of its class (listed in two files) is kept beside it.
                if end > reach[slot] || last[slot] == (start, end) {
                    reach[slot] = end;
                    last[slot] = (start, end);
                    found.push(Mention { start, end, tag });
                }
            }
        };
        // The terms of one start come shorter ones first; the longer ones speak first.
        let mut held: Vec<(usize, u32)> = Vec::with_capacity(16);
        let mut held_at = 0;
        self.automaton.find(text, |start, end, term| {
            if start != held_at {
                held.drain(..).rev().for_each(|(end, term)| keep(held_at, end, term));
                held_at = start;
            }
            held.push((end, term));
        });
        held.drain(..).rev().for_each(|(end, term)| keep(held_at, end, term));
    }
}

/// One slot a class, and one a file.
const SLOTS: usize = Class::COUNT + Tag::COUNT;

/// What hides a shorter term: a longer one of the same class, or of the same file where files stand for parts of patterns.
fn slot_of(tag: Tag) -> usize {
    match tag.class() {
        Class::Deeds | Class::Things => Class::COUNT + tag as usize,
        class => class as usize,
    }
}
