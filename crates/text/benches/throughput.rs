//! Megabytes of UTF-8 a second through each reader of `text`, on one core.
//!
//! In:   page files or folders of them (`cargo bench -p jikenbo-text -- PATH…`); without any, a made-up notice.
//! Out:  one line a reader: name, megabytes a second (best of forty), what was found.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads files, measures and prints")]

use jikenbo_text::{Normalised, find_dates, find_numbers};
use std::time::Instant;

const NOTICE: &str = "令和6年7月9日\n架空商事株式会社は、7月8日（月）午後6時40分頃、お客様約2.3万人分の情報を誤って送信しました。\n\
    同日午後7時15分頃、お客様からの電話で分かり、翌9日に1,234件の削除をお願いしました。\n";

fn main() {
    let mut pages = Vec::new();
    for path in std::env::args().skip(1).filter(|argument| !argument.starts_with("--")) {
        gather(std::path::Path::new(&path), &mut pages);
    }
    if pages.is_empty() {
        pages.push(NOTICE.repeat(200));
    }
    let mut text = String::new();
    while text.len() < 1_000_000 {
        pages.iter().for_each(|page| text.push_str(page));
    }
    let normal = Normalised::of(&text);
    measure("normalise as read", text.len(), || Normalised::of(&text).text().len());
    measure("normalise normal text", normal.text().len(), || Normalised::of(normal.text()).text().len());
    measure("find_numbers", normal.text().len(), || find_numbers(normal.text()).count());
    measure("find_dates", normal.text().len(), || find_dates(normal.text()).len());
}

fn gather(path: &std::path::Path, pages: &mut Vec<String>) {
    if let Ok(entries) = std::fs::read_dir(path) {
        let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        paths.sort();
        paths.iter().for_each(|path| gather(path, pages));
    } else if let Ok(text) = std::fs::read_to_string(path) {
        pages.push(text);
    }
}

fn measure(name: &str, bytes: usize, run: impl Fn() -> usize) {
    let (mut best, mut found) = (f64::MAX, 0);
    for _ in 0..40 {
        let start = Instant::now();
        found = std::hint::black_box(run());
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{name:24} {:8.0} MB/s   {found}", bytes as f64 / 1e6 / best);
}
