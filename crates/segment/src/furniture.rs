//! Lines of a page that belong to no text: paths, menus, links for sharing, lists of other articles on one line.
//!
//! In:   a short line in normal form and its terms.
//! Out:  whether it is one.
//! Data: `furniture/control`, `furniture/navigation`, `furniture/related`.
//!
//! Not here: buttons and menus that are one known term (`role.rs`); what the form of a page marks as furniture (`lines.rs`).

use crate::{
    role::has_particle,
    terms::{List, Scan},
};

/// Whether a sign stands right behind a term that heads what is none of the text (関連記事, 前のニュース), and no address (that may be the
/// source).
pub(crate) fn leads(bare: &str, scan: &Scan<'_>, list: List) -> bool {
    const SIGNS: &[char] = &[':', '|', '】', ']', '》', '≫', '>', '→', '・', '(', ' '];
    let Some(at) = bare.find(SIGNS) else { return false };
    scan.words_of(bare[..at].trim_end()).whole.has(list) && !bare.contains("http") && !bare.ends_with('。')
}

/// A menu whose entries stand side by side (診療案内 採用 アクセス), links for sharing (シェア ツイート).
pub(crate) fn is_menu(text: &str, scan: &Scan<'_>) -> bool {
    let parted = memchr::memchr3(b' ', b'/', b'|', text.as_bytes()).is_some();
    let linked = scan.has(List::Navigation) || scan.has(List::Control) || text.contains('へ');
    if text.len() > 200 || !linked || !parted || text.contains(['。', '、', '「']) {
        return false;
    }
    let (mut parts, mut known, mut ends, mut lexical) = (0_usize, 0_usize, false, false);
    for part in text.split([' ', '/', '|', '[', ']', '【', '】']).map(str::trim).filter(|part| !part.is_empty()) {
        parts += 1;
        let words = scan.words_of(part);
        if part.chars().count() > 16 || words.incidents > 0 {
            return false;
        }
        let is_link = is_addressed(part)
            || is_number(part) && !text.contains('/')
            || words.whole.has(List::Navigation)
            || words.whole.has(List::Control)
            || words.opens.has(List::Control);
        lexical |= is_link && !is_number(part);
        known += usize::from(is_link);
        ends |= !is_link && words.closes.has(List::Ending);
    }
    // 「病院のご案内」 ends as a heading does; beside two links it is one more.
    lexical && known >= 2 && known * 2 >= parts && !(ends && parts < 3)
}

/// The number of a page or the month of an archive among links: 3, 2月, 2024年.
fn is_number(part: &str) -> bool {
    let digits = part.trim_end_matches(['年', '月']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A button that leads to another page of the site: 「← 一覧へ戻る」, 「▲ページの先頭へ」, 「前の記事 »」.
pub(crate) fn leads_back(text: &str) -> bool {
    // Titles of the entries before and behind: 「« 会員の募集」, 「総会のご案内 »」.
    if (text.starts_with(['«', '≪']) || text.ends_with(['»', '≫'])) && text.chars().count() <= 40 {
        return true;
    }
    const ARROWS: &[char] = &['←', '→', '<', '>', '«', '»', '≪', '≫', '▲', '△', '↑', '◀', '▶', '⇐', '⇒', ' '];
    let bare = text.trim_matches(ARROWS);
    if bare.chars().nth(16).is_some() {
        return false;
    }
    let list =
        ["一覧へ", "一覧へ戻る", "一覧に戻る", "一覧を見る", "一覧はこちら"].iter().any(|end| bare.ends_with(end));
    (bare.len() < text.len() || list && !bare.contains(['、', '。', 'が', 'は']))
        && (list
            || bare.ends_with("戻る")
            || bare.ends_with('へ')
            || bare.ends_with("前の記事")
            || bare.ends_with("次の記事"))
}

/// Whether a short part of a line says for whom a page is: 患者さん・ご家族の方へ.
fn is_addressed(part: &str) -> bool {
    part.ends_with("の方へ") || part.ends_with("の皆様へ") || part.ends_with("の皆さまへ")
}

/// A path (ホーム > 市政情報) or a menu (会員ログイン|カート).
pub(crate) fn is_path(text: &str, scan: &Scan<'_>) -> bool {
    // 「現在のページ 架空市 の中の くらし の中の 年金 のページです。」
    if text.starts_with("現在の") && text.len() <= 400 && text.matches(" の中の ").nth(1).is_some() {
        return true;
    }
    // '›' and '→' begin with E2, '»' with C2.
    let bytes = text.as_bytes();
    if memchr::memchr3(b'>', b'|', 0xe2, bytes).is_none() && memchr::memchr(0xc2, bytes).is_none() {
        return false;
    }
    let signs = text.chars().filter(|c| matches!(c, '>' | '|' | '›' | '»' | '→')).count();
    if signs == 0 {
        return false;
    }
    let parts = text.split(['>', '|', '›', '»', '→']).filter(|p| !p.trim().is_empty()).count();
    parts >= 2
        && text.chars().count() / parts <= 16
        && !text.contains('。')
        && (signs >= 2
            || text.contains(" > ") && !has_particle(text)
            || text
                .split(['>', '›', '»', '|', '→'])
                .next()
                .is_some_and(|p| scan.words_of(p.trim()).whole.has(List::Navigation)))
}

/// What stands behind the number by which a site keeps the page (「ページ番号 208-551-093 更新日…」), if the line opens with one.
pub(crate) fn numbers_page(text: &str) -> Option<&str> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let label = text[..at].trim_end_matches([' ', ':', '#']);
    let kept = ["番号", "ID", "No.", "NO."].iter().any(|end| label.ends_with(end));
    if !kept || label.chars().count() > 10 || has_particle(label) {
        return None;
    }
    let digits = text[at..].find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len() - at);
    (digits >= 3).then(|| text[at + digits..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_menus_and_lists_of_other_articles_from_text() {
        let menu = |text: &str, expected: bool| assert_eq!(is_menu(text, &Scan::of(text)), expected, "{text}");
        menu("患者さんへ 採用 アクセス", true);
        menu("Facebookでシェア Twitterでつぶやく", true);
        menu("シェア / ツイート / 印刷する", true);
        menu("患者さん・ご家族の方へ 医療関係者の方へ 病院のご案内", true);
        menu("お問い合わせ 架空市 福祉課", false);
        menu("架空病院 患者情報の流出について", false);
        menu("氏名 住所 電話番号", false);
        menu("アクセス、採用", false);
        let back = |text: &str, expected: bool| assert_eq!(leads_back(text), expected, "{text}");
        back("← お知らせ一覧へ戻る", true);
        back("▲ページの先頭へ", true);
        back("前の記事 »", true);
        back("架空市の皆様へ", false);
        back("▶ 名簿の紛失について", false);
        let number = |text: &str, rest: Option<&str>| assert_eq!(numbers_page(text), rest, "{text}");
        number("ページ番号 208-551-093", Some(""));
        number("ページID:1004512 更新日 令和6年2月9日", Some("更新日 令和6年2月9日"));
        number("会員番号12345が流出", Some("が流出"));
        number("電話番号を番号123に送った", None);
        let list =
            |text: &str, expected: bool| assert_eq!(leads(text, &Scan::of(text), List::Related), expected, "{text}");
        list("関連記事:見本大学でメール誤送信", true);
        list("あわせて読みたい:見本市が名簿を紛失", true);
        list("関連記事によると、流出は3月からだった。", false);
        list("関連リンク:https://www.example.jp/press/", false);
        list("関連", false);
    }
}
