//! The record of one report as a case page shows it: sections of rows of values, each value a link to the words that prove it.
//!
//! In:   an article's and an incident's record, the language, how links to words look.
//! Out:  sections, the timeline, doubts, and the marks for the original text. Values are numbered from 1 in the order of the page.
//!
//! Not here: the text with its marks (`marked.rs`).

use std::collections::BTreeMap;

use jikenbo_export::{ArticleRecord, CountRecord, EventRecord, EvidenceRecord, IncidentRecord};

use crate::marked::Mark;
use crate::stylesheet::LIGHTABLE;
use crate::words::Words;

/// Values of one field that a page shows; the rest stands in the JSON form. Only hostile pages have so many.
const SHOWN_PER_FIELD: usize = 60;
/// Places of one value that are marked.
const PLACES_PER_VALUE: usize = 12;
/// Characters of a value that a page shows.
const LONGEST_VALUE: usize = 200;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    /// Its number on the page; 0 for a value without words.
    pub(crate) number: usize,
    /// What it says.
    pub(crate) text: String,
    /// Link to its words; empty for a value without words.
    pub(crate) href: String,
    /// JSON pointer in the record.
    pub(crate) pointer: String,
    /// Code of its realis; empty where it has none.
    pub(crate) realis: String,
    /// The rule that found it and the words, for the tool tip.
    pub(crate) tip: String,
    /// How sure the rule is, such as `93%`; empty where unknown.
    pub(crate) confidence: String,
    /// What is in doubt about it.
    pub(crate) doubts: Vec<String>,
    /// Whether the address asks for its words (`?mark=`).
    pub(crate) chosen: bool,
}

/// Values under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Name of the field.
    pub(crate) label: String,
    /// Code of the realis that all its values share; empty where they have none.
    pub(crate) realis: String,
    /// The values.
    pub(crate) values: Vec<Value>,
    /// How many more the record holds.
    pub(crate) more: usize,
}

/// Rows under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// The heading.
    pub(crate) heading: String,
    /// The rows, none of them empty.
    pub(crate) rows: Vec<Row>,
}

/// One step of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// Code of its type.
    pub(crate) kind: String,
    /// Name of its type.
    pub(crate) label: String,
    /// When, for people.
    pub(crate) when: String,
    /// Whether it is undated, then its date, end and time: what steps are sorted by and told apart by.
    pub(crate) at: (bool, Option<String>, Option<String>, Option<String>),
    /// The other report of the case that tells it; empty for the one that is shown.
    pub(crate) from: String,
    /// The words, linked.
    pub(crate) value: Value,
}

/// What a report says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    /// The figure of the case.
    pub(crate) headline: Option<Value>,
    /// Sections with something in them.
    pub(crate) sections: Vec<Section>,
    /// Steps, dated ones first, in the order of their dates.
    pub(crate) steps: Vec<Step>,
    /// How many more steps the record holds.
    pub(crate) more_steps: usize,
    /// Doubts, in words.
    pub(crate) doubts: Vec<Value>,
    /// Words of all values.
    pub(crate) marks: Vec<Mark>,
    /// Number of each value and the link to its words, by its pointer.
    pub(crate) links: BTreeMap<String, (usize, String)>,
}

/// How a page links to the words of a value.
pub(crate) struct Linking {
    /// The value that the address asks for.
    pub(crate) chosen: Option<usize>,
    /// Address of this page with `mark=` at its end.
    pub(crate) with_mark: String,
}

/// Puts a report's record into the form of a page.
pub(crate) fn show(article: &ArticleRecord, incident: &IncidentRecord, words: Words, linking: &Linking) -> Shown {
    let mut doubts_of: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for doubt in incident.doubts.iter().filter(|doubt| !doubt.pointer.is_empty()) {
        doubts_of.entry(&doubt.pointer).or_default().push(words.label("doubt", &doubt.why).to_owned());
    }
    let mut hand = Hand { incident, words, linking, doubts_of, next: 1, marks: Vec::new(), links: BTreeMap::new() };
    let headline = incident.headline.as_ref().map(|count| hand.headline(count));

    let mut sections = Vec::new();
    let mut section = |heading: &'static str, rows: Vec<Row>| {
        let rows: Vec<Row> = rows.into_iter().filter(|row| !row.values.is_empty()).collect();
        if !rows.is_empty() {
            sections.push(Section { heading: words.t(heading).to_owned(), rows });
        }
    };
    let who = [
        hand.names("victims", "field_victims", &incident.victims),
        hand.names("contractors", "field_contractors", &incident.contractors),
        hand.single("sector", "field_sector", incident.sector.as_deref().map(|code| words.label("sector", code))),
        hand.single("prefecture", "field_prefecture", incident.prefecture.as_deref()),
    ];
    section("section_who", who.into());
    let mut what = vec![
        hand.codes("causes", "field_causes", "cause", &incident.causes),
        hand.names("malware", "field_malware", &incident.malware),
        hand.names("vulnerabilities", "field_vulnerabilities", &incident.vulnerabilities),
    ];
    what.extend(hand.by_realis("consequences", "field_consequences", "consequence", &incident.consequences));
    what.extend(hand.by_realis(
        "consequences_denied",
        "field_consequences_denied",
        "consequence",
        &incident.consequences_denied,
    ));
    section("section_what", what);
    section("section_counts", vec![hand.counts(&incident.counts)]);
    let mut data = hand.by_realis("data_types", "field_data_types", "data_type", &incident.data_types);
    data.extend(hand.by_realis(
        "data_types_excluded",
        "field_data_types_excluded",
        "data_type",
        &incident.data_types_excluded,
    ));
    data.push(hand.single(
        "protection",
        "field_protection",
        incident.protection.as_deref().map(|code| words.label("protection", code)),
    ));
    section("section_data", data);
    let damage = Some(words.label("secondary_damage", &incident.secondary_damage)).filter(|name| !name.is_empty());
    let after = [
        hand.codes("authorities", "field_authorities", "authority", &incident.authorities),
        hand.codes("responses", "field_responses", "response", &incident.responses),
        hand.codes("preventions", "field_preventions", "prevention", &incident.preventions),
        hand.single("secondary_damage", "field_secondary_damage", damage),
    ];
    section("section_after", after.into());
    let notice = [
        hand.of_article(
            article,
            "published_on",
            "field_published_on",
            article.published_on.as_deref().map(|date| words.date(date)),
        ),
        hand.of_article(article, "publisher", "field_publisher", article.publisher.clone()),
        hand.of_article(article, "case_number", "field_case_number", article.case_number.clone()),
    ];
    section("section_notice", notice.into());

    let (steps, more_steps) = hand.steps(&incident.events);
    let doubts = hand.doubts();
    Shown { headline, sections, steps, more_steps, doubts, marks: hand.marks, links: hand.links }
}

/// Numbers values and gathers their marks.
struct Hand<'r> {
    incident: &'r IncidentRecord,
    words: Words,
    linking: &'r Linking,
    doubts_of: BTreeMap<&'r str, Vec<String>>,
    next: usize,
    marks: Vec<Mark>,
    links: BTreeMap<String, (usize, String)>,
}

impl Hand<'_> {
    /// A value of the incident, by its pointer.
    fn value(&mut self, pointer: String, text: &str) -> Value {
        let incident = self.incident;
        let evidence = incident.evidence.get(&pointer).map_or(&[][..], Vec::as_slice);
        let mut value = self.proven(pointer, text, evidence);
        value.realis = incident.realis.get(&value.pointer).cloned().unwrap_or_default();
        value.doubts = self.doubts_of.get(value.pointer.as_str()).cloned().unwrap_or_default();
        if let Some(share) = incident.confidence.get(&value.pointer) {
            value.confidence = format!("{:.0}%", share * 100.0);
        }
        if let Some(rule) = incident.rule.get(&value.pointer) {
            let tip = format!("{} · {} {rule}", value.tip, self.words.t("rule"));
            value.tip = tip;
        }
        value
    }

    /// A value with its words; without words it gets no number.
    fn proven(&mut self, pointer: String, text: &str, evidence: &[EvidenceRecord]) -> Value {
        let mut value = Value {
            number: 0,
            text: shortened(text, LONGEST_VALUE),
            href: String::new(),
            pointer,
            realis: String::new(),
            tip: String::new(),
            confidence: String::new(),
            doubts: Vec::new(),
            chosen: false,
        };
        if let Some(first) = evidence.first() {
            let number = self.next;
            self.next += 1;
            value.number = number;
            value.chosen = self.linking.chosen == Some(number);
            value.href = match number <= LIGHTABLE {
                true => format!("#e{number}"),
                false => format!("{}{number}#e{number}", self.linking.with_mark),
            };
            self.links.entry(value.pointer.clone()).or_insert_with(|| (number, value.href.clone()));
            value.tip = format!("「{}」", shortened(&first.quote, 80));
            self.marks.extend(evidence.iter().take(PLACES_PER_VALUE).map(|words| Mark {
                start: words.start,
                end: words.end,
                value: number,
            }));
        }
        value
    }

    fn row(&mut self, name: &str, label: &str, values: impl ExactSizeIterator<Item = String>) -> Row {
        let more = values.len().saturating_sub(SHOWN_PER_FIELD);
        let values = values.take(SHOWN_PER_FIELD).enumerate();
        let values = values.map(|(index, text)| self.value(format!("/{name}/{index}"), &text)).collect();
        Row { label: self.words.t(label).to_owned(), realis: String::new(), values, more }
    }

    fn names(&mut self, name: &str, label: &str, names: &[String]) -> Row {
        self.row(name, label, names.iter().cloned())
    }

    fn codes(&mut self, name: &str, label: &str, kind: &str, codes: &[String]) -> Row {
        let words = self.words;
        self.row(name, label, codes.iter().map(|code| words.label(kind, code).to_owned()))
    }

    fn single(&mut self, name: &str, label: &str, text: Option<&str>) -> Row {
        let values = text.map(|text| self.value(format!("/{name}"), text)).into_iter().collect();
        Row { label: self.words.t(label).to_owned(), realis: String::new(), values, more: 0 }
    }

    /// One row for each realis, so that what is certain stands apart from what is feared.
    fn by_realis(&mut self, name: &str, label: &str, kind: &str, codes: &[String]) -> Vec<Row> {
        let mut row = self.codes(name, label, kind, codes);
        let mut rows = Vec::new();
        for realis in ["confirmed", "possible", "claimed", "denied", ""] {
            let values: Vec<Value> = row.values.extract_if(.., |value| value.realis == realis).collect();
            if !values.is_empty() {
                rows.push(Row { label: row.label.clone(), realis: realis.to_owned(), values, more: 0 });
            }
        }
        if let Some(last) = rows.last_mut() {
            last.more = row.more;
        }
        rows
    }

    fn counts(&mut self, counts: &[CountRecord]) -> Row {
        let words = self.words;
        let texts = counts.iter().map(|count| {
            let figure = words.figure(count.value, &count.subject, &count.bound);
            match count.scope.as_str() {
                "own" => figure,
                scope => words.fill("figure_scope", words.label("scope", scope)).replace("{figure}", &figure),
            }
        });
        let mut row = self.row("counts", "field_counts", texts);
        row.values.iter_mut().for_each(|value| value.doubts.dedup());
        row
    }

    fn headline(&mut self, count: &CountRecord) -> Value {
        let mut value =
            self.value("/headline".to_owned(), &self.words.figure(count.value, &count.subject, &count.bound));
        let same = self.incident.counts.iter().position(|other| other == count);
        if let Some(realis) = same.and_then(|index| self.incident.realis.get(&format!("/counts/{index}"))) {
            value.realis.clone_from(realis);
        }
        value
    }

    fn of_article(&mut self, article: &ArticleRecord, name: &str, label: &str, text: Option<String>) -> Row {
        let pointer = format!("/{name}");
        let evidence = article.evidence.get(&pointer).map_or(&[][..], Vec::as_slice);
        let values = text.map(|text| self.proven(pointer, &text, evidence)).into_iter().collect();
        Row { label: self.words.t(label).to_owned(), realis: String::new(), values, more: 0 }
    }

    fn steps(&mut self, events: &[EventRecord]) -> (Vec<Step>, usize) {
        let mut order: Vec<usize> = (0..events.len()).collect();
        // Undated steps come last; a day comes after its month without a day, a time after its day without a time.
        order.sort_by_key(|&index| {
            let event = &events[index];
            (event.date.is_none(), event.date.clone(), event.time.clone(), index)
        });
        let more = order.len().saturating_sub(SHOWN_PER_FIELD);
        let steps = order.into_iter().take(SHOWN_PER_FIELD).map(|index| {
            let event = &events[index];
            let value = self.value(format!("/events/{index}"), &event.quote);
            let label = self.words.label("event", &event.kind).to_owned();
            let at = (event.date.is_none(), event.date.clone(), event.time.clone(), event.end.clone());
            Step { kind: event.kind.clone(), label, when: when(event, self.words), at, from: String::new(), value }
        });
        (steps.collect(), more)
    }

    fn doubts(&mut self) -> Vec<Value> {
        let doubts = self.incident.doubts.iter().take(SHOWN_PER_FIELD);
        doubts
            .map(|doubt| {
                let why = self.words.label("doubt", &doubt.why);
                self.proven(doubt.pointer.clone(), why, std::slice::from_ref(&doubt.at))
            })
            .collect()
    }
}

/// When a step was, for people: 「2026年5月20日 18:40」, 「2026年5月20日〜2026年6月1日」.
fn when(event: &EventRecord, words: Words) -> String {
    let Some(date) = &event.date else { return words.t("undated").to_owned() };
    let mut written = words.date(date);
    if let Some(time) = &event.time {
        written.push(' ');
        written.push_str(time);
    }
    if let Some(end) = &event.end {
        written.push_str(words.t("until"));
        written.push_str(&words.date(end));
    }
    written
}

/// The first characters of a text.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn incident() -> IncidentRecord {
        let words = |start, end| vec![EvidenceRecord { start, end, quote: "語".into() }];
        let event = |date: Option<&str>, time: Option<&str>| EventRecord {
            kind: "occurred".into(),
            date: date.map(str::to_owned),
            end: None,
            time: time.map(str::to_owned),
            quote: "語".into(),
        };
        IncidentRecord {
            victims: vec!["架空商事株式会社".into()],
            data_types: vec!["name".into(), "email".into(), "phone".into()],
            secondary_damage: "not_stated".into(),
            events: vec![
                event(None, None),
                event(Some("2026-05-02"), Some("10:00")),
                event(Some("2026-05"), None),
                event(Some("2026-05-02"), None),
            ],
            evidence: [
                ("/victims/0".to_owned(), words(0, 3)),
                ("/data_types/0".to_owned(), words(3, 6)),
                ("/data_types/1".to_owned(), words(6, 9)),
                ("/data_types/2".to_owned(), words(9, 12)),
            ]
            .into(),
            realis: [("/data_types/0", "possible"), ("/data_types/1", "confirmed"), ("/data_types/2", "possible")]
                .map(|(pointer, realis)| (pointer.to_owned(), realis.to_owned()))
                .into(),
            ..IncidentRecord::default()
        }
    }

    fn article() -> ArticleRecord {
        serde_json::from_str(
            r#"{"schema_version":1,"id":"a#1","file":"a.txt","start_line":1,"end_line":2,"kind":"incident","title":"題",
            "case_number":null,"published_on":null,"publisher":null,"source_urls":[],"incidents":[]}"#,
        )
        .unwrap()
    }

    fn shown(language: Language, chosen: Option<usize>) -> Shown {
        show(&article(), &incident(), Words(language), &Linking { chosen, with_mark: "?mark=".into() })
    }

    #[test]
    fn values_are_numbered_and_carry_their_marks() {
        let shown = shown(Language::Japanese, Some(2));
        assert_eq!(shown.marks.len(), 4);
        assert_eq!(shown.marks[0], Mark { start: 0, end: 3, value: 1 });
        let victim = &shown.sections[0].rows[0].values[0];
        assert_eq!((victim.href.as_str(), victim.number, victim.chosen), ("#e1", 1, false));
        assert!(shown.sections.iter().flat_map(|s| &s.rows).flat_map(|r| &r.values).any(|value| value.chosen));
    }

    #[test]
    fn what_is_certain_stands_apart_from_what_is_feared() {
        let shown = shown(Language::English, None);
        let data = shown
            .sections
            .iter()
            .find(|section| section.rows[0].label == Words(Language::English).t("field_data_types"));
        let rows: Vec<_> = data.unwrap().rows.iter().map(|row| (row.realis.as_str(), row.values.len())).collect();
        assert_eq!(rows, [("confirmed", 1), ("possible", 2)]);
    }

    #[test]
    fn steps_come_in_the_order_of_their_dates_and_undated_ones_last() {
        let pointers: Vec<_> =
            shown(Language::Japanese, None).steps.into_iter().map(|step| step.value.pointer).collect();
        assert_eq!(pointers, ["/events/2", "/events/3", "/events/1", "/events/0"]);
    }

    #[test]
    fn a_value_without_words_is_no_link() {
        let shown = shown(Language::Japanese, None);
        let damage = shown
            .sections
            .iter()
            .flat_map(|s| &s.rows)
            .flat_map(|r| &r.values)
            .find(|v| v.pointer == "/secondary_damage");
        assert_eq!(damage.map(|value| (value.number, value.href.as_str())), Some((0, "")));
    }
}
