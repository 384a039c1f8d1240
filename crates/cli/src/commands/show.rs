//! `jikenbo show`: one case, its reports, and the words that prove each value.

use std::borrow::Cow;
use std::io::{BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use clap::Args;
use jikenbo_export::{CaseRecord, CaseReportRecord};

use super::{Done, case_id, no_case};
use crate::args::Format;
use crate::csv_rows::write_row;
use crate::escape::{shown, shown_json};
use crate::failure::Stop;
use crate::fields::{Field, fields, figure};
use crate::session::Session;
use crate::table::width;
use crate::words::Words;

/// Options of `show`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jikenbo show 2026-0001\n  jikenbo show 2026-0001 --format json")]
pub(crate) struct Options {
    /// Id of the case, as `jikenbo cases` lists it.
    #[arg(value_name = "ID")]
    id: String,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// Shows one case.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    let id = case_id(&options.id)?;
    let casebook = session.open()?;
    let Some(case) = casebook.case(id)? else { return Err(no_case(id, session).into()) };
    if case.id != id {
        eprintln!("{}", session.words.say_with("case {} is part of {}", &[&id, &case.id]));
    }
    let record = casebook.full_record(&case)?;
    let numbers: Vec<String> = casebook.reports(case.id)?.iter().map(|report| report.at.number.to_string()).collect();
    let stdout = std::io::stdout();
    let safe = |text: String| if stdout.is_terminal() { shown_json(&text).into_owned() } else { text };
    let mut out = BufWriter::new(stdout.lock());
    match options.format {
        Format::Json => writeln!(out, "{}", safe(serde_json::to_string_pretty(&record)?))?,
        Format::Jsonl => writeln!(out, "{}", safe(serde_json::to_string(&record)?))?,
        Format::Csv => csv(&record, &mut out, session.words)?,
        Format::Table => text(&record, &numbers, &mut out, session.words)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn text(case: &CaseRecord, numbers: &[String], out: &mut impl Write, words: Words) -> Result<(), Stop> {
    writeln!(out, "{}  {}", case.id, shown(&case.title))?;
    writeln!(out, "{}", words.say_with("entered {}", &[&case.entered_at]))?;
    if let Some(root) = &case.root {
        writeln!(out, "{}", words.say_with("caused by {}", &[root]))?;
    }
    root(case, out, words)?;
    for (report, number) in case.reports.iter().zip(numbers) {
        writeln!(out)?;
        report_head(report, number, out, words)?;
        let Some(detail) = &report.detail else { continue };
        let rows = fields(&detail.article, &detail.record, words);
        let widest = |of: fn(&Field) -> &str| rows.iter().map(|row| width(of(row))).max().unwrap_or(0);
        let (names, values) = (widest(|row| &row.name), widest(|row| &row.shown).min(48));
        for row in &rows {
            let (name, value) = (&row.name, shown(&row.shown));
            let gaps = (names - width(name), values.saturating_sub(width(&value)));
            let quote = row.quotes.first().map(|words| format!("「{}」", shown(words))).unwrap_or_default();
            let line = format!("  {name}{:a$}  {value}{:b$}  {quote}", "", "", a = gaps.0, b = gaps.1);
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    for contradiction in &case.contradictions {
        let values: Vec<String> = contradiction.values.iter().map(ToString::to_string).collect();
        let values = values.join(words.comma());
        writeln!(out, "{}", shown(&words.say_with("contradiction in {}: {}", &[&contradiction.field, &values])))?;
    }
    for change in &case.changes {
        let parts: [&dyn std::fmt::Display; 3] = [&change.field, &change.old, &change.new];
        writeln!(out, "{}", shown(&words.say_with("change in {}: {} → {}", &parts)))?;
    }
    Ok(())
}

/// What stands in a root case only: its clients, stated totals, and what their shares come to.
fn root(case: &CaseRecord, out: &mut impl Write, words: Words) -> Result<(), Stop> {
    if case.clients.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", words.say_with("cases that it caused: {}", &[&case.clients.join(words.comma())]))?;
    let plain = |value: u64, subject: &str| figure(value, subject, "exact", None, words);
    for total in &case.total {
        writeln!(out, "{}", words.say_with("stated total: {}", &[&plain(total.value, &total.subject)]))?;
    }
    for share in case.shares.iter().filter(|share| share.cases > 0) {
        let subject = share.subject.as_str();
        let parts: [&dyn std::fmt::Display; 4] = [
            &plain(share.sum, subject),
            &plain(share.smallest, subject),
            &plain(share.largest, subject),
            &share.without,
        ];
        writeln!(out, "{}", words.say_with("shares: {} in all, {} to {}; {} cases give no figure", &parts))?;
        match share.unaccounted {
            Some(left) if left >= 0 => {
                writeln!(out, "{}", words.say_with("unaccounted for: {}", &[&plain(left.unsigned_abs(), subject)]))?;
            }
            Some(over) => {
                let over = plain(over.unsigned_abs(), subject);
                writeln!(out, "{}", words.say_with("the shares are {} over the total", &[&over]))?;
            }
            None => {}
        }
    }
    Ok(())
}

fn report_head(report: &CaseReportRecord, number: &str, out: &mut impl Write, words: Words) -> Result<(), Stop> {
    let line = report.start_line.map(|line| format!(":{line}")).unwrap_or_default();
    let role = words.label("role", &report.role);
    writeln!(out, "{role}  {number}  {}{line}", shown(&report.source))?;
    if let Some(detail) = &report.detail {
        if !detail.article.title.is_empty() {
            writeln!(out, "  {}", shown(&detail.article.title))?;
        }
        if let Some(ended) = &detail.ended_at {
            writeln!(out, "  {}", words.say_with("no longer on its page since {}", &[ended]))?;
        }
    }
    Ok(())
}

fn csv(case: &CaseRecord, out: &mut impl Write, words: Words) -> Result<(), Stop> {
    let header = ["id", "source", "pointer", "value", "realis", "start", "end", "quote"];
    write_row(&mut *out, header.map(Cow::Borrowed))?;
    for report in &case.reports {
        let Some(detail) = &report.detail else { continue };
        for row in fields(&detail.article, &detail.record, words) {
            let (start, end) =
                row.range.map_or_else(Default::default, |(start, end)| (start.to_string(), end.to_string()));
            let quote = row.quotes.first().cloned().unwrap_or_default();
            let realis = row.realis.unwrap_or_default();
            let cells = [case.id.clone(), report.source.clone(), row.pointer, row.value, realis, start, end, quote];
            write_row(&mut *out, cells.map(Cow::Owned))?;
        }
    }
    Ok(())
}
