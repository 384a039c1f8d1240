//! A page, or the part above the first heading, as one notice: its heading, and the lines around it.
//!
//! In:   the page's lines up to a limit.
//! Out:  the heading's line or, without one, the first line of the text.
//!
//! Site name, date, addressee, document number, issuer, captions and buttons above are read (`origin.rs`) but lie outside.

use jikenbo_model::BlockKind;

use crate::{
    head::Head,
    layout::{View, opens_item},
    lines::Shape,
    mark::Mark,
    role::Role,
    stamp::Side,
    terms::List,
};

/// Where a single notice starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Start {
    /// Its first line.
    pub(crate) line: usize,
    /// The last line of its heading: the first one, but where the layout broke the heading over two.
    pub(crate) heading_end: usize,
    /// Whether that line is its heading.
    pub(crate) titled: bool,
    /// How much the heading looks like one.
    pub(crate) strength: i32,
}

/// Number of lines of text at the top in which a heading is looked for.
const TOP: usize = 40;
/// Number of lines with which a site introduces its pages, at most.
const INTRODUCTION: usize = 6;

/// Finds the start of the notice that stands in the lines `from..limit`; `None` if there is no text.
pub(crate) fn find_start(view: &View<'_>, from: usize, limit: usize) -> Option<Start> {
    let mut first = None;
    let mut best: Option<Start> = None;
    let mut best_names = false;
    let mut body = None;
    let mut below_path = false;
    let texts = (from..limit).filter(|&line| view.lines[line].shape == Shape::Text).take(TOP);
    for line in texts {
        let Some(head) = view.head_at(line) else {
            body = Some(line);
            break;
        };
        let place = &view.around[view.head_of[line].unwrap_or_default() as usize];
        match head.role {
            Role::Furniture
            | Role::Around
            | Role::Organisation
            | Role::Address
            | Role::Contents
            | Role::Related
            | Role::Tail => {
                // What stands above the page's path is the site's.
                below_path |=
                    best.is_some() && head.role == Role::Furniture && view.text(head).contains(['>', '›', '»', '≫']);
                continue;
            }
            Role::Sentence => {
                body = Some(line);
                break;
            }
            Role::Closing | Role::Citation => {
                first = first.or(Some(line));
                continue;
            }
            Role::Section | Role::Other => {}
        }
        if names_page(view, line) || is_listed_above(view, head, limit) {
            continue;
        }
        first = first.or(Some(line));
        let stamped = head.stamp.is_some_and(|s| s.side == Side::Tail);
        // A clause number or a list sign means that the text has begun.
        if matches!(head.marked.mark, Mark::Number(_) | Mark::List) && !stamped {
            body = Some(line);
            break;
        }
        // Lines of issuer and date below make it the heading, whatever its words.
        let signed = place
            .next
            .and_then(|next| view.head_at(next))
            .is_some_and(|next| matches!(next.role, Role::Around | Role::Organisation))
            && head.strength >= 0
            && head.title.len() >= 24;
        let text = head.title.of(view.text(head));
        let phrase = text.contains(['を', 'が', 'に', 'で', 'へ', 'は'])
            || text.contains('、')
            || text.contains("の") && text.chars().count() >= 12;
        // A heading that the form marks is one, whatever its words; a section heading only where no other stands above.
        // 「名簿の紛失について」 above everything names the matter, though it might head a section elsewhere.
        // 「お詫びとご報告」 there, right above the text, names none.
        let leads = || head.words.closes.has(List::Ending) && place.next.is_some_and(|next| view.is_body(next));
        let names_matter = first == Some(line) && head.closes && (head.words.incidents > 0 || leads());
        let below_day =
            place.before == 0 && place.previous.and_then(|above| view.head_at(above)).is_some_and(|above| above.is_day);
        let formal = matches!(view.lines[line].block, BlockKind::Heading(_));
        let strength = i32::from(formal) * 4
            + head.strength
            + i32::from(stamped) * 4
            + i32::from(signed) * 2
            + i32::from(names_matter) * 3
            + i32::from(below_day && head.title.len() >= 24 && place.next.is_some_and(|next| view.is_body(next))) * 3
            + i32::from(head.words.closes.has(List::Ending));
        // Running text that a hard line break cuts is no heading: the next line goes on at once.
        // A line that begins with more white space opens a paragraph of its own; a day right above makes the line a heading.
        let indented = |next: usize| view.lines[next].indent > view.lines[line].indent;
        let marked = matches!(head.marked.mark, Mark::Bullet(_) | Mark::Bracket(_) | Mark::Hash(_) | Mark::Series);
        let runs_on = place.after == 0
            && !below_day
            && !marked
            && place.next.is_some_and(|next| next < limit && view.is_body(next) && !indented(next))
            && !stamped
            && view.text(head).chars().count() >= 30
            && !head.closes
            && !place.next.is_some_and(|next| opens_item(view, next));
        if (strength >= 4 || strength >= 2 && phrase || stamped) && !runs_on {
            // A line that names no matter is the page's own, where one below names the incident and ends as headings do.
            let names = head.words.incidents > 0 && head.closes;
            let outdone = |best: Start| {
                // Nor is the name of a page that gathers items the heading of its one item.
                if view.head_at(best.line).is_some_and(|above| above.is_masthead) && head.strength >= 3 {
                    return true;
                }
                if below_path && head.strength >= 3 && (head.words.incidents > 0 || head.closes) {
                    return true;
                }
                names
                    && !best_names
                    && best.strength <= strength
                    && !matches!(view.lines[best.line].block, BlockKind::Heading(_))
            };
            if best.is_none_or(|b| b.strength < 4 && strength > b.strength || outdone(b)) {
                best = Some(Start { line, heading_end: line, titled: true, strength });
                best_names = head.words.incidents > 0;
                below_path = false;
            }
        } else if runs_on || place.after == 0 && !phrase && head.role == Role::Section && best.is_some() {
            body = Some(line);
            break;
        }
    }
    if let Some(best) = best {
        return Some(whole_heading(view, best, from, limit));
    }
    if let Some(text) = body
        && let Some(below) = below_introduction(view, text, limit)
    {
        return Some(below);
    }
    if let Some(text) = body
        && let Some(above) = alone_above(view, from, text)
    {
        return Some(above);
    }
    let line = body.or(first).or_else(|| (from..limit).find(|&line| view.lines[line].shape == Shape::Text))?;
    Some(Start { line, heading_end: line, titled: false, strength: 0 })
}

/// The heading that the article itself bears: the one printed below the title of the page, both lines of one that the layout broke.
fn whole_heading(view: &View<'_>, best: Start, from: usize, limit: usize) -> Start {
    let title = view.lines[best.line].text(view.normal);
    let own = |line: &usize| names_site(title, view.lines[*line].text(view.normal));
    if let Some(line) = (best.line + 1..limit).take(TOP).find(own) {
        return Start { line, heading_end: line, ..best };
    }
    let halves = |first: usize, second: usize| {
        first >= from
            && second < limit
            && view.head_at(first).is_some_and(|head| goes_on(view.text(head), head.role))
            && view.head_at(second).is_some_and(|head| matches!(head.role, Role::Other | Role::Section))
    };
    if best.line > 0 && halves(best.line - 1, best.line) {
        return Start { line: best.line - 1, ..best };
    }
    if halves(best.line, best.line + 1) {
        return Start { heading_end: best.line + 1, ..best };
    }
    best
}

/// Whether a title beside its day stands in a list of news above the notice that bears the same title.
fn is_listed_above(view: &View<'_>, head: &Head, limit: usize) -> bool {
    head.stamp.is_some() && {
        let title = head.title.of(view.text(head));
        let below = (head.line + 1..limit).take(TOP).filter_map(|line| view.head_at(line));
        below.into_iter().any(|other| other.stamp.is_none() && other.title.of(view.text(other)) == title)
    }
}

/// Whether a line is a menu of short words, or the title that the page's path below repeats.
fn names_page(view: &View<'_>, line: usize) -> bool {
    let text = view.lines[line].text(view.normal);
    let parts = || text.split([' ', '/']).filter(|part| !part.is_empty());
    let menu = parts().count() >= 4
        && parts().all(|part| part.chars().count() <= 8 && !part.contains(|c: char| c.is_ascii_digit() || c == '、'));
    let below = view.lines[line + 1..].iter().find(|line| line.shape == Shape::Text).map(|line| line.text(view.normal));
    let path = text
        .split_once('|')
        .is_some_and(|(title, _)| below.is_some_and(|below| below.contains('>') && below.ends_with(title.trim_end())));
    menu || path
}

/// Whether the title of a page is a heading with the name of its site behind it: 「名簿の紛失について | 架空市」.
fn names_site(title: &str, heading: &str) -> bool {
    let site = title.strip_prefix(heading).map(str::trim_start);
    heading.chars().count() >= 8 && site.is_some_and(|site| site.starts_with(['|', '-', '–', '—', '/', '>', '«', ':']))
}

/// Whether a line is the first half of a heading that the layout broke: it ends in what leads on to the matter or the act.
fn goes_on(text: &str, role: Role) -> bool {
    let joints = [
        "した",
        "された",
        "含む",
        "による",
        "に関する",
        "における",
        "に伴う",
        "に係る",
        "についての",
        "への",
        "の",
        "を",
        "が",
        "、",
        "および",
        "及び",
        "と",
    ];
    matches!(role, Role::Other | Role::Section | Role::Sentence)
        && text.chars().count() >= 8
        && !text.contains('。')
        && joints.iter().any(|joint| text.ends_with(joint))
}

/// The heading below the words with which a site introduces its pages: these name no figure and no day, and the heading stands apart
/// from them and from its text, and names an incident as headings do.
fn below_introduction(view: &View<'_>, from: usize, limit: usize) -> Option<Start> {
    let texts = (from..limit).filter(|&line| view.lines[line].shape == Shape::Text).take(INTRODUCTION);
    for line in texts {
        let text = view.lines[line].text(view.normal);
        if let Some(head) = view.head_at(line)
            && head.strength >= 4
            && !text.contains('。')
        {
            let place = &view.around[view.head_of[line].unwrap_or_default() as usize];
            let apart = place.before > 0 || place.rule_before;
            return (apart && (place.after > 0 || place.underlined)).then_some(Start {
                line,
                heading_end: line,
                titled: true,
                strength: head.strength,
            });
        }
        if !view.is_body(line) || text.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
    }
    None
}

/// The line that stands alone right above the text, below the name of its site: a title that names no incident as headings do.
fn alone_above(view: &View<'_>, from: usize, text: usize) -> Option<Start> {
    let line = view.around_of(text)?.previous.filter(|&line| line > from)?;
    let (head, place) = (view.head_at(line)?, view.around_of(line)?);
    let named = head.role == Role::Other || head.role == Role::Section && head.words.incidents > 0;
    let alone = place.before > 0 && place.after > 0 && head.marked.mark == Mark::Plain && head.title.len() >= 24;
    let site = place.previous.is_some_and(|above| above >= from && !view.is_body(above));
    (named && alone && site).then_some(Start { line, heading_end: line, titled: true, strength: head.strength })
}
