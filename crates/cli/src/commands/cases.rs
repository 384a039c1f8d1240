//! `jikenbo cases`: the list of cases.
//!
//! In:   filters.
//! Out:  a row or an object for each case, in the order of the ids.

use std::borrow::Cow;
use std::io::{BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use clap::Args;
use jikenbo_casebook::{CaseSummary, Casebook, Filter};

use super::Done;
use crate::args::Format;
use crate::csv_rows::write_row;
use crate::failure::{Failure, Stop};
use crate::fields::{code_of, figure};
use crate::session::Session;
use crate::table::Table;
use crate::words::Words;

/// Options of `cases`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jikenbo cases\n  jikenbo cases --cause ransomware --year 2024\n  jikenbo cases --sector 市区町村 --format csv > cases.csv\n  jikenbo cases --newest --limit 20 --format jsonl"
)]
pub(crate) struct Options {
    /// Only cases with this cause: its code or its name (ransomware, ランサムウェア).
    #[arg(long, value_name = "CAUSE")]
    cause: Option<String>,
    /// Only victims of this line of work: its code or its name (healthcare, 医療).
    #[arg(long, value_name = "SECTOR")]
    sector: Option<String>,
    /// Only cases published in this year (of their earliest event where no publication is dated).
    #[arg(long, value_name = "YYYY")]
    year: Option<i16>,
    /// Only victims with this in their name.
    #[arg(long, value_name = "NAME")]
    victim: Option<String>,
    /// Newest entry first.
    #[arg(long)]
    newest: bool,
    /// At most this many.
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// Lists the cases.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    let filter = Filter {
        cause: options.cause.as_deref().map(|name| code_of("cause", name)).transpose()?,
        sector: options.sector.as_deref().map(|name| code_of("sector", name)).transpose()?,
        year: options.year,
        victim: options.victim.clone(),
        newest_first: options.newest,
        limit: options.limit,
        offset: 0,
    };
    let casebook = session.open()?;
    let stdout = std::io::stdout();
    let safe = stdout.is_terminal();
    let out = BufWriter::new(stdout.lock());
    match options.format {
        Format::Table => table(&casebook, &filter, out, session.words)?,
        Format::Csv => csv(&casebook, &filter, out)?,
        Format::Json => super::export::json(&casebook, &filter, out, safe, |case| Ok(casebook.record(case)?))?,
        Format::Jsonl => super::export::jsonl(&casebook, &filter, out, safe, |case| Ok(casebook.record(case)?))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn table(casebook: &Casebook, filter: &Filter, out: impl Write, words: Words) -> Result<(), Stop> {
    let columns = ["id", "published", "organisation", "cause", ">how many", "title"];
    let columns = columns.map(|name| match name.strip_prefix('>') {
        Some(name) => format!(">{}", words.say(name)),
        None => words.say(name).into_owned(),
    });
    let mut table = Table::new(out, &columns);
    let mut listed = 0_u64;
    casebook.each_case(filter, |case| -> Result<(), Stop> {
        listed += 1;
        let headline = case.headline.as_ref().map(|h| figure(h.value, &h.subject, &h.bound, Some(&h.realis), words));
        Ok(table.row(vec![
            case.id.to_string(),
            case.published_on.unwrap_or_default(),
            case.victims.join(words.comma()),
            words.labels("cause", &case.causes),
            headline.unwrap_or_default(),
            case.title,
        ])?)
    })?;
    table.finish()?.flush()?;
    eprintln!("{}", words.say_with("{} cases", &[&listed]));
    Ok(())
}

/// Columns of the CSV form; names and codes as in the record.
const COLUMNS: [&str; 15] = [
    "id",
    "entered_at",
    "root",
    "published_on",
    "victims",
    "contractors",
    "sector",
    "prefecture",
    "causes",
    "headline_value",
    "headline_subject",
    "headline_bound",
    "headline_realis",
    "title",
    "reports",
];

/// Writes cases as comma-separated values.
pub(super) fn csv(casebook: &Casebook, filter: &Filter, mut out: impl Write) -> Result<(), Stop> {
    write_row(&mut out, COLUMNS.map(Cow::Borrowed))?;
    casebook.each_case(filter, |case| -> Result<(), Stop> { Ok(write_row(&mut out, row(&case))?) })?;
    Ok(out.flush()?)
}

fn row(case: &CaseSummary) -> [Cow<'_, str>; 15] {
    let headline = case.headline.as_ref();
    let text = |text: &Option<String>| Cow::Owned(text.clone().unwrap_or_default());
    [
        case.id.to_string().into(),
        case.entered_at.to_string().into(),
        case.root.map(|id| id.to_string()).unwrap_or_default().into(),
        text(&case.published_on),
        case.victims.join("; ").into(),
        case.contractors.join("; ").into(),
        text(&case.sector),
        text(&case.prefecture),
        case.causes.join("; ").into(),
        headline.map(|h| h.value.to_string()).unwrap_or_default().into(),
        headline.map_or("", |h| &h.subject).into(),
        headline.map_or("", |h| &h.bound).into(),
        headline.map_or("", |h| &h.realis).into(),
        case.title.as_str().into(),
        case.reports.len().to_string().into(),
    ]
}

/// The error for a setting that is none of the known codes.
pub(crate) fn no_code(kind: &str, name: &str, known: &[&str]) -> Failure {
    let (what, why) = match kind {
        "cause" => (
            format!("the cause \"{name}\" is not known"),
            "causes are named by the codes of docs/labels.md or by their names",
        ),
        _ => (
            format!("the sector \"{name}\" is not known"),
            "sectors are named by the codes of docs/labels.md or by their names",
        ),
    };
    Failure::new(what, why, known.join(", "))
}
