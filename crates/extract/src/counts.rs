//! Figures that count something affected.

use jikenbo_model::{Count, Found};

use crate::{notice::Notice, part::Part};

/// Reads them from one part, in reading order unless said otherwise.
pub(crate) fn read(_notice: &Notice<'_>, _part: &Part) -> Vec<Found<Count>> {
    Vec::new()
}
