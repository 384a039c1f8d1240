//! A table whose cells stand on lines of their own: the names of its columns below each other, then row after row of as many lines.
//!
//! In:   the page's lines and heads.
//! Out:  the heads that hold the organisation (or the title) of each row, and how many cells of the row stand above it.
//! Data: `tables/*`.

use super::View;
use crate::{
    lines::Shape,
    role::Role,
    terms::{List, words_of},
};

/// Columns of such a table.
const COLUMNS: std::ops::RangeInclusive<usize> = 3..=10;
/// Longest name of a column, in characters.
const LONGEST_NAME: usize = 10;
/// Rows that make a table, at least.
const ROWS: usize = 2;

/// The rows of a table.
#[derive(Debug)]
pub(super) struct Rows {
    /// A head for each row.
    pub(super) heads: Vec<usize>,
    /// Cells of a row above its head.
    pub(super) above: usize,
}

/// The rows of the first such table of the page.
pub(super) fn rows(view: &View<'_>) -> Option<Rows> {
    let texts: Vec<usize> = (0..view.lines.len()).filter(|&line| view.lines[line].shape == Shape::Text).collect();
    let name_of = |line: usize| {
        let text = view.lines[line].text(view.normal);
        (text.chars().count() <= LONGEST_NAME && view.head_at(line).is_some()).then(|| words_of(text).whole)
    };
    let is_name = |line: usize| {
        name_of(line).is_some_and(|whole| {
            [List::TableOrganisation, List::TableTitle, List::TableDate, List::TableAnnounced, List::TableMatter]
                .iter()
                .any(|list| whole.has(*list))
        })
    };
    let who = |line: usize, list: List| name_of(line).is_some_and(|whole| whole.has(list));
    let mut at = 0;
    while at < texts.len() {
        let known = texts[at..].iter().take_while(|&&line| is_name(line)).count();
        if known < *COLUMNS.start() - 1 {
            at += known.max(1);
            continue;
        }
        // 「No.」 before the names that are known, 「備考」 in words of its own behind them.
        let before = usize::from(at > 0 && texts[at - 1] + 1 == texts[at] && name_of(texts[at - 1]).is_some());
        for (first, count) in [(at - before, known + before), (at, known), (at - before, known + before + 1)] {
            let columns = texts.get(first..first + count).filter(|_| COLUMNS.contains(&count));
            let Some(columns) = columns else { continue };
            let column = |list| columns.iter().position(|&line| who(line, list));
            let Some(above) = column(List::TableOrganisation).or_else(|| column(List::TableTitle)) else { continue };
            let heads = heads_in(view, &texts[first + count..], count, above);
            if heads.len() >= ROWS {
                return Some(Rows { heads, above });
            }
        }
        at += known;
    }
    None
}

/// The head of each row of `count` lines, as long as the lines fit.
fn heads_in(view: &View<'_>, texts: &[usize], count: usize, above: usize) -> Vec<usize> {
    let mut heads = Vec::new();
    for row in texts.chunks_exact(count) {
        let whole = row.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        let first = view.lines[row[0]].text(view.normal);
        // A number or a day tells that a row begins where it should.
        let begins = above == 0
            || first.len() <= 4 && first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            || view.head_at(row[0]).is_some_and(|head| head.is_day)
            || first.len() <= 12 && first.starts_with(|c: char| c.is_ascii_digit()) && first.contains(['/', '月', '.']);
        let head = view.head_of[row[above]].filter(|&head| view.heads[head as usize].role != Role::Sentence);
        let Some(head) = head.filter(|_| whole && begins) else { break };
        heads.push(head as usize);
    }
    heads
}
