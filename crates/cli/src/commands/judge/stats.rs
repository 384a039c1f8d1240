//! `jikenbo judge --all` and `--stats`: every case judged, and what share of them met which ground or wants which fact.

use std::io::Write;
use std::process::ExitCode;

use jikenbo_casebook::{CaseVerdict, Casebook, JudgedFigures};
use jikenbo_judge::RuleBook;
use serde_json::json;

use super::text::{clean, told};
use super::{JudgeFormat, Options};
use crate::commands::Done;
use crate::failure::Stop;
use jikenbo_lexicon::Language;

/// Judges every case of the casebook.
pub(crate) fn run(options: &Options, book: &Casebook, language: Language, out: &mut impl Write) -> Done {
    let mut figures = JudgedFigures::default();
    let mut rows = Vec::new();
    if options.all && options.format == JudgeFormat::Csv {
        writeln!(out, "case,victim,regime,duty,categories,undetermined,preliminary_due,final_due")?;
    }
    let mut failed = None;
    book.judge_all(|one| {
        figures.take(&one);
        if options.all && failed.is_none() {
            failed = write_row(options, language, &one, &mut rows, out).err();
        }
        Ok(())
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    if options.all && options.format == JudgeFormat::Json {
        serde_json::to_writer_pretty(&mut *out, &rows)?;
        writeln!(out)?;
    }
    if options.stats {
        write(&figures, options, language, out)?;
    }
    if options.format == JudgeFormat::Text {
        writeln!(out, "\n※ {}", told(&RuleBook::embedded().disclaimer(), language))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write_row(
    options: &Options,
    language: Language,
    one: &CaseVerdict,
    rows: &mut Vec<serde_json::Value>,
    out: &mut impl Write,
) -> Result<(), Stop> {
    let verdict = &one.verdict;
    let reasons: Vec<String> = verdict.undetermined.iter().map(ToString::to_string).collect();
    let preliminary = verdict.preliminary_due.map(|day| day.to_string()).unwrap_or_default();
    let last = verdict.final_due.map(|day| day.to_string()).unwrap_or_default();
    match options.format {
        JudgeFormat::Json => rows.push(json!({ "id": one.case.to_string(), "victim": one.victim, "verdict": verdict })),
        JudgeFormat::Jsonl => {
            let row = json!({ "id": one.case.to_string(), "victim": one.victim, "verdict": verdict });
            writeln!(out, "{row}")?;
        }
        JudgeFormat::Csv => {
            let cells = [
                one.case.to_string(),
                one.victim.clone(),
                verdict.regime.unwrap_or_default().to_owned(),
                verdict.duty.code().to_owned(),
                verdict.categories.join(" "),
                reasons.join(" "),
                preliminary,
                last,
            ];
            writeln!(out, "{}", cells.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(","))?;
        }
        JudgeFormat::Text => {
            let label = told(&RuleBook::embedded().label("duty", verdict.duty.code()), language).to_owned();
            let regime = verdict.regime.unwrap_or("-");
            let met = verdict.categories.join(" ");
            let open = if reasons.is_empty() { String::new() } else { format!("  ? {}", reasons.join(" ")) };
            writeln!(out, "{}  {}  {regime}  {label}  {met}  {last}{open}", one.case, clean(&one.victim, 24))?;
        }
    }
    Ok(())
}

/// A cell of CSV; what a spreadsheet would take for a formula is defused.
fn csv_cell(text: &str) -> String {
    let defused = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if defused.contains([',', '"', '\n', '\r']) { format!("\"{}\"", defused.replace('"', "\"\"")) } else { defused }
}

fn write(figures: &JudgedFigures, options: &Options, language: Language, out: &mut impl Write) -> Result<(), Stop> {
    match options.format {
        JudgeFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, figures)?;
            writeln!(out)?;
        }
        JudgeFormat::Jsonl => writeln!(out, "{}", serde_json::to_string(figures)?)?,
        JudgeFormat::Csv => {
            writeln!(out, "what,code,cases,cannot_be_told")?;
            for (code, n) in &figures.duties {
                writeln!(out, "duty,{code},{n},")?;
            }
            for (code, n) in &figures.regimes {
                writeln!(out, "regime,{code},{n},")?;
            }
            for (code, [met, open]) in &figures.grounds {
                writeln!(out, "ground,{code},{met},{open}")?;
            }
            for (code, n) in &figures.wanting {
                writeln!(out, "wanting,{code},{n},")?;
            }
        }
        JudgeFormat::Text => write_text(figures, language, out)?,
    }
    Ok(())
}

fn write_text(figures: &JudgedFigures, tongue: Language, out: &mut impl Write) -> Result<(), Stop> {
    let book = RuleBook::embedded();
    let say = |key: &str| told(&book.sentence(key), tongue).to_owned();
    let label = |kind: &str, code: &str| told(&book.label(kind, code), tongue).to_owned();
    let share = |n: u64| 100.0 * n as f64 / figures.cases.max(1) as f64;
    writeln!(out, "{}: {}", say("head.cases"), figures.cases)?;
    writeln!(out, "\n{}", say("head.duties"))?;
    for (code, n) in &figures.duties {
        writeln!(out, "  {n:>8} {:>5.1}%  {}", share(*n), label("duty", code))?;
    }
    writeln!(out, "\n{}", say("head.regimes"))?;
    for (code, n) in &figures.regimes {
        writeln!(out, "  {n:>8} {:>5.1}%  {code}", share(*n))?;
    }
    writeln!(out, "\n{}", say("head.grounds"))?;
    for (code, [met, open]) in &figures.grounds {
        let label = label("ground", code);
        writeln!(out, "  {met:>8} {:>5.1}%  ? {open:>8} {:>5.1}%  {code} {label}", share(*met), share(*open))?;
    }
    writeln!(out, "\n{}", say("head.wanting"))?;
    for (code, n) in &figures.wanting {
        writeln!(out, "  {n:>8} {:>5.1}%  {}", share(*n), label("field", code))?;
    }
    Ok(())
}
