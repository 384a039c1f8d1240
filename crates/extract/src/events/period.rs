//! Exposure from its start and its end, though they stand in two sentences.

use super::Step;

/// Joins them.
pub(super) fn join(_steps: &mut Vec<Step>) {}
