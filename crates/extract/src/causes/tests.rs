//! Causes told in the words of many houses, on sentences written for the test.

use crate::sample;

fn check(body: &str, expected: &str) {
    let page = sample::page(body);
    let report = sample::report(&page, sample::article(&page, true));
    let causes = report
        .incidents
        .first()
        .map_or(Vec::new(), |incident| incident.causes.iter().map(|found| found.value.code()).collect::<Vec<_>>());
    assert_eq!(causes.join(","), expected, "{body}");
}

#[test]
fn takes_what_the_text_calls_the_cause_before_what_was_seen() {
    check(
        "会員ページの不具合により、別の会員の氏名が表示されました。原因は、担当者が会員番号を1行ずらして取り込んだことです。",
        "data_handling_error",
    );
    check(
        "申込フォームの不具合で他の方の入力内容が見える状態でした。原因は、閲覧の設定を誤ったことです。",
        "misconfiguration",
    );
    check("名簿が外部から閲覧可能になっていました。アクセス制限の設定を誤ったことが原因です。", "misconfiguration");
    check(
        "名簿が誰でも閲覧できる状態でした。担当者が誤って公開用のフォルダに名簿を置いたことが原因です。",
        "publication_error",
    );
    check(
        "システムの障害のため担当者が手作業で案内を送信し、BCCに入れるべきアドレスを宛先に入れました。",
        "misdelivery",
    );
    check("配信プログラムの不具合により、別のお客様あての案内が送信されました。", "system_defect,misdelivery");
    check(
        "サイトを改修した際、パスワードを求める設定が外れ、参加者の写真が閲覧可能になっていました。",
        "misconfiguration",
    );
    check(
        "他人の支払額を印刷した通知書を送付しました。委託先による印刷の誤りが原因です。",
        "data_handling_error,misdelivery",
    );
}

#[test]
fn takes_no_cause_from_what_may_happen_or_happened_to_others() {
    check(
        "第三者に不正にログインされ、予約のお客様に偽サイトへ誘導するメッセージが送信されました。",
        "account_takeover",
    );
    check("管理画面に不正ログインがあり、フィッシングサイトのURLを含むメールが送られました。", "account_takeover");
    check("職員がメールのリンクから偽のページに誘導され、IDとパスワードを入力しました。", "phishing");
    check(
        "サイバー攻撃を受けました。他のサービスで同じパスワードを使っている場合、不正ログインの被害を受ける可能性があります。",
        "unauthorized_access",
    );
    check("新型コロナウイルスに感染した方の氏名をホームページに誤って掲載しました。", "publication_error");
    check("インフルエンザウイルスに感染した児童の名簿を紛失しました。", "loss");
    check(
        "元社員が名簿を印刷して持ち出し、転職先で使っていました。名簿は廃棄したとの書面を受け取りました。",
        "insider_misuse",
    );
    check("学生の1人が教員のパスワードを入手し、サーバーに侵入してファイルを複写しました。", "unauthorized_access");
    check(
        "ランサムウェア攻撃の件について「本市の情報の流出はない」とお知らせしましたが、流出が判明しました。",
        "ransomware",
    );
}

#[test]
fn reads_rules_that_were_broken() {
    check("社員が市に無断で記録媒体を市役所から持ち出し、紛失しました。", "loss,rule_violation");
    check("教諭は校長の許可を得ずに成績表を持ち帰り、途中で紛失しました。", "loss,rule_violation");
    check(
        "成績表の持ち出しには校長の許可が必要でしたが、教諭は許可を得ていませんでした。帰宅途中に紛失しました。",
        "loss,rule_violation",
    );
    check("県警は内規で書類の携行を禁じていました。巡査は手帳を紛失しました。", "loss,rule_violation");
    check("個人が媒体を運ぶことは認めていませんでした。運ぶ途中で紛失しました。", "loss,rule_violation");
    check("上司の許可を得て資料を自宅に持ち帰る途中、電車の中に置き忘れました。", "loss");
    check("職員が許可なく自宅に持ち帰った名簿を、家族が誤って捨てました。", "disposal_error,rule_violation");
}

#[test]
fn tells_a_theft_from_a_loss() {
    check("利用者の名簿を紛失しました。職員の鞄が置き引きに遭い、中の名簿も失われました。", "theft");
    check("書類を紛失しました。車上荒らしの被害に遭い、鞄がなくなりました。", "theft");
    check("書類を紛失しました。盗難の可能性も含めて警察に届けました。", "loss");
    check("実習生が患者の記録を置引きで失いました。", "theft");
    check("データベースから情報が盗まれました。サーバーへの不正アクセスによるものです。", "unauthorized_access");
}

#[test]
fn reads_people_lent_to_another_house_and_consent_not_asked() {
    check(
        "当社から代理店に出向していた社員が、他社のお客様の契約の一覧を当社の社員に送信していました。",
        "insider_misuse",
    );
    check("出向者が出向先の顧客の情報を元の会社に提供していました。", "insider_misuse");
    check("本人の同意を得ないまま、お客様の電話番号をメーカーに伝えていました。", "misdelivery");
    check("ご本人の承諾を得ずに連絡先を取引先に提供しました。", "misdelivery");
    check("以前に勤務していた別の事業所に通知書を送付しました。", "misdelivery");
}

#[test]
fn reads_machines_that_lay_open_and_accounts_that_were_used() {
    check(
        "研究室の記憶装置が、初期パスワードのままインターネットに公開されていました。",
        "misconfiguration,weak_password",
    );
    check("検査用の端末が外部から接続できる状態でした。", "misconfiguration");
    check("アカウントのIDとパスワードが使われ、大量の迷惑メールが送られました。", "account_takeover");
    check("職員のメールアドレスが何者かに使われ、迷惑メールの踏み台にされました。", "account_takeover");
    check(
        "管理画面に不正にログインされました。端末がウイルスに感染し、認証情報が盗まれた可能性があります。",
        "account_takeover,malware_infection",
    );
    check(
        "委託先の社員が、廃棄を請け負った記憶装置を消去せずに持ち出して売っていました。",
        "insider_misuse,disposal_error",
    );
    check("窓口から問い合わせのメールが流出しました。感染したのは再委託先のパソコンでした。", "malware_infection");
    check("問い合わせのメールが流出しました。感染に気づいたのは3月です。", "malware_infection");
    check("感染症の患者の名簿を紛失しました。", "loss");
}

#[test]
fn reads_causes_told_without_their_word() {
    check(
        "一覧をホームページに載せていましたが、非表示にした申込者の情報が含まれていました。",
        "publication_error,data_handling_error",
    );
    check("通販サイトで購入履歴がほかの客から見られる状態になっていました。", "system_defect");
    check("入力画面に、直前に入力した方の内容が表示される状態でした。", "system_defect");
    check("ログインした方とは別のお客様の情報が表示される不具合が発生しました。", "system_defect");
    check("原因は、セキュリティの設定が足りず、サーバーに侵入されたことです。", "unauthorized_access,misconfiguration");
    check("お送りした請求書の中に別のお客様の請求書が混入していました。", "misdelivery");
    check("メールの送り間違いにより個人情報が漏えいしました。", "misdelivery");
    check("住民の情報を仕事と関係なく閲覧したとして、職員を戒告としました。", "insider_misuse");
    check("職員が窓口で知った電話番号を私的に利用していました。", "insider_misuse");
    check("元の勤務先の顧客の情報を写したとして、不正競争防止法違反の疑いで逮捕されました。", "insider_misuse");
    check("操作ミスにより、会員のデータをすべて削除してしまいました。", "accidental_deletion");
}
