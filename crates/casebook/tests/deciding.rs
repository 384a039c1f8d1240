//! What people decide: merge, split, correct, undo; that nothing of it is lost, whatever is rebuilt, read anew or cut off.

mod common;

use std::fs::{self, OpenOptions};
use std::io::Write;

use common::{Desk, TOY, Toy};
use jikenbo_casebook::{
    By, CaseId, Casebook, Decided, Decision, Error, Filter, Happened, LONGEST_WHY, Standing, Writer, decide, values,
};

fn id(number: u32) -> CaseId {
    CaseId { year: 2026, number }
}

fn by(desk: &Desk, why: &str) -> By {
    By { who: "甲".into(), why: why.into(), at: desk.now }
}

fn done(desk: &Desk, decision: Decision) -> Decided {
    decide(&desk.casebook(), decision, &by(desk, "確認した")).unwrap()
}

fn refused(desk: &Desk, decision: Decision) -> String {
    let error = decide(&desk.casebook(), decision, &by(desk, "確認した")).unwrap_err();
    assert!(matches!(error, Error::Refused { .. }), "{error}");
    error.to_string()
}

fn merge(a: u32, b: u32) -> Decision {
    Decision::Merge { a: id(a), b: id(b) }
}

fn split(case: u32, reports: &[u32]) -> Decision {
    Decision::Split { case: id(case), reports: reports.iter().map(|n| id(*n)).collect() }
}

fn correct(case: u32, field: &str, old: Option<&str>, new: Option<&str>) -> Decision {
    let text = |text: &str| text.to_owned();
    Decision::Correct { case: id(case), field: field.into(), old: old.map(text), new: new.map(text), quote: None }
}

/// Three organisations that nothing joins.
fn three() -> Desk {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n+ published 2026-03-02\n+ own 1200\n");
    desk.write("b.txt", "# 紛失\n乙市\n+ published 2026-05-02\n+ own 30\n");
    desk.write("c.txt", "# 盗難\n丙市\n+ published 2026-08-02\n+ own 7\n");
    desk.add();
    desk
}

fn counts(desk: &Desk, case: u32) -> Vec<String> {
    let casebook = Casebook::open(&desk.casebook()).unwrap();
    let reports = casebook.reports(id(case)).unwrap();
    reports.iter().flat_map(|report| values(&report.record, "count:persons:own")).collect()
}

fn standing(desk: &Desk, case: u32, of: u64) -> Standing {
    let history = Casebook::open(&desk.casebook()).unwrap().history(id(case)).unwrap();
    let found = history.iter().find_map(|line| match &line.what {
        Happened::Decided { n, standing, .. } if *n == of => Some(*standing),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("decision {of} is not in {history:#?}"))
}

/// The same after a rebuild, and after the tables are lost and caught up.
fn holds(desk: &Desk) {
    let before = desk.seen();
    desk.rebuild(&TOY);
    assert_eq!(desk.seen(), before, "after a rebuild");
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(desk.casebook().join(format!("casebook.sqlite{end}")));
    }
    drop(Writer::open(&desk.casebook(), &TOY).unwrap());
    assert_eq!(desk.seen(), before, "caught up from the logs");
}

#[test]
fn a_person_joins_and_parts_and_takes_back() {
    let desk = three();
    let apart = desk.seen();
    assert_eq!(done(&desk, merge(3, 1)), Decided { n: 1, case: id(1), also: vec![] });
    let joined = "2026-0001: a.txt:1 first 甲市, c.txt:1 follow_up 丙市";
    assert_eq!(desk.seen(), [joined, "2026-0002: b.txt:1 first 乙市"]);
    holds(&desk);
    assert_eq!(done(&desk, merge(2, 3)).case, id(1));
    assert_eq!(desk.seen().len(), 1);
    assert_eq!(done(&desk, split(1, &[2])), Decided { n: 3, case: id(1), also: vec![id(2)] });
    assert_eq!(desk.seen(), [joined, "2026-0002: b.txt:1 first 乙市"]);
    holds(&desk);
    done(&desk, Decision::Undo { n: 3 });
    assert_eq!(desk.seen().len(), 1);
    done(&desk, Decision::Undo { n: 2 });
    done(&desk, Decision::Undo { n: 1 });
    assert_eq!(desk.seen(), apart);
    done(&desk, Decision::Undo { n: 6 });
    assert_eq!(desk.seen()[0], joined, "an undo is taken back like all else");
    assert_eq!(standing(&desk, 1, 2), Standing::Undone { by: 5 });
    assert_eq!(standing(&desk, 1, 1), Standing::Applied);
    holds(&desk);
}

#[test]
fn a_figure_that_is_taken_back_is_as_it_was_read() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n+ published 2026-03-02\n+ over 1000\n");
    desk.add();
    let bound = || {
        let case = Casebook::open(&desk.casebook()).unwrap().case(id(1)).unwrap().unwrap();
        case.headline.map(|headline| (headline.value, headline.bound)).unwrap()
    };
    assert_eq!(bound(), (1000, "more_than".to_owned()));
    done(&desk, correct(1, "sector", None, Some("municipality")));
    assert_eq!(bound(), (1000, "more_than".to_owned()), "another field is corrected");
    done(&desk, correct(1, "count:persons:own", Some("1000"), Some("1200")));
    assert_eq!(bound(), (1200, "at_least".to_owned()));
    done(&desk, Decision::Undo { n: 2 });
    assert_eq!(bound(), (1000, "more_than".to_owned()));
    holds(&desk);
}

#[test]
fn what_cannot_be_meant_is_refused_and_not_written() {
    let desk = three();
    done(&desk, merge(1, 2));
    assert_eq!(refused(&desk, merge(1, 2)), "these are one case already");
    assert_eq!(refused(&desk, merge(1, 99)), "there is no case with this id");
    assert_eq!(refused(&desk, split(1, &[3])), "this report does not belong to the case");
    assert_eq!(refused(&desk, split(1, &[])), "nothing would be split");
    assert_eq!(refused(&desk, split(1, &[1, 2])), "nothing would be split");
    assert_eq!(refused(&desk, Decision::Undo { n: 9 }), "there is no decision with this number");
    assert_eq!(refused(&desk, correct(3, "weather", None, Some("rain"))), "there is no field of this name");
    assert_eq!(refused(&desk, correct(3, "causes", None, Some("rain"))), "this value cannot be entered");
    assert_eq!(refused(&desk, correct(3, "event:detected", None, Some("2026-02-30"))), "this value cannot be entered");
    assert_eq!(refused(&desk, correct(3, "count:persons:own", Some("8"), Some("9"))), "the case has no such value");
    assert_eq!(refused(&desk, correct(3, "victims", None, Some("丙市"))), "the case has this value already");
    done(&desk, Decision::Undo { n: 1 });
    assert_eq!(refused(&desk, Decision::Undo { n: 1 }), "this decision is taken back already");
    let lines = fs::read_to_string(desk.casebook().join("corrections.jsonl")).unwrap();
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn a_corrected_value_is_what_every_view_shows_until_it_is_taken_back() {
    let desk = three();
    done(&desk, correct(1, "count:persons:own", Some("1200"), Some("1201")));
    done(&desk, correct(1, "victims", Some("甲市"), Some("甲市教育委員会")));
    done(&desk, correct(1, "causes", Some("misdelivery"), Some("loss")));
    done(&desk, correct(1, "sector", None, Some("municipality")));
    let casebook = Casebook::open(&desk.casebook()).unwrap();
    let case = casebook.case(id(1)).unwrap().unwrap();
    assert_eq!((case.headline.unwrap().value, &case.victims[0][..]), (1201, "甲市教育委員会"));
    let passing = |filter: Filter| casebook.cases(&filter).unwrap().iter().map(|case| case.id).collect::<Vec<_>>();
    assert_eq!(passing(Filter { cause: Some("loss".into()), ..Filter::default() }), [id(1)]);
    assert_eq!(passing(Filter { sector: Some("municipality".into()), ..Filter::default() }), [id(1)]);
    let record = &casebook.reports(id(1)).unwrap()[0].record;
    assert_eq!(record.rule["/counts/0"], "correction 1");
    assert_eq!(record.evidence["/counts/0"][0].quote, "+ own 1200", "the words stay beside it");
    holds(&desk);
    assert_eq!(counts(&desk, 1), ["1201"]);
    for n in 1..=4 {
        done(&desk, Decision::Undo { n });
    }
    let fresh = three();
    let record = |desk: &Desk| Casebook::open(&desk.casebook()).unwrap().reports(id(1)).unwrap()[0].record.clone();
    assert_eq!(record(&desk), record(&fresh));
    holds(&desk);
}

#[test]
fn two_corrections_of_one_field_follow_each_other() {
    let desk = three();
    done(&desk, correct(1, "count:persons:own", Some("1200"), Some("1201")));
    assert_eq!(
        refused(&desk, correct(1, "count:persons:own", Some("1200"), Some("1300"))),
        "the case has no such value",
        "it has been corrected"
    );
    done(&desk, correct(1, "count:persons:own", Some("1201"), Some("1202")));
    assert_eq!(counts(&desk, 1), ["1202"]);
    done(&desk, Decision::Undo { n: 1 });
    assert_eq!(counts(&desk, 1), ["1200"], "what the second corrects is not there without the first");
    assert_eq!(standing(&desk, 1, 2), Standing::Orphaned);
    done(&desk, Decision::Undo { n: 3 });
    assert_eq!(counts(&desk, 1), ["1202"]);
    done(&desk, correct(1, "count:persons:own", Some("1202"), None));
    assert_eq!(counts(&desk, 1), [""; 0]);
    holds(&desk);
    assert_eq!(counts(&desk, 1), [""; 0]);
}

#[test]
fn after_reading_anew_a_correction_is_settled_or_orphaned_never_dropped() {
    let desk = three();
    done(&desk, correct(1, "victims", Some("甲市"), Some("甲市役所")));
    done(&desk, correct(2, "victims", Some("乙市"), Some("乙町")));
    done(&desk, merge(2, 3));
    assert_eq!(standing(&desk, 1, 1), Standing::Applied);
    // The new reader gives 甲市役所, 乙市役所, 丙市役所.
    desk.rebuild(&Toy { version: 2, suffix: "役所" });
    assert_eq!(standing(&desk, 1, 1), Standing::Settled);
    assert_eq!(standing(&desk, 2, 2), Standing::Orphaned);
    assert_eq!(standing(&desk, 2, 3), Standing::Applied);
    assert_eq!(desk.seen().len(), 2);
    desk.rebuild(&TOY);
    assert_eq!(standing(&desk, 2, 2), Standing::Applied);
}

#[test]
fn a_correction_holds_in_later_captures_of_the_page() {
    let desk = three();
    done(&desk, correct(1, "count:persons:own", Some("1200"), Some("1201")));
    desk.write("a.txt", "# 誤送信\n甲市\n+ published 2026-03-02\n+ own 1200\n- 追記\n");
    desk.add();
    assert_eq!(counts(&desk, 1).first().map(String::as_str), Some("1201"));
    desk.write("a.txt", "# 誤送信\n甲市\n+ published 2026-03-02\n+ own 1201\n- 訂正\n");
    desk.add();
    assert_eq!(counts(&desk, 1).first().map(String::as_str), Some("1201"));
    assert_eq!(standing(&desk, 1, 1), Standing::Settled);
    holds(&desk);
}

#[test]
fn a_corrected_value_is_what_linking_compares() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n+ published 2026-03-02\n+ own 1200\n");
    desk.write("b.txt", "# 誤送信(第二報)\n田市\n+ published 2026-03-09\n+ published 2026-03-02\n+ own 1200\n");
    desk.add();
    assert_eq!(desk.seen().len(), 2);
    done(&desk, correct(2, "victims", Some("田市"), Some("甲市")));
    assert_eq!(desk.seen().len(), 1);
    holds(&desk);
    done(&desk, Decision::Undo { n: 1 });
    assert_eq!(desk.seen().len(), 2);
    holds(&desk);
}

#[test]
fn a_corrected_day_of_publication_holds_for_the_reports_of_its_case() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n+ published 2026-03-02\n+ own 1200\n");
    desk.write("b.txt", "# 紛失\n乙市\n+ published 2026-03-02\n+ own 80\n");
    desk.add();
    let day = |n| Casebook::open(&desk.casebook()).unwrap().case(id(n)).unwrap().unwrap().published_on;
    let year = |year| {
        let casebook = Casebook::open(&desk.casebook()).unwrap();
        let cases = casebook.cases(&Filter { year: Some(year), ..Filter::default() }).unwrap();
        cases.iter().map(|case| case.id).collect::<Vec<_>>()
    };
    assert_eq!(
        refused(&desk, correct(1, "published_on", Some("2026-03-02"), Some("2.3.2025"))),
        "this value cannot be entered"
    );
    assert_eq!(refused(&desk, correct(1, "published_on", Some("2026-03-02"), None)), "this value cannot be entered");
    assert_eq!(
        refused(&desk, correct(1, "published_on", Some("2026-03-05"), Some("2025-03-02"))),
        "the case has no such value"
    );
    done(&desk, correct(1, "published_on", Some("2026-03-02"), Some("2025-03-02")));
    assert_eq!((day(1).as_deref(), day(2).as_deref()), (Some("2025-03-02"), Some("2026-03-02")));
    assert_eq!((year(2025), year(2026)), (vec![id(1)], vec![id(2)]));
    let casebook = Casebook::open(&desk.casebook()).unwrap();
    let report = &casebook.reports(id(1)).unwrap()[0];
    assert_eq!(report.article.published_on.as_deref(), Some("2025-03-02"));
    assert_eq!(report.record.rule["/published_on"], "correction 1");
    holds(&desk);
    done(&desk, correct(1, "published_on", Some("2025-03-02"), Some("2025-03-03")));
    assert_eq!(day(1).as_deref(), Some("2025-03-03"));
    done(&desk, Decision::Undo { n: 2 });
    done(&desk, Decision::Undo { n: 1 });
    assert_eq!(day(1).as_deref(), Some("2026-03-02"));
    assert_eq!(year(2026), [id(1), id(2)]);
    holds(&desk);
}

#[test]
fn a_torn_last_line_is_cut_and_damage_is_named() {
    let desk = three();
    done(&desk, merge(1, 2));
    let path = desk.casebook().join("corrections.jsonl");
    OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"n\":2,\"kind\":\"mer").unwrap();
    assert_eq!(done(&desk, merge(1, 3)).n, 2);
    assert_eq!(desk.seen().len(), 1);
    holds(&desk);
    let mut bytes = fs::read(&path).unwrap();
    bytes[30] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let error = decide(&desk.casebook(), Decision::Undo { n: 1 }, &by(&desk, "x")).unwrap_err();
    assert!(error.place().unwrap().ends_with("corrections.jsonl, line 1"), "{:?}", error.place());
    fs::write(&path, "").unwrap();
    let error = decide(&desk.casebook(), Decision::Undo { n: 1 }, &by(&desk, "x")).unwrap_err();
    assert!(matches!(error, Error::Ahead { tables: 2, log: 0, .. }), "{error}");
}

#[test]
fn what_was_written_before_a_cut_is_carried_out_by_the_next_writer() {
    let desk = three();
    let before: Vec<u8> = fs::read(desk.casebook().join("casebook.sqlite")).unwrap();
    done(&desk, merge(1, 2));
    let after = desk.seen();
    // As if the process had been killed between the log and the tables.
    for end in ["-wal", "-shm"] {
        let _ = fs::remove_file(desk.casebook().join(format!("casebook.sqlite{end}")));
    }
    fs::write(desk.casebook().join("casebook.sqlite"), before).unwrap();
    drop(Writer::open(&desk.casebook(), &TOY).unwrap());
    assert_eq!(desk.seen(), after);
    holds(&desk);
}

#[test]
fn hostile_reasons_are_bounded_and_harmless() {
    let desk = three();
    let path = desk.casebook();
    let why = |why: &str| decide(&path, merge(1, 2), &by(&desk, why));
    assert!(matches!(why(&"あ".repeat(LONGEST_WHY + 1)), Err(Error::Refused { .. })));
    assert!(matches!(why(" \n\t "), Err(Error::Refused { .. })));
    let hostile = "\u{1b}[31m赤\n{\"n\":99}\r\u{0}\u{202e}逆 '; DROP TABLE correction; --";
    why(hostile).unwrap();
    let history = Casebook::open(&path).unwrap().history(id(1)).unwrap();
    let line = history.iter().find(|line| matches!(line.what, Happened::Decided { .. })).unwrap();
    assert!(!line.why.chars().any(|c| c.is_control() || c == '\u{202e}'), "{:?}", line.why);
    assert!(line.why.contains("DROP TABLE") && line.who.as_deref() == Some("甲"));
    let longest = "い".repeat(LONGEST_WHY);
    decide(&path, merge(1, 3), &by(&desk, &longest)).unwrap();
    assert!(matches!(
        decide(&path, correct(1, "victims", None, Some("x\ny")), &by(&desk, "x")),
        Err(Error::Refused { .. })
    ));
    holds(&desk);
}
