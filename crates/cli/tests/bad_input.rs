//! Bad input gets an error that names file, byte and what to try; the rest is done.

mod common;

use std::fs;

use common::{Desk, NOTICE};

/// The program names the place, says why and what to try, and nothing of its insides.
fn check(err: &str, what: &str, place: &str, why: &str, hint: &str) {
    for (name, part) in [("what", what), ("where", place), ("why", why), ("try", hint)] {
        assert!(err.contains(part), "{name}: no {part:?} in\n{err}");
    }
    for inside in ["panicked", "Err(", "Error {", "unwrap", "RUST_BACKTRACE"] {
        assert!(!err.contains(inside), "{err}");
    }
}

#[test]
fn files_that_are_no_pages_are_listed_and_the_rest_is_done() {
    let desk = Desk::new();
    desk.write("in/good.txt", NOTICE);
    desk.write("in/empty.txt", "");
    desk.write("in/blank.txt", " \n　\n");
    desk.write("in/binary.txt", [0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0]);
    desk.write("in/nul.txt", "お詫び\0のお知らせ");
    desk.write("in/notice.pdf", "%PDF-1.7\n…");
    let mut noise = Vec::new();
    for n in 0..5_000_u32 {
        noise.push((n.wrapping_mul(2_654_435_761) >> 11) as u8 | 0x80);
    }
    desk.write("in/noise.txt", noise);
    for command in [&["add", "in"][..], &["extract", "--format", "jsonl", "in"]] {
        let ran = desk.run(command);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert_eq!(ran.out.lines().count(), 1, "the good page is done: {}", ran.out);
        assert_eq!(ran.err.matches("skipped: ").count(), 6, "{}", ran.err);
        check(&ran.err, "this page is empty", "in/empty.txt", "it holds no character but blanks", "fetch or save");
        check(&ran.err, "this file is a program", "in/binary.txt", "raw byte 0", "give the page as text or HTML");
        check(&ran.err, "not text or HTML", "in/nul.txt", "raw byte 9", "charset");
        check(&ran.err, "this file is a PDF file", "in/notice.pdf", "raw byte 0", "pdftotext");
        check(&ran.err, "in/noise.txt", "in/blank.txt", "raw byte", "");
    }
    let again = desk.run(&["add", "in"]);
    assert!(again.err.ends_with("0 added, 0 changed, 1 unchanged, 6 skipped; 0 new cases\n"), "{}", again.err);
}

#[test]
fn text_that_is_cut_off_or_declared_wrongly_is_read() {
    let desk = Desk::new();
    let bytes = NOTICE.as_bytes();
    desk.write("cut.txt", &bytes[..bytes.len() - 2]);
    let html = format!("<html><head><meta charset=\"Shift_JIS\"></head><body><p>{NOTICE}</p></body></html>");
    desk.write("wrong.html", &html);
    for file in ["cut.txt", "wrong.html"] {
        let out = desk.done(&["extract", "--format", "jsonl", file]);
        let record: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(record["incidents"][0]["counts"][0]["value"], 116, "{file}");
    }
    let asked = desk.run(&["extract", "--charset", "klingon", "cut.txt"]);
    assert_eq!(asked.code, 1);
    check(
        &asked.err,
        "the character set \"klingon\" is not known",
        "cut.txt",
        "no name of a character set",
        "shift_jis",
    );
}

#[test]
fn large_files_are_refused_unread() {
    let desk = Desk::new();
    let path = desk.path().join("large.txt");
    // A gigabyte of nothing: only its length is ever looked at.
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    for command in ["add", "extract"] {
        let ran = desk.run(&[command, "large.txt"]);
        assert_eq!(ran.code, 1);
        check(&ran.err, "this file is too large", "large.txt", "1073741824 bytes", "--max-bytes 1073741824");
        let ran = desk.run(&[command, "--max-bytes", "10", "large.txt"]);
        assert!(ran.err.contains("files over 10 bytes are not read"), "{}", ran.err);
    }
}

#[test]
fn places_that_are_not_there_or_closed_are_named() {
    let desk = Desk::new();
    desk.write("in/good.txt", NOTICE);
    let ran = desk.run(&["extract", "--format", "jsonl", "in", "nowhere.txt"]);
    assert_eq!((ran.code, ran.out.lines().count()), (1, 1));
    check(&ran.err, "this file cannot be read", "nowhere.txt", "No such file", "check that it exists");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let closed = desk.path().join("in/closed");
        fs::create_dir(&closed).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        // Root may enter any folder.
        if fs::read_dir(&closed).is_err() {
            let ran = desk.run(&["extract", "--format", "jsonl", "in"]);
            assert_eq!((ran.code, ran.out.lines().count()), (1, 1));
            check(&ran.err, "this file cannot be read", "in/closed", "Permission denied", "that you may read it");
        }
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    }
}

#[test]
fn ids_and_codes_that_do_not_exist_say_which_do() {
    let desk = Desk::new();
    desk.write("notice.txt", NOTICE);
    desk.done(&["add", "notice.txt"]);
    let ran = |arguments: &[&str]| {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        ran.err
    };
    check(
        &ran(&["show", "2026-9999"]),
        "there is no case with this id",
        "2026-9999",
        "has ever had it",
        "jikenbo cases",
    );
    check(&ran(&["show", "7"]), "this is no case id", "7", "a year and a number", "jikenbo cases");
    check(
        &ran(&["cases", "--cause", "weather"]),
        "the cause \"weather\" is not known",
        "",
        "docs/labels.md",
        "ransomware",
    );
    check(&ran(&["cases", "--sector", "moon"]), "the sector \"moon\" is not known", "", "docs/labels.md", "healthcare");
}

#[test]
fn a_casebook_that_cannot_be_used_says_what_to_do() {
    let desk = Desk::new();
    for command in [&["cases"][..], &["export"], &["rebuild"], &["show", "2026-0001"], &["serve"]] {
        let ran = desk.run(command);
        assert_eq!(ran.code, 2, "{command:?}");
        check(&ran.err, "there is no casebook here", "casebook", "holds no archive", "jikenbo add");
    }
    desk.write("notice.txt", NOTICE);
    desk.done(&["add", "notice.txt"]);
    let export = desk.done(&["export"]);
    let tables = desk.casebook().join("casebook.sqlite");

    fs::write(&tables, "this is no database, whatever its name says").unwrap();
    for end in ["-wal", "-shm"] {
        let _ = fs::remove_file(desk.casebook().join(format!("casebook.sqlite{end}")));
    }
    let ran = desk.run(&["cases"]);
    assert_eq!(ran.code, 2);
    check(&ran.err, "the tables of this casebook cannot be read", "casebook", "not a database", "jikenbo rebuild");
    desk.done(&["rebuild"]);
    assert_eq!(desk.done(&["export"]), export, "nothing was lost with the tables");

    fs::remove_file(&tables).unwrap();
    check(
        &desk.run(&["cases"]).err,
        "the tables of this casebook are missing",
        "casebook",
        "archive is there",
        "jikenbo rebuild",
    );
    desk.done(&["rebuild"]);

    let log = desk.casebook().join("archive/captures.jsonl");
    let line = fs::read_to_string(&log).unwrap();
    fs::write(&log, format!("{}{line}", line.replace("notice.txt", "other.txt"))).unwrap();
    let ran = desk.run(&["add", "notice.txt"]);
    assert_eq!(ran.code, 2);
    check(&ran.err, "a line of a log is damaged", "captures.jsonl, line 1", "hash", "backup");
}

#[test]
fn a_casebook_of_a_newer_program_is_left_alone() {
    let desk = Desk::new();
    desk.write("notice.txt", NOTICE);
    desk.done(&["add", "notice.txt"]);
    let tables = desk.casebook().join("casebook.sqlite");
    let mut bytes = fs::read(&tables).unwrap();
    // `user_version` stands at byte 60 of an SQLite file, big-endian.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&tables, &bytes).unwrap();
    for command in [&["cases"][..], &["add", "notice.txt"], &["rebuild"]] {
        let ran = desk.run(command);
        assert_eq!(ran.code, 2, "{command:?}: {}", ran.err);
        check(
            &ran.err,
            "of another version",
            "casebook.sqlite",
            "they are of version 99; this program knows version",
            "the version of jikenbo",
        );
    }
    assert_eq!(fs::read(&tables).unwrap()[60..64], 99_u32.to_be_bytes());
}

#[test]
fn characters_that_act_on_a_terminal_are_shown() {
    let desk = Desk::new();
    desk.write("notice.txt", NOTICE.replace("メールアドレス", "メール\u{202e}アド\u{1b}[31mレス"));
    let table = desk.done(&["extract", "notice.txt"]);
    desk.done(&["add", "notice.txt"]);
    let id = desk.done(&["cases"]).lines().nth(1).unwrap()[..9].to_owned();
    for text in [table, desk.done(&["cases"]), desk.done(&["show", &id])] {
        assert!(text.contains("\\u{202e}") && text.contains("\\u{1b}[31m"), "{text}");
        assert!(!text.contains(['\u{202e}', '\u{1b}']));
    }
    let evil = desk.write("in/\u{1b}[2J\u{202e}.txt", "");
    let ran = desk.run(&["extract", evil.to_str().unwrap()]);
    assert!(!ran.err.contains(['\u{202e}', '\u{1b}']), "{}", ran.err);
}

#[test]
fn errors_speak_japanese_unless_told_otherwise() {
    let desk = Desk::new();
    desk.write("empty.txt", "");
    let output = desk.command(&["extract", "empty.txt"]).env_remove("JIKENBO_LANG").output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.starts_with("読まずに続行: このページは空です\n  場所: "), "{err}");
    assert!(err.contains("\n  理由: 空白以外の文字がありません\n  対処: "), "{err}");
}

#[test]
fn pages_made_to_exhaust_the_machine_are_refused_or_read_in_bounded_time() {
    let desk = Desk::new();
    desk.write("headings.txt", "■個人情報の漏えい\n".repeat(1_000_000));
    let ran = desk.run(&["extract", "headings.txt"]);
    assert_eq!(ran.code, 1);
    check(&ran.err, "too many parts", "headings.txt", "lines, paragraphs or elements", "set max-blocks above");
    let deep = format!("<html><body>{}お詫び</body></html>", "<div>".repeat(300_000));
    desk.write("deep.html", deep);
    let one_line = "架空商事株式会社は、顧客1,234名の氏名が漏えいした可能性があると発表した。".repeat(60_000);
    assert!(one_line.len() > 6 << 20);
    desk.write("line.txt", &one_line);
    let started = std::time::Instant::now();
    let out = desk.done(&["extract", "--format", "jsonl", "deep.html", "line.txt"]);
    assert_eq!(out.lines().count(), 2);
    assert!(out.contains("\"why\":\"text_cut_off\""), "what is not read is said");
    assert!(started.elapsed().as_secs() < 60, "a debug build takes some seconds");
}
