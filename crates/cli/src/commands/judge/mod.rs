//! `jikenbo judge`: facts, notices or cases in, verdicts out.
//!
//! Not here: the words on the terminal (`text.rs`), the form (`form.rs`), figures over all cases (`stats.rs`).

mod form;
mod stats;
mod text;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, ValueEnum};
use jikenbo_casebook::{CaseId, Casebook, Judgement, LARGEST_FILE, PageReader as _, find_files, read_file};
use jikenbo_export::ArticleRecord;
use jikenbo_judge::{Facts, RuleBook};
use jikenbo_lexicon::Language;
use serde::Serialize;
use serde_json::{Value, json};

use super::Done;
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
    let mut out = io::BufWriter::new(io::stdout().lock());
    let outcome = run_to(options, session, &mut out).and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    outcome.map_err(|error| {
        if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) {
            return Stop::ClosedPipe;
        }
        match error.downcast::<jikenbo_casebook::Error>() {
            Ok(refused) => session.refused(refused),
            Err(error) => {
                let why = error.chain().skip(1).map(ToString::to_string).collect::<Vec<_>>().join(": ");
                Failure::new(error.to_string(), why, "jikenbo judge --help").into()
            }
        }
    })
}

/// Largest file of facts or records, in bytes.
const LARGEST_INPUT: u64 = 256 << 20;

/// Something judged, with what it is called.
pub(crate) struct Judged {
    pub(crate) name: String,
    pub(crate) judgement: Judgement,
    /// The article and incident that it was read from.
    pub(crate) from: Option<(ArticleRecord, usize)>,
}

fn run_to(options: &Options, session: &Session, out: &mut impl Write) -> Result<ExitCode> {
    let language = session.words.0;
    if options.all || options.stats {
        let book = Casebook::open(&session.casebook)?;
        return stats::run(options, &book, language, out);
    }
    if let Some(path) = &options.facts {
        return judge_facts(options, path, language, out);
    }
    if let Some(case) = &options.case {
        let id: CaseId = case.parse().map_err(|e| anyhow!("{case} is no case id: {e}"))?;
        let book = Casebook::open(&session.casebook)?;
        let summary =
            book.case(id)?.ok_or_else(|| anyhow!("there is no case {id} in {}", session.casebook.display()))?;
        let judgement = book.judge(id)?.ok_or_else(|| anyhow!("there is no case {id}"))?;
        let report = book.reports(id)?.into_iter().next();
        let from = report.map(|report| {
            let mut article = report.article;
            article.incidents = vec![report.record];
            (article, 0)
        });
        let name = format!("{id}  {}", summary.victims.first().map_or("", String::as_str));
        return print(options, &[Judged { name, judgement, from }], language, out);
    }
    if options.interactive {
        let facts = form::ask(language, &mut io::stdin().lock(), &mut io::stderr().lock())?;
        let judgement = of_facts(facts);
        return print(options, &[Judged { name: String::new(), judgement, from: None }], language, out);
    }
    let mut judged = Vec::new();
    if let Some(path) = &options.records {
        for (at, line) in read_text(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let article: ArticleRecord = serde_json::from_str(line)
                .with_context(|| format!("line {} of {} is no record of an article", at + 1, path.display()))?;
            judge_article(&article, None, &mut judged);
        }
        return print(options, &judged, language, out);
    }
    let skipped = read_notices(&options.notice, session, &mut judged);
    print(options, &judged, language, out)?;
    Ok(ExitCode::from(u8::from(skipped > 0)))
}

/// The verdict on facts without a notice.
fn of_facts(facts: Facts) -> Judgement {
    let (verdict, explanation) = RuleBook::embedded().explain(&facts);
    Judgement { facts, verdict, explanation, origins: Vec::new(), days_to_report: None, days_to_publication: None }
}

fn print(options: &Options, judged: &[Judged], language: Language, out: &mut impl Write) -> Result<ExitCode> {
    match options.format {
        JudgeFormat::Text => {
            for one in judged {
                text::write(one, language, out)?;
            }
        }
        JudgeFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &judged.iter().map(Named::of).collect::<Vec<_>>())?;
            out.write_all(b"\n")?;
        }
        JudgeFormat::Jsonl => {
            for one in judged {
                serde_json::to_writer(&mut *out, &Named::of(one))?;
                out.write_all(b"\n")?;
            }
        }
        JudgeFormat::Csv => bail!("CSV is for many cases: use --all or --stats"),
    }
    if let Some(path) = &options.draft {
        let [one] = judged else { bail!("a draft is made of one incident, and here are {}", judged.len()) };
        write_draft(one, path)?;
    }
    Ok(ExitCode::SUCCESS)
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

/// Judges a file of facts. JSON output is that of the specification's vectors: `[{id, verdict}]`.
fn judge_facts(options: &Options, path: &Path, language: Language, out: &mut impl Write) -> Result<ExitCode> {
    let named = path.display();
    let text = read_text(path)?;
    let value: Value = serde_json::from_str(&text).with_context(|| format!("{named} is no JSON"))?;
    let items: Vec<(Value, Value)> = match value {
        Value::Array(items) => items.into_iter().map(split).collect::<Result<_>>()?,
        Value::Object(mut object) => match object.remove("vectors") {
            Some(Value::Array(items)) => items.into_iter().map(split).collect::<Result<_>>()?,
            Some(_) => bail!("`vectors` in {named} is no list"),
            None if object.contains_key("facts") => vec![split(Value::Object(object))?],
            None => vec![(Value::Null, Value::Object(object))],
        },
        _ => bail!("{named} is neither a facts object nor a list of them"),
    };
    let mut judged = Vec::new();
    for (id, facts) in items {
        let name = id.as_str().map_or_else(|| if id.is_null() { String::new() } else { id.to_string() }, str::to_owned);
        let facts: Facts = serde_json::from_value(facts).with_context(|| {
            format!(
                "the facts{} in {named} cannot be read",
                if name.is_empty() { String::new() } else { format!(" of {name}") }
            )
        })?;
        judged.push((id, Judged { name, judgement: of_facts(facts), from: None }));
    }
    let row = |(id, one): &(Value, Judged)| json!({ "id": id, "verdict": one.judgement.verdict });
    match options.format {
        JudgeFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &judged.iter().map(row).collect::<Vec<_>>())?;
            out.write_all(b"\n")?;
        }
        JudgeFormat::Jsonl => {
            for one in &judged {
                serde_json::to_writer(&mut *out, &row(one))?;
                out.write_all(b"\n")?;
            }
        }
        _ => {
            let judged: Vec<Judged> = judged.into_iter().map(|(_, one)| one).collect();
            return print(options, &judged, language, out);
        }
    }
    if let Some(path) = &options.draft {
        let [(_, one)] = judged.as_slice() else {
            bail!("a draft is made of one incident, and here are {}", judged.len())
        };
        write_draft(one, path)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of a file, or of standard input for `-`.
fn read_text(path: &Path) -> Result<String> {
    let mut text = String::new();
    let limit = LARGEST_INPUT + 1;
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_string(&mut text))
    };
    read.with_context(|| format!("cannot read {}", path.display()))?;
    if text.len() as u64 > LARGEST_INPUT {
        bail!("{} is larger than {} MiB", path.display(), LARGEST_INPUT >> 20);
    }
    Ok(text)
}

fn split(item: Value) -> Result<(Value, Value)> {
    let Value::Object(mut object) = item else { bail!("each entry is an object with `id` and `facts`") };
    match object.remove("facts") {
        Some(facts) => Ok((object.remove("id").unwrap_or(Value::Null), facts)),
        // A bare facts object in a list.
        None => Ok((object.remove("id").unwrap_or(Value::Null), Value::Object(object))),
    }
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

/// Writes the draft of a report; the name's ending tells the form.
fn write_draft(one: &Judged, path: &Path) -> Result<()> {
    let from = one.from.as_ref().and_then(|(article, at)| Some((article, article.incidents.get(*at)?)));
    let draft = jikenbo_casebook::draft(&one.name, &one.judgement, from);
    let bytes = match path.extension().and_then(|ending| ending.to_str()) {
        Some("md") => draft.markdown().into_bytes(),
        Some("docx") => draft.docx(),
        _ => bail!("{} ends neither in .md nor in .docx", path.display()),
    };
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
