//! Records as older versions wrote them are still read, and written again as they were.
//!
//! `old/` is never edited: what version 1 wrote stays as it is (from the project's fictional pages).

use jikenbo_export::{ArticleRecord, CaseRecord};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

fn check<R: Serialize + DeserializeOwned>(lines: &str) {
    assert!(lines.lines().count() > 3);
    for line in lines.lines() {
        let record: R = serde_json::from_str(line).unwrap();
        let before: Value = serde_json::from_str(line).unwrap();
        assert_eq!(before["schema_version"], 1);
        let after = serde_json::to_value(&record).unwrap();
        // Later versions may add fields; those that were there keep their values.
        holds(&after, &before, "");
    }
}

/// Whether `new` has all that `old` has.
fn holds(new: &Value, old: &Value, at: &str) {
    match (new, old) {
        (Value::Object(new), Value::Object(old)) => {
            for (key, old) in old {
                holds(new.get(key).unwrap_or_else(|| panic!("{at}/{key} is gone")), old, &format!("{at}/{key}"));
            }
        }
        (Value::Array(new), Value::Array(old)) => {
            assert_eq!(new.len(), old.len(), "{at}");
            for (i, (new, old)) in new.iter().zip(old).enumerate() {
                holds(new, old, &format!("{at}/{i}"));
            }
        }
        (new, old) => assert_eq!(new, old, "{at}"),
    }
}

#[test]
fn articles_of_version_1_are_read() {
    check::<ArticleRecord>(include_str!("old/v1-articles.jsonl"));
}

#[test]
fn cases_of_version_1_are_read() {
    check::<CaseRecord>(include_str!("old/v1-cases.jsonl"));
}
