//! The front door: opens a casebook, runs the stages in order, stores, answers questions.
//!
//! In:   files (or, later, fetched pages), the moment, a [`PageReader`].
//! Out:  a folder whose truth is append-only (`archive/`, `register.jsonl`, `corrections.jsonl`), tables built from it, answers.
//!
//! - [`Writer::open`] + [`Writer::add`]: bytes → archive → reports → cases with permanent ids; one writer at a time.
//! - [`rebuild`]: the same tables from the archive and the register alone.
//! - [`decide`]: a person merges, splits, corrects, takes back.
//! - [`Casebook::open`]: any number of readers at any time.
//!
//! A run may be cut off at any moment: what was told as stored is stored, and the next run goes on. The order of writing that gives this
//! stands in `writer.rs`, the rules by which a report keeps its case in `placing.rs`.
//! Not here: how pages are read (`reading`), how records are written (`export`), the clock and the terminal (`cli`), HTTP (`web`).

mod case_id;
mod corrected;
mod correcting;
mod corrections;
mod deciding;
mod drafting;
mod error;
mod folder;
mod heads;
mod history;
mod inputs;
mod judged_figures;
mod judging;
mod linked;
mod linking;
mod noticed;
pub mod pipeline;
mod placing;
mod query;
mod reading;
mod rebuilding;
mod record;
mod register;
mod reports;
mod roots;
mod schema;
mod shelf;
mod stats;
mod store;
mod told;
mod writer;

pub use case_id::{CaseId, NoCaseId};
pub use correcting::{FIELDS, Standing, values};
pub use corrections::Decision;
pub use deciding::{By, Decided, LONGEST_WHY, decide};
pub use drafting::draft;
pub use error::{Error, Result};
pub use history::{Happened, HistoryLine};
pub use inputs::{Inputs, LARGEST_FILE, find_files, read_file};
pub use jikenbo_archive::{BlobHash, Moment, Source};
pub use jikenbo_judge::{
    Catalogue, Note, RegimeEntry, RuleBook, RuleEntry, Source as RuleSource, Step, TrackNote, Truth, Words,
};
pub use jikenbo_link::{Comparison, Reason};
pub use judged_figures::JudgedFigures;
pub use judging::{CaseVerdict, FactOrigin, Judgement, LeadingReport, facts};
pub use query::{CaseSummary, Casebook, Filter, HeadlineRow, PageText};
pub use reading::{PageReader, Refusal};
pub use rebuilding::rebuild;
pub use reports::{ReportDetail, ReportRow};
pub use roots::{Client, RootView, Share, Stated};
pub use stats::Stats;
pub use told::told;
pub use writer::{AddPlan, Progress, Tally, Writer};
