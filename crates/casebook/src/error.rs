//! What can go wrong in a casebook, as its user reads it.
//!
//! In:   the place and the cause.
//! Out:  one line (`Display`), where, why and what to try.

use std::path::{Path, PathBuf};

/// A result of the casebook.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong in a casebook.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no casebook in the folder.
    #[error("there is no casebook here")]
    Missing {
        /// The folder.
        folder: PathBuf,
    },
    /// The archive is there, but not the tables that are built from it.
    #[error("the tables of this casebook are missing")]
    NoTables {
        /// The folder.
        folder: PathBuf,
    },
    /// Another process is writing.
    #[error("another process is writing to this casebook")]
    Locked {
        /// The lock file.
        lock: PathBuf,
    },
    /// The tables were made by another version.
    #[error("the tables of this casebook are of another version")]
    Version {
        /// The database.
        path: PathBuf,
        /// Their version.
        found: i64,
        /// The version that this program knows.
        known: i64,
    },
    /// The tables know more captures than the archive has.
    #[error("the tables of this casebook are ahead of its archive")]
    Ahead {
        /// The log that is too short.
        path: PathBuf,
        /// Last line that the tables know.
        tables: u64,
        /// Last line of the log.
        log: u64,
    },
    /// The file system refused.
    #[error("the casebook cannot {what}")]
    Io {
        /// What was to be done.
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why, in the words of the system.
        source: std::io::Error,
    },
    /// The archive refused.
    #[error(transparent)]
    Archive(#[from] jikenbo_archive::Error),
    /// The database refused.
    #[error("the tables of this casebook cannot be read or written")]
    Tables {
        /// Why, in the words of the database.
        #[from]
        source: rusqlite::Error,
    },
    /// A person asked for something that cannot be done.
    #[error("{what}")]
    Refused {
        /// What, in one line.
        what: &'static str,
        /// Why.
        why: String,
        /// What the user can do.
        hint: &'static str,
    },
    /// The archive has captures that the tables do not know yet.
    #[error("an earlier run was cut off, and its pages are not read yet")]
    Behind {
        /// The folder.
        folder: PathBuf,
    },
    /// A record in the tables is not in the form that this program writes.
    #[error("a record in the tables is damaged")]
    Record {
        /// Which one.
        which: String,
        /// Why.
        source: serde_json::Error,
    },
}

impl Error {
    pub(crate) fn io<'a>(what: &'static str, path: &'a Path) -> impl FnOnce(std::io::Error) -> Error + 'a {
        move |source| Error::Io { what, path: path.to_owned(), source }
    }

    pub(crate) fn refused(what: &'static str, why: impl Into<String>, hint: &'static str) -> Error {
        Error::Refused { what, why: why.into(), hint }
    }

    /// Where it happened; `None` where the casebook's folder says it all.
    pub fn place(&self) -> Option<String> {
        match self {
            Error::Missing { folder } | Error::NoTables { folder } | Error::Behind { folder } => {
                Some(folder.display().to_string())
            }
            Error::Locked { lock: path }
            | Error::Version { path, .. }
            | Error::Ahead { path, .. }
            | Error::Io { path, .. } => Some(path.display().to_string()),
            Error::Archive(e) => Some(e.place()),
            Error::Tables { .. } | Error::Refused { .. } => None,
            Error::Record { which, .. } => Some(which.clone()),
        }
    }

    /// Why it happened.
    pub fn why(&self) -> String {
        match self {
            Error::Missing { .. } => "the folder does not exist or holds no archive".into(),
            Error::NoTables { .. } => "the archive is there, but the database that is built from it is not".into(),
            Error::Refused { why, .. } => why.clone(),
            Error::Behind { .. } => "the archive has pages that the tables do not know".into(),
            Error::Locked { .. } => "only one process at a time may write; it holds the lock until it ends".into(),
            Error::Version { found, known, .. } => {
                format!("they are of version {found}; this program knows version {known}")
            }
            Error::Ahead { tables, log, .. } => {
                format!("the log ends at line {log}, but the tables were built up to line {tables}")
            }
            Error::Io { source, .. } => source.to_string(),
            Error::Archive(e) => e.why(),
            Error::Tables { source } => source.to_string(),
            Error::Record { source, .. } => source.to_string(),
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> &'static str {
        match self {
            Error::Missing { .. } => "jikenbo add PATH… makes one; --casebook DIR names another folder",
            Error::Refused { hint, .. } => hint,
            Error::Behind { .. } => "jikenbo rebuild",
            Error::NoTables { .. } | Error::Tables { .. } | Error::Record { .. } => "jikenbo rebuild",
            Error::Locked { .. } => "wait until the other process has ended; reading is possible meanwhile",
            Error::Version { found, known, .. } if found < known => "jikenbo rebuild",
            Error::Version { .. } => "use the version of jikenbo that wrote this casebook",
            Error::Ahead { .. } => {
                "restore the newest copy of the log from a backup; to go on with what the archive has: jikenbo rebuild"
            }
            Error::Io { .. } => "check the folder's rights and the space left on its disk, then run the command again",
            Error::Archive(e) => e.hint(),
        }
    }
}
