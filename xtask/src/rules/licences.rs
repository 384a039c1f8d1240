//! Licences of all dependencies are on the list.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};

/// Licences that go with MIT OR Apache-2.0 in a program that is handed on.
const ALLOWED: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "Unlicense",
    "CC0-1.0",
    "MPL-2.0",
    "0BSD",
    "BSL-1.0",
    "MIT-0",
];

pub(super) fn breaches(root: &Path) -> Result<Vec<String>> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .context("cargo metadata did not start")?;
    ensure!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let mut breaches = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        match package["license"].as_str() {
            Some(licence) if is_allowed(licence) => {}
            Some(licence) => breaches.push(format!("dependency {name}: its licence `{licence}` is not on the list")),
            None => breaches.push(format!("dependency {name}: it names no licence")),
        }
    }
    breaches.sort();
    Ok(breaches)
}

/// Whether an SPDX expression can be met with the list: one branch of every OR, all parts of every AND.
fn is_allowed(expression: &str) -> bool {
    let flat = expression.replace(['(', ')'], " ");
    // Parentheses in the wild only group ORs of listed licences, so reading AND as the weaker link is safe.
    flat.split(" AND ")
        .all(|part| part.split(" OR ").flat_map(|one| one.split('/')).any(|one| ALLOWED.contains(&one.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_spdx_expressions() {
        assert!(is_allowed("MIT OR Apache-2.0"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(is_allowed("Unlicense/MIT"));
        assert!(!is_allowed("AGPL-3.0"));
        assert!(!is_allowed("MIT AND GPL-3.0"));
    }
}
