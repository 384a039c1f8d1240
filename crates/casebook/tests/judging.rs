//! Cases judged from a casebook: a record with its evidence becomes a verdict with its quotes; and how long that takes.

use jikenbo_casebook::Judgement;
use jikenbo_export::{ArticleRecord, IncidentRecord};
use serde_json::{Value, json};

const PAGE: &str = "架空商事株式会社は、2024年6月3日に判明した不正アクセスにより、お客様1,200人の氏名、電話番号が流出したと公表しました。";

/// The record of the page, made by hand.
fn records() -> (ArticleRecord, IncidentRecord) {
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

#[test]
fn judges_a_record_and_quotes_every_fact() {
    let (article, record) = records();
    let judgement = Judgement::of(&article, &record, Some(PAGE), &[]);
    assert_eq!(judgement.verdict.regime, Some("APPI_P_2024"));
    assert_eq!(judgement.verdict.duty.code(), "mandatory");
    assert_eq!(judgement.verdict.categories, ["P3_WRONGFUL", "P4_OVER_1000"]);
    assert_eq!(judgement.verdict.final_due.unwrap().to_string(), "2024-08-01");
    assert_eq!(judgement.days_to_publication, Some(7));
    for field in ["sector", "persons", "cause", "leak", "discovered_on", "data_types/name"] {
        let origin = judgement.origins.iter().find(|origin| origin.field == field).unwrap();
        assert!(!origin.quotes.is_empty(), "{field} has no quote");
        for quote in &origin.quotes {
            assert_eq!(&PAGE[quote.start..quote.end], quote.quote);
        }
    }
}

#[test]
fn drafts_only_what_has_evidence() {
    let (article, record) = records();
    let judgement = Judgement::of(&article, &record, Some(PAGE), &[]);
    let text = jikenbo_casebook::draft("架空の事案", &judgement, Some((&article, &record))).markdown();
    assert!(text.contains("1,200人"));
    assert!(text.contains("2024-06-03"));
    assert!(text.contains("公表資料に記載なし"));
    assert!(text.contains("二次被害又はそのおそれはありますか"));
}

/// One million cases judged in at most twice the time of reading their records from the casebook. Run it with
/// `cargo test --release -p jikenbo-casebook --test judging -- --ignored --nocapture`.
#[test]
#[ignore = "fills a casebook of a million cases; some minutes"]
fn judging_takes_at_most_twice_the_time_of_reading() {
    use std::time::Instant;
    let folder = tempfile::tempdir().unwrap();
    let cases: u64 = std::env::var("CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    fill(folder.path(), cases);
    let book = jikenbo_casebook::Casebook::open(folder.path()).unwrap();
    let (mut reading, mut whole) = (f64::MAX, f64::MAX);
    for _ in 0..2 {
        let start = Instant::now();
        let mut read = 0u64;
        book.read_all(|_, text| {
            read += u64::from(text.is_some());
            Ok(())
        })
        .unwrap();
        reading = reading.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        let mut judged = 0u64;
        book.judge_all(|one| {
            judged += u64::from(one.verdict.duty.code() == "mandatory");
            Ok(())
        })
        .unwrap();
        whole = whole.min(start.elapsed().as_secs_f64());
        assert_eq!((read, judged), (cases, cases));
    }
    eprintln!(
        "{cases} cases: read {reading:.2} s; read and judged {whole:.2} s; judging {:.2} of reading",
        (whole - reading) / reading
    );
    assert!(whole - reading <= 2.0 * reading);
}

/// A casebook whose tables hold so many cases, all alike; its archive is empty.
fn fill(folder: &std::path::Path, cases: u64) {
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
