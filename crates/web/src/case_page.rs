//! The page of one case: its record, timeline and original text side by side.
//!
//! In:   an open casebook, the case's id, the settings of the request.
//! Out:  the page, its JSON form, or the bare text of a report's article.

use std::collections::BTreeSet;

use askama::Template;
use jikenbo_casebook::{CaseId, Casebook, Judgement, ReportDetail, Result};
use jikenbo_export::{CaseRecord, ChangeRecord, ContradictionRecord};
use serde::Serialize;

use crate::frame::Frame;
use crate::judging::{self, Panel};
use crate::marked::{self, Mark};
use crate::settings::Settings;
use crate::values::{self, Linking, Section, Shown, Step, Value, shortened};
use crate::words::{Words, grouped};

/// Bytes of an article that a page shows; the whole stands in the plain text.
const LARGEST_TEXT: usize = 256 << 10;
/// Reports that the page lists; the rest stands in the JSON form.
const LISTED_REPORTS: usize = 60;
/// Other reports whose steps come into the timeline.
const REPORTS_IN_TIMELINE: usize = 20;
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
    source: String,
    source_urls: Vec<String>,
    captured: String,
    ended: Option<String>,
    blob: String,
    page_hash: String,
    plain_text: String,
    is_cut: bool,
    windows: Vec<String>,
    panel: Option<Panel>,
    not_leading: bool,
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

/// A contradiction or a change between reports.
struct Difference {
    kind: &'static str,
    field: String,
    values: Vec<String>,
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

/// The page; `None` if there is no such case or report.
///
/// # Errors
/// What the casebook refuses.
pub(crate) fn page(casebook: &Casebook, id: CaseId, settings: &Settings) -> Result<Option<CasePage>> {
    let w = settings.words;
    let Some(case) = casebook.case(id)? else { return Ok(None) };
    let reports = casebook.reports(id)?;
    // One report cannot differ from itself.
    let differences = match reports.len() {
        0 | 1 => Vec::new(),
        _ => differences(&casebook.full_record(&case)?, w),
    };
    let chosen = settings.report - 1;
    let path = format!("/cases/{id}");
    let Some(report) = reports.get(chosen) else { return Ok(None) };
    let text = casebook.page(report.page)?.map(|page| page.text).unwrap_or_default();

    let here = settings.case(&path, settings.report);
    let with_mark = format!("{here}{}mark=", if here.contains('?') { '&' } else { '?' });
    let linking = Linking { chosen: settings.mark, with_mark };
    let Shown { headline, sections, mut steps, more_steps, doubts, mut marks, links } =
        values::show(&report.article, &report.record, w, &linking);
    add_other_steps(&mut steps, &reports, chosen, &path, settings);
    let heading_href = title_mark(report, &mut marks);

    let judgement = casebook.judge_report(id, report, &text)?;
    let panel = Some(judging::panel(&judgement, report, &links, &path, settings));

    let windows = marked::windows(&text, range(report), LARGEST_TEXT, &marks);
    let mut anchored = BTreeSet::new();
    let html = windows.iter().map(|&window| marked::write_window(&text, window, &marks, settings.mark, &mut anchored));
    let windows = html.collect();

    let title = match report.article.title.is_empty() {
        true => w.t("no_title").to_owned(),
        false => shortened(&report.article.title, LONGEST_TITLE),
    };
    let n_reports = reports.len();
    let tabs = reports.iter().take(LISTED_REPORTS).enumerate();
    let tabs = tabs.map(|(index, report)| tab(report, settings.case(&path, index + 1), index == chosen, w)).collect();
    Ok(Some(CasePage {
        w,
        frame: Frame::new(
            w,
            format!("{} {id}", shortened(&title, 80)),
            crate::link::Link::to(&format!("{path}.json"), w).done(),
            settings.in_other_language().case(&path, settings.report),
        ),
        id: id.to_string(),
        heading: title,
        heading_href,
        entered: moment(&case.entered_at.to_string(), w),
        root: case.root.map(|root| (root.to_string(), settings.case(&format!("/cases/{root}"), 1))),
        headline,
        sections,
        steps,
        more_steps,
        doubts,
        reports: tabs,
        more_reports: n_reports.saturating_sub(LISTED_REPORTS),
        differences,
        source: report.at.source.clone(),
        source_urls: report.article.source_urls.iter().filter(|url| is_web_address(url)).take(20).cloned().collect(),
        captured: moment(&report.captured_at.to_string(), w),
        ended: report.ended_at.map(|at| moment(&at.to_string(), w)),
        blob: report.blob.to_string(),
        page_hash: report.page_hash.to_string(),
        plain_text: settings.case(&format!("{path}/text"), settings.report),
        is_cut: range(report).1 - range(report).0 > LARGEST_TEXT,
        windows,
        panel,
        not_leading: chosen > 0,
    }))
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

fn differences(record: &CaseRecord, w: Words) -> Vec<Difference> {
    let contradiction = |found: &ContradictionRecord| Difference {
        kind: "contradiction",
        field: field_name(&found.field, w),
        values: found
            .values
            .iter()
            .zip(&found.reports)
            .map(|(value, report)| format!("{} — {}", plain(value, w), w.fill("report_n", report + 1)))
            .collect(),
    };
    let change = |found: &ChangeRecord| Difference {
        kind: "change",
        field: field_name(&found.field, w),
        values: vec![format!("{} → {}", plain(&found.old, w), plain(&found.new, w))],
    };
    record.contradictions.iter().map(contradiction).chain(record.changes.iter().map(change)).collect()
}

/// `count:persons:own` → 「件数・人数: 人 (この組織の分)」.
fn field_name(field: &str, w: Words) -> String {
    let mut parts = field.split(':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("count"), Some(subject), Some(scope)) => {
            format!("{}: {} ({})", w.t("field_counts"), w.label("subject", subject), w.label("scope", scope))
        }
        (Some("event"), Some(kind), _) => format!("{}: {}", w.t("timeline"), w.label("event", kind)),
        (Some("cause"), ..) => w.t("field_causes").to_owned(),
        (Some("data_types"), ..) => w.t("field_data_types").to_owned(),
        (Some("contractor"), ..) => w.t("field_contractors").to_owned(),
        (Some("realis"), ..) => w.t("field_realis").to_owned(),
        _ => field.to_owned(),
    }
}

/// A value of a contradiction or change in one line.
fn plain(value: &serde_json::Value, w: Words) -> String {
    match value {
        serde_json::Value::Null => w.t("nothing").to_owned(),
        serde_json::Value::String(text) => {
            let names = ["realis", "cause", "data_type"].map(|kind| w.label(kind, text));
            names.into_iter().find(|name| *name != text).map_or_else(|| w.date(text), str::to_owned)
        }
        serde_json::Value::Number(number) => number.as_u64().map_or_else(|| number.to_string(), grouped),
        serde_json::Value::Array(all) => all.iter().map(|value| plain(value, w)).collect::<Vec<_>>().join(w.t("comma")),
        other => shortened(&other.to_string(), 200),
    }
}

/// `2026-11-24T12:55:00+09:00` → 「2026年11月24日 12:55」.
fn moment(at: &str, w: Words) -> String {
    match (at.get(..10), at.get(11..16)) {
        (Some(day), Some(time)) => format!("{} {time}", w.date(day)),
        _ => at.to_owned(),
    }
}

fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
