//! What brought the incident about, the main cause first.

use jikenbo_model::{Cause, Found};

use crate::{notice::Notice, part::Part};

/// Reads them from one part, in reading order unless said otherwise.
pub(crate) fn read(_notice: &Notice<'_>, _part: &Part) -> Vec<Found<Cause>> {
    Vec::new()
}
