//! What was done after the event.
//!
//! In:   the sentences that tell of the incident.
//! Out:  codes with evidence, in reading order, each once.
//! Data: lexicon class `responses`.

use jikenbo_lexicon::Class;
use jikenbo_model::{Found, Response};

use crate::notice::{Notice, Place};
use crate::part::Part;
use crate::section::Section;

/// Reads them from one part.
pub(crate) fn read(notice: &Notice<'_>, part: &Part) -> Vec<Found<Response>> {
    let mut found: Vec<Found<Response>> = Vec::new();
    for sentence in part.told(notice) {
        if sentence.place == Place::Context || sentence.section == Section::Prevention {
            continue;
        }
        for mention in notice.of_class(sentence, Class::Responses) {
            let Some(code) = Response::from_code(mention.tag.code()) else { continue };
            if found.iter().all(|known| known.value != code) {
                found.push(Found::new(code, notice.evidence_of(mention), "response.words", 0.8));
            }
        }
    }
    found
}
