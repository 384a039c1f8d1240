//! Data files of the lexicon: header, one term a line, sorted, no doubles, in normal form.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::Result;
use jikenbo_text::Normalised;

const HEADER: &[&str] = &["# What:", "# Origin:", "# Licence:", "# Form:"];

pub(super) fn breaches(root: &Path) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    let mut folders = vec![root.join("crates/lexicon/data")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "txt") {
                let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
                breaches.extend(of_file(&name, &fs::read_to_string(&path)?));
            }
        }
    }
    breaches.sort();
    Ok(breaches)
}

fn of_file(name: &str, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    for part in HEADER {
        if !text.lines().any(|line| line.starts_with(part)) {
            breaches.push(format!("{name}: the header lacks `{part}`"));
        }
    }
    let mut seen = BTreeSet::new();
    let mut last = "";
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        let number = number + 1;
        let mut columns = line.split('\t');
        let term = columns.next().unwrap_or_default();
        if columns.next().is_none_or(str::is_empty) {
            breaches.push(format!("{name}:{number}: `{term}` has no `seen` column"));
        }
        if Normalised::of(term).text() != term {
            breaches.push(format!("{name}:{number}: normalisation changes `{term}`"));
        }
        if !seen.insert(term) {
            breaches.push(format!("{name}:{number}: `{term}` stands twice"));
        }
        if term < last {
            breaches.push(format!("{name}:{number}: `{term}` is out of order (code points)"));
        }
        last = term;
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "# What: a\n# Origin: b\n# Licence: c\n# Form: d\n";

    #[test]
    fn refuses_what_is_not_in_form() {
        let of = |body: &str| of_file("x.txt", &format!("{HEAD}{body}"));
        assert!(of("ア\tgeneral\nイ\ts01\n").is_empty());
        assert_eq!(of("イ\tgeneral\nア\tgeneral\n").len(), 1);
        assert_eq!(of("ア\tgeneral\nア\tgeneral\n").len(), 1);
        assert_eq!(of("ア\n").len(), 1);
        assert_eq!(of("A\u{FF11}\tgeneral\n").len(), 1);
        assert_eq!(of_file("x.txt", "ア\tgeneral\n").len(), 4);
    }
}
