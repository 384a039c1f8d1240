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
        steps: vec![Step { kind: "published".into(), date: day.into(), quote: String::new() }],
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
    second.steps.push(Step { kind: "published".into(), date: "2026-03-02".into(), quote: String::new() });
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
