//! The normal form maps back into the source; numbers, hedges and dates lie within it.
#![no_main]

use jikenbo_text::{ByteRange, Normalised, find_numbers, hedges_after, hedges_before};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let normal = Normalised::of(source);
    let text = normal.text();
    let mut at = 0;
    for c in text.chars() {
        let range = normal.source_range(ByteRange::new(at, at + c.len_utf8()));
        assert!(source.get(range.start..range.end).is_some());
        at += c.len_utf8();
    }
    for number in find_numbers(text) {
        assert!(text.get(number.range.start..number.range.end).is_some_and(|quote| !quote.is_empty()));
        let _ = (hedges_before(text, number.range.start), hedges_after(text, number.range.end));
    }
});
