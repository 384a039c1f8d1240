//! Sentences whose facts are none of this incident: advice, other incidents, samples of fake mails, contact lines, other articles.
//!
//! In:   the sentences of a notice with their sections.
//! Out:  for each why it is set aside, if it is.
//! Data: lexicon class `asides`, `ways/another.txt`.

use jikenbo_lexicon::{Mention, Tag};

use crate::notice::{Notice, Place, Sentence};
use crate::section::Section;

/// Why the facts of a sentence are none of this incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aside {
    /// General advice or explanation.
    Advice,
    /// Another incident, told for comparison.
    OtherIncident,
    /// A quoted fake mail.
    SampleMail,
    /// Contact lines, imprint.
    Contact,
    /// Headlines of other articles, advertisements.
    Related,
}

/// Marks asides, sentence by sentence.
pub(crate) fn assign(notice: &mut Notice<'_>) {
    for index in 0..notice.sentences.len() {
        let sentence = &notice.sentences[index];
        if sentence.place != Place::Body {
            continue;
        }
        let aside = match sentence.section {
            Section::SampleMail => Some(Aside::SampleMail),
            Section::Advice => Some(Aside::Advice),
            Section::Related => Some(Aside::Related),
            Section::Contact => Some(Aside::Contact),
            _ if sentence.tags.has(Tag::AsidesRelated) => Some(Aside::Related),
            _ if tells_of_other(notice, sentence) => Some(Aside::OtherIncident),
            _ if sentence.tags.has(Tag::AsidesAdvice) => Some(Aside::Advice),
            _ => None,
        };
        notice.sentences[index].aside = aside;
    }
}

/// Whether a sentence tells of another incident, in words that no caller is quoted with: 「以前に…したことを知っている」との電話.
fn tells_of_other(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    sentence.tags.has(Tag::AsidesOtherIncident)
        && notice.mentions(sentence).iter().filter(|m| m.tag == Tag::AsidesOtherIncident).any(|m| {
            let before = &notice.text[sentence.range.start..m.start as usize];
            !is_other_person(notice, sentence, m) && before.rfind('「').is_none_or(|open| before[open..].contains('」'))
        })
}

/// Whether 「とは別の」, 「とは異なる」 speaks of a person, not of an incident: 「ログインした方とは別のお客様」.
pub(crate) fn is_other_person(notice: &Notice<'_>, sentence: &Sentence, other: &Mention) -> bool {
    sentence.tags.has(Tag::WaysAnother)
        && notice
            .mentions(sentence)
            .iter()
            .any(|person| person.tag == Tag::WaysAnother && person.start < other.end && person.end > other.end)
}
