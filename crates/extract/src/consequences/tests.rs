//! What came of it, in the words of many houses, on sentences written for the test.

use jikenbo_model::Realis;

use crate::sample;

fn check(body: &str, expected: &str, denied: &str) {
    let page = sample::page(body);
    let report = sample::report(&page, sample::article(&page, true));
    let codes = |no: bool| {
        let found =
            report.incidents[0].consequences.iter().filter(|found| (found.value.realis == Realis::Denied) == no);
        let mut codes: Vec<&str> = found.map(|found| found.value.kind.code()).collect();
        codes.sort_unstable();
        codes.join(",")
    };
    assert_eq!((codes(false).as_str(), codes(true).as_str()), (expected, denied), "{body}");
}

#[test]
fn tells_what_was_looked_at_from_what_could_not_be() {
    check(
        "名簿を誤って掲載し、閲覧できる状態でした。削除までに延べ64回の閲覧がありました。",
        "possible_data_leak,unauthorized_viewing",
        "",
    );
    check(
        "設定の誤りで名簿が外部から見える状態でした。ファイルは98回ダウンロードされています。",
        "possible_data_leak,unauthorized_viewing",
        "",
    );
    check(
        "不正ログインにより氏名が閲覧された可能性があります。番号全体を見られることはありません。",
        "possible_data_leak",
        "",
    );
    check("不正アクセスを受け、氏名が流出しました。外部から侵入されたと見られ、調査しています。", "data_leak", "");
    check(
        "職員が業務と関係なく患者の電子カルテを閲覧し、病名を知人に話していました。",
        "data_leak,unauthorized_viewing",
        "",
    );
}

#[test]
fn tells_what_happened_from_warnings_and_measures() {
    check(
        "管理画面に不正にログインされ、当ホテルを装ったメッセージ68件を送信されました。氏名が閲覧された可能性があります。",
        "impersonation_mail,possible_data_leak",
        "",
    );
    check("不正アクセスを受け、氏名が流出しました。当社を騙る不審なメールや電話にご注意ください。", "data_leak", "");
    check(
        "不正ログインを受け、氏名が閲覧された可能性があります。ポイントの交換受付を停止しております。",
        "possible_data_leak",
        "",
    );
    check(
        "カード会社から、当サイトを利用されたお客様のカード情報の漏えいの可能性について連絡がありました。脆弱性を突かれました。",
        "possible_data_leak",
        "",
    );
    check("迷惑メール対策の装置が不正アクセスを受け、氏名が流出しました。", "data_leak", "");
    check(
        "他社のサービスから流出したとみられるIDを使って不正にログインされ、氏名が閲覧された可能性があります。",
        "possible_data_leak",
        "",
    );
    check("不正アクセスを受けました。専門会社の調査で、情報の漏えいは無かったことを確かめました。", "", "data_leak");
}
