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
    /// The nodes, which stand for themselves by their place here; sorted.
    nodes: &'d [u32],
    of: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// Up to [`SAMPLE`] first members of each, as nodes.
    first: Vec<Vec<u32>>,
    marks: HashSet<(u32, u64)>,
    own: Vec<Vec<u64>>,
    /// Components, with their sizes, that were found to be apart.
    refused: HashSet<[u32; 4]>,
    decided: &'d Decided,
    judge: &'d mut J,
}

/// Joins nodes, which are numbered in their fixed order. `joins` stand in theirs, the surest first.
///
/// Set by set: all that is compared for one lies near in memory, and nodes that nothing joins cost nothing.
pub(crate) fn components(n: usize, decided: &Decided, joins: &[(u32, u32)], mut judge: impl Judge) -> Vec<u32> {
    let mut found: Vec<u32> = (0..n as u32).collect();
    let pairs = [&decided.must[..], joins];
    let sets = sets(n, pairs.iter().copied().flatten());
    let mut order: Vec<(u32, usize, u32)> = Vec::with_capacity(decided.must.len() + joins.len());
    for (turn, pairs) in pairs.iter().enumerate() {
        order.extend(pairs.iter().zip(0u32..).map(|((a, _), at)| (sets[*a as usize], turn, at)));
    }
    order.sort_unstable();
    for set in order.chunk_by(|a, b| a.0 == b.0) {
        let pair = |(_, turn, at): &(u32, usize, u32)| pairs[*turn][*at as usize];
        let mut nodes: Vec<u32> = set.iter().map(pair).flat_map(|(a, b)| [a, b]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let mut build = Build::new(&nodes, decided, &mut judge);
        for one in set {
            let (a, b) = pair(one);
            build.join(build.place(a), build.place(b), one.1 == 0);
        }
        // Named by their first member, so that names do not depend on which side was larger.
        for (node, of) in nodes.iter().zip(&build.of) {
            found[*node as usize] = build.first[*of as usize][0];
        }
    }
    found
}

/// For each node the first of all that pairs connect with it.
fn sets<'p>(n: usize, pairs: impl Iterator<Item = &'p (u32, u32)>) -> Vec<u32> {
    let mut of: Vec<u32> = (0..n as u32).collect();
    let find = |of: &mut Vec<u32>, mut one: u32| {
        while of[one as usize] != one {
            of[one as usize] = of[of[one as usize] as usize];
            one = of[one as usize];
        }
        one
    };
    for (a, b) in pairs {
        let (a, b) = (find(&mut of, *a), find(&mut of, *b));
        of[a.max(b) as usize] = a.min(b);
    }
    for one in 0..n as u32 {
        of[one as usize] = find(&mut of, one);
    }
    of
}

impl<'d, J: Judge> Build<'d, J> {
    fn new(nodes: &'d [u32], decided: &'d Decided, judge: &'d mut J) -> Self {
        let own: Vec<Vec<u64>> = nodes.iter().map(|node| judge.marks(*node)).collect();
        Self {
            nodes,
            of: (0..nodes.len() as u32).collect(),
            members: (0..nodes.len() as u32).map(|one| vec![one]).collect(),
            first: nodes.iter().map(|node| vec![*node]).collect(),
            marks: own.iter().zip(0u32..).flat_map(|(marks, one)| marks.iter().map(move |mark| (one, *mark))).collect(),
            own,
            refused: HashSet::new(),
            decided,
            judge,
        }
    }

    fn place(&self, node: u32) -> u32 {
        self.nodes.binary_search(&node).expect("the nodes are those of the pairs") as u32
    }

    fn node(&self, place: u32) -> u32 {
        self.nodes[place as usize]
    }

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
                || self.judge.apart(
                    (self.nodes[large as usize], &self.first[large as usize]),
                    (self.nodes[small as usize], &self.first[small as usize]),
                ))
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
        let (large, small) = (self.node(large), self.node(small));
        self.judge.joined(large, small);
    }

    /// Whether a person said that a member of one is none of the other.
    fn forbidden(&self, small: u32, large: u32) -> bool {
        let cannot = &self.decided.cannot;
        !cannot.is_empty()
            && self.members[small as usize].iter().any(|one| {
                let one = self.node(*one);
                let from = cannot.partition_point(|pair| pair.0 < one);
                let of = |node| self.nodes.binary_search(&node).map(|place| self.of[place]);
                cannot[from..].iter().take_while(|pair| pair.0 == one).any(|pair| of(pair.1) == Ok(large))
            })
    }
}
