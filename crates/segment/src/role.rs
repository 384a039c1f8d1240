//! What a short line is by its own words: furniture, source, date line, organisation, sentence, section, title.
//!
//! In:   the line, its terms, its days, its mark and its stamp.
//! Out:  its `Role`.
//!
//! Not here: which titles are headings of articles on this page (`layout.rs`).

use jikenbo_model::ByteRange;

use crate::{
    days::LineDays,
    furniture::{is_menu, is_path, leads, leads_back, numbers_page},
    mark::Marked,
    signatory::signatory,
    stamp::{Side, Stamp, are_labelled, is_edition, is_medium, is_name},
    terms::{List, Scan, Words},
    titles::is_section,
};

/// What a line is by its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Button, menu, path, copyright.
    Furniture,
    /// Heading of a list of other articles.
    Related,
    /// Opens what the page adds below its text: comments, the writer, offers.
    Tail,
    /// Heading of a list of contents.
    Contents,
    /// Line naming the source.
    Citation,
    /// Nothing but an address on the web.
    Address,
    /// Date line, addressee, document number, caption, generic label: what stands around a heading.
    Around,
    /// Contact line or closing word.
    Closing,
    /// Name of an organisation, perhaps with a section, an officer.
    Organisation,
    /// Running text.
    Sentence,
    /// Heading of a section inside a notice.
    Section,
    /// Anything else.
    Other,
}

/// Signs around the words of a line.
pub(crate) const FRAMES: [char; 23] = [
    '【', '】', '[', ']', '(', ')', '<', '>', '■', '●', '▼', '◆', '《', '》', ' ', '▲', '▶', '«', '»', '≪', '≫', '▽',
    '※',
];

/// What the line is.
pub(crate) fn role_of(
    text: &str,
    scan: &Scan<'_>,
    days: &LineDays<'_>,
    marked: &Marked,
    title: ByteRange,
    stamp: Option<&Stamp>,
    words: &Words,
) -> Role {
    let length = text.chars().count();
    let bare = text.trim_matches(FRAMES);
    let bare = bare.strip_suffix(['!', ':', '。']).unwrap_or(bare).trim();
    // 「■□」 and 「(3)」 alone are no titles.
    if !title.of(text).contains(char::is_alphanumeric) {
        return Role::Around;
    }
    // 「- 1 -」, 「1 / 2」: the number of a page.
    let is_number = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    if text.len() <= 9 && text.split_once(" / ").is_some_and(|(page, of)| is_number(page) && is_number(of)) {
        return Role::Furniture;
    }
    if text.starts_with('-') && text.ends_with('-') && text.trim_matches(['-', ' ']).bytes().all(|b| b.is_ascii_digit())
    {
        return Role::Furniture;
    }
    let of_bare = scan.words_of(bare);
    if text.starts_with("http://") || text.starts_with("https://") {
        return if text.contains(char::is_whitespace) { Role::Other } else { Role::Address };
    }
    if length <= 90
        && (of_bare.any.has(List::Rights) || text.starts_with('(') && scan.words_of(text).opens.has(List::Rights))
        // 「…という。 (C)架空通信」 is text.
        && !text.contains('。')
    {
        return Role::Furniture;
    }
    if of_bare.whole.has(List::Related) || of_bare.opens.has(List::Related) && length <= 16 && !bare.contains(':') {
        return Role::Related;
    }
    // 「2019年8月29日 管理人 1件のコメント」 tells when.
    if of_bare.closes.has(List::Tail) && days.days().first().is_some_and(|day| day.full && day.at.start == 0) {
        return Role::Around;
    }
    let is_tail = of_bare.opens.has(List::Tail) && length <= 32 || of_bare.closes.has(List::Tail) && length <= 40;
    if is_tail && of_bare.incidents == 0 || of_bare.opens.has(List::Tail) && leads(bare, scan, List::Tail) {
        return Role::Tail;
    }
    // 「この情報はお役に立ちましたか」: what follows is the page's own form.
    if of_bare.any.has(List::Feedback) && length <= 60 && of_bare.incidents == 0 {
        return Role::Related;
    }
    // 「関連記事:…」: the list itself, on one line.
    if of_bare.opens.has(List::Related) && leads(bare, scan, List::Related) {
        return Role::Furniture;
    }
    if of_bare.whole.has(List::Control) || of_bare.whole.has(List::Navigation) || is_path(text, scan) {
        return Role::Furniture;
    }
    // 「#不正アクセス #病院」
    if text.starts_with('#')
        && length <= 90
        && text.split(' ').all(|tag| tag.len() > 1 && tag.starts_with('#') && !tag.starts_with("##"))
        && !text.contains(|c: char| c.is_ascii_digit())
    {
        return Role::Furniture;
    }
    if is_menu(text, scan) || leads_back(text) && of_bare.incidents == 0 {
        return Role::Furniture;
    }
    // 「カテゴリ: 不正アクセス | コメント(0)」
    let labelled = length <= 60
        && memchr::memchr3(b':', b'|', b'(', bare.as_bytes())
            .is_some_and(|at| scan.words_of(bare[..at].trim()).whole.has(List::Control));
    if of_bare.opens.has(List::Control) && (length <= 20 && of_bare.incidents == 0 || labelled) {
        return Role::Furniture;
    }
    if is_citation(bare, &of_bare) {
        return Role::Citation;
    }
    if (of_bare.whole.has(List::Contents) || of_bare.opens.has(List::Contents) && length <= 12) && stamp.is_none() {
        return Role::Contents;
    }
    if of_bare.whole.has(List::Closing) {
        return Role::Closing;
    }
    if of_bare.opens.has(List::Contact)
        && (text.contains(|c: char| c.is_ascii_digit()) || length <= 10)
        && of_bare.incidents == 0
    {
        return Role::Closing;
    }
    if stamp.is_none() && is_around(bare, days, &of_bare, length, scan) {
        return Role::Around;
    }
    let title_text = title.of(text);
    let names_body = scan.has(List::OrganisationEnd) || scan.has(List::OrganisationStart);
    if names_body && signatory(title_text).is_some() {
        return if stamp.is_some() { Role::Around } else { Role::Organisation };
    }
    if words.opens.has(List::Officer)
        && length <= 40
        && words.incidents == 0
        && !text.ends_with('。')
        && !has_particle(text)
    {
        return Role::Organisation;
    }
    if ends_sentence(text, stamp) {
        return Role::Sentence;
    }
    // 「2016年3月1日 19時04分 架空日報」: a medium beside a day heads the item.
    if let Some(stamp) = stamp
        && is_source_line(text, title_text, stamp, words, scan)
    {
        return Role::Around;
    }
    let named = names_body || scan.has(List::Officer);
    if named
        && is_organisation(title_text, words, scan)
        && stamp.is_none_or(|s| s.side == Side::Lead || s.issuer.is_none())
    {
        return if stamp.is_some() { Role::Around } else { Role::Organisation };
    }
    if is_section(title_text, words, marked, scan) {
        return Role::Section;
    }
    Role::Other
}

/// 「出典:…」, 「リリース文アーカイブ」, 「(出典:…)」.
fn is_citation(bare: &str, words: &Words) -> bool {
    if words.whole.has(List::Citation) {
        return true;
    }
    if !words.opens.has(List::Citation) {
        return false;
    }
    let length = bare.chars().count();
    // 「参考:…」, 「リリース文(アーカイブ)」; a sentence that only begins with the word (出典が…) is none.
    let head: String = bare.chars().take(14).collect();
    head.contains([':', '(', '》', '】', ']']) && !bare.ends_with('。') || length <= 8
}

/// Date lines, addressees, document numbers, captions, generic labels.
fn is_around(bare: &str, days: &LineDays<'_>, words: &Words, length: usize, scan: &Scan<'_>) -> bool {
    if words.whole.has(List::Generic) || words.whole.has(List::DateLabel) {
        return true;
    }
    if words.opens.has(List::Caption) && length <= 40
        || words.closes.has(List::Addressee) && length <= 24 && words.incidents == 0
    {
        return true;
    }
    if words.opens.has(List::Control) && words.incidents == 0 && length <= 20 {
        return true;
    }
    if words.closes.has(List::Generic)
        && length <= 18
        && words.incidents == 0
        && !bare.contains(['を', 'が', 'は', 'に'])
    {
        return true;
    }
    if numbers_page(bare).is_some_and(|rest| rest.is_empty() || is_date_line(rest, days, words, scan)) {
        return true;
    }
    // 内資総第118号
    if bare.ends_with('号') && length <= 24 && bare.contains('第') && words.incidents == 0 {
        return true;
    }
    is_date_line(bare, days, words, scan)
}

/// A line that holds a date and little else: 「更新日:2024年10月4日」, 「2023年7月14日現在」, 「2022/11/14 18:00更新」.
pub(crate) fn is_date_line(bare: &str, days: &LineDays<'_>, words: &Words, scan: &Scan<'_>) -> bool {
    let days = days.within(bare);
    let is_of_page = match days.len() {
        0 => return false,
        1 => is_edition(bare, &days, scan),
        _ => are_labelled(bare, &days, scan),
    };
    if is_of_page {
        return true;
    }
    let Some(day) = days.iter().find(|day| day.to_the_day) else { return false };
    let taken: usize = days.iter().map(|d| bare[d.at.start..d.at.end].chars().count()).sum();
    let left = bare.chars().filter(|c| !c.is_whitespace()).count().saturating_sub(taken);
    left <= 4
        || left <= 14 && !bare.ends_with('。') && (words.any.has(List::DateLabel) || words.any.has(List::Generic))
        || left <= 26 && day.at.end == bare.len() && words.opens.has(List::DateLabel)
        || left <= 34 && words.opens.has(List::DateLabel) && !bare.contains('。')
}

fn ends_sentence(text: &str, stamp: Option<&Stamp>) -> bool {
    if stamp.is_some_and(|s| s.side == Side::Tail) {
        return false;
    }
    // 「【ご注意】…が出回っています」: a headline behind its label.
    if text.starts_with('【') && !text.contains('。') && !text.ends_with('、') && text.chars().count() <= 60 {
        return false;
    }
    let end = text.trim_end_matches([')', '」', '』', ' ']);
    if end.ends_with('。') || text.ends_with('。') || text.ends_with('、') {
        return true;
    }
    // A headline may hold one 。 (…へ不正アクセス。37万人分…流出); running text holds more, or ends in a verb.
    text.matches('。').nth(1).is_some()
        || ["ました", "ません", "でした", "ください", "された", "していた", "という", "です", "ます"]
            .iter()
            .any(|verb| end.ends_with(verb))
            && !end.ends_with("にご注意ください")
            && !end.ends_with("しました")
        || end.ends_with("しました") && text.chars().count() > 40
}

/// Whether nothing but the name of a medium stands beside the day; beside a day with its time any short name may.
fn is_source_line(text: &str, name: &str, stamp: &Stamp, words: &Words, scan: &Scan<'_>) -> bool {
    let length = name.chars().count();
    if !stamp.full || stamp.issuer.is_some() || words.closes.has(List::Ending) || !is_name(name) || has_particle(name) {
        return false;
    }
    // 「インシデント・事故 2025.2.19 Wed 8:10」: what kind of item it is.
    let timed = stamp.is_timed(text);
    if words.incidents > 0 {
        return timed && length <= 12;
    }
    // 「2024/04/02 架空女子中学校・高等学校」: schools of one house; a body without a sign between is read elsewhere.
    let joined =
        name.contains('・') && name.split('・').all(|part| scan.words_of(part).closes.has(List::OrganisationEnd));
    length <= 20 && is_medium(name, scan) || timed && length <= 14 || joined && length <= 36
}

/// Whether the line is the name of an organisation, perhaps with its section or with the name of an officer.
pub(crate) fn is_organisation(text: &str, words: &Words, scan: &Scan<'_>) -> bool {
    // 「架空市 財政部 課税課・収納課」: the body, then its offices.
    if let Some((body, offices)) = text.split_once(' ')
        && offices.ends_with(['部', '課', '室', '係', '局', '所', '科'])
        && !has_particle(offices)
        && offices.chars().count() <= 30
        && is_organisation(body, &scan.words_of(body), scan)
    {
        return true;
    }
    let length = text.chars().count();
    if !(2..=36).contains(&length)
        || text.contains(['。', '、', '「', '『', ':', '?', '!', '・']) && !text.contains("株式会社")
    {
        return false;
    }
    if has_particle(text)
        || words.closes.has(List::Ending)
        || text.contains("について")
        || text.starts_with(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    // 架空市(長野県)情報課: what stands in brackets says where
    let base = match (text.find('('), text.ends_with(')')) {
        (Some(open), true) if open > 0 => text[..open].trim_end(),
        _ => text,
    };
    let of_base = if base.len() == text.len() { *words } else { scan.words_of(base) };
    of_base.closes.has(List::OrganisationEnd)
        || of_base.opens.has(List::OrganisationStart)
        || of_base.opens.has(List::Officer) && length <= 20
}

/// Whether a particle joins words as in a phrase: after hiragana the same sign may be part of a name (こはる文具店).
pub(crate) fn has_particle(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let joined = !before.is_whitespace() && !jikenbo_text::is_hiragana(before);
        if c == 'を' || joined && matches!(c, 'が' | 'は' | 'へ' | 'に' | 'で') {
            return true;
        }
        before = c;
    }
    false
}
