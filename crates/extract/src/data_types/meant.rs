//! Whether a word for a kind of information means information here: not a thing acted on, a place, part of a name or of a fake mail.
//!
//! In:   a sentence and a term in it.
//! Out:  whether the term is no item.
//! Data: `words/no_data_before.txt`, `words/no_data_after.txt`.

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, longest_at_start};

use crate::cues::Cues;
use crate::notice::{Notice, Sentence};
use crate::sieve::Sieve;

/// Whether something is done to the thing named, so that it is no information listed: パスワードを変更, メールを送信.
pub(super) fn is_acted_on(notice: &Notice<'_>, sentence: &Sentence, term: &Mention) -> bool {
    let (start, end) = (term.start as usize, term.end as usize);
    let (before, rest) = (&notice.text[sentence.range.start..start], &notice.text[end..sentence.range.end]);
    // A unit of a figure (38メールアドレス), a field of a sample mail (件名:「…」).
    let is = |tags: &[Tag]| tags.contains(&term.tag);
    // 「本文に」, 「本文と添付文書に」
    let is_place = |rest: &str| rest.starts_with('に');
    let is_mail_named = is(&[Tag::DataTypesMailSubject, Tag::DataTypesMessageBody, Tag::DataTypesAttachment])
        && (is_place(rest)
            || rest.strip_prefix(['と', 'や', '・']).is_some_and(|second| {
                let length = longest_at_start(Tag::DataTypesAttachment, second);
                length > 0 && is_place(&second[length..])
            }));
    // 「見本部署」, 「架空市支部」: part of a name.
    const OWN: Cues = Cues::of(&["所属", "在籍", "出身", "卒業", "配属"]);
    let is_in_name = matches!(notice.words(term), "部署" | "支部" | "学部" | "学科")
        && before.ends_with(jikenbo_text::is_kanji)
        && !OWN.end(before);
    // 「相続人3人」, 「アドレス約3万件にあてて」: counted people, where mails went; 「件名 注文書の紛失」: a label.
    let is_counted = is(&[Tag::DataTypesFamily])
        && notice.words(term).ends_with('人')
        && rest.starts_with(|c: char| c.is_ascii_digit())
        || is(&[Tag::DataTypesEmail]) && WHERE_TO.start(behind_figure(rest))
        || is(&[Tag::DataTypesAffiliation])
            && notice.words(term) == "クラス"
            && rest.strip_prefix('の').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || is(&[Tag::DataTypesMailSubject]) && before.is_empty() && rest.starts_with([' ', '\t', '|']);
    // 「IDとパスワードで社内のサーバーに入り」, 「個人のアドレスへ送った」: the way in, where it went.
    const WHERE_TO: Cues = Cues::of(&[
        "へ送",
        "へメール",
        "へ転送",
        "に送",
        "にメール",
        "に転送",
        "宛",
        "あて",
        "にあて",
        "に宛",
        "に届",
        "へ届",
    ]);
    let is_means =
        is(&[Tag::DataTypesPassword, Tag::DataTypesLoginId]) && rest.starts_with('で') && !rest.starts_with("です")
            || is(&[Tag::DataTypesEmail]) && WHERE_TO.start(rest);
    // 「氏名や電話番号といった連絡先」 sums up the list.
    const LIKE: Cues = Cues::of(&["といった", "などの", "等の"]);
    let sums_up = is(&[Tag::DataTypesOther]) && LIKE.end(before);
    // 「防犯カメラの映像を確認」
    const CHECKED: Cues = Cues::of(&["を確認", "を調", "を見", "を解析", "を検証", "で", "に", "、"]);
    // 「家族が誤って捨て」, 「メッセージが届き」, 「国外のIPアドレスから」: somebody or something that acts.
    let acts = notice.words(term) == "家族" && rest.starts_with(['が', 'に', 'へ', 'を'])
        || notice.words(term) == "メッセージ"
            && rest.starts_with(['が', 'を', 'の', '(']) | rest.starts_with(|c: char| c.is_ascii_digit())
        || is(&[Tag::DataTypesBrowsingHistory, Tag::DataTypesFacePhoto]) && rest.starts_with("から")
        || is(&[Tag::DataTypesFacePhoto]) && notice.words(term).ends_with("映像") && CHECKED.start(rest)
        || is(&[Tag::DataTypesBusinessProfile]) && notice.words(term) == "代表者" && rest.starts_with(['の', 'と'])
        || is(&[Tag::DataTypesQualification]) && rest.starts_with("申請")
        // 「お届け先7万名」: people.
        || is(&[Tag::DataTypesAddress])
            && notice.words(term).ends_with('先')
            && rest.starts_with(|c: char| c.is_ascii_digit());
    let is_unit = before.ends_with(|c: char| c.is_ascii_digit());
    let is_sample = is(&[Tag::DataTypesMailSubject, Tag::DataTypesMessageBody, Tag::DataTypesAmount])
        && (rest.starts_with(':') || rest.starts_with("は「"));
    // 「名簿を誤って送り」 is what went; 「住所を誤って入力し」 is where to.
    const SLIP: Cues = Cues::of(&["を誤って", "を取り違え"]);
    let is_slip = SLIP.start(rest)
        && !is(&[Tag::DataTypesAddress, Tag::DataTypesEmail, Tag::DataTypesPhone, Tag::DataTypesFax])
        && notice.words(term) != "宛名";
    is_unit
        || is_mail_named
        || is_means
        || is_in_name
        || is_counted
        || sums_up
        || acts
        || is_sample
        || longest_at_start(Tag::WordsNoDataAfter, rest) > 0 && !is_slip
        || longest_at_end(Tag::WordsNoDataBefore, before) > 0
}

/// Whether a sentence describes the fake mails that went round: 「件名は「請求書」、本文には社員の氏名と電話番号」, 「差出人の名前とアドレスが合わない」.
pub(super) fn shows_fake_mail(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    const SENDER: Sieve = Sieve::of("差出人");
    if sentence.has_class(Class::Happenings) {
        return false;
    }
    let text = notice.text_of(sentence);
    sentence.tags.has(Tag::DataTypesMailSubject)
        && notice.of_class(sentence, Class::DataTypes).any(|field| {
            let rest = &notice.text[field.end as usize..sentence.range.end];
            field.tag == Tag::DataTypesMailSubject && (rest.starts_with(':') || rest.starts_with("は「"))
        })
        || sentence.sieve.may_hold(&SENDER) && text.contains("差出人")
}

/// What stands behind a figure with its counter: 「約3万件」.
fn behind_figure(rest: &str) -> &str {
    let figure = rest.trim_start_matches(['約', '計', '延', 'べ']);
    let behind = figure.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '万' | '千' | '百'));
    if behind.len() == figure.len() { rest } else { behind.trim_start_matches(['件', '人', '名', '個', '通']) }
}
