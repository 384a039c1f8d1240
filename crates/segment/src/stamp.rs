//! The date and the organisation or medium that stand beside a heading.
//!
//! In:   a line without its mark, in normal form.
//! Out:  the title's bytes, the day, the issuer's bytes and whether it is a medium.
//!
//! | line                                            | title            | day        | issuer     |
//! |-------------------------------------------------|------------------|------------|------------|
//! | 名簿の紛失について 2022年7月1日 架空市           | 名簿の紛失について | 2022-07-01 | 架空市     |
//! | 名簿の紛失について 架空新報 2022年7月1日         | 名簿の紛失について | 2022-07-01 | 架空新報   |
//! | 架空市、名簿を紛失(平成19年3月27日 架空新聞)      | 架空市、名簿を紛失 | 2007-03-27 | 架空新聞   |
//! | 4/2 架空市で名簿を紛失                           | 架空市で名簿を紛失 | no year    | none       |
//!
//! Not here: dates on lines of their own (`origin.rs`).

use jikenbo_model::{ByteRange, PartialDate};

use crate::{
    days::Day,
    furniture::numbers_page,
    terms::{List, Scan},
};

/// On which side of the title the date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Before it.
    Lead,
    /// After it.
    Tail,
}

/// What stands beside a title.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stamp {
    /// The title, in bytes of the text given.
    pub(crate) title: ByteRange,
    /// The day, if its year is given and it exists.
    pub(crate) date: Option<PartialDate>,
    /// Where the day stands.
    pub(crate) date_at: ByteRange,
    /// The organisation or medium.
    pub(crate) issuer: Option<ByteRange>,
    /// Whether the issuer is a medium.
    pub(crate) medium: bool,
    /// On which side the date stands.
    pub(crate) side: Side,
    /// Whether the day is given with its year.
    pub(crate) full: bool,
}

impl Stamp {
    /// Whether the hour stands beside the day.
    pub(crate) fn is_timed(&self, line: &str) -> bool {
        self.date_at.of(line).contains([':', '時'])
    }
}

fn range_of(text: &str, part: &str) -> ByteRange {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    ByteRange::new(start, start + part.len())
}

const EDGES: &[char] = &[' ', '-', '|', '/', ':', '・', '—', '–', '―', '~', ',', '、'];

/// Reads the stamp of a heading line; `None` if no day stands beside a title.
pub(crate) fn read_stamp(text: &str, days: &[Day], scan: &Scan<'_>) -> Option<Stamp> {
    let (first, last) = (days.first()?, days.last()?);
    let numbered = numbers_page(text).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '令' | '平'))
            || scan.words_of(rest).opens.has(List::DateLabel)
    });
    if numbered || are_labelled(text, days, scan) || is_edition(text, days, scan) {
        return None;
    }
    tail(text, last, scan).or_else(|| lead(text, first, scan))
}

/// Whether the line holds several days, each behind its label, and nothing else: 「公開日 2022年4月12日 更新日 2022年5月20日」.
pub(crate) fn are_labelled(text: &str, days: &[Day], scan: &Scan<'_>) -> bool {
    if !(2..=3).contains(&days.len()) {
        return false;
    }
    let mut from = 0;
    let labelled = days.iter().all(|day| {
        let label = text[from..day.at.start].trim_matches(|c: char| !c.is_alphanumeric());
        from = day.at.end;
        label.is_empty() && from == day.at.end && day.at.start == 0 || scan.words_of(label).whole.has(List::DateLabel)
    });
    labelled && text[from..].chars().filter(|c| c.is_alphanumeric()).count() <= 2
}

/// Whether the line tells when a medium brought the item, and nothing else: 「架空新聞 2013年4月12日(金)11時31分配信」, 「4月12日朝刊」.
pub(crate) fn is_edition(text: &str, days: &[Day], scan: &Scan<'_>) -> bool {
    let [day] = days else { return false };
    if !day.to_the_day {
        return false;
    }
    // The time behind the day and what was done then.
    let after =
        text[day.at.end..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '時' | '分' | ' '));
    let brought = ["配信", "朝刊", "夕刊", "付朝刊", "付夕刊", "掲載", "更新"];
    let Some(after) = brought.iter().find_map(|word| after.strip_prefix(word)) else { return false };
    let names =
        [&text[..day.at.start], after].map(|name| name.trim_matches([' ', '(', ')', '[', ']', '【', '】', '-', '|']));
    names.iter().all(|name| name.is_empty() || name.chars().count() <= 20 && is_medium(name, scan))
}

fn tail(text: &str, day: &Day, scan: &Scan<'_>) -> Option<Stamp> {
    if !day.to_the_day || day.at.start == 0 {
        return None;
    }
    let before = &text[..day.at.start];
    let after = &text[day.at.end..];
    // (平成19年3月27日 架空新聞), (架空新聞 2007年3月27日)
    if let Some(open) = before.rfind('(')
        && !before[open..].contains(')')
        && let Some(inner_after) = after.strip_suffix(')')
        && !inner_after.contains([')', '('])
    {
        let title = before[..open].trim_end_matches(EDGES);
        let front = before[open + 1..].trim_matches(EDGES);
        let back = inner_after.trim_matches(EDGES);
        if title.chars().count() < 4
            || !is_title(title, scan)
            || front.chars().count() > 24
            || back.chars().count() > 24
        {
            return None;
        }
        let tells = |word: &str| {
            matches!(word, "" | "付" | "付け" | "公表" | "発表" | "掲載" | "公開" | "報道" | "発信" | "配信" | "追記")
        };
        let back = back.strip_suffix('分').filter(|word| tells(word)).unwrap_or(back);
        let name = [back, front].into_iter().find(|name| is_name(name) && !tells(name));
        if name.is_none() && !(front.is_empty() && tells(back)) {
            return None;
        }
        let medium = name.is_some_and(|name| is_medium(name, scan));
        return Some(stamp(text, title, day, name, medium, Side::Tail));
    }
    let bare = after.is_empty() && day.date.is_none() && day.at.of(text).contains('/');
    if !day.full && !bare {
        return None;
    }
    // 「…は2022年7月1日」 runs on into the day.
    if before.ends_with(['は', 'に', 'を', 'が', 'で', 'と', 'の', 'も']) {
        return None;
    }
    let spaced = before.ends_with([' ', ')', '」', '】', '。', '-', '|', '/']);
    let after = after.trim_matches(EDGES);
    let after = after.strip_prefix("付け").or(after.strip_prefix("付")).unwrap_or(after).trim_matches(EDGES);
    let title = before.trim_end_matches(EDGES);
    if before.trim_end().ends_with(['~', '-', '、']) && !before.ends_with(" - ") || !is_title(title, scan) {
        return None;
    }
    if !after.is_empty() {
        if !spaced || !is_name(after) {
            return None;
        }
        return Some(stamp(text, title, day, Some(after), is_medium(after, scan), Side::Tail));
    }
    // The medium may stand between title and day: 「…を紛失 架空新報 2022年7月1日」, also without a space before the day.
    if let Some(space) = title.rfind(' ') {
        let (front, name) = (title[..space].trim_end(), title[space..].trim());
        if is_medium(name, scan) && is_title(front, scan) && is_name(name) {
            return Some(stamp(text, front, day, Some(name), true, Side::Tail));
        }
        // A medium's name in two parts: ネットニュース 海鳴り is rare, one word with the word in front is not (ネットニュース海鳴り).
        if is_name(name) && scan.words_of(name).any.has(List::Medium) && is_title(front, scan) {
            return Some(stamp(text, front, day, Some(name), true, Side::Tail));
        }
    }
    spaced.then(|| stamp(text, title, day, None, false, Side::Tail))
}

fn lead(text: &str, day: &Day, scan: &Scan<'_>) -> Option<Stamp> {
    if !day.to_the_day {
        return None;
    }
    let before = &text[..day.at.start];
    if !matches!(before, "" | "[" | "【" | "(" | "<" | "《" | "〔") {
        return None;
    }
    let after = &text[day.at.end..];
    let spaced = after.starts_with([' ', ':', '|', ']', '】', ')', '>', '》', '〕']);
    let title = after.trim_start_matches([' ', ':', '|', ']', '】', ')', '>', '》', '〕', '-']);
    if !spaced || !is_title(title, scan) {
        return None;
    }
    Some(stamp(text, title, day, None, false, Side::Lead))
}

fn stamp(text: &str, title: &str, day: &Day, issuer: Option<&str>, medium: bool, side: Side) -> Stamp {
    Stamp {
        title: range_of(text, title),
        date: day.date,
        date_at: day.at,
        issuer: issuer.map(|name| range_of(text, name)),
        medium,
        side,
        full: day.full,
    }
}

/// Whether this can be a title: more than a label, no whole sentence, not cut from the middle of one.
fn is_title(title: &str, scan: &Scan<'_>) -> bool {
    let length = title.chars().count();
    let worded = title.chars().any(|c| c.is_alphabetic() && !matches!(c, '年' | '月' | '日' | '時' | '分'));
    if !worded || !(4..=160).contains(&length) || title.ends_with(['。', '、', ':', '(', '「']) || title.contains("。 ")
    {
        return false;
    }
    let words = scan.words_of(title);
    !(words.whole.has(List::Generic)
        || words.whole.has(List::DateLabel)
        || words.closes.has(List::DateLabel) && length <= 12
        || words.opens.has(List::DateLabel) && length <= 8
        || words.opens.has(List::Citation) && title.contains(':'))
}

/// Whether this can be the name of an organisation or a medium beside a date: short, and no part of a sentence.
pub(crate) fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    let numbers_issue = name.starts_with('第') && name.ends_with(['号', '回']);
    (2..=40).contains(&length)
        && !numbers_issue
        && !name.contains(['。', '、', '「', '『', ':', '?', '!', '~', '→', '%'])
        && !name.starts_with(['は', 'に', 'を', 'が', 'で', 'と', 'の', 'か', 'ま', '現'])
        && (!name.starts_with('時') || name.starts_with("時事"))
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.contains(['を', 'が', 'は'])
        && !name.contains("まで")
        && !name.contains("から")
        && !name.contains("以降")
        && !name.contains("更新")
}

/// Whether the name is that of a newspaper, a broadcaster or a news site.
pub(crate) fn is_medium(name: &str, scan: &Scan<'_>) -> bool {
    // 「架空新聞夕刊1面」: the page of an edition.
    let page = name.strip_suffix('面').map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit()));
    let name = page.unwrap_or(name);
    // 「架空新聞NEXT」, 「架空新聞デジタル」: its pages on the web.
    let paper = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let paper =
        ["デジタル", "電子版", "オンライン", "ウェブ"].iter().find_map(|web| paper.strip_suffix(web)).unwrap_or(paper);
    let words = scan.words_of(if paper.is_empty() { name } else { paper.trim_end() });
    words.closes.has(List::Medium) || words.opens.has(List::Medium) && !words.opens.has(List::OrganisationStart)
}
