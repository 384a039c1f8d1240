//! Words of the pages in the reader's language.
//!
//! In:   a key (`original_text`) or a code of the record.
//! Out:  its words in Japanese or English.
//! Data: `data/words.tsv`; names of codes come from `lexicon`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

pub(crate) use jikenbo_lexicon::Language;

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// The words behind a key; the key itself where the table lacks it (a test keeps that from happening).
    pub(crate) fn t<'k>(&self, key: &'k str) -> &'k str {
        match (table().get(key), self.0) {
            (Some((japanese, _)), Language::Japanese) => japanese,
            (Some((_, english)), Language::English) => english,
            (None, _) => key,
        }
    }

    /// The words behind a key, with `value` in place of `{}`.
    pub(crate) fn fill(&self, key: &str, value: impl std::fmt::Display) -> String {
        self.t(key).replace("{}", &value.to_string())
    }

    /// What the rule tables say in both languages, in this one.
    pub(crate) fn told<'b>(&self, both: &'b jikenbo_casebook::Words) -> &'b str {
        match self.0 {
            Language::Japanese => &both.ja,
            Language::English => &both.en,
        }
    }

    /// The name of a code.
    pub(crate) fn label<'c>(&self, kind: &str, code: &'c str) -> &'c str {
        jikenbo_lexicon::label(kind, code, self.0)
    }

    /// Value of `lang` in HTML and in addresses.
    pub(crate) fn tag(&self) -> &'static str {
        match self.0 {
            Language::Japanese => "ja",
            Language::English => "en",
        }
    }

    /// Names in one line.
    pub(crate) fn joined(&self, names: &[String]) -> String {
        names.join(match self.0 {
            Language::Japanese => "、",
            Language::English => ", ",
        })
    }

    /// A figure with what it counts and how exact it is: 「最大1,200人」, "up to 1,200 persons".
    pub(crate) fn figure(&self, value: u64, subject: &str, bound: &str) -> String {
        let number = grouped(value);
        let counted = match table().contains_key(format!("count_{subject}").as_str()) {
            true => self.fill(&format!("count_{subject}"), number),
            false => format!("{number} {subject}"),
        };
        match table().contains_key(format!("bound_{bound}").as_str()) {
            true => self.fill(&format!("bound_{bound}"), counted),
            false => counted,
        }
    }

    /// A day, month or year: 「2026年5月20日」, "2026-05-20". What is in no such form is given back as it is.
    pub(crate) fn date(&self, date: &str) -> String {
        if self.0 == Language::English {
            return date.to_owned();
        }
        let mut written = String::new();
        for (part, unit) in date.split('-').zip(["年", "月", "日"]) {
            if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
                return date.to_owned();
            }
            written.push_str(part.trim_start_matches('0'));
            written.push_str(unit);
        }
        written
    }
}

/// 1234567 → `1,234,567`.
pub(crate) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

fn table() -> &'static BTreeMap<&'static str, (&'static str, &'static str)> {
    static TABLE: OnceLock<BTreeMap<&'static str, (&'static str, &'static str)>> = OnceLock::new();
    TABLE.get_or_init(|| rows().map(|[key, japanese, english]| (key, (japanese, english))).collect())
}

fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = include_str!("../data/words.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| {
        let mut columns = line.split('\t');
        [(); 3].map(|()| columns.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const JA: Words = Words(Language::Japanese);
    const EN: Words = Words(Language::English);

    #[test]
    fn figures_read_as_people_write_them() {
        for (value, subject, bound, japanese, english) in [
            (1_200, "persons", "max", "最大1,200人", "up to 1,200 persons"),
            (23_000, "persons", "approx", "約23,000人", "about 23,000 persons"),
            (5, "emails", "exact", "メール5通", "5 e-mails"),
            (1_000, "records", "at_least", "1,000件以上", "at least 1,000 records"),
            (7, "unheard_of", "odd", "7 unheard_of", "7 unheard_of"),
        ] {
            assert_eq!(JA.figure(value, subject, bound), japanese);
            assert_eq!(EN.figure(value, subject, bound), english);
        }
    }

    #[test]
    fn every_subject_and_bound_has_a_pattern() {
        for (kind, prefix) in [("subject", "count_"), ("bound", "bound_")] {
            for code in jikenbo_lexicon::labelled(kind) {
                let key = format!("{prefix}{code}");
                assert!(
                    table().get(key.as_str()).is_some_and(|(ja, en)| ja.contains("{}") && en.contains("{}")),
                    "{key}"
                );
            }
        }
    }

    #[test]
    fn dates_keep_their_precision() {
        for (date, japanese) in
            [("2026-05-20", "2026年5月20日"), ("2026-05", "2026年5月"), ("2026", "2026年"), ("昨年", "昨年")]
        {
            assert_eq!(JA.date(date), japanese);
            assert_eq!(EN.date(date), date);
        }
    }

    #[test]
    fn numbers_are_grouped_by_three() {
        for (value, written) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(grouped(value), written);
        }
    }

    #[test]
    fn the_table_is_whole_and_sorted_and_has_every_key_that_templates_use() {
        let rows: Vec<_> = rows().collect();
        assert!(rows.iter().all(|row| row.iter().all(|column| !column.is_empty())), "no empty column");
        assert!(rows.windows(2).all(|two| two[0][0] < two[1][0]), "sorted by key, each once");
        let folders = [concat!(env!("CARGO_MANIFEST_DIR"), "/templates"), concat!(env!("CARGO_MANIFEST_DIR"), "/src")];
        for file in folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()) {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for key in text.split(".t(\"").skip(1).chain(text.split(".fill(\"").skip(1)) {
                let key = key.split('"').next().unwrap();
                assert!(table().contains_key(key), "no words for {key}");
            }
        }
    }
}
