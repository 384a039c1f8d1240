//! Where the reports of a case differ: each contradiction side by side with its words in both texts, each change from old to new.
//!
//! In:   the case's record, the reports that it points into, their texts.
//! Out:  rows; each value with the report that says it, the words around it, and the link to its mark there.

use std::collections::BTreeMap;

use jikenbo_casebook::{CaseId, Casebook, ReportDetail, Result};
use jikenbo_export::CaseRecord;
use serde_json::Value;

use crate::settings::Settings;
use crate::values::{self, Linking, shortened};
use crate::words::{Words, grouped};

/// Bytes of the text that are shown on either side of the words.
const AROUND: usize = 90;
/// Differences that a page shows; the rest stands in the JSON form.
const SHOWN: usize = 40;

/// A contradiction or a change.
pub(crate) struct Difference {
    pub(crate) kind: &'static str,
    pub(crate) field: String,
    pub(crate) sides: Vec<Side>,
}

/// What one report says.
pub(crate) struct Side {
    pub(crate) value: String,
    /// Who says it, when.
    pub(crate) who: String,
    /// Link to the words in that report; to the report where no words are known.
    pub(crate) href: String,
    /// The text before the words, the words, the text behind; all empty where none are known.
    pub(crate) before: String,
    pub(crate) words: String,
    pub(crate) after: String,
}

/// A report that a record points into.
pub(crate) struct Place {
    /// The case that it is shown in.
    pub(crate) case: CaseId,
    /// Its place there, from 1.
    pub(crate) number: usize,
    pub(crate) detail: ReportDetail,
}

/// The differences of a record whose indexes point into `places`.
///
/// # Errors
/// What the casebook refuses.
pub(crate) fn differences(
    casebook: &Casebook,
    record: &CaseRecord,
    places: &[Place],
    settings: &Settings,
) -> Result<Vec<Difference>> {
    let w = settings.words;
    let mut telling = Telling { casebook, places, settings, texts: BTreeMap::new() };
    let mut found = Vec::new();
    for one in record.contradictions.iter().take(SHOWN) {
        let mut sides = Vec::new();
        for (value, report) in one.values.iter().zip(&one.reports) {
            sides.push(telling.side(&one.field, value, *report)?);
        }
        found.push(Difference { kind: "contradiction", field: field_name(&one.field, w), sides });
    }
    for one in record.changes.iter().take(SHOWN) {
        let sides = vec![telling.side(&one.field, &one.old, one.from)?, telling.side(&one.field, &one.new, one.to)?];
        found.push(Difference { kind: "change", field: field_name(&one.field, w), sides });
    }
    Ok(found)
}

struct Telling<'t> {
    casebook: &'t Casebook,
    places: &'t [Place],
    settings: &'t Settings,
    texts: BTreeMap<i64, String>,
}

impl Telling<'_> {
    fn side(&mut self, field: &str, value: &Value, report: u32) -> Result<Side> {
        let w = self.settings.words;
        let mut side = Side {
            value: plain(value, w),
            who: w.fill("report_n", report + 1),
            href: String::new(),
            before: String::new(),
            words: String::new(),
            after: String::new(),
        };
        let Some(place) = self.places.get(report as usize) else { return Ok(side) };
        let detail = &place.detail;
        let who = detail.article.publisher.as_ref().or(detail.record.victims.first()).unwrap_or(&detail.at.file);
        side.who = shortened(who, 40);
        if let Some(day) = &detail.article.published_on {
            side.who = format!("{} {}", side.who, w.date(day));
        }
        side.href = self.settings.case(&format!("/cases/{}", place.case), place.number);
        let Some(pointer) = pointer(detail, field, value) else { return Ok(side) };
        let evidence = detail.record.evidence.get(&pointer).or_else(|| detail.article.evidence.get(&pointer));
        let Some(at) = evidence.and_then(|all| all.first()) else { return Ok(side) };
        let join = if side.href.contains('?') { '&' } else { '?' };
        let linking = Linking { chosen: None, with_mark: format!("{}{join}mark=", side.href) };
        if let Some((number, _)) = values::show(&detail.article, &detail.record, w, &linking).links.get(&pointer) {
            side.href = format!("{}{number}#e{number}", linking.with_mark);
        }
        if !self.texts.contains_key(&detail.page) {
            let text = self.casebook.page(detail.page)?.map(|page| page.text).unwrap_or_default();
            self.texts.insert(detail.page, text);
        }
        let text = &self.texts[&detail.page];
        if text.get(at.start..at.end) == Some(at.quote.as_str()) {
            let (from, to) = around(text, at.start, at.end);
            side.before = text[from..at.start].to_owned();
            side.after = text[at.end..to].to_owned();
        }
        side.words.clone_from(&at.quote);
        Ok(side)
    }
}

/// The stretch of text around some words: [`AROUND`] bytes on either side, never beyond the paragraph.
fn around(text: &str, start: usize, end: usize) -> (usize, usize) {
    let from = text.ceil_char_boundary(start.saturating_sub(AROUND));
    let to = text.floor_char_boundary(end + AROUND);
    let from = text[from..start].rfind('\n').map_or(from, |at| from + at + 1);
    let to = text[end..to].find('\n').map_or(to, |at| end + at);
    (from, to)
}

/// The value of a record that a difference speaks of, as a JSON pointer.
fn pointer(detail: &ReportDetail, field: &str, value: &Value) -> Option<String> {
    let record = &detail.record;
    let mut parts = field.split(':');
    let text = value.as_str().unwrap_or_default();
    let find = |list: &[String], name: &str| {
        let at = list
            .iter()
            .position(|one| one == text || !text.is_empty() && text.split([',', '、']).any(|t| t.trim() == one));
        at.map(|at| format!("/{name}/{at}"))
    };
    match (parts.next()?, parts.next(), parts.next()) {
        ("count", Some(subject), scope) => {
            let wanted = value.as_u64().or_else(|| text.parse().ok());
            let fits = |count: &&jikenbo_export::CountRecord| {
                count.subject == subject
                    && scope.is_none_or(|scope| count.scope == scope)
                    && Some(count.value) == wanted
            };
            let at = record.counts.iter().enumerate().find(|(_, count)| fits(count))?.0;
            Some(format!("/counts/{at}"))
        }
        ("event", Some(kind), _) => {
            let fits = |date: Option<&str>| date == Some(text);
            let at = record.events.iter().position(|event| event.kind == kind && fits(event.date.as_deref()))?;
            Some(format!("/events/{at}"))
        }
        ("cause" | "causes", ..) => find(&record.causes, "causes"),
        ("data_types" | "data_type", ..) => {
            find(&record.data_types, "data_types").or_else(|| find(&record.data_types_excluded, "data_types_excluded"))
        }
        ("contractor" | "contractors", ..) => find(&record.contractors, "contractors"),
        ("consequence" | "consequences", ..) => find(&record.consequences, "consequences")
            .or_else(|| find(&record.consequences_denied, "consequences_denied")),
        ("realis", ..) => {
            let told = record.realis.iter().find(|(pointer, realis)| {
                *realis == text && (pointer.starts_with("/consequences") || pointer.starts_with("/headline"))
            });
            told.or_else(|| record.realis.iter().find(|(_, realis)| *realis == text)).map(|(at, _)| at.clone())
        }
        ("published_on", ..) => Some("/published_on".to_owned()),
        _ => None,
    }
}

/// `count:persons:own` → 「件数・人数: 人 (この組織の分)」.
pub(crate) fn field_name(field: &str, w: Words) -> String {
    let mut parts = field.split(':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("count"), Some(subject), Some(scope)) => {
            format!("{}: {} ({})", w.t("field_counts"), w.label("subject", subject), w.label("scope", scope))
        }
        (Some("event"), Some(kind), _) => format!("{}: {}", w.t("timeline"), w.label("event", kind)),
        (Some("cause"), ..) => w.t("field_causes").to_owned(),
        (Some("contractor"), ..) => w.t("field_contractors").to_owned(),
        (Some(field), ..) => {
            let key = format!("field_{field}");
            match w.t(&key) {
                same if same == key => field.to_owned(),
                name => name.to_owned(),
            }
        }
        _ => field.to_owned(),
    }
}

/// A value of a contradiction or change in one line.
pub(crate) fn plain(value: &Value, w: Words) -> String {
    match value {
        Value::Null => w.t("nothing").to_owned(),
        Value::String(text) => {
            let names = ["realis", "cause", "data_type", "consequence"].map(|kind| w.label(kind, text));
            names.into_iter().find(|name| *name != text).map_or_else(|| w.date(text), str::to_owned)
        }
        Value::Number(number) => number.as_u64().map_or_else(|| number.to_string(), grouped),
        Value::Array(all) => all.iter().map(|value| plain(value, w)).collect::<Vec<_>>().join(w.t("comma")),
        other => shortened(&other.to_string(), 200),
    }
}
