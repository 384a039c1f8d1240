//! The day of the week behind a date.
//!
//! In:   normalised text right behind a date.
//! Out:  the bytes that the day of the week takes; 0 if none stands there.

/// Length of 「(木)」「(木・祝)」「(木曜日)」「木曜日」, a single space allowed before it.
pub(super) fn weekday(rest: &str) -> usize {
    const DAYS: [char; 7] = ['月', '火', '水', '木', '金', '土', '日'];
    const INSIDE: &[char] =
        &['月', '火', '水', '木', '金', '土', '日', '曜', '祝', '休', '振', '替', '・', '、', ' ', '/'];
    let english = english_weekday(rest);
    if english > 0 {
        return english;
    }
    let space = usize::from(rest.starts_with(" ("));
    if let Some(inner) = rest[space..].strip_prefix(['(', '[']) {
        let mut len = 0;
        for (index, c) in inner.chars().take(8).enumerate() {
            if matches!(c, ')' | ']') {
                return if index > 0 { space + 1 + len + 1 } else { 0 };
            }
            if index == 0 && !DAYS.contains(&c) || !INSIDE.contains(&c) {
                return 0;
            }
            len += c.len_utf8();
        }
        return 0;
    }
    let space = usize::from(rest.starts_with(' '));
    let mut chars = rest[space..].chars();
    if chars.next().is_some_and(|c| DAYS.contains(&c)) && chars.next() == Some('曜') {
        let len = space + "木曜".len();
        return if rest[len..].starts_with('日') { len + "日".len() } else { len };
    }
    0
}

/// Length of 「 Fri」「(Fri)」「 Friday」「 FRI.」.
fn english_weekday(rest: &str) -> usize {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let space = usize::from(rest.starts_with(' '));
    let open = usize::from(rest[space..].starts_with(['(', '[']));
    if space + open == 0 {
        return 0;
    }
    let word = &rest[space + open..];
    let n = word.bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
    let is_day_of_week = |day: &&str| {
        n >= 3 && (n <= 5 || n == day.len()) && n <= day.len() && day[..n].eq_ignore_ascii_case(&word[..n])
    };
    if !DAYS.iter().any(is_day_of_week) {
        return 0;
    }
    let dot = usize::from(word[n..].starts_with('.'));
    if open == 0 {
        return space + n + dot;
    }
    if word[n + dot..].starts_with([')', ']']) { space + open + n + dot + 1 } else { 0 }
}
