//! Short closed lists of words that a rule looks for beside a place: most look-ups end at one byte.
//!
//! In:   a list (`const SIGNS: Cues = Cues::of(&["のうち", "中の"])`, worked out when the program is built) and text.
//! Out:  whether the text starts with, ends with or holds one of them.
//!
//! Not here: terms of the field; they live in the lexicon and are looked up there (`jikenbo_lexicon::longest_at_start`, `stands_in`).

/// A closed list of words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cues {
    words: &'static [&'static str],
    /// Third bytes of the words, by their low six bits: the byte in which two kana differ.
    heads: u64,
    /// Last bytes of the words, by their low six bits.
    tails: u64,
}

impl Cues {
    /// A list of words, none of them empty.
    pub(crate) const fn of(words: &'static [&'static str]) -> Self {
        let mut cues = Cues { words, heads: 0, tails: 0 };
        let mut index = 0;
        while index < words.len() {
            let word = words[index].as_bytes();
            cues.heads |= if word.len() < 3 { u64::MAX } else { bit(word[2]) };
            cues.tails |= bit(word[word.len() - 1]);
            index += 1;
        }
        cues
    }

    /// Whether `text` starts with one of them.
    pub(crate) fn start(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let may = text.get(2).is_none_or(|&third| self.heads & bit(third) != 0);
        may && self.words.iter().any(|word| text.starts_with(word.as_bytes()))
    }

    /// Whether `text` ends with one of them.
    pub(crate) fn end(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let may = text.last().is_some_and(|&last| self.tails & bit(last) != 0);
        may && self.words.iter().any(|word| text.ends_with(word.as_bytes()))
    }

    /// Whether one of them stands anywhere in `text`.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        (0..text.len()).any(|at| {
            let may = text.get(at + 2).is_none_or(|&third| self.heads & bit(third) != 0);
            // A word starts where a character does.
            may && text[at] & 0xc0 != 0x80 && self.words.iter().any(|word| text[at..].starts_with(word.as_bytes()))
        })
    }
}

/// The first characters of `text`, all of them if it has no more.
pub(crate) fn first_letters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

const fn bit(byte: u8) -> u64 {
    1 << (byte & 0x3f)
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
    }
}
