//! What happened on a date: the type of a step from the words around it.
//!
//! In:   a date with the words before and behind it.
//! Out:  types of events with the words that tell them.
//! Data: lexicon classes `steps`, `causes`, `happenings`, `modals`, `authorities`; `words/goes_on`.
//!
//! Days of a known make come first (`special.rs`: a help line, an update, the day of a figure, what lies ahead); else the words
//! of steps decide (`choose.rs`), and where there is none, who was told, or what befell the information.

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, stands_in};
use jikenbo_model::{EventType, PartialDate};
use jikenbo_text::{ByteRange, Edge};

use crate::cues::Cues;
use crate::notice::Notice;

use super::choose::choose;
use super::entry::Entry;
use super::form::{is_compound, is_in_brackets, is_kanji, is_quoted};
use super::special::{Day, tells_of_plans};
use super::words::{Kind, Kind::Known, Word, at_of, inside, near_end, words};

pub(super) type Found = Vec<(Kind, ByteRange, &'static str)>;

/// Shortest words behind a day that tell something, in bytes.
const TOLD_BYTES: usize = 9;
/// Years from which on a year alone tells of something else than this incident.
const FAR_YEARS: i16 = 3;

/// The types of an entry; empty if its date is no event.
pub(super) fn of(notice: &Notice<'_>, entry: &Entry<'_>, announced_until: Option<usize>) -> Found {
    let mut after = words(notice, entry, entry.after);
    if let Some(end) = announced_until {
        // The word for announcing tells of its own date alone.
        after.retain(|word| word.kind != Known(EventType::Published) || word.at.end != end);
    }
    let behind = entry.after.of(&notice.text);
    if let Some(found) = Day::of(notice, entry, behind, &after).settled() {
        return found;
    }
    let mut found = steps(notice, entry, &choose(notice, entry, behind, &after));
    if found.is_empty() {
        found.extend(told(notice, entry).map(|(kind, at)| (Known(kind), at, "event.told")));
    }
    if found.is_empty() && !entry.dated.mention.is_time_alone() {
        found.extend(happening(notice, entry));
    }
    if found.is_empty() && is_context(entry, behind) {
        found.push((Known(EventType::Background), entry.dated.mention.range, "event.context"));
    }
    found
}

/// The types of the words that a date dates, each once.
fn steps(notice: &Notice<'_>, entry: &Entry<'_>, chosen: &[Word]) -> Found {
    let mention = &entry.dated.mention;
    let is_far = |now: PartialDate, date: PartialDate| date.month.is_none() && now.year - date.year >= FAR_YEARS;
    let is_far = notice.day().zip(entry.dated.resolved.start).is_some_and(|(now, date)| is_far(now, date));
    let has_end = mention.end.is_some() || mention.has_time_end;
    let mut found: Found = Vec::new();
    for word in chosen {
        let kind = match word.kind {
            // 「2月12日までに約300通が送られた」: the day of a figure.
            Known(EventType::Occurred)
                if !has_end
                    && mention.edge == Edge::Until
                    && notice.text[mention.range.end..].starts_with("までに") =>
            {
                Known(EventType::Background)
            }
            Known(EventType::Occurred | EventType::Restored) if is_far => Known(EventType::Background),
            Known(EventType::Occurred) if has_end && word.tag != Tag::StepsNone && lasts(notice, entry, word) => {
                Known(EventType::Exposure)
            }
            // 「不正なログインは4月3日に始まり」: it went on from then.
            Known(EventType::Occurred)
                if word.at.of(&notice.text).starts_with("始ま") && entry.sentence.has_class(Class::Causes) =>
            {
                found.push((Known(EventType::Exposure), word.at, "event.step"));
                continue;
            }
            // 「…から…までの間、閲覧できたことが判明」: what was found out went on in the period.
            Kind::FoundOut | Known(EventType::Detected) if mention.end.is_some() => Known(EventType::Exposure),
            // 「6月23日から、不正アクセスが確認されております」
            Kind::FoundOut if mention.edge == Edge::Since && notice.text[..word.at.start].ends_with('が') => {
                Known(EventType::Exposure)
            }
            // 「…に検索事業者が消すまで見られる状態が続き」: the day on which it ended.
            Known(EventType::Exposure)
                if !has_end
                    && mention.edge != Edge::Since
                    && notice.text[entry.after.start..word.at.start.max(entry.after.start)].contains("まで") =>
            {
                Known(EventType::Contained)
            }
            // 「7月4日まで続き」: the end of what began earlier.
            Known(EventType::Exposure) if !has_end && mention.edge == Edge::Until => continue,
            Known(EventType::Exposure) if !has_end && mention.edge != Edge::Since => Known(EventType::Occurred),
            other => other,
        };
        let until =
            kind == Known(EventType::Contained) && ends_span(&notice.text[word.at.end..entry.sentence.range.end]);
        let rule = if until { super::UNTIL } else { "event.step" };
        if found.iter().all(|(known, ..)| *known != kind) {
            found.push((kind, word.at, rule));
        }
    }
    found
}

/// Whether the words behind a step make it the end of a time: 「停止するまで続いた」「修正するまでの間」.
fn ends_span(rest: &str) -> bool {
    let verb = rest.trim_start_matches(|c: char| matches!(c, '\u{3041}'..='\u{3096}'));
    rest[..rest.len() - verb.len()].contains("まで")
}

/// What befell the information on a date of no known step: 「3月8日、名簿が漏えい」; the time of a period that nothing else tells.
fn happening(notice: &Notice<'_>, entry: &Entry<'_>) -> Option<(Kind, ByteRange, &'static str)> {
    let mention = &entry.dated.mention;
    let has_end = mention.end.is_some() || mention.has_time_end;
    let denied = inside(notice, entry).any(|m| m.tag == Tag::ModalsDenied);
    let is_told = |m: &&Mention| !denied && matches!(m.tag.class(), Class::Causes | Class::Happenings);
    let quoted = |m: &Mention| is_quoted(&notice.text[entry.after.start..m.start as usize]);
    // 「情報漏洩対策本部を置き」
    let compound =
        |m: &Mention| is_compound(notice.words(m), &notice.text[m.end as usize..entry.after.end.max(m.end as usize)]);
    if let Some(m) = inside(notice, entry).find(|m| is_told(m) && !quoted(m) && !compound(m)) {
        // 「2024年4月に導入したシステムの不具合」: the day is that of the thing.
        if !has_end && describes(notice.words(m), &notice.text[entry.after.start..m.start as usize]) {
            return Some((Known(EventType::Background), mention.range, "event.context"));
        }
        let lasted = has_end
            && !matches!(m.tag, Tag::CausesLoss | Tag::CausesTheft)
            && !notice.tags.has(Tag::CausesInsiderMisuse);
        let kind = if lasted { EventType::Exposure } else { EventType::Occurred };
        return Some((Known(kind), at_of(m), "event.happening"));
    }
    let sentence = entry.sentence.range.of(&notice.text);
    let bracketed = is_in_brackets(entry.before.of(&notice.text));
    (has_end && !mention.start.month.is_open() && !bracketed && !tells_of_plans(sentence)).then_some((
        Known(EventType::Exposure),
        mention.range,
        "event.period",
    ))
}

/// Whether a clause of its own describes the noun that follows a date: 「に導入したシステムの」, not 「に侵入した結果」.
fn describes(told: &str, between: &str) -> bool {
    const NO_THING: Cues = Cues::of(&[
        "こと",
        "ところ",
        "際",
        "後",
        "ため",
        "場合",
        "結果",
        "時",
        "可能性",
        "おそれ",
        "疑い",
        "上",
        "のは",
        "とき",
    ]);
    let Some(clause) = between.strip_prefix(['に', 'か']) else { return false };
    // 「に行ったシステムの更新」: the noun is the act itself.
    const DID: Cues = Cues::of(&["行っ", "行なっ", "おこなっ", "実施し"]);
    clause.match_indices('た').filter(|(at, _)| !DID.end(&clause[..*at])).any(|(at, verb)| {
        let rest = &clause[at + verb.len()..];
        let noun = if rest.is_empty() { told } else { rest };
        noun.starts_with(|c: char| is_kanji(c) || matches!(c, '\u{30a1}'..='\u{30fc}')) && !NO_THING.start(noun)
    })
}

/// Whether a day of the text tells a step of no known type: 「2月25日、臨時の理事会を開いた」.
fn is_context(entry: &Entry<'_>, behind: &str) -> bool {
    let mention = &entry.dated.mention;
    !mention.is_time_alone()
        && !mention.start.day.is_open()
        && mention.edge == Edge::On
        && entry.sentence.aside.is_none()
        && behind.trim_matches(|c: char| !c.is_alphanumeric()).len() >= TOLD_BYTES
}

/// Whether what a word tells lasted through the period of its date.
fn lasts(notice: &Notice<'_>, entry: &Entry<'_>, word: &Word) -> bool {
    if entry.dated.mention.end.is_none() {
        return !entry.sentence.tags.has(Tag::CausesLoss) && !entry.sentence.tags.has(Tag::CausesTheft);
    }
    // What somebody of the house did is no attack that goes on.
    goes_on(notice, word) && !notice.tags.has(Tag::CausesInsiderMisuse)
}

/// Whether what a word tells goes on through a period, as an attack does; a theft or a slip only happened within it.
fn goes_on(notice: &Notice<'_>, word: &Word) -> bool {
    stands_in(Tag::WordsGoesOn, word.at.of(&notice.text))
        || longest_at_end(Tag::WordsGoesOn, &notice.text[..word.at.start]) > 0
}

/// A step that only those between whom word went tell: 「委託先から…」「個人情報保護委員会へ」.
fn told(notice: &Notice<'_>, entry: &Entry<'_>) -> Option<(EventType, ByteRange)> {
    let mention = inside(notice, entry).find_map(|m| match m.tag {
        // 「利用者から」, not 「外部の(弁護士)」
        Tag::StepsFromPerson if notice.words(m).ends_with("から") || notice.words(m).ends_with("より") => {
            Some((EventType::Detected, at_of(m)))
        }
        Tag::StepsFromContractor => Some((EventType::Reported, at_of(m))),
        // 「専門会社とともに調査を始める」: engaged, not told.
        Tag::AuthoritiesForensicFirm => None,
        _ if m.tag.class() == Class::Authorities => Some((EventType::Reported, at_of(m))),
        _ => None,
    });
    // 「個人情報保護委員会には2月15日、」
    mention.or_else(|| {
        let last = notice.mentions_in(near_end(entry.before)).filter(|m| m.tag.class() == Class::Authorities).last()?;
        let between = &notice.text[last.end as usize..entry.before.end];
        matches!(between, "には" | "へは" | "に" | "へ" | "には、").then_some((EventType::Reported, at_of(last)))
    })
}
