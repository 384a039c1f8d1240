//! Guards the speed of reading: how many terms the lexicon finds in a kilobyte of generated pages. Each costs all pages, whatever the rule
//! that it was added for is worth; a frequent word is looked up beside a place (`words/…`), not searched for.
//!
//! In:   generated pages (seed 3).
//! Out:  a failure above the mentions a kilobyte that were measured.

use std::{collections::BTreeMap, path::Path};

use jikenbo_lexicon::{Class, Lexicon};
use jikenbo_testkit::Stock;
use jikenbo_text::Normalised;

/// Pages read; their density differs little from that of many more.
const PAGES: u64 = 40;
/// Most mentions a kilobyte, of all classes and of one. Raise them only with the speed measured before and after (`benches/speed`).
const MOST: usize = 175;
const MOST_OF_CLASS: usize = 45;

#[test]
fn a_kilobyte_of_a_page_holds_no_more_mentions_than_it_did() {
    let stock = Stock::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).expect("the fictional pages");
    let mut found = Vec::new();
    let (mut bytes, mut mentions) = (0, 0);
    let mut by_class: BTreeMap<Class, usize> = BTreeMap::new();
    for page in (0..PAGES).map(|number| stock.page(3, number)) {
        found.clear();
        Lexicon::full().find(Normalised::of(&page).text(), &mut found);
        bytes += page.len();
        mentions += found.len();
        found.iter().for_each(|mention| *by_class.entry(mention.tag.class()).or_default() += 1);
    }
    let each = |count: usize| count * 1_000 / bytes;
    assert!(each(mentions) <= MOST, "{} mentions a kilobyte; in {bytes} bytes by class: {by_class:?}", each(mentions));
    for (class, count) in by_class {
        assert!(each(count) <= MOST_OF_CLASS, "{} mentions a kilobyte of {class:?}", each(count));
    }
}
