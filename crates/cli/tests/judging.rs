//! `jikenbo judge` as a privacy officer uses it: cases, figures, drafts, facts, the form, and every way to go wrong.
//!
//! Output is compared with `tests/golden/judge/*`; `UPDATE=1 cargo test -p jikenbo --test judging` renews them, and the diff is reviewed.

mod common;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use common::{Desk, NOTICE, Ran, ran};

/// Stolen card numbers at a shop: two grounds by kind, one by number, a day of knowing, the steps after it.
const SHOP: &str = "不正アクセスによる個人情報漏えいに関するお詫び\n\n2025年6月30日\n架空商店株式会社\n\n\
    2025年6月2日、当社オンラインショップへの第三者による不正アクセスにより、お客様2,345名のクレジットカード番号が漏えいしたことを確認しました。\n\
    2025年6月5日、個人情報保護委員会に報告しました。\n";

/// Output as it is kept; what differs from run to run is not in it.
fn check(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/judge").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == found, "{name} is not as kept (UPDATE=1 renews it; review the diff):\n{found}");
}

/// A run in one language, as one text.
fn told(desk: &Desk, language: &str, arguments: &[&str]) -> String {
    let ran = ran(desk.command(arguments).env("JIKENBO_LANG", language).output().unwrap());
    whole(&ran)
}

fn whole(ran: &Ran) -> String {
    format!(
        "{}{}exit {}\n",
        ran.out,
        if ran.err.is_empty() { String::new() } else { format!("--\n{}", ran.err) },
        ran.code
    )
}

fn casebook() -> Desk {
    let desk = Desk::new();
    desk.write("in/a.txt", SHOP);
    desk.write("in/b.txt", NOTICE);
    desk.done(&["add", "in"]);
    desk
}

#[test]
fn a_case_is_judged_step_by_step_in_both_languages() {
    let desk = casebook();
    check("case.ja.txt", &told(&desk, "ja", &["judge", "2026-0001"]));
    check("case.en.txt", &told(&desk, "en", &["judge", "2026-0001"]));
}

#[test]
fn all_cases_are_judged_as_lines_rows_and_records() {
    let desk = casebook();
    check("all.ja.txt", &told(&desk, "ja", &["judge", "--all"]));
    check("all.en.txt", &told(&desk, "en", &["judge", "--all"]));
    check("all.csv", &told(&desk, "en", &["judge", "--all", "--format", "csv"]));
    check("all.jsonl", &told(&desk, "en", &["judge", "--all", "--format", "jsonl"]));
}

#[test]
fn figures_are_told_over_all_cases() {
    let desk = casebook();
    check("stats.ja.txt", &told(&desk, "ja", &["judge", "--stats"]));
    check("stats.en.txt", &told(&desk, "en", &["judge", "--stats"]));
    check("stats.csv", &told(&desk, "en", &["judge", "--stats", "--format", "csv"]));
    check("stats.json", &told(&desk, "en", &["judge", "--stats", "--format", "json"]));
    let empty = Desk::new();
    empty.write("none.txt", "お知らせ\n\n本日は休業します。\n");
    empty.run(&["add", "none.txt"]);
    assert!(empty.done(&["judge", "--stats"]).contains("cases: 0"));
}

#[test]
fn a_draft_holds_the_nine_items_and_asks_for_what_is_open() {
    let desk = casebook();
    desk.done(&["judge", "2026-0001", "--draft", "report.md"]);
    check("draft.md", &fs::read_to_string(desk.path().join("report.md")).unwrap());
    desk.done(&["judge", "2026-0001", "--draft", "report.docx"]);
    let docx = fs::read(desk.path().join("report.docx")).unwrap();
    assert!(docx.starts_with(b"PK\x03\x04") && docx.len() > 1_000);
}

#[test]
fn facts_are_answered_in_the_form_of_the_vectors() {
    let desk = Desk::new();
    let facts = r#"{"vectors":[
        {"id":"card","facts":{"sector":"private","discovered_on":"2025-06-02","leak":"yes","cause":"unauthorized_access",
            "data_types":{"credit_card_number":true},"data_types_complete":true,"persons":{"value":2345,"bound":"exact"}}},
        {"id":"contractor","facts":{"sector":"private","discovered_on":"2025-06-02","leak":"yes","contractor_role":"entrusted_party",
            "client_sector":"local_government","notified_client":true,"persons":{"value":5000,"bound":"at_least"}}},
        {"id":7,"facts":{}}
    ]}"#;
    desk.write("facts.json", facts);
    check("facts.json", &told(&desk, "en", &["judge", "--facts", "facts.json", "--format", "json"]));
    check("facts.jsonl", &told(&desk, "en", &["judge", "--facts", "facts.json", "--format", "jsonl"]));
    check("facts.ja.txt", &told(&desk, "ja", &["judge", "--facts", "facts.json"]));
    check("facts.en.txt", &told(&desk, "en", &["judge", "--facts", "facts.json"]));
    let mut child = desk.command(&["judge", "--facts", "-", "--format", "json"]);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(facts.as_bytes()).unwrap();
    let piped = ran(child.wait_with_output().unwrap());
    assert_eq!(piped.out, desk.done(&["judge", "--facts", "facts.json", "--format", "json"]));
}

/// The form, answered through standard input.
fn answered(desk: &Desk, language: &str, answers: &str, more: &[&str]) -> Ran {
    let mut command = desk.command(&[&["judge", "--interactive"], more].concat());
    command.env("JIKENBO_LANG", language);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A child that refuses its options reads nothing.
    let _ = child.stdin.take().unwrap().write_all(answers.as_bytes());
    ran(child.wait_with_output().unwrap())
}

/// A private operator; known on 2025-06-02; a leak by unauthorised access; 2,345 persons; names and the like, nothing of a special kind.
const ANSWERS: &str = "1\n2025-06-02\n\n\n1\n3\n3\n\nunknown?\n1\n2,345\n1\n\ny\n\n\nn\n";

#[test]
fn the_form_is_asked_one_by_one_and_judged() {
    let desk = Desk::new();
    check("form.ja.txt", &whole(&answered(&desk, "ja", ANSWERS, &[])));
    check("form.en.txt", &whole(&answered(&desk, "en", ANSWERS, &["--draft", "own.md"])));
    check("form-draft.md", &fs::read_to_string(desk.path().join("own.md")).unwrap());
    let nothing = answered(&desk, "en", "", &["--format", "json"]);
    assert_eq!(nothing.code, 0);
    let judged: serde_json::Value = serde_json::from_str(&nothing.out).unwrap();
    assert_eq!(judged[0]["verdict"]["duty"], "undetermined");
    let refused = answered(&desk, "en", ANSWERS, &["--draft", "own.pdf"]);
    assert!(refused.code == 2 && !refused.err.contains("kind of body"), "nothing is asked in vain: {}", refused.err);
}

#[test]
fn what_cannot_be_judged_is_said_with_its_place_and_what_to_try() {
    let desk = casebook();
    desk.write("empty.json", "");
    desk.write("blank.json", " \n");
    desk.write("cut.json", "{\"facts\":{\"sector\":");
    desk.write("noise.json", [0x7b, 0xff, 0xfe]);
    desk.write("deep.json", "[".repeat(200_000));
    desk.write("number.json", "[1, 2]");
    desk.write("text.json", "\"facts\"");
    desk.write("day.json", r#"[{"id":"a","facts":{"discovered_on":"2024-02-30"}}]"#);
    desk.write("field.json", r#"{"sectro":"private"}"#);
    desk.write("value.json", r#"[{},{"leak":"maybe"}]"#);
    desk.write("negative.json", r#"{"persons":{"value":-1,"bound":"exact"}}"#);
    desk.write("vectors.json", r#"{"vectors":{}}"#);
    desk.write("two.json", "[{},{}]");
    desk.write("records.jsonl", "\n{\"id\":\"a\"}\n");
    let mut told_all = String::new();
    let runs: &[&[&str]] = &[
        &["judge", "2026-0099"],
        &["judge", "case"],
        &["--casebook", "none", "judge", "2026-0001"],
        &["--casebook", "none", "judge", "--stats"],
        &["judge", "2026-0001", "--format", "csv"],
        &["judge", "2026-0001", "--draft", "report.pdf"],
        &["judge", "--facts", "two.json", "--draft", "none/report.md", "--format", "jsonl"],
        &["judge", "2026-0001", "--draft", "none/report.md", "--format", "jsonl"],
        &["judge", "--facts", "missing.json"],
        &["judge", "--facts", "."],
        &["judge", "--facts", "empty.json"],
        &["judge", "--facts", "blank.json"],
        &["judge", "--facts", "cut.json"],
        &["judge", "--facts", "noise.json"],
        &["judge", "--facts", "deep.json"],
        &["judge", "--facts", "number.json"],
        &["judge", "--facts", "text.json"],
        &["judge", "--facts", "day.json"],
        &["judge", "--facts", "field.json"],
        &["judge", "--facts", "value.json"],
        &["judge", "--facts", "negative.json"],
        &["judge", "--facts", "vectors.json"],
        &["judge", "--records", "records.jsonl"],
        &["judge", "--notice", "missing.txt"],
    ];
    for language in ["ja", "en"] {
        for arguments in runs {
            let ran = ran(desk.command(arguments).env("JIKENBO_LANG", language).output().unwrap());
            assert!(ran.code == 2 || arguments.contains(&"--notice"), "{arguments:?}: {}", ran.err);
            let shown = ran.err.replace(&desk.path().display().to_string(), "…");
            told_all += &format!("$ jikenbo {} --lang {language}\n{shown}exit {}\n\n", arguments.join(" "), ran.code);
        }
    }
    check("errors.txt", &told_all);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_too_large_is_refused() {
    let desk = Desk::new();
    let file = fs::File::create(desk.path().join("huge.json")).unwrap();
    file.set_len((256 << 20) + 1).unwrap();
    let ran = desk.run(&["judge", "--facts", "huge.json"]);
    assert!(ran.code == 2 && ran.err.contains("too large") && ran.err.contains("268435456"), "{}", ran.err);
}

#[test]
fn many_facts_are_judged_in_a_moment() {
    let desk = Desk::new();
    let one = r#"{"facts":{"sector":"private","discovered_on":"2025-06-02","leak":"yes","persons":{"value":1001,"bound":"exact"}}}"#;
    desk.write("many.json", format!("[{}]", vec![one; 20_000].join(",")));
    let out = desk.done(&["judge", "--facts", "many.json", "--format", "jsonl"]);
    assert_eq!(out.lines().count(), 20_000);
    assert!(out.lines().all(|line| line.contains("\"duty\":\"mandatory\"")));
}
