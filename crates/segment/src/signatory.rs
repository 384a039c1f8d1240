//! The body for which an officer signs: 「架空市長 見本 花子」 → 「架空市」.
//!
//! In:   a short line in normal form, without a date.
//! Out:  the bytes of the body's name; `None` where the line is no signature.
//! Data: `issuers/officer`, `issuers/organisation_end`, `issuers/organisation_start`.
//!
//! | line                                | body             |
//! |-------------------------------------|------------------|
//! | 架空市長 見本 花子                   | 架空市           |
//! | 見本県知事 見本太郎                  | 見本県           |
//! | 架空商事株式会社 代表取締役 見本太郎 | 架空商事株式会社 |
//! | 院長 見本太郎                        | none: no body    |
//!
//! Not here: lines that hold a body's name alone (`role.rs`).

use jikenbo_model::ByteRange;

use crate::{
    role::has_particle,
    terms::{List, words_of},
};

/// Longest signature, in characters.
const LONGEST: usize = 44;
/// Longest name of a person behind the office, in characters.
const PERSON: usize = 10;

/// The body in whose name an officer signs.
pub(crate) fn signatory(text: &str) -> Option<ByteRange> {
    if text.chars().nth(LONGEST).is_some()
        || !(text.contains('長') || text.contains("知事") || text.contains("代表") || text.contains("取締役"))
    {
        return None;
    }
    if text.contains(['。', '、', '「', ':', '?', '!', '・', '(']) {
        return None;
    }
    // 「架空市の市長」「架空市長が謝罪」: told about, not signed.
    let told = text.rfind('の').is_some_and(|at| words_of(&text[at + 'の'.len_utf8()..]).opens.has(List::Officer));
    if told || has_particle(text) {
        return None;
    }
    before_office(text).or_else(|| of_office(text)).map(|end| ByteRange::new(0, end))
}

/// 「架空商事株式会社 代表取締役 見本太郎」: the office stands behind a blank; end of the body.
fn before_office(text: &str) -> Option<usize> {
    text.match_indices(' ').find_map(|(at, _)| {
        let office = text[at..].trim_start();
        let is_office = words_of(office).opens.has(List::Officer) && office.chars().all(is_letter);
        (is_office && is_body(text[..at].trim_end())).then(|| text[..at].trim_end().len())
    })
}

/// 「架空市長」「見本県知事」: the office is written on to the body's name; end of the body.
fn of_office(text: &str) -> Option<usize> {
    let (at, office) = [('長', "長"), ('知', "知事")]
        .iter()
        .filter_map(|(first, office)| {
            text.find(*first).filter(|&at| text[at..].starts_with(office)).map(|at| (at, *office))
        })
        .min()?;
    let person = text[at + office.len()..].trim();
    let is_person = person.chars().count() <= PERSON && person.chars().all(is_letter);
    let body = &text[..at];
    // 「会長」「社長」: the office has a word of its own.
    let joined =
        office == "知事" || !body.ends_with(['会', '社', '課', '係', '部', '室', '局', '所', '議', '団', '班']);
    (is_person && joined && body.chars().count() >= 2 && is_body(body)).then_some(at)
}

/// Whether words name a body.
fn is_body(words: &str) -> bool {
    let of_body = words_of(words);
    !of_body.whole.has(List::OrganisationEnd)
        && !of_body.whole.has(List::OrganisationStart)
        && words.chars().all(|c| is_letter(c) || c == '-')
        && (of_body.closes.has(List::OrganisationEnd) || of_body.opens.has(List::OrganisationStart))
}

/// Letters of names; particles and marks are none.
fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() || c == ' ' || c == 'ー') && c != 'を'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_body_in_whose_name_an_officer_signs() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(signatory(text).map(|range| range.of(text)), expected, "{text}");
        };
        check("架空市長 見本 花子", Some("架空市"));
        check("見本県知事 見本太郎", Some("見本県"));
        check("見本町長", Some("見本町"));
        check("架空大学長 見本太郎", Some("架空大学"));
        check("架空病院長", Some("架空病院"));
        check("架空商事株式会社 代表取締役社長 見本太郎", Some("架空商事株式会社"));
        check("医療法人見本会 架空病院 院長 見本太郎", Some("医療法人見本会 架空病院"));
        check("院長 見本太郎", None);
        check("市長", None);
        check("架空市の市長が謝罪", None);
        check("架空市長、名簿の紛失を謝罪", None);
        check("架空小学校教諭が成長記録を紛失", None);
        check("延長保育の申込書の紛失について", None);
    }
}
