//! Every source file opens with what it is for.

use std::{fs, path::Path};

use anyhow::Result;

pub(super) fn breaches(root: &Path) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    let mut folders = vec![root.join("crates"), root.join("xtask"), root.join("fuzz")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "target") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path)?;
                let shown = path.strip_prefix(root).unwrap_or(&path).display().to_string();
                let opens = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("#!"));
                if !opens.is_some_and(|line| line.starts_with("//!")) {
                    breaches.push(format!("{shown}: does not open with a `//!` line that says what it is for"));
                }
            }
        }
    }
    breaches.sort();
    Ok(breaches)
}
