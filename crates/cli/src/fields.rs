//! The values of a record, one by one, for people and for rows.
//!
//! In:   an article's record and one of an incident in it.
//! Out:  each value with its name, its JSON pointer, how sure the text is, and the words that prove it.

use jikenbo_export::{ArticleRecord, IncidentRecord};
use jikenbo_lexicon::{Language, label, labelled};

use crate::commands::no_code;
use crate::failure::Failure;
use crate::words::Words;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Name of the field in the user's language.
    pub(crate) name: String,
    /// JSON pointer into the incident (or the article).
    pub(crate) pointer: String,
    /// The value as the record has it.
    pub(crate) value: String,
    /// The value in the user's language, with how sure the text is.
    pub(crate) shown: String,
    /// Code of how sure the text is; `None` for fields that are always certain.
    pub(crate) realis: Option<String>,
    /// First byte of the first words that prove it, and one past the last.
    pub(crate) range: Option<(usize, usize)>,
    /// The words that prove it.
    pub(crate) quotes: Vec<String>,
}

/// All values, in the order in which one asks: who, what, how many, when, what then.
pub(crate) fn fields(article: &ArticleRecord, record: &IncidentRecord, words: Words) -> Vec<Field> {
    let mut all = List { words, record, fields: Vec::new() };
    if let Some(date) = &article.published_on {
        all.of_article(article, "published", "/published_on", date);
    }
    if let Some(publisher) = &article.publisher {
        all.of_article(article, "publisher", "/publisher", publisher);
    }
    all.names("organisation", "victims", &record.victims);
    all.names("contractor", "contractors", &record.contractors);
    all.codes("sector", "sector", "sector", record.sector.as_slice());
    all.names("prefecture", "prefecture", record.prefecture.as_slice());
    all.codes("cause", "causes", "cause", &record.causes);
    all.names("malware", "malware", &record.malware);
    all.names("vulnerability", "vulnerabilities", &record.vulnerabilities);
    all.codes("consequence", "consequences", "consequence", &record.consequences);
    all.codes("did not happen", "consequences_denied", "consequence", &record.consequences_denied);
    all.codes("information", "data_types", "data_type", &record.data_types);
    all.codes("not included", "data_types_excluded", "data_type", &record.data_types_excluded);
    for (i, count) in record.counts.iter().enumerate() {
        let figure = figure(count.value, &count.subject, &count.bound, None, words);
        let shown = match count.scope.as_str() {
            "own" => figure,
            scope => format!("{figure} ({})", words.label("scope", scope)),
        };
        all.push("how many", format!("/counts/{i}"), count.value.to_string(), shown);
    }
    for (i, event) in record.events.iter().enumerate() {
        let mut when = event.date.clone().unwrap_or_else(|| "?".to_owned());
        when.extend(event.time.iter().map(|time| format!(" {time}")));
        when.extend(event.end.iter().map(|end| format!(" – {end}")));
        let shown = format!("{when} {}", words.label("event", &event.kind));
        all.push("step", format!("/events/{i}"), format!("{} {when}", event.kind), shown);
    }
    all.codes("told", "authorities", "authority", &record.authorities);
    all.codes("protection", "protection", "protection", record.protection.as_slice());
    if record.secondary_damage != "not_stated" {
        all.codes("misuse", "secondary_damage", "secondary_damage", std::slice::from_ref(&record.secondary_damage));
    }
    all.codes("done", "responses", "response", &record.responses);
    all.codes("promised", "preventions", "prevention", &record.preventions);
    for doubt in &record.doubts {
        all.fields.push(Field {
            name: words.say("doubt").into_owned(),
            pointer: doubt.pointer.clone(),
            value: doubt.why.clone(),
            shown: words.label("doubt", &doubt.why),
            realis: None,
            range: Some((doubt.at.start, doubt.at.end)),
            quotes: vec![doubt.at.quote.clone()],
        });
    }
    all.fields
}

struct List<'r> {
    words: Words,
    record: &'r IncidentRecord,
    fields: Vec<Field>,
}

impl List<'_> {
    fn names(&mut self, name: &str, field: &str, values: &[String]) {
        for (pointer, value) in pointers(field, values, self.record) {
            self.push(name, pointer, value.clone(), value.clone());
        }
    }

    fn codes(&mut self, name: &str, field: &str, kind: &str, values: &[String]) {
        for (pointer, value) in pointers(field, values, self.record) {
            self.push(name, pointer, value.clone(), self.words.label(kind, value));
        }
    }

    fn push(&mut self, name: &str, pointer: String, value: String, mut shown: String) {
        let realis = self.record.realis.get(&pointer).cloned();
        // What did not happen is said by the field's name already.
        if let Some(realis) = realis.as_deref().filter(|realis| !["confirmed", "denied"].contains(realis)) {
            shown += &format!(" [{}]", self.words.label("realis", realis));
        }
        let evidence = self.record.evidence.get(&pointer);
        let evidence = evidence.map(Vec::as_slice).unwrap_or_default();
        self.fields.push(Field {
            name: self.words.say(name).into_owned(),
            pointer,
            value,
            shown,
            realis,
            range: evidence.first().map(|words| (words.start, words.end)),
            quotes: evidence.iter().map(|words| words.quote.clone()).collect(),
        });
    }

    fn of_article(&mut self, article: &ArticleRecord, name: &str, pointer: &str, value: &str) {
        let evidence = article.evidence.get(pointer).map(Vec::as_slice).unwrap_or_default();
        self.fields.push(Field {
            name: self.words.say(name).into_owned(),
            pointer: format!("/article{pointer}"),
            value: value.to_owned(),
            shown: value.to_owned(),
            realis: None,
            range: evidence.first().map(|words| (words.start, words.end)),
            quotes: evidence.iter().map(|words| words.quote.clone()).collect(),
        });
    }
}

/// The pointer of each value: `/victims/0` in a list, `/sector` where there is one.
fn pointers<'v>(field: &str, values: &'v [String], record: &IncidentRecord) -> Vec<(String, &'v String)> {
    let alone = format!("/{field}");
    let single = ["sector", "prefecture", "protection", "secondary_damage"].contains(&field);
    debug_assert!(!single || !record.evidence.contains_key(&format!("{alone}/0")), "single fields have no index");
    let pointer = |i| if single { alone.clone() } else { format!("{alone}/{i}") };
    values.iter().enumerate().map(|(i, value)| (pointer(i), value)).collect()
}

/// A figure in words: `約23,000人 [おそれ]`, `about 23,000 persons`.
pub(crate) fn figure(value: u64, subject: &str, bound: &str, realis: Option<&str>, words: Words) -> String {
    let number = grouped(value);
    let subject = words.label("subject", subject);
    let bound_word = if bound == "exact" { String::new() } else { words.label("bound", bound) };
    let mut text = match words.0 {
        Language::English => format!("{bound_word} {number} {subject}").trim_start().to_owned(),
        // 以上 and 超 stand behind the figure.
        Language::Japanese if ["at_least", "more_than"].contains(&bound) => format!("{number}{subject}{bound_word}"),
        Language::Japanese => format!("{bound_word}{number}{subject}"),
    };
    if let Some(realis) = realis.filter(|realis| *realis != "confirmed") {
        text += &format!(" [{}]", words.label("realis", realis));
    }
    text
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The code that a user means by a code or by its name in either language.
///
/// # Errors
/// A failure that lists the codes.
pub(crate) fn code_of(kind: &'static str, name: &str) -> Result<String, Failure> {
    let known: Vec<&str> = labelled(kind).collect();
    let meant = known.iter().find(|code| {
        **code == name
            || [Language::Japanese, Language::English].iter().any(|language| label(kind, code, *language) == name)
    });
    meant.map(|code| (*code).to_owned()).ok_or_else(|| no_code(kind, name, &known))
}

#[cfg(test)]
mod tests {
    use super::*;

    const JA: Words = Words(Language::Japanese);
    const EN: Words = Words(Language::English);

    #[test]
    fn figures_read_as_one_says_them() {
        assert_eq!(figure(23_000, "persons", "approx", Some("possible"), JA), "約23,000人 [おそれ]");
        assert_eq!(figure(1_000, "records", "more_than", Some("confirmed"), JA), "1,000件超");
        assert_eq!(figure(999, "persons", "exact", None, JA), "999人");
        assert_eq!(figure(23_000, "persons", "approx", None, EN), "about 23,000 persons");
    }

    #[test]
    fn codes_are_known_by_their_names_too() {
        assert_eq!(code_of("cause", "ransomware").unwrap(), "ransomware");
        assert_eq!(code_of("cause", "ランサムウェア").unwrap(), "ransomware");
        assert!(code_of("cause", "weather").unwrap_err().hint.contains("ransomware"));
    }
}
