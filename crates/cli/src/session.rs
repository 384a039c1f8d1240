//! What a command gets beside its own options.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use jikenbo_casebook::{Casebook, Moment};

use crate::args::Arguments;
use crate::failure::Stop;
use crate::words::Words;

/// What a command gets beside its own options.
pub(crate) struct Session {
    /// Folder of the casebook.
    pub(crate) casebook: PathBuf,
    /// Language of the output.
    pub(crate) words: Words,
}

impl Session {
    pub(crate) fn new(arguments: &Arguments) -> Self {
        Self { casebook: arguments.casebook.clone(), words: Words(arguments.lang.into()) }
    }

    /// The casebook, for reading.
    pub(crate) fn open(&self) -> Result<Casebook, Stop> {
        Casebook::open(&self.casebook).map_err(|error| self.refused(error))
    }

    /// An error of the casebook; where it names no place of its own, the folder is the place.
    pub(crate) fn refused(&self, error: jikenbo_casebook::Error) -> Stop {
        let mut failure = crate::failure::Failure::from(error);
        failure.place.get_or_insert_with(|| self.casebook.display().to_string());
        Stop::Failed(failure)
    }
}

/// The clock. A clock before 1970 counts as 1970.
pub(crate) fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// Workers that a command starts if the user does not say how many.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
