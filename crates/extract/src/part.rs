//! The incidents of one article: which sentences tell of which victim.
//!
//! In:   a laid-out notice, its cast.
//! Out:  one part an incident; most articles have one that holds every sentence.
//!
//! Where an article tells of several victims with figures of their own, each has a part. What they share (how the wave began, whose
//! service it was) is the first part's; the others know it as `shared`: read it for causes, never for figures or days.

mod cases;
mod openings;
mod shares;
mod split;
#[cfg(test)]
mod tests;

use jikenbo_model::ByteRange;

use crate::{
    notice::{Notice, Sentence},
    organisations::{Cast, Party},
};

/// The sentences that tell of one incident at one victim.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    /// Indexes into the notice's sentences, rising.
    pub(crate) sentences: Vec<usize>,
    /// Sentences that hold for it too, though their figures and days stand in the first part; indexes, rising.
    pub(crate) shared: Vec<usize>,
    /// Clauses that tell of it within a sentence that tells of several bodies; the figures of such a part stand in them alone.
    pub(crate) clauses: Vec<(usize, ByteRange)>,
    /// Its victim, where it is not the notice's own.
    pub(crate) victim: Option<Party>,
    /// Who works for it, as the whole article says: the body of which it tells first.
    pub(crate) contractor: Option<Party>,
    /// Whether its victim is the one that works for those of the other parts: its figures are over all of them.
    pub(crate) serves: bool,
    /// Whether the text names no victim of it: a case that statistics tell of.
    pub(crate) unnamed: bool,
}

impl Part {
    /// The sentences in reading order, asides included.
    pub(crate) fn all<'s>(&'s self, notice: &'s Notice<'_>) -> impl Iterator<Item = &'s Sentence> {
        self.sentences.iter().map(|&index| &notice.sentences[index])
    }

    /// The sentences that tell of this incident: no asides.
    pub(crate) fn told<'s>(&'s self, notice: &'s Notice<'_>) -> impl Iterator<Item = &'s Sentence> {
        self.all(notice).filter(|sentence| sentence.aside.is_none())
    }

    /// The sentences that figures are read from, each with the clause that they must stand in, if the sentence tells of several bodies.
    pub(crate) fn counted<'s>(
        &'s self,
        notice: &'s Notice<'_>,
    ) -> impl Iterator<Item = (&'s Sentence, Option<ByteRange>)> {
        let clauses = self.clauses.iter().map(|&(index, clause)| (&notice.sentences[index], Some(clause)));
        self.told(notice).map(|sentence| (sentence, None)).chain(clauses)
    }

    /// The sentences that say what came of it: its own, or those of the wave where it has none.
    pub(crate) fn telling<'s>(&'s self, notice: &'s Notice<'_>) -> impl Iterator<Item = &'s Sentence> {
        let of_wave = if self.sentences.is_empty() { &self.shared[..] } else { &[] };
        self.sentences
            .iter()
            .chain(of_wave)
            .map(|&index| &notice.sentences[index])
            .filter(|sentence| sentence.aside.is_none())
    }

    /// The sentences that tell of this incident or of the wave that it belongs to, in reading order: for causes, never for figures.
    pub(crate) fn told_or_shared<'s>(&'s self, notice: &'s Notice<'_>) -> impl Iterator<Item = &'s Sentence> {
        let mut indexes = std::borrow::Cow::Borrowed(&self.sentences);
        if !self.shared.is_empty() {
            let all = indexes.to_mut();
            all.extend(&self.shared);
            all.sort_unstable();
            all.dedup();
        }
        (0..indexes.len())
            .map(move |at| indexes[at])
            .map(|index| &notice.sentences[index])
            .filter(|sentence| sentence.aside.is_none())
    }

    /// Whether a sentence tells of this incident or of the wave that it belongs to.
    pub(crate) fn concerns(&self, index: usize) -> bool {
        // Most parts hold every sentence.
        self.sentences.get(index) == Some(&index)
            || self.sentences.binary_search(&index).is_ok()
            || self.shared.binary_search(&index).is_ok()
    }
}

/// Finds the parts; at least one.
pub(crate) fn find(notice: &Notice<'_>, cast: &Cast) -> Vec<Part> {
    let parts = split::split(notice, cast);
    if parts.is_empty() {
        vec![Part { sentences: (0..notice.sentences.len()).collect(), ..Part::default() }]
    } else {
        parts
    }
}
