//! The foot of a page: blocks of lines below its last article that belong to no text.
//!
//! In:   the page's lines and the last article.
//! Out:  its last line without the foot; the lines of the foot that name the house.
//! Data: `furniture/foot`, `furniture/rights`.
//!
//! A block belongs to the foot if each of its lines is a button, an offer, an address or a name, and one of them tells that it is; the
//! contact lines of a notice open by what they are for and stay with it.

use crate::{
    head::Role,
    layout::View,
    lines::Shape,
    stamp::is_medium,
    terms::{List, Scan, words_of},
};

/// Blocks of a foot, at most.
const BLOCKS: usize = 6;
/// Lines of a block, at most.
const LINES: usize = 12;
/// Longest line of a foot, in characters.
const LONGEST: usize = 60;

/// The last line of the article `start..=end` at the end of the page, without the page's foot.
pub(crate) fn without_foot(view: &View<'_>, start: usize, end: usize) -> usize {
    let mut end = behind_close(view, start, end);
    for _ in 0..BLOCKS {
        let is_text = |line: usize| view.lines[line].shape == Shape::Text;
        let top = (start..=end).rev().take(LINES).take_while(|&line| is_text(line)).last().unwrap_or(end);
        if top <= start + 1 {
            break;
        }
        let bottom = (end..view.lines.len()).take(LINES).take_while(|&line| is_text(line)).last().unwrap_or(end);
        let foot = (top..=bottom).filter(|&line| is_foot(view, line)).count();
        // 「お問い合わせ」 and the office below it stay; the name of the house between its number and the rights does not.
        if (top..=bottom).any(|line| heads_contact(view, line)) {
            while end > top && (is_foot(view, end) || is_name_above_foot(view, end)) {
                end -= 1;
            }
            break;
        }
        let whole = foot > 0 && (top..=bottom).all(|line| is_foot(view, line) || stands_beside(view, line));
        let from = if whole { top } else { end };
        if !whole && (!is_foot(view, end) || end == top) {
            break;
        }
        match (start + 1..from).rev().find(|&line| is_text(line)) {
            Some(above) => end = above,
            None => break,
        }
    }
    end
}

/// Lines below the article that name the house of the page: its name alone, its address, the rights.
pub(crate) fn houses(view: &View<'_>, end: usize) -> Vec<usize> {
    const MOST: usize = 4;
    let below = (end + 1..view.lines.len()).filter(|&line| view.lines[line].shape == Shape::Text).take(LINES * 2);
    let names = below.filter(|&line| {
        view.head_at(line).is_some_and(|head| {
            let text = view.text(head);
            let rights = text.chars().count() <= LONGEST && words_of(text).any.has(List::Rights);
            head.role == Role::Organisation || text.contains('〒') || rights
        })
    });
    names.take(MOST).collect()
}

/// The line 「以上」 that closes a notice, if nothing but short lines of the page stands below it.
fn behind_close(view: &View<'_>, start: usize, end: usize) -> usize {
    let is_page = |line: usize| {
        view.head_at(line).is_some_and(|head| {
            let text = view.text(head);
            matches!(head.role, Role::Other | Role::Section | Role::Furniture | Role::Related | Role::Tail)
                && text.chars().count() <= 30
                && !text.contains(['。', '、', ':', '※', '('])
                && !heads_contact(view, line)
        })
    };
    let texts = (start + 1..=end).rev().filter(|&line| view.lines[line].shape == Shape::Text).take(LINES);
    for line in texts {
        if matches!(view.lines[line].text(view.normal), "以上" | "以 上") {
            return line;
        }
        if !is_page(line) {
            break;
        }
    }
    end
}

/// The last line of the last of several articles without the office that answers for the page (「このページに関するお問い合わせ」).
pub(crate) fn without_office(view: &View<'_>, start: usize, end: usize) -> usize {
    let office = |line: &usize| view.head_at(*line).is_some_and(|head| view.text(head).starts_with("このページに"));
    let texts = |until| (start + 1..until).rev().filter(|&line| view.lines[line].shape == Shape::Text);
    match texts(end + 1).take(LINES).find(office) {
        Some(office) => texts(office).next().unwrap_or(end),
        None => end,
    }
}

/// Whether the line tells that it belongs to the foot.
fn is_foot(view: &View<'_>, line: usize) -> bool {
    let Some(head) = view.head_at(line) else { return false };
    let text = view.text(head);
    if matches!(head.role, Role::Furniture | Role::Tail | Role::Related)
        || !text.contains(|c: char| c.is_alphanumeric())
        || is_caption(text)
    {
        return true;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    // 「最終更新:6月25日11時7分」, the name of the medium alone.
    if head.is_day && bare.starts_with("最終更新")
        || text.chars().count() <= 16 && !text.contains('。') && is_medium(text, &Scan::of(text))
    {
        return true;
    }
    let words = words_of(bare);
    text.chars().count() <= LONGEST
        && (words.incidents == 0 || words.any.has(List::Rights))
        && (words.opens.has(List::Foot) || words.closes.has(List::Foot))
        && !matches!(head.role, Role::Closing | Role::Citation | Role::Address)
}

/// Whether the line says what for the lines below it are: 「お問い合わせ先」, not 「電話 0200-12-3456」.
fn heads_contact(view: &View<'_>, line: usize) -> bool {
    view.head_at(line).is_some_and(|head| {
        let text = view.text(head);
        let words = words_of(text.trim_matches(|c: char| !c.is_alphanumeric()));
        (words.opens.has(List::Contact) || words.closes.has(List::Contact))
            && !text.starts_with(['電', 'T', 't', 'F', '代'])
    })
}

/// Whether nothing but a name stands on the line, with the rights below it and a number above it.
fn is_name_above_foot(view: &View<'_>, line: usize) -> bool {
    let head =
        |line: usize| view.lines.get(line).filter(|line| line.shape == Shape::Text).and_then(|_| view.head_at(line));
    let below = head(line + 1).is_some_and(|head| head.role == Role::Furniture);
    let above = head(line - 1).is_some_and(|head| view.text(head).contains(|c: char| c.is_ascii_digit()));
    below && above && head(line).is_some_and(|head| head.role == Role::Organisation)
}

/// Whether the line is the caption of a picture: 「(写真)見本市役所」.
fn is_caption(text: &str) -> bool {
    let words = words_of(text.trim_start_matches(['【', '[', '<', '▲', '△', '↑', '●', '■', ' ']));
    words.opens.has(List::Caption) && text.chars().count() <= LONGEST && !text.ends_with('。')
}

/// Whether the line is an address: 「見本県架空市本町1-1」.
fn is_address(text: &str) -> bool {
    let place = text.find(['市', '区', '町', '村', '郡']).is_some_and(|at| at > 0);
    let number = text.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '号' | '階' | 'F' | '地'));
    text.contains('〒') || place && number && text.contains('-') | text.contains("番") && !text.contains(['。', '、'])
}

/// Whether the line may stand beside such lines: a name, an address, a number of a telephone.
fn stands_beside(view: &View<'_>, line: usize) -> bool {
    let Some(head) = view.head_at(line) else { return false };
    let text = view.text(head);
    let contact = head.role == Role::Closing && text.contains(|c: char| c.is_ascii_digit());
    let offers =
        ["はこちら", "はこちらから", "無料", "資料"].iter().any(|word| text.contains(word)) && !text.ends_with('。');
    text.chars().count() <= LONGEST && (head.role == Role::Organisation || contact || offers || is_address(text))
}
