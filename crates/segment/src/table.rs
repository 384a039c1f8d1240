//! Tables that hold one incident a row.
//!
//! In:   the page and its lines; cells are separated by tabs, or by `|` as in marked-up text.
//! Out:  the rows, each with the bytes of its heading cell, its day and its source.
//!
//! A table counts only if its head names a column of organisations or headings, and a column of announcement days or sources: the
//! tables inside a notice (how many, of whom) have none.

use jikenbo_model::{ByteRange, PartialDate};
use jikenbo_text::Normalised;

use crate::{
    days::find_days,
    lines::{Line, Shape},
    stamp::is_name,
    terms::{List, words_of},
};

/// A row that is an article; bytes of the page's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Index of its line.
    pub(crate) line: usize,
    /// Index of the line of the table's head.
    pub(crate) head: usize,
    /// The cell that heads the article.
    pub(crate) title: ByteRange,
    /// The day of the announcement.
    pub(crate) date: Option<(PartialDate, ByteRange)>,
    /// Who announced: the organisation itself, or the medium in the column of sources.
    pub(crate) issuer: Option<ByteRange>,
    /// Whether that is a medium.
    pub(crate) medium: bool,
    /// The cell of the source.
    pub(crate) source: Option<ByteRange>,
}

/// Which column holds what.
#[derive(Debug, Default, Clone)]
struct Columns {
    count: usize,
    title: Option<usize>,
    organisation: Option<usize>,
    date: Option<usize>,
    source: Option<usize>,
}

/// Longest line, in bytes, that is read as the head of a table.
const LONGEST_HEAD: usize = 600;

/// Finds the rows of the page's tables of incidents; none if the page has no such table.
pub(crate) fn find_rows(text: &str, lines: &[Line]) -> Vec<Row> {
    let mut rows = Vec::new();
    if memchr::memchr2(b'\t', b'|', text.as_bytes()).is_none() {
        return rows;
    }
    let mut table: Option<(usize, Columns)> = None;
    for (index, line) in lines.iter().enumerate() {
        let cells = if line.shape == Shape::Text { cells(text, line.source) } else { Vec::new() };
        if cells.len() < 3 {
            // Rules and blank lines stand between rows of marked-up tables; text ends the table.
            if line.shape == Shape::Text && !cells.is_empty() {
                table = None;
            }
            continue;
        }
        if let Some(columns) = read_head(text, line, &cells) {
            table = Some((index, columns));
        } else if let Some((head, columns)) = &table
            && cells.len() == columns.count
            && let Some(row) = read_row(text, index, *head, columns, &cells)
        {
            rows.push(row);
        }
    }
    if rows.len() < 2 { Vec::new() } else { rows }
}

/// The cells of a line, trimmed; a single one for a line of text.
fn cells(text: &str, line: ByteRange) -> Vec<ByteRange> {
    let content = line.of(text);
    let sign = if content.contains('\t') {
        '\t'
    } else if content.contains('|') && (content.starts_with('|') || content.matches('|').count() >= 3) {
        '|'
    } else {
        return vec![line];
    };
    let mut found = Vec::new();
    let mut start = line.start;
    for cell in content.split(sign) {
        let front = cell.len() - cell.trim_start().len();
        let inner = cell.trim().len();
        found.push(ByteRange::new(start + front, start + front + inner));
        start += cell.len() + 1;
    }
    if sign == '|' {
        // The outer bars enclose no cells.
        if found.first().is_some_and(|cell| cell.is_empty()) {
            found.remove(0);
        }
        if found.last().is_some_and(|cell| cell.is_empty()) {
            found.pop();
        }
    }
    found
}

fn read_head(text: &str, line: &Line, cells: &[ByteRange]) -> Option<Columns> {
    if line.source.len() > LONGEST_HEAD {
        return None;
    }
    let mut columns = Columns { count: cells.len(), ..Columns::default() };
    let (mut known, mut announced) = (0, false);
    for (n, cell) in cells.iter().enumerate() {
        let name: String = Normalised::of(cell.of(text)).text().chars().filter(|c| !c.is_whitespace()).collect();
        let words = words_of(&name);
        let is = |list| words.whole.has(list);
        known += usize::from(
            [
                List::TableDate,
                List::TableOrganisation,
                List::TableMatter,
                List::TableSource,
                List::TableTitle,
                List::TableAnnounced,
            ]
            .into_iter()
            .any(is),
        );
        if is(List::TableTitle) {
            columns.title = columns.title.or(Some(n));
        } else if is(List::TableOrganisation) {
            columns.organisation = columns.organisation.or(Some(n));
        } else if is(List::TableAnnounced) {
            announced = true;
            columns.date = Some(n);
        } else if is(List::TableDate) {
            columns.date = columns.date.or(Some(n));
        } else if is(List::TableSource) {
            columns.source = columns.source.or(Some(n));
        }
    }
    let headed = columns.title.or(columns.organisation).is_some();
    (headed && known * 10 >= cells.len() * 6 && (announced || columns.source.is_some())).then_some(columns)
}

fn read_row(text: &str, line: usize, head: usize, columns: &Columns, cells: &[ByteRange]) -> Option<Row> {
    let title = cells[columns.title.or(columns.organisation)?];
    let name = title.of(text);
    if name.is_empty() || matches!(name, "計" | "合計" | "総計" | "小計" | "-" | "―") {
        return None;
    }
    let date = columns.date.and_then(|n| {
        let normal = Normalised::of(cells[n].of(text));
        let day = find_days(normal.text()).into_iter().find(|day| day.full)?;
        let at = normal.source_range(day.at);
        Some((day.date?, ByteRange::new(cells[n].start + at.start, cells[n].start + at.end)))
    });
    let source = columns.source.map(|n| cells[n]).filter(|cell| !cell.is_empty());
    let organisation = columns.organisation.map(|n| cells[n]).filter(|cell| !cell.is_empty());
    let (mut issuer, mut medium) = (None, false);
    if let Some(cell) = source {
        let normal = Normalised::of(cell.of(text));
        let words = words_of(normal.text());
        if words.any.has(List::Medium) && is_name(normal.text()) {
            (issuer, medium) = (Some(cell), true);
        } else if words.any.has(List::TableAnnounced) || words.any.has(List::Citation) || cell.of(text).contains("http")
        {
            issuer = organisation;
        }
    }
    Some(Row { line, head, title, date, issuer, medium, source })
}
