//! Append-only logs: one JSON object a line, each with its number and its own hash.
//!
//! In:   records with a number.
//! Out:  a file that only grows; on opening it, every line is checked.
//!
//! ```text
//! {"n":1,"source":"/data/notice.txt",…,"hash":"9c56…"}
//! ```
//!
//! `hash` is the SHA-256 of the line without it: of the bytes before `,"hash":`, and a closing brace. A last line without a line end is one
//! that a run was cut off in; nobody was told that it is there, so it is cut away. Anything else that does not fit is damage, and an error.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use serde::{Serialize, de::DeserializeOwned};

use crate::{BlobHash, Damage, Error, Result, blob::sync_folder};

/// `,"hash":"` + 64 digits + `"}`
const TAIL: usize = 9 + 64 + 2;

/// No record is longer; a longer line is damage (and need not be held in memory).
const LONGEST: u64 = 1 << 20;

/// A record of a log; its JSON form is an object whose field `n` is its number.
pub trait Numbered: Serialize + DeserializeOwned {
    /// Number of the line, from 1.
    fn number(&self) -> u64;
}

/// An append-only log that is open for writing (by one, see the casebook's lock).
#[derive(Debug)]
pub struct Log<T> {
    file: File,
    path: PathBuf,
    last: u64,
    of: PhantomData<fn(T)>,
}

impl<T: Numbered> Log<T> {
    /// Opens or makes the log and checks every line; a torn last line is cut away.
    ///
    /// # Errors
    /// [`Error::DamagedLine`] if a line is not as it was written; [`Error::Io`] if the file cannot be read or written.
    pub fn open(path: &Path) -> Result<Self> {
        let made = !path.exists();
        let file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(path)
            .map_err(Error::io("open a log", path))?;
        if made {
            sync_folder(path.parent().expect("a log lies in a folder"))?;
        }
        let mut lines = read_from::<T>(path, 1)?;
        while lines.next_line(false)?.is_some() {}
        let (last, whole) = (lines.last, lines.whole);
        if file.metadata().map_err(Error::io("read a log", path))?.len() > whole {
            file.set_len(whole)
                .and_then(|()| file.sync_all())
                .map_err(Error::io("cut a torn line from a log", path))?;
        }
        Ok(Self { file, path: path.to_owned(), last, of: PhantomData })
    }

    /// Number of the last line; 0 for an empty log.
    pub fn last(&self) -> u64 {
        self.last
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Appends records, numbered on from [`Log::last`], and waits until they are safe on disk.
    ///
    /// # Errors
    /// [`Error::Io`] if they cannot be written; part of them may then stand in the file.
    ///
    /// # Panics
    /// If a record's number does not follow the one before (a bug of the caller).
    pub fn append(&mut self, records: &[T]) -> Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        let mut text = Vec::new();
        for (record, n) in records.iter().zip(self.last + 1..) {
            assert_eq!(record.number(), n, "records of a log are numbered without a gap");
            let start = text.len();
            serde_json::to_writer(&mut text, record).expect("records of a log can be written as JSON");
            let hash = BlobHash::of(&text[start..]);
            text.pop();
            text.extend_from_slice(format!(",\"hash\":\"{hash}\"}}\n").as_bytes());
        }
        // One call: a run that is cut off leaves whole lines and at most one torn one.
        self.file
            .write_all(&text)
            .and_then(|()| self.file.sync_data())
            .map_err(Error::io("write to a log", &self.path))?;
        self.last += records.len() as u64;
        Ok(())
    }
}

/// The records of a log from number `from` on, in order; an empty list if there is no such file.
///
/// # Errors
/// [`Error::Io`] if the file cannot be opened. Damage shows while the records are read.
pub fn read_from<T: Numbered>(path: &Path, from: u64) -> Result<Lines<T>> {
    let file: Box<dyn Read + Send> = match File::open(path) {
        Ok(file) => Box::new(file),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Box::new(io::empty()),
        Err(e) => return Err(Error::io("open a log", path)(e)),
    };
    Ok(Lines {
        reader: BufReader::with_capacity(1 << 16, file),
        path: path.to_owned(),
        from,
        last: 0,
        whole: 0,
        line: Vec::new(),
        of: PhantomData,
    })
}

/// The records of a log, read one by one.
pub struct Lines<T> {
    reader: BufReader<Box<dyn Read + Send>>,
    path: PathBuf,
    from: u64,
    last: u64,
    /// Bytes up to the end of the last whole line.
    whole: u64,
    line: Vec<u8>,
    of: PhantomData<fn() -> T>,
}

impl<T: Numbered> Lines<T> {
    /// The next line, checked; a record only `if wanted` and not before `from`. `None` at the end or before a torn line.
    fn next_line(&mut self, wanted: bool) -> Result<Option<Option<T>>> {
        self.line.clear();
        let mut limited = Read::take(&mut self.reader, LONGEST);
        let read = limited.read_until(b'\n', &mut self.line).map_err(Error::io("read a log", &self.path))? as u64;
        let n = self.last + 1;
        let damaged = |damage| Error::DamagedLine { path: self.path.clone(), line: n, damage };
        if self.line.last() != Some(&b'\n') {
            return if read < LONGEST { Ok(None) } else { Err(damaged(Damage::Hash)) };
        }
        let mut body = without_hash(&mut self.line).ok_or_else(|| damaged(Damage::Hash))?;
        // The number comes first in every record; a cheap look saves the parsing of records that nobody wants.
        let start = format!("{{\"n\":{n},");
        if !body.starts_with(start.as_bytes()) {
            return Err(damaged(Damage::Number));
        }
        let record = if wanted && n >= self.from {
            let record: T = serde_json::from_reader(&mut body).map_err(|_| damaged(Damage::Form))?;
            Some(record)
        } else {
            None
        };
        self.last = n;
        self.whole += read;
        Ok(Some(record))
    }
}

impl<T: Numbered> Iterator for Lines<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.next_line(true) {
                Ok(None) => return None,
                Ok(Some(None)) => {}
                Ok(Some(Some(record))) => return Some(Ok(record)),
                Err(e) => return Some(Err(e)),
            }
        }
    }
}

/// Turns a line into the object without its hash; `None` if the hash is missing or not that of the object.
fn without_hash(line: &mut Vec<u8>) -> Option<&[u8]> {
    let object = line.len().checked_sub(1 + TAIL)?;
    let tail = std::str::from_utf8(&line[object..line.len() - 1]).ok()?;
    let hash: BlobHash = tail.strip_prefix(",\"hash\":\"")?.strip_suffix("\"}")?.parse().ok()?;
    line.truncate(object);
    line.push(b'}');
    (BlobHash::of(line) == hash).then_some(line)
}

#[cfg(test)]
mod tests;
