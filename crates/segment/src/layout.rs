//! Which lines are the headings of articles on this page.
//!
//! In:   the page's lines and its short lines read as `Head`s.
//! Out:  headings in page order, with the reason; none where the page is one notice or holds no heading style that recurs.
//!
//! A line is a heading because of what it shares with others of the page (a series tag, a mark, a date and an issuer beside it, an
//! underline, being printed twice), or, beside such headings, because it is set apart as they are. What stands below outweighs that: of
//! two ways to cut, the one wins whose headings have more items told below them (`told.rs`). A wrong cut costs a whole article, so a
//! page that shows neither stays one article (`notice.rs`).

mod apart;
mod cells;
mod filed;
mod groups;
mod listed;
mod story;
mod told;
mod view;

use self::{
    apart::{organisations, plain},
    groups::{by_day_alone, by_form, by_leading_day, by_mark, by_rule, by_signature},
    listed::{contents, masthead, one_liners, related, repeated},
    told::{most_told, plainly_told},
};
use crate::{mark::Mark, role::Role, stamp::Side, terms::List};

pub(crate) use self::{
    told::opens_item,
    view::{Around, View},
};

/// Why a line is a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// A numbered series tag.
    Series,
    /// Printed twice.
    Repeated,
    /// A day, perhaps with an issuer, beside the title.
    Stamped,
    /// A mark that the page's headings share.
    Marked,
    /// A rule below.
    Underlined,
    /// Names of organisations head the items of this page.
    Organisation,
    /// Set apart like the page's other headings.
    Plain,
    /// Marked as a heading by the page's form (HTML).
    Form,
}

/// The heading of an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading {
    /// Index into the heads.
    pub(crate) head: usize,
    /// Why it is one.
    pub(crate) why: Why,
}

/// The headings of a page.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// In page order.
    pub(crate) headings: Vec<Heading>,
    /// Whether each heading is its whole article.
    pub(crate) one_liners: bool,
    /// Whether names of organisations are the headings.
    pub(crate) by_organisation: bool,
    /// Lines right above each heading that are of its own article's row: number and day of a table's cells.
    pub(crate) cells_above: usize,
}

/// Chooses the headings.
pub(crate) fn choose(view: &View<'_>) -> Layout {
    let mut skipped = contents(view);
    related(view, &mut skipped);
    if let Some(name) = masthead(view) {
        skipped[name] = true;
    }
    for (index, head) in view.heads.iter().enumerate() {
        skipped[index] |= view.is_category(head.line);
    }
    let skipped = skipped;
    let mut why: Vec<Option<Why>> = vec![None; view.heads.len()];
    let usable = |index: usize| !skipped[index];

    for (index, head) in view.heads.iter().enumerate().filter(|&(index, _)| usable(index)) {
        if head.marked.mark == Mark::Series {
            why[index] = Some(Why::Series);
        } else if head.stamp.is_some_and(|s| s.side == Side::Tail && s.full)
            && matches!(head.role, Role::Other | Role::Section)
            && !matches!(head.marked.mark, Mark::List | Mark::Number(_))
            && head.strength + i32::from(head.stamp.is_some_and(|s| s.issuer.is_some())) * 3 >= 2
        {
            why[index] = Some(Why::Stamped);
        }
    }
    for (index, pair) in repeated(view) {
        if usable(index) && why[pair].is_none() {
            why[index] = why[index].or(Some(Why::Repeated));
        }
    }
    // Printings after the first are no headings.
    for (index, pair) in repeated(view) {
        if why[index].is_some() {
            why[pair] = None;
        }
    }
    if by_form(view, &skipped, &mut why) {
        return settled(view, &why, false);
    }
    if let Some(rows) = cells::rows(view) {
        why.iter_mut().for_each(|why| *why = None);
        rows.heads.iter().for_each(|&head| why[head] = Some(Why::Organisation));
        return Layout { cells_above: rows.above, ..settled(view, &why, true) };
    }
    if one_liners(view, &skipped, &mut why) {
        let mut layout = settled(view, &why, false);
        layout.one_liners = true;
        return layout;
    }
    let filed = filed::items(view, &skipped);
    if !filed.is_empty() {
        why.iter_mut().for_each(|why| *why = None);
        filed.into_iter().for_each(|index| why[index] = Some(Why::Stamped));
        return Layout { one_liners: true, ..settled(view, &why, false) };
    }
    let first_strong = why.iter().position(Option::is_some);

    by_mark(view, &skipped, first_strong, &mut why);
    by_rule(view, &skipped, first_strong, &mut why);
    if !why.iter().any(|w| matches!(w, Some(Why::Series | Why::Repeated | Why::Marked | Why::Underlined))) {
        by_leading_day(view, &skipped, &mut why);
        by_day_alone(view, &skipped, &mut why);
    }
    if why.iter().all(Option::is_none) {
        by_signature(view, &skipped, &mut why);
    }
    if why.iter().all(Option::is_none)
        && let Some(told) = plainly_told(view, &skipped)
    {
        told.heads.iter().for_each(|&index| why[index] = Some(told.why));
    }
    let mut by_organisation = false;
    if why.iter().all(Option::is_none) {
        by_organisation = organisations(view, &mut why);
    }
    if !by_organisation {
        plain(view, &skipped, &mut why);
    }
    let layout = settled(view, &why, by_organisation);
    // What the items say outweighs what the lines look like.
    match most_told(view, &skipped).filter(|told| told.items.len() > told.headed_in(&layout)) {
        Some(told) => {
            let mut why = vec![None; view.heads.len()];
            told.heads.iter().for_each(|&index| why[index] = Some(told.why));
            settled(view, &why, false)
        }
        None => layout,
    }
}

fn settled(view: &View<'_>, why: &[Option<Why>], by_organisation: bool) -> Layout {
    let mut why = why.to_vec();
    let first = why.iter().position(Option::is_some).unwrap_or(why.len());
    if why.iter().flatten().count() >= 2 {
        behind_closing_lines(view, &mut why);
        // 「編集後記」 behind the items is one of its own.
        for (index, reason) in why.iter_mut().enumerate().skip(first + 1) {
            let head = &view.heads[index];
            if head.words.whole.has(List::Opinion)
                && view.set_apart(index)
                && view.around[index].next.is_some_and(|line| view.is_body(line))
            {
                *reason = reason.or(Some(Why::Plain));
            }
        }
    }
    let headings = why.iter().enumerate().filter_map(|(head, w)| w.map(|why| Heading { head, why })).collect();
    let mut layout = Layout { headings, one_liners: false, by_organisation, cells_above: 0 };
    settle(view, &mut layout);
    layout
}

/// Where each item of the page closes with a line of the same form (「ラベル: 病院, 紛失」, 「ツイート / シェア」), what stands behind such
/// a line is an item too, whatever its heading looks like.
fn behind_closing_lines(view: &View<'_>, why: &mut [Option<Why>]) {
    let form = |index: usize| {
        let text = view.lines[view.around[index].previous?].text(view.normal);
        let label = text.split(':').next().unwrap_or(text);
        (text.chars().count() <= 60 && !text.ends_with('。') && label.chars().count() >= 2).then_some(label)
    };
    let mut headings = why.iter().enumerate().filter(|(_, why)| why.is_some()).map(|(index, _)| index);
    let Some(first) = headings.next() else { return };
    let mut forms = headings.map(form);
    let Some(Some(closing)) = forms.next() else { return };
    if forms.next() != Some(Some(closing)) || forms.any(|form| form != Some(closing)) {
        return;
    }
    for (index, why) in why.iter_mut().enumerate().skip(first + 1) {
        let titled = matches!(view.heads[index].role, Role::Other | Role::Section);
        if titled && view.set_apart(index) && form(index) == Some(closing) && view.leads_to_body(index) {
            *why = why.or(Some(Why::Plain));
        }
    }
}

/// Whether a heading that bears its day stands on the line below another one, which has no text, and above a line that is none either: titles
/// of other articles in a list.
fn is_listed(view: &View<'_>, layout: &Layout, n: usize) -> bool {
    let line = |n: usize| view.heads[layout.headings[n].head].line;
    let below_other = n > 0 && line(n - 1) + 1 == line(n);
    let no_text =
        view.around[layout.headings[n].head].next.is_none_or(|next| !view.is_body(next) || next > line(n) + 1);
    below_other && no_text && layout.headings[n].why == Why::Stamped
}

/// Drops headings below which nothing stands, unless the page's articles are their headings alone.
fn settle(view: &View<'_>, layout: &mut Layout) {
    let count = layout.headings.len();
    if count < 2 {
        return;
    }
    let bare: Vec<bool> = (0..count)
        .map(|n| {
            let heading = layout.headings[n];
            let Some(next) = view.around[heading.head].next else { return true };
            let following = layout.headings.get(n + 1).map(|h| view.heads[h.head].line);
            if Some(next) == following || is_listed(view, layout, n) {
                return true;
            }
            // Only a heading of a group stands between.
            let short = view
                .head_at(next)
                .is_some_and(|head| head.role != Role::Sentence && view.text(head).chars().count() <= 14);
            let then = view.head_of[next].and_then(|head| view.around[head as usize].next);
            short && then.is_some() && then == following
        })
        .collect();
    let without = bare.iter().filter(|&&b| b).count();
    layout.one_liners = count >= 3 && without * 10 >= count * 6;
    if !layout.one_liners {
        let mut n = 0;
        layout.headings.retain(|heading| {
            n += 1;
            !bare[n - 1] || matches!(heading.why, Why::Series | Why::Repeated | Why::Form)
        });
    }
}
