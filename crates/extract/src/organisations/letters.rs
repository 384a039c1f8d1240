//! Letters of names, and the grammar between them: where a particle or the end of a verb parts a name from what stands before it.
//!
//! In:   a stretch of text in normal form.
//! Out:  runs of one script; how many bytes of a run of hiragana are grammar.
//!
//! Names hold hiragana (「ことはクラウド」「みどり造園」), so that a run of it is not an end by itself.
//! Data: `words/particle`, `particle_end`, `verb_end`, `opener`, closed classes of Japanese grammar.

use jikenbo_lexicon::{Tag, longest_at_end, longest_at_start};

/// Script of a letter that may stand in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Kanji,
    Katakana,
    Hiragana,
    Latin,
    /// No letter of a name.
    None,
}

pub(super) fn script(c: char) -> Script {
    match c {
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '々' | '〆' | 'ヶ' | 'ヵ' | '\u{f900}'..='\u{faff}' => {
            Script::Kanji
        }
        'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' => Script::Katakana,
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => Script::Hiragana,
        'a'..='z' | 'A'..='Z' | '0'..='9' | '&' | '+' => Script::Latin,
        _ => Script::None,
    }
}

/// Last letters of verbs in the plain form, where the run is that letter alone (営む, 担う).
const VERB_LETTERS: &[char] = &[
    'う', 'く', 'す', 'つ', 'む', 'る', 'ぐ', 'ぶ', 'ぬ', 'た', 'だ', 'い', 'き', 'り', 'し', 'な', 'お', 'ご', 'え',
    'け', 'め',
];

/// How many bytes at the start of a run of hiragana are grammar; `before` is the letter in front of it, if any.
///
/// | run | before | grammar |
/// |---|---|---|
/// | している | 委 託 | している |
/// | しているみずほし | 託 | している |
/// | のみらい | 売 | の |
/// | みのり | – | nothing, the run opens a name |
/// | くるみ | 央 | nothing |
pub(super) fn grammar(run: &str, before: Option<char>) -> usize {
    match before {
        Some(')' | '」' | '』') => {}
        Some(c) if script(c) != Script::None => {}
        _ => return longest_at_start(Tag::WordsOpener, run),
    }
    // 「電力小売のみらい…」: の before a name, not のみ.
    if let Some(name) = run.strip_prefix("のみ")
        && name.chars().count() >= 2
        && grammar(name, before) < name.len()
    {
        return "の".len();
    }
    let mut at = 0;
    let mut verb = false;
    loop {
        let rest = &run[at..];
        // No particle follows the form in which a verb stands before a name: 「運営する|はるかぜ」.
        let attributive = verb && run[..at].ends_with(['る', 'た', 'う', 'す', 'む', 'く', 'い']);
        if attributive
            && rest.starts_with(['は', 'が', 'を', 'も', 'か', 'へ', 'に', 'と', 'や'])
            && rest.chars().count() > 2
        {
            break;
        }
        let verb_end = longest_at_start(Tag::WordsVerbEnd, rest);
        let mut step = longest_at_start(Tag::WordsParticle, rest).max(verb_end);
        verb = step > 0 && step == verb_end;
        if step == 0 && at > 0 {
            step = longest_at_start(Tag::WordsOpener, rest);
        }
        if step == 0 {
            break;
        }
        at += step;
    }
    if at == 0 {
        let mut letters = run.chars();
        if let (Some(only), None) = (letters.next(), letters.next())
            && VERB_LETTERS.contains(&only)
        {
            return run.len();
        }
    }
    at
}

/// Length of the particles with which a run ends.
pub(super) fn trailing(run: &str) -> usize {
    longest_at_end(Tag::WordsParticleEnd, run)
}
