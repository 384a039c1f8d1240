//! The timeline: dated steps and the day of publication.

use jikenbo_model::{Doubt, Event, Found, PartialDate};

use crate::{notice::Notice, part::Part};

/// What the dates of a notice give.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    pub(crate) events: Vec<Found<Event>>,
    pub(crate) doubts: Vec<Doubt>,
}

/// Reads the dated steps of one part, in reading order.
pub(crate) fn read(_notice: &Notice<'_>, _part: &Part) -> Timeline {
    Timeline::default()
}

/// Reads the day on which the notice was published, if the text says so.
pub(crate) fn published_on(notice: &Notice<'_>) -> Option<Found<PartialDate>> {
    notice.article.dated.clone()
}
