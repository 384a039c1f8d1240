//! The record of a case: what `jikenbo cases` and `jikenbo export` print as JSON, version 1 of the form.

use serde::{Deserialize, Serialize};

use crate::{ArticleRecord, IncidentRecord};

/// One case, one line of `cases --format jsonl` and of `export --format jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseRecord {
    /// Version of this form.
    pub schema_version: u32,
    /// Permanent id, such as `2026-0007`.
    pub id: String,
    /// When it was entered, in Japan time.
    pub entered_at: String,
    /// Id of the case at a contractor or service that caused this one.
    pub root: Option<String>,
    /// Title of the leading report's article; may be empty.
    pub title: String,
    /// Organisations responsible, as the leading report names them.
    pub victims: Vec<String>,
    /// Third parties at which or through which it happened.
    pub contractors: Vec<String>,
    /// Line of work of the first victim.
    pub sector: Option<String>,
    /// Prefecture of the first victim.
    pub prefecture: Option<String>,
    /// Causes, the main one first.
    pub causes: Vec<String>,
    /// Day of publication of the leading report.
    pub published_on: Option<String>,
    /// The one figure for a table.
    pub headline: Option<HeadlineRecord>,
    /// The reports that tell of it.
    pub reports: Vec<CaseReportRecord>,
    /// Where two reports cannot both be right.
    pub contradictions: Vec<ContradictionRecord>,
    /// Where a later report corrects or widens an earlier one.
    pub changes: Vec<ChangeRecord>,
    /// Root cases: totals over all clients, as stated by any report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub total: Vec<TotalRecord>,
    /// Root cases: what the clients' own figures come to, one entry a subject.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<ShareRecord>,
    /// Root cases: ids of the cases that it caused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<String>,
    /// Other ids that are part of this case and point to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<String>,
}

/// A stated total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TotalRecord {
    /// What is counted.
    pub subject: String,
    /// The figure.
    pub value: u64,
}

/// Shares of one subject.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShareRecord {
    /// What is counted.
    pub subject: String,
    /// Sum of the clients' figures.
    pub sum: u64,
    /// The smallest of them; 0 where there is none.
    pub smallest: u64,
    /// The largest.
    pub largest: u64,
    /// Clients that give a figure.
    pub cases: u32,
    /// Clients that give none.
    pub without: u32,
    /// The total less the sum; null unless exactly one total is stated; negative where the shares add up to more.
    pub unaccounted: Option<i64>,
}

/// A figure of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeadlineRecord {
    /// The figure.
    pub value: u64,
    /// What is counted.
    pub subject: String,
    /// How exact it is.
    pub bound: String,
    /// Status of the leak that it counts.
    pub realis: String,
}

/// A report of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseReportRecord {
    /// Name of the source file.
    pub file: String,
    /// Line of the article's heading, from 1; null for forms without lines.
    pub start_line: Option<u32>,
    /// Index of the incident in its article, from 0.
    pub incident: u32,
    /// `first`, `follow_up`, `copy` or `mention`.
    pub role: String,
    /// Path or address of the source.
    pub source: String,
    /// The rest is given by `export` only.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub detail: Option<ReportDetailRecord>,
}

/// What a report says, and the capture that holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportDetailRecord {
    /// When the page was taken, in Japan time.
    pub captured_at: String,
    /// SHA-256 of its bytes.
    pub blob: String,
    /// SHA-256 of its text, into which all evidence points.
    pub page: String,
    /// When the source's page ceased to hold the report; null while it does.
    pub ended_at: Option<String>,
    /// The article, without its incidents.
    pub article: ArticleRecord,
    /// What it says of this case.
    pub record: IncidentRecord,
}

/// Two reports of one case that cannot both be right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContradictionRecord {
    /// `count:<subject>:<scope>` or `event:<type>`.
    pub field: String,
    /// The values, each once.
    pub values: Vec<serde_json::Value>,
    /// The report that first states each, as an index into `reports`; of a root case into these and, after them, those of its
    /// clients.
    pub reports: Vec<u32>,
}

/// A value that a later report corrects or widens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeRecord {
    /// As in a contradiction, or `realis`, `cause`, `data_types`, `contractor`.
    pub field: String,
    /// The value before; null where it was added.
    pub old: serde_json::Value,
    /// The value after; null where it was taken back.
    pub new: serde_json::Value,
    /// The report with the old value, as an index into `reports`.
    pub from: u32,
    /// The report with the new one.
    pub to: u32,
}
