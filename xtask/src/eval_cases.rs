//! Linking scored against the reference cases: from the reference records, and from the records as extracted.
//!
//! In:   `../shared/gold/{dev,synthetic}`, or `eval/gold` of the repository where there is no `../shared`.
//! Out:  the table of `score_cases.py` for each; the cases themselves under `target/eval/`.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use anyhow::{Context, Result, ensure};
use jikenbo_export::ArticleRecord;
use jikenbo_link::{Linked, link};
use serde_json::{Value, json};

/// Scores linking; `options` go to the scorer (`--errors N`).
pub(crate) fn run(root: &Path, options: &[&str]) -> Result<()> {
    let shared = root.join("../shared");
    ensure!(shared.join("eval/score_cases.py").exists(), "the scorers are not there: ../shared/eval/score_cases.py");
    let out = root.join("target/eval");
    fs::create_dir_all(&out)?;
    let golds = ["dev", "synthetic"].map(|set| shared.join("gold").join(set));
    let mut labels = Vec::new();
    for folder in &golds {
        let mut files: Vec<_> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        labels.extend(files.into_iter().filter(|file| {
            file.extension().is_some_and(|end| end == "jsonl")
                && file.file_name().is_none_or(|name| name != "cases.jsonl")
        }));
    }
    let cases: Vec<String> = golds.iter().map(|folder| folder.join("cases.jsonl").display().to_string()).collect();

    let mut records = Vec::new();
    for file in &labels {
        records.extend(read(&fs::read_to_string(file)?)?);
    }
    score(root, &shared, &cases, "reference", &records, &out, options)?;

    let corpus = shared.join("corpus");
    let program = root.join(std::env::var("CARGO_TARGET_DIR").unwrap_or("target".into())).join("debug/jikenbo");
    let status = Command::new("cargo").args(["build", "--quiet", "-p", "jikenbo"]).current_dir(root).status()?;
    ensure!(status.success(), "jikenbo does not compile");
    let extracted = Command::new(&program).args(["extract", "--format", "jsonl"]).arg(&corpus).output()?;
    let text = String::from_utf8(extracted.stdout).context("records are UTF-8")?;
    score(root, &shared, &cases, "extracted", &read(&text)?, &out, options)
}

fn read(lines: &str) -> Result<Vec<ArticleRecord>> {
    let lines = lines.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let mut value: Value = serde_json::from_str(line)?;
            let fields = value.as_object_mut().context("a record is an object")?;
            fields.entry("schema_version").or_insert(json!(1));
            Ok(serde_json::from_value(value)?)
        })
        .collect()
}

fn score(
    root: &Path,
    shared: &Path,
    gold: &[String],
    name: &str,
    records: &[ArticleRecord],
    out: &Path,
    options: &[&str],
) -> Result<()> {
    let mut on_page: BTreeMap<&str, u32> = BTreeMap::new();
    for record in records {
        *on_page.entry(&record.file).or_default() += 1;
    }
    let mut told = Vec::new();
    let mut places = Vec::new();
    for record in records {
        let place = format!("{}:{}", record.file, record.id);
        let one = jikenbo_casebook::told(&place, record, &record.incidents, on_page[record.file.as_str()]);
        places.extend((0..one.len()).map(|index| (record, index)));
        told.extend(one);
    }
    let file = out.join(format!("cases-{name}.jsonl"));
    fs::write(&file, lines(&link(told, &[]), &places))?;
    println!("== from the records: {name}");
    let status = Command::new("python3")
        .arg(shared.join("eval/score_cases.py"))
        .arg(gold.join(","))
        .arg(&file)
        .args(options)
        .current_dir(root)
        .status()?;
    ensure!(status.success(), "the scorer failed");
    Ok(())
}

fn lines(linked: &Linked, places: &[(&ArticleRecord, usize)]) -> String {
    let mut text = String::new();
    for (id, case) in linked.cases.iter().enumerate() {
        let reports: Vec<Value> = case
            .reports
            .iter()
            .map(|(report, role)| {
                let (record, incident) = places[*report];
                json!({"file": record.file, "start_line": record.start_line, "incident": incident, "role": role.code()})
            })
            .collect();
        let contradictions: Vec<Value> =
            case.contradictions.iter().map(|x| json!({"field": x.field, "values": x.values})).collect();
        let changes: Vec<Value> =
            case.changes.iter().map(|x| json!({"field": x.field, "old": x.old, "new": x.new})).collect();
        let line = json!({
            "id": id.to_string(), "root": case.root.map(|root| root.to_string()), "reports": reports,
            "contradictions": contradictions, "changes": changes,
        });
        text.push_str(&line.to_string());
        text.push('\n');
    }
    text
}
