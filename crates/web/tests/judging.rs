//! The panel of verdicts: reasons with their rules and words, days, drafts, figures, in both languages, as pages and as JSON.

mod common;

use common::driver::Browser;
use common::{HOSTILE, MISSENT, Site};

/// A notice of stolen card data at a shop: grounds P2 and P3, a day of knowing, more than 1,000 persons.
const SKIMMED: &str = "当社オンラインショップへの不正アクセスによる個人情報漏えいに関するお詫び

2025年6月30日
架空商店株式会社

2025年6月2日、当社オンラインショップへの第三者による不正アクセスにより、お客様2,345名のクレジットカード番号、有効期限、セキュリティコードが漏えいしたことを確認しました。
2025年6月5日、個人情報保護委員会に報告しました。
";

fn site() -> Site {
    Site::of(&[("a.txt", SKIMMED.as_bytes()), ("b.txt", MISSENT.as_bytes()), ("c.txt", HOSTILE.as_bytes())])
}

#[test]
fn a_case_page_tells_the_verdict_its_steps_days_and_reservations() {
    let site = site();
    let page = site.get("/cases/2026-0001").body;
    let panel = page.split("id=\"judging\"").nth(1).unwrap().split("</section>").next().unwrap();
    for words in [
        "報告義務あり",
        "個人情報保護法26条",
        "財産的被害が生じるおそれがある漏えい等",
        "href=\"/rules#APPI_P_2024.P4_OVER_1000\"",
        "href=\"/rules#A_ENCRYPTED\"",
        "速報の目安：2025-06-04から2025-06-06",
        "確報の期限：2025-07-31",
        "本人への通知",
        "知った日から報告まで3日",
        "未確認",
        "/cases/2026-0001/draft.docx",
        "法的助言ではありません",
    ] {
        assert!(panel.contains(words), "{words} is missing: {panel}");
    }
    assert!(panel.contains("<q><bdi>お客様2,345名</bdi></q>") || panel.contains("2,345名"), "{panel}");
    let english = site.get("/cases/2026-0001?lang=en").body;
    for words in ["report required", "Final report due: 2025-07-31", "/rules?lang=en#", "3 days from knowing"] {
        assert!(english.contains(words), "{words} is missing: {english}");
    }
}

#[test]
fn every_rule_that_a_panel_links_to_stands_on_the_page_of_rules() {
    let site = site();
    let rules = site.get("/rules").body;
    for id in ["2026-0001", "2026-0002", "2026-0003"] {
        let page = site.get(&format!("/cases/{id}")).body;
        let links: Vec<&str> =
            page.split("href=\"/rules#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(links.len() > 5, "{id}");
        for anchor in links {
            assert!(rules.contains(&format!("id=\"{anchor}\"")), "{anchor} of {id} is missing");
        }
    }
    assert!(site.get("/rules?lang=en").body.contains("Where the rules were seen"));
    assert!(site.get("/rules.json").json()["regimes"].as_array().unwrap().len() > 8);
}

#[test]
fn verdicts_have_json_forms() {
    let site = site();
    let twin = site.get("/cases/2026-0001.json").json();
    let own = site.get("/cases/2026-0001/judgement.json").json();
    assert_eq!(twin["judgement"]["verdict"], own["verdict"]);
    assert_eq!((own["id"].as_str(), own["verdict"]["duty"].as_str()), (Some("2026-0001"), Some("mandatory")));
    assert!(own["explanation"]["disclaimer"]["en"].is_string() && own["origins"].is_array());
    for path in ["/cases/2026-0999/judgement.json", "/cases/2026-0001/judgement.json?report=9", "/cases/x/draft.md"] {
        assert_eq!(site.get(path).status, 404, "{path}");
    }
    let figures = site.get("/verdicts.json").json();
    assert_eq!((figures["cases"].as_u64(), figures["duties"]["mandatory"].as_u64()), (Some(3), Some(2)), "{figures}");
}

#[test]
fn the_figures_tell_shares_by_ground_and_facts_wanting() {
    let site = site();
    let page = site.get("/verdicts").body;
    for words in ["判定の集計", "3 件", "P4_OVER_1000", "66.7%", "足りない事実", "href=\"/rules#APPI_P_2024\""]
    {
        assert!(page.contains(words), "{words} is missing: {page}");
    }
    assert!(site.get("/verdicts?lang=en").body.contains("Facts wanting"));
    site.add("d.txt", SKIMMED.replace("架空商店", "架空物産").as_bytes());
    assert!(site.get("/verdicts").body.contains("4 件"), "figures follow the casebook");
}

#[test]
fn drafts_are_files_with_a_name() {
    let site = site();
    let draft = site.get("/cases/2026-0001/draft.md");
    assert_eq!(draft.header("content-type"), Some("text/markdown; charset=utf-8"));
    assert_eq!(draft.header("content-disposition"), Some("attachment; filename=\"2026-0001.md\""));
    assert!(draft.body.contains("架空商店株式会社") && draft.body.contains("2,345"), "{}", draft.body);
    let head =
        format!("HEAD /cases/2026-0001/draft.docx HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", site.address);
    let head = site.ask(&head);
    assert_eq!(head.header("content-disposition"), Some("attachment; filename=\"2026-0001.docx\""));
    assert!(head.header("content-length").unwrap().parse::<u64>().unwrap() > 1_000);
}

#[test]
fn hostile_words_stay_text_in_the_panel() {
    let site = site();
    let page = site.get("/cases/2026-0003").body;
    let panel = page.split("id=\"judging\"").nth(1).unwrap().split("</section>").next().unwrap();
    for tag in ["<script", "<img", "<svg", "\u{202E}"] {
        assert!(!panel.contains(tag), "{tag:?}: {panel}");
    }
}

#[test]
fn a_step_leads_to_its_words_and_to_its_rule_in_a_real_browser() {
    let Some(browser) = Browser::start() else { return };
    let site = site();
    let at = |path: &str| format!("http://{}{path}", site.address);
    browser.open(&at("/cases/2026-0001"));
    browser.click(".short a");
    let top = "document.querySelector('#judging').getBoundingClientRect().top";
    assert!(browser.look(&format!("{top} >= 0 && {top} < innerHeight")) == true, "the verdict is in sight");
    browser.click(".judging .facts a.value");
    let lit = "[...document.querySelectorAll('.text mark')]
        .filter(mark => getComputedStyle(mark).boxShadow !== 'none').map(mark => mark.textContent).join('')";
    assert_ne!(browser.look(lit), "", "the words that carry the step are lit");
    browser.click(".judging .cite");
    assert!(browser.address().contains("/rules#"), "{}", browser.address());
    assert_eq!(browser.look("!!document.querySelector(':target')"), true, "the rule is there: {}", browser.address());
    for (width, path) in [(390, "/cases/2026-0001"), (390, "/rules"), (390, "/verdicts")] {
        browser.be_phone(width);
        browser.open(&at(path));
        let beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(browser.look(beyond), 0, "{path} fits a phone");
    }
}
