//! What brought the incident about, the main cause first.
//!
//! In:   the sentences that tell of the incident.
//! Out:  causes with evidence; the main one first, then those that a notice names beside it.
//! Data: lexicon classes `causes`, `acts`, `ways`, `things` and `deeds`; `words/open_state.txt`.
//!
//! Words are weighed by where they stand: the heading tells most, promises for the future tell nothing. A named way in
//! (脆弱性, フィッシング, ランサムウェア) replaces the bare 不正アクセス that it explains.
//! Source of the precedence: `docs/labels.md`, "Causes".

mod meant;
mod patterns;
mod settle;

use jikenbo_lexicon::{Class, Mention, Tag, is_term, stands_in};
use jikenbo_model::{ByteRange, Cause, Found};

use crate::cues::Cues;
use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::scope::is_other_person;
use crate::section::Section;
use meant::{fits_its_cause, is_denied, is_handled, is_information, is_other_matter, is_plain_theft, is_supposed};
use patterns::Clarity;
use settle::settle;

/// Weight and place of the words for one cause.
#[derive(Debug, Clone, Copy, Default)]
struct Weighed {
    weight: u32,
    /// Weight of the patterns; the words of a cause weigh more.
    in_prose: u32,
    /// How often it is told by a state that several causes leave behind; counts only where nothing else is told.
    in_states: u32,
    /// Whether the text only supposes it (「廃棄した可能性が高い」).
    is_supposed: bool,
    /// Whether a theft is told as a fact (「置き引きに遭い」).
    is_plain: bool,
    best: u32,
    at: Option<ByteRange>,
    /// Whether a sentence below the heading calls it the cause.
    is_called: bool,
}

/// Reads the causes of one part.
pub(crate) fn read(notice: &Notice<'_>, part: &Part) -> Vec<Found<Cause>> {
    let mut weighed = [Weighed::default(); Cause::ALL.len()];
    for sentence in part.told_or_shared(notice) {
        let weight = weight_of(sentence);
        if weight > 0 {
            weigh(notice, sentence, weight, &mut weighed);
        }
    }
    count_prose(&mut weighed);
    if weighed.iter().all(|entry| entry.weight == 0) {
        weigh_infection(notice, part, &mut weighed);
    }
    if weighed.iter().all(|entry| entry.weight == 0)
        && let Some(heading) = group_heading(notice)
    {
        weigh(notice, heading, 1, &mut weighed);
    }
    settle(notice, weighed)
}

/// Adds what the patterns tell: half of it where words name a cause.
fn count_prose(weighed: &mut [Weighed]) {
    let is_named = weighed.iter().any(|entry| entry.weight > 0);
    // What was encrypted before it was lost or stolen was protected.
    if weighed[Cause::Theft as usize].weight + weighed[Cause::Loss as usize].weight > 0 {
        weighed[Cause::Ransomware as usize].in_prose = 0;
    }
    let is_told = is_named || weighed.iter().any(|entry| entry.in_prose > 1);
    for entry in weighed {
        entry.weight += if is_named { entry.in_prose / 2 } else { entry.in_prose };
        entry.weight += if is_told { 0 } else { entry.in_states };
    }
}

/// Takes a bare 感染 for the cause where the text names no other, nor an illness: 「感染に気づいたのは3月」.
fn weigh_infection(notice: &Notice<'_>, part: &Part, weighed: &mut [Weighed]) {
    let infected = |sentence: &&Sentence| sentence.tags.has(Tag::DeedsInfect);
    let Some(sentence) = part.told_or_shared(notice).find(infected) else { return };
    if !stands_in(Tag::WordsIllnessTold, &notice.text)
        && let Some(mention) = notice.first(sentence, Tag::DeedsInfect)
        && !is_denied(notice, sentence, Cause::MalwareInfection, range_of(mention))
    {
        add(weighed, Cause::MalwareInfection, 1, range_of(mention));
    }
}

/// The heading of the group in which the article stands (「廃棄」, 「誤送 メール」): the last short line above it.
fn group_heading<'n>(notice: &'n Notice<'_>) -> Option<&'n Sentence> {
    let last = notice.sentences.iter().take_while(|sentence| sentence.place == Place::Context).last()?;
    (notice.text_of(last).chars().count() <= 16).then_some(last)
}

/// Adds what one sentence tells of causes.
fn weigh(notice: &Notice<'_>, sentence: &Sentence, weight: u32, weighed: &mut [Weighed]) {
    // 「先月公表した感染とは関係がなく、…」: what stands before is another incident's.
    let other =
        notice.first(sentence, Tag::WaysOtherIncident).filter(|other| !is_other_person(notice, sentence, other));
    let from = other.map_or(0, |other| other.start as usize);
    // What a sentence calls the cause weighs like a section of its own.
    let weight = if sentence.tags.has(Tag::WaysCauseTopic) { weight.max(4) } else { weight };
    let called = called(notice, sentence);
    // The causes that the sentence tells already, one bit each.
    let mut told = 0_u32;
    for mention in notice.of_class(sentence, Class::Causes) {
        let Some(cause) = Cause::from_code(mention.tag.code()) else { continue };
        if is_other_matter(notice, sentence, mention) {
            continue;
        }
        // 「カード番号が盗まれ」: intruders took it.
        let cause = if is_information(notice, sentence, mention) { Cause::UnauthorizedAccess } else { cause };
        if mention.start as usize >= from && !is_denied(notice, sentence, cause, range_of(mention)) {
            told |= 1 << cause as u32;
            // 「外部から閲覧可能に」 is a state that several causes leave behind.
            if is_term(Tag::WordsOpenState, notice.words(mention)) {
                note(weighed, cause, range_of(mention));
                continue;
            }
            // 「誤廃棄か」, 「誤って捨てた可能性が高い」 is how it may have been lost.
            let is_supposed = is_supposed(notice, sentence, mention);
            let weight = match cause {
                Cause::MalwareInfection if is_supposed => 1,
                _ if is_supposed => weight.min(2),
                _ => weight,
            };
            add(weighed, cause, weight, range_of(mention));
            weighed[cause as usize].is_supposed |= is_supposed;
            weighed[cause as usize].is_plain |= is_plain_theft(notice, sentence, mention);
            let is_called = called.contains(&(mention.start as usize));
            weighed[cause as usize].is_called |= match cause {
                Cause::DataHandlingError => is_behind(notice, sentence, range_of(mention), is_called),
                Cause::SystemDefect => is_called && !is_handled(notice, sentence, mention.end as usize),
                _ => is_called && weight > 2,
            };
        }
    }
    for &(cause, tags, at) in TOGETHER {
        if tags.iter().all(|&tag| sentence.tags.has(tag))
            && let Some(mention) = notice.first(sentence, at)
            && mention.start as usize >= from
            && !is_denied(notice, sentence, cause, range_of(mention))
        {
            told |= 1 << cause as u32;
            add(weighed, cause, weight, range_of(mention));
        }
    }
    if is_promise(sentence) {
        return;
    }
    for telling in patterns::of_sentence(notice.mentions(sentence)) {
        if told & 1 << telling.cause as u32 != 0 {
            continue;
        }
        let fits = |at: ByteRange| {
            at.start >= from
                && !is_denied(notice, sentence, telling.cause, at)
                && fits_its_cause(notice, sentence, telling, at)
        };
        if let Some(at) = telling.pattern.find(notice, sentence, fits) {
            told |= 1 << telling.cause as u32;
            let clear = if telling.clarity == Clarity::Clear { weight } else { 0 };
            add(weighed, telling.cause, clear, at);
            let is_called = called.contains(&at.start);
            let entry = &mut weighed[telling.cause as usize];
            match telling.clarity {
                Clarity::Clear => {}
                Clarity::Fair => entry.in_prose += weight,
                Clarity::Faint => entry.in_states += 1,
            }
            entry.is_called |= if telling.cause == Cause::DataHandlingError {
                is_behind(notice, sentence, at, is_called)
            } else {
                is_called
            };
        }
    }
}

/// The stretch of a sentence that it calls the cause: all of it under such a heading, what stands before 「…が原因」 or behind 「原因は…」.
fn called(notice: &Notice<'_>, sentence: &Sentence) -> std::ops::Range<usize> {
    let whole = sentence.range.start..sentence.range.end;
    if sentence.place != Place::Body {
        return whole.start..whole.start;
    }
    let Some(topic) = notice.first(sentence, Tag::WaysCauseTopic) else {
        return if sentence.section == Section::Cause { whole } else { whole.start..whole.start };
    };
    const OPENS: Cues = Cues::of(&["原因", "理由", "きっかけ", "発端"]);
    if sentence.section == Section::Cause {
        whole
    } else if OPENS.start(notice.words(topic)) {
        topic.start as usize..whole.end
    } else {
        whole.start..topic.end as usize
    }
}

/// Whether a slip in a list is told as what led to the wrong delivery: as the cause, in the heading, or before the sending itself.
fn is_behind(notice: &Notice<'_>, sentence: &Sentence, at: ByteRange, is_called: bool) -> bool {
    let sends =
        || notice.mentions(sentence).iter().any(|sent| sent.tag == Tag::DeedsHandOver && sent.start as usize >= at.end);
    sentence.tags.has(Tag::ThingsSheet) && (is_called || sentence.place == Place::Title || sends())
}

/// Whether a sentence tells of what is to come.
fn is_promise(sentence: &Sentence) -> bool {
    sentence.tags.has(Tag::ActsPromise) && sentence.section != Section::Cause && sentence.place == Place::Body
}

/// Words that tell a cause only together, in any order and with words between, and which of them is quoted.
const TOGETHER: &[(Cause, &[Tag], Tag)] = &[
    // 「メールアドレスが互いに見える状態で送信」
    (Cause::Misdelivery, &[Tag::WaysAddresses, Tag::WaysExposed, Tag::ActsHandOver], Tag::WaysExposed),
    // 「アカウントが、8月28日から第三者に不正に利用され」
    (Cause::AccountTakeover, &[Tag::WaysAccount, Tag::WaysMisused], Tag::WaysMisused),
    // 「ログインした方の画面に、別のお客様の情報が表示される」
    (Cause::SystemDefect, &[Tag::WaysScreen, Tag::WaysAnother, Tag::WaysShown], Tag::WaysShown),
    // 「脆弱性(CVE-…)を悪用した」
    (Cause::VulnerabilityExploit, &[Tag::WaysWeakness, Tag::WaysExploit], Tag::WaysWeakness),
];

fn range_of(mention: &Mention) -> ByteRange {
    ByteRange::new(mention.start as usize, mention.end as usize)
}

/// Adds a state that does not say how it came about.
fn note(weighed: &mut [Weighed], cause: Cause, at: ByteRange) {
    add(weighed, cause, 0, at);
    weighed[cause as usize].in_states += 1;
}

fn add(weighed: &mut [Weighed], cause: Cause, weight: u32, at: ByteRange) {
    let entry = &mut weighed[cause as usize];
    entry.weight += weight;
    if weight > entry.best || entry.at.is_none() {
        entry.best = weight;
        entry.at = Some(at);
    }
}

/// What a word in the heading weighs.
const IN_HEADING: u32 = 6;

/// How much a sentence tells of the cause.
fn weight_of(sentence: &Sentence) -> u32 {
    match (sentence.place, sentence.section) {
        (Place::Title, _) => IN_HEADING,
        (Place::Context, _) => 0,
        (_, Section::Prevention | Section::Request | Section::Damage) => 0,
        (_, Section::Cause) => 4,
        (_, Section::None | Section::Overview) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests;
