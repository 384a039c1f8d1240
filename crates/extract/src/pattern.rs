//! Words that tell something only together: a thing and what is done to it, in one stretch of a sentence.
//!
//! In:   a sentence with its mentions.
//! Out:  where the words of a pattern stand, one after the other.
//! Data: lexicon classes `things` and `deeds`, but any file may be a part.
//!
//! | pattern                        | text                                       |
//! |--------------------------------|--------------------------------------------|
//! | another's · handed over        | 隣の窓口で待っていた別の方のものをお渡し   |
//! | carried thing · lost           | 用紙の束を途中で落とし                     |
//! | setting · wrong                | 共有の範囲を広くしたまま                   |

use jikenbo_lexicon::{Mention, Tag};
use jikenbo_model::ByteRange;

use crate::notice::{Notice, Sentence};

/// Most parts of a pattern that an index tells apart; a further one is looked for by the pattern itself.
const INDEXED: usize = 3;

/// Which patterns of a list may stand in a sentence, by the files of their parts: the others are not even asked.
pub(crate) struct Index {
    /// For each file the patterns of which it is the first part, the second, the third; one bit a pattern.
    parts: Vec<[u64; INDEXED]>,
    /// The patterns of which the first part is the last that is told apart, the second, the third.
    last: [u64; INDEXED],
}

impl Index {
    /// The index of these patterns, at most 64.
    pub(crate) fn of<'p>(patterns: impl Iterator<Item = &'p Pattern>) -> Self {
        let mut index = Self { parts: vec![[0; INDEXED]; Tag::COUNT], last: [0; INDEXED] };
        for (number, pattern) in patterns.enumerate() {
            assert!(number < 64, "a pattern has one bit of 64");
            index.last[pattern.parts.len().min(INDEXED) - 1] |= 1 << number;
            for (at, files) in pattern.parts.iter().enumerate().take(INDEXED) {
                files.iter().for_each(|&file| index.parts[file as usize][at] |= 1 << number);
            }
        }
        index
    }

    /// The numbers of the patterns whose parts stand in a sentence, one behind the other, rising.
    pub(crate) fn of_sentence(&self, mentions: &[Mention]) -> impl Iterator<Item = usize> + use<> {
        let mut begun = [0; INDEXED];
        for mention in mentions {
            let part = &self.parts[mention.tag as usize];
            for at in (1..INDEXED).rev() {
                begun[at] |= part[at] & begun[at - 1];
            }
            begun[0] |= part[0];
        }
        let whole = begun.iter().zip(self.last).fold(0, |whole, (begun, last)| whole | begun & last);
        let whole = std::iter::successors(Some(whole), |left| Some(left & left.wrapping_sub(1)));
        whole.take_while(|left| *left != 0).map(|left| left.trailing_zeros() as usize)
    }
}

/// Parts that follow one another, each one of several files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pattern {
    /// The files of each part.
    pub(crate) parts: &'static [&'static [Tag]],
    /// How many bytes may stand between two parts.
    pub(crate) reach: usize,
}

impl Pattern {
    /// Parts with up to `letters` Japanese characters between one and the next.
    pub(crate) const fn of(parts: &'static [&'static [Tag]], letters: usize) -> Self {
        Self { parts, reach: letters * 3 }
    }

    /// The files of its last part.
    pub(crate) const fn last(&self) -> &'static [Tag] {
        self.parts[self.parts.len() - 1]
    }

    /// Whether all its parts stand in the sentence, in any order.
    pub(crate) fn may_stand(&self, sentence: &Sentence) -> bool {
        self.parts.iter().all(|part| part.iter().any(|&tag| sentence.tags.has(tag)))
    }

    /// Where it stands first; `fits` may refuse a place.
    pub(crate) fn find(
        &self,
        notice: &Notice<'_>,
        sentence: &Sentence,
        mut fits: impl FnMut(ByteRange) -> bool,
    ) -> Option<ByteRange> {
        if !self.may_stand(sentence) {
            return None;
        }
        let mentions = notice.mentions(sentence);
        for (index, first) in mentions.iter().enumerate() {
            if !self.parts[0].contains(&first.tag) {
                continue;
            }
            let mut end = first.end as usize;
            let mut rest = mentions[index + 1..].iter();
            let whole = self.parts[1..].iter().all(|part| {
                let next = rest
                    .by_ref()
                    .take_while(|next| next.start as usize <= end + self.reach)
                    .find(|next| next.start as usize >= end && part.contains(&next.tag));
                next.is_some_and(|next| {
                    end = next.end as usize;
                    true
                })
            });
            let range = ByteRange::new(first.start as usize, end);
            if whole && fits(range) {
                return Some(range);
            }
        }
        None
    }
}
