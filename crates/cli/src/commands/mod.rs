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

use crate::failure::Stop;
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
    /// Say why two cases are joined or not.
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
