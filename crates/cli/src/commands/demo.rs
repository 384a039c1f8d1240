//! `jikenbo demo`: a casebook of fictional notices in the browser, to look around in.
//!
//! In:   the notices in `samples/`, which are part of the program; they say that they are fictional.
//! Out:  the address, on stdout, once it can be opened. The casebook is temporary and goes with Ctrl-C.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Args;
use jikenbo_casebook::{AddPlan, LARGEST_FILE, Progress, Writer, find_files};

use super::Done;
use crate::failure::{Failure, Stop};
use crate::pages::Reader;
use crate::session::{Session, cores, now};

/// Names of the notices, and their bytes as if saved from the web: texts, HTML, one page in Shift_JIS.
const SAMPLES: &[(&str, &[u8])] = &[
    ("01-ransomware-first.txt", include_bytes!("../../samples/01-ransomware-first.txt")),
    ("02-ransomware-second.txt", include_bytes!("../../samples/02-ransomware-second.txt")),
    ("03-misdelivery-city.txt", include_bytes!("../../samples/03-misdelivery-city.txt")),
    ("04-lost-papers-school.txt", include_bytes!("../../samples/04-lost-papers-school.txt")),
    ("05-web-skimming-shop.html", include_bytes!("../../samples/05-web-skimming-shop.html")),
    ("06-insider-bank.txt", include_bytes!("../../samples/06-insider-bank.txt")),
    ("07-cloud-learning.html", include_bytes!("../../samples/07-cloud-learning.html")),
    ("08-stolen-pc-university.txt", include_bytes!("../../samples/08-stolen-pc-university.txt")),
    ("09-usb-hospital.html", include_bytes!("../../samples/09-usb-hospital.html")),
    ("10-list-attack-store.txt", include_bytes!("../../samples/10-list-attack-store.txt")),
    ("11-emotet-association.txt", include_bytes!("../../samples/11-emotet-association.txt")),
    ("12-publication-town.txt", include_bytes!("../../samples/12-publication-town.txt")),
    ("13-vulnerability-broadcaster.txt", include_bytes!("../../samples/13-vulnerability-broadcaster.txt")),
    ("14-digest.txt", include_bytes!("../../samples/14-digest.txt")),
    ("15-contractor-print.txt", include_bytes!("../../samples/15-contractor-print.txt")),
    ("16-client-town.txt", include_bytes!("../../samples/16-client-town.txt")),
    ("17-client-city.txt", include_bytes!("../../samples/17-client-city.txt")),
];

/// Options of `demo`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jikenbo demo\n  jikenbo demo --listen 127.0.0.1:9000")]
pub(crate) struct Options {
    /// Address on this machine; port 0 takes any that is free.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
}

/// Makes the casebook and serves it until Ctrl-C.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    let words = session.words;
    let listener = super::serve::listen(options.listen)?;
    let address = listener.local_addr().unwrap_or(options.listen);
    let folder = tempfile::Builder::new().prefix("jikenbo-demo-").tempdir().map_err(|error| {
        Stop::from(Failure::io("the temporary casebook cannot be made", &std::env::temp_dir(), &error))
    })?;
    let casebook = folder.path().join("casebook");
    let pages = folder.path().join("samples");
    let written = std::fs::create_dir(&pages)
        .and_then(|()| SAMPLES.iter().try_for_each(|(name, bytes)| std::fs::write(pages.join(name), bytes)));
    written.map_err(|error| Failure::io("the temporary casebook cannot be made", &pages, &error))?;

    let inputs = find_files(&[pages], None);
    let plan = AddPlan { now: now(), largest: LARGEST_FILE, threads: cores() };
    let mut left_out = |progress: Progress| {
        if let Progress::Skipped { place, refusal } = progress {
            Failure::from(refusal.clone()).at(place).print_as_skipped(words);
        }
    };
    let tally = Writer::open(&casebook, &Reader)?.add(&inputs.files, plan, &mut left_out)?;

    let ready = || {
        let query = if words.0 == jikenbo_lexicon::Language::English { "?lang=en" } else { "" };
        let about = "{} fictional notices, {} cases; the casebook is temporary and goes when the program ends";
        eprintln!("{}", words.say_with(about, &[&tally.added, &tally.new_cases]));
        let open = words.say_with("open http://{}/ in the browser; Ctrl-C ends", &[&address]);
        let open = open.replace(&format!("{address}/"), &format!("{address}/{query}"));
        // Whether anyone reads the address or not, it is served.
        let _ = writeln!(io::stdout(), "{open}").and_then(|()| io::stdout().flush());
    };
    let served = jikenbo_web::serve(&casebook, listener, ready);
    drop(folder);
    match served {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(jikenbo_web::Error::Casebook(error)) => Err(error.into()),
        Err(error) => {
            let failure = Failure::new(error.to_string(), error.why(), error.hint());
            Err(failure.at(error.place()).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_a_page_and_says_that_it_is_fictional() {
        for (name, bytes) in SAMPLES {
            let hint = jikenbo_reading::Hint::of_name(name);
            let reading = jikenbo_reading::read(*bytes, &hint, jikenbo_lexicon::Lexicon::full());
            let reading = reading.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(reading.page.text.contains("これは架空の文書です"), "{name}");
            let incidents: usize = reading.reports.iter().map(|report| report.incidents.len()).sum();
            assert!(incidents > 0, "{name} tells of no incident");
        }
    }

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/samples")).unwrap();
        let mut files: Vec<_> = folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        assert_eq!(files, SAMPLES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
}
