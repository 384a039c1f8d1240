//! The foot of a page: blocks of lines below its last article that belong to no text.
//!
//! In:   the page's lines and the last article.
//! Out:  its last line without the foot.
//! Data: `furniture/foot`, `furniture/rights`.
//!
//! A block belongs to the foot if each of its lines is a button, an offer, an address or a name, and one of them tells that it is; the
//! contact lines of a notice open by what they are for and stay with it.

use crate::{
    head::Role,
    layout::View,
    lines::Shape,
    terms::{List, words_of},
};

/// Blocks of a foot, at most.
const BLOCKS: usize = 6;
/// Lines of a block, at most.
const LINES: usize = 12;
/// Longest line of a foot, in characters.
const LONGEST: usize = 60;

/// The last line of the article `start..=end` at the end of the page, without the page's foot.
pub(crate) fn without_foot(view: &View<'_>, start: usize, end: usize) -> usize {
    let mut end = end;
    for _ in 0..BLOCKS {
        let is_text = |line: usize| view.lines[line].shape == Shape::Text;
        let top = (start..=end).rev().take(LINES).take_while(|&line| is_text(line)).last().unwrap_or(end);
        if top <= start + 1 {
            break;
        }
        let bottom = (end..view.lines.len()).take(LINES).take_while(|&line| is_text(line)).last().unwrap_or(end);
        let foot = (top..=bottom).filter(|&line| is_foot(view, line)).count();
        // 「お問い合わせ」 and the office below it stay.
        let contact = (top..=bottom)
            .any(|line| view.head_at(line).is_some_and(|head| words_of(view.text(head)).opens.has(List::Contact)));
        if contact {
            break;
        }
        let whole = foot > 0 && (top..=bottom).all(|line| is_foot(view, line) || stands_beside(view, line));
        let from = if whole { top } else { end };
        if !whole && (!is_foot(view, end) || end == top) {
            break;
        }
        match (start + 1..from).rev().find(|&line| is_text(line)) {
            Some(above) => end = above,
            None => break,
        }
    }
    end
}

/// Whether the line tells that it belongs to the foot.
fn is_foot(view: &View<'_>, line: usize) -> bool {
    let Some(head) = view.head_at(line) else { return false };
    let text = view.text(head);
    if head.role == Role::Furniture || !text.contains(|c: char| c.is_alphanumeric()) {
        return true;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let words = words_of(bare);
    text.chars().count() <= LONGEST
        && (words.incidents == 0 || words.any.has(List::Rights))
        && (words.opens.has(List::Foot) || words.closes.has(List::Foot))
        && !matches!(head.role, Role::Closing | Role::Citation | Role::Address)
}

/// Whether the line may stand beside such lines: a name, an address, a number of a telephone.
fn stands_beside(view: &View<'_>, line: usize) -> bool {
    let Some(head) = view.head_at(line) else { return false };
    let text = view.text(head);
    let contact = head.role == Role::Closing && text.contains(|c: char| c.is_ascii_digit());
    text.chars().count() <= LONGEST && (head.role == Role::Organisation || contact || text.contains('〒'))
}
