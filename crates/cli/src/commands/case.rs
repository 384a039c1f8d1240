//! `jikenbo case`: questions about single cases.
//!
//! In:   ids of two cases.
//! Out:  why they are one case or not: every ground with its weight in bits.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jikenbo_casebook::CaseId;

use super::Done;
use crate::session::Session;

/// Options of `case`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jikenbo case explain 2026-0001 2026-0002")]
pub(crate) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Why the reports of two stored cases are joined or not, the nearest pair first.
    Explain {
        /// Id of a case (2026-0001), as `jikenbo cases --unlinked` lists it.
        a: CaseId,
        /// Id of another.
        b: CaseId,
    },
}

/// Does it.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    let What::Explain { a, b } = &options.what;
    let casebook = session.open()?;
    let all = casebook.explain(*a, *b)?;
    let mut out = std::io::stdout().lock();
    for decision in all.iter().take(3) {
        let grounds: Vec<String> =
            decision.reasons.iter().map(|reason| format!("{} {:+.1}", reason.label, reason.weight)).collect();
        let mark = if decision.joined() { "=" } else { "≠" };
        writeln!(out, "{mark} {:.1} / {:.1}  {}", decision.score, decision.threshold, grounds.join(", "))?;
    }
    if all.is_empty() {
        writeln!(out, "-")?;
    }
    Ok(ExitCode::SUCCESS)
}
