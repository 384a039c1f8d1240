//! Where an article comes from: date and issuer on lines of their own, addresses given as the source.
//!
//! In:   the page's lines, the article's lines, the lines above it.
//! Out:  the day, the issuer and the addresses, each with its bytes.
//!
//! Not here: what stands on the heading's own line (`stamp.rs`); who announced by the words of the text (`extract`).

use jikenbo_model::{ByteRange, Link, Page, PartialDate};
use jikenbo_text::Normalised;

use crate::{
    cut::leads_to_source,
    days::{Day, find_days},
    layout::View,
    lines::Shape,
    role::{Role, is_organisation},
    signatory::signatory,
    stamp::is_medium,
    terms::{List, Scan, words_of},
};

/// Date and issuer found on lines of their own; bytes of the normal form.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Signature {
    /// The day.
    pub(crate) date: Option<(PartialDate, ByteRange)>,
    /// The organisation or medium.
    pub(crate) issuer: Option<ByteRange>,
    /// Whether the issuer is a medium.
    pub(crate) medium: bool,
    /// Whether the day is that of an update: one of publication goes before it.
    updated: bool,
}

/// Lines of date and issuer below a heading, at most.
const BELOW: usize = 8;

/// Reads date and issuer from the lines below the heading, above it (`above`) and at the end of the article.
pub(crate) fn read_signature(view: &View<'_>, start: usize, end: usize, titled: bool, above: &[usize]) -> Signature {
    let mut found = Signature::default();
    if titled {
        let below = (start + 1..=end).filter(|&line| view.lines[line].shape == Shape::Text).take(BELOW);
        for line in below {
            if !take(view, line, &mut found) {
                break;
            }
        }
    }
    if found.date.is_none() || found.issuer.is_none() {
        for &line in above {
            take(view, line, &mut found);
        }
    }
    if found.date.is_none() || found.issuer.is_none() {
        let from = end.saturating_sub(8).max(start + 1);
        for line in (from..=end).rev().filter(|&line| view.lines[line].shape == Shape::Text) {
            let Some(head) = view.head_at(line) else { break };
            match head.role {
                Role::Citation => cited(view, line, &mut found),
                Role::Around | Role::Organisation => {
                    take(view, line, &mut found);
                }
                Role::Closing | Role::Address => {}
                _ if view.text(head).starts_with('(') => cited(view, line, &mut found),
                _ => break,
            }
        }
    }
    found
}

/// Takes date and issuer from a line that holds nothing else; `false` if the line is text.
fn take(view: &View<'_>, line: usize, found: &mut Signature) -> bool {
    let Some(head) = view.head_at(line) else { return false };
    let text = view.text(head);
    let at = view.lines[line].at.start;
    match head.role {
        Role::Around => {
            let days = find_days(text);
            let is_update = |day: &&Day| text[..day.at.start].trim_end_matches([':', ' ', '日']).ends_with("更新");
            let to_the_day = || days.iter().filter(|day| day.to_the_day);
            if let Some(day) = to_the_day().find(|day| !is_update(day)).or_else(|| to_the_day().next()) {
                let updated = is_update(&day);
                if found.date.is_none() || found.updated && !updated && is_labelled(&text[..day.at.start]) {
                    found.date = day.date.map(|date| (date, shift(day.at, at)));
                    found.updated = updated;
                }
                if found.issuer.is_none() {
                    let (before, after) = (&text[..day.at.start], &text[day.at.end..]);
                    for part in [after, before] {
                        issuer(part, at + (part.as_ptr() as usize - text.as_ptr() as usize), found);
                    }
                }
            }
            true
        }
        Role::Organisation => {
            if found.issuer.is_none() {
                issuer(text, at, found);
            }
            true
        }
        Role::Furniture => true,
        Role::Other => {
            // 「運営:架空商事株式会社(京都府)」, a shop's name above it
            if let Some(colon) = text.find(':').filter(|&c| c <= 18)
                && let name = text[colon + 1..].trim()
                && let scan = Scan::of(name)
                && is_organisation(name, &scan.words_of(name), &scan)
            {
                issuer(&text[colon + 1..], at + colon + 1, found);
                return true;
            }
            head.strength < 3 && text.chars().count() <= 20 && !text.contains(['。', '、'])
        }
        _ => false,
    }
}

/// Whether a label of days of publication stands right before a day: 「公開日:」.
fn is_labelled(before: &str) -> bool {
    let label = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    label.len() <= 60 && words_of(label).closes.has(List::DateLabel)
}

fn shift(range: ByteRange, by: usize) -> ByteRange {
    ByteRange::new(range.start + by, range.end + by)
}

/// Keeps the organisation in `part`, without its section, its officer and what stands in brackets.
fn issuer(part: &str, at: usize, found: &mut Signature) {
    if found.issuer.is_some() {
        return;
    }
    let edges: &[char] = &[' ', ':', '-', '|', '/', '(', ')', '【', '】', '・'];
    // 「16時2分配信 架空新聞」
    let trimmed = part.trim_matches(edges);
    let trimmed = trimmed.strip_prefix("配信").unwrap_or(trimmed).trim_start_matches(edges);
    let mut start = at + (trimmed.as_ptr() as usize - part.as_ptr() as usize);
    let mut name = trimmed;
    if let Some(open) = name.find('(').filter(|&open| open > 0) {
        name = name[..open].trim_end();
    }
    if let Some(body) = signatory(name) {
        found.issuer = Some(ByteRange::new(start, start + body.end));
        return;
    }
    let scan = Scan::of(name);
    let words = scan.words_of(name);
    if words.opens.has(List::Officer) && !words.opens.has(List::OrganisationStart) {
        return;
    }
    // 「架空市 子育て支援課」: the first word that is an organisation by itself.
    if let Some(space) = name.find(' ') {
        let front = &name[..space];
        let of_front = scan.words_of(front);
        if of_front.closes.has(List::OrganisationEnd)
            // 「学校法人 架空学園」, 「医療法人社団架空会 架空病院」: the first word is only the form of the body.
            && !of_front.opens.has(List::OrganisationStart)
        {
            name = front;
        }
    }
    let skip = name.len() - name.trim_start().len();
    start += skip;
    name = name.trim();
    let words = scan.words_of(name);
    let medium = is_medium(name, &scan);
    if is_organisation(name, &words, &scan) || medium {
        found.issuer = Some(ByteRange::new(start, start + name.len()));
        found.medium = medium;
    }
}

/// 「出典:架空新報 2025年3月2日」, 「(架空夕刊 2024年11月16日)」.
fn cited(view: &View<'_>, line: usize, found: &mut Signature) {
    let text = view.lines[line].text(view.normal);
    let at = view.lines[line].at.start;
    let days = find_days(text);
    let Some(day) = days.iter().rev().find(|day| day.to_the_day) else { return };
    if found.date.is_none()
        && let Some(date) = day.date
    {
        found.date = Some((date, shift(day.at, at)));
        let before =
            text[..day.at.start].rsplit([':', '(', '「']).find(|part| !part.trim().is_empty()).unwrap_or_default();
        if found.issuer.is_none() {
            let offset = before.as_ptr() as usize - text.as_ptr() as usize;
            issuer(before, at + offset, found);
            found.medium = true;
        }
    }
}

/// Addresses given as the source: in citation lines, and on lines of their own at the end of the article.
pub(crate) fn source_addresses(view: &View<'_>, start: usize, end: usize) -> Vec<ByteRange> {
    let mut found = Vec::new();
    let mut ending = true;
    for line in (start..=end).rev() {
        if view.lines[line].shape != Shape::Text {
            continue;
        }
        let Some(head) = view.head_at(line) else {
            ending = false;
            continue;
        };
        let text = view.text(head);
        // 「関連リンク」 and the addresses below it, whatever signature stands behind.
        let under_links = text.len() <= LABELLED_LINK && text.contains("http");
        let labelled = under_links && has_links_above(view, start, line)
            || addresses(text).next().is_some_and(|at| is_source_label(&text[..at.start]));
        // Right below the heading of an entry of a list of links.
        let below_heading = line == start + 1 && line < end;
        match head.role {
            Role::Address if ending || below_heading => {}
            Role::Citation => {}
            _ if labelled => {}
            Role::Closing | Role::Furniture | Role::Around | Role::Organisation | Role::Related | Role::Tail => {
                continue;
            }
            // 「(架空小学校)」 above its address.
            _ if ending && text.starts_with('(') && text.ends_with(')') && text.chars().count() <= 24 => continue,
            _ => {
                ending = false;
                continue;
            }
        }
        let at = view.lines[line].at.start;
        let mut here: Vec<ByteRange> = addresses(text).map(|range| shift(range, at)).collect();
        here.reverse();
        found.extend(here);
    }
    found.reverse();
    found
}

/// Longest line with a link and its title, in bytes.
const LABELLED_LINK: usize = 300;
/// Lines above a link among which the heading of the links stands.
const LINKS_ABOVE: usize = 6;

/// Whether the heading of a list of links with addresses stands close above.
fn has_links_above(view: &View<'_>, start: usize, line: usize) -> bool {
    let from = line.saturating_sub(LINKS_ABOVE).max(start + 1);
    (from..line).rev().any(|above| {
        view.head_at(above).is_some_and(|head| {
            head.role == Role::Citation || head.role == Role::Related && leads_to_source(view, above, line + 1)
        })
    })
}

/// 「詳細:」, 「リリース文: 」 before an address.
fn is_source_label(label: &str) -> bool {
    let bare = label.trim_matches([' ', ':', '【', '】', '▼', '■', '●', '・', '(', '「', '→', '⇒', '[', ']', '※']);
    let words = words_of(bare);
    !bare.is_empty()
        && bare.chars().count() <= 16
        && (words.opens.has(List::Citation) || words.closes.has(List::Citation))
}

/// Addresses in a line.
fn addresses(text: &str) -> impl Iterator<Item = ByteRange> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find("http")?;
        let rest = &text[start..];
        if !rest.starts_with("http://") && !rest.starts_with("https://") {
            from = start + 4;
            return Some(None);
        }
        let length = rest
            .find(|c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '"' | '<' | '>' | '{' | '}' | '|'))
            .unwrap_or(rest.len());
        let address = rest[..length].trim_end_matches(['.', ',', ')', ']', ';', '\'']);
        from = start + length.max(4);
        Some((address.len() > 10).then_some(ByteRange::new(start, start + address.len())))
    })
    .flatten()
}

/// Links whose words name the source (発表資料, 架空商事株式会社の発表), or that stand in a citation line.
pub(crate) fn linked_sources<'p>(
    page: &'p Page,
    normal: &Normalised,
    view: &View<'_>,
    article: ByteRange,
) -> Vec<&'p Link> {
    links_in(page, article)
        .iter()
        .filter(|link| {
            let words = link.range.of(&page.text);
            if words.starts_with("http") || words.chars().count() > 60 {
                return false;
            }
            let place = normal.normal_range(link.range);
            let line = view.lines.partition_point(|line| line.source.end < link.range.start);
            let cited = line < view.lines.len() && view.head_at(line).is_some_and(|head| head.role == Role::Citation);
            let bare = place.of(normal.text()).trim_matches(['「', '」', '(', ')', '[', ']', ' ']);
            let of_link = words_of(bare);
            cited
                || bare.chars().count() <= 30
                    && (of_link.closes.has(List::Citation) || of_link.opens.has(List::Citation))
        })
        .collect()
}

/// The links inside a range of the page's text.
pub(crate) fn links_in(page: &Page, range: ByteRange) -> &[Link] {
    let from = page.links.partition_point(|link| link.range.start < range.start);
    let until = page.links.partition_point(|link| link.range.start < range.end);
    &page.links[from..until.max(from)]
}
