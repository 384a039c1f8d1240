//! Components built from decisions, the surest first, unless something forbids it.
//!
//! In:   joins in their order; what people decided; marks that may stand only once in a component; a test of two components.
//! Out:  for each node the first node of its component.
//!
//! What becomes of a set of nodes that joins connect depends on that set alone, so that linking a neighbourhood gives what linking
//! everything gives.

use std::collections::HashSet;

/// Members of a component by whom it is compared with another: bounds the work for thousands of copies.
const SAMPLE: usize = if cfg!(test) { 2 } else { 32 };

/// What people decided, as pairs of nodes.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    /// Belong together, in their fixed order.
    pub(crate) must: Vec<(u32, u32)>,
    /// Never do; both ways round, sorted.
    pub(crate) cannot: Vec<(u32, u32)>,
}

/// What is asked of two components before one takes in the other.
pub(crate) trait Judge {
    /// Marks of a node; two nodes with one mark are joined by people only.
    fn marks(&self, node: u32) -> Vec<u64>;
    /// Whether two components must stay apart; each by its name and its first members.
    fn apart(&mut self, a: (u32, &[u32]), b: (u32, &[u32])) -> bool;
    /// `small` became part of `large`.
    fn joined(&mut self, large: u32, small: u32);
}

struct Build<'d, J> {
    of: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// Up to [`SAMPLE`] first members of each.
    first: Vec<Vec<u32>>,
    marks: HashSet<(u32, u64)>,
    own: Vec<Vec<u64>>,
    /// Components, with their sizes, that were found to be apart.
    refused: HashSet<[u32; 4]>,
    decided: &'d Decided,
    judge: J,
}

/// Joins nodes, which are numbered in their fixed order. `joins` stand in theirs, the surest first.
pub(crate) fn components(n: usize, decided: &Decided, joins: &[(u32, u32)], judge: impl Judge) -> Vec<u32> {
    let own: Vec<Vec<u64>> = (0..n as u32).map(|one| judge.marks(one)).collect();
    let mut build = Build {
        of: (0..n as u32).collect(),
        members: (0..n as u32).map(|one| vec![one]).collect(),
        first: (0..n as u32).map(|one| vec![one]).collect(),
        marks: own.iter().zip(0u32..).flat_map(|(marks, one)| marks.iter().map(move |mark| (one, *mark))).collect(),
        own,
        refused: HashSet::new(),
        decided,
        judge,
    };
    for (a, b) in &decided.must {
        build.join(*a, *b, true);
    }
    for (a, b) in joins {
        build.join(*a, *b, false);
    }
    // Named by their first member, so that names do not depend on which side was larger.
    build.of.iter().map(|of| build.first[*of as usize][0]).collect()
}

impl<J: Judge> Build<'_, J> {
    fn join(&mut self, a: u32, b: u32, by_people: bool) {
        let (x, y) = (self.of[a as usize], self.of[b as usize]);
        if x == y {
            return;
        }
        let size = |of: u32| self.members[of as usize].len() as u32;
        let (small, large) = if (size(x), y) < (size(y), x) { (x, y) } else { (y, x) };
        let pair = [large, size(large), small, size(small)];
        if self.refused.contains(&pair) || self.forbidden(small, large) {
            return;
        }
        let marked = || {
            self.members[small as usize]
                .iter()
                .flat_map(|one| &self.own[*one as usize])
                .any(|mark| self.marks.contains(&(large, *mark)))
        };
        if !by_people
            && (marked()
                || self.judge.apart((large, &self.first[large as usize]), (small, &self.first[small as usize])))
        {
            self.refused.insert(pair);
            return;
        }
        let moved = std::mem::take(&mut self.members[small as usize]);
        for one in &moved {
            self.of[*one as usize] = large;
            for mark in &self.own[*one as usize] {
                self.marks.insert((large, *mark));
            }
        }
        self.members[large as usize].extend(moved);
        let mut first = std::mem::take(&mut self.first[small as usize]);
        first.append(&mut self.first[large as usize]);
        first.sort_unstable();
        first.truncate(SAMPLE);
        self.first[large as usize] = first;
        self.judge.joined(large, small);
    }

    /// Whether a person said that a member of one is none of the other.
    fn forbidden(&self, small: u32, large: u32) -> bool {
        let cannot = &self.decided.cannot;
        !cannot.is_empty()
            && self.members[small as usize].iter().any(|one| {
                let from = cannot.partition_point(|pair| pair.0 < *one);
                cannot[from..].iter().take_while(|pair| pair.0 == *one).any(|pair| self.of[pair.1 as usize] == large)
            })
    }
}
