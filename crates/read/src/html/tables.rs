//! Tables of data, told from tables that lay out a page; lists of terms that read like a table.
//!
//! In:   the tree and a `<table>` or `<dl>` in it.
//! Out:  whether its rows are to be read as rows.
//!
//! Pages of the 2000s put the whole page into a table: its cells hold headings, paragraphs and further tables. A table of data has at
//! least two columns of short things. Each node is looked at by its innermost table only, since the look ends at an inner table.

use html5ever::local_name;

use super::role::Role;
use super::tree::{HIDDEN, NIL, PRESENTATION, Tree};

/// Bytes from which a cell full of paragraphs is a part of the page's layout.
const LONG_CELL: usize = 900;

/// Whether the rows of `table` are rows of data.
pub(super) fn is_data(tree: &Tree, table: u32) -> bool {
    if tree.nodes[table as usize].flags & PRESENTATION != 0 {
        return false;
    }
    let (mut columns, mut most_columns, mut headed) = (0, 0, false);
    let (mut paragraphs, mut bytes, mut crowded) = (0, 0, false);
    let plain = below(tree, table, |node| {
        let at = &tree.nodes[node as usize];
        match at.role {
            Role::Row => columns = 0,
            Role::Cell => {
                columns += 1;
                most_columns = most_columns.max(columns);
                headed |= tree.elements[at.element as usize].name == local_name!("th");
                (paragraphs, bytes) = (0, 0);
            }
            Role::Paragraph | Role::Block | Role::List => paragraphs += 1,
            Role::Text => bytes += (at.last - at.first) as usize,
            Role::Table
            | Role::Heading(_)
            | Role::Article
            | Role::Section
            | Role::Main
            | Role::Navigation
            | Role::Header
            | Role::Footer
            | Role::Aside
            | Role::Rule => return false,
            _ => {}
        }
        crowded |= paragraphs >= 3 && bytes >= LONG_CELL;
        true
    });
    plain && most_columns >= 2 && (headed || !crowded)
}

/// Whether each term of `list` and its descriptions read as one row.
pub(super) fn is_simple(tree: &Tree, list: u32) -> bool {
    let (mut paragraphs, mut in_description) = (0, false);
    below(tree, list, |node| {
        match tree.nodes[node as usize].role {
            Role::Term => (paragraphs, in_description) = (0, false),
            Role::Description => (paragraphs, in_description) = (0, true),
            Role::Paragraph => paragraphs += 1,
            Role::Block => paragraphs += u32::from(in_description),
            Role::Text | Role::Inline | Role::Break | Role::Picture | Role::Hidden => {}
            Role::LinkStart | Role::LinkEnd | Role::StruckStart | Role::StruckEnd => {}
            _ => return false,
        }
        paragraphs <= 1
    })
}

/// Shows every visible node below `top` to `look`, in reading order; false as soon as `look` says so.
fn below(tree: &Tree, top: u32, mut look: impl FnMut(u32) -> bool) -> bool {
    let mut node = tree.nodes[top as usize].first;
    if node == NIL {
        return true;
    }
    loop {
        let at = &tree.nodes[node as usize];
        if !look(node) {
            return false;
        }
        if at.role != Role::Text && at.first != NIL && at.flags & HIDDEN == 0 {
            node = at.first;
            continue;
        }
        loop {
            let at = &tree.nodes[node as usize];
            if at.next != NIL {
                node = at.next;
                break;
            }
            node = at.parent;
            if node == top {
                return true;
            }
        }
    }
}

/// A cell that goes on into the rows below.
#[derive(Debug, Clone, Copy)]
pub(super) struct Carried {
    /// Its text.
    pub(super) range: jikenbo_model::ByteRange,
    /// Rows that it still covers.
    pub(super) rows: u16,
}

/// The rows of one table of data while they are written.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// By column.
    pub(super) carried: Vec<Option<Carried>>,
    /// Column of the next cell.
    pub(super) column: usize,
}
