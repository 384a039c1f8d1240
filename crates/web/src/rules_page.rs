//! The rules by which verdicts are reached: what steps and notes of a verdict link to.
//!
//! In:   the catalogue of the rule tables, the language.
//! Out:  the page; its JSON form is the catalogue itself.

use askama::Template;
use jikenbo_casebook::{Note, RegimeEntry, RuleBook, RuleEntry, RuleSource};

use crate::frame::Frame;
use crate::judging::ground_anchor;
use crate::link::Link;
use crate::settings::Settings;
use crate::words::Words;

/// The page.
#[derive(Template)]
#[template(path = "rules.html")]
pub(crate) struct RulesPage {
    w: Words,
    frame: Frame,
    disclaimer: String,
    regimes: Vec<Regime>,
    groups: Vec<Group>,
    notes: Vec<Notes>,
    sources: Vec<Seen>,
}

struct Regime {
    id: String,
    law: String,
    from: String,
    to: String,
    lines: Vec<String>,
    sources: Vec<(String, String)>,
    verified: bool,
    grounds: Vec<Rule>,
}

struct Group {
    heading: String,
    rules: Vec<Rule>,
}

struct Rule {
    anchor: String,
    id: String,
    label: String,
    code: String,
    duty: String,
    article: String,
    condition: String,
    sources: Vec<(String, String)>,
    verified: bool,
}

struct Notes {
    heading: String,
    notes: Vec<NoteRow>,
}

struct NoteRow {
    id: String,
    text: String,
}

struct Seen {
    id: String,
    what: String,
    url: String,
    /// The address as a link; empty where it is none.
    href: String,
}

/// The page in the language of `settings`.
pub(crate) fn page(settings: &Settings) -> RulesPage {
    let w = settings.words;
    let book = RuleBook::embedded();
    let all = book.catalogue();
    let group = |heading: &str, rules: &[RuleEntry]| Group {
        heading: w.t(heading).to_owned(),
        rules: rules.iter().map(|rule| entry(rule, rule.id.clone(), w)).collect(),
    };
    let notes = |heading: &str, notes: &[Note]| Notes {
        heading: w.told(&book.sentence(heading)).to_owned(),
        notes: notes.iter().map(|note| NoteRow { id: note.id.clone(), text: w.told(&note.text).to_owned() }).collect(),
    };
    RulesPage {
        w,
        frame: Frame::new(
            w,
            w.t("rules").to_owned(),
            Link::to("/rules.json", w).done(),
            Link::to("/rules", settings.in_other_language().words).done(),
        ),
        disclaimer: w.told(&book.disclaimer()).to_owned(),
        regimes: all.regimes.iter().map(|regime| regime_row(regime, w)).collect(),
        groups: vec![group("conditions", &all.conditions), group("overlays", &all.overlays)],
        notes: vec![notes("head.assumptions", &all.assumptions), notes("head.caveats", &all.caveats)],
        sources: all
            .sources
            .into_iter()
            .map(|RuleSource { id, what, url }| {
                let link = url.split(' ').next().unwrap_or_default();
                let is_link = link.starts_with("https://") || link.starts_with("http://");
                Seen { href: if is_link { link.to_owned() } else { String::new() }, id, what, url }
            })
            .collect(),
    }
}

fn regime_row(regime: &RegimeEntry, w: Words) -> Regime {
    let day = |day: &Option<String>, open: &str| day.as_deref().map_or(w.t(open).to_owned(), |day| w.date(day));
    let mut lines = Vec::new();
    let sentence = |key: &str| w.told(&RuleBook::embedded().sentence(key)).to_owned();
    for (head, words) in [("head.recipients", &regime.recipients), ("head.notice", &regime.notice)] {
        if let Some(words) = words {
            lines.push(format!("{}{}", sentence(head), w.told(words)));
        }
    }
    for (key, days) in [("rule_preliminary", &regime.preliminary), ("rule_final", &regime.final_days)] {
        if let Some((a, b)) = days.as_deref().and_then(|days| days.split_once(' ')) {
            lines.push(w.t(key).replace("{a}", a).replace("{b}", b));
        }
    }
    Regime {
        id: regime.id.clone(),
        law: w.told(&regime.law).to_owned(),
        from: day(&regime.from, "start_unseen"),
        to: day(&regime.to, "still_in_force"),
        lines,
        sources: sources(&regime.sources),
        verified: regime.verified,
        grounds: regime.grounds.iter().map(|rule| entry(rule, ground_anchor(&regime.id, &rule.id), w)).collect(),
    }
}

fn entry(rule: &RuleEntry, anchor: String, w: Words) -> Rule {
    let book = RuleBook::embedded();
    let duty = rule.duty.as_deref().map(|code| {
        let label = book.label("duty", code);
        if label.ja == code { w.t(&format!("strength_{code}")).to_owned() } else { w.told(&label).to_owned() }
    });
    Rule {
        anchor,
        id: rule.id.clone(),
        label: w.told(&rule.label).to_owned(),
        code: rule.duty.clone().unwrap_or_default(),
        duty: duty.unwrap_or_default(),
        article: rule.article.as_ref().map(|words| w.told(words).to_owned()).unwrap_or_default(),
        condition: rule.condition.clone(),
        sources: sources(&rule.sources),
        verified: rule.verified,
    }
}

fn sources(sources: &[RuleSource]) -> Vec<(String, String)> {
    sources.iter().map(|source| (source.id.clone(), source.what.clone())).collect()
}
