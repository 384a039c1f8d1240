//! The casebook's folder: what lies where, and who may write.
//!
//! In:   the folder's path.
//! Out:  the paths of its parts; the lock of the one writer.
//!
//! ```text
//! casebook/archive/             pages as fetched, append-only (crate `archive`)
//! casebook/register.jsonl       every case id with its anchor, append-only
//! casebook/corrections.jsonl    what people decided, append-only (`corrections.rs`)
//! casebook/casebook.sqlite      tables, built from the three above; may be thrown away
//! casebook/lock                 held by the process that writes
//! ```

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// The folder of a casebook.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(crate) fn archive(&self) -> PathBuf {
        self.0.join("archive")
    }

    pub(crate) fn register(&self) -> PathBuf {
        self.0.join("register.jsonl")
    }

    pub(crate) fn corrections(&self) -> PathBuf {
        self.0.join("corrections.jsonl")
    }

    pub(crate) fn tables(&self) -> PathBuf {
        self.0.join("casebook.sqlite")
    }

    /// The error for a folder in which nothing can be read, if that is so.
    pub(crate) fn check_readable(&self) -> Result<()> {
        if self.tables().exists() {
            Ok(())
        } else if self.archive().exists() {
            Err(Error::NoTables { folder: self.0.clone() })
        } else {
            Err(Error::Missing { folder: self.0.clone() })
        }
    }

    /// Makes the folder and takes the lock of its one writer. The lock ends with the process, however that ends.
    ///
    /// # Errors
    /// [`Error::Locked`] if another process holds it.
    pub(crate) fn lock(&self) -> Result<Lock> {
        fs::create_dir_all(&self.0).map_err(Error::io("make its folder", &self.0))?;
        let path = self.0.join("lock");
        let file = File::options().create(true).append(true).open(&path).map_err(Error::io("open its lock", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _held: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Locked { lock: path }),
            Err(TryLockError::Error(e)) => Err(Error::io("take its lock", &path)(e)),
        }
    }
}

/// The right to write; given back when dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _held: File,
}
