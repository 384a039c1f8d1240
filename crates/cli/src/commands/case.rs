//! `jikenbo case`: what people decide about cases, their history, why two are joined or not.
//!
//! In:   ids of cases, values, a reason.
//! Out:  a decision in `corrections.jsonl` and in the tables; on stdout its number and the cases that it concerns.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jikenbo_casebook::{By, Casebook, Decision, Happened, HistoryLine, Standing, decide};
use serde_json::{Value, json};

use super::{Done, case_id};
use crate::args::Format;
use crate::csv_rows::write_row;
use crate::escape::{shown, shown_json};
use crate::failure::{Failure, Stop};
use crate::session::{Session, now};
use crate::table::Table;
use crate::words::Words;

/// Options of `case`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jikenbo case merge 2026-0001 2026-0007 --why 'same server, same day'\n  jikenbo case split 2026-0001 2026-0003 --why 'another shop'\n  jikenbo case correct 2026-0001 count:persons:own 1200 1201 --why 'second report, page 2'\n  jikenbo case undo 3 --why 'wrong case'\n  jikenbo case history 2026-0001\n  jikenbo case explain 2026-0001 2026-0002"
)]
pub(crate) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Decide that two cases are one; the smaller id stays.
    #[command(after_help = "Examples:\n  jikenbo case merge 2026-0001 2026-0007 --why 'same server, same day'")]
    Merge {
        /// Id of a case.
        #[arg(value_name = "A")]
        a: String,
        /// Id of another.
        #[arg(value_name = "B")]
        b: String,
        #[command(flatten)]
        by: Reason,
    },
    /// Decide that reports of a case tell of another event.
    #[command(after_help = "Examples:\n  jikenbo case split 2026-0001 2026-0003 2026-0004 --why 'another shop'")]
    Split {
        /// Id of the case.
        #[arg(value_name = "CASE")]
        case: String,
        /// Numbers of the reports that part, as `jikenbo show` gives them.
        #[arg(value_name = "REPORT", required = true)]
        reports: Vec<String>,
        #[command(flatten)]
        by: Reason,
    },
    /// Correct a value that was read.
    #[command(
        after_help = "Examples:\n  jikenbo case correct 2026-0001 count:persons:own 1200 1201 --why 'second report, page 2'\n  jikenbo case correct 2026-0001 contractors - 株式会社例示印刷 --why 'named by phone'\n  jikenbo case correct 2026-0001 causes malware - --why 'named as an example only'"
    )]
    Correct {
        /// Id of the case.
        #[arg(value_name = "CASE")]
        case: String,
        /// Field: victims, contractors, causes, data_types, sector, prefecture, count:persons:own, event:detected, ….
        #[arg(value_name = "FIELD")]
        field: String,
        /// The value that was read, as `jikenbo show --format json` has it; - for none.
        #[arg(value_name = "OLD", allow_hyphen_values = true)]
        old: String,
        /// The value that holds; - for none.
        #[arg(value_name = "NEW", allow_hyphen_values = true)]
        new: String,
        #[command(flatten)]
        by: Reason,
    },
    /// Take a decision back.
    #[command(after_help = "Examples:\n  jikenbo case undo 3 --why 'wrong case'")]
    Undo {
        /// Number of the decision, as `jikenbo case history` gives it.
        #[arg(value_name = "N")]
        n: u64,
        #[command(flatten)]
        by: Reason,
    },
    /// Say what happened to a case, oldest first.
    #[command(
        after_help = "Examples:\n  jikenbo case history 2026-0001\n  jikenbo case history 2026-0001 --format json"
    )]
    History {
        /// Id of the case, as `jikenbo cases` lists it.
        #[arg(value_name = "CASE")]
        case: String,
        /// Form of the output.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Say why the reports of two cases, or two reports of one, are joined or not; the nearest pair first.
    #[command(after_help = "Examples:\n  jikenbo case explain 2026-0001 2026-0002")]
    Explain {
        /// Id of a case.
        #[arg(value_name = "A")]
        a: String,
        /// Id of another.
        #[arg(value_name = "B")]
        b: String,
    },
}

/// Who decides and why.
#[derive(Debug, Args)]
struct Reason {
    /// The reason; it stands in the history of the case.
    #[arg(long, value_name = "TEXT", required = true)]
    why: String,
    /// Who decides.
    #[arg(long, value_name = "NAME", env = "JIKENBO_WHO", hide_env_values = true, default_value = "")]
    who: String,
}

/// Does it.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    let value = |text: &str| (text != "-").then(|| text.to_owned());
    match &options.what {
        What::Merge { a, b, by } => done(session, Decision::Merge { a: case_id(a)?, b: case_id(b)? }, by),
        What::Split { case, reports, by } => {
            let reports = reports.iter().map(|id| case_id(id)).collect::<Result<_, Failure>>()?;
            done(session, Decision::Split { case: case_id(case)?, reports }, by)
        }
        What::Correct { case, field, old, new, by } => {
            let (case, field, quote) = (case_id(case)?, field.clone(), None);
            done(session, Decision::Correct { case, field, old: value(old), new: value(new), quote }, by)
        }
        What::Undo { n, by } => done(session, Decision::Undo { n: *n }, by),
        What::History { case, format } => history(session, case, *format),
        What::Explain { a, b } => explain(session, a, b),
    }
}

fn done(session: &Session, decision: Decision, by: &Reason) -> Done {
    let by = By { who: by.who.clone(), why: by.why.clone(), at: now() };
    let decided = decide(&session.casebook, decision, &by).map_err(|error| session.refused(error))?;
    let cases: Vec<String> = [decided.case].iter().chain(&decided.also).map(ToString::to_string).collect();
    let words = session.words;
    writeln!(std::io::stdout(), "{}\t{}", words.say_with("decision {}", &[&decided.n]), cases.join(" "))?;
    eprintln!("{}", words.say_with("to take it back: jikenbo case undo {} --why …", &[&decided.n]));
    Ok(ExitCode::SUCCESS)
}

fn history(session: &Session, id: &str, format: Format) -> Done {
    let casebook = session.open()?;
    let id = case_id(id)?;
    let lines = casebook.history(id)?;
    if lines.is_empty() {
        return Err(super::no_case(id, session).into());
    }
    let mut out = std::io::stdout().lock();
    let words = session.words;
    let terminal = std::io::IsTerminal::is_terminal(&out);
    let safe = |line: String| if terminal { shown_json(&line).into_owned() } else { line };
    match format {
        Format::Table => {
            let columns =
                ["date and time", "id", "what happened", "why", "decided by"].map(|name| words.say(name).into_owned());
            let mut table = Table::new(out, &columns);
            for line in &lines {
                let who = line.who.clone().unwrap_or_default();
                // A person's words are shown as they are.
                let why = if number(line).is_some() { line.why.clone() } else { words.say(&line.why).into_owned() };
                table.row(vec![line.at.to_string(), line.case.to_string(), told(line, words), why, who])?;
            }
            table.finish()?.flush()?;
        }
        Format::Csv => {
            write_row(&mut out, ["at", "case", "what", "n", "why", "who"].map(std::borrow::Cow::Borrowed))?;
            for line in &lines {
                let n = number(line).map(|n| n.to_string()).unwrap_or_default();
                let who = line.who.clone().unwrap_or_default();
                let cells = [line.at.to_string(), line.case.to_string(), told(line, words), n, line.why.clone(), who];
                write_row(&mut out, cells.map(std::borrow::Cow::Owned))?;
            }
        }
        Format::Json => {
            let all: Vec<Value> = lines.iter().map(record).collect();
            writeln!(out, "{}", safe(serde_json::to_string_pretty(&all)?))?;
        }
        Format::Jsonl => {
            for line in &lines {
                writeln!(out, "{}", safe(record(line).to_string()))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn number(line: &HistoryLine) -> Option<u64> {
    match line.what {
        Happened::Decided { n, .. } => Some(n),
        _ => None,
    }
}

/// What happened, in words.
fn told(line: &HistoryLine, words: Words) -> String {
    let list = |ids: &[jikenbo_casebook::CaseId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    match &line.what {
        Happened::Entered => words.say("entered").into_owned(),
        Happened::Merged { into } => words.say_with("became part of {}", &[into]),
        Happened::Split { into } => words.say_with("no longer holds {}", &[&list(into)]),
        Happened::Decided { n, decision, standing } => {
            let none = || words.say("nothing").into_owned();
            let what = match decision {
                Decision::Merge { a, b } => words.say_with("merge {} and {}", &[a, b]),
                Decision::Split { case, reports } => words.say_with("split {} from {}", &[&list(reports), case]),
                Decision::Correct { field, old, new, .. } => {
                    let value = |value: &Option<String>| value.clone().unwrap_or_else(none);
                    words.say_with("correct {}: not {} but {}", &[field, &value(old), &value(new)])
                }
                Decision::Undo { n } => words.say_with("take back decision {}", &[n]),
            };
            let standing = match standing {
                Standing::Applied => None,
                Standing::Settled => Some(words.say("settled: it is read so now").into_owned()),
                Standing::Orphaned => Some(words.say("orphaned: what it corrects is not read any more").into_owned()),
                Standing::Undone { by } => Some(words.say_with("taken back by {}", &[by])),
            };
            let standing = standing.map(|standing| format!(" [{standing}]")).unwrap_or_default();
            format!("{n}. {what}{standing}")
        }
    }
}

fn record(line: &HistoryLine) -> Value {
    let mut record = json!({"at": line.at.to_string(), "case": line.case, "why": line.why, "who": line.who});
    let (what, more) = match &line.what {
        Happened::Entered => ("entered", json!({})),
        Happened::Merged { into } => ("merged", json!({ "into": into })),
        Happened::Split { into } => ("split", json!({ "into": into })),
        Happened::Decided { n, decision, standing } => {
            let (standing, by) = match standing {
                Standing::Applied => ("applied", None),
                Standing::Settled => ("settled", None),
                Standing::Orphaned => ("orphaned", None),
                Standing::Undone { by } => ("undone", Some(by)),
            };
            ("decided", json!({"n": n, "decision": decision, "standing": standing, "undone_by": by}))
        }
    };
    record["what"] = json!(what);
    if let (Value::Object(record), Value::Object(more)) = (&mut record, more) {
        record.extend(more);
    }
    record
}

fn explain(session: &Session, a: &str, b: &str) -> Done {
    let casebook = session.open()?;
    let (a, b) = (case_id(a)?, case_id(b)?);
    for id in [a, b] {
        known(&casebook, id, session)?;
    }
    let all = casebook.explain(a, b)?;
    let mut out = std::io::stdout().lock();
    for decision in all.iter().take(3) {
        let grounds: Vec<String> =
            decision.reasons.iter().map(|reason| format!("{} {:+.1}", reason.label, reason.weight)).collect();
        let mark = if decision.joined() { "=" } else { "≠" };
        let line = format!("{mark} {:.1} / {:.1}  {}", decision.score, decision.threshold, grounds.join(", "));
        writeln!(out, "{}", shown(&line))?;
    }
    if all.is_empty() {
        writeln!(out, "-")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn known(casebook: &Casebook, id: jikenbo_casebook::CaseId, session: &Session) -> Result<(), Stop> {
    match casebook.shown_as(id)? {
        Some(_) => Ok(()),
        None => Err(super::no_case(id, session).into()),
    }
}
