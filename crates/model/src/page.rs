//! A page: a capture's bytes as one version of the reader decoded them.

use std::fmt;
use std::sync::Arc;

use crate::{ByteRange, Doubt};

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
    /// Links to full addresses (`http://…`, `https://…`), in the order of the text; a form without links has none.
    pub links: Vec<Link>,
    /// Name of the character set that the bytes were read as (`UTF-8`, `Shift_JIS`).
    pub charset: &'static str,
    /// What reading the bytes leaves open: `charset_declared_wrong`, `bytes_unreadable`, `text_cut_off`.
    pub doubts: Vec<Doubt>,
}

/// A link whose address the text itself need not show: 「[架空商事株式会社の発表](https://www.example.co.jp/0520.html)」.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words that carry the link, in the page's text; never empty.
    pub range: ByteRange,
    /// The full address, as the page writes it.
    pub url: String,
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
    /// A row of a table, or a term and its description (`<dt>`, `<dd>`): one line, cells separated by tabs. A cell that spans
    /// rows stands in each of them, so that a row reads alone.
    TableRow,
    /// Navigation, header, footer, side column, advertisement: read, but no article.
    Furniture,
}

/// Where a block stands in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Line of the file, from 1.
    Line(u32),
    /// Element of the document tree; shown as `html/body/main/p[3]`: the third element with this path.
    Dom {
        /// Names of the element and those around it, shared by all elements with the same path.
        path: Arc<str>,
        /// Place among the page's elements with this path, from 1.
        nth: u32,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Line(line) => write!(f, "line {line}"),
            Origin::Dom { path, nth } => write!(f, "{path}[{nth}]"),
        }
    }
}
