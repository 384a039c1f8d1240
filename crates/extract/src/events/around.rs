//! The day around which an undated article was published, from its page: the head of the page, or dated neighbours.
//!
//! In:   a page with its articles.
//! Out:  for each article without a date of its own a day not before it, or none.
//!
//! A page whose dated articles run newest first dates those between: 「4月13日」 below an article of June 2017 and above one of March
//! 2017 is 2017-04-13. It is left open where more than one year is possible, or nothing stands above.

use jikenbo_model::{Article, Page, PartialDate};
use jikenbo_text::{ByteRange, DateMention, Normalised, Part, PartialDate as Day, find_dates};

/// How much of a page's head is read for the day of issue, in bytes.
const HEAD_BYTES: usize = 1_000;

/// The day around which each article was published, where its page tells it.
pub fn days_around(page: &Page, normal: &Normalised, articles: &[Article]) -> Vec<Option<PartialDate>> {
    if articles.iter().all(|article| article.dated.is_some()) {
        return vec![None; articles.len()];
    }
    let undated = |day: Option<Day>| articles.iter().map(|article| day.filter(|_| article.dated.is_none())).collect();
    if let Some(issued) = head(page, normal, articles) {
        return undated(Some(issued));
    }
    let known: Vec<(Vec<DateMention>, Option<Day>)> = articles
        .iter()
        .map(|article| {
            let mentions = find_dates(text_of(normal, article.range));
            let stated = mentions.iter().flat_map(|m| [Some(m.start), m.end]).flatten().filter_map(stated).max();
            (mentions, article.dated.as_ref().map(|dated| dated.value).or(stated))
        })
        .collect();
    let days: Vec<Day> = known.iter().filter_map(|(_, day)| *day).collect();
    if days.len() < 2 || !days.windows(2).all(|pair| !is_later(pair[1], pair[0])) {
        return undated(None);
    }
    let mut above: Option<Day> = None;
    let mut result = Vec::with_capacity(articles.len());
    let mut lower: Vec<Option<Day>> = vec![None; articles.len()];
    for index in (0..articles.len().saturating_sub(1)).rev() {
        lower[index] = known[index + 1].1.or(lower[index + 1]);
    }
    for (index, (mentions, day)) in known.iter().enumerate() {
        let own = day.or_else(|| {
            let first = mentions.iter().find_map(|mention| without_year(&mention.start))?;
            let above = above?;
            let year = if (Some(first.0), first.1) <= (above.month, above.day) { above.year } else { above.year - 1 };
            let own = Day { year, month: Some(first.0), day: first.1 };
            lower[index].is_none_or(|below| !is_later(below, own)).then_some(own)
        });
        result.push(own.filter(|_| day.is_none()));
        above = own.or(above);
    }
    result
}

fn text_of(normal: &Normalised, range: ByteRange) -> &str {
    &normal.text()[normal.normal_offset(range.start)..normal.normal_offset(range.end)]
}

/// The day of issue at the head of the page, above the first article.
fn head(page: &Page, normal: &Normalised, articles: &[Article]) -> Option<Day> {
    let first = articles.first()?.range.start;
    if articles.len() < 2 || page.text.is_empty() {
        return None;
    }
    let mut end = first.min(HEAD_BYTES);
    while !page.text.is_char_boundary(end) {
        end -= 1;
    }
    let mut days = find_dates(text_of(normal, ByteRange::new(0, end))).into_iter().filter(|m| m.end.is_none());
    let day = days.find_map(|mention| stated(mention.start).filter(|day| day.day.is_some()))?;
    Some(day)
}

/// A date that its own words give with its year.
fn stated(date: jikenbo_text::WrittenDate) -> Option<Day> {
    let Part::Given(year) = date.year else { return None };
    let part = |part| if let Part::Given(value) = part { Some(value) } else { None };
    Some(Day { year, month: part(date.month), day: part(date.day) })
}

/// Month and day of a date without a year.
fn without_year(date: &jikenbo_text::WrittenDate) -> Option<(u8, Option<u8>)> {
    match (date.year, date.month, date.day) {
        (Part::Open, Part::Given(month), Part::Given(day)) => Some((month, Some(day))),
        _ => None,
    }
}

/// Whether `a` lies after `b` as far as both say.
fn is_later(a: Day, b: Day) -> bool {
    if a.year != b.year {
        return a.year > b.year;
    }
    match (a.month, b.month) {
        (Some(x), Some(y)) if x != y => x > y,
        (Some(_), Some(_)) => matches!((a.day, b.day), (Some(x), Some(y)) if x > y),
        _ => false,
    }
}
