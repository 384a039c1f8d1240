//! `jikenbo case`: what a person decides, what is refused, and that `kill -9` loses nothing that was told.

mod common;

use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::{Desk, NOTICE, ran};

/// Three notices of three organisations.
fn three() -> Desk {
    let desk = Desk::new();
    desk.write("in/a.txt", NOTICE);
    desk.write(
        "in/b.txt",
        NOTICE.replace("架空商事", "見本物産").replace("7月9日", "9月9日").replace("7月8日", "9月8日"),
    );
    desk.write("in/c.txt", NOTICE.replace("架空商事", "例示興業").replace("令和6年", "令和5年"));
    desk.done(&["add", "in"]);
    desk
}

fn ids(desk: &Desk) -> Vec<String> {
    let list = desk.done(&["cases", "--format", "csv"]);
    list.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

#[test]
fn every_view_shows_what_was_decided() {
    let desk = three();
    assert_eq!(ids(&desk), ["2026-0001", "2026-0002", "2026-0003"]);
    let done = desk.run(&["case", "merge", "2026-0003", "2026-0001", "--why", "one sender", "--who", "kk"]);
    assert_eq!((done.code, done.out.as_str()), (0, "decision 1\t2026-0001\n"), "{}", done.err);
    assert!(done.err.contains("jikenbo case undo 1"));
    assert_eq!(ids(&desk), ["2026-0001", "2026-0002"]);
    for (arguments, lines) in [
        (&["cases", "--format", "jsonl"][..], 2),
        (&["export"], 2),
        (&["cases"], 3),
        (&["judge", "--all", "--format", "jsonl"], 2),
    ] {
        assert_eq!(desk.done(arguments).lines().count(), lines, "{arguments:?}");
    }
    let shown = desk.run(&["show", "2026-0003"]);
    assert!(shown.out.starts_with("2026-0001 ") && shown.err.contains("case 2026-0003 is part of 2026-0001"));
    assert!(shown.out.contains("2026-0003  "), "each report has its number: {}", shown.out);
    let history = desk.done(&["case", "history", "2026-0001"]);
    assert!(history.contains("1. merge 2026-0003 and 2026-0001") && history.contains("one sender"), "{history}");
    let json = desk.done(&["case", "history", "2026-0001", "--format", "jsonl"]);
    assert!(json.contains(r#""standing":"applied""#) && json.contains(r#""who":"kk""#), "{json}");
    let before = desk.done(&["export"]);
    desk.done(&["rebuild"]);
    assert_eq!(desk.done(&["export"]), before);

    desk.done(&["case", "correct", "2026-0001", "count:persons:own", "116", "161", "--why", "typing error"]);
    assert!(desk.done(&["cases", "--format", "csv"]).contains(",161,persons,"));
    assert!(desk.done(&["show", "2026-0001"]).contains("161 persons"));
    desk.done(&["case", "undo", "2", "--why", "it was right"]);
    assert!(!desk.done(&["export"]).contains("161"));
    assert_eq!(
        desk.done(&["case", "split", "2026-0001", "2026-0003", "--why", "two senders"]),
        "decision 4\t2026-0001 2026-0003\n"
    );
    assert_eq!(ids(&desk), ["2026-0001", "2026-0002", "2026-0003"]);
}

#[test]
fn what_cannot_be_done_is_said_in_four_lines() {
    let desk = three();
    let check = |arguments: &[&str], language: &str, expected: &str| {
        let told = ran(desk.command(arguments).env("JIKENBO_LANG", language).output().unwrap());
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{arguments:?}");
        assert!(told.err.contains(expected), "{arguments:?}: {}", told.err);
    };
    check(&["case", "merge", "2026-0001", "2026-0009", "--why", "x"], "en", "there is no case with this id");
    check(&["case", "merge", "2026-0001", "2026-0001", "--why", "x"], "ja", "すでに一つの事案です");
    check(&["case", "merge", "2026-1", "2026-0002", "--why", "x"], "en", "perhaps 2026-0001 is meant");
    check(&["show", "2026-1"], "ja", "2026-0001ではありませんか");
    check(&["case", "merge", "2026-0001", "2026-0002"], "en", "--why");
    check(&["case", "merge", "2026-0001", "2026-0002", "--why", " "], "ja", "決めるには理由が要ります");
    check(&["case", "correct", "2026-0001", "causes", "theft", "loss", "--why", "x"], "ja", "事案にその値はありません");
    check(&["case", "undo", "7", "--why", "x"], "en", "there is no decision with this number");
    check(&["case", "history", "2026-0009"], "en", "there is no case with this id");
    check(&["--casebook", "none", "case", "undo", "1", "--why", "x"], "en", "there is no casebook here");
    check(&["add", "missing.txt"], "en", "this file cannot be read");
    check(&["extract", "missing.txt"], "ja", "missing.txt");
    assert!(!desk.casebook().join("corrections.jsonl").metadata().is_ok_and(|file| file.len() > 0));
    assert_eq!(desk.run(&["extract", "missing.txt", "in"]).code, 1, "the others are read");
}

#[test]
fn a_decision_that_is_killed_is_whole_or_was_never_made() {
    let desk = three();
    let started = Instant::now();
    desk.done(&["case", "merge", "2026-0001", "2026-0002", "--why", "x"]);
    let whole = started.elapsed();
    let (joined, mut decisions, points) = (ids(&desk), 1, 10);
    desk.done(&["case", "undo", "1", "--why", "x"]);
    decisions += 1;
    let apart = ids(&desk);
    let mut merged = false;
    for point in 0..points {
        let undo = decisions.to_string();
        let arguments: &[&str] = if merged {
            &["case", "undo", &undo, "--why", "x"]
        } else {
            &["case", "merge", "2026-0001", "2026-0002", "--why", "x"]
        };
        let mut child = desk.command(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * point / points);
        child.kill().unwrap();
        child.wait().unwrap();
        let mut told = String::new();
        child.stdout.take().unwrap().read_to_string(&mut told).unwrap();
        // Reading is possible at once; the next writer carries out what was safe in the log.
        let now = ids(&desk);
        assert!(now == joined || now == apart, "{now:?}");
        if told.contains('\n') {
            assert_eq!(now, if merged { apart.clone() } else { joined.clone() }, "what was told is there");
        }
        desk.done(&["add", "in"]);
        let lines = std::fs::read_to_string(desk.casebook().join("corrections.jsonl")).unwrap().lines().count();
        assert!((decisions..=decisions + 1).contains(&lines), "at most one more");
        merged ^= lines > decisions;
        decisions = lines;
        assert_eq!(ids(&desk), if merged { joined.clone() } else { apart.clone() }, "after point {point}");
        std::thread::sleep(Duration::from_millis(1));
    }
    let before = desk.done(&["export"]);
    desk.done(&["rebuild"]);
    assert_eq!(desk.done(&["export"]), before);
}
