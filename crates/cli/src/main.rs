//! `jikenbo`: arguments, messages, exit codes.

mod args;
mod commands;
mod csv_rows;
mod escape;
mod failure;
mod fields;
mod help;
mod misuse;
mod pages;
mod progress;
mod session;
mod table;
mod words;

use std::process::ExitCode;

use crate::failure::Stop;

fn main() -> ExitCode {
    let words = words::Words::before_arguments();
    let arguments = help::parse(words);
    let session = session::Session::new(&arguments);
    match commands::run(&arguments.command, &session) {
        Ok(code) => code,
        // Whoever reads the output has seen enough.
        Err(Stop::ClosedPipe) => ExitCode::SUCCESS,
        Err(Stop::Failed(failure)) => {
            failure.print_as_error(session.words);
            ExitCode::from(2)
        }
    }
}
