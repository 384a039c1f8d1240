//! Keeps each page unchanged under its hash, with where it came from and when.
//!
//! In:   bytes, the source they came from, the moment (an argument; no clock is read here).
//! Out:  blobs by SHA-256, one line a capture in `captures.jsonl`, and append-only logs for others (`register.jsonl`).
//!
//! ```text
//! archive/blobs/3f/9a1c…   the bytes as fetched, named by their SHA-256
//! archive/tmp/             half-written blobs of a run that was cut off; emptied by the next writer
//! archive/captures.jsonl   which source had which bytes when; each line carries its number and its own hash
//! ```
//!
//! What is written is never changed. Order of writing: blob (temporary file, fsync, rename, fsync of the folder), then the line in
//! `captures.jsonl` (fsync). A line that is there therefore always has its blob.
//! Not here: what stands in a page (`reading`), cases (`casebook`), fetching (`collect`), and who may write (the casebook's lock).

mod blob;
mod capture;
mod error;
mod log;
mod moment;
mod source;

pub use blob::{BlobHash, Blobs, Staged};
pub use capture::{Archive, Capture};
pub use error::{Damage, Error, Result};
pub use log::{Lines, Log, Numbered, read_from};
pub use moment::Moment;
pub use source::Source;
