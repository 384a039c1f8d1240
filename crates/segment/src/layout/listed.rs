//! What a heading is not: an entry in a list of contents or of related articles, a section below a notice's own heading.
//!
//! In:   the page's lines and heads.
//! Out:  the heads to pass over; whether a notice's heading, or the page's own name, stands above.

use std::collections::BTreeMap;

use super::{View, Why, told::text_below};
use crate::{head::Head, lines::Shape, mark::Mark, role::Role, stamp::Side, terms::List};

/// Heads whose title is printed again as the next line of text, as pairs of heads.
pub(super) fn repeated(view: &View<'_>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (index, head) in view.heads.iter().enumerate() {
        let Some(next) = view.around[index].next.and_then(|line| view.head_of[line]) else { continue };
        let (text, again) = (view.text(head), view.text(&view.heads[next as usize]));
        if text == again
            && text.chars().count() >= 8
            && !matches!(
                head.role,
                Role::Furniture | Role::Around | Role::Closing | Role::Sentence | Role::Address | Role::Tail
            )
        {
            pairs.push((index, next as usize));
        }
    }
    pairs
}

/// Heads that stand in a list of contents: their titles come again below, where text follows them.
pub(super) fn contents(view: &View<'_>) -> Vec<bool> {
    let mut last: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (index, head) in view.heads.iter().enumerate() {
        if matches!(head.role, Role::Other | Role::Section | Role::Organisation) && head.title.len() >= 9 {
            last.insert((head.title.len(), view.title(head)), index);
        }
    }
    let mut listed = vec![false; view.heads.len()];
    for (index, head) in view.heads.iter().enumerate() {
        let Some(&later) = last.get(&(head.title.len(), view.title(head))) else { continue };
        let adjacent = view.around[index].next == Some(view.heads[later].line);
        let followed = text_below(view, index).is_some_and(|line| view.is_body(line));
        if later > index && !adjacent && !followed && (view.leads_to_body(later) || view.around[later].underlined) {
            // Printed twice at its place is not listed: the next line of text is the same title.
            let twice = view.around[index]
                .next
                .and_then(|line| view.head_at(line))
                .is_some_and(|next| view.title(next) == view.title(head));
            listed[index] = !twice;
        }
    }
    // Short titles of the same list (編集後記) go with their neighbours.
    for index in 1..view.heads.len() {
        let same = view.heads[index].marked.mark == view.heads[index - 1].marked.mark
            && matches!(
                view.heads[index].marked.mark,
                Mark::Bracket(_) | Mark::Bullet(_) | Mark::Number(_) | Mark::List
            );
        if listed[index - 1]
            && same
            && view.around[index].before == 0
            && view.heads[index].line == view.heads[index - 1].line + 1
        {
            listed[index] = true;
        }
    }
    listed
}

/// Heads in a list of related articles: below its heading, up to a blank line, a rule or running text.
pub(super) fn related(view: &View<'_>, skipped: &mut [bool]) {
    let mut inside = false;
    let mut items = 0;
    for (index, head) in view.heads.iter().enumerate() {
        let place = &view.around[index];
        if matches!(head.role, Role::Related | Role::Tail) {
            (inside, items) = (true, 0);
            skipped[index] = true;
            continue;
        }
        // 「新着記事」 above items with their day and their text is no list of other articles.
        let has_text = items == 0
            && head.stamp.is_some_and(|stamp| stamp.full)
            && place.next.filter(|&next| next == head.line + 1).is_some_and(|next| {
                view.head_at(next).is_none_or(|next| next.stamp.is_none() && view.text(next).chars().count() >= 30)
            });
        let apart = has_text || place.rule_before || place.previous.is_some_and(|line| view.head_of[line].is_none());
        if inside
            && (apart
                || items > 0 && place.before > 0
                || head.role == Role::Sentence
                || head.marked.mark == Mark::Series)
        {
            inside = false;
        }
        if inside {
            skipped[index] = true;
            items += 1;
        }
    }
}

/// Whether a heading of a single notice stands before this head, with date, issuer or text between: then marks head its sections.
pub(super) fn notice_above(view: &View<'_>, until: usize) -> bool {
    if masthead(view).is_some_and(|head| head < until) {
        return false;
    }
    let mut titled = false;
    for head in &view.heads[..until] {
        match head.role {
            Role::Other if head.strength >= 4 || head.words.closes.has(List::Ending) && head.strength >= 2 => {
                titled = true
            }
            Role::Around | Role::Organisation | Role::Sentence if titled => return true,
            _ => {}
        }
    }
    let line = view.heads.get(until).map_or(view.lines.len(), |head| head.line);
    titled
        && view.lines[..line]
            .iter()
            .enumerate()
            .any(|(index, line)| line.shape == Shape::Text && view.head_of[index].is_none())
}

/// Whether numbers count the sections of a notice (「1.経緯」, 「2.原因」): what is listed in them is none of the page's items.
pub(super) fn sectioned(view: &View<'_>, skipped: &[bool]) -> bool {
    let numbered = view.heads.iter().enumerate().filter(|(index, head)| {
        !skipped[*index] && head.role == Role::Section && matches!(head.marked.mark, Mark::Number(_))
    });
    masthead(view).is_none() && numbered.take(SECTIONS).count() == SECTIONS
}

/// Numbered sections that make a notice.
const SECTIONS: usize = 2;

/// Number of heads at the top among which the page's own name is looked for.
const TOP: usize = 2;

/// The name of a page that gathers many items (今月の事故まとめ, 報道発表資料一覧, 第12号): what stands below it is no single notice.
pub(super) fn masthead(view: &View<'_>) -> Option<usize> {
    view.heads
        .iter()
        .enumerate()
        .filter(|(_, head)| !matches!(head.role, Role::Furniture | Role::Around | Role::Organisation | Role::Tail))
        .take(TOP)
        .find(|(_, head)| head.is_masthead)
        .map(|(index, _)| index)
}

/// Fewest lines that make a list of items of one line each.
const LISTED: usize = 3;

/// A page of items of one line each behind list signs, perhaps under headings of kinds or places: 「・架空市 名簿を紛失 2012年3月6日」.
/// The lists inside a notice (of whom, of what) name no incidents and stand beside running text.
pub(super) fn one_liners(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) -> bool {
    let listed: Vec<usize> = (0..view.heads.len())
        .filter(|&index| {
            let head = &view.heads[index];
            let dated = || head.stamp.is_some_and(|stamp| stamp.side == Side::Tail && stamp.full);
            (head.marked.mark == Mark::List || matches!(head.marked.mark, Mark::Number(_)) && dated())
                && !skipped[index]
                && head.title.len() >= 15
        })
        .collect();
    if listed.len() < LISTED {
        return false;
    }
    let bodies = view.lines.iter().enumerate().filter(|&(line, here)| here.shape == Shape::Text && view.is_body(line));
    let stamped =
        listed.iter().filter(|&&index| view.heads[index].stamp.is_some_and(|stamp| stamp.side == Side::Tail)).count();
    let headlines = listed
        .iter()
        .filter(|&&index| view.heads[index].role == Role::Other && view.heads[index].words.incidents > 0)
        .count();
    // A notice's own heading above: then the list is its own.
    let announces = |head: &Head| head.role == Role::Other && head.strength >= 4 && head.words.closes.has(List::Ending);
    let dated = stamped * 3 >= listed.len() * 2;
    let named = headlines * 5 >= listed.len() * 4;
    let most = if dated { listed.len() / 2 } else { listed.len() / 4 };
    if !(dated && headlines * 2 >= listed.len() || named)
        || bodies.take(most + 1).count() > most
        || view.heads[..listed[0]].iter().any(announces)
    {
        return false;
    }
    why.iter_mut().for_each(|w| *w = None);
    for index in listed {
        let head = &view.heads[index];
        if head.stamp.is_some() || head.role == Role::Other {
            why[index] = Some(Why::Marked);
        }
    }
    true
}
