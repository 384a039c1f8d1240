//! The day of publication, and the event that it is.

use jikenbo_model::{Event, EventType, Found, PartialDate};

use crate::notice::Notice;

use super::Step;

/// Adds the announcement itself.
pub(super) fn add(notice: &Notice<'_>, steps: &mut Vec<Step>) {
    if notice.article.dated_by_medium {
        return;
    }
    let Some(dated) = &notice.article.dated else { return };
    let Some(at) = dated.evidence.first().copied() else { return };
    steps.push(Step {
        event: Event { kind: EventType::Published, date: Some(dated.value), end: None, time: None },
        at,
        rule: "event.published",
        confidence: 0.95,
        doubt: None,
    });
}

/// The day of publication.
pub(super) fn day(notice: &Notice<'_>) -> Option<Found<PartialDate>> {
    notice.article.dated.clone()
}
