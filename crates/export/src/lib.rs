//! The published formats and their versions.
//!
//! In:   reports with the page that they were read from; cases with their reports.
//! Out:  records as `jikenbo extract --format jsonl` prints them (`docs/formats.md`); other formats beside them later.
//!
//! Only this crate knows how records are written. The finer codes of the model are mapped down here
//! (`more_than` → `at_least`), and every value gets its words from the page's text.
//! Feature `schema`: JSON Schemas of the records, for `docs/schema/`.

mod case;
mod confidence;
mod docx;
mod draft;
mod pointer;
mod record;
#[cfg(feature = "schema")]
pub mod schema;

pub use case::{
    CaseRecord, CaseReportRecord, ChangeRecord, ContradictionRecord, HeadlineRecord, ReportDetailRecord, ShareRecord,
    TotalRecord,
};
pub use draft::{Draft, Filled};
pub use record::{
    ArticleRecord, CountRecord, DoubtRecord, EventRecord, EvidenceRecord, IncidentRecord, OtherNameRecord,
    SCHEMA_VERSION,
};
