//! JSON Schemas of the published records, made from the types that write them.
//!
//! In:   the record types, their doc comments, the codes of the model.
//! Out:  JSON Schema documents (draft 2020-12), the same for the same types.

use jikenbo_model::{
    Authority, Bound, Cause, ConsequenceKind, DataType, EventType, Kind, Prevention, Protection, Realis, Response,
    Scope, SecondaryDamage, Sector, Subject,
};
use serde_json::{Value, json};

use crate::{ArticleRecord, CaseRecord};

/// The schema of an article's record: a line of `jikenbo extract --format jsonl`.
pub fn article() -> Value {
    let schema = schemars::schema_for!(ArticleRecord);
    finish(schema.to_value(), "A line of `jikenbo extract --format jsonl`")
}

/// The schema of a case's record: a line of `jikenbo cases --format jsonl` and of `jikenbo export`.
pub fn case() -> Value {
    let schema = schemars::schema_for!(CaseRecord);
    finish(schema.to_value(), "A line of `jikenbo cases --format jsonl` and of `jikenbo export --format jsonl`")
}

fn finish(mut schema: Value, title: &str) -> Value {
    schema["title"] = json!(title);
    name_codes(&mut schema);
    schema
}

/// Lists the codes wherever a property holds one.
fn name_codes(schema: &mut Value) {
    match schema {
        Value::Object(parts) => {
            if let Some(Value::Object(properties)) = parts.get_mut("properties") {
                // `type` is a date's step in an event and nothing else; `kind` is that of an article.
                for (name, property) in properties.iter_mut() {
                    if let Some(codes) = codes_of(name) {
                        allow(property, &codes);
                    }
                }
            }
            parts.values_mut().for_each(name_codes);
        }
        Value::Array(parts) => parts.iter_mut().for_each(name_codes),
        _ => {}
    }
}

fn codes_of(property: &str) -> Option<Vec<&'static str>> {
    macro_rules! codes {
        ($of:ident) => {
            Some($of::ALL.iter().map(|value| value.code()).collect())
        };
    }
    match property {
        "kind" => codes!(Kind),
        "sector" => codes!(Sector),
        "causes" => codes!(Cause),
        "consequences" | "consequences_denied" => codes!(ConsequenceKind),
        "data_types" | "data_types_excluded" => codes!(DataType),
        "subject" => codes!(Subject),
        "scope" => codes!(Scope),
        // `more_than` is written as `at_least`.
        "bound" => {
            Some(Bound::ALL.iter().filter(|bound| **bound != Bound::MoreThan).map(|bound| bound.code()).collect())
        }
        "type" => codes!(EventType),
        "authorities" => codes!(Authority),
        "protection" => codes!(Protection),
        "secondary_damage" => codes!(SecondaryDamage),
        "responses" => codes!(Response),
        "preventions" => codes!(Prevention),
        "realis" => codes!(Realis),
        "role" => Some(vec!["first", "follow_up", "copy", "mention"]),
        _ => None,
    }
}

/// Puts the codes where the strings of a property are described: itself, its items, or the values of its map.
fn allow(property: &mut Value, codes: &[&'static str]) {
    for inner in ["items", "additionalProperties"] {
        if property.get(inner).is_some() {
            property[inner]["enum"] = json!(codes);
            return;
        }
    }
    let mut allowed: Vec<Value> = codes.iter().map(|code| json!(code)).collect();
    if property.get("type").and_then(Value::as_array).is_some_and(|types| types.contains(&json!("null"))) {
        allowed.push(Value::Null);
    }
    property["enum"] = json!(allowed);
}
