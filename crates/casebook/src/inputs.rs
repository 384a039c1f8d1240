//! The files that paths on the command line name: folders are walked, every file comes once, in sorted order.
//!
//! In:   paths as given.
//! Out:  canonical paths of regular files, sorted; what could not be read, with the reason.
//!
//! Inside folders, names that begin with a dot are left out, links are followed, and a link back to a folder above ends there.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::Refusal;

/// Files over this many bytes are refused unread unless told otherwise.
pub const LARGEST_FILE: u64 = 64 << 20;

/// What paths name.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Canonical paths of files, sorted, each once.
    pub files: Vec<PathBuf>,
    /// What could not be read.
    pub refused: Vec<(PathBuf, Refusal)>,
}

/// Finds the files that `paths` name. `leave_out` is a folder that is never walked (the casebook itself).
pub fn find_files(paths: &[PathBuf], leave_out: Option<&Path>) -> Inputs {
    let leave_out = leave_out.and_then(|folder| folder.canonicalize().ok());
    // Millions of paths are most of what a run holds: a sorted list takes half of what a tree does.
    let mut files: Vec<PathBuf> = Vec::new();
    let mut refused = Vec::new();
    for path in paths {
        let wanted = |entry: &walkdir::DirEntry| {
            entry.depth() == 0
                || !entry.file_name().as_encoded_bytes().starts_with(b".")
                    && (leave_out.is_none()
                        || !entry.file_type().is_dir()
                        || entry.path().canonicalize().ok() != leave_out)
        };
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_entry(wanted) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.file_type().is_file() => match entry.path().canonicalize() {
                    Ok(file) => files.push(file),
                    Err(e) => refused.push((entry.path().to_owned(), unreadable(&e))),
                },
                Ok(entry) => refused.push((entry.path().to_owned(), no_file())),
                // The folder above is being walked; coming back to it adds nothing.
                Err(e) if e.loop_ancestor().is_some() => {}
                Err(e) => {
                    let place = e.path().unwrap_or(path).to_owned();
                    let why = e.into_io_error().map_or_else(no_file, |e| unreadable(&e));
                    refused.push((place, why));
                }
            }
        }
    }
    refused.sort_by(|a, b| a.0.cmp(&b.0));
    files.sort_unstable();
    files.dedup();
    Inputs { files, refused }
}

/// The bytes of a file, unless it is larger than `largest`.
///
/// # Errors
/// [`Refusal`] if it is too large or cannot be read.
pub fn read_file(path: &Path, largest: u64) -> Result<Vec<u8>, Refusal> {
    let file = File::open(path).map_err(|e| unreadable(&e))?;
    let about = file.metadata().map_err(|e| unreadable(&e))?;
    if !about.is_file() {
        return Err(no_file());
    }
    if about.len() > largest {
        return Err(too_large(about.len(), largest));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // The file may grow while it is read.
    file.take(largest + 1).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    if bytes.len() as u64 > largest { Err(too_large(bytes.len() as u64, largest)) } else { Ok(bytes) }
}

/// Size of a file as its folder tells it; 0 if that cannot be told.
pub(crate) fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |about| about.len())
}

fn unreadable(e: &std::io::Error) -> Refusal {
    Refusal {
        what: "this file cannot be read".into(),
        why: e.to_string(),
        hint: "check that it exists and that you may read it".into(),
    }
}

fn no_file() -> Refusal {
    Refusal {
        what: "this is no regular file".into(),
        why: "only files and folders are read, no devices, pipes or sockets".into(),
        hint: "save the page to a file and add that".into(),
    }
}

fn too_large(size: u64, largest: u64) -> Refusal {
    Refusal {
        what: "this file is too large".into(),
        why: format!("it has {size} bytes; files over {largest} bytes are not read"),
        hint: format!("split it, or allow more with --max-bytes {size}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(inputs: &Inputs) -> Vec<String> {
        inputs.files.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn files_come_sorted_and_once_whatever_the_order_of_the_paths() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        fs::create_dir_all(at.join("b/c")).unwrap();
        for name in ["b/2.txt", "b/1.txt", "b/c/0.txt", "a.txt", ".hidden", "b.txt"] {
            fs::write(at.join(name), name).unwrap();
        }
        let all = find_files(&[at.to_owned()], None);
        assert_eq!(names(&all), ["a.txt", "1.txt", "2.txt", "0.txt", "b.txt"]);
        let again = find_files(&[at.join("b.txt"), at.join("b/../a.txt"), at.join("b"), at.join("b/2.txt")], None);
        assert_eq!(again.files, all.files);
        assert_eq!(names(&find_files(&[at.to_owned()], Some(&at.join("b")))), ["a.txt", "b.txt"]);
        assert_eq!(names(&find_files(&[at.join(".hidden")], None)), [".hidden"]);
    }

    #[cfg(unix)]
    #[test]
    fn loops_end_and_what_is_no_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        fs::create_dir(at.join("d")).unwrap();
        fs::write(at.join("d/1.txt"), "x").unwrap();
        std::os::unix::fs::symlink(at, at.join("d/loop")).unwrap();
        std::os::unix::fs::symlink(at.join("nowhere"), at.join("d/broken")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at.join("d/socket")).unwrap();
        let found = find_files(&[at.to_owned(), at.join("missing")], None);
        assert_eq!(names(&found), ["1.txt"]);
        let refused: Vec<_> = found.refused.iter().map(|(path, _)| path.file_name().unwrap().to_owned()).collect();
        assert_eq!(refused, ["broken", "socket", "missing"]);
    }

    #[test]
    fn large_files_are_refused_unread() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(read_file(&path, LARGEST_FILE).unwrap_err().what, "this file is too large");
        fs::write(&path, [0; 10]).unwrap();
        assert_eq!(read_file(&path, 10).unwrap().len(), 10);
        assert!(read_file(&path, 9).is_err());
    }
}
