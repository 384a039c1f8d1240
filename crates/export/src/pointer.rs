//! Evidence, realis, rule and confidence of values, kept by JSON pointer.

use std::collections::BTreeMap;

use jikenbo_model::{ByteRange, Found, Realis};

use crate::{confidence, record::EvidenceRecord};

/// Longest quote that a record carries, in bytes; longer evidence is cut at a character.
const QUOTE_BYTES: usize = 600;

/// What stands beside the values of a record, by JSON pointer.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    pub(crate) evidence: BTreeMap<String, Vec<EvidenceRecord>>,
    pub(crate) realis: BTreeMap<String, String>,
    pub(crate) rule: BTreeMap<String, String>,
    pub(crate) confidence: BTreeMap<String, f64>,
}

impl Beside {
    /// Notes what proves a value.
    pub(crate) fn add<T>(&mut self, text: &str, pointer: String, found: &Found<T>) {
        let evidence = found.evidence.iter().filter_map(|&range| quote(text, range)).collect();
        self.evidence.insert(pointer.clone(), evidence);
        self.rule.insert(pointer.clone(), found.rule.to_owned());
        if let Some(share) = confidence::of(&pointer, found.rule) {
            self.confidence.insert(pointer, share);
        }
    }

    /// Notes what proves a value, and how sure the text is of it.
    pub(crate) fn add_with_realis<T>(&mut self, text: &str, pointer: String, found: &Found<T>, realis: Realis) {
        self.realis.insert(pointer.clone(), realis.code().to_owned());
        self.add(text, pointer, found);
    }
}

/// The words that stand in a range; `None` if the range does not belong to the text, which is a bug.
pub(crate) fn quote(text: &str, range: ByteRange) -> Option<EvidenceRecord> {
    debug_assert!(!range.is_empty(), "evidence holds at least one byte");
    let end = text.floor_char_boundary(range.end.min(range.start + QUOTE_BYTES));
    let words = text.get(range.start..end);
    debug_assert!(words.is_some(), "evidence lies on characters of the page's text");
    words.filter(|words| !words.is_empty()).map(|words| EvidenceRecord {
        start: range.start,
        end,
        quote: words.to_owned(),
    })
}
