//! Root cases, differences, and what people decide in the browser: over the wire, and in a real Chromium.

mod common;

use common::driver::Browser;
use common::{MISSENT, Site};

/// A notice of a client of 例示印刷.
fn client(victim: &str, day: u32, own: u32) -> String {
    format!(
        "委託先への不正アクセスについて\n\n+ victim {victim}\n+ published 2026-03-{day:02}\n+ detected 2026-03-01\n+ contractor 例示印刷\n+ own {own}\n"
    )
}

/// The same event at the contractor.
const CONTRACTOR: &str =
    "不正アクセスについて\n\n+ victim 株式会社例示印刷\n+ published 2026-03-02\n+ detected 2026-03-01\n+ total 9000\n";

fn fan() -> Site {
    let pages =
        [("a.txt", client("架空市", 2, 1_200)), ("b.txt", client("見本町", 3, 300)), ("c.txt", CONTRACTOR.to_owned())];
    let pages: Vec<(&str, &[u8])> = pages.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    Site::of(&pages)
}

/// Two notices that nothing joins.
fn two() -> Site {
    Site::of(&[
        ("a.txt", MISSENT.as_bytes()),
        ("b.txt", "紛失について\n\n+ victim 無関係市\n+ published 2025-01-05\n+ own 7\n".as_bytes()),
    ])
}

#[test]
fn a_root_case_shows_its_clients_as_a_table_and_a_picture() {
    let site = fan();
    let page = site.get("/cases/2026-0003").body;
    let fan = page.split("id=\"fanout\"").nth(1).unwrap_or_default().split("</section>").next().unwrap();
    for words in [
        "委託元の事案 2 件",
        "架空市",
        "1,200人",
        "合計 1,500人（最小 300人、最大 1,200人）",
        "総数との差（まだ現れていない分）: 7,500人",
        "9,000人",
        "<svg class=\"fan\"",
        "href=\"/cases/2026-0001\"",
        "委託先は、委託元に速やかに通知したときは報告を免除されます",
        "class=\"duty ",
    ] {
        assert!(fan.contains(words), "{words} is missing: {page}");
    }
    assert!(site.get("/cases/2026-0001").body.contains("おおもとの事案: <a href=\"/cases/2026-0003\">"));
    let record = site.get("/cases/2026-0003.json").json();
    assert_eq!(record["clients"], serde_json::json!(["2026-0001", "2026-0002"]), "{record}");
}

#[test]
fn the_list_marks_root_cases() {
    let page = fan().get("/cases").body;
    let (own, clients) = page.split_once("href=\"/cases/2026-0002\"").unwrap();
    assert_eq!(own.matches("おおもとの事案（2 件に影響）").count(), 1, "{page}");
    assert!(!clients.contains("おおもとの事案（"), "{page}");
    assert!(fan().get("/cases?lang=en").body.contains("root case of 2 cases"));
}

#[test]
fn cases_are_merged_and_taken_apart_again() {
    let site = two();
    let sent = site.send(
        "/cases/2026-0001",
        "/cases/2026-0001/merge",
        &[("other", "2026-0002"), ("why", "同じ<b>事案</b>"), ("who", "架空")],
    );
    assert_eq!((sent.status, sent.header("location")), (303, Some("/cases/2026-0001#history")), "{}", sent.body);
    let page = site.get("/cases/2026-0001").body;
    assert!(page.contains("2 件の報告") && page.contains("同じ&lt;b&gt;事案&lt;/b&gt;"), "{page}");
    assert_eq!(site.get("/cases.json").json()["total"], 1);
    let moved = site.get("/cases/2026-0002?lang=en");
    assert_eq!((moved.status, moved.header("location")), (303, Some("/cases/2026-0001?lang=en")));

    let undone = site.send("/cases/2026-0001", "/cases/2026-0001/undo", &[("n", "1"), ("why", "別の事案")]);
    assert_eq!(undone.status, 303, "{}", undone.body);
    assert_eq!(site.get("/cases.json").json()["total"], 2);
    let page = site.get("/cases/2026-0001").body;
    assert!(page.contains("取消し済み") && page.contains("#1 の取消し"), "{page}");

    site.send("/cases/2026-0001", "/cases/2026-0001/merge", &[("other", "2026-0002"), ("why", "やはり同じ")]);
    let split = site.send("/cases/2026-0001", "/cases/2026-0001/split", &[("report", "2026-0002"), ("why", "別")]);
    assert_eq!(split.status, 303, "{}", split.body);
    assert_eq!(site.get("/cases.json").json()["total"], 2);
}

#[test]
fn a_value_is_corrected_and_says_so() {
    let site = two();
    let value = ("value", "count:persons:own\t1234");
    let sent = site.send(
        "/cases/2026-0001",
        "/cases/2026-0001/correct",
        &[("case", "2026-0001"), value, ("new", "1243"), ("why", "第二報")],
    );
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = site.get("/cases/2026-0001").body;
    assert!(page.contains("1,243人") && page.contains("1,234 → 1,243"), "{page}");
    let odd = site.send(
        "/cases/2026-0001",
        "/cases/2026-0001/correct",
        &[("case", "2026-0001"), value, ("new", "many"), ("why", "x")],
    );
    assert!(odd.status == 422 && odd.body.contains("many"), "{}: {}", odd.status, odd.body);
    let without = site.send(
        "/cases/2026-0001",
        "/cases/2026-0001/correct",
        &[("case", "2026-0001"), ("value", "causes\tmisdelivery"), ("new", ""), ("why", " ")],
    );
    assert_eq!(without.status, 422, "{}", without.body);
}

#[test]
fn forms_from_elsewhere_change_nothing() {
    let site = two();
    let here = format!("http://{}", site.address);
    let merge = [("other", "2026-0002"), ("why", "x")];
    let token = site.get("/cases/2026-0001").body.split("name=\"token\" value=\"").nth(1).unwrap()[..32].to_owned();
    let with = |token: &'static str| [&[("token", token)][..], &merge].concat();
    let right = [&[("token", token.as_str())][..], &merge].concat();
    for (origin, fields) in [
        ("http://evil.example.com", &right),
        ("null", &right),
        ("https://127.0.0.1", &right),
        (here.as_str(), &merge.to_vec()),
        (here.as_str(), &with("")),
        (here.as_str(), &with("00000000000000000000000000000000")),
    ] {
        let answer = site.post("/cases/2026-0001/merge", origin, fields);
        assert_eq!(answer.status, 403, "{origin} {fields:?}: {}", answer.body);
    }
    let bare = format!(
        "POST /cases/2026-0001/merge HTTP/1.1\r\nHost: {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        site.address
    );
    assert_eq!(site.ask(&bare).status, 403, "who names no origin is not from here");
    assert_eq!(site.get("/cases/2026-0001/merge").status, 405);
    assert_eq!(site.post("/cases/2026-0001/text", &here, &right).status, 405);
    let large = "x".repeat(70_000);
    let large =
        site.post("/cases/2026-0001/merge", &here, &[("token", &token), ("other", "2026-0002"), ("why", &large)]);
    assert!(large.status == 413 || large.status == 0, "{}", large.status);
    for (what, fields) in [
        ("merge", vec![("other", "x"), ("why", "x")]),
        ("merge", vec![("other", "2026-0099"), ("why", "x")]),
        ("split", vec![("report", "2026-0001"), ("why", "x")]),
        ("undo", vec![("n", "77"), ("why", "x")]),
        ("undo", vec![("n", "-1"), ("why", "x")]),
        ("correct", vec![("case", "2026-0001"), ("value", "nothing\tx"), ("new", "y"), ("why", "x")]),
    ] {
        let answer = site.send("/cases/2026-0001", &format!("/cases/2026-0001/{what}"), &fields);
        assert!((400..500).contains(&answer.status), "{what} {fields:?}: {}", answer.status);
    }
    assert_eq!(site.get("/cases.json").json()["total"], 2, "nothing was changed");
    assert!(!site.get("/cases/2026-0001").body.contains("class=\"undo\""));
}

#[test]
fn reports_that_contradict_each_other_stand_side_by_side() {
    let other = MISSENT.replace("お客様1,234名", "お客様") + "\n+ own 1235\n+ detected 2026-05-20\n";
    let site = Site::of(&[("a.txt", MISSENT.as_bytes()), ("b.txt", other.as_bytes())]);
    if site.get("/cases.json").json()["total"] == 2 {
        site.send("/cases/2026-0001", "/cases/2026-0001/merge", &[("other", "2026-0002"), ("why", "同じ")]);
    }
    let record = site.get("/cases/2026-0001.json").json();
    let told = [&record["contradictions"], &record["changes"]];
    assert!(told.iter().any(|list| list.as_array().is_some_and(|list| !list.is_empty())), "{record}");
    let page = site.get("/cases/2026-0001").body;
    let part = page.split("id=\"differences\"").nth(1).unwrap().split("</section>").next().unwrap();
    for words in ["<mark>お客様1,234名</mark>", "<mark>1235</mark>", "?report=2&amp;mark="] {
        assert!(part.contains(words) || part.contains(&words.replace("&amp;", "&#38;")), "{words}: {part}");
    }
}

#[test]
fn decisions_are_made_and_taken_back_in_a_real_browser() {
    let Some(browser) = Browser::start() else { return };
    let site = two();
    let at = |path: &str| format!("http://{}{path}", site.address);
    let fill = |selector: &str, text: &str| {
        let set = format!("(() => {{ document.querySelector(\"{selector}\").value = \"{text}\"; return true; }})()");
        assert_eq!(browser.look(&set), true);
    };
    browser.open(&at("/cases/2026-0001"));
    browser.click(".deciding details:has([name=other]) summary");
    fill("form[action$='/merge'] [name=other]", "2026-0002");
    fill("form[action$='/merge'] [name=why]", "同じ事案");
    browser.click("form[action$='/merge'] button");
    browser.wait_until(
        "location.hash === '#history' && document.querySelector('.history').innerText.includes('同じ事案')",
    );
    assert!(browser.address().ends_with("/cases/2026-0001#history"), "{}", browser.address());
    assert!(browser.text(".history").contains("同じ事案"));
    assert_eq!(browser.look("document.querySelectorAll('.reports li').length"), 2);
    fill(".undo [name=why]", "取り違え");
    browser.click(".undo button");
    browser.wait_until("document.querySelector('.history').innerText.includes('取消し済み')");
    assert!(browser.text(".history").contains("取消し済み"), "{}", browser.text(".history"));
    assert_eq!(browser.look("document.querySelectorAll('.reports li').length"), 0);
}

#[test]
fn a_root_case_fits_a_phone() {
    let Some(browser) = Browser::start() else { return };
    let site = fan();
    browser.be_phone(390);
    browser.open(&format!("http://{}/cases/2026-0003", site.address));
    assert_eq!(browser.look("document.documentElement.scrollWidth - document.documentElement.clientWidth"), 0);
    assert_eq!(browser.look("document.querySelectorAll('.fan a').length"), 2);
    browser.click(".fanout table a");
    browser.wait_until("location.pathname === '/cases/2026-0001'");
    assert!(browser.address().ends_with("/cases/2026-0001"));
}

#[test]
fn a_case_is_judged_by_the_newest_report_that_lets_it_be_told() {
    let head = "+ victim 株式会社例示商事\n+ detected 2026-03-01\n";
    let first = format!("不審な通信について\n\n{head}+ published 2026-03-02\n");
    let second = format!(
        "不正アクセスについて\n\n{head}+ published 2026-03-20\n+ own 2345\nクレジットカード番号が漏えいしたことを確認しました。\n"
    );
    let third = format!("再発防止について\n\n{head}+ published 2026-04-20\n");
    let site = Site::of(&[("a.txt", first.as_bytes()), ("b.txt", second.as_bytes()), ("c.txt", third.as_bytes())]);
    for other in ["2026-0002", "2026-0003"] {
        if site.get(&format!("/cases/{other}")).status == 200 {
            site.send("/cases/2026-0001", "/cases/2026-0001/merge", &[("other", other), ("why", "同じ")]);
        }
    }
    assert_eq!(site.get("/cases.json").json()["total"], 1);
    let twin = site.get("/cases/2026-0001.json").json();
    assert_eq!(twin["judgement"]["verdict"]["duty"], "mandatory", "{}", twin["judgement"]["facts"]);
    let page = site.get("/cases/2026-0001").body;
    let note = page.split("href=\"/cases/2026-0001?report=2#judging\"").count();
    assert_eq!(note, 2, "the first report's panel leads to the second: {page}");
    assert!(!site.get("/cases/2026-0001?report=2").body.contains("表示中の報告の記載による判定です"));
    assert_eq!(site.get("/verdicts.json").json()["duties"]["mandatory"], 1);
}
