//! One automaton over all terms.

use std::{collections::BTreeMap, sync::OnceLock};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use crate::{Class, Tag, terms};

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

/// All terms, ready to be found.
pub struct Lexicon {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    /// Where the tags of each pattern start in `tags`; one more entry than patterns.
    first_tag: Vec<u32>,
    tags: Vec<Tag>,
}

impl Lexicon {
    /// All terms; built once.
    pub fn full() -> &'static Lexicon {
        static FULL: OnceLock<Lexicon> = OnceLock::new();
        FULL.get_or_init(|| Lexicon::without(&[]))
    }

    /// All terms but those that only these development sources taught (`seen` names nothing else).
    /// The evaluation uses it to show what the lexicon is worth on a source that it has not seen.
    pub fn without(sources: &[&str]) -> Lexicon {
        let mut by_term: BTreeMap<&'static str, Vec<Tag>> = BTreeMap::new();
        for term in terms() {
            let kept = term.seen.split(',').any(|source| !sources.contains(&source.trim()));
            if kept && !term.term.is_empty() && term.tag.class() != Class::Words {
                by_term.entry(term.term).or_default().push(term.tag);
            }
        }
        let mut first_tag = vec![0];
        let mut tags = Vec::new();
        for list in by_term.values() {
            tags.extend_from_slice(list);
            first_tag.push(u32::try_from(tags.len()).expect("fewer than 2^32 terms"));
        }
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .build(by_term.keys())
            .expect("the terms are not empty and differ from one another");
        Lexicon { automaton, first_tag, tags }
    }

    /// Finds the terms in `text` (normal form) and appends them to `found`, sorted by start, longer first.
    ///
    /// Of one class only terms that lie inside no longer one of that class are kept.
    /// `text` must be shorter than 4 GiB.
    pub fn find(&self, text: &str, found: &mut Vec<Mention>) {
        let from = found.len();
        for hit in self.automaton.find_overlapping_iter(text) {
            let pattern = hit.value() as usize;
            for &tag in &self.tags[self.first_tag[pattern] as usize..self.first_tag[pattern + 1] as usize] {
                found.push(Mention { start: hit.start() as u32, end: hit.end() as u32, tag });
            }
        }
        found[from..].sort_unstable_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.tag));
        let mut reach = [0_u32; Class::COUNT];
        let mut last = [None; Class::COUNT];
        let mut kept = from;
        for index in from..found.len() {
            let mention = found[index];
            let class = mention.tag.class() as usize;
            // A term equal in place to the last kept one of its class (listed in two files) is kept beside it.
            let twin = last[class] == Some((mention.start, mention.end));
            if mention.end > reach[class] || twin {
                reach[class] = mention.end;
                last[class] = Some((mention.start, mention.end));
                found[kept] = mention;
                kept += 1;
            }
        }
        found.truncate(kept);
    }
}
