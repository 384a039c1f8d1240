//! Any bytes become a page whose blocks lie in it in order, or an error. The first byte chooses between text and HTML.
#![no_main]

use jikenbo_read::{Hint, read_page};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = if first % 2 == 0 { "a.html" } else { "a.txt" };
    let Ok(page) = read_page(bytes, &Hint::of_name(name)) else { return };
    let mut end = 0;
    for block in &page.blocks {
        assert!(block.range.start >= end && page.text.get(block.range.start..block.range.end).is_some());
        end = block.range.end;
    }
    for link in &page.links {
        assert!(page.text.get(link.range.start..link.range.end).is_some_and(|words| !words.is_empty()));
    }
});
