//! All terms of sentences in one tree, found in one pass.

use std::{collections::BTreeMap, sync::OnceLock};

use jikenbo_model::ByteRange;

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

impl Mention {
    /// The bytes of the text that it takes.
    pub fn range(&self) -> ByteRange {
        ByteRange::new(self.start as usize, self.end as usize)
    }
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
    /// Each with its slot: what hides a shorter term.
    tags: Vec<(Tag, u16)>,
    /// Number of slots.
    slots: usize,
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
        let slot_of = slots();
        let mut first_tag = vec![0];
        let mut tags = Vec::new();
        for list in by_term.values() {
            tags.extend(list.iter().map(|&tag| (tag, slot_of[tag as usize])));
            first_tag.push(u32::try_from(tags.len()).expect("fewer than 2^32 terms"));
        }
        let automaton = Automaton::new(&by_term.keys().copied().collect::<Vec<_>>());
        let slots = slot_of.iter().max().map_or(0, |&last| last as usize + 1);
        Lexicon { automaton, first_tag, tags, slots }
    }

    /// Finds the terms in `text` (normal form) and appends them to `found`, sorted by start, longer first.
    ///
    /// Of one class only terms that lie inside no longer one of that class are kept; of `deeds` and `things`, whose files are the
    /// parts of patterns and share words, of one file.
    /// `text` must be shorter than 4 GiB.
    pub fn find(&self, text: &str, found: &mut Vec<Mention>) {
        let hits = self.by_start(text);
        let mut last = vec![(0, 0); self.slots];
        for (start, back, term) in hits {
            let at = (start, u32::MAX - back);
            let tags = self.first_tag[term as usize] as usize..self.first_tag[term as usize + 1] as usize;
            for &(tag, slot) in &self.tags[tags] {
                let last = &mut last[slot as usize];
                // A term equal in place to the last kept one of its class (listed in two files) is kept beside it.
                if at.1 > last.1 || at == *last {
                    *last = at;
                    found.push(Mention { start: at.0, end: at.1, tag });
                }
            }
        }
    }

    /// Every term by its start, of one start the longest first: start, end (counted down from the largest number), number.
    fn by_start(&self, text: &str) -> Vec<(u32, u32, u32)> {
        let mut hits: Vec<(u32, u32, u32)> = Vec::with_capacity(text.len() / 4);
        for (start, end, term) in self.automaton.hits(text) {
            let hit = (start as u32, u32::MAX - end as u32, term);
            // Hits come by their ends: each goes before the few that start later within its bytes.
            let mut at = hits.len();
            hits.push(hit);
            while at > 0 && (hits[at - 1].0, hits[at - 1].1) > (hit.0, hit.1) {
                hits[at] = hits[at - 1];
                at -= 1;
            }
            hits[at] = hit;
        }
        hits
    }
}

/// What hides a shorter term, for each file: a longer one of the same class, or of the same file where files stand for parts of patterns.
fn slots() -> Vec<u16> {
    let mut next = Class::COUNT as u16;
    let mut own = || {
        next += 1;
        next - 1
    };
    Tag::all()
        .map(|tag| match tag.class() {
            Class::Deeds | Class::Things => own(),
            class => class as u16,
        })
        .collect()
}
