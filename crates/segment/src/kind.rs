//! What kind of text an article is.
//!
//! In:   the words of its title, the beginning of its body.
//! Out:  a `Kind`.
//!
//! A text that tells of something that happened at an organisation is `Incident`, whatever its heading warns of; the other kinds are
//! known by the words of their headings, and need a body that tells of no incident.

use jikenbo_model::Kind;

use crate::terms::{List, Words, words_of};

/// How much of the body is read, in bytes.
const READ: usize = 1500;

/// Decides the kind.
pub(crate) fn decide_kind(title: &str, body: &str) -> Kind {
    let mut until = body.len().min(READ);
    while !body.is_char_boundary(until) {
        until -= 1;
    }
    let text = words_of(&body[..until]);
    let heading = words_of(title);
    let has = |list| heading.any.has(list);
    // A heading that names an incident and no other kind is settled.
    let told = incident_told(&heading, &text);
    let figures = has(List::Statistics) && !heading.any.has(List::Tool);
    if figures && is_statistics(title, &heading) {
        return Kind::Statistics;
    }
    if has(List::Guidance) && heading.incidents <= 1 && !title.contains(['漏', '失']) {
        return Kind::Guidance;
    }
    if has(List::Opinion) && heading.incidents <= 1 && !told {
        return Kind::Opinion;
    }
    if has(List::Tool) && heading.incidents == 0 && !told {
        return Kind::Tool;
    }
    if has(List::Tip) && !told {
        return Kind::Tip;
    }
    if has(List::Advisory) && !told {
        return Kind::Advisory;
    }
    if told || heading.incidents > 0 || text.incidents >= 2 && text.voices >= 1 {
        return Kind::Incident;
    }
    if has(List::Opinion) || title.is_empty() && text.incidents == 0 {
        return Kind::Opinion;
    }
    if text.incidents >= 1 && text.voices >= 1 { Kind::Incident } else { Kind::Opinion }
}

/// Whether heading and body tell that something happened.
fn incident_told(heading: &Words, text: &Words) -> bool {
    text.voices >= 3 && text.incidents >= 2 || heading.incidents >= 2 && text.voices >= 1
}

/// Whether the heading speaks of figures over many incidents.
fn is_statistics(title: &str, heading: &Words) -> bool {
    heading.incidents <= 3 && (title.contains(|c: char| c.is_ascii_digit()) || title.contains('月'))
}
