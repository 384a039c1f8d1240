//! Reasons in words: every vector explained in both languages, with nothing wanting in the tables.

use jikenbo_judge::{Duty, Explanation, Facts, RuleBook, Step, Words};
use serde_json::Value;

/// Words that would say that somebody broke the law.
const BLAMING: [&str; 10] = [
    "違反",
    "違法",
    "義務を怠",
    "不履行",
    "罰則",
    "violat",
    "broke the law",
    "breach of the law",
    "illegal",
    "failed to report",
];

fn every_vector(mut check: impl FnMut(&str, &Facts, Explanation)) {
    let file: Value = serde_json::from_str(include_str!("data/vectors.json")).unwrap();
    for vector in file["vectors"].as_array().unwrap() {
        let facts: Facts = serde_json::from_value(vector["facts"].clone()).unwrap();
        let (verdict, explanation) = RuleBook::embedded().explain(&facts);
        assert_eq!(verdict, RuleBook::embedded().judge(&facts));
        check(vector["id"].as_str().unwrap(), &facts, explanation);
    }
}

fn all_steps<'e>(steps: &'e [Step], found: &mut Vec<&'e Step>) {
    for step in steps {
        found.push(step);
        all_steps(&step.steps, found);
    }
}

fn check_words(id: &str, words: &Words) {
    for text in [&words.ja, &words.en] {
        assert!(text.len() > 1, "{id}: empty words");
        assert!(!text.contains(['{', '}']), "{id}: a place is left open: {text}");
        assert!(!BLAMING.iter().any(|word| text.contains(word)), "{id}: {text}");
    }
    assert!(words.ja.chars().any(|c| c > '\u{3000}'), "{id}: no Japanese wording: {}", words.ja);
    assert!(words.en.contains(' '), "{id}: no English wording: {}", words.en);
}

#[test]
fn gives_every_step_its_words_in_both_languages() {
    every_vector(|id, _, explanation| {
        check_words(id, &explanation.summary);
        assert!(explanation.disclaimer.ja.contains("法的助言ではありません"), "{id}");
        assert!(
            explanation.disclaimer.en.contains("not legal advice")
                || explanation.disclaimer.en.contains("no legal advice"),
            "{id}"
        );
        explanation.wanting.iter().for_each(|words| check_words(id, words));
        explanation.assumptions.iter().chain(&explanation.caveats).for_each(|note| check_words(id, &note.text));
        explanation.overlays.iter().for_each(|note| check_words(id, &note.text));
        for track in &explanation.tracks {
            check_words(id, &track.text);
            track.deadlines.iter().chain(&track.recipients).chain(&track.notice).for_each(|words| {
                assert!(!words.ja.is_empty() && !words.ja.contains('{') && !words.en.contains('{'), "{id}: {words:?}");
            });
            let mut steps = Vec::new();
            all_steps(&track.steps, &mut steps);
            for step in steps {
                check_words(id, &step.text);
            }
        }
    });
}

#[test]
fn every_regime_and_ground_has_a_citation_and_a_source_or_a_mark() {
    every_vector(|id, _, explanation| {
        for track in explanation.tracks.iter().filter(|track| track.regime.is_some()) {
            assert!(track.law.is_some(), "{id}");
            let (regime, grounds) = (&track.steps[0], track.steps.iter().filter(|step| step.citation.is_some()));
            assert!(!regime.sources.is_empty() || !regime.verified, "{id}: {regime:?}");
            for ground in grounds {
                assert!(!ground.sources.is_empty() || !ground.verified, "{id}: {ground:?}");
            }
        }
    });
}

#[test]
fn the_steps_agree_with_the_verdict() {
    every_vector(|id, facts, explanation| {
        let verdict = RuleBook::embedded().judge(facts);
        for track in explanation.tracks.iter().filter(|track| track.supposing.is_none()) {
            let judged = [Some(&verdict), verdict.secondary.as_deref()];
            let own = judged.into_iter().flatten().find(|own| own.regime == track.regime.as_deref());
            let own = own.unwrap_or_else(|| panic!("{id}: no verdict under {:?}", track.regime));
            // What is open about My Numbers stands beside the track, not in it.
            if !own.undetermined.iter().any(|reason| reason.field == "my_number") {
                assert_eq!(own.duty, track.duty, "{id}");
            }
            let met = track.steps.iter().filter(|step| step.citation.is_some() && step.id != "-");
            let met: Vec<&str> =
                met.filter(|step| step.outcome == jikenbo_judge::Truth::Yes).map(|step| step.id.as_str()).collect();
            assert_eq!(own.categories, met, "{id}");
            assert_eq!(track.deadlines.is_empty(), own.duty != Duty::Mandatory, "{id}");
        }
    });
}

#[test]
fn shows_every_assumption_that_was_made() {
    let facts = r#"{"sector":"private","persons":{"value":5,"bound":"exact"},"data_types":{"name":true},
        "data_types_complete":true,"cause":"misdelivery","leak":"yes","discovered_on":"2024-06-03"}"#;
    let (_, explanation) = RuleBook::embedded().explain(&serde_json::from_str(facts).unwrap());
    let ids: Vec<&str> = explanation.assumptions.iter().map(|note| note.id.as_str()).collect();
    for id in ["A_ENCRYPTED", "A_RECOVERED", "A_PERSONAL_DATA", "A_ACQUIRED"] {
        assert!(ids.contains(&id), "{id} is not among {ids:?}");
    }
}

#[test]
fn carries_the_reservations_of_the_specification() {
    let caveats = |facts: &str| -> Vec<String> {
        let (_, explanation) = RuleBook::embedded().explain(&serde_json::from_str(facts).unwrap());
        explanation.caveats.into_iter().map(|note| note.id).collect()
    };
    let check = |facts: &str, id: &str| {
        let found = caveats(facts);
        assert!(found.iter().any(|caveat| caveat == id), "{id} is not among {found:?} for {facts}");
    };
    let private = |more: &str| {
        format!(
            r#"{{"sector":"private","leak":"yes","persons":{{"value":5000,"bound":"max"}},"data_types":{{"name":true}},
            "data_types_complete":true,"cause":"misdelivery",{more}}}"#
        )
    };
    check(&private(r#""discovered_on":"2024-06-03""#), "U1");
    check(&private(r#""discovered_on":"2022-04-04","occurred_on":"2022-03-01""#), "U2");
    check(&private(r#""discovered_on":"2024-06-03""#), "U7");
    check(&private(r#""discovered_on":"2026-06-03""#), "U11");
    check(&private(r#""discovered_on":"2024-06-03""#), "U13");
    check(&private(r#""discovered_on":"2024-06-03""#), "U14");
    check(&private(r#""discovered_on":"2050-06-03""#), "HOLIDAYS");
    check(&private(r#""discovered_on":"2024-06-03","contractor_role":"entrusted_party""#), "ENTRUSTMENT");
    let number = |day: &str| {
        format!(
            r#"{{"sector":"local_government","leak":"possible","cause":"malware","data_types":{{"my_number":true}},
            "discovered_on":"{day}"}}"#
        )
    };
    check(&number("2017-06-05"), "U3");
    check(&number("2024-06-05"), "U4");
    check(&number("2024-06-05"), "U5");
    check(&number("2024-06-05"), "U6");
    check(&number("2015-11-05"), "U9");
    check(&number("2024-06-05"), "U15");
    check(r#"{"sector":"private","industry":"bank","leak":"yes","discovered_on":"2024-06-03"}"#, "U10");
    check(
        r#"{"sector":"private","industry":"essential_infrastructure","cause":"malware","discovered_on":"2026-10-05"}"#,
        "U12",
    );
    let logins = r#"{"sector":"private","leak":"yes","data_types":{"login":true,"credit_card_number":null},"discovered_on":"2024-06-03"}"#;
    check(logins, "U8");
}
