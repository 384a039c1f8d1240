//! Every number of a text, in reading order.
//!
//! In:   normalised text.
//! Out:  numbers with their byte ranges; what looks like one and is none (ids, 数百件) is passed over.

use super::{Number, NumberError, is_numeral_start, numeral};
use crate::ByteRange;

/// A number where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberMention {
    /// Bytes of the normalised text.
    pub range: ByteRange,
    /// The number, or why there is no whole one.
    pub number: Result<Number, NumberError>,
}

/// Finds the numbers of `text`, whatever they count or mean: 第三者 gives 3 and 2024年 gives 2024.
///
/// Left out are 数百件・数10件・何千人, which name no number, digits with leading zeros and chains such as `2024.7.9`.
pub fn find_numbers(text: &str) -> impl Iterator<Item = NumberMention> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || next_number(text, &mut at, text.len()))
}

/// Finds those numbers of `text` that lie right before one of the places `ends`, where counters stand: the same as
/// [`find_numbers`] gives there, but what lies between is not looked at.
///
/// `ends` rise. Between number and counter may stand blanks, 」, の and つの (「3つのファイル」).
pub fn find_numbers_before(text: &str, ends: impl IntoIterator<Item = usize>) -> impl Iterator<Item = NumberMention> {
    let mut ends = ends.into_iter();
    let (mut at, mut until) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            if let Some(found) = next_number(text, &mut at, until) {
                return Some(found);
            }
            until = ends.next()?;
            let from = at;
            at = until.max(from);
            while may_end_number(&text[from..at]) {
                at -= text[from..at].chars().next_back().map_or(0, char::len_utf8);
            }
        }
    })
}

/// Whether a text may end with a number, or with what stands between one and its counter: if not, no number stands before its end.
pub fn may_end_number(text: &str) -> bool {
    match text.as_bytes() {
        [.., last] if last.is_ascii() => may_join(char::from(*last)),
        _ => text.chars().next_back().is_some_and(may_join),
    }
}

/// Whether a character may be of a number, or stand between it and its counter.
fn may_join(c: char) -> bool {
    match c {
        '0'..='9' | '.' | ',' | ' ' | '\t' | '」' | 'つ' | 'の' | '数' | '何' | '幾' | '余' | 'り' | '○' | '◯' => {
            true
        }
        '〇' | '\u{4e00}'..='\u{9fff}' => is_numeral_start(c.encode_utf8(&mut [0; 4]).as_bytes(), 0),
        _ => false,
    }
}

/// The first number that starts at or behind `at` and before `until`; `at` moves behind it.
fn next_number(text: &str, at: &mut usize, until: usize) -> Option<NumberMention> {
    let bytes = text.as_bytes();
    while *at < until {
        let lead = bytes[*at];
        if lead == b'\xe6' || lead == b'\xe4' || lead == b'\xe5' {
            // 数 (e6 95 b0), 何 (e4 bd 95), 幾 (e5 b9 be)
            if let Some(len) = unnamed(text, *at) {
                *at += len;
                continue;
            }
        }
        if !is_numeral_start(bytes, *at) {
            *at += width(lead);
            continue;
        }
        let start = *at;
        match numeral::read(&text[start..]) {
            numeral::Token::Number(number, len) => {
                *at += len;
                return Some(NumberMention { range: ByteRange::new(start, *at), number });
            }
            numeral::Token::Other(len) => *at += len.max(1),
        }
    }
    None
}

/// Length in bytes of the character with this first byte.
pub(crate) fn width(lead: u8) -> usize {
    match lead {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// Length of 数百, 数10, 何千 at `at`, which name no number; `None` for the noun in 人数50名.
fn unnamed(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let word = ["数", "何", "幾"].into_iter().find(|word| rest.starts_with(word))?;
    let after = &rest[word.len()..];
    let digit = match numeral::numeral_at(after) {
        Some((numeral::Numeral::Digit(_), _)) => true,
        Some(_) => false,
        None if after.as_bytes().first().is_some_and(u8::is_ascii_digit) => true,
        None => return None,
    };
    if digit {
        let before = text[..at].chars().next_back();
        let is_noun = before.is_some_and(|c| crate::is_kanji(c) && c != '約');
        if is_noun || word != "数" {
            return None;
        }
    }
    let len = match numeral::read(after) {
        numeral::Token::Number(_, len) | numeral::Token::Other(len) => len,
    };
    Some(word.len() + len)
}
