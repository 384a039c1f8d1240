//! Where an article ends.
//!
//! In:   the page's lines and the lines of two neighbouring headings.
//! Out:  the last line that belongs to the first article.
//!
//! Lists of related articles, advertisements, imprint, copyright, menus and the heading of the next group belong to no article;
//! citation and contact lines belong to the one above.

use jikenbo_lexicon::{Tag, longest_at_start};

use crate::{
    layout::{Layout, View},
    lines::Shape,
    mark::Mark,
    role::Role,
    terms::words_of,
};

/// Least length of a sentence that leads out of a list of other articles, in characters.
const TOLD: usize = 40;
/// Longest block between two rules, in lines, that is taken for an advertisement or an imprint.
const BOX: usize = 12;

/// The last line of the article that starts on `start`, if the next one starts on `limit`. `by_organisation`: see `Layout`.
pub(crate) fn last_line(view: &View<'_>, start: usize, limit: usize, by_organisation: bool) -> usize {
    let mut end = start;
    let (mut related, mut tail, mut told) = (false, false, false);
    let mut line = start + 1;
    while line < limit {
        match view.lines[line].shape {
            Shape::Blank => {}
            Shape::Rule => {
                if let Some(close) = foreign_box(view, line, limit) {
                    line = close;
                }
            }
            Shape::Text => match view.head_at(line) {
                None => {
                    (related, tail, told) = (false, false, true);
                    end = line;
                }
                Some(head) => {
                    let length = view.text(head).chars().count();
                    match head.role {
                        Role::Related if leads_to_source(view, line, limit) => {
                            related = false;
                            end = line;
                        }
                        Role::Related => related = true,
                        Role::Tail => (related, tail) = (true, told),
                        Role::Furniture | Role::Contents => {}
                        // Below comments and the like only a sentence on an incident is the article's again.
                        Role::Sentence
                            if related && length >= TOLD && (!tail || words_of(view.text(head)).incidents > 0) =>
                        {
                            (related, tail, told) = (false, false, true);
                            end = line;
                        }
                        _ if related => {}
                        _ if is_advertisement(view.text(head)) => {}
                        _ => {
                            told |= head.role == Role::Sentence;
                            end = line;
                        }
                    }
                }
            },
        }
        line += 1;
    }
    // 「次号は…」 at the end of the page.
    while limit >= view.lines.len()
        && end > start
        && let Some(index) = view.head_of[end]
        && view.set_apart(index as usize)
        && (8..=60).contains(&view.text(&view.heads[index as usize]).chars().count())
        && is_imprint(view.lines[end].text(view.normal).trim_start_matches('('))
        && let Some(above) = view.around[index as usize].previous
    {
        end = above.max(start);
    }
    // A day right above the next heading is that heading's.
    if limit < view.lines.len()
        && end > start
        && let Some(index) = view.head_of[end]
        && view.heads[index as usize].is_day
        && view.set_apart(index as usize)
        && view.around[index as usize].next == Some(limit)
        && let Some(above) = view.around[index as usize].previous
    {
        end = above.max(start);
        let foreign = |line: usize| match view.lines[line].shape {
            Shape::Text => view.head_at(line).is_some_and(|head| matches!(head.role, Role::Furniture | Role::Contents)),
            _ => true,
        };
        while end > start && foreign(end) {
            end -= 1;
        }
    }
    while limit < view.lines.len()
        && end > start
        && let Some(above) = without_group_heading(view, start, end, limit, by_organisation)
    {
        end = above;
        // 「- 1 -」 between the two.
        while end > start && is_page_number(view, end) {
            end -= 1;
        }
    }
    end
}

/// Whether nothing but the number of a page, a rule or white space stands on the line.
fn is_page_number(view: &View<'_>, line: usize) -> bool {
    view.lines[line].shape != Shape::Text
        || view
            .head_at(line)
            .is_some_and(|head| head.role == Role::Furniture && !view.text(head).contains(char::is_alphabetic))
}

/// Lines below a heading of links among which the address of the source is looked for.
const LINKS: usize = 4;

/// Whether addresses written out stand below a heading of links (関連リンク), as an article gives its source; other articles stand as titles.
pub(crate) fn leads_to_source(view: &View<'_>, line: usize, limit: usize) -> bool {
    let heading = view.lines[line].text(view.normal);
    if heading.contains("記事") || heading.contains("ニュース") || heading.contains("ました") {
        return false;
    }
    let below = (line + 1..limit).filter(|&line| view.lines[line].shape == Shape::Text);
    let mut links = below.take(LINKS).map(|line| view.lines[line].text(view.normal));
    links.any(|text| text.contains("https://") || text.contains("http://"))
}

fn is_advertisement(text: &str) -> bool {
    has_sign(text) && text.chars().count() <= 80
}

/// A box between two rules that holds an advertisement or the page's imprint: the line of its closing rule.
fn foreign_box(view: &View<'_>, open: usize, limit: usize) -> Option<usize> {
    let mut foreign = has_sign(view.lines[open].text(view.normal));
    let mut texts = 0;
    for line in open + 1..(open + BOX).min(view.lines.len()) {
        let here = &view.lines[line];
        let text = here.text(view.normal);
        match here.shape {
            Shape::Rule if texts > 0 => return (foreign && line <= limit).then_some(line),
            Shape::Text => {
                texts += 1;
                foreign |= texts <= 2 && has_sign(text) || is_imprint(text);
            }
            _ => {}
        }
    }
    (foreign && open + BOX >= view.lines.len() && limit == view.lines.len()).then_some(view.lines.len())
}

/// Whether a line opens with the sign of an advertisement.
pub(crate) fn has_sign(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | '【' | '('));
    let initials = bare
        .strip_prefix("PR")
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.')));
    text.len() <= 300 && (initials || longest_at_start(Tag::FurnitureAdvertisement, bare) > 0)
}

pub(crate) fn is_imprint(text: &str) -> bool {
    let bare = text.trim_start_matches(['■', '●', '◆', '[', '【', '※', ' ']);
    text.len() <= 300 && longest_at_start(Tag::FurnitureImprint, bare) > 0
}

/// Longest heading of a group, in characters.
const LONGEST_GROUP: usize = 20;

/// Whether a line heads a group of items: a few words behind a sign or in brackets, no sentence.
pub(crate) fn heads_group(view: &View<'_>, line: usize) -> bool {
    view.head_at(line).is_some_and(|head| {
        let text = view.text(head);
        matches!(head.role, Role::Other | Role::Section | Role::Organisation | Role::Around)
            && text.chars().count() <= LONGEST_GROUP
            && (matches!(head.marked.mark, Mark::Bullet(_) | Mark::Bracket(_) | Mark::Hash(_)) || is_framed(text))
    })
}

/// Whether brackets stand around the whole line: 「【医療】」, 「[国内]」.
fn is_framed(text: &str) -> bool {
    [('【', '】'), ('[', ']'), ('<', '>'), ('《', '》'), ('〔', '〕')]
        .iter()
        .any(|&(open, close)| text.starts_with(open) && text.ends_with(close) && text.matches(close).count() == 1)
}

/// The line above, if the last line heads the group of the next article (熊本県, 三重県) and not this one's end.
fn without_group_heading(
    view: &View<'_>,
    start: usize,
    end: usize,
    limit: usize,
    by_organisation: bool,
) -> Option<usize> {
    let head = view.head_at(end)?;
    let place = &view.around[view.head_of[end]? as usize];
    let short = view.text(head).chars().count() <= 16 && place.before >= 1 && head.marked.mark != Mark::List;
    let group = short && by_organisation && matches!(head.role, Role::Organisation);
    // 「2.内部の過誤によるもの」 above 「(1)奨学生の…」.
    let numbered = place.before >= 1
        && place.next == Some(limit)
        && matches!(head.marked.mark, Mark::Number(_))
        && view
            .head_at(limit)
            .is_some_and(|next| next.marked.mark != head.marked.mark && next.marked.mark != Mark::Plain)
        && view.text(head).chars().count() <= 30;
    let above = place.previous?;
    // 「■ 医療」, 「【家事・清掃】」 right above the next heading, which has another mark.
    let framed = place.next == Some(limit)
        && heads_group(view, end)
        && view.head_at(limit).is_some_and(|next| next.marked.mark != head.marked.mark || is_framed(view.text(head)));
    // The kind and the day of the next item, as they stand above this one.
    let labels = view.labels_above(limit);
    let own = labels > 0 && limit - labels <= end && view.labels_above(start) > 0;
    // 「お役立ち」 on the line above the title, as the kinds of its neighbours stand.
    let label = limit == end + 1
        && place.before >= 1
        && matches!(head.role, Role::Other | Role::Around | Role::Section)
        && head.marked.mark == Mark::Plain
        && view.text(head).chars().count() <= 12
        && view.head_at(start).is_some_and(|_| start > 0 && view.is_category(start - 1));
    ((group || label || numbered || framed || own || view.is_category(end)) && above >= start).then_some(above)
}

/// Lines of the page's last words, at most.
const LAST_WORDS: usize = 3;

/// The last line of the page's last article without the page's last words (「※要約は当サイトによります。」): a few lines as far below it as
/// its headings stand from each other, which is farther than anything inside.
pub(crate) fn without_last_words(view: &View<'_>, layout: &Layout, start: usize, end: usize) -> usize {
    let parted = |line: usize| {
        let above = view.lines[..line].iter().rev();
        let blank: Vec<Shape> =
            above.map(|line| line.shape).take_while(|shape| *shape != Shape::Text).take(8).collect();
        (blank.len() >= 2 && blank.iter().all(|shape| *shape == Shape::Blank), blank.contains(&Shape::Rule))
    };
    let headings = layout.headings.get(1..).unwrap_or_default();
    let (wide, ruled) = headings.iter().fold((true, true), |(wide, ruled), heading| {
        let (gap, rule) = parted(view.heads[heading.head].line);
        (wide && gap, ruled && rule)
    });
    if headings.is_empty() || !(wide || ruled) {
        return end;
    }
    let texts = (start + 1..=end).rev().filter(|&line| view.lines[line].shape == Shape::Text);
    let mut inside = texts.clone().skip(1);
    for line in texts.take(LAST_WORDS) {
        let above = inside.next();
        let Some(head) = view.head_at(line) else { return end };
        if matches!(head.role, Role::Closing | Role::Citation | Role::Address) {
            return end;
        }
        let (gap, rule) = parted(line);
        if wide && gap || ruled && rule {
            // Text enough is left above, and nothing in it stands so.
            let rest = above.filter(|&above| above > start);
            let alone = rest.is_some_and(|above| {
                !(start + 2..=above).any(|line| {
                    view.lines[line].shape == Shape::Text && (wide && parted(line).0 || ruled && parted(line).1)
                })
            });
            return rest.filter(|_| alone).unwrap_or(end);
        }
    }
    end
}
