//! Joined cases in the tables: the order of adding, ids that are merged and split, root cases with their shares.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{Desk, TOY};
use jikenbo_casebook::{CaseId, Casebook, Filter, Happened};

fn id(text: &str) -> CaseId {
    text.parse().unwrap()
}

/// A notice of a client of 例示印刷.
fn notice(victim: &str, day: u32, own: u32) -> String {
    format!(
        "# 委託先への不正アクセスについて\n{victim}\n+ published 2026-03-{day:02}\n+ detected 2026-03-01\n+ contractor 例示印刷\n+ own {own}\n"
    )
}

/// The same event at the contractor.
const CONTRACTOR: &str =
    "# 不正アクセスについて\n株式会社例示印刷\n+ published 2026-03-02\n+ detected 2026-03-01\n+ total 9000\n";

/// Two notices of one city, one of a town, the contractor's own, and one of another event.
fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("a.txt", notice("架空市", 2, 1200)),
        ("b.txt", notice("架空市", 4, 1250).replace("について", "について(第二報)") + "+ published 2026-03-02\n"),
        ("c.txt", notice("見本町", 3, 300)),
        ("d.txt", CONTRACTOR.to_owned()),
        ("e.txt", "# 紛失\n無関係市\n+ published 2026-03-03\n+ own 300\n".to_owned()),
    ]
}

/// The files of each case, and those of its root.
fn partition(desk: &Desk) -> BTreeSet<(BTreeSet<String>, BTreeSet<String>)> {
    let casebook = Casebook::open(&desk.casebook()).unwrap();
    let files: BTreeMap<CaseId, BTreeSet<String>> = casebook
        .cases(&Filter::default())
        .unwrap()
        .into_iter()
        .map(|case| (case.id, case.reports.into_iter().map(|report| report.file).collect()))
        .collect();
    let cases = casebook.cases(&Filter::default()).unwrap().into_iter();
    cases
        .map(|case| (files[&case.id].clone(), case.root.map(|root| files[&root].clone()).unwrap_or_default()))
        .collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn adding_in_any_order_gives_the_same_partition() {
    let pages = pages();
    let mut seen = BTreeSet::new();
    for turn in 0..pages.len() {
        for back in [false, true] {
            let mut order = pages.clone();
            order.rotate_left(turn);
            if back {
                order.reverse();
            }
            let desk = Desk::new();
            for (name, text) in &order {
                desk.write(name, text);
                desk.add();
            }
            let found = partition(&desk);
            desk.rebuild(&TOY);
            assert_eq!(partition(&desk), found, "a rebuild gives the same");
            seen.insert(found);
        }
    }
    let all = Desk::new();
    pages.iter().for_each(|(name, text)| drop(all.write(name, text)));
    all.add();
    seen.insert(partition(&all));
    assert_eq!(seen.len(), 1, "{seen:#?}");
    let root = set(&["d.txt"]);
    let expected = BTreeSet::from([
        (set(&["a.txt", "b.txt"]), root.clone()),
        (set(&["c.txt"]), root.clone()),
        (root, set(&[])),
        (set(&["e.txt"]), set(&[])),
    ]);
    assert_eq!(seen.into_iter().next().unwrap(), expected);
}

#[test]
fn merged_numbers_point_on_and_split_ones_say_into_what() {
    let desk = Desk::new();
    for (name, text) in pages() {
        desk.write(name, &text);
    }
    desk.add();
    let casebook = Casebook::open(&desk.casebook()).unwrap();
    assert_eq!(casebook.case(id("2026-0002")).unwrap().unwrap().id, id("2026-0001"), "the smallest id stays");
    assert_eq!(casebook.record(&casebook.case(id("2026-0001")).unwrap().unwrap()).unwrap().merged, ["2026-0002"]);
    let register = desk.casebook().join("register.jsonl");
    let text = fs::read_to_string(&register).unwrap();
    assert!(text.contains(r#""id":"2026-0002","what":"merged","cases":["2026-0001"]"#), "{text}");

    // The second notice turns out to be about something else.
    desk.write("b.txt", "# 紛失\n架空市\n+ published 2026-09-09\n+ own 7\n");
    desk.add();
    let casebook = Casebook::open(&desk.casebook()).unwrap();
    assert_eq!(casebook.case(id("2026-0002")).unwrap().unwrap().id, id("2026-0002"));
    let split = Happened::Split { into: vec![id("2026-0002")] };
    assert!(casebook.history(id("2026-0001")).unwrap().iter().any(|line| line.what == split));
    let before = (desk.seen(), fs::read_to_string(&register).unwrap());
    desk.rebuild(&TOY);
    assert_eq!((desk.seen(), fs::read_to_string(&register).unwrap()), before, "both survive a rebuild");
}

#[test]
fn a_page_that_goes_does_not_split_its_case() {
    let desk = Desk::new();
    desk.write("a.txt", &notice("架空市", 2, 1200));
    desk.write("b.txt", &(notice("架空市", 4, 1200) + "+ published 2026-03-02\n"));
    desk.add();
    desk.write("a.txt", "# お知らせ\n");
    desk.add();
    assert_eq!(desk.seen(), ["2026-0001: b.txt:1 follow_up 架空市, †a.txt:1 first 架空市"]);
    desk.rebuild(&TOY);
    assert_eq!(desk.seen(), ["2026-0001: b.txt:1 follow_up 架空市, †a.txt:1 first 架空市"]);
}

#[test]
fn a_root_case_shows_totals_shares_and_what_remains() {
    let desk = Desk::new();
    for (name, text) in pages() {
        desk.write(name, &text);
    }
    desk.write("f.txt", &notice("例示病院", 5, 0).replace("+ own 0\n", ""));
    desk.add();
    let casebook = Casebook::open(&desk.casebook()).unwrap();
    let root = casebook.case(id("2026-0001")).unwrap().unwrap().root.unwrap();
    let view = casebook.root_view(root).unwrap().unwrap();
    assert_eq!(view.contractor, "株式会社例示印刷");
    let clients: Vec<_> = view.clients.iter().map(|client| client.case.victims[0].as_str()).collect();
    assert_eq!(clients, ["架空市", "見本町", "例示病院"]);
    let share = &view.figures[0];
    let shares = &share.shares;
    assert_eq!((shares.subject.as_str(), share.totals[0].value, shares.sum), ("persons", 9000, 1550));
    assert_eq!((shares.smallest, shares.largest, shares.cases, shares.without), (300, 1250, 2, 1));
    assert_eq!(shares.unaccounted, Some(7450));
    let record = casebook.record(&casebook.case(root).unwrap().unwrap()).unwrap();
    assert_eq!((record.total[0].value, record.shares[0].unaccounted, record.clients.len()), (9000, Some(7450), 3));
    assert_eq!(casebook.root_view(id("2026-0001")).unwrap(), None);
}

#[test]
fn a_root_without_reports_has_an_id_that_stays_until_the_contractor_speaks() {
    let desk = Desk::new();
    desk.write("a.txt", &notice("架空市", 2, 1200));
    desk.write("c.txt", &notice("見本町", 3, 300));
    desk.add();
    let casebook = || Casebook::open(&desk.casebook()).unwrap();
    let root = casebook().case(id("2026-0001")).unwrap().unwrap().root.unwrap();
    assert_eq!(root, id("2026-0003"));
    let shown = casebook().case(root).unwrap().unwrap();
    assert_eq!((shown.title.as_str(), shown.reports.len()), ("例示印刷", 0));
    assert!(casebook().judge(root).unwrap().is_some());
    desk.rebuild(&TOY);
    assert_eq!(casebook().case(id("2026-0001")).unwrap().unwrap().root, Some(root));

    desk.write("d.txt", CONTRACTOR);
    desk.add();
    let own = casebook().case(id("2026-0001")).unwrap().unwrap().root.unwrap();
    assert_eq!(own, id("2026-0004"));
    assert_eq!(casebook().case(root).unwrap().unwrap().id, own, "the made id points on");
    desk.rebuild(&TOY);
    assert_eq!(casebook().case(root).unwrap().unwrap().id, own);

    // Where nobody names the contractor any longer, the made id says so and is in no list.
    let desk = Desk::new();
    desk.write("a.txt", &notice("架空市", 2, 1200));
    desk.write("c.txt", &notice("見本町", 3, 300));
    desk.add();
    desk.write("c.txt", "# 紛失\n見本町\n+ published 2026-12-03\n");
    desk.add();
    let casebook = Casebook::open(&desk.casebook()).unwrap();
    assert_eq!(casebook.case(id("2026-0001")).unwrap().unwrap().root, None);
    assert_eq!(casebook.cases(&Filter::default()).unwrap().len(), 2);
    assert!(casebook.history(id("2026-0003")).unwrap().iter().any(|line| matches!(line.what, Happened::Split { .. })));
}
