//! Distinct pages without end, for measurements: the project's fictional pages, each time with other organisations, figures, dates and
//! sentences.
//!
//! In:   `eval/corpus` (text pages) and the names in `eval/gold`; a seed and a number.
//! Out:  a page, always the same for the same seed and number.
//!
//! The pages read like notices and are laid out like them, but nobody wrote their labels: they measure speed, not quality.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::names::{Letters, core};
use crate::{Random, numbers};

/// Sentences left out, of a hundred.
const LEFT_OUT: u64 = 10;
/// Sentences after which one of another page is put in, of a hundred.
const PUT_IN: u64 = 25;
/// Sentences after which one without a figure is put in, and after it another one, and so on, of a hundred. The fictional pages are
/// short and tell little but facts; real pages hold three times as much text for an incident.
const PLAIN: u64 = 77;
/// Characters of a sentence that may be put in.
const MOVABLE: std::ops::RangeInclusive<usize> = 15..=140;

/// The pages that others are made of.
#[derive(Debug)]
pub struct Stock {
    pages: Vec<String>,
    sentences: Vec<String>,
    /// Those of them that hold no figure.
    plain: Vec<String>,
    /// Names of organisations, longest first.
    names: Vec<String>,
    letters: Letters,
}

impl Stock {
    /// Takes the fictional pages of the repository whose root this is.
    ///
    /// # Errors
    /// If they are not there.
    pub fn load(root: &Path) -> io::Result<Self> {
        let mut pages = Vec::new();
        for path in files(&root.join("eval/corpus"), "txt")? {
            // Pages in Shift_JIS and EUC-JP are left to the tests of `read`.
            pages.extend(String::from_utf8(fs::read(path)?).ok());
        }
        let mut names = BTreeSet::new();
        for path in files(&root.join("eval/gold"), "jsonl")? {
            for line in fs::read_to_string(path)?.lines() {
                let label: serde_json::Value = serde_json::from_str(line).map_err(io::Error::other)?;
                let incidents = label["incidents"].as_array().map(Vec::as_slice).unwrap_or_default();
                for name in
                    incidents.iter().flat_map(|incident| ["victims", "contractors"].map(|field| &incident[field]))
                {
                    let found = name.as_array().map(Vec::as_slice).unwrap_or_default();
                    names.extend(found.iter().filter_map(|name| name.as_str().map(str::to_owned)));
                }
            }
        }
        let lines = pages.iter().flat_map(|page| page.lines());
        let sentences = lines.flat_map(|line| line.split_inclusive('。')).filter(|sentence| {
            sentence.ends_with('。')
                && MOVABLE.contains(&sentence.chars().count())
                && !sentence.starts_with([' ', '　', '※'])
        });
        let sentences: Vec<String> = sentences.map(str::to_owned).collect();
        let plain = sentences.iter().filter(|sentence| !sentence.contains(char::is_numeric)).cloned().collect();
        let mut names: Vec<String> = names.into_iter().filter(|name| core(name).chars().count() >= 2).collect();
        names.sort_by_key(|name| (std::cmp::Reverse(core(name).len()), name.clone()));
        let letters = Letters::of(names.iter().map(String::as_str));
        Ok(Self { pages, sentences, plain, names, letters })
    }

    /// Page number `number` of this seed.
    pub fn page(&self, seed: u64, number: u64) -> String {
        let mut random = Random::of(seed, number);
        let mut text = self.shuffled(random.one(&self.pages).as_str(), &mut random.clone());
        for name in &self.names {
            if text.contains(core(name)) {
                let other = self.letters.other(name, &mut random);
                text = text.replace(core(name), core(&other));
            }
        }
        numbers::vary(&text, &mut random)
    }

    /// The page with some sentences fewer and some of other pages.
    fn shuffled(&self, page: &str, random: &mut Random) -> String {
        let mut text = String::with_capacity(page.len() * 5 / 4);
        for line in page.split_inclusive('\n') {
            for sentence in line.split_inclusive('。') {
                let whole = sentence.ends_with('。');
                if whole && random.percent(LEFT_OUT) {
                    continue;
                }
                text.push_str(sentence);
                if whole && random.percent(PUT_IN) {
                    text += random.one::<String>(&self.sentences);
                }
                while whole && random.percent(PLAIN) {
                    text += random.one::<String>(&self.plain);
                }
            }
        }
        text
    }
}

/// Files with this ending below a folder, sorted.
fn files(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // An examination set stays unseen, by the measurements too; an opened one is left out so that figures stay comparable.
        if ["blind-", "opened-"].iter().any(|of| entry.file_name().to_string_lossy().starts_with(of)) {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|of| of == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_distinct_and_the_same_for_the_same_seed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let (stock, again) = (Stock::load(&root).unwrap(), Stock::load(&root).unwrap());
        let pages: BTreeSet<String> = (0..500).map(|number| stock.page(1, number)).collect();
        assert_eq!(pages.len(), 500);
        assert!((0..50).all(|number| stock.page(1, number) == again.page(1, number)));
        assert!((0..50).all(|number| stock.page(1, number) != stock.page(2, number)));
        // Whole sentences are rarely the same on two pages of one origin: names and figures differ.
        let long =
            |page: &String| page.split('。').filter(|s| s.chars().count() > 60).map(str::to_owned).collect::<Vec<_>>();
        let all: Vec<String> = pages.iter().flat_map(long).collect();
        let distinct: BTreeSet<&String> = all.iter().collect();
        assert!(distinct.len() * 10 > all.len() * 7, "{} of {}", distinct.len(), all.len());
    }
}
