//! `add`, `cases`, `show`, `export`, `rebuild` on real pages.

mod common;

use std::fs;

use common::{Desk, NOTICE, digest, without_moments};
use serde_json::Value;

fn first(text: &str) -> Value {
    serde_json::from_str(text.lines().next().unwrap()).unwrap()
}

#[test]
fn adding_twice_changes_nothing() {
    let desk = Desk::new();
    desk.write("pages/a.txt", NOTICE);
    desk.write("pages/b/c.txt", digest(1, 3));
    let told = desk.done(&["add", "pages"]);
    assert_eq!(told.lines().count(), 2);
    assert!(told.contains("-0001\n") && told.ends_with("-0004\n"), "{told}");
    let before = desk.done(&["export"]);
    assert_eq!(before.lines().count(), 4);
    let again = desk.run(&["add", "pages", "pages/a.txt", "pages/b"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    assert_eq!(again.err, "0 added, 0 changed, 2 unchanged, 0 skipped; 0 new cases\n");
    assert_eq!(desk.done(&["export"]), before);
    desk.done(&["rebuild"]);
    assert_eq!(desk.done(&["export"]), before);
}

#[test]
fn a_changed_file_is_a_new_capture_of_its_source_and_keeps_its_case() {
    let desk = Desk::new();
    let page = desk.write("notice.txt", NOTICE);
    desk.done(&["add", "notice.txt"]);
    let before = first(&desk.done(&["export"]));
    fs::write(&page, NOTICE.replace("116名", "118名")).unwrap();
    let told = desk.done(&["add", "notice.txt"]);
    assert!(told.starts_with("changed\t") && told.ends_with("-0001\n"), "{told}");

    let export = desk.done(&["export"]);
    assert_eq!(export.lines().count(), 1, "no new case");
    let after = first(&export);
    assert_eq!(after["id"], before["id"]);
    assert_eq!(after["entered_at"], before["entered_at"]);
    assert_eq!((before["headline"]["value"].as_u64(), after["headline"]["value"].as_u64()), (Some(116), Some(118)));
    let reports = after["reports"].as_array().unwrap();
    assert_eq!(reports.len(), 2, "the old report stays to be seen");
    assert!(reports[0]["ended_at"].is_null() && reports[1]["ended_at"].is_string());
    assert_eq!(reports[0]["source"], reports[1]["source"]);
    assert_ne!(reports[0]["blob"], reports[1]["blob"]);
    let listed = first(&desk.done(&["cases", "--format", "jsonl"]));
    assert_eq!(listed["reports"].as_array().unwrap().len(), 1, "a list shows what stands");

    let kept = desk.done(&["export"]);
    desk.done(&["rebuild"]);
    assert_eq!(desk.done(&["export"]), kept);
}

#[test]
fn every_value_that_is_exported_has_its_words_on_the_page() {
    let desk = Desk::new();
    desk.write("notice.txt", NOTICE);
    desk.done(&["add", "notice.txt"]);
    let case = first(&desk.done(&["export"]));
    let record = &case["reports"][0]["record"];
    assert_eq!(record["victims"][0], "架空商事株式会社");
    assert_eq!(record["realis"]["/counts/0"], "confirmed");
    for (pointer, evidence) in record["evidence"].as_object().unwrap() {
        assert!(record.pointer(pointer).is_some(), "{pointer} points to no value");
        for words in evidence.as_array().unwrap() {
            let (start, end) = (words["start"].as_u64().unwrap() as usize, words["end"].as_u64().unwrap() as usize);
            assert_eq!(NOTICE[start..end], *words["quote"].as_str().unwrap(), "{pointer}");
        }
    }
}

#[test]
fn lists_are_filtered_and_come_in_four_forms() {
    let desk = Desk::new();
    desk.write("pages/a.txt", NOTICE);
    desk.write("pages/b.txt", digest(1, 2));
    desk.done(&["add", "pages"]);
    let lines = |arguments: &[&str]| desk.done(&[&["cases", "--format", "jsonl"], arguments].concat()).lines().count();
    assert_eq!(lines(&[]), 3);
    assert_eq!(lines(&["--cause", "misdelivery"]), 1);
    assert_eq!(lines(&["--cause", "誤送信・誤送付"]), 1, "by its name");
    assert_eq!(lines(&["--cause", "unauthorized_access"]), 2);
    assert_eq!(lines(&["--year", "2024"]), 3);
    assert_eq!(lines(&["--year", "1999"]), 0);
    assert_eq!(lines(&["--victim", "架空商事"]), 1);
    assert_eq!(lines(&["--limit", "2", "--newest"]), 2);
    let list: Value = serde_json::from_str(&desk.done(&["cases", "--format", "json"])).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 3);
    assert_eq!(desk.done(&["cases", "--format", "json", "--year", "1999"]), "[]\n");
    let csv = desk.done(&["cases", "--format", "csv"]);
    assert!(csv.starts_with("id,entered_at,root,published_on,victims,"));
    assert_eq!(csv.lines().count(), 4);
    assert_eq!(csv, desk.done(&["export", "--format", "csv"]));
}

#[test]
fn a_table_and_a_case_read_well_in_both_languages() {
    let desk = Desk::new();
    desk.write("notice.txt", NOTICE);
    desk.done(&["add", "notice.txt"]);
    let id = first(&desk.done(&["export"]))["id"].as_str().unwrap().to_owned();
    let japanese = desk.done(&["cases", "--lang", "ja"]);
    assert_eq!(
        japanese.replace(&id, "2026-0001"),
        "番号       公表日      組織              原因             件数  題名\n\
         2026-0001  2024-07-09  架空商事株式会社  誤送信・誤送付  116人  メールアドレスの漏えいについて（お詫び）\n"
    );
    let english = desk.done(&["show", &id]);
    assert!(english.contains("organisation"), "{english}");
    assert!(english.contains("116 persons") && english.contains("「116名」"), "{english}");
    let csv = desk.done(&["show", &id, "--format", "csv"]);
    assert!(csv.starts_with("id,source,pointer,value,realis,start,end,quote\n"));
    let json: Value = serde_json::from_str(&desk.done(&["show", &id, "--format", "json"])).unwrap();
    assert_eq!(json, first(&desk.done(&["export"])));
}

#[test]
fn a_folder_that_holds_the_casebook_gives_its_own_pages_only() {
    let desk = Desk::new();
    desk.write("notice.txt", NOTICE);
    desk.done(&["add", "."]);
    assert_eq!(desk.run(&["add", "."]).err, "0 added, 0 changed, 1 unchanged, 0 skipped; 0 new cases\n");
    assert_eq!(desk.done(&["extract", "--format", "jsonl", "."]).lines().count(), 1);
}

#[test]
fn an_export_to_a_file_is_the_export() {
    let desk = Desk::new();
    desk.write("notice.txt", NOTICE);
    desk.done(&["add", "notice.txt"]);
    desk.done(&["export", "--output", "all.jsonl"]);
    assert_eq!(fs::read_to_string(desk.path().join("all.jsonl")).unwrap(), desk.done(&["export"]));
    let names: Vec<_> = fs::read_dir(desk.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{names:?}");
}

#[test]
fn two_casebooks_of_the_same_pages_are_equal_whatever_the_number_of_workers() {
    let exports: Vec<String> = ["1", "2", "5"]
        .iter()
        .map(|threads| {
            let desk = Desk::new();
            for page in 0..12 {
                desk.write(&format!("pages/{page:02}.txt"), digest(page, 1 + page * 5 % 7));
            }
            desk.done(&["add", "--threads", threads, "pages"]);
            let folder = desk.path().canonicalize().unwrap().display().to_string();
            without_moments(&desk.done(&["export"])).replace(&folder, "")
        })
        .collect();
    assert!(exports.windows(2).all(|two| two[0] == two[1]));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let desk = Desk::new();
    desk.write("pages/a.txt", digest(3, 200));
    desk.done(&["add", "--quiet", "pages"]);
    for arguments in [&["export"][..], &["cases", "--format", "csv"], &["extract", "pages", "--format", "jsonl"]] {
        let mut command = desk.command(arguments);
        let mut child =
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ran = common::ran(child.wait_with_output().unwrap());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    }
}
