//! Exposure from its start and its end, though they stand in two sentences.
//!
//! In:   the steps of a part.
//! Out:  an exposure from the mistake to the day on which the information was taken away.

use jikenbo_lexicon::Tag;
use jikenbo_model::{Event, EventType, PartialDate};

use crate::cues::Cues;
use crate::notice::Notice;
use crate::part::Part;

use super::{Step, UNTIL};

/// Adds the exposure where information stood open, and gives an open one its end.
pub(super) fn join(notice: &Notice<'_>, part: &Part, steps: &mut Vec<Step>) {
    if let Some(index) = steps.iter().position(|step| step.event.kind == EventType::Exposure) {
        let event = steps[index].event;
        if let (Some(from), None) = (event.date, event.end) {
            let end = contained(steps, from);
            steps[index].event.end = end;
        }
        return;
    }
    // 「10日に始まり、13日に止めるまで続いた」
    if let Some(last) = steps.iter().find(|step| step.rule == UNTIL).copied()
        && let Some(first) = steps.iter().rfind(|step| {
            step.event.kind == EventType::Occurred
                && step.event.date.is_some_and(|day| day.day.is_some())
                && step.event.date <= last.event.date
        })
    {
        let event = Event { kind: EventType::Exposure, end: last.event.date, ..first.event };
        steps.push(Step { event, rule: "event.exposure", ..*first });
        return;
    }
    let Some(start) = steps.iter().find(|step| step.event.kind == EventType::Occurred).copied() else { return };
    // 「10日に掲載したファイルに氏名が残っており、14日に差し替えた」
    const PUT_UP: Cues = Cues::of(&["掲載", "公開", "アップロード"]);
    let put_up = || PUT_UP.stand_in(start.at.of(&notice.page.text));
    if !part.told(notice).any(|sentence| sentence.tags.has(Tag::HappeningsOpenness)) && !put_up() {
        return;
    }
    let Some(from) = start.event.date.filter(|date| date.day.is_some()) else { return };
    if let Some(end) = contained(steps, from) {
        let event = Event { kind: EventType::Exposure, date: Some(from), end: Some(end), time: start.event.time };
        steps.push(Step { event, rule: "event.exposure", ..start });
    }
}

/// The first day from `from` on, on which something was cut off or taken away.
fn contained(steps: &[Step], from: PartialDate) -> Option<PartialDate> {
    let mut dates =
        steps.iter().filter(|step| step.event.kind == EventType::Contained).filter_map(|step| step.event.date);
    dates.find(|date| *date >= from)
}
