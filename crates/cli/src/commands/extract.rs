//! `jikenbo extract`: pages in, records out, nothing stored.
//!
//! In:   files and folders, each file once, in sorted order.
//! Out:  a record for each article (a row for each incident in tables and CSV), in the order of the files whatever the number of workers.
//!
//! But for the list of files, memory does not grow with the number of pages: workers write their records, and hand them on within a budget. A page larger than the
//! budget is read alone, and its records go out one by one.

use std::borrow::Cow;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use jikenbo_casebook::{LARGEST_FILE, Refusal, Source, find_files, pipeline, read_file};
use jikenbo_export::ArticleRecord;
use jikenbo_lexicon::Lexicon;
use jikenbo_reading::{Hint, Limits, each_report, read_page};

use super::{Done, code, nothing_there};
use crate::args::Format;
use crate::csv_rows::write_row;
use crate::escape::shown_json;
use crate::failure::{Failure, Stop};
use crate::fields::figure;
use crate::pages::{PER_BLOCK_PRINTED, guarded, most_blocks, refusal};
use crate::progress::Progress;
use crate::session::{Session, cores};
use crate::table::Table;
use crate::words::Words;

/// Bytes of pages that are in work at once; a larger page is read alone.
const BUDGET: u64 = 4 << 20;
/// What a file weighs beside its bytes.
const PER_FILE: u64 = 8 << 10;

/// Options of `extract`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jikenbo extract notice.txt\n  jikenbo extract --format jsonl pages/ > records.jsonl\n  jikenbo extract --format csv --charset shift_jis old-pages/"
)]
pub(crate) struct Options {
    /// Pages: text or HTML files, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Character set of the pages, whatever they declare.
    #[arg(long, value_name = "NAME")]
    charset: Option<String>,
    /// Also write each page's text to this folder, as `<file>.txt`.
    #[arg(long, value_name = "DIR")]
    pages_out: Option<PathBuf>,
    /// Workers; as many as there are cores unless given.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Files over this many bytes are refused unread.
    #[arg(long, value_name = "BYTES", default_value_t = LARGEST_FILE)]
    max_bytes: u64,
    /// HTML pages over this many bytes are refused.
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().max_html_bytes)]
    max_html_bytes: usize,
    /// HTML pages of more elements are refused.
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_nodes)]
    max_nodes: usize,
    /// Pages of more lines, paragraphs or rows are refused; as many as 200 MB of memory can hold unless given.
    #[arg(long, value_name = "N")]
    max_blocks: Option<usize>,
    /// Leave out the terms that only these development sources taught (for the evaluation).
    #[arg(long, value_name = "SOURCE", hide = true)]
    without_source: Vec<String>,
}

/// Reads every page and prints its records; a page that cannot be read is listed and the rest is done.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    let words = session.words;
    let filtered;
    let lexicon = if options.without_source.is_empty() {
        Lexicon::full()
    } else {
        let sources: Vec<&str> = options.without_source.iter().map(String::as_str).collect();
        filtered = Lexicon::without(&sources);
        &filtered
    };
    if let Some(folder) = &options.pages_out {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::io("the folder for texts cannot be made", folder, &error))?;
    }
    // A folder that holds the casebook too: what is kept in there was read from elsewhere.
    let inputs = find_files(&options.paths, Some(&session.casebook));
    if let Some(failure) = nothing_there(&inputs.refused, inputs.files.len(), &options.paths) {
        return Err(failure.into());
    }
    let bar = Progress::of(Some(inputs.files.len()), words);
    let mut skipped = inputs.refused.len() as u64;
    for (path, refusal) in inputs.refused {
        bar.aside(|| Failure::from(refusal).at(path.display().to_string()).print_as_skipped(words));
    }
    let work = Work { options, lexicon, words };
    let mut output = Output::new(options.format, words)?;
    let threads = options.threads.unwrap_or_else(cores);
    let plan = pipeline::Plan { threads, budget: BUDGET, idle_after: Duration::from_secs(1) };
    pipeline::run(
        plan,
        inputs.files.iter(),
        |path| PER_FILE + std::fs::metadata(path).map_or(0, |about| about.len().min(options.max_bytes)),
        |path| (path, work.look_at(path)),
        |result| -> Result<(), Stop> {
            let Some(((path, outcome), _permit)) = result else { return Ok(()) };
            bar.step();
            let outcome = match outcome {
                Outcome::Written(mut records) => output.take(&mut records).map_err(Trouble::Stop),
                Outcome::Alone => guarded(|| work.read_alone(path, &mut output)),
                Outcome::Skipped(refusal) => Err(Trouble::Refused(refusal)),
            };
            match outcome {
                Ok(()) => Ok(()),
                Err(Trouble::Refused(refusal)) => {
                    skipped += 1;
                    bar.aside(|| Failure::from(refusal).at(path.display().to_string()).print_as_skipped(words));
                    Ok(())
                }
                Err(Trouble::Stop(stop)) => Err(stop),
            }
        },
    )?;
    output.finish()?;
    bar.done();
    if skipped > 0 {
        eprintln!("{}", words.say_with("{} pages skipped", &[&skipped]));
    }
    Ok(code(skipped))
}

/// What a worker made of a page.
enum Outcome {
    Written(Records),
    /// The page is so large that it is read by whoever prints.
    Alone,
    Skipped(Refusal),
}

/// Why a page's records do not come, or why the run ends.
enum Trouble {
    Refused(Refusal),
    Stop(Stop),
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Trouble::Refused(refusal)
    }
}

impl<E: Into<Stop>> From<E> for Trouble {
    fn from(error: E) -> Self {
        Trouble::Stop(error.into())
    }
}

struct Work<'o> {
    options: &'o Options,
    lexicon: &'o Lexicon,
    words: Words,
}

impl Work<'_> {
    fn look_at(&self, path: &Path) -> Outcome {
        let about = std::fs::metadata(path).map_or(0, |about| about.len());
        if about > BUDGET && about <= self.options.max_bytes {
            return Outcome::Alone;
        }
        let mut records = Records::new(self.options.format, self.words);
        match guarded(|| self.read(path, |record| Ok(records.add(&record)?))) {
            Ok(()) => Outcome::Written(records),
            Err(Trouble::Refused(refusal)) => Outcome::Skipped(refusal),
            Err(Trouble::Stop(_)) => unreachable!("records in memory are always written"),
        }
    }

    fn read_alone(&self, path: &Path, output: &mut Output) -> Result<(), Trouble> {
        let mut records = Records::new(self.options.format, self.words);
        self.read(path, |record| {
            records.add(&record)?;
            Ok(output.take(&mut records)?)
        })
    }

    /// Reads a page and gives on the record of each article.
    fn read(&self, path: &Path, mut take: impl FnMut(ArticleRecord) -> Result<(), Trouble>) -> Result<(), Trouble> {
        let options = self.options;
        let source = Source::file(path);
        let name = source.file_name();
        let bytes = read_file(path, options.max_bytes)?;
        let limits = Limits {
            max_bytes: usize::MAX,
            max_html_bytes: options.max_html_bytes,
            max_nodes: options.max_nodes,
            max_blocks: options.max_blocks.unwrap_or_else(|| most_blocks(bytes.len(), PER_BLOCK_PRINTED)),
        };
        let hint = Hint { charset: options.charset.as_deref(), limits, ..Hint::of_name(name) };
        let page = read_page(bytes, &hint).map_err(|error| refusal(&error))?;
        if let Some(folder) = &options.pages_out
            // The text of a UTF-8 file is the file itself.
            && !(name.ends_with(".txt") && page.charset == "UTF-8")
        {
            let file = folder.join(format!("{name}.txt"));
            std::fs::write(&file, &page.text)
                .map_err(|e| Stop::from(Failure::io("a text cannot be written", &file, &e)))?;
        }
        let mut number = 0;
        each_report(&page, self.lexicon, |report| {
            number += 1;
            take(ArticleRecord::of(&report, &page, name, number))
        })
    }
}

/// Records of some articles, already in the form of the output.
struct Records {
    format: Format,
    words: Words,
    /// Lines of JSON or CSV.
    lines: Vec<u8>,
    rows: Vec<Vec<String>>,
}

impl Records {
    fn new(format: Format, words: Words) -> Self {
        Self { format, words, lines: Vec::new(), rows: Vec::new() }
    }

    fn add(&mut self, article: &ArticleRecord) -> Result<(), Stop> {
        match self.format {
            Format::Json | Format::Jsonl => {
                serde_json::to_writer(&mut self.lines, article)?;
                self.lines.push(b'\n');
            }
            Format::Csv => csv(article, &mut self.lines)?,
            Format::Table => rows(article, self.words, &mut self.rows),
        }
        Ok(())
    }
}

/// Where records go.
struct Output {
    format: Format,
    /// Whether what would act on a terminal has to be shown instead.
    safe: bool,
    first: bool,
    out: BufWriter<std::io::Stdout>,
    table: Option<Table<std::io::Stdout>>,
}

impl Output {
    fn new(format: Format, words: Words) -> Result<Self, Stop> {
        let stdout = std::io::stdout();
        let safe = stdout.is_terminal();
        let columns = ["where", "published", "organisation", "cause", ">how many", "title"];
        let columns = columns.map(|name| match name.strip_prefix('>') {
            Some(name) => format!(">{}", words.say(name)),
            None => words.say(name).into_owned(),
        });
        let table = (format == Format::Table).then(|| Table::new(std::io::stdout(), &columns));
        let mut output = Self { format, safe, first: true, out: BufWriter::with_capacity(1 << 16, stdout), table };
        if format == Format::Csv {
            write_row(&mut output.out, COLUMNS.map(Cow::Borrowed))?;
        }
        Ok(output)
    }

    /// Writes records and leaves the list empty.
    fn take(&mut self, records: &mut Records) -> Result<(), Stop> {
        for row in records.rows.drain(..) {
            if let Some(table) = &mut self.table {
                table.row(row)?;
            }
        }
        match self.format {
            Format::Jsonl if self.safe => {
                let lines = String::from_utf8_lossy(&records.lines);
                self.out.write_all(shown_json(&lines).as_bytes())?;
            }
            Format::Json => {
                let lines = String::from_utf8_lossy(&records.lines);
                for line in lines.lines() {
                    let before = if std::mem::take(&mut self.first) { "[\n" } else { ",\n" };
                    write!(self.out, "{before}{}", if self.safe { shown_json(line) } else { line.into() })?;
                }
            }
            Format::Jsonl | Format::Csv | Format::Table => self.out.write_all(&records.lines)?,
        }
        records.lines.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<(), Stop> {
        if let Some(table) = self.table {
            table.finish()?.flush()?;
        }
        if self.format == Format::Json {
            self.out.write_all(if self.first { b"[]\n" } else { b"\n]\n" })?;
        }
        Ok(self.out.flush()?)
    }
}

/// Columns of the CSV form: one row an incident, one for an article without.
const COLUMNS: [&str; 18] = [
    "file",
    "start_line",
    "kind",
    "title",
    "case_number",
    "published_on",
    "publisher",
    "victims",
    "contractors",
    "sector",
    "prefecture",
    "causes",
    "consequences",
    "data_types",
    "headline_value",
    "headline_subject",
    "headline_bound",
    "headline_realis",
];

fn csv(article: &ArticleRecord, out: &mut Vec<u8>) -> Result<(), Stop> {
    let none = jikenbo_export::IncidentRecord::default();
    let alone = [none];
    let incidents = if article.incidents.is_empty() { &alone[..] } else { &article.incidents[..] };
    for incident in incidents {
        let headline = incident.headline.as_ref();
        let line = article.start_line.map(|line| line.to_string()).unwrap_or_default();
        let cells: [Cow<str>; 18] = [
            article.file.as_str().into(),
            line.into(),
            article.kind.as_str().into(),
            article.title.as_str().into(),
            article.case_number.as_deref().unwrap_or_default().into(),
            article.published_on.as_deref().unwrap_or_default().into(),
            article.publisher.as_deref().unwrap_or_default().into(),
            incident.victims.join("; ").into(),
            incident.contractors.join("; ").into(),
            incident.sector.as_deref().unwrap_or_default().into(),
            incident.prefecture.as_deref().unwrap_or_default().into(),
            incident.causes.join("; ").into(),
            incident.consequences.join("; ").into(),
            incident.data_types.join("; ").into(),
            headline.map(|count| count.value.to_string()).unwrap_or_default().into(),
            headline.map_or("", |count| &count.subject).into(),
            headline.map_or("", |count| &count.bound).into(),
            headline_realis(incident).unwrap_or_default().into(),
        ];
        write_row(&mut *out, cells)?;
    }
    Ok(())
}

fn rows(article: &ArticleRecord, words: Words, rows: &mut Vec<Vec<String>>) {
    let line = article.start_line.map(|line| format!(":{line}")).unwrap_or_default();
    let place = format!("{}{line}", article.file);
    let published = article.published_on.clone().unwrap_or_default();
    if article.incidents.is_empty() {
        let kind = format!("({})", words.label("kind", &article.kind));
        rows.push(vec![place, published, kind, String::new(), String::new(), article.title.clone()]);
        return;
    }
    for incident in &article.incidents {
        let realis = headline_realis(incident);
        let headline = incident.headline.as_ref().map(|h| figure(h.value, &h.subject, &h.bound, realis, words));
        rows.push(vec![
            place.clone(),
            published.clone(),
            incident.victims.join(words.comma()),
            words.labels("cause", &incident.causes),
            headline.unwrap_or_default(),
            article.title.clone(),
        ]);
    }
}

/// How sure the text is of the figure that stands as the headline: the headline is one of the counts.
fn headline_realis(incident: &jikenbo_export::IncidentRecord) -> Option<&str> {
    let headline = incident.headline.as_ref()?;
    let at = incident.counts.iter().position(|count| count == headline)?;
    incident.realis.get(&format!("/counts/{at}")).map(String::as_str)
}
