//! `jikenbo extract`: pages in, records out, nothing stored.

use std::{fs, io::Write, process::ExitCode};

use anyhow::{Context, Result};
use jikenbo_export::ArticleRecord;
use jikenbo_lexicon::Lexicon;
use jikenbo_reading::Hint;

use crate::args::ExtractOptions;

/// Reads every page and prints its records; a page that cannot be read is listed and the rest is done.
pub(crate) fn run(options: &ExtractOptions) -> Result<ExitCode> {
    let filtered;
    let lexicon = if options.without_source.is_empty() {
        Lexicon::full()
    } else {
        let sources: Vec<&str> = options.without_source.iter().map(String::as_str).collect();
        filtered = Lexicon::without(&sources);
        &filtered
    };
    if let Some(folder) = &options.pages_out {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut skipped = 0;
    for root in &options.paths {
        for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    eprintln!("skipped: {error}");
                    skipped += 1;
                    continue;
                }
            };
            if !entry.file_type().is_file() {
                continue;
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            let outcome = fs::read(entry.path())
                .map_err(anyhow::Error::from)
                .and_then(|bytes| Ok(jikenbo_reading::read(bytes, &Hint::of_name(&name), lexicon)?));
            let reading = match outcome {
                Ok(reading) => reading,
                Err(error) => {
                    eprintln!("skipped: {}: {error}", entry.path().display());
                    skipped += 1;
                    continue;
                }
            };
            if let Some(folder) = &options.pages_out
                && !name.ends_with(".txt")
            {
                fs::write(folder.join(format!("{name}.txt")), &reading.page.text)?;
            }
            for (index, report) in reading.reports.iter().enumerate() {
                serde_json::to_writer(&mut out, &ArticleRecord::of(report, &reading.page, &name, index + 1))?;
                out.write_all(b"\n")?;
            }
        }
    }
    out.flush()?;
    Ok(if skipped == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
