//! The page of one case: its record, timeline and original text side by side.
//!
//! In:   an open casebook, the case's id, the settings of the request.
//! Out:  the page, its JSON form, or the bare text of a report's article.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use jikenbo_casebook::{CaseId, Casebook, Judgement, ReportDetail, Result, RootView};
use jikenbo_export::CaseRecord;
use serde::Serialize;

use crate::deciding::{self, Choice};
use crate::differences::{self, Difference, Place};
use crate::fan_out::{self, FanOut};
use crate::frame::Frame;
use crate::history::{self, Line};
use crate::judging::{self, Panel};
use crate::marked::{self, Mark};
use crate::settings::Settings;
use crate::values::{self, Linking, Section, Shown, Step, Value, shortened};
use crate::words::Words;

/// Bytes of an article that a page shows; the whole stands in the plain text.
const LARGEST_TEXT: usize = 256 << 10;
/// Reports that the page lists; the rest stands in the JSON form.
const LISTED_REPORTS: usize = 60;
/// Other reports whose steps come into the timeline.
const REPORTS_IN_TIMELINE: usize = 20;
/// Clients whose reports a root's contradictions may point into.
const CLIENTS_COMPARED: usize = 100;
/// Characters of a title.
const LONGEST_TITLE: usize = 500;

/// The page.
#[derive(Template)]
#[template(path = "case.html")]
pub(crate) struct CasePage {
    w: Words,
    frame: Frame,
    id: String,
    heading: String,
    heading_href: String,
    entered: String,
    root: Option<(String, String)>,
    headline: Option<Value>,
    sections: Vec<Section>,
    steps: Vec<Step>,
    more_steps: usize,
    doubts: Vec<Value>,
    reports: Vec<Tab>,
    more_reports: usize,
    differences: Vec<Difference>,
    fan_out: Option<FanOut>,
    origin: Option<Origin>,
    is_cut: bool,
    windows: Vec<String>,
    panel: Option<Panel>,
    /// The report by which the case is judged, where another is shown, and the link to it.
    basis: Option<(String, String)>,
    history: Vec<Line>,
    more_history: usize,
    /// Address that forms are sent below.
    action: String,
    token: String,
    /// The shown report's own number.
    number: String,
    corrections: Vec<Choice>,
    codes: Vec<(&'static str, &'static str)>,
    /// Numbers that can part, with what they are.
    parts: Vec<(String, String)>,
}

/// Where the shown report comes from.
struct Origin {
    source: String,
    source_urls: Vec<String>,
    captured: String,
    ended: Option<String>,
    blob: String,
    page_hash: String,
    plain_text: String,
}

/// One report in the list of the case's reports.
struct Tab {
    href: String,
    role: String,
    label: String,
    date: String,
    current: bool,
    ended: bool,
}

/// The JSON form: the case's record with the verdict on it.
#[derive(Serialize)]
pub(crate) struct CaseTwin {
    #[serde(flatten)]
    record: CaseRecord,
    judgement: Option<Judgement>,
}

/// The JSON form; `None` if there is no such case.
///
/// # Errors
/// What the casebook refuses.
pub(crate) fn record(casebook: &Casebook, id: CaseId) -> Result<Option<CaseTwin>> {
    let Some(case) = casebook.case(id)? else { return Ok(None) };
    Ok(Some(CaseTwin { record: casebook.full_record(&case)?, judgement: casebook.judge(id)? }))
}

/// The text of the article that the chosen report stands in; `None` if there is no such case or report.
///
/// # Errors
/// What the casebook refuses.
pub(crate) fn text(casebook: &Casebook, id: CaseId, settings: &Settings) -> Result<Option<String>> {
    let mut reports = casebook.reports(id)?;
    if settings.report > reports.len() {
        return Ok(None);
    }
    let report = reports.swap_remove(settings.report - 1);
    let Some(page) = casebook.page(report.page)? else { return Ok(None) };
    Ok(page.text.get(range(&report).0..range(&report).1).map(str::to_owned))
}

/// The page; `None` if there is no such case or report. `token` is the secret that forms carry.
///
/// # Errors
/// What the casebook refuses.
pub(crate) fn page(casebook: &Casebook, id: CaseId, settings: &Settings, token: &str) -> Result<Option<CasePage>> {
    let w = settings.words;
    let Some(case) = casebook.case(id)? else { return Ok(None) };
    let reports = casebook.reports(id)?;
    let root_view = casebook.root_view(id)?;
    let chosen = settings.report - 1;
    let path = format!("/cases/{id}");
    let report = reports.get(chosen);
    if report.is_none() && (chosen > 0 || root_view.is_none()) {
        return Ok(None);
    }
    let record = casebook.record(&case)?;
    let differences = match record.contradictions.is_empty() && record.changes.is_empty() {
        true => Vec::new(),
        false => {
            let places = places(casebook, id, &reports, root_view.as_ref())?;
            differences::differences(casebook, &record, &places, settings)?
        }
    };
    let fan_out = root_view.as_ref().map(|root| fan_out::fan_out(casebook, root, settings)).transpose()?;
    let (history, more_history) = history::lines(&casebook.history(id)?, settings);
    let title = match report.map_or(case.title.as_str(), |report| report.article.title.as_str()) {
        "" => w.t("no_title").to_owned(),
        title => shortened(title, LONGEST_TITLE),
    };
    let n_reports = reports.len();
    let tabs = reports.iter().take(LISTED_REPORTS).enumerate();
    let tabs = tabs.map(|(index, report)| tab(report, settings.case(&path, index + 1), index == chosen, w)).collect();
    let mut page = CasePage {
        w,
        frame: Frame::new(
            w,
            format!("{} {id}", shortened(&title, 80)),
            crate::link::Link::to(&format!("{path}.json"), w).done(),
            settings.in_other_language().case(&path, settings.report),
        ),
        id: id.to_string(),
        heading: title,
        heading_href: String::new(),
        entered: moment(&case.entered_at.to_string(), w),
        root: case.root.map(|root| (root.to_string(), settings.case(&format!("/cases/{root}"), 1))),
        headline: None,
        sections: Vec::new(),
        steps: Vec::new(),
        more_steps: 0,
        doubts: Vec::new(),
        reports: tabs,
        more_reports: n_reports.saturating_sub(LISTED_REPORTS),
        differences,
        fan_out,
        origin: None,
        is_cut: false,
        windows: Vec::new(),
        panel: None,
        basis: casebook
            .judged_report(id)?
            .filter(|at| *at != chosen)
            .map(|at| (w.fill("report_n", at + 1), format!("{}#judging", settings.case(&path, at + 1)))),
        history,
        more_history,
        token: token.to_owned(),
        number: report.map_or(id, |report| report.at.number).to_string(),
        corrections: report.map(|report| deciding::choices(report, w)).unwrap_or_default(),
        codes: deciding::codes(w),
        parts: parts(&reports, w),
        action: path.clone(),
    };
    match report {
        Some(report) => page.show(casebook, id, report, &reports, settings)?,
        None => {
            let judgement = casebook.judge(id)?;
            page.panel = judgement.map(|it| judging::panel(&it, None, &BTreeMap::new(), &path, settings));
        }
    }
    Ok(Some(page))
}

impl CasePage {
    /// Fills in what the chosen report says.
    fn show(
        &mut self,
        casebook: &Casebook,
        id: CaseId,
        report: &ReportDetail,
        reports: &[ReportDetail],
        settings: &Settings,
    ) -> Result<()> {
        let w = settings.words;
        let path = format!("/cases/{id}");
        let text = casebook.page(report.page)?.map(|page| page.text).unwrap_or_default();
        let here = settings.case(&path, settings.report);
        let with_mark = format!("{here}{}mark=", if here.contains('?') { '&' } else { '?' });
        let linking = Linking { chosen: settings.mark, with_mark };
        let Shown { headline, sections, mut steps, more_steps, doubts, mut marks, links } =
            values::show(&report.article, &report.record, w, &linking);
        add_other_steps(&mut steps, reports, settings.report - 1, &path, settings);
        self.heading_href = title_mark(report, &mut marks);
        let judgement = casebook.judge_report(id, report, &text)?;
        self.panel = Some(judging::panel(&judgement, Some(report), &links, &path, settings));
        let windows = marked::windows(&text, range(report), LARGEST_TEXT, &marks);
        let mut anchored = BTreeSet::new();
        let html =
            windows.iter().map(|&window| marked::write_window(&text, window, &marks, settings.mark, &mut anchored));
        self.windows = html.collect();
        (self.headline, self.sections, self.steps) = (headline, sections, steps);
        (self.more_steps, self.doubts) = (more_steps, doubts);
        self.is_cut = range(report).1 - range(report).0 > LARGEST_TEXT;
        let urls = report.article.source_urls.iter().filter(|url| is_web_address(url));
        self.origin = Some(Origin {
            source: report.at.source.clone(),
            source_urls: urls.take(20).cloned().collect(),
            captured: moment(&report.captured_at.to_string(), w),
            ended: report.ended_at.map(|at| moment(&at.to_string(), w)),
            blob: report.blob.to_string(),
            page_hash: report.page_hash.to_string(),
            plain_text: settings.case(&format!("{path}/text"), settings.report),
        });
        Ok(())
    }
}

/// The reports that a record's indexes point into: the case's own; of a root, then those of its clients.
fn places(casebook: &Casebook, id: CaseId, reports: &[ReportDetail], root: Option<&RootView>) -> Result<Vec<Place>> {
    let place = |case, (at, detail): (usize, &ReportDetail)| Place { case, number: at + 1, detail: detail.clone() };
    let Some(root) = root else {
        return Ok(reports.iter().enumerate().map(|one| place(id, one)).collect());
    };
    let mut known: Vec<Place> = reports.iter().enumerate().map(|one| place(id, one)).collect();
    for client in root.clients.iter().take(CLIENTS_COMPARED) {
        let of_client = casebook.reports(client.case.id)?;
        known.extend(of_client.iter().enumerate().map(|one| place(client.case.id, one)));
    }
    let mut ordered = Vec::new();
    for row in &root.reports_all {
        let Some(at) = known.iter().position(|place| place.detail.at == *row) else { break };
        ordered.push(known.swap_remove(at));
    }
    Ok(ordered)
}

/// The numbers of a case's reports, each with what it is.
fn parts(reports: &[ReportDetail], w: Words) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for report in reports.iter().filter(|report| report.ended_at.is_none()).take(LISTED_REPORTS) {
        let number = report.at.number.to_string();
        if found.iter().all(|(known, _)| *known != number) {
            let tab = tab(report, String::new(), false, w);
            found.push((number, format!("{} {} {}", tab.role, tab.label, tab.date)));
        }
    }
    found
}

/// Adds what other reports of the case tell of other days, each step linked to its words there.
fn add_other_steps(steps: &mut Vec<Step>, reports: &[ReportDetail], chosen: usize, path: &str, settings: &Settings) {
    let w = settings.words;
    let of_case = |report: &ReportDetail| report.at.role != "mention" && report.ended_at.is_none();
    let others = reports.iter().enumerate().filter(|(index, report)| *index != chosen && of_case(report));
    let before = steps.len();
    for (index, report) in others.take(REPORTS_IN_TIMELINE) {
        let there = settings.case(path, index + 1);
        let join = if there.contains('?') { '&' } else { '?' };
        let linking = Linking { chosen: None, with_mark: format!("{there}{join}mark=") };
        for mut step in values::show(&report.article, &report.record, w, &linking).steps {
            if step.at.0 || steps.iter().any(|known| known.kind == step.kind && known.at == step.at) {
                continue;
            }
            if step.value.href.starts_with('#') {
                step.value.href.insert_str(0, &there);
            }
            step.value.number = 0;
            step.from = w.fill("report_n", index + 1);
            steps.push(step);
        }
    }
    if steps.len() > before {
        steps.sort_by(|a, b| a.at.cmp(&b.at));
    }
}

/// Marks the heading and gives the link to it. It comes after all other values, so that their numbers do not hang on it.
fn title_mark(report: &ReportDetail, marks: &mut Vec<Mark>) -> String {
    let Some(words) = report.article.evidence.get("/title").and_then(|words| words.first()) else {
        return String::new();
    };
    let number = marks.iter().map(|mark| mark.value).max().unwrap_or(0) + 1;
    marks.push(Mark { start: words.start, end: words.end, value: number });
    format!("#e{number}")
}

fn range(report: &ReportDetail) -> (usize, usize) {
    let [start, end] = [report.range.0, report.range.1].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
    (start, end.max(start))
}

fn tab(report: &ReportDetail, href: String, current: bool, w: Words) -> Tab {
    let publisher = report.article.publisher.clone().or_else(|| report.record.victims.first().cloned());
    Tab {
        href,
        role: w.label("role", &report.at.role).to_owned(),
        label: shortened(&publisher.unwrap_or_else(|| report.at.file.clone()), 40),
        date: report.article.published_on.as_deref().map(|date| w.date(date)).unwrap_or_default(),
        current,
        ended: report.ended_at.is_some(),
    }
}

/// `2026-11-24T12:55:00+09:00` → 「2026年11月24日 12:55」.
pub(crate) fn moment(at: &str, w: Words) -> String {
    match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(time)) => format!("{} {time}", w.date(day)),
        _ => at.to_owned(),
    }
}

fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
