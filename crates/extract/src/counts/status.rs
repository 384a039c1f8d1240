//! How sure the text is of the leak that a figure counts.
//!
//! In:   a figure in its sentence, the consequences of the incident, what was told before.
//! Out:  its realis.

use jikenbo_lexicon::{Class, Tag, TagSet, stands_in};
use jikenbo_model::{Consequence, ConsequenceKind, Found, Realis, Subject};

use super::{Figure, none, phrase, role, scope};
use crate::cues::Cues;
use crate::happening;
use crate::notice::{Notice, Sentence};

/// Status of the leak that a figure counts; figures of machines, recipients and the like are facts.
pub(super) fn decide(
    notice: &Notice<'_>,
    sentence: &Sentence,
    figure: &Figure,
    subject: Subject,
    consequences: &[Found<Consequence>],
    before: Option<Realis>,
) -> Realis {
    match subject {
        Subject::Persons
        | Subject::EmailAddresses
        | Subject::Emails
        | Subject::Records
        | Subject::Files
        | Subject::Accounts
        | Subject::Organizations => {}
        Subject::Recipients
        | Subject::SuspiciousEmails
        | Subject::Logins
        | Subject::Accesses
        | Subject::Devices
        | Subject::Cases => return Realis::Confirmed,
    }
    if sentence.tags.has(Tag::CountedUnaffected) && none::is_taken_out(notice, sentence, figure) {
        return Realis::Denied;
    }
    // 「約31,500件のメールアドレスに宛てて、偽のメールが送信された」: reached, whatever leaked.
    let rest = &notice.text[figure.range.end..sentence.range.end];
    if subject == Subject::EmailAddresses && sentence.tags.has(Tag::CountedSuspiciousEmails) && role::leads_to(rest) {
        return Realis::Confirmed;
    }
    // 「5,000人のデータを公開すると脅迫」
    const THREAT: Cues = Cues::of(&["すると脅", "すると予告", "すると告知"]);
    if THREAT.stand_in(phrase::clause(rest)) {
        return Realis::Claimed;
    }
    // 「患者10万人分のデータを得た」と主張
    if notice
        .of_class(sentence, Class::Modals)
        .any(|modal| modal.tag == Tag::ModalsClaimed && modal.start as usize >= figure.range.end)
    {
        return Realis::Claimed;
    }
    if is_fact(notice, sentence, figure, subject) {
        return Realis::Confirmed;
    }
    let own = notice.happenings(sentence);
    if let Some(misuse) = own.iter().find(|h| is_misuse(notice, figure, h) && h.realis != Realis::Denied) {
        return misuse.realis;
    }
    let is_leak = |h: &&happening::Happening| matches!(h.tag, Tag::HappeningsLeak | Tag::HappeningsViewing);
    // What the sentence comes to: 「…とお知らせした21,930名については、漏えいはなかったと判断しました」.
    let behind = || own.iter().filter(is_leak).filter(|leak| leak.qualified.start >= figure.range.end);
    if behind().next_back().is_some_and(|last| last.realis == Realis::Denied) {
        // 「約8万件が漏えいしたおそれがあるが、外部への流出は確認されていない」
        let first = behind().next().filter(|first| first.realis == Realis::Possible && !first.is_named);
        return first.map_or(Realis::Denied, |first| first.realis);
    }
    // 「150枚が渡った可能性がある」
    let possible_here = notice.of_class(sentence, Class::Modals).any(|modal| {
        modal.tag == Tag::ModalsPossible
            && modal.start as usize >= figure.range.end
            && !notice.text[figure.range.end..modal.start as usize].contains(['、', '。'])
    });
    // A leak that is only named (「情報漏えいの件」) says nothing of its status.
    let leak = own.iter().filter(is_leak).filter(|h| !h.is_named || h.realis != Realis::Confirmed).map(|h| h.realis);
    leak.min_by_key(|realis| match realis {
        Realis::Possible => 0,
        Realis::Claimed => 1,
        Realis::Denied => 2,
        Realis::Confirmed => 3,
    })
    .unwrap_or_else(|| {
        let leaked = |found: &Found<Consequence>| {
            found.value == Consequence { kind: ConsequenceKind::DataLeak, realis: Realis::Confirmed }
        };
        let possible = |found: &Found<Consequence>| found.value.kind == ConsequenceKind::PossibleDataLeak;
        let both = consequences.iter().any(possible) && consequences.iter().any(leaked);
        if possible_here {
            Realis::Possible
        } else if let Some(before) = before.filter(|_| both) {
            before
        } else if consequences.iter().any(possible) {
            Realis::Possible
        } else if consequences.iter().any(leaked) || consequences.is_empty() && sentence.tags.has_any(&handed()) {
            Realis::Confirmed
        } else if consequences.iter().any(|found| found.value.realis == Realis::Claimed) {
            Realis::Claimed
        } else if consequences.iter().any(|found| found.value.kind == ConsequenceKind::DataDeletion) {
            // What was destroyed is gone.
            Realis::Confirmed
        } else {
            Realis::Possible
        }
    })
}

/// Whether the figure is of a mailbox by which an intruder came in, of accounts that were entered, of bodies whose name was used.
fn is_fact(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, subject: Subject) -> bool {
    let words = notice.text_of(sentence);
    match subject {
        Subject::Accounts => figure.value == 1 || stands_in(Tag::WordsFigureEntered, words),
        Subject::Organizations => {
            scope::is_impersonated(notice, figure.range.end) || sentence.tags.has(Tag::CountedSuspiciousEmails)
        }
        _ => false,
    }
}

/// Whether a happening is the use of cards or accounts by others: that is a fact of its own beside a leak that is only possible.
fn is_misuse(notice: &Notice<'_>, figure: &Figure, happening: &happening::Happening) -> bool {
    const USES: &[&str] = &["不正利用", "不正使用", "不正に利用", "不正に使"];
    let words = &notice.text[happening.qualified.start..happening.qualified.end];
    let start = happening.qualified.start;
    let beside = start >= figure.range.end || !notice.text[start..figure.range.start].contains('、');
    beside && happening.tag == Tag::HappeningsMisuse && USES.iter().any(|word| words.starts_with(word))
}

/// Tags of words by which information was handed or shown to others: a fact where the sentence does not hedge it.
fn handed() -> TagSet {
    TagSet::of(&[Tag::ActsHandOver, Tag::WaysShown, Tag::WaysAnother])
}
