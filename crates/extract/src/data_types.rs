//! What kinds of information leaked or may have, and which did not.

use jikenbo_model::{DataItem, Found};

use crate::{notice::Notice, part::Part};

/// Reads them from one part, in reading order unless said otherwise.
pub(crate) fn read(_notice: &Notice<'_>, _part: &Part) -> Vec<Found<DataItem>> {
    Vec::new()
}
