//! `jikenbo export`: every case with all that its reports say, for other programs.
//!
//! In:   the casebook.
//! Out:  case records (`docs/formats.md`), ordered by id. Two casebooks are the same if their exports are.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jikenbo_casebook::{CaseSummary, Casebook, Filter};
use jikenbo_export::CaseRecord;

use super::Done;
use crate::escape::shown_json;
use crate::failure::{Failure, Stop};
use crate::session::Session;

/// Options of `export`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jikenbo export > cases.jsonl\n  jikenbo export --format csv --output cases.csv\n  jikenbo export | jq -r 'select(.causes[0] == \"ransomware\") | .victims[]'"
)]
pub(crate) struct Options {
    /// Form of the output; csv has a row a case, without what each report says.
    #[arg(long, value_enum, default_value_t = Form::Jsonl)]
    format: Form,
    /// Write to this file instead of stdout; it appears when it is whole.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    // One JSON object a line.
    Jsonl,
    // One JSON document.
    Json,
    // Comma-separated values with a header row.
    Csv,
}

/// Writes out the casebook.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    let casebook = session.open()?;
    match &options.output {
        None => {
            let stdout = std::io::stdout();
            let safe = stdout.is_terminal();
            write(options.format, &casebook, BufWriter::new(stdout.lock()), safe)?;
        }
        Some(path) => to_file(path, |file| write(options.format, &casebook, file, false))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn write(form: Form, casebook: &Casebook, out: impl Write, safe: bool) -> Result<(), Stop> {
    let all = Filter::default();
    match form {
        Form::Csv => super::cases::csv(casebook, &all, out),
        Form::Json => json(casebook, &all, out, safe, |case| Ok(casebook.full_record(case)?)),
        Form::Jsonl => jsonl(casebook, &all, out, safe, |case| Ok(casebook.full_record(case)?)),
    }
}

/// Writes beside the file and renames, so that a file under this name is always a whole one.
fn to_file(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Result<(), Stop>) -> Result<(), Stop> {
    let refused = |error: std::io::Error| Stop::from(Failure::io("the output cannot be written", path, &error));
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let mut out = BufWriter::new(File::create(&part).map_err(refused)?);
    let written = write(&mut out).and_then(|()| {
        out.flush().map_err(refused)?;
        out.get_ref().sync_all().map_err(refused)?;
        std::fs::rename(&part, path).map_err(refused)
    });
    if written.is_err() {
        // It is half a file that nobody asked for; that it stays where it cannot be removed does no harm.
        let _ = std::fs::remove_file(&part);
    }
    written
}

/// A record in one line; `safe` for a terminal.
fn json_of(record: &CaseRecord, safe: bool) -> Result<String, Stop> {
    let line = serde_json::to_string(record)?;
    Ok(if safe { shown_json(&line).into_owned() } else { line })
}

/// Writes records, one a line.
pub(super) fn jsonl(
    casebook: &Casebook,
    filter: &Filter,
    mut out: impl Write,
    safe: bool,
    record: impl Fn(&CaseSummary) -> Result<CaseRecord, Stop>,
) -> Result<(), Stop> {
    casebook
        .each_case(filter, |case| -> Result<(), Stop> { Ok(writeln!(out, "{}", json_of(&record(&case)?, safe)?)?) })?;
    Ok(out.flush()?)
}

/// Writes records as one list.
pub(super) fn json(
    casebook: &Casebook,
    filter: &Filter,
    mut out: impl Write,
    safe: bool,
    record: impl Fn(&CaseSummary) -> Result<CaseRecord, Stop>,
) -> Result<(), Stop> {
    let mut before = "[\n";
    casebook.each_case(filter, |case| -> Result<(), Stop> {
        write!(out, "{before}{}", json_of(&record(&case)?, safe)?)?;
        before = ",\n";
        Ok(())
    })?;
    write!(out, "{}", if before == "[\n" { "[]\n" } else { "\n]\n" })?;
    Ok(out.flush()?)
}
