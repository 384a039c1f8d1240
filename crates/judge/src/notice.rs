//! A notice as the bridge to facts reads it: what one report says of one incident, each value with its words.
//!
//! In:   nothing; who keeps records fills it (`casebook`), without copying.
//! Out:  `Notice`, read by `bridge.rs`.
//!
//! Not here: how a value was found (`extract`).

use std::fmt;

use jikenbo_model::{Authority, Cause, ConsequenceKind, Count, DataType, EventType, Protection, Realis, Sector};

/// The place of a value in its record, written as a JSON pointer (`/causes/0`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pointer {
    /// Name of the field.
    pub field: &'static str,
    /// Place in a list.
    pub index: Option<usize>,
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index {
            Some(index) => write!(f, "/{}/{index}", self.field),
            None => write!(f, "/{}", self.field),
        }
    }
}

/// A value that a notice states.
#[derive(Debug, Clone, Copy)]
pub struct Said<'r, T> {
    /// The value.
    pub value: T,
    /// How sure the text is of it.
    pub realis: Realis,
    /// Where it stands in the record.
    pub pointer: Pointer,
    /// The words that prove it.
    pub words: &'r str,
    /// What follows them in the page's text, some characters; empty where the text is not at hand.
    pub after: &'r str,
}

/// A dated step; a date is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy)]
pub struct Dated<'r> {
    /// What happened.
    pub kind: EventType,
    /// When, or since when.
    pub date: Option<&'r str>,
}

/// What one report says of one incident at one victim.
#[derive(Debug, Clone, Default)]
pub struct Notice<'r> {
    /// The reporting entity: the first victim.
    pub victim: Option<Said<'r, &'r str>>,
    /// Third parties at which or through which it happened.
    pub contractors: Vec<Said<'r, &'r str>>,
    /// Line of work of the victim.
    pub sector: Option<Said<'r, Sector>>,
    /// Causes, the main one first.
    pub causes: Vec<Said<'r, Cause>>,
    /// Consequences, denied ones too.
    pub consequences: Vec<Said<'r, ConsequenceKind>>,
    /// Kinds of information, once for each place that names them, excluded ones (`Denied`) too.
    pub data_types: Vec<Said<'r, DataType>>,
    /// Figures.
    pub counts: Vec<Said<'r, Count>>,
    /// The timeline.
    pub events: Vec<Said<'r, Dated<'r>>>,
    /// Who was told.
    pub authorities: Vec<Said<'r, Authority>>,
    /// Protection of media or passwords.
    pub protection: Option<Said<'r, Protection>>,
    /// Day of publication, as precise as the text.
    pub published_on: Option<Said<'r, &'r str>>,
    /// Whether the page's text was at hand, so that `after` can be relied on.
    pub has_text: bool,
    /// The victim is known to be the contractor of other cases (a root case): what its clients' cases say of their kind.
    pub clients: Vec<Option<Sector>>,
}
