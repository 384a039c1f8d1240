//! What went wrong, as the user reads it: what, where, why, what to try.
//!
//! In:   errors of the libraries and of the system.
//! Out:  four lines on stderr, in the user's language; control characters of names and pages are shown, never sent.

use std::io::{self, Write};
use std::path::Path;

use jikenbo_casebook::Refusal;

use crate::escape::shown;
use crate::words::Words;

/// Something that the user asked for and that was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// One line without a full stop.
    pub(crate) what: String,
    /// File, page, byte.
    pub(crate) place: Option<String>,
    /// Why.
    pub(crate) why: String,
    /// What the user can do; may be empty.
    pub(crate) hint: String,
}

/// Why a command ended before its time.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It failed.
    Failed(Failure),
    /// Nobody reads the output any longer.
    ClosedPipe,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>, why: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { what: what.into(), place: None, why: why.into(), hint: hint.into() }
    }

    pub(crate) fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// The system refused something with a file or folder.
    pub(crate) fn io(what: &str, path: &Path, error: &io::Error) -> Self {
        let hint = "check the folder's rights and the space left on its disk, then run the command again";
        Self::new(what, error.to_string(), hint).at(path.display().to_string())
    }

    /// Prints why the command was not done.
    pub(crate) fn print_as_error(&self, words: Words) {
        self.print("error", words);
    }

    /// Prints why one page of many was left out.
    pub(crate) fn print_as_skipped(&self, words: Words) {
        self.print("skipped", words);
    }

    fn print(&self, how: &str, words: Words) {
        let mut lines = format!("{}: {}\n", words.say(how), shown(&words.say(&self.what)));
        let place = self.place.as_deref().unwrap_or_default();
        let width = ["where", "why", "try"].map(|name| crate::table::width(&words.say(name))).into_iter().max();
        for (name, text) in [("where", place), ("why", self.why.as_str()), ("try", self.hint.as_str())] {
            if !text.is_empty() {
                let name = words.say(name);
                let space = width.unwrap_or(0) - crate::table::width(&name) + 1;
                lines += &format!("  {name}:{:space$}{}\n", "", shown(&words.say(text)));
            }
        }
        // There is nowhere to tell that stderr is closed.
        let _ = io::stderr().write_all(lines.as_bytes());
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Failed(failure)
    }
}

/// Only writing to stdout gives plain errors of the system; all else says where it happened.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Stop::ClosedPipe;
        }
        let hint = "check the space left on the disk, then run the command again";
        Stop::Failed(Failure::new("the output cannot be written", error.to_string(), hint))
    }
}

impl From<csv::Error> for Stop {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Stop::from(error),
            other => Stop::from(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Stop::from(io::Error::from(error))
    }
}

impl From<jikenbo_casebook::Error> for Failure {
    fn from(error: jikenbo_casebook::Error) -> Self {
        let failure = Self::new(error.to_string(), error.why(), error.hint());
        Self { place: error.place(), ..failure }
    }
}

impl From<jikenbo_casebook::Error> for Stop {
    fn from(error: jikenbo_casebook::Error) -> Self {
        Stop::Failed(error.into())
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.what, refusal.why, refusal.hint)
    }
}
