//! What each agreement or disagreement weighs, in bits.
//!
//! Data: `data/weights.tsv`, versioned; linking never estimates anew.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Version of the weights.
pub const VERSION: u32 = 1;

type Table = BTreeMap<(&'static str, &'static str), (f64, &'static str)>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("../data/weights.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
        lines
            .filter_map(|line| {
                let mut cells = line.split('\t');
                let key = (cells.next()?, cells.next()?);
                Some((key, (cells.next()?.parse().ok()?, cells.next()?)))
            })
            .collect()
    })
}

/// Weight of a feature and its name for people; 0 if the table lacks it.
pub(crate) fn weight(level: &'static str, feature: &'static str) -> (f64, &'static str) {
    table().get(&(level, feature)).copied().unwrap_or((0.0, ""))
}

/// The score from which on two reports, or two cases, belong together.
pub(crate) fn threshold(level: &'static str) -> f64 {
    weight(level, "threshold").0
}
