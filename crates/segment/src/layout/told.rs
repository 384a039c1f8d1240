//! Headlines without a sign above items that a reporter tells: the text below opens as news do (「架空市は5月8日、…と発表した」).
//!
//! In:   the page's lines and heads.
//! Out:  heads that are headings of articles, written into `why`.
//! Data: `headings/told`, `headings/refers`.
//!
//! The sections of one notice open by what was said before (同社によると…) or by the writer (当社では…); an item opens by naming who.

use std::collections::BTreeMap;

use jikenbo_lexicon::{Tag, longest_at_start, stands_in};

use super::{Layout, View, Why, listed::notice_above, story};
use crate::{
    cut,
    days::find_days,
    lines::Shape,
    mark::Mark,
    role::Role,
    terms::{List, words_of},
};

/// How much of a line is read, in bytes.
const OPENING: usize = 900;
/// Lines of a sentence that the layout broke, at most, but for the first.
const BROKEN: usize = 3;
/// Lines between a headline and its text, at most: a day, an address, a second headline.
const BETWEEN: usize = 4;

/// Longest headline that itself stands where text may begin, in characters.
const LONGEST_HEADLINE: usize = 44;
/// Longest second headline, in characters.
const LONGEST_SECOND: usize = 60;

/// Whether a news item opens on the line: it names who, tells what was announced, and refers to nothing before.
pub(crate) fn opens_item(view: &View<'_>, line: usize) -> bool {
    let known = &view.opens_item[line];
    known.get().unwrap_or_else(|| {
        let opens = reads_as_news(view, line);
        known.set(Some(opens));
        opens
    })
}

fn reads_as_news(view: &View<'_>, line: usize) -> bool {
    // A mail breaks its sentences over several lines.
    let below = view.lines[line + 1..].iter().take_while(|line| line.shape == Shape::Text).take(BROKEN);
    let last = line + below.count();
    let text = view.lines[line].text(view.normal);
    let is_broken =
        || last > line && text.chars().count() >= 16 && view.head_at(line).is_some_and(|head| head.role == Role::Other);
    if !view.is_body(line) && !is_broken() {
        return false;
    }
    let text = &view.normal[view.lines[line].at.start..view.lines[last].at.end];
    let until = text.floor_char_boundary(text.len().min(OPENING));
    // Two sentences, so that one of setting may come first.
    let sentences = text[..until].match_indices('。').nth(1).map_or(until, |(at, _)| at);
    let opening = &text[..sentences];
    let named = opening.chars().take(60).any(|c| matches!(c, 'は' | 'が' | 'で'));
    named && stands_in(Tag::HeadingsTold, opening) && longest_at_start(Tag::HeadingsRefers, opening) == 0
}

/// The line of text below a head, past days, addresses and a second headline right below.
pub(super) fn text_below(view: &View<'_>, index: usize) -> Option<usize> {
    let mut next = view.around[index].next?;
    for step in 0..BETWEEN {
        let Some(head) = view.head_at(next) else { break };
        let passed = match head.role {
            Role::Around | Role::Address => true,
            // A second headline; a longer line is the text, broken.
            Role::Other => {
                step == 0 && view.around[index].after == 0 && view.text(head).chars().count() <= LONGEST_SECOND
            }
            _ => false,
        };
        if !passed {
            break;
        }
        next = view.around[view.head_of[next]? as usize].next?;
    }
    Some(next)
}

/// Lines below a heading among which the labels of its item are looked for.
const LABELLED: usize = 6;

/// Whether labels stand below a head as in a list of cases: who (企業名), when it was announced (公表日), and more of them.
fn leads_to_labels(view: &View<'_>, index: usize) -> bool {
    let below = (view.heads[index].line + 1..view.lines.len()).filter(|&line| view.lines[line].shape == Shape::Text);
    let (mut labels, mut tells) = (0, false);
    for line in below.take(LABELLED) {
        let bare = view.lines[line].text(view.normal).trim_start_matches(|c: char| !c.is_alphanumeric());
        let Some(end) = bare.char_indices().take(12).find(|(_, c)| matches!(c, ':' | '】' | ']' | '〕' | '》'))
        else {
            continue;
        };
        let label = bare[..end.0].replace(' ', "");
        let whole = words_of(&label).whole;
        tells |= whole.has(List::TableOrganisation) || whole.has(List::TableAnnounced);
        labels += usize::from(tells || whole.has(List::TableMatter) || whole.has(List::TableDate));
    }
    tells && labels >= 2
}

/// Those of the heads that have an item of their own: told as news are, or, if they are most, each of another body.
fn items(view: &View<'_>, heads: &[usize]) -> Vec<usize> {
    let told: Vec<usize> = heads.iter().copied().filter(|&index| heads_item(view, index)).collect();
    let stories: Vec<(usize, &str)> =
        heads.iter().filter_map(|&index| Some((index, story::told_of(view, index)?))).collect();
    let names: Vec<&str> = stories.iter().map(|(_, name)| *name).collect();
    if stories.len() <= told.len() || stories.len() * 3 < heads.len() * 2 || !story::differ(&names) {
        return told;
    }
    stories.into_iter().map(|(index, _)| index).collect()
}

/// Whether what stands below a head is an item of its own: told as news are, or under labels as in a list of cases.
fn heads_item(view: &View<'_>, index: usize) -> bool {
    text_below(view, index).is_some_and(|line| opens_item(view, line)) || leads_to_labels(view, index)
}

/// Lines between the heading of a layout and the head of the item that it stands for, at most.
const NEAR: usize = 3;

impl Told {
    /// How many of its items have a heading of their own in a layout.
    pub(super) fn headed_in(&self, layout: &Layout) -> usize {
        let headed = |item: &&usize| {
            let until = layout.headings.partition_point(|heading| heading.head <= **item);
            until > 0 && layout.headings[until - 1].head + NEAR >= **item
        };
        self.items.iter().filter(headed).count()
    }
}

/// Heads that have a style in common and, most of them, an item of their own below.
#[derive(Debug)]
pub(super) struct Told {
    /// The heads, in page order.
    pub(super) heads: Vec<usize>,
    /// Those that have such an item.
    pub(super) items: Vec<usize>,
    /// The style.
    pub(super) why: Why,
}

/// Whether heads name no more than those whom one matter befell, which is told above them: the shares of a wave in one article.
fn names_shares(view: &View<'_>, heads: &[usize]) -> bool {
    let headlines = heads.iter().filter(|&&index| view.heads[index].strength >= 3).count();
    let first = heads.first().map_or(0, |&index| view.heads[index].line);
    headlines * 2 <= heads.len()
        && (0..first).any(|line| view.is_body(line) && stands_in(Tag::HeadingsTold, view.lines[line].text(view.normal)))
}

/// The style whose headings have the most items told below them, whatever the lines look like otherwise; `None` below two.
pub(super) fn most_told(view: &View<'_>, skipped: &[bool]) -> Option<Told> {
    let titled = |index: &usize| {
        !skipped[*index] && matches!(view.heads[*index].role, Role::Other | Role::Section | Role::Organisation)
    };
    let mut groups: BTreeMap<Mark, Vec<usize>> = BTreeMap::new();
    for index in (0..view.heads.len()).filter(titled) {
        let mark = view.heads[index].marked.mark;
        if mark != Mark::Plain {
            groups.entry(mark).or_default().push(index);
        }
    }
    let (run_in, names): (Vec<usize>, Vec<&str>) =
        (0..view.heads.len()).filter_map(|index| Some((index, story::runs_in(view, index)?))).unzip();
    let run_in = (names.len() >= ALIKE && story::differ(&names)).then(|| Told {
        items: run_in.clone(),
        heads: run_in,
        why: Why::Organisation,
    });
    let ruled = (0..view.heads.len()).filter(titled).filter(|&index| view.around[index].underlined).collect();
    // The lines of a list inside an item have no text of their own.
    if let Some(listed) = groups.get_mut(&Mark::List) {
        listed.retain(|&index| {
            view.around[index].next.is_some_and(|line| view.is_body(line) && !view.has_list_sign(line))
        });
    }
    let marked = groups.into_values().map(|heads| (heads, Why::Marked)).chain([(ruled, Why::Underlined)]);
    let told = marked.filter_map(|(heads, why)| {
        let items = items(view, &heads);
        let most = items.len() >= 2 && items.len() * 2 >= heads.len();
        (most && !names_shares(view, &heads)).then_some(Told { heads, items, why })
    });
    told.chain(plainly_told(view, skipped))
        .chain(entries(view, skipped))
        .chain(alike_below(view, skipped))
        .chain(dated_cases(view, skipped))
        .chain(run_in)
        .max_by_key(|told| told.items.len())
}

/// Cases of several bodies that a column tells under plain headings without a blank line between: the text below each opens by its year.
fn dated_cases(view: &View<'_>, skipped: &[bool]) -> Option<Told> {
    let opens_by_year = |line: usize| {
        let text = view.lines[line].text(view.normal);
        let day = text.split_once('、').map(|(day, rest)| (day, rest.trim_start()));
        day.is_some_and(|(day, rest)| {
            day.len() <= 24
                && day.bytes().take_while(u8::is_ascii_digit).count() == 4
                && day[4..].starts_with('年')
                && longest_at_start(Tag::HeadingsRefers, rest) == 0
        })
    };
    let heads: Vec<usize> = (0..view.heads.len())
        .filter(|&index| {
            let (head, place) = (&view.heads[index], &view.around[index]);
            !skipped[index]
                && head.role == Role::Other
                && head.marked.mark == Mark::Plain
                && head.words.incidents > 0
                && place.after == 0
                && place.next.is_some_and(|line| view.is_body(line) && opens_by_year(line))
        })
        .collect();
    (heads.len() >= ALIKE).then(|| Told { items: heads.clone(), heads, why: Why::Plain })
}

/// Heads below each of which the same short line stands first, and nowhere else: 「発生日」, 「概要」 as the first label of each item.
fn alike_below(view: &View<'_>, skipped: &[bool]) -> Option<Told> {
    let label = |index: usize| {
        let line = view.around[index].next?;
        // 「院長 見本 太郎」 below the name of the house signs.
        let text = view.head_at(line).filter(|head| head.role != Role::Organisation).map(|head| view.text(head))?;
        (text.chars().count() <= 10 && !text.contains(|c: char| c.is_ascii_digit() || c == '。')).then_some(text)
    };
    let mut below: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for index in (0..view.heads.len()).filter(|&index| !skipped[index] && view.set_apart(index)) {
        let head = &view.heads[index];
        let titled = matches!(head.role, Role::Other | Role::Section | Role::Organisation)
            && view.text(head).chars().count() >= 6;
        if let Some(text) = label(index).filter(|_| titled) {
            below.entry(text).or_default().push(index);
        }
    }
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    view.heads.iter().for_each(|head| *times.entry(view.text(head)).or_default() += 1);
    let differ = |heads: &[usize]| {
        heads[1..].iter().any(|&index| view.title(&view.heads[index]) != view.title(&view.heads[heads[0]]))
    };
    let group =
        below.into_iter().filter(|(text, heads)| heads.len() >= 2 && times[text] == heads.len() && differ(heads));
    let (_, heads) = group.max_by_key(|(_, heads)| heads.len())?;
    Some(Told { items: heads.clone(), heads, why: Why::Plain })
}

/// Lines of an entry whose cells stand below each other.
const CELLS: std::ops::RangeInclusive<usize> = 3..=10;
/// Blocks built alike that make a list.
const ALIKE: usize = 3;

/// Where the day stands in a block of lines that may be the entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// On a line of its own below the title: so many lines in all, so many above it.
    Below(usize, usize),
    /// On a line of its own above the name of an organisation.
    Above,
    /// On the line of the name of an organisation.
    Beside,
}

/// The entries of a list or of a table whose cells stand on lines of their own: blocks that are built alike around their days.
fn entries(view: &View<'_>, skipped: &[bool]) -> Option<Told> {
    let is_text = |line: &usize| view.lines[*line].shape == Shape::Text;
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    for line in (0..view.lines.len()).filter(is_text) {
        match blocks.last_mut() {
            Some((first, count)) if *first + *count == line => *count += 1,
            _ => blocks.push((line, 1)),
        }
    }
    let forms: Vec<(usize, Option<Form>)> =
        blocks.into_iter().map(|(first, count)| (first, form_of(view, first, count))).collect();
    let alike = |a: &(usize, Option<Form>), b: &(usize, Option<Form>)| a.1.is_some() && a.1 == b.1;
    let run = forms.chunk_by(alike).max_by_key(|run| run.len()).filter(|run| run.len() >= ALIKE)?;
    // 「インシデント」 above the title: the kind of the entry.
    let filed = run.iter().filter(|(first, _)| view.is_category(*first)).count() * 2 > run.len();
    let above = usize::from(filed || run[0].1 == Some(Form::Above));
    let heads: Vec<usize> = run
        .iter()
        .filter_map(|(first, _)| view.head_of[*first + above].map(|head| head as usize))
        .filter(|&head| !skipped[head])
        .collect();
    let listed =
        matches!(run[0].1, Some(Form::Below(..))) || heads.first().is_some_and(|&head| !notice_above(view, head));
    (heads.len() == run.len() && listed).then(|| Told { items: heads.clone(), heads, why: Why::Plain })
}

/// How the block of `count` lines that begins on `first` is built, if it may be an entry.
fn form_of(view: &View<'_>, first: usize, count: usize) -> Option<Form> {
    let head = view.head_at(first).filter(|_| CELLS.contains(&count))?;
    if head.is_day {
        return view.head_at(first + 1).filter(|head| head.role == Role::Organisation).map(|_| Form::Above);
    }
    let mut below = first + 1..first + count;
    if let Some(line) = below.find(|&line| view.head_at(line).is_some_and(|head| head.is_day)) {
        return Some(Form::Below(count, line - first));
    }
    let text = view.text(head);
    let named = head.role == Role::Other && head.words.closes.has(List::OrganisationEnd) && head.words.incidents == 0;
    (named && text.contains(|c: char| c.is_ascii_digit()) && !find_days(text).is_empty()).then_some(Form::Beside)
}

/// The headlines without a sign of a page whose items are told so.
pub(super) fn plainly_told(view: &View<'_>, skipped: &[bool]) -> Option<Told> {
    let mut told = Vec::new();
    let mut others = Vec::new();
    for (index, head) in view.heads.iter().enumerate() {
        let length = view.text(head).chars().count();
        let usable = !skipped[index]
            && (view.set_apart(index) || view.labels_above(head.line) > 0)
            && matches!(head.role, Role::Other | Role::Section | Role::Organisation)
            && matches!(head.marked.mark, Mark::Plain)
            && !head.is_masthead
            && !cut::has_sign(view.text(head));
        // The text below a headline is none itself, though the layout broke its first line.
        let is_text =
            length > LONGEST_HEADLINE && told.last().is_some_and(|&above| text_below(view, above) == Some(head.line));
        let Some(text) = text_below(view, index).filter(|_| usable && !is_text) else { continue };
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
        return None;
    }
    let items = told.clone();
    // A column beside them (捨てる前に確かめたいこと) stands as they do, where nothing else of the page stands so.
    let gap = told.iter().map(|&index| view.around[index].after).min().unwrap_or_default();
    let columns: Vec<usize> = others
        .into_iter()
        .filter(|&index| {
            let (head, place) = (&view.heads[index], &view.around[index]);
            head.role == Role::Other && place.after >= gap && place.before >= 1 && view.text(head).chars().count() >= 12
        })
        .collect();
    if columns.len() * 3 <= items.len() * 2 {
        told.extend(columns);
        told.sort_unstable();
    }
    Some(Told { heads: told, items, why: Why::Plain })
}
