//! A moment in time to the second, shown and read in Japan time.
//!
//! In:   seconds since 1970 (UTC), or a text such as `2026-11-24T12:55:00+09:00`.
//! Out:  the same moment in the other form, and its year in Japan.
//!
//! Not here: the clock (the caller's argument); dates inside notices (`text`).

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Japan is nine hours ahead of UTC all year (no summer time since 1951).
const JAPAN: Offset = Offset::constant(9);

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
        if text.len() == "2026-11-24".len() {
            let midnight = text.parse::<Date>().ok()?.at(0, 0, 0, 0);
            return Some(Self(JAPAN.to_timestamp(midnight).ok()?.as_second()));
        }
        Some(Self(text.parse::<Timestamp>().ok()?.as_second()))
    }

    /// The year in Japan: 2027 from 2026-12-31T15:00:00Z on.
    pub fn year_in_japan(self) -> i64 {
        self.in_japan().year().into()
    }

    /// Date and time in Japan; beyond the years -9999 to 9999, the first or last that there is.
    fn in_japan(self) -> DateTime {
        let nearest = if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
        JAPAN.to_datetime(Timestamp::from_second(self.0).unwrap_or(nearest))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.in_japan();
        let (year, month, day) = (at.year(), at.month(), at.day());
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}+09:00", at.hour(), at.minute(), at.second())
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
    fn stays_within_the_calendar() {
        assert_eq!(Moment(i64::MAX).year_in_japan(), 9999);
        assert_eq!(Moment(i64::MIN).year_in_japan(), -9999);
        assert!(Moment(i64::MAX).to_string().starts_with("9999-12-"));
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
