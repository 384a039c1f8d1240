//! Figures over all verdicts: shares by duty, by rules, by ground, and the facts for want of which the rest cannot be told.
//!
//! In:   the figures that `casebook` counts, the language.
//! Out:  the page; its JSON form is that of `jikenbo judge --stats --format json`.

use askama::Template;
use jikenbo_casebook::{JudgedFigures, RuleBook};

use crate::frame::Frame;
use crate::link::Link;
use crate::settings::Settings;
use crate::words::{Words, grouped};

/// The page.
#[derive(Template)]
#[template(path = "verdicts.html")]
pub(crate) struct VerdictsPage {
    w: Words,
    frame: Frame,
    total: String,
    disclaimer: String,
    tables: Vec<Table>,
}

struct Table {
    heading: String,
    first: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    href: String,
    cells: Vec<String>,
}

/// The page in the language of `settings`.
pub(crate) fn page(figures: &JudgedFigures, settings: &Settings) -> VerdictsPage {
    let w = settings.words;
    let book = RuleBook::embedded();
    let head = |key: &str| w.told(&book.sentence(key)).to_owned();
    let label = |kind: &str, code: &str| w.told(&book.label(kind, code)).to_owned();
    let share = |n: u64| format!("{:.1}%", 100.0 * n as f64 / figures.cases.max(1) as f64);
    let cells = |n: u64| vec![grouped(n), share(n)];
    let counts = [w.t("n_of_cases"), w.t("share")];
    let mut wanting: Vec<_> = figures.wanting.iter().collect();
    wanting.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
    let rules = Link::to("/rules", w).done();
    let law = |id: &str| {
        let regimes = book.catalogue().regimes;
        regimes.iter().find(|regime| regime.id == id).map(|regime| w.told(&regime.law).to_owned())
    };
    let tables = vec![
        Table {
            heading: head("head.duties"),
            first: w.t("verdict"),
            columns: counts.to_vec(),
            rows: figures
                .duties
                .iter()
                .map(|(code, n)| Row { label: label("duty", code), href: String::new(), cells: cells(*n) })
                .collect(),
        },
        Table {
            heading: head("head.grounds"),
            first: w.t("ground"),
            columns: vec![w.t("met"), w.t("share"), w.t("open"), w.t("share")],
            rows: figures
                .grounds
                .iter()
                .map(|(code, [met, open])| Row {
                    label: format!("{} ({code})", label("ground", code)),
                    href: String::new(),
                    cells: [cells(*met), cells(*open)].concat(),
                })
                .collect(),
        },
        Table {
            heading: head("head.wanting"),
            first: w.t("fact"),
            columns: counts.to_vec(),
            rows: wanting
                .into_iter()
                .map(|(code, n)| Row { label: label("field", code), href: String::new(), cells: cells(*n) })
                .collect(),
        },
        Table {
            heading: head("head.regimes"),
            first: w.t("rules"),
            columns: counts.to_vec(),
            rows: figures
                .regimes
                .iter()
                .map(|(code, n)| Row {
                    label: law(code).unwrap_or_else(|| w.t("no_regime").to_owned()),
                    href: if *code == "-" { String::new() } else { format!("{rules}#{code}") },
                    cells: cells(*n),
                })
                .collect(),
        },
    ];
    VerdictsPage {
        w,
        frame: Frame::new(
            w,
            w.t("verdicts").to_owned(),
            Link::to("/verdicts.json", w).done(),
            Link::to("/verdicts", settings.in_other_language().words).done(),
        ),
        total: w.fill("n_cases", grouped(figures.cases)),
        disclaimer: w.told(&book.disclaimer()).to_owned(),
        tables,
    }
}
