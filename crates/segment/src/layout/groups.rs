//! Lines that share a sign: a mark, a rule below, a day before the title, a heading level of the page's form.
//!
//! In:   the page's lines and heads.
//! Out:  groups of heads that are headings of articles, written into `why`.

use std::collections::BTreeMap;

use jikenbo_model::BlockKind;

use super::{
    Around, View, Why,
    listed::{masthead, notice_above, sectioned},
    story,
    told::{opens_item, text_below},
};
use crate::{days::find_days, lines::Shape, mark::Mark, role::Role, stamp::Side, terms::List};

/// The level of headings, as the page's form marks them, at which articles stand; deeper ones head their sections.
pub(super) fn by_form(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) -> bool {
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
                // A heading of this level whose last word is that of a section (…の別れ方) is one like its neighbours if it is long.
                if view.heads[index].role != Role::Section || view.heads[index].title.len() >= 27 {
                    why[index] = Some(Why::Form);
                }
            }
            return true;
        }
    }
    false
}

pub(super) fn by_mark(view: &View<'_>, skipped: &[bool], first_strong: Option<usize>, why: &mut [Option<Why>]) {
    let mut groups: BTreeMap<Mark, Vec<usize>> = BTreeMap::new();
    for (index, head) in view.heads.iter().enumerate() {
        let numbered = matches!(head.marked.mark, Mark::Number(_))
            && (view.set_apart(index) || view.around[index].next.is_some_and(|line| opens_item(view, line)));
        let usable = (numbered || matches!(head.marked.mark, Mark::Bullet(_) | Mark::Bracket(_) | Mark::Hash(_)))
            && !skipped[index]
            && matches!(head.role, Role::Other | Role::Section | Role::Organisation);
        if usable {
            groups.entry(head.marked.mark).or_default().push(index);
        }
    }
    let lists_only = sectioned(view, skipped);
    let in_list = |index: usize| lists_only && matches!(view.heads[index].marked.mark, Mark::Bullet(_));
    let mut groups: Vec<_> = groups.into_values().filter(|group| group.len() >= 2 && !in_list(group[0])).collect();
    groups.sort_by_key(|group| group[0]);
    for group in groups {
        let heads = || group.iter().map(|&index| &view.heads[index]);
        let stamped = heads().filter(|head| head.stamp.is_some()).count();
        let headlines = group
            .iter()
            .filter(|&&index| {
                let head = &view.heads[index];
                head.strength >= 3
                    || head.words.incidents > 0 && text_below(view, index).is_some_and(|line| opens_item(view, line))
            })
            .count();
        let sections = heads().filter(|head| head.role == Role::Section || head.strength <= 0).count();
        let dated = stamped * 2 >= group.len();
        // Marks below a heading of another style head its sections.
        let below =
            first_strong.is_some_and(|first| first < group[0]) && !group.iter().any(|&index| why[index].is_some());
        // Numbers mostly count the clauses of a notice.
        let headed = match group.first().map(|&index| view.heads[index].marked.mark) {
            Some(Mark::Number(_)) => {
                (sections == 0 || masthead(view).is_some() && sections * 3 <= group.len())
                    && headlines * 3 >= group.len() * 2
            }
            _ if masthead(view).is_some() => headlines * 2 >= group.len() && headlines > sections,
            _ => headlines * 2 > group.len() && headlines > sections * 2,
        };
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

pub(super) fn by_rule(view: &View<'_>, skipped: &[bool], first_strong: Option<usize>, why: &mut [Option<Why>]) {
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
pub(super) fn by_leading_day(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) {
    let group: Vec<usize> = (0..view.heads.len())
        .filter(|&index| {
            let head = &view.heads[index];
            let titled = head.role == Role::Other || head.role == Role::Section && head.title.len() >= 36;
            !skipped[index] && titled && head.stamp.is_some_and(|s| s.side == Side::Lead)
        })
        .collect();
    let above_text = |&index: &usize| view.set_apart(index) && view.leads_to_body(index);
    // A list of releases: one line each, without text of their own.
    let listed = group.windows(2).filter(|pair| view.around[pair[0]].next == Some(view.heads[pair[1]].line)).count();
    let bodies =
        (0..view.lines.len()).filter(|&line| view.lines[line].shape == Shape::Text && view.is_body(line)).count();
    let is_list = group.len() >= 3 && group.len() > bodies && (listed + 1) * 10 >= group.len() * 7;
    let group: Vec<usize> = if is_list { group } else { group.into_iter().filter(above_text).collect() };
    if group.len() < 2 || is_list && notice_above(view, group[0]) {
        return;
    }
    let headlines = group
        .iter()
        .filter(|&&index| view.heads[index].strength >= 3 || is_list && view.heads[index].words.incidents > 0)
        .count();
    let dates: Vec<_> = group.iter().filter_map(|&index| view.heads[index].stamp.and_then(|s| s.date)).collect();
    let rising = dates.windows(2).filter(|pair| pair[0] < pair[1]).count();
    let falling = dates.windows(2).filter(|pair| pair[0] > pair[1]).count();
    let named = is_list && masthead(view).is_some_and(|name| name < group[0]);
    let bodies: Vec<&str> = group.iter().filter_map(|&index| story::told_of(view, index)).collect();
    let apart = bodies.len() * 2 >= group.len() && story::differ(&bodies);
    let steps = !apart && (rising > falling && !named || dates.is_empty() && notice_above(view, group[0]));
    if headlines * 3 >= group.len() * 2 && !steps {
        for index in group {
            why[index] = why[index].or(Some(Why::Stamped));
        }
    }
}

/// Least length of a title beside a day that stands alone, in bytes.
const TITLE: usize = 15;

/// A line with a day and nothing else, above the title or below it, then the text, as blogs and lists of news print them. In a list of
/// steps the text follows the day at once.
pub(super) fn by_day_alone(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) {
    let head_on = |line: Option<usize>| view.head_of[line?].map(|index| index as usize);
    // 「発生日」 is the label of its day.
    let titles = |index: usize| {
        let head = &view.heads[index];
        !skipped[index] && matches!(head.role, Role::Other | Role::Section) && head.title.len() >= TITLE
    };
    let days: Vec<usize> = (0..view.heads.len()).filter(|&index| view.heads[index].is_day).collect();
    let above: Vec<usize> = days
        .iter()
        .filter_map(|&day| head_on(view.around[day].next))
        .filter(|&index| titles(index) && view.leads_to_body(index))
        .collect();
    let below: Vec<usize> = days
        .iter()
        .filter(|&&day| view.leads_to_body(day) && view.around[day].before <= 1)
        .filter_map(|&day| head_on(view.around[day].previous))
        .filter(|&index| titles(index) && view.set_apart(index))
        .collect();
    // A title that looks like a label elsewhere (「秋の研修のお知らせ」).
    let is_label = |&index: &usize| {
        let head = &view.heads[index];
        !skipped[index] && head.role == Role::Around && !head.is_day && view.text(head).chars().count() >= 6
    };
    let labels = |of: fn(&Around) -> Option<usize>| -> Vec<usize> {
        let beside = days.iter().filter_map(|&day| Some((day, head_on(of(&view.around[day]))?)));
        let apart = beside.filter(|&(day, index)| view.set_apart(day.min(index)));
        apart.map(|(_, index)| index).filter(is_label).collect()
    };
    for (group, of) in [(above, (|place| place.next) as fn(&Around) -> Option<usize>), (below, |place| place.previous)]
    {
        let headlines = group.iter().filter(|&&index| view.heads[index].strength >= 3).count();
        // Days with their hours, or days without a year that follow each other, are the steps of one matter.
        let timed = days.iter().filter(|&&day| view.text(&view.heads[day]).contains('時')).count() * 2 >= days.len();
        if timed {
            continue;
        }
        let regular = group.len() >= 2 && group.len() * 3 >= days.len() * 2 && headlines * 2 >= group.len();
        if regular && !notice_above(view, group[0].min(days[0])) {
            for index in group.into_iter().chain(labels(of)) {
                why[index] = why[index].or(Some(Why::Stamped));
            }
            return;
        }
    }
}

/// Lines of date and issuer between a title and its text, at most.
const SIGNED: usize = 3;

/// Titles that end as those of notices do, with day and issuer below them and then the text: a page that prints several notices.
pub(super) fn by_signature(view: &View<'_>, skipped: &[bool], why: &mut [Option<Why>]) {
    let is_signed = |index: usize| {
        let mut next = view.around[index].next;
        let mut dated = false;
        for _ in 0..SIGNED {
            let Some(head) = next.and_then(|line| view.head_at(line)) else { break };
            let text = view.text(head);
            let enclosed = text.starts_with('(') && text.ends_with(')') && text.chars().count() <= 40;
            let day = head.is_day || (enclosed || head.role == Role::Around) && !find_days(text).is_empty();
            if !day && head.role != Role::Organisation {
                break;
            }
            dated |= day;
            next = view.head_of[head.line].and_then(|head| view.around[head as usize].next);
        }
        dated && next.is_some_and(|line| view.is_body(line))
    };
    let group: Vec<usize> = (0..view.heads.len())
        .filter(|&index| {
            let head = &view.heads[index];
            !skipped[index]
                && (head.role == Role::Other && head.strength >= 3
                    || head.role == Role::Section && head.words.incidents > 0)
                && head.words.closes.has(List::Ending)
                && view.set_apart(index)
                && is_signed(index)
        })
        .collect();
    if group.len() >= 2 {
        for index in group {
            why[index] = why[index].or(Some(Why::Stamped));
        }
    }
}
