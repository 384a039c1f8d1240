//! Every place of a text where one of many terms stands.
//!
//! In:   terms that differ from one another, a text.
//! Out:  hits, by where they start, shorter ones first.
//!
//! The automaton is daachorse's; it gives hits by where they end, so that they are sorted here.

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

    /// Gives every term in `text` to `hit`: start, end, number. By start; of one start shorter ones first.
    pub fn find(&self, text: &str, mut hit: impl FnMut(usize, usize, u32)) {
        let mut hits: Vec<(usize, usize, u32)> =
            self.terms.find_overlapping_iter(text).map(|it| (it.start(), it.end(), it.value())).collect();
        hits.sort_unstable();
        for (start, end, term) in hits {
            hit(start, end, term);
        }
    }
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
