//! Japanese text: one normal form, the way back to the text as read, and readers for dates and numbers.
//!
//! In:   text as it stands on a page (UTF-8).
//! Out:  its normal form with an offset map, dates and numbers with their byte ranges.
//! Data: `data/` (radicals, numerals, hedges, eras, words around dates).
//!
//! Not here: anything that knows what an incident is.

mod date;
mod hedge;
mod letters;
mod listed;
mod normalise;
mod number;
mod range;

pub use date::{
    DateMention, Edge, NoDate, Part, PartialDate, Resolved, Resolver, TimeOfDay, WrittenDate, YearBasis, find_dates,
};
pub use hedge::{Hedge, Hedges, hedges_after, hedges_before};
pub use letters::{is_hiragana, is_kanji};
pub use normalise::Normalised;
pub use number::{
    Number, NumberError, NumberMention, NumeralForm, find_numbers, find_numbers_before, may_end_number, read_number,
    read_number_or_why,
};
pub use range::ByteRange;
