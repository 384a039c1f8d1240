//! The dates of a notice, resolved.
//!
//! In:   the notice's text and the article's day.
//! Out:  mentions in reading order with their dates.

use jikenbo_lexicon::{Mention, Tag, TagSet, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::PartialDate;
use jikenbo_text::{DateMention, Part, Resolved, Resolver, WrittenDate, find_dates};

use crate::notice::{Place, Sentence};

/// A date where it stands in the notice's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dated {
    pub(crate) mention: DateMention,
    pub(crate) resolved: Resolved,
}

/// Finds and resolves the dates of a text. `now` is the article's day.
pub(crate) fn read(text: &str, now: Option<PartialDate>) -> Vec<Dated> {
    let mentions = find_dates(text);
    let mut resolver = Resolver::new(now);
    if now.is_none()
        && let Some(year) = last_year(&mentions)
    {
        resolver.assume(year);
    }
    mentions.iter().map(|mention| Dated { mention: *mention, resolved: resolver.resolve(mention) }).collect()
}

/// Resolves dates anew, once the article's day is known.
pub(crate) fn resolve_anew(dates: &mut [Dated], now: PartialDate) {
    let mut resolver = Resolver::new(Some(now));
    for dated in dates {
        dated.resolved = resolver.resolve(&dated.mention);
    }
}

/// Days by which an update may follow the article.
const UPDATED_WITHIN_DAYS: i32 = 400;

/// The day of the last update that the head of a page names (「最終更新 2018年12月21日」「(1月23日 9:40更新)」), else the article's own.
pub(crate) fn last_update(head: &str, own: PartialDate) -> PartialDate {
    if !stands_in(Tag::WordsUpdated, head) {
        return own;
    }
    let mut resolver = Resolver::new(Some(own));
    let mut last = own;
    for mention in find_dates(head) {
        let date = resolver.resolve(&mention).start;
        let before = head[..mention.range.start].trim_end_matches([':', ' ', '(', '日', '\t']);
        let is_update = longest_at_end(Tag::WordsUpdated, before) > 0
            || longest_at_start(Tag::WordsUpdated, head[mention.range.end..].trim_start()) > 0;
        let full = date.filter(|date| is_update && date.day.is_some());
        if let Some(date) =
            full.filter(|date| *date > last && own.plus_days(UPDATED_WITHIN_DAYS).is_none_or(|limit| *date <= limit))
        {
            last = date;
        }
    }
    last
}

/// Sets right what wording tells against the calendar: what is told as done did not happen after the article's day, and the
/// stamp of an update (「(15日10:00追記)」) is of the days around it.
pub(crate) fn settle(
    dates: &mut [Dated],
    text: &str,
    sentences: &[Sentence],
    mentions: &[Mention],
    now: Option<PartialDate>,
    lone_days_only: bool,
) {
    let Some(now) = now.filter(|now| now.month.is_some()) else { return };
    for dated in dates {
        let Some(start) = dated.resolved.start else { continue };
        let is_lone_day = is_lone_day(&dated.mention);
        let without_year = dated.mention.start.year.is_open() && matches!(dated.mention.start.month, Part::Given(_));
        if !is_lone_day && (!without_year || lone_days_only) {
            continue;
        }
        let stamp = is_lone_day && is_stamp(text, &dated.mention, mentions);
        if !stamp && !is_ahead(start, now) {
            continue;
        }
        let at = dated.mention.range.start;
        let sentence = sentences[..sentences.partition_point(|sentence| sentence.range.start <= at)].last();
        let Some(sentence) = sentence.filter(|sentence| at < sentence.range.end) else { continue };
        if stamp {
            let this_month = PartialDate { day: start.day, ..now };
            let near = [-1, 0, 1].into_iter().filter_map(|months| this_month.plus_months(months));
            let distance = |date: &PartialDate| Some(date.day_number()?.abs_diff(now.day_number()?));
            dated.resolved.start = near.filter(|date| date.exists()).min_by_key(distance);
        } else if is_told_as_done(text, sentence) {
            let months = if is_lone_day { 1 } else { 12 };
            let moved = start.plus_months(-months).filter(|moved| moved.exists() && !is_ahead(*moved, now));
            if moved.is_some() {
                dated.resolved.start = moved;
                dated.resolved.end = dated.resolved.end.and_then(|end| end.plus_months(-months));
            }
        }
    }
}

/// Moves the day of an announcement without a year to the year behind, where it would come before what it tells: 「10日、…と発表した。
/// 平成20年11月に…気付いた」. For an article that bears no day itself.
pub(crate) fn settle_announcement(dates: &mut [Dated], sentences: &[Sentence]) {
    let told = TagSet::of(&[Tag::StepsDetected, Tag::StepsOccurred]);
    let mut body = sentences.iter().filter(|sentence| sentence.place == Place::Body && sentence.aside.is_none());
    let Some(opening) = body.next().filter(|sentence| sentence.tags.has(Tag::StepsPublished)) else { return };
    let within = |sentence: &Sentence, dated: &Dated| {
        (sentence.range.start..sentence.range.end).contains(&dated.mention.range.start)
    };
    let is_announced = |dated: &Dated| within(opening, dated) && dated.mention.start.year.is_open();
    let Some(at) = dates.iter().position(is_announced) else { return };
    let Some(day) = dates[at].resolved.start.filter(|day| day.day.is_some()) else { return };
    let is_after =
        |dated: &Dated| dated.mention.start.has_year() && dated.resolved.start.is_some_and(|start| start > day);
    let told_after = |sentence: &Sentence| {
        sentence.tags.has_any(&told)
            && !sentence.tags.has(Tag::StepsPlanned)
            && dates.iter().any(|dated| is_after(dated) && within(sentence, dated))
    };
    if body.any(told_after) {
        dates[at].resolved.start = Some(PartialDate { year: day.year + 1, ..day });
    }
}

/// Whether a date lies after another as far as both say.
fn is_ahead(date: PartialDate, now: PartialDate) -> bool {
    if (date.year, date.month.is_none() || now.month.is_none()) != (now.year, false) {
        return date.year > now.year;
    }
    date.month > now.month || date.month == now.month && date.day.zip(now.day).is_some_and(|(date, now)| date > now)
}

const fn is_lone_day(mention: &DateMention) -> bool {
    mention.start.year.is_open() && mention.start.month.is_open() && matches!(mention.start.day, Part::Given(_))
}

/// Whether a day in brackets says when something was added to the page.
fn is_stamp(text: &str, mention: &DateMention, mentions: &[Mention]) -> bool {
    let (start, end) = (mention.range.start, mention.range.end);
    let behind = &mentions[mentions.partition_point(|word| (word.start as usize) < end)..];
    text[..start].ends_with(['(', '[', '※', '【', '<', '〈', '《', '≪'])
        && behind
            .first()
            .is_some_and(|word| word.tag == Tag::StepsPublished && (word.start as usize) <= end + " に".len())
}

/// Whether a sentence ends as one of things done: 「…した。」, without a word of plans.
fn is_told_as_done(text: &str, sentence: &Sentence) -> bool {
    let words = sentence.range.of(text).trim_end_matches(|c: char| !c.is_alphanumeric());
    words.ends_with('た') && !sentence.tags.has(Tag::StepsPlanned)
}

/// The last year that the text states for a day, else for a month.
fn last_year(mentions: &[DateMention]) -> Option<i16> {
    let all = || mentions.iter().flat_map(|mention| [Some(mention.start), mention.end]).flatten();
    let year = |date: WrittenDate| if let Part::Given(year) = date.year { Some(year) } else { None };
    let of_days = all().filter(|date| matches!(date.day, Part::Given(_))).filter_map(year).max();
    of_days.or_else(|| all().filter(|date| matches!(date.month, Part::Given(_))).filter_map(year).max())
}

/// Whether the words name a day that no month has (6月31日), or that this year has not.
pub(crate) fn does_not_exist(mention: &DateMention) -> bool {
    let Part::Given(day) = mention.start.day else { return false };
    // Of a day without a year it is enough that a leap year has it.
    let (year, month) = match (mention.start.year, mention.start.month) {
        (Part::Given(year), Part::Given(month)) => (year, month),
        (_, Part::Given(month)) => (2024, month),
        _ => return false,
    };
    !PartialDate { year, month: Some(month), day: Some(day) }.exists()
}
