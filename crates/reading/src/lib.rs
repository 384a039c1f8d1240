//! Joins the stages: bytes → page → articles → reports, without any store.
//!
//! In:   the bytes of a capture and what is known of them, the lexicon.
//! Out:  the page and a report for each article on it.
//!
//! Not here: where the bytes come from and where the reports go (`casebook`, `cli`).

use std::borrow::Cow;

use jikenbo_lexicon::Lexicon;
use jikenbo_model::{Page, Report};
use jikenbo_text::Normalised;

pub use jikenbo_read::{Error, Hint};

/// A page and what its articles say.
#[derive(Debug)]
pub struct Reading {
    /// The page, whose text all evidence points into.
    pub page: Page,
    /// One report an article, in page order.
    pub reports: Vec<Report>,
}

/// Reads a capture.
///
/// # Errors
/// If the bytes are no text that can be read; see [`jikenbo_read::Error`].
pub fn read<'b>(bytes: impl Into<Cow<'b, [u8]>>, hint: &Hint<'_>, lexicon: &Lexicon) -> Result<Reading, Error> {
    let page = jikenbo_read::read_page(bytes, hint)?;
    let reports = read_reports(&page, lexicon);
    Ok(Reading { page, reports })
}

/// Reads the articles of a page.
pub fn read_reports(page: &Page, lexicon: &Lexicon) -> Vec<Report> {
    let normal = Normalised::of(&page.text);
    jikenbo_segment::segment(page, &normal)
        .into_iter()
        .map(|article| jikenbo_extract::read_report(page, &normal, article, lexicon))
        .collect()
}
