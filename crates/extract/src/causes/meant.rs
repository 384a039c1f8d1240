//! Whether words of a cause mean one here: what is denied, only supposed, another's, or of another kind of thing.
//!
//! In:   a sentence and a place in it.
//! Out:  whether it tells of the cause.
//! Data: lexicon classes `things`, `deeds`, `modals`; `words/illness_before.txt`, `words/info_end.txt`.

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end};
use jikenbo_model::{ByteRange, Cause};

use super::patterns::Telling;
use crate::cues::{Cues, first_letters};
use crate::negation;
use crate::notice::{Notice, Sentence};

/// Whether the place of a pattern tells its cause.
pub(super) fn fits_its_cause(notice: &Notice<'_>, sentence: &Sentence, telling: &Telling, at: ByteRange) -> bool {
    let words = at.of(&notice.text);
    let rest = &notice.text[at.end..sentence.range.end];
    match telling.cause {
        // 「教員のパスワードを入手し」: the staff is whose it was, not who did it.
        Cause::InsiderMisuse if telling.pattern.parts[0].contains(&Tag::ThingsStaff) => {
            let staff = notice.mentions(sentence).iter().filter(|staff| staff.tag == Tag::ThingsStaff);
            let end = staff.filter(|staff| staff.start as usize == at.start).map(|staff| staff.end as usize).max();
            let behind = &notice.text[end.unwrap_or(at.end)..sentence.range.end];
            const ONE_OF: Cues = Cues::of(&["の1人", "の一人", "の男", "の女", "のうち"]);
            !behind.starts_with('の') || ONE_OF.start(behind)
        }
        // 「許可を得て持ち帰り」 keeps the rule, 「許可を得ていない」 breaks it.
        Cause::RuleViolation if words.ends_with("得て") => negation::length(rest).is_some(),
        Cause::RuleViolation => !words.contains("得て"),
        Cause::DataHandlingError => !words.contains("と取り違"),
        // A wrong entry is no publication.
        Cause::PublicationError => !words.ends_with("誤って登録") && !words.ends_with("テスト配信"),
        // 「他社で同様の事案が公表されたことを受けて」
        // 「配信システム」, 「交付サービス」 hand nothing over.
        Cause::Misdelivery => {
            const MEANS: Cues = Cues::of(&[
                "システム",
                "サービス",
                "サイト",
                "サーバ",
                "アプリ",
                "機能",
                "に不具合",
                "の不具合",
                "に障害",
                "の障害",
            ]);
            let acts = notice.mentions(sentence).iter();
            let mut acts = acts.filter(|act| matches!(act.tag, Tag::ActsHandOver | Tag::DeedsHandOver));
            !words.contains("で同様")
                && !words.contains("にも同様")
                // 「第三者が入り、メールを送り」: who did it.
                && !words.starts_with("第三者が")
                && !words.starts_with("他人が")
                && !acts.any(|act| {
                    (act.start as usize == at.start || act.end as usize == at.end)
                        && MEANS.start(&notice.text[act.end as usize..])
                })
        }
        _ => true,
    }
}

/// Whether a person went on by hand where a system failed: 「障害のため担当者が手作業で送信し」.
pub(super) fn is_handled(notice: &Notice<'_>, sentence: &Sentence, from: usize) -> bool {
    const BY_HAND: Cues = Cues::of(&["手作業", "手動", "担当者が"]);
    BY_HAND.stand_in(&notice.text[from..sentence.range.end])
}

/// Whether a word of a cause tells of another matter here.
pub(super) fn is_other_matter(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    let before = &notice.text[sentence.range.start..mention.start as usize];
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    match mention.tag {
        // 「新型コロナウイルスに感染」
        Tag::CausesMalwareInfection => {
            longest_at_end(Tag::WordsIllnessBefore, before) > 0 || is_in_fake_message(notice, sentence, mention)
        }
        // 「偽サイトへ誘導するメッセージが送られ」: what those were led to who got the message, not the way in.
        Tag::CausesPhishing => leads_others(notice, sentence, mention),
        // 「設定の不備を突かれ」
        Tag::CausesVulnerabilityExploit => before.ends_with("設定") || before.ends_with("設定の"),
        // 「別の申込者に送信」: whom it went to, not what a screen showed.
        Tag::CausesSystemDefect => {
            const OTHER: Cues = Cues::of(&["別の", "他の", "ほかの"]);
            OTHER.start(notice.words(mention)) && rest.starts_with(['に', 'へ', '宛', 'あ'])
        }
        // 「許可を得て自宅に持ち帰り」
        Tag::CausesRuleViolation => {
            const ALLOWED: Cues = Cues::of(&["許可を得て", "承認を得て", "許可を受けて", "承認を受けて", "許可のもと"]);
            ALLOWED.stand_in(before)
        }
        // 「誤廃棄や盗難の可能性は低い」
        Tag::CausesDisposalError | Tag::CausesTheft if is_unlikely(rest) => true,
        // 「サイトが乗っ取られ」 is no account.
        Tag::CausesAccountTakeover => {
            const NOT_ACCOUNT: Cues =
                Cues::of(&["サイトが", "サーバが", "サーバーが", "ページが", "パソコンが", "端末が"]);
            notice.words(mention).starts_with("乗っ取") && NOT_ACCOUNT.end(before)
        }
        // 「パスワードを初期化した」
        Tag::CausesWeakPassword => rest.starts_with('化'),
        // 「コピーして貼り付けると見える」
        Tag::CausesDataHandlingError => notice.words(mention) == "貼り付け" && rest.starts_with(['る', 'て', 'れ']),
        // 「廃棄したとの書面を受け取った」, 「転売先」
        Tag::CausesDisposalError => {
            const ASSURED: Cues = Cues::of(&["との", "旨", "と報告", "と連絡", "と回答", "ことを確認", "先"]);
            ASSURED.start(rest)
        }
        _ => false,
    }
}

/// Whether what stands before is called unlikely: 「の可能性は低い」, not what may have come of it.
fn is_unlikely(rest: &str) -> bool {
    const LITTLE: Cues = Cues::of(&["可能性は低", "可能性が低", "可能性は極めて低", "おそれは低"]);
    const OF_LEAK: Cues = Cues::of(&["流出", "漏", "悪用", "外部", "渡"]);
    let near = first_letters(rest, 16);
    LITTLE.stand_in(near) && !OF_LEAK.stand_in(near)
}

/// Whether a fake page is where somebody else was led: 「偽サイトへ誘導する」, 「フィッシングサイトのURLを含む」.
fn leads_others(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    const LEADS: Cues = Cues::of(&["誘導", "誘い", "飛ば", "転送", "URL", "リンク"]);
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    let led = LEADS.stand_in(notice.words(mention)) || LEADS.stand_in(first_letters(rest, 8));
    let mut deeds = notice.mentions(sentence).iter();
    led && !deeds.any(|deed| matches!(deed.tag, Tag::DeedsFallFor | Tag::DeedsFooled) && deed.start >= mention.end)
}

/// Whether a word stands in what a fake warning or mail says: 「「ウイルスに感染しました」との警告」.
fn is_in_fake_message(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    const SAYS: Cues = Cues::of(&["と", "など", "等", "の表示", "の警告", "の画面", "偽", "の偽", "を装", "詐欺"]);
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    let before = &notice.text[sentence.range.start..mention.start as usize];
    let is_open = before.rfind('「').is_some_and(|open| before.rfind('」').is_none_or(|close| close < open));
    is_open && rest.find('」').is_some_and(|end| SAYS.start(&rest[end + '」'.len_utf8()..]))
}

/// Whether a theft is told as a fact: 「置き引きに遭い」, not 「盗難の可能性」, 「盗難届」.
pub(super) fn is_plain_theft(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    const SUFFERED: Cues =
        Cues::of(&["に遭", "にあ", "に会", "被害に遭", "被害にあ", "の被害に", "れた", "れま", "れて", "れ、"]);
    let after = |modal: &Mention| modal.tag == Tag::ModalsPossible && modal.start >= mention.end;
    mention.tag == Tag::CausesTheft
        && (SUFFERED.start(&notice.text[mention.end as usize..sentence.range.end])
            || SUFFERED.end(notice.words(mention)))
        && !notice.of_class(sentence, Class::Modals).any(after)
}

/// Whether what was stolen is information: 「セキュリティコードが盗まれた」.
pub(super) fn is_information(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    let before = &notice.text[sentence.range.start..mention.start as usize];
    mention.tag == Tag::CausesTheft
        && notice.words(mention).starts_with(['盗', '奪'])
        && before.strip_suffix(['が', 'を', 'も']).is_some_and(|object| {
            let object = object.trim_end_matches('等').trim_end_matches("など");
            longest_at_end(Tag::WordsInfoEnd, object) > 0
        })
}

/// Whether the text says that this was not the cause (「外部からの攻撃ではありません」, 「感染する仕掛けは見つかっていません」), or speaks
/// of what shall prevent it.
pub(super) fn is_denied(notice: &Notice<'_>, sentence: &Sentence, cause: Cause, told: ByteRange) -> bool {
    let rest = &notice.text[told.end..sentence.range.end];
    if NOT_THE_CAUSE.stand_in(first_letters(rest, 14)) {
        return true;
    }
    // 「攻撃について「漏えいはない」とお知らせし」 denies something else.
    let clause = rest.find(['、', '。', '\n', '「']).map_or(rest, |end| &rest[..end]);
    let end = told.end + clause.len();
    notice.of_class(sentence, Class::Modals).any(|modal| {
        // 「紛失した書類は見つかっていない」: it is gone all the same.
        let is_gone = matches!(cause, Cause::Loss | Cause::Theft) && notice.words(modal).starts_with("見つか");
        modal.tag == Tag::ModalsDenied && modal.start as usize >= told.end && modal.end as usize <= end + 3 && !is_gone
    })
}

/// Whether a disposal by mistake or an infection is only supposed: it may be how the thing was lost, how the password was stolen.
pub(super) fn is_supposed(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    let reach = match mention.tag {
        Tag::CausesDisposalError => 40,
        Tag::CausesMalwareInfection => 90,
        _ => return false,
    };
    notice.text[mention.end as usize..sentence.range.end].starts_with('か')
        || notice.of_class(sentence, Class::Modals).any(|modal| {
            modal.tag == Tag::ModalsPossible && modal.start >= mention.end && modal.start - mention.end < reach
        })
}

/// Grammar by which a cause is denied or guarded against.
const NOT_THE_CAUSE: Cues = Cues::of(&[
    "ではな",
    "ではあり",
    "ないよう",
    "防止",
    "対策",
    "の有無",
    "場合",
    "方は、",
    "危険性",
    "リスク",
    "可能性も含め",
    "可能性も視野",
    "可能性も考え",
    "受ける可能性",
    "受けるおそれ",
]);
