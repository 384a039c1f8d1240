//! Joins the stages: bytes → page → articles → reports, without any store.
//!
//! In:   the bytes of a capture and what is known of them, the lexicon.
//! Out:  the page and a report for each article on it.
//!
//! Not here: where the bytes come from and where the reports go (`casebook`, `cli`).

use std::borrow::Cow;

use jikenbo_lexicon::Lexicon;
use jikenbo_model::{Article, ByteRange, Doubt, Page, Report};
use jikenbo_text::Normalised;

pub use jikenbo_read::{Error, Hint, Limits, read_page};

/// Version of what is read; it grows with every change that may give another text for the same bytes, so that casebooks keep the
/// pages of each version apart. Other facts from the same text need no new version: `jikenbo rebuild` reads them anew.
pub const VERSION: u32 = 1;

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
    let mut reports = Vec::new();
    let done: Result<(), std::convert::Infallible> = each_report(page, lexicon, |report| {
        reports.push(report);
        Ok(())
    });
    done.unwrap_or_else(|never| match never {});
    reports
}

/// Gives the report of each article to `take`, in page order, one at a time: memory for reports does not grow with the page.
///
/// # Errors
/// The first error of `take`, which ends the reading.
pub fn each_report<E>(page: &Page, lexicon: &Lexicon, mut take: impl FnMut(Report) -> Result<(), E>) -> Result<(), E> {
    let normal = Normalised::of(&page.text);
    let articles = jikenbo_segment::segment(page, &normal);
    let days = jikenbo_extract::days_around(page, &normal, &articles);
    for (article, around) in articles.into_iter().zip(days) {
        let whole = (article.range, article.body);
        let article = cut(page, article);
        let is_cut = article.range != whole.0;
        let mut report = jikenbo_extract::read_report(page, &normal, article, around, lexicon);
        if is_cut {
            let at = ByteRange::new(report.article.range.end, whole.0.end);
            (report.article.range, report.article.body) = whole;
            let doubt = Doubt { pointer: String::new(), why: "text_cut_off", at };
            report.incidents.iter_mut().for_each(|incident| incident.doubts.push(doubt.clone()));
        }
        take(report)?;
    }
    Ok(())
}

/// Bytes of an article that are read for what it says: a notice has some thousands, and all mentions of an article are in memory at once.
const LONGEST_ARTICLE: usize = 4 << 20;

/// The article without what lies beyond the longest that is read.
fn cut(page: &Page, mut article: Article) -> Article {
    let end = article.range.start + LONGEST_ARTICLE;
    if article.range.end > end {
        let end = page.text.floor_char_boundary(end);
        article.range.end = end;
        article.body = ByteRange::new(article.body.start.min(end), article.body.end.min(end));
    }
    article
}
