//! An incident: what one article says of one event at one victim; every value with its evidence.

use crate::{
    Authority, Bound, ByteRange, Cause, ConsequenceKind, DataType, EventType, NameKind, PartialDate, Prevention,
    Protection, Realis, Response, Scope, SecondaryDamage, Sector, Subject, TimeOfDay,
};

/// A value together with what proves it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Bytes of the page's text; at least one range, the first being the words a reader would quote.
    pub evidence: Vec<ByteRange>,
    /// Name of the rule that found it; each has a worked example in `specs/`.
    pub rule: &'static str,
}

impl<T> Found<T> {
    /// A value proved by one range.
    pub fn new(value: T, evidence: ByteRange, rule: &'static str) -> Self {
        Self { value, evidence: vec![evidence], rule }
    }

    /// The same evidence for another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Found<U> {
        Found { value: f(self.value), evidence: self.evidence, rule: self.rule }
    }
}

/// A figure that counts something affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The figure; never a stand-in for "unknown".
    pub value: u64,
    /// What is counted.
    pub subject: Subject,
    /// Of what it is the size.
    pub scope: Scope,
    /// How exact it is.
    pub bound: Bound,
    /// Status of the leak that it counts.
    pub realis: Realis,
}

/// A kind of information and the term by which the text names it (診断名, カード番号下4桁).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataItem {
    /// The code.
    pub code: DataType,
    /// The term as normalised.
    pub term: String,
    /// `Denied` for information that the text says was not included.
    pub realis: Realis,
}

/// Something that came of the incident, or that the text says did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consequence {
    /// What.
    pub kind: ConsequenceKind,
    /// `Denied` where the text says that it did not happen.
    pub realis: Realis,
}

/// A dated step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventType,
    /// When, or when it began; `None` where the year cannot be settled or the day does not exist (a doubt says why).
    pub date: Option<PartialDate>,
    /// When a period ended.
    pub end: Option<PartialDate>,
    /// Time of day of `date`.
    pub time: Option<TimeOfDay>,
}

/// What one article says of one incident at one victim.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Incident {
    /// Organisations responsible for the information or service that suffered, longest form in the text.
    pub victims: Vec<Found<String>>,
    /// Named third parties at which or through which it happened.
    pub contractors: Vec<Found<String>>,
    /// Line of work of the first victim.
    pub sector: Option<Found<Sector>>,
    /// Prefecture of the first victim (熊本県).
    pub prefecture: Option<Found<String>>,
    /// Causes, the main one first.
    pub causes: Vec<Found<Cause>>,
    /// Consequences, denied ones included.
    pub consequences: Vec<Found<Consequence>>,
    /// Malware named.
    pub malware: Vec<Found<String>>,
    /// CVE ids and products named as exploited.
    pub vulnerabilities: Vec<Found<String>>,
    /// Kinds of information, excluded ones (`Denied`) included.
    pub data_types: Vec<Found<DataItem>>,
    /// Every figure that counts something affected.
    pub counts: Vec<Found<Count>>,
    /// Index into `counts` of the one figure that an analyst would put in a table.
    pub headline: Option<usize>,
    /// The timeline, in the order of the text.
    pub events: Vec<Found<Event>>,
    /// Who it was reported to or consulted.
    pub authorities: Vec<Found<Authority>>,
    /// Protection of lost or stolen media, or of passwords.
    pub protection: Option<Found<Protection>>,
    /// Whether leaked information was misused; `None` means the text does not say (`not_stated`).
    pub secondary_damage: Option<Found<SecondaryDamage>>,
    /// Done after the event.
    pub responses: Vec<Found<Response>>,
    /// Promised against recurrence.
    pub preventions: Vec<Found<Prevention>>,
    /// What the text leaves open, with the place and the reason.
    pub doubts: Vec<Doubt>,
}

/// JSON pointer into an incident's record (`/events/3`).
pub type Pointer = String;

/// Something that the text leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The value in question, as a JSON pointer into the incident; empty for the incident as a whole.
    pub pointer: Pointer,
    /// A stable code of the reason, such as `year_open` (labels in `crates/lexicon/data/labels.tsv`).
    pub why: &'static str,
    /// The words in question.
    pub at: ByteRange,
}

/// What an article says of who an organisation is: another name of it, or the body that owns it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherName {
    /// The organisation by its present name.
    pub of: String,
    /// The other name; of a parent, its name.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// From when on it has its present name, if the text says so.
    pub since: Option<PartialDate>,
}

/// Everything read from one article.
#[derive(Debug, Clone)]
pub struct Report {
    /// The article.
    pub article: crate::Article,
    /// Day of publication, if the text says so.
    pub published_on: Option<Found<PartialDate>>,
    /// Who published the original notice, if the text says so.
    pub publisher: Option<Found<String>>,
    /// Other names of organisations and their parents, as the article tells them.
    pub other_names: Vec<Found<OtherName>>,
    /// Incidents, in the order of the text.
    pub incidents: Vec<Incident>,
}
