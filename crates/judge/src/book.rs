//! The rule book: every rule table, read once.
//!
//! In:   the tables of `data/` (or amended copies of them).
//! Out:  `RuleBook`, which judges facts.
//! Data: `data/*.tsv`; an amendment of the law is a change there, with its first day and its source.
//!
//! Not here: how a verdict is reached (`decide.rs`), how it is put into words (`explain.rs`).

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::codes::{BodyKind, Duty};
use crate::expression::{Condition, Names, Predicate, read_condition};
use crate::fields::Field;
use crate::resolve::{Default, Target};
use crate::table::{Row, TableError, rows};
use crate::wording::Wording;

/// The text of every rule table.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'d> {
    /// Sets of values.
    pub groups: &'d str,
    /// Named conditions.
    pub predicates: &'d str,
    /// What is taken for absent facts.
    pub defaults: &'d str,
    /// Regimes and their validity.
    pub regimes: &'d str,
    /// Which regime binds which body.
    pub coverage: &'d str,
    /// Grounds of each regime.
    pub grounds: &'d str,
    /// Duties of sectors.
    pub overlays: &'d str,
    /// How periods are counted.
    pub parameters: &'d str,
    /// National holidays.
    pub holidays: &'d str,
    /// Reservations that go with verdicts.
    pub caveats: &'d str,
    /// Wording of every step, Japanese and English.
    pub wording: &'d str,
    /// Labels of codes.
    pub labels: &'d str,
    /// Where each rule was seen.
    pub sources: &'d str,
}

impl Tables<'static> {
    /// The tables that come with this version.
    pub const fn embedded() -> Self {
        Tables {
            groups: include_str!("../data/groups.tsv"),
            predicates: include_str!("../data/predicates.tsv"),
            defaults: include_str!("../data/defaults.tsv"),
            regimes: include_str!("../data/regimes.tsv"),
            coverage: include_str!("../data/coverage.tsv"),
            grounds: include_str!("../data/grounds.tsv"),
            overlays: include_str!("../data/overlays.tsv"),
            parameters: include_str!("../data/parameters.tsv"),
            holidays: include_str!("../data/holidays.tsv"),
            caveats: include_str!("../data/caveats.tsv"),
            wording: include_str!("../data/wording.tsv"),
            labels: include_str!("../data/labels.tsv"),
            sources: include_str!("../data/sources.tsv"),
        }
    }
}

/// A ground for a report.
#[derive(Debug, Clone)]
pub(crate) struct Ground<'d> {
    /// `None` for a regime's only trigger.
    pub(crate) id: Option<&'d str>,
    pub(crate) duty: Duty,
    pub(crate) condition: Condition,
    pub(crate) long_final: bool,
    pub(crate) article: &'d str,
    pub(crate) article_en: &'d str,
    pub(crate) source: &'d str,
}

/// A regime in its validity.
#[derive(Debug, Clone)]
pub(crate) struct Regime<'d> {
    pub(crate) id: &'d str,
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) exclusion: Condition,
    pub(crate) release: Condition,
    /// Outer and inner edge of the yardstick for preliminary reports, in days.
    pub(crate) preliminary: Option<(u16, u16)>,
    /// Days for the final report, and with a wrongful purpose.
    pub(crate) final_days: Option<(u16, u16)>,
    pub(crate) law: &'d str,
    pub(crate) law_en: &'d str,
    pub(crate) source: &'d str,
    pub(crate) grounds: Vec<Ground<'d>>,
}

/// One of the two tracks that are judged side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Track {
    MyNumber,
    Appi,
}

/// A regime binds a kind of body from a day to a day.
#[derive(Debug, Clone)]
pub(crate) struct Coverage {
    pub(crate) track: Track,
    pub(crate) body: Option<BodyKind>,
    pub(crate) private_rules: Option<bool>,
    /// Index into the regimes.
    pub(crate) regime: usize,
    pub(crate) from: Date,
    pub(crate) to: Date,
}

/// A duty of a sector, beside the main one.
#[derive(Debug, Clone)]
pub(crate) struct Overlay<'d> {
    pub(crate) id: &'d str,
    pub(crate) listed: bool,
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) condition: Condition,
    pub(crate) strength: &'d str,
    pub(crate) source: &'d str,
}

/// A reservation that goes with verdicts.
#[derive(Debug, Clone)]
pub(crate) struct Caveat<'d> {
    pub(crate) id: &'d str,
    /// Ids of regimes, grounds, conditions and steps that it is about; empty: every verdict.
    pub(crate) about: Vec<&'d str>,
    pub(crate) when: Condition,
    pub(crate) since: Date,
}

/// Every rule, read from its tables; judging needs nothing else.
#[derive(Debug, Clone)]
pub struct RuleBook<'d> {
    pub(crate) names: Names<'d>,
    pub(crate) defaults: Vec<Default<'d>>,
    pub(crate) regimes: Vec<Regime<'d>>,
    pub(crate) coverage: Vec<Coverage>,
    pub(crate) overlays: Vec<Overlay<'d>>,
    pub(crate) caveats: Vec<Caveat<'d>>,
    pub(crate) calendar: Calendar,
    pub(crate) wording: Wording<'d>,
    /// The bit of `my_number` among the kinds of information.
    pub(crate) my_number: u64,
}

static EMBEDDED: LazyLock<RuleBook<'static>> =
    LazyLock::new(|| RuleBook::read(&Tables::embedded()).expect("the tables are read in this crate's tests"));

impl RuleBook<'static> {
    /// The rules that come with this version.
    pub fn embedded() -> &'static RuleBook<'static> {
        &EMBEDDED
    }
}

impl<'d> RuleBook<'d> {
    /// Reads the rules from their tables.
    ///
    /// # Errors
    /// [`TableError`] for a row that is short, names something unknown or holds a condition that cannot be read.
    pub fn read(tables: &Tables<'d>) -> Result<RuleBook<'d>, TableError> {
        let mut names = Names::default();
        for row in rows("groups.tsv", tables.groups) {
            names.groups.push((row.cell("field")?, row.cell("group")?, row.cell("member")?));
        }
        let my_number = names.data_bit("my_number").expect("the first key has room");
        for row in rows("predicates.tsv", tables.predicates) {
            let condition = condition(&row, "definition", &mut names)?;
            let (name, field) = (row.cell("name")?, row.cell("field")?);
            names.predicates.push(Predicate { name, field, condition, source: row.cell("source")? });
        }
        let mut defaults = Vec::new();
        for row in rows("defaults.tsv", tables.defaults) {
            let when = condition(&row, "when", &mut names)?;
            defaults.push(Default { id: row.cell("id")?, target: target(&row)?, when });
        }
        if defaults.len() > 32 {
            return Err(TableError { table: "defaults.tsv", line: 0, why: "more than 32 defaults".into() });
        }
        let mut regimes = Vec::new();
        for row in rows("regimes.tsv", tables.regimes) {
            regimes.push(Regime {
                id: row.cell("id")?,
                from: day(&row, "in_force_from", Date::MIN)?,
                to: day(&row, "in_force_to", Date::MAX)?,
                exclusion: condition(&row, "exclusion", &mut names)?,
                release: condition(&row, "release", &mut names)?,
                preliminary: pair(&row, "preliminary")?,
                final_days: pair(&row, "final")?,
                law: row.cell("law")?,
                law_en: row.cell("law_en")?,
                source: row.cell("source")?,
                grounds: Vec::new(),
            });
        }
        for row in rows("grounds.tsv", tables.grounds) {
            let ground = Ground {
                id: Some(row.cell("ground")?).filter(|id| *id != "-"),
                duty: Duty::from_code(row.cell("duty")?).ok_or_else(|| row.error("no such duty"))?,
                condition: condition(&row, "condition", &mut names)?,
                long_final: row.cell("long_final")? == "yes",
                article: row.cell("article")?,
                article_en: row.cell("article_en")?,
                source: row.cell("source")?,
            };
            let at = regime_at(&row, &regimes)?;
            regimes[at].grounds.push(ground);
        }
        let mut coverage = Vec::new();
        for row in rows("coverage.tsv", tables.coverage) {
            let regime = regime_at(&row, &regimes)?;
            let (from, to) = (regimes[regime].from, regimes[regime].to);
            coverage.push(Coverage {
                track: match row.cell("track")? {
                    "my_number" => Track::MyNumber,
                    "appi" => Track::Appi,
                    other => return Err(row.error(format!("no such track: {other}"))),
                },
                body: match row.cell("body_kind")? {
                    "any" => None,
                    kind => Some(BodyKind::from_code(kind).ok_or_else(|| row.error("no such body"))?),
                },
                private_rules: match row.cell("private_rules_entity")? {
                    "any" => None,
                    value => Some(value == "true"),
                },
                regime,
                from: day(&row, "from", from)?.max(from),
                to: day(&row, "to", to)?.min(to),
            });
        }
        let mut overlays = Vec::new();
        for row in rows("overlays.tsv", tables.overlays) {
            overlays.push(Overlay {
                id: row.cell("id")?,
                listed: row.cell("listed")? == "yes",
                from: day(&row, "from", Date::MIN)?,
                to: day(&row, "to", Date::MAX)?,
                condition: condition(&row, "condition", &mut names)?,
                strength: row.cell("strength")?,
                source: row.cell("source")?,
            });
        }
        let mut caveats = Vec::new();
        for row in rows("caveats.tsv", tables.caveats) {
            caveats.push(Caveat {
                id: row.cell("id")?,
                about: row.cell("about")?.split(' ').filter(|id| *id != "*").collect(),
                when: condition(&row, "when", &mut names)?,
                since: day(&row, "since", Date::MIN)?,
            });
        }
        let calendar = Calendar::read(tables.holidays, tables.parameters)?;
        let wording = Wording::read(tables)?;
        Ok(RuleBook { names, defaults, regimes, coverage, overlays, caveats, calendar, wording, my_number })
    }
}

fn condition<'d>(row: &Row<'d>, column: &str, names: &mut Names<'d>) -> Result<Condition, TableError> {
    read_condition(row.cell(column)?, names).map_err(|why| row.error(format!("{column}: {why}")))
}

fn day(row: &Row<'_>, column: &str, open: Date) -> Result<Date, TableError> {
    match row.cell(column)? {
        "open" | "always" | "-" => Ok(open),
        text => text.parse().map_err(|_| row.error(format!("{column}: {text} is no day"))),
    }
}

fn pair(row: &Row<'_>, column: &str) -> Result<Option<(u16, u16)>, TableError> {
    match row.cell(column)? {
        "-" => Ok(None),
        text => {
            let pair = text.split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
            pair.map(Some).ok_or_else(|| row.error(format!("{column}: two numbers of days are wanted")))
        }
    }
}

fn regime_at(row: &Row<'_>, regimes: &[Regime<'_>]) -> Result<usize, TableError> {
    let id = row.cell("regime")?;
    regimes.iter().position(|regime| regime.id == id).ok_or_else(|| row.error(format!("no such regime: {id}")))
}

fn target(row: &Row<'_>) -> Result<Target, TableError> {
    let (field, value) = (row.cell("field")?, row.cell("value")?);
    if (field, value) == ("my_number_persons", "=persons") {
        return Ok(Target::MyNumberPersons);
    }
    let field = Field::named(field).ok_or_else(|| row.error(format!("no such field: {field}")))?;
    let value = field.value(value).ok_or_else(|| row.error(format!("no such value: {value}")))?;
    Ok(Target::Coded(field, value))
}
