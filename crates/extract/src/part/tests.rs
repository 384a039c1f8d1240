//! Tests of the parts: which articles tell of several victims, and whose figure is whose.

use crate::sample::{article, page, report};
use jikenbo_model::Kind;

/// Victims and figures of the incidents of an article of this kind, in order.
fn check(kind: Kind, body: &str, expected: &[&str]) {
    let page = page(body);
    let mut article = article(&page, true);
    article.kind = kind;
    let report = report(&page, article);
    let found: Vec<String> = report
        .incidents
        .iter()
        .map(|incident| {
            let victim = incident.victims.first().map_or("-", |found| found.value.as_str());
            let counts: Vec<String> = incident.counts.iter().map(|found| found.value.value.to_string()).collect();
            format!("{victim} {}", counts.join(" "))
        })
        .collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn gives_each_body_its_share_of_a_wave() {
    check(
        Kind::Incident,
        "窓口を運営する株式会社架空コンタクトは3月31日、流出したメールは1,900件だったと発表した。\n\
         少なくとも架空市で126件、架空文化財団で218件の流出が公表され、見本大も14人に連絡した。",
        &["株式会社架空コンタクト 1900", "架空市 126", "架空文化財団 218", "見本大 14"],
    );
    check(
        Kind::Incident,
        "通知書の印刷を請け負う株式会社架空帳票は24日、138,905人分の個人情報が流出したと公表した。\n\
         数え方は団体ごとに違う。海原市は契約ごとに数え、流出は1万2,640件とする。白帆町は実人数で1万6,233人とした。\n\
         各団体が公表した人数を足すと同社の発表を上回る。",
        &["株式会社架空帳票 138905", "海原市 12640", "白帆町 16233"],
    );
}

#[test]
fn gives_each_client_of_a_wave_its_paragraph() {
    check(
        Kind::Incident,
        "帳票を印刷する株式会社架空帳票は9月1日、サーバーが攻撃を受けた件の続報を公表した。委託元の自治体も影響を明らかにしている。\n\
         対象は全国9事業体、合計で約41万件という。\n\
         同社に検針を委託する架空水道企業団は8月28日、使用者152,300件の氏名が漏えいしたおそれがあると公表した。\n\
         また、見本町は9月3日、7,025件について「連絡を受けた」と説明している。",
        &["株式会社架空帳票 9 410000", "架空水道企業団 152300", "見本町 7025"],
    );
    check(
        Kind::Incident,
        "入力支援ツールの株式会社架空ツールは10月25日、サーバーが不正アクセスを受けたと発表した。\n\
         ●化粧品通販の株式会社見本堂\n10月25日、2,014名分のカード番号が流出した可能性があると公表した。\n\
         ●紳士服の架空屋本店\n架空屋本店は10月27日に公表した。対象は5,470件。",
        &["株式会社見本堂 2014", "架空屋本店 5470"],
    );
}

#[test]
fn gives_each_school_of_a_board_its_own_incident() {
    check(
        Kind::Incident,
        "架空県教育委員会は13日、個人情報に関する事故が2件あったと発表した。\n\
         県立架空商業高校では、1月30日に部員44人の名簿を誤ってウェブサイトに掲載した。\n\
         また県立見本支援学校では、児童生徒17人分の支援計画を紛失した。",
        &["県立架空商業高校 44", "県立見本支援学校 17"],
    );
}

#[test]
fn reads_the_largest_case_of_statistics() {
    check(
        Kind::Statistics,
        "架空県は20日、事故を集計した。47件で、紛失が28件など。\n\
         1件で最も人数が多かったのは、私立大学の卒業生名簿の紛失で4,480人分だった。",
        &["- 4480"],
    );
}

#[test]
fn does_not_split_what_tells_of_one_body() {
    check(
        Kind::Incident,
        "架空市は3月31日、市民126人の氏名が流出したと発表した。\n\
         架空市によると、業務を委託する株式会社見本印刷の社員2人が名簿を持ち出した。架空県警察は関係者3人から話を聞いている。",
        &["架空市 126"],
    );
    let page = page("当社の会員126名の氏名が流出しました。\n架空市で20件、架空文化財団で30件の流出がありました。");
    assert_eq!(report(&page, article(&page, true)).incidents.len(), 1);
}

#[test]
fn reads_cases_that_statistics_tell_of() {
    check(
        Kind::Statistics,
        "報告は94件で、主な例は次の2つ。\n\
         (1)申告書を作る事業者の従業員が、顧客約530人分の一覧表を電車内に置き忘れた。\n\
         (2)健康保険組合が、1,208人分のデータを誤って別の組合に送信した。\n\
         期間中に指導を58件行った。",
        &["- 530", "- 1208"],
    );
    check(
        Kind::Statistics,
        "次の事態を報告する。\n1、漏えいした本人の数が100人を超える事態。\n2、不正の目的で提供した事態。",
        &[],
    );
    check(
        Kind::Statistics,
        "人数が多かったのは次の3件。\n1位 株式会社架空出版 22万6,140名\n懸賞サイトが不正アクセスを受けた。\n\
         2位 見本ガスサービス 約5万9,000件\n設定に誤りがあった。\n3位 架空大学 1万2,377名\nパソコンを紛失した。",
        &["株式会社架空出版 226140", "見本ガスサービス 59000", "架空大学 12377"],
    );
}

#[test]
fn bears_many_names_in_one_sentence() {
    let body = "架空市で1件、".repeat(5_000);
    let page = page(&body);
    let report = report(&page, article(&page, true));
    assert!(report.incidents.len() <= 41);
}
