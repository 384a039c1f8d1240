//! What is promised against recurrence.
//!
//! In:   the sentences that tell of the incident.
//! Out:  codes with evidence, in reading order, each once.
//! Data: lexicon classes `preventions` and `deeds`; what a deed is done to is looked up in `words/…`.
//!
//! | text                                 | code               |
//! |--------------------------------------|--------------------|
//! | 廃棄の手順を見直します               | process_review     |
//! | 閲覧の記録を毎月点検する             | monitoring         |
//! | 出力できる権限を管理職に限る         | access_control     |
//! | 委託先の監督を強化します             | contractor_management |
//! | 管理を徹底するよう指示しました       | none: it was done  |

#[cfg(test)]
mod tests;

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, stands_in};
use jikenbo_model::{ByteRange, Found, Prevention};

use crate::cues::{Cues, first_letters, last_letters};
use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::responses::done::{is_done, is_present};
use crate::responses::governs;
use crate::section::Section;

/// Reads them from one part.
pub(crate) fn read(notice: &Notice<'_>, part: &Part) -> Vec<Found<Prevention>> {
    let mut found: Vec<Found<Prevention>> = Vec::new();
    let mut bare: Option<ByteRange> = None;
    for sentence in part.told(notice) {
        let is_promise = is_promise(sentence);
        if !is_promise && !is_measure(notice, sentence) {
            continue;
        }
        for mention in notice.mentions(sentence) {
            let told = match mention.tag.class() {
                Class::Preventions => Prevention::from_code(mention.tag.code())
                    .filter(|&code| {
                        is_promise
                            || matches!(
                                code,
                                Prevention::Training | Prevention::RuleEnforcement | Prevention::Monitoring
                            )
                    })
                    .filter(|&code| fits(notice, sentence, mention, code))
                    .map(|code| (code, "prevention.words")),
                Class::Deeds if is_promise => deed(notice, sentence, mention).map(|code| (code, "prevention.deeds")),
                _ => None,
            };
            if let Some((code, rule)) = told
                && found.iter().all(|known| known.value != code)
            {
                found.push(Found::new(code, notice.evidence_of(mention), rule));
            }
        }
        if found.is_empty() && bare.is_none() {
            bare = step(notice, sentence);
        }
    }
    // 「今後は職員が立ち会って壊す」: a step of its own is a change of how things are done.
    if let Some(at) = bare.filter(|_| found.is_empty()) {
        let code = if of_contractor(at.of(&notice.text)) {
            Prevention::ContractorManagement
        } else {
            Prevention::ProcessReview
        };
        found.push(Found::new(code, notice.evidence(at), "prevention.step"));
    }
    found
}

/// Whether a sentence promises something: it stands under such a heading or speaks of what will be done.
fn is_promise(sentence: &Sentence) -> bool {
    sentence.place == Place::Body && (sentence.section == Section::Prevention || sentence.tags.has(Tag::ActsPromise))
}

/// Whether a sentence ends in what somebody will do: 「職員に研修を受けさせる。」
fn is_measure(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    sentence.place == Place::Body
        && sentence.has_class(Class::Preventions)
        && !sentence.has_class(Class::Causes)
        && is_present(notice.text_of(sentence))
}

/// Whether a stretch speaks of who works for the house.
fn of_contractor(text: &str) -> bool {
    const THEY: Cues = Cues::of(&["委託先", "受託", "委託業者", "委託事業者", "委託会社"]);
    THEY.stand_in(text)
}

/// A concrete step promised in words that name no kind of measure.
fn step(notice: &Notice<'_>, sentence: &Sentence) -> Option<ByteRange> {
    const FROM_NOW: Cues = Cues::of(&["今後は", "今後、", "これからは", "以後は"]);
    const VAGUE: Cues = Cues::of(&[
        "努め",
        "努力",
        "図",
        "再発防止",
        "再発を防",
        "二度と",
        "連絡",
        "知らせ",
        "調査を",
        "公表",
        "報告",
        "検討",
        "対応",
        "お待ち",
        "処分",
    ]);
    let words = notice.text_of(sentence).trim_start();
    let is_step = FROM_NOW.stand_in(words) && !VAGUE.stand_in(words) && is_present(words);
    is_step.then_some(sentence.range)
}

/// What a deed is, by what stands before it.
fn deed(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> Option<Prevention> {
    const OBJECT: Cues = Cues::of(&["を", "の", "が", "は", "も"]);
    if !matches!(mention.tag, Tag::DeedsRework | Tag::DeedsLimit | Tag::DeedsTighten) {
        return None;
    }
    let before = &notice.text[sentence.range.start..mention.start as usize];
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    let clause = before.rfind(['。', '、']).map_or(before, |at| &before[at..]);
    let of = |tag, reach| governs(before, &OBJECT, tag, reach) || longest_at_end(tag, before) > 0;
    match mention.tag {
        _ if is_instruction(rest) => None,
        // 「改めて徹底する」, 「パスワードの基準を見直し」
        Tag::DeedsRework if rest.starts_with('て') && notice.words(mention) == "改め" => None,
        Tag::DeedsRework if clause.contains("パスワード") => None,
        Tag::DeedsRework if of(Tag::WordsContractorWatched, 20) => Some(Prevention::ContractorManagement),
        Tag::DeedsRework if of(Tag::WordsRecordKept, 16) => Some(Prevention::Monitoring),
        Tag::DeedsRework if of(Tag::WordsProcess, 12) => {
            Some(if of_contractor(clause) { Prevention::ContractorManagement } else { Prevention::ProcessReview })
        }
        Tag::DeedsLimit => of(Tag::WordsAccess, 12).then_some(Prevention::AccessControl),
        Tag::DeedsTighten if of(Tag::WordsContractorWatched, 16) => Some(Prevention::ContractorManagement),
        // 「セキュリティ対策及び監視体制の強化」
        Tag::DeedsTighten if of(Tag::WordsDefence, 16) || stands_in(Tag::WordsDefence, clause) => {
            Some(Prevention::SecurityHardening)
        }
        _ => None,
    }
}

/// Whether what follows shows that somebody was told to do it, which is a response.
fn is_instruction(rest: &str) -> bool {
    const TOLD: Cues = Cues::of(&[
        "よう指示",
        "よう指導",
        "よう求め",
        "よう要請",
        "よう申し入れ",
        "よう依頼",
        "を指示し",
        "を指導し",
        "を求めまし",
        "を要請し",
        "を申し入れ",
        "を求めた",
    ]);
    TOLD.stand_in(first_letters(rest, 14))
}

/// Whether a word of a measure means one here.
fn fits(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention, code: Prevention) -> bool {
    let before = &notice.text[sentence.range.start..mention.start as usize];
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    let words = notice.words(mention);
    match code {
        // 「教育を徹底」, 「確認を徹底」: the thing made thorough is the measure.
        Prevention::RuleEnforcement if words.contains("徹底") => {
            let whole =
                before.trim_end_matches("改めて").trim_end_matches("一層").trim_end_matches(['を', 'の', 'も', '再']);
            let is_other =
                longest_at_end(Tag::WordsMadeThorough, whole) > 0 || stands_in(Tag::WordsMadeThorough, words);
            !is_other && (!is_instruction(rest) || !of_contractor(before))
        }
        Prevention::RuleEnforcement => !is_instruction(rest) || !of_contractor(before),
        // 「教育委員会」
        Prevention::Training => !rest.starts_with("委員会") && !rest.starts_with("機関") && !rest.starts_with('長'),
        // 「検知する仕組みを導入」: what it is for is the measure.
        Prevention::SystemChange if words.starts_with("仕組み") => {
            const FOR: Cues = Cues::of(&["検知", "監視", "確認する", "点検", "更新", "残す", "記録"]);
            !FOR.stand_in(last_letters(before, 10)) && !is_instruction(rest)
        }
        // 「ソフトを導入できないよう」
        Prevention::SystemChange => !["できない", "を管理者", "を制限", "を禁"].iter().any(|no| rest.starts_with(no)),
        Prevention::ContractorManagement => !is_done(notice.text_of(sentence)) && !is_instruction(rest),
        _ => true,
    }
}
