//! Other figures and dates for a page, of the same length and kind, the same wherever the old ones were.

use std::collections::BTreeMap;

use crate::Random;

/// Changes figures in ASCII and full-width digits. Numbers within Latin words, addresses, phone numbers and versions stay.
///
/// A number before 年, 月, 日, 時 or 分 stays one that can stand there (the 28th at most); 2024/6/11 stays a date.
pub(crate) fn vary(text: &str, random: &mut Random) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut others: BTreeMap<(String, char), String> = BTreeMap::new();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let Some(wide) = digit(chars[at]) else {
            out.push(chars[at]);
            at += 1;
            continue;
        };
        let mut end = at;
        while end < chars.len() && digit(chars[end]) == Some(wide) {
            end += 1;
        }
        let number: String = chars[at..end].iter().map(|c| narrow(*c)).collect();
        let before = at.checked_sub(1).map_or(' ', |i| chars[i]);
        let after = chars.get(end).copied().unwrap_or(' ');
        let stays =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | ':' | '#' | '_' | '@' | '%' | ',');
        let other = if stays(before) || stays(after) && after != ',' {
            number
        } else {
            let unit = if "年月日時分".contains(after) { after } else { ' ' };
            others.entry((number, unit)).or_insert_with_key(|(number, unit)| one(number, *unit, random)).clone()
        };
        out.extend(other.chars().map(|c| if wide { widened(c) } else { c }));
        at = end;
    }
    out
}

fn one(number: &str, unit: char, random: &mut Random) -> String {
    let digits = number.len();
    match (unit, digits) {
        ('年', 4) => random.within(2012, 2025).to_string(),
        // 令和 and 平成 alike.
        ('年', _) => random.within(1, 7).to_string(),
        ('月', 1 | 2) => random.within(1, 12).to_string(),
        ('日', 1 | 2) => random.within(1, 28).to_string(),
        ('時', 1 | 2) => random.within(0, 23).to_string(),
        ('分', 1 | 2) => random.within(0, 59).to_string(),
        (_, 1) => random.within(2, 9).to_string(),
        (_, 2..=9) => random.within(10_u64.pow(digits as u32 - 1), 10_u64.pow(digits as u32) - 1).to_string(),
        _ => number.to_owned(),
    }
}

/// Whether a digit is full-width; `None` for what is no digit.
fn digit(c: char) -> Option<bool> {
    match c {
        '0'..='9' => Some(false),
        '０'..='９' => Some(true),
        _ => None,
    }
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        c => c,
    }
}

fn widened(c: char) -> char {
    char::from_u32('０' as u32 + (c as u32 - '0' as u32)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_their_kind_and_their_repetition() {
        let text =
            "2024年7月31日、１１６名（うち116名）。CVE-2017-5638、https://www.example.co.jp/0520.html、0200-55-0116";
        for place in 0..200 {
            let other = vary(text, &mut Random::of(7, place));
            let (date, rest) = other.split_once('、').unwrap();
            let (year, rest_of_date) = date.split_once('年').unwrap();
            assert!((2012..=2025).contains(&year.parse::<u32>().unwrap()));
            let (month, day) = rest_of_date.split_once('月').unwrap();
            assert!((1..=12).contains(&month.parse::<u32>().unwrap()));
            assert!((1..=28).contains(&day.strip_suffix('日').unwrap().parse::<u32>().unwrap()));
            let wide: String = rest.chars().take(3).map(narrow).collect();
            assert!(rest.contains(&format!("うち{wide}名")), "{rest}");
            assert!(rest.ends_with("CVE-2017-5638、https://www.example.co.jp/0520.html、0200-55-0116"), "{rest}");
        }
    }
}
