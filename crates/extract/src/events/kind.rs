//! What happened on a date: the type of a step from the words around it.
//!
//! In:   a date with the words before and behind it.
//! Out:  types of events with the words that tell them.
//! Data: lexicon class `steps`.

use jikenbo_lexicon::{Class, Mention, Tag};
use jikenbo_model::EventType;
use jikenbo_text::{ByteRange, Edge};

use crate::notice::{Notice, Place};
use crate::scope::Aside;
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
    let mention = &entry.dated.mention;
    let after = words(notice, entry, entry.after);
    let behind = entry.after.of(&notice.text);
    let one = |kind, at, rule| vec![(kind, at, rule)];
    let first = after.first().copied();
    let first_at = first.map_or(mention.range, |word| word.at);
    let future = notice.day().zip(entry.dated.resolved.start).is_some_and(|(now, date)| date > now);
    if entry.sentence.aside == Some(Aside::Contact) {
        // The last day of a help line; its hours and days are no events.
        let last_day = future && mention.edge == Edge::Until && !mention.is_time_alone();
        return if last_day { one(EventType::Background, mention.range, "event.last_day") } else { Vec::new() };
    }
    if entry.sentence.aside == Some(Aside::OtherIncident) || behind.starts_with("にも") {
        return one(EventType::Background, first_at, "event.other_incident");
    }
    if let Some(at) = covered(entry, behind, &after) {
        return one(EventType::DataPeriod, at, "event.data_period");
    }
    let announced = after.iter().any(|word| word.kind == EventType::Planned);
    if future || announced && (entry.sentence.section == Section::Prevention || notice.day().is_none()) {
        let last_day = mention.edge == Edge::Until
            && words(notice, entry, entry.sentence.range).iter().any(|word| word.kind == EventType::Background);
        let kind = if last_day { EventType::Background } else { EventType::Planned };
        return one(kind, first_at, "event.planned");
    }
    let chosen = choose(notice, entry, behind, &after);
    let has_end = entry.dated.resolved.end.is_some();
    let mut found: Found = Vec::new();
    for word in &chosen {
        let kind = match word.kind {
            EventType::Occurred if has_end => EventType::Exposure,
            EventType::Exposure if !has_end => EventType::Occurred,
            other => other,
        };
        if found.iter().all(|(known, ..)| *known != kind) {
            found.push((kind, word.at, "event.step"));
        }
    }
    if found.is_empty() && !mention.is_time_alone() {
        if let Some(m) = inside(notice, entry).find(|m| matches!(m.tag.class(), Class::Causes | Class::Happenings)) {
            let at = ByteRange::new(m.start as usize, m.end as usize);
            let kind = if has_end { EventType::Exposure } else { EventType::Occurred };
            found.push((kind, at, "event.happening"));
        } else if has_end && !mention.start.month.is_open() && mention.time.is_some() {
            found.push((EventType::Exposure, mention.range, "event.period"));
        } else if entry.sentence.place == Place::Body {
            found.push((EventType::Background, mention.range, "event.context"));
        }
    }
    found
}

/// The words that make a date one of what the information covers: 「…までに登録された方」「6月受付分」.
fn covered(entry: &Entry<'_>, behind: &str, after: &[Word]) -> Option<ByteRange> {
    let mention = &entry.dated.mention;
    let word = after.iter().find(|word| word.kind == EventType::DataPeriod)?;
    let is_first = after.first().is_some_and(|first| first.kind == EventType::DataPeriod);
    let closing_before = after.iter().any(|other| other.at.start < word.at.start && other.form == Form::Closing);
    let is_long = mention.end.is_some() || mention.edge != Edge::On || mention.is_fiscal || mention.start.day.is_open();
    let direct = behind.starts_with(['に', 'の', 'か', 'よ', 'ま', '以']) || !behind.starts_with(['、', ' ', '\t']);
    let fits = if is_long { !closing_before } else { is_first && direct && word.form == Form::Inner };
    fits.then_some(word.at)
}

/// The words that tell what happened on the date.
fn choose(notice: &Notice<'_>, entry: &Entry<'_>, behind: &str, after: &[Word]) -> Vec<Word> {
    let direct = !entry.below && behind.starts_with(['に', 'の', 'か', 'よ', 'ま', '以', 'で']);
    let mut chosen: Vec<Word> = Vec::new();
    let usable = |word: &&Word| !matches!(word.kind, EventType::Planned | EventType::DataPeriod);
    let first = after.iter().find(usable);
    if direct {
        if let Some(word) = first {
            chosen.push(*word);
            if word.form == Form::Closing {
                let rest = after.iter().filter(|other| other.at.start > word.at.start);
                chosen.extend(rest.filter(usable).filter(|other| other.form == Form::Closing));
            }
        }
    } else {
        chosen.extend(after.iter().filter(usable).filter(|word| word.form == Form::Closing));
        // 「…は6月8日、…と公表した」: what stands between is what was announced.
        if let Some(last) = chosen.last().copied().filter(|last| last.kind == EventType::Published) {
            chosen = vec![last];
        }
        if chosen.is_empty() {
            chosen.extend(first);
        }
    }
    if chosen.is_empty() {
        chosen.extend(words(notice, entry, entry.before).iter().rfind(|word| usable(word)));
    }
    // A search begun or an arrest beside a step is no event of its own.
    if chosen.iter().any(|word| word.kind != EventType::Background) {
        chosen.retain(|word| word.kind != EventType::Background);
    }
    chosen
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
    let mut found: Vec<Word> = Vec::new();
    for mention in notice.of_class(entry.sentence, Class::Steps) {
        let at = ByteRange::new(mention.start as usize, mention.end as usize);
        if !range.contains(at) {
            continue;
        }
        let Some(kind) = EventType::from_code(mention.tag.code()) else { continue };
        let rest = &notice.text[at.end..range.end];
        if is_compound(at.of(&notice.text), rest) || is_denied(notice, entry, at) {
            continue;
        }
        let kind = adjust(notice, entry, kind, at, range);
        // 「感染を検出」: the object of the next step is no step.
        if let Some(last) = found.last_mut()
            && is_object(&notice.text[last.at.end.min(at.start)..at.start])
            && last.at.end <= at.start
        {
            last.form = Form::Inner;
        }
        found.push(Word { kind, at, form: form(rest) });
    }
    found
}

/// Whether what stands between two words makes the first the object of the second.
fn is_object(between: &str) -> bool {
    matches!(
        between,
        "を" | "が"
            | "の"
            | "も"
            | "は"
            | "をご"
            | "をお"
            | "したことを"
            | "していたことを"
            | "したことが"
            | "していたことが"
            | "のご"
            | "のお"
    )
}

/// Whether a word goes on as part of a longer noun: 再開時期, 送信先.
fn is_compound(word: &str, rest: &str) -> bool {
    let is_kanji = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{30a1}'..='\u{30fa}').contains(&c);
    word.ends_with(is_kanji)
        && rest
            .chars()
            .next()
            .is_some_and(|c| is_kanji(c) && !matches!(c, '後' | '時' | '済' | '中' | '前' | '日' | '直' | '当'))
}

/// Whether the text says that the step was not taken: 「確認されておりません」.
fn is_denied(notice: &Notice<'_>, entry: &Entry<'_>, at: ByteRange) -> bool {
    notice
        .mentions(entry.sentence)
        .iter()
        .any(|m| m.tag == Tag::ModalsDenied && (m.end as usize) > at.end && (m.start as usize) <= at.end)
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
        EventType::Detected | EventType::Notified | EventType::Published if contractor => EventType::Reported,
        EventType::Notified if has(Class::Authorities) => EventType::Reported,
        other => other,
    }
}

/// How a predicate stands, from what follows it.
fn form(rest: &str) -> Form {
    let mut rest = rest;
    for _ in 0..3 {
        let tail = rest.trim_start_matches(|c: char| ('\u{3041}'..='\u{3096}').contains(&c) || c == 'ー');
        let kana = &rest[..rest.len() - tail.len()];
        if ["こと", "もの", "との", "という", "よう"].iter().any(|word| kana.contains(word)) {
            return Form::Inner;
        }
        let Some(next) = tail.chars().next() else { return Form::Closing };
        if matches!(next, '、' | '。' | ',' | '(' | ')' | ' ' | '\t' | '・' | '」' | '/' | '→' | ';')
            || matches!(next, '際' | '後' | '結' | '旨' | '上' | '時' | '済')
        {
            return Form::Closing;
        }
        // 「停止を行い」「報告があり」: the verb behind decides.
        if matches!(kana, "を" | "が" | "も" | "は" | "のご" | "のお" | "をお" | "をご") {
            rest = tail.trim_start_matches(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
            if rest.len() == tail.len() {
                return Form::Inner;
            }
            continue;
        }
        let joins = kana.ends_with(['し', 'て', 'り', 'き', 'ち', 'び', 'み', 'け', 'め', 'ら', 'ず'])
            || kana.ends_with("ため")
            || kana.ends_with("ところ");
        return if joins { Form::Closing } else { Form::Inner };
    }
    Form::Inner
}
