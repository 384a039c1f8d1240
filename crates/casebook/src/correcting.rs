//! Corrected values: what a person's correction does to the record of a report.
//!
//! In:   a record as it was read; the corrections of its line of reports, in the order of their numbers.
//! Out:  the record that holds, with the rule `correction <n>` beside each corrected value; what became of each correction.
//!
//! The words of the page stay beside a corrected value: they are what the correction is about. A value that was added has none.

use std::collections::BTreeMap;

use jikenbo_export::{CountRecord, EventRecord, IncidentRecord};
use jikenbo_lexicon::labelled;
use jikenbo_model::PartialDate;

use crate::corrections::{Correction, Decision};
use crate::{Error, Result};

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Applied,
    /// The page, read again, says the new value by itself.
    Settled,
    /// Neither the old nor the new value is found any more.
    Orphaned,
    /// It was taken back.
    Undone {
        /// By the decision with this number.
        by: u64,
    },
}

/// The kind of codes that a field takes; empty for names.
fn kind_of(field: &str) -> Option<&'static str> {
    Some(match field {
        "victims" | "contractors" | "prefecture" | "malware" | "vulnerabilities" => "",
        "causes" => "cause",
        "consequences" | "consequences_denied" => "consequence",
        "data_types" | "data_types_excluded" => "data_type",
        "authorities" => "authority",
        "responses" => "response",
        "preventions" => "prevention",
        "sector" => "sector",
        "protection" => "protection",
        _ => return None,
    })
}

/// Names of the fields that can be corrected, as a user may type them.
pub const FIELDS: &[&str] = &[
    "victims",
    "contractors",
    "sector",
    "prefecture",
    "causes",
    "malware",
    "vulnerabilities",
    "consequences",
    "consequences_denied",
    "data_types",
    "data_types_excluded",
    "authorities",
    "protection",
    "responses",
    "preventions",
    "published_on",
    "count:SUBJECT:SCOPE",
    "event:TYPE",
];

/// Whether a field has this name, and why not a value that it cannot take.
pub(crate) fn check(field: &str, new: Option<&str>) -> Result<()> {
    let refused = |why: String| Error::refused("this value cannot be entered", why, "docs/labels.md names the codes");
    let known = |kind: &'static str, code: &str| labelled(kind).any(|known| known == code);
    if let Some((subject, scope)) = field.strip_prefix("count:").and_then(|rest| rest.split_once(':')) {
        if !known("subject", subject) || !["own", "total", "part"].contains(&scope) {
            return Err(refused(format!("{field} is no kind of figure")));
        }
        return match new {
            Some(new) if new.parse::<u32>().is_err() => Err(refused(format!("{new} is no whole number"))),
            _ => Ok(()),
        };
    }
    if field == "published_on" {
        return match new {
            Some(new) if new.parse::<PartialDate>().is_ok() => Ok(()),
            Some(new) => Err(refused(format!("{new} is no date such as 2026-04-15"))),
            None => Err(refused("a day of publication can be another one, not none".to_owned())),
        };
    }
    if let Some(kind) = field.strip_prefix("event:") {
        if !known("event", kind) {
            return Err(refused(format!("{field} is no kind of step")));
        }
        return match new {
            Some(new) if new.parse::<PartialDate>().is_err() => {
                Err(refused(format!("{new} is no date such as 2026-04-15")))
            }
            _ => Ok(()),
        };
    }
    let Some(kind) = kind_of(field) else {
        return Err(Error::refused(
            "there is no field of this name",
            format!("{field} is none of those that can be corrected"),
            "victims, contractors, causes, data_types, sector, prefecture, count:persons:own, event:detected, …",
        ));
    };
    match new {
        Some(new) if !kind.is_empty() && !known(kind, new) => Err(refused(format!("{new} is no code of {field}"))),
        Some(new) if new.is_empty() || new.chars().count() > 300 || new.chars().any(char::is_control) => {
            Err(refused("a value has 1 to 300 characters in one line".to_owned()))
        }
        _ => Ok(()),
    }
}

/// The values of a field in a record, as a correction names them.
pub fn values(record: &IncidentRecord, field: &str) -> Vec<String> {
    pointers(record, field).into_iter().map(|(_, value)| value).collect()
}

/// Each value of a field with its pointer.
fn pointers(record: &IncidentRecord, field: &str) -> Vec<(String, String)> {
    if let Some((subject, scope)) = field.strip_prefix("count:").and_then(|rest| rest.split_once(':')) {
        let counts = record.counts.iter().enumerate();
        let counts = counts.filter(|(_, count)| count.subject == subject && count.scope == scope);
        return counts.map(|(at, count)| (format!("/counts/{at}"), count.value.to_string())).collect();
    }
    if let Some(kind) = field.strip_prefix("event:") {
        let events = record.events.iter().enumerate().filter(|(_, event)| event.kind == kind);
        return events.filter_map(|(at, event)| Some((format!("/events/{at}"), event.date.clone()?))).collect();
    }
    let single = match field {
        "sector" => record.sector.as_ref(),
        "prefecture" => record.prefecture.as_ref(),
        "protection" => record.protection.as_ref(),
        "published_on" => record.published_on.as_ref(),
        _ => None,
    };
    if let Some(value) = single {
        return vec![(format!("/{field}"), value.clone())];
    }
    let mut record = record.clone();
    let Some(list) = list(&mut record, field) else { return Vec::new() };
    list.iter().enumerate().map(|(at, value)| (format!("/{field}/{at}"), value.clone())).collect()
}

fn list<'r>(record: &'r mut IncidentRecord, field: &str) -> Option<&'r mut Vec<String>> {
    Some(match field {
        "victims" => &mut record.victims,
        "contractors" => &mut record.contractors,
        "causes" => &mut record.causes,
        "malware" => &mut record.malware,
        "vulnerabilities" => &mut record.vulnerabilities,
        "consequences" => &mut record.consequences,
        "consequences_denied" => &mut record.consequences_denied,
        "data_types" => &mut record.data_types,
        "data_types_excluded" => &mut record.data_types_excluded,
        "authorities" => &mut record.authorities,
        "responses" => &mut record.responses,
        "preventions" => &mut record.preventions,
        _ => return None,
    })
}

/// Words from which the values of a field that read so were read; the first.
pub(crate) fn quote_of(record: &IncidentRecord, field: &str, value: &str) -> Option<String> {
    let found = pointers(record, field).into_iter().filter(|(_, found)| found == value);
    found.filter_map(|(pointer, _)| Some(record.evidence.get(&pointer)?.first()?.quote.clone())).next()
}

/// Corrects a record. Where several values read as the old one, only those from the quoted words are meant, if there are such.
/// Gives what became of the correction here.
pub(crate) fn correct(record: &mut IncidentRecord, line: &Correction) -> Standing {
    let Decision::Correct { field, old, new, quote, .. } = &line.decision else { return Standing::Orphaned };
    let all = pointers(record, field);
    let rule = format!("correction {}", line.n);
    let holds = |value: &str| all.iter().any(|(_, found)| found == value);
    let Some(old) = old else {
        let Some(new) = new else { return Standing::Orphaned };
        if holds(new) {
            return Standing::Settled;
        }
        let pointer = add(record, field, new);
        record.rule.insert(pointer, rule);
        return Standing::Applied;
    };
    let mut meant: Vec<&String> = all.iter().filter(|(_, found)| found == old).map(|(pointer, _)| pointer).collect();
    if meant.is_empty() {
        let settled = new.as_ref().map_or(all.is_empty(), |new| holds(new));
        return if settled { Standing::Settled } else { Standing::Orphaned };
    }
    if let Some(quote) = quote {
        let quoted = |pointer: &&String| {
            record.evidence.get(*pointer).is_some_and(|words| words.iter().any(|words| words.quote == *quote))
        };
        let exact: Vec<&String> = meant.iter().copied().filter(quoted).collect();
        if !exact.is_empty() {
            meant = exact;
        }
    }
    for pointer in meant.into_iter().rev() {
        match new {
            Some(new) if !is_listed(record, field, new) => {
                set(record, field, pointer, new);
                record.rule.insert(pointer.clone(), rule.clone());
                record.confidence.remove(pointer);
            }
            // Taken away, or named beside the right value.
            _ => remove(record, pointer),
        }
    }
    Standing::Applied
}

/// Whether a list has this value already; figures and steps may stand twice.
fn is_listed(record: &IncidentRecord, field: &str, value: &str) -> bool {
    !field.contains(':') && pointers(record, field).iter().any(|(_, found)| found == value)
}

fn index_of(pointer: &str) -> usize {
    pointer.rsplit('/').next().and_then(|index| index.parse().ok()).unwrap_or_default()
}

fn set(record: &mut IncidentRecord, field: &str, pointer: &str, new: &str) {
    let index = index_of(pointer);
    if field.starts_with("count:") {
        let before = record.counts[index].clone();
        record.counts[index].value = new.parse().unwrap_or_default();
        if record.headline.as_ref() == Some(&before) {
            record.headline = Some(record.counts[index].clone());
        }
    } else if field.starts_with("event:") {
        record.events[index].date = Some(new.to_owned());
    } else if let Some(list) = list(record, field) {
        new.clone_into(&mut list[index]);
    } else {
        set_single(record, field, Some(new.to_owned()));
    }
}

fn set_single(record: &mut IncidentRecord, field: &str, value: Option<String>) {
    match field {
        "sector" => record.sector = value,
        "prefecture" => record.prefecture = value,
        "protection" => record.protection = value,
        "published_on" => record.published_on = value,
        _ => {}
    }
}

fn add(record: &mut IncidentRecord, field: &str, new: &str) -> String {
    if let Some((subject, scope)) = field.strip_prefix("count:").and_then(|rest| rest.split_once(':')) {
        let count = CountRecord {
            value: new.parse().unwrap_or_default(),
            subject: subject.to_owned(),
            scope: scope.to_owned(),
            bound: "exact".to_owned(),
            quote: String::new(),
        };
        record.headline.get_or_insert_with(|| count.clone());
        record.counts.push(count);
        return format!("/counts/{}", record.counts.len() - 1);
    }
    if let Some(kind) = field.strip_prefix("event:") {
        let date = Some(new.to_owned());
        record.events.push(EventRecord { kind: kind.to_owned(), date, end: None, time: None, quote: String::new() });
        return format!("/events/{}", record.events.len() - 1);
    }
    match list(record, field) {
        Some(list) => {
            list.push(new.to_owned());
            format!("/{field}/{}", list.len() - 1)
        }
        None => {
            set_single(record, field, Some(new.to_owned()));
            format!("/{field}")
        }
    }
}

fn remove(record: &mut IncidentRecord, pointer: &str) {
    let (field, index) = (pointer[1..].split('/').next().unwrap_or_default().to_owned(), index_of(pointer));
    match field.as_str() {
        "counts" => {
            let gone = record.counts.remove(index);
            if record.headline.as_ref() == Some(&gone) {
                record.headline = None;
            }
        }
        "events" => drop(record.events.remove(index)),
        _ => match list(record, &field) {
            Some(list) => drop(list.remove(index)),
            None => set_single(record, &field, None),
        },
    }
    shift(&mut record.realis, pointer);
    shift(&mut record.evidence, pointer);
    shift(&mut record.rule, pointer);
    shift(&mut record.confidence, pointer);
    let doubts = std::mem::take(&mut record.doubts).into_iter();
    record.doubts = doubts
        .filter_map(|mut doubt| {
            doubt.pointer = moved(&doubt.pointer, pointer)?;
            Some(doubt)
        })
        .collect();
}

/// Takes away what stands beside a value that was removed, and moves what stood beside those after it.
fn shift<V>(beside: &mut BTreeMap<String, V>, removed: &str) {
    let all = std::mem::take(beside).into_iter();
    *beside = all.filter_map(|(pointer, value)| Some((moved(&pointer, removed)?, value))).collect();
}

fn moved(pointer: &str, removed: &str) -> Option<String> {
    if pointer == removed {
        return None;
    }
    let (parent, gone) = removed.rsplit_once('/')?;
    let index = pointer.strip_prefix(parent).and_then(|rest| rest.strip_prefix('/')?.parse::<usize>().ok());
    match (index, gone.parse::<usize>()) {
        (Some(index), Ok(gone)) if index > gone => Some(format!("{parent}/{}", index - 1)),
        _ => Some(pointer.to_owned()),
    }
}
