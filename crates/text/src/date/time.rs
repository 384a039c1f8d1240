//! Time of day behind a date: 「午後6時40分頃」 → 18:40.
//!
//! In:   normalised text right behind a date.
//! Out:  the time and the bytes it took; a time that does not exist takes none.
//!
//! | text | time | |
//! |---|---|---|
//! | `午後6時40分頃`, `18:40`, `18時40分` | 18:40 | |
//! | `午後6時半`, `正午`, `夜11時` | 18:30, 12:00, 23:00 | |
//! | `未明`, `午前` | none | no hour is named |
//! | `25:00`, `24時間` | none | no time |
//! | `10時から12時まで` | 10:00 | the end is taken along |

use super::{
    TimeOfDay,
    words::{Placing, words},
};

/// A time and what it took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time {
    pub(super) start: TimeOfDay,
    pub(super) has_end: bool,
    pub(super) len: usize,
}

/// Reads the time at the start of `rest`, and a second one that ends the period.
pub(super) fn read(rest: &str) -> Option<Time> {
    let lead = rest.len() - rest.trim_start_matches(' ').len();
    if lead > 2 {
        return None;
    }
    let mut at = lead;
    for particle in ["の", "、"] {
        if rest[at..].starts_with(particle) {
            at += particle.len();
            break;
        }
    }
    let (start, len) = one(&rest[at..], None)?;
    let mut has_end = false;
    at += len;
    at += words().time_tail(&rest[at..]);
    if let Some(join) = words().join(rest[at..].trim_start_matches(' ')) {
        let space = rest[at..].len() - rest[at..].trim_start_matches(' ').len();
        let behind = &rest[at + space + join..];
        let gap = behind.len() - behind.trim_start_matches(' ').len();
        if let Some((_, len)) = one(&behind[gap..], Some(start)) {
            has_end = true;
            at += space + join + gap + len;
            at += words().time_tail(&rest[at..]);
        }
    }
    Some(Time { start, has_end, len: at })
}

/// Reads a time that stands without a date behind `before`.
pub(super) fn read_alone(before: &str, rest: &str) -> Option<Time> {
    // Most digits begin no time: one or two of them and then a colon or 時.
    let n = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let may_be = |behind: &str| behind.starts_with([':', '時']) || behind.starts_with(" 時");
    if n > 2 || n > 0 && !may_be(&rest[n..]) {
        return None;
    }
    let placed = n == 0 && words().placing(rest).is_some();
    if n == 0 && !placed {
        return None;
    }
    if !placed && before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '/' | '-' | ',')) {
        return None;
    }
    let time = read(rest)?;
    let behind = &rest[time.len..];
    let goes_on =
        behind.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '点' | '期' | '系' | '代'));
    (!goes_on || behind.starts_with("時点")).then_some(time)
}

/// Length of a part of the day without an hour: 「9月13日深夜から」「1月14日の夜、」.
pub(super) fn part_of_day(rest: &str) -> usize {
    let lead = if rest.starts_with('の') { "の".len() } else { 0 };
    let Some((_, len)) = words().placing(&rest[lead..]) else { return 0 };
    let end = lead + len + words().time_tail(&rest[lead + len..]);
    // 夜間, 朝礼: another word.
    let goes_on = rest[end..].starts_with(crate::is_kanji);
    if goes_on { 0 } else { end }
}

fn digits(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&len).then(|| (text[..len].parse().unwrap_or(u32::MAX), len))
}

/// One time; `after` is the beginning of the period that it ends, whose half of the day it shares.
fn one(text: &str, after: Option<TimeOfDay>) -> Option<(TimeOfDay, usize)> {
    let mut at = 0;
    let mut placing = after.map(|time| if time.hour >= 12 { Placing::Evening } else { Placing::Plain });
    if let Some((found, len)) = words().placing(text) {
        if found == Placing::Noon {
            return Some((TimeOfDay { hour: 12, minute: 0 }, len));
        }
        placing = Some(found);
        at = len;
        at += words().time_tail(&text[at..]);
        at += usize::from(text[at..].starts_with(' '));
    }
    let (hour, len) = digits(&text[at..])?;
    at += len;
    at += usize::from(text[at..].starts_with(" 時"));
    let minute = if let Some(rest) = text[at..].strip_prefix('時') {
        at += "時".len();
        let space = usize::from(rest.starts_with(' '));
        if rest.starts_with("間") {
            return None;
        } else if rest.starts_with('半') {
            at += "半".len();
            30
        } else if let Some((minute, len)) = digits(&rest[space..])
            && let Some(unit) = ["分", " 分"].into_iter().find(|unit| rest[space + len..].starts_with(unit))
        {
            at += space + len + unit.len();
            minute
        } else {
            0
        }
    } else if let Some(rest) = text[at..].strip_prefix(':') {
        let (minute, len) = digits(rest)?;
        if len != 2 {
            return None;
        }
        at += 1 + len;
        if text[at..].starts_with(':')
            && let Some((_, len)) = digits(&text[at + 1..])
        {
            at += 1 + len;
        }
        minute
    } else {
        return None;
    };
    let hour = match placing {
        Some(Placing::Afternoon) if hour < 12 => hour + 12,
        Some(Placing::Evening) if (4..12).contains(&hour) => hour + 12,
        Some(Placing::Morning) if hour > 12 => return None,
        _ => hour,
    };
    let time = TimeOfDay { hour: u8::try_from(hour).ok()?, minute: u8::try_from(minute).ok()? };
    (hour < 24 && minute < 60).then_some((time, at))
}
