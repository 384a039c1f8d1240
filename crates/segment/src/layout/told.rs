//! Headlines without a sign above items that a reporter tells: the text below opens as news do (「架空市は5月8日、…と発表した」).
//!
//! In:   the page's lines and heads.
//! Out:  heads that are headings of articles, written into `why`.
//! Data: `headings/told`, `headings/refers`.
//!
//! The sections of one notice open by what was said before (同社によると…) or by the writer (当社では…); an item opens by naming who.

use super::{View, Why};
use crate::{
    head::Role,
    mark::Mark,
    terms::{List, Scan},
};

/// How much of a line is read, in bytes.
const OPENING: usize = 900;
/// Lines between a headline and its text, at most: a day, an address, a second headline.
const BETWEEN: usize = 4;

/// Whether a news item opens on the line: it names who, tells what was announced, and refers to nothing before.
pub(super) fn opens_item(view: &View<'_>, line: usize) -> bool {
    if !view.is_body(line) {
        return false;
    }
    let text = view.lines[line].text(view.normal);
    let mut until = text.len().min(OPENING);
    while !text.is_char_boundary(until) {
        until -= 1;
    }
    // Two sentences, so that one of setting may come first.
    let sentences = text[..until].match_indices('。').nth(1).map_or(until, |(at, _)| at);
    let opening = &text[..sentences];
    let words = Scan::of(opening).words_of(opening);
    let named = opening.char_indices().take(60).any(|(_, c)| matches!(c, 'は' | 'が' | 'で'));
    words.any.has(List::Told) && !words.opens.has(List::Refers) && named
}

/// The line of text below a head, past days, addresses and a second headline right below.
pub(super) fn text_below(view: &View<'_>, index: usize) -> Option<usize> {
    let mut next = view.around[index].next?;
    for step in 0..BETWEEN {
        let Some(head) = view.head_at(next) else { break };
        let passed = match head.role {
            Role::Around | Role::Address => true,
            Role::Other => step == 0 && view.around[index].after == 0,
            _ => false,
        };
        if !passed {
            break;
        }
        next = view.around[view.head_of[next]? as usize].next?;
    }
    Some(next)
}

/// Marks the headlines of a page whose items are told so, if there are two or more.
pub(super) fn by_telling(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) {
    let mut told = Vec::new();
    let mut others = Vec::new();
    for (index, head) in view.heads.iter().enumerate() {
        let length = view.text(head).chars().count();
        let usable = !skipped[index]
            && view.set_apart(index)
            && matches!(head.role, Role::Other | Role::Section | Role::Organisation)
            && matches!(head.marked.mark, Mark::Plain)
            && !head.is_masthead;
        let Some(text) = text_below(view, index).filter(|_| usable) else { continue };
        let named = head.role == Role::Organisation
            || head.role == Role::Other && (length >= 8 || head.strength >= 2)
            || head.role == Role::Section && length >= 14;
        if named && opens_item(view, text) {
            told.push(index);
        } else if view.is_body(text) && !told.is_empty() {
            others.push(index);
        }
    }
    if told.len() < 2 {
        return;
    }
    for &index in &told {
        why[index] = Some(Why::Plain);
    }
    // A column beside them (捨てる前に確かめたいこと) stands as they do, where nothing else of the page stands so.
    let gap = told.iter().map(|&index| view.around[index].after).min().unwrap_or_default();
    let columns: Vec<usize> = others
        .into_iter()
        .filter(|&index| {
            let (head, place) = (&view.heads[index], &view.around[index]);
            head.role == Role::Other && place.after >= gap && place.before >= 1 && view.text(head).chars().count() >= 12
        })
        .collect();
    if columns.len() * 3 <= told.len() * 2 {
        for index in columns {
            why[index] = Some(Why::Plain);
        }
    }
}
