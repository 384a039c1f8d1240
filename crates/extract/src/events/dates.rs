//! The dates of a notice, resolved.
//!
//! In:   the notice's text and the article's day.
//! Out:  mentions in reading order with their dates.

use jikenbo_model::PartialDate;
use jikenbo_text::{DateMention, Part, Resolved, Resolver, WrittenDate, days_in, find_dates};

/// A date where it stands in the notice's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dated {
    pub(crate) mention: DateMention,
    pub(crate) resolved: Resolved,
}

/// Finds and resolves the dates of a text. `now` is the article's day.
pub(crate) fn read(text: &str, now: Option<PartialDate>) -> Vec<Dated> {
    let mentions = find_dates(text);
    let mut resolver = Resolver::new(now);
    if now.is_none()
        && let Some(year) = last_year(&mentions)
    {
        resolver.assume(year);
    }
    mentions.iter().map(|mention| Dated { mention: *mention, resolved: resolver.resolve(mention) }).collect()
}

/// Resolves dates anew, once the article's day is known.
pub(crate) fn resolve_anew(dates: &mut [Dated], now: PartialDate) {
    let mut resolver = Resolver::new(Some(now));
    for dated in dates {
        dated.resolved = resolver.resolve(&dated.mention);
    }
}

/// The last year that the text states for a day, else for a month.
fn last_year(mentions: &[DateMention]) -> Option<i16> {
    let all = || mentions.iter().flat_map(|mention| [Some(mention.start), mention.end]).flatten();
    let year = |date: WrittenDate| if let Part::Given(year) = date.year { Some(year) } else { None };
    let of_days = all().filter(|date| matches!(date.day, Part::Given(_))).filter_map(year).max();
    of_days.or_else(|| all().filter(|date| matches!(date.month, Part::Given(_))).filter_map(year).max())
}

/// Whether the words name a day that no month has (6月31日), or that this year has not.
pub(crate) fn does_not_exist(mention: &DateMention) -> bool {
    match (mention.start.year, mention.start.month, mention.start.day) {
        (Part::Given(year), Part::Given(month), Part::Given(day)) => day > days_in(year, month),
        (_, Part::Given(month), Part::Given(day)) => day > days_in(2024, month),
        _ => false,
    }
}
