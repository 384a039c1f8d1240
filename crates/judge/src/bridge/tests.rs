//! The bridge on small notices: one fact a case.

use jikenbo_model::{
    Authority, Bound, Cause as Told, ConsequenceKind, Count, DataType, EventType, Protection, Realis, Scope, Sector,
    Subject,
};

use super::tables::BridgeTables;
use super::{Bridged, days};
use crate::book::RuleBook;
use crate::codes::{BodyKind, Cause, ContractorRole, Happened, PersonsBound};
use crate::notice::{Dated, Notice, Pointer, Said};

fn said<'r, T>(value: T, realis: Realis, words: &'r str, after: &'r str) -> Said<'r, T> {
    Said { value, realis, pointer: Pointer { field: "x", index: Some(0) }, words, after }
}

fn plain<'r, T>(value: T) -> Said<'r, T> {
    said(value, Realis::Confirmed, "", "")
}

fn bridge(notice: &Notice<'_>) -> Bridged {
    RuleBook::embedded().facts_of(notice)
}

#[test]
fn every_table_of_the_bridge_can_be_read() {
    let tables = BridgeTables::read().unwrap();
    for cause in Told::ALL {
        assert!(tables.causes.iter().any(|row| row.cause == cause.code()), "{cause} has no row");
    }
    for sector in Sector::ALL {
        assert!(tables.sectors.iter().any(|row| row.0 == sector.code()), "{sector} has no row");
    }
    let wording = include_str!("../../data/wording.tsv");
    let notes = tables.causes.iter().filter_map(|row| row.note);
    for note in notes {
        assert!(wording.contains(&format!("\n{note}\t")), "{note} has no words");
    }
}

#[test]
fn reads_the_kind_of_body_from_its_name() {
    use BodyKind::*;
    let check = |name: &str, sector: Sector, kind: Option<BodyKind>, private: Option<bool>| {
        let notice = Notice { victim: Some(plain(name)), sector: Some(plain(sector)), ..Notice::default() };
        let facts = bridge(&notice).facts;
        assert_eq!((facts.body_kind, facts.private_rules_entity), (kind, private), "{name}");
    };
    check("架空商事株式会社", Sector::Retail, Some(Private), None);
    check("架空市", Sector::Municipality, Some(LocalGovernment), Some(false));
    check("架空県教育委員会", Sector::Prefecture, Some(LocalGovernment), Some(false));
    check("架空市立第一小学校", Sector::Education, Some(LocalGovernment), Some(false));
    check("架空市議会", Sector::Municipality, Some(LocalAssembly), None);
    check("架空市社会福祉協議会", Sector::Association, Some(Private), None);
    check("学校法人架空学園", Sector::Education, Some(Private), None);
    check("国立大学法人架空大学", Sector::Education, Some(IncorporatedAgency), Some(true));
    check("独立行政法人架空機構", Sector::PublicBody, Some(IncorporatedAgency), None);
    check("国立研究開発法人架空研究所", Sector::PublicBody, Some(IncorporatedAgency), Some(true));
    check("地方独立行政法人架空市立病院機構", Sector::Healthcare, Some(LocalIncorporatedAgency), Some(true));
    check("架空省", Sector::NationalGovernment, Some(NationalOrgan), None);
    check("架空地方裁判所", Sector::NationalGovernment, Some(CourtOrDiet), None);
    check("架空クリニック", Sector::Healthcare, Some(Private), None);
    check("カクウ", Sector::ItService, Some(Private), None);
    check("架空会", Sector::Other, None, None);
    check("私立架空高等学校", Sector::Education, Some(Private), None);
    check("架空市立看護専門学校", Sector::Education, Some(LocalGovernment), Some(false));
    check("架空進学ゼミ", Sector::Education, Some(Private), None);
    check("架空赤十字病院", Sector::Healthcare, Some(Private), None);
    check("架空市民病院", Sector::Healthcare, Some(LocalGovernment), Some(true));
    check("架空町国民健康保険診療所", Sector::Healthcare, Some(LocalGovernment), Some(true));
    check("架空労災病院", Sector::Healthcare, Some(IncorporatedAgency), Some(true));
    check("自衛隊架空地方協力本部", Sector::NationalGovernment, Some(NationalOrgan), None);
    check("独立行政法人国立高等専門学校機構", Sector::PublicBody, Some(IncorporatedAgency), Some(false));
    check("架空機構", Sector::PublicBody, None, None);
    check("架空中小企業団体中央会", Sector::Other, None, None);
}

#[test]
fn takes_an_open_founder_only_where_the_rules_say_the_same() {
    let on = |date: &'static str| {
        let notice = Notice {
            victim: Some(plain("架空大学")),
            sector: Some(plain(Sector::Education)),
            causes: vec![plain(Told::Misdelivery)],
            data_types: vec![plain(DataType::Name)],
            has_text: true,
            counts: vec![plain(count(5_000, Scope::Own, Bound::Exact))],
            events: vec![plain(Dated { kind: EventType::Detected, date: Some(date) })],
            ..Notice::default()
        };
        bridge(&notice)
    };
    assert_eq!(on("2024-06-03").facts.body_kind, Some(BodyKind::Private));
    let before = on("2022-06-03");
    assert_eq!(before.facts.body_kind, None);
    assert!(before.origins.iter().any(|origin| origin.note == Some("B_BODY_OPEN")));
}

fn count(value: u64, scope: Scope, bound: Bound) -> Count {
    Count { value, subject: Subject::Persons, scope, bound, realis: Realis::Confirmed }
}

#[test]
fn reads_the_number_of_persons_with_its_bound() {
    let check = |counts: Vec<Count>, contractor: bool, expected: Option<(u64, PersonsBound, Option<u64>)>| {
        let contractors = if contractor { vec![plain("架空システム株式会社")] } else { Vec::new() };
        let notice =
            Notice { counts: counts.iter().map(|count| plain(*count)).collect(), contractors, ..Notice::default() };
        let found = bridge(&notice).facts.persons.map(|it| (it.value.unwrap(), it.bound, it.value_hi));
        assert_eq!(found, expected, "{counts:?}");
    };
    check(vec![count(5, Scope::Own, Bound::Exact)], false, Some((5, PersonsBound::Exact, None)));
    check(vec![count(900, Scope::Own, Bound::Max)], false, Some((900, PersonsBound::Max, None)));
    check(vec![count(900, Scope::Own, Bound::MoreThan)], false, Some((900, PersonsBound::MoreThan, None)));
    let two = vec![count(900, Scope::Own, Bound::Exact), count(300, Scope::Own, Bound::Exact)];
    check(two, false, Some((900, PersonsBound::Between, Some(1200))));
    let same = vec![count(900, Scope::Own, Bound::Exact), count(900, Scope::Own, Bound::Exact)];
    check(same, false, Some((900, PersonsBound::Exact, None)));
    let parts = vec![count(20, Scope::Part, Bound::Exact), count(30, Scope::Part, Bound::Exact)];
    check(parts, false, Some((30, PersonsBound::AtLeast, None)));
    check(vec![count(5_000, Scope::Total, Bound::Exact)], true, Some((0, PersonsBound::Between, Some(5_000))));
    check(vec![count(5_000, Scope::Total, Bound::Exact)], false, Some((5_000, PersonsBound::Exact, None)));
    let mails = Count { subject: Subject::Emails, ..count(40, Scope::Own, Bound::Exact) };
    check(vec![mails], false, Some((40, PersonsBound::Approx, None)));
    let files = Count { subject: Subject::Files, ..count(40, Scope::Own, Bound::Exact) };
    check(vec![files], false, None);
    check(
        vec![count(u64::MAX, Scope::Own, Bound::Exact), count(2, Scope::Own, Bound::Exact)],
        false,
        Some((u64::MAX, PersonsBound::AtLeast, None)),
    );
}

#[test]
fn reads_kinds_of_information() {
    let check = |items: &[(DataType, Realis, &str)], key: &str, expected: Option<Option<bool>>| {
        let data_types = items.iter().map(|(code, realis, words)| said(*code, *realis, words, "。")).collect();
        let notice = Notice { data_types, has_text: true, ..Notice::default() };
        assert_eq!(bridge(&notice).facts.data_types.get(key).copied(), expected, "{items:?}");
    };
    use Realis::{Claimed, Confirmed, Denied, Possible};
    check(&[(DataType::CreditCard, Possible, "クレジットカード番号")], "credit_card_number", Some(Some(true)));
    check(&[(DataType::CreditCard, Confirmed, "カード番号の下4桁")], "credit_card_number", None);
    check(&[(DataType::CreditCard, Confirmed, "カード番号の下4桁")], "credit_card_last4", Some(Some(true)));
    check(&[(DataType::CreditCard, Confirmed, "有効期限")], "credit_card_number", None);
    check(&[(DataType::CreditCard, Denied, "クレジットカード情報")], "credit_card_number", Some(Some(false)));
    check(&[(DataType::Medical, Confirmed, "診断名")], "medical", Some(Some(true)));
    check(&[(DataType::Medical, Confirmed, "身体障害者手帳の等級")], "disability", Some(Some(true)));
    check(&[(DataType::Medical, Confirmed, "健康診断の結果")], "health_check", Some(Some(true)));
    check(&[(DataType::Medical, Confirmed, "保険証の番号")], "medical", Some(None));
    check(&[(DataType::Medical, Claimed, "診断名")], "medical", Some(None));
    check(&[(DataType::MyNumber, Denied, "マイナンバー")], "my_number", Some(Some(false)));
    check(&[(DataType::IdDocument, Confirmed, "マイナンバーカードの写し")], "my_number", Some(None));
    check(&[(DataType::Password, Confirmed, "パスワード")], "payment_login", Some(None));
    check(&[(DataType::BankAccount, Confirmed, "口座番号")], "bank_account_with_secret", None);
    check(&[(DataType::BankAccount, Confirmed, "口座番号及び暗証番号")], "bank_account_with_secret", Some(Some(true)));
    let both = [(DataType::Medical, Denied, "診断名"), (DataType::Medical, Confirmed, "病名")];
    check(&both, "medical", Some(Some(true)));
    let card =
        [(DataType::IdDocument, Confirmed, "マイナンバーカードの写し"), (DataType::MyNumber, Denied, "個人番号")];
    check(&card, "my_number", Some(Some(false)));
}

#[test]
fn takes_a_list_as_complete_only_if_nothing_leaves_it_open() {
    let check = |words: &str, after: &str, code: DataType, has_text: bool, expected: Option<bool>| {
        let data_types = vec![said(code, Realis::Confirmed, words, after)];
        let notice = Notice { data_types, has_text, ..Notice::default() };
        assert_eq!(bridge(&notice).facts.data_types_complete, expected, "{words}{after}");
    };
    check("電話番号", "が含まれます。", DataType::Phone, true, Some(true));
    check("電話番号", "等が含まれます。", DataType::Phone, true, None);
    check("電話番号", "など", DataType::Phone, true, None);
    check("電話番号", "(携帯)等", DataType::Phone, true, None);
    check("電話番号", "（携帯）", DataType::Phone, true, Some(true));
    check("電話番号", "（携帯", DataType::Phone, true, Some(true));
    check("電話番号", "を含む個人情報", DataType::Phone, true, None);
    check("電話番号", "が含まれます。", DataType::Phone, false, None);
    check("添付ファイル", "。", DataType::Attachment, true, None);
}

#[test]
fn reads_the_cause_with_its_purpose() {
    let check = |causes: &[(Told, &str)], cause: Option<Cause>, wrongful: Option<bool>| {
        let causes = causes.iter().map(|(told, words)| said(*told, Realis::Confirmed, words, "")).collect();
        let facts = bridge(&Notice { causes, ..Notice::default() }).facts;
        assert_eq!((facts.cause, facts.wrongful_purpose), (cause, wrongful));
    };
    check(&[(Told::Ransomware, "")], Some(Cause::Ransomware), None);
    check(&[(Told::Misdelivery, "メールの誤送信")], Some(Cause::EmailMisaddress), None);
    check(&[(Told::Misdelivery, "誤って交付")], Some(Cause::Misdelivery), None);
    check(&[(Told::Misconfiguration, ""), (Told::UnauthorizedAccess, "")], Some(Cause::UnauthorizedAccess), None);
    check(&[(Told::DataHandlingError, "")], None, Some(false));
    check(&[(Told::RuleViolation, "")], None, None);
    check(&[(Told::RuleViolation, ""), (Told::Loss, "")], None, None);
    check(&[], None, None);
}

#[test]
fn tells_whether_it_leaked() {
    type Told2 = (ConsequenceKind, Realis, &'static str, &'static str);
    let check = |consequences: &[Told2], causes: &[Told], expected: Option<Happened>| {
        let consequences = consequences.iter().map(|(kind, realis, words, after)| said(*kind, *realis, words, after));
        let causes = causes.iter().map(|cause| plain(*cause)).collect();
        let notice = Notice { consequences: consequences.collect(), causes, ..Notice::default() };
        assert_eq!(bridge(&notice).facts.leak, expected);
    };
    use ConsequenceKind::{DataLeak, PossibleDataLeak, UnauthorizedViewing};
    use Realis::{Claimed, Confirmed, Denied, Possible};
    check(&[(DataLeak, Confirmed, "", "")], &[], Some(Happened::Yes));
    check(&[(PossibleDataLeak, Possible, "", "")], &[], Some(Happened::Possible));
    check(&[(UnauthorizedViewing, Possible, "", "")], &[], Some(Happened::Possible));
    check(&[(DataLeak, Denied, "流出", "は確認されておりません。")], &[], Some(Happened::Unknown));
    check(&[(DataLeak, Denied, "流出", "はありません。なお、調査中です。")], &[], Some(Happened::No));
    check(&[(DataLeak, Denied, "流出", "")], &[], Some(Happened::Unknown));
    check(&[(DataLeak, Claimed, "", "")], &[], Some(Happened::Unknown));
    check(&[], &[Told::Misdelivery], Some(Happened::Yes));
    check(&[], &[Told::Theft], Some(Happened::Yes));
    check(&[(DataLeak, Denied, "流出", "はありません。")], &[Told::Theft], Some(Happened::Possible));
    check(&[], &[Told::Loss], Some(Happened::Unknown));
    check(&[], &[Told::UnauthorizedAccess], None);
    // A page that strangers saw is no leak of itself.
    let page = [(UnauthorizedViewing, Confirmed, "", ""), (DataLeak, Denied, "漏えい", "はなかったと判断しています。")];
    check(&page, &[Told::UnauthorizedAccess], Some(Happened::No));
    let causes = vec![plain(Told::Theft)];
    let protected = Notice { causes, protection: Some(plain(Protection::Encrypted)), ..Notice::default() };
    assert_eq!(bridge(&protected).facts.leak, Some(Happened::Possible));
    let doubted = Notice { causes: vec![said(Told::Theft, Possible, "", "")], ..Notice::default() };
    assert_eq!(bridge(&doubted).facts.leak, Some(Happened::Possible));
}

#[test]
fn leaves_damage_by_ransomware_open() {
    let of = |cause: Told| bridge(&Notice { causes: vec![plain(cause)], ..Notice::default() }).facts;
    assert_eq!(of(Told::Ransomware).damage, Some(Happened::Unknown));
    assert_eq!(of(Told::UnauthorizedAccess).damage, None);
}

#[test]
fn tells_the_clients_day_of_knowing_from_the_contractors() {
    let step = |kind, date: &'static str, words: &'static str| {
        said(Dated { kind, date: Some(date) }, Realis::Confirmed, words, "。\n次の行 同社から連絡")
    };
    let check = |events: Vec<Said<'static, Dated<'static>>>, contractor: bool, expected: (&str, &str)| {
        let contractors = if contractor { vec![plain("架空印刷株式会社")] } else { Vec::new() };
        let facts = bridge(&Notice { events, contractors, ..Notice::default() }).facts;
        let between = facts.discovered_between.map(|(from, to)| format!("{from}..{to}")).unwrap_or_default();
        let on = facts.discovered_on.map(|day| day.to_string()).unwrap_or_default();
        assert_eq!((on.as_str(), between.as_str()), expected);
    };
    use EventType::{Detected, Reported};
    let noticed = step(Detected, "2025-02-09", "2月9日 同社でサーバーの暗号化が判明");
    let told = step(Reported, "2025-02-11", "2月11日 同社から市に第一報");
    check(vec![noticed, told], true, ("", "2025-02-09..2025-02-11"));
    check(vec![noticed, told], false, ("2025-02-09", ""));
    check(vec![noticed], true, ("2025-02-09", ""));
    check(vec![step(Detected, "2025-02-11", "2月11日 委託先から報告を受け判明"), told], true, ("2025-02-11", ""));
    check(vec![noticed, step(Reported, "2025-02-12", "2月12日 個人情報保護委員会へ報告")], true, ("2025-02-09", ""));
    check(
        vec![step(Reported, "2025-02-08", "2月8日 委託先より障害の連絡"), noticed],
        true,
        ("", "2025-02-08..2025-02-09"),
    );
}

#[test]
fn reads_the_days() {
    let check = |events: &[(EventType, &'static str)], published: Option<&'static str>, expected: (&str, &str)| {
        let events = events.iter().map(|(kind, date)| plain(Dated { kind: *kind, date: Some(date) })).collect();
        let notice = Notice { events, published_on: published.map(plain), ..Notice::default() };
        let facts = bridge(&notice).facts;
        let between = facts.discovered_between.map(|(from, to)| format!("{from}..{to}")).unwrap_or_default();
        let on = facts.discovered_on.map(|day| day.to_string()).unwrap_or_default();
        assert_eq!((on.as_str(), between.as_str()), expected);
    };
    use EventType::{Detected, Identified, Occurred, Published};
    check(&[(Detected, "2024-06-05"), (Detected, "2024-06-03")], None, ("2024-06-03", ""));
    check(&[(Detected, "2024-06")], Some("2024-07-10"), ("", "2024-06-01..2024-06-30"));
    check(&[(Detected, "2024-06")], Some("2024-06-10"), ("", "2024-06-01..2024-06-10"));
    check(&[(Occurred, "2024-05-02"), (Identified, "2024-06-01")], Some("2024-07-10"), ("", "2024-05-02..2024-06-01"));
    check(&[(Occurred, "2024-05-02")], Some("2024-04-10"), ("", "2005-04-01..2024-04-10"));
    check(&[(Published, "2024-05-02")], None, ("", "2005-04-01..2024-05-02"));
    check(&[], None, ("", ""));
    // Nobody reacts before knowing, nor knows before it happens.
    check(&[(Occurred, "2024-05-02"), (Identified, "2024-05-02")], Some("2024-05-10"), ("2024-05-02", ""));
    check(&[(Occurred, "2024-05-02")], Some("2024-05-02"), ("", "2024-05-02..2024-05-02"));
    check(&[(Detected, "2024-05-12")], Some("2024-05-10"), ("", "2005-04-01..2024-05-12"));
    assert_eq!(days::days("2024-02-30"), None);
    assert_eq!(days::days("x"), None);
    assert!(days::days("9999-12-31").is_none());
}

#[test]
fn counts_the_days_to_report_and_publication() {
    let event = |kind, date| plain(Dated { kind, date: Some(date) });
    let events = vec![event(EventType::Detected, "2024-06-03"), event(EventType::Reported, "2024-06-06")];
    let bridged = bridge(&Notice { events, published_on: Some(plain("2024-06-13")), ..Notice::default() });
    assert_eq!((bridged.days_to_report, bridged.days_to_publication), (Some(3), Some(10)));
}

#[test]
fn tells_the_part_in_an_entrustment() {
    let told = |words| vec![said(Authority::ClientOrg, Realis::Confirmed, words, "")];
    let check = |notice: Notice<'_>, role: Option<ContractorRole>, notified: Option<bool>| {
        let facts = bridge(&notice).facts;
        assert_eq!((facts.contractor_role, facts.notified_client), (role, notified));
    };
    check(
        Notice { authorities: told("委託元である架空市へ報告"), ..Notice::default() },
        Some(ContractorRole::EntrustedParty),
        Some(true),
    );
    check(Notice { authorities: told("取引先へ報告"), ..Notice::default() }, None, None);
    // A report that is yet to be made frees nobody.
    let planned = vec![said(Authority::ClientOrg, Realis::Possible, "委託元へ報告", "")];
    check(Notice { authorities: planned, ..Notice::default() }, None, None);
    let contractors = vec![plain("架空システム株式会社")];
    check(
        Notice { authorities: told("委託元へ報告"), contractors, ..Notice::default() },
        Some(ContractorRole::EntrustingParty),
        None,
    );
    let clients = vec![Some(Sector::Municipality), Some(Sector::Municipality)];
    let root = bridge(&Notice { clients, ..Notice::default() }).facts;
    assert_eq!(root.contractor_role, Some(ContractorRole::EntrustedParty));
    assert_eq!(root.client_kind, Some(BodyKind::LocalGovernment));
}

#[test]
fn takes_damage_only_where_the_data_themselves_were_altered() {
    use ConsequenceKind::DataTampering;
    let check = |told: &[(&'static str, Realis)], damage: Option<Happened>| {
        let consequences = told.iter().map(|(words, realis)| said(DataTampering, *realis, words, "")).collect();
        let facts = bridge(&Notice { consequences, ..Notice::default() }).facts;
        assert_eq!(facts.damage, damage, "{told:?}");
    };
    check(&[("決済ページが改ざん", Realis::Confirmed)], None);
    check(&[("ペイメントアプリケーションの改ざん", Realis::Confirmed)], None);
    check(&[("カード決済画面", Realis::Possible)], None);
    check(&[("成績データを改ざん", Realis::Confirmed)], Some(Happened::Yes));
    check(&[("個人情報の書き換え", Realis::Possible)], Some(Happened::Possible));
    check(&[("改ざん", Realis::Confirmed)], Some(Happened::Unknown));
    check(&[("決済ページが改ざん", Realis::Confirmed), ("顧客情報が改ざん", Realis::Confirmed)], Some(Happened::Yes));
    check(&[("データの改ざん", Realis::Denied)], None);
    // Only what the page altered is told, and a leak: the leak stands, and the rest is assumed not to have happened.
    let leaked = vec![plain(ConsequenceKind::DataLeak), said(DataTampering, Realis::Confirmed, "決済画面が改ざん", "")];
    let facts = bridge(&Notice { consequences: leaked, ..Notice::default() }).facts;
    assert_eq!((facts.leak, facts.damage), (Some(Happened::Yes), None));
}

#[test]
fn takes_no_day_of_knowing_from_a_detection_that_failed() {
    let on = |kind: EventType, date: &'static str, words: &'static str, after: &'static str| {
        said(Dated { kind, date: Some(date) }, Realis::Confirmed, words, after)
    };
    let bridged = |events: Vec<Said<'static, Dated<'static>>>| bridge(&Notice { events, ..Notice::default() }).facts;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let failed = on(EventType::Detected, "2024-05-20", "検知", "されず、被害が広がりました。");
    let found = on(EventType::Detected, "2024-06-06", "検知", "しました。");
    assert_eq!(day(bridged(vec![failed, found]).discovered_on).as_deref(), Some("2024-06-06"));
    assert_eq!(bridged(vec![failed]).discovered_on, None);
    // It cannot have happened after it was known.
    let late = on(EventType::Occurred, "2024-06-07", "発生", "");
    let facts = bridged(vec![found, late]);
    assert_eq!((day(facts.discovered_on).as_deref(), facts.occurred_on), (Some("2024-06-06"), None));
}
