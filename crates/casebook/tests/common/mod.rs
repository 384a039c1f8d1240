//! A reader of toy pages and a folder to work in, so that the casebook is tested apart from the rules of extraction.
//!
//! ```text
//! # 不正アクセスについて        an article with this title
//! 架空商事株式会社              a victim in a line of its own: an incident
//! + published 2026-03-02        of the article, and as a step of its last incident; also: detected
//! + contractor 例示印刷          of its last incident
//! + own 1200                    persons of it; also: over (more than so many), total
//! - anything else
//! ```
//!
//! A page that starts with `!` cannot be read, one that starts with `?` makes the reader panic.

#![allow(dead_code, unreachable_pub, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use jikenbo_casebook::{
    AddPlan, CaseId, Casebook, Filter, Moment, PageReader, Progress, Refusal, Tally, Writer, find_files,
};
use jikenbo_model::{
    Article, Bound, ByteRange, Cause, Count, Event, EventType, Found, Incident, Kind, Page, PartialDate, Realis,
    Report, Scope, Subject,
};
use sha2::{Digest, Sha256};

/// Reads toy pages. `suffix` is put to every victim, as if another version of the rules read other names.
pub struct Toy {
    pub version: u32,
    pub suffix: &'static str,
}

pub const TOY: Toy = Toy { version: 1, suffix: "" };

impl PageReader for Toy {
    fn version(&self) -> u32 {
        self.version
    }

    fn read(&self, _name: &str, bytes: Vec<u8>) -> Result<(Page, Vec<Report>), Refusal> {
        let text = String::from_utf8(bytes).map_err(|_| refusal("no UTF-8"))?;
        if text.starts_with('!') {
            return Err(refusal("starts with !"));
        }
        assert!(!text.starts_with('?'), "the toy reader stumbles");
        let mut reports: Vec<Report> = Vec::new();
        let mut at = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let range = ByteRange::new(at, at + line.trim_end().len());
            at += line.len();
            let words = range.of(&text);
            if let Some(title) = words.strip_prefix("# ") {
                reports.push(report(title, range, number as u32 + 1));
            } else if let Some((what, value)) = words.strip_prefix("+ ").and_then(|rest| rest.split_once(' ')) {
                let report = reports.last_mut().expect("a toy article has a title first");
                report.article.range.end = range.end;
                tell(report, what, value, range);
            } else if let Some(report) = reports.last_mut().filter(|_| !words.is_empty() && !words.starts_with('-')) {
                report.article.range.end = range.end;
                report.article.kind = Kind::Incident;
                report.incidents.push(Incident {
                    victims: vec![Found::new(format!("{words}{}", self.suffix), range, "toy")],
                    causes: vec![Found::new(Cause::Misdelivery, range, "toy")],
                    ..Incident::default()
                });
            }
        }
        let hash = Sha256::digest(&text).into();
        let page = Page {
            text,
            hash,
            blocks: Vec::new(),
            has_lines: true,
            title: None,
            links: Vec::new(),
            charset: "UTF-8",
            doubts: Vec::new(),
        };
        Ok((page, reports))
    }
}

fn tell(report: &mut Report, what: &str, value: &str, range: ByteRange) {
    let date = || {
        let parts: Vec<u16> = value.split('-').map(|part| part.parse().unwrap()).collect();
        PartialDate { year: parts[0] as i16, month: Some(parts[1] as u8), day: Some(parts[2] as u8) }
    };
    let incident = report.incidents.last_mut();
    match (what, incident) {
        ("contractor", Some(incident)) => {
            incident.contractors.push(Found::new(value.to_owned(), range, "toy"));
        }
        ("own" | "over" | "total", Some(incident)) => {
            let scope = if what == "total" { Scope::Total } else { Scope::Own };
            let bound = if what == "over" { Bound::MoreThan } else { Bound::Exact };
            let (value, subject, realis) = (value.parse().unwrap(), Subject::Persons, Realis::Possible);
            incident.counts.push(Found::new(Count { value, subject, scope, bound, realis }, range, "toy"));
            incident.headline = Some(0);
        }
        (_, Some(incident)) => {
            let kind = if what == "published" { EventType::Published } else { EventType::Detected };
            let event = Event { kind, date: Some(date()), end: None, time: None };
            incident.events.push(Found::new(event, range, "toy"));
            if what == "published" {
                report.published_on.get_or_insert_with(|| Found::new(date(), range, "toy"));
            }
        }
        _ => {}
    }
}

fn refusal(why: &str) -> Refusal {
    Refusal { what: "no toy page".into(), why: why.into(), hint: String::new() }
}

fn report(title: &str, range: ByteRange, line: u32) -> Report {
    Report {
        article: Article {
            range,
            body: range,
            lines: Some((line, line)),
            kind: Kind::Tip,
            title: title.to_owned(),
            title_range: Some(range),
            case_number: None,
            dated: None,
            dated_by_medium: false,
            issuer: None,
            source_urls: Vec::new(),
            context: Vec::new(),
        },
        published_on: None,
        publisher: None,
        other_names: Vec::new(),
        incidents: Vec::new(),
    }
}

/// A temporary folder with pages and a casebook.
pub struct Desk {
    folder: tempfile::TempDir,
    pub now: Moment,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), now: Moment::parse("2026-11-24T12:00:00+09:00").unwrap() }
    }

    pub fn casebook(&self) -> PathBuf {
        self.folder.path().join("casebook")
    }

    pub fn pages(&self) -> PathBuf {
        self.folder.path().join("pages")
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.pages().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub fn add(&self) -> Tally {
        self.add_with(&TOY, &self.pages(), &mut |_| {})
    }

    pub fn add_with(&self, reader: &dyn PageReader, path: &Path, tell: &mut dyn FnMut(Progress)) -> Tally {
        let inputs = find_files(&[path.to_owned()], Some(&self.casebook()));
        let plan = AddPlan { now: self.now, largest: 1 << 20, threads: 3 };
        Writer::open(&self.casebook(), reader).unwrap().add(&inputs.files, plan, tell).unwrap()
    }

    pub fn rebuild(&self, reader: &dyn PageReader) -> Tally {
        jikenbo_casebook::rebuild(&self.casebook(), reader, self.now, 3, &mut |_| {}).unwrap()
    }

    /// One line a case: id, then `file:line role victim` of each report, `†` before those that ended.
    pub fn seen(&self) -> Vec<String> {
        let casebook = Casebook::open(&self.casebook()).unwrap();
        let cases = casebook.cases(&Filter::default()).unwrap();
        cases.iter().map(|case| format!("{}: {}", case.id, reports(&casebook, case.id).join(", "))).collect()
    }
}

fn reports(casebook: &Casebook, id: CaseId) -> Vec<String> {
    let all = casebook.reports(id).unwrap();
    all.iter()
        .map(|report| {
            let ended = if report.ended_at.is_some() { "†" } else { "" };
            let victim = report.record.victims.first().map_or("-", String::as_str);
            format!("{ended}{}:{} {} {victim}", report.at.file, report.at.start_line.unwrap_or(0), report.at.role)
        })
        .collect()
}
