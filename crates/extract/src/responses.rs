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
        // Under 「今後の対応」 stands what is promised, but also what has been done: the tense tells.
        let is_promised = sentence.section == Section::Prevention && !is_done(notice.text_of(sentence));
        if sentence.place == Place::Context || is_promised {
            continue;
        }
        for mention in notice.of_class(sentence, Class::Responses) {
            let Some(code) = Response::from_code(mention.tag.code()) else { continue };
            if found.iter().all(|known| known.value != code) {
                found.push(Found::new(code, notice.evidence_of(mention), "response.words"));
            }
        }
    }
    found
}

/// Whether a sentence tells of what has been done or is going on.
fn is_done(sentence: &str) -> bool {
    let words = sentence.trim_end().trim_end_matches('。');
    ["した", "しております", "しています", "ております", "ている", "ています"].iter().any(|end| words.ends_with(end))
}
