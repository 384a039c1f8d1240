//! The list of cases, as a page and as JSON.
//!
//! In:   an open casebook, figures over it, the settings of the request.
//! Out:  one page of cases, newest first, with the filters that lead on.

use askama::Template;
use jikenbo_casebook::{CaseSummary, Casebook, Filter, Stats};
use jikenbo_export::{CaseRecord, SCHEMA_VERSION};
use serde::Serialize;

use crate::frame::Frame;
use crate::settings::Settings;
use crate::values::shortened;
use crate::words::{Words, grouped};

/// Cases on one page.
const PER_PAGE: u32 = 50;
/// Characters of a title in the list.
const LONGEST_TITLE: usize = 160;

/// The page.
#[derive(Template)]
#[template(path = "list.html")]
pub(crate) struct ListPage {
    w: Words,
    frame: Frame,
    total: String,
    filtered: bool,
    empty: bool,
    cases: Vec<Row>,
    causes: Vec<Choice>,
    sectors: Vec<Choice>,
    years: Vec<Choice>,
    victim: String,
    chips: Vec<Chip>,
    previous: Option<String>,
    next: Option<String>,
    place: String,
}

/// One case in the list.
struct Row {
    id: String,
    href: String,
    title: String,
    who: String,
    contractors: String,
    date: String,
    causes: Vec<String>,
    sector: String,
    prefecture: String,
    figure: String,
    realis: String,
    n_reports: usize,
    /// Cases that this one caused.
    n_clients: usize,
}

/// One entry of a filter's list.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// A filter that is set, with the way to take it off.
struct Chip {
    label: String,
    without: String,
}

/// The JSON form of the page.
#[derive(Serialize)]
pub(crate) struct ListRecord {
    schema_version: u32,
    /// Cases that pass the filters.
    total: u64,
    /// This page, from 1.
    page: u32,
    pages: u32,
    per_page: u32,
    /// Address of the next page's JSON form.
    next: Option<String>,
    cases: Vec<CaseRecord>,
}

/// What both forms are made of.
struct Listing {
    total: u64,
    page: u32,
    pages: u32,
    cases: Vec<CaseSummary>,
}

/// `all` is the number of all cases, where it is known already.
fn listing(casebook: &Casebook, settings: &Settings, all: Option<u64>) -> jikenbo_casebook::Result<Listing> {
    let filter = settings.filter();
    let total = match all.filter(|_| !settings.is_filtered()) {
        Some(all) => all,
        None => casebook.count(&filter)?,
    };
    let pages = u32::try_from(total.div_ceil(u64::from(PER_PAGE))).unwrap_or(u32::MAX).max(1);
    let page = settings.page.min(pages);
    let cases = casebook.cases(&Filter { limit: Some(PER_PAGE), offset: (page - 1) * PER_PAGE, ..filter })?;
    Ok(Listing { total, page, pages, cases })
}

/// The JSON form.
///
/// # Errors
/// What the casebook refuses.
pub(crate) fn record(casebook: &Casebook, settings: &Settings) -> jikenbo_casebook::Result<ListRecord> {
    let Listing { total, page, pages, cases } = listing(casebook, settings, None)?;
    Ok(ListRecord {
        schema_version: SCHEMA_VERSION,
        total,
        page,
        pages,
        per_page: PER_PAGE,
        next: (page < pages).then(|| settings.list("/cases.json", page + 1)),
        cases: cases.iter().map(CaseSummary::record).collect(),
    })
}

/// The page.
///
/// # Errors
/// What the casebook refuses.
pub(crate) fn page(casebook: &Casebook, stats: &Stats, settings: &Settings) -> jikenbo_casebook::Result<ListPage> {
    let w = settings.words;
    let Listing { total, page, pages, cases } = listing(casebook, settings, Some(stats.cases))?;
    let choices = |kind: &str, groups: &[(String, u64)], chosen: Option<&str>| {
        let choice = |(code, n): &(String, u64)| Choice {
            value: code.clone(),
            label: format!("{} ({})", w.label(kind, code), grouped(*n)),
            chosen: chosen == Some(code),
        };
        groups.iter().map(choice).collect::<Vec<_>>()
    };
    let years = stats.by_year.iter().filter_map(|(year, n)| {
        let year = (*year)?;
        Some(Choice {
            value: year.to_string(),
            label: format!("{} ({})", w.date(&year.to_string()), grouped(*n)),
            chosen: settings.year == Some(year),
        })
    });
    Ok(ListPage {
        w,
        frame: Frame::new(
            w,
            w.t("cases").to_owned(),
            settings.list("/cases.json", page),
            settings.in_other_language().list("/cases", page),
        ),
        total: w.fill("n_cases", grouped(total)),
        filtered: settings.is_filtered(),
        empty: stats.cases == 0,
        cases: cases
            .iter()
            .map(|case| Ok(row(case, casebook.clients(case.id)?.len(), settings)))
            .collect::<jikenbo_casebook::Result<_>>()?,
        causes: choices("cause", &stats.by_cause, settings.cause.as_deref()),
        sectors: choices("sector", &stats.by_sector, settings.sector.as_deref()),
        years: years.collect(),
        victim: settings.victim.clone().unwrap_or_default(),
        chips: chips(settings),
        previous: (page > 1).then(|| settings.list("/cases", page - 1)),
        next: (page < pages).then(|| settings.list("/cases", page + 1)),
        place: format!("{} / {}", grouped(page.into()), grouped(pages.into())),
    })
}

fn row(case: &CaseSummary, n_clients: usize, settings: &Settings) -> Row {
    let w = settings.words;
    let id = case.id.to_string();
    let headline = case.headline.as_ref();
    Row {
        href: settings.case(&format!("/cases/{id}"), 1),
        id,
        title: match case.title.is_empty() {
            true => w.t("no_title").to_owned(),
            false => shortened(&case.title, LONGEST_TITLE),
        },
        who: match case.victims.is_empty() {
            // The title of a root case without reports is its contractor.
            true if n_clients > 0 && case.reports.is_empty() => String::new(),
            true => w.t("unnamed").to_owned(),
            false => shortened(&w.joined(&case.victims), LONGEST_TITLE),
        },
        contractors: shortened(&w.joined(&case.contractors), LONGEST_TITLE),
        date: case.published_on.as_deref().map_or_else(|| w.t("undated").to_owned(), |date| w.date(date)),
        causes: case.causes.iter().map(|code| w.label("cause", code).to_owned()).collect(),
        sector: case.sector.as_deref().map_or("", |code| w.label("sector", code)).to_owned(),
        prefecture: case.prefecture.clone().unwrap_or_default(),
        figure: headline.map(|count| w.figure(count.value, &count.subject, &count.bound)).unwrap_or_default(),
        realis: headline.map(|count| count.realis.clone()).unwrap_or_default(),
        n_reports: case.reports.len(),
        n_clients,
    }
}

fn chips(settings: &Settings) -> Vec<Chip> {
    let w = settings.words;
    let mut chips = Vec::new();
    let mut chip = |label: String, without: Settings| chips.push(Chip { label, without: without.list("/cases", 1) });
    if let Some(code) = &settings.cause {
        chip(w.label("cause", code).to_owned(), Settings { cause: None, ..settings.clone() });
    }
    if let Some(code) = &settings.sector {
        chip(w.label("sector", code).to_owned(), Settings { sector: None, ..settings.clone() });
    }
    if let Some(year) = settings.year {
        chip(w.date(&year.to_string()), Settings { year: None, ..settings.clone() });
    }
    if let Some(name) = &settings.victim {
        chip(format!("「{name}」"), Settings { victim: None, ..settings.clone() });
    }
    chips
}
