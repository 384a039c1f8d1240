//! Which pairs are worth comparing? Those that share a key; a large block only within a window of time.
//!
//! In:   keys of each report or case, in their fixed order.
//! Out:  pairs, each once, sorted.

/// Most neighbours that are compared within one block: it keeps the work near-linear whatever the page says.
const WINDOW: usize = 64;

/// All pairs `(i, j)`, `i < j`, that share a key and stand near each other among those that share it.
pub(crate) fn pairs(mut keys: Vec<(u64, u32)>) -> Vec<(u32, u32)> {
    keys.sort_unstable();
    keys.dedup();
    let mut found = Vec::new();
    for block in keys.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, first)) in block.iter().enumerate() {
            found.extend(block[at + 1..].iter().take(WINDOW).map(|(_, second)| (*first, *second)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Components built from pairs in the order given, unless a pair that must stay apart forbids it.
pub(crate) fn components(n: usize, joins: &[(u32, u32)], mut apart: Vec<(u32, u32)>) -> Vec<u32> {
    apart.extend(apart.clone().iter().map(|(a, b)| (*b, *a)));
    apart.sort_unstable();
    let foes = |of: u32| {
        let from = apart.partition_point(|pair| pair.0 < of);
        apart[from..].iter().take_while(move |pair| pair.0 == of).map(|pair| pair.1)
    };
    let mut of: Vec<u32> = (0..n as u32).collect();
    let mut members: Vec<Vec<u32>> = (0..n as u32).map(|one| vec![one]).collect();
    for (a, b) in joins {
        let (x, y) = (of[*a as usize], of[*b as usize]);
        if x == y {
            continue;
        }
        let (small, large) = if members[x as usize].len() < members[y as usize].len() { (x, y) } else { (y, x) };
        if members[small as usize].iter().any(|one| foes(*one).any(|foe| of[foe as usize] == large)) {
            continue;
        }
        let moved = std::mem::take(&mut members[small as usize]);
        for one in &moved {
            of[*one as usize] = large;
        }
        members[large as usize].extend(moved);
    }
    // Named by their first member, so that names do not depend on which side was larger.
    let mut name = vec![u32::MAX; n];
    of.iter()
        .enumerate()
        .map(|(one, of)| {
            let name = &mut name[*of as usize];
            *name = (*name).min(one as u32);
            *name
        })
        .collect()
}
