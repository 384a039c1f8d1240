//! The plain nouns that stages hand on, and the codes of the field.
//!
//! In:   nothing.
//! Out:  `Page`, `Article`, `Incident` and what they are made of. No stage knows another; they meet here.
//!
//! Field names and codes are those of the published record (`docs/formats.md`), except where the law or an analyst needs
//! a finer one; `export` maps those down.
//! Not here: how a value is found (`extract`), how it is written (`export`).

mod article;
mod codes;
mod incident;
mod page;

pub use article::{Article, Kind};
pub use codes::{
    Authority, Bound, Cause, ConsequenceKind, DataType, EventType, NameKind, Prevention, Protection, Realis, Response,
    Scope, SecondaryDamage, Sector, Subject,
};
pub use incident::{Consequence, Count, DataItem, Doubt, Event, Found, Incident, OtherName, Pointer, Report};
pub use jikenbo_text::{ByteRange, PartialDate, TimeOfDay};
pub use page::{Block, BlockKind, Link, Origin, Page, TextHash};
