//! The front door: opens a casebook, runs the stages in order, stores, answers questions.
//!
//! In:   files (or, later, fetched pages), the moment, a [`PageReader`].
//! Out:  a folder whose truth is append-only (`archive/`, `register.jsonl`, `corrections.jsonl`), tables built from it, answers.
//!
//! - [`Writer::open`] + [`Writer::add`]: bytes → archive → reports → cases with permanent ids; one writer at a time.
//! - [`rebuild`]: the same tables from the archive and the register alone.
//! - [`Casebook::open`]: any number of readers at any time.
//!
//! A run may be cut off at any moment: what was told as stored is stored, and the next run goes on. The order of writing that gives this
//! stands in `writer.rs`, the rules by which a report keeps its case in `placing.rs`.
//! Not here: how pages are read (`reading`), how records are written (`export`), the clock and the terminal (`cli`), HTTP (`web`).

mod case_id;
mod drafting;
mod error;
mod folder;
mod inputs;
mod joining;
mod judged_figures;
mod judging;
mod linked;
pub mod pipeline;
mod placing;
mod query;
mod reading;
mod record;
mod register;
mod schema;
mod stats;
mod store;
mod told;
mod writer;

pub use case_id::{CaseId, NoCaseId};
pub use drafting::draft;
pub use error::{Error, Result};
pub use inputs::{Inputs, LARGEST_FILE, find_files, read_file};
pub use jikenbo_archive::{BlobHash, Moment, Source};
pub use jikenbo_judge::{
    Catalogue, Note, RegimeEntry, RuleBook, RuleEntry, Source as RuleSource, Step, TrackNote, Truth, Words,
};
pub use jikenbo_link::{Comparison, Reason};
pub use judged_figures::JudgedFigures;
pub use judging::{CaseVerdict, FactOrigin, Judgement, LeadingReport, facts};
pub use query::{CaseSummary, Casebook, Filter, HeadlineRow, PageText, ReportDetail, ReportRow};
pub use reading::{PageReader, Refusal};
pub use stats::Stats;
pub use told::told;
pub use writer::{AddPlan, Progress, Tally, Writer, rebuild};
