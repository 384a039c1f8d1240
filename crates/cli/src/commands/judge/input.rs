//! What `jikenbo judge` is given beside cases: files of facts and of records.
//!
//! In:   a path, or `-` for standard input.
//! Out:  facts with their ids, records of articles; an error that names the file, the line, the entry.

use std::io::{self, Read};
use std::path::Path;

use jikenbo_export::ArticleRecord;
use jikenbo_judge::Facts;
use serde_json::Value;

use crate::failure::{Failure, Stop};

/// Largest file of facts or records, in bytes.
const LARGEST_INPUT: u64 = 256 << 20;
/// What to try where facts cannot be read.
const ASK: &str = "docs/formats.md lists the facts; jikenbo judge --interactive asks for them one by one";

/// The facts of a file, each with its id (null without one).
pub(super) fn facts(path: &Path) -> Result<Vec<(Value, Facts)>, Stop> {
    let text = read_text(path)?;
    let value: Value = serde_json::from_str(&text).map_err(|error| no_json(path, &error))?;
    let no_list = |why: &str| Failure::new("the facts cannot be read", why, ASK).at(named(path));
    let items = match value {
        Value::Array(items) => items,
        Value::Object(mut object) => match object.remove("vectors") {
            Some(Value::Array(items)) => items,
            Some(_) => return Err(no_list("`vectors` is no list").into()),
            None => vec![Value::Object(object)],
        },
        _ => return Err(no_list("the file holds neither a facts object nor a list of them").into()),
    };
    let mut found = Vec::with_capacity(items.len());
    for (at, item) in items.into_iter().enumerate() {
        let Value::Object(mut object) = item else {
            let failure = no_list("an entry is an object with `id` and `facts`, or a facts object");
            return Err(failure.at(format!("{}, entry {}", named(path), at + 1)).into());
        };
        let id = object.remove("id").unwrap_or(Value::Null);
        let facts = object.remove("facts").unwrap_or(Value::Object(object));
        let facts: Facts = serde_json::from_value(facts).map_err(|error| {
            let entry = if id.is_null() { (at + 1).to_string() } else { name(&id) };
            no_list(&why(&error)).at(format!("{}, entry {entry}", named(path)))
        })?;
        found.push((id, facts));
    }
    Ok(found)
}

/// The records of a file, one a line; empty lines are left out.
pub(super) fn records(path: &Path) -> Result<Vec<ArticleRecord>, Stop> {
    let text = read_text(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let records = lines.map(|(at, line)| {
        serde_json::from_str(line).map_err(|error| {
            let hint = "jikenbo extract --format jsonl PATH… prints records";
            let failure = Failure::new("this line is no record of an article", why(&error), hint);
            Stop::from(failure.at(format!("{}, line {}", named(path), at + 1)))
        })
    });
    records.collect()
}

/// An id as text; empty for none.
pub(super) fn name(id: &Value) -> String {
    match id {
        Value::Null => String::new(),
        Value::String(id) => id.clone(),
        other => other.to_string(),
    }
}

/// The text of a file, or of standard input for `-`.
fn read_text(path: &Path) -> Result<String, Stop> {
    let mut bytes = Vec::new();
    let limit = LARGEST_INPUT + 1;
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    let failure = |what: &str, why: String, hint: &str| Stop::from(Failure::new(what, why, hint).at(named(path)));
    if let Err(error) = read {
        return Err(failure(
            "this file cannot be read",
            error.to_string(),
            "name a file that can be read, or - for standard input",
        ));
    }
    if bytes.len() as u64 > LARGEST_INPUT {
        let why = format!("it has more than {} bytes", LARGEST_INPUT);
        return Err(failure("this file is too large", why, "cut it into several files"));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(failure("this file is empty", String::new(), ASK));
    }
    String::from_utf8(bytes).map_err(|error| {
        let why = format!("raw byte {} starts no character", error.utf8_error().valid_up_to());
        failure("this file is no UTF-8 text", why, "save it as UTF-8")
    })
}

fn no_json(path: &Path, error: &serde_json::Error) -> Failure {
    let place = format!("{}, line {}, column {}", named(path), error.line(), error.column());
    Failure::new("this file is no JSON", why(error), ASK).at(place)
}

/// What a JSON error says, without its place.
fn why(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "the text ends inside a value".to_owned();
    }
    let text = error.to_string();
    let why = text.rsplit_once(" at line ").map_or(text.as_str(), |(why, _)| why);
    why.replace("expected u64", "expected a whole number")
}

fn named(path: &Path) -> String {
    if path == Path::new("-") { "stdin".to_owned() } else { path.display().to_string() }
}
