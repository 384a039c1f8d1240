//! Articles lie in their page, in order and apart.
#![no_main]

use jikenbo_read::{Hint, read_page};
use jikenbo_segment::segment;
use jikenbo_text::Normalised;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(page) = read_page(text.as_bytes(), &Hint::of_name("a.txt")) else { return };
    let mut end = 0;
    for article in segment(&page, &Normalised::of(&page.text)) {
        assert!(article.range.start >= end && page.text.get(article.range.start..article.range.end).is_some());
        assert!(article.body.start >= article.range.start && article.body.end <= article.range.end);
        end = article.range.end;
    }
});
