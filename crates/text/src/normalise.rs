//! One normal form for Japanese text, with the way back to every byte of the source.
//!
//! In:   text as it stands on a page (UTF-8).
//! Out:  its normal form (NFKC and the folds of `fold.rs`) and the map between the bytes of the two.
//! Data: `data/radicals.tsv`.
//!
//! Lines are kept: the n-th line of the normal form is the n-th line of the source (a line ends at `\n`; the `\r` before it goes).
//! Most text is in normal form already: a scanner over bytes jumps from one character that needs a look to the next,
//! and only those go through the slower way.

mod fold;
mod map;
mod scan;
#[cfg(test)]
mod tests;

use crate::ByteRange;
use fold::{Folder, Step};
use map::{Kind, OffsetMap};

/// Text in normal form together with the map back to the text as read.
#[derive(Debug, Clone)]
pub struct Normalised {
    text: String,
    map: OffsetMap,
}

impl Normalised {
    /// Normalises a whole page. Normalising the result again changes nothing.
    ///
    /// | source | normal form | |
    /// |---|---|---|
    /// | `２０２４年`, `ｶﾞｲﾄﾞ`, `㈱`, `㍻` | `2024年`, `ガイド`, `(株)`, `平成` | NFKC |
    /// | `⺠`, `⼾` | `民`, `戸` | radicals that PDF files write for characters |
    /// | `−` `–` `—` `―` `‐` | `-` | but not `ー` |
    /// | `〜` `～` | `~` | |
    /// | `②30件`, `❸`, `⒈`, `㊊` | `(2)30件`, `(3)`, `(1)`, `(月)` | enclosed signs never fuse with what follows |
    /// | `10²` | `10^2` | nor do raised digits |
    /// | any space | one U+0020 each | |
    /// | zero-width characters, bidirectional controls, variation selectors, `\r` before `\n` | nothing | |
    pub fn of(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut at = scan::plain_until(bytes, 0);
        if at == bytes.len() {
            return Self { text: source.to_owned(), map: OffsetMap::default() };
        }
        let mut text = String::with_capacity(source.len());
        let mut map = OffsetMap::default();
        let mut folder = Folder::new();
        text.push_str(&source[..at]);
        map.push(0, 0, Kind::Same);
        while at < bytes.len() {
            let (dst, src) = (text.len(), at);
            if let Some(ascii) = scan::full_width(bytes, at) {
                text.push(char::from(ascii));
                at += 3;
                map.push(dst, src, Kind::Third);
            } else {
                match folder.step(&source[at..], &mut text) {
                    Step::Dropped(len) => {
                        at += len;
                        map.push(dst, src, Kind::Dropped);
                    }
                    Step::Folded(len) => {
                        at += len;
                        map.push(dst, src, Kind::of(len, &text[dst..]));
                    }
                    Step::JoinsBackwards(len) => {
                        let (dst, src) = map.pop_last_character(&text, at);
                        text.truncate(dst);
                        at += len;
                        folder.cluster(&source[src..at], &mut text);
                        map.push(dst, src, Kind::Whole);
                    }
                }
            }
            let next = scan::plain_until(bytes, at);
            if next > at {
                map.push(text.len(), at, Kind::Same);
                text.push_str(&source[at..next]);
                at = next;
            }
        }
        map.finish(text.len(), bytes.len());
        Self { text, map }
    }

    /// The normal form.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source from which `range` of the normal form was made; the smallest range of whole characters.
    ///
    /// `range` stands on character boundaries of [`Self::text`]. A part of what one character became (the `1` of `(1)` from ①)
    /// gives that whole character; an empty range gives an empty range.
    pub fn source_range(&self, range: ByteRange) -> ByteRange {
        if range.is_empty() {
            let at = if range.start == 0 { 0 } else { self.map.source_end(range.start - 1) };
            return ByteRange::new(at, at);
        }
        ByteRange::new(self.map.source_start(range.start), self.map.source_end(range.end - 1))
    }

    /// Where the character of the source at byte `source` stands in the normal form; for a dropped character, where it would.
    ///
    /// A position inside a group that became something else together gives the start of that.
    pub fn normal_offset(&self, source: usize) -> usize {
        self.map.normal(source)
    }

    /// The range of the normal form that was made from `source`.
    pub fn normal_range(&self, source: ByteRange) -> ByteRange {
        ByteRange::new(self.normal_offset(source.start), self.normal_offset(source.end))
    }

    /// The normal form alone, where nobody asks for the way back.
    pub fn into_text(self) -> String {
        self.text
    }
}
