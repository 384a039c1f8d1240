//! A moment in time to the second, shown and read in Japan time.
//!
//! In:   seconds since 1970 (UTC), or a text such as `2026-11-24T12:55:00+09:00`.
//! Out:  the same moment in the other form, and its year in Japan.
//!
//! Not here: the clock (the caller's argument); dates inside notices (`text`).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Japan is nine hours ahead of UTC all year (no summer time since 1951).
const JAPAN: i64 = 9 * 3600;

/// A moment, in seconds since 1970-01-01T00:00:00Z; written in Japan time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// The moment that a text in the form of RFC 3339 gives; `None` if it is not in that form.
    ///
    /// | text                        | |
    /// |-----------------------------|-------------------------|
    /// | `2026-11-24T12:55:00+09:00` | as it stands            |
    /// | `2026-11-24T03:55:00Z`      | the same moment         |
    /// | `2026-11-24`                | midnight in Japan       |
    pub fn parse(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| -> Option<i64> {
            let digits = text.get(from..to)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let sign = |at: usize, wanted: &str| (text.get(at..at + 1)? == wanted).then_some(());
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        sign(4, "-")?;
        sign(7, "-")?;
        if !(1..=12).contains(&month) || day < 1 || day > days_in(year, month) {
            return None;
        }
        let days = days_from_civil(year, month, day);
        if text.len() == 10 {
            return Some(Self(days * 86_400 - JAPAN));
        }
        sign(10, "T")?;
        sign(13, ":")?;
        sign(16, ":")?;
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let offset = match text.get(19..)? {
            "Z" => 0,
            zone if zone.len() == 6 && zone.as_bytes()[3] == b':' => {
                let size = number(20, 22)? * 3600 + number(23, 25)? * 60;
                match zone.as_bytes()[0] {
                    b'+' => size,
                    b'-' => -size,
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(Self(days * 86_400 + hour * 3600 + minute * 60 + second - offset))
    }

    /// The year in Japan: 2027 from 2026-12-31T15:00:00Z on.
    pub fn year_in_japan(self) -> i64 {
        civil_from_days((self.0 + JAPAN).div_euclid(86_400)).0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.0 + JAPAN;
        let (year, month, day) = civil_from_days(local.div_euclid(86_400));
        let s = local.rem_euclid(86_400);
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}+09:00", s / 3600, s / 60 % 60, s % 60)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Moment::parse(&text).ok_or_else(|| serde::de::Error::custom("no moment in the form of RFC 3339"))
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
/// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The inverse of [`days_from_civil`]: year, month, day.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_and_reads_japan_time() {
        for (seconds, text) in [
            (0, "1970-01-01T09:00:00+09:00"),
            (1_795_492_500, "2026-11-24T12:55:00+09:00"),
            (1_709_132_400, "2024-02-29T00:00:00+09:00"),
            (-32_401, "1969-12-31T23:59:59+09:00"),
        ] {
            assert_eq!(Moment(seconds).to_string(), text);
            assert_eq!(Moment::parse(text), Some(Moment(seconds)));
        }
    }

    #[test]
    fn reads_other_zones_and_bare_days() {
        assert_eq!(Moment::parse("1970-01-01T00:00:00Z"), Some(Moment(0)));
        assert_eq!(Moment::parse("1969-12-31T19:00:00-05:00"), Some(Moment(0)));
        assert_eq!(Moment::parse("1970-01-02"), Some(Moment(15 * 3600)));
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in [
            "",
            "2026",
            "2026-02-29",
            "2026-13-01",
            "2026-11-24T24:00:00Z",
            "2026-11-24T12:00",
            "二〇二六年十一月二十四日",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn new_year_comes_at_midnight_in_japan() {
        let eve = Moment::parse("2026-12-31T14:59:59Z").unwrap();
        assert_eq!((eve.year_in_japan(), Moment(eve.0 + 1).year_in_japan()), (2026, 2027));
    }
}
