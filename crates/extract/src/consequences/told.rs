//! Whether words of a consequence tell one here: denied, taken back, another's, a measure, a warning.
//!
//! In:   a sentence and a place in it, the causes.
//! Out:  whether the consequence is told, and how sure the text is.

use jikenbo_lexicon::{Class, Mention, Tag};
use jikenbo_model::{ByteRange, Cause, ConsequenceKind, Found, Realis};

use crate::cues::{Cues, first_letters};
use crate::happening::Happening;
use crate::negation;
use crate::notice::{Notice, Place, Sentence};
use crate::sieve::Sieve;

/// Whether a sentence takes back what the one before it denies: 「ただし、流出がなかったとは断定できません」.
pub(super) fn takes_back(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    const BUT: Cues = Cues::of(&["しかし", "ただ", "もっとも", "一方", "けれども", "他方"]);
    sentence.tags.has(Tag::ModalsPossible) && BUT.start(notice.text_of(sentence).trim_start())
}

/// Whether a denial is about others than those of the incident: 「上記以外のお客様については」.
pub(crate) fn is_of_others(notice: &Notice<'_>, sentence: &Sentence, happening: &Happening) -> bool {
    const OTHERS: Cues = Cues::of(&[
        "別のサーバ",
        "別のシステム",
        "以外の",
        "以外に",
        "以外で",
        "その他の",
        "それ以外",
        "ほかのお客",
        "他のお客",
        "他の利用者",
        "ほかの利用者",
    ]);
    let before = &notice.text[sentence.range.start..happening.qualified.start];
    let clause = before.rfind("が、").map_or(before, |at| &before[at..]);
    OTHERS.stand_in(clause)
}

/// Whether the sentence denies what a word tells: 「不正に利用された事実は確認されておりません」. Denied misuse is `secondary_damage`.
pub(super) fn is_denied(notice: &Notice<'_>, sentence: &Sentence, from: usize) -> bool {
    let modal = notice.of_class(sentence, Class::Modals).find(|modal| modal.start as usize >= from);
    let is_denied = modal.is_some_and(|modal| {
        matches!(modal.tag, Tag::ModalsDenied) && !notice.text[from..modal.start as usize].contains("が、")
    });
    is_denied
        || negation::no_trace(notice, sentence, from).is_some_and(|(at, _)| !notice.text[from..at].contains("が、"))
}

/// Whether a fake mail came in and was the way in: 「会長をかたるメールに返信し」, 「装うメールの添付を開き」.
pub(super) fn is_received(notice: &Notice<'_>, sentence: &Sentence, from: usize) -> bool {
    const TAKEN_IN: [Tag; 4] = [Tag::DeedsFallFor, Tag::DeedsFooled, Tag::DeedsOpen, Tag::DeedsInfect];
    notice
        .mentions(sentence)
        .iter()
        .any(|deed| TAKEN_IN.contains(&deed.tag) && deed.start as usize >= from && (deed.start as usize) < from + 60)
}

/// Whether a consequence told in prose may follow from the causes: work that stands still does after an attack.
pub(super) fn fits_cause(kind: ConsequenceKind, causes: &[Found<Cause>]) -> bool {
    const SLIPS: &[Cause] = &[
        Cause::Misdelivery,
        Cause::PublicationError,
        Cause::Misconfiguration,
        Cause::DataHandlingError,
        Cause::Loss,
        Cause::Theft,
        Cause::DisposalError,
        Cause::SystemDefect,
        Cause::InsiderMisuse,
        Cause::AccidentalDeletion,
    ];
    let main = causes.first().map(|found| found.value);
    match kind {
        ConsequenceKind::DataDeletion => main == Some(Cause::AccidentalDeletion),
        ConsequenceKind::WebDefacement | ConsequenceKind::ServiceStop => {
            main.is_some_and(|main| !SLIPS.contains(&main) && main != Cause::Phishing)
        }
        _ => main.is_none_or(|main| !SLIPS.contains(&main)),
    }
}

/// Misuse that may have happened is possible; what else the words tell is stated.
pub(super) fn realis_of(notice: &Notice<'_>, sentence: &Sentence, kind: ConsequenceKind, end: usize) -> Realis {
    let is_misuse = kind == ConsequenceKind::FraudulentUse;
    if is_misuse && !is_stated(notice, sentence, end) { Realis::Possible } else { Realis::Confirmed }
}

/// Whether what ends here is neither denied nor only possible.
pub(crate) fn is_stated(notice: &Notice<'_>, sentence: &Sentence, end: usize) -> bool {
    let is_possible = |modal: &Mention| {
        modal.tag == Tag::ModalsPossible && modal.start as usize >= end && (modal.start as usize) < end + 30
    };
    !is_denied(notice, sentence, end) && !notice.of_class(sentence, Class::Modals).any(is_possible)
}

/// Whether a word of a consequence tells of another matter: a measure, a warning, a call by phone, what came in.
pub(super) fn is_other_matter(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    match mention.tag {
        // 「迷惑メール対策」, 「迷惑メールが届くとの苦情」
        Tag::ConsequencesSpamRelay => {
            const NOT_SENT: Cues = Cues::of(&["対策", "フィルタ", "が届", "の受信", "を受信", "判定"]);
            NOT_SENT.start(rest)
        }
        // 「当社を騙る不審なメールや電話にご注意ください」, 「配送業者を名乗る不審な電話」
        Tag::ConsequencesImpersonationMail if sentence.place == Place::Body => {
            const WARNS: Cues = Cues::of(&["ご注意", "注意してください", "場合", "おそれ", "恐れ"]);
            const HAPPENED: Cues =
                Cues::of(&["確認", "送信", "送られ", "届い", "届く", "発信", "出回", "寄せ", "相次"]);
            let whole = &notice.text[mention.start as usize..sentence.range.end];
            (WARNS.stand_in(rest) && !HAPPENED.stand_in(whole))
                || (whole.contains("電話") && !whole.contains("メール") && !whole.contains("SMS"))
        }
        // 「受付を停止しております」 is a measure.
        Tag::ConsequencesServiceStop => {
            notice.words(mention).starts_with("停止") && notice.text[..mention.start as usize].ends_with('を')
        }
        // 「偽の決済ページへ誘導するメッセージ」
        Tag::ConsequencesDataTampering => first_letters(rest, 6).contains("誘導"),
        _ => false,
    }
}

/// Whether a pattern tells its consequence here.
pub(crate) fn fits_kind(notice: &Notice<'_>, sentence: &Sentence, kind: ConsequenceKind, at: ByteRange) -> bool {
    let words = at.of(&notice.text);
    let rest = &notice.text[at.end..sentence.range.end];
    match kind {
        // 「受付を停止しております」 is a measure.
        ConsequenceKind::ServiceStop => !words.contains("を停止"),
        // What a program does is no page seen.
        ConsequenceKind::WebDefacement => !words.contains("プログラム"),
        // 「当サイトを利用されたお客様」, 「IDを悪用され」, 「引き出すことはできません」
        ConsequenceKind::FraudulentUse => {
            const CUSTOMER: Cues = Cues::of(&["お客", "方", "会員", "皆", "すこと"]);
            !CUSTOMER.start(rest) && !words.starts_with("ID") && !words.starts_with("パスワード")
        }
        _ => true,
    }
}

/// Where a sentence says how often information was looked at: 「延べ64回の閲覧」, 「98回ダウンロード」.
pub(super) fn looked(notice: &Notice<'_>, sentence: &Sentence) -> Option<ByteRange> {
    const TIMES: Sieve = Sieve::of("回");
    const LOOKED: Cues = Cues::of(&["閲覧", "ダウンロード", "アクセス", "開か", "表示"]);
    /// Bytes around the figure.
    const REACH: usize = 60;
    if !sentence.sieve.may_hold(&TIMES) || sentence.aside.is_some() {
        return None;
    }
    let text = notice.text_of(sentence);
    for (at, times) in text.match_indices('回') {
        if !text[..at].ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let from = text.ceil_char_boundary(at.saturating_sub(REACH));
        let to = text.floor_char_boundary((at + times.len() + REACH).min(text.len()));
        if LOOKED.stand_in(&text[from..to]) && !is_denied(notice, sentence, sentence.range.start + at) {
            let digits = text[..at].len() - text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == ',').len();
            return Some(ByteRange::new(sentence.range.start + at - digits, sentence.range.start + at + times.len()));
        }
    }
    None
}

/// Who looked at a page of their own accord, or what was only named: 「閲覧した方が」, 「閲覧された情報の悪用」.
const VISITORS: Cues = Cues::of(&[
    "した方",
    "した際",
    "した場合",
    "したお客",
    "した皆",
    "た方",
    "た際",
    "た場合",
    "たお客",
    "た皆",
    "た情報が悪",
    "た情報の悪",
    "た記録",
]);

/// Whether a sentence says that somebody did look, not only that one could (「閲覧できる」) or what a screen showed.
pub(super) fn is_done(notice: &Notice<'_>, sentence: &Sentence, happening: &Happening) -> bool {
    let word = happening.qualified.of(&notice.text);
    let rest = &notice.text[happening.qualified.end..sentence.range.end];
    match word {
        "閲覧" if VISITORS.start(rest) => false,
        "閲覧" => ["し、", "した", "しました", "していた", "していました", "があり", "があった"]
            .iter()
            .any(|end| rest.starts_with(end)),
        "閲覧され" | "開かれ" | "読まれ" | "見られ" => {
            ["た", "て", "ま", "、"].iter().any(|end| rest.starts_with(end)) && !VISITORS.start(rest)
        }
        "のぞき見" | "盗み見" => true,
        _ => false,
    }
}
