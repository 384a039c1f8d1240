//! The tree in reading order: which characters stand on which line, in which block.
//!
//! In:   the finished tree.
//! Out:  the page's text with blocks and links.
//!
//! One pass over the tree by its links, with a stack of what holds for the elements around (a few hundred at most).

use std::cell::RefCell;

use jikenbo_model::{BlockKind, ByteRange};

use super::paths::Paths;
use super::role::Role;
use super::tables::{Carried, Rows, is_data, is_simple};
use super::tree::{FURNITURE, HIDDEN, NIL, ROOT, Tree};
use super::writer::{Place, Writer};
use crate::Error;
use crate::lines::is_blank;

/// Columns in which a cell is remembered for the rows below.
const MOST_COLUMNS: usize = 64;
/// Bytes that cells spanning rows may add to a page, besides once its own length.
const SPARE: usize = 64 << 10;

/// What holds for the elements inside.
#[derive(Debug, Clone, Copy)]
struct Around {
    kind: BlockKind,
    /// Path of the innermost block, and its place among those with the same path.
    path: u32,
    nth: u32,
    furniture: bool,
    preformatted: bool,
    /// Inside a row: ends of lines are blanks.
    row: bool,
    /// The list around is one of terms that read as rows.
    terms: bool,
    /// Inside a table of data.
    data: bool,
    /// Start of the cell, and what it spans.
    cell: Option<(usize, u16, u8)>,
}

struct Layout<'t> {
    tree: &'t Tree,
    writer: Writer,
    paths: RefCell<Paths>,
    around: Around,
    /// Tables of data around, the innermost last.
    tables: Vec<Rows>,
    /// Bytes that may still be repeated.
    spare: usize,
}

/// Lays out a page of `bytes` bytes of markup.
pub(super) fn lay_out(tree: &Tree, max_blocks: usize, bytes: usize) -> Result<Writer, Error> {
    let around = Around {
        kind: BlockKind::Paragraph,
        path: 0,
        nth: 1,
        furniture: false,
        preformatted: false,
        row: false,
        terms: false,
        data: false,
        cell: None,
    };
    let mut layout = Layout {
        tree,
        writer: Writer::new(),
        paths: RefCell::new(Paths::new()),
        around,
        tables: Vec::new(),
        spare: bytes + SPARE,
    };
    let mut outside: Vec<Around> = Vec::new();
    let mut node = ROOT;
    'walk: loop {
        if layout.writer.blocks.len() > max_blocks {
            return Err(Error::TooManyParts { limit: max_blocks, setting: "max-blocks", byte: None });
        }
        let at = &tree.nodes[node as usize];
        if at.role == Role::Text {
            layout.text(&tree.text[at.first as usize..at.last as usize]);
        } else if at.flags & HIDDEN == 0 {
            outside.push(layout.around);
            layout.enter(node);
            if at.first != NIL {
                node = at.first;
                continue;
            }
            layout.leave(node);
            layout.around = outside.pop().expect("pushed above");
        }
        loop {
            let at = &tree.nodes[node as usize];
            if at.next != NIL {
                node = at.next;
                break;
            }
            node = at.parent;
            if node == NIL {
                break 'walk;
            }
            layout.leave(node);
            layout.around = outside.pop().expect("pushed when the element was entered");
        }
    }
    layout.end_block();
    Ok(layout.writer)
}

impl Layout<'_> {
    fn text(&mut self, text: &str) {
        let (around, paths) = (&self.around, &self.paths);
        // Between the rows and cells of a table nothing is shown.
        if around.data && !around.row {
            return;
        }
        let place = || place(around, paths);
        if around.preformatted && !around.row {
            self.writer.write_preformatted(text, place);
        } else {
            self.writer.write(text, place);
        }
    }

    fn enter(&mut self, node: u32) {
        if node == ROOT {
            return;
        }
        let at = &self.tree.nodes[node as usize];
        let element = &self.tree.elements[at.element as usize];
        match at.role {
            Role::Break => return self.line_break(),
            Role::LinkStart => {
                self.writer.end_link(&self.tree.extras);
                self.writer.start_link((element.extra != NIL).then_some(element.extra));
                return;
            }
            Role::LinkEnd => return self.writer.end_link(&self.tree.extras),
            Role::StruckStart => return self.writer.struck = true,
            Role::StruckEnd => return self.writer.struck = false,
            Role::Picture => return self.picture(element.extra),
            _ => {}
        }
        // A table of data is one thing, whatever its cells are called.
        if at.flags & FURNITURE != 0 && !self.around.furniture && !self.around.data {
            self.end_line();
            self.around.furniture = true;
        }
        if !at.role.is_block() {
            return;
        }
        if self.around.row && !matches!(at.role, Role::Cell | Role::Description | Role::Term) {
            self.writer.blank();
            return;
        }
        let cell = matches!(at.role, Role::Cell) && self.around.data;
        let term = matches!(at.role, Role::Term | Role::Description) && self.around.terms;
        let goes_on = cell || (term && at.role == Role::Description);
        if !goes_on {
            self.end_line();
        }
        if !cell {
            (self.around.path, self.around.nth) = self.paths.borrow_mut().enter(self.around.path, &element.name);
        }
        match at.role {
            Role::Heading(level) => self.around.kind = BlockKind::Heading(level),
            Role::Item | Role::Term | Role::Description if !term => self.around.kind = BlockKind::ListItem,
            Role::Preformatted => self.around.preformatted = true,
            Role::Descriptions => self.around.terms = is_simple(self.tree, node),
            Role::Table => {
                self.around.data = is_data(self.tree, node);
                (self.around.terms, self.around.cell) = (false, None);
                if self.around.data {
                    self.around.kind = BlockKind::TableRow;
                    self.tables.push(Rows::default());
                } else {
                    self.around.kind = BlockKind::Paragraph;
                }
            }
            Role::RowGroup if self.around.data => {
                if let Some(rows) = self.tables.last_mut() {
                    rows.carried.clear();
                }
            }
            Role::Row if self.around.data => {
                if let Some(rows) = self.tables.last_mut() {
                    rows.column = 0;
                }
            }
            Role::Cell if cell => {
                self.around.row = true;
                self.carry();
                self.next_cell();
                self.around.cell = Some((self.writer.text.len(), element.rows, element.columns));
            }
            // The caption of a table is a line of its own.
            Role::Block if self.around.data => {
                self.around.kind = BlockKind::Paragraph;
                self.around.data = false;
            }
            Role::Term | Role::Description if term => {
                self.around.kind = BlockKind::TableRow;
                self.around.row = true;
                self.next_cell();
            }
            _ => {}
        }
    }

    /// The opposite of `enter`; `around` is still that of the element itself.
    fn leave(&mut self, node: u32) {
        let at = &self.tree.nodes[node as usize];
        let furniture_ends = at.flags & FURNITURE != 0 && !self.around.data;
        match at.role {
            Role::Cell if self.around.cell.is_some() && self.around.row => return self.end_cell(),
            Role::Term | Role::Description if self.around.row => return,
            Role::Row if self.around.data && self.writer.start().is_some() => self.carry_rest(),
            Role::Table if self.around.data => {
                self.tables.pop();
            }
            _ => {}
        }
        if self.around.row {
            if at.role.is_block() {
                self.writer.blank();
            }
        } else if at.role.is_block() || furniture_ends {
            self.end_block();
        }
    }

    fn line_break(&mut self) {
        if self.around.row || matches!(self.around.kind, BlockKind::Heading(_)) {
            self.writer.blank();
        } else {
            self.writer.line_break();
        }
    }

    /// What a picture says instead of itself, where it stands for a heading or for a site's name.
    fn picture(&mut self, extra: u32) {
        let stands_for_words = self.around.furniture || matches!(self.around.kind, BlockKind::Heading(_));
        if stands_for_words && extra != NIL && self.writer.start().is_none() {
            let (around, paths) = (&self.around, &self.paths);
            self.writer.write(&self.tree.extras[extra as usize], || place(around, paths));
        }
    }

    fn end_line(&mut self) {
        if self.around.row {
            self.writer.blank();
        } else {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        self.writer.end_block_and_link(&self.tree.extras);
    }

    fn next_cell(&mut self) {
        let (around, paths) = (&self.around, &self.paths);
        self.writer.next_cell(|| place(around, paths));
    }

    /// Writes the cells of rows above that reach down to here, up to the first free column.
    fn carry(&mut self) {
        while let Some(rows) = self.tables.last_mut() {
            let column = rows.column;
            let Some(Some(carried)) = rows.carried.get(column).copied() else { return };
            rows.column += 1;
            let cost = carried.range.len() + self.writer.addresses_in(carried.range) + 1;
            if cost > self.spare {
                rows.carried.clear();
                return;
            }
            self.spare -= cost;
            rows.carried[column] = (carried.rows > 1).then_some(Carried { rows: carried.rows - 1, ..carried });
            self.next_cell();
            self.writer.write_again(carried.range);
        }
    }

    /// The same for the columns behind the last cell of the row.
    fn carry_rest(&mut self) {
        loop {
            self.carry();
            let Some(rows) = self.tables.last_mut() else { return };
            if rows.column >= rows.carried.len() {
                return;
            }
            rows.column += 1;
            self.next_cell();
        }
    }

    fn end_cell(&mut self) {
        let Some((start, rows, columns)) = self.around.cell else { return };
        self.writer.end_link(&self.tree.extras);
        self.writer.trim();
        let end = self.writer.text.len().max(start);
        let end = if is_blank(&self.writer.text[start..]) { start } else { end };
        let Some(table) = self.tables.last_mut() else { return };
        for n in 0..usize::from(columns) {
            let column = table.column;
            table.column += 1;
            if column < MOST_COLUMNS && rows > 1 {
                table.carried.resize(table.carried.len().max(column + 1), None);
                // A cell as wide as three columns says its words once.
                let range = if n == 0 { ByteRange::new(start, end) } else { ByteRange::new(end, end) };
                table.carried[column] = Some(Carried { range, rows: rows - 1 });
            }
            if n > 0 && column < MOST_COLUMNS && self.spare > 0 {
                self.spare -= 1;
                self.writer.empty_cell();
            }
        }
    }
}

fn place(around: &Around, paths: &RefCell<Paths>) -> Place {
    let kind = if around.furniture { BlockKind::Furniture } else { around.kind };
    Place { kind, path: paths.borrow_mut().text(around.path), nth: around.nth }
}
