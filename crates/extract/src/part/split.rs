//! Splits an article that tells of several victims.

use super::Part;
use crate::{notice::Notice, organisations::Cast};

/// The parts of an article with several victims; none where there is one.
pub(super) fn split(_notice: &Notice<'_>, _cast: &Cast) -> Vec<Part> {
    Vec::new()
}
