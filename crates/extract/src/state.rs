//! How the information was protected, whether it was misused, and what malware or product is named.
//!
//! In:   the sentences that tell of the incident.
//! Out:  protection, secondary damage, malware, vulnerabilities; each with evidence.
//! Data: lexicon classes `protection`, `damage`, `malware`, `products`, `modals`.

use jikenbo_lexicon::{Class, Mention, Tag};
use jikenbo_model::{ByteRange, Found, Protection, SecondaryDamage};

use crate::notice::{Notice, Place};
use crate::part::Part;
use crate::section::Section;

/// Protection of lost or stolen media, or of passwords; encryption beats a password, a statement that there was none beats nothing.
pub(crate) fn protection(notice: &Notice<'_>, part: &Part) -> Option<Found<Protection>> {
    let first = |tag| {
        part.told(notice)
            .filter(|sentence| sentence.section != Section::Prevention)
            .find_map(|sentence| notice.first(sentence, tag))
    };
    let found = |mention: &Mention, code| Found::new(code, notice.evidence_of(mention), "protection.words", 0.8);
    first(Tag::ProtectionEncrypted)
        .map(|mention| found(mention, Protection::Encrypted))
        .or_else(|| first(Tag::ProtectionNone).map(|mention| found(mention, Protection::None)))
        .or_else(|| first(Tag::ProtectionPassword).map(|mention| found(mention, Protection::Password)))
        .or_else(|| first(Tag::ProtectionHashed).map(|mention| found(mention, Protection::Hashed)))
}

/// Whether the leaked information was misused; `None` where the text does not say.
pub(crate) fn secondary_damage(notice: &Notice<'_>, part: &Part) -> Option<Found<SecondaryDamage>> {
    let mut denied = None;
    let mut confirmed = None;
    for sentence in part.told(notice).filter(|sentence| sentence.place == Place::Body) {
        let subject = notice.first(sentence, Tag::DamageDeniedSubject);
        let denial = subject.and_then(|subject| {
            notice.of_class(sentence, Class::Modals).find(|m| m.tag == Tag::ModalsDenied && m.start >= subject.end)
        });
        if let (Some(subject), Some(denial)) = (subject, denial) {
            denied.get_or_insert(ByteRange::new(subject.start as usize, denial.end as usize));
        } else if let Some(mention) = notice.first(sentence, Tag::DamageConfirmed) {
            confirmed.get_or_insert(ByteRange::new(mention.start as usize, mention.end as usize));
        }
    }
    let found = |at, code| Found::new(code, notice.evidence(at), "damage.words", 0.8);
    denied
        .map(|at| found(at, SecondaryDamage::NoneConfirmed))
        .or_else(|| confirmed.map(|at| found(at, SecondaryDamage::Confirmed)))
}

/// Malware named.
pub(crate) fn malware(notice: &Notice<'_>, part: &Part) -> Vec<Found<String>> {
    named(notice, part, Class::Malware, "malware.name")
}

/// CVE ids and products named as exploited, in the article's spelling.
pub(crate) fn vulnerabilities(notice: &Notice<'_>, part: &Part) -> Vec<Found<String>> {
    let mut found = Vec::new();
    for sentence in part.told(notice) {
        let text = notice.text_of(sentence);
        for (at, _) in text.match_indices("CVE-") {
            let digits = text[at + 4..].find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len() - at - 4);
            let range = ByteRange::new(sentence.range.start + at, sentence.range.start + at + 4 + digits);
            if digits >= 9 {
                push(notice, &mut found, range, "vulnerability.cve");
            }
        }
        if sentence.tags.has(Tag::CausesVulnerabilityExploit) {
            for mention in notice.of_class(sentence, Class::Products) {
                push(
                    notice,
                    &mut found,
                    ByteRange::new(mention.start as usize, mention.end as usize),
                    "vulnerability.product",
                );
            }
        }
    }
    found
}

fn named(notice: &Notice<'_>, part: &Part, class: Class, rule: &'static str) -> Vec<Found<String>> {
    let mut found = Vec::new();
    for sentence in part.told(notice) {
        for mention in notice.of_class(sentence, class) {
            push(notice, &mut found, ByteRange::new(mention.start as usize, mention.end as usize), rule);
        }
    }
    found
}

/// Adds a name once, as the page spells it.
fn push(notice: &Notice<'_>, found: &mut Vec<Found<String>>, range: ByteRange, rule: &'static str) {
    let at = notice.evidence(range);
    let name = at.of(&notice.page.text);
    if found.iter().all(|known| known.value != name) {
        found.push(Found::new(name.to_owned(), at, rule, 0.9));
    }
}
