//! How much a short line looks like the heading of an article, of a section, of a page that gathers many items.
//!
//! In:   a title in normal form and the lists that it touches.
//! Out:  its strength; whether it heads a section; whether it may be the name of such a page.
//! Data: `headings`.
//!
//! Not here: what else a line may be (`role.rs`).

use crate::{
    mark::{Mark, Marked},
    role::Role,
    terms::{List, Scan, Words},
};

/// Whether the line heads a section inside a notice (発生の経緯, 流出した情報, 再発防止に向けて).
pub(crate) fn is_section(title: &str, words: &Words, marked: &Marked, scan: &Scan<'_>) -> bool {
    if title.is_empty() {
        return true;
    }
    if !scan.has(List::Section) && !scan.has(List::Tip) {
        return false;
    }
    let length = title.chars().count();
    // 「小技: …」, 「発生日時: …」
    if let Some(colon) = title.find(':').filter(|&c| title[..c].chars().count() <= 8) {
        let label = scan.words_of(&title[..colon]);
        if label.closes.has(List::Section) || label.any.has(List::Tip) {
            return true;
        }
    }
    let mut core = title;
    for _ in 0..3 {
        let before = core.len();
        core = core.trim_end_matches([':', '。', '?', ' ']);
        if core.ends_with(')')
            && let Some(open) = core.rfind('(')
            && open > 0
        {
            core = &core[..open];
        }
        for tail in ["について", "につきまして", "に関して", "等", "など", "は", "に向けて", "のために", "と"]
        {
            core = core.strip_suffix(tail).unwrap_or(core);
        }
        if core.len() == before {
            break;
        }
    }
    let core = core.trim();
    let of_core = scan.words_of(core);
    if !(of_core.closes.has(List::Section) || of_core.opens.has(List::Section) && core.chars().count() <= 10) {
        return false;
    }
    // A notice's own heading names an incident and is long (…の漏えいに関する調査結果のご報告).
    let bare = match title.rfind('(') {
        Some(open) if title.ends_with(')') && open > 0 => scan.words_of(title[..open].trim_end()),
        _ => *words,
    };
    let named = words.incidents >= 1 || title.starts_with('【');
    let heading = named && length >= 18 && bare.closes.has(List::Ending);
    let numbered = matches!(marked.mark, Mark::Number(_));
    // Headings of sections hold no second phrase beside an incident (…でメール流出 自治体など7団体に影響).
    if !numbered && words.incidents >= 1 && length >= 20 && title.contains([' ', '、']) {
        return false;
    }
    // A headline tells who did what (…店、配送のシステムが停止).
    if !numbered && length >= 14 && title.contains('、') && title.contains(['が', 'を']) {
        return false;
    }
    length <= 30 && (!heading || numbered)
}

/// Whether the title may name a page that gathers many items: a weekly, a list of releases, an archive, a number of a newsletter.
pub(crate) fn is_masthead(line: &str, title: &str, words: &Words, role: Role) -> bool {
    matches!(role, Role::Other | Role::Section)
        && title.chars().count() <= 40
        && !words.closes.has(List::Ending)
        && !title.contains(['。', '、', 'を', 'が'])
        && (is_numbered_issue(title)
            || is_named_after_time(title)
            || is_of_period(line)
            || is_of_month(title, words)
            || words.any.has(List::Masthead) && words.incidents <= 1)
}

/// 「2015年の主な事案」, 「2024年3月 事故の一覧」.
fn is_named_after_time(title: &str) -> bool {
    // 「令和6年度上半期に公表した事案」
    if let Some(rest) = ["令和", "平成"].iter().find_map(|era| title.strip_prefix(era)) {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '元');
        return rest.starts_with('年') && title.chars().count() <= 24;
    }
    let year = title.bytes().take_while(u8::is_ascii_digit).count();
    year == 4 && title[4..].starts_with(['年', '/']) && title.chars().count() <= 24
}

/// 「情報漏えい・紛失事故 2022年9月」, 「事案メモ 令和4年度」: a list and its time; a notice ends in what it does.
fn is_of_month(title: &str, words: &Words) -> bool {
    let bare = title.trim_end_matches(['分', '版', '号', ')', '度']);
    let number = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year = bare.strip_suffix('月').map_or(bare, |rest| &rest[..rest.len() - number(rest)]);
    year.strip_suffix('年').is_some_and(|year| {
        let before = &year[..year.len() - number(year)];
        number(year) == 4 && !before.is_empty() || before.ends_with("令和") || before.ends_with("平成")
    }) && !words.opens.has(List::DateLabel)
        && title.contains([' ', '('])
}

/// 「個人情報流出事件(2012/02/07~02/10)」: what happened between two days.
fn is_of_period(line: &str) -> bool {
    let Some((_, period)) = line.strip_suffix(')').and_then(|line| line.rsplit_once('(')) else { return false };
    let Some((from, until)) = period.split_once(['~', '-']) else { return false };
    [from, until].iter().all(|day| {
        let digits = day.chars().filter(char::is_ascii_digit).count();
        (2..=8).contains(&digits)
            && day.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | '年' | '月' | '日' | ' '))
    })
}

/// 「第212号」, 「2021年8月号」, 「第7週」.
fn is_numbered_issue(title: &str) -> bool {
    title.match_indices(['号', '週']).any(|(at, _)| {
        let before = &title[..at];
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '月');
        number.len() < before.len() && (number.ends_with('第') || before.ends_with('月'))
    })
}

/// How much the title looks like the heading of an article.
pub(crate) fn strength_of(title: &str, words: &Words, role: Role) -> i32 {
    match role {
        Role::Other => {}
        Role::Section => return 0,
        _ => return -4,
    }
    let length = title.chars().count();
    let mut strength = match words.incidents {
        0 => 0,
        1 => 2,
        _ => 3,
    };
    strength += i32::from(words.incidents > 0 && words.any.has(List::Matter));
    if words.closes.has(List::Ending) {
        strength += 2;
    }
    strength += i32::from(length >= 14) + i32::from(length >= 20);
    strength += i32::from(title.contains('、')) + i32::from(title.contains(" - ") || title.contains(" / "));
    strength += i32::from(title.trim_end().contains(' ') && length >= 14);
    strength += i32::from(words.cue.is_some());
    strength += i32::from(title.starts_with('【'));
    if length < 8 {
        strength -= 2;
    }
    strength
}
