//! The words for steps in a stretch of a sentence.
//!
//! In:   a notice, an entry and a stretch of its sentence.
//! Out:  words in reading order: type, place, and how each stands in its clause.
//! Data: lexicon classes `steps`, `modals`, `authorities`, `acts`.

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::EventType;
use jikenbo_text::ByteRange;

use crate::cues::Cues;
use crate::notice::{Needs, Notice};
use crate::sieve::Sieve;

use super::entry::Entry;
use super::form::{Form, form, is_compound, is_hiragana, is_in_brackets, is_object, is_occasion, is_quoted};
use super::nothing::tells_nothing;
use super::turn::{AGENT_BYTES, comes_in, turned};
use Kind::Known;

/// How far from a date words are looked at, in bytes: work grows with the text, whatever stands in it.
const REACH_BYTES: usize = 1_200;
/// How far behind a word its denial may end (されておりません), in bytes.
const DENIAL_BYTES: usize = 60;

/// Longest verb between an adverb and the persons that it describes, in bytes.
const ATTRIBUTE_BYTES: usize = 24;

/// The type of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Told by the word alone.
    Known(EventType),
    /// 確認, 判明: discovery or result, as the order of the text decides.
    FoundOut,
}

/// A word for a step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) tag: Tag,
    pub(super) kind: Kind,
    pub(super) at: ByteRange,
    /// How the word stands in its sentence.
    pub(super) form: Form,
}

/// The mentions behind the date.
pub(super) fn inside<'s>(notice: &'s Notice<'_>, entry: &Entry<'s>) -> impl Iterator<Item = &'s Mention> {
    notice.mentions_in(reach(entry.after))
}

/// The end of a range, as far as words before a date are looked at.
pub(super) fn near_end(range: ByteRange) -> ByteRange {
    ByteRange::new(range.start.max(range.end.saturating_sub(REACH_BYTES)), range.end)
}

/// The beginning of a range, as far as words in it are looked at.
fn reach(range: ByteRange) -> ByteRange {
    ByteRange::new(range.start, range.end.min(range.start + REACH_BYTES))
}

pub(super) const fn at_of(mention: &Mention) -> ByteRange {
    ByteRange::new(mention.start as usize, mention.end as usize)
}

/// The words for steps in `range`, in reading order.
pub(super) fn words(notice: &Notice<'_>, entry: &Entry<'_>, range: ByteRange) -> Vec<Word> {
    let text = &notice.text;
    // A mention that is cut off is no word, so the range may end inside a character of a long sentence.
    let mut range = reach(range);
    range.end = text.floor_char_boundary(range.end);
    range.start = text.ceil_char_boundary(range.start);
    let mut found: Vec<Word> = Vec::new();
    if !entry.sentence.has_class(Class::Steps) {
        return found;
    }
    const QUOTE: Sieve = Sieve::of("「");
    const BRACKET: Sieve = Sieve::of("(");
    let may_quote = entry.sentence.sieve.may_hold(&QUOTE);
    let may_bracket = entry.sentence.sieve.may_hold(&BRACKET);
    // Up to where the answer of others is told that confirms a step.
    let mut told_until = 0;
    for mention in notice.mentions_in(range).filter(|mention| mention.tag.class() == Class::Steps) {
        let at = at_of(mention);
        if at.start < told_until {
            continue;
        }
        let kind = match mention.tag {
            Tag::StepsFoundOut => Kind::FoundOut,
            Tag::StepsShown => Known(EventType::Contained),
            Tag::StepsHeard => Known(EventType::Notified),
            tag => match EventType::from_code(tag.code()) {
                Some(kind) => Known(kind),
                None => continue,
            },
        };
        // 「説明とお詫びを始めた」: the step itself.
        if mention.tag == Tag::StepsBackground
            && at.of(text).starts_with(['始', '開'])
            && let Some(last) = found.last_mut().filter(|last| last.at.end <= at.start)
            && matches!(&text[last.at.end..at.start], "を" | "も" | "の送信を" | "の発送を")
        {
            last.form = Form::Closing;
            continue;
        }
        let rest = &text[at.end..range.end];
        if may_quote && is_quoted(&text[range.start..at.start]) {
            continue;
        }
        if is_compound(at.of(text), rest) || is_denied(notice, entry, at) {
            continue;
        }
        let denied = entry.sentence.tags.has(Tag::ModalsDenied);
        if tells_nothing(notice, denied, kind, at, range) {
            continue;
        }
        let turned = turned(notice, mention.tag, kind, at, range);
        if matches!(mention.tag, Tag::StepsShown | Tag::StepsHeard) && turned.is_none() {
            continue;
        }
        let kind = match turned {
            Some(kind @ Known(EventType::Identified)) => kind,
            _ => adjust(notice, entry, turned.unwrap_or(kind), at, range),
        };
        let kind = match kind {
            // 「設定を変更した際」: not a fix but the slip.
            Known(EventType::Contained | EventType::Notified) if is_occasion(rest) => Known(EventType::Occurred),
            kind => kind,
        };
        let particle = |words: &str| matches!(words, "を" | "が" | "は" | "の" | "も");
        let ends = &text[..at.end];
        let cut = range.end < entry.sentence.range.end
            && (particle(rest) || rest.is_empty() && ends.ends_with(['を', 'が', 'は']));
        // 「表示されなくなったことを確認」
        let kind = match (kind, found.last()) {
            (Kind::FoundOut, Some(last))
                if last.kind == Known(EventType::Contained) && is_that(&text[last.at.end.min(at.end)..at.end]) =>
            {
                last.kind
            }
            (kind, _) => kind,
        };
        let form = if cut {
            Form::Object
        } else if may_bracket && is_in_brackets(&text[range.start..at.start]) {
            Form::Inner
        } else {
            // 「操作できないようにした」: the clause goes on behind the verb.
            let behind = if turned == Some(Known(EventType::Contained)) {
                &rest[longest_at_start(Tag::WordsNoMore, rest)..]
            } else {
                rest
            };
            // 「削除した旨の回答を得」「おわびとメールの削除の依頼」
            let confirmed = if kind == Known(EventType::Contained) { confirmation(rest) } else { None };
            if let Some(length) = confirmed {
                told_until = at.end + length;
            }
            let and_more = kind == Known(EventType::Notified)
                && rest.starts_with('と')
                && longest_at_end(Tag::WordsApology, at.of(text)) > 0;
            if confirmed.is_some() || and_more {
                found.push(Word { tag: mention.tag, kind, at, form: Form::Closing });
                continue;
            }
            match form(behind) {
                // 「連絡を受けた課が停止した」: who was told then acts; both are of the day.
                // 「誤って受け取った方が」: the word describes those who then act.
                Form::Closing if kind == Known(EventType::Occurred) && describes(at.of(text), rest) => Form::Inner,
                // 「ご連絡を事務局が受け」
                Form::Object
                    if matches!(kind, Known(EventType::Detected | EventType::Reported))
                        && is_taken(at.of(text), rest) =>
                {
                    Form::Closing
                }
                Form::Inner if turned == Some(Known(EventType::Detected)) || is_hearing(kind, at.of(text)) => {
                    Form::Closing
                }
                form => form,
            }
        };
        let word = Word { tag: mention.tag, kind, at, form };
        // 「中間報告を受領」: one step, told by the first of two words that overlap.
        if found.last().is_some_and(|last| last.at.end > at.start && last.kind != kind) {
            continue;
        }
        // 「お詫びと削除依頼のメールを送信」: what was sent tells why.
        if mention.tag == Tag::StepsOccurred
            && let Some(sent) = found.iter_mut().rfind(|w| {
                w.kind == Known(EventType::Notified)
                    && (w.form != Form::Closing || is_object(&text[w.at.end.min(at.start)..at.start]))
            })
        {
            sent.form = word.form;
            sent.at = sent.at.cover(at);
            continue;
        }
        // 「感染を検出」「不正アクセスと確認」: the object of the next step is no step.
        let finds = matches!(kind, Kind::FoundOut | Known(EventType::Identified));
        let is_thing = |last: &Word| {
            let between = &text[last.at.end..at.start];
            is_object(between)
                || finds
                    && last.kind == Known(EventType::Occurred)
                    && matches!(between, "と" | "だと" | "であると" | "によるものと")
        };
        if let Some(last) = found.last_mut().filter(|last| last.at.end <= at.start)
            && is_thing(last)
        {
            last.form = Form::Object;
        }
        found.push(word);
    }
    found
}

/// The length of what says that others confirmed a step: 「した旨の回答」「したとの返信」.
fn confirmation(rest: &str) -> Option<usize> {
    let run = rest.find(|c: char| !is_hiragana(c) && !matches!(c, '済' | '完' | '了')).unwrap_or(rest.len());
    let verb = match rest[run..].starts_with("旨の") {
        true => run,
        false => rest[..run].char_indices().map(|(at, _)| at).find(|at| rest[*at..].starts_with("との"))?,
    };
    if verb > ATTRIBUTE_BYTES {
        return None;
    }
    let noun = verb + "旨の".len();
    let noun = noun + if rest[noun..].starts_with(['ご', 'お']) { 'ご'.len_utf8() } else { 0 };
    let length =
        longest_at_start(Tag::WordsToldThing, &rest[noun..]).max(longest_at_start(Tag::WordsReply, &rest[noun..]));
    (length > 0).then_some(noun + length + "を受".len())
}

/// Whether an adverb and the verb behind it describe persons: 「誤って受け取った方」.
fn describes(word: &str, rest: &str) -> bool {
    let near = rest.find(['、', '。']).unwrap_or(rest.len());
    word.ends_with("誤って")
        && rest[..near].find('た').is_some_and(|at| {
            at <= ATTRIBUTE_BYTES && longest_at_start(Tag::WordsPersonNoun, &rest[at + 'た'.len_utf8()..]) > 0
        })
}

/// Whether a word says that somebody was told: 「連絡を受け」.
fn is_hearing(kind: Kind, word: &str) -> bool {
    kind == Known(EventType::Detected) && longest_at_start(Tag::WordsToldThing, word) > 0
}

/// Whether what was told reached somebody who is named between: 「連絡を事務局が受け」「連絡を甲社から受け」.
fn is_taken(word: &str, rest: &str) -> bool {
    rest.starts_with('を') && longest_at_end(Tag::WordsToldThing, word) > 0 && comes_in(rest, "")
}

/// Whether somebody of this name told: 「甲社から」「甲社の報告」.
fn is_said_by(words: &str, name: &str) -> bool {
    const BY: Cues = Cues::of(&["から", "より", "の報告", "の連絡"]);
    !name.is_empty()
        && BY.stand_in(words)
        && words.find(name).is_some_and(|at| {
            let rest = &words[at + name.len()..];
            BY.start(rest) || rest.starts_with('社') && BY.start(&rest['社'.len_utf8()..])
        })
}

/// Whether the words from one step to the end of the next make the first what was found: 「…したことを確認」.
fn is_that(words: &str) -> bool {
    words.len() <= 60 && words.contains("ことを") && !words.contains(['、', '。'])
}

/// Whether the text says that the step was not taken: 「確認されておりません」.
fn is_denied(notice: &Notice<'_>, entry: &Entry<'_>, at: ByteRange) -> bool {
    let around = ByteRange::new(at.start, entry.sentence.range.end.min(at.end + DENIAL_BYTES));
    entry.sentence.tags.has(Tag::ModalsDenied)
        && notice
            .mentions_in(around)
            .any(|m| m.tag == Tag::ModalsDenied && (m.end as usize) > at.end && (m.start as usize) <= at.end)
}

/// Terms that say who told whom.
const TELLERS: Needs = Needs::one_of(
    &[Class::Authorities],
    &[Tag::StepsFromPerson, Tag::StepsFromContractor, Tag::ActsFromContractor, Tag::StepsInternal],
);

/// Who told whom decides between being told, telling an authority or a client, and telling the persons concerned.
fn adjust(notice: &Notice<'_>, entry: &Entry<'_>, kind: Kind, at: ByteRange, range: ByteRange) -> Kind {
    let from = if range == entry.after { entry.before.start } else { range.start };
    // What stands on the line above is another step's.
    let from = notice.text[from..at.start].rfind('\n').map_or(from, |line| from + line);
    let clients = ByteRange::new(from.max(at.start.saturating_sub(REACH_BYTES)), at.end);
    let asks = match kind {
        Known(EventType::Identified) => stands_in(Tag::WordsAnswered, at.of(&notice.text)),
        Known(EventType::Reported | EventType::Notified | EventType::Published | EventType::Detected) => true,
        // 「流出データの公開を確認」: somebody found it.
        Kind::FoundOut if stands_in(Tag::WordsLeakSite, &notice.text[range.start..at.start]) => {
            return Known(EventType::Detected);
        }
        _ => false,
    };
    if !asks {
        return kind;
    }
    // 「連絡を甲社から受け」
    let taken = is_taken(at.of(&notice.text), &notice.text[at.end..range.end.max(at.end)]);
    let behind = notice.text.floor_char_boundary(if taken { range.end.min(at.end + AGENT_BYTES) } else { at.end });
    let near = ByteRange::new(range.start, behind.max(at.end));
    let (mut person, mut contractor, mut authority, mut internal) = (false, false, false, false);
    for mention in notice.mentions_in(near).take_while(|_| entry.sentence.meets(&TELLERS)) {
        match mention.tag {
            Tag::StepsFromPerson => person = true,
            // 「監視会社から」 is no 「甲社から」.
            Tag::StepsFromContractor | Tag::ActsFromContractor => {
                let (front, word) = (&notice.text[..mention.start as usize], notice.words(mention));
                let company = match word.starts_with("業者") {
                    true => Some(front),
                    false => front.strip_suffix('会').filter(|_| word.starts_with('社')),
                };
                contractor |= company.is_none_or(|company| longest_at_end(Tag::WordsOutsider, company) == 0);
            }
            Tag::StepsInternal => internal = true,
            tag => authority |= tag.class() == Class::Authorities,
        }
    }
    let by_name = || {
        // 「タグスミスから連絡を受け」: a contractor told by its name alone.
        let told_by = ByteRange::new(near.start, near.end.max(near.start)).of(&notice.text);
        let front = entry.before.of(&notice.text);
        let led = if front.ends_with("から、") || front.ends_with("より、") { front } else { "" };
        entry.partners.iter().any(|name| is_said_by(told_by, name) || is_said_by(led, name))
    };
    let to_client = || {
        entry.sentence.tags.has(Tag::StepsToClient) && notice.mentions_in(clients).any(|m| m.tag == Tag::StepsToClient)
    };
    let by_contractor = || contractor || to_client() || by_name();
    let addressed = at.start > range.start + "に".len()
        && notice.text[..at.start].ends_with(['へ', 'に'])
        && at.of(&notice.text).ends_with('報');
    match kind {
        // 「校長へ報告」: told inside the house.
        Known(EventType::Reported | EventType::Notified) if internal && !authority => Known(EventType::Background),
        // 「県へ第一報」
        Known(EventType::Published) if addressed => Known(EventType::Reported),
        Known(EventType::Detected) if person => Known(EventType::Detected),
        Known(EventType::Notified) if person && !authority => Known(EventType::Detected),
        // 「担任から学校へ報告があり」: the office learns of it.
        Known(EventType::Reported)
            if person && !authority && !contractor && comes_in(&notice.text[at.end..range.end.max(at.end)], "") =>
        {
            Known(EventType::Detected)
        }
        // 「同社から中間報告」「委託先からの報告で判明」: a contractor told its client.
        Known(EventType::Detected | EventType::Notified | EventType::Published | EventType::Identified)
            if by_contractor() =>
        {
            Known(EventType::Reported)
        }
        other => other,
    }
}
