//! What brought the incident about, the main cause first.
//!
//! In:   the sentences that tell of the incident.
//! Out:  causes with evidence; the main one first, then those that a notice names beside it.
//! Data: lexicon classes `causes` and `acts`.
//!
//! Words are weighed by where they stand: the heading tells most, promises for the future tell nothing. A named way in
//! (脆弱性, フィッシング, ランサムウェア) replaces the bare 不正アクセス that it explains.
//! Source of the precedence: `docs/labels.md`, "Causes".

use jikenbo_lexicon::{Class, Mention, Tag, TagSet};
use jikenbo_model::{ByteRange, Cause, Found};

use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::section::Section;

/// Weight and place of the words for one cause.
#[derive(Debug, Clone, Copy, Default)]
struct Weighed {
    weight: u32,
    best: u32,
    at: Option<ByteRange>,
}

/// Causes that may stand beside a main one; every other second cause is only another word for the first.
const BESIDE: &[(Cause, Cause)] = &[
    (Cause::Loss, Cause::DisposalError),
    (Cause::Loss, Cause::RuleViolation),
    (Cause::Theft, Cause::RuleViolation),
    (Cause::MalwareInfection, Cause::RuleViolation),
    (Cause::Misdelivery, Cause::DataHandlingError),
    (Cause::DataHandlingError, Cause::Misdelivery),
    (Cause::PublicationError, Cause::DataHandlingError),
    (Cause::SystemDefect, Cause::Misdelivery),
    (Cause::InsiderMisuse, Cause::DisposalError),
    (Cause::Ransomware, Cause::VulnerabilityExploit),
    (Cause::VulnerabilityExploit, Cause::StateActor),
    (Cause::UnauthorizedAccess, Cause::StateActor),
    (Cause::MalwareInfection, Cause::StateActor),
    (Cause::Ransomware, Cause::WeakPassword),
    (Cause::Misconfiguration, Cause::WeakPassword),
];

/// Causes that explain a vaguer one: where the first is told, the second is dropped.
const EXPLAINS: &[(Cause, Cause)] = &[
    (Cause::Ransomware, Cause::MalwareInfection),
    (Cause::Ransomware, Cause::UnauthorizedAccess),
    (Cause::Ransomware, Cause::AccountTakeover),
    (Cause::MalwareInfection, Cause::UnauthorizedAccess),
    (Cause::VulnerabilityExploit, Cause::UnauthorizedAccess),
    (Cause::VulnerabilityExploit, Cause::MalwareInfection),
    (Cause::CredentialStuffing, Cause::AccountTakeover),
    (Cause::CredentialStuffing, Cause::UnauthorizedAccess),
    (Cause::WeakPassword, Cause::AccountTakeover),
    (Cause::WeakPassword, Cause::UnauthorizedAccess),
    (Cause::Phishing, Cause::AccountTakeover),
    (Cause::Phishing, Cause::UnauthorizedAccess),
    (Cause::AccountTakeover, Cause::UnauthorizedAccess),
    (Cause::InsiderMisuse, Cause::UnauthorizedAccess),
];

/// Reads the causes of one part.
pub(crate) fn read(notice: &Notice<'_>, part: &Part) -> Vec<Found<Cause>> {
    let mut weighed = [Weighed::default(); Cause::ALL.len()];
    let by_mistake = TagSet::of(&[Tag::ActsByMistake]);
    for sentence in part.told_or_shared(notice) {
        let weight = weight_of(sentence);
        if weight == 0 {
            continue;
        }
        for mention in notice.of_class(sentence, Class::Causes) {
            let Some(cause) = Cause::from_code(mention.tag.code()) else { continue };
            if is_denied(notice, sentence, mention) {
                continue;
            }
            add(&mut weighed, cause, weight, range_of(mention));
        }
        // 「誤って、別の方に送付」 in any order, with words between.
        if sentence.tags.has_any(&by_mistake)
            && sentence.tags.has(Tag::ActsHandOver)
            && sentence.tags.has(Tag::ActsWrongPerson)
        {
            let mistake = notice.first(sentence, Tag::ActsByMistake).expect("its tag is in the set");
            add(&mut weighed, Cause::Misdelivery, weight, range_of(mistake));
        }
    }
    settle(notice, weighed)
}

fn range_of(mention: &Mention) -> ByteRange {
    ByteRange::new(mention.start as usize, mention.end as usize)
}

fn add(weighed: &mut [Weighed], cause: Cause, weight: u32, at: ByteRange) {
    let entry = &mut weighed[cause as usize];
    entry.weight += weight;
    if weight > entry.best {
        entry.best = weight;
        entry.at = Some(at);
    }
}

/// How much a sentence tells of the cause.
fn weight_of(sentence: &Sentence) -> u32 {
    match (sentence.place, sentence.section) {
        (Place::Title, _) => 6,
        (Place::Context, _) => 1,
        (_, Section::Prevention | Section::Request | Section::Damage) => 0,
        (_, Section::Cause) => 4,
        (_, Section::None | Section::Overview) => 2,
        _ => 1,
    }
}

/// Whether the text says that this was not the cause: 「外部からの攻撃ではありません」.
fn is_denied(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    let near: String = rest.chars().take(14).collect();
    [
        "ではな",
        "ではあり",
        "によるものではな",
        "ないよう",
        "防止",
        "対策",
        "の有無",
        "は確認されて",
        "しないよう",
        "さないよう",
    ]
    .iter()
    .any(|denial| near.contains(denial))
}

fn settle(notice: &Notice<'_>, mut weighed: [Weighed; Cause::ALL.len()]) -> Vec<Found<Cause>> {
    for &(told, vaguer) in EXPLAINS {
        if weighed[told as usize].weight > 0 && weighed[vaguer as usize].weight > 0 {
            // The way in may be a second cause of its own, not the name of the first.
            let gone = std::mem::take(&mut weighed[vaguer as usize]);
            weighed[told as usize].weight += gone.weight;
        }
    }
    let main = Cause::ALL
        .iter()
        .copied()
        .filter(|&cause| {
            weighed[cause as usize].weight > 0 && !matches!(cause, Cause::RuleViolation | Cause::StateActor)
        })
        .max_by_key(|&cause| (weighed[cause as usize].weight, std::cmp::Reverse(cause)));
    let Some(main) = main else { return Vec::new() };
    let found = |cause: Cause, rule, confidence| {
        let at = weighed[cause as usize].at.expect("a weight has a place");
        Found::new(cause, notice.evidence(at), rule, confidence)
    };
    let mut causes = vec![found(main, "cause.main", 0.9)];
    for &(first, second) in BESIDE {
        if first == main && weighed[second as usize].weight > 1 {
            causes.push(found(second, "cause.beside", 0.7));
        }
    }
    causes
}
