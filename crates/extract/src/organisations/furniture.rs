//! What on a page is its own furniture, and which words of a line may be a name all the same.
//!
//! In:   a line of the page, or words of it.
//! Out:  yes or no.
//! Data: `words/rubric`, `reached`, `trade_end`, `of_notice`; `furniture`.

use jikenbo_lexicon::{Tag, is_term, longest_at_end, longest_at_start};

use super::{
    announcers::is_plausible,
    letters::{Script, script, trailing},
};
use crate::cues::Cues;

/// Whether a line is the page's own furniture, an address or a number.
pub(super) fn is_furniture(line: &str) -> bool {
    let words = line
        .trim_matches([' ', '■', '●', '【', '】', '[', ']', '<', '>', '|', '・', '※', '*', '-', '=', ':', '(', ')']);
    words.is_empty()
        || leads_on(words)
        || is_rubric(words)
        || longest_at_start(Tag::WordsReached, words) > 0
        || words.split([' ', '|', '/', '>']).filter(|word| !word.is_empty()).all(is_rubric)
}

/// Whether a line leads to the text of the page: 「このページの本文へ移動」, 「本文へスキップします」.
fn leads_on(words: &str) -> bool {
    const PARTS: Cues =
        Cues::of(&["本文へ", "本文に", "本文まで", "メニューへ", "メニューに", "トップへ", "先頭へ", "ページの本文"]);
    PARTS.stand_in(words)
}

/// Whether a word is one of a page's sections or menus.
fn is_rubric(word: &str) -> bool {
    let word = word.trim();
    is_term(Tag::WordsRubric, word)
        || is_term(Tag::FurnitureNavigation, word)
        || is_term(Tag::FurnitureControl, word)
        || is_term(Tag::FurnitureGeneric, word)
        || word.is_ascii() && is_term(Tag::WordsRubric, &word.to_ascii_uppercase())
}

/// Whether words may be a name where the place on the page says that one stands there.
pub(super) fn looks_like_name(words: &str) -> bool {
    let letters = words.chars().count();
    (2..=30).contains(&letters)
        && !is_furniture(words)
        && words.chars().all(|c| script(c) != Script::None || matches!(c, ' ' | '・' | '.' | '\'' | '-' | '!'))
        && is_plausible(words)
        && longest_at_end(Tag::WordsTradeEnd, words) <= 3
        && longest_at_end(Tag::WordsOfNotice, words) == 0
        && !words.chars().any(|c| c.is_ascii_digit())
        && trailing(words) == 0
        && longest_at_end(Tag::FurnitureAddressee, words) == 0
}
