//! The scripts that Japanese text mixes.
//!
//! In:   a character in normal form.
//! Out:  whether it is one of the script.

/// Whether a character is a kanji; the sign that repeats one (々) and numerals of their own (〇) are none.
#[must_use]
pub const fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether a character is a hiragana letter.
#[must_use]
pub const fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ん')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_scripts_apart() {
        let check = |c: char, expected: (bool, bool)| assert_eq!((is_kanji(c), is_hiragana(c)), expected, "{c}");
        check('漏', (true, false));
        check('え', (false, true));
        check('ん', (false, true));
        for other in ['エ', '々', '〇', 'ー', 'a', '1', '、'] {
            check(other, (false, false));
        }
    }
}
