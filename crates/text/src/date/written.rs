//! One date as its words give it, without what stands around it.
//!
//! In:   normalised text that starts at an era, a relative word, a letter of an era or a number.
//! Out:  the parts and the bytes they took.
//!
//! Numbers may be digits or Chinese numerals, single spaces may stand between number and unit (令和 8 年 2 月 20 日).
//! Both calendars side by side (令和7年(2025年)3月12日) are one date.

use super::{
    Part, WrittenDate,
    words::{Spoils, Unit, words},
};
use crate::number::Numeral;
use crate::number::numeral_at;

/// How the year of the last date was written: what 「6年3月」 behind it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// No year yet.
    None,
    /// In an era, of this first year.
    Era(i16),
    /// In the common era.
    Common,
}

/// A date and how it was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read {
    pub(super) date: WrittenDate,
    pub(super) len: usize,
    pub(super) is_fiscal: bool,
    /// Without 年, 月 or 日: `2/20`, which is only a date where the words around it say so.
    pub(super) is_bare_pair: bool,
    /// Day alone: 「14日」.
    pub(super) is_lone_day: bool,
}

/// A number as dates write it: up to four digits or Chinese numerals; 元 is 1.
#[derive(Debug, Clone, Copy)]
struct Figure {
    value: u16,
    end: usize,
    is_digits: bool,
    /// Number of digits.
    n: usize,
}

fn figure(text: &str, at: usize) -> Option<Figure> {
    let at = at + usize::from(text[at..].starts_with(' '));
    let rest = &text[at..];
    let n = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    if n > 0 {
        let value = rest[..n].parse().ok().filter(|_| n <= 4)?;
        return Some(Figure { value, end: at + n, is_digits: true, n });
    }
    if rest.starts_with('元') {
        return Some(Figure { value: 1, end: at + "元".len(), is_digits: false, n: 1 });
    }
    let (mut value, mut has_ten, mut end, mut n) = (0_u16, false, at, 0);
    while let Some((numeral, false)) = numeral_at(&text[end..]) {
        match numeral {
            Numeral::Digit(digit) if has_ten => value += u16::from(digit),
            Numeral::Digit(digit) => value = value * 10 + u16::from(digit),
            Numeral::Unit(1) if !has_ten => {
                value = if n == 0 { 10 } else { value * 10 };
                has_ten = true;
            }
            _ => return None,
        }
        n += 1;
        end += "十".len();
        if n > 4 {
            return None;
        }
    }
    (n > 0).then_some(Figure { value, end, is_digits: false, n })
}

/// Position behind `unit` at `at`, a single space allowed before it.
#[inline]
fn unit(text: &str, at: usize, unit: char) -> Option<usize> {
    let mut sign = [0; 3];
    unit.encode_utf8(&mut sign);
    let from = at + usize::from(text[at..].starts_with(' '));
    (text.as_bytes().get(from..)?.first_chunk() == Some(&sign)).then_some(from + sign.len())
}

const fn common_year(value: u16) -> bool {
    value >= 1900 && value < 2100
}

fn month_of(value: u16) -> Option<u8> {
    u8::try_from(value).ok().filter(|month| (1..=12).contains(month))
}

fn day_of(value: u16) -> Option<u8> {
    u8::try_from(value).ok().filter(|day| (1..=31).contains(day))
}

/// Reads the date at the start of `text`. `style` is that of the last year; it is set by a year that is read.
pub(super) fn read(text: &str, style: &mut Style) -> Option<Read> {
    let first = *text.as_bytes().first()?;
    if first.is_ascii_digit() {
        return numbers(text, style);
    }
    if let Some((era, len)) = words().era(text) {
        return in_era(text, len, era.first_year, style);
    }
    if first.is_ascii_alphabetic() {
        let era = words().eras.iter().find(|era| era.letter == first)?;
        let at = 1 + usize::from(text[1..].starts_with('.'));
        return in_era(text, at, era.first_year, style);
    }
    if let Some((relative, len)) = words().relative(text) {
        return match relative.unit {
            Unit::Year => Some(behind_year(text, len, relative.part())),
            Unit::Month => {
                let (day, end) = day_behind(text, len).map_or((Part::Open, len), |(day, end)| (Part::Given(day), end));
                Some(plain(WrittenDate { year: Part::Open, month: relative.part(), day }, end))
            }
            Unit::Day => Some(plain(WrittenDate { year: Part::Open, month: Part::Open, day: relative.part() }, len)),
            Unit::DayOf => {
                let (day, end) = day_behind(text, len)?;
                // 「翌9日」 is the next day, 「同9日」 one of the same month.
                let date = if relative.offset == 0 {
                    WrittenDate { year: Part::Open, month: relative.part(), day: Part::Given(day) }
                } else {
                    WrittenDate { year: Part::Open, month: Part::Open, day: relative.part() }
                };
                Some(plain(date, end))
            }
        };
    }
    numbers(text, style)
}

const fn plain(date: WrittenDate, len: usize) -> Read {
    Read { date, len, is_fiscal: false, is_bare_pair: false, is_lone_day: false }
}

/// `N日` at `at`.
fn day_behind(text: &str, at: usize) -> Option<(u8, usize)> {
    let number = figure(text, at)?;
    let end = unit(text, number.end, '日')?;
    if text[end..].starts_with("間") {
        return None;
    }
    Some((day_of(number.value)?, end))
}

/// Year of an era: 令和8年2月20日, R8.2.20, 令和8年(2026年)2月20日.
fn in_era(text: &str, at: usize, first_year: i16, style: &mut Style) -> Option<Read> {
    let number = figure(text, at).filter(|number| number.value >= 1 && number.value < 100)?;
    let year = Part::Given(first_year - 1 + i16::try_from(number.value).ok()?);
    if let Some(end) = unit(text, twin(text, number.end), '年') {
        *style = Style::Era(first_year);
        return Some(behind_year(text, twin(text, end), year));
    }
    let (month, day, end) = separated(text, number.end)?;
    *style = Style::Era(first_year);
    Some(plain(WrittenDate { year, month: Part::Given(month), day: Part::Given(day) }, end))
}

/// Position behind the same year in the other calendar in brackets, if one stands at `at`.
fn twin(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let Some(inner) = rest.strip_prefix('(').or_else(|| rest.strip_prefix('/')) else { return at };
    let open = 1;
    let lead = words().era(inner).map_or(0, |(_, len)| len);
    let Some(number) = figure(inner, lead) else { return at };
    let end = unit(inner, number.end, '年').unwrap_or(number.end);
    if rest.starts_with('/') {
        return if (lead > 0 || common_year(number.value)) && end > number.end { at + open + end } else { at };
    }
    if (lead > 0 || common_year(number.value)) && inner[end..].starts_with(')') { at + open + end + 1 } else { at }
}

/// `sep month sep day` behind a year, both separators the same.
fn separated(text: &str, at: usize) -> Option<(u8, u8, usize)> {
    let sign = *text.as_bytes().get(at)?;
    if !matches!(sign, b'/' | b'.' | b'-') {
        return None;
    }
    let month = figure(text, at + 1).filter(|month| month.is_digits && month.n <= 2)?;
    if *text.as_bytes().get(month.end)? != sign {
        return None;
    }
    // 「2026. 2. 20」 has spaces, 「2026/ 2/ 20」 does not occur.
    if sign != b'.' && text.as_bytes()[at + 1] == b' ' {
        return None;
    }
    let day = figure(text, month.end + 1).filter(|day| day.is_digits && day.n <= 2)?;
    Some((month_of(month.value)?, day_of(day.value)?, day.end))
}

/// What follows a year and its 年: month, day, 度.
fn behind_year(text: &str, at: usize, year: Part<i16>) -> Read {
    if text[at..].starts_with('度') {
        let date = WrittenDate { year, month: Part::Open, day: Part::Open };
        return Read { is_fiscal: true, ..plain(date, at + "度".len()) };
    }
    let comma = if text[at..].starts_with('の') { "の".len() } else { 0 };
    if let Some(number) = figure(text, at + comma)
        && let Some(end) = unit(text, number.end, '月')
        && let Some(month) = month_of(number.value)
    {
        return behind_month(text, end, year, month);
    }
    // 「2014年4~9月」
    if let Some((month, end)) = month_of_span(text, at) {
        return plain(WrittenDate { year, month: Part::Given(month), day: Part::Open }, end);
    }
    plain(WrittenDate { year, month: Part::Open, day: Part::Open }, at)
}

/// The first month of 「4~6月」, which borrows its unit from the last.
fn month_of_span(text: &str, at: usize) -> Option<(u8, usize)> {
    let short = |number: &Figure| number.is_digits && number.n <= 2;
    let number = figure(text, at).filter(short)?;
    let last = figure(text, number.end + sign(text, number.end)?).filter(short)?;
    let end = unit(text, last.end, '月')?;
    (last.value > number.value && month_of(last.value).is_some() && day_behind(text, end).is_none())
        .then_some((month_of(number.value)?, number.end))
}

/// The length of a sign between two numbers: 「4~6」.
fn sign(text: &str, at: usize) -> Option<usize> {
    text[at..].starts_with(['~', '-']).then_some(1)
}

/// What follows a month and its 月: the day, also without its unit before another one (4月1~5日, 3月4、5日).
fn behind_month(text: &str, at: usize, year: Part<i16>, month: u8) -> Read {
    let month = Part::Given(month);
    if let Some((day, end)) = day_behind(text, at) {
        return plain(WrittenDate { year, month, day: Part::Given(day) }, end);
    }
    if let Some(number) = figure(text, at).filter(|number| number.is_digits)
        && let Some(day) = day_of(number.value)
        && let Some(c) = text[number.end..].chars().next()
        && matches!(c, '~' | '-' | '、' | '・' | ',' | '及' | 'と')
        && let skip = if c == '及' { "及び".len() } else { c.len_utf8() }
        && text.is_char_boundary(number.end + skip)
        && day_behind(text, number.end + skip).is_some()
    {
        return plain(WrittenDate { year, month, day: Part::Given(day) }, number.end);
    }
    plain(WrittenDate { year, month, day: Part::Open }, at)
}

/// A date that starts with a number.
fn numbers(text: &str, style: &mut Style) -> Option<Read> {
    let number = figure(text, 0)?;
    if common_year(number.value) && number.n == 4 {
        let year = Part::Given(i16::try_from(number.value).ok()?);
        let before_twin = number.end;
        if let Some(end) = unit(text, twin(text, before_twin), '年') {
            *style = Style::Common;
            return Some(behind_year(text, twin(text, end), year));
        }
        if !number.is_digits {
            return None;
        }
        // 「1993~2006年度」
        if let Some(skip) = sign(text, number.end)
            && let Some(last) = figure(text, number.end + skip).filter(|last| last.n == 4 && common_year(last.value))
            && last.value > number.value
            && let Some(end) = unit(text, last.end, '年')
        {
            *style = Style::Common;
            let date = WrittenDate { year, month: Part::Open, day: Part::Open };
            return Some(Read { is_fiscal: text[end..].starts_with('度'), ..plain(date, number.end) });
        }
        if let Some((month, day, end)) = separated(text, number.end) {
            *style = Style::Common;
            return Some(plain(WrittenDate { year, month: Part::Given(month), day: Part::Given(day) }, end));
        }
        if text[number.end..].starts_with('/')
            && let Some(month) = figure(text, number.end + 1).filter(|month| month.is_digits && month.n <= 2)
            && !text[number.end + 1..].starts_with(' ')
            && let Some(value) = month_of(month.value)
        {
            *style = Style::Common;
            return Some(plain(WrittenDate { year, month: Part::Given(value), day: Part::Open }, month.end));
        }
        return None;
    }
    if let Some((month, end)) = month_of_span(text, 0) {
        return Some(plain(WrittenDate { year: Part::Open, month: Part::Given(month), day: Part::Open }, end));
    }
    if let Some(end) = unit(text, number.end, '年') {
        return short_year(text, number, end, style);
    }
    if let Some(end) = unit(text, number.end, '月') {
        let month = month_of(number.value)?;
        let read = behind_month(text, end, Part::Open, month);
        // 「一月」「三月」 in Chinese numerals alone are as often a length or part of a name.
        let lone = read.date.day.is_open();
        if lone && (!number.is_digits || words().spoils(&text[end..], Spoils::AfterMonth)) {
            return None;
        }
        return Some(read);
    }
    if number.is_digits
        && let Some(end) = unit(text, number.end, '日')
    {
        let date = WrittenDate { year: Part::Open, month: Part::Open, day: Part::Given(day_of(number.value)?) };
        return Some(Read { is_lone_day: true, ..plain(date, end) });
    }
    if number.is_digits && number.n <= 2 && text[number.end..].starts_with('/') {
        let day = figure(text, number.end + 1).filter(|day| day.is_digits && day.n <= 2)?;
        if text[number.end + 1..].starts_with(' ') {
            return None;
        }
        let date = WrittenDate {
            year: Part::Open,
            month: Part::Given(month_of(number.value)?),
            day: Part::Given(day_of(day.value)?),
        };
        return Some(Read { is_bare_pair: true, ..plain(date, day.end) });
    }
    None
}

/// 「6年3月」 behind a year of an era, 「24年3月」 behind one of the common era.
fn short_year(text: &str, number: Figure, end: usize, style: &Style) -> Option<Read> {
    if number.n > 2 || number.value == 0 {
        return None;
    }
    let value = i16::try_from(number.value).ok()?;
    let year = match *style {
        Style::Era(first_year) => Part::Given(first_year - 1 + value),
        // 「2006年度と07年度」
        Style::Common if value >= 10 || number.is_digits && number.n == 2 => Part::Given(2000 + value),
        // 「06年10月」: no year of an era is written so.
        _ if value < 10 && number.is_digits && number.n == 2 => Part::Given(2000 + value),
        _ => Part::Unclear,
    };
    // Without a month it is as often a length.
    let read = behind_year(text, end, year);
    let is_fiscal = read.is_fiscal && matches!(year, Part::Given(_));
    (!read.date.month.is_open() || is_fiscal).then_some(read)
}
