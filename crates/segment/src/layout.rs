//! Which lines are the headings of articles on this page.
//!
//! In:   the page's lines and its short lines read as `Head`s.
//! Out:  headings in page order, with the reason; none where the page is one notice or holds no heading style that recurs.
//!
//! A line is a heading because of what it shares with others of the page (a series tag, a mark, a date and an issuer beside it, an
//! underline, being printed twice), or, beside such headings, because it is set apart as they are. A wrong cut costs a whole
//! article, so a page that shows no such style stays one article (`notice.rs`).

use std::collections::BTreeMap;

use jikenbo_model::BlockKind;

use crate::{
    head::{Head, Role},
    lines::{Line, Shape},
    mark::Mark,
    stamp::Side,
    terms::List,
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
}

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
        Self { normal, lines, heads, head_of, around }
    }

    /// The head of a line.
    pub(crate) fn head_at(&self, line: usize) -> Option<&'a Head> {
        self.head_of[line].map(|index| &self.heads[index as usize])
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

/// Chooses the headings.
pub(crate) fn choose(view: &View<'_>) -> Layout {
    let mut skipped = contents(view);
    related(view, &mut skipped);
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
    let first_strong = why.iter().position(Option::is_some);

    by_mark(view, &skipped, first_strong, &mut why);
    by_rule(view, &skipped, first_strong, &mut why);
    if !why.iter().any(|w| matches!(w, Some(Why::Series | Why::Repeated | Why::Marked | Why::Underlined))) {
        by_leading_day(view, &skipped, &mut why);
    }
    let mut by_organisation = false;
    if why.iter().all(Option::is_none) {
        by_organisation = organisations(view, &mut why);
    }
    if !by_organisation {
        plain(view, &skipped, &mut why);
    }
    settled(view, &why, by_organisation)
}

fn settled(view: &View<'_>, why: &[Option<Why>], by_organisation: bool) -> Layout {
    let headings = why.iter().enumerate().filter_map(|(head, w)| w.map(|why| Heading { head, why })).collect();
    let mut layout = Layout { headings, one_liners: false, by_organisation };
    settle(view, &mut layout);
    layout
}

/// The level of headings, as the page's form marks them, at which articles stand; deeper ones head their sections.
fn by_form(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) -> bool {
    let mut levels: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
    for (index, head) in view.heads.iter().enumerate() {
        if let BlockKind::Heading(level) = view.lines[head.line].block
            && !skipped[index]
            && matches!(head.role, Role::Other | Role::Section | Role::Organisation)
        {
            levels.entry(level).or_default().push(index);
        }
    }
    for group in levels.into_values() {
        let headlines = group.iter().filter(|&&index| view.heads[index].strength >= 3).count();
        let sections = group.iter().filter(|&&index| view.heads[index].role == Role::Section).count();
        let numbered = group.iter().filter(|&&index| matches!(view.heads[index].marked.mark, Mark::Number(_))).count();
        if group.len() >= 2
            && headlines >= 2
            && headlines * 2 > group.len()
            && headlines > sections * 2
            && numbered * 2 < group.len()
            && !notice_above(view, group[0])
        {
            why.iter_mut().for_each(|w| *w = None);
            for index in group {
                if view.heads[index].role != Role::Section {
                    why[index] = Some(Why::Form);
                }
            }
            return true;
        }
    }
    false
}

/// Heads whose title is printed again as the next line of text, as pairs of heads.
fn repeated(view: &View<'_>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (index, head) in view.heads.iter().enumerate() {
        let Some(next) = view.around[index].next.and_then(|line| view.head_of[line]) else { continue };
        let (text, again) = (view.text(head), view.text(&view.heads[next as usize]));
        if text == again
            && text.chars().count() >= 8
            && !matches!(head.role, Role::Furniture | Role::Around | Role::Closing | Role::Sentence | Role::Address)
        {
            pairs.push((index, next as usize));
        }
    }
    pairs
}

/// Heads that stand in a list of contents: their titles come again below, where text follows them.
fn contents(view: &View<'_>) -> Vec<bool> {
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, head) in view.heads.iter().enumerate() {
        if matches!(head.role, Role::Other | Role::Section | Role::Organisation) && head.title.len() >= 9 {
            last.insert(view.title(head), index);
        }
    }
    let mut listed = vec![false; view.heads.len()];
    for (index, head) in view.heads.iter().enumerate() {
        let Some(&later) = last.get(view.title(head)) else { continue };
        let adjacent = view.around[index].next == Some(view.heads[later].line);
        let followed = view.around[index].next.is_some_and(|line| view.is_body(line));
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
fn related(view: &View<'_>, skipped: &mut [bool]) {
    let mut inside = false;
    let mut items = 0;
    for (index, head) in view.heads.iter().enumerate() {
        let place = &view.around[index];
        if head.role == Role::Related {
            (inside, items) = (true, 0);
            skipped[index] = true;
            continue;
        }
        let apart = place.rule_before || place.previous.is_some_and(|line| view.head_of[line].is_none());
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
fn notice_above(view: &View<'_>, until: usize) -> bool {
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

fn by_mark(view: &View<'_>, skipped: &[bool], first_strong: Option<usize>, why: &mut [Option<Why>]) {
    let mut groups: BTreeMap<Mark, Vec<usize>> = BTreeMap::new();
    for (index, head) in view.heads.iter().enumerate() {
        let usable = matches!(head.marked.mark, Mark::Bullet(_) | Mark::Bracket(_) | Mark::Hash(_))
            && !skipped[index]
            && matches!(head.role, Role::Other | Role::Section | Role::Organisation);
        if usable {
            groups.entry(head.marked.mark).or_default().push(index);
        }
    }
    let mut groups: Vec<_> = groups.into_values().filter(|group| group.len() >= 2).collect();
    groups.sort_by_key(|group| group[0]);
    for group in groups {
        let heads = || group.iter().map(|&index| &view.heads[index]);
        let stamped = heads().filter(|head| head.stamp.is_some()).count();
        let headlines = heads().filter(|head| head.strength >= 3).count();
        let sections = heads().filter(|head| head.role == Role::Section || head.strength <= 0).count();
        let dated = stamped * 2 >= group.len();
        // Marks below a heading of another style head its sections.
        let below =
            first_strong.is_some_and(|first| first < group[0]) && !group.iter().any(|&index| why[index].is_some());
        let headed = headlines * 2 > group.len() && headlines > sections * 2;
        let ruled =
            group.iter().filter(|&&index| view.around[index].underlined || view.around[index].rule_before).count() * 2
                > group.len();
        if !below && (dated || (headed || ruled && headlines > sections) && (!notice_above(view, group[0]) || ruled)) {
            for index in group {
                why[index] = why[index].or(Some(Why::Marked));
            }
            return;
        }
    }
}

fn by_rule(view: &View<'_>, skipped: &[bool], first_strong: Option<usize>, why: &mut [Option<Why>]) {
    let ruled: Vec<usize> = (0..view.heads.len())
        .filter(|&index| {
            let place = &view.around[index];
            !skipped[index]
                && place.underlined
                && (place.before >= 1 || place.rule_before || place.previous.is_none())
                && place.next.is_some()
                && matches!(view.heads[index].role, Role::Other | Role::Section | Role::Organisation)
                && view.heads[index].title.len() <= 300
        })
        .collect();
    let headlines = ruled.iter().filter(|&&index| view.heads[index].strength >= 3).count();
    let below = first_strong.is_some_and(|first| ruled.first().is_some_and(|&r| first < r))
        && !ruled.iter().any(|&index| why[index].is_some());
    if ruled.len() >= 2 && headlines * 2 > ruled.len() && !below {
        for index in ruled {
            why[index] = why[index].or(Some(Why::Underlined));
        }
    }
}

/// 「令和2年11月5日 医薬品卸で…」, each above its text, newest first. A list of steps runs the other way.
fn by_leading_day(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) {
    let group: Vec<usize> = (0..view.heads.len())
        .filter(|&index| {
            let head = &view.heads[index];
            !skipped[index]
                && head.role == Role::Other
                && head.stamp.is_some_and(|s| s.side == Side::Lead)
                && (view.around[index].before >= 1
                    || view.around[index].rule_before
                    || view.around[index].previous.is_none())
                && view.leads_to_body(index)
        })
        .collect();
    if group.len() < 2 {
        return;
    }
    let headlines = group.iter().filter(|&&index| view.heads[index].strength >= 3).count();
    let dates: Vec<_> = group.iter().filter_map(|&index| view.heads[index].stamp.and_then(|s| s.date)).collect();
    let rising = dates.windows(2).filter(|pair| pair[0] < pair[1]).count();
    let falling = dates.windows(2).filter(|pair| pair[0] > pair[1]).count();
    let steps = rising > falling || dates.is_empty() && notice_above(view, group[0]);
    if headlines * 3 >= group.len() * 2 && !steps {
        for index in group {
            why[index] = why[index].or(Some(Why::Stamped));
        }
    }
}

/// Pages that head each item with an organisation's name.
fn organisations(view: &View<'_>, why: &mut [Option<Why>]) -> bool {
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
                    let after = view.head_of[next].and_then(|n| view.around[n as usize].next);
                    after.is_some_and(|line| {
                        view.is_body(line)
                            || view.head_at(line).is_some_and(|h| matches!(h.role, Role::Other | Role::Sentence))
                    })
                }
                _ => false,
            }
        })
        .collect();
    if group.len() < 2 {
        return false;
    }
    for index in group {
        why[index] = Some(Why::Organisation);
    }
    true
}

/// Lines set apart like the page's other headings, and pages whose headings have nothing but that.
fn plain(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) {
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
fn alone(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) {
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
            if Some(next) == following {
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
