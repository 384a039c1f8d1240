//! The panel that says what the law asked: verdict, reason tree, days, assumptions, reservations.
//!
//! In:   a judgement of the shown report, the links to its values' words, the language.
//! Out:  `Panel`, for the case page; the judgement as JSON; the draft of the report as a file.
//!
//! Every step links to its rule (`/rules#…`) and to the words of the notice that carry it.
//! Not here: how a verdict is reached (`judge`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use askama::Template;
use jikenbo_casebook::{
    CaseId, Casebook, FactOrigin, Judgement, ReportDetail, Result, RuleBook, Step, TrackNote, Truth,
};
use serde::Serialize;

use crate::link::Link;
use crate::settings::Settings;
use crate::values::shortened;
use crate::words::Words;

/// Quotes that stand beside one fact.
const QUOTES_PER_FACT: usize = 4;
/// Characters of a quote.
const LONGEST_QUOTE: usize = 60;

/// The panel.
pub(crate) struct Panel {
    pub(crate) duty: &'static str,
    pub(crate) label: String,
    pub(crate) summary: String,
    pub(crate) wanting: String,
    pub(crate) tracks: Vec<Track>,
    pub(crate) intervals: Vec<String>,
    pub(crate) overlays: Vec<Named>,
    pub(crate) readings: Vec<String>,
    pub(crate) assumptions: Vec<Named>,
    pub(crate) caveats: Vec<Named>,
    pub(crate) heads: Heads,
    pub(crate) disclaimer: String,
    pub(crate) rules: String,
    pub(crate) twin: String,
    pub(crate) draft_md: String,
    pub(crate) draft_docx: String,
}

/// Headings that the rule tables word.
pub(crate) struct Heads {
    pub(crate) overlays: String,
    pub(crate) readings: String,
    pub(crate) assumptions: String,
    pub(crate) caveats: String,
}

/// One regime's verdict.
pub(crate) struct Track {
    pub(crate) supposing: String,
    pub(crate) law: String,
    pub(crate) href: String,
    pub(crate) duty: &'static str,
    pub(crate) label: String,
    pub(crate) text: String,
    pub(crate) lines: Vec<String>,
    pub(crate) steps: Steps,
}

/// A note with its name, linked to the rules.
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) text: String,
}

/// Steps of one depth; each holds those below it.
#[derive(Template)]
#[template(path = "steps.html")]
pub(crate) struct Steps {
    w: Words,
    steps: Vec<StepRow>,
}

/// A step as the page shows it.
struct StepRow {
    outcome: &'static str,
    mark: &'static str,
    word: &'static str,
    text: String,
    /// Address of the rule's text; empty where the step is no rule of its own.
    href: String,
    citation: String,
    sources: Vec<(String, String)>,
    verified: bool,
    facts: Vec<FactRow>,
    inner: Option<Steps>,
}

/// A fact that a step read.
struct FactRow {
    label: String,
    value: String,
    assumption: Option<(String, String)>,
    quotes: Vec<Quote>,
}

/// Words of the notice.
struct Quote {
    href: String,
    number: usize,
    words: String,
}

/// Link and number of a value on the page, by its JSON pointer.
pub(crate) type ValueLinks = BTreeMap<String, (usize, String)>;

/// The panel for the shown report.
pub(crate) fn panel(
    judgement: &Judgement,
    report: Option<&ReportDetail>,
    links: &ValueLinks,
    path: &str,
    settings: &Settings,
) -> Panel {
    let w = settings.words;
    let book = RuleBook::embedded();
    let told = |key: &str| w.told(&book.sentence(key)).to_owned();
    let explanation = &judgement.explanation;
    let panelling = Panelling { w, report, links, origins: &judgement.origins };
    let notes = |notes: &[jikenbo_casebook::Note]| -> Vec<Named> {
        notes.iter().map(|note| named(&note.id, w.told(&note.text), w)).collect()
    };
    let interval = |key: &str, days: Option<i32>| days.map(|n| told(key).replace("{n}", &n.to_string()));
    let mut readings = Vec::new();
    for origin in &judgement.origins {
        let Some(note) = &origin.note else { continue };
        let line = format!("{}: {}", field_label(&origin.field, w), w.told(note));
        if !readings.contains(&line) {
            readings.push(line);
        }
    }
    let duty = judgement.verdict.overall_duty().code();
    Panel {
        duty,
        label: w.told(&book.label("duty", duty)).to_owned(),
        summary: w.told(&explanation.summary).to_owned(),
        wanting: explanation.wanting.as_ref().map(|words| w.told(words).to_owned()).unwrap_or_default(),
        tracks: explanation.tracks.iter().map(|track| panelling.track(track)).collect(),
        intervals: [
            interval("interval.discovered_reported", judgement.days_to_report),
            interval("interval.discovered_published", judgement.days_to_publication),
        ]
        .into_iter()
        .flatten()
        .collect(),
        overlays: explanation.overlays.iter().map(|note| named(&note.id, w.told(&note.text), w)).collect(),
        readings,
        assumptions: notes(&explanation.assumptions),
        caveats: notes(&explanation.caveats),
        heads: Heads {
            overlays: told("head.overlays"),
            readings: told("head.read"),
            assumptions: told("head.assumptions"),
            caveats: told("head.caveats"),
        },
        disclaimer: w.told(&explanation.disclaimer).to_owned(),
        rules: Link::to("/rules", w).done(),
        twin: settings.case(&format!("{path}/judgement.json"), settings.report),
        draft_md: settings.case(&format!("{path}/draft.md"), settings.report),
        draft_docx: settings.case(&format!("{path}/draft.docx"), settings.report),
    }
}

/// Turns steps into rows.
struct Panelling<'p> {
    w: Words,
    report: Option<&'p ReportDetail>,
    links: &'p ValueLinks,
    origins: &'p [FactOrigin],
}

impl Panelling<'_> {
    fn track(&self, track: &TrackNote) -> Track {
        let w = self.w;
        let book = RuleBook::embedded();
        let regime = track.regime.as_deref().unwrap_or_default();
        let mut lines: Vec<String> = track.deadlines.iter().map(|words| w.told(words).to_owned()).collect();
        for (head, words) in [("head.recipients", &track.recipients), ("head.notice", &track.notice)] {
            if let Some(words) = words {
                lines.push(format!("{}{}", w.told(&book.sentence(head)), w.told(words)));
            }
        }
        let duty = track.duty.code();
        Track {
            supposing: track.supposing.as_ref().map(|words| w.told(words).to_owned()).unwrap_or_default(),
            law: track.law.as_ref().map_or(w.t("no_regime"), |words| w.told(words)).to_owned(),
            href: if regime.is_empty() { String::new() } else { rule_link(regime, w) },
            duty,
            label: w.told(&book.label("duty", duty)).to_owned(),
            text: w.told(&track.text).to_owned(),
            lines,
            steps: self.steps(&track.steps, regime),
        }
    }

    fn steps(&self, steps: &[Step], regime: &str) -> Steps {
        Steps { w: self.w, steps: steps.iter().map(|step| self.step(step, regime)).collect() }
    }

    fn step(&self, step: &Step, regime: &str) -> StepRow {
        let w = self.w;
        let (outcome, mark, word) = match step.outcome {
            Truth::Yes => ("met", "○", "met"),
            Truth::No => ("unmet", "×", "unmet"),
            Truth::Undetermined => ("open", "？", "open"),
        };
        let href = match &step.citation {
            Some(_) => rule_link(&ground_anchor(regime, &step.id), w),
            None if step.id == "regime" && !regime.is_empty() => rule_link(regime, w),
            None if is_condition(&step.id) => rule_link(&step.id, w),
            None => String::new(),
        };
        StepRow {
            outcome,
            mark,
            word,
            text: w.told(&step.text).to_owned(),
            href,
            citation: step.citation.as_ref().map(|words| w.told(words).to_owned()).unwrap_or_default(),
            sources: step.sources.iter().map(|source| (source.id.clone(), rule_link(&source.id, w))).collect(),
            verified: step.verified,
            facts: step
                .facts
                .iter()
                .map(|fact| FactRow {
                    label: w.told(&fact.label).to_owned(),
                    value: fact.value.as_ref().map_or(w.t("not_stated"), |words| w.told(words)).to_owned(),
                    assumption: fact.assumption.as_ref().map(|id| (id.clone(), rule_link(id, w))),
                    quotes: self.quotes(&fact.field),
                })
                .collect(),
            inner: (!step.steps.is_empty()).then(|| self.steps(&step.steps, regime)),
        }
    }

    /// The words that a fact rests on, each a link to its mark in the text.
    fn quotes(&self, field: &str) -> Vec<Quote> {
        let mut seen = BTreeSet::new();
        let pointers = self.origins.iter().filter(|origin| origin.field == field).flat_map(|origin| &origin.pointers);
        let mut quotes = Vec::new();
        for pointer in pointers.filter(|pointer| seen.insert(pointer.as_str())) {
            let evidence = self.report.and_then(|report| {
                report.record.evidence.get(pointer).or_else(|| report.article.evidence.get(pointer))
            });
            let Some(words) = evidence.and_then(|all| all.first()) else { continue };
            let (number, href) = self.links.get(pointer).cloned().unwrap_or_default();
            quotes.push(Quote { href, number, words: shortened(&words.quote, LONGEST_QUOTE) });
            if quotes.len() == QUOTES_PER_FACT {
                break;
            }
        }
        quotes
    }
}

fn named(id: &str, text: &str, w: Words) -> Named {
    Named { id: id.to_owned(), href: rule_link(id, w), text: text.to_owned() }
}

/// Address of a rule's text.
fn rule_link(anchor: &str, w: Words) -> String {
    format!("{}#{anchor}", Link::to("/rules", w).done())
}

/// The anchor of a ground on the page of rules.
pub(crate) fn ground_anchor(regime: &str, ground: &str) -> String {
    format!("{regime}.{}", if ground == "-" { "only" } else { ground })
}

/// Whether a step is a named condition, which has a text of its own.
fn is_condition(id: &str) -> bool {
    static NAMES: OnceLock<BTreeSet<String>> = OnceLock::new();
    NAMES
        .get_or_init(|| RuleBook::embedded().catalogue().conditions.into_iter().map(|rule| rule.id).collect())
        .contains(id)
}

fn field_label(field: &str, w: Words) -> String {
    let (kind, code) = field.split_once('/').unwrap_or(("field", field));
    w.told(&RuleBook::embedded().label(kind, code)).to_owned()
}

/// The JSON form: what `jikenbo judge --format json` prints of one case.
#[derive(Serialize)]
pub(crate) struct JudgementRecord {
    schema_version: u32,
    id: String,
    /// The report that is judged, from 1.
    report: usize,
    #[serde(flatten)]
    judgement: Judgement,
}

/// What the chosen report is judged to be; `None` if there is no such case or report.
///
/// # Errors
/// What the casebook refuses.
pub(crate) fn record(casebook: &Casebook, id: CaseId, settings: &Settings) -> Result<Option<JudgementRecord>> {
    let Some(judgement) = judged(casebook, id, settings)?.map(|(_, judgement)| judgement) else { return Ok(None) };
    let schema_version = jikenbo_export::SCHEMA_VERSION;
    Ok(Some(JudgementRecord { schema_version, id: id.to_string(), report: settings.report, judgement }))
}

/// The draft of the report's nine items, as Markdown or as a word processor's file; `None` if there is no such case or report.
///
/// # Errors
/// What the casebook refuses.
pub(crate) fn draft(casebook: &Casebook, id: CaseId, settings: &Settings, as_docx: bool) -> Result<Option<Vec<u8>>> {
    let Some((report, judgement)) = judged(casebook, id, settings)? else { return Ok(None) };
    let victim = report.record.victims.first().map_or("", String::as_str);
    let subject = format!("{id}  {victim}");
    let draft = jikenbo_casebook::draft(&subject, &judgement, Some((&report.article, &report.record)));
    Ok(Some(if as_docx { draft.docx() } else { draft.markdown().into_bytes() }))
}

fn judged(casebook: &Casebook, id: CaseId, settings: &Settings) -> Result<Option<(ReportDetail, Judgement)>> {
    let mut reports = casebook.reports(id)?;
    if settings.report > reports.len() {
        return Ok(None);
    }
    let report = reports.swap_remove(settings.report - 1);
    let text = casebook.page(report.page)?.map(|page| page.text).unwrap_or_default();
    let judgement = casebook.judge_report(id, &report, &text)?;
    Ok(Some((report, judgement)))
}
