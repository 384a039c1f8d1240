//! The data files, read line by line.

use crate::Tag;

/// One line of a data file.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// The data file.
    pub tag: Tag,
    /// Its name, such as `causes/ransomware.txt`.
    pub file: &'static str,
    /// The term, in normal form.
    pub term: &'static str,
    /// Development sources in which it was met, comma-separated, or `general`.
    pub seen: &'static str,
}

/// Every term of every data file, in the order of the files.
pub fn terms() -> impl Iterator<Item = Term> {
    Tag::files().flat_map(|(tag, file, content)| {
        content.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(move |line| {
            let mut columns = line.split('\t');
            let term = columns.next().unwrap_or_default();
            Term { tag, file, term, seen: columns.next().unwrap_or_default() }
        })
    })
}
