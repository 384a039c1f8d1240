//! A first look at two reports, or two cases: can they be joined at all?
//!
//! In:   what has to meet before any score joins them: organisations; of cases also totals, malware and the like.
//! Out:  [`Gate`], small enough to stand beside the place in every block, so that those who share only words are never read.
//!
//! It errs on one side only: two that a comparison joins always pass.

/// What has to meet before two reports, or two cases, may be joined.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gate(Vec<u32>);

/// Passes with everyone.
const OPEN: u32 = u32::MAX;
/// Passes with everyone who lacks it.
const ASIDE: u32 = u32::MAX - 1;
/// With more than these it passes with everyone: the rows of a page that names thousands stay small.
const MOST: usize = 32;

impl Gate {
    /// That of someone who may be anyone.
    pub(crate) fn open() -> Self {
        Self(vec![OPEN])
    }

    /// `telling` meets whatever is the same; `named` only what is `telling` in the other. `aside` passes with all that are not.
    pub(crate) fn of(
        telling: impl IntoIterator<Item = u64>,
        named: impl IntoIterator<Item = u64>,
        aside: bool,
    ) -> Self {
        let short = |hash: u64| (hash >> 33) as u32 & (u32::MAX >> 2);
        let telling = telling.into_iter().map(|hash| short(hash) << 1 | 1);
        let named = named.into_iter().map(|hash| short(hash) << 1);
        let mut all: Vec<u32> = telling.chain(named).collect();
        all.sort_unstable();
        all.dedup();
        if all.len() > MOST {
            return Self::open();
        }
        all.extend(aside.then_some(ASIDE));
        Self(all)
    }

    /// Whether the two may be joined.
    pub(crate) fn lets(&self, other: &Self) -> bool {
        lets(&self.0, &other.0)
    }

    /// As it is stored.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|one| one.to_le_bytes()).collect()
    }

    /// As it was stored.
    pub fn read(bytes: &[u8]) -> Self {
        Self(bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect())
    }
}

fn lets(a: &[u32], b: &[u32]) -> bool {
    let (last_a, last_b) = (a.last().copied(), b.last().copied());
    if last_a == Some(OPEN) || last_b == Some(OPEN) || (last_a == Some(ASIDE)) != (last_b == Some(ASIDE)) {
        return true;
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match (a[i] >> 1).cmp(&(b[j] >> 1)) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                let next = |list: &[u32], at: usize| list.get(at + 1).is_some_and(|one| one >> 1 == list[at] >> 1);
                if a[i] != ASIDE && ((a[i] | b[j]) & 1 == 1 || next(a, i) || next(b, j)) {
                    return true;
                }
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    false
}

/// The gates of all, side by side in memory.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    all: Vec<u32>,
    ends: Vec<usize>,
}

impl Gates {
    pub(crate) fn of(gates: impl Iterator<Item = Gate>) -> Self {
        let mut found = Self::default();
        for gate in gates {
            found.all.extend(gate.0);
            found.ends.push(found.all.len());
        }
        found
    }

    fn one(&self, at: u32) -> &[u32] {
        let at = at as usize;
        &self.all[at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]]
    }

    /// Whether two may be joined.
    pub(crate) fn lets(&self, a: u32, b: u32) -> bool {
        lets(self.one(a), self.one(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_pass_whom_something_telling_ties() {
        let of = |telling: &[u64], named: &[u64], aside| {
            let far = |list: &[u64]| list.iter().map(|one| one << 40).collect::<Vec<_>>();
            Gate::of(far(telling), far(named), aside)
        };
        let check = |a: &Gate, b: &Gate, passes| {
            assert_eq!((a.lets(b), b.lets(a)), (passes, passes), "{a:?} {b:?}");
            assert_eq!(&Gate::read(&a.bytes()), a);
        };
        check(&of(&[1, 2], &[], false), &of(&[2], &[], false), true);
        check(&of(&[1, 2], &[], false), &of(&[3], &[], false), false);
        check(&of(&[], &[], false), &of(&[], &[], false), false);
        check(&of(&[1], &[], true), &of(&[2], &[], false), true);
        check(&of(&[1], &[], true), &of(&[2], &[], true), false);
        check(&of(&[], &[7], false), &of(&[], &[7], false), false);
        check(&of(&[7], &[], false), &of(&[], &[7], false), true);
        check(&of(&[7], &[7], false), &of(&[], &[7], false), true);
        check(&of(&[], &[6, 7], false), &of(&[9], &[7, 8], false), false);
        check(&Gate::open(), &of(&[1], &[], false), true);
        check(&of(&(0..40).collect::<Vec<_>>(), &[], false), &of(&[99], &[], false), true);
    }
}
