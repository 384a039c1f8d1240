//! `jikenbo add`: pages in, stored with what they say.
//!
//! In:   files and folders.
//! Out:  on stdout one line for each page that was stored, with its cases; on stderr what was left out, and the sum.
//!
//! A line on stdout tells of something that is safely on disk: whatever happens then, it is not lost.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use jikenbo_casebook::{AddPlan, CaseId, LARGEST_FILE, Tally, Writer, find_files};

use super::{Done, code, nothing_there};
use crate::escape::shown;
use crate::failure::{Failure, Stop};
use crate::pages::Reader;
use crate::progress::Progress;
use crate::session::{Session, cores, now};
use crate::words::Words;

/// Options of `add`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jikenbo add notice.html\n  jikenbo add saved-pages/ more-pages/\n  jikenbo --casebook ~/incidents add saved-pages/"
)]
pub(crate) struct Options {
    /// Pages: text or HTML files, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Files over this many bytes are refused unread.
    #[arg(long, value_name = "BYTES", default_value_t = LARGEST_FILE)]
    max_bytes: u64,
    /// Workers that read pages; as many as there are cores unless given.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Tell of the sum only, not of each page.
    #[arg(long, short)]
    quiet: bool,
}

/// Adds pages; one that cannot be read is listed and the rest is done.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    let words = session.words;
    let inputs = find_files(&options.paths, Some(&session.casebook));
    if let Some(failure) = nothing_there(&inputs.refused, inputs.files.len(), &options.paths) {
        return Err(failure.into());
    }
    let bar = Progress::of(Some(inputs.files.len()), words);
    let mut skipped = inputs.refused.len() as u64;
    for (path, refusal) in inputs.refused {
        bar.aside(|| Failure::from(refusal).at(path.display().to_string()).print_as_skipped(words));
    }
    let mut writer = Writer::open(&session.casebook, &Reader).map_err(|error| session.refused(error))?;
    let plan = AddPlan { now: now(), largest: options.max_bytes, threads: options.threads.unwrap_or_else(cores) };
    let mut printed = Ok(());
    let tally = writer
        .add(&inputs.files, plan, &mut |progress| {
            bar.step();
            match progress {
                jikenbo_casebook::Progress::Stored { source, changed, cases } => {
                    if !options.quiet && printed.is_ok() {
                        let what = if changed { "changed" } else { "added" };
                        let line = format!("{}\t{}\t{}", words.say(what), shown(source.as_str()), ids(cases));
                        printed = bar.aside(|| writeln!(std::io::stdout(), "{line}"));
                    }
                }
                jikenbo_casebook::Progress::Unchanged { .. } => {}
                jikenbo_casebook::Progress::Skipped { place, refusal } => {
                    bar.aside(|| Failure::from(refusal.clone()).at(place).print_as_skipped(words));
                }
            }
        })
        .map_err(|error| session.refused(error))?;
    bar.done();
    skipped += tally.skipped;
    eprintln!("{}", sum(tally, skipped, words));
    // The pages are stored, whoever reads of it.
    match printed.map_err(Stop::from) {
        Err(Stop::Failed(failure)) => Err(Stop::Failed(failure)),
        Err(Stop::ClosedPipe) | Ok(()) => Ok(code(skipped)),
    }
}

/// What a run did, in one line.
pub(super) fn sum(tally: Tally, skipped: u64, words: Words) -> String {
    words.say_with(
        "{} added, {} changed, {} unchanged, {} skipped; {} new cases",
        &[&tally.added, &tally.changed, &tally.unchanged, &skipped, &tally.new_cases],
    )
}

/// Ids in one line; a page of hundreds of cases shows its first and last.
fn ids(cases: &[CaseId]) -> String {
    match cases {
        [] => "-".to_owned(),
        [first, .., last] if cases.len() > 8 => format!("{first} … {last} ({})", cases.len()),
        _ => cases.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    }
}
