//! How far a long run is, on a terminal.
//!
//! In:   the number of files, each file as it is done.
//! Out:  a line on stderr that is drawn over; nothing where stderr is no terminal.

use indicatif::{ProgressBar, ProgressStyle};

use crate::words::Words;

/// How far a long run is.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Of this many files; `None` where that is not known.
    pub(crate) fn of(files: Option<usize>, words: Words) -> Self {
        let bar = match files {
            Some(files) => ProgressBar::new(files as u64),
            None => ProgressBar::no_length(),
        };
        let pages = words.say("pages").into_owned();
        let form = match files {
            Some(_) => format!("{{wide_bar}} {{human_pos}}/{{human_len}} {pages} {{per_sec}} {{eta}}"),
            None => format!("{{spinner}} {{human_pos}} {pages} {{per_sec}}"),
        };
        if let Ok(style) = ProgressStyle::with_template(&form) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// One file more is done.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }

    /// Prints something without tearing the line.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }

    /// Wipes the line.
    pub(crate) fn done(&self) {
        self.0.finish_and_clear();
    }
}
