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
    if !may_hold_month(text) {
        return Vec::new();
    }
    find_dates(text).iter().filter_map(day_of).collect()
}

/// Whether a month may stand in the text: behind each stands 月, or a sign between two numbers (2024/4, R6.4.1).
fn may_hold_month(text: &str) -> bool {
    let mut before = [0; 2];
    text.bytes().any(|byte| {
        let found = matches!(byte, b'-' | b'.' | b'/') || [before[0], before[1], byte] == *"月".as_bytes();
        before = [before[1], byte];
        found
    })
}

fn day_of(mention: &DateMention) -> Option<Day> {
    let is_given = |part: Part<u8>| matches!(part, Part::Given(_));
    let has_year = matches!(mention.start.year, Part::Given(_));
    let to_the_day = is_given(mention.start.day);
    is_given(mention.start.month).then(|| Day {
        at: mention.range,
        date: Resolver::new(None).resolve(mention).start.filter(|_| has_year),
        full: has_year && to_the_day,
        to_the_day,
    })
}
