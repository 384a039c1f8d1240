//! What can go wrong in the archive, as its user reads it.
//!
//! In:   the place and the cause.
//! Out:  one line (`Display`), where, why and what to try.

use std::path::{Path, PathBuf};

use crate::BlobHash;

/// A result of the archive.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a line of a log is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// The hash at its end is missing or is not that of the line.
    Hash,
    /// Its number does not follow that of the line before.
    Number,
    /// It is no record of this log, though its hash is right: written by a newer version.
    Form,
}

/// What can go wrong in the archive.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system refused.
    #[error("the archive cannot {what}")]
    Io {
        /// What was to be done, such as `write a page`.
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why, in the words of the system.
        source: std::io::Error,
    },
    /// A line before the last one of an append-only log is not as it was written.
    #[error("a line of a log is damaged")]
    DamagedLine {
        /// The log.
        path: PathBuf,
        /// Line, from 1.
        line: u64,
        /// What is wrong with it.
        damage: Damage,
    },
    /// The bytes of a kept page are not those that were kept.
    #[error("a kept page is damaged")]
    DamagedBlob {
        /// The file.
        path: PathBuf,
        /// The hash that it is kept under.
        kept: BlobHash,
    },
    /// A capture's bytes are not in the archive.
    #[error("a kept page is missing")]
    MissingBlob {
        /// Where it should be.
        path: PathBuf,
    },
}

impl Error {
    pub(crate) fn io<'a>(what: &'static str, path: &'a Path) -> impl FnOnce(std::io::Error) -> Error + 'a {
        move |source| Error::Io { what, path: path.to_owned(), source }
    }

    /// Where it happened.
    pub fn place(&self) -> String {
        match self {
            Error::Io { path, .. } | Error::DamagedBlob { path, .. } | Error::MissingBlob { path } => {
                path.display().to_string()
            }
            Error::DamagedLine { path, line, .. } => format!("{}, line {line}", path.display()),
        }
    }

    /// Why it happened.
    pub fn why(&self) -> String {
        match self {
            Error::Io { source, .. } => source.to_string(),
            Error::DamagedLine { damage: Damage::Hash, .. } => {
                "the hash at the end of the line is not the hash of the line".into()
            }
            Error::DamagedLine { damage: Damage::Number, .. } => {
                "the line's number does not follow that of the line before; a line is missing or doubled".into()
            }
            Error::DamagedLine { damage: Damage::Form, .. } => {
                "the line has fields that this version of jikenbo does not know".into()
            }
            Error::DamagedBlob { kept, .. } => format!("the file's bytes do not have the hash {kept}"),
            Error::MissingBlob { .. } => "a capture names this file, but it is not there".into(),
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> &'static str {
        match self {
            Error::Io { .. } => "check the folder's rights and the space left on its disk, then run the command again",
            Error::DamagedLine { damage: Damage::Form, .. } => "use the version of jikenbo that wrote this casebook",
            Error::DamagedLine { .. } | Error::DamagedBlob { .. } | Error::MissingBlob { .. } => {
                "restore this file from a backup of the casebook folder, then run `jikenbo rebuild`"
            }
        }
    }
}
