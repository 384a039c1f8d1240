//! Words around a number that say how exact it is: 約・最大・のべ before it, 以上・超・弱 after it.
//!
//! In:   normalised text and a position in it: where a number begins, or where it or its counter ends.
//! Out:  the hedges that stand there, and how far they reach.
//! Data: `data/hedges_before.tsv`, `data/hedges_after.tsv`.
//!
//! The counter (人, 件) stands between number and hedge: whoever knows counters calls [`hedges_after`] behind it.
//! Not here: 十数・余 inside the number (`number.rs`).

use std::sync::LazyLock;

use crate::listed::Listed;

/// How exact a figure is, as one word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// 約, 程度, 弱
    Approx,
    /// 以上, 余り, 少なくとも; the figure itself included
    AtLeast,
    /// 超, を上回る; the figure itself not included
    MoreThan,
    /// 最大, 以下, 未満
    Max,
    /// のべ, 累計
    Cumulative,
}

/// A set of hedges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hedges(u8);

impl Hedges {
    /// Whether `hedge` is among them.
    pub const fn contains(self, hedge: Hedge) -> bool {
        self.0 & (1 << hedge as u8) != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These and `other`.
    #[must_use]
    pub const fn with(self, other: Hedges) -> Hedges {
        Hedges(self.0 | other.0)
    }

    /// These and `hedge`.
    #[must_use]
    pub const fn and(self, hedge: Hedge) -> Hedges {
        Hedges(self.0 | 1 << hedge as u8)
    }

    /// The one that tells most: のべ before 最大 before 超 before 以上 before 約 (のべ約37万件 is cumulative, 最大約2千人 a maximum).
    pub fn strongest(self) -> Option<Hedge> {
        use Hedge::{Approx, AtLeast, Cumulative, Max, MoreThan};
        [Cumulative, Max, MoreThan, AtLeast, Approx].into_iter().find(|&hedge| self.contains(hedge))
    }
}

/// What a listed term does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Hedge(Hedge),
    /// May stand between a hedge and the number, and says nothing itself: 最大で合計1,234件.
    Pass,
    /// Only looks like a hedge: 契約100件.
    Blocks,
}

type Terms = Vec<(&'static str, Role)>;

static BEFORE: LazyLock<Listed<Role>> =
    LazyLock::new(|| Listed::at_end(terms(include_str!("../data/hedges_before.tsv"))));
static AFTER: LazyLock<Listed<Role>> =
    LazyLock::new(|| Listed::at_start(terms(include_str!("../data/hedges_after.tsv"))));

/// The terms of a file, longest first.
fn terms(file: &'static str) -> Terms {
    let mut terms: Terms = file
        .lines()
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (term, code) = (columns.next()?, columns.next()?);
            let role = match code {
                "approx" => Role::Hedge(Hedge::Approx),
                "at_least" => Role::Hedge(Hedge::AtLeast),
                "more_than" => Role::Hedge(Hedge::MoreThan),
                "max" => Role::Hedge(Hedge::Max),
                "cumulative" => Role::Hedge(Hedge::Cumulative),
                "pass" => Role::Pass,
                "-" => Role::Blocks,
                _ => return None,
            };
            Some((term, role))
        })
        .collect();
    terms.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
    terms
}

/// Hedges that end where a number begins, and where the first of them starts (`at` if there is none).
///
/// | text before the number | hedges |
/// |---|---|
/// | `対象は約` | approx |
/// | `最大で約` | max, approx |
/// | `延べ合計 ` | cumulative; the range takes 合計 along |
/// | `ご契約` | none |
///
/// Spaces, and a colon after a label (延べ人数:), may stand between. At most eight words are read.
pub fn hedges_before(text: &str, at: usize) -> (Hedges, usize) {
    let (mut found, mut start) = (Hedges::default(), at);
    let mut end = at;
    for _ in 0..8 {
        let rest = text[..end].trim_end_matches([' ', ':']);
        let Some(&(term, role)) = BEFORE.ends(rest) else { break };
        end = rest.len() - term.len();
        match role {
            Role::Hedge(hedge) => {
                found = found.and(hedge);
                start = end;
            }
            Role::Pass => {}
            Role::Blocks => break,
        }
    }
    (found, start)
}

/// Hedges that start at `at`, behind a number or its counter, and where the last of them ends (`at` if there is none).
///
/// | text after `at` | hedges |
/// |---|---|
/// | `以上の` | at least |
/// | `を超えるお客様` | more than |
/// | `弱が` | approx |
/// | `強化` | none |
///
/// One space may stand before the first. At most four words are read.
pub fn hedges_after(text: &str, at: usize) -> (Hedges, usize) {
    let (mut found, mut end) = (Hedges::default(), at);
    for turn in 0..4 {
        let rest = &text[end..];
        let space = usize::from(turn == 0 && rest.starts_with(' '));
        let Some(&(term, role)) = AFTER.starts(&rest[space..]) else { break };
        let Role::Hedge(hedge) = role else { break };
        found = found.and(hedge);
        end += space + term.len();
    }
    (found, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Hedge::{Approx, AtLeast, Cumulative, Max, MoreThan};

    fn check_before(text: &str, expected: &[Hedge], words: &str) {
        let (found, start) = hedges_before(text, text.len());
        assert_eq!(found, expected.iter().fold(Hedges::default(), |set, &hedge| set.and(hedge)), "{text}");
        assert_eq!(&text[start..], words, "{text}");
    }

    fn check_after(text: &str, expected: &[Hedge], words: &str) {
        let (found, end) = hedges_after(text, 0);
        assert_eq!(found, expected.iter().fold(Hedges::default(), |set, &hedge| set.and(hedge)), "{text}");
        assert_eq!(&text[..end], words, "{text}");
    }

    #[test]
    fn reads_hedges_before_a_number() {
        check_before("対象は約", &[Approx], "約");
        check_before("対象は 約 ", &[Approx], "約 ");
        check_before("漏えいは最大で約", &[Max, Approx], "最大で約");
        check_before("延べ合計", &[Cumulative], "延べ合計");
        check_before("延べ人数:", &[Cumulative], "延べ人数:");
        check_before("延べ約", &[Cumulative, Approx], "延べ約");
        check_before("少なくとも", &[AtLeast], "少なくとも");
        check_before("ご契約", &[], "");
        check_before("ご契約約", &[Approx], "約");
        check_before("遅延", &[], "");
        check_before("合計", &[], "");
        check_before("", &[], "");
    }

    #[test]
    fn reads_hedges_after_a_number() {
        check_after("以上の方", &[AtLeast], "以上");
        check_after("を超える方", &[MoreThan], "を超える");
        check_after("超の", &[MoreThan], "超");
        check_after("弱が", &[Approx], "弱");
        check_after("(延べ)です", &[Cumulative], "(延べ)");
        check_after(" 程度", &[Approx], " 程度");
        check_after("強化", &[], "");
        check_after("超過", &[], "");
        check_after("の", &[], "");
    }

    #[test]
    fn the_strongest_hedge_wins() {
        assert_eq!(hedges_before("のべ約", 9).0.strongest(), Some(Cumulative));
        assert_eq!(hedges_before("最大約", 9).0.strongest(), Some(Max));
        assert_eq!(Hedges::default().strongest(), None);
    }

    #[test]
    fn bears_long_rows_of_hedges() {
        let text = "約".repeat(100_000);
        assert_eq!(hedges_before(&text, text.len()).1, text.len() - 8 * 3);
    }

    #[test]
    fn terms_are_sorted_and_in_normal_form() {
        for file in [include_str!("../data/hedges_before.tsv"), include_str!("../data/hedges_after.tsv")] {
            let rows: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
            let words: Vec<&str> = rows.iter().filter_map(|row| row.split('\t').next()).collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{words:?}");
            assert!(words.iter().all(|word| crate::Normalised::of(word).text() == *word));
            assert_eq!(terms(file).len(), rows.len(), "an unknown code");
            assert!(rows.iter().all(|row| row.split('\t').count() >= 3));
        }
    }
}
