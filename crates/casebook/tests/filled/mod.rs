//! Tables that hold so many cases, all alike, for tests and measurements.

#![allow(dead_code, unreachable_pub, missing_docs)]

use jikenbo_export::{ArticleRecord, IncidentRecord};
use serde_json::{Value, json};

pub const PAGE: &str = "架空商事株式会社は、2024年6月3日に判明した不正アクセスにより、お客様1,200人の氏名、電話番号が流出したと公表しました。";

/// The record of the page, made by hand.
pub fn records() -> (ArticleRecord, IncidentRecord) {
    let at = |words: &str| {
        let start = PAGE.find(words).unwrap();
        json!([{ "start": start, "end": start + words.len(), "quote": words }])
    };
    let count = json!({"value": 1200, "subject": "persons", "scope": "own", "bound": "exact", "quote": "1,200人"});
    let incident: Value = json!({
        "victims": ["架空商事株式会社"], "contractors": [], "sector": "retail", "prefecture": null,
        "causes": ["unauthorized_access"], "consequences": ["data_leak"], "consequences_denied": [], "malware": [],
        "vulnerabilities": [], "data_types": ["name", "phone"], "data_types_excluded": [], "counts": [count],
        "headline": count,
        "events": [{"type": "detected", "date": "2024-06-03", "end": null, "time": null, "quote": "2024年6月3日に判明"}],
        "authorities": [], "protection": null, "secondary_damage": "not_stated", "responses": [], "preventions": [],
        "realis": {"/counts/0": "confirmed", "/data_types/0": "confirmed", "/data_types/1": "confirmed", "/consequences/0": "confirmed"},
        "evidence": {
            "/victims/0": at("架空商事株式会社"), "/causes/0": at("不正アクセス"), "/consequences/0": at("流出した"),
            "/data_types/0": at("氏名"), "/data_types/1": at("電話番号"), "/counts/0": at("1,200人"),
            "/events/0": at("2024年6月3日に判明"),
        },
    });
    let article = json!({
        "schema_version": 1, "id": "x#1", "file": "x.txt", "start_line": 1, "end_line": 1, "kind": "incident", "title": "",
        "case_number": null, "published_on": "2024-06-10", "publisher": null, "source_urls": [], "incidents": [],
    });
    (serde_json::from_value(article).unwrap(), serde_json::from_value(incident).unwrap())
}

/// A casebook whose tables hold so many cases, all alike; its archive is empty.
pub fn fill(folder: &std::path::Path, cases: u64) {
    use jikenbo_casebook::{PageReader, Refusal, Writer};
    #[derive(Debug)]
    struct Never;
    impl PageReader for Never {
        fn version(&self) -> u32 {
            1
        }
        fn read(&self, _: &str, _: Vec<u8>) -> Result<(jikenbo_model::Page, Vec<jikenbo_model::Report>), Refusal> {
            unreachable!("no page is added")
        }
    }
    drop(Writer::open(folder, &Never).unwrap());
    let tables = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tables =
        tables.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "sqlite" || ending == "db"));
    let tables = rusqlite::Connection::open(tables.expect("the tables stand in one file")).unwrap();
    let (article, record) = records();
    let (article, record) = (serde_json::to_string(&article).unwrap(), serde_json::to_string(&record).unwrap());
    tables
        .execute("INSERT INTO page (id, blob, reader, hash, text) VALUES (1, zeroblob(32), 1, zeroblob(32), ?)", [PAGE])
        .unwrap();
    let counting = format!("WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {cases})");
    let fill = |sql: &str, values: &[&dyn rusqlite::ToSql]| tables.execute(sql, values).unwrap();
    fill(
        &format!(
            "INSERT INTO article (id, page, position, start, \"end\", kind, title, record) {counting}
             SELECT n, 1, n, 0, 1, 'incident', '', ?1 FROM n"
        ),
        &[&article],
    );
    fill(
        &format!(
            "INSERT INTO report (id, article, ordinal, victim, nth, key, victims, contractors, record) {counting}
             SELECT n, n, 0, '', 0, '', '', '', ?1 FROM n"
        ),
        &[&record],
    );
    fill(
        &format!(
            "INSERT INTO \"case\" (id, year, number, entered_at, lead) {counting}
             SELECT printf('2026-%04d', n), 2026, n, 0, n FROM n"
        ),
        &[],
    );
}
