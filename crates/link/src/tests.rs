//! Tests of linking on small reports written for the test.

use super::*;

fn told(key: &str, victim: &str, contractor: &str, day: &str, persons: u64) -> Told {
    Told {
        key: key.into(),
        article: key.into(),
        victims: vec![victim.into()],
        contractors: if contractor.is_empty() { vec![] } else { vec![contractor.into()] },
        causes: vec!["ransomware".into()],
        consequences: vec![("possible_data_leak".into(), "possible".into())],
        figures: vec![Figure {
            value: persons,
            subject: "persons".into(),
            scope: "own".into(),
            bound: "exact".into(),
            realis: "possible".into(),
        }],
        steps: vec![Step { kind: "published".into(), date: day.into(), ..Step::default() }],
        title: "委託先への不正アクセスについて".into(),
        published_on: Some(day.into()),
        publisher: Some(victim.into()),
        ..Told::default()
    }
}

#[test]
fn one_organisation_has_one_key_whichever_way_it_is_written() {
    for name in ["株式会社架空商事", "(株)架空商事", "㈱架空商事", "架空商事 株式会社", "架空商事社"]
    {
        assert_eq!(identity(name).exact, "架空商事", "{name}");
    }
    assert_eq!(identity("架空市教育委員会").base, "架空市");
    assert_eq!(identity("架空商事株式会社大阪支店").base, "架空商事");
    assert_eq!(identity("架空学園大学").base, identity("学校法人架空学園").base);
    assert_ne!(identity("架空市立病院").base, identity("架空市民病院").base);
    assert_ne!(identity("架空大学附属高等学校").base, identity("架空大学").base);
    // Municipalities by their code, with their prefecture or without; those of one name stay apart.
    assert_eq!(identity("静岡県湖西市"), identity("湖西市"));
    assert_eq!(identity("湖西市教育委員会").base, identity("静岡県 湖西市").base);
    assert_eq!(identity("静岡県湖西市教育委員会"), identity("湖西市教育委員会"));
    assert_ne!(identity("東京都府中市").base, identity("広島県府中市").base);
    assert_ne!(identity("埼玉県").base, identity("埼玉県川口市").base);
    assert_ne!(identity("川口市立病院").base, identity("川口市").base);
}

fn followed() -> Vec<Told> {
    let mut second = told("b", "架空市", "株式会社例示印刷", "2026-03-20", 1250);
    second.title = "委託先への不正アクセスについて(第二報)".into();
    second.steps.push(Step { kind: "published".into(), date: "2026-03-02".into(), ..Step::default() });
    let mut own = told("d", "例示印刷株式会社", "", "2026-03-01", 9000);
    own.figures[0].scope = "total".into();
    vec![
        told("a", "架空市", "(株)例示印刷", "2026-03-02", 1200),
        second,
        told("c", "見本町", "例示印刷", "2026-03-03", 300),
        own,
        told("e", "別名市", "株式会社無関係", "2026-03-03", 300),
    ]
}

#[test]
fn follow_ups_join_and_clients_share_a_root() {
    let linked = link(followed(), &[]);
    assert_eq!(linked.case_of[0], linked.case_of[1]);
    let case = &linked.cases[linked.case_of[0]];
    assert_eq!(
        case.reports.iter().map(|(report, role)| (*report, role.code())).collect::<Vec<_>>(),
        [(0, "first"), (1, "follow_up")]
    );
    assert_eq!(case.root, Some(linked.case_of[3]));
    assert_eq!(linked.cases[linked.case_of[2]].root, case.root);
    assert_eq!(linked.cases[linked.case_of[4]].root, None);
    let change = &case.changes[0];
    assert_eq!((change.old.as_deref(), change.new.as_deref()), (Some("1200"), Some("1250")));
}

#[test]
fn the_partition_does_not_depend_on_the_order() {
    let forward = link(followed(), &[]);
    let n = followed().len();
    for turn in 1..n {
        let mut turned = followed();
        turned.rotate_left(turn);
        turned.reverse();
        let linked = link(turned.clone(), &[]);
        let at = |key: &str| turned.iter().position(|told| told.key == key).unwrap();
        for (i, a) in followed().iter().enumerate() {
            for (j, b) in followed().iter().enumerate() {
                let before = forward.case_of[i] == forward.case_of[j];
                assert_eq!(linked.case_of[at(&a.key)] == linked.case_of[at(&b.key)], before, "{} {}", a.key, b.key);
            }
        }
    }
}

#[test]
fn clients_that_one_article_tells_of_together_share_a_root() {
    // News say no more of a client than its name and figure.
    let client = |key: &str, article: &str, victim: &str| {
        let mut told = told(key, victim, "架空窓口株式会社", "2026-03-31", 126);
        (told.article, told.causes) = (article.into(), Vec::new());
        told
    };
    let roots = |second: &str| {
        let linked = link(vec![client("a", "news", "架空市"), client("b", second, "見本大学")], &[]);
        assert_ne!(linked.case_of[0], linked.case_of[1]);
        linked.cases[linked.case_of[0]].root.is_some()
    };
    assert!(roots("news"));
    assert!(!roots("other"));
}

#[test]
fn a_decision_says_why() {
    let reports = followed();
    let decision = compare(&reports[0], &reports[1]);
    assert!(decision.joined());
    assert!(decision.reasons.iter().any(|reason| reason.label == "委託先が同じ" && reason.weight > 0.0));
}

#[test]
fn a_renamed_organisation_is_one_where_a_report_says_so() {
    let fact = |is_owner| OtherName {
        of: "株式会社架空商事".into(), name: "見本物産株式会社".into(), is_owner
    };
    let tells = |others: Vec<OtherName>, publisher: &str| {
        let before = told("a", "見本物産株式会社", "", "2026-03-02", 1200);
        let mut between = told("b", "株式会社架空商事", "", "2026-04-02", 1200);
        between.other_names = others;
        between.publisher = Some(publisher.into());
        let after = told("c", "架空商事", "", "2026-05-02", 1200);
        link(vec![before, between, after], &[])
    };
    let linked = tells(vec![fact(false)], "株式会社架空商事");
    assert_eq!(linked.case_of[0], linked.case_of[1]);
    assert_eq!(linked.case_of[1], linked.case_of[2]);
    let apart = tells(Vec::new(), "株式会社架空商事");
    assert_ne!(apart.case_of[0], apart.case_of[1]);
    assert_eq!(apart.case_of[1], apart.case_of[2]);
    // A body that owns the victim is another organisation, but it speaks for it.
    let owned = tells(vec![fact(true)], "見本物産株式会社");
    assert_ne!(owned.case_of[0], owned.case_of[1]);
    assert_eq!(owned.cases[owned.case_of[1]].reports[0], (1, Role::First));
}

#[test]
fn clients_that_name_no_contractor_share_a_root_by_the_days_that_its_data_cover() {
    let client = |key: &str, victim: &str, from: &str, to: &str| {
        let mut told = told(key, victim, "", "2026-03-31", 126);
        told.steps.push(Step { kind: "data_period".into(), date: from.into(), end: to.into(), ..Step::default() });
        told
    };
    let roots = |from: &str, to: &str| {
        let linked =
            link(vec![client("a", "架空市", "2025-11-03", "2026-02-14"), client("b", "見本町", from, to)], &[]);
        linked.cases[linked.case_of[0]].root.is_some()
    };
    assert!(roots("2025-11-03", "2026-02-14"));
    assert!(!roots("2025-11-03", "2026-02-15"));
    let year = |key: &str, victim: &str| client(key, victim, "2025-04-01", "2026-03-31");
    assert!(link(vec![year("a", "架空市"), year("b", "見本町")], &[]).cases.iter().all(|case| case.root.is_none()));
}

#[test]
fn a_first_report_that_tells_little_stays_with_those_that_follow() {
    // Each later report speaks a little against it; together they say no more than one.
    let step = |kind: &str, date: &str| Step { kind: kind.into(), date: date.into(), ..Step::default() };
    let later = |key: &str, day: &str| {
        let mut told = told(key, "架空商事株式会社", "", day, 4655);
        told.title = "お客様情報の漏えいについて".into();
        told
    };
    let mut first = later("a", "2026-01-22");
    (first.causes, first.figures) = (Vec::new(), Vec::new());
    first.title = "決済の一時停止のお知らせ".into();
    let mut second = later("b", "2026-04-15");
    for told in [&mut first, &mut second] {
        told.steps.extend([step("detected", "2026-01-18"), step("contained", "2026-01-19")]);
    }
    let mut all = vec![first, second];
    all.extend((0..8).map(|n| later(&format!("c{n}"), &format!("2026-05-{:02}", n + 10))));
    let linked = link(all, &[]);
    assert!(linked.case_of.iter().all(|case| *case == linked.case_of[0]), "{:?}", linked.case_of);
}
