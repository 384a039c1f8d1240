//! Where reports of one event cannot both be right, and what later reports corrected.
//!
//! In:   the reports of a case with their roles; the cases of a root's clients.
//! Out:  contradictions and changes, as `docs/labels.md` defines them.
//!
//! Units are never mixed. Figures that are rounded, claimed, denied or part of another contradict nothing; organisations that a mail
//! impersonates are not those that were affected; a later figure of the same organisation is a change.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::{family, found_breach, found_other, identity};
use crate::roles::Role;
use crate::roots::TELLING;
use crate::told::{Figure, Known};

/// Two reports that cannot both be right.
///
/// `R` names a report: by its number, or by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction<R = usize> {
    /// `count:<subject>:<scope>` or `event:<type>`.
    pub field: String,
    /// The values, each once.
    pub values: Vec<String>,
    /// The report that first states each.
    pub reports: Vec<R>,
}

/// A value that a later report of the same organisation corrects or widens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<R = usize> {
    /// As in a contradiction, or `realis`, `cause`, `data_types`, `contractor`.
    pub field: String,
    /// The value before; `None` where it was added.
    pub old: Option<String>,
    /// The value after; `None` where it was taken back.
    pub new: Option<String>,
    /// The report with the old value.
    pub from: R,
    /// The report with the new one.
    pub to: R,
}

/// Figures, each with whether it is exact.
type Values = Vec<(u64, bool)>;
/// The same by subject and scope.
type Figures = BTreeMap<(String, String), Values>;

/// Figures of a report by subject and scope, each with whether it is exact; roundings of another left out.
fn figures(known: &Known) -> Figures {
    let all = &known.told.figures;
    let impersonated = all.iter().any(|figure| figure.subject == "suspicious_emails" && figure.scope == "total");
    let counts = |figure: &&Figure| {
        TELLING.contains(&&*figure.subject)
            && figure.scope != "part"
            && !["denied", "claimed"].contains(&&*figure.realis)
            && !(impersonated && figure.subject == "organizations" && figure.scope == "total")
    };
    let mut found = Figures::new();
    for figure in all.iter().filter(counts) {
        let exact = figure.bound == "exact";
        let rounds = !exact
            && all.iter().any(|other| {
                other.subject == figure.subject
                    && other.bound != figure.bound
                    && other.value != figure.value
                    && other.value.abs_diff(figure.value) * 20 <= other.value
            });
        let values = found.entry((figure.subject.clone(), figure.scope.clone())).or_default();
        if !rounds && !values.iter().any(|(value, _)| *value == figure.value) {
            values.push((figure.value, exact));
        }
    }
    found
}

/// Whether information leaked, as a report tells it.
fn leak(known: &Known) -> Option<&'static str> {
    let has = |kind: &str, realis: &str| known.told.consequences.iter().any(|(k, r)| k == kind && r == realis);
    if has("data_leak", "confirmed") {
        Some("confirmed")
    } else if has("possible_data_leak", "possible")
        || has("data_leak", "possible")
        || has("possible_data_leak", "confirmed")
    {
        Some("possible")
    } else if has("data_leak", "denied") {
        Some("denied")
    } else {
        None
    }
}

/// What follow-ups changed against the report before them.
///
/// The figures of a contractor's own notices (`root`) are totals over its clients.
pub(crate) fn changes(known: &[Known], reports: &[(usize, Role)], root: bool) -> Vec<Change> {
    let chain: Vec<usize> = reports.iter().filter(|(_, role)| *role != Role::Copy).map(|(report, _)| *report).collect();
    let mut found = Vec::new();
    let mut status: Option<(&str, usize)> = None;
    let mut counts: BTreeMap<(String, String), (Values, usize)> = BTreeMap::new();
    let mut cause: Option<(&str, usize)> = None;
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    let mut contractors: Option<(BTreeSet<String>, usize)> = None;
    let mut occurred: Option<(BTreeSet<&str>, usize)> = None;
    for &to in &chain {
        let it = &known[to];
        let mut add = |field: &str, old: Option<String>, new: Option<String>, from: usize| {
            found.push(Change { field: field.to_owned(), old, new, from, to });
        };
        if let Some(now) = leak(it) {
            if let Some((before, from)) = status.filter(|(before, _)| *before != now) {
                add("realis", Some(before.into()), Some(now.into()), from);
            }
            status = Some((now, to));
        }
        for (mut key, values) in figures(it) {
            if root {
                key.1 = "total".into();
            }
            if let Some((before, from)) = counts.get(&key) {
                let gone: Vec<_> = before.iter().filter(|old| !values.iter().any(|new| new.0 == old.0)).collect();
                let come: Vec<_> = values.iter().filter(|new| !before.iter().any(|old| old.0 == new.0)).collect();
                if gone.len() == come.len() {
                    for (old, new) in gone.into_iter().zip(come) {
                        let field = format!("count:{}:{}", key.0, key.1);
                        add(&field, Some(old.0.to_string()), Some(new.0.to_string()), *from);
                    }
                }
            }
            counts.insert(key, (values, to));
        }
        if let Some(now) = it.told.causes.first() {
            let open = |cause: &str| ["unauthorized_access", "account_takeover"].contains(&cause);
            if let Some((before, from)) = cause
                && open(before)
                && !open(now)
                && family(before) == family(now)
            {
                add("cause", Some(before.into()), Some(now.clone()), from);
            }
            if !open(now) || cause.is_none() {
                cause = Some((now, to));
            }
        }
        for code in &it.told.data_types_excluded {
            if !it.told.data_types.contains(code)
                && let Some(from) = types.remove(code.as_str())
            {
                add("data_types", Some(code.clone()), None, from);
            }
        }
        if let Some(before) = types.values().copied().max() {
            // Only a report that goes through the kinds again adds one to them.
            let again = it.told.data_types.iter().filter(|code| types.contains_key(code.as_str())).count();
            let new: Vec<_> = it.told.data_types.iter().filter(|code| !types.contains_key(code.as_str())).collect();
            if again >= 2 && again + 1 >= types.len() && new.len() == 1 && new[0] != "other" {
                add("data_types", None, Some(new[0].clone()), before);
            }
        }
        for code in &it.told.data_types {
            types.insert(code, to);
        }
        let named = || it.told.contractors.iter().map(|name| (name, identity(name).exact));
        let names: BTreeSet<String> = named().map(|(_, exact)| exact).filter(|exact| !exact.is_empty()).collect();
        if !names.is_empty() {
            if let Some((before, from)) = contractors.as_ref().filter(|(before, _)| before.is_subset(&names)) {
                for (name, exact) in named() {
                    if !exact.is_empty() && !before.contains(&exact) {
                        add("contractor", None, Some(name.clone()), *from);
                    }
                }
            }
            contractors = Some((names, to));
        }
        let days: BTreeSet<&str> = whole_days(it, "occurred").map(|(_, date)| date).collect();
        if let [now] = days.iter().copied().collect::<Vec<_>>()[..] {
            if let Some((before, from)) = &occurred
                && let [old] = before.iter().copied().collect::<Vec<_>>()[..]
                && old != now
            {
                add("event:occurred", Some(old.into()), Some(now.into()), *from);
            }
            occurred = Some((days, to));
        }
    }
    found
}

fn whole_days<'k>(known: &'k Known, kind: &'k str) -> impl Iterator<Item = (i64, &'k str)> {
    let steps = known.told.steps.iter().filter(move |step| step.kind == kind);
    steps.filter_map(|step| Some((crate::told::day(&step.date)?, step.date.as_str())))
}

/// Where a copy or a retelling differs from the organisation's own reports.
pub(crate) fn contradictions(known: &[Known], reports: &[(usize, Role)]) -> Vec<Contradiction> {
    let chain: Vec<usize> = reports.iter().filter(|(_, role)| *role != Role::Copy).map(|(report, _)| *report).collect();
    let mut found = Found::default();
    for &(copy, _) in reports.iter().filter(|(_, role)| *role == Role::Copy) {
        let it = &known[copy];
        // What it retells: the report of the same day, else all before it.
        let told_on: Vec<usize> = chain.iter().copied().filter(|own| known[*own].published == it.published).collect();
        let retold = if told_on.is_empty() { &chain } else { &told_on };
        let stated: Vec<(usize, Figures)> = chain.iter().map(|own| (*own, figures(&known[*own]))).collect();
        for (key, values) in figures(it) {
            // A retelling that has the organisation's own figure too speaks of something else with the others.
            let repeats = |(value, _): &(u64, bool)| {
                stated.iter().filter_map(|(_, figures)| figures.get(&key)).flatten().any(|(own, _)| own == value)
            };
            if values.iter().any(repeats) {
                continue;
            }
            for (value, _) in values.iter().filter(|(_, exact)| *exact) {
                let of_key = || stated.iter().filter_map(|(own, figures)| Some((*own, figures.get(&key)?)));
                let near = of_key()
                    .filter(|(own, _)| retold.contains(own))
                    .flat_map(|(own, values)| {
                        values.iter().filter(|v| v.1).map(move |v| (v.0.abs_diff(*value), v.0, own))
                    })
                    .min();
                if let Some((_, other, own)) = near.filter(|(gap, other, _)| gap * 2 <= *other) {
                    let field = format!("count:{}:{}", key.0, key.1);
                    found.add(field, [(other.to_string(), own), (value.to_string(), copy)]);
                }
            }
        }
        for kind in ["detected", "occurred"] {
            let days: Vec<_> = whole_days(it, kind).collect();
            let own: Vec<_> =
                chain.iter().flat_map(|own| whole_days(&known[*own], kind).map(move |d| (d, *own))).collect();
            if days.is_empty() || own.is_empty() || days.iter().any(|day| own.iter().any(|((own, _), _)| *own == day.0))
            {
                continue;
            }
            // A mail that someone reported and the intrusion that was found are two findings.
            let alike = |((_, date), report): &&((i64, &str), usize)| {
                kind != "detected" || finds_other(&known[*report], date) == finds_other(it, days[0].1)
            };
            let Some(&((own_day, own_date), report)) = own.iter().find(alike) else { continue };
            if (own_day - days[0].0).abs() <= 31 {
                found.add(format!("event:{kind}"), [(own_date.into(), report), (days[0].1.into(), copy)]);
            }
        }
    }
    found.all
}

#[derive(Default)]
struct Found {
    all: Vec<Contradiction>,
    seen: BTreeSet<(String, Vec<String>)>,
}

impl Found {
    fn add(&mut self, field: String, pairs: [(String, usize); 2]) {
        let mut values: Vec<String> = pairs.iter().map(|(value, _)| value.clone()).collect();
        values.sort();
        if self.seen.insert((field.clone(), values)) {
            let (values, reports) = pairs.into_iter().unzip();
            self.all.push(Contradiction { field, values, reports });
        }
    }
}

/// Where clients of one contractor, or it and they, differ on what concerns all of them.
pub(crate) fn between_clients(
    known: &[Known],
    own: &[(usize, Role)],
    clients: &[&[(usize, Role)]],
) -> Vec<Contradiction> {
    let mut found = Found::default();
    let theirs = |role: &Role| *role != Role::Copy;
    // Reports that say what is so: the contractor's own, else each client's in turn.
    let own: Vec<usize> = own.iter().filter(|(_, role)| theirs(role)).map(|(report, _)| *report).collect();
    let mut totals: BTreeMap<String, Vec<(u64, usize)>> = BTreeMap::new();
    let mut days: BTreeMap<&str, Vec<(i64, &str, usize)>> = BTreeMap::new();
    let of_scope = |report: usize, scope: &'static str| {
        figures(&known[report]).into_iter().filter(move |(key, _)| key.1 == scope).flat_map(|((subject, _), values)| {
            values.into_iter().map(move |(value, exact)| (subject.clone(), value, exact))
        })
    };
    let total_of = |report: usize| {
        of_scope(report, "total").filter(|(_, _, exact)| *exact).map(|(subject, value, _)| (subject, value))
    };
    for &report in &own {
        // A contractor counts over all clients, whatever its words say of whose share it is.
        for (subject, value, _) in of_scope(report, "total").chain(of_scope(report, "own")) {
            totals.entry(subject).or_default().push((value, report));
        }
        for (kind, day, date) in own_days(&known[report]) {
            days.entry(kind).or_default().push((day, date, report));
        }
    }
    for client in clients {
        let reports: Vec<usize> = client.iter().filter(|(_, role)| theirs(role)).map(|(report, _)| *report).collect();
        for (at, &report) in reports.iter().enumerate() {
            for (subject, value) in total_of(report) {
                let known_values = totals.entry(subject.clone()).or_default();
                if known_values.is_empty() {
                    known_values.push((value, report));
                    continue;
                }
                let corrected =
                    reports[at + 1..].iter().flat_map(|later| total_of(*later)).any(|(of, _)| of == subject);
                if corrected || known_values.iter().any(|(known, _)| *known == value) {
                    continue;
                }
                let near = known_values.iter().map(|(other, by)| (other.abs_diff(value), *other, *by)).min();
                if let Some((_, other, by)) = near.filter(|(gap, other, _)| gap * 2 <= *other) {
                    found.add(format!("count:{subject}:total"), [(other.to_string(), by), (value.to_string(), report)]);
                }
            }
            let told: Vec<_> = own_days(&known[report]);
            // Clients date what happened by what they were told last; only the day of finding is one and the same for all.
            for kind in ["detected"] {
                let of_kind: Vec<_> = told.iter().filter(|(k, _, _)| *k == kind).collect();
                let Some((_, day, date)) = of_kind.first().copied() else { continue };
                let stated = days.entry(kind).or_default();
                if stated.is_empty() {
                    stated.push((*day, date, report));
                    continue;
                }
                if of_kind.iter().any(|(_, day, _)| stated.iter().any(|(known, _, _)| known == day)) {
                    continue;
                }
                let (other_day, other, by) = stated[0];
                if (other_day - day).abs() <= 10 {
                    found.add(format!("event:{kind}"), [(other.to_owned(), by), ((*date).to_owned(), report)]);
                }
            }
        }
    }
    // Among several clients, a share within a fiftieth of the stated total is that total, told without saying so.
    let several = clients.len() >= 3;
    for (report, _) in clients.iter().flat_map(|client| client.iter().filter(|(_, role)| theirs(role))) {
        for (subject, value, exact) in of_scope(*report, "own") {
            let Some(stated) = totals.get(&subject).filter(|_| several && exact && value >= 100) else { continue };
            if stated.iter().any(|(other, _)| *other == value) {
                continue;
            }
            let near = stated.iter().map(|(other, by)| (other.abs_diff(value), *other, *by)).min();
            if let Some((_, other, by)) = near.filter(|(gap, other, by)| gap * 50 <= *other && by != report) {
                found.add(format!("count:{subject}:total"), [(other.to_string(), by), (value.to_string(), *report)]);
            }
        }
    }
    found.all
}

fn finds_other(known: &Known, date: &str) -> bool {
    known.told.steps.iter().any(|step| step.kind == "detected" && step.date == date && found_other(&step.quote))
}

/// Days on which the event was found at the contractor.
fn own_days(known: &Known) -> Vec<(&'static str, i64, &str)> {
    let mut days = Vec::new();
    for step in &known.told.steps {
        let Some(day) = crate::told::day(&step.date) else { continue };
        match step.kind.as_str() {
            "detected" if found_breach(&step.quote) => days.push(("detected", day, step.date.as_str())),
            _ => {}
        }
    }
    days
}
