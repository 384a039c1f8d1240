//! Adding pages: who gets which id, what a changed page does, what twice does.

mod common;

use common::{Desk, TOY, Toy};
use jikenbo_casebook::{Casebook, Filter, Moment, Progress, Tally};

#[test]
fn ids_follow_the_order_of_paths_and_articles_without_incident_give_none() {
    let desk = Desk::new();
    desk.write("b.txt", "# 二つの事案\n甲市\n乙市\n");
    desk.write("a/1.txt", "# 誤送信\n架空商事株式会社\n");
    desk.write("c.txt", "# 注意喚起\n- 事案ではない\n");
    let tally = desk.add();
    assert_eq!(tally, Tally { added: 3, new_cases: 3, ..Tally::default() });
    assert_eq!(
        desk.seen(),
        ["2026-0001: 1.txt:1 first 架空商事株式会社", "2026-0002: b.txt:1 first 甲市", "2026-0003: b.txt:1 first 乙市"]
    );
}

#[test]
fn adding_twice_changes_nothing() {
    let desk = Desk::new();
    for i in 0..50 {
        desk.write(&format!("{i:02}.txt"), &format!("# 事案{i}\n第{i}商店\n"));
    }
    assert_eq!(desk.add(), Tally { added: 50, new_cases: 50, ..Tally::default() });
    let before = desk.seen();
    let log = std::fs::read(desk.casebook().join("archive/captures.jsonl")).unwrap();
    assert_eq!(desk.add(), Tally { unchanged: 50, ..Tally::default() });
    assert_eq!(desk.seen(), before);
    assert_eq!(std::fs::read(desk.casebook().join("archive/captures.jsonl")).unwrap(), log);
}

#[test]
fn a_changed_page_replaces_its_reports_in_the_same_cases() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n\n# 紛失\n乙市\n");
    desk.write("z.txt", "# 盗難\n丙市\n");
    desk.add();
    // Another article is put first, the words of one change, the other article goes.
    desk.write("a.txt", "# 不正アクセス\n丁市\n\n# 誤送信\n甲市\n- 続報を加えました\n");
    assert_eq!(desk.add(), Tally { changed: 1, unchanged: 1, new_cases: 1, ..Tally::default() });
    assert_eq!(
        desk.seen(),
        [
            "2026-0001: a.txt:4 first 甲市, †a.txt:1 first 甲市",
            "2026-0002: †a.txt:4 first 乙市",
            "2026-0003: z.txt:1 first 丙市",
            "2026-0004: a.txt:1 first 丁市",
        ]
    );
}

#[test]
fn a_report_follows_its_case_through_a_new_title_or_a_corrected_name() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n");
    desk.add();
    desk.write("a.txt", "# 誤送信(第二報)\n甲市\n");
    desk.add();
    desk.write("a.txt", "# 誤送信(第二報)\n甲市役所\n");
    assert_eq!(desk.add(), Tally { changed: 1, ..Tally::default() });
    assert_eq!(desk.seen()[0].split(',').next().unwrap(), "2026-0001: a.txt:1 first 甲市役所");
    assert_eq!(desk.seen().len(), 1);
}

#[test]
fn a_page_that_goes_back_to_its_old_words_takes_its_old_reports_up_again() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n");
    desk.add();
    let first = desk.seen();
    desk.write("a.txt", "# 別の件\n乙市\n");
    desk.add();
    desk.write("a.txt", "# 誤送信\n甲市\n");
    assert_eq!(desk.add(), Tally { changed: 1, ..Tally::default() });
    assert_eq!(desk.seen(), [&first[0][..], "2026-0002: †a.txt:1 first 乙市"]);
}

#[test]
fn a_copy_of_a_page_joins_the_cases_of_the_original() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n");
    desk.write("b.txt", "# 誤送信\n甲市\n");
    assert_eq!(desk.add(), Tally { added: 2, new_cases: 1, ..Tally::default() });
    assert_eq!(desk.seen(), ["2026-0001: a.txt:1 first 甲市, b.txt:1 copy 甲市"]);
    desk.write("a.txt", "# 誤送信\n甲市\n- 追記\n");
    desk.add();
    assert_eq!(desk.seen(), ["2026-0001: a.txt:1 first 甲市, b.txt:1 copy 甲市"]);
}

#[test]
fn one_bad_page_never_stops_the_rest() {
    let desk = Desk::new();
    desk.write("1.txt", "# 誤送信\n甲市\n");
    desk.write("2.txt", "!");
    desk.write("3.txt", "?");
    desk.write("4.txt", &"-".repeat(2 << 20));
    desk.write("5.txt", "# 紛失\n乙市\n");
    let mut skipped = Vec::new();
    let tally = desk.add_with(&TOY, &desk.pages(), &mut |progress| {
        if let Progress::Skipped { place, refusal } = progress {
            skipped.push(format!("{}: {}", place.rsplit('/').next().unwrap(), refusal.what));
        }
    });
    assert_eq!(tally, Tally { added: 2, skipped: 3, new_cases: 2, ..Tally::default() });
    assert_eq!(
        skipped,
        ["2.txt: no toy page", "3.txt: this page made jikenbo stumble", "4.txt: this file is too large"]
    );
}

#[test]
fn ids_carry_the_year_of_entry_in_japan() {
    let mut desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n");
    desk.now = Moment::parse("2026-12-31T14:59:59Z").unwrap();
    desk.add();
    desk.write("b.txt", "# 紛失\n乙市\n");
    desk.now = Moment::parse("2026-12-31T15:00:00Z").unwrap();
    desk.add();
    assert_eq!(desk.seen().iter().map(|line| &line[..9]).collect::<Vec<_>>(), ["2026-0001", "2027-0001"]);
}

#[test]
fn filters_choose_by_cause_sector_year_and_part_of_a_name() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n架空商事株式会社\n");
    desk.write("b.txt", "# 紛失\n架空市\n");
    desk.add();
    let casebook = Casebook::open(&desk.casebook()).unwrap();
    let count = |filter: Filter| {
        let found = casebook.cases(&filter).unwrap();
        assert_eq!(found.len() as u64, casebook.count(&filter).unwrap());
        found.len()
    };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(count(Filter { victim: text("架空"), ..Filter::default() }), 2);
    assert_eq!(count(Filter { victim: text("商事"), ..Filter::default() }), 1);
    assert_eq!(count(Filter { victim: text("%"), ..Filter::default() }), 0);
    assert_eq!(count(Filter { cause: text("misdelivery"), ..Filter::default() }), 2);
    assert_eq!(count(Filter { cause: text("theft"), ..Filter::default() }), 0);
    assert_eq!(count(Filter { sector: text("media"), ..Filter::default() }), 0);
    assert_eq!(count(Filter { year: Some(2026), ..Filter::default() }), 0);
    let page = Filter { newest_first: true, limit: Some(1), offset: 1, ..Filter::default() };
    assert_eq!(casebook.cases(&page).unwrap()[0].id.to_string(), "2026-0001");
    let stats = casebook.stats().unwrap();
    assert_eq!((stats.cases, stats.reports, stats.by_cause), (2, 2, vec![("misdelivery".into(), 2)]));
}

#[test]
fn the_text_of_a_page_is_what_its_evidence_points_into() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n");
    desk.add();
    let casebook = Casebook::open(&desk.casebook()).unwrap();
    let report = &casebook.reports("2026-0001".parse().unwrap()).unwrap()[0];
    let page = casebook.page(report.page).unwrap().unwrap();
    assert_eq!(page.text, "# 誤送信\n甲市\n");
    assert_eq!((page.hash, report.blob), (report.page_hash, report.page_hash));
    assert_eq!(casebook.bytes(report.blob).unwrap(), page.text.as_bytes());
    assert_eq!(casebook.page(99).unwrap(), None);
}

#[test]
fn hostile_names_neither_break_the_register_nor_the_lists() {
    let desk = Desk::new();
    let long = "甲".repeat(100_000);
    desk.write("a.txt", &format!("# {long}\n{long}\n"));
    desk.write("b.txt", "# \u{202e}逆\t\"'--;\n'; DROP TABLE report;\n");
    desk.add();
    assert_eq!(desk.add().unchanged, 2);
    desk.rebuild(&TOY);
    assert_eq!(desk.seen().len(), 2);
}

#[test]
fn a_new_version_of_the_reader_keeps_the_ids() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n乙市\n");
    desk.write("b.txt", "# 紛失\n丙市\n");
    desk.add();
    desk.rebuild(&Toy { version: 2, suffix: "役所" });
    assert_eq!(
        desk.seen(),
        ["2026-0001: a.txt:1 first 甲市役所", "2026-0002: a.txt:1 first 乙市役所", "2026-0003: b.txt:1 first 丙市役所"]
    );
}
