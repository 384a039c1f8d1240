//! The words of reasons, in Japanese and English.
//!
//! In:   keys such as `breach.yes`, and values to put in.
//! Out:  sentences.
//! Data: `data/wording.tsv` (sentences), `data/labels.tsv` (codes), `data/sources.tsv` (where a rule was seen).
//!
//! Not here: which sentence is wanted (`explain.rs`).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::book::Tables;
use crate::codes::PersonsBound;
use crate::facts::Persons;
use crate::table::{TableError, rows};

/// The same in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The same text in both languages.
    pub(crate) fn same(text: &str) -> Words {
        Words { ja: text.to_owned(), en: text.to_owned() }
    }

    /// Puts `value` in the place of `{name}`.
    pub(crate) fn with(self, name: &str, value: &Words) -> Words {
        let place = format!("{{{name}}}");
        Words { ja: self.ja.replace(&place, &value.ja), en: self.en.replace(&place, &value.en) }
    }
}

/// Every sentence and label.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wording<'d> {
    sentences: BTreeMap<&'d str, (&'d str, &'d str)>,
    labels: BTreeMap<(&'d str, &'d str), (&'d str, &'d str)>,
    sources: BTreeMap<&'d str, (&'d str, &'d str)>,
}

impl<'d> Wording<'d> {
    pub(crate) fn read(tables: &Tables<'d>) -> Result<Wording<'d>, TableError> {
        let mut wording = Wording::default();
        for row in rows("wording.tsv", tables.wording) {
            let key = row.cell("key")?;
            if wording.sentences.insert(key, (row.cell("ja")?, row.cell("en")?)).is_some() {
                return Err(row.error(format!("{key} stands there twice")));
            }
        }
        for row in rows("caveats.tsv", tables.caveats) {
            wording.sentences.insert(row.cell("id")?, (row.cell("ja")?, row.cell("en")?));
        }
        for row in rows("labels.tsv", tables.labels) {
            wording.labels.insert((row.cell("field")?, row.cell("code")?), (row.cell("ja")?, row.cell("en")?));
        }
        for row in rows("sources.tsv", tables.sources) {
            wording.sources.insert(row.cell("id")?, (row.cell("what")?, row.cell("url")?));
        }
        Ok(wording)
    }

    /// Whether this sentence exists.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.sentences.contains_key(key)
    }

    /// The sentence with this key; the key itself where the table lacks it (a test finds those).
    pub(crate) fn sentence(&self, key: &str) -> Words {
        match self.sentences.get(key) {
            Some((ja, en)) => Words { ja: (*ja).to_owned(), en: (*en).to_owned() },
            None => Words::same(key),
        }
    }

    /// The label of a code; the code itself where there is none.
    pub(crate) fn label(&self, field: &str, code: &str) -> Words {
        match self.labels.get(&(field, code)) {
            Some((ja, en)) => Words { ja: (*ja).to_owned(), en: (*en).to_owned() },
            None => Words::same(code),
        }
    }

    /// A number of persons in words (約1,200人).
    pub(crate) fn persons(&self, persons: Option<&Persons>) -> Words {
        let sentence = |bound: PersonsBound| self.sentence(&format!("persons.{}", bound.code()));
        let Some((persons, value)) = persons.and_then(|persons| Some((persons, persons.value?))) else {
            return sentence(PersonsBound::Unknown);
        };
        let value = Words::same(&grouped(value));
        if persons.counts_something_else() {
            let unit = self.label("unit", persons.unit.as_deref().unwrap_or(""));
            return self.sentence("persons.unit").with("v", &value).with("unit", &unit);
        }
        let high = persons.value_hi.map_or_else(|| "?".to_owned(), grouped);
        sentence(persons.bound).with("v", &value).with("hi", &Words::same(&high))
    }

    /// Where a rule was seen: what, and its address.
    pub(crate) fn source(&self, id: &str) -> Option<(&'d str, &'d str)> {
        self.sources.get(id).copied()
    }
}

/// A figure with its thousands set apart (1,234,567).
pub(crate) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
