//! A page: a capture's bytes as one version of the reader decoded them.

use crate::ByteRange;

/// SHA-256 of a page's text (UTF-8).
pub type TextHash = [u8; 32];

/// A capture's bytes as text, and how that text is laid out.
#[derive(Debug, Clone)]
pub struct Page {
    /// The text that all evidence points into.
    pub text: String,
    /// SHA-256 of `text`.
    pub hash: TextHash,
    /// Blocks in reading order; they do not overlap, and together they hold every visible character.
    pub blocks: Vec<Block>,
    /// Whether lines of `text` are lines of the source file; false for HTML and other forms without lines.
    pub has_lines: bool,
    /// Title that the form itself gives (`<title>`); never a heading of the text.
    pub title: Option<String>,
}

/// A stretch of a page that its form sets apart.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of the page's text, without the line end.
    pub range: ByteRange,
    /// Where in the source it stands.
    pub origin: Origin,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A line of a plain text file.
    Line,
    /// A heading that the form marks as one, with its level (1 to 6).
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A row of a table; its cells are separated by tabs.
    TableRow,
    /// Navigation, header, footer, side column, advertisement: read, but no article.
    Furniture,
}

/// Where a block stands in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Line of the file, from 1.
    Line(u32),
    /// Path in the document tree, such as `html/body/main/p[3]`.
    Dom(String),
}
