//! Every place of a text where one of many terms stands.
//!
//! In:   terms that differ from one another, a text.
//! Out:  hits, by where they end; of those that end together longer ones first.
//!
//! The automaton is daachorse's, and so is the order.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

/// Many terms, searched in one pass over a text.
pub struct Automaton {
    terms: CharwiseDoubleArrayAhoCorasick<u32>,
}

impl std::fmt::Debug for Automaton {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Automaton").finish_non_exhaustive()
    }
}

impl Automaton {
    /// Builds it. `terms` differ from one another and are not empty; the n-th is reported as number n.
    pub fn new(terms: &[&str]) -> Self {
        let numbered = terms.iter().zip(0u32..);
        let terms = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(numbered);
        Self { terms: terms.expect("terms differ and none is empty") }
    }

    /// Every term in `text`: start, end, number.
    pub fn hits(&self, text: &str) -> impl Iterator<Item = (usize, usize, u32)> {
        self.terms.find_overlapping_iter(text).map(|hit| (hit.start(), hit.end(), hit.value()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(terms: &[&str], text: &str) -> Vec<(usize, usize, u32)> {
        Automaton::new(terms).hits(text).collect()
    }

    #[test]
    fn finds_every_term_where_it_ends() {
        let terms = ["a", "ab", "abc", "b", "bc", "個人", "個人情報", "情報", "報"];
        assert_eq!(hits(&terms, "abc"), [(0, 1, 0), (0, 2, 1), (1, 2, 3), (0, 3, 2), (1, 3, 4)]);
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
        wanted.sort_unstable_by_key(|&(start, end, _)| (end, start));
        assert_eq!(hits(&terms, text), wanted);
    }
}
