//! The incidents of one article: which sentences tell of which victim.
//!
//! In:   a laid-out notice.
//! Out:  one part an incident; most articles have one that holds every sentence.

use crate::notice::{Notice, Sentence};

/// The sentences that tell of one incident at one victim.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Indexes into the notice's sentences, rising.
    pub(crate) sentences: Vec<usize>,
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
}

/// Finds the parts; at least one.
pub(crate) fn find(notice: &Notice<'_>) -> Vec<Part> {
    vec![Part { sentences: (0..notice.sentences.len()).collect() }]
}
