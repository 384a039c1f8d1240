//! Which pairs are worth comparing? Those that share a key and stand near each other among all that share it.
//!
//! In:   keys of each report or case, in their fixed order.
//! Out:  pairs.

/// Most neighbours that are compared within one block: it keeps the work near-linear whatever the page says. (Tests take a small one, so that
/// they meet its edge.)
pub const WINDOW: usize = if cfg!(test) { 3 } else { 64 };

/// Gives `take` all pairs `(i, j)`, `i < j`, that share a key and stand near each other among those that share it; some pairs more than once.
pub(crate) fn pairs(mut keys: Vec<(u64, u32)>, mut take: impl FnMut(u32, u32)) {
    keys.sort_unstable();
    keys.dedup();
    for block in keys.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, first)) in block.iter().enumerate() {
            for (_, second) in block[at + 1..].iter().take(WINDOW) {
                take(*first, *second);
            }
        }
    }
}

/// The pairs that [`pairs`] gives and `may` lets through, each once.
pub(crate) fn distinct(keys: Vec<(u64, u32)>, may: impl Fn(u32, u32) -> bool) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    pairs(keys, |a, b| found.extend(may(a, b).then_some((a, b))));
    found.sort_unstable();
    found.dedup();
    found
}

/// Joining pairs: the surest first, equal ones in the fixed order of the nodes, each once.
pub(crate) fn sorted(mut joins: Vec<(f64, u32, u32)>) -> Vec<(u32, u32)> {
    joins.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut joins: Vec<(u32, u32)> = joins.into_iter().map(|(_, a, b)| (a, b)).collect();
    joins.dedup();
    joins
}
