//! Reads the crate's data tables: comment lines, a header row, rows of TAB-separated cells.
//!
//! In:   a table's text.
//! Out:  its rows, each cell found by the name of its column.
//!
//! Not here: what the cells mean (`book.rs`, `wording.rs`).

/// A data table cannot be read. Rules are data, so this is an error of whoever wrote the table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the rule table {table} cannot be read at line {line}: {why}")]
pub struct TableError {
    /// Name of the table (`grounds.tsv`).
    pub table: &'static str,
    /// Line in it, from 1.
    pub line: usize,
    /// What is wrong there.
    pub why: String,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'d> {
    table: &'static str,
    header: &'d str,
    text: &'d str,
    line: usize,
}

impl<'d> Row<'d> {
    /// The cell in this column.
    pub(crate) fn cell(&self, column: &str) -> Result<&'d str, TableError> {
        let at = self.header.split('\t').position(|name| name == column);
        let at = at.ok_or_else(|| self.error(format!("the header has no column {column}")))?;
        self.text.split('\t').nth(at).ok_or_else(|| self.error(format!("the row has no cell for {column}")))
    }

    pub(crate) fn error(&self, why: impl Into<String>) -> TableError {
        TableError { table: self.table, line: self.line, why: why.into() }
    }
}

/// The rows below the header; lines that start with `#` and empty lines are left out.
pub(crate) fn rows<'d>(table: &'static str, text: &'d str) -> impl Iterator<Item = Row<'d>> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let header = lines.next().map_or("", |(_, line)| line);
    lines.map(move |(at, text)| Row { table, header, text, line: at + 1 })
}
