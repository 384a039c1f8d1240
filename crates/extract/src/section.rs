//! Under which of its own headings a sentence of a notice stands.
//!
//! In:   the sentences of a notice with their mentions.
//! Out:  for each whether it is a heading, and the section that the last heading opened.
//! Data: lexicon class `sections`.

use jikenbo_lexicon::{Class, Tag};

use crate::negation;
use crate::notice::{Notice, Place, Sentence};

/// What a heading inside a notice announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// No heading yet, or one that says nothing.
    None,
    /// 概要, 発生の状況
    Overview,
    /// 経緯, 経過
    Timeline,
    /// 流出した情報, 対象となる情報
    Data,
    /// 流出していない情報, 含まれないもの
    Excluded,
    /// 原因, 侵入経路
    Cause,
    /// 対応, 関係機関への報告
    Response,
    /// 再発防止策, 今後の対策
    Prevention,
    /// お問い合わせ
    Contact,
    /// お客様へのお願い
    Request,
    /// 二次被害
    Damage,
    /// 不審メールの例
    SampleMail,
    /// Explanations that are no part of the incident (ランサムウェアとは, 対策のポイント).
    Advice,
    /// 関連記事, 広告
    Related,
}

/// Longest heading inside a notice, in characters.
const HEADING_CHARS: usize = 40;
/// Bytes of the longest character.
const LONGEST_CHAR: usize = 4;

/// Marks headings and gives every sentence its section.
pub(crate) fn assign(notice: &mut Notice<'_>) {
    let mut section = Section::None;
    let mut step_line = None;
    let mut day_line = None;
    for index in 0..notice.sentences.len() {
        let sentence = &notice.sentences[index];
        let mut is_heading = false;
        if sentence.place == Place::Body {
            let words = sentence.range.of(&notice.text);
            // What goes on a step of a list is no heading: 「2月13日 公表。再設定をお願い」.
            // Nor is the step below a day that stands alone.
            let goes_on = step_line == Some(sentence.line)
                || day_line.is_some_and(|line| line + 1 == sentence.line) && !is_numbered(words);
            if opens_with_day(words) {
                step_line = Some(sentence.line);
            }
            if is_day_alone(words) {
                day_line = Some(sentence.line);
            }
            // The line of a firm that signs is none, whatever its name holds (架空ポイント株式会社).
            let signs = sentence.tags.has(Tag::OrganisationsLegalForm);
            if !goes_on && !signs && looks_like_heading(words) {
                // A line that lists information (「氏名、住所、緊急連絡先」) heads at most what it lists.
                let is_list =
                    words.contains(['、', '・', '/']) && notice.of_class(sentence, Class::DataTypes).nth(2).is_some();
                let is_heading_tag = |tag: &Tag| !is_list || matches!(tag, Tag::SectionsData | Tag::SectionsExcluded);
                let found =
                    notice.of_class(sentence, Class::Sections).last().map(|mention| mention.tag).filter(is_heading_tag);
                // 「漏えいしていない項目」
                let is_negated =
                    |tag: Tag| tag == Tag::SectionsData && !is_list && negation::holds_not(notice, sentence);
                let found = if found.is_some_and(is_negated) { Some(Tag::SectionsExcluded) } else { found };
                // 「保護者の緊急連絡先 57世帯分」 is what was lost, not whom to ask.
                let found = found.filter(|&tag| tag != Tag::SectionsContact || !counts_something(notice, sentence));
                if let Some(tag) = found {
                    section = section_of(tag);
                    is_heading = true;
                } else if is_numbered(words) && !words.contains('、') {
                    section = Section::None;
                    is_heading = true;
                }
            }
        }
        let sentence = &mut notice.sentences[index];
        sentence.is_heading = is_heading;
        sentence.section = section;
    }
}

/// Whether a line holds a figure with its counter.
fn counts_something(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    notice
        .of_class(sentence, Class::Units)
        .any(|unit| notice.text[..unit.start as usize].ends_with(|c: char| c.is_ascii_digit()))
}

fn section_of(tag: Tag) -> Section {
    match tag {
        Tag::SectionsOverview => Section::Overview,
        Tag::SectionsTimeline => Section::Timeline,
        Tag::SectionsData => Section::Data,
        Tag::SectionsExcluded => Section::Excluded,
        Tag::SectionsCause => Section::Cause,
        Tag::SectionsResponse => Section::Response,
        Tag::SectionsPrevention => Section::Prevention,
        Tag::SectionsContact => Section::Contact,
        Tag::SectionsRequest => Section::Request,
        Tag::SectionsDamage => Section::Damage,
        Tag::SectionsSampleMail => Section::SampleMail,
        Tag::SectionsAdvice => Section::Advice,
        Tag::SectionsRelated => Section::Related,
        _ => Section::None,
    }
}

/// Short, and no sentence.
fn looks_like_heading(words: &str) -> bool {
    words.len() <= HEADING_CHARS * LONGEST_CHAR
        && !words.ends_with(['。', '、', '!'])
        && words.chars().nth(HEADING_CHARS).is_none()
        && !words.contains('。')
        && !opens_with_day(words)
}

/// Longest line that holds a day of a list alone, in bytes: 「6月17日(月曜日)から19日(水曜日)まで」.
const DAY_LINE_BYTES: usize = 72;

/// Whether a line of a list holds a month and a day and no more; a day with its year may be that of the page.
fn is_day_alone(words: &str) -> bool {
    let words = words.trim_end();
    let dated = words.starts_with(|c: char| c.is_ascii_digit()) && words.contains('月') && words.contains('日');
    dated
        && words.len() <= DAY_LINE_BYTES
        && !words.contains('年')
        && words.ends_with(['日', ')', '間', '分', '時', '頃', 'で', 'ろ'])
        && words.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '月' | '日'
                        | '火'
                        | '水'
                        | '木'
                        | '金'
                        | '土'
                        | '曜'
                        | '時'
                        | '分'
                        | '頃'
                        | '間'
                        | '午'
                        | '前'
                        | '後'
                )
                || matches!(
                    c,
                    '(' | ')' | ' ' | ':' | '~' | '-' | '祝' | 'か' | 'ら' | 'ま' | 'で' | 'の' | 'ご' | 'ろ'
                )
        })
}

/// Whether a line is a step of a list: 「2023年3月14日 不審なメールについて連絡」, 「3月14日(火) …」.
pub(crate) fn opens_with_day(words: &str) -> bool {
    let opens = |c: char| c.is_ascii_digit() || matches!(c, '【' | '・' | ' ' | '-' | '*' | '>' | '令' | '平');
    if !words.starts_with(opens) {
        return false;
    }
    // 「【経過】2月18日 …」「・2月18日 …」
    let labelled = words.strip_prefix('【').and_then(|label| label.split_once('】')).map_or(words, |(_, rest)| rest);
    let words = labelled.trim_start_matches(['・', ' ', '-', '*', '>']);
    if !words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '令' | '平')) {
        return false;
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let era = ["令和", "平成"].iter().find_map(|era| words.strip_prefix(era)).unwrap_or(words);
    let mut rest = era;
    for sign in ['年', '月', '日'] {
        let taken = digits(rest);
        if let Some(behind) = rest[taken..].strip_prefix(sign).filter(|_| taken > 0) {
            rest = behind;
        }
    }
    words[..words.len() - rest.len()].ends_with('日') && rest.starts_with([' ', '(', '\t', ':'])
}

/// Whether a line starts as a numbered or marked heading does: `1 …`, `(2)…`, `■…`, `【…】`, `第3章 …`.
fn is_numbered(words: &str) -> bool {
    let mut chars = words.chars();
    match chars.next() {
        Some('0'..='9') => {
            let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
            words.len() - rest.len() <= 4
                && (words.contains('.') || rest.starts_with([' ', ')', '、']))
                && !rest.trim_start().starts_with(['月', '年', '日', '件', '名', '人', '時'])
        }
        Some('■' | '●' | '◆' | '【' | '□' | '▼' | '○' | '◎' | '◇' | '《' | '<') => true,
        Some('第') => words.contains('章'),
        Some('一' | '二' | '三' | '四' | '五' | '六' | '七') => chars.next() == Some('、'),
        _ => false,
    }
}
