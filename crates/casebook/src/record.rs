//! The seam to `export`: what is read, in the published form.
//!
//! In:   the page and what was read from an article of it.
//! Out:  JSON texts as the tables keep them.
//!
//! `id` and `file` of an article name its source; pages with equal bytes share their articles, so both are set when a record goes out.

use jikenbo_model::{Page, Report};
use serde_json::json;

/// The record of an article, without its incidents.
pub(crate) fn article(_page: &Page, report: &Report) -> String {
    json!({ "title": report.article.title, "kind": report.article.kind.code() }).to_string()
}

/// The record of the incident with this index.
pub(crate) fn incident(_page: &Page, report: &Report, ordinal: usize) -> String {
    let victims: Vec<&str> = report.incidents[ordinal].victims.iter().map(|found| found.value.as_str()).collect();
    json!({ "victims": victims }).to_string()
}
