//! The record of an article: field names and codes of the published schema (`docs/labels.md`), version 1.

use std::collections::BTreeMap;

use jikenbo_model::{Bound, ConsequenceKind, Found, Incident, OtherName, Page, Realis, Report, SecondaryDamage};
use serde::{Deserialize, Serialize};

use crate::pointer::{Beside, quote};

/// Version of the record's form; it changes when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;
/// Longest quote inside a count and inside an event, in characters; the full words stand under `evidence`.
const COUNT_QUOTE_CHARS: usize = 40;
const EVENT_QUOTE_CHARS: usize = 60;

/// Words of the page's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceRecord {
    /// First byte in the page's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words, byte for byte.
    pub quote: String,
}

/// One article, one line of `extract --format jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArticleRecord {
    /// Version of this form.
    pub schema_version: u32,
    /// `<file stem>#<n>`, n from 1.
    pub id: String,
    /// Name of the source file.
    pub file: String,
    /// Line of the heading, from 1; null for forms without lines.
    pub start_line: Option<u32>,
    /// Last line that belongs to the article.
    pub end_line: Option<u32>,
    /// What kind of text it is.
    pub kind: String,
    /// The heading, without series tag, date and publisher.
    pub title: String,
    /// Number from a series tag.
    pub case_number: Option<String>,
    /// Day of publication.
    pub published_on: Option<String>,
    /// Who published the original notice.
    pub publisher: Option<String>,
    /// Addresses of the original notice.
    pub source_urls: Vec<String>,
    /// Other names of organisations, and the bodies whose subsidiaries they are, as the article tells them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_names: Vec<OtherNameRecord>,
    /// What the article says, one entry a victim.
    pub incidents: Vec<IncidentRecord>,
    /// JSON pointer into the article → its words.
    #[serde(default)]
    pub evidence: BTreeMap<String, Vec<EvidenceRecord>>,
}

/// Another name of an organisation, or the body whose subsidiary it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherNameRecord {
    /// The organisation, by its present name.
    pub of: String,
    /// `former`, `english`, `kana` or `parent`.
    pub kind: String,
    /// The other name; of a parent, its name.
    pub name: String,
    /// From when on the organisation has its present name; null where the text leaves it open.
    pub since: Option<String>,
}

/// A figure that counts something affected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CountRecord {
    /// The figure.
    pub value: u64,
    /// What is counted.
    pub subject: String,
    /// `own`, `total` or `part`.
    pub scope: String,
    /// How exact it is.
    pub bound: String,
    /// Its words, at most 40 characters.
    pub quote: String,
}

/// A dated step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventRecord {
    /// What happened.
    #[serde(rename = "type")]
    pub kind: String,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where the text leaves it open.
    pub date: Option<String>,
    /// End of a period, in the same form.
    pub end: Option<String>,
    /// `HH:MM`.
    pub time: Option<String>,
    /// Its words, at most 60 characters.
    pub quote: String,
}

/// Something that the text leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DoubtRecord {
    /// JSON pointer into the incident; empty for the incident as a whole.
    pub pointer: String,
    /// Code of the reason.
    pub why: String,
    /// The words in question.
    #[serde(flatten)]
    pub at: EvidenceRecord,
}

/// What one article says of one incident at one victim.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncidentRecord {
    /// Organisations responsible.
    pub victims: Vec<String>,
    /// Third parties at which or through which it happened.
    pub contractors: Vec<String>,
    /// Line of work of the first victim; null where the text does not say.
    pub sector: Option<String>,
    /// Prefecture of the first victim.
    pub prefecture: Option<String>,
    /// Causes, the main one first.
    pub causes: Vec<String>,
    /// What came of it.
    pub consequences: Vec<String>,
    /// What the text says did not.
    pub consequences_denied: Vec<String>,
    /// Malware named.
    pub malware: Vec<String>,
    /// CVE ids and products named as exploited.
    pub vulnerabilities: Vec<String>,
    /// Kinds of information.
    pub data_types: Vec<String>,
    /// Kinds of information that the text says were not included.
    pub data_types_excluded: Vec<String>,
    /// Figures.
    pub counts: Vec<CountRecord>,
    /// The one figure for a table.
    pub headline: Option<CountRecord>,
    /// The timeline.
    pub events: Vec<EventRecord>,
    /// Who was told or consulted.
    pub authorities: Vec<String>,
    /// Protection of media or passwords.
    pub protection: Option<String>,
    /// Whether leaked information was misused.
    pub secondary_damage: String,
    /// Done after the event.
    pub responses: Vec<String>,
    /// Promised against recurrence.
    pub preventions: Vec<String>,
    /// The article's day of publication as a person corrected it; absent where nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<String>,
    /// JSON pointer → how sure the text is.
    #[serde(default)]
    pub realis: BTreeMap<String, String>,
    /// JSON pointer → the words that prove it.
    #[serde(default)]
    pub evidence: BTreeMap<String, Vec<EvidenceRecord>>,
    /// JSON pointer → the rule that found it.
    #[serde(default)]
    pub rule: BTreeMap<String, String>,
    /// JSON pointer → share of values found this way that are right.
    #[serde(default)]
    pub confidence: BTreeMap<String, f64>,
    /// What the text leaves open.
    #[serde(default)]
    pub doubts: Vec<DoubtRecord>,
}

impl ArticleRecord {
    /// The record of a report. `file` is the source's name, `number` the article's place on its page, from 1.
    pub fn of(report: &Report, page: &Page, file: &str, number: usize) -> Self {
        let text = page.text.as_str();
        let article = &report.article;
        let name = file.rsplit('/').next().unwrap_or(file);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let mut beside = Beside::default();
        if let Some(range) = article.title_range {
            beside.evidence.insert("/title".to_owned(), quote(text, range).into_iter().collect());
        }
        let case_number = single(&mut beside, text, "/case_number", article.case_number.as_ref(), Clone::clone);
        let published_on =
            single(&mut beside, text, "/published_on", report.published_on.as_ref(), ToString::to_string);
        let publisher = single(&mut beside, text, "/publisher", report.publisher.as_ref(), Clone::clone);
        let source_urls = list(&mut beside, text, "source_urls", &article.source_urls, Clone::clone);
        for (index, found) in report.other_names.iter().enumerate() {
            beside.add(text, format!("/other_names/{index}"), found);
        }
        let other_names = report.other_names.iter().map(|found| OtherNameRecord::of(&found.value)).collect();
        Self {
            schema_version: SCHEMA_VERSION,
            id: format!("{stem}#{number}"),
            file: file.to_owned(),
            start_line: article.lines.map(|(first, _)| first),
            end_line: article.lines.map(|(_, last)| last),
            kind: article.kind.code().to_owned(),
            title: article.title.clone(),
            case_number,
            published_on,
            publisher,
            source_urls,
            other_names,
            incidents: report.incidents.iter().map(|incident| IncidentRecord::of(incident, text)).collect(),
            evidence: beside.evidence,
        }
    }
}

impl OtherNameRecord {
    fn of(other: &OtherName) -> Self {
        Self {
            of: other.of.clone(),
            kind: other.kind.code().to_owned(),
            name: other.name.clone(),
            since: other.since.map(|date| date.to_string()),
        }
    }
}

impl IncidentRecord {
    fn of(incident: &Incident, text: &str) -> Self {
        let mut beside = Beside::default();
        let mut record = Self {
            victims: list(&mut beside, text, "victims", &incident.victims, Clone::clone),
            contractors: list(&mut beside, text, "contractors", &incident.contractors, Clone::clone),
            sector: single(&mut beside, text, "/sector", incident.sector.as_ref(), |code| code.code().to_owned()),
            prefecture: single(&mut beside, text, "/prefecture", incident.prefecture.as_ref(), Clone::clone),
            causes: list(&mut beside, text, "causes", &incident.causes, |code| code.code().to_owned()),
            malware: list(&mut beside, text, "malware", &incident.malware, Clone::clone),
            vulnerabilities: list(&mut beside, text, "vulnerabilities", &incident.vulnerabilities, Clone::clone),
            authorities: list(&mut beside, text, "authorities", &incident.authorities, |code| code.code().to_owned()),
            protection: single(&mut beside, text, "/protection", incident.protection.as_ref(), |code| {
                code.code().to_owned()
            }),
            secondary_damage: single(
                &mut beside,
                text,
                "/secondary_damage",
                incident.secondary_damage.as_ref(),
                |code| code.code().to_owned(),
            )
            .unwrap_or_else(|| SecondaryDamage::NotStated.code().to_owned()),
            responses: list(&mut beside, text, "responses", &incident.responses, |code| code.code().to_owned()),
            preventions: list(&mut beside, text, "preventions", &incident.preventions, |code| code.code().to_owned()),
            ..Self::default()
        };
        for found in &incident.consequences {
            let (field, name) = match found.value.realis {
                Realis::Denied => (&mut record.consequences_denied, "consequences_denied"),
                _ => (&mut record.consequences, "consequences"),
            };
            beside.add_with_realis(text, format!("/{name}/{}", field.len()), found, found.value.realis);
            field.push(found.value.kind.code().to_owned());
        }
        for found in &incident.data_types {
            let (field, name) = match found.value.realis {
                Realis::Denied => (&mut record.data_types_excluded, "data_types_excluded"),
                _ => (&mut record.data_types, "data_types"),
            };
            beside.add_with_realis(text, format!("/{name}/{}", field.len()), found, found.value.realis);
            field.push(found.value.code.code().to_owned());
        }
        for (index, found) in incident.counts.iter().enumerate() {
            let count = found.value;
            beside.add_with_realis(text, format!("/counts/{index}"), found, count.realis);
            let written = CountRecord {
                value: count.value,
                subject: count.subject.code().to_owned(),
                scope: count.scope.code().to_owned(),
                bound: match count.bound {
                    Bound::MoreThan => Bound::AtLeast.code().to_owned(),
                    bound => bound.code().to_owned(),
                },
                quote: first_words(text, found, COUNT_QUOTE_CHARS),
            };
            if incident.headline == Some(index) {
                beside.add(text, "/headline".to_owned(), found);
                record.headline = Some(written.clone());
            }
            record.counts.push(written);
        }
        for (index, found) in incident.events.iter().enumerate() {
            let event = found.value;
            beside.add(text, format!("/events/{index}"), found);
            record.events.push(EventRecord {
                kind: event.kind.code().to_owned(),
                date: event.date.map(|date| date.to_string()),
                end: event.end.map(|date| date.to_string()),
                time: event.time.map(|time| time.to_string()),
                quote: first_words(text, found, EVENT_QUOTE_CHARS),
            });
        }
        record.doubts = incident
            .doubts
            .iter()
            .filter_map(|doubt| {
                Some(DoubtRecord {
                    pointer: doubt.pointer.clone(),
                    why: doubt.why.to_owned(),
                    at: quote(text, doubt.at)?,
                })
            })
            .collect();
        record.evidence = beside.evidence;
        record.realis = beside.realis;
        record.rule = beside.rule;
        record.confidence = beside.confidence;
        record
    }
}

impl IncidentRecord {
    /// Whether the text tells of a leak, certain or possible.
    pub fn tells_of_leak(&self) -> bool {
        let leak = [ConsequenceKind::DataLeak.code(), ConsequenceKind::PossibleDataLeak.code()];
        self.consequences.iter().any(|code| leak.contains(&code.as_str()))
    }
}

fn first_words<T>(text: &str, found: &Found<T>, limit: usize) -> String {
    let words = found.evidence.first().and_then(|&range| text.get(range.start..range.end)).unwrap_or_default();
    words.chars().take(limit).collect()
}

fn single<T>(
    beside: &mut Beside,
    text: &str,
    pointer: &str,
    found: Option<&Found<T>>,
    write: impl Fn(&T) -> String,
) -> Option<String> {
    found.map(|found| {
        beside.add(text, pointer.to_owned(), found);
        write(&found.value)
    })
}

fn list<T>(
    beside: &mut Beside,
    text: &str,
    name: &str,
    found: &[Found<T>],
    write: impl Fn(&T) -> String,
) -> Vec<String> {
    found
        .iter()
        .enumerate()
        .map(|(index, found)| {
            beside.add(text, format!("/{name}/{index}"), found);
            write(&found.value)
        })
        .collect()
}
