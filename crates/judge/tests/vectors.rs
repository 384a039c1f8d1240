//! The specification's test vectors (`docs/law/rules.md` section 9), each compared whole.

use jikenbo_judge::{Facts, RuleBook};
use serde_json::Value;

/// Vectors with which the specification's own text disagrees, and why. Empty: all agree.
const DISAGREE: &[(&str, &str)] = &[];

#[test]
fn gives_the_expected_verdict_for_every_vector() {
    let file: Value = serde_json::from_str(include_str!("data/vectors.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 88);
    let mut wrong = Vec::new();
    for vector in vectors {
        let id = vector["id"].as_str().unwrap();
        let facts: Facts = serde_json::from_value(vector["facts"].clone()).unwrap();
        let mut found = serde_json::to_value(RuleBook::embedded().judge(&facts)).unwrap();
        let mut expected = vector["expected"].clone();
        sort_undetermined(&mut found);
        sort_undetermined(&mut expected);
        let agrees = found == expected;
        let excused = DISAGREE.iter().any(|(known, _)| *known == id);
        if agrees == excused {
            wrong.push(format!("{id} {}\n  expected {expected}\n  found    {found}", vector["title"]));
        }
    }
    assert!(wrong.is_empty(), "{} of {} vectors:\n{}", wrong.len(), vectors.len(), wrong.join("\n"));
}

/// The order of reasons is not significant (conventions of the vectors).
fn sort_undetermined(verdict: &mut Value) {
    if let Some(reasons) = verdict["undetermined"].as_array_mut() {
        reasons.sort_by_key(|reason| reason.to_string());
    }
    if verdict.get("secondary").is_some() {
        sort_undetermined(&mut verdict["secondary"]);
    }
}
