//! Tests of the counts as a table: short notices in the wordings of the field, each with all that its figures say.
//!
//! Expected: value, subject, scope, bound. All texts are written for the test.

use crate::sample::{article, page, report};

/// Compares the counts of short notices, one after another, with what is expected.
fn check(cases: &[(&str, &[&str])]) {
    for (body, expected) in cases {
        let page = page(body);
        let report = report(&page, article(&page, true));
        let mut found: Vec<String> = report.incidents[0]
            .counts
            .iter()
            .map(|found| {
                let count = found.value;
                format!("{} {} {} {}", count.value, count.subject.code(), count.scope.code(), count.bound.code())
            })
            .collect();
        found.sort();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{body}");
    }
}

#[test]
fn leaves_out_wholes_and_what_was_only_checked() {
    check(&[
        ("健診の案内200名分を封入した際、3名分の案内を別の方の封筒に入れてしまいました。", &["3 persons own exact"]),
        (
            "感染の発覚後、全端末88台を検査し、感染していた2台を切り離しました。会員410名の氏名が漏えいしました。",
            &["2 devices own exact", "410 persons own exact"],
        ),
        ("会員62名の問診票を紛失しました。10日までに連絡がついたのは40名です。", &["62 persons own exact"]),
        ("紛失が判明したのは2店舗で、伝票310件です。その後、全19店舗で再点検しました。", &["310 records own exact"]),
        ("名簿に載っていたのは3,056人分です。保険会社2社と財務局に報告しました。", &["3056 persons own exact"]),
        ("申込者427人のうち、手続きが済んでいなかった38人分の氏名が見られる状態でした。", &["38 persons own exact"]),
        (
            "納税通知書を1,250世帯に発送したところ、12世帯の通知書に別の世帯の明細が入っていました。",
            &["12 records own exact"],
        ),
        (
            "アンケートの依頼メールを850名に配信しましたが、このうち96名分のメールに他の方の氏名が記載されていました。",
            &["96 persons own exact"],
        ),
        (
            "職員6名で付近を捜しましたが、見つかりませんでした。書類には利用者28名の氏名が記載されていました。",
            &["28 persons own exact"],
        ),
        ("市内の全35校に注意喚起を行いました。児童12名の成績表を紛失しました。", &["12 persons own exact"]),
        ("担当者2名で確認することとします。顧客31名のメールアドレスが漏えいしました。", &["31 persons own exact"]),
        (
            "メールは100人余りずつ3回に分けて送られました。申込者312人のメールアドレスが漏えいしました。",
            &["312 persons own exact"],
        ),
        ("サーバ120台のログを精査した結果、侵入されたのは4台でした。", &["4 devices own exact"]),
        (
            "書類を保管していた段ボール3箱と簿冊2冊が見当たらず、520名分の申請書を紛失しました。",
            &["520 persons own exact"],
        ),
        ("当社では社員300名を対象に研修を行いました。顧客45名の情報が流出しました。", &["45 persons own exact"]),
        (
            "約90万ダウンロードの人気アプリで、利用者1,200人分の氏名が閲覧できる状態だった。",
            &["1200 persons own exact"],
        ),
    ]);
}

#[test]
fn knows_those_who_saw_from_those_whose_it_is() {
    check(&[
        (
            "会員19名の氏名が入れ替わって表示されました。実際に他人の情報を見たと申し出たのは6名です。",
            &["19 persons own exact", "6 recipients own exact"],
        ),
        (
            "申込者73名の入力内容が見られる状態で、少なくとも5名の方が一覧の画面を表示していました。",
            &["73 persons own exact", "5 recipients own at_least"],
        ),
        (
            "元職員は患者54名のカルテを閲覧し、このうち3名の病名を知人1名に口頭で話していました。",
            &["54 persons own exact", "3 persons part exact", "1 recipients own exact"],
        ),
        (
            "受給者4名分の通知書を入れ替えて送付しました。誤って届いた3名の方から文書を回収しました。残る1名の方とは7日に連絡がつき、回収しました。",
            &["4 persons own exact", "3 recipients own exact", "1 recipients own exact"],
        ),
        (
            "顧客120名の名簿を誤って取引先の担当者8名に送信しました。",
            &["120 persons own exact", "8 recipients own exact"],
        ),
        (
            "別の会員の契約書を会員2名に郵送しました。契約書には会員2名の氏名が記載されていました。",
            &["2 recipients own exact", "2 persons own exact"],
        ),
        (
            "生徒30名分の成績一覧を、誤って保護者5名に配布しました。",
            &["30 persons own exact", "5 recipients own exact"],
        ),
        (
            "名簿のファイルを開いた方は9名でした。名簿には会員240名の氏名が載っていました。",
            &["240 persons own exact", "9 recipients own exact"],
        ),
        (
            "会員240名の名簿を誤って添付し、案内メールを受け取った15名にメールの削除をお願いしました。",
            &["240 persons own exact", "15 recipients own exact"],
        ),
        ("患者1名の検査結果を誤って別の患者1名にお渡ししました。", &["1 persons own exact", "1 recipients own exact"]),
        (
            "誤送信先の12名全員から、削除したとの回答を得ました。名簿には児童48名の氏名が記載されていました。",
            &["12 recipients own exact", "48 persons own exact"],
        ),
        (
            "閲覧した職員は7名で、患者1名のカルテを業務と関係なく開いていました。",
            &["7 recipients own exact", "1 persons own exact"],
        ),
    ]);
}

#[test]
fn reads_parts_with_and_without_a_word_for_them() {
    check(&[
        (
            "申込書の控え20枚を紛失しました。12枚を回収しましたが、残る8枚は見つかっていません。",
            &["20 records own exact", "12 records part exact", "8 records part exact"],
        ),
        (
            "個人情報が流出した退職者を含む従業員2,046名のうち、連絡先が不明な83名には公表をもって通知に代えます。",
            &["2046 persons own exact", "83 persons part exact"],
        ),
        (
            "会員1,327名の名簿が閲覧できる状態でした。メールアドレス未登録の49名には郵送で通知しました。",
            &["1327 persons own exact", "49 persons part exact"],
        ),
        (
            "流出した個人情報\n(1) 顧客 1,200名\n(2) 取引先担当者 300名\n合計 1,500名",
            &["1200 persons part exact", "300 persons part exact", "1500 persons own exact"],
        ),
        (
            "氏名、住所など1,800人分が流出し、内訳は会員1,500人、非会員300人です。",
            &["1800 persons own exact", "1500 persons part exact", "300 persons part exact"],
        ),
        (
            "カード情報6,920件が流出し、一部の85件が不正に利用されたおそれがあります。",
            &["6920 records own exact", "85 records part exact"],
        ),
        (
            "従業員455名分の情報が漏えいしました。うち31名についてはマイナンバーを含みます。",
            &["455 persons own exact", "31 persons part exact"],
        ),
        (
            "予約者214人にメールを誤送信し、アドレスのほか、登録名が表示された人が62人います。",
            &["214 persons own exact", "62 persons part exact"],
        ),
        (
            "会員77名の情報が流出しました。偽の画面にカード番号を入力した方が3名いました。",
            &["77 persons own exact", "3 persons part exact"],
        ),
        (
            "契約者3,056人の名簿が持ち出され、勧誘の電話を受けた契約者は少なくとも40人です。",
            &["3056 persons own exact", "40 persons part at_least"],
        ),
        (
            "お客さま143名の明細書を別の方に届けました。訪問して136枚を回収しました。",
            &["143 persons own exact", "136 records part exact"],
        ),
        (
            "患者320名の情報が流出し、そのうち未成年者は18名でした。",
            &["320 persons own exact", "18 persons part exact"],
        ),
        (
            "顧客850人の氏名などが流出した。住所まで含まれていたのは120人だった。",
            &["850 persons own exact", "120 persons part exact"],
        ),
        (
            "今回新たに60名の情報が流出していたことが判明し、対象者は合計260名となりました。",
            &["60 persons part exact", "260 persons own exact"],
        ),
        (
            "対象は980名で、入院の患者さまが410名、外来の患者さまが570名です。氏名が流出した可能性があります。",
            &["980 persons own exact", "410 persons part exact", "570 persons part exact"],
        ),
    ]);
}

#[test]
fn reads_totals_over_all_victims() {
    check(&[
        (
            "委託先によると、影響は本市を含む14団体、合わせて約6万2千人に及ぶとのことです。本市の対象は8,214人分の氏名です。",
            &["14 organizations total exact", "62000 persons total approx", "8214 persons own exact"],
        ),
        (
            "当町分は1,230人です。委託先全体では全国38自治体の約52万人分が漏えいしたおそれがあります。",
            &["1230 persons own exact", "38 organizations total exact", "520000 persons total approx"],
        ),
        (
            "委託先のサーバーが攻撃を受け、本市を含む20団体の情報が流出した。本市では住民2,310人分が対象となる。",
            &["20 organizations total exact", "2310 persons own exact"],
        ),
        (
            "当社は給与計算サービスを提供しています。情報が流出したお客様は、ご契約中の2,104社のうち316社で、従業員48,902名の情報です。",
            &["316 organizations total exact", "48902 persons total exact"],
        ),
        (
            "同社のサービスを利用する約240社、計3万1千人分の情報が流出したという。当社の従業員は412名が対象です。",
            &["240 organizations total approx", "31000 persons total exact", "412 persons own exact"],
        ),
    ]);
}

#[test]
fn reads_calls() {
    check(&[
        (
            "同様のご連絡が合わせて17件ありました。お客さま143名の明細書を誤って配付しました。",
            &["17 cases own exact", "143 persons own exact"],
        ),
        (
            "「勧誘の電話が増えた」という苦情が約30件寄せられました。顧客1万8千人分の氏名が持ち出されました。",
            &["30 cases own approx", "18000 persons own exact"],
        ),
        (
            "不審メールに関するお問い合わせを47件いただいています。お取引先約380社・1,150名様のお名前が流出しました。",
            &["47 cases own exact", "380 organizations own approx", "1150 persons own exact"],
        ),
        (
            "専用窓口への相談は延べ210件に上ります。会員5,200名の情報が漏えいしました。",
            &["210 cases own cumulative", "5200 persons own exact"],
        ),
        (
            "利用者からの申告は8件です。ポイントが盗まれたアカウントは54件でした。",
            &["8 cases own exact", "54 accounts own exact"],
        ),
    ]);
}

#[test]
fn leaves_out_superseded_figures() {
    check(&[
        (
            "第1報では最大17,050人としていましたが、調査の結果、漏えいが確認されたのは8,214人分です。",
            &["8214 persons own exact"],
        ),
        (
            "前回の発表では約12,000件としておりましたが、精査の結果7,318件に訂正いたします。",
            &["7318 records own exact"],
        ),
        ("当初4,200件とお伝えしましたが、正しくは4,350件でした。流出した顧客情報です。", &["4350 records own exact"]),
        (
            "漏えいした件数を「1,250件」から「1,310件」に修正します。顧客情報の流出についてのお知らせです。",
            &["1310 records own exact"],
        ),
        ("5月の公表時は329社の可能性があるとしていましたが、流出したのは316社です。", &["316 organizations own exact"]),
        (
            "先に公表した40名に加え、新たに12名分の漏えいが判明し、対象は計52名となりました。",
            &["12 persons part exact", "52 persons own exact"],
        ),
    ]);
}

#[test]
fn leaves_out_ordinals_and_other_incidents() {
    check(&[
        (
            "県立学校での個人情報の事故は今年度11件目です。生徒44人の名簿を誤って掲載しました。",
            &["44 persons own exact"],
        ),
        (
            "午後、会員から「名前の違う明細が届いた」との連絡(1件目)がありました。会員14名の明細を誤って送付しました。",
            &["14 persons own exact"],
        ),
        (
            "生徒44人の名簿を誤って掲載しました。市では昨年6月にも、児童9人の書類を別の家庭に送付しています。",
            &["44 persons own exact"],
        ),
        (
            "顧客96名の氏名が流出しました。昨年はこの集団による被害が国内で少なくとも4社確認されています。",
            &["96 persons own exact"],
        ),
    ]);
}

#[test]
fn reads_tables_whose_cells_are_lines() {
    check(&[
        (
            "紛失した書類\n書類の名称\n件数\n納付書\n2,318件\n口座振替依頼書\n409件",
            &["2318 records own exact", "409 records own exact"],
        ),
        (
            "対象となるお客さま\n人数\n4,520人\n項目\n氏名、住所が漏えいした可能性があります。",
            &["4520 persons own exact"],
        ),
        (
            "漏えいした情報の件数\n会員情報\n12,400件\nうちカード情報\n830件",
            &["12400 records own exact", "830 records part exact"],
        ),
        (
            "1 漏えいした個人情報\n・3年1組 31人分\n・3年2組 30人分\n・3年3組 32人分\n計 93人分",
            &["31 persons part exact", "30 persons part exact", "32 persons part exact", "93 persons own exact"],
        ),
        (
            "児童\n62人分\n保護者\n57世帯分\n氏名が記録されたUSBメモリー1本を紛失しました。",
            &["62 persons own exact", "57 records own exact", "1 devices own exact"],
        ),
        (
            "区分\t人数\n小学生\t1,020人\n中学生\t880人\n計\t1,900人",
            &["1020 persons part exact", "880 persons part exact", "1900 persons own exact"],
        ),
    ]);
}

#[test]
fn reads_units_and_bounds() {
    check(&[
        (
            "流出したのは写真約41万枚と、最大26,512人分の生年月日です。",
            &["410000 files own approx", "26512 persons own max"],
        ),
        ("個人情報を含む文書ファイル36個がインターネット上に流出した。", &["36 files own exact"]),
        (
            "捜査資料など約千点のファイルが流出し、少なくとも三百六十人の氏名が含まれていた。",
            &["1000 files own approx", "360 persons own at_least"],
        ),
        (
            "患部を撮影した画像8枚と、利用者43人の電話番号が保存された携帯電話1台を紛失した。",
            &["8 files own exact", "43 persons own exact", "1 devices own exact"],
        ),
        (
            "SDカード2枚とポータブルハードディスク1個が盗まれ、受診者600名の画像が保存されていました。",
            &["2 devices own exact", "1 devices own exact", "600 persons own exact"],
        ),
        (
            "職員の端末から約31,500件のメールアドレスに宛てて、迷惑メールが送信されました。",
            &["31500 email_addresses own approx"],
        ),
        (
            "不正ログインの試行は約7万回に上り、1,234アカウントで不正ログインが成立しました。",
            &["70000 logins own approx", "1234 accounts own exact"],
        ),
        (
            "名簿のページは掲載中に38回閲覧されていました。部員44人の氏名が載っていました。",
            &["38 accesses own exact", "44 persons own exact"],
        ),
        (
            "当該ファイルは3回ダウンロードされました。会員250名の情報が含まれています。",
            &["3 accesses own exact", "250 persons own exact"],
        ),
        ("フィッシングメール約5,000通が当社のアドレスから送信されました。", &["5000 suspicious_emails own approx"]),
        ("メールボックスに保存されていたメール4,217通が閲覧された可能性があります。", &["4217 emails own exact"]),
        ("給水契約者38,417件の氏名、住所が漏えいした可能性があります。", &["38417 records own exact"]),
        ("児童生徒17人分の支援計画をとじたファイル1冊を紛失しました。", &["17 persons own exact"]),
        (
            "住民票の写し3通を誤って交付し、5世帯の情報が漏えいしました。",
            &["3 records own exact", "5 records own exact"],
        ),
        (
            "ご家庭73組(保護者様73名、受験生81名)の入力内容が閲覧できる状態でした。",
            &["73 persons own exact", "81 persons own exact"],
        ),
        ("2,000人を超える会員の氏名が流出しました。", &["2000 persons own more_than"]),
        ("会員の氏名など3万件弱が流出した可能性がある。", &["30000 records own approx"]),
        (
            "延べ1,820人(実人数1,455人)の診療情報が流出した可能性があります。",
            &["1820 persons own cumulative", "1455 persons own exact"],
        ),
        ("お客さま五千二百名の氏名が流出しました。", &["5200 persons own exact"]),
        (
            "教員1名のアカウントが乗っ取られ、メール320通が閲覧された可能性があります。",
            &["1 accounts own exact", "320 emails own exact"],
        ),
        ("会員様のクレジットカード番号2,481件が漏えいした可能性があります。", &["2481 records own exact"]),
        (
            "誤って公開したファイルは12件で、545名の氏名が含まれていました。",
            &["12 files own exact", "545 persons own exact"],
        ),
        (
            "顧客情報を記録したノートパソコン3台が盗難に遭いました。取引先150社の情報が入っていました。",
            &["3 devices own exact", "150 organizations own exact"],
        ),
        (
            "暗号化されたサーバー23台のうち5台に、従業員640名の給与情報が保存されていました。",
            &["5 devices own exact", "640 persons own exact"],
        ),
        ("カルテ15冊と診察券40枚を紛失しました。", &["40 records own exact"]),
        (
            "口座振替依頼書409件、貸金庫の入退室記録76名分を紛失しました。",
            &["409 records own exact", "76 persons own exact"],
        ),
        ("個人情報は最大で18万5,000件に上り、退会した会員も含まれます。", &["185000 records own max"]),
        ("漏えいした恐れがあるのは少なくとも約2万人分の個人情報。", &["20000 persons own at_least"]),
    ]);
}

#[test]
fn reads_lists_and_brackets() {
    check(&[
        (
            "漏えいした情報の件数は202世帯(207人)分、うち電話番号の記載があるのは146世帯(151人)分です。",
            &["202 records own exact", "207 persons own exact", "146 records part exact", "151 persons part exact"],
        ),
        (
            "記録されていた情報は後期高齢者医療の加入者549名分(576件)です。USBメモリ1個を紛失しました。",
            &["549 persons own exact", "576 records own exact", "1 devices own exact"],
        ),
        (
            "預金口座振替依頼書700枚(337人分)を誤って廃棄した可能性があります。",
            &["700 records own exact", "337 persons own exact"],
        ),
        (
            "紛失した伝票は計6,287枚で、本店分3,561枚、東支店分2,026枚、西支店分700枚です。",
            &["6287 records own exact", "3561 records part exact", "2026 records part exact", "700 records part exact"],
        ),
        (
            "紛失した書類には113名の個人と93法人の情報が記載されていました。",
            &["113 persons own exact", "93 organizations own exact"],
        ),
        (
            "個別避難計画の作成対象者650人の住所、氏名などと、送付先に指定されている18人の氏名が記載された名簿を、誤って事業所に送付しました。",
            &["650 persons own exact", "18 persons own exact"],
        ),
        (
            "該当件数:会員 3,205件、非会員 1,120件(計4,325件)",
            &["3205 records part exact", "1120 records part exact", "4325 records own exact"],
        ),
        (
            "影響を受ける可能性のある方の数 12,040名(うち退会者 2,310名)",
            &["12040 persons own exact", "2310 persons part exact"],
        ),
        ("対象人数\nお客様:8,450名\n従業員:210名", &["8450 persons own exact", "210 persons own exact"]),
        (
            "流出した可能性のある情報\n① 顧客情報 約4万5千件\n② 従業員情報 約800件\n③ 取引先情報 約1,200件",
            &["45000 records own approx", "800 records own approx", "1200 records own approx"],
        ),
        ("漏えいした個人情報の数 1,780件(メールアドレスのみ)", &["1780 email_addresses own exact"]),
    ]);
}

#[test]
fn knows_addressees() {
    check(&[
        (
            "受講者95名に案内メールを送信した際、宛先をBCCに入れず、全員のメールアドレスが見える状態でした。",
            &["95 persons own exact"],
        ),
        (
            "6月3日、保護者あてのメールを一斉送信した際、児童31名の名簿を誤って添付し、保護者124名に送信しました。",
            &["31 persons own exact", "124 recipients own exact"],
        ),
        (
            "給与明細を別の社員12名に誤配信し、社員12名の給与額が閲覧されました。",
            &["12 recipients own exact", "12 persons own exact"],
        ),
        ("当選者10人分の一覧を誤ったメールアドレスに送信しました。", &["10 persons own exact"]),
        (
            "依頼会員1名に対し、他の会員202名の情報が載ったデータを誤送信しました。",
            &["1 recipients own exact", "202 persons own exact"],
        ),
        (
            "請求書計450通を発送しましたが、そのうち37通に他のお客様の請求内容が印字されていました。",
            &["37 records own exact"],
        ),
        ("納税通知書を2,300人に発送し、うち18人分の宛名と内容が異なっていた。", &["18 persons own exact"]),
        (
            "企業説明会の参加企業42社に、学生15名の履歴書を誤って送付しました。",
            &["42 organizations own exact", "15 persons own exact"],
        ),
        ("FAXを誤って別の薬局1か所に送信し、患者1名の処方箋情報が漏えいしました。", &["1 persons own exact"]),
        (
            "募集案内を会員480名へ送付したところ、26名から他人の宛名が入っていると連絡がありました。他人の宛名が入っていたのは58名分です。",
            &["58 persons own exact"],
        ),
    ]);
}

#[test]
fn knows_who_saw() {
    check(&[
        (
            "誤って共有されたファイルは、委託先の担当者3名が閲覧していました。ファイルには学生190名の成績が含まれていました。",
            &["3 recipients own exact", "190 persons own exact"],
        ),
        (
            "名簿を見ることができたのは、同じ講座の受講者26名です。名簿には26名の氏名と住所が記載されていました。",
            &["26 persons own exact"],
        ),
        ("職員は患者の病名を友人2名に伝えた。患者は1名という。", &["2 recipients own exact", "1 persons own exact"]),
        (
            "ダウンロードした方は4名で、いずれも削除済みです。申込者88名の情報が含まれていました。",
            &["4 recipients own exact", "88 persons own exact"],
        ),
    ]);
}

#[test]
fn leaves_out_staff_and_bodies_outside() {
    check(&[
        ("全職員1,240人のパソコンを調べた結果、3台でウイルスが見つかりました。", &["3 devices own exact"]),
        (
            "過去5年分の委託契約38件を点検しましたが、同様の誤りはありませんでした。市民63人の氏名が漏えいしました。",
            &["63 persons own exact"],
        ),
        ("2名体制での確認を徹底します。患者21名の情報が漏えいしました。", &["21 persons own exact"]),
        (
            "再発防止のため、管理職45名に研修を受けさせました。患者21名の情報が漏えいしました。",
            &["21 persons own exact"],
        ),
        ("担当の職員3名を処分しました。市民63人の氏名が漏えいしました。", &["63 persons own exact"]),
        ("警察は同社の元社員ら2人を逮捕した。持ち出されたのは顧客約3万人分の名簿。", &["30000 persons own approx"]),
        ("調査会社2社に依頼し、流出した顧客情報5,310件を特定しました。", &["5310 records own exact"]),
        ("利用者は全国に約15万人いる。このうち流出が確認されたのは4,020人分の氏名。", &["4020 persons own exact"]),
        (
            "当院には1日約300名の患者さまが来院されます。患者さま19名の検査結果を紛失しました。",
            &["19 persons own exact"],
        ),
        ("市内の3つの小学校で、児童計57人分の健康診断票を紛失した。", &["57 persons own exact"]),
    ]);
}

#[test]
fn reads_shares_of_a_whole() {
    check(&[
        (
            "会員8,200人の情報が流出し、このうち1,150人はパスワードも含まれる。",
            &["8200 persons own exact", "1150 persons part exact"],
        ),
        ("流出した320件のうち、口座番号を含むものは45件でした。", &["320 records own exact", "45 records part exact"]),
        (
            "回収できていない文書は3通です。誤送付した文書は21通でした。",
            &["3 records part exact", "21 records own exact"],
        ),
        ("申込書18枚を紛失し、後日11枚が見つかりました。", &["18 records own exact", "11 records part exact"]),
        (
            "対象の1,020名のうち、13名の方については住所が変わっており、お知らせが届いていません。",
            &["1020 persons own exact", "13 persons part exact"],
        ),
        (
            "クレジットカード情報2,940件のうち、112件については不正利用が確認されています。",
            &["2940 records own exact", "112 records part exact"],
        ),
        (
            "学生2,410名と教職員320名、合わせて2,730名のアドレスが流出しました。",
            &["2410 persons part exact", "320 persons part exact", "2730 persons own exact"],
        ),
        (
            "会員の内訳は、個人会員1,830名、法人会員の担当者170名です。合計2,000名の氏名が流出した可能性があります。",
            &["1830 persons part exact", "170 persons part exact", "2000 persons own exact"],
        ),
        (
            "名簿に記載された96名中、連絡先も含まれる方は14名です。名簿を紛失しました。",
            &["96 persons own exact", "14 persons part exact"],
        ),
        (
            "流出したカード情報は1,870件に上り、すでに23件、約410万円の不正利用が確認された。",
            &["1870 records own exact", "23 records part exact"],
        ),
    ]);
}

#[test]
fn reads_waves() {
    check(&[
        (
            "同社によると、全国の顧客約30社、計11万人分のデータが流出した可能性がある。当市の対象は市民2,140人。",
            &["30 organizations total approx", "110000 persons total exact", "2140 persons own exact"],
        ),
        (
            "委託先の株式会社見本データが受託する全国52の自治体で、合計約83万件の情報が漏えいしたおそれがあります。本町の対象は3,420件です。",
            &["52 organizations total exact", "830000 records total approx", "3420 records own exact"],
        ),
        (
            "被害は県内6市町に及び、計1万8千世帯分の情報が流出した。本市分は2,050世帯である。",
            &["6 organizations total exact", "18000 records total exact", "2050 records own exact"],
        ),
    ]);
}

#[test]
fn reads_enquiries() {
    check(&[
        (
            "本件に関して、これまでに12件のお問い合わせをいただいております。会員310名の情報が流出しました。",
            &["12 cases own exact", "310 persons own exact"],
        ),
        (
            "コールセンターへの問い合わせは5日時点で1,450件に達した。会員8万人の情報が流出した。",
            &["1450 cases own exact", "80000 persons own exact"],
        ),
        (
            "「不審な電話がかかってきた」との通報が6件あった。顧客740名の名簿が持ち出された。",
            &["6 cases own exact", "740 persons own exact"],
        ),
        (
            "不審なメールを受信したとの報告が38件寄せられています。メールアドレス1,060件が流出しました。",
            &["38 suspicious_emails own exact", "1060 email_addresses own exact"],
        ),
    ]);
}

#[test]
fn leaves_out_what_was_told_before() {
    check(&[
        (
            "当初、対象を約1,500名と公表しておりましたが、1,732名であることが判明いたしました。氏名が流出しました。",
            &["1732 persons own exact"],
        ),
        (
            "3月8日の第一報で「3,400件」とお知らせした漏えい件数は、調査の結果2,915件でした。顧客情報の漏えいです。",
            &["2915 records own exact"],
        ),
        (
            "漏えい件数の訂正\n誤:1,204件\n正:1,240件\n顧客情報の漏えいについてお知らせします。",
            &["1240 records own exact"],
        ),
        (
            "その後の調査で、前回ご報告した8台に加え、新たに2台の感染が確認されました。会員310名の情報が流出しました。",
            &["2 devices own exact", "310 persons own exact"],
        ),
        ("発表済みの210名とは別に、35名の情報も漏えいしていたことが分かりました。", &["35 persons own exact"]),
    ]);
}

#[test]
fn leaves_out_other_years() {
    check(&[
        ("同種の事案は本年度4回目となります。児童22人の名簿を紛失しました。", &["22 persons own exact"]),
        (
            "児童22人の名簿を紛失した。市では2年前にも、生徒110人の名簿を紛失する事案が起きている。",
            &["22 persons own exact"],
        ),
        (
            "警察庁によると、昨年1年間のランサムウェア被害は222件だった。同社の顧客410人の情報が流出した。",
            &["410 persons own exact"],
        ),
        (
            "2019年度には同様の誤送信が5件発生しています。会員31名のアドレスが漏えいしました。",
            &["31 persons own exact"],
        ),
    ]);
}

#[test]
fn reads_counters() {
    check(&[
        (
            "顧客情報を保存したタブレット2台とUSBメモリ4本を車上荒らしで盗まれた。顧客580人分の氏名が入っていた。",
            &["2 devices own exact", "4 devices own exact", "580 persons own exact"],
        ),
        ("マイナンバーカード3枚と通知カード7枚を紛失しました。", &["3 records own exact", "7 records own exact"]),
        ("顧客の画像データ1,850点が閲覧可能な状態でした。", &["1850 files own exact"]),
        (
            "ファイルサーバーから約6万4千のファイルが窃取され、従業員2,120名の情報が含まれていました。",
            &["64000 files own approx", "2120 persons own exact"],
        ),
        ("PDFファイル5件に、応募者82名の氏名が含まれていました。", &["5 files own exact", "82 persons own exact"]),
        (
            "不正アクセスを受けたメールアカウントは7件で、メール約9,300通が閲覧された可能性があります。",
            &["7 accounts own exact", "9300 emails own approx"],
        ),
        ("第三者が会員212名のアカウントに不正にログインしました。", &["212 accounts own exact"]),
        (
            "不正ログインを受けたお客様は146名で、ポイントが使われたのは11名です。",
            &["146 persons own exact", "11 persons part exact"],
        ),
        (
            "他社から流出したIDとパスワードを使ったログインの試行が約120万回あり、1,720件が成立しました。",
            &["1200000 logins own approx", "1720 accounts own exact"],
        ),
        (
            "メールサーバーが踏み台となり、約18万件の迷惑メールが送信されました。",
            &["180000 suspicious_emails own approx"],
        ),
        ("当社を装うメールが約2,600件のアドレスに送信されました。", &["2600 email_addresses own approx"]),
        (
            "検索サイトからのアクセスは期間中に17件ありました。名簿には会員93名が載っていました。",
            &["17 accesses own exact", "93 persons own exact"],
        ),
        (
            "ページは延べ62回閲覧され、うち外部からは9回でした。受験生41人の氏名が載っていました。",
            &["62 accesses own cumulative", "9 accesses part exact", "41 persons own exact"],
        ),
        ("個人カルテ14人分が入ったかばんを電車内に置き忘れました。", &["14 persons own exact"]),
        ("戸籍謄本2通と住民票1通を別の方に交付しました。", &["2 records own exact", "1 records own exact"]),
        ("診察券や問診票など書類62点が保管場所から無くなりました。", &["62 records own exact"]),
        ("契約者様のうち、1,904契約の住所と氏名が流出しました。", &["1904 records own exact"]),
        (
            "応募用紙41枚、整理券の控え120枚が入った箱を誤って捨てました。",
            &["41 records own exact", "120 records own exact"],
        ),
    ]);
}

#[test]
fn reads_hedges() {
    check(&[
        ("最大で約3,900名の個人情報が漏えいしたおそれがあります。", &["3900 persons own max"]),
        ("流出件数は1万件以上とみられる。会員の氏名などが含まれる。", &["10000 records own at_least"]),
        ("延べ4,300名分のデータが閲覧可能でした。", &["4300 persons own cumulative"]),
        ("数十名の情報が漏えいしました。", &[]),
        ("社員およそ二千四百人の氏名が外部に送信された。", &["2400 persons own approx"]),
        ("少なくとも11人の生徒の成績が他の生徒に見られた。", &["11 persons own at_least"]),
        ("対象は70名程度の利用者の氏名と住所です。外部に漏えいしました。", &["70 persons own approx"]),
        ("流出した顧客情報は20万件を上回る。", &["200000 records own more_than"]),
    ]);
}

#[test]
fn reads_notices_of_many_kinds() {
    check(&[
        ("市民税の納税通知書5件を別の方に送付しました。", &["5 records own exact"]),
        (
            "お客様2名様分のご契約内容を、別のお客様1名様へ誤って郵送いたしました。",
            &["2 persons own exact", "1 recipients own exact"],
        ),
        ("小学校の連絡網(31世帯分)を紛失しました。", &["31 records own exact"]),
        (
            "学生の成績情報が記載されたエクセルファイルを、受講生58名に共有してしまいました。成績が記載されていた学生は64名です。",
            &["64 persons own exact", "58 recipients own exact"],
        ),
        ("利用申請者の氏名等412件が検索可能な状態でした。", &["412 records own exact"]),
        (
            "流出が確認されたお客様の情報は以下のとおりです。\n氏名・住所:25,310件\n生年月日:18,400件",
            &["25310 records own exact", "18400 records own exact"],
        ),
        ("本件により影響を受けたお客様は3万2千人余りに上ります。", &["32000 persons own at_least"]),
        (
            "患者さま11名の氏名と病名が書かれたメモ1枚を駐車場で落としました。",
            &["11 persons own exact", "1 records own exact"],
        ),
        (
            "対象者2,830名全員に、6月10日に書面を発送いたしました。氏名が漏えいした可能性があります。",
            &["2830 persons own exact"],
        ),
        (
            "職員2人がかりで捜索したが、資料は見つかっていない。資料には37世帯の情報があった。",
            &["37 records own exact"],
        ),
        ("応募者の履歴書8通を保管していた封筒を紛失しました。", &["8 records own exact"]),
        (
            "園児24名とその保護者30名の氏名、電話番号が印刷された名簿を誤配布しました。",
            &["24 persons own exact", "30 persons own exact"],
        ),
        (
            "お取引先の担当者様1,260名と当社従業員340名の連絡先が流出した可能性がございます。",
            &["1260 persons own exact", "340 persons own exact"],
        ),
        (
            "この設定ミスにより、社外の18名が当該フォルダーを閲覧していたことを確認しました。フォルダーには顧客920件の情報がありました。",
            &["18 recipients own exact", "920 records own exact"],
        ),
        (
            "個人情報を閲覧した可能性のある利用者は最大12名です。閲覧されたのは利用者3名の情報です。",
            &["12 recipients own max", "3 persons own exact"],
        ),
        (
            "会員1万5千人にお詫びのメールを送りました。会員の住所が漏えいした可能性があります。",
            &["15000 persons own exact"],
        ),
        ("流出したのは2018年から2023年までに購入した顧客の情報で、約6万7千件に上る。", &["67000 records own approx"]),
        (
            "流出したデータは同校の卒業生約1,100人のほか、在校生290人、教職員65人の氏名など。",
            &["1100 persons own approx", "290 persons own exact", "65 persons own exact"],
        ),
        (
            "県は同日、7,430人のうち6,980人への説明を終えた。流出したのは職員7,430人の氏名だ。",
            &["7430 persons own exact"],
        ),
        (
            "PC1台がウイルスに感染し、送受信したメール6,500件が窃取された可能性があります。",
            &["1 devices own exact", "6500 emails own exact"],
        ),
        (
            "被害に遭ったのはノートPC2台、外付けHDD1台で、約2,700人の健康情報が保存されていた。",
            &["2 devices own exact", "1 devices own exact", "2700 persons own approx"],
        ),
        (
            "申請者190名のデータを含むCD-ROM1枚が、配送中に所在不明となりました。",
            &["190 persons own exact", "1 devices own exact"],
        ),
        ("約1,000通の不審メールが、当社社員を名乗って取引先に送られた。", &["1000 suspicious_emails own approx"]),
        (
            "サーバー14台中6台が暗号化され、従業員880人分の情報が閲覧できなくなった。",
            &["6 devices own exact", "880 persons own exact"],
        ),
        ("メールアドレスが漏れたのは登録者全員の3,480人です。", &["3480 persons own exact"]),
        (
            "お客様の個人情報を含むファイル2点を、誤って取引先3社に送信しました。お客様78名の情報が含まれていました。",
            &["2 files own exact", "3 organizations own exact", "78 persons own exact"],
        ),
        (
            "ECサイトで購入された5,120名様(カード情報5,544件)の情報が漏えいした可能性がございます。",
            &["5120 persons own exact", "5544 records own exact"],
        ),
        (
            "このほか、氏名のみの流出が1,020件ありました。会員情報の流出は合わせて8,300件です。",
            &["1020 records own exact", "8300 records own exact"],
        ),
        ("当初発表した600件から840件に増えた。漏えいしたのは顧客情報。", &["840 records own exact"]),
        ("3日間で延べ40人の職員を投入し捜索しました。紛失した書類は生徒33名分です。", &["33 persons own exact"]),
        (
            "紛失した書類には、男性18人、女性23人の計41人の氏名が記されていた。",
            &["18 persons part exact", "23 persons part exact", "41 persons own exact"],
        ),
        (
            "退職者の50名を含む従業員610名分の源泉徴収票データが外部に送信された。",
            &["610 persons own exact", "50 persons part exact"],
        ),
        ("市が把握しているだけで、少なくとも23通が別の世帯に届いた。", &["23 records own at_least"]),
        ("アンケートに答えた208人の回答内容が、ほかの回答者にも見える状態になっていた。", &["208 persons own exact"]),
        ("教職員や生徒ら850人分のアカウント情報が外部から閲覧できた。", &["850 persons own exact"]),
        ("クーポンが不正に取得されたアカウントは37件でした。", &["37 accounts own exact"]),
        ("不正利用された可能性のあるカードは最大で1,230枚です。", &["1230 records own max"]),
        ("住民1人の戸籍の写しを、誤って別の住民1人に渡した。", &["1 persons own exact", "1 recipients own exact"]),
        ("個人番号が記載された書類6名分を廃棄業者に渡してしまいました。", &["6 persons own exact"]),
        ("店舗のアルバイト従業員1名が、お客様1名のカード情報を撮影しSNSに投稿しました。", &["1 persons own exact"]),
        ("対象のお客様:令和3年4月1日から令和5年3月31日までにお申し込みの9,870名様", &["9870 persons own exact"]),
        (
            "保護者から「別の子の成績が見える」と5件の連絡を受けた。生徒180人の成績が見える状態だった。",
            &["5 cases own exact", "180 persons own exact"],
        ),
        ("過去3年間に実施した28回の講座の受講者1,940人の名簿を紛失しました。", &["1940 persons own exact"]),
        ("診療所の患者約700人分のカルテが保管された倉庫に何者かが侵入した。", &["700 persons own approx"]),
        (
            "残り14件については現在確認中です。誤送付は全部で52件の申込書です。",
            &["14 records part exact", "52 records own exact"],
        ),
        ("同封された書類は別の加入者21名のものでした。", &["21 persons own exact"]),
        (
            "お詫びの品として500円分の商品券を3,000名に送付します。3,000名の氏名が流出しました。",
            &["3000 persons own exact"],
        ),
        (
            "攻撃者は約30万件の個人情報を入手したと主張していますが、当社で確認した流出は1万1,200件です。",
            &["300000 records own approx", "11200 records own exact"],
        ),
    ]);
}

#[test]
fn reads_what_was_looked_at_and_who_could_not_be_told() {
    check(&[
        (
            "職員は知人ら19人の住所を延べ87回にわたって閲覧した。",
            &["19 persons own exact", "87 accesses own cumulative"],
        ),
        (
            "従業員2,046名分の情報が流出しました。連絡先が不明な退職者83名につきましては、公表をもって代えます。",
            &["2046 persons own exact", "83 persons part exact"],
        ),
        (
            "該当は186名(このうち、書類が別のお客さまに届いたことを確認した方は131名)です。120名分の書類を回収しております。",
            &["186 persons own exact", "131 persons part exact", "120 persons part exact"],
        ),
        (
            "試行の総数は約194万回、このうち3,216件のアカウントで不正にログインされました。",
            &["1940000 logins own approx", "3216 accounts own exact"],
        ),
    ]);
}
