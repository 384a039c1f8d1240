//! The noun that a figure with a bare counter (件, 通, 回) counts, and what is done so many times.
//!
//! In:   a figure in its sentence.
//! Out:  the mention of the noun; what a counter counts beside it.
//! Data: lexicon classes `counted`, `data_types`.

use jikenbo_lexicon::{Class, Mention, Tag};
use jikenbo_model::Subject;

use super::{Figure, follows_digit, phrase};
use crate::cues::{Cues, first_letters};
use crate::notice::{Notice, Sentence};

/// Within how many bytes before a figure its noun may stand.
const NOUN_REACH: usize = 90;

/// Whether mail addresses are one of several kinds of information that a figure counts together.
pub(super) fn is_listed(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, noun: &Mention) -> bool {
    let (from, to) = if noun.end as usize <= figure.range.start {
        (noun.start.saturating_sub(60) as usize, figure.range.start)
    } else if notice.text[noun.end as usize..].starts_with('と') {
        (figure.range.end, noun.end as usize)
    } else {
        (figure.range.end, noun.end as usize + 30)
    };
    // 「メールのやり取りをした方のメールアドレス1,900件」: what stands before is no item beside it.
    let joined = |other: &Mention| {
        let between = other.end.min(noun.end) as usize..other.start.max(noun.start) as usize;
        notice.text.get(between).is_none_or(|gap| !gap.contains(['を', 'に', 'が', 'は']) || gap.contains('、'))
    };
    notice.of_class(sentence, Class::DataTypes).any(|other| {
        other.tag != Tag::DataTypesEmail && other.start as usize >= from && (other.end as usize) <= to && joined(other)
    })
}

/// What was done so many times, if the words follow: 「51回開かれ」「98回ダウンロードされ」「計19回にわたり抽出」.
pub(super) fn acted<'n>(notice: &'n Notice<'_>, sentence: &Sentence, figure: &Figure) -> Option<&'n Mention> {
    notice.of_class(sentence, Class::Counted).find(|mention| {
        let start = mention.start as usize;
        let seen = mention.tag == Tag::CountedRecipients && notice.words(mention).starts_with("閲覧");
        (seen || matches!(mention.tag, Tag::CountedAccesses | Tag::CountedLogins))
            && start >= figure.range.end
            && start <= figure.range.end + 45
    })
}

/// What a bare counter counts beside a noun.
pub(super) fn piece(noun: Tag, unit: &str) -> Option<Subject> {
    Some(match noun {
        Tag::CountedEmails => Subject::Emails,
        Tag::CountedSuspiciousEmails => Subject::SuspiciousEmails,
        Tag::CountedEmailAddresses => Subject::EmailAddresses,
        Tag::CountedAccounts => Subject::Accounts,
        Tag::CountedFiles => Subject::Files,
        Tag::CountedCases if unit.starts_with('件') => Subject::Cases,
        Tag::CountedLogins => Subject::Logins,
        Tag::CountedAccesses => Subject::Accesses,
        // 「別のサーバーの約1万2千件」: pieces of information on it.
        Tag::CountedDevices if !unit.starts_with(['件', '通']) => Subject::Devices,
        Tag::CountedRecords => Subject::Records,
        _ => return None,
    })
}

/// The noun that a figure counts: behind it after の, else the nearest one before it.
pub(super) fn noun<'n>(notice: &'n Notice<'_>, sentence: &Sentence, figure: &Figure) -> Option<&'n Mention> {
    let is_noun = |mention: &&&Mention| {
        !matches!(
            mention.tag,
            Tag::CountedNot
                | Tag::CountedPart
                | Tag::CountedTotal
                | Tag::CountedRecipients
                | Tag::CountedFormer
                | Tag::CountedOther
                | Tag::CountedNow
                | Tag::CountedInformant
                | Tag::CountedCheck
        )
    };
    // 「89件全部のアドレス」
    const ALL: Cues = Cues::of(&["全部", "すべて", "全て", "全件"]);
    let after = &notice.text[figure.range.end..sentence.range.end];
    let after = ALL.strip(after).unwrap_or(after);
    let nouns: Vec<&Mention> = notice.of_class(sentence, Class::Counted).collect();
    if after.starts_with('の') {
        let behind = nouns.iter().filter(is_noun).find(|noun| {
            let start = noun.start as usize;
            start >= figure.range.end
                && start <= figure.range.end + 24
                && !notice.text[figure.range.end..start].contains(['が', 'を', 'に', 'は'])
        });
        if let Some(behind) = behind {
            return Some(behind);
        }
    }
    let told = nouns.iter().any(|noun| noun.tag == Tag::CountedSuspiciousEmails);
    let beside = sentence.range.start + phrase::bare(&notice.text[sentence.range.start..figure.range.start]).len();
    let pieces = notice.words(&figure.unit).starts_with('件');
    let is_unit = |noun: &Mention| follows_digit(notice, noun) || pieces && noun.tag == Tag::CountedDevices;
    // 「メールの誤送信で412件が漏えい」: the noun belongs to the slip.
    let of_slip = |noun: &Mention| {
        const SLIP: Cues = Cues::of(&["誤", "間違", "ミス"]);
        const BY: Cues = Cues::of(&["で", "により", "によって", "による", "から"]);
        let between = notice.text.get(noun.end as usize..figure.range.start).unwrap_or_default();
        noun.tag == Tag::CountedEmails
            && SLIP.stand_in(first_letters(between, 8))
            && between.match_indices(['で', 'に', 'か']).any(|(at, _)| {
                BY.start(&between[at..])
                    && between[..at].chars().all(|c| c == 'の' || c == 'い' || c == 'り' || phrase::is_noun_letter(c))
            })
    };
    nouns
        .iter()
        .filter(is_noun)
        .filter(|noun| !is_unit(noun) && !of_slip(noun))
        .rev()
        .find(|noun| {
            // Calls and enquiries are counted only right beside them (「電話が計14件」).
            let from = if noun.tag == Tag::CountedCases { beside } else { figure.range.start };
            let reach = if noun.tag == Tag::CountedCases { 12 } else { NOUN_REACH };
            let is_report = noun.tag == Tag::CountedCases && told;
            noun.end as usize <= figure.range.start && noun.end as usize + reach >= from && !is_report
        })
        .copied()
}
