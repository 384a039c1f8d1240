//! Tests of the counts: sentences in the wordings of notices, what their figures count.

use crate::sample::{article, page, report};

/// Value and subject of the counts of a notice with this text, in reading order.
fn check(body: &str, expected: &[&str]) {
    let page = page(body);
    let report = report(&page, article(&page, true));
    let mut found: Vec<String> = report.incidents[0]
        .counts
        .iter()
        .map(|count| format!("{} {}", count.value.value, count.value.subject.code()))
        .collect();
    found.sort();
    let mut expected: Vec<&str> = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn reads_persons_and_records() {
    check("会員1,234名の氏名が漏えいしました。", &["1234 persons"]);
    check("お客様情報5,120件が流出した可能性があります。", &["5120 records"]);
    check("対象となるお客様は最大で12,345名です。氏名が漏えいしたおそれがあります。", &["12345 persons"]);
    check("漏えいした可能性のある個人情報の件数:3,210件", &["3210 records"]);
    check("漏えい件数 412件(うちメールアドレスのみ 120件)", &["412 records", "120 email_addresses"]);
    check("メール送信先の320名のメールアドレスが他の受信者に表示される状態で送信しました。", &["320 persons"]);
    check("メールアドレス85件をBCCではなくTO欄に入力して送信しました。", &["85 email_addresses"]);
    check("誤って別の方1名に、患者様15名分の検査結果を送付しました。", &["1 recipients", "15 persons"]);
    check("書類を誤って別の取引先A社に送付し、28名分の個人情報が漏えいしました。", &["28 persons"]);
    check("USBメモリ1本を紛失しました。生徒240名分の成績が保存されていました。", &["1 devices", "240 persons"]);
    check("ノートパソコン1台が盗難に遭い、約800人分の顧客情報が保存されていました。", &["1 devices", "800 persons"]);
    check("申請書3枚を紛失しました。", &["3 records"]);
    check("申込書21通を誤って廃棄しました。", &["21 records"]);
    check("当社の会員約50万人のうち、約2,000人の氏名が流出しました。", &["2000 persons"]);
    check("全社員1,500名に教育を実施しました。", &[]);
    check("店舗数は120店舗です。会員34名の氏名が漏えいしました。", &["34 persons"]);
}

#[test]
fn reads_letters_mails_machines_and_calls() {
    check(
        "クレジットカード情報1,034件が漏えいし、うち12件が不正利用された可能性があります。",
        &["1034 records", "12 records"],
    );
    check("コールセンターには100件の問い合わせが寄せられています。", &["100 cases"]);
    check("個人情報が含まれるファイル23個が外部に送信されました。", &["23 files"]);
    check("該当するアカウント数は4,521件です。会員情報が漏えいした可能性があります。", &["4521 accounts"]);
    check("不正ログインが確認された件数:152件(152アカウント)", &["152 accounts"]);
    check("被害額は約300万円です。会員10名の氏名が漏えいしました。", &["10 persons"]);
    check("7月1日から7月5日までの5日間に、当該ページに延べ34回のアクセスがありました。", &["34 accesses"]);
    check("二次被害の報告は0件です。会員10名の氏名が漏えいしました。", &["10 persons"]);
    check("現時点で不正利用の報告は1件もありません。会員10名の氏名が漏えいしました。", &["10 persons"]);
    check("当該メールは152社の担当者に送信されました。", &["152 organizations"]);
    check("迷惑メール約3万通が送信されました。", &["30000 suspicious_emails"]);
    check("なりすましメールが200件送信されたことを確認しました。", &["200 suspicious_emails"]);
    check("住民票の写し2通を別の方に交付しました。", &["2 records"]);
    check("児童生徒35人分の名簿を紛失しました。", &["35 persons"]);
    check("利用者7名分の介護記録を誤って送付しました。", &["7 persons"]);
    check("職員2名が確認を怠ったため、市民98人の情報が漏えいしました。", &["98 persons"]);
    check("同報メールを会員72名に一斉送信し、全員のメールアドレスが見える状態でした。", &["72 persons"]);
    check("世帯数は210世帯です。通知書を誤送付しました。", &["210 records"]);
    check("210世帯分の通知書を誤送付しました。", &["210 records"]);
    check("漏えいの対象は当初公表の1,000件から1,250件に増えました。", &["1250 records"]);
    check("会員数は約10万人です。流出したのは3,000人分の氏名です。", &["3000 persons"]);
    check("16団体の情報が流出した可能性があります。", &["16 organizations"]);
}

#[test]
fn reads_wholes_shares_and_bounds() {
    check("従業員及び退職者 計2,310名の個人情報", &["2310 persons"]);
    check("お取引先様の担当者情報 約4,800名分", &["4800 persons"]);
    check("レコード数は12,000レコードです。個人情報が漏えいしました。", &["12000 records"]);
    check("受験者56名に、他の受験者の得点を誤って通知しました。", &["56 recipients"]);
    check("56名の受験者の得点が別の受験者に見られる状態でした。", &["56 persons"]);
    check("保護者宛てに配布したプリントに、生徒18名の氏名が記載されていました。", &["18 persons"]);
    check("1,050人余りの顧客情報が流出したおそれがあります。", &["1050 persons"]);
    check("100件を超える個人情報が漏えいしました。", &["100 records"]);
    check("3千人以上の患者の情報が閲覧可能でした。", &["3000 persons"]);
    check("会員2名様の情報が、他の会員5名様に閲覧されました。", &["2 persons", "5 recipients"]);
    check("アンケート回答者137名の回答内容が閲覧できる状態になっていました。", &["137 persons"]);
    check("閲覧した可能性のある方は最大23名です。", &["23 recipients"]);
    check("郵便番号は〒100-0001です。電話は03-1234-5678です。第3条第1項により報告しました。", &[]);
    check("4年間にわたり、3回の監査を行いました。", &[]);
    check("保存期間は5年です。ファイル1件に340人分の情報が記載されていました。", &["1 files", "340 persons"]);
    check("メール1件に340人分の情報が記載されていました。", &["1 emails", "340 persons"]);
    check("個人情報を含むメール1,204通が閲覧された可能性があります。", &["1204 emails"]);
    check("顧客リスト(1,204人分)が外部に流出した可能性があります。", &["1204 persons"]);
}

#[test]
fn reads_lists_and_labels() {
    check("患者様の診療情報(延べ3,000件)を記録したハードディスク1台", &["3000 records", "1 devices"]);
    check("サーバ3台とパソコン12台がランサムウェアに感染しました。", &["3 devices", "12 devices"]);
    check("対象者:令和5年度に申し込んだ方 1,234名", &["1234 persons"]);
    check("対象人数 1,234人", &["1234 persons"]);
    check("人数:約1万2千人", &["12000 persons"]);
    check(
        "氏名 1,234件、住所 1,200件、電話番号 980件が漏えいしました。",
        &["1234 records", "1200 records", "980 records"],
    );
    check("応募者10名のうち3名の履歴書を誤送信しました。", &["3 persons"]);
    check("流出したとみられるのは、口座番号を含む顧客データ8万件。", &["80000 records"]);
    check("医師1名のメールアカウントが乗っ取られました。", &["1 accounts"]);
    check("お客様から2件のお申し出をいただきました。", &["2 cases"]);
    check("会員様1,000名様分のお名前が漏えいしました。", &["1000 persons"]);
    check("学生および教職員あわせて5,600人分のIDとパスワードが漏えいした可能性があります。", &["5600 persons"]);
    check("計4校の児童120人の情報が漏えいしました。", &["120 persons"]);
}

#[test]
fn bears_long_rows_of_figures() {
    let body = "うち1人、".repeat(20_000);
    let page = page(&body);
    let report = report(&page, article(&page, true));
    assert!(report.incidents[0].counts.len() <= 1);
}

/// Status of the first count of a notice with this text.
fn check_status(body: &str, expected: &str) {
    let page = page(body);
    let report = report(&page, article(&page, true));
    let status = report.incidents[0].counts.first().map(|count| count.value.realis.code());
    assert_eq!(status, Some(expected), "{body}");
}

#[test]
fn tells_facts_from_what_is_only_possible() {
    check_status("会員320名の氏名が漏えいしました。", "confirmed");
    check_status("会員320名の氏名が漏えいした可能性があります。", "possible");
    check_status("教員1名のメールアカウントが不正に利用され、メールが閲覧された可能性があります。", "confirmed");
    check_status("会員320名の氏名の漏えいはありませんでした。", "denied");
    check_status("攻撃者は「会員4万人の情報を手に入れた」と主張しています。", "claimed");
    check_status("申請書320枚が第三者の手に渡った可能性があります。", "possible");
}

/// Value, subject and scope of the counts of a notice with this text, sorted.
fn check_scopes(body: &str, expected: &[&str]) {
    let page = page(body);
    let report = report(&page, article(&page, true));
    let mut found: Vec<String> = report.incidents[0]
        .counts
        .iter()
        .map(|count| format!("{} {} {}", count.value.value, count.value.subject.code(), count.value.scope.code()))
        .collect();
    found.sort();
    let mut expected: Vec<&str> = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn tells_the_whole_wave_from_the_own_share() {
    check_scopes(
        "ご契約の法人のうち、流出を確認したのは57契約、登録されていた従業員の方は12,480名です。",
        &["57 organizations total", "12480 persons total"],
    );
    check_scopes("取引先412社の担当者1,058名の情報が流出しました。", &["412 organizations own", "1058 persons own"]);
    check_scopes(
        "対象は通知書12,846件です。同社に業務を委託する41の自治体の約58万件が影響を受けた可能性があります。",
        &["12846 records own", "41 organizations total", "580000 records total"],
    );
    check_scopes(
        "委託先のパソコン1台が感染し、メールが流出しました。流出したメールは全国で1,900件、このうち当市分は25件です。",
        &["1 devices total", "1900 emails total", "25 emails own"],
    );
    check_scopes("関係機関31か所の名称と電話番号が登録されていました。", &["31 organizations own"]);
    check_scopes(
        "8団体の名をかたる不審なメール12件を確認しました。",
        &["8 organizations total", "12 suspicious_emails total"],
    );
}

#[test]
fn tells_shares_from_wholes() {
    check_scopes(
        "6,482件のカード情報を含む最大15,870名分の個人情報が流出した可能性があります。",
        &["6482 records part", "15870 persons own"],
    );
    check_scopes(
        "応募者2,140名の氏名が流出しました。384名についてはアンケートの回答も含まれます。",
        &["2140 persons own", "384 persons part"],
    );
    check_scopes(
        "お客様1,337名の情報が流出しました。6月の公表では1,391名としましたが、54名は対象でないことを確認しました。",
        &["1337 persons own", "54 persons part"],
    );
    check_scopes(
        "調査のメールを3,508人に送信した際、うち1,166人のメールに別の方の情報が記載されました。",
        &["1166 persons own"],
    );
    check_scopes(
        "お問い合わせが27件ありました。勧誘の電話のお申し出を計412件いただいています。会員9名の氏名が漏えいしました。",
        &["27 cases part", "412 cases own", "9 persons own"],
    );
    check_scopes(
        "通知書312通に別の方の書類を同封しました。訪問して回収(309通)しました。",
        &["312 records own", "309 records part"],
    );
}

#[test]
fn reads_who_got_what_was_others() {
    check(
        "申込者28人の名簿を誤って別の講座の案内に添付しました。職員が参加者12人に電子メールを送信しました。",
        &["28 persons", "12 recipients"],
    );
    check("会員12名にメールを送信した際、全員のメールアドレスが宛先に表示されていました。", &["12 persons"]);
    check(
        "偽の請求書は振込先の変更を装うもので、10月19日から23日にかけて取引先7社に計11通が送られました。",
        &["7 organizations", "11 suspicious_emails"],
    );
    check("サーバー2台から1万2,600ファイルが外部へ送られました。", &["2 devices", "12600 files"]);
    check("手続きは1つのIDで共用していました。会員9名の氏名が漏えいしました。", &["9 persons"]);
    check("文書整理に立ち会う職員も1名でした。会員9名の氏名が漏えいしました。", &["9 persons"]);
    check(
        "業務を委託している10団体で流出が確認されたか、作業が続いています。町民31人の氏名が漏えいしました。",
        &["31 persons"],
    );
}

#[test]
fn reads_the_arithmetic_of_notices() {
    check_scopes(
        "漏えいのおそれがあるのは、お客様約15万8千人、取引先担当者3,200人、従業員1,850人、合計約16万3千人です。",
        &["158000 persons part", "3200 persons part", "1850 persons part", "163000 persons own"],
    );
    check_scopes(
        "委託先からお客さま情報約928万件が流出しました。委託元は計59社で、当社分は21万4,000件です。",
        &["9280000 records total", "59 organizations total", "214000 records own"],
    );
    check_scopes(
        "県民3,456人分の宛名が流出しました。他の自治体分を含めると計5団体、1万2千人分とのことです。",
        &["3456 persons own", "5 organizations total", "12000 persons total"],
    );
    check_scopes(
        "3,021件のアカウントで不正ログインが確認されました。そのうち、ポイントが不正に利用された会員様は65名です。",
        &["3021 accounts own", "65 persons part"],
    );
    check_scopes(
        "メールには延べ389名の氏名が含まれ、閲覧された可能性があります。このうち本学学生は112名です。",
        &["389 persons own", "112 persons part"],
    );
}

#[test]
fn leaves_out_what_was_only_sent_or_told_before() {
    check("通知書3,845通を発送したところ、15世帯に別の世帯の通知書を同封していました。", &["15 records"]);
    check(
        "案内を118名にCCで送信し、アドレスが互いに見える状態となりました。うち2名には届いていません。",
        &["118 persons"],
    );
    check("流出件数は当初69万件と公表していましたが、調査で928万件の流出と判明しました。", &["9280000 records"]);
    check(
        "学生1,203人分の成績一覧を学生15人に誤ってメールで送信しました。本学の学生数は約8千人です。",
        &["1203 persons", "15 recipients"],
    );
}
