//! The label, bracket or column that makes a period one of what the information covers.
//!
//! In:   a period with the words before and behind it.
//! Out:  the words that make it a `data_period`.
//! Data: lexicon class `steps` (data_period: labels); `words/paper`, `covered_act`, `person_noun`, `count_unit`.
//!
//! | text                                 | told by     |
//! |--------------------------------------|-------------|
//! | 対象の時期:令和4年4月~5年3月           | a label     |
//! | 対象は3月16日~4月7日                   | the topic   |
//! | 保存メール(4月から6月まで)              | a bracket   |

use jikenbo_lexicon::{Class, Tag, longest_at_end};
use jikenbo_text::ByteRange;

use crate::cues::{self, Cues};
use crate::notice::Notice;

use super::covered::is_noun;
use super::entry::Entry;
use super::form::is_mark;
use super::words::{at_of, near_end};

/// Bytes before a label at the start of its line: a sign, a number.
const LABEL_START_BYTES: usize = 24;
/// Longest list of periods in a bracket, in bytes.
const BRACKET_BYTES: usize = 90;

/// The label or noun before a period that makes it one of the information: 「対象の時期:令和4年4月~5年3月」, 「保存メール(4月から6月まで)」.
pub(super) fn labelled(notice: &Notice<'_>, entry: &Entry<'_>, behind: &str) -> Option<ByteRange> {
    let mention = &entry.dated.mention;
    if mention.end.is_none() && !mention.is_fiscal && (!mention.start.day.is_open() || mention.start.month.is_open()) {
        return None;
    }
    let before = near_end(entry.before);
    if entry.column {
        return Some(mention.range);
    }
    if let Some(is_record) = in_brackets_of(notice, entry, behind) {
        return is_record.then_some(mention.range);
    }
    // 「対象は2025年3月16日~4月7日」
    const MEANT: Cues = Cues::of(&["対象は", "対象者は", "対象となるのは", "対象となったのは", "該当するのは"]);
    if mention.end.is_some() && MEANT.end(before.of(&notice.text).trim_end_matches(['、', ' '])) {
        return Some(mention.range);
    }
    // 「受付の時期 平成20年4月~22年3月」
    const SPAN: Cues = Cues::of(&["時期", "期間", "年月", "年度", "月分"]);
    let label = before.of(&notice.text).trim_end_matches(|c: char| !c.is_alphanumeric());
    if SPAN.end(label) && entry.before.start == entry.sentence.range.start && label.len() <= LABEL_START_BYTES * 2 {
        let stem = label[..label.len() - "時期".len()].trim_end_matches('の');
        let named = [Tag::WordsCoveredAct, Tag::WordsCoveredDeed, Tag::WordsPaper];
        if named.iter().any(|tag| longest_at_end(*tag, stem) > 0) {
            return Some(mention.range);
        }
    }
    let last = notice.mentions_in(before).filter(|m| m.tag.class() == Class::Steps).last()?;
    let between = &notice.text[last.end as usize..entry.before.end];
    let is_label = last.tag == Tag::StepsDataPeriod
        && (last.start as usize) <= entry.before.start + LABEL_START_BYTES
        && is_mark(cues::behind(between, &["した"]).trim_end_matches('は'));
    is_label.then(|| at_of(last))
}

/// Whether a bracket of periods that holds a date is one of papers or persons: 「送受信メール4,217通(4月から6月まで)」, 「11冊(08年6~7月、
/// 11年4月~12年3月)」; nothing where the date stands in no such bracket.
fn in_brackets_of(notice: &Notice<'_>, entry: &Entry<'_>, behind: &str) -> Option<bool> {
    let end = entry.dated.mention.range.start;
    let start = notice.text.ceil_char_boundary(entry.sentence.range.start.max(end.saturating_sub(2 * BRACKET_BYTES)));
    let front = notice.text.get(start..end)?;
    let open = front.rfind('(')?;
    let is_list =
        |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '度' | '分' | '~' | '、' | '・' | '-' | '/');
    let ends = cues::behind(behind, &["分", "まで"]).starts_with(')');
    let goes_on = jikenbo_lexicon::is_term(Tag::WordsDayJoin, behind.trim());
    if front.len() - open > BRACKET_BYTES || !front[open + 1..].chars().all(is_list) || !ends && !goes_on {
        return None;
    }
    let front = &front[..open];
    let unit = longest_at_end(Tag::WordsCountUnit, front);
    let bare = front[..front.len() - unit].trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let has_figure = unit > 0 && bare.len() < front.len() - unit;
    if has_figure && front.ends_with(['冊', '枚', '通', '綴']) {
        return Some(true);
    }
    let front = if has_figure { bare.trim_end_matches(['約', '計']) } else { front };
    let noun = front.rfind(|c: char| !is_noun(c));
    let noun = &front[noun.map_or(0, |at| at + front[at..].chars().next().map_or(0, char::len_utf8))..];
    let named = [Tag::WordsPaper, Tag::WordsCoveredAct, Tag::WordsPersonNoun];
    Some(named.iter().any(|tag| longest_at_end(*tag, noun) > 0))
}
