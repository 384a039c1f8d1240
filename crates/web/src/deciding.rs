//! What a person decides in the browser: cases are one, reports part, a value is another, a decision is taken back.
//!
//! In:   a form that passed the guard (own address, same origin) with the secret of this run.
//! Out:  a decision in the casebook, and the way to the case as it is now.
//!
//! The secret (`token`) stands in our own forms only: a page elsewhere can send a form here, but cannot read it.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::StatusCode;
use jikenbo_casebook::{By, CaseId, Decision, Moment, ReportDetail, decide};

use crate::error_page::Trouble;
use crate::words::Words;

/// The secret of this run, in hexadecimal digits.
pub(crate) fn token() -> std::io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A form as it was sent.
pub(crate) struct Sent(pub(crate) Vec<(String, String)>);

impl Sent {
    fn text(&self, key: &str) -> &str {
        self.0.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value.trim())
    }

    /// Whether the form carries the secret; takes as long for a wrong one as for the right one.
    pub(crate) fn is_ours(&self, token: &str) -> bool {
        let sent = self.text("token").as_bytes();
        sent.len() == token.len() && sent.iter().zip(token.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
    }

    fn case(&self, key: &str, w: Words) -> Result<CaseId, Trouble> {
        self.text(key)
            .parse()
            .map_err(|_| Trouble::of(StatusCode::BAD_REQUEST, w.t("no_case_id"), w.t("not_found_hint")))
    }
}

/// Carries out what the form at `…/{what}` of a case asks; gives the case to show then.
///
/// # Errors
/// What is wrong with the form, or what the casebook refuses, in words.
pub(crate) fn carry_out(folder: &Path, id: CaseId, what: &str, sent: &Sent, w: Words) -> Result<CaseId, Trouble> {
    let decision = match what {
        "merge" => Decision::Merge { a: id, b: sent.case("other", w)? },
        "split" => {
            let reports = sent.0.iter().filter(|(key, _)| key == "report");
            Decision::Split { case: id, reports: reports.filter_map(|(_, number)| number.parse().ok()).collect() }
        }
        "correct" => {
            // `field<TAB>old`; without a tab nothing was read yet.
            let value = sent.0.iter().find(|(key, _)| key == "value").map_or("", |(_, value)| value.as_str());
            let (field, old) = match value.split_once('\t') {
                Some((field, old)) => (field, Some(old.to_owned())),
                None => (value, None),
            };
            let new = Some(sent.text("new").to_owned()).filter(|new| !new.is_empty());
            Decision::Correct { case: sent.case("case", w)?, field: field.to_owned(), old, new, quote: None }
        }
        "undo" => {
            let n = sent.text("n").parse();
            let n = n.map_err(|_| Trouble::of(StatusCode::BAD_REQUEST, w.t("no_decision"), w.t("odd_filter_hint")))?;
            Decision::Undo { n }
        }
        _ => return Err(Trouble::not_found(w)),
    };
    let by = By { who: sent.text("who").to_owned(), why: sent.text("why").to_owned(), at: now() };
    let is_undo = matches!(decision, Decision::Undo { .. });
    let decided = decide(folder, decision, &by).map_err(|error| Trouble::of_casebook(&error))?;
    // After taking back, the reader stays where they were.
    Ok(if is_undo { id } else { decided.case })
}

/// The clock. A clock before 1970 counts as 1970.
fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// A value of the shown report that can be corrected.
pub(crate) struct Choice {
    /// `field<TAB>old`, or `field` where a value can be added.
    pub(crate) value: String,
    pub(crate) label: String,
}

/// What can be corrected in a report: every value that it holds, then every field that takes another.
pub(crate) fn choices(report: &ReportDetail, w: Words) -> Vec<Choice> {
    const MOST: usize = 200;
    let mut record = report.record.clone();
    record.published_on.clone_from(&report.article.published_on);
    let record = &record;
    let mut fields: Vec<String> = Vec::new();
    for field in jikenbo_casebook::FIELDS {
        match *field {
            "count:SUBJECT:SCOPE" => {
                fields.extend(record.counts.iter().map(|count| format!("count:{}:{}", count.subject, count.scope)));
                fields.push("count:persons:own".to_owned());
            }
            "event:TYPE" => {
                fields.extend(record.events.iter().map(|event| format!("event:{}", event.kind)));
                fields.push("event:detected".to_owned());
            }
            plain => fields.push(plain.to_owned()),
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    fields.retain(|field| seen.insert(field.clone()));
    let (mut held, mut added) = (Vec::new(), Vec::new());
    for field in fields {
        let name = crate::differences::field_name(&field, w);
        for old in jikenbo_casebook::values(record, &field) {
            let told = old.parse::<u64>().map_or_else(|_| serde_json::Value::from(old.as_str()), Into::into);
            let label = format!("{name}: {}", crate::differences::plain(&told, w));
            held.push(Choice { value: format!("{field}\t{old}"), label: crate::values::shortened(&label, 80) });
        }
        added.push(Choice { label: format!("{name}: {}", w.t("add_value")), value: field });
    }
    held.truncate(MOST);
    held.extend(added);
    held
}

/// Codes with their names, for the fields that take codes.
pub(crate) fn codes(w: Words) -> Vec<(&'static str, &'static str)> {
    let kinds = ["cause", "data_type", "consequence", "sector", "protection", "authority", "response", "prevention"];
    kinds.iter().flat_map(|kind| jikenbo_lexicon::labelled(kind).map(|code| (code, w.label(kind, code)))).collect()
}
