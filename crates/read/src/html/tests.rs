//! How markup becomes lines and blocks.

use jikenbo_model::{BlockKind, Page};

use crate::{Error, Hint, read_page};

fn page(html: &str) -> Page {
    read_page(html.as_bytes(), &Hint::of_name("notice.html")).unwrap()
}

fn shown(html: &str) -> String {
    let page = page(html);
    let mut shown = String::new();
    for block in &page.blocks {
        let mark = match block.kind {
            BlockKind::Line => "line".to_owned(),
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem => "li".to_owned(),
            BlockKind::TableRow => "tr".to_owned(),
            BlockKind::Furniture => "-".to_owned(),
        };
        let text = block.range.of(&page.text).replace('\n', "⏎").replace('\t', "⇥");
        shown.push_str(&format!("{mark} {text}\n"));
    }
    // The blocks are the whole text, one a line.
    let lines: String = page.blocks.iter().map(|block| format!("{}\n", block.range.of(&page.text))).collect();
    assert_eq!(lines, page.text);
    shown
}

fn check(html: &str, expected: &[&str]) {
    assert_eq!(shown(html).lines().collect::<Vec<_>>(), expected, "{html}");
}

#[test]
fn collapses_blanks_as_a_browser_does() {
    check("<p>  架空商事\n  株式会社は\t 3月 4日 </p>", &["p 架空商事株式会社は 3月 4日"]);
    check("<p>A\nB<br>\n  C &nbsp;D　E</p>", &["p A B⏎C \u{a0}D　E"]);
    check("<p>件数<span>12</span>件</p><div>その<div>次</div>後</div>", &["p 件数12件", "p その", "p 次", "p 後"]);
    check("一<br><br>二<br>　<br>三<br>四", &["p 一", "p 二", "p 三⏎四"]);
    check("<pre>一\n  二\n\n三</pre>", &["p 一⏎  二", "p 三"]);
    check("<p>&nbsp;</p><p>　</p><p>本文</p>", &["p 本文"]);
}

#[test]
fn marks_headings_and_list_items() {
    check(
        "<h1>お詫び<br>とお知らせ</h1><h3>経緯</h3><ul><li>一<ul><li>二</ul><li><p>三<p>四</ul>",
        &["h1 お詫び とお知らせ", "h3 経緯", "li 一", "li 二", "li 三", "li 四"],
    );
    check("<h2><img src=t.gif alt=お詫び></h2><p><img alt=写真>本文</p>", &["h2 お詫び", "p 本文"]);
}

#[test]
fn drops_what_is_never_shown() {
    check(
        "<title>題</title><script>var a='<p>1</p>'</script><style>p{}</style><noscript>要JS</noscript><template><p>型</template>\
         <!-- 注 --><svg><title>図</title><text>図中</text></svg><p>本文<ruby>漏洩<rt>ろうえい</rt></ruby><select><option>選択</select></p>\
         <p hidden>隠し</p><p>訂正前<del>120件</del><s>11</s>訂正後12件</p><math><mi>x</mi></math>",
        &["p 本文漏洩", "p 訂正前訂正後12件"],
    );
    assert_eq!(page("<title> お知らせ |\n 架空市 </title>本文").title.as_deref(), Some("お知らせ | 架空市"));
    // A drawing left open ends where a browser ends it; struck text ends with its block.
    check("<svg><g><text>図<p>本文</p><p>あ<s>い</p><p>う</p>", &["p 本文", "p あ", "p う"]);
}

#[test]
fn reads_rows_of_tables_with_cells_that_span() {
    check(
        "<table><caption>一覧</caption><tr><th>公表日<th>組織<th colspan=2>件数<th>備考</tr>\
         <tr><td rowspan=2>3月1日<td>架空市<td>12件<td>3人<td rowspan=2>委託先<br>による</tr>\
         <tr><td>見本町<td><td>5人</tr></table>",
        &[
            "p 一覧",
            "tr 公表日⇥組織⇥件数⇥⇥備考",
            "tr 3月1日⇥架空市⇥12件⇥3人⇥委託先 による",
            "tr 3月1日⇥見本町⇥⇥5人⇥委託先 による",
        ],
    );
    check("<table><tr><td>一<td>二<tr><td> <td>　</table><p>後</p>", &["tr 一⇥二", "p 後"]);
    check(
        "<dl><dt>3月1日<dd>誤送信<dt>3月2日<dd><p>判明</p></dl><dl><dt>概要<dd><p>一<p>二</dl>",
        &["tr 3月1日⇥誤送信", "tr 3月2日⇥判明", "li 概要", "li 一", "li 二"],
    );
}

#[test]
fn tells_tables_that_lay_out_a_page() {
    check(
        "<table width=780><tr><td colspan=2><font size=5><b>架空文庫</b></font></td></tr><tr><td class=side>新刊<td><h2>お詫び</h2>\
         <p>本文</p><table border=1><tr><th>項目<th>件数<tr><td>氏名<td>12</table></td></tr></table>",
        &["p 架空文庫", "- 新刊", "h2 お詫び", "p 本文", "tr 項目⇥件数", "tr 氏名⇥12"],
    );
    check("<table><tr><td>一</td></tr><tr><td>二<br>三</td></tr></table>", &["p 一", "p 二⏎三"]);
}

#[test]
fn marks_furniture_but_not_what_the_page_is_about() {
    let body = "このたびの事案について深くお詫び申し上げます。".repeat(3);
    check(
        &format!(
            "<body class='has-sidebar sidebar-right'><header><h1>架空市</h1></header><div id=wrap class='l-sidebar'><article>\
             <header><h1>誤送信について</h1></header><p>{body}</p><footer>共有</footer></article></div>\
             <div class='sideBar'><h2>新着</h2></div><div class=readme>案内</div><div class=snsArea>共有</div><p class=pagetop>先頭</p>"
        ),
        &["- 架空市", "h1 誤送信について", &format!("p {body}"), "- 共有", "- 新着", "p 案内", "- 共有", "- 先頭"],
    );
    // The page's only heading stands in its header.
    check(
        &format!("<div id=header><h1>誤送信について</h1></div><p>{body}</p>"),
        &["h1 誤送信について", &format!("p {body}")],
    );
    // Menus, paths of pages and ways back are known by being links and nothing else.
    check(
        "<p><a href=/>一</a>|<a href=/2>二</a>|<a href=/3>三</a></p><p><a href=/>ホーム</a> &gt; <a href=/n>報道</a> &gt; 詳細</p>\
         <p><a href='#top'>上へ</a></p><p>詳細は<a href=/1>一</a>、<a href=/2>二</a>、<a href=/3>三</a>へ</p>",
        &["- 一|二|三", "- ホーム > 報道 > 詳細", "- 上へ", "p 詳細は一、二、三へ"],
    );
}

#[test]
fn keeps_full_addresses_with_the_words_that_carry_them() {
    let page = page(
        "<p>出典：<a href=' https://www.example.co.jp/0520.html '>架空商事 <b>の発表</b></a><a href=/x>内部</a></p>\
         <a href=HTTP://www.example.jp/><div>見本<p>次</p></div></a><table><tr><td rowspan=2><a href=https://www.example.org/a>原文</a><td>一<tr><td>二</table>",
    );
    let links: Vec<_> = page.links.iter().map(|link| (link.range.of(&page.text), link.url.as_str())).collect();
    assert_eq!(
        links,
        [
            ("架空商事 の発表", "https://www.example.co.jp/0520.html"),
            ("見本", "HTTP://www.example.jp/"),
            ("原文", "https://www.example.org/a"),
            ("原文", "https://www.example.org/a"),
        ]
    );
    assert!(page.text.contains("の発表 内部\n") && !page.has_lines);
}

#[test]
fn reads_the_character_set_that_the_page_names_or_should_have() {
    let body = "<title>お詫び</title><p>架空商事株式会社による個人情報の漏えいについて";
    for (declared, real) in [
        ("Shift_JIS", "shift_jis"),
        ("x-sjis", "shift_jis"),
        ("EUC-JP", "euc-jp"),
        ("Shift_JIS", "euc-jp"),
        ("UTF-8", "shift_jis"),
        ("iso-8859-1", "euc-jp"),
        ("Shift_JIS", "utf-8"),
    ] {
        let html = format!(
            "<html><!-- <meta charset=big5> --><META http-equiv=\"Content-Type\" content=\"text/html; charset={declared}\">{body}"
        );
        let (bytes, ..) = encoding_rs::Encoding::for_label(real.as_bytes()).unwrap().encode(&html);
        let page = read_page(&bytes[..], &Hint::default()).unwrap();
        assert_eq!(page.title.as_deref(), Some("お詫び"), "{declared} {real}");
        let wrong = !declared.eq_ignore_ascii_case(real) && declared != "x-sjis";
        assert_eq!(page.doubts.len(), usize::from(wrong), "{declared} {real}");
    }
}

#[test]
fn a_page_without_text_is_an_error() {
    for html in
        ["<html><body><script>render()</script><div id=app></div>", "<frameset><frame src=a></frameset>", "<p>　</p>"]
    {
        assert_eq!(read_page(html.as_bytes(), &Hint::of_name("a.html")).unwrap_err(), Error::Empty);
    }
}

#[test]
fn the_names_of_furniture_are_sorted_and_lower_case() {
    for file in [
        include_str!("../../data/furniture-words.txt"),
        include_str!("../../data/furniture-names.txt"),
        include_str!("../../data/property-prefixes.txt"),
    ] {
        assert!(file.starts_with("# data/") && file.contains("# Licence: CC0-1.0"));
        let terms: Vec<_> =
            file.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').next().unwrap()).collect();
        assert!(terms.is_sorted_by(|a, b| a < b), "unsorted or double");
        assert!(terms.iter().all(|term| term.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_".contains(&byte))));
    }
}
