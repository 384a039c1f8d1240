//! Dependencies point up the table of rooms only, and pure crates say so in their `clippy.toml`.

use std::{fs, path::Path};

use anyhow::{Context, Result};

/// Each room and the rooms that it may use (style.md, "The house"; `ARCHITECTURE.md` carries the table).
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("lexicon", &["text", "model"]),
    ("read", &["text", "model"]),
    ("segment", &["text", "model", "lexicon"]),
    ("extract", &["text", "model", "lexicon"]),
    ("reading", &["text", "model", "lexicon", "read", "segment", "extract"]),
    ("link", &["text", "model", "lexicon"]),
    ("judge", &["model", "lexicon"]),
    ("archive", &["model"]),
    ("export", &["model"]),
    (
        "casebook",
        &["text", "model", "lexicon", "read", "segment", "extract", "reading", "link", "judge", "archive", "export"],
    ),
    ("web", &["casebook", "model", "export", "lexicon"]),
    ("cli", &["reading", "judge", "casebook", "web", "model", "export", "lexicon"]),
];

/// Crates that touch neither disk nor network, clock, environment, threads or randomness.
const PURE: &[&str] = &["text", "model", "lexicon", "read", "segment", "extract", "reading", "link", "judge", "export"];

pub(super) fn breaches(root: &Path) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for entry in fs::read_dir(root.join("crates")).context("cannot list crates/")? {
        let folder = entry?.path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == "testkit" {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(room, _)| *room == name) else {
            breaches
                .push(format!("crates/{name}: not in the table of rooms (xtask/src/rules/arrows.rs, ARCHITECTURE.md)"));
            continue;
        };
        let manifest = fs::read_to_string(folder.join("Cargo.toml"))
            .with_context(|| format!("crates/{name} has no Cargo.toml"))?;
        let normal = manifest.split("[dependencies]").nth(1).unwrap_or_default();
        let normal = normal.split("\n[").next().unwrap_or_default();
        for line in normal.lines().filter_map(|line| line.trim().strip_prefix("jikenbo-")) {
            let used = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if !allowed.contains(&used) {
                breaches.push(format!(
                    "crates/{name}/Cargo.toml: uses `{used}`, which is not above it in the table of rooms"
                ));
            }
        }
        if PURE.contains(&name.as_str()) && !folder.join("clippy.toml").exists() {
            breaches.push(format!("crates/{name}: a pure crate without its clippy.toml"));
        }
    }
    breaches.sort();
    Ok(breaches)
}
