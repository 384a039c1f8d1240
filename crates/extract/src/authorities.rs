//! Who it was reported to or consulted.

use jikenbo_model::{Authority, Found};

use crate::{notice::Notice, part::Part};

/// Reads them from one part, in reading order unless said otherwise.
pub(crate) fn read(_notice: &Notice<'_>, _part: &Part) -> Vec<Found<Authority>> {
    Vec::new()
}
