//! `jikenbo`: arguments, messages, exit codes.

mod args;
mod extract;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = args::Arguments::parse();
    let outcome = match &arguments.command {
        args::Command::Extract(options) => extract::run(options),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
