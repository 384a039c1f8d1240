//! Who suffered, who published and in which trade: a table of wordings and layouts, each read as a page of its own.

use jikenbo_lexicon::Lexicon;
use jikenbo_reading::{Hint, Reading, read};

/// The head line of a page, and its text.
fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("who.txt").split("\n## ").skip(1).filter_map(|page| page.split_once('\n'))
}

/// Names joined in reading order; `-` for none.
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.is_empty() { "-".to_owned() } else { names.join("; ") }
}

fn found(text: &str) -> Vec<String> {
    let Reading { reports, .. } =
        read(text.as_bytes(), &Hint::of_name("who.txt"), Lexicon::full()).expect("a plain text is read");
    let incidents = || reports.iter().flat_map(|report| &report.incidents);
    let publishers = reports.iter().filter_map(|report| report.publisher.as_ref());
    vec![
        joined(incidents().flat_map(|incident| &incident.victims).map(|found| found.value.as_str())),
        joined(publishers.map(|found| found.value.as_str())),
        joined(incidents().filter_map(|incident| incident.sector.as_ref()).map(|found| found.value.code())),
        joined(incidents().flat_map(|incident| &incident.contractors).map(|found| found.value.as_str())),
    ]
}

#[test]
fn names_whoever_suffered_whoever_published_and_whoever_worked_for_them() {
    let mut wrong = Vec::new();
    for (head, text) in pages() {
        for (wanted, found) in head.split('|').map(str::trim).zip(found(text)) {
            if wanted != "?" && wanted != found {
                wrong.push(format!("{head}\n  wanted {wanted}, found {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
