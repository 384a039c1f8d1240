//! Which characters a stretch of text holds: a sieve that spares most searches.
//!
//! In:   text, or words of a rule (`const WORDS: Sieve = Sieve::of("によれば")`, worked out when the program is built).
//! Out:  whether the words cannot stand in the text.
//!
//! A rule that searches a sentence for words looks at the sieve first: where a character of theirs is missing, they do not stand there.

/// A set of characters, folded into 256 bits: it may hold one too many, never one too few.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sieve([u64; 4]);

impl Sieve {
    /// The characters of some words.
    pub(crate) const fn of(words: &str) -> Self {
        let bytes = words.as_bytes();
        let mut sieve = Sieve([0; 4]);
        let mut at = 0;
        while at < bytes.len() {
            at += sieve.take(bytes, at);
        }
        sieve
    }

    /// Adds the character that starts at `at` of UTF-8 text; gives its length in bytes.
    pub(crate) const fn take(&mut self, bytes: &[u8], at: usize) -> usize {
        let (first, length) = (bytes[at], length_of(bytes[at]));
        let last = bytes[at + length - 1];
        let middle = if length > 2 { bytes[at + length - 2] } else { 0 };
        let number = number(first, middle, last);
        self.0[number as usize / 64] |= 1 << (number % 64);
        length
    }

    /// Adds the kana and kanji that stand from `at` on; gives where the first other character stands.
    pub(crate) fn take_letters(&mut self, bytes: &[u8], mut at: usize) -> usize {
        while let Some(&[first, middle, last]) = bytes.get(at..).and_then(|rest| rest.first_chunk())
            && (matches!(first, 0xe4..0xf0) || first == 0xe3 && middle != 0x80)
        {
            let number = number(first, middle, last);
            self.0[number as usize / 64] |= 1 << (number % 64);
            at += 3;
        }
        at
    }

    /// Whether every character of `words` may stand in this text.
    pub(crate) const fn may_hold(&self, words: &Sieve) -> bool {
        let mut index = 0;
        while index < 4 {
            if words.0[index] & !self.0[index] != 0 {
                return false;
            }
            index += 1;
        }
        true
    }

    /// Adds the characters of another text.
    pub(crate) fn add(&mut self, other: &Sieve) {
        self.0.iter_mut().zip(other.0).for_each(|(own, others)| *own |= others);
    }
}

/// Bytes of the character that starts with this byte.
const fn length_of(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    }
}

/// A number for a character, from its bytes.
const fn number(first: u8, middle: u8, last: u8) -> u8 {
    (last & 0x7f) ^ (middle << 6) ^ (middle & 0x3c) ^ (first << 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_stands_in_a_text_and_mostly_nothing_else() {
        let check = |text: &str, words: &str, expected: bool| {
            assert_eq!(Sieve::of(text).may_hold(&Sieve::of(words)), expected, "{words} in {text}");
        };
        check("架空商事によれば、氏名が漏えいした。", "によれば", true);
        check("架空商事によれば、氏名が漏えいした。", "漏えい", true);
        check("架空商事によれば、氏名が漏えいした。", "委託", false);
        check("架空商事によれば、氏名が漏えいした。", "CVE-", false);
        check("CVE-2024-0001 \u{1f600}é", "\u{1f600}é", true);
        check("", "", true);
    }
}
