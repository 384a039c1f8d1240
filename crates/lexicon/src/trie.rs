//! A trie over the characters of many terms: every term that starts at a place of a text, for each place in turn.
//!
//! In:   terms that differ from one another, a text.
//! Out:  hits, by where they start, shorter ones first.
//!
//! A double array: the child of a node by a character is one cell away, and most places of a text are passed over after one or two
//! looks. The cost of a place is bounded by the longest term.

/// Codes of characters without a cell of their own in any term.
const NONE: u16 = 0;

#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    /// Where the children are: that of code `c` stands at `base ^ c`. 0 without children.
    base: u32,
    /// The parent's cell; 0 in a free cell.
    check: u32,
    /// Number of the term that ends here, from 1; 0 if none does.
    term: u32,
}

/// The terms that begin with one character.
#[derive(Debug, Clone, Copy, Default)]
struct Root {
    /// Their cell; 0 if there are none.
    cell: u32,
    /// As in the cell.
    base: u32,
    /// As in the cell.
    term: u32,
    /// A bit for the codes that may follow, 64 together: most places need no look at the cells.
    follow: u64,
}

/// All terms as a tree of characters.
#[derive(Debug)]
pub struct Trie {
    /// For each character of the basic plane its code; 0 for those that stand in no term. Frequent ones have small codes.
    codes: Box<[u16; 0x1_0000]>,
    /// By the code of the first character.
    roots: Vec<Root>,
    cells: Vec<Cell>,
}

impl Trie {
    /// Builds the tree. `terms` are sorted by bytes, differ from one another and are not empty; the n-th is reported as number n.
    ///
    /// Characters beyond the basic plane never match.
    pub fn new(terms: &[&str]) -> Self {
        let codes = codes_of(terms);
        let count = usize::from(codes.iter().copied().max().unwrap_or_default()) + 1;
        let spelled: Vec<Vec<u16>> =
            terms.iter().map(|term| term.chars().map(|c| code_of(&codes, u32::from(c))).collect()).collect();
        let mut builder =
            Builder { cells: vec![Cell::default()], free_from: 1, width: count.next_power_of_two().max(2) };
        let mut roots = vec![Root::default(); count];
        // Groups of terms that share their first `depth` characters, and the cell that stands for these.
        let mut groups = Vec::new();
        for (first, from, until) in children(&spelled, 0, spelled.len(), 0) {
            let cell = builder.take_any();
            let follow = spelled[from..until].iter().filter_map(|term| term.get(1));
            roots[usize::from(first)].follow = follow.fold(0, |bits, code| bits | 1 << (code & 63));
            roots[usize::from(first)].cell = cell as u32;
            groups.push((cell, from, until, 1));
        }
        while let Some((cell, mut from, until, depth)) = groups.pop() {
            // Terms are sorted: the one that ends here stands first.
            if spelled[from].len() == depth {
                builder.cells[cell].term = from as u32 + 1;
                from += 1;
            }
            let below = children(&spelled, from, until, depth);
            if below.is_empty() {
                continue;
            }
            let base = builder.place(cell, &below);
            let under = below.into_iter().map(|(code, from, until)| (base ^ usize::from(code), from, until, depth + 1));
            groups.extend(under);
        }
        let mut cells = builder.cells;
        // Every look stays inside: a base is at most the last block's.
        cells.resize(cells.len().next_multiple_of(builder.width) + builder.width, Cell::default());
        for root in roots.iter_mut().filter(|root| root.cell != 0) {
            (root.base, root.term) = (cells[root.cell as usize].base, cells[root.cell as usize].term);
        }
        Self { codes, roots, cells }
    }

    /// Gives every term in `text` to `hit`: start, end, number. By start; of one start shorter ones first.
    pub fn find(&self, text: &str, mut hit: impl FnMut(usize, usize, u32)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        let (mut code, mut next) = self.code_at(bytes, 0);
        while at < bytes.len() {
            let (code_after, after) = self.code_at(bytes, next);
            let root = self.roots[usize::from(code)];
            if root.term != 0 {
                hit(at, next, root.term - 1);
            }
            if root.follow >> (code_after & 63) & 1 != 0 {
                let (mut node, mut base) = (root.cell, root.base);
                let (mut code, mut end) = (code_after, after);
                while code != NONE {
                    let child = base ^ u32::from(code);
                    let cell = self.cells[child as usize];
                    if cell.check != node {
                        break;
                    }
                    if cell.term != 0 {
                        hit(at, end, cell.term - 1);
                    }
                    if cell.base == 0 {
                        break;
                    }
                    (node, base) = (child, cell.base);
                    (code, end) = self.code_at(bytes, end);
                }
            }
            (at, code, next) = (next, code_after, after);
        }
    }

    /// The code of the character at `at`, and where it ends; no code at the end of the text.
    #[inline]
    fn code_at(&self, bytes: &[u8], at: usize) -> (u16, usize) {
        let byte = |at: usize| bytes.get(at).map_or(0, |byte| usize::from(*byte));
        let lead = byte(at);
        match lead {
            0xe0..=0xef => {
                let c = (lead & 0xf) << 12 | (byte(at + 1) & 0x3f) << 6 | byte(at + 2) & 0x3f;
                (self.codes[c], at + 3)
            }
            0..=0x7f => (if at < bytes.len() { self.codes[lead] } else { NONE }, at + 1),
            0xc0..=0xdf => (self.codes[(lead & 0x1f) << 6 | byte(at + 1) & 0x3f], at + 2),
            _ => (NONE, at + 4),
        }
    }
}

fn code_of(codes: &[u16; 0x1_0000], c: u32) -> u16 {
    codes.get(c as usize).copied().unwrap_or(NONE)
}

/// Codes by how many terms hold the character, the most frequent first.
fn codes_of(terms: &[&str]) -> Box<[u16; 0x1_0000]> {
    let mut counts = vec![0_u32; 0x1_0000];
    for c in terms.iter().flat_map(|term| term.chars()) {
        if let Some(count) = counts.get_mut(c as usize) {
            *count += 1;
        }
    }
    let mut used: Vec<u16> = (1..=u16::MAX).filter(|&c| counts[usize::from(c)] > 0).collect();
    used.sort_by_key(|&c| (std::cmp::Reverse(counts[usize::from(c)]), c));
    let mut codes = Box::new([NONE; 0x1_0000]);
    for (code, c) in (1..).zip(used) {
        codes[usize::from(c)] = code;
    }
    codes
}

/// The runs of terms in `from..until` that share their character at `depth`.
fn children(spelled: &[Vec<u16>], from: usize, until: usize, depth: usize) -> Vec<(u16, usize, usize)> {
    let mut runs: Vec<(u16, usize, usize)> = Vec::new();
    for (index, term) in (from..).zip(&spelled[from..until]) {
        let code = term[depth];
        match runs.last_mut() {
            Some(run) if run.0 == code => run.2 = index + 1,
            _ => runs.push((code, index, index + 1)),
        }
    }
    runs.retain(|run| run.0 != NONE);
    runs
}

struct Builder {
    cells: Vec<Cell>,
    /// No cell before this one is free.
    free_from: usize,
    /// Cells of a block: a power of two, more than there are codes, so that `base ^ code` stays in the block of `base`.
    width: usize,
}

impl Builder {
    fn is_free(&self, cell: usize) -> bool {
        self.cells.get(cell).is_none_or(|cell| cell.check == 0) && cell != 0
    }

    fn take(&mut self, cell: usize, parent: usize) {
        if cell >= self.cells.len() {
            self.cells.resize(cell + 1, Cell::default());
        }
        self.cells[cell].check = parent as u32;
        while !self.is_free(self.free_from) {
            self.free_from += 1;
        }
    }

    /// A cell that is the child of none: its own parent.
    fn take_any(&mut self) -> usize {
        let cell = self.free_from;
        self.take(cell, u32::MAX as usize);
        cell
    }

    /// Finds cells for all children of `parent` and takes them; gives the base.
    fn place(&mut self, parent: usize, below: &[(u16, usize, usize)]) -> usize {
        let first = usize::from(below[0].0);
        let mut cell = self.free_from;
        let base = loop {
            let base = cell ^ first;
            let fits = || below.iter().all(|&(code, ..)| self.is_free(base ^ usize::from(code)));
            if base != 0 && self.is_free(cell) && fits() {
                break base;
            }
            cell += 1;
        };
        for &(code, ..) in below {
            self.take(base ^ usize::from(code), parent);
        }
        self.cells[parent].base = base as u32;
        base
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(terms: &[&str], text: &str) -> Vec<(usize, usize, u32)> {
        let mut found = Vec::new();
        Trie::new(terms).find(text, |start, end, term| found.push((start, end, term)));
        found
    }

    #[test]
    fn finds_every_term_where_it_starts() {
        let terms = ["a", "ab", "abc", "b", "bc", "個人", "個人情報", "情報", "報"];
        assert_eq!(hits(&terms, "abc"), [(0, 1, 0), (0, 2, 1), (0, 3, 2), (1, 2, 3), (1, 3, 4)]);
        assert_eq!(hits(&terms, "個人情報"), [(0, 6, 5), (0, 12, 6), (6, 12, 7), (9, 12, 8)]);
        assert_eq!(hits(&terms, "個人の\u{1f600}ab\u{e9}"), [(0, 6, 5), (13, 14, 0), (13, 15, 1), (14, 15, 3)]);
        assert_eq!(hits(&terms, ""), []);
        assert_eq!(hits(&[], "abc"), []);
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
