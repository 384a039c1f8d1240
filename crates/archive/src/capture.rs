//! The archive folder: blobs, and which source had which of them when.
//!
//! In:   staged bytes with their sources and the moment.
//! Out:  lines of `captures.jsonl`, numbered from 1 in the order of entry.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{BlobHash, Blobs, Error, Lines, Log, Moment, Numbered, Result, Source, read_from};

/// The bytes of a source as taken once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capture {
    /// Number of the capture, from 1.
    pub n: u64,
    /// Where the bytes came from.
    pub source: Source,
    /// Hash of the bytes.
    pub blob: BlobHash,
    /// Number of bytes.
    pub size: u64,
    /// When they were taken.
    pub at: Moment,
}

impl Numbered for Capture {
    fn number(&self) -> u64 {
        self.n
    }
}

/// An archive that is open for writing. There must be one only: the casebook's lock sees to that.
#[derive(Debug)]
pub struct Archive {
    blobs: Blobs,
    captures: Log<Capture>,
}

impl Archive {
    const CAPTURES: &str = "captures.jsonl";

    /// Opens or makes the archive in the folder `path`, checks every line of `captures.jsonl` and cuts a torn last one.
    ///
    /// # Errors
    /// [`Error::DamagedLine`] if a line is not as it was written; [`Error::Io`] if the folder cannot be written to.
    pub fn open(path: &Path) -> Result<Self> {
        fs::create_dir_all(path).map_err(Error::io("make a folder", path))?;
        let blobs = Blobs::at(path);
        blobs.prepare()?;
        Ok(Self { blobs, captures: Log::open(&path.join(Self::CAPTURES))? })
    }

    /// The captures of the archive in the folder `path` from number `from` on.
    ///
    /// # Errors
    /// [`Error::Io`] if the log cannot be opened. Damage shows while the captures are read.
    pub fn captures_from(path: &Path, from: u64) -> Result<Lines<Capture>> {
        read_from(&path.join(Self::CAPTURES), from)
    }

    /// The kept bytes.
    pub fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    /// Number of the last capture; 0 for an empty archive.
    pub fn last(&self) -> u64 {
        self.captures.last()
    }

    /// Keeps staged bytes and enters their captures, numbered on from [`Archive::last`]. When this returns, both survive a loss of power.
    ///
    /// # Errors
    /// [`Error::Io`] if they cannot be written.
    pub fn enter(&mut self, staged: Vec<crate::Staged>, captures: &[Capture]) -> Result<()> {
        self.blobs.keep(staged)?;
        self.captures.append(captures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capture_is_read_back_with_its_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let blob = BlobHash::of(b"page");
        let capture = Capture { n: 1, source: Source::address("/a.txt"), blob, size: 4, at: Moment(0) };
        {
            let mut archive = Archive::open(folder.path()).unwrap();
            let staged = archive.blobs().stage(blob, b"page").unwrap();
            archive.enter(vec![staged], std::slice::from_ref(&capture)).unwrap();
        }
        let archive = Archive::open(folder.path()).unwrap();
        let read: Vec<_> = Archive::captures_from(folder.path(), 1).unwrap().collect::<Result<_>>().unwrap();
        assert_eq!((read, archive.last()), (vec![capture], 1));
        assert_eq!(archive.blobs().read(blob).unwrap(), b"page");
        let line = fs::read_to_string(folder.path().join("captures.jsonl")).unwrap();
        let fields =
            format!("\"source\":\"/a.txt\",\"blob\":\"{blob}\",\"size\":4,\"at\":\"1970-01-01T09:00:00+09:00\"");
        assert!(line.starts_with(&format!("{{\"n\":1,{fields},\"hash\":\"")), "{line}");
    }
}
