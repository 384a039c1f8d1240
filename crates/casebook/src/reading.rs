//! The seam to the stages that read a page: bytes in, page and reports out.
//!
//! In:   a page's name (its ending helps to tell the form) and its bytes.
//! Out:  what the tables store of it ([`Taken`]).
//!
//! A casebook does not know how pages are read: the reader is an argument, so that tests bring one of their own.

use std::collections::BTreeMap;

use jikenbo_link::fingerprints;
use jikenbo_model::{Incident, Page, PartialDate, Report};

use crate::record;

/// Reads a page: the stages read, segment and extract (`jikenbo_reading`), or a stand-in.
pub trait PageReader: Sync {
    /// Grows with every change that may give other text for the same bytes; tables keep pages of each version apart.
    fn version(&self) -> u32;

    /// Reads one page.
    ///
    /// # Errors
    /// [`Refusal`] if the bytes are no page. It must not panic; if it does, the casebook refuses the page and goes on.
    fn read(&self, name: &str, bytes: Vec<u8>) -> Result<(Page, Vec<Report>), Refusal>;
}

/// Why bytes cannot be read as a page, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// One line without a full stop.
    pub what: String,
    /// Why.
    pub why: String,
    /// What the user can do; may be empty.
    pub hint: String,
}

/// A page as the tables store it.
pub(crate) struct Taken {
    pub(crate) hash: [u8; 32],
    /// `None` where the text is the blob itself.
    pub(crate) text: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) articles: Vec<TakenArticle>,
}

pub(crate) struct TakenArticle {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) lines: Option<(u32, u32)>,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) published_on: Option<String>,
    pub(crate) publisher: Option<String>,
    /// The published record without its incidents.
    pub(crate) record: String,
    /// Fingerprints of its text, little-endian.
    pub(crate) shingles: Vec<u8>,
    pub(crate) reports: Vec<TakenReport>,
}

pub(crate) struct TakenReport {
    /// First victim, shortened to what an anchor can hold; empty where none is named.
    pub(crate) victim: String,
    pub(crate) nth: u32,
    pub(crate) key: String,
    /// Victims, one a line.
    pub(crate) victims: String,
    pub(crate) contractors: String,
    pub(crate) sector: Option<&'static str>,
    pub(crate) prefecture: Option<String>,
    pub(crate) causes: Vec<&'static str>,
    pub(crate) year: Option<i16>,
    pub(crate) headline: Option<Headline>,
    /// The published record of the incident.
    pub(crate) record: String,
}

pub(crate) struct Headline {
    pub(crate) value: u64,
    pub(crate) subject: &'static str,
    pub(crate) bound: &'static str,
    pub(crate) realis: &'static str,
}

/// Characters of a victim's name or a title that go into anchors and keys. Names are shorter; hostile pages are not.
const LONGEST_NAME: usize = 200;

/// Reads a page and takes out what the tables store. A reader that panics is a bug of ours, not the end of the run.
pub(crate) fn take(reader: &dyn PageReader, name: &str, blob: [u8; 32], bytes: Vec<u8>) -> Result<Taken, Refusal> {
    let run = std::panic::AssertUnwindSafe(|| -> Result<Taken, Refusal> {
        let (page, reports) = reader.read(name, bytes)?;
        let articles = reports.iter().map(|report| article(&page, report)).collect();
        let text = if page.hash == blob { None } else { Some(page.text) };
        Ok(Taken { hash: page.hash, text, title: page.title, articles })
    });
    std::panic::catch_unwind(run).unwrap_or_else(|_| {
        Err(Refusal {
            what: "this page made jikenbo stumble".into(),
            why: "a bug in jikenbo; nothing was stored of the page".into(),
            hint: "please report it, with the page if it may be shared; the other pages are not touched".into(),
        })
    })
}

fn article(page: &Page, report: &Report) -> TakenArticle {
    let article = &report.article;
    let published_on = report.published_on.as_ref().map(|found| found.value);
    let mut reports: Vec<TakenReport> = Vec::with_capacity(report.incidents.len());
    let mut of_victim: BTreeMap<String, u32> = BTreeMap::new();
    let (record, incidents) = record::write(page, report);
    for (incident, record) in report.incidents.iter().zip(incidents) {
        let victim = incident.victims.first().map_or(String::new(), |found| shortened(&found.value));
        let next = of_victim.entry(victim.clone()).or_default();
        let nth = *next;
        *next += 1;
        reports.push(TakenReport {
            key: format!("{}\t{victim}\t{nth}", shortened(&article.title)),
            nth,
            victims: incident.victims.iter().map(|found| found.value.as_str()).collect::<Vec<_>>().join("\n"),
            contractors: incident.contractors.iter().map(|found| found.value.as_str()).collect::<Vec<_>>().join("\n"),
            sector: incident.sector.as_ref().map(|found| found.value.code()),
            prefecture: incident.prefecture.as_ref().map(|found| found.value.clone()),
            causes: incident.causes.iter().map(|found| found.value.code()).collect(),
            year: year(published_on, incident),
            headline: headline(incident),
            record,
            victim,
        });
    }
    let shingles = if reports.is_empty() { Vec::new() } else { fingerprints(article.range.of(&page.text)) };
    let shingles = shingles.into_iter().flat_map(u32::to_le_bytes).collect();
    TakenArticle {
        start: article.range.start,
        end: article.range.end,
        lines: article.lines,
        kind: article.kind.code(),
        title: article.title.clone(),
        published_on: published_on.map(|date| date.to_string()),
        publisher: report.publisher.as_ref().map(|found| found.value.clone()),
        record,
        shingles,
        reports,
    }
}

/// The year by which cases are filtered: of publication, else of the earliest event.
fn year(published_on: Option<PartialDate>, incident: &Incident) -> Option<i16> {
    let first_event = || incident.events.iter().filter_map(|found| found.value.date).min();
    published_on.or_else(first_event).map(|date| date.year)
}

fn headline(incident: &Incident) -> Option<Headline> {
    let count = &incident.counts.get(incident.headline?)?.value;
    Some(Headline {
        // The tables hold signed numbers; no count of this world comes near the edge.
        value: count.value.min(i64::MAX as u64),
        subject: count.subject.code(),
        bound: count.bound.code(),
        realis: count.realis.code(),
    })
}

fn shortened(name: &str) -> String {
    name.chars().take(LONGEST_NAME).map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}
