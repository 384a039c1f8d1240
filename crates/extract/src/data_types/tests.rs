//! What lists of information hold, on sentences written for the test.

use jikenbo_model::Realis;

use crate::sample;

fn check(body: &str, listed: &str, excluded: &str) {
    let page = sample::page(body);
    let report = sample::report(&page, sample::article(&page, true));
    let incident = &report.incidents[0];
    let codes = |denied: bool| {
        let items = incident.data_types.iter().filter(|found| (found.value.realis == Realis::Denied) == denied);
        let mut codes: Vec<&str> = items.map(|found| found.value.code.code()).collect();
        codes.sort_unstable();
        codes.join(",")
    };
    assert_eq!((codes(false).as_str(), codes(true).as_str()), (listed, excluded), "{body}");
}

#[test]
fn takes_items_that_have_no_name_of_their_own() {
    check("流出したのは氏名、電話番号、忘れ物の特徴です。", "name,other,phone", "");
    check("氏名、教習生番号、予約日時が流出しました。", "member_number,name,usage_date", "");
    check("流出した情報は、氏名、住所、希望する物件の条件です。", "address,name,other", "");
    check("漏えいした情報は氏名、住所、申請額です。", "address,amount,name", "");
    check("氏名、住所、リハビリの目標などが記載されていました。紛失しました。", "address,medical,name", "");
    check("氏名、住所、児童32人分の作品が流出しました。", "address,name", "");
    check("氏名、住所、電話番号を含む名簿が流出しました。", "address,name,phone", "");
    check("氏名・住所・歩数の記録・性別が漏えいしました。", "address,gender,name,other", "");
    check("氏名、住所、その他の個人情報が流出しました。", "address,name", "");
}

#[test]
fn takes_no_item_from_names_of_houses_people_and_acts() {
    check("架空歯科病院は、患者の氏名を含む名簿を紛失しました。", "name", "");
    check("健康診断の予約サイトから、利用者の氏名と電話番号が流出しました。", "name,phone", "");
    check("職員が持ち帰った名簿を、家族が誤って捨てました。", "name", "");
    check("土地所有者の氏名と住所が漏えいしました。", "address,name", "");
    check("児童と保護者の氏名、住所が漏えいしました。", "address,name", "");
    check("緊急連絡先と氏名が流出しました。", "name,other", "");
    check("会員の氏名が流出しました。会員の皆様にパスワード変更をお願いしております。", "name", "");
    check("氏名が流出しました。端末には6桁の暗証番号による画面ロックをかけていました。", "name", "");
    check("氏名が流出しました。ファイルにパスワードはかかっていませんでした。", "name", "");
    check("他社から漏れたとみられるIDとパスワードを用いてログインされ、氏名が閲覧されました。", "name", "");
    check("お客様に偽サイトへ誘導するメッセージが届きました。氏名が閲覧された可能性があります。", "name", "");
    check("国外のIPアドレスからアクセスがあり、氏名が閲覧された可能性があります。", "name", "");
    check("通知書を誤った住所に送付しました。通知書には氏名が記載されています。", "name", "");
    check("会員のIDやパスワードが流出しました。", "login_id,password", "");
}

#[test]
fn knows_what_was_not_included() {
    check("氏名が流出しました。口座番号は一部を伏せて印刷していました。", "name", "bank_account");
    check(
        "7月に漏えいのおそれがあるとお知らせした個人情報(氏名、住所)については、漏えいはありませんでした。",
        "",
        "address,name",
    );
    check("メールアドレスが流出しました。添付ファイルが流出した形跡は確認されておりません。", "email", "attachment");
    check("受信者どうしのアドレスが表示されない「BCC」ではなく「CC」に入れて送信しました。", "email", "");
    check("氏名、会員番号は、学生が閲覧できない領域に保存していましたが、流出しました。", "member_number,name", "");
    check("氏名が流出しました。家賃の金額や口座の情報は保存されていません。", "name", "amount,bank_account");
}

#[test]
fn reads_denials_that_sum_up_a_list() {
    check("メールアドレスが漏えいした。氏名や住所の流出は確認されていない。", "email", "address,name");
    check(
        "クレジットカードや口座の番号といったお金に関する情報が流出したことは確認されていない。氏名が流出した可能性がある。",
        "name",
        "bank_account,credit_card",
    );
    check("見られた可能性があるのは、氏名、口座とクレジットカードの下4桁です。", "name", "bank_account,credit_card");
    check("アドレスが表示されました。本文と添付文書に氏名は載せていません。", "email", "name");
    check(
        "漏えいした情報は氏名です。住所、電話番号等、その他の情報は一切含まれておりません。",
        "name",
        "address,phone",
    );
}

#[test]
fn takes_no_item_from_fake_mails_ways_in_and_sums() {
    check(
        "不審なメールの件名は「請求書」で、本文には社員の氏名と電話番号が記載されています。パソコンが感染し、メールアドレスが流出しました。",
        "email",
        "",
    );
    check("感染によりメールアドレスが流出しました。差出人の名前が弊社の社員名でもアドレスが異なります。", "email", "");
    check(
        "氏名が流出しました。貸与されたIDとパスワードで社内のサーバーに入り、自分のアドレスへ送っていました。",
        "name",
        "",
    );
    check("漏えいしたのは、氏名や電話番号といった連絡先情報です。", "name,phone", "");
    check("防犯カメラの映像から、職員が名簿を持ち去ったことが分かりました。名簿を紛失しました。", "name", "");
    check("水道料金の口座振替依頼書を紛失しました。", "bank_account", "");
    check("カルテの写しを別の患者様にお渡ししました。", "medical", "");
    check(
        "依頼書を紛失しました。児童名、保護者名、住所、電話番号、金融機関名と支店名、印影が書かれています。",
        "address,bank_account,family,name,other,phone",
        "",
    );
}
