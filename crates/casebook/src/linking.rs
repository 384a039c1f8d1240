//! Keeps the joined cases up to date: after every change, the neighbourhood of what changed is linked again.
//!
//! In:   the lines of reports that a change touched, the lines about which people decided anew.
//! Out:  the tables of linking, corrected records, the case of every report; lines for the register.
//!
//! A *line* is what one number stands for: a report, what follows it in later captures of its source, and copies with the same text.
//! Linking sees each of its reports that stands, and where none does, the last that stood: a case does not fall apart because a page went.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_archive::Moment;
use jikenbo_link::{Bond, Told, WEIGHTS_VERSION, link_all, relink};
use rusqlite::{Connection, OptionalExtension, params};

use crate::register::Entry;
use crate::shelf::{self, Node, Shelves};
use crate::{CaseId, Result, corrected, heads};

/// What a change touched.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// Lines whose reports or values changed.
    pub(crate) lines: BTreeSet<CaseId>,
    /// Lines that a person joined or held apart anew, or no longer.
    pub(crate) bound: BTreeSet<CaseId>,
}

/// When and why cases change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cause<'w> {
    pub(crate) at: Moment,
    pub(crate) why: &'w str,
}

/// A report as it shall stand.
struct Wanted {
    node: Node,
    /// Its record, where a correction gives or takes one.
    rewritten: Option<String>,
}

/// Links again what was touched. The register lines have no numbers yet.
pub(crate) fn update(tables: &Connection, touched: &Touched, cause: Cause) -> Result<Vec<Entry>> {
    if !is_current(tables)? {
        return anew(tables, cause);
    }
    let mut shelves = Shelves { tables, after: BTreeMap::new(), come: BTreeMap::new() };
    let (mut gone, mut come, mut told): (Vec<String>, Vec<Node>, Vec<Told>) = Default::default();
    // Two sources with the same bytes share a report.
    let mut rewritten: BTreeMap<i64, String> = BTreeMap::new();
    let mut bound = touched.bound.clone();
    for line in &touched.lines {
        let before = known(tables, *line)?;
        let others = |key: &str| -> Result<bool> {
            let other = |of: Option<CaseId>| of.is_some_and(|of| of != *line);
            Ok(other(shelves.come.get(key).copied()) || other(shelves.line(key)?))
        };
        let after = wanted(tables, *line, others)?;
        let same = |node: &Node| before.contains(node);
        let changed = |wanted: &Wanted| wanted.rewritten.is_some() || !same(&wanted.node);
        let stays = |node: &Node| after.iter().any(|wanted| wanted.node == *node && !changed(wanted));
        gone.extend(before.iter().filter(|node| !stays(node)).map(|node| node.key.clone()));
        if before.len() != after.len() || after.iter().any(changed) {
            bound.insert(*line);
        }
        shelves.after.insert(*line, after.iter().map(|wanted| wanted.node.key.clone()).collect());
        for wanted in after {
            if changed(&wanted) {
                let Node { key, report, .. } = &wanted.node;
                told.push(shelf::told_of(tables, key, *report, wanted.rewritten.as_deref())?);
                shelves.come.insert(key.clone(), *line);
                rewritten.extend(wanted.rewritten.map(|record| (*report, record)));
                come.push(wanted.node);
            }
        }
    }
    // Bonds lie between the first reports of lines: where those change, both ends are looked at again.
    let mut rebound = BTreeSet::new();
    for line in &bound {
        rebound.extend(shelves.reports_of_line(*line)?);
        for (other, _) in shelves.bound(*line)? {
            rebound.extend(shelves.reports_of_line(other)?.into_iter().next());
        }
    }
    let rebound: Vec<String> = rebound.into_iter().collect();
    let delta = relink(&mut shelves, &gone, told, &rebound)?;
    for (report, record) in &rewritten {
        corrected::write_record(tables, *report, record)?;
    }
    let changed = shelf::write(tables, &delta, &come, &gone)?;
    let mut lines =
        heads::lead_cases(tables, changed.into_iter().chain(touched.lines.iter().copied()).collect(), cause)?;
    lines.extend(heads::lead_events(tables, &delta.events, cause)?);
    Ok(lines)
}

/// Links everything: after a rebuild, or when the weights are others than the tables were made by.
pub(crate) fn anew(tables: &Connection, cause: Cause) -> Result<Vec<Entry>> {
    tables.execute_batch(
        "UPDATE \"case\" SET root = NULL; DELETE FROM link_node; DELETE FROM link_event; DELETE FROM link_case; DELETE FROM link_report;
         INSERT OR IGNORE INTO root_loose (id) SELECT id FROM root_case",
    )?;
    let mut look = tables.prepare("SELECT id FROM \"case\" ORDER BY year, number")?;
    let lines = look.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let lines: BTreeSet<CaseId> = lines.iter().filter_map(|id| id.parse().ok()).collect();
    let (mut come, mut told): (Vec<Node>, Vec<Told>) = Default::default();
    let mut shelves = Shelves { tables, after: BTreeMap::new(), come: BTreeMap::new() };
    for line in &lines {
        let mut keys = Vec::new();
        let others = |key: &str| Ok(shelves.come.contains_key(key));
        for Wanted { node, rewritten } in wanted(tables, *line, others)? {
            if let Some(record) = &rewritten {
                corrected::write_record(tables, node.report, record)?;
            }
            told.push(shelf::told_of(tables, &node.key, node.report, None)?);
            keys.push(node.key.clone());
            shelves.come.insert(node.key.clone(), *line);
            come.push(node);
        }
        shelves.after.insert(*line, keys);
    }
    let delta = link_all(told, &all_bonds(&shelves, &lines)?);
    shelf::write(tables, &delta, &come, &[])?;
    tables.execute("DELETE FROM link_version", [])?;
    tables.execute("INSERT INTO link_version (version) VALUES (?)", [WEIGHTS_VERSION])?;
    let mut entries = heads::lead_cases(tables, lines, cause)?;
    entries.extend(heads::lead_events(tables, &delta.events, cause)?);
    Ok(entries)
}

/// Whether the tables were made by the weights of this program.
pub(crate) fn is_current(tables: &Connection) -> Result<bool> {
    let found: Option<u32> = tables.query_row("SELECT version FROM link_version", [], |row| row.get(0)).optional()?;
    Ok(found == Some(WEIGHTS_VERSION))
}

fn all_bonds(shelves: &Shelves, lines: &BTreeSet<CaseId>) -> Result<Vec<Bond>> {
    let mut bonds = Vec::new();
    for line in lines {
        let keys = shelves.after.get(line).map(Vec::as_slice).unwrap_or_default();
        let Some((first, others)) = keys.split_first() else { continue };
        bonds.extend(others.iter().map(|key| Bond { a: first.clone(), b: key.clone(), join: true }));
        for (other, join) in shelves.bound(*line)?.into_iter().filter(|(other, _)| other > line) {
            if let Some(other) = shelves.after.get(&other).and_then(|keys| keys.first()) {
                let (a, b) = if first < other { (first, other) } else { (other, first) };
                bonds.push(Bond { a: a.clone(), b: b.clone(), join });
            }
        }
    }
    Ok(bonds)
}

/// The reports of a line as linking has them.
fn known(tables: &Connection, line: CaseId) -> Result<Vec<Node>> {
    let mut look =
        tables.prepare_cached("SELECT key, report, source, ended FROM link_report WHERE \"case\" = ? ORDER BY key")?;
    let rows = look.query_map([line.to_string()], |row| {
        Ok(Node { key: row.get(0)?, case: line, report: row.get(1)?, source: row.get(2)?, ended: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The reports of a line as they stand now: of each source's newest capture, else the last that stood. Sorted by key. `others` says whether
/// another line has a name already (which texts that moved between lines may bring about).
fn wanted(tables: &Connection, line: CaseId, others: impl Fn(&str) -> Result<bool>) -> Result<Vec<Wanted>> {
    let standing = "SELECT p.hash, a.start, r.ordinal, r.id, s.id, NULL
         FROM membership m JOIN report r ON r.id = m.report JOIN article a ON a.id = r.article JOIN page p ON p.id = a.page
         JOIN capture k ON k.page = a.page JOIN source s ON s.id = k.source AND s.latest = k.n
         WHERE m.\"case\" = ? AND m.ended IS NULL AND m.role <> 'mention' ORDER BY k.n, a.position, r.ordinal";
    let ended = "SELECT p.hash, a.start, r.ordinal, r.id, k.source, m.ended
         FROM membership m JOIN report r ON r.id = m.report JOIN article a ON a.id = r.article JOIN page p ON p.id = a.page
         JOIN capture k ON k.n = m.ended
         WHERE m.\"case\" = ?1 AND m.role <> 'mention'
           AND m.ended = (SELECT max(ended) FROM membership WHERE \"case\" = ?1 AND role <> 'mention') ORDER BY a.position, r.ordinal";
    let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
    for sql in [standing, ended] {
        let mut look = tables.prepare_cached(sql)?;
        let mut rows = look.query([line.to_string()])?;
        while let Some(row) = rows.next()? {
            let (page, start, ordinal): ([u8; 32], u64, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (source, ended): (i64, Option<i64>) = (row.get(4)?, row.get(5)?);
            let mut key = shelf::key_of(page, start, ordinal, ended, None);
            if nodes.contains_key(&key) || others(&key)? {
                key = shelf::key_of(page, start, ordinal, ended, Some(source));
            }
            let node = Node { key: key.clone(), case: line, report: row.get(3)?, source, ended };
            nodes.insert(key, node);
        }
        if !nodes.is_empty() {
            break;
        }
    }
    let corrections = corrected::of_line(tables, line)?;
    let mut found = Vec::with_capacity(nodes.len());
    for node in nodes.into_values() {
        let rewritten = corrected::rewritten(tables, node.report, &corrections)?;
        found.push(Wanted { node, rewritten });
    }
    Ok(found)
}

/// Appends numbered lines to those of a batch and copies them into the tables.
pub(crate) fn number(tables: &Connection, lines: Vec<Entry>, next: u64, into: &mut Vec<Entry>) -> Result<()> {
    for mut line in lines {
        line.n = next + into.len() as u64;
        crate::register::copy(tables, &line)?;
        into.push(line);
    }
    Ok(())
}

/// The case under whose number a number is shown.
pub(crate) fn head(tables: &Connection, id: CaseId) -> Result<Option<CaseId>> {
    let mut look = tables.prepare_cached("SELECT coalesce(merged_into, id) FROM \"case\" WHERE id = ?")?;
    let found: Option<String> = look.query_row(params![id.to_string()], |row| row.get(0)).optional()?;
    Ok(found.and_then(|id| id.parse().ok()))
}
