//! Dates of what the leaked information covers: 「4月1日から5日に購入した方」, 「平成29年分の納付書」, 「対象の時期:令和4年4月~5年3月」.
//!
//! In:   a date with the words before and behind it.
//! Out:  the words that make it a `data_period`.
//! Data: lexicon classes `steps` (data_period, covered), `words`.

use jikenbo_lexicon::{Class, Tag, longest_at_end, longest_at_start};
use jikenbo_model::EventType;
use jikenbo_text::{ByteRange, Edge};

use crate::notice::Notice;

use super::entry::Entry;
use super::form::{Form, is_mark, is_object};
use super::words::{Kind::Known, Word, at_of, near_end};

/// Characters behind a date within which a word tells of its information (「…に登録された方」).
const NEAR_BYTES: usize = 48;
/// Bytes before a label at the start of its line: a sign, a number.
const LABEL_START_BYTES: usize = 24;

/// The words that make a date one of what the information covers: 「…までに登録された方」「6月受付分」.
pub(super) fn covered(notice: &Notice<'_>, entry: &Entry<'_>, behind: &str, after: &[Word]) -> Option<ByteRange> {
    let mention = &entry.dated.mention;
    let is_long = mention.end.is_some()
        || mention.edge != Edge::On
        || mention.is_fiscal
        || mention.start.day.is_open() && !mention.start.month.is_open();
    let is_data = |word: &&Word| {
        word.kind == Known(EventType::DataPeriod)
            && !is_figure(&notice.text, word.at)
            && !looks_into(&notice.text[word.at.end..entry.after.end])
            && (word.tag == Tag::StepsDataPeriod || is_long && word.tag == Tag::StepsCovered)
    };
    let Some(word) = after.iter().find(is_data) else {
        let is_period = (mention.end.is_some() || mention.edge == Edge::Since)
            && !entry.below
            && behind.starts_with(['に', 'の', 'ま', 'か', 'よ', '以', '、']);
        return describes_person(behind).filter(|_| is_period && !mention.has_time_end).and_then(|until| {
            let until = entry.after.start + until;
            let told = after.iter().any(|word| {
                word.at.start < until && word.form != Form::Object && !notice.text[until..].starts_with("た分")
            });
            (!told).then_some(mention.range)
        });
    };
    // 「11月12日からカード決済を再開」: the object of a step, not of the information.
    let taken = |other: &Word| {
        other.at.start >= word.at.end
            && other.at.start <= word.at.end + "を".len()
            && is_object(&notice.text[word.at.end..other.at.start])
            && matches!(other.kind, Known(EventType::Restored | EventType::Contained | EventType::Planned))
    };
    if after.iter().any(taken) {
        return None;
    }
    // Another step tells of the date before the information is named.
    if after
        .iter()
        .any(|other| other.at.start < word.at.start && !is_data(&other) && !(is_long && other.form == Form::Inner))
    {
        return None;
    }
    let between = &notice.text[entry.after.start..word.at.start];
    let comma = between
        .find('、')
        .is_some_and(|at| at > "までの間に".len() && longest_at_end(Tag::WordsInSpan, &between[..at]) == 0);
    let fits = if is_long {
        !comma
    } else {
        !between.contains('、') && between.len() <= NEAR_BYTES && word.form == Form::Inner && !behind.starts_with(' ')
    };
    fits.then_some(word.at)
}

/// Whether 分 stands behind a figure: 「5万人分の」.
fn is_figure(text: &str, at: ByteRange) -> bool {
    at.of(text).starts_with('分') && longest_at_end(Tag::WordsCountUnit, &text[..at.start]) > 0
}

/// Whether what was carried out is a look into the matter: 「実施した内部監査」.
fn looks_into(rest: &str) -> bool {
    let noun = longest_at_start(Tag::WordsDid, rest);
    let noun = rest[noun..].trim_start_matches("内部").trim_start_matches("社内").trim_start_matches("定期");
    rest.len() > noun.len() && longest_at_start(Tag::WordsInquiry, noun) > 0
}

/// Bytes behind a period within which its clause may describe persons.
const PERSON_BYTES: usize = 120;

/// Where a clause ends that says of persons what they did in a period: 「…に店頭で申込書を書いた方」.
fn describes_person(behind: &str) -> Option<usize> {
    let clause = &behind[..behind.find(['。', '\n', '\t', '」']).unwrap_or(behind.len())];
    clause.match_indices(['た', 'だ']).take_while(|(at, _)| *at <= PERSON_BYTES).find_map(|(at, verb)| {
        let rest = &clause[at + verb.len()..];
        (longest_at_start(Tag::WordsPersonNoun, rest) > 0 || is_paper(rest)).then_some(at)
    })
}

/// Whether a noun for papers or records opens a text: 口座振替依頼書, 検査記録.
fn is_paper(rest: &str) -> bool {
    let noun =
        rest.find(|c: char| !matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{30a1}'..='\u{30fc}')).unwrap_or(rest.len());
    longest_at_end(Tag::WordsPaper, &rest[..noun]) > 0
}

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
    let last = notice.mentions_in(before).filter(|m| m.tag.class() == Class::Steps).last()?;
    let between = &notice.text[last.end as usize..entry.before.end];
    let is_label = last.tag == Tag::StepsDataPeriod
        && (last.start as usize) <= entry.before.start + LABEL_START_BYTES
        && is_mark(between.trim_start_matches("した").trim_end_matches('は'));
    let is_bracketed = matches!(last.tag, Tag::StepsDataPeriod | Tag::StepsCovered)
        && between.ends_with('(')
        && between.len() <= NEAR_BYTES
        && behind.trim_start_matches("分").trim_start_matches("まで").starts_with(')');
    (is_label || is_bracketed).then(|| at_of(last))
}
