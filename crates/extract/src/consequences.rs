//! What came of the incident, and what the text says did not.
//!
//! In:   the sentences that tell of the incident, their happenings, the causes.
//! Out:  consequences with realis; `denied` ones are those that the text says did not happen.
//! Data: lexicon classes `consequences`, `things` and `deeds`; what happened and how sure it is comes from `happening.rs`.
//!
//! Source of the distinctions: `docs/labels.md`, "Consequences".

mod told;

pub(crate) use told::{fits_kind, is_of_others, is_stated};

use jikenbo_lexicon::{Class, Mention, Tag, TagSet};
use jikenbo_model::{ByteRange, Cause, Consequence, ConsequenceKind, Found, Realis};

use crate::cues::first_letters;
use crate::data_types;
use crate::happening::Happening;
use crate::notice::{Needs, Notice, Place};
use crate::part::Part;
use crate::pattern::Pattern;
use crate::section::Section;
use told::{fits_cause, is_denied, is_done, is_other_matter, is_received, looked, realis_of, takes_back};

/// What may tell a consequence: a happening, words of its own, or what was done to a thing.
const TELLING: Needs = {
    let mut needs = Needs::one_of(&[Class::Happenings, Class::Consequences], &[Tag::DeedsPassOn]);
    needs = needs.or(SHOWN.last()).or(TOLD_ON.last());
    let mut index = 0;
    while index < PROSE.len() {
        needs = needs.or(PROSE[index].1.last());
        index += 1;
    }
    needs
};

/// Reads the consequences of one part.
pub(crate) fn read(notice: &Notice<'_>, part: &Part, causes: &[Found<Cause>]) -> Vec<Found<Consequence>> {
    let mut seen = Seen::default();
    let defaced = TagSet::of(&[Tag::ConsequencesWebDefacement, Tag::DeedsDeface]);
    let main = causes.first().map(|found| found.value);
    let may_be_counted = main.is_some_and(|main| {
        matches!(
            main,
            Cause::Misconfiguration | Cause::PublicationError | Cause::SystemDefect | Cause::DataHandlingError
        )
    });
    let mut sentences = part.telling(notice).peekable();
    while let Some(sentence) = sentences.next() {
        // How often somebody looked is told by a figure, without a word of the lexicon.
        let may_tell = sentence.meets(&TELLING) || may_be_counted && seen.looked.is_none();
        if !may_tell || sentence.section == Section::Prevention || sentence.place == Place::Context {
            continue;
        }
        let taken_back = sentences.peek().is_some_and(|next| takes_back(notice, next));
        for happening in notice.happenings(sentence) {
            let doubted = Happening { realis: Realis::Possible, ..*happening };
            let is_denied = happening.realis == Realis::Denied;
            let happening = if is_denied && taken_back { &doubted } else { happening };
            if is_denied && is_of_others(notice, sentence, happening) {
                continue;
            }
            // 「溶解しており、外部に流れた可能性は極めて低い」
            if main == Some(Cause::DisposalError)
                && happening.realis == Realis::Possible
                && first_letters(&notice.text[happening.qualified.end..sentence.range.end], 6).contains('低')
            {
                continue;
            }
            // 「名簿が98回ダウンロードされた」: somebody looked at what stood open.
            if may_be_counted
                && happening.realis == Realis::Confirmed
                && happening.qualified.of(&notice.text).starts_with("ダウンロード")
            {
                seen.looked.get_or_insert(happening.qualified);
                continue;
            }
            // What a defaced page shows is not what stood open.
            if happening.tag == Tag::HappeningsOpenness && sentence.tags.has_any(&defaced) {
                continue;
            }
            if happening.tag != Tag::HappeningsViewing
                || happening.realis != Realis::Confirmed
                || is_done(notice, sentence, happening)
            {
                let in_part = happening.tag == Tag::HappeningsLeak
                    && happening.realis == Realis::Denied
                    && data_types::is_of_some(notice, sentence, happening.qualified.start);
                if in_part {
                    seen.denied_in_part.get_or_insert(happening.qualified);
                } else {
                    seen.add(happening);
                }
            }
        }
        if notice
            .first(sentence, Tag::ConsequencesImpersonationMail)
            .is_some_and(|mail| is_received(notice, sentence, mail.end as usize))
        {
            seen.received = true;
        }
        if let Some(at) = SHOWN.find(notice, sentence, |at| is_stated(notice, sentence, at.end)) {
            seen.shown.get_or_insert(at);
        }
        if may_be_counted && seen.looked.is_none() {
            seen.looked = looked(notice, sentence);
        }
        if main == Some(Cause::InsiderMisuse)
            && let Some(at) = TOLD_ON.find(notice, sentence, |at| is_stated(notice, sentence, at.end))
        {
            seen.leak.get_or_insert(at);
        }
        seen.passed_on |= sentence.tags.has(Tag::DeedsPassOn) && sentence.tags.has(Tag::DeedsLeftOn);
        for (tag, kind) in PLAIN {
            if *kind == ConsequenceKind::ImpersonationMail && sentence.place == Place::Title {
                seen.headed = seen.headed.or_else(|| notice.first(sentence, *tag).map(range_of));
                continue;
            }
            if *kind == ConsequenceKind::DataDeletion && matches!(main, Some(Cause::Loss | Cause::Theft)) {
                continue;
            }
            if let Some(mention) = notice.first(sentence, *tag)
                && !is_other_matter(notice, sentence, mention)
                && !is_denied(notice, sentence, mention.end as usize)
                && !(*kind == ConsequenceKind::ImpersonationMail && is_received(notice, sentence, mention.end as usize))
            {
                seen.tell(*kind, range_of(mention), realis_of(notice, sentence, *kind, mention.end as usize));
            }
        }
        if sentence.tags.has(Tag::ActsPromise) || sentence.section == Section::Request {
            continue;
        }
        for (kind, pattern) in PROSE {
            let fits = |at: ByteRange| !is_denied(notice, sentence, at.end) && fits_kind(notice, sentence, *kind, at);
            if pattern.may_stand(sentence)
                && !seen.tells(*kind)
                && fits_cause(*kind, causes)
                && let Some(at) = pattern.find(notice, sentence, fits)
            {
                seen.tell(*kind, at, realis_of(notice, sentence, *kind, at.end));
            }
        }
    }
    seen.settle(notice, causes)
}

fn range_of(mention: &Mention) -> ByteRange {
    ByteRange::new(mention.start as usize, mention.end as usize)
}

/// 「病名を知人に話した」
const TOLD_ON: Pattern = Pattern::of(&[&[Tag::ThingsAcquaintance], &[Tag::DeedsTellOn]], 12);

/// 「別の会員の氏名が表示された」
const SHOWN: Pattern = Pattern::of(&[&[Tag::ThingsOtherOne], &[Tag::DeedsShownDone]], 16);

/// Consequences told by a thing and what befell it.
const PROSE: &[(ConsequenceKind, Pattern)] = &[
    // 「電子カルテが見られなくなった」
    (ConsequenceKind::ServiceStop, Pattern::of(&[&[Tag::ThingsWork], &[Tag::DeedsHalted]], 6)),
    // 「決済ページに何者かがコードを埋め込み」
    (ConsequenceKind::DataTampering, Pattern::of(&[&[Tag::ThingsPayment], &[Tag::DeedsTamper]], 14)),
    // 「サイトが書き換えられ」
    (ConsequenceKind::WebDefacement, Pattern::of(&[&[Tag::ThingsPageSeen], &[Tag::DeedsDeface]], 12)),
    // 「カードを使った買い物が17件あった」
    (ConsequenceKind::FraudulentUse, Pattern::of(&[&[Tag::ThingsUsable], &[Tag::DeedsMisuse]], 16)),
    // 「当ホテルを装ったメッセージ68件を送信し」
    (
        ConsequenceKind::ImpersonationMail,
        Pattern::of(&[&[Tag::ThingsPretence], &[Tag::ThingsBait], &[Tag::DeedsSentOut, Tag::ActsHandOver]], 20),
    ),
    // 「迷惑メールが発信され」
    (ConsequenceKind::SpamRelay, Pattern::of(&[&[Tag::ThingsSpam], &[Tag::DeedsSentOut]], 6)),
    // 「貸出履歴を消してしまい」
    (
        ConsequenceKind::DataDeletion,
        Pattern::of(&[&[Tag::ThingsEncryptable, Tag::ThingsPaper], &[Tag::DeedsErase]], 12),
    ),
];

/// Consequences that their words alone tell.
const PLAIN: &[(Tag, ConsequenceKind)] = &[
    (Tag::ConsequencesImpersonationMail, ConsequenceKind::ImpersonationMail),
    (Tag::ConsequencesSpamRelay, ConsequenceKind::SpamRelay),
    (Tag::ConsequencesWebDefacement, ConsequenceKind::WebDefacement),
    (Tag::ConsequencesDataTampering, ConsequenceKind::DataTampering),
    (Tag::ConsequencesServiceStop, ConsequenceKind::ServiceStop),
    (Tag::ConsequencesFraudulentUse, ConsequenceKind::FraudulentUse),
    (Tag::ConsequencesDataDeletion, ConsequenceKind::DataDeletion),
];

/// First place of each thing said.
#[derive(Debug, Default)]
struct Seen {
    leak: Option<ByteRange>,
    /// A leak that is only named as the matter.
    named: Option<ByteRange>,
    possible: Option<ByteRange>,
    /// A leak that may be, only named as the matter: 「漏えいの有無について」.
    hinted: Option<ByteRange>,
    denied: Option<ByteRange>,
    /// A leak of some kinds of information only.
    denied_in_part: Option<ByteRange>,
    claimed: Option<ByteRange>,
    open: Option<ByteRange>,
    viewed: Option<ByteRange>,
    viewed_denied: Option<ByteRange>,
    /// Another's information that a screen showed.
    shown: Option<ByteRange>,
    /// Fake mails that only the heading names, and whether they were the way in.
    headed: Option<ByteRange>,
    received: bool,
    /// How often it was looked at.
    looked: Option<ByteRange>,
    /// Whether machines went to others with information on them.
    passed_on: bool,
    plain: Vec<(ConsequenceKind, ByteRange, Realis)>,
}

impl Seen {
    fn add(&mut self, happening: &Happening) {
        let slot = match (happening.tag, happening.realis) {
            (Tag::HappeningsLeak, Realis::Confirmed) if happening.is_named => &mut self.named,
            (Tag::HappeningsLeak, Realis::Confirmed) => &mut self.leak,
            (Tag::HappeningsLeak, Realis::Possible) if happening.is_named => &mut self.hinted,
            (Tag::HappeningsLeak | Tag::HappeningsViewing, Realis::Possible) => &mut self.possible,
            (Tag::HappeningsLeak, Realis::Denied) => &mut self.denied,
            (Tag::HappeningsLeak, Realis::Claimed) => &mut self.claimed,
            (Tag::HappeningsOpenness, Realis::Confirmed | Realis::Possible) => &mut self.open,
            (Tag::HappeningsViewing, Realis::Confirmed) => &mut self.viewed,
            (Tag::HappeningsViewing, Realis::Denied) => &mut self.viewed_denied,
            _ => return,
        };
        slot.get_or_insert(happening.qualified);
    }

    fn tells(&self, kind: ConsequenceKind) -> bool {
        self.plain.iter().any(|(known, ..)| *known == kind)
    }

    fn tell(&mut self, kind: ConsequenceKind, at: ByteRange, realis: Realis) {
        match self.plain.iter_mut().find(|(known, ..)| *known == kind) {
            // Stated in one place beats possible in another.
            Some(known) if known.2 == Realis::Possible && realis == Realis::Confirmed => *known = (kind, at, realis),
            Some(_) => {}
            None => self.plain.push((kind, at, realis)),
        }
    }

    fn settle(mut self, notice: &Notice<'_>, causes: &[Found<Cause>]) -> Vec<Found<Consequence>> {
        self.viewed = self.viewed.or(self.looked);
        // 「カード番号は漏えいしていません」 denies a leak where the text tells of no other.
        if [self.leak, self.named, self.possible, self.hinted, self.open, self.claimed].iter().all(Option::is_none) {
            self.denied = self.denied.or(self.denied_in_part);
        }
        // What is named as the matter holds where the text states nothing.
        if self.leak.is_none() && self.denied.is_none() {
            self.possible = self.possible.or(self.hinted);
        }
        let main = causes.first().map(|cause| cause.value);
        if matches!(main, Some(Cause::SystemDefect | Cause::DataHandlingError)) {
            self.leak = self.leak.or(self.shown);
        }
        if let Some(at) = self.headed.filter(|_| !self.received) {
            self.tell(ConsequenceKind::ImpersonationMail, at, Realis::Confirmed);
        }
        // A heading 「…の漏えいについて」 states a leak unless the text is less sure.
        if self.possible.is_none() && self.denied.is_none() && self.open.is_none() {
            self.leak = self.leak.or(self.named);
        }
        let mut found: Vec<Found<Consequence>> = Vec::new();
        let mut push = |kind, realis, at: Option<ByteRange>, evidence: Option<Vec<ByteRange>>, rule| {
            let evidence = evidence.or_else(|| at.map(|at| vec![notice.evidence(at)]));
            if let Some(evidence) = evidence {
                found.push(Found { value: Consequence { kind, realis }, evidence, rule });
            }
        };
        let by = |wanted: &[Cause]| {
            causes.iter().find(|cause| wanted.contains(&cause.value)).map(|cause| cause.evidence.clone())
        };
        let handed_over = by(&[Cause::Misdelivery]);
        let gone = matches!(main, Some(Cause::Loss | Cause::Theft));
        let leaked = self.leak.is_some() && !gone;
        if leaked || handed_over.is_some() {
            push(
                ConsequenceKind::DataLeak,
                Realis::Confirmed,
                self.leak,
                handed_over.clone().filter(|_| self.leak.is_none()),
                "consequence.leak",
            );
        }
        if self.claimed.is_some() && !leaked {
            push(ConsequenceKind::DataLeak, Realis::Claimed, self.claimed, None, "consequence.leak-claimed");
        }
        // Where the text leaves unsaid what came of it, the kind of slip tells.
        let is_open = [self.leak, self.named, self.possible, self.claimed, self.open].iter().all(Option::is_none);
        let names_information = notice.tags.has(Tag::ContentsWords)
            || notice.sentences.iter().any(|sentence| sentence.has_class(Class::DataTypes));
        let by_main = || main.and_then(|main| by(&[main]));
        if is_open && handed_over.is_none() {
            let silent = self.denied.is_none() && self.viewed.is_none() && self.viewed_denied.is_none();
            let told =
                match main {
                    Some(Cause::PublicationError | Cause::Misconfiguration) if self.denied.is_none() => {
                        Some((ConsequenceKind::PossibleDataLeak, Realis::Possible))
                    }
                    Some(Cause::InsiderMisuse) if self.denied.is_some() && self.viewed_denied.is_none() => {
                        Some((ConsequenceKind::UnauthorizedViewing, Realis::Confirmed))
                    }
                    Some(Cause::DisposalError) if self.plain.is_empty() && !self.passed_on => {
                        Some((ConsequenceKind::DataDeletion, Realis::Confirmed))
                    }
                    // A defect of a service that holds nothing of persons leaks nothing.
                    Some(Cause::SystemDefect) if !names_information => None,
                    Some(
                        Cause::DisposalError | Cause::SystemDefect | Cause::InsiderMisuse | Cause::DataHandlingError,
                    ) if silent && self.plain.is_empty() => Some((ConsequenceKind::DataLeak, Realis::Confirmed)),
                    _ => None,
                };
            if let Some((kind, realis)) = told {
                push(kind, realis, None, by_main(), "consequence.by-cause");
            }
        }
        let open = self.open.filter(|_| !leaked && handed_over.is_none());
        // What was lost and is back, unopened, leaked nothing.
        let unopened = self.denied.is_some() && self.viewed_denied.is_some();
        let lost = by(&[Cause::Loss, Cause::Theft]).filter(|_| gone && !unopened);
        if self.possible.is_some() || open.is_some() || lost.is_some() {
            push(
                ConsequenceKind::PossibleDataLeak,
                Realis::Possible,
                self.possible.or(open),
                lost,
                "consequence.possible-leak",
            );
        }
        for (kind, at, realis) in &self.plain {
            push(*kind, *realis, Some(*at), None, "consequence.words");
        }
        if !leaked && handed_over.is_none() {
            push(ConsequenceKind::DataLeak, Realis::Denied, self.denied, None, "consequence.leak-denied");
        }
        let is_seen_by_receiver = matches!(main, Some(Cause::Misdelivery | Cause::SystemDefect));
        if self.viewed.is_some() && !is_seen_by_receiver {
            push(ConsequenceKind::UnauthorizedViewing, Realis::Confirmed, self.viewed, None, "consequence.viewing");
        } else if self.viewed.is_none() {
            push(
                ConsequenceKind::UnauthorizedViewing,
                Realis::Denied,
                self.viewed_denied,
                None,
                "consequence.viewing-denied",
            );
        }
        found
    }
}

#[cfg(test)]
mod tests;
