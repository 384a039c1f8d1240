//! Dates as texts give them: 「令和8年2月20日午後6時40分頃」「3月31日から4月2日」「同月4日」 → what the words say, then a date.
//!
//! In:   normalised text; for [`Resolver`] also the day of the article.
//! Out:  mentions with their bytes ([`find_dates`]); dates no more precise than the text ([`Resolver::resolve`]).
//! Data: `data/eras.tsv`, `data/relative_dates.tsv`, `data/date_tails.tsv`, `data/date_edges.tsv`, `data/no_dates.tsv`, `data/times.tsv`.
//!
//! A date that does not exist (令和4年2月30日), or whose year cannot be settled, stays a mention without a date.
//! Not here: what happened on that day (`extract`).

mod calendar;
mod find;
mod resolve;
#[cfg(test)]
mod tests;
mod time;
mod weekday;
mod words;
mod written;

use std::fmt;

use crate::ByteRange;

pub use calendar::NoDate;
pub use find::find_dates;
pub use resolve::{Resolved, Resolver, YearBasis};

/// A date no more precise than the text: `2022`, `2022-05` or `2022-05-20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// Year of the common era.
    pub year: i16,
    /// 1 to 12; `None` where the text gives the year alone.
    pub month: Option<u8>,
    /// 1 to 31 and existing in its month; `None` where the text gives no day.
    pub day: Option<u8>,
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// A time of day in Japan, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// A part of a date as the words give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<T> {
    /// Not said.
    Open,
    /// Said as a number.
    Given(T),
    /// So many units after that of the last date named: 同年, 翌月, 前日.
    FromLast(i8),
    /// So many units after that of the article's day: 昨年, 今月, 本日.
    FromNow(i8),
    /// A number whose meaning the text does not settle: 「24年3月」 without an era or a full year before it.
    Unclear,
}

impl<T> Part<T> {
    /// Whether nothing is said.
    pub const fn is_open(&self) -> bool {
        matches!(self, Part::Open)
    }
}

/// A date as the words give it; parts that are open or relative wait for [`Resolver`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenDate {
    /// Year of the common era.
    pub year: Part<i16>,
    /// 1 to 12.
    pub month: Part<u8>,
    /// 1 to 31, whether or not it exists in its month.
    pub day: Part<u8>,
}

/// Whether a date is one end of a period whose other end is not said beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The date itself, or a period with both ends.
    On,
    /// 4月1日以降, 4月1日から
    Since,
    /// 4月1日まで
    Until,
}

/// A date or a period where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    /// Bytes of the normalised text: date, day of the week, time and rough words; both ends of a period.
    pub range: ByteRange,
    /// The date, or the first day of a period.
    pub start: WrittenDate,
    /// The last day of a period: 4月1日から5日まで.
    pub end: Option<WrittenDate>,
    /// Time of day of `start`.
    pub time: Option<TimeOfDay>,
    /// A time of day that ends the period was named too: 9時から11時まで.
    pub has_time_end: bool,
    /// Open period.
    pub edge: Edge,
    /// The text is no more exact: 上旬, 末, 頃.
    pub is_rough: bool,
    /// A fiscal year (令和7年度), from April on.
    pub is_fiscal: bool,
}

impl WrittenDate {
    /// Whether the words give the year as a number.
    pub const fn has_year(&self) -> bool {
        matches!(self.year, Part::Given(_))
    }

    /// The date that the words give by themselves, with its year; a day only where its month is given too.
    pub fn stated(&self) -> Option<PartialDate> {
        let Part::Given(year) = self.year else { return None };
        let part = |part| if let Part::Given(value) = part { Some(value) } else { None };
        let month = part(self.month);
        Some(PartialDate { year, month, day: part(self.day).filter(|_| month.is_some()) })
    }
}

impl DateMention {
    /// The date that the words give by themselves, of a period its last day: 2025/09/22~09/29 is 2025-09-29.
    pub fn last_stated(&self) -> Option<PartialDate> {
        let Some(end) = self.end else { return self.start.stated() };
        let year = if end.year.is_open() { self.start.year } else { end.year };
        let month = if end.month.is_open() { self.start.month } else { end.month };
        WrittenDate { year, month, day: end.day }.stated()
    }

    /// Whether only a time of day is said, that of the last date.
    pub const fn is_time_alone(&self) -> bool {
        self.start.year.is_open() && self.start.month.is_open() && self.start.day.is_open()
    }
}
