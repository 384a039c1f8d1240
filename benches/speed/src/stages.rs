//! What each stage takes of the whole.

use std::fmt::Write;

use jikenbo_lexicon::Lexicon;
use jikenbo_model::{Article, Page, PartialDate};
use jikenbo_reading::Hint;
use jikenbo_text::{Normalised, find_dates};

use crate::clock::best;

/// The stages one after another over all pages.
pub(crate) fn table(texts: &[String], rounds: usize) -> String {
    let lexicon = Lexicon::full();
    let hint = Hint::of_name("page.txt");
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut out = String::from("| stage | ns a byte | MB/s alone |\n|---|---|---|\n");
    let mut row = |name: &str, seconds: f64| {
        let each = seconds * 1e9 / bytes as f64;
        let _ = writeln!(out, "| {name} | {each:.2} | {:.0} |", 1e3 / each);
    };

    row(
        "read: bytes to page",
        best(rounds, || {
            texts
                .iter()
                .filter_map(|text| jikenbo_reading::read_page(text.as_bytes(), &hint).ok())
                .map(|page| page.text.len())
                .sum::<usize>()
        }),
    );
    let pages: Vec<Page> =
        texts.iter().filter_map(|text| jikenbo_reading::read_page(text.as_bytes(), &hint).ok()).collect();
    row(
        "text: normalise",
        best(rounds, || pages.iter().map(|page| Normalised::of(&page.text).text().len()).sum::<usize>()),
    );
    let normals: Vec<Normalised> = pages.iter().map(|page| Normalised::of(&page.text)).collect();
    let both = || pages.iter().zip(&normals);
    row(
        "segment: page to articles",
        best(rounds, || both().map(|(page, normal)| jikenbo_segment::segment(page, normal).len()).sum::<usize>()),
    );
    let articles: Vec<Vec<Article>> = both().map(|(page, normal)| jikenbo_segment::segment(page, normal)).collect();
    row(
        "extract: days around",
        best(rounds, || {
            both()
                .zip(&articles)
                .map(|((page, normal), articles)| jikenbo_extract::days_around(page, normal, articles).len())
                .sum::<usize>()
        }),
    );
    let around: Vec<Vec<Option<PartialDate>>> = both()
        .zip(&articles)
        .map(|((page, normal), articles)| jikenbo_extract::days_around(page, normal, articles))
        .collect();
    row(
        "extract: articles to reports",
        best(rounds, || {
            let mut incidents = 0;
            for (((page, normal), articles), around) in both().zip(&articles).zip(&around) {
                for (article, around) in articles.iter().zip(around) {
                    incidents +=
                        jikenbo_extract::read_report(page, normal, article.clone(), *around, lexicon).incidents.len();
                }
            }
            incidents
        }),
    );
    let mut found = Vec::new();
    row(
        "(within it) lexicon: find",
        best(rounds, || {
            normals
                .iter()
                .map(|normal| {
                    found.clear();
                    lexicon.find(normal.text(), &mut found);
                    found.len()
                })
                .sum::<usize>()
        }),
    );
    row(
        "(within it) text: find dates",
        best(rounds, || normals.iter().map(|normal| find_dates(normal.text()).len()).sum::<usize>()),
    );
    out
}
