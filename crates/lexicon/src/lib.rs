//! The terms of the field as data files, turned into one matcher.
//!
//! In:   text in normal form (`jikenbo_text::Normalised`).
//! Out:  mentions: where a term stands and which data file (`Tag`) it comes from.
//! Data: `data/<class>/<code>.txt`, one term a line (form: `CONTRIBUTING.md`); `data/labels.tsv`, names of codes for people.
//!
//! One automaton holds all terms, so that a text is read once. Of the terms of one class that lie inside one another only the
//! longest is reported; terms of different classes may overlap.
//! Not here: what a mention means where it stands (`segment`, `extract`).

mod automaton;
mod labels;
mod lookup;
mod matcher;
mod tags;
mod terms;

pub use automaton::Automaton;
pub use labels::{Language, label, labelled};
pub use lookup::{each_within, first_within, is_term, longest_at_end, longest_at_start, stands_in};
pub use matcher::{Lexicon, Mention};
pub use tags::{Class, Tag, TagSet};
pub use terms::{Term, terms};
