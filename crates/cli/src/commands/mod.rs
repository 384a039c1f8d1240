//! The commands, one a file.

mod add;
mod case;
mod cases;
mod demo;
mod export;
mod extract;
mod judge;
mod rebuild;
mod serve;
mod show;

pub(crate) use cases::no_code;

use std::process::ExitCode;

use clap::Subcommand;
use jikenbo_casebook::CaseId;

use crate::failure::{Failure, Stop};
use crate::session::Session;

/// How a command ended.
pub(crate) type Done = Result<ExitCode, Stop>;

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read pages, store them and what they say.
    Add(add::Options),
    /// List the cases.
    Cases(cases::Options),
    /// Merge, split and correct cases; their history; why two are joined or not.
    Case(case::Options),
    /// Tell which reports the law asked for, by when and why; no legal advice.
    Judge(judge::Options),
    /// Show one case with its reports and the words that prove each value.
    Show(show::Options),
    /// Write out every case with all that its reports say.
    Export(export::Options),
    /// Build the tables anew from the archive.
    Rebuild(rebuild::Options),
    /// Show the casebook in the browser.
    Serve(serve::Options),
    /// Show a casebook of fictional notices in the browser.
    Demo(demo::Options),
    /// Read pages and print what they say; nothing is stored.
    Extract(extract::Options),
}

/// Does it.
pub(crate) fn run(command: &Command, session: &Session) -> Done {
    match command {
        Command::Add(options) => add::run(options, session),
        Command::Cases(options) => cases::run(options, session),
        Command::Case(options) => case::run(options, session),
        Command::Judge(options) => judge::run(options, session),
        Command::Show(options) => show::run(options, session),
        Command::Export(options) => export::run(options, session),
        Command::Rebuild(options) => rebuild::run(options, session),
        Command::Serve(options) => serve::run(options, session),
        Command::Demo(options) => demo::run(options, session),
        Command::Extract(options) => extract::run(options, session),
    }
}

/// The exit code of a run over many pages.
fn code(skipped: u64) -> ExitCode {
    ExitCode::from(u8::from(skipped > 0))
}

/// The id that a user typed.
///
/// # Errors
/// A failure that names the id that may be meant.
fn case_id(typed: &str) -> Result<CaseId, Failure> {
    typed.parse().map_err(|error: jikenbo_casebook::NoCaseId| {
        let meant = typed.trim().split_once('-').and_then(|(year, number)| {
            let (year, number): (u16, u32) = (year.trim().parse().ok()?, number.trim().parse().ok()?);
            ((1000..=9999).contains(&year) && number > 0).then_some(CaseId { year, number })
        });
        let hint = match meant {
            Some(meant) => format!("perhaps {meant} is meant; jikenbo cases lists the ids"),
            None => "jikenbo cases lists the ids".to_owned(),
        };
        Failure::new(error.to_string(), "an id is a year and a number of at least four digits", hint).at(typed)
    })
}

/// The error for an id that no case ever had.
fn no_case(id: CaseId, session: &Session) -> Failure {
    Failure::new(
        "there is no case with this id",
        "no case of this casebook has ever had it",
        "jikenbo cases lists the ids",
    )
    .at(format!("{}, {id}", session.casebook.display()))
}

/// The error for paths none of which can be read, where the user named all of them: nothing is done then.
fn nothing_there(
    refused: &[(std::path::PathBuf, jikenbo_casebook::Refusal)],
    files: usize,
    paths: &[std::path::PathBuf],
) -> Option<Failure> {
    let all = files == 0 && paths.iter().all(|path| refused.iter().any(|(at, _)| at == path));
    let (path, refusal) = refused.first().filter(|_| all && !paths.is_empty())?;
    Some(Failure::from(refusal.clone()).at(path.display().to_string()))
}
