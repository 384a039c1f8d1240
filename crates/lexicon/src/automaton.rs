//! Every place of a text where one of many terms stands.
//!
//! In:   terms that differ from one another, a text.
//! Out:  hits, by where they start, shorter ones first.
//!
//! The terms form a tree of letters, walked anew from each letter of the text. Most walks end before they begin: a small table knows
//! which two letters open a term, and stays in the processor's nearest cache, where the tree itself does not.

/// A node of the tree.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The letter that leads to it.
    letter: char,
    /// Its children: indexes of nodes, by letter. Where `tail` is set: what a text goes on with, bytes of `Automaton::tails`.
    from: u32,
    until: u32,
    /// Number of the term that ends here, from 1; 0 for none.
    term: u32,
    /// Number of the one term that goes on from here, from 1; 0 where there are several or none.
    tail: u32,
}

impl Node {
    const fn of(letter: char) -> Self {
        Node { letter, from: 0, until: 0, term: 0, tail: 0 }
    }
}

/// A node that stands for none: the root, to which no letter leads.
const NONE: u32 = 0;
/// Bits of a filter, a power of two: many times as many as there are pairs of letters.
const FILTER_BITS: usize = 1 << 16;

/// Numbers of which a small table tells whether they may be in a set.
#[derive(Debug)]
struct Filter(Box<[u64; FILTER_BITS / 64]>);

impl Filter {
    fn insert(&mut self, number: u32) {
        self.0[number as usize % FILTER_BITS / 64] |= 1 << (number % 64);
    }

    fn may_hold(&self, number: u32) -> bool {
        self.0[number as usize % FILTER_BITS / 64] >> (number % 64) & 1 == 1
    }
}

/// Many terms, searched in one pass over a text.
#[derive(Debug)]
pub struct Automaton {
    nodes: Vec<Node>,
    tails: Vec<u8>,
    /// Terms of one letter, sorted, and their numbers.
    single: Vec<(char, u32)>,
    /// The letters of `single`.
    singles: Filter,
    /// The first two letters of terms.
    pairs: Filter,
    /// The node of each two letters, at the place that `mixed` gives them or the next free one behind; a power of two many.
    places: Vec<(char, char, u32)>,
}

/// A number for two letters, its low bits evenly spread.
const fn mixed(first: char, second: char) -> u32 {
    ((first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b)) >> 12
}

impl Automaton {
    /// Builds it. `terms` differ from one another and are not empty; the n-th is reported as number n.
    pub fn new(terms: &[&str]) -> Self {
        let mut sorted: Vec<(&str, u32)> = terms.iter().copied().zip(1..).collect();
        sorted.sort_unstable();
        let (nodes, tails) = tree(&sorted);
        let mut automaton = Self {
            nodes,
            tails,
            single: Vec::new(),
            singles: Filter(Box::new([0; FILTER_BITS / 64])),
            pairs: Filter(Box::new([0; FILTER_BITS / 64])),
            places: Vec::new(),
        };
        let mut pairs = Vec::new();
        let root = automaton.nodes[0];
        for opener in &automaton.nodes[root.from as usize..root.until as usize] {
            if opener.term > 0 {
                automaton.single.push((opener.letter, opener.term - 1));
                automaton.singles.insert(opener.letter as u32);
            }
            let seconds = opener.from..opener.until;
            pairs.extend(seconds.map(|node| (opener.letter, automaton.nodes[node as usize].letter, node)));
        }
        automaton.places = vec![('\0', '\0', NONE); (pairs.len() * 4).next_power_of_two()];
        for pair in pairs {
            let number = mixed(pair.0, pair.1);
            automaton.pairs.insert(number);
            let free = automaton.places_from(number).find(|&place| automaton.places[place].2 == NONE);
            automaton.places[free.expect("more places than pairs")] = pair;
        }
        automaton
    }

    fn places_from(&self, number: u32) -> impl Iterator<Item = usize> + use<> {
        let last = self.places.len() - 1;
        (0..=last).map(move |step| (number as usize + step) & last)
    }

    /// Gives every term in `text` to `hit`: start, end, number. By start; of one start shorter ones first.
    pub fn find(&self, text: &str, mut hit: impl FnMut(usize, usize, u32)) {
        let mut letters = text.char_indices();
        let mut next = letters.next();
        while let Some((at, first)) = next {
            next = letters.next();
            let after = at + first.len_utf8();
            if self.singles.may_hold(first as u32)
                && let Ok(index) = self.single.binary_search_by_key(&first, |term| term.0)
            {
                hit(at, after, self.single[index].1);
            }
            let Some((_, second)) = next else { return };
            let number = mixed(first, second);
            if self.pairs.may_hold(number) {
                let places = self.places_from(number).map(|place| self.places[place]);
                let node =
                    places.take_while(|place| place.2 != NONE).find(|place| (place.0, place.1) == (first, second));
                if let Some((.., node)) = node {
                    self.walk(node, text, after + second.len_utf8(), |end, term| hit(at, end, term));
                }
            }
        }
    }

    /// Gives the term of a node that ends at `end`, and those below it that stand there: end, number.
    fn walk(&self, node: u32, text: &str, mut end: usize, mut hit: impl FnMut(usize, u32)) {
        let mut node = &self.nodes[node as usize];
        let mut letters = text[end..].chars();
        loop {
            if node.term > 0 {
                hit(end, node.term - 1);
            }
            let below = node.from as usize..node.until as usize;
            if node.tail > 0 {
                let tail = &self.tails[below];
                if text.as_bytes()[end..].starts_with(tail) {
                    hit(end + tail.len(), node.tail - 1);
                }
                return;
            }
            let children = &self.nodes[below];
            let Some(letter) = letters.next().filter(|_| !children.is_empty()) else { return };
            let Ok(index) = children.binary_search_by_key(&letter, |child| child.letter) else { return };
            node = &children[index];
            end += letter.len_utf8();
        }
    }
}

/// The most letters that a node of the tree stands for before a term that goes on alone is kept as a tail: pairs have a node each.
const PAIR: usize = 2;

/// The tree of some terms, sorted, with their numbers; and the tails. The children of a node lie side by side, those of its first child
/// behind them.
fn tree(sorted: &[(&str, u32)]) -> (Vec<Node>, Vec<u8>) {
    let (mut nodes, mut tails) = (vec![Node::of('\0')], Vec::new());
    // Nodes to be filled: index, letters and bytes of its terms that lead to it, those terms.
    let mut open = vec![(0, 0, 0, sorted)];
    while let Some((at, letters, depth, mut terms)) = open.pop() {
        if let Some(((term, number), rest)) = terms.split_first()
            && term.len() == depth
        {
            nodes[at].term = *number;
            terms = rest;
        }
        if let [(term, number)] = terms
            && letters >= PAIR
        {
            nodes[at].from = tails.len() as u32;
            tails.extend_from_slice(&term.as_bytes()[depth..]);
            (nodes[at].until, nodes[at].tail) = (tails.len() as u32, *number);
            continue;
        }
        nodes[at].from = nodes.len() as u32;
        let first_open = open.len();
        while let Some(letter) = terms.first().and_then(|(term, _)| term[depth..].chars().next()) {
            let (group, rest) = terms.split_at(terms.partition_point(|(term, _)| term[depth..].starts_with(letter)));
            open.push((nodes.len(), letters + 1, depth + letter.len_utf8(), group));
            nodes.push(Node::of(letter));
            terms = rest;
        }
        nodes[at].until = nodes.len() as u32;
        open[first_open..].reverse();
    }
    (nodes, tails)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(terms: &[&str], text: &str) -> Vec<(usize, usize, u32)> {
        let mut found = Vec::new();
        Automaton::new(terms).find(text, |start, end, term| found.push((start, end, term)));
        found
    }

    #[test]
    fn finds_every_term_where_it_starts() {
        let terms = ["a", "ab", "abc", "b", "bc", "個人", "個人情報", "情報", "報"];
        assert_eq!(hits(&terms, "abc"), [(0, 1, 0), (0, 2, 1), (0, 3, 2), (1, 2, 3), (1, 3, 4)]);
        assert_eq!(hits(&terms, "個人情報"), [(0, 6, 5), (0, 12, 6), (6, 12, 7), (9, 12, 8)]);
        assert_eq!(hits(&terms, "個人の\u{1f600}ab\u{e9}"), [(0, 6, 5), (13, 14, 0), (13, 15, 1), (14, 15, 3)]);
        assert_eq!(hits(&terms, ""), []);
    }

    #[test]
    fn agrees_with_a_search_for_each_term() {
        let mut terms: Vec<&str> = crate::terms().map(|term| term.term).filter(|term| !term.is_empty()).collect();
        terms.sort_unstable();
        terms.dedup();
        let text = "架空商事株式会社は2024年4月10日、委託先のサーバーが不正アクセスを受け、お客様の氏名、住所など約1,200件の個人情報が漏えいした可能性があると発表しました。";
        let mut wanted = Vec::new();
        for (number, term) in (0..).zip(&terms) {
            wanted.extend(
                text.char_indices()
                    .filter(|&(at, _)| text[at..].starts_with(term))
                    .map(|(at, _)| (at, at + term.len(), number)),
            );
        }
        wanted.sort_unstable();
        assert_eq!(hits(&terms, text), wanted);
    }
}
