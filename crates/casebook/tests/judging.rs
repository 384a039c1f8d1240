//! Cases judged from a casebook: a record with its evidence becomes a verdict with its quotes.
//!
//! How long a million take: `benches/judging.rs`.

mod filled;

use filled::{PAGE, fill, records};
use jikenbo_casebook::{Casebook, Judgement};

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

#[test]
fn every_case_is_read_and_judged_once() {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path(), 2_000);
    let book = Casebook::open(folder.path()).unwrap();
    let (mut read, mut judged) = (0, 0);
    book.read_all(|_, text| {
        read += u64::from(text.is_some());
        Ok(())
    })
    .unwrap();
    book.judge_all(|one| {
        judged += u64::from(one.verdict.duty.code() == "mandatory");
        Ok(())
    })
    .unwrap();
    assert_eq!((read, judged), (2_000, 2_000));
}
