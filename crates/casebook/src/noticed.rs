//! A record in the published form as the notice that the rules read: codes parsed, each value with its words.
//!
//! In:   an article and one of its incidents, the text of the page if it is at hand.
//! Out:  `judge::Notice`. A code that this version does not know is left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jikenbo_export::{ArticleRecord, EvidenceRecord, IncidentRecord};
use jikenbo_judge::{Dated, Notice, Pointer, Said};
use jikenbo_model::{
    Authority, Bound, Cause, ConsequenceKind, Count, DataType, EventType, Protection, Realis, Scope, Sector, Subject,
};

/// Longest stretch behind a quote that the bridge looks at, in bytes.
const AFTER_BYTES: usize = 180;

/// What a record says, each value with its realis and the words beside it. `text` is the page's, if it is at hand.
pub(crate) fn notice<'r>(
    article: &'r ArticleRecord,
    record: &'r IncidentRecord,
    text: Option<&'r str>,
    clients: &[Option<Sector>],
) -> Notice<'r> {
    let mut reader = Reader { evidence: &record.evidence, realis: &record.realis, text, buffer: String::new() };
    let mut notice = Notice { has_text: text.is_some(), clients: clients.to_vec(), ..Notice::default() };
    notice.victim = record.victims.first().map(|name| reader.said(name.as_str(), "victims", Some(0)));
    notice.contractors = reader.list(&record.contractors, "contractors", |name| Some(name.as_str()));
    notice.sector = record.sector.as_deref().and_then(Sector::from_code).map(|it| reader.said(it, "sector", None));
    notice.causes = reader.list(&record.causes, "causes", |code| Cause::from_code(code));
    let consequence = |code: &String| ConsequenceKind::from_code(code);
    for (codes, field) in [(&record.consequences, "consequences"), (&record.consequences_denied, "consequences_denied")]
    {
        for (index, code) in codes.iter().enumerate() {
            let Some(code) = consequence(code) else { continue };
            notice.consequences.extend(reader.each(code, field, index));
        }
    }
    for (codes, field) in [(&record.data_types, "data_types"), (&record.data_types_excluded, "data_types_excluded")] {
        for (index, code) in codes.iter().enumerate() {
            let Some(code) = DataType::from_code(code) else { continue };
            notice.data_types.extend(reader.each(code, field, index));
        }
    }
    notice.counts = reader.list(&record.counts, "counts", |count| {
        Some(Count {
            value: count.value,
            subject: Subject::from_code(&count.subject)?,
            scope: Scope::from_code(&count.scope)?,
            bound: Bound::from_code(&count.bound)?,
            realis: Realis::Confirmed,
        })
    });
    for said in &mut notice.counts {
        said.value.realis = said.realis;
    }
    notice.events = reader.list(&record.events, "events", |event| {
        Some(Dated { kind: EventType::from_code(&event.kind)?, date: event.date.as_deref() })
    });
    notice.authorities = reader.list(&record.authorities, "authorities", |code| Authority::from_code(code));
    let protection = record.protection.as_deref().and_then(Protection::from_code);
    notice.protection = protection.map(|it| reader.said(it, "protection", None));
    reader.evidence = &article.evidence;
    notice.published_on = article.published_on.as_deref().map(|day| reader.said(day, "published_on", None));
    notice
}

/// Looks up what stands beside a value.
struct Reader<'r> {
    evidence: &'r BTreeMap<String, Vec<EvidenceRecord>>,
    realis: &'r BTreeMap<String, String>,
    text: Option<&'r str>,
    buffer: String,
}

impl<'r> Reader<'r> {
    fn list<V, T>(
        &mut self,
        values: &'r [V],
        field: &'static str,
        read: impl Fn(&'r V) -> Option<T>,
    ) -> Vec<Said<'r, T>> {
        let values = values.iter().enumerate().filter_map(|(index, value)| Some((index, read(value)?)));
        values.map(|(index, value)| self.said(value, field, Some(index))).collect()
    }

    fn said<T>(&mut self, value: T, field: &'static str, index: Option<usize>) -> Said<'r, T> {
        let (evidence, realis) = self.beside(Pointer { field, index });
        self.with(value, realis, Pointer { field, index }, evidence.first())
    }

    /// One for each place that names the value.
    fn each<T: Copy>(&mut self, value: T, field: &'static str, index: usize) -> Vec<Said<'r, T>> {
        let pointer = Pointer { field, index: Some(index) };
        let (evidence, realis) = self.beside(pointer);
        if evidence.is_empty() {
            return vec![self.with(value, realis, pointer, None)];
        }
        evidence.iter().map(|at| self.with(value, realis, pointer, Some(at))).collect()
    }

    fn beside(&mut self, pointer: Pointer) -> (&'r [EvidenceRecord], Realis) {
        self.buffer.clear();
        write!(self.buffer, "{pointer}").expect("a String takes all that is written");
        let evidence = self.evidence.get(self.buffer.as_str()).map_or(&[][..], Vec::as_slice);
        let told = self.realis.get(self.buffer.as_str()).and_then(|code| Realis::from_code(code));
        let denied = matches!(pointer.field, "consequences_denied" | "data_types_excluded");
        (evidence, told.unwrap_or(if denied { Realis::Denied } else { Realis::Confirmed }))
    }

    fn with<T>(&self, value: T, realis: Realis, pointer: Pointer, at: Option<&'r EvidenceRecord>) -> Said<'r, T> {
        let words = at.map_or("", |at| at.quote.as_str());
        let after = at.zip(self.text).map_or("", |(at, text)| after(text, at.end));
        Said { value, realis, pointer, words, after }
    }
}

/// What follows a byte of the text, up to [`AFTER_BYTES`], cut at a character.
fn after(text: &str, from: usize) -> &str {
    let to = text.floor_char_boundary(text.len().min(from.saturating_add(AFTER_BYTES)));
    text.get(from..to).unwrap_or_default()
}
