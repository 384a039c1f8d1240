//! What brought the incident about, the main cause first.
//!
//! In:   the sentences that tell of the incident.
//! Out:  causes with evidence; the main one first, then those that a notice names beside it.
//! Data: lexicon classes `causes`, `acts` and `ways`.
//!
//! Words are weighed by where they stand: the heading tells most, promises for the future tell nothing. A named way in
//! (脆弱性, フィッシング, ランサムウェア) replaces the bare 不正アクセス that it explains.
//! Source of the precedence: `docs/labels.md`, "Causes".

mod patterns;

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end};
use jikenbo_model::{ByteRange, Cause, Found};

use crate::cues::{Cues, first_letters};
use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::section::Section;
use patterns::Clarity;

/// Weight and place of the words for one cause.
#[derive(Debug, Clone, Copy, Default)]
struct Weighed {
    weight: u32,
    /// Weight of the patterns; the words of a cause weigh more.
    in_prose: u32,
    /// Whether the text only supposes it (「廃棄した可能性が高い」).
    is_supposed: bool,
    best: u32,
    at: Option<ByteRange>,
    /// Whether a sentence below the heading calls it the cause.
    is_called: bool,
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
    (Cause::InsiderMisuse, Cause::PublicationError),
];

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
    for entry in weighed {
        entry.weight += if is_named { entry.in_prose / 2 } else { entry.in_prose };
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
    let from = notice.first(sentence, Tag::WaysOtherIncident).map_or(0, |other| other.start as usize);
    // What a sentence calls the cause weighs like a section of its own.
    let weight = if sentence.tags.has(Tag::WaysCauseTopic) { weight.max(4) } else { weight };
    let is_called = weight >= 4 && sentence.place == Place::Body;
    // The causes that the sentence tells already, one bit each.
    let mut told = 0_u32;
    for mention in notice.of_class(sentence, Class::Causes) {
        let Some(cause) = Cause::from_code(mention.tag.code()) else { continue };
        if is_in_fake_message(notice, sentence, mention) {
            continue;
        }
        // 「カード番号が盗まれ」: intruders took it.
        let cause = if is_information(notice, sentence, mention) { Cause::UnauthorizedAccess } else { cause };
        if mention.start as usize >= from && !is_denied(notice, sentence, range_of(mention)) {
            told |= 1 << cause as u32;
            // 「誤廃棄か」, 「誤って捨てた可能性が高い」 is how it may have been lost.
            let is_supposed = is_supposed_disposal(notice, sentence, mention);
            let weight = if is_supposed { weight.min(2) } else { weight };
            add(weighed, cause, weight, range_of(mention));
            weighed[cause as usize].is_supposed |= is_supposed;
            weighed[cause as usize].is_called |= if cause == Cause::DataHandlingError {
                is_behind(notice, sentence, range_of(mention), is_called)
            } else {
                is_called && weight > 2
            };
        }
    }
    for &(cause, tags, at) in TOGETHER {
        if tags.iter().all(|&tag| sentence.tags.has(tag))
            && let Some(mention) = notice.first(sentence, at)
            && mention.start as usize >= from
            && !is_denied(notice, sentence, range_of(mention))
        {
            told |= 1 << cause as u32;
            add(weighed, cause, weight, range_of(mention));
        }
    }
    if is_promise(sentence) {
        return;
    }
    for telling in patterns::PATTERNS {
        if told & 1 << telling.cause as u32 != 0 {
            continue;
        }
        let fits = |at: ByteRange| at.start >= from && !is_denied(notice, sentence, at);
        if let Some(at) = telling.pattern.find(notice, sentence, fits) {
            told |= 1 << telling.cause as u32;
            let clear = if telling.clarity == Clarity::Clear { weight } else { 0 };
            add(weighed, telling.cause, clear, at);
            let entry = &mut weighed[telling.cause as usize];
            entry.in_prose += match telling.clarity {
                Clarity::Clear => 0,
                Clarity::Fair => weight,
                Clarity::Faint => 1,
            };
            entry.is_called |= if telling.cause == Cause::DataHandlingError {
                is_behind(notice, sentence, at, is_called)
            } else {
                is_called
            };
        }
    }
}

/// Whether a slip in a list is told as what led to the wrong delivery: as the cause, in the heading, or before the sending itself.
fn is_behind(notice: &Notice<'_>, sentence: &Sentence, at: ByteRange, is_called: bool) -> bool {
    let sends =
        || notice.mentions(sentence).iter().any(|sent| sent.tag == Tag::DeedsHandOver && sent.start as usize >= at.end);
    sentence.tags.has(Tag::ThingsSheet) && (is_called || sentence.place == Place::Title || sends())
}

/// Whether a word stands in what a fake warning or mail says: 「「ウイルスに感染しました」との警告」.
fn is_in_fake_message(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    const SAYS: Cues =
        Cues::of(&["と", "など", "等", "の表示", "の警告", "の画面", "偽", "の偽", "を装", "詐欺", "というメ"]);
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    let before = &notice.text[sentence.range.start..mention.start as usize];
    let is_open = before.rfind('「').is_some_and(|open| before.rfind('」').is_none_or(|close| close < open));
    is_open
        && mention.tag == Tag::CausesMalwareInfection
        && rest.find('」').is_some_and(|end| SAYS.start(&rest[end + '」'.len_utf8()..]))
}

/// Whether what was stolen is information: 「セキュリティコードが盗まれた」.
fn is_information(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    let before = &notice.text[sentence.range.start..mention.start as usize];
    mention.tag == Tag::CausesTheft
        && before.strip_suffix(['が', 'を', 'も']).is_some_and(|object| {
            let object = object.trim_end_matches('等').trim_end_matches("など");
            longest_at_end(Tag::WordsInfoEnd, object) > 0
        })
}

/// Whether a sentence tells of what is to come.
fn is_promise(sentence: &Sentence) -> bool {
    sentence.tags.has(Tag::ActsPromise) && sentence.section != Section::Cause && sentence.place == Place::Body
}

/// Words that tell a cause only together, in any order and with words between, and which of them is quoted.
const TOGETHER: &[(Cause, &[Tag], Tag)] = &[
    // 「誤って、別の方に送付」
    (Cause::Misdelivery, &[Tag::ActsByMistake, Tag::ActsHandOver, Tag::ActsWrongPerson], Tag::ActsByMistake),
    // 「3名に対し、別の受験生の受験票を郵送」
    (Cause::Misdelivery, &[Tag::WaysAnother, Tag::ActsHandOver], Tag::WaysAnother),
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

fn add(weighed: &mut [Weighed], cause: Cause, weight: u32, at: ByteRange) {
    let entry = &mut weighed[cause as usize];
    entry.weight += weight;
    if weight > entry.best || entry.at.is_none() {
        entry.best = weight;
        entry.at = Some(at);
    }
}

/// How much a sentence tells of the cause.
fn weight_of(sentence: &Sentence) -> u32 {
    match (sentence.place, sentence.section) {
        (Place::Title, _) => 6,
        (Place::Context, _) => 0,
        (_, Section::Prevention | Section::Request | Section::Damage) => 0,
        (_, Section::Cause) => 4,
        (_, Section::None | Section::Overview) => 2,
        _ => 1,
    }
}

/// Whether the text says that this was not the cause (「外部からの攻撃ではありません」, 「感染する仕掛けは見つかっていません」), or speaks
/// of what shall prevent it.
fn is_denied(notice: &Notice<'_>, sentence: &Sentence, told: ByteRange) -> bool {
    let rest = &notice.text[told.end..sentence.range.end];
    if NOT_THE_CAUSE.stand_in(first_letters(rest, 14)) {
        return true;
    }
    let clause = rest.find(['、', '。', '\n']).map_or(rest, |end| &rest[..end]);
    let end = told.end + clause.len();
    notice.of_class(sentence, Class::Modals).any(|modal| {
        modal.tag == Tag::ModalsDenied && modal.start as usize >= told.end && modal.end as usize <= end + 3
    })
}

/// Whether a disposal by mistake is only supposed.
fn is_supposed_disposal(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    mention.tag == Tag::CausesDisposalError
        && (rest.starts_with('か')
            || notice.of_class(sentence, Class::Modals).any(|modal| {
                modal.tag == Tag::ModalsPossible && modal.start >= mention.end && modal.start - mention.end < 40
            }))
}

/// Grammar by which a cause is denied or guarded against.
const NOT_THE_CAUSE: Cues =
    Cues::of(&["ではな", "ではあり", "ないよう", "防止", "対策", "の有無", "しないよう", "さないよう"]);

fn settle(notice: &Notice<'_>, mut weighed: [Weighed; Cause::ALL.len()]) -> Vec<Found<Cause>> {
    let told = |weighed: &[Weighed], cause: Cause| weighed[cause as usize].weight;
    // Information that intruders stole is no stolen thing.
    if [Cause::Ransomware, Cause::UnauthorizedAccess, Cause::MalwareInfection, Cause::AccountTakeover]
        .iter()
        .any(|&cause| told(&weighed, cause) >= told(&weighed, Cause::Theft).max(1))
    {
        weighed[Cause::Theft as usize] = Weighed::default();
    }
    // What may have been thrown away is, as far as anybody knows, lost.
    if weighed[Cause::DisposalError as usize].is_supposed && told(&weighed, Cause::Loss) > 0 {
        let disposal = &mut weighed[Cause::DisposalError as usize].weight;
        weighed[Cause::Loss as usize].weight += std::mem::replace(disposal, 2);
    }
    for &(clear, vaguer) in EXPLAINS {
        let is_by_insider = vaguer == Cause::PublicationError;
        if told(&weighed, clear) > 0
            && told(&weighed, vaguer) > 0
            && (!is_by_insider || told(&weighed, clear) >= told(&weighed, vaguer))
        {
            // The way in may be a second cause of its own, not the name of the first.
            let gone = std::mem::take(&mut weighed[vaguer as usize]);
            weighed[clear as usize].weight += gone.weight;
        }
    }
    let main = Cause::ALL
        .iter()
        .copied()
        .filter(|&cause| told(&weighed, cause) > 0 && !matches!(cause, Cause::RuleViolation | Cause::StateActor))
        .max_by_key(|&cause| (cause == Cause::Ransomware, told(&weighed, cause), std::cmp::Reverse(cause)));
    let Some(main) = main else { return Vec::new() };
    let main = behind(notice, &weighed, main);
    let found = |cause: Cause, rule| {
        let at = weighed[cause as usize].at.expect("a weight has a place");
        Found::new(cause, notice.evidence(at), rule)
    };
    let mut causes = vec![found(main, "cause.main")];
    for &(first, second) in BESIDE {
        if first == main && (told(&weighed, second) > 1 || weighed[second as usize].in_prose > 1) {
            causes.push(found(second, "cause.beside"));
        }
    }
    causes
}

/// The error behind a wrong delivery, if the text calls it the cause: a program's, or a list that was wrong before it was sent. A slip
/// while enclosing stays second.
fn behind(notice: &Notice<'_>, weighed: &[Weighed], main: Cause) -> Cause {
    let called = |cause: Cause| weighed[cause as usize].is_called;
    let encloses = || notice.sentences.iter().any(|sentence| sentence.tags.has(Tag::WaysEnclose));
    match main {
        Cause::Misdelivery if called(Cause::SystemDefect) => Cause::SystemDefect,
        Cause::Misdelivery if called(Cause::DataHandlingError) && !encloses() => Cause::DataHandlingError,
        Cause::DataHandlingError
            if weighed[Cause::Misdelivery as usize].weight > 0 && (encloses() || !called(Cause::DataHandlingError)) =>
        {
            Cause::Misdelivery
        }
        Cause::DisposalError if called(Cause::InsiderMisuse) => Cause::InsiderMisuse,
        _ => main,
    }
}
