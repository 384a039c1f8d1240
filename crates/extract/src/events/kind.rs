//! What happened on a date: the type of a step from the words around it.
//!
//! In:   a date with the words before and behind it.
//! Out:  types of events with the words that tell them.
//! Data: lexicon class `steps`.

use jikenbo_lexicon::{Class, Mention, Tag};
use jikenbo_model::EventType;
use jikenbo_text::{ByteRange, Edge};

use crate::notice::{Notice, Place};
use crate::section::Section;

use super::entry::Entry;

/// A word for a step.
#[derive(Debug, Clone, Copy)]
struct Word {
    kind: EventType,
    at: ByteRange,
    /// How the word stands in its sentence.
    form: Form,
}

/// How a predicate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Ends the sentence or a clause of it: 停止した。 停止し、 停止したところ
    Closing,
    /// Describes a noun or lies inside another clause: 停止した機器, 停止したことを
    Inner,
}

type Found = Vec<(EventType, ByteRange, &'static str)>;

/// The types of an entry; empty if its date is no event.
pub(super) fn of(notice: &Notice<'_>, entry: &Entry<'_>) -> Found {
    let text = &notice.text;
    let after = words(notice, entry, entry.after);
    let behind = entry.after.of(text);
    let is_period = entry.dated.mention.end.is_some() || entry.dated.mention.edge != Edge::On;
    let one = |kind, at, rule| vec![(kind, at, rule)];
    if entry.sentence.place == Place::Title && after.is_empty() {
        return Vec::new();
    }
    let future = notice.day().zip(entry.dated.resolved.start).is_some_and(|(now, date)| date > now);
    let first = after.first().copied();
    // 「…までに登録された方」: what the information covers.
    if let Some(word) = first.filter(|word| word.kind == EventType::DataPeriod) {
        return one(EventType::DataPeriod, word.at, "event.data_period");
    }
    if future
        || after.iter().any(|word| word.kind == EventType::Planned) && entry.sentence.section == Section::Prevention
    {
        let at = first.map_or(entry.dated.mention.range, |word| word.at);
        let kind =
            if entry.dated.mention.edge == Edge::Until && after.iter().any(|word| word.kind == EventType::Background) {
                EventType::Background
            } else {
                EventType::Planned
            };
        return one(kind, at, "event.planned");
    }
    let direct = behind.starts_with(['に', 'の', 'か', 'よ', 'ま', '以']) && !entry.below;
    let mut chosen: Vec<Word> = Vec::new();
    if direct {
        if let Some(word) = first {
            chosen.push(word);
            if word.form == Form::Closing {
                chosen.extend(after[1..].iter().filter(|word| word.form == Form::Closing));
            }
        }
    } else {
        chosen.extend(after.iter().filter(|word| word.form == Form::Closing));
        if chosen.is_empty() {
            chosen.extend(first);
        }
    }
    chosen.retain(|word| !matches!(word.kind, EventType::Planned | EventType::DataPeriod));
    if chosen.is_empty()
        && let Some(word) = words(notice, entry, entry.before).last()
    {
        chosen.push(*word);
    }
    let mut found: Found = Vec::new();
    for word in &chosen {
        let kind = if word.kind == EventType::Occurred && is_period && entry.dated.resolved.end.is_some() {
            EventType::Exposure
        } else {
            word.kind
        };
        if found.iter().all(|(known, ..)| *known != kind) {
            found.push((kind, word.at, "event.step"));
        }
    }
    if found.is_empty() {
        if let Some(mention) =
            inside(notice, entry).find(|m| matches!(m.tag.class(), Class::Causes | Class::Happenings))
        {
            let at = ByteRange::new(mention.start as usize, mention.end as usize);
            let kind = if entry.dated.resolved.end.is_some() { EventType::Exposure } else { EventType::Occurred };
            found.push((kind, at, "event.happening"));
        } else if entry.sentence.place == Place::Body {
            found.push((EventType::Background, entry.dated.mention.range, "event.context"));
        }
    }
    found
}

/// The mentions behind the date.
fn inside<'s>(notice: &'s Notice<'_>, entry: &Entry<'s>) -> impl Iterator<Item = &'s Mention> {
    let range = entry.after;
    notice
        .mentions(entry.sentence)
        .iter()
        .filter(move |m| range.contains(ByteRange::new(m.start as usize, m.end as usize)))
}

/// The words for steps in `range`, in reading order.
fn words(notice: &Notice<'_>, entry: &Entry<'_>, range: ByteRange) -> Vec<Word> {
    let mut found = Vec::new();
    for mention in notice.of_class(entry.sentence, Class::Steps) {
        let at = ByteRange::new(mention.start as usize, mention.end as usize);
        if !range.contains(at) {
            continue;
        }
        let Some(kind) = EventType::from_code(mention.tag.code()) else { continue };
        let kind = adjust(notice, entry, kind, at, range);
        found.push(Word { kind, at, form: form(&notice.text[at.end..range.end]) });
    }
    found
}

/// Who told whom decides between being told, telling an authority or a client, and telling the persons concerned.
fn adjust(notice: &Notice<'_>, entry: &Entry<'_>, kind: EventType, at: ByteRange, range: ByteRange) -> EventType {
    let near = ByteRange::new(range.start, at.end);
    let has = |class: Class| {
        notice.of_class(entry.sentence, class).any(|m| near.contains(ByteRange::new(m.start as usize, m.end as usize)))
    };
    let contractor = notice
        .mentions(entry.sentence)
        .iter()
        .any(|m| m.tag == Tag::ActsFromContractor && near.contains(ByteRange::new(m.start as usize, m.end as usize)));
    match kind {
        EventType::Detected | EventType::Notified if contractor => EventType::Reported,
        EventType::Notified if has(Class::Authorities) => EventType::Reported,
        other => other,
    }
}

/// How a predicate stands, from what follows it.
fn form(rest: &str) -> Form {
    let tail = rest.trim_start_matches(|c: char| ('\u{3041}'..='\u{3096}').contains(&c) || c == 'ー');
    let kana = &rest[..rest.len() - tail.len()];
    if kana.contains("こと") || kana.contains("もの") {
        return Form::Inner;
    }
    match tail.chars().next() {
        None | Some('、' | '。' | ',' | '(' | ')' | ' ' | '\t' | '・') => Form::Closing,
        Some('際' | '後' | '結' | '旨' | '上') => Form::Closing,
        Some(_) if kana.ends_with(['し', 'て', 'り', 'き', 'ち']) || kana.is_empty() => Form::Closing,
        Some(_) => Form::Inner,
    }
}
