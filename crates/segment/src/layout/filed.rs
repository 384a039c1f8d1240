//! Items of one line each that a page files under its days, its years or its months, without a sign: a day's headlines, a list by year.
//!
//! In:   the page's lines and heads.
//! Out:  the heads that are items, each its whole article.
//!
//! Such a page has hardly any running text. Titles of other notices in such a list (休館のお知らせ) are no articles. The steps of one matter stand under days too, below its heading.

use super::{
    View,
    listed::{notice_above, sectioned},
};
use crate::{lines::Shape, mark::Mark, role::Role};

/// Length of an item, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=100;
/// Lines under which items are filed, at least.
const FILES: usize = 2;
/// Items of a page, at least.
const ITEMS: usize = 3;

/// The items of such a page; empty for another one.
pub(super) fn items(view: &View<'_>, skipped: &[bool]) -> Vec<usize> {
    let mut files = 0;
    let (mut items, mut lines) = (Vec::new(), 0);
    let mut filed = false;
    let mut fresh = false;
    for (index, head) in view.heads.iter().enumerate() {
        let text = view.text(head);
        if head.is_day || is_span(text) {
            (filed, fresh) = (true, true);
            continue;
        }
        let is_item = filed
            && !skipped[index]
            && head.role == Role::Other
            && head.marked.mark == Mark::Plain
            && LENGTH.contains(&text.chars().count())
            && view.around[index].next.is_none_or(|next| !view.is_body(next) || next > head.line + 1)
            && (fresh || view.around[index].before == 0);
        if !is_item {
            filed = false;
            continue;
        }
        files += usize::from(fresh);
        fresh = false;
        lines += 1;
        if head.words.incidents > 0 || head.strength >= 4 {
            items.push(index);
        }
    }
    let bodies =
        (0..view.lines.len()).filter(|&line| view.lines[line].shape == Shape::Text && view.is_body(line)).count();
    let enough = items.len() >= ITEMS && files >= FILES && bodies * 2 <= lines;
    if !enough || notice_above(view, items[0]) || sectioned(view, skipped) { Vec::new() } else { items }
}

/// Whether nothing but a year or a month stands on a line.
fn is_span(text: &str) -> bool {
    let bare = text.trim_matches(|c| matches!(c, '■' | '●' | '▼' | '◆' | '【' | '】' | '[' | ']' | ' '));
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '(' | ')' | ' '));
    bare.starts_with(|c: char| c.is_ascii_digit())
        && matches!(rest, "" | "度")
        && bare.ends_with(['年', '月', '度', ')'])
}
