//! The bytes of pages, each kept once under its SHA-256.
//!
//! In:   bytes.
//! Out:  the file `blobs/<two digits>/<sixty-two digits>`, which is whole or not there.
//!
//! Writing has two steps, so that many workers can write while one decides: [`Blobs::stage`] puts the bytes safely on disk under a
//! temporary name, [`Blobs::keep`] gives them their name. What is staged and never kept is removed.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::{Error, Result};

/// SHA-256 of a page's bytes; written as 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobHash(pub [u8; 32]);

impl BlobHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for BlobHash {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let mut hash = [0; 32];
        let bytes = text.as_bytes();
        if bytes.len() != 64 {
            return Err(());
        }
        let digit = |byte: u8| char::from(byte).to_digit(16).filter(|_| !byte.is_ascii_uppercase());
        for (place, pair) in hash.iter_mut().zip(bytes.chunks_exact(2)) {
            let (Some(high), Some(low)) = (digit(pair[0]), digit(pair[1])) else { return Err(()) };
            *place = u8::try_from(high * 16 + low).map_err(|_| ())?;
        }
        Ok(Self(hash))
    }
}

impl Serialize for BlobHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BlobHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("no SHA-256 of 64 hexadecimal digits"))
    }
}

/// The store of blobs; any number of threads may use one.
#[derive(Debug)]
pub struct Blobs {
    kept: PathBuf,
    temporary: PathBuf,
    next: AtomicU64,
}

/// Bytes that are safely on disk but have no name yet; removed if they are dropped.
#[derive(Debug)]
pub struct Staged {
    hash: BlobHash,
    /// `None` where the archive had these bytes already.
    path: Option<PathBuf>,
}

impl Staged {
    /// Hash of the bytes.
    pub fn hash(&self) -> BlobHash {
        self.hash
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            let _ = fs::remove_file(path);
        }
    }
}

impl Blobs {
    /// The store in the folder `archive`, for reading; nothing is made or removed.
    pub fn at(archive: &Path) -> Self {
        Self { kept: archive.join("blobs"), temporary: archive.join("tmp"), next: AtomicU64::new(0) }
    }

    /// Makes the folders and removes what an earlier writer left half-written. Only for the one who holds the casebook's lock.
    ///
    /// # Errors
    /// [`Error::Io`] if the folders cannot be made or emptied.
    pub fn prepare(&self) -> Result<()> {
        for folder in [&self.kept, &self.temporary] {
            fs::create_dir_all(folder).map_err(Error::io("make a folder", folder))?;
        }
        for entry in fs::read_dir(&self.temporary).map_err(Error::io("list a folder", &self.temporary))? {
            let path = entry.map_err(Error::io("list a folder", &self.temporary))?.path();
            fs::remove_file(&path).map_err(Error::io("remove a half-written page", &path))?;
        }
        Ok(())
    }

    /// Whether these bytes are kept.
    pub fn contains(&self, hash: BlobHash) -> bool {
        self.path(hash).exists()
    }

    /// Puts `bytes` on disk under a temporary name and waits until they are safe there.
    ///
    /// # Errors
    /// [`Error::Io`] if they cannot be written.
    pub fn stage(&self, hash: BlobHash, bytes: &[u8]) -> Result<Staged> {
        if self.contains(hash) {
            return Ok(Staged { hash, path: None });
        }
        let path = self.temporary.join(format!("{}", self.next.fetch_add(1, Ordering::Relaxed)));
        let staged = Staged { hash, path: Some(path.clone()) };
        let mut file = File::create(&path).map_err(Error::io("write a page", &path))?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::io("write a page", &path))?;
        Ok(staged)
    }

    /// Gives staged bytes their name. When this returns they survive a loss of power.
    ///
    /// # Errors
    /// [`Error::Io`] if a file cannot be renamed or a folder not be synced.
    pub fn keep(&self, staged: impl IntoIterator<Item = Staged>) -> Result<()> {
        let mut touched = BTreeSet::new();
        let mut grown = false;
        for mut one in staged {
            let Some(from) = one.path.take() else { continue };
            let to = self.path(one.hash);
            let folder = to.parent().expect("a blob lies in a folder").to_owned();
            if !folder.exists() {
                fs::create_dir_all(&folder).map_err(Error::io("make a folder", &folder))?;
                grown = true;
            }
            fs::rename(&from, &to).map_err(Error::io("name a page", &to))?;
            touched.insert(folder);
        }
        for folder in &touched {
            sync_folder(folder)?;
        }
        if grown { sync_folder(&self.kept) } else { Ok(()) }
    }

    /// The bytes kept under `hash`, checked against it.
    ///
    /// # Errors
    /// [`Error::MissingBlob`], [`Error::DamagedBlob`], or [`Error::Io`].
    pub fn read(&self, hash: BlobHash) -> Result<Vec<u8>> {
        let path = self.path(hash);
        let bytes = fs::read(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => Error::MissingBlob { path: path.clone() },
            _ => Error::Io { what: "read a page", path: path.clone(), source },
        })?;
        if BlobHash::of(&bytes) == hash { Ok(bytes) } else { Err(Error::DamagedBlob { path, kept: hash }) }
    }

    fn path(&self, hash: BlobHash) -> PathBuf {
        let digits = hash.to_string();
        self.kept.join(&digits[..2]).join(&digits[2..])
    }
}

/// Waits until the names in a folder are safe on disk.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder).and_then(|opened| opened.sync_all()).map_err(Error::io("sync a folder", folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_bytes_once_and_gives_them_back() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::at(folder.path());
        blobs.prepare().unwrap();
        let hash = BlobHash::of("架空商事".as_bytes());
        let (one, two) =
            (blobs.stage(hash, "架空商事".as_bytes()).unwrap(), blobs.stage(hash, "架空商事".as_bytes()).unwrap());
        assert!(!blobs.contains(hash));
        blobs.keep([one, two]).unwrap();
        assert_eq!(blobs.read(hash).unwrap(), "架空商事".as_bytes());
        assert_eq!(fs::read_dir(folder.path().join("tmp")).unwrap().count(), 0);
    }

    #[test]
    fn removes_what_is_staged_and_never_kept() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::at(folder.path());
        blobs.prepare().unwrap();
        drop(blobs.stage(BlobHash::of(b"x"), b"x").unwrap());
        fs::write(folder.path().join("tmp/7"), "left by a killed run").unwrap();
        blobs.prepare().unwrap();
        assert_eq!(fs::read_dir(folder.path().join("tmp")).unwrap().count(), 0);
    }

    #[test]
    fn notices_damage_and_loss() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::at(folder.path());
        blobs.prepare().unwrap();
        let hash = BlobHash::of(b"x");
        assert!(matches!(blobs.read(hash), Err(Error::MissingBlob { .. })));
        blobs.keep([blobs.stage(hash, b"x").unwrap()]).unwrap();
        fs::write(blobs.path(hash), "y").unwrap();
        assert!(matches!(blobs.read(hash), Err(Error::DamagedBlob { .. })));
    }

    #[test]
    fn hashes_are_read_in_one_form_only() {
        let hash = BlobHash::of(b"");
        assert_eq!(hash.to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert!("E3B0".parse::<BlobHash>().is_err());
        assert!(hash.to_string().to_uppercase().parse::<BlobHash>().is_err());
    }
}
