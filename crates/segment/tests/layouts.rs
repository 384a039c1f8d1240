//! Layouts that no development page has: each page of `pages/` is cut as `pages/expected.tsv` says.
//!
//! The pages were written for this test, after layouts that are usual on Japanese sites and in newsletters.

use jikenbo_model::Article;
use jikenbo_read::{Hint, read_page};
use jikenbo_segment::segment;
use jikenbo_text::Normalised;

const EXPECTED: &str = include_str!("pages/expected.tsv");

macro_rules! pages {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("pages/", $name)))),*] };
}

const PAGES: &[(&str, &str)] = pages!(
    "u01.txt" "u02.txt" "u03.txt" "u04.txt" "u05.txt" "u06.txt" "u07.txt" "u08.txt" "u09.txt" "u10.txt" "u11.txt" "u12.txt" "u13.txt"
    "u14.txt" "u15.txt" "u16.txt" "u17.txt" "u18.txt" "u19.txt" "u20.txt"
);

/// First line, last line, kind and title of each article.
fn found(name: &str, text: &str) -> Vec<String> {
    let page = read_page(text.as_bytes(), &Hint::of_name(name)).expect("the page is text");
    segment(&page, &Normalised::of(&page.text)).iter().map(row).collect()
}

fn row(article: &Article) -> String {
    let (first, last) = article.lines.expect("a text file has lines");
    format!("{first}\t{last}\t{}\t{}", article.kind.code(), article.title)
}

fn expected(name: &str) -> Vec<String> {
    EXPECTED.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix('\t')).map(str::to_owned).collect()
}

#[test]
fn cuts_layouts_that_no_development_page_has() {
    let mut wrong = String::new();
    for (name, text) in PAGES {
        let (found, expected) = (found(name, text), expected(name));
        for line in expected.iter().filter(|line| !found.contains(line)) {
            wrong += &format!("{name} wants  {line}\n");
        }
        for line in found.iter().filter(|line| !expected.contains(line)) {
            wrong += &format!("{name} has    {line}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

const DIGESTS: &str = include_str!("pages/digests.txt");

/// Blogs, portals, letters and notices between the furniture of their sites.
const PORTALS: &str = include_str!("pages/portals.txt");

/// A page of these files: its name, its text, its articles. The first sign of a line tells its place: `>` first of an article, `<` last,
/// `=` both, `|` any other; `⇐` gives title or (kind) of the article above where they are not its first line and `incident`.
fn marked_page(page: &str) -> (&str, String, Vec<String>) {
    let (name, rest) = page.split_once('\n').expect("a page has lines");
    let (mut text, mut articles, mut line) = (String::new(), Vec::new(), 0);
    for written in rest.lines() {
        let (sign, words) = written.split_at(written.chars().next().map_or(0, char::len_utf8));
        if sign == "⇐" {
            let article: &mut (usize, usize, String, String) = articles.last_mut().expect("an article stands above");
            match words.strip_prefix('(').and_then(|kind| kind.strip_suffix(')')) {
                Some(kind) => article.2 = kind.to_owned(),
                None => article.3 = words.to_owned(),
            }
            continue;
        }
        line += 1;
        text += words;
        text.push('\n');
        match sign {
            ">" | "=" => articles.push((line, line, "incident".to_owned(), words.to_owned())),
            "<" => articles.last_mut().expect("the article has begun").1 = line,
            _ => {}
        }
    }
    let rows = articles.iter().map(|(first, last, kind, title)| format!("{first}\t{last}\t{kind}\t{title}"));
    (name, text, rows.collect())
}

#[test]
fn cuts_digests_and_notices_of_many_forms() {
    let mut wrong = String::new();
    for page in [DIGESTS, PORTALS].iter().flat_map(|pages| pages.split("=== ").skip(1)) {
        let (name, text, expected) = marked_page(page);
        let found = found("page.txt", &text);
        for line in expected.iter().filter(|line| !found.contains(line)) {
            wrong += &format!("{name} wants  {line}\n");
        }
        for line in found.iter().filter(|line| !expected.contains(line)) {
            wrong += &format!("{name} has    {line}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn reads_the_day_that_heads_an_item() {
    let check = |name: &str, expected: &[&str]| {
        let text = PAGES.iter().find(|(page, _)| *page == name).expect("the page is listed").1;
        let page = read_page(text.as_bytes(), &Hint::of_name(name)).expect("the page is text");
        let days: Vec<String> = segment(&page, &Normalised::of(&page.text))
            .iter()
            .map(|article| article.dated.as_ref().map_or_else(String::new, |dated| dated.value.to_string()))
            .collect();
        assert_eq!(days, expected, "{name}");
    };
    // 「2016年3月1日 19時04分 見本日報」
    check("u15.txt", &["2016-03-01"]);
    // 「2024.11.08 Fri 8:30」
    check("u16.txt", &["2024-11-08"]);
    // 「公開日 … 更新日 …」
    check("u17.txt", &["2022-04-12"]);
    // 「(6/11 公表)」 under 「2023年6月の…」
    check("u18.txt", &["2023-06-11", "2023-06-14", "2023-06-22"]);
    // 「◇12月2日 …」 under 「最終更新 2017年…」
    check("u19.txt", &["2017-12-02", "2017-11-28"]);
}
