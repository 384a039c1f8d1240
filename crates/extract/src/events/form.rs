//! How a word for a step stands in its sentence, by what follows it.
//!
//! In:   the text behind a word.
//! Out:  whether it closes a clause, describes something else, or is part of a longer noun.
//!
//! | text                     | word | form    |
//! |--------------------------|------|---------|
//! | 停止しました。 停止し、     | 停止 | closing |
//! | 停止を行い、停止したところ | 停止 | closing |
//! | 停止した機器、停止したこと | 停止 | inner   |
//! | 停止時刻                  | 停止 | compound |

use jikenbo_lexicon::{Tag, longest_at_start};

use crate::cues::Cues;

/// How a predicate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Ends the sentence or a clause of it.
    Closing,
    /// Describes a noun or lies inside another clause.
    Inner,
    /// Is what the next step is done to or about: 感染 in 感染を検出, 感染に伴い.
    Object,
}

pub(super) const fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | 'ー')
}

pub(super) use jikenbo_text::is_kanji;

/// Grammar behind a predicate that puts it into another clause.
const INNER: Cues = Cues::of(&["こと", "もの", "との", "という", "よう", "するため"]);
/// Grammar behind what a sentence is about.
const ABOUT: Cues = Cues::of(&["につ", "による", "により"]);

/// How a predicate stands, from what follows it.
pub(super) fn form(rest: &str) -> Form {
    let mut rest = rest;
    for _ in 0..3 {
        let tail = rest.trim_start_matches(is_hiragana);
        let kana = &rest[..rest.len() - tail.len()];
        if INNER.stand_in(kana) {
            return Form::Inner;
        }
        // 「誤送信について」「紛失に伴い」: what the sentence is about.
        if ABOUT.start(kana) || kana == "に" && tail.starts_with(['関', '係', '伴', '際', '対']) {
            return Form::Object;
        }
        let Some(next) = tail.chars().next() else { return Form::Closing };
        // 「漏洩していると、利用者から知らされた」
        if next == '、' && (kana.ends_with("ていると") || kana.ends_with("たと")) {
            return Form::Inner;
        }
        // 「再開は、…判断します」
        if kana == "は" && next == '、' {
            return Form::Object;
        }
        // 「侵入の経路が明らかになった」: the word only says of what.
        if kana == "の" && longest_at_start(Tag::WordsOfStep, tail) > 0 {
            return Form::Object;
        }
        // 「遮断するなどの対策を講じた」
        if kana.ends_with("などの") && tail.starts_with(['対', '措', '処']) {
            return Form::Closing;
        }
        if matches!(next, '、' | '。' | ',' | '(' | ')' | ' ' | '\t' | '\n' | '・' | '」' | '/' | '→' | ';')
            || matches!(next, '際' | '後' | '結' | '上' | '済')
            || next == '時' && !tail[next.len_utf8()..].starts_with(is_kanji)
        {
            return Form::Closing;
        }
        // 「停止を行い」「報告があり」: the verb behind decides.
        if matches!(kana, "" | "と" | "や" | "及び" | "を" | "が" | "も" | "は" | "のご" | "のお" | "をお" | "をご")
        {
            // 「報告が義務となり」「連絡が遅れ」: what is said of the step.
            let is_due = matches!(kana, "が" | "は" | "も") && tail.starts_with(['義', '必', '遅', '求']);
            // 「送信を止め」: done to the step, not the step.
            let stops = matches!(kana, "が" | "は") && tail.starts_with(['止', '停']);
            if kana == "を" && longest_at_start(Tag::WordsLightVerb, tail) == 0 || stops || is_due {
                return Form::Object;
            }
            rest = tail.trim_start_matches(is_kanji);
            if rest.len() == tail.len() {
                return Form::Inner;
            }
            continue;
        }
        let joins = kana.ends_with(['し', 'て', 'り', 'き', 'ち', 'び', 'み', 'け', 'め', 'ら', 'ず'])
            || kana.ends_with("とともに")
            || kana.ends_with('と') && tail.starts_with("共に")
            || kana.ends_with("ため")
            || kana.ends_with("ところ");
        return if joins { Form::Closing } else { Form::Inner };
    }
    Form::Inner
}

/// Whether what stands between two words makes the first the object of the second: 感染を検出.
pub(super) fn is_object(between: &str) -> bool {
    if between.is_empty() {
        return true;
    }
    let between = between.strip_prefix("等").or_else(|| between.strip_prefix("など")).unwrap_or(between);
    let particle = between.strip_prefix("していた").or_else(|| between.strip_prefix("した")).unwrap_or(between);
    let particle = particle.strip_prefix("こと").unwrap_or(particle);
    // 「持ち出しを認めた」
    let particle = particle.strip_prefix(['し', 'り', 'み']).filter(|rest| !rest.is_empty()).unwrap_or(particle);
    matches!(particle, "を" | "が" | "に" | "の" | "も" | "は" | "をご" | "をお" | "のご" | "のお")
}

/// Whether what stands between a word and a date makes the word the topic: 「感染は」「気付いたのは」「発見した日は」.
pub(super) fn is_topic(between: &str) -> bool {
    between.ends_with('は')
        && between.chars().count() <= 10
        && between.chars().all(|c| is_hiragana(c) || matches!(c, '日' | '時'))
}

/// A text behind the noun by which a label tells when: 「(侵入)時期: 」.
pub(super) fn behind_label(rest: &str) -> &str {
    ["年月日", "日時", "時期", "時刻"].iter().find_map(|when| rest.strip_prefix(when)).unwrap_or(rest)
}

/// Whether a word goes on as part of a longer noun: 再開時期, 送信先.
pub(super) fn is_compound(word: &str, rest: &str) -> bool {
    let is_noun = |c: char| is_kanji(c) || matches!(c, '\u{30a1}'..='\u{30fa}');
    let goes_on = |c: char| {
        is_noun(c)
            && !matches!(c, '後' | '時' | '済' | '中' | '前' | '日' | '直' | '当' | '申' | '致' | '頂' | '差' | '以')
    };
    // 「侵入時期 10月30日」: a label.
    const LABEL: Cues = Cues::of(&["年月日", "日時", "時期", "時刻"]);
    if LABEL.start(rest) && behind_label(rest).chars().all(|c| !c.is_alphanumeric()) {
        return false;
    }
    let is_moment = |rest: &str| rest.strip_prefix('時').is_some_and(|behind| behind.starts_with(is_kanji));
    word.ends_with(is_noun) && (rest.starts_with(goes_on) || is_moment(rest))
}

/// Whether the words before a place leave a quotation open: 「感染したが…
pub(super) fn is_quoted(before: &str) -> bool {
    before.rfind('「').is_some_and(|open| !before[open..].contains('」'))
}

/// Whether the words before a place leave a round bracket open.
pub(super) fn is_in_brackets(before: &str) -> bool {
    before.rfind('(').is_some_and(|open| !before[open..].contains(')'))
}

/// Whether nothing but marks and blanks stands between a label and its date.
pub(super) fn is_mark(between: &str) -> bool {
    between.chars().all(|c| !c.is_alphanumeric())
}

const fn is_kanji_but_occasion(c: char) -> bool {
    is_kanji(c) && c != '際'
}

/// Whether the words behind a step make it the occasion of something else: 「した際」「する際」「を行った際」.
pub(super) fn is_occasion(rest: &str) -> bool {
    let tail = rest.trim_start_matches(is_kanji_but_occasion).trim_start_matches(is_hiragana);
    tail.starts_with('際')
        || tail.strip_prefix('行').is_some_and(|rest| rest.trim_start_matches(is_hiragana).starts_with('際'))
}
