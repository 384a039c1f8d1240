//! The tables anew: replays the archive, the register and the corrections.
//!
//! In:   the logs of a casebook, a reader of pages.
//! Out:  tables that hold the same casebook; ids that a newer reader makes necessary, in the register.

use std::path::Path;
use std::time::Duration;

use jikenbo_archive::{Archive, Blobs, Capture, Log, Moment};
use rusqlite::Connection;

use crate::corrections::Correction;
use crate::folder::Folder;
use crate::linking::{self, Cause, Touched};
use crate::pipeline::{self, Plan};
use crate::reading::{Taken, take};
use crate::register::{self, Entry};
use crate::store::{self, Entered};
use crate::writer::{BUDGET, Progress, Tally, weight};
use crate::{Error, PageReader, Refusal, Result, deciding, heads, schema};

/// Builds the tables anew from the archive and the register. Readers see the old tables until all is done; a rebuild that is cut off
/// changes nothing.
///
/// # Errors
/// As [`crate::Writer::open`]; [`Error::Missing`] if there is no archive.
pub fn rebuild(
    path: &Path,
    reader: &dyn PageReader,
    now: Moment,
    threads: usize,
    tell: &mut dyn FnMut(Progress),
) -> Result<Tally> {
    let folder = Folder::at(path);
    if !folder.archive().exists() {
        return Err(Error::Missing { folder: path.to_owned() });
    }
    let _lock = folder.lock()?;
    Archive::open(&folder.archive())?;
    let mut register = Log::open(&folder.register())?;
    let mut tables = match schema::open_to_write(&folder.tables()) {
        Err(Error::Tables { .. }) => {
            for end in ["", "-wal", "-shm"] {
                let file = path.join(format!("casebook.sqlite{end}"));
                if file.exists() {
                    std::fs::remove_file(&file).map_err(Error::io("remove damaged tables", &file))?;
                }
            }
            schema::open_to_write(&folder.tables())?
        }
        other => other?,
    };
    let corrections: Log<Correction> = Log::open(&folder.corrections())?;
    let work = tables.transaction()?;
    schema::make_anew(&work)?;
    store::write_change(&work, now, "rebuilt", None, None, None)?;
    copy_register(&work, &folder, 1)?;
    let mut tally = Tally::default();
    let mut lines = Vec::new();
    let next = register.last() + 1;
    replay(&work, &folder, &mut lines, next, reader, ReplayPlan { from: 1, threads }, &mut tally, tell)?;
    let decided = jikenbo_archive::read_from::<Correction>(corrections.path(), 1)?;
    deciding::copy(&work, &decided.collect::<std::result::Result<Vec<_>, _>>()?)?;
    linking::number(&work, linking::anew(&work, Cause { at: now, why: "linked" })?, next, &mut lines)?;
    lines.extend(heads::settle_roots(&work, now, next + lines.len() as u64)?);
    register.append(&lines)?;
    work.commit()?;
    tables.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(tally)
}

#[derive(Clone, Copy)]
pub(crate) struct ReplayPlan {
    pub(crate) from: u64,
    pub(crate) threads: usize,
}

/// Enters the archive's captures from number `from` on, in the order of the log. Linking is left to the caller.
#[expect(clippy::too_many_arguments, reason = "they are the parts of a writer, which a rebuild has not")]
pub(crate) fn replay(
    work: &Connection,
    folder: &Folder,
    lines: &mut Vec<Entry>,
    next: u64,
    reader: &dyn PageReader,
    plan: ReplayPlan,
    tally: &mut Tally,
    tell: &mut dyn FnMut(Progress),
) -> Result<Touched> {
    let blobs = Blobs::at(&folder.archive());
    let shared = Plan { threads: plan.threads, budget: BUDGET, idle_after: Duration::from_millis(20) };
    let captures = Archive::captures_from(&folder.archive(), plan.from)?;
    let mut touched = Touched::default();
    pipeline::run(
        shared,
        captures,
        |capture| capture.as_ref().map_or(0, |capture| weight(capture.size, u64::MAX)),
        |capture| -> Result<(Capture, std::result::Result<Taken, Refusal>)> {
            let capture = capture?;
            let bytes = blobs.read(capture.blob)?;
            let taken = take(reader, capture.source.file_name(), capture.blob.0, bytes);
            Ok((capture, taken))
        },
        |result| {
            let Some((read, _permit)) = result else { return Ok(()) };
            let (capture, taken) = read?;
            let taken = taken.map_err(|refusal| {
                tally.skipped += 1;
                tell(Progress::Skipped { place: capture.source.as_str(), refusal: &refusal });
            });
            let refused = taken.is_err();
            let entered = enter_all(work, lines, next, reader.version(), [(&capture, taken.ok())])?;
            for entered in entered {
                touched.lines.extend(&entered.touched);
                tally.new_cases += entered.register.len() as u64;
                if !refused {
                    *if entered.known_source { &mut tally.changed } else { &mut tally.added } += 1;
                    let (source, changed, cases) = (&capture.source, entered.known_source, &entered.cases[..]);
                    tell(Progress::Stored { source, changed, cases });
                }
            }
            Ok::<(), Error>(())
        },
    )?;
    Ok(touched)
}

/// Enters captures into the tables; `lines` takes what the register has to say of them, from number `next` on.
pub(crate) fn enter_all<'c>(
    work: &Connection,
    lines: &mut Vec<Entry>,
    next: u64,
    reader: u32,
    pages: impl IntoIterator<Item = (&'c Capture, Option<Taken>)>,
) -> Result<Vec<Entered>> {
    let mut all = Vec::new();
    for (capture, taken) in pages {
        let entered = store::enter(work, capture, reader, taken, next + lines.len() as u64)?;
        lines.extend(entered.register.iter().cloned());
        all.push(entered);
    }
    Ok(all)
}

/// When the newest capture of the tables was taken.
pub(crate) fn last_moment(tables: &Connection) -> Result<Moment> {
    Ok(Moment(tables.query_row("SELECT coalesce(max(at), 0) FROM capture", [], |row| row.get(0))?))
}

pub(crate) fn copy_register(work: &Connection, folder: &Folder, from: u64) -> Result<()> {
    for entry in jikenbo_archive::read_from::<Entry>(&folder.register(), from)? {
        register::copy(work, &entry?)?;
    }
    Ok(())
}
