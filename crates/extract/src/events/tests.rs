//! Tests of the timeline: small notices, what their dates are of.

use jikenbo_model::ByteRange;

use crate::sample::{article, page, report};

/// The events of a notice of 2026-03-10, its publication apart.
fn check(body: &str, expected: &[&str]) {
    let page = page(body);
    let report = report(&page, article(&page, true));
    let found: Vec<String> = report.incidents[0]
        .events
        .iter()
        .filter(|event| !event.rule.starts_with("event.published"))
        .map(|event| {
            assert!(!event.evidence[0].is_empty());
            let date = event.value.date.map_or("-".into(), |date| date.to_string());
            let end = event.value.end.map_or(String::new(), |end| format!("..{end}"));
            let time = event.value.time.map_or(String::new(), |time| format!(" {time}"));
            format!("{} {date}{end}{time}", event.value.kind.code())
        })
        .collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn a_date_belongs_to_the_step_that_its_clause_tells() {
    check(
        "2月20日、職員が誤ってメールを送信し、同日、お客様からのご連絡で判明しました。",
        &["occurred 2026-02-20", "detected 2026-02-20"],
    );
    check("2月20日に発生した誤送信について、個人情報保護委員会へ報告しました。", &["occurred 2026-02-20"]);
    check("2月21日に個人情報保護委員会へ報告しました。", &["reported 2026-02-21"]);
    check("2月21日に対象のお客様へお詫びの文書を発送しました。", &["notified 2026-02-21"]);
    check("お詫びの文書を2月21日に発送しました。", &["notified 2026-02-21"]);
    check("2月20日にサーバーを停止し、2月22日に復旧しました。", &["contained 2026-02-20", "restored 2026-02-22"]);
    check("感染は2月18日、発見は2月20日でした。", &["occurred 2026-02-18", "detected 2026-02-20"]);
    check("市は2月20日にウイルスの感染を検出しました。", &["detected 2026-02-20"]);
    check("2月20日に設定を変更した際、誤って公開状態にしました。", &["occurred 2026-02-20"]);
}

#[test]
fn reads_lists_of_steps() {
    check(
        "2月18日(水)\n添付ファイルを開き、感染\n2月20日(金)\n感染を検知し、ネットワークから遮断\n",
        &["occurred 2026-02-18", "detected 2026-02-20", "contained 2026-02-20"],
    );
    check("2月18日 9時30分 委託先から本市へ報告", &["reported 2026-02-18 09:30"]);
    check("1 発生日時\n2月18日 14時05分\n2 概要\n名簿を紛失しました。", &["occurred 2026-02-18 14:05"]);
}

#[test]
fn periods_are_of_the_information_or_of_the_attack() {
    check("2025年4月1日から12月31日までに登録されたお客様が対象です。", &["data_period 2025-04-01..2025-12-31"]);
    check("令和7年6月から8月までに受講された方の情報です。", &["data_period 2025-06..2025-08"]);
    check(
        "2月18日から2月20日にかけて不正アクセスを受けました。",
        &["occurred 2026-02-18", "exposure 2026-02-18..2026-02-20"],
    );
    check(
        "2月18日の公開の際に設定を誤り、名簿が閲覧できる状態になりました。2月20日に非公開としました。",
        &["occurred 2026-02-18", "contained 2026-02-20", "exposure 2026-02-18..2026-02-20"],
    );
}

#[test]
fn future_and_context() {
    check("4月1日から再開する予定です。", &["planned 2026-04-01"]);
    check("専用窓口は5月31日まで開設しています。", &["background 2026-05-31"]);
    check("2月末現在の会員数は1,000人です。", &["background 2026-02"]);
    check("2月20日にお知らせした件の続報です。", &["published 2026-02-20"]);
}

#[test]
fn tells_who_told_whom() {
    check("2月20日、カード会社から漏えいの懸念について連絡を受けました。", &["detected 2026-02-20"]);
    check("2月20日、委託先から感染したとの連絡がありました。", &["reported 2026-02-20"]);
    check("2月20日に警察へ相談しました。", &["reported 2026-02-20"]);
    check("2月20日に利用者の方から、別の人の情報が見えるとの指摘がありました。", &["detected 2026-02-20"]);
}

#[test]
fn a_date_that_cannot_be_settled_leaves_a_doubt() {
    let page = page("2月20日に名簿を紛失しました。");
    // Only the line of the day is taken away: nothing tells the year.
    let mut undated = article(&page, false);
    undated.body = ByteRange::new(undated.body.start + "2026年3月10日\n".len(), undated.body.end);
    undated.range = undated.body;
    undated.title_range = None;
    let report = report(&page, undated);
    let incident = &report.incidents[0];
    assert_eq!(incident.events.len(), 1);
    assert_eq!(incident.events[0].value.date, None);
    assert_eq!(incident.doubts[0].why, "year_open");
    assert_eq!(incident.doubts[0].pointer, "/events/0");
}

#[test]
fn retelling_is_dated_by_the_announcement() {
    let page = page("架空市は3月8日、名簿を紛失したと発表した。名簿は3月1日に保管庫から持ち出された。");
    let report = report(&page, article(&page, true));
    assert_eq!(report.published_on.map(|found| found.value.to_string()), Some("2026-03-08".into()));
}

#[test]
fn bears_hostile_text() {
    for unit in
        ["2月20日に", "2月20日、停止し、", "停止し", "わかり", "「2月20日", "感染は2月20日、", "から2月20日まで"]
    {
        let page = page(&unit.repeat(20_000));
        let report = report(&page, article(&page, true));
        assert!(report.incidents[0].events.len() < 1_100);
    }
}

#[test]
fn days_side_by_side_share_what_is_told_behind_them() {
    check("2月20日、21日に対象のお客様へお詫びの文書を発送しました。", &["notified 2026-02-20..2026-02-21"]);
    check("2月20日と24日に対象のお客様を訪問しました。", &["notified 2026-02-20", "notified 2026-02-24"]);
    check(
        "2月18日に名簿を紛失し、2月20日及び21日に個人情報保護委員会へ報告しました。",
        &["occurred 2026-02-18", "reported 2026-02-20..2026-02-21"],
    );
    check("2023年度と24年度に登録した方の名簿を紛失しました。", &["data_period 2023..2024"]);
}

#[test]
fn a_label_or_a_bracket_tells_that_a_period_is_of_the_information() {
    check("対象の時期 令和4年4月~令和5年3月", &["data_period 2022-04..2023-03"]);
    check("・購入期間:2025年4月1日から12月31日まで", &["data_period 2025-04-01..2025-12-31"]);
    check(
        "サーバーに保存されていたメール(2025年4月から12月まで)が閲覧された可能性があります。",
        &["data_period 2025-04..2025-12"],
    );
}

#[test]
fn what_is_told_as_done_did_not_happen_after_the_day_of_the_article() {
    check("5月2日に流出が判明した。", &["detected 2025-05-02"]);
    check("5月2日に再開する予定です。", &["planned 2026-05-02"]);
    check("サービスは停止中です。(11日10:00追記)", &["published 2026-03-11 10:00"]);
    check("担当者は停職2月とし、元職員は懲役2年4月の判決を受けた。", &[]);
}

/// The events of a notice of 2026-03-10, in order of day and type, its publication apart.
fn told(body: &str) -> String {
    let page = page(body);
    let report = report(&page, article(&page, true));
    let Some(incident) = report.incidents.first() else { return String::new() };
    let mut events: Vec<_> =
        incident.events.iter().filter(|event| !event.rule.starts_with("event.published")).map(|e| e.value).collect();
    events.sort_by_key(|event| (event.date, event.kind as u8));
    let one = |event: &jikenbo_model::Event| {
        let date = event.date.map_or("-".into(), |date| date.to_string());
        let end = event.end.filter(|_| matches!(event.kind.code(), "exposure" | "data_period"));
        format!("{} {date}{}", event.kind.code(), end.map_or(String::new(), |end| format!("..{end}")))
    };
    events.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn every_type_is_told_in_many_words() {
    let mut wrong = String::new();
    let mut all = 0;
    for line in include_str!("paradigm.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (text, expected) = line
            .split_once('\t')
            .filter(|(text, _)| !text.contains("\\t"))
            .unwrap_or_else(|| line.rsplit_once('\t').expect("a text and its events"));
        all += 1;
        let found = told(&text.replace("\\n", "\n").replace("\\t", "\t"));
        if found != expected {
            wrong += &format!("{text}\n  wanted {expected}\n  found  {found}\n");
        }
    }
    assert!(wrong.is_empty(), "{} of {all}:\n{wrong}", wrong.lines().count() / 3);
}

#[test]
fn a_day_that_stands_beside_something_else_is_context() {
    check("USBメモリを最後に使ったのは2月18日でした。", &["background 2026-02-18"]);
    check(
        "2月18日に会議で使ったのが最後で、2月20日に無いことに気づきました。",
        &["background 2026-02-18", "detected 2026-02-20"],
    );
    check("名簿は2月18日まで机の中にあったことが確認されています。", &["background 2026-02-18"]);
    check("2024年4月に導入したシステムの不具合が原因でした。", &["background 2024-04"]);
    check(
        "2月10日から2月14日に通信の記録を調べたところ、侵入の跡が見つかりました。",
        &["background 2026-02-10..2026-02-14"],
    );
    check("捜査の途中で、流出したかは分かっていません。", &[]);
}

#[test]
fn what_was_found_or_told_is_not_of_the_day_of_the_telling() {
    check("2月20日にウイルスに感染していることが分かりました。", &["detected 2026-02-20"]);
    check("2月20日に届いた苦情をきっかけに調べ、誤送信が判明しました。", &["detected 2026-02-20"]);
    check(
        "2月20日、サイトが改ざんされており、情報が漏れたおそれがあると警察から連絡を受けました。",
        &["detected 2026-02-20"],
    );
    check("その後の調査により、2月28日、件数が判明しました。", &["identified 2026-02-28"]);
    check("2月12日に発送し、翌13日に誤送付した書類を回収しました。", &["occurred 2026-02-12", "contained 2026-02-13"]);
}

#[test]
fn the_year_of_papers_does_not_cut_the_clause() {
    check("2月20日、令和5年度の申込書が見当たらないことに気づきました。", &["detected 2026-02-20", "data_period 2023"]);
    check("2024年4月1日から2025年3月31日までの融資の書類を紛失しました。", &["data_period 2024-04-01..2025-03-31"]);
}
