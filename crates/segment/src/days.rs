//! Days as they stand beside headings (until `jikenbo_text` reads them).

use jikenbo_model::{ByteRange, PartialDate};

/// A day found in a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day {
    /// Where it stands.
    pub(crate) at: ByteRange,
    /// The day; `None` where the year is missing or the day does not exist.
    pub(crate) date: Option<PartialDate>,
    /// Whether the text gives year, month and day.
    pub(crate) full: bool,
    /// Whether the text gives a day.
    pub(crate) to_the_day: bool,
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10)
}

fn kanji(c: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().position(|k| k == c).map(|p| p as u32)
}

/// A number at `i`: up to four digits, or kanji (二十六, 二〇二五, 元).
fn number(chars: &[(usize, char)], mut i: usize) -> Option<(u32, usize)> {
    while chars.get(i).is_some_and(|c| c.1 == ' ') {
        i += 1;
    }
    let first = chars.get(i)?.1;
    if first == '元' {
        return Some((1, i + 1));
    }
    let start = i;
    let mut value = 0;
    if digit(first).is_some() {
        while let Some(d) = chars.get(i).and_then(|c| digit(c.1)) {
            if i - start >= 4 {
                return None;
            }
            value = value * 10 + d;
            i += 1;
        }
        return Some((value, i));
    }
    let mut ten = false;
    while let Some(&(_, c)) = chars.get(i) {
        if i - start >= 4 {
            break;
        }
        if c == '十' {
            value = if i == start { 10 } else { value * 10 };
            ten = true;
        } else if let Some(d) = kanji(c) {
            value = if ten { value + d } else { value * 10 + d };
        } else {
            break;
        }
        i += 1;
    }
    (i > start).then_some((value, i))
}

fn literal(chars: &[(usize, char)], mut i: usize, wanted: &[char]) -> Option<usize> {
    while chars.get(i).is_some_and(|c| c.1 == ' ') {
        i += 1;
    }
    wanted.contains(&chars.get(i)?.1).then_some(i + 1)
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn read_day(chars: &[(usize, char)], i: usize) -> Option<(usize, Option<PartialDate>, bool, bool)> {
    let rest: String = chars[i..].iter().take(3).map(|c| c.1).collect();
    let era = [("令和", 2018, 2), ("平成", 1988, 2), ("昭和", 1925, 2), ("R", 2018, 1), ("H", 1988, 1)]
        .into_iter()
        .find(|(name, ..)| rest.starts_with(name));
    let (base, mut k, short) = era.map_or((0, i, false), |(_, base, n)| (base, i + n, n == 1));
    let (first, next) = number(chars, k)?;
    k = next;
    let make = |year: u32, month: u32, day: Option<u32>| -> Option<PartialDate> {
        let month_ok = (1..=12).contains(&month);
        let day_ok = day.is_none_or(|d| month_ok && d >= 1 && d <= days_in(year, month));
        (month_ok && day_ok && (1900..2100).contains(&year)).then_some(PartialDate {
            year: year as i16,
            month: Some(month as u8),
            day: day.map(|d| d as u8),
        })
    };
    if let (false, Some(after)) = (short, literal(chars, k, &['年'])) {
        let year = base + first;
        if era.is_none() && !(1900..2100).contains(&year) {
            return None;
        }
        let mut after = after;
        // 令和7年(2025年)3月12日
        if chars.get(after).is_some_and(|c| c.1 == '(')
            && let Some((_, n)) = number(chars, after + 1)
            && let Some(n) = literal(chars, n, &['年'])
            && let Some(n) = literal(chars, n, &[')'])
        {
            after = n;
        }
        let (month, n) = number(chars, after)?;
        let n = literal(chars, n, &['月'])?;
        if let Some((day, m)) = number(chars, n)
            && let Some(m) = literal(chars, m, &['日', '⽇'])
        {
            return Some((m, make(year, month, Some(day)), true, true));
        }
        return Some((n, make(year, month, None), false, false));
    }
    if era.is_none()
        && first < 100
        && let Some(n) = literal(chars, k, &['月'])
        && let Some((_, m)) = number(chars, n)
        && let Some(m) = literal(chars, m, &['日'])
    {
        return Some((m, None, false, true));
    }
    let sign = chars.get(k)?.1;
    if !matches!(sign, '/' | '.' | '-') {
        return None;
    }
    let (month, n) = number(chars, k + 1)?;
    if chars[k + 1].1.is_whitespace() && sign != '.' {
        return None;
    }
    if (1990..2100).contains(&first) || short {
        let year = if short { base + first } else { first };
        if chars.get(n)?.1 != sign {
            return None;
        }
        let (day, m) = number(chars, n + 1)?;
        if !(1..=12).contains(&month) || day > 31 {
            return None;
        }
        return Some((m, make(year, month, Some(day)), true, true));
    }
    if sign == '/'
        && era.is_none()
        && (1..=12).contains(&first)
        && (1..=31).contains(&month)
        && chars.get(n).is_none_or(|c| c.1 != '/')
    {
        return Some((n, None, false, true));
    }
    None
}

/// Finds the days of a short line.
pub(crate) fn find_days(text: &str) -> Vec<Day> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i].1;
        let opens =
            c.is_ascii_digit() || kanji(c).is_some() || c == '十' || matches!(c, '令' | '平' | '昭' | 'R' | 'H');
        let fresh = i == 0
            || !(chars[i - 1].1.is_ascii_digit()
                || (chars[i - 1].1.is_ascii_alphanumeric() && !c.is_ascii_digit())
                || matches!(chars[i - 1].1, '/' | '.'));
        if opens
            && fresh
            && let Some((next, date, full, to_the_day)) = read_day(&chars, i)
        {
            let mut next = next;
            // (火), (火曜日)
            if chars.get(next).is_some_and(|c| c.1 == '(')
                && chars.get(next + 1).is_some_and(|c| "月火水木金土日".contains(c.1))
                && let Some(close) = (next + 2..next + 6).find(|&n| chars.get(n).is_some_and(|c| c.1 == ')'))
            {
                next = close + 1;
            }
            let end = chars.get(next).map_or(text.len(), |c| c.0);
            found.push(Day { at: ByteRange::new(chars[i].0, end), date, full, to_the_day });
            i = next;
        } else {
            i += 1;
        }
    }
    found
}
