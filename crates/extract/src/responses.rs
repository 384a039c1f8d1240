//! What was done after the event.
//!
//! In:   the sentences that tell of the incident.
//! Out:  codes with evidence, in reading order, each once.
//! Data: lexicon classes `responses` and `deeds`, `steps/notified`; what a deed was done to is looked up in `words/…`.
//!
//! | text                                   | code              |
//! |----------------------------------------|-------------------|
//! | サイトを直ちに閉鎖しました             | service_stopped   |
//! | 専用の窓口を設けております             | helpdesk_opened   |
//! | 対象の方には順次、文書でお詫びしている | persons_notified  |
//! | 対象の方に文書でお詫びする予定です     | none              |

pub(crate) mod done;
#[cfg(test)]
mod tests;

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, stands_in};
use jikenbo_model::{Found, Response};

use crate::cues::{Cues, first_letters};
use crate::notice::{Needs, Notice, Place, Sentence};
use crate::part::Part;
use crate::scope::Aside;
use crate::section::Section;
use done::{is_done, is_to_come};

/// What tells a response: its words, or a deed by what stands before it.
const TELLING: Needs =
    Needs::one_of(&[Class::Responses], &[Tag::DeedsStop, Tag::DeedsSetUp, Tag::DeedsInstruct, Tag::StepsNotified]);

/// Reads them from one part.
pub(crate) fn read(notice: &Notice<'_>, part: &Part) -> Vec<Found<Response>> {
    let mut found: Vec<Found<Response>> = Vec::new();
    for sentence in part.all(notice).filter(|sentence| sentence.meets(&TELLING) && sentence.place != Place::Context) {
        let is_contact = sentence.aside == Some(Aside::Contact);
        if sentence.aside.is_some() && !is_contact {
            continue;
        }
        // Under 「今後の対応」 stands what is promised, but also what has been done: the tense tells.
        let is_promised = sentence.section == Section::Prevention && !is_done(notice.text_of(sentence));
        for mention in notice.mentions(sentence) {
            let told = match mention.tag.class() {
                _ if is_promised => None,
                // A line of whom to ask opens a help line only for the matter: 「専用ダイヤル」.
                _ if is_contact => (mention.tag == Tag::ResponsesHelpdeskOpened)
                    .then_some((Response::HelpdeskOpened, "response.words")),
                Class::Responses
                    if mention.tag == Tag::ResponsesHelpdeskOpened && is_to_come(notice, sentence, mention) =>
                {
                    None
                }
                Class::Responses => Response::from_code(mention.tag.code()).map(|code| (code, "response.words")),
                Class::Deeds | Class::Steps => deed(notice, sentence, mention)
                    .filter(|_| !is_to_come(notice, sentence, mention))
                    .map(|code| (code, "response.deeds")),
                _ => None,
            };
            if let Some((code, rule)) = told
                && found.iter().all(|known| known.value != code)
            {
                found.push(Found::new(code, notice.evidence_of(mention), rule));
            }
        }
    }
    found
}

/// What a deed is, by what stands before it.
fn deed(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> Option<Response> {
    const OBJECT: Cues = Cues::of(&["を", "の", "は", "も"]);
    let before = &notice.text[sentence.range.start..mention.start as usize];
    match mention.tag {
        Tag::DeedsStop => (governs(before, &OBJECT, Tag::WordsStoppable, 14)
            || longest_at_end(Tag::WordsStoppable, before) > 0)
            .then_some(Response::ServiceStopped),
        Tag::DeedsSetUp => governs(before, &OBJECT, Tag::WordsHelpdesk, 8).then_some(Response::HelpdeskOpened),
        Tag::DeedsInstruct => is_instruction(before).then_some(Response::ContractorInstructed),
        Tag::StepsNotified if sentence.place == Place::Body => {
            is_notice(notice, sentence, mention, before).then_some(Response::PersonsNotified)
        }
        _ => None,
    }
}

/// To whom something is said.
const WHOM: Cues = Cues::of(&["に", "へ", "宛"]);

/// Whether a word of asking or ordering stands behind a contractor that is to do better; a mere request to delete is none.
fn is_instruction(before: &str) -> bool {
    let clause = before.rfind('。').map_or(before, |at| &before[at..]);
    !stands_in(Tag::WordsToldToDelete, clause)
        && (governs(clause, &WHOM, Tag::WordsInstructed, 90)
            || clause.contains("に対し") && stands_in(Tag::WordsToldToMend, clause))
}

/// Whether a word of telling says that persons concerned were told.
fn is_notice(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention, before: &str) -> bool {
    const VISITED: Cues = Cues::of(&["に", "へ", "を"]);
    const APOLOGY: Cues = Cues::of(&["詫", "わび", "謝", "陳謝", "頭を下げ"]);
    const EXPLAINS: Cues = Cues::of(&["説明", "連絡", "訪", "伺", "面会", "お会い"]);
    const LETTER: Cues = Cues::of(&["状", "メール", "手紙", "文書", "書面", "電話", "連絡"]);
    const SENT: Cues = Cues::of(&["メールを送", "文書を送", "手紙を送", "メールを配信"]);
    // 「連絡網」, 「お詫び文を掲載」
    const NO_TELLING: Cues = Cues::of(&[
        "網",
        "帳",
        "先",
        "票",
        "を掲載",
        "文を掲載",
        "を公表",
        "会見",
        "があ",
        "が入",
        "が寄せ",
        "を受け",
        "をいただ",
        "がつか",
        "が付か",
        "は",
    ]);
    const MEETING: Cues = Cues::of(&["説明会", "保護者会"]);
    const BY: Cues =
        Cues::of(&["個別に", "個別にご", "メールで", "メールでご", "電話で", "文書で", "書面で", "順次", "順次ご"]);
    let words = notice.words(mention);
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    if NO_TELLING.start(rest) || words.starts_with("伝え") {
        return false;
    }
    let apology = APOLOGY.stand_in(words);
    if apology
        && (LETTER.end(words) || LETTER.start(rest.trim_start_matches('の')) || SENT.stand_in(first_letters(rest, 24)))
    {
        return true;
    }
    let particles = if words.contains('訪') { &VISITED } else { &WHOM };
    let has_whom = || governs(before, particles, Tag::WordsPersonTold, 48);
    if apology || EXPLAINS.stand_in(words) {
        let is_both =
            apology && (before.ends_with("説明と") || before.ends_with("説明・") || rest.starts_with("と説明"));
        // 「対象者を特定して連絡し」
        const FOUND: Cues =
            Cues::of(&["を特定して", "を特定し、", "を特定のうえ", "を確認して", "を確認し、", "を洗い出し、"]);
        let found = FOUND.end(before)
            && before.rfind('を').is_some_and(|at| longest_at_end(Tag::WordsPersonTold, &before[..at]) > 0);
        return found || is_both || MEETING.stand_in(before) || BY.end(before) || BY.start(words) || has_whom();
    }
    // 「会員に案内を送った際、…」: what is sent may be the slip itself.
    const SINGLY: Cues = Cues::of(&[
        "対象",
        "該当",
        "本人",
        "影響",
        "被害",
        "関係",
        "全員",
        "個別",
        "順次",
        "文書で",
        "書面で",
        "電話で",
        "メールで",
        "人へ",
        "人に",
        "名へ",
        "名に",
    ]);
    let is_slip = notice.of_class(sentence, Class::Causes).next().is_some() || sentence.tags.has(Tag::WaysAnother);
    !is_slip && (SINGLY.stand_in(before) || SINGLY.stand_in(words)) && has_whom()
}

/// Whether one of some particles, with a term of a file before it, stands within so many characters before a deed.
pub(crate) fn governs(before: &str, particles: &Cues, tag: Tag, reach: usize) -> bool {
    for (at, letter) in before.char_indices().rev().take(reach) {
        if letter == '。' {
            return false;
        }
        // 「同社によると」, 「システムのサーバーが停止」
        const NO_CASE: Cues = Cues::of(&["によ", "につい", "におい", "にかか", "にて"]);
        if letter == 'が' && particles.start("を") {
            return false;
        }
        if particles.start(&before[at..]) && !NO_CASE.start(&before[at..]) {
            let object = &before[..at];
            // 「対象の方(21名)に」
            let object = object.strip_suffix(')').and_then(|inner| Some(&inner[..inner.rfind('(')?])).unwrap_or(object);
            if longest_at_end(tag, object) > 0 {
                return true;
            }
        }
    }
    false
}
