//! Runs the worked examples in `specs/`: each text gives exactly the findings that stand below it.
//!
//! A block opens with the kinds of findings that it shows (```` ```text count victim ````); each finding is a line
//! `=> kind value  「quote」  rule`. `UPDATE=1` writes what is found today; the diff is reviewed.

#![expect(clippy::disallowed_methods, reason = "the examples are files of the repository")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use jikenbo_lexicon::Lexicon;
use jikenbo_model::{ByteRange, Found, Incident, OtherName, Page, Report};
use jikenbo_reading::{Hint, read};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs")
}

fn files() -> Vec<PathBuf> {
    let stages = fs::read_dir(folder()).expect("the examples are there").map(|entry| entry.expect("a folder").path());
    let mut files: Vec<PathBuf> = stages
        .filter(|path| path.is_dir())
        .flat_map(|stage| fs::read_dir(stage).expect("a folder of examples"))
        .map(|entry| entry.expect("an example").path())
        .collect();
    files.sort();
    files
}

/// One finding: kind, value, quote, rule.
struct Finding(&'static str, String, String, &'static str);

impl Finding {
    fn line(&self) -> String {
        format!("=> {} {}  「{}」  {}", self.0, self.1, self.2.replace('\n', "⏎"), self.3)
    }
}

fn quote(page: &Page, range: ByteRange) -> String {
    range.of(&page.text).to_owned()
}

fn findings(page: &Page, report: &Report) -> Vec<Finding> {
    let mut found = Vec::new();
    let article = &report.article;
    if let Some(at) = article.title_range {
        let lines = article.lines.map_or(String::new(), |(first, last)| format!(" lines {first}-{last}"));
        found.push(Finding("article", format!("{}{lines}", article.kind.code()), quote(page, at), "segment"));
    }
    let mut one = |kind, value: String, evidence: &[ByteRange], rule| {
        found.push(Finding(kind, value, quote(page, evidence[0]), rule));
    };
    let mut names = |kind, names: &[Found<String>]| {
        for name in names {
            one(kind, name.value.clone(), &name.evidence, name.rule);
        }
    };
    names("publisher", report.publisher.as_slice());
    for Incident { victims, contractors, malware, vulnerabilities, prefecture, .. } in &report.incidents {
        names("victim", victims);
        names("contractor", contractors);
        names("prefecture", prefecture.as_slice());
        names("malware", malware);
        names("vulnerability", vulnerabilities);
    }
    for it in &report.other_names {
        let OtherName { of, name, kind, since } = &it.value;
        let since = since.map_or(String::new(), |since| format!(" since {since}"));
        one("name", format!("{of}: {kind} {name}{since}"), &it.evidence, it.rule);
    }
    if let Some(day) = &report.published_on {
        one("published", day.value.to_string(), &day.evidence, day.rule);
    }
    for incident in &report.incidents {
        if let Some(it) = &incident.sector {
            one("sector", it.value.code().to_owned(), &it.evidence, it.rule);
        }
        for it in &incident.causes {
            one("cause", it.value.code().to_owned(), &it.evidence, it.rule);
        }
        for it in &incident.consequences {
            one("consequence", format!("{} {}", it.value.kind.code(), it.value.realis.code()), &it.evidence, it.rule);
        }
        for it in &incident.data_types {
            one("data", format!("{} {}", it.value.code.code(), it.value.realis.code()), &it.evidence, it.rule);
        }
        for (index, it) in incident.counts.iter().enumerate() {
            let count = it.value;
            let headline = if incident.headline == Some(index) { " headline" } else { "" };
            let (subject, scope) = (count.subject.code(), count.scope.code());
            let (bound, realis) = (count.bound.code(), count.realis.code());
            let value = format!("{} {subject} {scope} {bound} {realis}{headline}", count.value);
            one("count", value, &it.evidence, it.rule);
        }
        for it in &incident.events {
            let event = it.value;
            let date = event.date.map_or("?".to_owned(), |date| date.to_string());
            let end = event.end.map_or(String::new(), |end| format!("..{end}"));
            let time = event.time.map_or(String::new(), |time| format!(" {time}"));
            one("event", format!("{} {date}{end}{time}", event.kind.code()), &it.evidence, it.rule);
        }
        for it in &incident.authorities {
            one("authority", it.value.code().to_owned(), &it.evidence, it.rule);
        }
        if let Some(it) = &incident.protection {
            one("protection", it.value.code().to_owned(), &it.evidence, it.rule);
        }
        if let Some(it) = &incident.secondary_damage {
            one("damage", it.value.code().to_owned(), &it.evidence, it.rule);
        }
        for it in &incident.responses {
            one("response", it.value.code().to_owned(), &it.evidence, it.rule);
        }
        for it in &incident.preventions {
            one("prevention", it.value.code().to_owned(), &it.evidence, it.rule);
        }
        for doubt in &incident.doubts {
            one("doubt", doubt.why.to_owned(), &[doubt.at], doubt.why);
        }
    }
    found
}

/// The findings of a text, of the kinds asked for.
fn lines(text: &str, kinds: &[&str]) -> Vec<String> {
    let reading = read(text.as_bytes(), &Hint::of_name("example.txt"), Lexicon::full()).expect("an example is text");
    let found = reading.reports.iter().flat_map(|report| findings(&reading.page, report));
    found.filter(|finding| kinds.contains(&finding.0)).map(|finding| finding.line()).collect()
}

/// The file with the findings of today.
fn renewed(file: &str) -> String {
    let mut out = String::new();
    let mut block: Option<(Vec<&str>, String)> = None;
    for line in file.lines() {
        if let Some((kinds, text)) = &mut block {
            if line == "```" {
                out += text;
                for found in lines(text, kinds) {
                    out += &found;
                    out.push('\n');
                }
                block = None;
            } else {
                if !line.starts_with("=> ") {
                    text.push_str(line);
                    text.push('\n');
                }
                continue;
            }
        } else if let Some(kinds) = line.strip_prefix("```text ") {
            block = Some((kinds.split_whitespace().collect(), String::new()));
        }
        out += line;
        out.push('\n');
    }
    out
}

#[test]
fn every_example_gives_what_stands_below_it() {
    let update = env::var_os("UPDATE").is_some();
    let mut differ = String::new();
    for path in files() {
        let file = fs::read_to_string(&path).expect("an example is UTF-8");
        let today = renewed(&file);
        if update {
            fs::write(&path, &today).expect("the example can be written");
        } else if today != file {
            for (old, new) in file.lines().zip(today.lines()).filter(|(old, new)| old != new).take(3) {
                differ += &format!("{}:\n  stands: {old}\n  found:  {new}\n", path.display());
            }
            if file.lines().count() != today.lines().count() {
                differ += &format!("{}: another number of findings\n", path.display());
            }
        }
    }
    assert!(differ.is_empty(), "\n{differ}UPDATE=1 renews them; review the diff");
}

#[test]
fn the_examples_show_every_kind_of_finding() {
    let shown: BTreeSet<String> = files()
        .iter()
        .flat_map(|path| {
            let file = fs::read_to_string(path).expect("an example is UTF-8");
            file.lines()
                .filter_map(|line| Some(line.strip_prefix("=> ")?.split(' ').next()?.to_owned()))
                .collect::<Vec<_>>()
        })
        .collect();
    for kind in [
        "article",
        "publisher",
        "published",
        "victim",
        "contractor",
        "name",
        "sector",
        "prefecture",
        "cause",
        "consequence",
        "data",
        "count",
        "event",
        "authority",
        "protection",
        "damage",
        "response",
        "prevention",
        "malware",
        "vulnerability",
    ] {
        assert!(shown.contains(kind), "no example shows a {kind}");
    }
}
