//! Prints the articles of files as JSON lines, for `eval/score.py`; with `--text` also the page's text and blocks, on stderr.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use jikenbo_read::{Hint, read_page};
use jikenbo_text::Normalised;

fn main() {
    for path in std::env::args().skip(1).filter(|a| a != "--text") {
        let bytes = std::fs::read(&path).expect("the file can be read");
        let page = read_page(bytes, &Hint::of_name(&path)).expect("the page can be read");
        if std::env::args().any(|a| a == "--text") {
            for block in &page.blocks {
                eprintln!("{:?}\t{}", block.kind, block.range.of(&page.text));
            }
        }
        let normal = Normalised::of(&page.text);
        for article in jikenbo_segment::segment(&page, &normal) {
            let file = path.rsplit('/').next().unwrap_or_default();
            println!(
                "{}",
                serde_json::json!({
                    "file": file,
                    "start_line": article.lines.map(|l| l.0), "end_line": article.lines.map(|l| l.1),
                    "title": article.title, "kind": article.kind.code(),
                    "published_on": article.dated.as_ref().map(|d| d.value.to_string()),
                    "publisher": article.issuer.as_ref().map(|d| d.value.clone()),
                    "case_number": article.case_number.as_ref().map(|d| d.value.clone()),
                    "source_urls": article.source_urls.iter().map(|d| d.value.clone()).collect::<Vec<_>>(),
                    "incidents": [],
                })
            );
        }
    }
}
