//! Where a page comes from: a file or a web address, in one canonical form.
//!
//! In:   a canonical path or an address.
//! Out:  the text under which the archive knows the source; equal texts are the same source.
//!
//! Not here: resolving links and `..` of a path (the caller has the disk; see [`Source::file`]).

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Where a page comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Source(String);

impl Source {
    /// The source of a file. `canonical` is absolute and free of links (`std::fs::canonicalize`).
    ///
    /// Bytes that are no UTF-8 are written as `%` and two hexadecimal digits, so that each name keeps a source of its own.
    pub fn file(canonical: &Path) -> Self {
        let bytes = canonical.as_os_str().as_encoded_bytes();
        let mut name = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            name.push_str(chunk.valid());
            for byte in chunk.invalid() {
                name.push_str(&format!("%{byte:02X}"));
            }
        }
        Self(name)
    }

    /// The source of a web page. `address` is absolute and already in canonical form.
    pub fn address(address: impl Into<String>) -> Self {
        Self(address.into())
    }

    /// The canonical path or address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path or address, by which articles name their page (`notice.html`); the whole where there is none.
    pub fn file_name(&self) -> &str {
        self.0.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(&self.0)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_kept_whatever_their_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let odd = std::ffi::OsStr::from_bytes(b"/data/\xff\xe3\x81\x82.txt");
        assert_eq!(Source::file(Path::new(odd)).as_str(), "/data/%FFあ.txt");
        assert_eq!(Source::file(Path::new("/data/お詫び.html")).file_name(), "お詫び.html");
        assert_eq!(Source::address("https://www.example.co.jp/news/").file_name(), "news");
    }
}
