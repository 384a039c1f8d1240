//! The notice on which the tests of single readers stand.

use jikenbo_lexicon::Lexicon;
use jikenbo_model::{Article, Block, BlockKind, ByteRange, Found, Kind, Origin, Page, PartialDate, Report};
use jikenbo_text::Normalised;

use crate::read_report;

/// A notice of 2026-03-10: a heading, the day, the text.
pub(crate) fn page(body: &str) -> Page {
    let text = format!("個人情報の漏えいについて\n2026年3月10日\n{body}\n");
    let mut at = 0;
    let blocks = text
        .lines()
        .enumerate()
        .map(|(index, line)| {
            let range = ByteRange::new(at, at + line.len());
            at += line.len() + 1;
            Block { kind: BlockKind::Line, range, origin: Origin::Line(index as u32 + 1) }
        })
        .collect();
    Page {
        text,
        hash: [0; 32],
        blocks,
        has_lines: true,
        title: None,
        links: Vec::new(),
        charset: "UTF-8",
        doubts: Vec::new(),
    }
}

/// Its article, with or without its day.
pub(crate) fn article(page: &Page, is_dated: bool) -> Article {
    let title = "個人情報の漏えいについて".len();
    let day = ByteRange::new(title + 1, title + 1 + "2026年3月10日".len());
    let dated = PartialDate { year: 2026, month: Some(3), day: Some(10) };
    Article {
        range: ByteRange::new(0, page.text.len() - 1),
        body: ByteRange::new(title + 1, page.text.len() - 1),
        lines: None,
        kind: Kind::Incident,
        title: page.text[..title].into(),
        title_range: Some(ByteRange::new(0, title)),
        case_number: None,
        dated: is_dated.then(|| Found::new(dated, day, "test")),
        dated_by_medium: false,
        issuer: None,
        source_urls: Vec::new(),
        context: Vec::new(),
    }
}

/// What is read from it.
pub(crate) fn report(page: &Page, article: Article) -> Report {
    read_report(page, &Normalised::of(&page.text), article, None, Lexicon::full())
}
