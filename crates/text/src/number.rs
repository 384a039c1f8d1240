//! Numbers as notices write them: 「1,234」「2万8千」「2.3万」「三百二十」「二〇二四」 → a whole number.
//!
//! In:   normalised text.
//! Out:  the value, whether the text says that it is a little more, and the bytes it took.
//! Data: `data/numerals.tsv`.
//!
//! A number that is no whole one after scaling, or too large, is an error and never rounded.
//! Not here: 約・以上 and their like (`hedge.rs`); what is counted (`extract`); dates (`date.rs`).

mod find;
mod numeral;
#[cfg(test)]
mod tests;

use std::fmt;

pub(crate) use find::width;
pub use find::{NumberMention, find_numbers, find_numbers_before, may_end_number};
pub(crate) use numeral::{Numeral, is_numeral_start, numeral_at, numerals};

/// A whole number that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The value.
    pub value: u64,
    /// The text says that it is some more: 十数 (10), 百数十 (100), 1万余 (10,000).
    pub some_more: bool,
    /// Which signs the text uses.
    pub form: NumeralForm,
}

/// Which signs a number is written in. Chinese numerals alone are often part of a word (一部, 第三者, 三重県).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumeralForm {
    /// 1,234 or 2万8千.
    Arabic,
    /// 三百二十 or 二〇二四.
    Chinese,
}

/// Why what stands there gives no whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// A part is left over after scaling: 2.33335万, 0.5.
    NotWhole,
    /// It does not fit a `u64`.
    TooLarge,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NumberError::NotWhole => "this is no whole number",
            NumberError::TooLarge => "this number is too large",
        })
    }
}

impl std::error::Error for NumberError {}

/// Reads the whole number at the start of `text`; gives it with the bytes it took.
///
/// | text | value | |
/// |---|---|---|
/// | `1,234人` | 1,234 | `1,234,567` and `1234` likewise |
/// | `2万8千`, `12万3,456` | 28,000, 123,456 | also with single spaces: `2 万 8 千` |
/// | `2.3万人` | 23,000 | exactly; `2.33335万` is `None` |
/// | `三百二十件`, `二〇二四`, `弐拾五` | 320, 2,024, 25 | a formal numeral needs another beside it |
/// | `十数人`, `1万数千件`, `千余名` | 10, 10,000, 1,000 | `some_more` |
/// | `数百件`, `何千人` | `None` | names no number; `find_numbers` leaves it out likewise |
/// | `0120`, `2024.7.9`, `1,2345` | `None` | ids, dates and slips are no numbers |
///
/// `None` for what [`read_number_or_why`] calls an error.
pub fn read_number(text: &str) -> Option<(Number, usize)> {
    let (number, len) = read_number_or_why(text)?;
    number.ok().map(|number| (number, len))
}

/// Like [`read_number`], and says why a number that stands there has no whole value.
pub fn read_number_or_why(text: &str) -> Option<(Result<Number, NumberError>, usize)> {
    match numeral::read(text) {
        numeral::Token::Number(number, len) => Some((number, len)),
        numeral::Token::Other(_) => None,
    }
}
