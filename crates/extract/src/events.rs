//! The timeline: dated steps and the day of publication.
//!
//! In:   the dates of a notice (`events/dates.rs`) and the words of steps around them.
//! Out:  events with evidence, in reading order, each once; doubts where a year is open or a day does not exist.
//! Data: lexicon class `steps`; each room names its own.
//!
//! A date belongs to the step that its clause tells: the nearest one behind 「に」, the closing ones behind a comma or a blank, the
//! words before it where nothing follows (投函は6月5日でした). A line that holds a date alone dates the lines below it.
//! Not here: reading the date itself (`jikenbo_text`).

mod around;
mod choose;
mod covered;
pub(crate) mod dates;
mod earlier;
mod entry;
mod form;
mod kind;
mod labelled;
mod nothing;
mod own_notice;
mod period;
mod publication;
mod special;
#[cfg(test)]
mod tests;
mod told_whom;
mod turn;
mod weed;
mod wording;
mod words;

use jikenbo_model::{Doubt, Event, EventType, Found, PartialDate};
use jikenbo_text::ByteRange;

pub use around::days_around;

use crate::{notice::Notice, organisations, part::Part};
use entry::Entry;
use words::Kind;

/// What the dates of a notice give.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    pub(crate) events: Vec<Found<Event>>,
    pub(crate) doubts: Vec<Doubt>,
}

/// A step with its date.
#[derive(Debug, Clone, Copy)]
struct Step {
    event: Event,
    /// Bytes of the page's text.
    at: ByteRange,
    rule: &'static str,
    doubt: Option<&'static str>,
}

/// Reads the dated steps of one part, in reading order; `partners` are the contractors that it names.
pub(crate) fn read(notice: &Notice<'_>, part: &Part, partners: &[Found<String>]) -> Timeline {
    let partners: Vec<&str> = partners.iter().map(|name| organisations::core_of(&name.value)).collect();
    let mut steps = Vec::new();
    let announcement = publication::announcement_of(notice, part);
    let announced = announcement.as_ref().map(|found| (found.dated.mention.range, found.at));
    for entry in entry::of(notice, part, &partners) {
        if steps.len() >= MOST_STEPS {
            break;
        }
        read_entry(notice, &entry, announced, &mut steps);
    }
    // An attack that went on from a day began on it, unless its beginning is told.
    let began: Vec<PartialDate> = steps
        .iter()
        .filter(|step| step.event.kind == EventType::Occurred && step.rule != PERIOD_START)
        .filter_map(|step| step.event.date)
        .collect();
    steps.retain(|step| step.rule != PERIOD_START || !began.iter().any(|day| Some(*day) <= step.event.date));
    // A day that only stands there, beside a step of the same day, tells nothing more.
    let told: Vec<Event> = steps.iter().filter(|step| step.rule != "event.context").map(|step| step.event).collect();
    steps.retain(|step| step.rule != "event.context" || told.iter().all(|event| event.date != step.event.date));
    // The day on which a medium learned of it, where somebody had noticed before.
    let noticed = steps.iter().any(|step| step.event.kind == EventType::Detected && step.rule != NEWS);
    steps.retain(|step| step.rule != NEWS || !noticed);
    period::join(notice, part, &mut steps);
    publication::add(notice, part, &mut steps);
    let finer: Vec<Event> =
        steps.iter().map(|step| step.event).filter(|event| event.date.is_some_and(|d| d.day.is_some())).collect();
    let mut timeline = Timeline::default();
    for step in steps {
        // 「昨年10月に発生した…」 repeats the step whose day is told elsewhere.
        if let Some(coarse) = step.event.date.filter(|date| {
            date.day.is_none()
                && step.event.end.is_none()
                && matches!(step.event.kind, EventType::Occurred | EventType::Published)
        }) && finer
            .iter()
            .any(|event| event.kind == step.event.kind && event.date.is_some_and(|date| is_within(date, coarse)))
        {
            continue;
        }
        let same = |known: &Found<Event>| {
            known.value.kind == step.event.kind
                && known.value.date == step.event.date
                && (step.event.date.is_some() || known.evidence.first() == Some(&step.at))
        };
        if timeline.events.iter().any(same) {
            continue;
        }
        let at = step.at;
        if let Some(why) = step.doubt {
            timeline.doubts.push(Doubt { pointer: format!("/events/{}", timeline.events.len()), why, at });
        }
        timeline.events.push(Found::new(step.event, at, step.rule));
    }
    timeline
}

/// Whether a day lies in a month or year.
fn is_within(day: PartialDate, coarse: PartialDate) -> bool {
    day.year == coarse.year && coarse.month.is_none_or(|month| day.month == Some(month))
}

/// Most steps that are read for one incident; a text with more is no notice.
const MOST_STEPS: usize = 1_000;
/// Rule of the beginning of a period.
const PERIOD_START: &str = "event.period_start";
/// Rule of a step up to which something went on.
const UNTIL: &str = "event.until";
/// Rule of the day on which a medium learned of it.
const NEWS: &str = "event.news";
/// Most bytes of a quote.
const QUOTE_BYTES: usize = 180;

/// The events of one date.
fn read_entry(
    notice: &Notice<'_>,
    entry: &Entry<'_>,
    announced: Option<(ByteRange, ByteRange)>,
    steps: &mut Vec<Step>,
) {
    let kinds = match announced {
        // The day of the announcement; what stands between is what was announced.
        Some((date, at)) if date == entry.dated.mention.range => {
            vec![(Kind::Known(EventType::Published), at, "event.announced")]
        }
        Some((_, at)) => kind::of(notice, entry, Some(at.end)),
        None => kind::of(notice, entry, None),
    };
    for (kind, at, rule) in kinds {
        let quote = entry.dated.mention.range.cover(at);
        let quote = if quote.len() > QUOTE_BYTES { at } else { quote };
        let date = entry.dated.resolved.start;
        let doubt = if date.is_some() {
            None
        } else if dates::does_not_exist(&entry.dated.mention) {
            Some("date_impossible")
        } else {
            Some("year_open")
        };
        let end = entry.dated.resolved.end.or(date.filter(|_| entry.dated.mention.has_time_end));
        let make = |kind, end| Step {
            event: Event { kind, date, end, time: entry.dated.mention.time },
            at: notice.evidence(quote),
            rule,
            doubt,
        };
        // What is found out after the discovery establishes cause or scope.
        let kind = match kind {
            Kind::Known(kind) => kind,
            Kind::FoundOut if steps.iter().any(|step| step.event.kind == EventType::Detected) => EventType::Identified,
            Kind::FoundOut => EventType::Detected,
        };
        if kind == EventType::Exposure && rule != "event.mails" {
            steps.push(Step { rule: PERIOD_START, ..make(EventType::Occurred, None) });
        }
        steps.push(make(kind, end));
    }
}

/// The day of the announcement that the text retells.
pub(crate) fn announced_on(notice: &Notice<'_>) -> Option<PartialDate> {
    publication::announcement(notice)?.dated.resolved.start
}

/// Reads the day on which the notice was published, if the text says so.
pub(crate) fn published_on(notice: &Notice<'_>, parts: &[Part]) -> Option<Found<PartialDate>> {
    publication::day(notice, parts)
}
