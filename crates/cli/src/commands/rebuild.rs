//! `jikenbo rebuild`: the tables anew from the archive and the register.

use clap::Args;

use super::{Done, add::sum, code};
use crate::failure::Failure;
use crate::pages::Reader;
use crate::progress::Progress;
use crate::session::{Session, cores, now};

/// Options of `rebuild`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jikenbo rebuild\n  jikenbo --casebook ~/incidents rebuild")]
pub(crate) struct Options {
    /// Workers that read pages; as many as there are cores unless given.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// Rebuilds; the ids of all cases stay.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    let words = session.words;
    let bar = Progress::of(None, words);
    let threads = options.threads.unwrap_or_else(cores);
    let tally = jikenbo_casebook::rebuild(&session.casebook, &Reader, now(), threads, &mut |progress| {
        bar.step();
        if let jikenbo_casebook::Progress::Skipped { place, refusal } = progress {
            bar.aside(|| Failure::from(refusal.clone()).at(place).print_as_skipped(words));
        }
    })
    .map_err(|error| session.refused(error))?;
    bar.done();
    eprintln!("{}", sum(tally, tally.skipped, words));
    Ok(code(tally.skipped))
}
