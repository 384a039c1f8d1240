//! When: day of knowing, of occurrence, of the announcement, and the days between.
//!
//! In:   the timeline and the day of publication.
//! Out:  `discovered_on` or `discovered_between`, `occurred_on`, `announced_on`, days to report and publication.
//!
//! Knowing is the earliest `detected` step, by any department. Without one it lies between the occurrence and the first reaction.
//! Where a contractor noticed first and told its client later, the client's day lies between.

use jiff::civil::Date;
use jikenbo_model::{EventType, PartialDate};

use super::tables::BridgeTables;
use super::{Bridged, stands};
use crate::decide::EARLIEST;
use crate::notice::{Dated, Notice, Said};

type Step<'a, 'r> = (&'a Said<'r, Dated<'r>>, Date, Date);

pub(super) fn read(notice: &Notice<'_>, tables: &BridgeTables, bridged: &mut Bridged) {
    let of_kind = |kinds: &[EventType]| -> Vec<Step<'_, '_>> {
        // 「この時点では検知されず」 is no detection.
        let done = |said: &Said<'_, Dated<'_>>| !tables.phrases("not_done").any(|term| said.after.starts_with(term));
        let wanted = notice.events.iter().filter(|said| kinds.contains(&said.value.kind) && stands(*said));
        let wanted = wanted.filter(|said| done(said));
        wanted.filter_map(|said| said.value.date.and_then(days).map(|(first, last)| (said, first, last))).collect()
    };
    let occurred = of_kind(&[EventType::Occurred, EventType::Exposure]).into_iter().min_by_key(|step| step.1);
    if let Some((said, first, last)) = occurred
        && first == last
    {
        bridged.facts.occurred_on = Some(first);
        bridged.note("occurred_on", &[said], None);
    }
    announced(notice, &of_kind(&[EventType::Published]), bridged);
    let reactions = [
        EventType::Contained,
        EventType::Identified,
        EventType::Reported,
        EventType::Notified,
        EventType::Published,
        EventType::Restored,
    ];
    let reacted = of_kind(&reactions).into_iter().min_by_key(|step| step.2);
    let bound = reacted.as_ref().map(|step| step.2).into_iter().chain(bridged.facts.announced_on).min();
    let detected = of_kind(&[EventType::Detected]).into_iter().min_by_key(|step| step.1);
    match detected {
        Some((said, first, last)) if first == last => known(notice, tables, said, first, bridged),
        Some((said, first, last)) => {
            let last = bound.filter(|bound| *bound >= first).map_or(last, |bound| bound.min(last));
            bridged.facts.discovered_between = Some((first, last));
            bridged.note("discovered_on", &[said], Some("B_DETECTED_MONTH"));
        }
        None => {
            let from = occurred.as_ref().map(|step| step.1);
            let at_once =
                reacted.as_ref().filter(|step| step.1 == step.2 && occurred.as_ref().is_some_and(|it| it.1 == step.2));
            if let (Some(step), Some((first, ..))) = (at_once.filter(|step| bound == Some(step.2)), &occurred) {
                bridged.facts.discovered_on = Some(step.2);
                bridged.note("discovered_on", &[*first, step.0], Some("B_DETECTED_SAME"));
            } else if let Some(to) = bound {
                let from = from.filter(|from| *from <= to).unwrap_or(EARLIEST.min(to));
                bridged.facts.discovered_between = Some((from, to));
                let steps: Vec<_> = occurred.iter().chain(&reacted).map(|step| step.0).collect();
                bridged.note("discovered_on", &steps, Some("B_DETECTED_OPEN"));
            }
        }
    }
    // Nothing is known before it happens: one of the two days is read wrongly, and rules ask for the day of knowing.
    let latest = bridged.facts.discovered_on.or(bridged.facts.discovered_between.map(|(_, last)| last));
    if bridged.facts.occurred_on.zip(latest).is_some_and(|(occurred, known)| occurred > known) {
        bridged.facts.occurred_on = None;
        bridged.origins.retain(|origin| origin.field != "occurred_on");
    }
    let Some(knowing) = bridged.facts.discovered_on else { return };
    let until = |day: Date| (day >= knowing).then(|| (day - knowing).get_days());
    let reported = of_kind(&[EventType::Reported]).into_iter().filter(|step| step.1 == step.2 && step.1 >= knowing);
    bridged.days_to_report = reported.map(|step| step.1).min().and_then(until);
    bridged.days_to_publication = bridged.facts.announced_on.and_then(until);
}

/// The day of knowing where a `detected` step gives one; a span where it may be another's day, or lies after the publication.
fn known(notice: &Notice<'_>, tables: &BridgeTables, said: &Said<'_, Dated<'_>>, day: Date, bridged: &mut Bridged) {
    if bridged.facts.announced_on.is_some_and(|announced| announced < day) {
        bridged.facts.discovered_between = Some((EARLIEST.min(day), day));
        bridged.note("discovered_on", &[said], Some("B_DETECTED_LATER"));
        return;
    }
    if notice.contractors.is_empty() {
        bridged.facts.discovered_on = Some(day);
        bridged.note("discovered_on", &[said], None);
        return;
    }
    // 「2月9日 委託先で判明、11日 委託先から連絡」: the client may have come to know on the later day.
    let told = notice.events.iter().filter(|said| stands(*said) && told_by_contractor(said, tables));
    let told = told.filter_map(|said| {
        let (first, last) = said.value.date.and_then(days)?;
        (first == last).then_some((first, said))
    });
    match told.min_by_key(|(day, _)| *day) {
        Some((told, step)) if told != day && !told_by_contractor(said, tables) => {
            bridged.facts.discovered_between = Some((day.min(told), day.max(told)));
            bridged.note("discovered_on", &[said, step], Some("B_DETECTED_TOLD"));
        }
        told => {
            bridged.facts.discovered_on = Some(day);
            // Where the contractor told of it on that day, it is the client's.
            bridged.note("discovered_on", &[said], told.is_none().then_some("B_DETECTED_CLIENT"));
        }
    }
}

/// Whether a step says that word came from a contractor, in its words or in the rest of their sentence.
fn told_by_contractor(said: &Said<'_, Dated<'_>>, tables: &BridgeTables) -> bool {
    if !matches!(said.value.kind, EventType::Reported | EventType::Detected | EventType::Notified) {
        return false;
    }
    let rest = &said.after[..said.after.find(['。', '\n']).unwrap_or(said.after.len())];
    let has = |wanted: &'static str, text: &str| tables.says(wanted, text);
    has("told_from", said.words) && (has("told_word", said.words) || has("told_word", rest))
        || has("told_from", rest) && has("told_word", rest)
}

fn announced(notice: &Notice<'_>, published: &[Step<'_, '_>], bridged: &mut Bridged) {
    let stated = notice.published_on.as_ref().and_then(|said| days(said.value).map(|(_, last)| (said, last)));
    if let Some((said, last)) = stated {
        bridged.facts.announced_on = Some(last);
        bridged.note("announced_on", &[said], None);
    } else if let Some((said, _, last)) = published.iter().min_by_key(|step| step.2) {
        bridged.facts.announced_on = Some(*last);
        bridged.note("announced_on", &[*said], None);
    }
}

/// First and last day of a date that may lack its day or month; `None` for what is no date.
pub(super) fn days(text: &str) -> Option<(Date, Date)> {
    // Nothing that the rules know of lies outside, and the calendar's own ends are never reached.
    let date = text.parse::<PartialDate>().ok().filter(|date| (1900..=2999).contains(&date.year))?;
    Some((date.first_day()?, date.last_day()?))
}
