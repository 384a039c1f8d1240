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
    let known: Vec<Known> = articles.iter().map(|article| Known::of(text_of(normal, article.range), article)).collect();
    let days: Vec<Day> = known.iter().filter_map(|known| known.stated).collect();
    if days.len() < 2 || !days.windows(2).all(|pair| !is_later(pair[1], pair[0])) {
        return undated(None);
    }
    let mut lower: Vec<Option<Day>> = vec![None; articles.len()];
    for index in (0..articles.len() - 1).rev() {
        lower[index] = known[index + 1].stated.or(lower[index + 1]);
    }
    let mut above: Option<Day> = None;
    let mut result = Vec::with_capacity(articles.len());
    for (article, lower) in known.iter().zip(lower) {
        let own = article.between(above, lower, days.len());
        result.push(own);
        above = article.latest(own).or(above);
    }
    result
}

/// How many dated neighbours show the order of a page where nothing dated stands below.
const CLEAR_ORDER: usize = 3;

/// What the text of an article tells of its day.
struct Known {
    /// The day that the article bears.
    dated: Option<Day>,
    /// The last day or fiscal year that it states: it was not published before that.
    stated: Option<Day>,
    /// Months and days without a year, in reading order.
    open: Vec<(u8, u8)>,
}

impl Known {
    fn of(text: &str, article: &Article) -> Known {
        let mentions = find_dates(text);
        let dated = article.dated.as_ref().map(|dated| dated.value);
        let fiscal = |m: &DateMention| m.is_fiscal || m.start.day != Part::Open;
        let days = mentions.iter().filter(|m| fiscal(m)).flat_map(|m| [Some(m.start), m.end]).flatten();
        let stated = dated.or_else(|| days.filter_map(|date| date.stated()).max());
        Known { dated, stated, open: mentions.iter().filter_map(|m| without_year(&m.start)).collect() }
    }

    /// The first day without a year, not after `above`, if its year is the only one possible.
    fn between(&self, above: Option<Day>, below: Option<Day>, known: usize) -> Option<Day> {
        if self.stated.is_some_and(|day| self.dated.is_some() || day.day.is_some()) {
            return None;
        }
        let (above, &(month, day)) = (above?, self.open.first()?);
        let year = if (Some(month), Some(day)) <= (above.month, above.day) { above.year } else { above.year - 1 };
        let own = Day { year, month: Some(month), day: Some(day) };
        let fits = below.map_or(known >= CLEAR_ORDER, |below| !is_later(below, own));
        fits.then_some(own)
    }

    /// The last day that the article names, as a bound for those below.
    fn latest(&self, own: Option<Day>) -> Option<Day> {
        let basis = self.dated.or(own).or(self.stated.filter(|day| day.day.is_some() && !self.open.is_empty()))?;
        let others = self.open.iter().map(|&(month, day)| Day { year: basis.year, month: Some(month), day: Some(day) });
        Some(if self.dated.is_some() { basis } else { others.fold(basis, Day::max) })
    }
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
    let end = page.text.floor_char_boundary(first.min(HEAD_BYTES));
    let text = text_of(normal, ByteRange::new(0, end));
    let days = find_dates(text);
    // A year alone and days without one: 「2025年第12号(3月17日~3月23日)」「2025年 4月10日号」.
    let issue = days.first().and_then(|first| {
        let Part::Given(year) = first.start.year else { return None };
        let (month, day) = without_year(&days.get(1).map(|span| span.end.unwrap_or(span.start))?)?;
        let is_year = first.start.month.is_open() && !first.is_fiscal;
        is_year.then_some(Day { year, month: Some(month), day: Some(day) })
    });
    issue.or_else(|| days.iter().find_map(|mention| mention.last_stated().filter(|day| day.month.is_some())))
}

/// Month and day of a date without a year.
fn without_year(date: &jikenbo_text::WrittenDate) -> Option<(u8, u8)> {
    match (date.year, date.month, date.day) {
        (Part::Open, Part::Given(month), Part::Given(day)) => Some((month, day)),
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
