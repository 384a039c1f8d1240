//! The year of a day beside a heading that gives none (「◇12月2日 …」, 「…(6/11 公表)」), from the page's head or the article itself.
//!
//! In:   the page's lines and the articles as lines.
//! Out:  for each article whose own day has no year the day with it, and where it stands.
//!
//! | head of the page      | items in page order | days                   |
//! |-----------------------|---------------------|------------------------|
//! | 2023年6月のまとめ      | 6/11, 6/14          | 2023-06-11, 2023-06-14 |
//! | 最終更新 2018年1月20日 | 1月9日, 12月2日     | 2018-01-09, 2017-12-02 |
//! | none                  | 6/11, in the text 令和5年6月9日 | 2023-06-11  |
//! | 2019年度の事故メモ     | 10/3, 2/4           | 2019-10-03, 2020-02-04 |
//!
//! No item was published after the day at the head of its page; one of a page that is named after a month may be of the month behind it.

use jikenbo_model::{ByteRange, PartialDate};
use jikenbo_text::{DateMention, Part, find_dates};

use crate::{
    Span,
    days::{bare_day, bare_tail},
    layout::View,
    lines::Shape,
};

/// How much of a page's head is read, in bytes.
const HEAD_BYTES: usize = 1_000;
/// How much of an article is read for its year, in bytes.
const TEXT_BYTES: usize = 6_000;
/// Days between a day without a year and one with it that still lets them be of one matter.
const NEAR_DAYS: u32 = 92;

/// A day without a year; bytes of the normal form.
#[derive(Debug, Clone, Copy)]
struct Open {
    month: u8,
    day: u8,
    at: ByteRange,
}

/// For each article the day that it bears, where the year had to be found.
pub(crate) fn days(view: &View<'_>, spans: &[Span]) -> Vec<Option<(PartialDate, ByteRange)>> {
    let open: Vec<Option<Open>> = spans.iter().map(|span| open_day(view, span)).collect();
    if open.iter().all(Option::is_none) {
        return vec![None; spans.len()];
    }
    let issued = spans.first().and_then(|span| head_of_page(view, span.start));
    let known: Vec<Open> = open.iter().flatten().copied().collect();
    let order = |pair: &[Open]| (pair[0].month, pair[0].day).cmp(&(pair[1].month, pair[1].day));
    let falling = known.windows(2).filter(|pair| order(pair).is_gt()).count();
    let rising = known.windows(2).filter(|pair| order(pair).is_lt()).count();
    let mut bound = issued;
    spans
        .iter()
        .zip(open)
        .map(|(span, open)| {
            let open = open?;
            let day = match bound {
                Some(bound) => last_before(open, bound),
                None => nearest(open, last_stated(view, span)?)?,
            };
            if issued.is_some() && falling > rising {
                bound = Some(day);
            }
            Some((day, open.at))
        })
        .collect()
}

/// The day without a year beside the heading, or on the line right above or below it.
fn open_day(view: &View<'_>, span: &Span) -> Option<Open> {
    let head = &view.heads[span.head?];
    if let Some(stamp) = head.stamp {
        return if stamp.date.is_some() { None } else { open(view, head.line) };
    }
    let place = &view.around[span.head?];
    let day_line = |line: Option<usize>| view.head_at(line?).filter(|head| head.is_day).map(|head| head.line);
    let line = day_line(place.previous.filter(|line| span.above.contains(line))).or_else(|| day_line(place.next))?;
    open(view, line)
}

fn shift(range: ByteRange, by: usize) -> ByteRange {
    ByteRange::new(range.start + by, range.end + by)
}

/// The day of a line that names one without its year.
fn open(view: &View<'_>, line: usize) -> Option<Open> {
    let at = view.lines[line].at;
    let without_year = |mention: &DateMention| match (mention.start.year, mention.start.month, mention.start.day) {
        (Part::Open, Part::Given(month), Part::Given(day)) => {
            Some(Open { month, day, at: shift(mention.range, at.start) })
        }
        _ => None,
    };
    // Before the title or behind it: no day inside a title is that of the item.
    let mentions = find_dates(at.of(view.normal));
    let stands_before =
        |open: &Open| at.of(view.normal)[..open.at.start - at.start].chars().all(|c| !c.is_alphabetic());
    let first = mentions.first().and_then(without_year).filter(stands_before);
    let bare = || {
        let line = at.of(view.normal);
        let (month, day, range) = bare_day(line).or_else(|| bare_tail(line))?;
        Some(Open { month, day, at: shift(range, at.start) })
    };
    first.or_else(|| mentions.last().and_then(without_year)).or_else(bare)
}

/// The day on which a page of several articles came out: alone on a line of its head, or beside its name.
pub(crate) fn day_of_issue(view: &View<'_>, spans: &[Span]) -> Option<(PartialDate, ByteRange)> {
    let [first, _, ..] = spans else { return None };
    let heads = view.heads.iter().take_while(|head| head.line < first.start);
    let mut dated = heads.filter(|head| head.is_day || head.is_masthead).filter_map(|head| {
        let at = view.lines[head.line].at;
        let mention = find_dates(at.of(view.normal)).into_iter().find(|mention| mention.end.is_none())?;
        let day = mention.start.stated().filter(|day| day.day.is_some() && day.exists())?;
        Some((day, shift(mention.range, at.start)))
    });
    dated.next()
}

/// The first date with its year in the short lines at the head of the page.
fn head_of_page(view: &View<'_>, until: usize) -> Option<PartialDate> {
    let mut read = 0;
    for line in (0..until).filter(|&line| view.lines[line].shape == Shape::Text) {
        let text = view.lines[line].text(view.normal);
        read += text.len();
        if read > HEAD_BYTES {
            break;
        }
        // 「2019年度」 ends with March.
        let closing = |mention: DateMention| match mention.last_stated() {
            Some(year) if mention.is_fiscal => Some(PartialDate { year: year.year + 1, month: Some(3), day: Some(31) }),
            stated => stated,
        };
        if let Some(date) = find_dates(text).into_iter().find_map(closing) {
            return Some(date);
        }
    }
    None
}

/// The day in brackets behind the last sentence of a newspaper's item, on which it was printed: 「…としている。(2018年6月5日)」.
pub(crate) fn closing_day(view: &View<'_>, line: usize) -> Option<(PartialDate, ByteRange)> {
    let text = view.lines[line].text(view.normal).trim_end();
    let (sentence, day) = text.strip_suffix(')')?.rsplit_once('(')?;
    if !sentence.is_empty() && !sentence.ends_with('。') {
        return None;
    }
    let at = view.lines[line].at.start + sentence.len() + '('.len_utf8();
    let mention = find_dates(day).into_iter().next().filter(|mention| mention.range.start == 0)?;
    let stated = mention.start.stated().filter(|date| date.day.is_some())?;
    Some((stated, shift(mention.range, at)))
}

/// The last such day that is not after `bound`.
fn last_before(open: Open, bound: PartialDate) -> PartialDate {
    let is_after = match (bound.month, bound.day) {
        (Some(month), Some(day)) => (open.month, open.day) > (month, day),
        // 「12月のまとめ」 in the first days of January is of the next year; that is left to the months at hand.
        (Some(month), None) => open.month > month + 1,
        _ => false,
    };
    PartialDate { year: bound.year - i16::from(is_after), month: Some(open.month), day: Some(open.day) }
}

/// The last day that the article states with its year.
fn last_stated(view: &View<'_>, span: &Span) -> Option<PartialDate> {
    let (start, end) = (view.lines[span.start].at.start, view.lines[span.end].at.end);
    let end = view.normal.floor_char_boundary(end.min(start + TEXT_BYTES));
    find_dates(&view.normal[start..end])
        .iter()
        .filter_map(|mention| mention.start.stated())
        .filter(|date| date.day.is_some())
        .max()
}

/// The day in the year that puts it nearest to `other`; `None` if it lies far from it in any.
fn nearest(open: Open, other: PartialDate) -> Option<PartialDate> {
    let far = |date: &PartialDate| Some(date.day_number()?.abs_diff(other.day_number()?));
    (other.year - 1..=other.year + 1)
        .map(|year| PartialDate { year, month: Some(open.month), day: Some(open.day) })
        .filter_map(|date| Some((far(&date)?, date)))
        .min_by_key(|(far, _)| *far)
        .filter(|(far, _)| *far <= NEAR_DAYS)
        .map(|(_, date)| date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_year_of_a_day_from_the_page_or_from_a_day_at_hand() {
        let open = |month, day| Open { month, day, at: ByteRange::new(0, 0) };
        let date = |year, month, day| PartialDate { year, month, day };
        let check = |month, day, bound: PartialDate, expected: &str| {
            assert_eq!(last_before(open(month, day), bound).to_string(), expected);
        };
        check(6, 11, date(2023, Some(6), None), "2023-06-11");
        check(7, 1, date(2023, Some(6), None), "2023-07-01");
        check(12, 2, date(2018, Some(1), Some(20)), "2017-12-02");
        check(1, 9, date(2018, Some(1), Some(20)), "2018-01-09");
        check(1, 20, date(2018, Some(1), Some(20)), "2018-01-20");
        check(12, 31, date(2021, None, None), "2021-12-31");
        let near = |month, day, other| nearest(open(month, day), other).map(|date| date.to_string());
        assert_eq!(near(6, 11, date(2023, Some(6), Some(9))).as_deref(), Some("2023-06-11"));
        assert_eq!(near(1, 5, date(2023, Some(12), Some(20))).as_deref(), Some("2024-01-05"));
        assert_eq!(near(12, 20, date(2024, Some(1), Some(5))).as_deref(), Some("2023-12-20"));
        assert_eq!(near(6, 11, date(2023, Some(1), Some(9))), None);
    }
}
