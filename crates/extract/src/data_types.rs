//! What kinds of information leaked or may have, and which the text says did not.
//!
//! In:   the sentences that tell of the incident; its consequences (for the status).
//! Out:  one item a code, in reading order, with the term that stood there; excluded ones are `denied`.
//! Data: lexicon classes `data_types`, `contents` and `not_included`.
//!
//! | text                                                    | items                         |
//! |---------------------------------------------------------|-------------------------------|
//! | 氏名、住所が流出したが、電話番号は含まれていない        | name, address; phone excluded |
//! | 免許証の写し(電話番号は記載していません)                | id_document; phone excluded   |
//! | パスワードを初期化した                                  | –                             |

mod unnamed;

use jikenbo_lexicon::{Class, Mention, Tag, TagSet, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::{
    ByteRange, Cause, Consequence, ConsequenceKind, Count, DataItem, DataType, Found, Realis, Subject,
};

use crate::cues::{self, Cues};
use crate::happening::Happening;
use crate::negation;
use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::section::Section;
use crate::sieve::Sieve;

/// Ends of a clause, each with its comma: what is denied after one is not what stands before it.
const CLAUSE_ENDS: &[&str] = &["が、", "おり、", "され、", "し、", "ものの、", "ほか、", "で、", "り、", "ため、"];

/// Reads the kinds of information of one part.
///
/// `counts` are the figures of the same part: mails that were read by others are `message_body`.
pub(crate) fn read(
    notice: &Notice<'_>,
    part: &Part,
    consequences: &[Found<Consequence>],
    causes: &[Found<Cause>],
    counts: &[Found<Count>],
) -> Vec<Found<DataItem>> {
    let mut vague: Vec<DataType> = Vec::new();
    let mut others: Vec<(DataType, ByteRange)> = Vec::new();
    let status = status_of(consequences);
    let telling = TagSet::of(&[
        Tag::HappeningsLeak,
        Tag::HappeningsOpenness,
        Tag::HappeningsViewing,
        Tag::ContentsWords,
        Tag::DeedsCarryOut,
        Tag::DeedsTake,
    ]);
    let mut items: Vec<Found<DataItem>> = Vec::new();
    for sentence in part.telling(notice) {
        let terms: Vec<&Mention> =
            notice.of_class(sentence, Class::DataTypes).filter(|term| !is_acted_on(notice, sentence, term)).collect();
        if terms.is_empty() || !is_listing(notice, sentence, &terms, &telling) || shows_fake_mail(notice, sentence) {
            continue;
        }
        let denied = denied_terms(notice, sentence, &terms);
        // Whether something that has no code of its own stands beside items that leaked.
        if terms.len() > 1 && denied.iter().all(|denied| !denied) && sentence.section != Section::Excluded {
            for (at, code) in unnamed::find(notice, sentence, &terms) {
                if others.iter().all(|(known, _): &(DataType, _)| *known != code) {
                    others.push((code, at));
                }
            }
        }
        for (term, denied) in terms.iter().zip(denied) {
            let Some(code) = code_of(notice, sentence, term) else { continue };
            let realis = if denied || sentence.section == Section::Excluded { Realis::Denied } else { status };
            let at = notice.evidence_of(term);
            let is_vague = is_vague(notice, sentence, term);
            if !is_vague {
                vague.retain(|known| *known != code);
            } else if items.iter().all(|item| item.value.code != code) {
                vague.push(code);
            }
            // 「IDやパスワード」
            let twin =
                (code == DataType::LoginId && notice.words(term).ends_with("パスワード")).then_some(DataType::Password);
            if let Some(code) = twin.filter(|twin| items.iter().all(|item| item.value.code != *twin)) {
                let item = DataItem { code, term: notice.words(term).to_owned(), realis };
                items.push(Found::new(item, at, if denied { "data.excluded" } else { "data.listed" }));
            }
            match items.iter_mut().find(|item| item.value.code == code) {
                // Leaked in one part beats excluded in another.
                Some(known) if known.value.realis == Realis::Denied && realis != Realis::Denied => {
                    known.value.realis = realis;
                    known.evidence = vec![at];
                }
                Some(_) => {}
                None => {
                    let item = DataItem { code, term: notice.words(term).to_owned(), realis };
                    let rule = if realis == Realis::Denied { "data.excluded" } else { "data.listed" };
                    items.push(Found::new(item, at, rule));
                }
            }
        }
    }
    // A store or document named as a whole stands for its items only where the text names none.
    if items.iter().any(|item| item.value.realis != Realis::Denied && !vague.contains(&item.value.code)) {
        items.retain(|item| !vague.contains(&item.value.code));
    }
    for (code, at) in others {
        if items.iter().all(|item| item.value.code != code) {
            let item = DataItem { code, term: at.of(&notice.text).to_owned(), realis: status };
            items.push(Found::new(item, notice.evidence(at), "data.unnamed"));
        }
    }
    let mails = mails(causes, counts).filter(|_| !items.iter().any(|item| item.value.code == DataType::MessageBody));
    items.extend(mails);
    items
}

/// The code of a term. Guardians named beside their children are persons concerned, no family: 「児童と保護者の氏名」.
fn code_of(notice: &Notice<'_>, sentence: &Sentence, term: &Mention) -> Option<DataType> {
    let code = DataType::from_code(term.tag.code())?;
    let before = &notice.text[sentence.range.start..term.start as usize];
    let is_beside = || {
        notice.words(term).ends_with("氏名")
            && (before.ends_with(['と', 'や', '・']) || before.ends_with("及び") || before.ends_with("および"))
    };
    Some(if code == DataType::Family && is_beside() { DataType::Name } else { code })
}

/// Mails that outsiders read or took, by the figure that counts them; a mail sent wrongly is no such thing.
fn mails(causes: &[Found<Cause>], counts: &[Found<Count>]) -> Option<Found<DataItem>> {
    const SLIPS: &[Cause] =
        &[Cause::Misdelivery, Cause::DataHandlingError, Cause::SystemDefect, Cause::PublicationError];
    if causes.first().is_some_and(|main| SLIPS.contains(&main.value)) {
        return None;
    }
    let count = counts.iter().find(|found| found.value.subject == Subject::Emails)?;
    let item = DataItem { code: DataType::MessageBody, term: "メール".to_owned(), realis: count.value.realis };
    Some(Found { value: item, evidence: count.evidence.clone(), rule: "data.mails" })
}

/// Whether a term names a whole store or document (会員情報, 契約書), not an item of it.
fn is_vague(notice: &Notice<'_>, sentence: &Sentence, term: &Mention) -> bool {
    notice.of_class(sentence, Class::Contents).any(|whole| {
        matches!(whole.tag, Tag::ContentsStore | Tag::ContentsDocument)
            && whole.end == term.end
            && whole.start <= term.start
    })
}

/// Status of the information: that of the strongest leak told.
fn status_of(consequences: &[Found<Consequence>]) -> Realis {
    let has = |kind, realis| consequences.iter().any(|found| found.value == Consequence { kind, realis });
    if has(ConsequenceKind::DataLeak, Realis::Confirmed) {
        Realis::Confirmed
    } else if has(ConsequenceKind::PossibleDataLeak, Realis::Possible) {
        Realis::Possible
    } else if has(ConsequenceKind::DataLeak, Realis::Claimed) {
        Realis::Claimed
    } else if has(ConsequenceKind::DataDeletion, Realis::Confirmed)
        || has(ConsequenceKind::UnauthorizedViewing, Realis::Confirmed)
    {
        Realis::Confirmed
    } else if has(ConsequenceKind::DataLeak, Realis::Denied)
        || has(ConsequenceKind::UnauthorizedViewing, Realis::Denied)
    {
        Realis::Denied
    } else {
        Realis::Possible
    }
}

/// Whether a sentence lists information: two kinds or more, or one with a word for holding or leaking it.
fn is_listing(notice: &Notice<'_>, sentence: &Sentence, terms: &[&Mention], telling: &TagSet) -> bool {
    if matches!(sentence.section, Section::Prevention | Section::Request) {
        return false;
    }
    if sentence.section == Section::Timeline && terms.len() < 2 {
        return sentence.tags.has(Tag::HappeningsLeak);
    }
    // An item of a list: 「・氏名」, 「住所(任意でご登録の方のみ)」.
    let words = notice.text_of(sentence).trim_start_matches(|c: char| !c.is_alphanumeric());
    let outside = words.find('(').map_or(words, |open| &words[..open]);
    if sentence.place == Place::Body
        && outside.len() <= terms.iter().map(|term| (term.end - term.start) as usize).sum::<usize>() + 12
    {
        return true;
    }
    let one_kind = terms.iter().all(|term| term.tag == terms[0].tag);
    match sentence.place {
        Place::Context => false,
        Place::Title => true,
        // A password alone is how they came in, unless it is said to have leaked.
        Place::Body if terms.iter().all(|term| is_credential(term)) => {
            matches!(sentence.section, Section::Data | Section::Excluded)
                || sentence.tags.has(Tag::HappeningsLeak)
                || sentence.tags.has(Tag::HappeningsViewing)
                || notice.of_class(sentence, Class::NotIncluded).next().is_some()
                || is_withheld(notice, sentence)
        }
        Place::Body if one_kind => {
            matches!(sentence.section, Section::Data | Section::Excluded)
                || sentence.tags.has_any(telling)
                // 「顧客名簿を紛失」, 「アドレス表示のまま一斉メール」
                || (sentence.has_class(Class::Causes) || is_handed_over(sentence)) && sentence.section == Section::None
                || notice.of_class(sentence, Class::NotIncluded).next().is_some()
                || is_withheld(notice, sentence)
        }
        Place::Body => true,
    }
}

/// Whether a sentence hands something of one to another: 「カルテの写しを別の患者様にお渡しし」.
fn is_handed_over(sentence: &Sentence) -> bool {
    (sentence.tags.has(Tag::ActsHandOver) || sentence.tags.has(Tag::DeedsHandOver))
        && (sentence.tags.has(Tag::WaysAnother) || sentence.tags.has(Tag::ThingsOtherOne))
}

/// Whether a sentence negates a verb of holding: 「パスワードは保持しておりません」.
fn is_withheld(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    let text = &notice.text[..sentence.range.end];
    sentence.tags.has(Tag::DeedsHold)
        && notice
            .mentions(sentence)
            .iter()
            .any(|hold| hold.tag == Tag::DeedsHold && negation::length(&text[hold.end as usize..]).is_some())
}

/// Whether a term names what one signs in with.
fn is_credential(term: &Mention) -> bool {
    [DataType::Password, DataType::LoginId].iter().any(|code| code.code() == term.tag.code())
}

/// Whether something is done to the thing named, so that it is no information listed: パスワードを変更, メールを送信.
fn is_acted_on(notice: &Notice<'_>, sentence: &Sentence, term: &Mention) -> bool {
    let (start, end) = (term.start as usize, term.end as usize);
    let (before, rest) = (&notice.text[sentence.range.start..start], &notice.text[end..sentence.range.end]);
    let code = term.tag.code();
    // A unit of a figure (38メールアドレス), a field of a sample mail (件名:「…」).
    let is = |codes: &[DataType]| codes.iter().any(|it| it.code() == code);
    // 「本文に」, 「本文と添付文書に」
    let is_place = |rest: &str| rest.starts_with('に');
    let is_mail_named = is(&[DataType::MailSubject, DataType::MessageBody, DataType::Attachment])
        && (is_place(rest)
            || rest.strip_prefix(['と', 'や', '・']).is_some_and(|second| {
                let length = longest_at_start(Tag::DataTypesAttachment, second);
                length > 0 && is_place(&second[length..])
            }));
    // 「戸山部署」, 「架空市支部」: part of a name.
    let is_in_name = matches!(notice.words(term), "部署" | "支部")
        && before.ends_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}'));
    // 「IDとパスワードで社内のサーバーに入り」, 「個人のアドレスへ送った」: the way in, where it went.
    const WHERE_TO: Cues = Cues::of(&["へ送", "へメール", "へ転送", "に送", "にメール", "に転送", "宛", "あて"]);
    let is_means = is(&[DataType::Password, DataType::LoginId]) && rest.starts_with('で') && !rest.starts_with("です")
        || is(&[DataType::Email]) && WHERE_TO.start(rest);
    // 「氏名や電話番号といった連絡先」 sums up the list.
    const LIKE: Cues = Cues::of(&["といった", "などの", "等の", "などといった"]);
    let sums_up = is(&[DataType::Other]) && LIKE.end(before);
    // 「防犯カメラの映像を確認」
    const CHECKED: Cues = Cues::of(&["を確認", "を調", "を見", "を解析", "を検証", "で", "に", "、"]);
    // 「家族が誤って捨て」, 「メッセージが届き」, 「国外のIPアドレスから」: somebody or something that acts.
    let acts = notice.words(term) == "家族" && rest.starts_with(['が', 'に', 'へ', 'を'])
        || notice.words(term) == "メッセージ"
            && rest.starts_with(['が', 'を', 'の', '(']) | rest.starts_with(|c: char| c.is_ascii_digit())
        || is(&[DataType::BrowsingHistory, DataType::FacePhoto]) && rest.starts_with("から")
        || is(&[DataType::FacePhoto]) && notice.words(term).ends_with("映像") && CHECKED.start(rest)
        || is(&[DataType::BusinessProfile]) && notice.words(term) == "代表者" && rest.starts_with(['の', 'と'])
        || is(&[DataType::Qualification]) && rest.starts_with("申請")
        // 「お届け先7万名」: people.
        || is(&[DataType::Address])
            && notice.words(term).ends_with('先')
            && rest.starts_with(|c: char| c.is_ascii_digit());
    let is_unit = before.ends_with(|c: char| c.is_ascii_digit());
    let is_sample = is(&[DataType::MailSubject, DataType::MessageBody, DataType::Amount])
        && (rest.starts_with(':') || rest.starts_with("は「"));
    is_unit
        || is_mail_named
        || is_means
        || is_in_name
        || sums_up
        || acts
        || is_sample
        || longest_at_start(Tag::WordsNoDataAfter, rest) > 0
        || longest_at_end(Tag::WordsNoDataBefore, before) > 0
}

/// Whether a sentence describes the fake mails that went round: 「件名は「請求書」、本文には社員の氏名と電話番号」, 「差出人の名前とアドレスが合わない」.
fn shows_fake_mail(notice: &Notice<'_>, sentence: &Sentence) -> bool {
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

/// Where a sentence says that something did not leak.
fn denied_leaks<'n>(notice: &'n Notice<'_>, sentence: &Sentence) -> impl Iterator<Item = usize> + use<'n> {
    let denied = |it: &&Happening| it.tag == Tag::HappeningsLeak && it.realis == Realis::Denied;
    notice.happenings(sentence).iter().filter(denied).map(|it| it.qualified.start)
}

/// Whether what is said at a place of the sentence is about some kinds of information only: 「カード番号は漏えいしていません」.
pub(crate) fn is_of_some(notice: &Notice<'_>, sentence: &Sentence, at: usize) -> bool {
    let nearest = notice.of_class(sentence, Class::DataTypes).filter(|term| term.end as usize <= at).last();
    nearest.is_some_and(|term| {
        let gap = &notice.text[term.end as usize..at];
        longest_at_start(Tag::WordsTopic, gap) > 0 || matches!(gap, "が" | "等が" | "などが")
    })
}

/// Whether a gap before a denied verb makes what stands before it the subject: 「添付ファイルが流出した形跡はない」,
/// 「氏名や住所の流出は確認されていない」, 「口座番号といった金銭に関わる情報が流れたことは確認されていない」.
fn is_subject(gap: &str) -> bool {
    const LIKE: Cues = Cues::of(&["といった", "などの", "等の", "など", "等", "その他の", "のような"]);
    matches!(gap, "が" | "等が" | "などが" | "の" | "等の" | "などの")
        || LIKE.start(cues::behind(gap, &["の番号", "の情報"]))
            && gap.ends_with(['が', 'は', 'も', 'の', 'る', 'な'])
            && gap.len() <= SUMMARY_BYTES
            && !gap.contains(['、', '('])
}

/// Longest words that sum up a list before a verb, in bytes: 「といった金銭に関わる情報が」.
const SUMMARY_BYTES: usize = 60;

/// Whether a denial is about the term that stands the gap before it: only the topic reaches over the end of a clause.
fn reaches(gap: &str) -> bool {
    clause_end(gap).is_none_or(|at| gap[..at].contains('は'))
}

/// Where the first end of a clause stands in a gap.
fn clause_end(gap: &str) -> Option<usize> {
    gap.match_indices('、').find_map(|(comma, sign)| {
        let front = &gap[..comma + sign.len()];
        CLAUSE_ENDS.iter().filter(|end| front.ends_with(**end)).map(|end| front.len() - end.len()).min()
    })
}

/// Whether a gap between two terms joins them to one list.
fn is_list_gap(gap: &str) -> bool {
    let bare = cues::behind(gap, &["または", "あるいは"]);
    !gap.is_empty()
        && !gap.contains('。')
        && (gap.trim().is_empty() || gap == "の" || stands_in(Tag::WordsListJoint, gap))
        && !bare.contains('は')
        && !gap.ends_with('に')
        && clause_end(gap).is_none()
}

/// For each term whether the sentence says that it was not included.
fn denied_terms(notice: &Notice<'_>, sentence: &Sentence, terms: &[&Mention]) -> Vec<bool> {
    let mut denied = vec![false; terms.len()];
    let text = &notice.text;
    // 「互いに表示されないBCC」 describes a thing and denies nothing.
    for (term, denied) in terms.iter().zip(&mut denied) {
        // 「カード番号の下4桁」: all but the last digits are hidden.
        let rest = text[term.end as usize..sentence.range.end].trim_start_matches(['の', 'は', '(']);
        let last = ["下", "末尾", "下の"].iter().find_map(|sign| rest.strip_prefix(sign));
        *denied = last.is_some_and(|last| {
            last.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八".contains(c))
                .starts_with(['桁', 'け', 'ケ'])
                && !last.starts_with('桁')
        });
    }
    // 「口座とクレジットカードの下4桁」: of both.
    for index in (1..terms.len()).rev() {
        let (before, term) = (terms[index - 1], terms[index]);
        let is_number = |it: &Mention| matches!(it.tag, Tag::DataTypesBankAccount | Tag::DataTypesCreditCard);
        if denied[index] && is_number(before) && is_number(term) && before.end < term.start {
            denied[index - 1] |=
                matches!(&text[before.end as usize..term.start as usize], "と" | "や" | "・" | "及び" | "および");
        }
    }
    let states = |denial: &&Mention| {
        let is_of_term = || terms.iter().any(|term| term.end == denial.start);
        let behind = text[denial.end as usize..].trim_start_matches(['「', '『', '"']);
        longest_at_start(Tag::WordsNoDenialAfter, behind) == 0 && (notice.words(denial) != "ではなく" || is_of_term())
    };
    let absent = notice.of_class(sentence, Class::NotIncluded).filter(states).map(|it| (it.start as usize, false));
    let kept = denied_leaks(notice, sentence).map(|at| (at, true));
    // 「電話番号は載っておりません」: a verb of holding, negated; only the topic is denied.
    let mentions = notice.mentions(sentence);
    let held = mentions.iter().filter(|hold| hold.tag == Tag::DeedsHold).filter_map(|hold| {
        let behind = &text[hold.end as usize..sentence.range.end];
        let no = negation::length(behind)?;
        let states = longest_at_start(Tag::WordsNoDenialAfter, &behind[no..]) == 0;
        states.then_some((hold.start as usize, true))
    });
    let held: Vec<(usize, bool)> = held.collect();
    for (end, of_topic) in absent.chain(kept).chain(held) {
        // Inside a bracket the denial is about what stands in the bracket.
        let before = &text[sentence.range.start..end];
        let bracket = match (before.rfind('('), before.rfind(')')) {
            (Some(open), close) if close.is_none_or(|close| close < open) => Some(sentence.range.start + open),
            _ => None,
        };
        let from = bracket.unwrap_or(sentence.range.start);
        // The run of information nearest before it: items of one list, or the topic of an earlier clause (…は別に管理しており、…).
        let mut run_start = end;
        for (term, denied) in terms.iter().zip(&mut denied).rev() {
            let (start, stop) = (term.start as usize, term.end as usize);
            if start < from || stop > end {
                continue;
            }
            let gap = &text[stop..run_start.max(stop)];
            // 「個人情報(氏名、住所)については、漏えいはなかった」: the topic is what the bracket lists.
            let is_topic = |rest: &&str| run_start == end && of_topic && longest_at_start(Tag::WordsTopic, rest) > 0;
            let gap = gap.strip_prefix(')').filter(is_topic).unwrap_or(gap);
            let other_bracket = bracket.is_none() && gap.matches(')').count() > gap.matches('(').count();
            let is_first = run_start == end;
            // 「個人情報(氏名、住所)については、漏えいはない」: the topic is what stands in the bracket.
            let topic_bracket = is_first
                && gap
                    .strip_prefix(')')
                    .is_some_and(|rest| longest_at_start(Tag::WordsTopic, rest) > 0 && reaches(rest));
            let other_bracket = other_bracket && !topic_bracket;
            if other_bracket || (is_first && gap.starts_with("以外")) {
                continue;
            }
            let belongs = match (is_first, of_topic) {
                _ if topic_bracket => true,
                (true, true) => is_subject(gap) || longest_at_start(Tag::WordsTopic, gap) > 0 && reaches(gap),
                (true, false) => reaches(gap),
                // 「クレジットカード」 and 「カードの番号」 are one.
                (false, _) => run_start < stop || is_list_gap(gap),
            };
            if !belongs {
                break;
            }
            *denied = true;
            run_start = start;
        }
    }
    denied
}

#[cfg(test)]
mod tests;
