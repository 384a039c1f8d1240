//! The one writer of a casebook: adds files.
//!
//! In:   files and the moment.
//! Out:  blobs, log lines and rows, in the order that lets a run be cut off anywhere: blob · `captures.jsonl` · `register.jsonl` · tables.
//!
//! What the logs have and the tables have not is caught up when the next writer opens the casebook.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jikenbo_archive::{Archive, BlobHash, Blobs, Capture, Log, Moment, Source, Staged};
use rusqlite::{Connection, OptionalExtension, params};

use crate::corrections::Correction;
use crate::folder::{Folder, Lock};
use crate::linking::{self, Cause, Touched};
use crate::pipeline::{self, Permit, Plan};
use crate::reading::{Taken, take};
use crate::rebuilding::{ReplayPlan, copy_register, enter_all, last_moment, replay};
use crate::register::{self, Entry};
use crate::{CaseId, Error, PageReader, Refusal, Result, deciding, heads, inputs, schema};

/// Bytes of files that are in memory at once, in one form or another; a larger file is read alone.
pub(crate) const BUDGET: u64 = 12 << 20;
/// What a file weighs beside its bytes.
const PER_FILE: u64 = 8 << 10;
/// Bytes of files after which a batch is committed.
const BATCH: u64 = BUDGET / 4;

/// How files are added.
#[derive(Debug, Clone, Copy)]
pub struct AddPlan {
    /// The moment of the run: captures carry it, and its year in Japan is that of new ids.
    pub now: Moment,
    /// Larger files are refused unread.
    pub largest: u64,
    /// Workers that read pages.
    pub threads: usize,
}

/// What happens during a run; told after it is safely stored.
#[derive(Debug, Clone, Copy)]
pub enum Progress<'a> {
    /// A page was stored: a new source, or new bytes of a known one.
    Stored {
        /// Where it comes from.
        source: &'a Source,
        /// Whether the source was known, with other bytes.
        changed: bool,
        /// The cases that its reports belong to.
        cases: &'a [CaseId],
    },
    /// The source is known with these bytes.
    Unchanged {
        /// Where it comes from.
        source: &'a Source,
    },
    /// Nothing was stored.
    Skipped {
        /// The file or source.
        place: &'a str,
        /// Why.
        refusal: &'a Refusal,
    },
}

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pages of new sources.
    pub added: u64,
    /// Known sources with other bytes.
    pub changed: u64,
    /// Known sources with the same bytes.
    pub unchanged: u64,
    /// Files that could not be read.
    pub skipped: u64,
    /// Cases that were entered.
    pub new_cases: u64,
}

/// A casebook that is open for writing; there is one at a time.
pub struct Writer<'r> {
    folder: Folder,
    tables: Connection,
    /// By which workers look up what is known, beside the writing.
    look_up: Arc<Mutex<Connection>>,
    archive: Archive,
    register: Log<Entry>,
    corrections: Log<Correction>,
    reader: &'r dyn PageReader,
    _lock: Lock,
}

/// What a worker found out about a file.
enum Found {
    Unchanged(Source),
    Skipped(String, Refusal),
    New(NewPage),
}

struct NewPage {
    source: Source,
    blob: BlobHash,
    size: u64,
    /// `None` where the page is in the tables already.
    taken: Option<Taken>,
    staged: Staged,
}

/// Results that wait for their common commit.
#[derive(Default)]
struct Batch {
    found: Vec<Found>,
    permits: Vec<Permit>,
    weight: u64,
}

impl<'r> Writer<'r> {
    /// Opens the casebook in the folder `path` for writing, or makes one, and catches up with what an earlier run left undone.
    ///
    /// # Errors
    /// [`Error::Locked`] if another process writes; [`Error::Archive`] if a log is damaged; [`Error::Version`] if the tables are newer.
    pub fn open(path: &Path, reader: &'r dyn PageReader) -> Result<Self> {
        let folder = Folder::at(path);
        let lock = folder.lock()?;
        let archive = Archive::open(&folder.archive())?;
        let register = Log::open(&folder.register())?;
        let corrections = Log::open(&folder.corrections())?;
        let tables = schema::open_to_write(&folder.tables())?;
        let look_up = Arc::new(Mutex::new(schema::open_to_read(&folder.tables())?));
        let mut writer = Self { folder, tables, look_up, archive, register, corrections, reader, _lock: lock };
        writer.catch_up()?;
        Ok(writer)
    }

    /// Adds files: keeps their bytes, reads them, stores their reports, gives new cases their ids in the order of `files`.
    ///
    /// A file that cannot be read is told and left out. Files are safely stored once [`Progress::Stored`] tells of them.
    ///
    /// # Errors
    /// What the archive or the tables refuse. What was told before stays stored.
    pub fn add(&mut self, files: &[PathBuf], plan: AddPlan, tell: &mut dyn FnMut(Progress)) -> Result<Tally> {
        let look_up = Arc::clone(&self.look_up);
        let blobs = Blobs::at(&self.folder.archive());
        let reader = self.reader;
        let mut tally = Tally::default();
        let mut batch = Batch::default();
        let shared = Plan { threads: plan.threads, budget: BUDGET, idle_after: Duration::from_millis(20) };
        pipeline::run(
            shared,
            files.iter(),
            |file| weight(inputs::size(file), plan.largest),
            |file| look_at(file, plan.largest, reader, &blobs, &look_up),
            |result| {
                let idle = result.is_none();
                if let Some((found, permit)) = result {
                    batch.weight += permit.weight();
                    batch.found.push(found?);
                    batch.permits.push(permit);
                }
                if batch.weight >= BATCH || idle && !batch.found.is_empty() {
                    self.store(std::mem::take(&mut batch), plan.now, &mut tally, tell)?;
                }
                Ok::<(), Error>(())
            },
        )?;
        self.settle(plan.now)?;
        Ok(tally)
    }

    /// Gives root cases their ids, at the end of a run.
    fn settle(&mut self, now: Moment) -> Result<()> {
        let work = self.tables.transaction()?;
        let lines = heads::settle_roots(&work, now, self.register.last() + 1)?;
        self.register.append(&lines)?;
        work.commit()?;
        Ok(())
    }

    /// Stores a batch, in the order that lets it be cut off anywhere, and tells of it.
    fn store(&mut self, batch: Batch, now: Moment, tally: &mut Tally, tell: &mut dyn FnMut(Progress)) -> Result<()> {
        let mut pages = Vec::new();
        let mut captures = Vec::new();
        let mut staged = Vec::new();
        let mut order = Vec::new();
        for found in batch.found {
            match found {
                Found::New(page) => {
                    let n = self.archive.last() + 1 + captures.len() as u64;
                    captures.push(Capture { n, source: page.source, blob: page.blob, size: page.size, at: now });
                    pages.push(page.taken);
                    staged.push(page.staged);
                    order.push(None);
                }
                other => order.push(Some(other)),
            }
        }
        self.archive.enter(staged, &captures)?;
        let work = self.tables.transaction()?;
        let mut lines = Vec::new();
        let next = self.register.last() + 1;
        let entered = enter_all(&work, &mut lines, next, self.reader.version(), captures.iter().zip(pages))?;
        let touched = Touched {
            lines: entered.iter().flat_map(|entered| &entered.touched).copied().collect(),
            ..Touched::default()
        };
        linking::number(&work, linking::update(&work, &touched, Cause { at: now, why: "linked" })?, next, &mut lines)?;
        let cases = entered.iter().map(|entered| heads_of(&work, &entered.cases)).collect::<Result<Vec<_>>>()?;
        self.register.append(&lines)?;
        work.commit()?;

        let mut stored = captures.iter().zip(entered.iter().zip(&cases));
        for found in order {
            match found {
                None => {
                    let (capture, (entered, cases)) = stored.next().expect("each new page was entered");
                    *if entered.known_source { &mut tally.changed } else { &mut tally.added } += 1;
                    tally.new_cases += entered.register.iter().filter(|line| cases.contains(&line.id)).count() as u64;
                    let (source, changed) = (&capture.source, entered.known_source);
                    tell(Progress::Stored { source, changed, cases });
                }
                Some(Found::Unchanged(source)) => {
                    tally.unchanged += 1;
                    tell(Progress::Unchanged { source: &source });
                }
                Some(Found::Skipped(place, refusal)) => {
                    tally.skipped += 1;
                    tell(Progress::Skipped { place: &place, refusal: &refusal });
                }
                Some(Found::New(_)) => unreachable!("new pages were taken out above"),
            }
        }
        Ok(())
    }

    /// Brings the tables up to the logs.
    fn catch_up(&mut self) -> Result<()> {
        let known = register::last(&self.tables)?;
        check_not_ahead(known, self.register.last(), self.register.path())?;
        let captures: u64 = self.tables.query_row("SELECT coalesce(max(n), 0) FROM capture", [], |row| row.get(0))?;
        check_not_ahead(captures, self.archive.last(), &self.folder.archive().join("captures.jsonl"))?;
        if known < self.register.last() || captures < self.archive.last() || !linking::is_current(&self.tables)? {
            let work = self.tables.transaction()?;
            copy_register(&work, &self.folder, known + 1)?;
            let mut tally = Tally::default();
            let plan = ReplayPlan { from: captures + 1, threads: 1 };
            let reader = self.reader;
            let mut lines = Vec::new();
            let next = self.register.last() + 1;
            let touched = replay(&work, &self.folder, &mut lines, next, reader, plan, &mut tally, &mut |_| {})?;
            let at = last_moment(&work)?;
            linking::number(&work, linking::update(&work, &touched, Cause { at, why: "linked" })?, next, &mut lines)?;
            self.register.append(&lines)?;
            work.commit()?;
        }
        deciding::catch_up(&mut self.tables, &self.folder, &self.corrections, &mut self.register)
    }
}

/// The cases under which numbers are shown, each once.
fn heads_of(tables: &Connection, numbers: &[CaseId]) -> Result<Vec<CaseId>> {
    let mut heads = Vec::new();
    for number in numbers {
        let head = linking::head(tables, *number)?.unwrap_or(*number);
        if !heads.contains(&head) {
            heads.push(head);
        }
    }
    Ok(heads)
}

fn check_not_ahead(tables: u64, log: u64, path: &Path) -> Result<()> {
    if tables > log { Err(Error::Ahead { path: path.to_owned(), tables, log }) } else { Ok(()) }
}

pub(crate) fn weight(size: u64, largest: u64) -> u64 {
    if size > largest { PER_FILE } else { PER_FILE + size }
}

/// Reads a file as far as needed: nothing new, no page, or a page with its reports and its bytes safely on disk.
fn look_at(
    file: &Path,
    largest: u64,
    reader: &dyn PageReader,
    blobs: &Blobs,
    look_up: &Mutex<Connection>,
) -> Result<Found> {
    let source = Source::file(file);
    let skipped = |refusal| Ok(Found::Skipped(source.as_str().to_owned(), refusal));
    let bytes = match inputs::read_file(file, largest) {
        Ok(bytes) => bytes,
        Err(refusal) => return skipped(refusal),
    };
    let blob = BlobHash::of(&bytes);
    let known = {
        let tables = look_up.lock().unwrap_or_else(PoisonError::into_inner);
        known(&tables, &source, blob, reader.version())?
    };
    if known.latest {
        return Ok(Found::Unchanged(source));
    }
    let staged = blobs.stage(blob, &bytes)?;
    let size = bytes.len() as u64;
    let taken = if known.page {
        None
    } else {
        match take(reader, source.file_name(), blob.0, bytes) {
            Ok(taken) => Some(taken),
            Err(refusal) => return skipped(refusal),
        }
    };
    Ok(Found::New(NewPage { source, blob, size, taken, staged }))
}

struct Known {
    /// The source's latest capture has these bytes.
    latest: bool,
    /// The tables have the page of these bytes.
    page: bool,
}

fn known(tables: &Connection, source: &Source, blob: BlobHash, reader: u32) -> Result<Known> {
    let latest: Option<[u8; 32]> = tables
        .prepare_cached("SELECT c.blob FROM source s JOIN capture c ON c.n = s.latest WHERE s.address = ?")?
        .query_row([source.as_str()], |row| row.get(0))
        .optional()?;
    let page =
        tables.prepare_cached("SELECT 1 FROM page WHERE blob = ? AND reader = ?")?.exists(params![blob.0, reader])?;
    Ok(Known { latest: latest == Some(blob.0), page })
}
