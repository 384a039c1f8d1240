//! Days as they stand beside headings, read by `jikenbo_text`.
//!
//! In:   a short line in normal form.
//! Out:  the days with a month, and how much of them the line gives.
//!
//! Not here: days that mean another one (同日, 翌日), since a heading has none before it.

use jikenbo_model::{ByteRange, PartialDate};
use jikenbo_text::{DateMention, Part, Resolver, find_dates};

/// A day found in a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day {
    /// Where it stands, with the day of the week and the time.
    pub(crate) at: ByteRange,
    /// The day; `None` where the year is missing or the day does not exist.
    pub(crate) date: Option<PartialDate>,
    /// Whether the text gives year, month and day.
    pub(crate) full: bool,
    /// Whether the text gives a day.
    pub(crate) to_the_day: bool,
}

/// Finds the days of a short line.
pub(crate) fn find_days(text: &str) -> Vec<Day> {
    if may_hold_month(text) { days_of(text, &find_dates(text)) } else { Vec::new() }
}

/// The days of a line, found once for the line and the parts of it that its readers look at.
#[derive(Debug)]
pub(crate) struct LineDays<'a> {
    text: &'a str,
    /// Whether the line may hold a day.
    may_hold: bool,
    days: Vec<Day>,
    /// Where the last date of any kind ends.
    end: usize,
}

/// Bytes behind the last date within which what stands there may still tell what it is.
const READ_ON: usize = 120;

impl<'a> LineDays<'a> {
    /// Finds the days of `text`, a part of `line`.
    pub(crate) fn of(line: &str, text: &'a str) -> Self {
        let may_hold = may_hold_month(line);
        let dates = if may_hold { find_dates(text) } else { Vec::new() };
        let end = dates.last().map_or(0, |date| date.range.end);
        let mut days = days_of(text, &dates);
        // Behind a mark a pair of numbers at the end is the day of the item.
        if days.is_empty()
            && text.len() < line.len()
            && let Some((_, _, at)) = bare_tail(text)
        {
            days.push(Day { at, date: None, full: false, to_the_day: true });
        }
        Self { text, may_hold, days, end }
    }

    /// The days of the whole text.
    pub(crate) fn days(&self) -> &[Day] {
        &self.days
    }

    /// The days of another part of the same line.
    pub(crate) fn within(&self, part: &str) -> Vec<Day> {
        if !self.may_hold {
            return Vec::new();
        }
        // The same text without a sign at its end.
        let same = part.as_ptr() == self.text.as_ptr() && part.len() <= self.text.len();
        if same && (part.len() == self.text.len() || self.end + READ_ON <= part.len()) {
            return self.days.clone();
        }
        find_days(part)
    }
}

/// Whether a month may stand in the text: behind each stands 月, or a sign between two numbers (2024/4, R6.4.1).
fn may_hold_month(text: &str) -> bool {
    let bytes = text.as_bytes();
    let signs = bytes.iter().fold(false, |found, byte| found | matches!(byte, b'-' | b'.' | b'/'));
    let [e6, x9c, x88] = *"月".as_bytes() else { return true };
    let triples = bytes.iter().zip(bytes.get(1..).unwrap_or_default()).zip(bytes.get(2..).unwrap_or_default());
    signs || triples.fold(false, |found, ((a, b), c)| found | ((*a == e6) & (*b == x9c) & (*c == x88)))
}

fn days_of(text: &str, dates: &[DateMention]) -> Vec<Day> {
    let mut days: Vec<Day> = dates.iter().filter_map(day_of).collect();
    if days.is_empty()
        && let Some((_, _, at)) = bare_day(text)
    {
        days.push(Day { at, date: None, full: false, to_the_day: true });
    }
    days
}

/// Month and day in brackets at the end of an item's line: 「…を誤送付(10/4)」. Elsewhere such a pair may be a ratio.
pub(crate) fn bare_day(text: &str) -> Option<(u8, u8, ByteRange)> {
    let inner = text.strip_suffix(')')?;
    let open = inner.rfind('(').filter(|&open| open > 0 && inner.len() - open <= 6)?;
    let (month, day) = inner[open + 1..].split_once(['/', '.'])?;
    let number = |part: &str| part.parse::<u8>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
    let (month, day) = (number(month)?, number(day)?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| (month, day, ByteRange::new(open + 1, inner.len())))
}

/// Month and day at the end of an item's line, behind a blank or the name of a medium: 「…を紛失 10/3」, 「…を紛失 架空日報10/17」.
pub(crate) fn bare_tail(text: &str) -> Option<(u8, u8, ByteRange)> {
    let front = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let month_end = front.strip_suffix('/')?;
    let before = month_end.trim_end_matches(|c: char| c.is_ascii_digit());
    let (month, day) = (&month_end[before.len()..], &text[front.len()..]);
    let number = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
    let (month, day) = (number(month)?, number(day)?);
    let parted = before.ends_with(|c: char| c == ' ' || !c.is_ascii() && c.is_alphabetic());
    (parted && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| (month, day, ByteRange::new(before.len(), text.len())))
}

fn day_of(mention: &DateMention) -> Option<Day> {
    let is_given = |part: Part<u8>| matches!(part, Part::Given(_));
    let has_year = matches!(mention.start.year, Part::Given(_));
    let to_the_day = is_given(mention.start.day);
    // A period is no day of publication.
    (is_given(mention.start.month) && mention.end.is_none()).then(|| Day {
        at: mention.range,
        date: Resolver::new(None).resolve(mention).start.filter(|_| has_year),
        full: has_year && to_the_day,
        to_the_day,
    })
}
