//! The one figure that an analyst would put in a table.

use jikenbo_model::{Count, Found};

/// Index of the headline figure; `None` where no figure is one of information leaked or possibly leaked.
pub(crate) fn choose(_counts: &[Found<Count>]) -> Option<usize> {
    None
}
