//! The foot of a page: blocks of lines below its last article that belong to no text.
//!
//! In:   the page's lines and the last article.
//! Out:  its last line without the foot; the lines of the foot that name the house.
//! Data: `furniture/foot`, `furniture/rights`, `furniture/tail`, `furniture/caption`, `issuers/medium`.
//!
//! A block belongs to the foot if each of its lines is a button, an offer, an address or a name, and one of them tells that it is; or if its
//! lines are short and tell nothing and enough of the foot is known below. The contact lines of a notice open by what they are for and stay
//! with it.

use crate::{
    layout::View,
    lines::Shape,
    mark::Mark,
    role::Role,
    stamp::is_medium,
    terms::{List, Scan, Words, words_of},
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
        if top <= start + 1 || is_signature(view, top, end) {
            break;
        }
        let bottom = (end..view.lines.len()).take(LINES).take_while(|&line| is_text(line)).last().unwrap_or(end);
        let foot = (top..=bottom).filter(|&line| is_foot(view, line)).count();
        // 「お問い合わせ」 and the office below it stay; the name of the house between its number and the rights does not.
        if (top..=bottom).any(|line| is_contact(view, line)) {
            while end > top && (is_foot(view, end) || is_name_above_foot(view, end)) {
                end -= 1;
            }
            break;
        }
        let beside = |line: usize| is_foot(view, line) || stands_beside(view, line);
        let whole = foot > 0 && (top..=bottom).all(beside)
            || bottom >= top + 2
                && (top..=bottom).all(|line| beside(line) || is_short(view, line, foot))
                && known_below(view, top) >= KNOWN
                && !is_introduced(view, start, top);
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

/// Lines of the foot that must be known where the others of a block are short and tell nothing (the shelves of a shop, the hours of a
/// hospital).
const KNOWN: usize = 2;

/// How many of the last lines of the page are known to belong to its foot.
fn known_below(view: &View<'_>, top: usize) -> usize {
    let texts = (top..view.lines.len()).filter(|&line| view.lines[line].shape == Shape::Text).take(4 * LINES);
    texts.filter(|&line| is_foot(view, line) || view.lines[line].text(view.normal).starts_with('〒')).count()
}

/// Whether a line is short and tells nothing of an incident: no sentence, no label, no item of a list.
fn is_short(view: &View<'_>, line: usize, known: usize) -> bool {
    view.head_at(line).is_some_and(|head| {
        let text = view.text(head);
        let plain = matches!(head.marked.mark, Mark::Plain) || head.stamp.is_some();
        (matches!(head.role, Role::Other | Role::Section | Role::Organisation | Role::Around)
            || head.role == Role::Sentence && known >= KNOWN)
            && plain
            && text.chars().count() <= 30
            && head.words.incidents == 0
            && !text.starts_with('(')
            && !text.contains([':', '※', '、', '「'])
    })
}

/// Whether the block that begins on `top` is what the heading above it leads to.
fn is_introduced(view: &View<'_>, start: usize, top: usize) -> bool {
    let above = (start..top).rev().find(|&line| view.lines[line].shape == Shape::Text);
    above.and_then(|line| view.head_at(line)).is_some_and(|head| {
        matches!(head.role, Role::Section | Role::Other) && !view.text(head).ends_with(['。', ')'])
            || view.text(head).ends_with(':')
    })
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

/// The line with which the article's own words close, if nothing but short lines of the page stands below it: 「以上」, the last one of the
/// signature, of the office for questions, or of the text above the buttons.
fn behind_close(view: &View<'_>, start: usize, end: usize) -> usize {
    let is_text = |line: usize| view.lines[line].shape == Shape::Text;
    let mut bottom = end;
    for _ in 0..BLOCKS {
        let block: Vec<usize> = (start + 1..=bottom).rev().take(LINES).take_while(|&line| is_text(line)).collect();
        let Some(&top) = block.last() else { break };
        if let Some(&line) =
            block.iter().take_while(|&&line| !is_text_of_article(view, line)).find(|&&line| is_close(view, line))
        {
            return line;
        }
        let above = (start + 1..top).rev().find(|&line| is_text(line));
        let Some(above) = above else { break };
        if bottom < end && closes(view, start, top, bottom) {
            let buttons = block.iter().all(|&line| is_button(view, line));
            let farewell = view.head_at(above).is_some_and(|head| head.words.whole.has(List::Closing));
            return if known_below(view, bottom + 1) > 0 || buttons || farewell {
                if buttons { above } else { bottom }
            } else {
                end
            };
        }
        if !block.iter().all(|&line| !is_text_of_article(view, line)) {
            break;
        }
        bottom = above;
    }
    end
}

fn is_close(view: &View<'_>, line: usize) -> bool {
    matches!(view.lines[line].text(view.normal), "以上" | "以 上")
}

fn is_button(view: &View<'_>, line: usize) -> bool {
    view.head_at(line).is_some_and(|head| head.role == Role::Furniture) && !is_contact(view, line)
}

/// Whether the block `top..=bottom` closes the article: a signature with its day, the office for questions with its number, buttons.
fn closes(view: &View<'_>, start: usize, top: usize, bottom: usize) -> bool {
    if !(start + 1..top).any(|line| view.lines[line].shape == Shape::Text && view.is_body(line)) {
        return false;
    }
    let heads = || (top..=bottom).filter_map(|line| view.head_at(line));
    if heads().count() <= bottom - top {
        return false;
    }
    let asked = || {
        let above = (start + 1..top).rev().find(|&line| view.lines[line].shape == Shape::Text);
        let headed = is_contact(view, top) || above.is_some_and(|line| is_contact(view, line));
        headed && heads().any(|head| digits_of(view.text(head)) >= NUMBER)
    };
    is_signature(view, top, bottom) || asked() || (top..=bottom).all(|line| is_button(view, line))
}

/// Whether the block holds a day and the body that signs, and nothing but short lines.
fn is_signature(view: &View<'_>, top: usize, bottom: usize) -> bool {
    let heads = || (top..=bottom).filter_map(|line| view.head_at(line));
    let signs = heads().filter(|head| head.role == Role::Organisation).count();
    (heads().any(|head| head.is_day) && signs >= 1 || signs >= 2 && !is_contact(view, top))
        && heads().all(|head| head.role != Role::Sentence && view.text(head).chars().count() <= 30)
}

/// Digits of the number of a telephone, at least.
const NUMBER: usize = 6;

fn digits_of(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether a line may tell more of the article, so that it is not one of the page's short lines.
fn is_text_of_article(view: &View<'_>, line: usize) -> bool {
    let Some(head) = view.head_at(line) else { return true };
    if is_foot(view, line) {
        return false;
    }
    let text = view.text(head);
    let labelled = text.find(':').is_some_and(|at| !text[..at].ends_with(|c: char| c.is_ascii_digit()));
    let numbered = head.role == Role::Closing && digits_of(text) >= NUMBER;
    // 「アーカイブ」 above the years of a site.
    let leads = || view.around_of(line).and_then(|place| place.next).and_then(|next| view.head_at(next));
    let cites = head.role == Role::Citation
        && (text.contains(':') || leads().is_none_or(|head| head.role == Role::Address || head.role == Role::Sentence));
    cites
        || head.role == Role::Address
        || head.role == Role::Sentence && (text.ends_with('。') || text.chars().nth(24).is_some())
        || head.role == Role::Closing && !numbered
        || matches!(head.marked.mark, Mark::List | Mark::Number(_) | Mark::Bracket(_)) && head.stamp.is_none()
        || head.words.incidents > 0
        || head.words.opens.has(List::Section) && !head.words.whole.has(List::Generic)
        || text.chars().count() > 40
        || labelled && !numbered
        || text.starts_with(['(', '※', '「'])
        || text.contains(['。', '※'])
        || is_contact(view, line)
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
pub(crate) fn is_foot(view: &View<'_>, line: usize) -> bool {
    view.head_at(line).is_some_and(|head| head.is_foot)
}

/// Whether a line of this role tells that it belongs to the foot; `of_edge` are the words of `edge`, its text without the signs around.
pub(crate) fn tells_foot(text: &str, edge: &str, of_edge: &Words, scan: &Scan<'_>, role: Role, is_day: bool) -> bool {
    let known = matches!(role, Role::Furniture | Role::Tail | Role::Related)
        || numbers_last_page(text)
        || sums_up(text)
        || text.starts_with('\\') && text.ends_with('/');
    if known || edge.is_empty() || is_day && edge.starts_with("最終更新") {
        return true;
    }
    if text.chars().nth(LONGEST).is_some() {
        return false;
    }
    let told = (of_edge.incidents == 0 || of_edge.any.has(List::Rights))
        && (of_edge.opens.has(List::Foot) || of_edge.closes.has(List::Foot))
        && !matches!(role, Role::Closing | Role::Citation | Role::Address);
    // The name of the medium alone.
    told || is_caption(text, scan) || text.chars().nth(16).is_none() && !text.contains('。') && is_medium(text, scan)
}

/// 「2/2」: the number of the last page.
fn numbers_last_page(text: &str) -> bool {
    text.split_once('/').is_some_and(|(page, of)| {
        page == of && (1..=3).contains(&page.len()) && page.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// 「以上3件」 below the items of a list.
pub(crate) fn sums_up(text: &str) -> bool {
    let count = text.strip_prefix("以上").map(|rest| rest.trim_start_matches(['、', ' ', '全', '計']));
    count.and_then(|rest| rest.strip_suffix('件')).is_some_and(|number| {
        !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether the line says what for the lines below it are: 「お問い合わせ先」, not 「電話 0200-12-3456」.
pub(crate) fn heads_contact(text: &str, of_edge: &Words) -> bool {
    (of_edge.opens.has(List::Contact) || of_edge.closes.has(List::Contact))
        && !text.starts_with(['電', 'T', 't', 'F', '代'])
}

fn is_contact(view: &View<'_>, line: usize) -> bool {
    view.head_at(line).is_some_and(|head| head.heads_contact)
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
fn is_caption(text: &str, scan: &Scan<'_>) -> bool {
    let bare = text.trim_start_matches(['【', '[', '<', '▲', '△', '↑', '●', '■', ' ']);
    scan.opens(bare, List::Caption) && !text.ends_with('。')
}

/// Whether the line is an address: 「見本県架空市本町1-1」.
fn is_address(text: &str) -> bool {
    let place = text.find(['市', '区', '町', '村', '郡']).is_some_and(|at| at > 0);
    let number = text.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '号' | '階' | 'F' | '地'));
    text.contains('〒')
        || place && number && (text.contains('-') || text.contains("番")) && !text.contains(['。', '、'])
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
