//! The calendar behind a date that may lack its day or month.
//!
//! In:   a [`PartialDate`], or its written form `2022`, `2022-05`, `2022-05-20`.
//! Out:  its days, and dates some days or months away. The arithmetic is jiff's.

use std::str::FromStr;

use jiff::civil::{Date, date};
use jiff::{Span, Unit};

use super::PartialDate;

/// A text is no date in the form `2022`, `2022-05` or `2022-05-20`, or names a day that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDate;

impl FromStr for PartialDate {
    type Err = NoDate;

    /// ```
    /// use jikenbo_text::PartialDate;
    /// assert!("2024-02-29".parse::<PartialDate>().is_ok());
    /// assert!(["2023-02-29", "2024-2-29", "24-02", "", "2024-02-29T10"].iter().all(|text| text.parse::<PartialDate>().is_err()));
    /// ```
    fn from_str(text: &str) -> Result<Self, NoDate> {
        let lengths = text.split('-').map(str::len);
        if ![&[4][..], &[4, 2], &[4, 2, 2]].iter().any(|form| lengths.clone().eq(form.iter().copied()))
            || !text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())
        {
            return Err(NoDate);
        }
        let number = |at: std::ops::Range<usize>| text.get(at).and_then(|digits| digits.parse().ok());
        let year = text.get(..4).and_then(|digits| digits.parse().ok()).ok_or(NoDate)?;
        let read = Self { year, month: number(5..7), day: number(8..10) };
        read.exists().then_some(read).ok_or(NoDate)
    }
}

impl PartialDate {
    /// The first day that it may mean; `None` if it does not exist (31 June), or names a day without its month.
    pub fn first_day(self) -> Option<Date> {
        let of = |part: Option<u8>| i8::try_from(part.unwrap_or(1)).ok();
        if self.month.is_none() && self.day.is_some() {
            return None;
        }
        Date::new(self.year, of(self.month)?, of(self.day)?).ok()
    }

    /// The last day that it may mean.
    pub fn last_day(self) -> Option<Date> {
        let first = self.first_day()?;
        Some(match (self.month, self.day) {
            (None, _) => first.last_of_year(),
            (_, None) => first.last_of_month(),
            _ => first,
        })
    }

    /// Whether there is such a day, month or year.
    pub fn exists(self) -> bool {
        self.first_day().is_some()
    }

    /// Days from 1970-01-01 to its first day; `None` if it does not exist.
    ///
    /// ```
    /// use jikenbo_text::PartialDate;
    /// let day = |text: &str| text.parse::<PartialDate>().ok()?.day_number();
    /// assert_eq!([day("1970-01-02"), day("2024-03"), day("1969")], [Some(1), Some(19_783), Some(-365)]);
    /// ```
    pub fn day_number(self) -> Option<i32> {
        self.first_day()?.since((Unit::Day, date(1970, 1, 1))).ok().map(|span| span.get_days())
    }

    /// So many days later; `None` for a month or a year, and beyond the calendar.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        self.day?;
        self.first_day()?.checked_add(Span::new().try_days(days).ok()?).ok().map(Self::from)
    }

    /// The month so many months later, with the same day whether or not it exists there; `None` for a year.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let first = Self { day: None, ..self };
        first.month?;
        let moved = Self::from(first.first_day()?.checked_add(Span::new().try_months(months).ok()?).ok()?);
        Some(Self { day: self.day, ..moved })
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: u8::try_from(date.month()).ok(), day: u8::try_from(date.day()).ok() }
    }
}
