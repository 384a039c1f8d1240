//! What came of the incident, and what the text says did not.

use jikenbo_model::{Consequence, Found};

use crate::{notice::Notice, part::Part};

/// Reads them from one part, in reading order unless said otherwise.
pub(crate) fn read(_notice: &Notice<'_>, _part: &Part) -> Vec<Found<Consequence>> {
    Vec::new()
}
