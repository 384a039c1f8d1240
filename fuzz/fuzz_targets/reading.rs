//! Every value of any text is proved by bytes of its page.
#![no_main]

use jikenbo_lexicon::Lexicon;
use jikenbo_model::{Found, Page};
use jikenbo_reading::{Hint, read};
use libfuzzer_sys::fuzz_target;

fn proved<T>(page: &Page, values: &[Found<T>]) {
    for range in values.iter().flat_map(|found| &found.evidence) {
        assert!(page.text.get(range.start..range.end).is_some_and(|quote| !quote.is_empty()));
    }
}

fuzz_target!(|text: &str| {
    let lexicon = Lexicon::full();
    let Ok(reading) = read(text.as_bytes(), &Hint::of_name("a.txt"), lexicon) else { return };
    let page = &reading.page;
    for incident in reading.reports.iter().flat_map(|report| &report.incidents) {
        proved(page, &incident.victims);
        proved(page, &incident.contractors);
        proved(page, &incident.causes);
        proved(page, &incident.consequences);
        proved(page, &incident.data_types);
        proved(page, &incident.counts);
        proved(page, &incident.events);
        proved(page, &incident.authorities);
        proved(page, &incident.responses);
        proved(page, &incident.preventions);
        assert!(incident.headline.is_none_or(|index| index < incident.counts.len()));
    }
});
