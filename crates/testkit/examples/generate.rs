//! Writes generated pages and says how dense they are: `cargo xtask generate --pages 2000 --seed 1 DIR`.

#![expect(clippy::print_stdout, reason = "what it measures is its output")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use jikenbo_lexicon::Lexicon;
use jikenbo_reading::Hint;
use jikenbo_testkit::Stock;
use jikenbo_text::Normalised;

/// Pages that are read to tell the density of all.
const SAMPLE: u64 = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut pages, mut seed, mut bytes, mut html, mut folder) = (2_000, 1, u64::MAX, false, None);
    while let Some(argument) = arguments.next() {
        let mut number = || -> Result<u64, Box<dyn Error>> {
            Ok(arguments.next().ok_or_else(|| format!("{argument} needs a number"))?.parse()?)
        };
        match argument.as_str() {
            "--pages" => pages = number()?,
            "--seed" => seed = number()?,
            "--megabytes" => (bytes, pages) = (number()? * 1_000_000, u64::MAX),
            "--html" => html = true,
            path => folder = Some(PathBuf::from(path)),
        }
    }
    let folder = folder.ok_or("usage: generate [--pages N | --megabytes N] [--seed N] [--html] DIR")?;
    fs::create_dir_all(&folder)?;
    let stock = Stock::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))?;
    let (mut written, mut number) = (0_u64, 0);
    while number < pages && written < bytes {
        let text = stock.page(seed, number);
        let (name, text) =
            if html { (format!("{number:06}.html"), as_html(&text)) } else { (format!("{number:06}.txt"), text) };
        fs::write(folder.join(name), &text)?;
        written += text.len() as u64;
        number += 1;
    }
    println!("{number} pages, {:.1} MB, seed {seed}, in {}", written as f64 / 1e6, folder.display());
    let sample = (0..number.min(SAMPLE)).map(|number| stock.page(seed, number));
    println!("generated pages: {}", density(sample));
    let origin = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if let Ok(entries) = fs::read_dir(origin) {
        let texts = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "txt"));
        let texts: Vec<String> = texts.filter_map(|path| fs::read_to_string(path).ok()).collect();
        println!("real development pages: {}", density(texts.into_iter()));
    }
    Ok(())
}

fn as_html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let mut lines = escaped.lines();
    let title = lines.next().unwrap_or_default();
    let body: String = lines.filter(|line| !line.trim().is_empty()).map(|line| format!("<p>{line}</p>\n")).collect();
    format!(
        "<!doctype html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body><main><h1>{title}</h1>\n{body}</main></body></html>\n"
    )
}

/// What stands on some pages, for each kilobyte of text: work for the stages.
fn density(pages: impl Iterator<Item = String>) -> String {
    let lexicon = Lexicon::full();
    let (mut bytes, mut mentions, mut articles, mut incidents, mut values) = (0, 0, 0, 0, 0);
    for text in pages {
        let mut found = Vec::new();
        lexicon.find(Normalised::of(&text).text(), &mut found);
        bytes += text.len();
        mentions += found.len();
        let Ok(reading) = jikenbo_reading::read(text.into_bytes(), &Hint::of_name("page.txt"), lexicon) else {
            continue;
        };
        articles += reading.reports.len();
        for incident in reading.reports.iter().flat_map(|report| &report.incidents) {
            incidents += 1;
            values += incident.victims.len()
                + incident.causes.len()
                + incident.consequences.len()
                + incident.data_types.len();
            values +=
                incident.counts.len() + incident.events.len() + incident.responses.len() + incident.preventions.len();
        }
    }
    let each = |n: usize| n as f64 / (bytes as f64 / 1e3);
    format!(
        "{:.0} mentions of terms, {:.2} articles, {:.2} incidents, {:.1} values a kilobyte",
        each(mentions),
        each(articles),
        each(incidents),
        each(values)
    )
}
