//! A real browser at the casebook: headless Chromium clicks values, filters, turns dark and narrow, and meets a hostile page.
//!
//! Skipped with a line where Chromium is missing; `cargo xtask test` installs it where it can.

mod common;

use common::driver::Browser;
use common::{HOSTILE, MISSENT, Site};

fn at(site: &Site, path: &str) -> String {
    format!("http://{}{path}", site.address)
}

/// The words that stand out from all others by their colour.
const LIT: &str = "[...document.querySelectorAll('.text mark')]
    .filter(mark => getComputedStyle(mark).boxShadow !== 'none').map(mark => mark.textContent)";

#[test]
fn a_value_that_is_clicked_marks_the_words_that_prove_it() {
    let Some(browser) = Browser::start() else { return };
    let site = Site::of(&[("a.txt", MISSENT.as_bytes())]);
    browser.open(&at(&site, "/"));
    assert_eq!(browser.address(), at(&site, "/cases"));
    assert!(browser.text(".cases").contains("架空商事株式会社"));
    browser.click(".cases a");
    assert_eq!(browser.address(), at(&site, "/cases/2026-0001"));
    assert_eq!(browser.look(LIT), serde_json::json!([]));

    for (pointer, words) in [
        ("/victims/0", "架空商事株式会社"),
        ("/counts/0", "お客様1,234名"),
        ("/events/0", "2026年5月20日"),
        ("/causes/0", "誤って送信"),
        // This one overlaps two others; its words are in three pieces.
        ("/data_types/2", "氏名およびメールアドレス"),
        ("/data_types/0", "氏名"),
    ] {
        browser.click(&format!("[data-pointer='{pointer}']"));
        let lit = browser.look(LIT);
        let lit: Vec<&str> = lit.as_array().unwrap().iter().map(|words| words.as_str().unwrap()).collect();
        assert_eq!(lit.concat(), words, "{pointer}");
        let seen = "(() => { const at = document.querySelector(':target').getBoundingClientRect();
            return at.top >= 0 && at.top < innerHeight; })()";
        assert_eq!(browser.look(seen), true, "the words of {pointer} are in sight");
        let lit =
            format!("getComputedStyle(document.querySelector(\"[data-pointer='{pointer}']\")).boxShadow !== 'none'");
        assert_eq!(browser.look(&lit), true, "the value {pointer} stands out too");
        assert_eq!(browser.look("document.scrollingElement.scrollTop"), 0, "the record stays where it was");
    }
}

#[test]
fn filters_lead_to_fewer_cases_and_back() {
    let Some(browser) = Browser::start() else { return };
    let ransom = "ランサムウェアについて\n\n架空物産株式会社\n2026年5月20日、ランサムウェアに感染しました。\n";
    let site = Site::of(&[("a.txt", MISSENT.as_bytes()), ("b.txt", ransom.as_bytes())]);
    browser.open(&at(&site, "/cases"));
    let shown = "document.querySelectorAll('.cases > li').length";
    assert_eq!(browser.look(shown), 2);
    browser.click("select[name=cause] option[value=ransomware]");
    browser.click(".filters button");
    assert_eq!(browser.look(shown), 1);
    assert!(browser.text(".cases").contains("架空物産株式会社"));
    assert!(browser.address().contains("cause=ransomware"));
    browser.click(".chip");
    assert_eq!(browser.look(shown), 2);
    browser.click(".top nav a[hreflang=en]");
    assert_eq!((browser.look("document.documentElement.lang"), browser.look(shown)), ("en".into(), 2.into()));
}

#[test]
fn a_page_with_scripts_in_its_text_and_title_stays_harmless() {
    let Some(browser) = Browser::start() else { return };
    let html = format!(
        "<!doctype html><title>{HOSTILE}</title><h1>個人情報の漏えいについて&lt;script&gt;document.title='owned';alert(7)&lt;/script&gt;</h1>\
         <p>2025年4月3日<p>架空商事株式会社<p>2025年4月1日、誤送信により氏名が漏えいしました。&lt;img src=x onerror=alert(8)&gt;\
         <script>alert(9)</script>"
    );
    let site = Site::of(&[("a.txt", HOSTILE.as_bytes()), ("b.html", html.as_bytes())]);
    for path in [
        "/cases",
        "/cases/2026-0001",
        "/cases/2026-0001?mark=2#e2",
        "/cases/2026-0002",
        "/cases/2026-0001.json",
        "/cases/2026-0001/text",
    ] {
        browser.open(&at(&site, path));
        assert!(!browser.shows_dialog(), "{path}");
        assert_ne!(browser.title(), "owned", "{path}");
        assert_eq!(
            browser.look("document.scripts.length + document.querySelectorAll('img,svg,iframe').length"),
            0,
            "{path}"
        );
    }
    browser.open(&at(&site, "/cases/2026-0001"));
    assert!(
        browser.text(".text").contains("<script>document.title='owned';alert(1)</script>"),
        "scripts are shown as text"
    );
    assert!(browser.text("h1").contains("U+202E"), "{}", browser.text("h1"));
}

#[test]
fn pages_fit_a_phone_and_turn_dark() {
    let Some(browser) = Browser::start() else { return };
    let wide = format!("{}\n\n{}\n", MISSENT, "https://www.example.co.jp/".to_owned() + &"a".repeat(400));
    let site = Site::of(&[("a.txt", wide.as_bytes()), ("b.txt", HOSTILE.as_bytes())]);
    let beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    for width in [320, 390] {
        browser.be_phone(width);
        for path in ["/cases", "/cases?cause=misdelivery", "/cases/2026-0001", "/cases/2026-0002", "/nothing"] {
            for language in ["ja", "en"] {
                let join = if path.contains('?') { '&' } else { '?' };
                browser.open(&at(&site, &format!("{path}{join}lang={language}")));
                assert_eq!(browser.look(beyond), 0, "{path} is wider than {width}");
                assert_eq!(browser.look("innerWidth"), width, "{path}");
            }
        }
    }
    browser.open(&at(&site, "/cases/2026-0001"));
    browser.click("[data-pointer='/victims/0']");
    let lit = browser.look(LIT);
    assert_eq!(lit[0], "架空商事株式会社");

    let brightness =
        "getComputedStyle(document.documentElement).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)
        .reduce((a, b) => a + b)";
    browser.prefer("light");
    assert!(browser.look(brightness).as_i64().unwrap() > 600);
    browser.prefer("dark");
    assert!(browser.look(brightness).as_i64().unwrap() < 150);
}
