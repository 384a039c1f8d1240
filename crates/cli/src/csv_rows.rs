//! Comma-separated values that a spreadsheet does not run.
//!
//! In:   cells, some of them words of pages.
//! Out:  rows as RFC 4180 has them; a cell that a spreadsheet would take for a formula begins with `'`.

use std::borrow::Cow;
use std::io::Write;

/// Writes a row.
pub(crate) fn write_row<'c>(out: impl Write, cells: impl IntoIterator<Item = Cow<'c, str>>) -> Result<(), csv::Error> {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(1024).from_writer(out);
    writer.write_record(cells.into_iter().map(|cell| defused(&cell).into_owned()))?;
    Ok(writer.flush()?)
}

/// Spreadsheets run cells that begin with one of these.
fn defused(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_defused() {
        let check = |cells: &[&str], expected: &str| {
            let mut out = Vec::new();
            write_row(&mut out, cells.iter().map(|cell| Cow::Borrowed(*cell))).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        };
        check(&["架空商事", "23000", ""], "架空商事,23000,\n");
        check(&["=HYPERLINK(\"x\")", "a,b"], "\"'=HYPERLINK(\"\"x\"\")\",\"a,b\"\n");
        check(&["+1", "@x", "-2", "＝1"], "'+1,'@x,'-2,'＝1\n");
        check(&["一行\n二行"], "\"一行\n二行\"\n");
    }
}
