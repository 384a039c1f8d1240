//! What the program says, in Japanese or English.
//!
//! In:   English texts, as the code and the libraries word them.
//! Out:  the same in the language of the user; English where the table has no other words.
//! Data: `data/messages.tsv` (English and Japanese, `{}` for the parts that change).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use clap::ValueEnum;
use jikenbo_lexicon::{Language, label};

/// Language of the output, as `--lang` takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    // 日本語
    Ja,
    // English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Language::Japanese,
            Lang::En => Language::English,
        }
    }
}

/// Says things in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) Language);

impl Words {
    /// The language as far as it can be told before the arguments are read (their help has to be in some language).
    pub(crate) fn before_arguments() -> Self {
        let mut language = std::env::var("JIKENBO_LANG").unwrap_or_default();
        let mut arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
        while let Some(argument) = arguments.next() {
            match argument.strip_prefix("--lang") {
                Some("") => language = arguments.next().unwrap_or_default(),
                Some(value) if value.starts_with('=') => value[1..].clone_into(&mut language),
                _ => {}
            }
        }
        Self(if language == "en" { Language::English } else { Language::Japanese })
    }

    /// A text that may hold changing parts already: it is found by the pattern that it fits.
    pub(crate) fn say<'t>(self, english: &'t str) -> Cow<'t, str> {
        if self.0 == Language::English || english.is_empty() {
            return Cow::Borrowed(english);
        }
        let table = table();
        if let Some(japanese) = table.whole.get(english) {
            return Cow::Borrowed(japanese);
        }
        for (pattern, japanese) in &table.patterns {
            if let Some(parts) = fit(pattern, english) {
                let parts: Vec<Cow<str>> = parts.into_iter().map(|part| self.say(part)).collect();
                return Cow::Owned(fill(japanese, &parts));
            }
        }
        Cow::Borrowed(english)
    }

    /// A text of the program's own, without changing parts.
    pub(crate) fn say_fixed(self, english: &'static str) -> &'static str {
        match self.0 {
            Language::English => english,
            Language::Japanese => table().whole.get(english).copied().unwrap_or(english),
        }
    }

    /// A pattern with its changing parts.
    pub(crate) fn say_with(self, english: &str, parts: &[&dyn std::fmt::Display]) -> String {
        let parts: Vec<Cow<str>> = parts.iter().map(|part| Cow::Owned(part.to_string())).collect();
        let pattern = match self.0 {
            Language::English => english,
            Language::Japanese => table().pattern(english).unwrap_or(english),
        };
        fill(pattern, &parts)
    }

    /// The name of a code.
    pub(crate) fn label(self, kind: &str, code: &str) -> String {
        label(kind, code, self.0).to_owned()
    }

    /// The names of codes, one after the other.
    pub(crate) fn labels(self, kind: &str, codes: &[String]) -> String {
        let names: Vec<String> = codes.iter().map(|code| self.label(kind, code)).collect();
        names.join(self.comma())
    }

    /// What stands between the parts of a list.
    pub(crate) fn comma(self) -> &'static str {
        if self.0 == Language::English { ", " } else { "、" }
    }
}

struct Table {
    /// Texts without changing parts.
    whole: BTreeMap<&'static str, &'static str>,
    /// Texts with `{}`, longest first, so that the pattern that says most is tried first.
    patterns: Vec<(&'static str, &'static str)>,
}

impl Table {
    fn pattern(&self, english: &str) -> Option<&'static str> {
        let whole = self.whole.get(english).copied();
        whole.or_else(|| self.patterns.iter().find(|(pattern, _)| *pattern == english).map(|(_, japanese)| *japanese))
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let (mut patterns, whole): (Vec<_>, Vec<_>) = rows().partition(|(english, _)| english.contains("{}"));
        patterns.sort_by_key(|(english, _)| std::cmp::Reverse(english.len()));
        Table { whole: whole.into_iter().collect(), patterns }
    })
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../data/messages.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(|line| line.split_once('\t'))
}

/// The parts of `text` that stand where `pattern` has `{}`; `None` if it does not fit.
fn fit<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut pieces = pattern.split("{}");
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut parts = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let at = match (piece, pieces.peek()) {
            (_, None) => rest.len() - rest.strip_suffix(piece).map(|_| piece.len())?,
            (piece, _) => rest.find(piece)?,
        };
        parts.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    Some(parts)
}

fn fill(pattern: &str, parts: &[Cow<str>]) -> String {
    let mut parts = parts.iter();
    let mut filled = String::new();
    for (i, piece) in pattern.split("{}").enumerate() {
        if i > 0 {
            filled.push_str(parts.next().map_or("", |part| part));
        }
        filled.push_str(piece);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    const JAPANESE: Words = Words(Language::Japanese);

    #[test]
    fn texts_are_found_by_the_pattern_that_they_fit() {
        assert_eq!(fit("it has {} bytes; over {} none", "it has 12 bytes; over 5 none"), Some(vec!["12", "5"]));
        assert_eq!(fit("it has {} bytes", "it has 12 lines"), None);
        assert_eq!(JAPANESE.say("this page cannot be read as Shift_JIS"), "このページは Shift_JIS として読めません");
        assert_eq!(
            JAPANESE.say("this file is a PDF file, not text or HTML"),
            "このファイルは PDF ファイルで、テキストでも HTML でもありません"
        );
        assert_eq!(JAPANESE.say("words that nobody put into the table"), "words that nobody put into the table");
        assert_eq!(Words(Language::English).say("this page is empty"), "this page is empty");
    }

    #[test]
    fn messages_are_sorted_single_and_keep_their_changing_parts() {
        let rows: Vec<_> = rows().collect();
        assert!(rows.windows(2).all(|two| two[0].0 < two[1].0), "sorted by code point, each once");
        for (english, japanese) in rows {
            assert_eq!(english.matches("{}").count(), japanese.matches("{}").count(), "{english}");
            assert!(!japanese.contains('\t') && !japanese.is_empty(), "{english}");
        }
    }
}
