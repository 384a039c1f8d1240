//! What goes over the wire: addresses, headers, refusals, escaping, JSON twins.

mod common;

use common::{HOSTILE, MISSENT, Site};

fn site() -> Site {
    Site::of(&[("a.txt", MISSENT.as_bytes()), ("b.txt", HOSTILE.as_bytes())])
}

#[test]
fn the_list_and_each_case_are_pages_with_a_json_twin() {
    let site = site();
    let start = site.get("/");
    assert_eq!((start.status, start.header("location")), (303, Some("/cases")));
    let list = site.get("/cases");
    assert_eq!(list.status, 200);
    assert_eq!(list.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(list.body.contains("<html lang=\"ja\">") && list.body.contains("架空商事株式会社"), "{}", list.body);

    let twin = site.get("/cases.json");
    assert_eq!(twin.header("content-type"), Some("application/json"));
    let twin = twin.json();
    assert_eq!(twin["total"], 2);
    for case in twin["cases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        assert!(list.body.contains(&format!("/cases/{id}")));
        let page = site.get(&format!("/cases/{id}"));
        assert_eq!(page.status, 200);
        assert!(page.body.contains(&format!("href=\"/cases/{id}.json\"")));
        let record = site.get(&format!("/cases/{id}.json")).json();
        assert_eq!(record["id"], case["id"]);
        assert!(record["reports"][0]["record"]["victims"].is_array(), "{record}");
        assert_eq!(site.get(&format!("/cases/{id}/text")).header("content-type"), Some("text/plain; charset=utf-8"));
    }
}

#[test]
fn every_value_leads_to_words_that_are_marked() {
    let page = site().get("/cases/2026-0001").body;
    let links: Vec<&str> = page.split("href=\"#e").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.len() > 5, "{page}");
    for number in links {
        assert!(page.contains(&format!("<a id=\"e{number}\"></a><")), "no anchor for {number}");
        assert!(
            page.contains(&format!("e{number}\">")) || page.contains(&format!("e{number} ")),
            "no mark for {number}"
        );
    }
    assert!(page.contains("1,234"), "{page}");
}

#[test]
fn a_mark_can_be_asked_of_the_server() {
    let site = site();
    let page = site.get("/cases/2026-0001").body;
    let number = page.split("data-pointer=\"/victims/0\"").next().unwrap().rsplit("href=\"#e").next().unwrap();
    let number = number.split('"').next().unwrap();
    let marked = site.get(&format!("/cases/2026-0001?mark={number}")).body;
    let chosen = marked.split("<mark class=\"chosen ").nth(1).expect("words stand out");
    assert!(chosen.contains("架空商事株式会社"));
    assert!(!page.contains("chosen"));
}

#[test]
fn english_is_kept_from_page_to_page() {
    let site = site();
    assert_eq!(site.get("/?lang=en").header("location"), Some("/cases?lang=en"));
    let list = site.get("/cases?lang=en").body;
    assert!(list.contains("<html lang=\"en\">") && list.contains("href=\"/cases/2026-0001?lang=en\""), "{list}");
    let page = site.get("/cases/2026-0001?lang=en").body;
    assert!(page.contains("1,234 persons") && page.contains("Original text"), "{page}");
}

#[test]
fn filters_narrow_the_list_and_its_twin() {
    let site = site();
    let titles = |query: &str| site.get(&format!("/cases.json?{query}")).json()["total"].as_u64().unwrap();
    assert_eq!((titles("year=2026"), titles("year=2025"), titles("year=1999")), (1, 1, 0));
    assert_eq!((titles("cause=misdelivery"), titles("cause=ransomware")), (2, 0));
    assert_eq!(
        (titles("victim=%E6%9E%B6%E7%A9%BA%E5%95%86%E4%BA%8B"), titles("victim=%25"), titles("cause=&year=")),
        (1, 0, 2)
    );
    assert!(site.get("/cases?year=1999").body.contains("条件に合う事案はありません"));
    assert_eq!(site.get("/cases?page=99999999&page=2").status, 200);
}

#[test]
fn filters_that_no_case_can_pass_are_refused_with_what_may_be_asked() {
    let site = site();
    for query in ["cause=ransom", "sector=x", "year=x", "year=2026&cause=%3Cscript%3E"] {
        let page = site.get(&format!("/cases?{query}"));
        assert_eq!(page.status, 400, "{query}");
        assert!(page.body.contains("href=\"/cases\"") && !page.body.contains("<script"), "{}", page.body);
    }
    assert!(site.get("/cases?cause=ransom").body.contains("ransomware"), "the codes are told");
    let twin = site.get("/cases.json?cause=ransom&lang=en");
    assert_eq!(twin.status, 400);
    assert_eq!(twin.json()["error"], "There is no such value for a filter: cause=ransom");
}

#[test]
fn hostile_text_stays_text() {
    let site = site();
    for path in [
        "/cases",
        "/cases/2026-0002",
        "/cases/2026-0002?mark=1",
        "/cases?victim=%22%3E%3Cscript%3Ealert(6)%3C/script%3E",
    ] {
        let page = site.get(path).body;
        for tag in ["<script", "<img", "<svg", "onerror=alert(2)>架", "\u{202E}", "\u{0007}"] {
            assert!(!page.contains(tag), "{tag:?} in {path}: {page}");
        }
    }
    let page = site.get("/cases/2026-0002").body;
    assert!(page.contains("&lt;script&gt;") && page.contains("U+202E") && page.contains("U+0007"), "{page}");
}

#[test]
fn every_answer_carries_the_headers_that_keep_text_harmless() {
    let site = site();
    for path in [
        "/",
        "/cases",
        "/cases.json",
        "/cases/2026-0001",
        "/cases/2026-0001/text",
        "/style.css",
        "/evidence.css",
        "/icon.svg",
        "/nothing",
    ] {
        let answer = site.get(path);
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self';") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"), "{path}");
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
        assert!(answer.header("cache-control").is_some(), "{path}");
    }
}

#[test]
fn what_is_not_there_is_said_in_the_form_asked_for() {
    let site = site();
    for path in [
        "/nothing",
        "/cases/2026-9999",
        "/cases/x",
        "/cases/2026-0001?report=9",
        "/cases/%00%FF",
        "/cases/2026-0001/text?report=9",
        "/../etc/passwd",
    ] {
        let answer = site.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            answer.body.contains("見つかりません") && answer.body.contains("href=\"/cases\""),
            "{path}: {}",
            answer.body
        );
    }
    let twin = site.get("/cases/2026-9999.json?lang=en");
    assert_eq!((twin.status, twin.json()["error"].as_str()), (404, Some("There is nothing at this address")));
}

#[test]
fn only_reading_is_possible() {
    let site = site();
    let host = site.address;
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let answer = site.ask(&format!("{method} /cases HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let head = site.ask(&format!("HEAD /cases HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn requests_under_another_name_are_refused() {
    let site = site();
    for host in ["evil.example.com", "127.0.0.1.example.com", "192.168.0.1", "", "localhost@evil.example.com"] {
        let answer = site.ask(&format!("GET /cases HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("架空商事"), "{host}");
    }
    for request in [
        "GET /cases HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(),
        "GET http://evil.example.com/cases HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_owned(),
        "GET /cases HTTP/1.1\r\nHost: localhost\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n".to_owned(),
    ] {
        let status = site.ask(&request).status;
        assert!(status == 421 || status == 400, "{request}: {status}");
    }
    let local = site
        .ask(&format!("GET /cases HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", site.address.port()));
    assert_eq!(local.status, 200);
}

#[test]
fn requests_of_any_size_are_bounded() {
    let site = site();
    let host = site.address;
    assert_eq!(site.get(&format!("/cases?victim={}", "a".repeat(5_000))).status, 414);
    let body = site
        .ask(&format!("GET /cases HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99999999\r\nConnection: close\r\n\r\n"));
    assert_eq!(body.status, 413);
    let head = site.ask(&format!("GET /cases HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "a".repeat(100_000)));
    assert!(head.status == 431 || head.status == 0, "{}", head.status);
    let many = "X: a\r\n".repeat(200);
    let head = site.ask(&format!("GET /cases HTTP/1.1\r\nHost: {host}\r\n{many}\r\n"));
    assert!(head.status == 431 || head.status == 0, "{}", head.status);
    assert_eq!(site.ask("\0\u{1}nonsense\r\n\r\n").status, 400);
    assert_eq!(site.get("/cases").status, 200);
}

#[test]
fn pages_added_meanwhile_are_shown() {
    let site = site();
    assert_eq!(site.get("/cases.json").json()["total"], 2);
    site.add("c.txt", MISSENT.replace("架空商事", "架空物産").as_bytes());
    assert_eq!(site.get("/cases.json").json()["total"], 3);
    let list = site.get("/cases").body;
    assert!(list.contains("架空物産") && list.contains("3 件"), "{list}");
}

#[test]
fn listeners_that_others_can_reach_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let listener = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
    let error = jikenbo_web::serve(folder.path(), listener, || {}).unwrap_err();
    assert!(matches!(error, jikenbo_web::Error::NotLoopback { .. }), "{error}");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    assert!(matches!(jikenbo_web::serve(folder.path(), listener, || {}), Err(jikenbo_web::Error::Casebook(_))));
}

#[test]
fn each_report_of_a_case_has_a_view_of_its_own() {
    let site = Site::of(&[("a.txt", MISSENT.as_bytes()), ("b.txt", MISSENT.as_bytes())]);
    assert_eq!(site.get("/cases.json").json()["total"], 1);
    let first = site.get("/cases/2026-0001").body;
    assert!(first.contains("2 件の報告") && first.contains("href=\"/cases/2026-0001?report=2\""), "{first}");
    assert!(first.contains("/pages/a.txt") && !first.contains("/pages/b.txt"), "{first}");
    let second = site.get("/cases/2026-0001?report=2");
    assert!(second.status == 200 && second.body.contains("/pages/b.txt"), "{}", second.body);
    assert_eq!(first.matches("<li class=\"occurred\">").count(), 1, "equal steps of other reports are not told again");
}
