//! Measures promised, in the words of many houses, on sentences written for the test.

use crate::sample;

fn check(body: &str, expected: &str) {
    let page = sample::page(body);
    let report = sample::report(&page, sample::article(&page, true));
    let mut codes: Vec<&str> = report.incidents[0].preventions.iter().map(|found| found.value.code()).collect();
    codes.sort_unstable();
    assert_eq!(codes.join(","), expected, "{body}");
}

#[test]
fn tells_a_measure_by_what_a_deed_is_done_to() {
    check("今後は、廃棄の手順を見直します。", "process_review");
    check("事務処理要領を改訂し、保管方法を明確にします。", "process_review");
    check("閲覧の記録を毎月点検することとします。", "monitoring");
    check("出力できる権限を管理職に限ることとします。", "access_control");
    check("今後、委託先の監督を強化します。", "contractor_management");
    check("セキュリティ対策及び監視体制の強化を行います。", "monitoring,security_hardening");
    check("委託先における検査の方法を見直します。", "contractor_management");
    check("パスワードの基準を見直します。", "password_policy");
    check("再発防止のため、情報セキュリティ対策をさらに強めてまいります。", "security_hardening");
    check("今後は職員が立ち会って壊します。", "process_review");
    check("今後は調査票から氏名を切り離し、番号で扱うことといたします。", "process_review");
    check("再発防止に努めます。", "");
}

#[test]
fn tells_what_is_made_thorough() {
    check("今後は、全職員への教育を徹底します。", "training");
    check("今後、情報管理を徹底してまいります。", "rule_enforcement");
    check("今後は、送信前に2名で確認を徹底します。", "double_check");
    check("委託先に対し、管理を徹底するよう指示しました。再発防止に努めます。", "");
    check("持ち出しの手続きを改めて徹底することとします。", "rule_enforcement");
}

#[test]
fn takes_what_a_newspaper_says_will_be_done_and_nothing_that_was() {
    check("市は全職員に研修を受けさせる。", "training");
    check("市は職員に情報の取り扱いを周知徹底するとしている。", "rule_enforcement");
    check("紛失したのは患者の氏名と訓練の記録です。", "");
    check("架空市教育委員会が今後の対応を協議する。", "");
    check("不審な接続を検知する仕組みを導入することとします。", "monitoring");
}
