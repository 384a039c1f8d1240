//! A plain text file: a block for each line that is not blank.
//!
//! In:   the file's text.
//! Out:  the same text, untouched, and its lines as blocks.
//!
//! A line ends at `\n`; a `\r` before it belongs to the line end. Line numbers are those of an editor, from 1.

use jikenbo_model::{Block, BlockKind, ByteRange, Origin};

use crate::{Error, Parts};

/// Lines of a text file as blocks; the text stays as it is.
pub(crate) fn read_lines(text: String, max_blocks: usize) -> Result<Parts, Error> {
    let mut blocks = Vec::new();
    let mut start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut line: u32 = 0;
    for part in text[start..].split('\n') {
        line += 1;
        let end = start + part.len();
        let shown = part.strip_suffix('\r').unwrap_or(part);
        if !is_blank(shown) {
            if blocks.len() == max_blocks {
                return Err(Error::TooManyParts { limit: max_blocks, setting: "max-blocks", byte: Some(start) });
            }
            let range = ByteRange::new(start, start + shown.len());
            blocks.push(Block { kind: BlockKind::Line, range, origin: Origin::Line(line) });
        }
        start = end + 1;
    }
    if blocks.is_empty() {
        return Err(Error::Empty);
    }
    Ok(Parts { text, blocks, title: None, links: Vec::new() })
}

/// Whether nothing can be seen: blanks of any width, marks without width.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}'))
}
