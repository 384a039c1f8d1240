//! Whether what was put up or sent is the body's own notice of the incident.
//!
//! In:   the clause before a word for putting up or sending, and the text behind it.
//! Out:  whether it tells the public or those concerned.
//! Data: `words/own_page`, `notice_text`, `wrongly`.
//!
//! | clause                          | own notice |
//! |---------------------------------|------------|
//! | ホームページにお詫びを(掲載)        | yes        |
//! | ホームページに名簿を(掲載)          | no         |
//! | 対象のお客様にメールを(送信)        | yes        |
//! | 誤って対象外の方にメールを(送信)    | no         |

use jikenbo_lexicon::{Tag, longest_at_end, stands_in};

use super::form::is_occasion;
use crate::cues::Cues;

/// Whether a notice is what was put on the own page: 「ホームページに」「HPにお詫びを」, not 「ホームページに名簿を」.
pub(super) fn is_own_page(clause: &str) -> bool {
    let clause = clause.rsplit('、').next().unwrap_or(clause);
    let object = clause.strip_suffix('を');
    let notice = object.map_or(0, |object| longest_at_end(Tag::WordsNoticeText, object));
    if object.is_some() && notice == 0 {
        return false;
    }
    let place = object.map_or(clause, |object| &object[..object.len() - notice]);
    let place = place.trim_end_matches("その").strip_suffix(['に', 'で', 'へ', '上']).unwrap_or("");
    let page = longest_at_end(Tag::WordsOwnPage, place);
    // 「(16日)HPに公開」: what else is put up is named before.
    page > 0 && (notice > 0 || place[..place.len() - page].trim().is_empty())
}

/// Whether a letter to those concerned is what is sent: 「対象のお客様にメールを」, not 「対象外の方に誤って」.
pub(super) fn is_letter_to_concerned(clause: &str, rest: &str) -> bool {
    const CONCERNED: Cues = Cues::of(&[
        "対象の",
        "対象とな",
        "対象者",
        "該当する",
        "該当の",
        "該当者",
        "影響を受け",
        "障害情報",
        "お詫び",
        "おわび",
    ]);
    const LETTER: Cues = Cues::of(&[
        "メールを",
        "メールの",
        "文書を",
        "文書の",
        "書面を",
        "書状を",
        "書状の",
        "手紙を",
        "通知を",
        "書簡を",
        "郵便を",
    ]);
    let clause = clause.rsplit('、').next().unwrap_or(clause);
    LETTER.end(clause)
        && CONCERNED.stand_in(clause)
        && !clause.contains("対象外")
        && !stands_in(Tag::WordsWrongly, clause)
        && !is_occasion(rest)
}

/// Whether a clause says that each of those concerned was told: 「会員にメールで順次(お知らせ)」, not 「ホームページで順次」.
pub(super) fn tells_singly(clause: &str) -> bool {
    const SINGLY: Cues = Cues::of(&[
        "個別に",
        "順次",
        "メールで",
        "メールにて",
        "書面で",
        "書面にて",
        "郵送で",
        "郵送にて",
        "文書で",
        "文書にて",
        "電話で",
        "書状で",
        "書状にて",
    ]);
    SINGLY.end(clause) && !stands_in(Tag::WordsOwnPage, clause)
}
