//! The page's text as it grows: lines, blanks, blocks, links.
//!
//! In:   stretches of characters, line breaks and ends of blocks, in reading order.
//! Out:  the text, its blocks and links.
//!
//! Blanks are collapsed as a browser does it: a run is one blank, none at the ends of lines, and none for a line end between two wide
//! characters (「…情報が⏎漏えい…」). A block ends in one line end; there are no empty lines.

use std::sync::Arc;

use jikenbo_model::{Block, BlockKind, ByteRange, Link, Origin};

use crate::lines::is_blank;

/// Where a block stands and what it is; known when its first character is written.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) kind: BlockKind,
    pub(super) path: Arc<str>,
    pub(super) nth: u32,
}

/// A blank that is owed before the next character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owed {
    Nothing,
    Blank,
    /// A run of blanks with a line end in it.
    LineEnd,
}

/// Text, blocks and links.
#[derive(Debug)]
pub(super) struct Writer {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) links: Vec<Link>,
    /// The block being written, and where it starts.
    open: Option<(Place, usize)>,
    owed: Owed,
    /// `<br>` met since the last character.
    breaks: u32,
    /// The link being written: index of its address (if it is worth keeping), and where its words start.
    link: Option<(Option<u32>, Option<usize>)>,
    link_is_next: bool,
    /// Links of the block being written, and whether each leads to a place on the same page.
    anchors: Vec<(ByteRange, bool)>,
    pub(super) struck: bool,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            blocks: Vec::new(),
            links: Vec::new(),
            open: None,
            owed: Owed::Nothing,
            breaks: 0,
            link: None,
            link_is_next: false,
            anchors: Vec::new(),
            struck: false,
        }
    }

    /// Characters of a text node.
    pub(super) fn write(&mut self, text: &str, place: impl Fn() -> Place) {
        if self.struck {
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(rest.len());
            if word > 0 {
                self.write_word(&rest[..word], &place);
            }
            let blanks = rest.as_bytes()[word..]
                .iter()
                .position(|byte| !byte.is_ascii_whitespace())
                .unwrap_or(rest.len() - word);
            if blanks > 0 {
                let line_end = rest.as_bytes()[word..word + blanks].iter().any(|byte| matches!(byte, b'\n' | b'\r'));
                self.owed = match self.owed {
                    Owed::Blank => Owed::Blank,
                    _ if line_end => Owed::LineEnd,
                    _ => Owed::Blank,
                };
            }
            rest = &rest[word + blanks..];
        }
    }

    fn write_word(&mut self, word: &str, place: &impl Fn() -> Place) {
        if self.breaks > 0 && self.open.is_some() {
            let parts = matches!(
                self.open,
                Some((Place { kind: BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Furniture, .. }, _))
            );
            match self.breaks {
                2.. if parts && self.link.is_none() => self.end_block(),
                _ => self.text.push('\n'),
            }
            self.owed = Owed::Nothing;
        }
        self.breaks = 0;
        if self.open.is_none() {
            self.open = Some((place(), self.text.len()));
            self.owed = Owed::Nothing;
        }
        let between_links = std::mem::take(&mut self.link_is_next) && matches!(self.link, Some((_, None)));
        if self.owed != Owed::Nothing || between_links {
            let joins = self.owed == Owed::LineEnd
                && self.text.chars().next_back().is_some_and(is_wide)
                && word.chars().next().is_some_and(is_wide);
            if !joins && !self.ends_in_blank() {
                self.text.push(' ');
            }
            self.owed = Owed::Nothing;
        }
        if let Some((_, start @ None)) = &mut self.link {
            *start = Some(self.text.len());
        }
        self.text.push_str(word);
    }

    fn ends_in_blank(&self) -> bool {
        self.start().is_none_or(|start| self.text.len() == start) || self.text.ends_with([' ', '\n', '\t'])
    }

    /// Start of the block being written.
    pub(super) fn start(&self) -> Option<usize> {
        self.open.as_ref().map(|(_, start)| *start)
    }

    /// Characters whose blanks and line ends stand as they are.
    pub(super) fn write_preformatted(&mut self, text: &str, place: impl Fn() -> Place) {
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.line_break();
            }
            let line = line.trim_end();
            if !line.is_empty() && !self.struck {
                self.write_word(line, &place);
            }
        }
    }

    /// A line break within a block (`<br>`).
    pub(super) fn line_break(&mut self) {
        if let Some(start) = self.start() {
            // A line of wide blanks only is an empty line.
            let line = self.text[start..].rfind('\n').map_or(start, |at| start + at + 1);
            if self.breaks == 0 && line > start && is_blank(&self.text[line..]) {
                self.text.truncate(line - 1);
                self.breaks += 1;
            }
            self.breaks += 1;
        }
        self.owed = Owed::Nothing;
    }

    /// A blank that is certain to stand (an inner end of a line in a table cell).
    pub(super) fn blank(&mut self) {
        self.owed = Owed::Blank;
    }

    /// The next cell of a row.
    pub(super) fn next_cell(&mut self, place: impl Fn() -> Place) {
        self.trim();
        self.owed = Owed::Nothing;
        self.breaks = 0;
        if self.open.is_none() {
            self.open = Some((place(), self.text.len()));
        } else {
            self.text.push('\t');
        }
    }

    /// A further column of a cell that is wider than one.
    pub(super) fn empty_cell(&mut self) {
        self.text.push('\t');
    }

    /// Bytes of the addresses of links within `range`.
    pub(super) fn addresses_in(&self, range: ByteRange) -> usize {
        let first = self.links.partition_point(|link| link.range.start < range.start);
        self.links[first..].iter().take_while(|link| range.contains(link.range)).map(|link| link.url.len()).sum()
    }

    /// Writes again what stands at `range` (a cell that spans rows), with its links.
    pub(super) fn write_again(&mut self, range: ByteRange) {
        if range.is_empty() {
            return;
        }
        let to = self.text.len();
        self.text.extend_from_within(range.start..range.end);
        let first = self.links.partition_point(|link| link.range.start < range.start);
        for at in first..self.links.len() {
            let Link { range: old, url } = &self.links[at];
            if !range.contains(*old) {
                break;
            }
            let again = ByteRange::new(old.start - range.start + to, old.end - range.start + to);
            let url = url.clone();
            self.links.push(Link { range: again, url });
        }
    }

    /// Removes blanks at the end; inside a row, of the last cell.
    pub(super) fn trim(&mut self) {
        let Some(start) = self.start() else { return };
        let kept = self.text[start..].trim_end_matches([' ', '\n']).len();
        self.text.truncate(start + kept);
    }

    /// Starts a link; `address` is the index of its address among `extras`.
    pub(super) fn start_link(&mut self, address: Option<u32>) {
        self.link = Some((address, None));
    }

    /// Ends a link. Another one may follow at once, from which it is set apart by a blank.
    pub(super) fn end_link(&mut self, extras: &[String]) {
        let Some((address, Some(start))) = self.link.take() else { return };
        let end = start + self.text.get(start..).map_or(0, |words| words.trim_end_matches([' ', '\n', '\t']).len());
        if end <= start {
            return;
        }
        let range = ByteRange::new(start, end);
        let url = address.and_then(|address| extras.get(address as usize)).map_or("", String::as_str);
        let within = url.starts_with('#');
        if !url.is_empty() && !within {
            self.links.push(Link { range, url: url.to_owned() });
        }
        self.anchors.push((range, within));
        self.link_is_next = true;
    }

    /// Whether the block from `start` on is nothing but links to elsewhere: a menu, a path of pages, a way back to the top.
    fn is_navigation(&self, start: usize) -> bool {
        let mut outside = Vec::new();
        let mut at = start;
        for (range, _) in &self.anchors {
            outside.push(&self.text[at..range.start]);
            at = range.end;
        }
        let rest = &self.text[at..];
        let speaks = |words: &&str| words.chars().any(char::is_alphanumeric);
        let menu =
            self.anchors.len() >= 3 || (!self.anchors.is_empty() && self.anchors.iter().all(|(_, within)| *within));
        let path = self.anchors.len() >= 2
            && outside[1..].iter().all(|words| matches!(words.trim(), ">" | "＞" | "»" | "›" | "≫" | "→"));
        path || (menu && !speaks(&rest) && !outside.iter().any(speaks))
    }

    /// Ends the block being written; a block of blanks only is none.
    pub(super) fn end_block(&mut self) {
        (self.owed, self.breaks, self.link_is_next, self.struck) = (Owed::Nothing, 0, false, false);
        let Some((mut place, start)) = self.open.take() else { return };
        let kept = self.text[start..].trim_end_matches([' ', '\n', '\t']).len();
        self.text.truncate(start + kept);
        if is_blank(&self.text[start..]) {
            self.text.truncate(start);
            self.links.truncate(self.links.partition_point(|link| link.range.start < start));
            self.anchors.clear();
            return;
        }
        if matches!(place.kind, BlockKind::Paragraph | BlockKind::ListItem) && self.is_navigation(start) {
            place.kind = BlockKind::Furniture;
        }
        self.anchors.clear();
        let range = ByteRange::new(start, self.text.len());
        self.blocks.push(Block { kind: place.kind, range, origin: Origin::Dom { path: place.path, nth: place.nth } });
        self.text.push('\n');
    }

    /// Ends the link with the first block that it has words in: what follows has no address of its own.
    pub(super) fn end_block_and_link(&mut self, extras: &[String]) {
        if matches!(self.link, Some((_, Some(_)))) {
            self.end_link(extras);
        }
        self.end_block();
    }
}

/// Characters as wide as they are high, between which a line end is no blank.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}')
}
