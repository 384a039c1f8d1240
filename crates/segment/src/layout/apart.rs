//! Headings without a sign: names of organisations above their items, lines set apart like the page's other headings.
//!
//! In:   the page's lines and heads, the headings found so far.
//! Out:  further headings, written into `why`.

use std::collections::{BTreeMap, BTreeSet};

use super::{View, Why, listed::notice_above};
use crate::{
    mark::Mark,
    role::{Role, has_particle},
    stamp::Side,
};

/// Pages that head each item with an organisation's name.
pub(super) fn organisations(view: &View<'_>, why: &mut [Option<Why>]) -> bool {
    let group: Vec<usize> = (0..view.heads.len())
        .filter(|&index| {
            let (head, place) = (&view.heads[index], &view.around[index]);
            let apart = place.after >= 1
                && (place.before >= 1
                    || place.previous.is_none()
                    || place.rule_before
                    || place.previous.is_some_and(|line| view.is_body(line)));
            if head.role != Role::Organisation
                || head.marked.mark != Mark::Plain
                || !apart
                || view.lines[head.line].indent > 6
            {
                return false;
            }
            // Text must follow soon; a date or an officer below makes it an issuer line.
            let Some(next) = place.next else { return false };
            let Some(below) = view.head_at(next) else { return true };
            match below.role {
                Role::Sentence => true,
                Role::Other | Role::Section => {
                    let below = |line: usize| view.head_of[line].and_then(|head| view.around[head as usize].next);
                    // A day may stand between the title and its text.
                    let is_day = |line: &usize| view.head_at(*line).is_some_and(|head| head.is_day);
                    let after = below(next).and_then(|line| if is_day(&line) { below(line) } else { Some(line) });
                    after.is_some_and(|line| {
                        view.is_body(line)
                            || view.head_at(line).is_some_and(|h| matches!(h.role, Role::Other | Role::Sentence))
                    })
                }
                _ => false,
            }
        })
        .collect();
    // One name alone signs the page's notices; it heads no items.
    let names: BTreeSet<&str> = group.iter().map(|&index| view.text(&view.heads[index])).collect();
    if names.len() < 2 {
        return false;
    }
    // Beside them a name that no ending gives away (カザミ・テック) stands in the same way: short, alone, text below.
    let (first, known) = (group[0], group.len());
    let unknown: Vec<usize> = (first + 1..view.heads.len())
        .filter(|&index| {
            let (head, place) = (&view.heads[index], &view.around[index]);
            let text = view.text(head);
            head.role == Role::Other
                && head.marked.mark == Mark::Plain
                && (2..=16).contains(&text.chars().count())
                && head.words.incidents == 0
                && !has_particle(text)
                && !text.contains(['。', '、', '「', '/'])
                && place.before >= 1
                && place.after >= 1
                && place.next.is_some_and(|line| view.is_body(line))
        })
        .collect();
    let unknown = if unknown.len() <= known { unknown } else { Vec::new() };
    for index in group.into_iter().chain(unknown) {
        why[index] = Some(Why::Organisation);
    }
    true
}

/// Lines set apart like the page's other headings, and pages whose headings have nothing but that.
pub(super) fn plain(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) {
    let strong: Vec<usize> = (0..view.heads.len()).filter(|&index| why[index].is_some()).collect();
    // Marked and underlined headings have their own sign; lines without it are no headings there.
    if strong.iter().any(|&index| matches!(why[index], Some(Why::Marked | Why::Underlined | Why::Repeated))) {
        return;
    }
    let apart = |index: usize| {
        let (head, place) = (&view.heads[index], &view.around[index]);
        !skipped[index]
            && why[index].is_none()
            && head.role == Role::Other
            && head.stamp.is_none_or(|s| s.side == Side::Tail && s.full)
            && head.marked.mark == Mark::Plain
            && (place.before >= 1 || place.rule_before)
            && place.after >= 1
            && place.next.is_some()
            // The line below the heading of a section is its content.
            && place.previous.and_then(|line| view.head_at(line)).is_none_or(|above| {
                above.role == Role::Sentence || above.role != Role::Section && !matches!(above.marked.mark, Mark::Number(_))
            })
            && place.previous.is_some()
    };
    if strong.is_empty() {
        return alone(view, skipped, why);
    }
    let mut gaps: BTreeMap<usize, usize> = BTreeMap::new();
    for &index in &strong {
        *gaps.entry(view.around[index].after.min(2)).or_default() += 1;
    }
    let gap = gaps.iter().max_by_key(|(gap, n)| (**n, **gap)).map_or(0, |(gap, _)| *gap);
    let first = strong[0];
    let candidates: Vec<usize> = (first + 1..view.heads.len()).filter(|&index| apart(index)).collect();
    // Two blank lines on either side stand around the headings alone: then what stands so is one, whatever its words.
    let wide = |index: usize| view.around[index].before >= 2 && view.around[index].after >= 2;
    let numbered = |index: usize| !matches!(view.heads[index].marked.mark, Mark::Plain | Mark::Series);
    let is_wide_page = gap == 2
        && strong[1..].iter().all(|&index| wide(index))
        && !(first..view.heads.len()).any(|index| wide(index) && numbered(index));
    if is_wide_page {
        for index in (first + 1..view.heads.len()).filter(|&index| wide(index)) {
            let head = &view.heads[index];
            let titled = matches!(head.role, Role::Other | Role::Section) && view.text(head).chars().count() >= 6;
            if titled && !skipped[index] && view.around[index].next.is_some_and(|line| view.is_body(line)) {
                why[index] = why[index].or(Some(Why::Plain));
            }
        }
    }
    for index in candidates {
        let strength = view.heads[index].strength;
        let alike = gap == 2 && view.around[index].after >= 2;
        let wanted = match (alike, strong.len()) {
            (true, _) => 2,
            (false, 1) => 6,
            (false, _) if gap >= 1 && view.around[index].after >= gap => 5,
            (false, _) => 99,
        };
        if strength >= wanted {
            why[index] = Some(Why::Plain);
        }
    }
}

/// A page whose lines set apart are all headlines: a round-up without any sign at its headings.
pub(super) fn alone(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) {
    let mut found = Vec::new();
    for (index, head) in view.heads.iter().enumerate() {
        let place = &view.around[index];
        if skipped[index]
            || !matches!(head.role, Role::Other | Role::Section)
            || (place.before == 0 && place.previous.is_some() && !place.rule_before)
        {
            continue;
        }
        let leads = place.next.is_some_and(|line| view.is_body(line));
        let first = place.previous.is_none();
        if leads && head.strength >= 5 && head.marked.mark == Mark::Plain {
            found.push(index);
        } else if !first {
            // A section heading, a clause, a list: this page is one notice.
            return;
        }
    }
    if found.len() >= 2 && !notice_above(view, found[0]) {
        for index in found {
            why[index] = Some(Why::Plain);
        }
    }
}
