//! Tests of the log: lines that carry their hash, torn ends, damage in the middle.

use std::fs;

use serde::Deserialize;

use super::*;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Record {
    n: u64,
    said: String,
}

impl Numbered for Record {
    fn number(&self) -> u64 {
        self.n
    }
}

fn record(n: u64, said: &str) -> Record {
    Record { n, said: said.into() }
}

/// A log of three lines, and its bytes.
fn three(folder: &Path) -> (PathBuf, Vec<u8>) {
    let path = folder.join("log.jsonl");
    let mut log = Log::open(&path).unwrap();
    log.append(&[record(1, "第一報"), record(2, "a \"quoted\" word\n")]).unwrap();
    log.append(&[record(3, "続報")]).unwrap();
    let bytes = fs::read(&path).unwrap();
    (path, bytes)
}

fn all(path: &Path) -> Vec<Record> {
    read_from(path, 1).unwrap().collect::<Result<_>>().unwrap()
}

#[test]
fn gives_back_what_was_appended() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = three(folder.path());
    assert_eq!(all(&path), [record(1, "第一報"), record(2, "a \"quoted\" word\n"), record(3, "続報")]);
    assert_eq!(read_from::<Record>(&path, 3).unwrap().map(|r| r.unwrap().n).collect::<Vec<_>>(), [3]);
    assert_eq!(all(&folder.path().join("none.jsonl")), []);
}

#[test]
fn a_log_that_was_cut_anywhere_opens_with_its_whole_lines() {
    let folder = tempfile::tempdir().unwrap();
    let (path, bytes) = three(folder.path());
    for end in 0..=bytes.len() {
        fs::write(&path, &bytes[..end]).unwrap();
        let whole = bytes[..end].iter().filter(|b| **b == b'\n').count();
        let before = all(&path);
        let mut log = Log::open(&path).unwrap();
        assert_eq!((log.last(), before.len()), (whole as u64, whole), "cut at byte {end}");
        log.append(&[record(whole as u64 + 1, "次")]).unwrap();
        assert_eq!(all(&path).len(), whole + 1, "cut at byte {end}");
    }
}

#[test]
fn zeros_that_a_loss_of_power_left_are_cut() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut bytes) = three(folder.path());
    bytes.extend([0; 500]);
    fs::write(&path, &bytes).unwrap();
    assert_eq!(Log::<Record>::open(&path).unwrap().last(), 3);
    assert_eq!(all(&path).len(), 3);
}

#[test]
fn any_changed_byte_of_a_whole_line_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let (path, bytes) = three(folder.path());
    let last_line = bytes[..bytes.len() - 1].iter().rposition(|b| *b == b'\n').unwrap();
    for at in 0..last_line {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        fs::write(&path, &changed).unwrap();
        let line = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count() as u64;
        match Log::<Record>::open(&path) {
            Err(Error::DamagedLine { line: found, .. }) => assert_eq!(found, line, "byte {at}"),
            other => panic!("byte {at}: {other:?}"),
        }
        assert_eq!(fs::read(&path).unwrap(), changed, "a damaged log is left as it is");
    }
}

#[test]
fn a_missing_or_doubled_line_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let (path, bytes) = three(folder.path());
    let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    for (order, line) in [(vec![0, 2], 2), (vec![0, 0, 1, 2], 2), (vec![1, 2], 1), (vec![0, 2, 1], 2)] {
        fs::write(&path, order.iter().flat_map(|i| lines[*i]).copied().collect::<Vec<u8>>()).unwrap();
        let found = Log::<Record>::open(&path);
        assert!(
            matches!(found, Err(Error::DamagedLine { line: n, damage: Damage::Number, .. }) if n == line),
            "{order:?}: {found:?}"
        );
    }
}

#[test]
fn a_line_without_end_is_no_danger_to_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.jsonl");
    fs::write(&path, vec![b'x'; 3 << 20]).unwrap();
    assert!(matches!(Log::<Record>::open(&path), Err(Error::DamagedLine { line: 1, .. })));
}
