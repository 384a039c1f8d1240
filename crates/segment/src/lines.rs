//! The lines of a page, side by side in normal form and as read.
//!
//! In:   a page and its normal form, whose lines are one-to-one.
//! Out:  `Line`s: where each stands in both texts (trimmed), what shape it has, which block holds it.
//!
//! Not here: what a line says (`role.rs`).

use jikenbo_model::{BlockKind, ByteRange, Page};
use jikenbo_text::Normalised;

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing but white space.
    Blank,
    /// A rule drawn with signs (`-----`, `=====`, `※※※※※`), perhaps with a few words in it.
    Rule,
    /// Anything else.
    Text,
}

/// One line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// Bytes of the normal form, without white space around.
    pub(crate) at: ByteRange,
    /// Bytes of the page's text, without white space around.
    pub(crate) source: ByteRange,
    /// Its shape.
    pub(crate) shape: Shape,
    /// Kind of the block that holds its first byte.
    pub(crate) block: BlockKind,
    /// White space before its first character (right-aligned date and issuer lines have much of it), in bytes of the page's text.
    pub(crate) indent: u32,
}

impl Line {
    /// The line in normal form.
    pub(crate) fn text<'a>(&self, normal: &'a str) -> &'a str {
        self.at.of(normal)
    }
}

/// Splits the page into lines; the n-th is line n + 1 of the page's text.
pub(crate) fn read_lines(page: &Page, normal: &Normalised) -> Vec<Line> {
    let mut lines = Vec::with_capacity((page.text.len() / 32).min(4_096));
    let mut blocks = page.blocks.iter().peekable();
    let mut other = spans(normal.text());
    for source in spans(&page.text) {
        let at =
            other.next().map_or(ByteRange::new(normal.text().len(), normal.text().len()), |s| trim(normal.text(), s));
        let trimmed = trim(&page.text, source);
        while blocks.next_if(|block| block.range.end <= trimmed.start && block.range.end < trimmed.end).is_some() {}
        let block = blocks
            .peek()
            .filter(|block| block.range.start <= trimmed.start)
            .map_or(BlockKind::Line, |block| block.kind);
        lines.push(Line {
            at,
            source: trimmed,
            // Furniture is read as if it were not there: no heading, no body, no end of an article.
            shape: if block == BlockKind::Furniture { Shape::Blank } else { shape_of(at.of(normal.text())) },
            block,
            indent: u32::try_from(trimmed.start - source.start).unwrap_or(u32::MAX),
        });
    }
    lines
}

/// The lines' bytes, without the line ends.
fn spans(text: &str) -> impl Iterator<Item = ByteRange> + '_ {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.map(move |end| {
        let range = ByteRange::new(start, end);
        start = end + 1;
        range
    })
}

fn trim(text: &str, range: ByteRange) -> ByteRange {
    let line = range.of(text);
    let front = line.len() - line.trim_start_matches(is_space).len();
    let inner = line[front..].trim_end_matches(is_space).len();
    ByteRange::new(range.start + front, range.start + front + inner)
}

/// White space, also the invisible signs that pages hold by accident.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{2060}')
}

/// Signs of which rules are drawn, in normal form.
fn is_rule_sign(c: char) -> bool {
    matches!(
        c,
        '-' | '='
            | '_'
            | '~'
            | '*'
            | '+'
            | '#'
            | '.'
            | '・'
            | '※'
            | '━'
            | '─'
            | '═'
            | '―'
            | '—'
            | 'ー'
            | '□'
            | '■'
            | '◇'
            | '◆'
            | '○'
            | '●'
            | '☆'
            | '★'
            | '◎'
            | '…'
            | '〜'
            | '┅'
            | '┄'
            | '▔'
            | '▁'
            | '＊'
            | '♪'
            | '/'
            | '∴'
            | '∵'
            | '〓'
            | '┃'
            | '|'
    )
}

fn shape_of(text: &str) -> Shape {
    if text.is_empty() {
        return Shape::Blank;
    }
    // A rule has a long run of signs and next to nothing beside it; its words (【PR】) are few.
    let (mut signs, mut others) = (0_usize, 0_usize);
    for c in text.chars() {
        if is_rule_sign(c) {
            signs += 1;
        } else if !c.is_whitespace() {
            others += 1;
            if others > 14 {
                return Shape::Text;
            }
        }
    }
    if (others == 0 && signs >= 3) || (signs >= 12 && signs > others) || (signs >= 8 && others <= 4) {
        Shape::Rule
    } else {
        Shape::Text
    }
}
