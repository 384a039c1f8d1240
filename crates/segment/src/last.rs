//! Where the last of a page's items ends: as its neighbours do.
//!
//! In:   the page's lines, the items before the last one, the last one as it was cut.
//! Out:  its last line.
//! Data: `furniture/own`, `furniture/imprint`, `furniture/foot`.
//!
//! Below the last item stand the page's own words: its writer, its office, its links, a word to its readers. The items of a page are built
//! alike, so what stands behind the last one's place for text is the page's, if it tells of nothing that befell anyone.

use crate::{
    cut::is_imprint,
    foot::{is_foot, sums_up},
    layout::View,
    lines::Shape,
    mark::Mark,
    role::Role,
    terms::{List, words_of},
};

/// Items before the last one that are compared with it, at most.
const COMPARED: usize = 40;
/// Blocks behind the place of its text, at most.
const BEHIND: usize = 12;

/// The last line of the last item `start..=end`, if `before` (first and last line of each) are the items above it.
pub(crate) fn as_neighbours(view: &View<'_>, before: &[(usize, usize)], start: usize, end: usize) -> usize {
    let compared = &before[before.len().saturating_sub(COMPARED)..];
    let end = before_sum(view, start, end);
    let end = closed_alike(view, compared, start, end);
    let end = before_frame(view, start, end);
    let most = compared.iter().map(|&(start, end)| blocks(view, start, end).len()).max().unwrap_or(0);
    let own = blocks(view, start, end);
    if most == 0 || own.len() <= most || own.len() > most + BEHIND {
        return end;
    }
    // A single neighbour tells little of how long an item may be.
    let sentences = compared.len() >= 2;
    let is_page = |&(first, last): &(usize, usize)| (first..=last).all(|line| speaks_for_page(view, line, sentences));
    let kept = own.iter().rposition(|block| !is_page(block)).map_or(0, |at| at + 1).max(most);
    own.get(kept - 1).map_or(end, |&(_, last)| last)
}

/// The line above 「以上3件」, which counts the items of the page.
fn before_sum(view: &View<'_>, start: usize, end: usize) -> usize {
    let texts = |until: usize| (start + 1..until).rev().filter(|&line| view.lines[line].shape == Shape::Text);
    let sum = texts(end + 1).take(BEHIND).find(|&line| sums_up(view.lines[line].text(view.normal)));
    sum.and_then(|sum| texts(sum).next()).unwrap_or(end)
}

/// How an item closes: 「(架空新聞)」, 「出典:…」, an address.
#[derive(Debug, PartialEq, Eq)]
enum Close<'a> {
    Enclosed,
    Labelled(&'a str),
    Address,
}

fn close_of<'a>(view: &View<'a>, line: usize) -> Option<Close<'a>> {
    let head = view.head_at(line)?;
    let text = view.text(head);
    if text.starts_with('(') && text.ends_with(')') {
        return Some(Close::Enclosed);
    }
    if head.role == Role::Address {
        return Some(Close::Address);
    }
    let (label, _) = text.split_once(':')?;
    (label.chars().count() <= 10).then_some(Close::Labelled(label))
}

/// The last line of the form in which every item before closes, if nothing below it tells of an incident.
fn closed_alike(view: &View<'_>, before: &[(usize, usize)], start: usize, end: usize) -> usize {
    let mut closes = before.iter().map(|&(_, end)| close_of(view, end));
    let Some(Some(close)) = closes.next() else { return end };
    if before.len() < 2 || closes.any(|other| other.as_ref() != Some(&close)) {
        return end;
    }
    let texts = (start + 1..=end).rev().filter(|&line| view.lines[line].shape == Shape::Text);
    for line in texts.take(BEHIND) {
        if close_of(view, line).as_ref() == Some(&close) {
            return line;
        }
        if !speaks_for_page(view, line, true) {
            break;
        }
    }
    end
}

/// The line above a heading between two rules, where the item's own heading stands between none: a part of the page begins there.
fn before_frame(view: &View<'_>, start: usize, end: usize) -> usize {
    let framed = |line: usize| view.around_of(line).is_some_and(|place| place.rule_before && place.underlined);
    let part = (start + 1..=end).find(|&line| framed(line)).filter(|_| !framed(start));
    let above = part.and_then(|part| (start..part).rev().find(|&line| view.lines[line].shape == Shape::Text));
    above.unwrap_or(end)
}

/// The blocks of an item, as first and last line; those of nothing but buttons do not count.
fn blocks(view: &View<'_>, start: usize, end: usize) -> Vec<(usize, usize)> {
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    let mut parted = true;
    for line in start..=end {
        if view.lines[line].shape != Shape::Text {
            parted = true;
            continue;
        }
        match blocks.last_mut() {
            Some(block) if !parted => block.1 = line,
            _ => blocks.push((line, line)),
        }
        parted = false;
    }
    let is_button = |line: usize| view.head_at(line).is_some_and(|head| head.role == Role::Furniture);
    blocks.retain(|&(first, last)| !(first..=last).all(is_button));
    blocks
}

/// Whether a line may be the page's own word: it opens as the word of a house to its readers does, or, if it is no sentence, tells of no incident; it gives no source and is no part of a list.
fn speaks_for_page(view: &View<'_>, line: usize, sentences: bool) -> bool {
    let Some(head) = view.head_at(line) else { return false };
    let text = view.text(head);
    match head.role {
        Role::Furniture | Role::Related | Role::Tail | Role::Contents => true,
        Role::Citation | Role::Address => false,
        _ if sentences && text.starts_with('※') => words_of(text).incidents == 0,
        Role::Sentence => {
            let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
            is_foot(view, line)
                || is_imprint(text)
                || sentences && (words_of(bare).opens.has(List::Own) || text.ends_with("ください。"))
        }
        _ => {
            head.words.incidents == 0 && !matches!(head.marked.mark, Mark::List | Mark::Number(_))
                || is_foot(view, line)
        }
    }
}
