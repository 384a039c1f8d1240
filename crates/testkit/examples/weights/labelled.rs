//! The labelled reports with their cases and events.
//!
//! In:   `gold/{dev,synthetic}`: records, and `cases.jsonl` (form: `docs/labels.md`).
//! Out:  reports that stand in a labelled case.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use jikenbo_export::ArticleRecord;
use serde_json::{Value, json};

use crate::estimate::World;

/// Reads what is labelled; with `extracted`, the labels with the records of that file.
pub(crate) fn read(gold: &Path, extracted: Option<&Path>) -> Result<World, Box<dyn Error>> {
    let mut records: Vec<ArticleRecord> = Vec::new();
    let mut cases: BTreeMap<(String, u64, u64), (String, String)> = BTreeMap::new();
    for set in ["dev", "synthetic"] {
        let mut files: Vec<_> = fs::read_dir(gold.join(set))?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        let read = |file: &&std::path::PathBuf| extracted.is_none() || file.ends_with("cases.jsonl");
        let files = files.iter().filter(read).map(std::path::PathBuf::as_path);
        for file in files
            .chain(extracted.filter(|_| set == "dev"))
            .filter(|file| file.extension().is_some_and(|end| end == "jsonl"))
        {
            let text = fs::read_to_string(file)?;
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let mut value: Value = serde_json::from_str(line)?;
                if file.ends_with("cases.jsonl") {
                    let case = value["case"].as_str().unwrap_or_default().to_owned();
                    let event = value["root"].as_str().map_or_else(|| case.clone(), str::to_owned);
                    let reports = value["reports"].as_array().cloned().unwrap_or_default();
                    for report in reports.iter().filter(|report| report["role"] != "mention") {
                        let key = (
                            report["file"].as_str().unwrap_or_default().to_owned(),
                            report["start_line"].as_u64().unwrap_or_default(),
                            report["incident"].as_u64().unwrap_or_default(),
                        );
                        cases.insert(key, (case.clone(), event.clone()));
                    }
                } else {
                    if let Some(fields) = value.as_object_mut() {
                        fields.entry("schema_version").or_insert(json!(1));
                    }
                    records.push(serde_json::from_value(value)?);
                }
            }
        }
    }
    let mut on_page: BTreeMap<&str, u32> = BTreeMap::new();
    for record in &records {
        *on_page.entry(&record.file).or_default() += 1;
    }
    let mut world = World::default();
    let mut numbers: BTreeMap<String, u64> = BTreeMap::new();
    for record in &records {
        let place = format!("{}:{}", record.file, record.id);
        let told = jikenbo_casebook::told(&place, record, &record.incidents, on_page[record.file.as_str()]);
        for (incident, told) in told.into_iter().enumerate() {
            let line = record.start_line.map_or(0, u64::from);
            let Some((case, event)) = cases.get(&(record.file.clone(), line, incident as u64)) else { continue };
            let mut number = |name: &String| {
                let next = numbers.len() as u64;
                *numbers.entry(name.clone()).or_insert(next)
            };
            world.event.push(number(event));
            world.case.push(number(case));
            world.told.push(told);
        }
    }
    Ok(world)
}
