//! Names of the codes for people.
//!
//! In:   the kind of a code (`cause`), the code (`ransomware`), a language.
//! Out:  its name (「ランサムウェア」, "ransomware").
//! Data: `data/labels.tsv`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Languages that codes have names in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 日本語
    #[default]
    Japanese,
    /// English
    English,
}

/// The name of a code; the code itself where it has none.
///
/// ```
/// use jikenbo_lexicon::{Language, label};
/// assert_eq!(label("cause", "ransomware", Language::Japanese), "ランサムウェア");
/// assert_eq!(label("cause", "ransomware", Language::English), "ransomware");
/// assert_eq!(label("cause", "unheard_of", Language::Japanese), "unheard_of");
/// ```
pub fn label<'c>(kind: &str, code: &'c str, language: Language) -> &'c str {
    match (table().get(&(kind, code)), language) {
        (Some((japanese, _)), Language::Japanese) => japanese,
        (Some((_, english)), Language::English) => english,
        (None, _) => code,
    }
}

/// The codes of a kind that have names, in the order of the code.
pub fn labelled(kind: &'static str) -> impl Iterator<Item = &'static str> {
    rows().filter(move |row| row[0] == kind).map(|row| row[1])
}

type Names = BTreeMap<(&'static str, &'static str), (&'static str, &'static str)>;

fn table() -> &'static Names {
    static TABLE: OnceLock<Names> = OnceLock::new();
    TABLE.get_or_init(|| rows().map(|[kind, code, japanese, english]| ((kind, code), (japanese, english))).collect())
}

/// The rows without comments and without the header row.
fn rows() -> impl Iterator<Item = [&'static str; 4]> {
    let lines = include_str!("../data/labels.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| {
        let mut columns = line.split('\t');
        [(); 4].map(|()| columns.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::{
        Authority, Bound, Cause, ConsequenceKind, DataType, EventType, Kind, Prevention, Protection, Realis, Response,
        Scope, SecondaryDamage, Sector, Subject,
    };

    fn codes() -> Vec<(&'static str, &'static str)> {
        let mut all = Vec::new();
        macro_rules! of {
            ($($kind:literal $of:ident)+) => { $(all.extend($of::ALL.iter().map(|value| ($kind, value.code())));)+ };
        }
        of! {
            "realis" Realis "sector" Sector "cause" Cause "consequence" ConsequenceKind "data_type" DataType
            "subject" Subject "scope" Scope "bound" Bound "event" EventType "authority" Authority
            "protection" Protection "secondary_damage" SecondaryDamage "response" Response "prevention" Prevention
            "kind" Kind
        }
        all
    }

    #[test]
    fn every_code_has_a_name_and_every_name_a_code() {
        for (kind, code) in codes() {
            assert!(table().contains_key(&(kind, code)), "{kind} {code} has no label");
        }
        let free = ["doubt", "role"];
        for [kind, code, ..] in rows().filter(|row| !free.contains(&row[0])) {
            assert!(codes().contains(&(kind, code)), "{kind} {code} is no code");
        }
    }

    #[test]
    fn rows_are_whole_sorted_and_single() {
        let rows: Vec<_> = rows().collect();
        assert!(rows.iter().all(|row| row.iter().all(|column| !column.is_empty() && column.trim() == *column)));
        assert!(rows.windows(2).all(|two| two[0][..2] < two[1][..2]), "sorted by kind and code, each once");
    }

    #[test]
    fn codes_of_a_kind_are_listed() {
        assert_eq!(labelled("role").collect::<Vec<_>>(), ["copy", "first", "follow_up", "mention"]);
    }
}
