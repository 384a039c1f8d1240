//! Japanese text: one normal form, the way back to the text as read, and readers for dates and numbers.
//!
//! In:   text as it stands on a page (UTF-8).
//! Out:  its normal form with an offset map, dates and numbers with their byte ranges.
//! Data: `data/` (radicals, eras, numerals).
//!
//! Not here: anything that knows what an incident is.

mod date;
mod normalise;
mod range;

pub use date::{PartialDate, TimeOfDay};
pub use normalise::Normalised;
pub use range::ByteRange;
