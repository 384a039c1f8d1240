//! Cuts a page into articles.
//!
//! In:   a page and its normal form.
//! Out:  the articles in page order: bytes, lines, heading, kind, and what stands beside the heading (date, issuer, addresses).
//! Data: `jikenbo-lexicon`, folders `headings`, `furniture`, `issuers`, `kinds`, `tables`.
//!
//! Not here: what an article tells of (`extract`).

mod cut;
mod days;
mod foot;
mod furniture;
mod head;
mod issued;
mod kind;
mod last;
mod layout;
mod lines;
mod mark;
mod notice;
mod origin;
mod role;
mod signatory;
mod stamp;
mod table;
mod terms;
mod titles;

use jikenbo_model::{Article, BlockKind, ByteRange, Found, Kind, Page, PartialDate};
use jikenbo_text::Normalised;

use crate::{
    head::{Head, read_head},
    kind::decide_kind,
    layout::{View, Why, choose},
    lines::{Line, Shape, read_lines},
    notice::find_start,
    origin::{linked_sources, links_in, read_signature, source_addresses},
    role::Role,
    table::{Row, find_rows},
};

/// An article as lines of the page, before it is written out.
struct Span {
    /// First line.
    start: usize,
    /// Last line.
    end: usize,
    /// Head of its heading, or of the line with which a broken heading ends; `None` without one.
    head: Option<usize>,
    /// Why it was cut here.
    rule: &'static str,
    /// Lines above that are read with it.
    above: Vec<usize>,
    /// Lines of the page's foot that name its house.
    foot: Vec<usize>,
}

/// Cuts a page into articles, in page order.
///
/// `normal` is the normal form of `page.text`; all ranges of the articles are bytes of `page.text`. A page without text gives none.
pub fn segment(page: &Page, normal: &Normalised) -> Vec<Article> {
    let lines = read_lines(page, normal);
    let heads: Vec<Head> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.shape == Shape::Text && line.block != BlockKind::Furniture)
        .filter_map(|(index, line)| read_head(index, line.text(normal.text())))
        .collect();
    let rows = find_rows(&page.text, &lines);
    if !rows.is_empty() {
        return rows.iter().map(|row| row_article(page, normal, &lines, row)).collect();
    }
    let view = View::new(normal.text(), &lines, &heads);
    let spans = spans(&view);
    let days = issued::days(&view, &spans);
    let issue = issued::day_of_issue(&view, &spans);
    spans.iter().zip(days).map(|(span, day)| article(page, normal, &view, span, day, issue)).collect()
}

fn spans(view: &View<'_>) -> Vec<Span> {
    let layout = choose(view);
    let count = layout.headings.len();
    let end_of_page = view.lines.len();
    let mut spans = Vec::new();
    let first = layout.headings.first().map_or(end_of_page, |h| view.heads[h.head].line);
    if count <= 1
        && let Some(blocks) = between_rules(view)
    {
        return blocks.into_iter().filter_map(|(from, limit)| single(view, from, limit)).collect();
    }
    if count == 0 {
        return single(view, 0, end_of_page).into_iter().collect();
    }
    // One heading that stands below running text does not make the text above vanish.
    if let Some(span) = single(view, 0, first)
        && span.head.is_some_and(|head| view.heads[head].strength >= 5 && !view.heads[head].is_masthead)
        && (span.start..first).filter(|&line| view.lines[line].shape == Shape::Text && view.is_body(line)).count() >= 2
    {
        spans.push(span);
    }
    let mut page_head: Vec<usize> = if spans.is_empty() {
        (0..first).filter(|&l| view.lines[l].shape == Shape::Text).take(30).collect()
    } else {
        Vec::new()
    };
    // 「【紛失】」: the group of all items below it, until the next one.
    let mut group = page_head.pop_if(|line| cut::heads_group(view, *line));
    let mut last_end = first;
    for (n, heading) in layout.headings.iter().enumerate() {
        let start = view.heads[heading.head].line;
        let limit = layout.headings.get(n + 1).map_or(end_of_page, |h| view.heads[h.head].line);
        let end = if layout.one_liners {
            one_liner(view, start, limit)
        } else {
            cut::last_line(view, start, limit, layout.by_organisation)
        };
        let end = if limit == end_of_page {
            let end = foot::without_foot(view, start, end);
            let end = foot::without_office(view, start, end);
            let end = cut::without_last_words(view, &layout, start, end);
            let before: Vec<(usize, usize)> = spans
                .iter()
                .filter(|span: &&Span| span.rule != "segment.notice")
                .map(|span| (span.start, span.end))
                .collect();
            last::as_neighbours(view, &before, start, end)
        } else {
            end
        };
        let end =
            if limit < end_of_page { end.min(limit - 1 - layout.cells_above.min(limit - 1 - start)) } else { end };
        let mut above = page_head.clone();
        let between = (last_end..start).filter(|&l| n > 0 && view.lines[l].shape == Shape::Text).take(8);
        let between: Vec<usize> = between.collect();
        group = between.last().copied().filter(|&line| cut::heads_group(view, line)).or(group);
        above.extend(group.filter(|line| !between.contains(line)));
        above.extend(between);
        let foot = if layout.headings.len() == 1 { foot::houses(view, end) } else { Vec::new() };
        spans.push(Span { start, end, head: Some(heading.head), rule: rule_of(heading.why), above, foot });
        last_end = end + 1;
    }
    spans
}

fn rule_of(why: Why) -> &'static str {
    match why {
        Why::Series => "segment.series_tag",
        Why::Repeated => "segment.printed_twice",
        Why::Stamped => "segment.date_beside",
        Why::Marked => "segment.shared_mark",
        Why::Underlined => "segment.rule_below",
        Why::Organisation => "segment.organisation",
        Why::Plain => "segment.set_apart",
        Why::Form => "segment.marked_up",
    }
}

/// The blocks between drawn rules, if each holds a notice of its own: a heading with date, addressee or issuer above it, text below.
fn between_rules(view: &View<'_>) -> Option<Vec<(usize, usize)>> {
    let rules = (0..view.lines.len()).filter(|&line| view.lines[line].shape == Shape::Rule);
    let mut blocks = Vec::new();
    let mut from = 0;
    for limit in rules.chain([view.lines.len()]) {
        let texts: Vec<usize> = (from..limit).filter(|&line| view.lines[line].shape == Shape::Text).collect();
        if texts.len() >= 3 {
            let start = find_start(view, from, limit).filter(|start| start.titled)?;
            let signed = |line: usize| {
                line < start.line
                    && view.head_at(line).is_some_and(|head| matches!(head.role, Role::Around | Role::Organisation))
            };
            if !texts.iter().any(|&line| signed(line))
                || !texts.iter().any(|&line| line > start.line && view.is_body(line))
            {
                return None;
            }
            blocks.push((from, limit));
        }
        from = limit + 1;
    }
    (blocks.len() >= 2).then_some(blocks)
}

/// The lines `from..limit` as one notice.
fn single(view: &View<'_>, from: usize, limit: usize) -> Option<Span> {
    let start = find_start(view, from, limit)?;
    let end = cut::last_line(view, start.line, limit, false);
    let end = if limit == view.lines.len() { foot::without_foot(view, start.line, end) } else { end };
    let above = (from..start.line).filter(|&line| view.lines[line].shape == Shape::Text).take(40).collect();
    let head = start.titled.then(|| view.head_of[start.heading_end]).flatten().map(|head| head as usize);
    Some(Span {
        start: start.line,
        end,
        head,
        rule: if start.titled { "segment.notice" } else { "segment.no_heading" },
        above,
        foot: if limit == view.lines.len() { foot::houses(view, end) } else { Vec::new() },
    })
}

/// The last line of a one-liner: itself, and lines at once below that cite or go on.
fn one_liner(view: &View<'_>, start: usize, limit: usize) -> usize {
    let mut end = start;
    for line in start + 1..limit {
        let goes_on = view.lines[line].shape == Shape::Text
            && view
                .head_at(line)
                .is_none_or(|head| matches!(head.role, Role::Sentence | Role::Address | Role::Citation));
        if !goes_on {
            break;
        }
        end = line;
    }
    end
}

fn article(
    page: &Page,
    normal: &Normalised,
    view: &View<'_>,
    span: &Span,
    day: Option<(PartialDate, ByteRange)>,
    issue: Option<(PartialDate, ByteRange)>,
) -> Article {
    let text = normal.text();
    let source = |range: ByteRange| normal.source_range(range);
    let line_at = |line: usize| view.lines[line].at.start;
    let range = ByteRange::new(view.lines[span.start].source.start, view.lines[span.end].source.end);
    let head = span.head.map(|index| &view.heads[index]);
    let heading_at = line_at(head.map_or(span.start, |head| head.line));
    let within = |range: ByteRange| ByteRange::new(range.start + heading_at, range.end + heading_at);
    // A heading that the layout broke begins on the line above.
    let title_from = head.and_then(|head| view.head_at(span.start).filter(|first| first.line < head.line));
    let title_range = head.map(|head| {
        let start = title_from.map_or(heading_at + head.title.start, |first| line_at(first.line) + first.title.start);
        source(ByteRange::new(start, heading_at + head.title.end))
    });
    let body_line = body_start(view, span);
    // A one-liner is its own text.
    let body = ByteRange::new(body_line.map_or(range.start, |line| view.lines[line].source.start), range.end);
    let body_text = body_line.map_or("", |line| &text[line_at(line)..view.lines[span.end].at.end]);
    let title_text = head.map_or("", |head| head.title.of(view.text(head)));
    let kind = decide_kind(title_text, body_text);

    let stamp = head.and_then(|head| head.stamp);
    let mut dated = stamp.and_then(|s| Some((s.date?, within(s.date_at))));
    let mut issuer = stamp.and_then(|s| s.issuer).map(within);
    let mut medium = stamp.is_some_and(|s| s.medium);
    if (dated.is_none() && stamp.is_none()) || issuer.is_none() {
        let near = match (span.rule, &span.above[..]) {
            ("segment.notice" | "segment.no_heading", above) => above,
            // A day alone right above the heading.
            (_, [.., last]) if view.head_at(*last).is_some_and(|head| head.is_day) => std::slice::from_ref(last),
            _ => &[],
        };
        let found = read_signature(view, span.start, span.end, head.is_some(), near);
        if stamp.is_none() {
            dated = dated.or(found.date);
        }
        if issuer.is_none() {
            issuer = found.issuer;
            medium |= found.medium;
        }
    }
    dated = dated.or(day);
    if dated.is_none()
        && let Some(closing) = issued::closing_day(view, span.end)
    {
        dated = Some(closing);
        medium = true;
    }
    // An incident without a day of its own came with its page, in the words of the page; what it announces itself goes before that.
    if dated.is_none() && issue.is_some() && matches!(kind, Kind::Incident | Kind::Statistics) {
        dated = issue;
        medium = true;
    }
    let content = matches!(kind, Kind::Tip | Kind::Tool | Kind::Opinion);
    let source_urls = if content {
        Vec::new()
    } else {
        let mut urls: Vec<Found<String>> = Vec::new();
        let written = source_addresses(view, span.start, span.end).into_iter().map(|range| {
            let at = source(range);
            (at.of(&page.text).to_owned(), at)
        });
        let linked = linked_sources(page, normal, view, range).into_iter().map(|link| (link.url.clone(), link.range));
        for (address, at) in written.chain(linked) {
            if !urls.iter().take(64).any(|known| known.value == address) && urls.len() < 64 {
                urls.push(Found::new(address, at, "segment.source_address"));
            }
        }
        urls
    };
    Article {
        range,
        body,
        lines: page.has_lines.then(|| (line_number(span.start), line_number(span.end))),
        kind,
        title: title_range.map_or_else(String::new, |range| range.of(&page.text).lines().map(str::trim).collect()),
        title_range,
        case_number: head
            .and_then(|head| head.marked.number)
            .map(|range| Found::new(range_text(text, within(range)), source(within(range)), "segment.series_tag")),
        dated: dated.map(|(date, at)| Found::new(date, source(at), "segment.date")),
        dated_by_medium: medium,
        issuer: issuer.map(|at| Found::new(range_text(text, at), source(at), "segment.issuer")),
        source_urls,
        context: span.above.iter().chain(&span.foot).map(|&line| view.lines[line].source).collect(),
    }
}

/// A row of a table as an article.
fn row_article(page: &Page, normal: &Normalised, lines: &[Line], row: &Row) -> Article {
    let range = lines[row.line].source;
    let mut source_urls: Vec<Found<String>> = Vec::new();
    if let Some(cell) = row.source {
        for link in links_in(page, cell) {
            source_urls.push(Found::new(link.url.clone(), link.range, "segment.source_address"));
        }
        let address = cell.of(&page.text);
        if source_urls.is_empty() && (address.starts_with("http://") || address.starts_with("https://")) {
            let address = address.split_whitespace().next().unwrap_or_default();
            let at = ByteRange::new(cell.start, cell.start + address.len());
            source_urls.push(Found::new(address.to_owned(), at, "segment.source_address"));
        }
    }
    let above = (0..row.head).filter(|&line| lines[line].shape == Shape::Text).take(8).chain([row.head]);
    Article {
        range,
        body: range,
        lines: page.has_lines.then(|| (line_number(row.line), line_number(row.line))),
        kind: Kind::Incident,
        title: row.title.of(&page.text).to_owned(),
        title_range: Some(row.title),
        case_number: None,
        dated: row.date.map(|(date, at)| Found::new(date, at, "segment.table_row")),
        dated_by_medium: row.medium,
        issuer: row.issuer.map(|at| {
            let name = normal.normal_range(at).of(normal.text()).to_owned();
            Found::new(name, at, "segment.table_row")
        }),
        source_urls,
        context: above.map(|line| lines[line].source).collect(),
    }
}

fn range_text(text: &str, range: ByteRange) -> String {
    range.of(text).to_owned()
}

fn line_number(line: usize) -> u32 {
    u32::try_from(line + 1).unwrap_or(u32::MAX)
}

/// The first line of the body: below the heading and its further printings; the first line itself without a heading.
fn body_start(view: &View<'_>, span: &Span) -> Option<usize> {
    let Some(head) = span.head else { return Some(span.start) };
    let title = view.heads[head].title.of(view.text(&view.heads[head]));
    (view.heads[head].line + 1..=span.end)
        .filter(|&line| view.lines[line].shape == Shape::Text)
        .find(|&line| view.lines[line].text(view.normal) != title)
}
