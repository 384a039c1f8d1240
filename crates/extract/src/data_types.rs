//! What kinds of information leaked or may have, and which the text says did not.
//!
//! In:   the sentences that tell of the incident; its consequences (for the status), its causes and counts (for mails that were read).
//! Out:  one item a code, in reading order, with the term that stood there; excluded ones are `denied`.
//! Data: lexicon classes `data_types` and `contents`.
//!
//! | text                                                    | items                         |
//! |---------------------------------------------------------|-------------------------------|
//! | 氏名、住所が流出したが、電話番号は含まれていない        | name, address; phone excluded |
//! | 免許証の写し(電話番号は記載していません)                | id_document; phone excluded   |
//! | パスワードを初期化した                                  | –                             |

mod denied;
mod meant;
mod unnamed;

pub(crate) use denied::is_of_some;

use jikenbo_lexicon::{Class, Mention, Tag, TagSet};
use jikenbo_model::{
    ByteRange, Cause, Consequence, ConsequenceKind, Count, DataItem, DataType, Found, Realis, Subject,
};

use crate::negation;
use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::section::Section;
use meant::{is_acted_on, shows_fake_mail};

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
    let status = match status_of(consequences) {
        // 「対象は氏名です。カード番号の流出はありません」: what is denied is not all.
        Realis::Denied if denied::is_only_of_some(notice, part) => Realis::Possible,
        status => status,
    };
    let telling = TagSet::of(&[
        Tag::HappeningsLeak,
        Tag::HappeningsOpenness,
        Tag::HappeningsViewing,
        Tag::ContentsWords,
        Tag::DeedsCarryOut,
        Tag::DeedsTake,
    ]);
    let mut items: Vec<Found<DataItem>> = Vec::new();
    for sentence in part.telling(notice).filter(|sentence| sentence.has_class(Class::DataTypes)) {
        let terms: Vec<&Mention> =
            notice.of_class(sentence, Class::DataTypes).filter(|term| !is_acted_on(notice, sentence, term)).collect();
        if terms.is_empty() || shows_fake_mail(notice, sentence) {
            continue;
        }
        if !is_listing(notice, sentence, &terms, &telling) && !tells_cause(notice, sentence, &terms, causes) {
            continue;
        }
        let denied = denied::find(notice, sentence, &terms);
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
            let at = || notice.evidence_of(term);
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
                items.push(Found::new(item, at(), if denied { "data.excluded" } else { "data.listed" }));
            }
            match items.iter_mut().find(|item| item.value.code == code) {
                // Leaked in one part beats excluded in another.
                Some(known) if known.value.realis == Realis::Denied && realis != Realis::Denied => {
                    known.value.realis = realis;
                    known.evidence = vec![at()];
                }
                Some(_) => {}
                None => {
                    let item = DataItem { code, term: notice.words(term).to_owned(), realis };
                    let rule = if realis == Realis::Denied { "data.excluded" } else { "data.listed" };
                    items.push(Found::new(item, at(), rule));
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
                || negation::holds_not(notice, sentence)
        }
        Place::Body if one_kind => {
            matches!(sentence.section, Section::Data | Section::Excluded)
                || sentence.tags.has_any(telling)
                // 「顧客名簿を紛失」, 「アドレス表示のまま一斉メール」
                || (sentence.has_class(Class::Causes) || is_handed_over(sentence)) && sentence.section == Section::None
                || notice.of_class(sentence, Class::NotIncluded).next().is_some()
                || negation::holds_not(notice, sentence)
        }
        Place::Body => true,
    }
}

/// Whether the words of a cause stand in a sentence of the text: 「職員が患者のカルテを無断で見る」.
fn tells_cause(notice: &Notice<'_>, sentence: &Sentence, terms: &[&Mention], causes: &[Found<Cause>]) -> bool {
    let is_way_in = terms.iter().all(|term| is_credential(term));
    if is_way_in || sentence.place != Place::Body || !matches!(sentence.section, Section::None | Section::Overview) {
        return false;
    }
    let range = notice.evidence(sentence.range);
    causes.iter().flat_map(|cause| &cause.evidence).any(|at| range.start <= at.start && at.end <= range.end)
}

/// Whether a sentence hands something of one to another: 「カルテの写しを別の患者様にお渡しし」.
fn is_handed_over(sentence: &Sentence) -> bool {
    (sentence.tags.has(Tag::ActsHandOver) || sentence.tags.has(Tag::DeedsHandOver))
        && (sentence.tags.has(Tag::WaysAnother) || sentence.tags.has(Tag::ThingsOtherOne))
}

/// Whether a term names what one signs in with.
fn is_credential(term: &Mention) -> bool {
    [DataType::Password, DataType::LoginId].iter().any(|code| code.code() == term.tag.code())
}

#[cfg(test)]
mod tests;
