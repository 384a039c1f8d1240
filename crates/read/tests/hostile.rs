//! Bytes that are malformed, huge or malicious: a page or an error that says where and what to do, in bounded time and memory.

#![expect(clippy::disallowed_methods, reason = "a test of bounded time has to look at the clock")]

use std::time::{Duration, Instant};

use jikenbo_model::Page;
use jikenbo_read::{Error, Hint, Limits, read_page};
use proptest::prelude::*;

/// Far more than any input below needs even unoptimised on a busy machine; what is quadratic needs minutes.
const PATIENCE: Duration = Duration::from_secs(60);

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Page, Error> {
    let start = Instant::now();
    let page = read_page(bytes.into(), &Hint::of_name(name));
    assert!(start.elapsed() < PATIENCE, "{name} took {:?}", start.elapsed());
    if let Ok(page) = &page {
        check(page);
    }
    page
}

/// What holds for any page: blocks in order, apart, inside the text, not blank; links inside the text.
fn check(page: &Page) {
    let mut end = 0;
    for block in &page.blocks {
        assert!(block.range.start >= end && block.range.end > block.range.start, "{:?}", block);
        assert!(
            page.text.get(block.range.start..block.range.end).is_some_and(|text| !text.trim().is_empty()),
            "{block:?}"
        );
        end = block.range.end;
    }
    for link in &page.links {
        assert!(page.text.get(link.range.start..link.range.end).is_some_and(|text| !text.is_empty()), "{link:?}");
    }
}

#[test]
fn refuses_what_is_no_text_and_says_what_it_is() {
    let check = |bytes: &[u8], byte: Option<usize>, part: &str| {
        let error = read("notice", bytes).expect_err(part);
        assert_eq!(error.byte(), byte, "{error}");
        assert!(error.to_string().contains(part), "{error} lacks {part}");
        assert!(!error.why().is_empty() && !error.hint().is_empty());
    };
    check(b"", None, "empty");
    check(b" \n\t\r\n\xe3\x80\x80", None, "empty");
    check(b"%PDF-1.7 ...", Some(0), "PDF");
    check(b"PK\x03\x04....", Some(0), "ZIP");
    check(b"\x89PNG\r\n", Some(0), "PNG");
    check("漏えい\0しました".as_bytes(), Some(9), "binary");
    check(b"\x01\x02\x03\x04\x05\x06\x07\x08", Some(0), "binary");
}

#[test]
fn a_text_cut_within_a_character_is_read_up_to_it() {
    let text = "個人情報が漏えいしました";
    for cut in 1..3 {
        let page = read("a.txt", &text.as_bytes()[..text.len() - cut]).expect("the rest is text");
        assert_eq!(page.text, "個人情報が漏えいしまし");
        assert_eq!(page.doubts[0].why, "text_cut_off");
    }
}

#[test]
fn a_wrong_declaration_does_not_garble() {
    let words = "お客様の個人情報が漏えいした可能性があることが判明いたしました。";
    let html = |charset: &str| format!("<html><head><meta charset={charset}></head><body><p>{words}</p></body></html>");
    let sjis = encoding_rs::SHIFT_JIS.encode(&html("utf-8")).0.into_owned();
    for (name, bytes) in
        [("a.html", sjis), ("b.html", html("Shift_JIS").into_bytes()), ("c.html", html("no-such-set").into_bytes())]
    {
        let page = read(name, bytes).expect("a page");
        assert!(page.text.contains(words), "{name}: {}", page.text);
    }
}

#[test]
fn over_the_limit_a_page_is_refused_unread() {
    let limits = Limits { max_bytes: 100, max_html_bytes: 100, ..Limits::default() };
    for name in ["a.txt", "a.html"] {
        let error = read_page(vec![b'a'; 101], &Hint { limits, ..Hint::of_name(name) }).expect_err("too long");
        assert!(matches!(error, Error::TooLong { bytes: 101, limit: 100, .. }), "{error}");
    }
    let limits = Limits { max_blocks: 10, ..Limits::default() };
    let error =
        read_page("a\n".repeat(11).into_bytes(), &Hint { limits, ..Hint::of_name("a.txt") }).expect_err("too many");
    assert!(matches!(error, Error::TooManyParts { limit: 10, .. }), "{error}");
}

#[test]
fn malicious_forms_cost_no_more_than_their_bytes() {
    let deep = |open: &str, n: usize| open.repeat(n);
    for (name, bytes) in [
        ("deep.html", deep("<div>", 200_000) + "漏えい"),
        ("unclosed.html", deep("<b><i><a href=x>", 60_000) + "漏えい"),
        ("tables.html", deep("<table><tr><td>", 40_000) + "漏えい"),
        ("lists.html", deep("<ul><li>", 60_000) + "漏えい"),
        ("headings.html", deep("<h1>漏えい</h1>", 100_000)),
        ("entities.html", deep("&amp;&#x6f0f;&nosuch;", 60_000)),
        ("attributes.html", format!("<p {}>漏えい", (0..100_000).map(|n| format!("a{n}=1 ")).collect::<String>())),
        ("script.html", format!("<script>{}", deep("<!--", 100_000))),
        ("comment.html", format!("<!--{}", deep("-", 1_000_000))),
        ("rows.html", format!("<table>{}", deep("<tr><td rowspan=65534 colspan=1000>漏", 5_000))),
        ("line.txt", deep("漏えい", 500_000)),
        ("lines.txt", deep("漏\n", 300_000)),
        ("blank.txt", deep("\r\n", 1_000_000)),
    ] {
        let _ = read(name, bytes);
    }
    // Bytes that fit no character set, over and over: each wrong byte used to clear all the room that was left.
    let noise: Vec<u8> = (0_u32..1 << 20).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 | 0x80).collect();
    let _ = read("noise.txt", noise);
}

proptest! {
    #[test]
    fn any_bytes_give_a_page_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400), html: bool) {
        let _ = read(if html { "a.html" } else { "a.txt" }, bytes);
    }

    #[test]
    fn any_markup_gives_a_page_or_an_error(
        parts in proptest::collection::vec(
            prop_oneof![
                "</?(p|div|table|tr|td|th|ul|li|h[1-6]|a|b|script|style|template|select|svg|math|title|dl|dt|dd|br|frameset|pre)( [a-z]+=\"?[a-z:/]{0,9}\"?)?/?>",
                "[ -~ぁ-ん漏洩個人情報0-9。、\n]{0,12}",
                "&(amp|nbsp|lt|#x?[0-9a-f]{1,6});?",
                "<!(--|DOCTYPE html|\\[CDATA\\[)?",
            ],
            0..60,
        )
    ) {
        let _ = read("a.html", parts.concat().into_bytes());
    }
}
