//! `jikenbo judge`: facts, notices or cases in, verdicts out.
//!
//! Not here: the words on the terminal (`text.rs`), the form (`form.rs`), files of facts (`input.rs`), figures over all cases
//! (`stats.rs`).

mod form;
mod input;
mod stats;
mod text;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jikenbo_casebook::{Judgement, LARGEST_FILE, PageReader as _, find_files, read_file};
use jikenbo_export::ArticleRecord;
use jikenbo_judge::{Facts, RuleBook};
use jikenbo_lexicon::Language;
use serde::Serialize;
use serde_json::json;

use super::{Done, case_id, no_case};
use crate::failure::{Failure, Stop};
use crate::pages::Reader;
use crate::session::Session;

/// Options of `judge`.
#[derive(Debug, Args)]
#[command(
    group = clap::ArgGroup::new("what").required(true).multiple(false).args(["case", "facts", "notice", "records", "interactive", "all", "stats"]),
    after_help = "Examples:\n  jikenbo judge 2026-0007\n  jikenbo judge --facts facts.json --format json\n  jikenbo judge --interactive --draft report.docx\n  jikenbo judge --stats"
)]
pub(crate) struct Options {
    /// A case of the casebook.
    case: Option<String>,
    /// Facts as JSON: one object, a list of `{id, facts}`, or an object with `vectors`; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// Notices: text or HTML files, or folders of them; nothing is stored.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    notice: Vec<PathBuf>,
    /// Records as `extract --format jsonl` prints them; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    records: Option<PathBuf>,
    /// Ask for the facts, one by one.
    #[arg(long)]
    interactive: bool,
    /// Every case of the casebook, one a line.
    #[arg(long)]
    all: bool,
    /// Share of cases by ground, and for want of which facts the others cannot be told.
    #[arg(long)]
    stats: bool,
    /// Form of the verdicts.
    #[arg(long, value_enum, default_value_t = JudgeFormat::Text)]
    format: JudgeFormat,
    /// Also write a draft of the report's nine items to this file (.md or .docx).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["all", "stats"])]
    draft: Option<PathBuf>,
}

/// Form of verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum JudgeFormat {
    // Words, step by step; one line a case for many cases.
    #[value(alias = "table")]
    Text,
    // One JSON value.
    Json,
    // One JSON object a line.
    Jsonl,
    // Comma-separated values, for many cases.
    Csv,
}

/// Judges what the options name.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    // Before anything is asked or judged: answers that were typed must not be lost to the name of a file.
    if let Some(path) = &options.draft {
        Form::of(path)?;
    }
    if options.format == JudgeFormat::Csv && !options.all && !options.stats {
        let why = "one verdict has no form as a row";
        return Err(Failure::new("CSV is for many cases", why, "use --all or --stats, or another --format").into());
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let code = run_to(options, session, &mut out)?;
    out.flush()?;
    Ok(code)
}

/// Something judged, with what it is called.
pub(crate) struct Judged {
    pub(crate) name: String,
    pub(crate) judgement: Judgement,
    /// The article and incident that it was read from.
    pub(crate) from: Option<(ArticleRecord, usize)>,
}

fn run_to(options: &Options, session: &Session, out: &mut impl Write) -> Done {
    let language = session.words.0;
    if options.all || options.stats {
        let book = session.open()?;
        return stats::run(options, &book, language, out);
    }
    if let Some(path) = &options.facts {
        return judge_facts(options, path, language, out);
    }
    if let Some(case) = &options.case {
        return print(options, &[judge_case(case, session)?], language, out);
    }
    if options.interactive {
        let asked = form::ask(language, &mut io::stdin().lock(), &mut io::stderr().lock());
        let facts = asked.map_err(|error| Failure::new("the answers cannot be read", error.to_string(), ""))?;
        let judgement = of_facts(facts);
        return print(options, &[Judged { name: String::new(), judgement, from: None }], language, out);
    }
    let mut judged = Vec::new();
    if let Some(path) = &options.records {
        for article in input::records(path)? {
            judge_article(&article, None, &mut judged);
        }
        return print(options, &judged, language, out);
    }
    let skipped = read_notices(&options.notice, session, &mut judged);
    print(options, &judged, language, out)?;
    Ok(ExitCode::from(u8::from(skipped > 0)))
}

fn judge_case(case: &str, session: &Session) -> Result<Judged, Stop> {
    let id = case_id(case)?;
    let book = session.open()?;
    let found = match book.case(id)? {
        Some(summary) => book.judge(summary.id)?.map(|judgement| (summary, judgement)),
        None => None,
    };
    let Some((summary, judgement)) = found else { return Err(no_case(id, session).into()) };
    if summary.id != id {
        eprintln!("{}", session.words.say_with("case {} is part of {}", &[&id, &summary.id]));
    }
    let report = book.reports(summary.id)?.into_iter().next();
    let from = report.map(|report| {
        let mut article = report.article;
        article.incidents = vec![report.record];
        (article, 0)
    });
    let name = format!("{}  {}", summary.id, summary.victims.first().map_or("", String::as_str));
    Ok(Judged { name, judgement, from })
}

/// The verdict on facts without a notice.
fn of_facts(facts: Facts) -> Judgement {
    let (verdict, explanation) = RuleBook::embedded().explain(&facts);
    Judgement { facts, verdict, explanation, origins: Vec::new(), days_to_report: None, days_to_publication: None }
}

fn print(options: &Options, judged: &[Judged], language: Language, out: &mut impl Write) -> Done {
    match options.format {
        JudgeFormat::Json => write_json(&judged.iter().map(Named::of).collect::<Vec<_>>(), out)?,
        JudgeFormat::Jsonl => {
            for one in judged {
                serde_json::to_writer(&mut *out, &Named::of(one))?;
                out.write_all(b"\n")?;
            }
        }
        JudgeFormat::Text | JudgeFormat::Csv => {
            for one in judged {
                text::write(one, language, out)?;
            }
        }
    }
    write_draft(options, judged)?;
    Ok(ExitCode::SUCCESS)
}

fn write_json(value: &impl Serialize, out: &mut impl Write) -> Result<(), Stop> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    Ok(out.write_all(b"\n")?)
}

#[derive(Serialize)]
struct Named<'j> {
    id: &'j str,
    #[serde(flatten)]
    judgement: &'j Judgement,
}

impl<'j> Named<'j> {
    fn of(judged: &'j Judged) -> Self {
        Named { id: &judged.name, judgement: &judged.judgement }
    }
}

/// Judges a file of facts. JSON output is that of the specification's vectors: `[{id, verdict}]`, without words, which take longest.
fn judge_facts(options: &Options, path: &Path, language: Language, out: &mut impl Write) -> Done {
    let given = input::facts(path)?;
    let as_json = matches!(options.format, JudgeFormat::Json | JudgeFormat::Jsonl);
    let book = RuleBook::embedded();
    let mut rows = given.iter().map(|(id, facts)| json!({ "id": id, "verdict": book.judge(facts) }));
    match options.format {
        JudgeFormat::Json => write_json(&rows.collect::<Vec<_>>(), out)?,
        JudgeFormat::Jsonl => rows.try_for_each(|row| writeln!(out, "{row}"))?,
        JudgeFormat::Text | JudgeFormat::Csv => {}
    }
    if as_json && options.draft.is_none() {
        return Ok(ExitCode::SUCCESS);
    }
    let judged =
        given.into_iter().map(|(id, facts)| Judged { name: input::name(&id), judgement: of_facts(facts), from: None });
    let judged: Vec<Judged> = judged.collect();
    if as_json {
        write_draft(options, &judged)?;
        return Ok(ExitCode::SUCCESS);
    }
    print(options, &judged, language, out)
}

/// Reads and judges every incident of the pages; how many pages could not be read.
fn read_notices(paths: &[PathBuf], session: &Session, judged: &mut Vec<Judged>) -> usize {
    let inputs = find_files(paths, Some(&session.casebook));
    let mut skipped = inputs.refused.len();
    for (path, refusal) in &inputs.refused {
        Failure::from(refusal.clone()).at(path.display().to_string()).print_as_skipped(session.words);
    }
    for path in &inputs.files {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let read = read_file(path, LARGEST_FILE).and_then(|bytes| Reader.read(&name, bytes));
        let (page, reports) = match read {
            Ok(found) => found,
            Err(refusal) => {
                skipped += 1;
                Failure::from(refusal).at(path.display().to_string()).print_as_skipped(session.words);
                continue;
            }
        };
        for (index, report) in reports.iter().enumerate() {
            let article = ArticleRecord::of(report, &page, &name, index + 1);
            judge_article(&article, Some(&page.text), judged);
        }
    }
    skipped
}

fn judge_article(article: &ArticleRecord, text: Option<&str>, judged: &mut Vec<Judged>) {
    for (at, incident) in article.incidents.iter().enumerate() {
        let judgement = Judgement::of(article, incident, text, &[]);
        let victim = incident.victims.first().map_or("", String::as_str);
        let name = format!("{}.{}  {victim}", article.id, at + 1);
        judged.push(Judged { name, judgement, from: Some((article.clone(), at)) });
    }
}

/// Form of a draft, as its name tells it.
#[derive(Debug, Clone, Copy)]
enum Form {
    Markdown,
    Docx,
}

impl Form {
    fn of(path: &Path) -> Result<Form, Stop> {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("md") => Ok(Form::Markdown),
            Some("docx") => Ok(Form::Docx),
            _ => {
                let why = "its name ends neither in .md nor in .docx";
                let failure = Failure::new("the form of this draft cannot be told", why, "--draft report.docx");
                Err(failure.at(path.display().to_string()).into())
            }
        }
    }
}

/// Writes the draft of a report, if one is asked for.
fn write_draft(options: &Options, judged: &[Judged]) -> Result<(), Stop> {
    let Some(path) = &options.draft else { return Ok(()) };
    let [one] = judged else {
        let why = format!("incidents judged here: {}", judged.len());
        let hint = "judge one case, or one entry of facts, with --draft";
        return Err(Failure::new("a draft is made of one incident", why, hint).into());
    };
    let from = one.from.as_ref().and_then(|(article, at)| Some((article, article.incidents.get(*at)?)));
    let draft = jikenbo_casebook::draft(&one.name, &one.judgement, from);
    let bytes = match Form::of(path)? {
        Form::Markdown => draft.markdown().into_bytes(),
        Form::Docx => draft.docx(),
    };
    Ok(std::fs::write(path, bytes).map_err(|error| Failure::io("the draft cannot be written", path, &error))?)
}
