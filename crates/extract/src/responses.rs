//! What was done after the event.

use jikenbo_model::{Found, Response};

use crate::{notice::Notice, part::Part};

/// Reads them from one part, in reading order unless said otherwise.
pub(crate) fn read(_notice: &Notice<'_>, _part: &Part) -> Vec<Found<Response>> {
    Vec::new()
}
