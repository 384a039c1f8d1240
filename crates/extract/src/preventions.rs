//! What is promised against recurrence.
//!
//! In:   the sentences that tell of the incident.
//! Out:  codes with evidence, in reading order, each once.
//! Data: lexicon class `preventions`.

use jikenbo_lexicon::{Class, Tag};
use jikenbo_model::{Found, Prevention};

use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::section::Section;

/// Reads them from one part.
pub(crate) fn read(notice: &Notice<'_>, part: &Part) -> Vec<Found<Prevention>> {
    let mut found: Vec<Found<Prevention>> = Vec::new();
    for sentence in part.told(notice) {
        if !is_promise(sentence) {
            continue;
        }
        for mention in notice.of_class(sentence, Class::Preventions) {
            let Some(code) = Prevention::from_code(mention.tag.code()) else { continue };
            if found.iter().all(|known| known.value != code) {
                found.push(Found::new(code, notice.evidence_of(mention), "prevention.words"));
            }
        }
    }
    found
}

/// Whether a sentence promises something: it stands under such a heading or speaks of what will be done.
fn is_promise(sentence: &Sentence) -> bool {
    sentence.place == Place::Body && (sentence.section == Section::Prevention || sentence.tags.has(Tag::ActsPromise))
}
