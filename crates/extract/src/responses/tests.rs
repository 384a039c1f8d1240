//! Responses told in the words of many houses, on sentences written for the test.

use crate::sample;

fn check(body: &str, expected: &str) {
    let page = sample::page(body);
    let report = sample::report(&page, sample::article(&page, true));
    let mut codes: Vec<&str> = report.incidents[0].responses.iter().map(|found| found.value.code()).collect();
    codes.sort_unstable();
    assert_eq!(codes.join(","), expected, "{body}");
}

#[test]
fn tells_who_was_told_from_who_will_be() {
    check("対象の方には、順次、文書でお詫びしております。", "persons_notified");
    check("対象の方に文書でお詫びする予定です。", "");
    check("受講者に書面で謝罪するとしている。", "");
    check("対象の23人には順次訪問して謝罪しているという。", "persons_notified");
    check("該当するお客様へは3月11日にメールでお知らせしました。", "persons_notified");
    check("3月11日 お客様宅を訪問し、説明と謝罪", "persons_notified");
    check("保護者説明会を開催し、経緯を説明して謝罪した。", "persons_notified");
    check("誤って送信した1,166人に対し、おわびとメールの削除を依頼した。", "persons_notified");
    check("対象者(21名)に個別にご連絡いたしました。", "persons_notified");
    check("お客様から連絡があり、判明しました。", "");
    check("利用者から担当者に連絡があった。", "");
    check("皆様に深くお詫び申し上げます。", "");
    check("町は対象の世帯に連絡し、相談窓口を設けました。", "helpdesk_opened,persons_notified");
    check("同僚に連絡帳を渡した。", "");
}

#[test]
fn tells_what_was_stopped_as_a_measure() {
    check("サイトを直ちに閉鎖しました。", "service_stopped");
    check("カード決済の機能を3月11日に停止した。", "service_stopped");
    check("メールの一斉配信を取りやめております。", "service_stopped");
    check("倉庫管理システムのサーバーが停止しました。", "");
    check("同サイトは3月11日から公開を見合わせております。", "service_stopped");
}

#[test]
fn tells_what_a_contractor_was_told_to_do() {
    check("委託先に対し、再発防止策の提出を求めました。", "contractor_instructed");
    check("架空データに対して、研修の実施と再発防止について指示しました。", "contractor_instructed");
    check("市は財団に対し、書類の管理を改善するよう指示しました。", "contractor_instructed");
    check("転職先の会社に対し、データの削除を求め、回答を得ました。", "");
    check("同社によると、パスワードを求める設定が外れていた。", "");
    check("受託事業者には、照合の手順を守るよう厳重に注意しました。", "contractor_instructed");
}

#[test]
fn tells_a_help_line_for_the_matter() {
    check("専用の相談窓口を開設しました。", "helpdesk_opened");
    check("3月31日に専用の窓口を開設いたします。", "");
    check("問い合わせの専用窓口を設けるとしている。", "");
    check("コールセンターを設け、ご質問にお答えしています。", "helpdesk_opened");
}
