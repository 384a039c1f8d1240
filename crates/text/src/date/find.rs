//! Every date of a text, in reading order.
//!
//! In:   normalised text.
//! Out:  mentions: date, or both ends of a period, with day of the week, time and rough words.
//!
//! One pass: a date starts at a digit, a Chinese numeral, an era or a relative word, and is read with a bounded look ahead.
//! Not dates: lengths (30日間), phone numbers, versions, ratios (1/2), amounts, numbers of cases (2023-508), dates in addresses.

use super::{
    DateMention, Edge, Part, WrittenDate, time,
    weekday::weekday,
    words::{Spoils, words},
    written::{self, Read, Style},
};
use crate::{
    ByteRange, is_kanji,
    number::{numeral_at, width},
};

/// Finds the dates of `text`.
///
/// | text | start | end | time |
/// |---|---|---|---|
/// | `令和8年2月20日(金)午後6時40分頃` | 2026-2-20 | | 18:40 |
/// | `2024年12月~2025年1月` | 2024-12 | 2025-1 | |
/// | `4月1日から5日まで` | 4-1 | 5 | |
/// | `同月4日`, `翌9日`, `昨年3月` | relative | | |
/// | `2026/2/20`, `R8.2.20`, `8/6(木)` | 2026-2-20, 2026-2-20, 8-6 | | |
/// | `午後8時`, `15時30分`, `21:32` | nothing: a time of the last date | | 20:00 … |
/// | `30日間`, `1/2`, `03-1234-5678`, `2023-508` | none | | |
pub fn find_dates(text: &str) -> Vec<DateMention> {
    let bytes = text.as_bytes();
    let words = words();
    let mut found = Vec::new();
    let mut style = Style::None;
    let mut at = 0;
    while at < bytes.len() {
        at = words.next_start(bytes, at);
        let Some(&lead) = bytes.get(at) else { break };
        let starts = match lead {
            b'0'..=b'9' => may_go_on(bytes, at),
            b'H' | b'R' | b'S' | b'T' => {
                bytes.get(at + 1).is_some_and(|next| next.is_ascii_digit() || *next == b'.')
                    && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
            }
            0xe3..=0xe9 => may_begin(text, at),
            _ => false,
        };
        if starts && let Some(mention) = mention(text, at, &mut style).or_else(|| time_alone(text, at)) {
            at = mention.range.end;
            found.push(mention);
        } else if lead.is_ascii_digit() {
            at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        } else {
            at += width(lead);
        }
    }
    found
}

/// Whether what stands behind the digits at `at` may make a date or a time of them: most are numbers of persons, of cases, of telephones.
fn may_go_on(bytes: &[u8], at: usize) -> bool {
    let digits = bytes[at..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 4 {
        return false;
    }
    let rest = &bytes[at + digits..];
    match rest.first() {
        Some(b'/' | b'.' | b'-' | b'~' | b':' | b'(') => true,
        Some(b' ') => opens_with_unit(&rest[1..]),
        _ => opens_with_unit(rest),
    }
}

/// Whether 年, 月, 日 or 時 stands there.
fn opens_with_unit(rest: &[u8]) -> bool {
    ["年", "月", "日", "時"].iter().any(|unit| rest.starts_with(unit.as_bytes()))
}

/// Whether an era, a relative word or a part of the day starts at `at`, or Chinese numerals with a unit of dates behind them:
/// 一, 本 and 同 stand in many words, so that most places are left here.
fn may_begin(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    if words().opens(rest) {
        return true;
    }
    let mut behind = rest;
    // A year has four of them at most.
    for _ in 0..4 {
        if behind.as_bytes().first().is_none_or(u8::is_ascii) || numeral_at(behind).is_none() {
            break;
        }
        behind = &behind["一".len()..];
    }
    behind.len() < rest.len() && behind.starts_with(['年', '月', '日', ' ', '(', '/'])
}

/// Reads a time without a date: 「午後8時までに」「15時30分」「21:32」.
fn time_alone(text: &str, at: usize) -> Option<DateMention> {
    let time = time::read_alone(&text[..at], &text[at..])?;
    let open = WrittenDate { year: Part::Open, month: Part::Open, day: Part::Open };
    let mut result = single(open, ByteRange::new(at, at + time.len));
    result.time = Some(time.start);
    result.has_time_end = time.has_end;
    result.edge = if time.has_end { Edge::On } else { words().edge(&text[at + time.len..]) };
    Some(result)
}

/// Reads the date or period that starts at `at`.
fn mention(text: &str, at: usize, style: &mut Style) -> Option<DateMention> {
    let known = *style;
    let result = read_mention(text, at, style);
    if result.is_none() {
        *style = known;
    }
    result
}

fn read_mention(text: &str, at: usize, style: &mut Style) -> Option<DateMention> {
    let read = written::read(&text[at..], style)?;
    let mut start = read.date;
    let mut end_at = at + read.len;
    if !stands_free(text, at, &read) {
        return None;
    }
    if read.is_lone_day && text[end_at..].starts_with('後') {
        // 「その3日後」 counts from the last date.
        let Part::Given(days) = start.day else { return None };
        if !text[..at].ends_with("その") {
            return None;
        }
        start.day = Part::FromLast(i8::try_from(days).ok()?);
        end_at += "後".len();
        return Some(single(start, ByteRange::new(at, end_at)));
    }
    let after = Around::read(&text[end_at..]);
    if !may_be_date(text, at, &read, &after) {
        return None;
    }
    end_at += after.len;
    let mut result = single(start, ByteRange::new(at, end_at));
    result.time = after.time;
    result.has_time_end = after.time_ends;
    result.is_rough = after.is_rough;
    result.is_fiscal = read.is_fiscal;
    if let Some((end, until)) = period_end(text, end_at, &read, text[..at].ends_with('('), style) {
        result.end = Some(end);
        result.range.end = until;
    } else if after.time_ends {
        // The period lies within the day.
    } else {
        result.edge = words().edge(&text[end_at..]);
    }
    Some(result)
}

const fn single(start: WrittenDate, range: ByteRange) -> DateMention {
    DateMention {
        range,
        start,
        end: None,
        time: None,
        has_time_end: false,
        edge: Edge::On,
        is_rough: false,
        is_fiscal: false,
    }
}

/// What stands behind a date and belongs to it.
struct Around {
    len: usize,
    has_weekday: bool,
    time: Option<super::TimeOfDay>,
    /// The time is the beginning of a period whose end was taken along.
    time_ends: bool,
    is_rough: bool,
}

impl Around {
    fn read(rest: &str) -> Around {
        let mut len = 0;
        let weekday = weekday(rest);
        len += weekday;
        let mut is_rough = false;
        let mut rough = |len: &mut usize| {
            if let Some(word) = words().rough(&rest[*len..]) {
                *len += word;
                is_rough = true;
            }
        };
        rough(&mut len);
        let time = time::read(&rest[len..]);
        if let Some(time) = &time {
            len += time.len;
        } else {
            len += time::part_of_day(&rest[len..]);
        }
        rough(&mut len);
        Around {
            len,
            has_weekday: weekday > 0,
            time: time.map(|time| time.start),
            time_ends: time.is_some_and(|time| time.has_end),
            is_rough,
        }
    }
}

/// Whether what stands before a date lets it be one.
fn stands_free(text: &str, at: usize, read: &Read) -> bool {
    let before = &text[..at];
    let previous = before.chars().next_back();
    let date = &read.date;
    let first = text[at..].chars().next().unwrap_or_default();
    let own = &text[at..at + read.len];
    let is_separated = !own.contains(['年', '月', '日', '度']);
    if first.is_ascii_digit() {
        let Some(previous) = previous else { return true };
        if is_separated {
            return !(previous.is_ascii_alphanumeric()
                || matches!(previous, '.' | '/' | '-' | '_' | '=' | '#' | '&' | '?' | '@' | '+' | ',' | '%' | '*'));
        }
        if previous == ',' && before[..at - 1].ends_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if read.is_lone_day {
            let behind_digits = matches!(previous, '~' | '-')
                && before[..at - previous.len_utf8()].ends_with(|c: char| c.is_ascii_digit());
            // 「A.16日に」 answers a question.
            let is_fraction = previous == '.' && before[..at - 1].ends_with(|c: char| c.is_ascii_digit());
            return !previous.is_ascii_alphanumeric()
                && !matches!(previous, '/' | ',' | '#' | ':')
                && !is_fraction
                && !behind_digits
                && !words().spoils(before, Spoils::BeforeDay);
        }
        // 「停職2月」「懲役2年4月」: how long, not when.
        if !matches!(date.year, Part::Given(year) if year >= 1900) && words().spoils(before, Spoils::BeforeMonth)
            || is_term_of_months(before, read)
            || number_of(own) < 100 && date.day.is_open() && words().spoils(behind_opening(before), Spoils::BeforeTerm)
        {
            return false;
        }
        return !previous.is_ascii_alphabetic() || !date.day.is_open() || matches!(date.year, Part::Given(_));
    }
    let is_relative = matches!(date.year, Part::FromLast(_) | Part::FromNow(_))
        || matches!(date.month, Part::FromLast(_) | Part::FromNow(_))
        || matches!(date.day, Part::FromLast(_) | Part::FromNow(_));
    // 該当月, 日本年金, 合同日: part of another word.
    if is_relative && !matches!(first, '翌' | '昨') {
        return !previous.is_some_and(|c| is_kanji(c) || c == '々');
    }
    !(first != '令'
        && crate::number::numeral_at(&text[at..]).is_some()
        && previous.is_some_and(|c| {
            crate::number::numeral_at(c.encode_utf8(&mut [0; 4])).is_some() || c.is_ascii_digit() || c == '第'
        }))
}

/// Whether a month stands behind a number of years that was no year: the 4月 of 「懲役2年4月」.
fn is_term_of_months(before: &str, read: &Read) -> bool {
    read.date.year.is_open()
        && read.date.day.is_open()
        && before.strip_suffix('年').is_some_and(|years| years.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a text opens with two numbers and the sign between them that parts a date: 4/5, 2025.4.
fn opens_with_parts(text: &str) -> bool {
    let digits = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let sign = text.as_bytes().get(digits).is_some_and(|sign| matches!(sign, b'/' | b'.'));
    (1..=4).contains(&digits) && sign && text.as_bytes().get(digits + 1).is_some_and(u8::is_ascii_digit)
}

/// The number that opens a text.
fn number_of(text: &str) -> u32 {
    let n = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    text[..n].parse().unwrap_or(u32::MAX)
}

/// What stands before an opening sign or a blank: 「停職(2月)」, 「停職 2月」.
fn behind_opening(before: &str) -> &str {
    before.trim_end_matches(['(', ' ', ':', '・', '約', '各'])
}

/// Whether what stands behind a date lets it be one.
fn may_be_date(text: &str, at: usize, read: &Read, after: &Around) -> bool {
    let behind = &text[at + read.len..];
    let own = &text[at..at + read.len];
    if !own.contains(['年', '月', '日', '度', '夜', '朝', '未', '晩']) {
        // Part of a longer number, a file name, an address, a version.
        let mut next = behind.chars();
        let sign = next.next();
        let follower = next.next();
        let goes_on = match sign {
            Some(c) if c.is_ascii_digit() => true,
            // 2025/4/1-2025/4/5, 2025/4/1-4/5
            Some('-') if !own.contains('-') && opens_with_parts(&behind[1..]) => false,
            Some('.' | '-' | '/' | '_' | '%') => follower.is_some_and(|c| c.is_ascii_alphanumeric()),
            Some('T') => !follower.is_some_and(|c| c.is_ascii_digit()),
            Some(c) => c.is_ascii_alphabetic(),
            None => false,
        };
        if goes_on {
            return false;
        }
    }
    if read.is_bare_pair {
        let line_start =
            text[..at].trim_end_matches(['(', '[', '・', '●', '■', '○', '◆', '※']).ends_with('\n') || at == 0;
        return after.has_weekday
            || after.time.is_some()
            || words().pair_tail(behind.strip_prefix(' ').unwrap_or(behind))
            || line_start && (behind.starts_with([' ', '\t', ':', '~']) && !behind[1..].starts_with(['/', '0']));
    }
    if read.is_lone_day {
        if after.has_weekday || after.time.is_some() {
            return true;
        }
        return !words().spoils(behind, Spoils::AfterDay) && !behind.starts_with(|c: char| c.is_ascii_digit());
    }
    if read.date.day.is_open() && read.date.month.is_open() && !read.is_fiscal {
        return !words().spoils(behind, Spoils::AfterYear);
    }
    if read.date.day.is_open() && !read.is_fiscal {
        // 「3か月間」; 「2023年3月期」 is a term of accounts.
        return !behind.starts_with('間') && !behind.trim_start_matches(' ').starts_with('期');
    }
    true
}

/// What follows a mark of a note: 「(※1)」「(注)」.
fn behind_note(rest: &str) -> &str {
    match rest.strip_prefix(['(', '[']) {
        Some(inner) if inner.starts_with(['※', '注', '*']) => {
            inner.char_indices().take(6).find(|(_, c)| matches!(c, ')' | ']')).map_or(rest, |(at, _)| &inner[at + 1..])
        }
        _ => rest,
    }
}

/// The end of a period behind its beginning, and where it ends.
fn period_end(
    text: &str,
    at: usize,
    start: &Read,
    is_bracketed: bool,
    style: &mut Style,
) -> Option<(WrittenDate, usize)> {
    let skip = |at: usize| at + usize::from(text[at..].starts_with(' '));
    // 「開設時(2020年4月)から2025年12月9日まで」
    let closed = is_bracketed && text[at..].starts_with(')');
    let from = skip(at + usize::from(closed));
    let join = words().join(&text[from..])?;
    let word = &text[from..from + join];
    let to = skip(from + join);
    let known = *style;
    let read = written::read(&text[to..], style)?;
    let is_sign = word.chars().all(|c| !c.is_alphanumeric() || c == 'ー');
    let fits =
        read.date.day.is_open() == start.date.day.is_open() || read.date.day.is_open() <= start.date.day.is_open();
    let after = Around::read(&text[to + read.len..]);
    let end = to + read.len + after.len;
    let rest = text[end..].trim_start_matches(' ');
    let rest = behind_note(rest);
    let closes = is_sign
        || rest.starts_with("まで")
        || rest.starts_with('迄')
        || rest.starts_with("の")
        || rest.starts_with('間')
        || rest.starts_with(['、', ')', '」', '\n', '\t', '頃'])
        || rest.starts_with("にかけ")
        || rest.starts_with("にわた")
        || rest.starts_with('に') && !words().spoils(rest, Spoils::AfterEnd)
        || rest.is_empty()
        || text[end..].starts_with([' ', '\t']);
    if closed && is_sign {
        *style = known;
        return None;
    }
    let is_day_length =
        read.is_lone_day && (rest.starts_with('間') || rest.starts_with("以内") || start.date.day.is_open());
    // 「2月9日から6月まで」「2月9日から3月末にかけて」
    let fits = fits || !is_sign && (rest.starts_with("まで") || rest.starts_with("にかけ"));
    if !fits || !closes || is_day_length || (read.is_bare_pair && !is_sign) {
        *style = known;
        return None;
    }
    Some((read.date, end))
}
