//! Tables whose columns stand under one another, full-width characters counted as two.
//!
//! In:   rows of untrusted texts, one at a time.
//! Out:  lines no wider than the terminal; what does not fit is cut off with `…`.
//!
//! Widths are settled from the first rows, so that memory does not grow with the number of rows.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::escape::shown;

/// Rows that are kept to settle the widths.
const KEPT: usize = 500;
/// Width of a table that goes elsewhere than to a terminal.
const UNBOUND: usize = 240;
/// A column is never made narrower than this.
const NARROWEST: usize = 6;
/// Between two columns.
const GAP: usize = 2;

/// A table that is being written.
pub(crate) struct Table<W> {
    out: W,
    width: usize,
    right: Vec<bool>,
    kept: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
}

impl<W: Write> Table<W> {
    /// A table with these columns; those whose name begins with `>` stand to the right, as numbers do.
    pub(crate) fn new(out: W, columns: &[String]) -> Self {
        let right = columns.iter().map(|name| name.starts_with('>')).collect();
        let header = columns.iter().map(|name| name.trim_start_matches('>').to_owned()).collect();
        let width = terminal_size::terminal_size().map_or(UNBOUND, |(width, _)| usize::from(width.0).max(40));
        Self { out, width, right, kept: vec![header], widths: None }
    }

    /// Writes a row, or keeps it until the widths are settled.
    pub(crate) fn row(&mut self, cells: Vec<String>) -> io::Result<()> {
        let cells: Vec<String> = cells.iter().map(|cell| shown(cell).into_owned()).collect();
        match &self.widths {
            Some(widths) => write_row(&mut self.out, &cells, widths, &self.right),
            None => {
                self.kept.push(cells);
                if self.kept.len() > KEPT { self.settle() } else { Ok(()) }
            }
        }
    }

    /// Writes what was kept and gives the output back. A table without rows is no more than its header.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.settle()?;
        Ok(self.out)
    }

    fn settle(&mut self) -> io::Result<()> {
        if self.widths.is_some() {
            return Ok(());
        }
        let columns = self.right.len();
        let mut widths: Vec<usize> =
            (0..columns).map(|i| self.kept.iter().map(|row| width(&row[i])).max().unwrap_or(0)).collect();
        let room = self.width.saturating_sub(GAP * (columns - 1));
        while widths.iter().sum::<usize>() > room {
            let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > NARROWEST) else { break };
            *widest -= 1;
        }
        for row in std::mem::take(&mut self.kept) {
            write_row(&mut self.out, &row, &widths, &self.right)?;
        }
        self.widths = Some(widths);
        Ok(())
    }
}

/// Columns of a terminal that a text takes.
pub(crate) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

fn write_row(out: &mut impl Write, cells: &[String], widths: &[usize], right: &[bool]) -> io::Result<()> {
    let mut line = String::new();
    for (i, ((cell, room), right)) in cells.iter().zip(widths).zip(right).enumerate() {
        if i > 0 {
            line.extend([' '; GAP]);
        }
        let cell = cut(cell, *room);
        let space = room.saturating_sub(width(&cell));
        if *right {
            line.extend(std::iter::repeat_n(' ', space));
        }
        line.push_str(&cell);
        if !*right {
            line.extend(std::iter::repeat_n(' ', space));
        }
    }
    writeln!(out, "{}", line.trim_end())
}

/// The text, or as much of it as fits with `…` at its end.
pub(crate) fn cut(text: &str, room: usize) -> std::borrow::Cow<'_, str> {
    if width(text) <= room {
        return text.into();
    }
    let mut short = String::new();
    let mut taken = 1;
    for c in text.chars() {
        taken += c.width().unwrap_or(0);
        if taken > room {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: usize, columns: &[&str], rows: &[&[&str]]) -> String {
        let columns: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
        let mut table = Table { width, ..Table::new(Vec::new(), &columns) };
        for row in rows {
            table.row(row.iter().map(|cell| (*cell).to_owned()).collect()).unwrap();
        }
        String::from_utf8(table.finish().unwrap()).unwrap()
    }

    #[test]
    fn columns_stand_under_one_another_whatever_the_width_of_characters() {
        let rows: &[&[&str]] = &[&["架空商事", "23,000", "x"], &["ABC", "5", "お詫び"]];
        assert_eq!(
            drawn(80, &["組織", ">件数", "題"], rows),
            "組織        件数  題\n架空商事  23,000  x\nABC            5  お詫び\n"
        );
    }

    #[test]
    fn what_does_not_fit_is_cut_off_at_a_character() {
        assert_eq!(cut("個人情報の漏えい", 16), "個人情報の漏えい");
        assert_eq!(cut("個人情報の漏えい", 15), "個人情報の漏え…");
        assert_eq!(cut("個人情報の漏えい", 8), "個人情…");
        let table = drawn(20, &["a", "b"], &[&["2026-0001", "個人情報の漏えいについてのお詫び"]]);
        assert_eq!(table, "a          b\n2026-0001  個人情報…\n");
    }

    #[test]
    fn rows_after_the_first_hundreds_are_written_at_once() {
        let columns = ["n".to_owned()];
        let mut table = Table::new(Vec::new(), &columns);
        for n in 0..2_000 {
            table.row(vec![format!("{n}")]).unwrap();
            assert!(table.kept.len() <= KEPT + 1);
        }
        assert_eq!(table.finish().unwrap().iter().filter(|byte| **byte == b'\n').count(), 2_001);
    }

    #[test]
    fn a_page_cannot_draw_on_the_terminal() {
        assert_eq!(drawn(80, &["t"], &[&["\u{1b}[31m赤\n二行"]]), "t\n\\u{1b}[31m赤\\n二行\n");
    }
}
