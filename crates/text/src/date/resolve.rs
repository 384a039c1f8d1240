//! From what the words say to a date: the year from the context, relative words from the last date or the article's day.
//!
//! In:   mentions in reading order, the day of the article.
//! Out:  dates, and on what the year rests.
//!
//! A month without a year takes that of the day before it in the text if it follows soon, else that of the article's day. The turn of the year between
//! the two is seen where the months lie far apart, and no date is put far into the future of the article's day.

use super::{DateMention, Part, PartialDate, WrittenDate};

/// On what a year rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearBasis {
    /// The words give it, or point at a date that does (同日, 同年).
    Stated,
    /// It was taken from the context.
    Inferred,
    /// It cannot be settled, or the day does not exist.
    Open,
}

/// A mention made into dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The date, or the first day of a period.
    pub start: Option<PartialDate>,
    /// The last day of a period.
    pub end: Option<PartialDate>,
    /// On what the year of `start` rests.
    pub year: YearBasis,
}

/// Months ahead of the article's day up to which a month without a year is taken for the future.
const AHEAD_MONTHS: i32 = 3;
/// Months between two dates of a text from which on the turn of a year is assumed between them.
const TURN_MONTHS: i32 = 6;

/// Days before the article's day within which a date without a year is taken for one of these days.
const NEAR_DAYS: i32 = 62;
/// Months behind a date within which one without a year is taken to go on from it, though the article's day is known.
const SOON_MONTHS: i32 = 9;

/// Makes the mentions of one article into dates, one after the other.
#[derive(Debug, Clone)]
pub struct Resolver {
    now: Option<PartialDate>,
    /// The last date named; `None` if it could not be settled.
    last: Option<PartialDate>,
    /// The last day named, whatever months and years came after it: 同日 means it.
    last_day: Option<PartialDate>,
    /// The last date with a year.
    anchor: Option<PartialDate>,
    /// The anchor's year was told from the article's (昨年): a later month without a year is of the same one.
    of_past_year: bool,
    /// A year that the article states elsewhere.
    assumed: Option<i16>,
    basis: YearBasis,
}

impl Resolver {
    /// For an article of this day, if it is known.
    pub const fn new(now: Option<PartialDate>) -> Self {
        Self {
            now,
            last: None,
            last_day: None,
            anchor: None,
            of_past_year: false,
            assumed: None,
            basis: YearBasis::Stated,
        }
    }

    /// Takes a year that the article states elsewhere, for dates that follow on none with a year, where the article's day is not known.
    pub const fn assume(&mut self, year: i16) {
        self.assumed = Some(year);
    }

    /// The day that 同日 would mean here.
    pub const fn last_day(&self) -> Option<PartialDate> {
        self.last_day
    }

    /// Resolves the next mention in reading order.
    pub fn resolve(&mut self, mention: &DateMention) -> Resolved {
        self.basis = YearBasis::Stated;
        if mention.is_time_alone() {
            let start = self.last_day;
            let year = if start.is_some() { YearBasis::Stated } else { YearBasis::Open };
            return Resolved { start, end: None, year };
        }
        let start = self.date(&mention.start).filter(|start| start.exists());
        let end = start.and_then(|start| {
            let written = mention.end.as_ref()?;
            end_of(start, written).or_else(|| {
                let mut behind = self.clone();
                behind.last = Some(start);
                behind.last_day = Some(start);
                behind.date(written)
            })
        });
        let end = end.filter(|end| end.exists() && start.is_some_and(|start| *end >= start));
        self.last = end.or(start);
        if self.last.is_some() {
            self.anchor = self.last;
            // A date that goes on from one of 昨年 leaves it open for the next.
            let goes_on = self.of_past_year && mention.start.year.is_open() && self.basis == YearBasis::Inferred;
            self.of_past_year = matches!(mention.start.year, Part::FromNow(years) if years < 0) || goes_on;
        }
        if self.last.is_none_or(|last| last.day.is_some()) {
            self.last_day = self.last;
        }
        let year = if start.is_some() { self.basis } else { YearBasis::Open };
        Resolved { start, end, year }
    }

    fn date(&mut self, written: &WrittenDate) -> Option<PartialDate> {
        match written.day {
            Part::FromLast(offset) => return self.last_day?.plus_days(offset.into()),
            Part::FromNow(offset) => return self.now?.plus_days(offset.into()),
            Part::Unclear => return None,
            Part::Open | Part::Given(_) => {}
        }
        let day = given(written.day);
        match written.month {
            Part::FromLast(offset) => return PartialDate { day, ..self.last? }.plus_months(offset.into()),
            Part::FromNow(offset) => return PartialDate { day, ..self.now? }.plus_months(offset.into()),
            Part::Unclear => return None,
            Part::Open | Part::Given(_) => {}
        }
        let month = given(written.month);
        let year = match written.year {
            Part::Given(year) => year,
            Part::FromLast(offset) => self.last.or(self.anchor)?.year + i16::from(offset),
            Part::FromNow(offset) => self.now?.year + i16::from(offset),
            Part::Unclear => return None,
            Part::Open => return self.infer(month, day),
        };
        Some(PartialDate { year, month, day })
    }

    /// A date without a year.
    fn infer(&mut self, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
        let Some(month) = month else {
            // 「14日」: the month of the last date, else the last such day up to the article's day.
            let last = self.last.filter(|last| last.month.is_some());
            let basis = last.or(self.now.filter(|now| now.day.is_some()))?;
            let same = PartialDate { day, ..basis };
            return if last.is_none() && same > basis { same.plus_months(-1) } else { Some(same) };
        };
        self.basis = YearBasis::Inferred;
        if let Some(anchor) = self.anchor
            && (!(leads_to(anchor, month) || self.goes_on_in_past_year(anchor, month))
                || self.is_nearer_to_now(anchor, month, day))
            && let Some(year) = self.now.map(|now| self.before_now(now, month)).or(self.assumed)
        {
            return Some(PartialDate { year, month: Some(month), day });
        }
        let assumed = self.assumed.map(|year| PartialDate { year, month: None, day: None });
        let anchor = self.anchor.or(self.now).or(assumed)?;
        let apart = anchor.month.map_or(0, |of_anchor| i32::from(month) - i32::from(of_anchor));
        let mut year = anchor.year;
        if self.anchor.is_some() && apart <= -TURN_MONTHS && self.not_ahead(year + 1, month) {
            year += 1;
        } else if !self.not_ahead(year, month) || (self.now.is_none() && apart >= 9) {
            year -= 1;
        }
        Some(PartialDate { year, month: Some(month), day })
    }

    /// 「昨年9月に導入し、11月2日に」: the month comes behind that of last year.
    fn goes_on_in_past_year(&self, anchor: PartialDate, month: u8) -> bool {
        self.of_past_year && anchor.month.is_some_and(|from| month > from)
    }

    /// Whether the article's day lies nearer behind the date than the last date lies before it: 「10月31日」 in an article of
    /// November 2025 that told of September 2024 before.
    fn is_nearer_to_now(&self, anchor: PartialDate, month: u8, day: Option<u8>) -> bool {
        let Some(now) = self.now else { return false };
        let days = |year: i16, month: Option<u8>, day: Option<u8>| {
            i32::from(year) * 372 + i32::from(month.unwrap_or(1)) * 31 + i32::from(day.unwrap_or(1))
        };
        let year = self.before_now(now, month);
        let to_now = days(now.year, now.month, now.day) - days(year, Some(month), day);
        let from = days(anchor.year, anchor.month, anchor.day);
        let behind = (days(anchor.year, Some(month), day) - from).rem_euclid(372);
        (0..behind.min(NEAR_DAYS)).contains(&to_now)
    }

    /// The year of the last such month up to a little after the article's day.
    fn before_now(&self, now: PartialDate, month: u8) -> i16 {
        if self.not_ahead(now.year, month) { now.year } else { now.year - 1 }
    }

    /// Whether the month lies not far behind the article's day.
    fn not_ahead(&self, year: i16, month: u8) -> bool {
        self.now.is_none_or(|now| {
            let now_month = now.month.map_or(12, i32::from);
            (i32::from(year) - i32::from(now.year)) * 12 + i32::from(month) - now_month <= AHEAD_MONTHS
        })
    }
}

/// Whether a date without a year may go on from the last one: that is a day, and the month comes soon behind it.
/// A year or month of its own (サービス開始の2013年10月) says nothing of the dates that follow.
fn leads_to(anchor: PartialDate, month: u8) -> bool {
    anchor.day.is_some()
        && anchor.month.is_some_and(|from| (i32::from(month) - i32::from(from)).rem_euclid(12) < SOON_MONTHS)
}

fn given(part: Part<u8>) -> Option<u8> {
    match part {
        Part::Given(value) => Some(value),
        _ => None,
    }
}

/// The end of a period: what it does not say is that of the start, or comes right behind it.
fn end_of(start: PartialDate, written: &WrittenDate) -> Option<PartialDate> {
    let day = match written.day {
        Part::Open => None,
        Part::Given(day) => Some(day),
        _ => return None,
    };
    let month = match written.month {
        Part::Open if day.is_some() => start.month,
        Part::Open => None,
        Part::Given(month) => Some(month),
        _ => return None,
    };
    let mut end = PartialDate { year: start.year, month, day };
    match written.year {
        Part::Given(year) => end.year = year,
        Part::Open if end < start => end.year += 1,
        Part::Open => {}
        _ => return None,
    }
    Some(end)
}
