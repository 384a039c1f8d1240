//! A person decides: two cases are one, reports part, a value is another, a decision is taken back.
//!
//! In:   the decision, who makes it, when and why.
//! Out:  a line of `corrections.jsonl`, safe on disk before the tables change; the cases as they are then.
//!
//! Nothing that a person decided is lost: lines are never changed, the tables are worked out from them, and what was written before a cut
//! is caught up by the next writer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jikenbo_archive::{Archive, Log, Moment};
use rusqlite::{Connection, params};

use crate::corrections::{self, Correction, Decision, Sum};
use crate::folder::Folder;
use crate::linking::{self, Cause, Touched};
use crate::register::{self, Entry};
use crate::{CaseId, Error, Result, corrected, correcting, record, schema, store};

/// Longest reason, in characters.
pub const LONGEST_WHY: usize = 4_000;
/// Longest name of who decides.
const LONGEST_WHO: usize = 200;
/// Most pairs of reports that one decision may hold apart.
const MOST_PAIRS: usize = 1_000_000;

/// Who decides, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// Name or account; may be empty.
    pub who: String,
    /// The reason: one to [`LONGEST_WHY`] characters; control characters become spaces.
    pub why: String,
    /// The moment.
    pub at: Moment,
}

/// What a decision came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Its number, for taking it back.
    pub n: u64,
    /// The case to look at now.
    pub case: CaseId,
    /// Other cases that it made or changed.
    pub also: Vec<CaseId>,
}

/// Carries a decision out. Takes the writer's lock for the moment; needs no reader of pages.
///
/// # Errors
/// [`Error::Refused`] if it cannot be done as asked; [`Error::Locked`] if another process writes; [`Error::Behind`] if an earlier run was
/// cut off and has pages that are not read yet.
pub fn decide(path: &Path, decision: Decision, by: &By) -> Result<Decided> {
    let folder = Folder::at(path);
    folder.check_readable()?;
    let _lock = folder.lock()?;
    let archive = Archive::open(&folder.archive())?;
    let mut register = Log::open(&folder.register())?;
    let mut log = Log::open(&folder.corrections())?;
    let mut tables = schema::open_to_write(&folder.tables())?;
    let captures: u64 = tables.query_row("SELECT coalesce(max(n), 0) FROM capture", [], |row| row.get(0))?;
    if captures < archive.last() || register::last(&tables)? < register.last() {
        return Err(Error::Behind { folder: path.to_owned() });
    }
    catch_up(&mut tables, &folder, &log, &mut register)?;

    let mut line = Correction {
        n: log.last() + 1,
        decision,
        these: Vec::new(),
        those: Vec::new(),
        who: cleaned(&by.who, LONGEST_WHO, "the name of who decides")?,
        why: cleaned(&by.why, LONGEST_WHY, "the reason")?,
        at: by.at,
    };
    if line.why.is_empty() {
        return Err(Error::refused("a decision needs a reason", "it stands in the history of the case", "--why TEXT"));
    }
    name_reports(&tables, &mut line)?;
    log.append(std::slice::from_ref(&line))?;
    enter(&mut tables, &mut register, std::slice::from_ref(&line))?;

    let ids = line.these.iter().chain(&line.those).copied().map(|id| linking::head(&tables, id));
    let mut heads: Vec<CaseId> = ids.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    let case = match &line.decision {
        Decision::Split { case, .. } | Decision::Correct { case, .. } => linking::head(&tables, *case)?,
        _ => heads.first().copied(),
    };
    heads.sort_unstable();
    heads.dedup();
    let case = case.or(heads.first().copied()).unwrap_or(CaseId { year: 0, number: 0 });
    heads.retain(|other| *other != case);
    Ok(Decided { n: line.n, case, also: heads })
}

/// Enters the decisions that the log has and the tables have not.
pub(crate) fn catch_up(
    tables: &mut Connection,
    folder: &Folder,
    log: &Log<Correction>,
    register: &mut Log<Entry>,
) -> Result<()> {
    let known: u64 = tables.query_row("SELECT coalesce(max(n), 0) FROM correction", [], |row| row.get(0))?;
    if known > log.last() {
        return Err(Error::Ahead { path: folder.corrections(), tables: known, log: log.last() });
    }
    let lines = jikenbo_archive::read_from::<Correction>(&folder.corrections(), known + 1)?;
    let lines = lines.collect::<std::result::Result<Vec<_>, _>>()?;
    if lines.is_empty() { Ok(()) } else { enter(tables, register, &lines) }
}

fn enter(tables: &mut Connection, register: &mut Log<Entry>, lines: &[Correction]) -> Result<()> {
    let Some(last) = lines.last() else { return Ok(()) };
    let work = tables.transaction()?;
    let touched = copy(&work, lines)?;
    let why = format!("correction {}", last.n);
    let mut entries = Vec::new();
    let next = register.last() + 1;
    let cause = Cause { at: last.at, why: &why };
    linking::number(&work, linking::update(&work, &touched, cause)?, next, &mut entries)?;
    entries.extend(crate::heads::settle_roots(&work, last.at, next + entries.len() as u64)?);
    for line in lines {
        let case = line.these.first().map(|id| linking::head(&work, *id)).transpose()?.flatten();
        store::write_change(&work, line.at, "decided", case, None, None)?;
    }
    register.append(&entries)?;
    work.commit()?;
    Ok(())
}

/// Copies decisions into the tables and works out anew what all of them come to. Gives what that touches.
pub(crate) fn copy(tables: &Connection, lines: &[Correction]) -> Result<Touched> {
    for line in lines {
        let text = serde_json::to_string(line).expect("a decision holds nothing that JSON cannot");
        tables.prepare_cached("INSERT INTO correction (n, line) VALUES (?, ?)")?.execute(params![line.n, text])?;
    }
    let after = corrections::sum(&all(tables)?);
    let before = entered(tables)?;
    let mut touched = Touched::default();
    for (pair, join) in &after.bonds {
        if before.bonds.get(pair) != Some(join) {
            touched.bound.extend([pair.0, pair.1]);
            for (a, b) in [(pair.0, pair.1), (pair.1, pair.0)] {
                tables
                    .prepare_cached("INSERT OR REPLACE INTO bond (a, b, joins) VALUES (?, ?, ?)")?
                    .execute(params![a.to_string(), b.to_string(), join])?;
            }
        }
    }
    for pair in before.bonds.keys().filter(|pair| !after.bonds.contains_key(pair)) {
        touched.bound.extend([pair.0, pair.1]);
        for (a, b) in [(pair.0, pair.1), (pair.1, pair.0)] {
            tables
                .prepare_cached("DELETE FROM bond WHERE a = ? AND b = ?")?
                .execute(params![a.to_string(), b.to_string()])?;
        }
    }
    for (line, n) in after.values.symmetric_difference(&before.values) {
        touched.lines.insert(*line);
        let sql = if after.values.contains(&(*line, *n)) {
            "INSERT INTO corrected (\"case\", n) VALUES (?, ?)"
        } else {
            "DELETE FROM corrected WHERE \"case\" = ? AND n = ?"
        };
        tables.prepare_cached(sql)?.execute(params![line.to_string(), n])?;
    }
    Ok(touched)
}

/// All decisions, in the order of their numbers.
pub(crate) fn all(tables: &Connection) -> Result<Vec<Correction>> {
    let mut look = tables.prepare_cached("SELECT line FROM correction ORDER BY n")?;
    let lines = look.query_map([], |row| row.get::<_, String>(0))?;
    lines.map(|line| corrected::read(&line?)).collect()
}

/// What the decisions came to before.
fn entered(tables: &Connection) -> Result<Sum> {
    let mut sum = Sum::default();
    let id = |text: String| text.parse::<CaseId>().ok();
    let mut look = tables.prepare_cached("SELECT a, b, joins FROM bond")?;
    for row in look.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))? {
        let (a, b, join) = row?;
        if let (Some(a), Some(b)) = (id(a), id(b))
            && a < b
        {
            sum.bonds.insert((a, b), join);
        }
    }
    let mut look = tables.prepare_cached("SELECT \"case\", n FROM corrected")?;
    for row in look.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (line, n) = row?;
        sum.values.extend(id(line).map(|line| (line, n)));
    }
    Ok(sum)
}

/// Names the reports that a decision is about, and refuses what cannot be meant.
fn name_reports(tables: &Connection, line: &mut Correction) -> Result<()> {
    let lists = "jikenbo show ID lists the numbers of its reports";
    match &mut line.decision {
        Decision::Merge { a, b } => {
            let (mut of_a, mut of_b) = (lines_of(tables, *a)?, lines_of(tables, *b)?);
            if of_a == of_b {
                let why = format!("both are reports of {}", of_a[0]);
                return Err(Error::refused("these are one case already", why, "jikenbo show ID"));
            }
            for (id, lines) in [(a, &of_a), (b, &of_b)] {
                if lines.iter().all(|line| !has_reports(tables, *line).unwrap_or(false)) {
                    let why = format!("{id} has no report of its own: its contractor published nothing");
                    return Err(Error::refused("this case cannot be merged", why, "merge the cases of its clients"));
                }
            }
            // The bond lies between the first of each.
            of_a.sort_by_key(|line| !has_reports(tables, *line).unwrap_or(false));
            of_b.sort_by_key(|line| !has_reports(tables, *line).unwrap_or(false));
            (line.these, line.those) = (of_a, of_b);
        }
        Decision::Split { case, reports } => {
            let all = lines_of(tables, *case)?;
            let parting: BTreeSet<CaseId> = reports.iter().copied().collect();
            if let Some(other) = parting.iter().find(|id| !all.contains(id)) {
                let why = format!("{other} is no report of {}", all[0]);
                return Err(Error::refused("this report does not belong to the case", why, lists));
            }
            let (these, those): (Vec<CaseId>, Vec<CaseId>) = all.into_iter().partition(|id| parting.contains(id));
            let with_reports = |ids: &[CaseId]| ids.iter().any(|id| has_reports(tables, *id).unwrap_or(false));
            if !with_reports(&these) || !with_reports(&those) {
                let why = "some of its reports have to part, and some have to stay".to_owned();
                return Err(Error::refused("nothing would be split", why, lists));
            }
            if these.len().saturating_mul(those.len()) > MOST_PAIRS {
                let why = format!("{} of {} reports are too many at once", these.len(), these.len() + those.len());
                return Err(Error::refused("this case is too large to be split so", why, "split off fewer at a time"));
            }
            *reports = these.clone();
            (line.these, line.those) = (these, those);
        }
        Decision::Correct { case, field, old, new, quote } => {
            correcting::check(field, new.as_deref())?;
            if old == new {
                return Err(Error::refused(
                    "nothing would be corrected",
                    "the old value is the new one",
                    "jikenbo show ID",
                ));
            }
            let lines = lines_of(tables, *case)?;
            let mut holding = Vec::new();
            let mut read: BTreeMap<String, ()> = BTreeMap::new();
            for id in lines {
                for report in records_of(tables, id)? {
                    let values = correcting::values(&report, field);
                    let meant = match old {
                        Some(old) => values.contains(old),
                        None => holding.is_empty(),
                    };
                    if meant && !holding.contains(&id) {
                        holding.push(id);
                    }
                    if let (Some(old), None) = (old.as_ref().filter(|_| meant), &*quote) {
                        *quote = correcting::quote_of(&report, field, old);
                    }
                    read.extend(values.into_iter().map(|value| (value, ())));
                }
            }
            if holding.is_empty() || (old.is_none() && new.as_ref().is_some_and(|new| read.contains_key(new))) {
                let read: Vec<String> = read.into_keys().take(8).collect();
                let why = match (read.is_empty(), &*old) {
                    (true, _) => format!("no report of the case has a value in {field}"),
                    (false, _) => format!("what its reports have in {field}: {}", read.join(", ")),
                };
                let what = if old.is_some() { "the case has no such value" } else { "the case has this value already" };
                return Err(Error::refused(
                    what,
                    why,
                    "name the value as jikenbo show ID --format json has it; - for none",
                ));
            }
            line.these = holding;
        }
        Decision::Undo { n } => {
            let all = all(tables)?;
            let Some(of) = all.iter().find(|line| line.n == *n) else {
                let why = format!("there are {} decisions in this casebook", all.len());
                return Err(Error::refused("there is no decision with this number", why, "jikenbo case history ID"));
            };
            if let Some(by) = corrections::sum(&all).undone.get(n) {
                let why = format!("decision {by} took it back");
                return Err(Error::refused("this decision is taken back already", why, "jikenbo case history ID"));
            }
            // So that history finds it, and the answer names the cases.
            (line.these, line.those) = (of.these.clone(), of.those.clone());
        }
    }
    Ok(())
}

/// The numbers that a case joins, its own first.
fn lines_of(tables: &Connection, id: CaseId) -> Result<Vec<CaseId>> {
    let Some(head) = linking::head(tables, id)? else {
        let why = format!("{id} was never given in this casebook");
        return Err(Error::refused("there is no case with this id", why, "jikenbo cases lists the ids"));
    };
    let mut look = tables.prepare_cached("SELECT id FROM \"case\" WHERE merged_into = ? ORDER BY year, number")?;
    let others = look.query_map([head.to_string()], |row| row.get::<_, String>(0))?;
    let others = others.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok([head].into_iter().chain(others.iter().filter_map(|id| id.parse().ok())).collect())
}

fn has_reports(tables: &Connection, line: CaseId) -> Result<bool> {
    let mut look = tables.prepare_cached("SELECT 1 FROM link_report WHERE \"case\" = ?")?;
    Ok(look.exists([line.to_string()])?)
}

/// The records of a line's reports as they hold now.
fn records_of(tables: &Connection, line: CaseId) -> Result<Vec<jikenbo_export::IncidentRecord>> {
    let mut look = tables.prepare_cached(
        "SELECT DISTINCT r.id, r.record, a.published_on FROM link_report l JOIN report r ON r.id = l.report JOIN article a ON a.id = r.article
         WHERE l.\"case\" = ? ORDER BY l.key",
    )?;
    let found = look.query_map([line.to_string()], |row| Ok((row.get::<_, String>(1)?, row.get(2)?)))?;
    let record = |(text, day): (String, _)| Ok(record::with_day(record::read_incident(&text, "a report")?, day));
    found.map(|row| record(row?)).collect()
}

/// A text in one line, without control characters and marks that turn the direction of writing.
fn cleaned(text: &str, longest: usize, name: &str) -> Result<String> {
    let turning = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().map(|c| if c.is_control() || turning(c) { ' ' } else { c }).collect();
    let text = text.trim();
    let n = text.chars().count();
    if n > longest {
        let why = format!("{name} has {n} characters; at most {longest} are kept");
        return Err(Error::refused("this text is too long", why, "say it shorter, and name a document for the rest"));
    }
    Ok(text.to_owned())
}
