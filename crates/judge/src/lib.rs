//! Which breach-reporting duties Japanese law set, by when, and why: dated rules over the facts of one incident.
//!
//! In:   `Facts` of one reporting entity.
//! Out:  a `Verdict` (regime, duty, grounds, due days, what cannot be told), its reasons in words, the reservations.
//! Data: `data/*.tsv`: regimes and their validity, grounds, conditions, defaults, holidays, wording; `docs/law/rules.md` is
//!       their specification, and an amendment of the law is a change there.
//!
//! A verdict is a reading of a public text against a table of rules. It is no legal advice, and never says that anyone broke
//! the law. Every condition is three-valued: what a notice leaves open stays open.
//! Not here: how the facts are found in a notice (`extract`), how verdicts are shown (`cli`, `web`).

mod book;
mod bridge;
mod calendar;
mod catalogue;
mod codes;
mod decide;
mod explain;
mod expression;
mod facts;
mod fields;
mod notice;
mod resolve;
mod steps;
mod table;
mod truth;
mod verdict;
mod wording;

pub use book::{RuleBook, Tables};
pub use bridge::{Bridged, Origin};
pub use catalogue::{Catalogue, RegimeEntry, RuleEntry};
pub use codes::{BodyKind, Cause, ContractorRole, Duty, Encryption, Happened, Medium, MyNumberSystem, PersonsBound};
pub use explain::{Explanation, Note, OverlayNote, TrackNote};
pub use facts::{Facts, Persons};
pub use notice::{Dated, Notice, Pointer, Said};
pub use steps::{FactRead, Source, Step};
pub use table::TableError;
pub use truth::Truth;
pub use verdict::{Reason, Verdict};
pub use wording::Words;
