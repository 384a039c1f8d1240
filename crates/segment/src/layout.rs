//! Which lines are the headings of articles on this page.
//!
//! In:   the page's lines and its short lines read as `Head`s.
//! Out:  headings in page order, with the reason; none where the page is one notice or holds no heading style that recurs.
//!
//! A line is a heading because of what it shares with others of the page (a series tag, a mark, a date and an issuer beside it, an
//! underline, being printed twice), or, beside such headings, because it is set apart as they are. What stands below outweighs that: of
//! two ways to cut, the one wins whose headings have more items told below them (`told.rs`). A wrong cut costs a whole article, so a
//! page that shows neither stays one article (`notice.rs`).

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

mod apart;
mod cells;
mod filed;
mod groups;
mod listed;
mod story;
mod told;

use self::{
    apart::{organisations, plain},
    groups::{by_day_alone, by_form, by_leading_day, by_mark, by_rule, by_signature},
    listed::{contents, masthead, one_liners, related, repeated},
    told::{most_told, plainly_told},
};
use crate::{
    head::Head,
    lines::{Line, Shape},
    mark::Mark,
    role::Role,
    stamp::Side,
    terms::List,
};

pub(crate) use self::told::opens_item;

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

/// Labels above the title of an item, at most.
const LABELS: usize = 2;
/// Longest of them, in characters.
const LONGEST_LABEL: usize = 14;
/// How often a short line stands on a page that files its items by it, at least.
const FILED: usize = 3;

/// What surrounds a head.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Around {
    /// Blank lines before it.
    pub(crate) before: usize,
    /// Blank lines after it.
    pub(crate) after: usize,
    /// Whether a rule stands before it, with nothing but blank lines between.
    pub(crate) rule_before: bool,
    /// Whether the next line is a rule.
    pub(crate) underlined: bool,
    /// The next line of text.
    pub(crate) next: Option<usize>,
    /// The line of text before.
    pub(crate) previous: Option<usize>,
}

/// The page as the choice of headings sees it.
pub(crate) struct View<'a> {
    /// The page in normal form.
    pub(crate) normal: &'a str,
    /// Its lines.
    pub(crate) lines: &'a [Line],
    /// Its short lines.
    pub(crate) heads: &'a [Head],
    /// For each line the index of its head.
    pub(crate) head_of: Vec<Option<u32>>,
    /// For each head what surrounds it.
    pub(crate) around: Vec<Around>,
    /// Short lines that stand on the page so often that they file its items.
    categories: BTreeSet<&'a str>,
    /// For each line whether a news item opens on it, once that was asked.
    opens_item: Vec<Cell<Option<bool>>>,
}

impl<'a> View<'a> {
    /// Looks at lines and heads together.
    pub(crate) fn new(normal: &'a str, lines: &'a [Line], heads: &'a [Head]) -> Self {
        let mut head_of = vec![None; lines.len()];
        for (index, head) in heads.iter().enumerate() {
            head_of[head.line] = u32::try_from(index).ok();
        }
        let mut around = vec![Around::default(); heads.len()];
        let (mut blanks, mut rule, mut previous) = (0, false, None);
        for (index, line) in lines.iter().enumerate() {
            match line.shape {
                Shape::Blank => blanks += 1,
                Shape::Rule => (blanks, rule) = (0, true),
                Shape::Text => {
                    if let Some(head) = head_of[index] {
                        let place = &mut around[head as usize];
                        (place.before, place.rule_before, place.previous) = (blanks, rule, previous);
                    }
                    (blanks, rule, previous) = (0, false, Some(index));
                }
            }
        }
        let (mut blanks, mut next) = (0, None);
        for (index, line) in lines.iter().enumerate().rev() {
            match line.shape {
                Shape::Blank => blanks += 1,
                Shape::Rule => blanks = 0,
                Shape::Text => {
                    if let Some(head) = head_of[index] {
                        let place = &mut around[head as usize];
                        (place.after, place.next) = (blanks, next);
                        place.underlined = lines.get(index + 1).is_some_and(|line| line.shape == Shape::Rule);
                    }
                    (blanks, next) = (0, Some(index));
                }
            }
        }
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for head in heads {
            let text = lines[head.line].text(normal);
            let plain = matches!(head.role, Role::Other | Role::Section)
                || head.role == Role::Around && (head.words.whole.has(List::Generic) || head.words.incidents > 0);
            if plain
                && head.marked.mark == Mark::Plain
                && text.chars().count() <= 12
                && !text.contains(['。', ':', '(', '['])
            {
                *times.entry(text).or_default() += 1;
            }
        }
        let mut categories: BTreeSet<&str> =
            times.iter().filter(|&(_, &times)| times >= FILED).map(|(text, _)| *text).collect();
        categories.extend(numbered(&times));
        let opens_item = vec![Cell::new(None); lines.len()];
        Self { normal, lines, heads, head_of, around, categories, opens_item }
    }

    /// Whether the line is one of the labels or kinds by which the page files its items (「インシデント」).
    pub(crate) fn is_category(&self, line: usize) -> bool {
        self.categories.contains(self.lines[line].text(self.normal))
    }

    /// The head of a line.
    pub(crate) fn head_at(&self, line: usize) -> Option<&'a Head> {
        self.head_of[line].map(|index| &self.heads[index as usize])
    }

    /// What surrounds the head of a line.
    pub(crate) fn around_of(&self, line: usize) -> Option<&Around> {
        self.head_of[line].map(|index| &self.around[index as usize])
    }

    /// The words of a head, with mark and stamp.
    pub(crate) fn text(&self, head: &Head) -> &'a str {
        self.lines[head.line].text(self.normal)
    }

    fn title(&self, head: &Head) -> &'a str {
        head.title.of(self.text(head))
    }

    /// Whether running text stands on the line: too long for a head, or a sentence.
    pub(crate) fn is_body(&self, line: usize) -> bool {
        self.head_at(line).is_none_or(|head| head.role == Role::Sentence)
    }

    /// Whether a list sign stands before the words of a line.
    pub(crate) fn is_listed(&self, line: usize) -> bool {
        self.head_at(line).is_some_and(|head| head.marked.mark == Mark::List)
    }

    /// How many short lines stand right above a line and open its block with it: the kind and the day of an item of a list.
    pub(crate) fn labels_above(&self, line: usize) -> usize {
        let is_label = |line: usize| {
            self.head_at(line).is_some_and(|head| {
                matches!(head.role, Role::Other | Role::Section | Role::Around)
                    && self.text(head).chars().count() <= LONGEST_LABEL
            })
        };
        let labels = (0..line).rev().take(LABELS).take_while(|&line| is_label(line)).count();
        if labels > 0 && self.begins_block(line - labels) { labels } else { 0 }
    }

    /// Whether a head begins a block: a blank line, a rule or nothing stands before it.
    pub(crate) fn set_apart(&self, index: usize) -> bool {
        let place = &self.around[index];
        place.before >= 1
            || place.rule_before
            || place.previous.is_none_or(|line| self.is_category(line) && self.begins_block(line))
    }

    fn begins_block(&self, line: usize) -> bool {
        line == 0 || self.lines[line - 1].shape != Shape::Text
    }

    /// Whether the text after a head is running text, a clause or the like, and no further head of the kind.
    fn leads_to_body(&self, index: usize) -> bool {
        let Some(next) = self.around[index].next else { return false };
        self.is_body(next)
            || self.head_at(next).is_some_and(|head| match head.role {
                Role::Other | Role::Section | Role::Around => {
                    head.marked.mark != self.heads[index].marked.mark || head.strength < 4
                }
                _ => false,
            })
    }
}

/// Labels that number the items of a page (「1位」, 「事例2」, 「No.3」): the same word beside numbers, on lines of their own.
fn numbered<'a>(times: &BTreeMap<&'a str, usize>) -> Vec<&'a str> {
    let mut by_word: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for &text in times.keys().filter(|text| text.contains(|c: char| c.is_ascii_digit()) && text.len() <= 18) {
        let word: String = text.chars().filter(|c| !c.is_ascii_digit() && *c != ' ').collect();
        let is_date = word.contains(['年', '月', '日', '時', '/', '-', '人', '件', '名']);
        if !word.is_empty() && !is_date {
            by_word.entry(word).or_default().push(text);
        }
    }
    by_word.into_values().filter(|labels| labels.len() >= FILED).flatten().collect()
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
