//! Whether a story of its own begins on a line: the first words bring in a body that was not spoken of before (「3月、架空商事株式会社の社員が」).
//!
//! In:   the page's lines and heads.
//! Out:  the name of the body, as it stands there; also of one whose name in brackets heads the text on its own line.
//! Data: `issuers/organisation_end`, `issuers/organisation_start`, `headings/refers`.
//!
//! The sections of one notice speak of the body that issues it (当社, 本校, 同社) or of no one; of the items of a list each brings in another.

use std::collections::BTreeSet;

use jikenbo_lexicon::{Tag, longest_at_end, longest_at_start};
use jikenbo_text::{is_hiragana, is_kanji};

use super::{View, told::text_below};
use crate::terms::words_of;

/// Characters of the opening within which the body stands.
const WITHIN: usize = 70;
/// Bytes of the opening that are looked through for what happened.
const OPENING: usize = 420;
/// Longest name that heads the text on its own line, and least length of that text, in characters.
const LONGEST: usize = 30;
const RUN_IN: usize = 24;
/// Letters of a name beside the word that makes it one, at least.
const LEAST: usize = 2;

/// The body of whom a story is told below a head, or in it.
pub(super) fn told_of<'a>(view: &View<'a>, index: usize) -> Option<&'a str> {
    let head = &view.heads[index];
    let line = text_below(view, index).filter(|&line| view.is_body(line) || line > head.line + 1)?;
    // 「A1 今年4月、…」
    let mark = view.head_at(line).map_or(0, |head| head.marked.words);
    let text = &view.lines[line].text(view.normal)[mark..];
    let opening = &text[..text.floor_char_boundary(text.len().min(OPENING))];
    if longest_at_start(Tag::HeadingsRefers, opening) > 0 {
        return None;
    }
    let body = body_in(opening).or_else(|| body_in(head.title.of(view.text(head))))?;
    (head.words.incidents > 0 || words_of(opening).incidents > 0).then_some(body)
}

/// The body whose name in brackets heads the text on its own line: 「【架空大学】5月30日、…と公表。」.
pub(super) fn runs_in<'a>(view: &View<'a>, index: usize) -> Option<&'a str> {
    let text = view.text(&view.heads[index]);
    let inner = [('【', '】'), ('[', ']'), ('〔', '〕'), ('《', '》')]
        .iter()
        .find_map(|&(open, close)| text.strip_prefix(open)?.split_once(close));
    let (name, text) = inner?;
    (name.chars().count() <= LONGEST && is_body(name) && text.chars().count() >= RUN_IN).then_some(name)
}

/// Whether most of the names differ: items of a list tell each of another body.
pub(super) fn differ(names: &[&str]) -> bool {
    let distinct: BTreeSet<&&str> = names.iter().collect();
    distinct.len() >= 2 && distinct.len() * 3 >= names.len() * 2
}

/// The first name of a body in a text that what follows makes the one who is spoken of: 「株式会社架空の」, 「架空市は」.
fn body_in(text: &str) -> Option<&str> {
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices().take(WITHIN) {
        if is_letter(c) {
            if !is_letter(before) {
                start = at;
            }
        } else if is_letter(before) && matches!(c, 'は' | 'が' | 'の' | 'で' | 'に' | 'を' | '、' | ' ' | '(' | '「')
        {
            let run = &text[start..at];
            if is_body(run) {
                return Some(run);
            }
        }
        before = c;
    }
    None
}

/// Letters of a name; hiragana would join it to its neighbours.
fn is_letter(c: char) -> bool {
    is_kanji(c) || !is_hiragana(c) && c.is_alphanumeric() || matches!(c, 'ー' | '・' | '&')
}

fn is_body(run: &str) -> bool {
    let named = |rest: &str| rest.chars().filter(|c| c.is_alphabetic()).count() >= LEAST;
    let start = longest_at_start(Tag::IssuersOrganisationStart, run);
    if start > 0 {
        return named(&run[start..]);
    }
    let end = longest_at_end(Tag::IssuersOrganisationEnd, run);
    end > 0 && named(&run[..run.len() - end]) && longest_at_start(Tag::HeadingsRefers, run) == 0
}
