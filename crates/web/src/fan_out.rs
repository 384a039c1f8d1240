//! A root case and the cases that it caused: a table of shares and verdicts, a picture, what remains unaccounted for.
//!
//! In:   the root's view of the casebook.
//! Out:  rows, sentences over the totals, boxes and lines of an SVG.
//!
//! Contractor and clients are judged each: both owe the report in principle, may file jointly, and a contractor that told its client is freed.

use jikenbo_casebook::{Casebook, HeadlineRow, Result, RootView, RuleBook};

use crate::settings::Settings;
use crate::values::shortened;
use crate::words::{Words, grouped};

/// Clients in the table; the rest stands in the JSON form.
const IN_TABLE: usize = 200;
/// Clients that are judged; each needs its page's text.
const JUDGED: usize = 60;
/// Clients in the picture.
const IN_PICTURE: usize = 30;
/// Height of a client's row in the picture.
const ROW: usize = 34;
/// Widest bar of a share.
const WIDEST: u64 = 150;

/// What the page shows.
pub(crate) struct FanOut {
    pub(crate) contractor: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) more: usize,
    pub(crate) sums: Vec<Sum>,
    pub(crate) entrustment: String,
    pub(crate) picture: Picture,
}

/// A client.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) date: String,
    pub(crate) figures: Vec<(String, String)>,
    pub(crate) duty: String,
    pub(crate) duty_label: String,
}

/// The totals and shares of one subject.
pub(crate) struct Sum {
    pub(crate) subject: String,
    /// Each stated total: the figure, who states it, its words.
    pub(crate) totals: Vec<(String, String, String)>,
    pub(crate) lines: Vec<String>,
}

/// Boxes and lines.
pub(crate) struct Picture {
    pub(crate) height: usize,
    pub(crate) middle: usize,
    pub(crate) root: String,
    pub(crate) boxes: Vec<Block>,
    pub(crate) more: usize,
}

/// A client's box.
pub(crate) struct Block {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) whole: String,
    pub(crate) figure: String,
    /// Middle of the box, from the top.
    pub(crate) y: usize,
    pub(crate) top: usize,
    pub(crate) base: usize,
    /// Width of the share's bar.
    pub(crate) bar: u64,
}

/// The fan-out of a root case.
///
/// # Errors
/// What the casebook refuses.
pub(crate) fn fan_out(casebook: &Casebook, root: &RootView, settings: &Settings) -> Result<FanOut> {
    let w = settings.words;
    let book = RuleBook::embedded();
    let mut rows = Vec::new();
    for (at, client) in root.clients.iter().take(IN_TABLE).enumerate() {
        let case = &client.case;
        let judged = if at < JUDGED { casebook.judge(case.id)? } else { None };
        let duty = judged.map_or("", |judgement| judgement.verdict.overall_duty().code());
        rows.push(Row {
            id: case.id.to_string(),
            href: settings.case(&format!("/cases/{}", case.id), 1),
            name: match case.victims.is_empty() {
                true => w.t("unnamed").to_owned(),
                false => shortened(&w.joined(&case.victims), 80),
            },
            date: case.published_on.as_deref().map_or_else(|| w.t("undated").to_owned(), |date| w.date(date)),
            figures: client.figures.iter().map(|figure| (told(figure, w), figure.realis.clone())).collect(),
            duty: duty.to_owned(),
            duty_label: if duty.is_empty() { String::new() } else { w.told(&book.label("duty", duty)).to_owned() },
        });
    }
    Ok(FanOut {
        contractor: shortened(&root.contractor, 80),
        more: root.clients.len() - rows.len(),
        sums: root.figures.iter().filter(|share| share.shares.cases > 0).map(|share| sum(share, w)).collect(),
        entrustment: w.told(&book.note("ENTRUSTMENT").text).to_owned(),
        picture: picture(root, &rows),
        rows,
    })
}

fn told(figure: &HeadlineRow, w: Words) -> String {
    w.figure(figure.value, &figure.subject, &figure.bound)
}

fn sum(of: &jikenbo_casebook::Share, w: Words) -> Sum {
    let share = &of.shares;
    let number = |value: u64| w.figure(value, &share.subject, "exact");
    let mut lines = Vec::new();
    if share.cases > 0 {
        let text = w.t("shares_sum").replace("{n}", &grouped(share.cases.into())).replace("{sum}", &number(share.sum));
        lines.push(text.replace("{low}", &number(share.smallest)).replace("{high}", &number(share.largest)));
    }
    if share.without > 0 {
        lines.push(w.fill("shares_without", share.without));
    }
    match share.unaccounted {
        Some(0) => lines.push(w.t("shares_even").to_owned()),
        Some(rest) if rest > 0 => lines.push(w.fill("shares_rest", number(rest.unsigned_abs()))),
        Some(rest) => lines.push(w.fill("shares_over", number(rest.unsigned_abs()))),
        None if of.totals.len() > 1 => lines.push(w.t("totals_differ").to_owned()),
        None => {}
    }
    Sum {
        subject: w.label("subject", &share.subject).to_owned(),
        totals: of
            .totals
            .iter()
            .map(|total| {
                let figure = w.figure(total.value, &share.subject, &total.bound);
                (figure, total.report.file.clone(), shortened(&total.quote, 60))
            })
            .collect(),
        lines,
    }
}

fn picture(root: &RootView, rows: &[Row]) -> Picture {
    let shown = rows.len().min(IN_PICTURE);
    // Bars compare one subject only: the one for which most clients give a figure.
    let subject =
        root.figures.iter().map(|share| &share.shares).max_by_key(|share| share.cases).filter(|share| share.cases > 0);
    let share_of = |at: usize| {
        let subject = subject?;
        root.clients[at].figures.iter().find(|figure| figure.subject == subject.subject).map(|figure| figure.value)
    };
    let largest = subject.map_or(1, |share| share.largest.max(1));
    let boxes = rows.iter().take(shown).enumerate().map(|(at, row)| {
        let y = at * ROW + ROW / 2 + 4;
        let bar = share_of(at).map_or(0, |value| {
            let width = u128::from(value) * u128::from(WIDEST) / u128::from(largest);
            u64::try_from(width).unwrap_or(WIDEST).clamp(1, WIDEST)
        });
        Block {
            href: row.href.clone(),
            name: shortened(&row.name, 14),
            whole: row.name.clone(),
            figure: row.figures.first().map(|(figure, _)| shortened(figure, 18)).unwrap_or_default(),
            y,
            top: y - 13,
            base: y + 5,
            bar,
        }
    });
    let height = shown.max(2) * ROW + 8;
    let root = shortened(&root.contractor, 11);
    Picture { height, middle: height / 2, root, boxes: boxes.collect(), more: rows.len() - shown }
}
