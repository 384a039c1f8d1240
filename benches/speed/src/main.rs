//! Speed of reading: pages of text in memory → records, on one core and on two, stage by stage, beside Vibrato, and how flat it is.
//!
//! `cargo run --release --manifest-path benches/speed/Cargo.toml [--features vibrato] -- [--megabytes N] [--rounds N] [--only WORD]
//! [--text generated|development]`
//!
//! In:   generated pages (`jikenbo-testkit`, seed 3), the development pages of `../shared/corpus` where present.
//! Out:  tables for people. Times are those of the processor, for two cores also those of the clock.

mod clock;
mod flat;
#[cfg(feature = "vibrato")]
mod peer;
mod stages;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clock::best;
use jikenbo_lexicon::Lexicon;
use jikenbo_reading::Hint;
use jikenbo_testkit::Stock;
use jikenbo_text::Normalised;

/// Seed of the pages.
const SEED: u64 = 3;

struct Options {
    megabytes: usize,
    rounds: usize,
    only: Option<String>,
    text: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let wanted = |section: &str| options.only.as_deref().is_none_or(|only| only == section);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let stock = Stock::load(&root)?;
    let mut texts: Vec<(&str, Vec<String>)> = vec![("generated", generated(&stock, options.megabytes * 1_000_000))];
    if let Some(pages) =
        development(&root.join("../shared/corpus")).or_else(|| development(&root.join("../../shared/corpus")))
    {
        texts.push(("development", repeated(&pages, options.megabytes * 1_000_000 / 5)));
    }
    texts.retain(|(name, _)| options.text.as_deref().is_none_or(|text| text == *name));
    Lexicon::full();
    for (name, pages) in &texts {
        let bytes: usize = pages.iter().map(String::len).sum();
        println!("## {name}: {} pages, {:.1} MB, seed {SEED}; {}\n", pages.len(), bytes as f64 / 1e6, density(pages));
        if wanted("read") {
            let one = best(options.rounds, || read(pages));
            println!(
                "- pages to records, one core: {:.2} MB/s ({:.0} ns a byte)",
                rate(bytes, one),
                one * 1e9 / bytes as f64
            );
            #[cfg(feature = "vibrato")]
            {
                let peer = peer::seconds(pages, options.rounds)?;
                println!(
                    "- Vibrato tokenising the same text, one core: {:.2} MB/s; jikenbo is {:.2} times as fast",
                    rate(bytes, peer),
                    peer / one
                );
            }
        }
        if wanted("cores") {
            let (one, two) = (shared(1, options.rounds, pages), shared(2, options.rounds, pages));
            println!(
                "- processor time of the longest worker: one {:.2} MB/s, two {:.2} MB/s, {:.2} times as fast",
                rate(bytes, one.processor),
                rate(bytes, two.processor),
                one.processor / two.processor
            );
            println!(
                "- by the clock: one worker {:.2} MB/s, two {:.2} MB/s, {:.2} times as fast",
                rate(bytes, one.clock),
                rate(bytes, two.clock),
                one.clock / two.clock
            );
        }
        if wanted("stages") {
            println!("\n{}", stages::table(pages, options.rounds));
        }
        println!();
    }
    if wanted("flat") {
        flat::print();
    }
    Ok(())
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options { megabytes: 50, rounds: 3, only: None, text: None };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments
            .next()
            .ok_or("usage: [--megabytes N] [--rounds N] [--only read|cores|stages|flat] [--text NAME]")?;
        match argument.as_str() {
            "--megabytes" => options.megabytes = value.parse()?,
            "--rounds" => options.rounds = value.parse()?,
            "--only" => options.only = Some(value),
            "--text" => options.text = Some(value),
            other => return Err(format!("unknown option {other}").into()),
        }
    }
    Ok(options)
}

fn generated(stock: &Stock, bytes: usize) -> Vec<String> {
    as_many((0..).map(|number| stock.page(SEED, number)), bytes)
}

/// The real pages, which are no part of the repository.
fn development(folder: &Path) -> Option<Vec<String>> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|of| of == "txt"));
    paths.sort();
    Some(paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect())
}

fn repeated(pages: &[String], bytes: usize) -> Vec<String> {
    as_many(pages.iter().cycle().cloned(), bytes)
}

/// The first pages, until they have so many bytes together.
fn as_many(pages: impl Iterator<Item = String>, bytes: usize) -> Vec<String> {
    let mut made = 0;
    let mut taken = Vec::new();
    for page in pages {
        made += page.len();
        taken.push(page);
        if made >= bytes {
            break;
        }
    }
    taken
}

/// Reads the pages; gives the number of incidents, so that nothing is left out.
fn read(pages: &[String]) -> usize {
    let (lexicon, hint) = (Lexicon::full(), Hint::of_name("page.txt"));
    let readings = pages.iter().filter_map(|page| jikenbo_reading::read(page.as_bytes(), &hint, lexicon).ok());
    readings.map(|reading| reading.reports.iter().map(|report| report.incidents.len()).sum::<usize>()).sum()
}

/// What workers together took, in seconds: the shortest of some rounds.
struct Shared {
    /// Of the worker that was on a processor longest: on cores of their own all would be done then.
    processor: f64,
    /// By the clock; other work on the machine is in it.
    clock: f64,
}

fn shared(workers: usize, rounds: usize, pages: &[String]) -> Shared {
    let share = pages.len().div_ceil(workers);
    let mut least = Shared { processor: f64::MAX, clock: f64::MAX };
    for _ in 0..rounds {
        let start = Instant::now();
        let longest = std::thread::scope(|scope| {
            let parts = pages.chunks(share).map(|part| scope.spawn(move || best(1, || read(part))));
            let parts: Vec<_> = parts.collect();
            parts.into_iter().filter_map(|part| part.join().ok()).fold(0.0, f64::max)
        });
        least.processor = least.processor.min(longest);
        least.clock = least.clock.min(start.elapsed().as_secs_f64());
    }
    least
}

fn rate(bytes: usize, seconds: f64) -> f64 {
    bytes as f64 / 1e6 / seconds
}

/// Mentions, articles, incidents a kilobyte: the work that the text holds.
fn density(pages: &[String]) -> String {
    let (mut bytes, mut mentions, mut articles, mut incidents) = (0, 0, 0, 0);
    let mut found = Vec::new();
    for page in pages.iter().take(300) {
        found.clear();
        Lexicon::full().find(Normalised::of(page).text(), &mut found);
        bytes += page.len();
        mentions += found.len();
        let Ok(reading) = jikenbo_reading::read(page.as_bytes(), &Hint::of_name("page.txt"), Lexicon::full()) else {
            continue;
        };
        articles += reading.reports.len();
        incidents += reading.reports.iter().map(|report| report.incidents.len()).sum::<usize>();
    }
    let each = |n: usize| n as f64 * 1e3 / bytes.max(1) as f64;
    format!(
        "a kilobyte holds {:.0} mentions, {:.2} articles, {:.2} incidents",
        each(mentions),
        each(articles),
        each(incidents)
    )
}
