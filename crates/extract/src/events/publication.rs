//! The day of publication, and the event that it is.
//!
//! In:   the day that the article bears, and the first sentences of its text.
//! Out:  the day of the announcement; the event `published`.
//! Data: lexicon classes `steps` (published), `roles`.
//!
//! | article                                             | day of publication |
//! |-----------------------------------------------------|--------------------|
//! | a notice with its date                              | that date          |
//! | 「架空市は6月8日、…と発表した」 under a heading of 9 June | 8 June             |
//! | 「架空市は15日に発表した」 without another date         | the 15th           |
//! | a medium's item that names no day of the announcement | the item's date, which is no event |

use jikenbo_lexicon::Tag;
use jikenbo_model::{Event, EventType, Found, PartialDate};
use jikenbo_text::{ByteRange, Edge};

use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;

use super::{Step, dates::Dated};

/// Among how many sentences of the text the announcement is looked for.
const FIRST_SENTENCES: usize = 3;
/// Among how many dates of a sentence that of the announcement is looked for.
const FIRST_DATES: usize = 12;
/// Bytes between 「に」 behind a date and the word for announcing (「に自社サイトで発表」).
const NEAR_BYTES: usize = 48;
/// Days by which a retelling may follow the announcement that it retells.
const RETOLD_WITHIN_DAYS: i32 = 45;

/// What the text says of the announcement.
pub(super) struct Announcement<'n> {
    pub(super) dated: &'n Dated,
    /// From the date to the word for announcing.
    pub(super) at: ByteRange,
}

/// Finds the announcement that the article retells.
pub(super) fn announcement<'n>(notice: &'n Notice<'_>) -> Option<Announcement<'n>> {
    first_of(notice, notice.sentences.iter().filter(|sentence| sentence.aside.is_none()))
}

/// Finds the announcement among the sentences of one part.
pub(super) fn announcement_of<'n>(notice: &'n Notice<'_>, part: &Part) -> Option<Announcement<'n>> {
    first_of(notice, part.told(notice))
}

fn first_of<'n, 's>(notice: &'n Notice<'_>, sentences: impl Iterator<Item = &'s Sentence>) -> Option<Announcement<'n>> {
    let body = sentences.filter(|sentence| sentence.place == Place::Body);
    body.take(FIRST_SENTENCES).find_map(|sentence| in_sentence(notice, sentence))
}

fn in_sentence<'n>(notice: &'n Notice<'_>, sentence: &Sentence) -> Option<Announcement<'n>> {
    if !sentence.tags.has(Tag::StepsPublished) {
        return None;
    }
    let text = &notice.text;
    let word = notice.mentions(sentence).iter().rfind(|m| m.tag == Tag::StepsPublished)?;
    // 「…と発表した。」 ends the sentence.
    let ends = text[word.end as usize..sentence.range.end].chars().count() <= 24;
    let mut found = None;
    for dated in notice.dates_in(sentence.range).iter().take(FIRST_DATES) {
        let range = dated.mention.range;
        // 「(2月25日に続報)」
        if text[..range.start].ends_with('(') {
            continue;
        }
        if dated.mention.end.is_some() || dated.mention.edge != Edge::On || dated.mention.start.day.is_open() {
            continue;
        }
        let before = &text[sentence.range.start..range.start];
        let behind = &text[range.end..sentence.range.end];
        let told_by_other = !before.is_empty()
            && notice
                .mentions_in(ByteRange::new(sentence.range.start, range.start))
                .all(|m| m.tag != Tag::RolesSelfReference);
        let comma = behind.starts_with(['、', ',']);
        let led = told_by_other && before.ends_with(['は', 'が']) && comma;
        // 「6月6日、架空省は…と発表した」 where the article bears no day.
        let opens = before.is_empty() && comma && notice.article.dated.is_none();
        let direct = told_by_other && behind.starts_with('に') && word.start as usize <= range.end + NEAR_BYTES;
        if ends && (led || opens || direct) && word.start as usize >= range.end {
            found = Some(Announcement { dated, at: ByteRange::new(range.start, word.end as usize) });
            break;
        }
    }
    found
}

/// The announcement, if it decides the day of publication: the article bears no day, or it is a retelling.
fn deciding<'n>(notice: &Notice<'_>, found: Option<Announcement<'n>>) -> Option<(Announcement<'n>, PartialDate)> {
    let found = found?;
    let day = found.dated.resolved.start?;
    match &notice.article.dated {
        Some(own) if !notice.article.dated_by_medium => {
            let apart = own.value.day_number().filter(|_| own.value.day.is_some())? - day.day_number()?;
            (0..=RETOLD_WITHIN_DAYS).contains(&apart).then_some((found, day))
        }
        _ => Some((found, day)),
    }
}

/// Adds the announcement itself.
pub(super) fn add(notice: &Notice<'_>, part: &Part, steps: &mut Vec<Step>) {
    let published = |date, at, rule| Step {
        event: Event { kind: EventType::Published, date: Some(date), end: None, time: None },
        at,
        rule,
        doubt: None,
    };
    if let Some((found, day)) = deciding(notice, announcement_of(notice, part)) {
        if steps.iter().all(|step| step.event.kind != EventType::Published || step.event.date != Some(day)) {
            steps.push(published(day, notice.evidence(found.at), "event.published"));
        }
        return;
    }
    // Another victim's announcement dates what the article retells: its own day is that of the medium.
    if deciding(notice, announcement(notice))
        .is_some_and(|(_, day)| notice.article.dated.as_ref().is_some_and(|own| own.value != day))
    {
        return;
    }
    // A medium's own day is no event, but a notice in the first person is the organisation's own (a broadcaster, 架空放送).
    let own_words = notice.speaks_for_itself();
    if notice.article.dated_by_medium && !own_words {
        return;
    }
    let Some(dated) = &notice.article.dated else { return };
    let Some(at) = dated.evidence.first().copied() else { return };
    steps.push(published(dated.value, at, "event.published_line"));
}

/// The day of publication; a round-up of several announcements has none of its own.
pub(super) fn day(notice: &Notice<'_>, parts: &[Part]) -> Option<Found<PartialDate>> {
    let mut days = parts.iter().filter_map(|part| announcement_of(notice, part)?.dated.resolved.start);
    let first = days.next();
    if days.any(|day| Some(day) != first) {
        return notice.article.dated.clone();
    }
    if let Some((found, day)) = deciding(notice, announcement(notice)) {
        let at = notice.evidence(found.dated.mention.range);
        return Some(Found::new(day, at, "published.announced"));
    }
    notice.article.dated.clone()
}
