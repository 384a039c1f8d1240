//! The tables' versions: making them; older ones are made anew.
//!
//! In:   a connection to `casebook.sqlite`.
//! Out:  tables of version [`VERSION`].
//! Data: `schema.sql` (the newest form, with what each column means).

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, config::DbConfig};

use crate::{Error, Result};

/// Version of the tables (`PRAGMA user_version`).
pub(crate) const VERSION: i64 = 6;

/// Every table but the change log, in an order in which they can be dropped.
const TABLES: &[&str] = &[
    "link_version",
    "root_loose",
    "root_case",
    "link_node",
    "link_event",
    "link_case",
    "link_report",
    "bond",
    "corrected",
    "correction",
    "register",
    "membership",
    "report_cause",
    "\"case\"",
    "report",
    "article",
    "capture",
    "page",
    "source",
];

/// Opens the tables for writing; makes them, or makes them anew.
///
/// # Errors
/// [`Error::Version`] if they are newer than this program; [`Error::Tables`] if this is no database.
pub(crate) fn open_to_write(path: &Path) -> Result<Connection> {
    let mut tables = Connection::open(path)?;
    prepare(&tables)?;
    tables.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    // The truth is fsynced in the logs before each commit; tables that lose their last commits catch up from there.
    tables.pragma_update(None, "synchronous", "normal")?;
    tables.pragma_update(None, "cache_size", -16_384)?;
    let found = version(&tables)?;
    if found > VERSION {
        return Err(Error::Version { path: path.to_owned(), found, known: VERSION });
    }
    if found < VERSION {
        // Older tables are made anew, empty: whoever opens them to write catches up from the logs.
        let work = tables.transaction()?;
        make_anew(&work)?;
        work.commit()?;
    }
    Ok(tables)
}

/// Opens the tables for reading.
///
/// # Errors
/// [`Error::Version`] if they are not of this program's version.
pub(crate) fn open_to_read(path: &Path) -> Result<Connection> {
    // A reader of a database in WAL mode keeps its place in the `-shm` file; where it may not write that, it reads without.
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let tables = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)
        .or_else(|_| Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_ONLY))?;
    prepare(&tables)?;
    tables.pragma_update(None, "query_only", true)?;
    match version(&tables)? {
        VERSION => Ok(tables),
        found => Err(Error::Version { path: path.to_owned(), found, known: VERSION }),
    }
}

/// Makes empty tables in place of those that are there; the change log stays.
pub(crate) fn make_anew(work: &Transaction) -> Result<()> {
    for table in TABLES {
        work.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    make(work)
}

fn make(work: &Transaction) -> Result<()> {
    work.execute_batch(include_str!("schema.sql"))?;
    work.pragma_update(None, "user_version", VERSION)?;
    Ok(())
}

fn prepare(tables: &Connection) -> Result<()> {
    tables.busy_timeout(Duration::from_secs(10))?;
    tables.set_prepared_statement_cache_capacity(256);
    // Without this, SQLite plans a statement anew for each value that is bound to it: more than half of the time of an export.
    tables.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn version(tables: &Connection) -> Result<i64> {
    Ok(tables.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the statements stand that run for every page.
    const OF_EACH_PAGE: [&str; 8] = [
        include_str!("corrected.rs"),
        include_str!("heads.rs"),
        include_str!("linking.rs"),
        include_str!("placing.rs"),
        include_str!("register.rs"),
        include_str!("shelf.rs"),
        include_str!("store.rs"),
        include_str!("writer.rs"),
    ];
    /// What may be read as a whole: a row, the few of a subquery (and its name), one line; and all lines, when everything is linked anew.
    const SMALL: [&str; 4] = ["CONSTANT", "(subquery-1)", "link_version", "l"];
    const ANEW: &str = "SELECT id FROM \"case\" ORDER BY year, number";

    fn statements(code: &str) -> impl Iterator<Item = String> {
        let starts = code.match_indices('"').map(|(at, _)| &code[at + 1..]);
        let of_tables =
            starts.filter(|rest| ["SELECT ", "UPDATE ", "DELETE "].iter().any(|word| rest.starts_with(word)));
        of_tables.map(|rest| {
            let end =
                rest.match_indices('"').find(|(at, _)| !rest[..*at].ends_with('\\')).map_or(rest.len(), |(at, _)| at);
            rest[..end].replace("\\\"", "\"")
        })
    }

    #[test]
    fn no_statement_that_runs_for_every_page_reads_a_whole_table() {
        let mut tables = Connection::open_in_memory().unwrap();
        let work = tables.transaction().unwrap();
        make(&work).unwrap();
        let mut looked_at = 0;
        for statement in OF_EACH_PAGE.into_iter().flat_map(statements).filter(|statement| statement != ANEW) {
            let Ok(mut plan) = work.prepare(&format!("EXPLAIN QUERY PLAN {statement}")) else { continue };
            let mut rows = plan.raw_query();
            while let Some(row) = rows.next().unwrap() {
                let step: String = row.get(3).unwrap();
                let read_whole = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
                assert!(read_whole.is_none_or(|table| SMALL.contains(&table)), "{step}: {statement}");
            }
            looked_at += 1;
        }
        assert!(looked_at > 50, "{looked_at}");
    }
}
