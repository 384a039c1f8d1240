//! Who suffered, who worked for whom and who announced, on texts written for the test.

use crate::sample;

/// Checks the victims, contractors and publisher of a text below a heading that names nobody.
fn check(body: &str, victims: &[&str], contractors: &[&str], publisher: Option<&str>) {
    let page = sample::page(body);
    let report = sample::report(&page, sample::article(&page, true));
    let incident = report.incidents.first().unwrap_or_else(|| panic!("no incident in {body}"));
    let values = |found: &[jikenbo_model::Found<String>]| -> Vec<String> {
        found.iter().map(|found| found.value.clone()).collect()
    };
    assert_eq!(values(&incident.victims), victims, "victims of {body}");
    assert_eq!(values(&incident.contractors), contractors, "contractors of {body}");
    assert_eq!(report.publisher.as_ref().map(|found| found.value.as_str()), publisher, "publisher of {body}");
}

#[test]
fn an_office_gives_way_to_the_government_named_before_it() {
    check(
        "秋田県架空市の水道局は4日、利用者の個人情報1730件が流出したおそれがあると発表しました。",
        &["秋田県架空市"],
        &[],
        Some("秋田県架空市"),
    );
    check(
        "架空市の教育委員会は3日、市立小学校の児童30人の名簿を紛失したと発表した。",
        &["架空市"],
        &[],
        Some("架空市"),
    );
    check("架空市の見本薬局は3日、患者30人の処方箋を紛失したと発表した。", &["見本薬局"], &[], Some("見本薬局"));
}

#[test]
fn a_name_is_read_whole() {
    check(
        "岩手県見本協会架空支部(盛岡市)は6日、参加者の名簿58件を誤って公開したと発表した。",
        &["岩手県見本協会架空支部"],
        &[],
        Some("岩手県見本協会架空支部"),
    );
    check(
        "公益社団法人架空県医師会見本支部は5日、会員120名の名簿を誤送信したと発表した。",
        &["公益社団法人架空県医師会見本支部"],
        &[],
        Some("公益社団法人架空県医師会見本支部"),
    );
    check(
        "旅行店を展開するレイジウッド トラベルは6日、会員サービスの一部のアカウントが不正ログインされたと発表した。",
        &["レイジウッド トラベル"],
        &[],
        Some("レイジウッド トラベル"),
    );
    check(
        "地方独立行政法人架空病院機構 みほん医療センターは、患者12名の書類を紛失しましたのでお知らせします。",
        &["みほん医療センター"],
        &[],
        Some("みほん医療センター"),
    );
    check(
        "架空県警見本署員が12日、巡回で使うメモリーカードを紛失したことが分かった。住民34人の氏名が入っていた。",
        &["架空県警"],
        &[],
        None,
    );
}

#[test]
fn schools_that_are_counted_up_all_suffered() {
    check(
        "見本市教委と架空町教委は5日、講師が生徒91人分の名簿を紛失したと発表した。講師は架空町立みほん中、同町立例示中、見本市立架空中の3校で教えている。",
        &["架空町立みほん中", "例示中", "見本市立架空中"],
        &[],
        Some("見本市教委"),
    );
    // The number and the list must agree.
    check(
        "架空市教委は12日、教諭が生徒38人分の名簿を無くしたと発表した。教諭は架空市立みほん中など2校で教えている。",
        &["架空市教委"],
        &[],
        Some("架空市教委"),
    );
}

#[test]
fn a_brand_stands_in_where_nobody_else_is_named() {
    check(
        "写真保存サービス「MiHoN」への不正アクセスで会員の個人情報が流出した件は、専門の会社に調査を頼んでおりました。お詫び申し上げます。",
        &["MiHoN"],
        &[],
        Some("MiHoN"),
    );
    check(
        "千葉県見本市にある食品スーパー「みほんマート」で、会員350人の情報が流出した。",
        &["みほんマート"],
        &[],
        None,
    );
    check(
        "当センターのホームページ「見本講座の受付サイト」で、申込者6名の個人情報が見える状態になっておりました。",
        &[],
        &[],
        None,
    );
}

#[test]
fn who_announced_may_stand_in_a_short_word() {
    check(
        "島根県架空市で、宛先の誤りによる情報流出があった。市の発表によれば、職員が64名へ案内を送る際、全員を宛先欄に入れていた。",
        &["島根県架空市"],
        &[],
        Some("島根県架空市"),
    );
    check(
        "家計簿アプリ「レイジ帳」の運営企業は9日、最大3千人の個人情報がほかの利用者から見える状態だったと発表した。",
        &["レイジ帳"],
        &[],
        Some("レイジ帳"),
    );
}

#[test]
fn contractors_are_named_by_what_they_did() {
    check(
        "「架空病院」は4日、検査を任せていた会社が患者の名簿を入れた端末を紛失したと公表した。無くしたのは「レイジ検査社」。患者1,204名分の情報が入っていた。",
        &["架空病院"],
        &["レイジ検査社"],
        Some("架空病院"),
    );
    check(
        "株式会社架空は5日、利用しているクラウドサービス「みほんドライブ」の設定を誤り、顧客の情報1200件が閲覧できる状態になっていたと発表した。",
        &["株式会社架空"],
        &["みほんドライブ"],
        Some("株式会社架空"),
    );
}

#[test]
fn whoever_works_for_others_is_not_the_victim() {
    check(
        "県が実施する催しの運営業務において、委託先の事業者が参加者の個人情報を誤って送付しましたので、お知らせします。\n1 委託業務名及び委託先\n催しの運営業務\n株式会社見本企画\n架空県 観光課",
        &["架空県"],
        &["株式会社見本企画"],
        Some("架空県"),
    );
    check(
        "架空市から委託を受けた株式会社みほん印刷が、通知書450通を誤って発送した。市が3日、発表した。",
        &["架空市"],
        &["株式会社みほん印刷"],
        Some("架空市"),
    );
    check(
        "東京都架空局は、調査を委託している株式会社みほん測量が、調査票12枚を紛失したと発表しました。",
        &["東京都架空局"],
        &["株式会社みほん測量"],
        Some("東京都架空局"),
    );
}

#[test]
fn brackets_hold_the_operator_or_its_seat() {
    check(
        "ドレス通販「みほんドレス」(運営:株式会社架空アパレル)は8日、カード情報3,400件が流出した可能性があると発表した。",
        &["株式会社架空アパレル"],
        &[],
        Some("株式会社架空アパレル"),
    );
    check(
        "株式会社みほん本舗(本社:東京都架空区、代表取締役社長:見本太郎、以下「当社」)が運営する通販サイト「みほん」において、カード情報2,111件が漏えいした可能性があることが判明しました。",
        &["株式会社みほん本舗"],
        &[],
        Some("株式会社みほん本舗"),
    );
}

#[test]
fn a_trade_may_end_a_name() {
    check("山田工務店は6日、施主85人の書類を紛失したと発表した。", &["山田工務店"], &[], Some("山田工務店"));
    check("地元工務店は6日、施主85人の書類を紛失したと発表した。", &[], &[], None);
}

#[test]
fn a_name_starts_where_its_grammar_lets_it() {
    check(
        "業務用の秤をつくる架空計量製造株式会社は7日、顧客120人の情報が流出したと発表した。",
        &["架空計量製造株式会社"],
        &[],
        Some("架空計量製造株式会社"),
    );
    check(
        "見本工業の子会社ダンススクールMIHON株式会社は16日、会員120人の情報が流出したと発表した。",
        &["ダンススクールMIHON株式会社"],
        &[],
        Some("ダンススクールMIHON株式会社"),
    );
    check(
        "電力小売りのミホンエナジーは16日、顧客120人の情報が流出したと発表した。",
        &["ミホンエナジー"],
        &[],
        Some("ミホンエナジー"),
    );
    check(
        "「みほん帳」などを運営するれいじは、不正ログイン120件があったと発表した。",
        &["れいじ"],
        &[],
        Some("れいじ"),
    );
    check(
        "架空大学教育学部の広報チームは3日、アドレス72件が見える形で案内メールを送っていたと発表した。",
        &["架空大学"],
        &[],
        Some("架空大学"),
    );
    check(
        "MH東日本(架空市北区)は14日、社員93名の個人情報が流出したと発表した。見本支社の社員である。",
        &["MH東日本"],
        &[],
        Some("MH東日本"),
    );
}

#[test]
fn whoever_is_only_told_of_is_read_last() {
    check(
        "警察によると、男は代理店の株式会社みほん広場が運営する店で契約者26人の氏名を調べ、知人に渡した疑いがある。",
        &["株式会社みほん広場"],
        &[],
        None,
    );
    check(
        "県教育委員会は、生徒340人の成績を保存した端末を紛失した県立高校の教諭を戒告の懲戒処分としました。",
        &["県教育委員会"],
        &[],
        Some("県教育委員会"),
    );
    check(
        "最も多かったのは不正アクセス。最大は株式会社みほん本舗で、顧客82万件の情報が漏えいした可能性がある。",
        &["株式会社みほん本舗"],
        &[],
        None,
    );
}
