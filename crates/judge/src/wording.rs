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

    /// Where a rule was seen: what, and its address.
    pub(crate) fn source(&self, id: &str) -> Option<(&'d str, &'d str)> {
        self.sources.get(id).copied()
    }
}
