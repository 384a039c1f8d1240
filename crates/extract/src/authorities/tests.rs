//! Tests of the authorities: who was told, asked or engaged, and who only spoke.

use crate::sample::{article, page, report};

/// The authorities of a notice of a firm with this sentence, sorted.
fn check(sentence: &str, expected: &str) {
    let page = page(&format!(
        "株式会社架空商事は5日、サーバーが不正アクセスを受け、顧客120人分の氏名が流出したと発表した。{sentence}"
    ));
    let report = report(&page, article(&page, true));
    let mut found: Vec<&str> = report.incidents[0].authorities.iter().map(|found| found.value.code()).collect();
    found.sort_unstable();
    assert_eq!(found.join(" "), expected, "{sentence}");
}

#[test]
fn tells_whoever_was_told_from_whoever_only_spoke() {
    check("個人情報保護委員会へは速報を提出しております。", "ppc");
    check("個人情報保護委員会にも届け出ております。", "ppc");
    check("個情委に速報済みです。", "ppc");
    check("国の個人情報保護委員会に対し、確報を行いました。", "ppc");
    check("個人情報保護委員会への報告も完了しております。", "ppc");
    check("個人情報保護委員会から報告を求められ、回答いたしました。", "ppc");
    check("所轄の警察に被害を申告いたしました。", "police");
    check("最寄りの警察署に相談しております。", "police");
    check("県警に被害届を提出し、受理されました。", "police");
    check("架空署に遺失物届を出した。", "police");
    check("架空署へ届け出たが、見つかっていない。", "police");
    check("教諭は翌日、警察へ届けた。", "police");
    check("交番に届け出ました。", "police");
    check("警察当局とも連携しております。", "police");
    check("監督官庁である関東財務局にも報告しております。", "ministry");
    check("国土交通省関東運輸局へ報告しました。", "ministry");
    check("文部科学省に報告済みだという。", "ministry");
    check("所管の総務省に事故の報告をしました。", "ministry");
    check("厚労省と個人情報保護委員会に報告した。", "ministry ppc");
    check("金融庁への報告を行っております。", "ministry");
    check("県に報告した。", "prefecture_gov");
    check("県の担当課へ報告いたしました。", "prefecture_gov");
    check("東京都へ報告しました。", "prefecture_gov");
    check("大阪府に報告しております。", "prefecture_gov");
    check("県教委に報告した。", "prefecture_gov");
    check("見本県教育委員会へ報告しました。", "prefecture_gov");
    check("県知事あてに報告書を提出しました。", "prefecture_gov");
    check("独立行政法人情報処理推進機構(IPA)に届け出ました。", "ipa");
    check("JPCERTコーディネーションセンターへ連絡しました。", "jpcert");
    check("プライバシーマークの審査機関であるJIPDECに報告しました。", "jipdec");
    check("委託元である架空市に報告いたしました。", "client_org");
    check("委託元のお客様企業に連絡を差し上げました。", "client_org");
    check("外部の専門業者に調査を依頼しております。", "forensic_firm");
    check("第三者の調査機関によるフォレンジック調査を進めています。", "forensic_firm");
    check("セキュリティ専門会社の協力を得て原因を調べています。", "forensic_firm");
    check("警察を名乗る電話にご注意ください。", "");
    check("警察からの連絡で判明しました。", "");
    check("県警の捜査で分かった。", "");
    check("税務署に報告しました。", "other");
    check("日本クレジット協会へ報告しています。", "other");
    check("保健所に報告した。", "other");
    check("カード会社に報告し、対応を協議しております。", "");
    check("消費生活センターに情報を提供しました。", "other");
    check("公安委員会に届け出た。", "other");
    check("警察やその他の関係機関と連携してまいります。", "police");
    check("監督当局への報告を済ませております。", "ministry");
    check("経産局に一報を入れました。", "ministry");
    check("関係省庁にも報告いたしました。", "ministry");
    check("個人情報保護委員会、警察、所管の経済産業省に報告・相談しております。", "ministry police ppc");
    check("溶解は専門業者に任せており、外へは出ておりません。", "");
    check("業者は市に連絡した。", "client_org");
    check("県警から連絡があり分かった。", "");
    check("保健所から医療機関へ送るはずの票だった。", "");
    check("消防署に報告した。", "other");
}
