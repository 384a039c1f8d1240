//! Short closed lists of words that a rule looks for beside a place: most look-ups end at one character.
//!
//! In:   a list (`const SIGNS: Cues = Cues::of(&["のうち", "中の"])`, worked out when the program is built) and text.
//! Out:  whether the text starts with, ends with or holds one of them.
//!
//! Not here: terms of the field; they live in the lexicon and are looked up there (`jikenbo_lexicon::longest_at_start`, `stands_in`).

/// A closed list of words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cues {
    words: &'static [&'static str],
    /// First characters of the words.
    heads: Letters,
    /// The first two characters of the words that have two, as one number.
    pairs: Letters,
    /// First characters of the words that have no second.
    singles: Letters,
    /// Last characters of the words.
    tails: Letters,
}

/// Characters, folded into 256 bits by the low bits of their numbers.
#[derive(Debug, Clone, Copy)]
struct Letters([u64; 4]);

impl Letters {
    const fn add(&mut self, low: u8) {
        self.0[low as usize / 64] |= 1 << (low % 64);
    }

    const fn may_hold(&self, low: u8) -> bool {
        self.0[low as usize / 64] >> (low % 64) & 1 != 0
    }
}

/// The low bits of the character that starts at `at`, and its length.
const fn first(text: &[u8], at: usize) -> (u8, usize) {
    match text[at] {
        one @ 0..0x80 => (one, 1),
        one @ ..0xe0 => (low(one, text[at + 1]), 2),
        ..0xf0 => (low(text[at + 1], text[at + 2]), 3),
        _ => (low(text[at + 2], text[at + 3]), 4),
    }
}

/// The low bits of the last character.
const fn last(text: &[u8]) -> u8 {
    match text {
        [.., one @ 0..0x80] => *one,
        [.., before, one] => low(*before, *one),
        _ => 0,
    }
}

const fn low(before: u8, last: u8) -> u8 {
    before << 6 | last & 0x3f
}

/// Whether `text` starts with `word`; where the words of a list share their first character, the second tells most of them apart.
fn begins(text: &[u8], word: &[u8]) -> bool {
    match (text.get(3..6), word.get(3..6)) {
        (Some(second), Some(other)) => second == other && text.starts_with(word),
        _ => text.starts_with(word),
    }
}

/// A number for two characters.
const fn pair(first: u8, second: u8) -> u8 {
    first.rotate_left(3) ^ second
}

impl Cues {
    /// A list of words, none of them empty.
    pub(crate) const fn of(words: &'static [&'static str]) -> Self {
        let none = Letters([0; 4]);
        let mut cues = Cues { words, heads: none, pairs: none, singles: none, tails: none };
        let mut index = 0;
        while index < words.len() {
            let word = words[index].as_bytes();
            let (head, length) = first(word, 0);
            cues.heads.add(head);
            if length < word.len() {
                cues.pairs.add(pair(head, first(word, length).0));
            } else {
                cues.singles.add(head);
            }
            cues.tails.add(last(word));
            index += 1;
        }
        cues
    }

    /// Whether `text` starts with one of them.
    pub(crate) fn start(&self, text: &str) -> bool {
        let text = text.as_bytes();
        !text.is_empty() && {
            let (head, length) = first(text, 0);
            self.heads.may_hold(head) && self.stand_at(text, head, length)
        }
    }

    /// Whether `text` starts with one of them; `head` and `length` are its first character, which the heads may hold.
    fn stand_at(&self, text: &[u8], head: u8, length: usize) -> bool {
        let goes_on = length < text.len() && self.pairs.may_hold(pair(head, first(text, length).0));
        (goes_on || self.singles.may_hold(head)) && self.words.iter().any(|word| begins(text, word.as_bytes()))
    }

    /// `text` behind the first of them that it starts with.
    pub(crate) fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        if !self.start(text) {
            return None;
        }
        self.words.iter().find_map(|word| text.strip_prefix(word))
    }

    /// Whether `text` ends with one of them.
    pub(crate) fn end(&self, text: &str) -> bool {
        let text = text.as_bytes();
        !text.is_empty()
            && self.tails.may_hold(last(text))
            && self.words.iter().any(|word| text.ends_with(word.as_bytes()))
    }

    /// Whether one of them stands anywhere in `text`.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let mut at = 0;
        while at < text.len() {
            let (low, length) = first(text, at);
            if self.heads.may_hold(low) && self.stand_at(&text[at..], low, length) {
                return true;
            }
            at += length;
        }
        false
    }
}

/// The first characters of `text`, all of them if it has no more.
pub(crate) fn first_letters(text: &str, count: usize) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    for _ in 0..count {
        match bytes.get(at) {
            Some(0..0x80) => at += 1,
            Some(..0xe0) => at += 2,
            Some(..0xf0) => at += 3,
            Some(_) => at += 4,
            None => return text,
        }
    }
    &text[..at]
}

/// The last characters of `text`, all of them if it has no more; `count` is 1 or more.
pub(crate) fn last_letters(text: &str, count: usize) -> &str {
    text.char_indices().nth_back(count.saturating_sub(1)).map_or(text, |(at, _)| &text[at..])
}

/// `text` behind these words, each taken off its start as often as it stands there; without the search that the library's way sets up.
pub(crate) fn behind<'t>(mut text: &'t str, words: &[&str]) -> &'t str {
    for word in words {
        while let Some(rest) = text.strip_prefix(word) {
            text = rest;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNS: Cues = Cues::of(&["のうち", "中の", "ID", "へ"]);

    #[test]
    fn finds_words_at_the_start_at_the_end_and_anywhere() {
        let check = |text: &str, start: bool, end: bool, anywhere: bool| {
            assert_eq!((SIGNS.start(text), SIGNS.end(text), SIGNS.stand_in(text)), (start, end, anywhere), "{text}");
        };
        check("のうち3件", true, false, true);
        check("8件のうち", false, true, true);
        check("会員IDを", false, false, true);
        check("ID", true, true, true);
        check("へ", true, true, true);
        check("架空市から", false, false, false);
        check("", false, false, false);
        assert_eq!(SIGNS.strip("のうち3件"), Some("3件"));
        assert_eq!(SIGNS.strip("3件のうち"), None);
    }

    #[test]
    fn takes_letters_not_bytes() {
        let check = |text: &str, count: usize, expected: &str| assert_eq!(first_letters(text, count), expected);
        check("a約𠮷é3", 4, "a約𠮷é");
        check("a約𠮷é3", 5, "a約𠮷é3");
        check("a約", 9, "a約");
        check("", 1, "");
    }
}
