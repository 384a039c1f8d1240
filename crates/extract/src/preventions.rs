//! What is promised against recurrence.

use jikenbo_model::{Found, Prevention};

use crate::{notice::Notice, part::Part};

/// Reads them from one part, in reading order unless said otherwise.
pub(crate) fn read(_notice: &Notice<'_>, _part: &Part) -> Vec<Found<Prevention>> {
    Vec::new()
}
