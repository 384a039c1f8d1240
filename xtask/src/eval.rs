//! The extraction scored against the reference labels.
//!
//! Scorers, labels and the real pages lie in `../shared` (absent on a machine of a user); the fictional pages and their labels also
//! lie in `eval/` of the repository, so that CI runs them with a floor. The sets of examiners who had not seen the rules
//! (`eval/corpus/blind-*`) have a column of their own and no floor; so have those that were opened afterwards to mend the rules
//! (`eval/corpus/opened-*`).

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use anyhow::{Context, Result, bail, ensure};

/// Least mean of the core fields on the fictional pages in `eval/`; a change that falls below is refused.
const FLOOR: f64 = 0.90;
/// A page set: name, labels, folders of pages.
struct Set {
    name: &'static str,
    labels: Vec<String>,
    folders: Vec<String>,
}

/// Scores all page sets that are there and prints one table.
pub(crate) fn run(root: &Path, options: &[&str]) -> Result<()> {
    let shared = root.join("../shared");
    ensure!(
        shared.join("eval/score.py").exists(),
        "the scorers are not there: ../shared/eval/score.py (skipping needs no flag: CI runs `cargo xtask test`)"
    );
    let errors = options.iter().position(|option| *option == "--errors").and_then(|at| options.get(at + 1)).copied();
    let mut table: BTreeMap<String, BTreeMap<&'static str, String>> = BTreeMap::new();
    let mut sets = sets(&shared);
    for name in ["opened", "blind"] {
        sets.extend(Some(examination(root, name)?).filter(|set| !set.labels.is_empty()));
    }
    if options.contains(&"--folds") {
        return folds(root, &shared, &sets);
    }
    if options.contains(&"--all") {
        sets.truncate(1);
    }
    build(root)?;
    for set in &sets {
        let rows = score(root, &shared, set, None, errors)?;
        for (row, value) in rows {
            table.entry(row).or_default().insert(set.name, value);
        }
    }
    let names: Vec<&str> = sets.iter().map(|set| set.name).collect();
    println!("{:44} {}", "field", names.join("  "));
    for (row, values) in &table {
        let cells: Vec<String> = names
            .iter()
            .map(|name| format!("{:>width$}", values.get(name).map_or("-", String::as_str), width = name.len()))
            .collect();
        println!("{row:44} {}", cells.join("  "));
    }
    Ok(())
}

/// The evaluation of CI: the fictional pages of the repository, with a floor.
pub(crate) fn floor(root: &Path) -> Result<()> {
    let scorer = root.join("eval/score.py");
    if !scorer.exists() {
        bail!("eval/score.py is missing from the repository");
    }
    let python = Command::new("python3").arg("--version").output().is_ok_and(|out| out.status.success());
    if !python {
        eprintln!("note: the evaluation is skipped: python3 is missing");
        return Ok(());
    }
    build(root)?;
    let set = Set {
        name: "fictional",
        labels: labels_in(&root.join("eval/gold"))?
            .into_iter()
            .filter(|labels| !["opened", "blind"].iter().any(|name| is_of(Path::new(labels), name)))
            .collect(),
        folders: ["synthetic", "synthetic-digests", "synthetic-events"]
            .iter()
            .map(|folder| root.join("eval/corpus").join(folder).display().to_string())
            .collect(),
    };
    let rows = score(root, root, &set, None, None)?;
    let mean: f64 = rows.get("MEAN of core F1").context("the scorer gave no mean")?.parse()?;
    let grounded: f64 = rows.get("groundedness").context("the scorer gave no groundedness")?.parse()?;
    eprintln!("== evaluation on the fictional pages: core F1 {mean:.3} (floor {FLOOR}), groundedness {grounded:.3}");
    ensure!(mean >= FLOOR, "core F1 on the fictional pages fell to {mean:.3}, below the floor of {FLOOR}");
    ensure!(grounded == 1.0, "{:.1} % of the values lack their words", (1.0 - grounded) * 100.0);
    Ok(())
}

/// Measures on the unseen pages how often each rule is right and writes the table that `export` prints as confidence: pages with
/// which the rules were written would make it too high.
pub(crate) fn calibrate(root: &Path) -> Result<()> {
    build(root)?;
    let all = &examination(root, "blind")?;
    score(root, root, all, None, None)?;
    let output = Command::new("python3")
        .arg(root.join("eval/calibrate.py"))
        .arg(all.labels.join(","))
        .arg(root.join("target/eval").join(all.name).with_extension("jsonl"))
        .arg("--write")
        .arg(root.join("crates/export/data/confidence.tsv"))
        .output()
        .context("python3 did not start")?;
    ensure!(output.status.success(), "the calibration failed: {}", String::from_utf8_lossy(&output.stderr));
    print!("{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}

fn sets(shared: &Path) -> Vec<Set> {
    let at = |path: &str| shared.join(path).display().to_string();
    let synthetic = ["singles", "digests", "events"].map(|name| at(&format!("gold/synthetic/{name}.jsonl"))).to_vec();
    let dev = ["000", "003", "004"].map(|name| at(&format!("gold/dev/{name}.jsonl"))).to_vec();
    let folders =
        vec![at("corpus"), at("corpus/synthetic"), at("corpus/synthetic-digests"), at("corpus/synthetic-events")];
    let all = dev.iter().chain(&synthetic).cloned().collect();
    vec![
        Set { name: "together", labels: all, folders: folders.clone() },
        Set { name: "dev", labels: dev, folders: folders.clone() },
        Set { name: "synthetic", labels: synthetic.clone(), folders: folders.clone() },
        Set { name: "singles", labels: vec![synthetic[0].clone()], folders: folders.clone() },
        Set { name: "digests", labels: vec![synthetic[1].clone()], folders: folders.clone() },
        Set { name: "events", labels: vec![synthetic[2].clone()], folders },
    ]
}

/// The pages of examiners who had not seen the rules: `blind` ones nobody has opened since, `opened` ones taught rules afterwards.
fn examination(root: &Path, name: &'static str) -> Result<Set> {
    let labels: Vec<String> =
        labels_in(&root.join("eval/gold"))?.into_iter().filter(|labels| is_of(Path::new(labels), name)).collect();
    let folders = labels
        .iter()
        .filter_map(|labels| Path::new(labels).file_stem())
        .map(|name| root.join("eval/corpus").join(name).display().to_string())
        .collect();
    Ok(Set { name, labels, folders })
}

fn is_of(labels: &Path, examination: &str) -> bool {
    labels
        .file_name()
        .is_some_and(|name| name.to_string_lossy().strip_prefix(examination).is_some_and(|rest| rest.starts_with('-')))
}

fn labels_in(folder: &Path) -> Result<Vec<String>> {
    let mut labels: Vec<String> = fs::read_dir(folder)
        .with_context(|| format!("cannot list {}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl") && !path.ends_with("cases.jsonl"))
        .map(|path| path.display().to_string())
        .collect();
    labels.sort();
    Ok(labels)
}

fn build(root: &Path) -> Result<()> {
    crate::test::cargo(root, &["build", "--quiet", "--package", "jikenbo"])
}

/// Runs the extraction over the pages of a set and the scorer over what came out: row → F1 or accuracy.
fn score(
    root: &Path,
    shared: &Path,
    set: &Set,
    without: Option<&str>,
    errors: Option<&str>,
) -> Result<BTreeMap<String, String>> {
    let files = files_of(set)?;
    let scratch = root.join("target/eval");
    fs::create_dir_all(&scratch)?;
    let records = scratch.join(format!("{}.jsonl", set.name));
    let target = std::env::var("CARGO_TARGET_DIR").map_or_else(|_| root.join("target"), Into::into);
    let mut command = Command::new(target.join("debug/jikenbo"));
    command.arg("extract").args(["--format", "jsonl"]).arg("--pages-out").arg(&scratch);
    if let Some(source) = without {
        command.args(["--without-source", source]);
    }
    let output = command.args(&files).output().context("target/debug/jikenbo did not start")?;
    ensure!(output.status.success(), "the extraction failed: {}", String::from_utf8_lossy(&output.stderr));
    fs::write(&records, &output.stdout)?;
    let pages = format!("{},{}", set.folders.join(","), scratch.display());
    let scorer = |more: &[&str]| {
        Command::new("python3")
            .arg(shared.join("eval/score.py"))
            .arg(set.labels.join(","))
            .arg(&records)
            .args(["--pages", &pages])
            .args(more)
            .output()
            .context("python3 did not start")
    };
    if let Some(errors) = errors {
        println!("{}", String::from_utf8_lossy(&scorer(&["--errors", errors])?.stdout));
    }
    let output = scorer(&["--json"])?;
    ensure!(output.status.success(), "the scorer failed: {}", String::from_utf8_lossy(&output.stderr));
    let rows: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&output.stdout)?;
    Ok(rows
        .into_iter()
        .filter_map(|(row, value)| {
            let figure = value.get("f1").or_else(|| value.get("acc"))?.as_f64()?;
            Some((row, format!("{figure:.3}")))
        })
        .collect())
}

/// The pages that the labels of a set name, each once.
fn files_of(set: &Set) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for labels in &set.labels {
        let text = fs::read_to_string(labels).with_context(|| format!("cannot read {labels}"))?;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let label: serde_json::Value =
                serde_json::from_str(line).with_context(|| format!("{labels} holds no JSON lines"))?;
            let file = label["file"].as_str().context("a label names no file")?;
            let found = set.folders.iter().map(|folder| Path::new(folder).join(file)).find(|path| path.exists());
            let path =
                found.with_context(|| format!("the page {file} of {labels} is not there"))?.display().to_string();
            if !files.contains(&path) {
                files.push(path);
            }
        }
    }
    Ok(files)
}

/// Leaves out each source together with the terms that only it taught, and scores it.
fn folds(root: &Path, shared: &Path, sets: &[Set]) -> Result<()> {
    build(root)?;
    let all = &sets[0];
    let seen: f64 = score(root, shared, all, None, None)?["MEAN of core F1"].parse()?;
    let mut unseen = Vec::new();
    let mut by_stem: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let scratch = root.join("target/eval/folds");
    fs::create_dir_all(&scratch)?;
    for labels in &all.labels {
        for line in fs::read_to_string(labels)?.lines().filter(|line| !line.trim().is_empty()) {
            let label: serde_json::Value = serde_json::from_str(line)?;
            let file = label["file"].as_str().context("a label names no file")?;
            let stem = file.split(['.', '_']).next().unwrap_or(file).to_owned();
            by_stem.entry(stem).or_default().push(line.to_owned());
        }
    }
    for (stem, lines) in &by_stem {
        let labels = scratch.join(format!("{stem}.gold.jsonl"));
        fs::write(&labels, lines.join("\n"))?;
        let set = Set { name: "fold", labels: vec![labels.display().to_string()], folders: all.folders.clone() };
        score(root, shared, &set, Some(stem), None)?;
        let records = fs::read_to_string(root.join("target/eval/fold.jsonl"))?;
        unseen.push(records);
    }
    let records = root.join("target/eval/folds.jsonl");
    fs::write(&records, unseen.concat())?;
    let pages = format!("{},{}", all.folders.join(","), root.join("target/eval").display());
    let output = Command::new("python3")
        .arg(shared.join("eval/score.py"))
        .arg(all.labels.join(","))
        .arg(&records)
        .args(["--pages", &pages, "--json"])
        .output()?;
    let rows: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&output.stdout)?;
    let folded = rows["MEAN of core F1"]["f1"].as_f64().context("the scorer gave no mean")?;
    println!(
        "core F1, {} sources: seen {seen:.3}, each left out with the terms that only it taught {folded:.3}, gap {:.3}",
        by_stem.len(),
        seen - folded
    );
    Ok(())
}
