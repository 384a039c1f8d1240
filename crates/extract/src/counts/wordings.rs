//! Tests of the counts as a table (`wordings.tsv`): short notices, each with all that its figures say.

use crate::sample::{article, page, report};

/// What the figures of a notice say, in the form of the table.
fn told(body: &str) -> String {
    let page = page(body);
    let report = report(&page, article(&page, true));
    let counts = report.incidents[0].counts.iter().map(|found| found.value);
    let mut found: Vec<String> = counts
        .map(|count| format!("{} {} {} {}", count.value, count.subject.code(), count.scope.code(), count.bound.code()))
        .collect();
    found.sort();
    found.join("; ")
}

#[test]
fn reads_figures_in_the_wordings_of_the_field() {
    let (mut all, mut wrong) = (0, String::new());
    for line in include_str!("wordings.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (text, expected) = line.rsplit_once('\t').expect("a text and its counts");
        all += 1;
        let found = told(&text.replace("\\n", "\n").replace("\\t", "\t"));
        if found != expected {
            wrong += &format!("{text}\n  wanted {expected}\n  found  {found}\n");
        }
    }
    assert!(wrong.is_empty(), "{} of {all}:\n{wrong}", wrong.lines().count() / 3);
}
