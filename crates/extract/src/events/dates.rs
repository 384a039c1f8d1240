//! The dates of a notice, resolved.
//!
//! In:   the notice's text and the article's day.
//! Out:  mentions in reading order with their dates.

use jikenbo_model::PartialDate;
use jikenbo_text::{DateMention, Part, Resolved, Resolver, WrittenDate, YearBasis, days_in, find_dates};

/// A date where it stands in the notice's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dated {
    pub(crate) mention: DateMention,
    pub(crate) resolved: Resolved,
}

impl Dated {
    /// Whether the year comes from the context.
    pub(crate) fn is_inferred(&self) -> bool {
        self.resolved.year == YearBasis::Inferred
    }
}

/// Finds and resolves the dates of a text. `now` is the article's day.
pub(crate) fn read(text: &str, now: Option<PartialDate>) -> Vec<Dated> {
    let mentions = find_dates(text);
    let mut resolver = Resolver::new(now);
    if now.is_none()
        && let Some(year) = mentions.iter().flat_map(|m| [Some(m.start), m.end]).flatten().filter_map(stated_year).max()
    {
        resolver.assume(year);
    }
    mentions.iter().map(|mention| Dated { mention: *mention, resolved: resolver.resolve(mention) }).collect()
}

/// The year that a day's own words give.
fn stated_year(date: WrittenDate) -> Option<i16> {
    match (date.year, date.day) {
        (Part::Given(year), Part::Given(_)) => Some(year),
        _ => None,
    }
}

/// Whether the words name a day that no month has (6月31日), or that this year has not.
pub(crate) fn does_not_exist(mention: &DateMention) -> bool {
    match (mention.start.year, mention.start.month, mention.start.day) {
        (Part::Given(year), Part::Given(month), Part::Given(day)) => day > days_in(year, month),
        (_, Part::Given(month), Part::Given(day)) => day > days_in(2024, month),
        _ => false,
    }
}
