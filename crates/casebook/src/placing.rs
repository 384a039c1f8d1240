//! Which case does a report belong to? The permanent half of the answer: a report that was here before keeps its case.
//!
//! In:   the reports of a new capture, and those of the capture before it of the same source.
//! Out:  for each new report its case, or "none yet".
//!
//! In this order: the same text elsewhere in the casebook (a copy of the page) · the source's earlier capture, by key · the register, by
//! anchor, by article, by key. Every answer depends only on captures and register lines that came before, so that a rebuild gives the same.
//! Not here: which reports of *different* texts tell of one event (`joining.rs`).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jikenbo_archive::BlobHash;
use rusqlite::{Connection, OptionalExtension, params};

use crate::register::{self, Anchor};
use crate::{CaseId, Result};

/// A report that is in the tables, as far as placing needs it.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) report: i64,
    /// Which article of its page, from 0.
    pub(crate) article: u32,
    pub(crate) start: u64,
    pub(crate) ordinal: u32,
    pub(crate) title: String,
    pub(crate) victim: String,
    pub(crate) nth: u32,
    pub(crate) key: String,
    /// The case it belongs or belonged to, and its role there.
    pub(crate) case: Option<(CaseId, String)>,
}

/// The reports of a page in the order of the text.
pub(crate) fn of_page(tables: &Connection, page: i64) -> Result<Vec<Placed>> {
    let mut look = tables.prepare_cached(
        "SELECT r.id, a.position, a.start, r.ordinal, a.title, r.victim, r.nth, r.key, m.\"case\", m.role
         FROM article a JOIN report r ON r.article = a.id
         LEFT JOIN membership m ON m.report = r.id AND m.role <> 'mention'
         WHERE a.page = ? ORDER BY a.position, r.ordinal",
    )?;
    let found = look.query_map([page], |row| {
        let case: Option<String> = row.get(8)?;
        let role: Option<String> = row.get(9)?;
        Ok(Placed {
            report: row.get(0)?,
            article: row.get(1)?,
            start: row.get(2)?,
            ordinal: row.get(3)?,
            title: row.get(4)?,
            victim: row.get(5)?,
            nth: row.get(6)?,
            key: row.get(7)?,
            case: case.and_then(|id| id.parse().ok()).zip(role),
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Where a report belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) case: CaseId,
    /// The role of the earlier report of the same source in whose place it stands.
    pub(crate) role: Option<String>,
}

/// Finds the cases of reports that have none, as far as they were here before. `source` is where they come from, `page` the hash of the
/// page's text, `before` what the source's earlier capture held.
pub(crate) fn find(
    tables: &Connection,
    source: &str,
    page: [u8; 32],
    reports: &[Placed],
    before: &[Placed],
) -> Result<Vec<Option<Place>>> {
    let mut found: Vec<Option<Place>> = vec![None; reports.len()];
    let place = |case: CaseId| Place { case, role: None };
    for (found, report) in found.iter_mut().zip(reports).filter(|(_, report)| report.case.is_none()) {
        *found = same_text(tables, page, report)?.map(place);
    }
    follow(reports, before, &mut found);
    for (found, report) in found.iter_mut().zip(reports).filter(|(_, report)| report.case.is_none()) {
        if found.is_none() {
            *found = register::by_anchor(tables, &anchor(page, report))?.map(place);
        }
    }
    // Another version of the reader names another victim, or gives another text: the article's or the source's other ids, each once.
    let known = reports.iter().filter_map(|report| report.case.as_ref()).map(|(case, _)| *case);
    let mut taken: BTreeSet<CaseId> = known.chain(found.iter().flatten().map(|place| place.case)).collect();
    let mut article: (u64, VecDeque<CaseId>) = (u64::MAX, VecDeque::new());
    for (found, report) in found.iter_mut().zip(reports).filter(|(_, report)| report.case.is_none()) {
        if found.is_some() {
            continue;
        }
        if article.0 != report.start {
            article = (report.start, register::by_article(tables, page, report.start)?.into());
        }
        while article.1.front().is_some_and(|case| taken.contains(case)) {
            article.1.pop_front();
        }
        let other = match article.1.front() {
            Some(case) => Some(*case),
            None => register::by_key(tables, source, &report.key)?.filter(|case| !taken.contains(case)),
        };
        taken.extend(other);
        *found = other.map(place);
    }
    Ok(found)
}

/// The anchor of a report in a page whose text has this hash.
pub(crate) fn anchor(page: [u8; 32], report: &Placed) -> Anchor {
    Anchor { page: BlobHash(page), start: report.start, victim: report.victim.clone(), nth: report.nth }
}

/// The case of the same report in a page with the same text (another file with the same words, other markup around them).
fn same_text(tables: &Connection, page: [u8; 32], report: &Placed) -> Result<Option<CaseId>> {
    let found: Option<String> = tables
        .prepare_cached(
            "SELECT m.\"case\" FROM page p JOIN article a ON a.page = p.id JOIN report r ON r.article = a.id
             JOIN membership m ON m.report = r.id AND m.role <> 'mention'
             WHERE p.hash = ? AND a.start = ? AND r.victim = ? AND r.nth = ? ORDER BY r.id LIMIT 1",
        )?
        .query_row(params![page, report.start, report.victim, report.nth], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|id| id.parse().ok()))
}

/// Lets reports follow on those of the source's earlier capture: the surest pairs first, each report once.
///
/// 1. same title and victim
/// 2. same place in the page and same victim (the title was changed)
/// 3. same title and place in the article (the victim's name was changed)
fn follow(reports: &[Placed], before: &[Placed], found: &mut [Option<Place>]) {
    let likenesses: [fn(&Placed) -> Option<String>; 3] = [
        |report| Some(report.key.clone()),
        |report| {
            let told_apart = !report.victim.is_empty() || report.title.is_empty();
            told_apart.then(|| format!("{}\t{}\t{}", report.article, report.victim, report.nth))
        },
        |report| (!report.title.is_empty()).then(|| format!("{}\t{}", report.ordinal, report.title)),
    ];
    let still_here: BTreeSet<i64> = reports.iter().map(|report| report.report).collect();
    let mut free: Vec<bool> =
        before.iter().map(|old| old.case.is_some() && !still_here.contains(&old.report)).collect();
    for likeness in likenesses {
        let mut by_likeness: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (i, old) in before.iter().enumerate().filter(|(i, _)| free[*i]) {
            if let Some(likeness) = likeness(old) {
                by_likeness.entry(likeness).or_default().push_back(i);
            }
        }
        for (place, new) in found.iter_mut().zip(reports) {
            if place.is_some() || new.case.is_some() {
                continue;
            }
            let old = likeness(new).and_then(|likeness| by_likeness.get_mut(&likeness)?.pop_front());
            if let Some(i) = old {
                free[i] = false;
                *place = before[i].case.clone().map(|(case, role)| Place { case, role: Some(role) });
            }
        }
    }
}
