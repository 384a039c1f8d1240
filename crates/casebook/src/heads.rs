//! The permanent ids of joined cases and of root cases.
//!
//! In:   the tables of linking after a change; the lines of reports whose case may have changed.
//! Out:  `merged_into`, `root` and `lead` of the cases; a register line wherever an id points elsewhere than before.
//!
//! A case has the smallest of the numbers that it joins; the others point to it. Where a line's reports came into several groups (which a
//! person's decision may bring about), the group of its first report counts, so that the cases are always sets of whole lines.
//! A root case without reports gets an id of its own, found again by the number of the client it was made for; the contractor's own case
//! takes its place when there is one.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_archive::Moment;
use jikenbo_link::JoinedEvent;
use rusqlite::{Connection, OptionalExtension, params};

use crate::linking::Cause;
use crate::register::{self, Entry, What};
use crate::{CaseId, Result, shelf};

/// Gives every line the case that it belongs to, and every case its leading report. The entries are not yet numbered or copied.
pub(crate) fn lead_cases(tables: &Connection, lines: BTreeSet<CaseId>, cause: Cause) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut leads = BTreeSet::new();
    let mut known: BTreeMap<i64, CaseId> = BTreeMap::new();
    for line in lines {
        let Some(before) = crate::linking::head(tables, line)? else { continue };
        let after = match group_of(tables, line)? {
            Some(group) => match known.get(&group) {
                Some(head) => *head,
                None => {
                    let head = smallest(tables, group)?.unwrap_or(line);
                    known.insert(group, head);
                    head
                }
            },
            // No reader finds its reports any more: it stays what it was.
            None => before,
        };
        leads.extend([before, after]);
        if before == after {
            continue;
        }
        let entry = if after == line {
            Entry::about(before, What::Split, vec![line], cause.at, cause.why)
        } else {
            Entry::about(line, What::Merged, vec![after], cause.at, cause.why)
        };
        let into = (after != line).then(|| after.to_string());
        tables
            .prepare_cached("UPDATE \"case\" SET merged_into = ? WHERE id = ?")?
            .execute(params![into, line.to_string()])?;
        entries.push(entry);
    }
    for case in leads {
        choose_lead(tables, case)?;
    }
    Ok(entries)
}

/// The group of linking in which the first report of a line stands.
fn group_of(tables: &Connection, line: CaseId) -> Result<Option<i64>> {
    let mut look = tables.prepare_cached("SELECT joined FROM link_report WHERE \"case\" = ? ORDER BY key LIMIT 1")?;
    Ok(look.query_row([line.to_string()], |row| row.get(0)).optional()?.flatten())
}

/// The smallest number of the lines whose first report stands in a group.
fn smallest(tables: &Connection, group: i64) -> Result<Option<CaseId>> {
    let mut look = tables.prepare_cached(
        "SELECT DISTINCT r.\"case\" FROM link_report r WHERE r.joined = ?
         AND r.key = (SELECT min(f.key) FROM link_report f WHERE f.\"case\" = r.\"case\")",
    )?;
    let found = look.query_map([group], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(found.iter().filter_map(|id| id.parse().ok()).min())
}

/// A list shows the first report that still stands, else the last that stood.
fn choose_lead(tables: &Connection, case: CaseId) -> Result<()> {
    tables
        .prepare_cached(
            "UPDATE \"case\" SET lead = (SELECT m.report FROM membership m
                 LEFT JOIN link_report l ON l.report = m.report AND l.\"case\" = m.\"case\"
                 WHERE m.\"case\" IN (SELECT ?1 UNION ALL SELECT k.id FROM \"case\" k WHERE k.merged_into = ?1)
                   AND m.role <> 'mention'
                 ORDER BY m.ended IS NOT NULL, m.ended DESC, coalesce(l.role, m.role) <> 'first', l.position, m.since,
                     m.report LIMIT 1)
             WHERE id = ?1",
        )?
        .execute([case.to_string()])?;
    Ok(())
}

/// Gives the events their root cases, as far as these have ids, and their cases the root.
pub(crate) fn lead_events(tables: &Connection, events: &[JoinedEvent], cause: Cause) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for event in events {
        let id = shelf::id_of(tables, &event.name)?;
        let made = made_roots(tables, id)?;
        let root = match &event.root {
            Some(root) => head_of_group(tables, shelf::id_of(tables, root)?)?,
            None => made.first().copied(),
        };
        let Some(root) = root else { continue };
        for other in made.into_iter().filter(|other| *other != root) {
            if crate::linking::head(tables, other)? != Some(root) {
                entries.push(Entry::about(other, What::Merged, vec![root], cause.at, cause.why));
            }
        }
        if event.root.is_none() && !is_live(tables, root)? {
            let client =
                event.clients.first().map(|key| head_of_group(tables, shelf::id_of(tables, key)?)).transpose()?;
            entries.push(Entry::about(root, What::Root, client.flatten().into_iter().collect(), cause.at, cause.why));
        }
        point(tables, id, root)?;
    }
    Ok(entries)
}

/// Gives ids to the root cases that have none, and lets go of those that no case points to any longer. Once at the end of a run, so that
/// ids do not depend on how its pages fell into batches. Looks only at events without an id and at roots that came loose since the last time.
pub(crate) fn settle_roots(tables: &Connection, at: Moment, next: u64) -> Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut enter = |entry: Entry| -> Result<()> {
        let entry = Entry { n: next + entries.len() as u64, ..entry };
        register::copy(tables, &entry)?;
        entries.push(entry);
        Ok(())
    };
    let mut look = tables.prepare_cached("SELECT id FROM link_event WHERE \"case\" IS NULL")?;
    let open = look.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut by_client = BTreeMap::new();
    for event in open {
        let clients = clients_of(tables, event)?;
        by_client.extend(clients.first().map(|first| (*first, event)));
    }
    for (client, event) in by_client {
        let root = register::next_id(tables, at)?;
        enter(Entry::about(root, What::Root, vec![client], at, "linked"))?;
        point(tables, event, root)?;
    }
    let mut look = tables.prepare_cached(
        "SELECT r.id, r.client FROM root_loose l CROSS JOIN root_case r ON r.id = l.id CROSS JOIN \"case\" c ON c.id = r.id
         WHERE c.gone = 0 AND c.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM link_event e WHERE e.\"case\" = r.id)",
    )?;
    let left = look.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    for pair in left.collect::<rusqlite::Result<Vec<_>>>()? {
        if let (Ok(root), Ok(client)) = (pair.0.parse(), pair.1.parse()) {
            enter(Entry::about(root, What::Split, vec![client], at, "linked"))?;
        }
    }
    tables.prepare_cached("DELETE FROM root_loose")?.execute([])?;
    Ok(entries)
}

/// Ids that were made for root cases of clients of this event and that no other event has, the smallest first.
fn made_roots(tables: &Connection, event: i64) -> Result<Vec<CaseId>> {
    let mut look = tables.prepare_cached(
        "SELECT DISTINCT r.id FROM link_case c JOIN link_report l ON l.joined = c.id JOIN root_case r ON r.client = l.\"case\"
         WHERE c.event = ?1 AND NOT EXISTS (SELECT 1 FROM link_event e WHERE e.\"case\" = r.id AND e.id <> ?1)",
    )?;
    let found = look.query_map([event], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut found: Vec<CaseId> = found.iter().filter_map(|id| id.parse().ok()).collect();
    found.sort_unstable();
    Ok(found)
}

fn is_live(tables: &Connection, root: CaseId) -> Result<bool> {
    let mut look = tables.prepare_cached("SELECT 1 FROM \"case\" WHERE id = ? AND gone = 0 AND merged_into IS NULL")?;
    Ok(look.exists([root.to_string()])?)
}

/// The cases of an event but its root, by id.
fn clients_of(tables: &Connection, event: i64) -> Result<BTreeSet<CaseId>> {
    let mut look = tables.prepare_cached(
        "SELECT c.id FROM link_case c JOIN link_event e ON e.id = c.event WHERE e.id = ? AND c.id IS NOT e.root",
    )?;
    let groups = look.query_map([event], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut found = BTreeSet::new();
    for group in groups {
        found.extend(head_of_group(tables, group)?);
    }
    Ok(found)
}

/// Points an event and its clients to their root case.
fn point(tables: &Connection, event: i64, root: CaseId) -> Result<()> {
    let id = root.to_string();
    tables.prepare_cached("UPDATE link_event SET \"case\" = ? WHERE id = ?")?.execute(params![id, event])?;
    tables
        .prepare_cached(
            "UPDATE \"case\" SET contractor = (SELECT nullif(contractor, '') FROM link_event WHERE id = ?1) WHERE id = ?2",
        )?
        .execute(params![event, id])?;
    for client in clients_of(tables, event)?.into_iter().filter(|client| *client != root) {
        tables.prepare_cached("UPDATE \"case\" SET root = ? WHERE id = ?")?.execute(params![id, client.to_string()])?;
    }
    Ok(())
}

/// The case of a group.
pub(crate) fn head_of_group(tables: &Connection, group: i64) -> Result<Option<CaseId>> {
    let mut look = tables.prepare_cached(
        "SELECT DISTINCT coalesce(c.merged_into, c.id) FROM link_report l JOIN \"case\" c ON c.id = l.\"case\" WHERE l.joined = ?",
    )?;
    let found = look.query_map([group], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(found.iter().filter_map(|id| id.parse().ok()).min())
}
