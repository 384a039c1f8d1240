//! Tables that set figures as they were told before beside those that hold now.
//!
//! In:   the lines of a notice with their figures.
//! Out:  which figure of a line holds.
//! Data: lexicon files `words/table_former.txt`, `words/table_now.txt`.
//!
//! | line                       | figures that hold |
//! |----------------------------|-------------------|
//! | 項目  訂正前  訂正後       |                   |
//! | 会員  1,204件  1,342件     | 1,342件           |

use jikenbo_lexicon::Tag;

use super::Figure;
use super::scope::starts;

/// Most cells of a head: what has more is no table of corrections.
const MOST: usize = 6;

/// Where the figure that holds stands, counted from the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column(usize);

impl Column {
    /// The column that holds, if a line is the head of such a table.
    pub(super) fn of(head: &str) -> Option<Self> {
        const LONGEST: usize = 120;
        let ends_cell = |c: char| c.is_whitespace() || matches!(c, '|' | '│' | '┃' | '/');
        let is_row = || head.bytes().any(|byte| matches!(byte, b' ' | b'\t' | b'|' | b'/' | 0xe2));
        if head.len() > LONGEST || !is_row() || head.contains('。') {
            return None;
        }
        let mut cells = [""; MOST];
        let mut count = 0;
        for cell in head.split(ends_cell).filter(|cell| !cell.is_empty()) {
            *cells.get_mut(count)? = cell;
            count += 1;
        }
        let cells = &cells[..count];
        let now = cells.iter().position(|cell| starts(Tag::WordsTableNow, cell))?;
        let former = cells.iter().any(|cell| starts(Tag::WordsTableFormer, cell));
        former.then_some(Self(count - now))
    }

    /// The one of a line's figures that holds; `None` if the line is none of the table.
    pub(super) fn hold(self, figures: &[Figure]) -> Option<&[Figure]> {
        let at = figures.len().checked_sub(self.0).filter(|_| figures.len() >= 2)?;
        Some(&figures[at..=at])
    }
}
