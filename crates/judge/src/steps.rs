//! The steps of a reason: each condition of a ground, how it came out, which facts and assumptions it read.
//!
//! In:   a condition, resolved facts, the rule book.
//! Out:  `Step`s in written order, and the ids that reservations ask for.
//!
//! Not here: the sentences (`data/wording.tsv`), the order of the whole (`explain.rs`).

use std::collections::BTreeSet;

use serde::Serialize;

use crate::book::{Ground, RuleBook};
use crate::expression::{Condition, Counted};
use crate::facts::{Facts, Persons};
use crate::fields::Field;
use crate::resolve::{Resolved, Target};
use crate::truth::Truth;
use crate::wording::{Words, grouped};

/// Where a rule was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its number in section 12 of the specification.
    pub id: String,
    /// What was seen there.
    pub what: String,
    /// Its address.
    pub url: String,
}

/// A fact that a step read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactRead {
    /// The key in facts files.
    pub field: String,
    /// What it is called.
    pub label: Words,
    /// What it says; `None` where it is not stated.
    pub value: Option<Words>,
    /// The assumption by which it was filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumption: Option<String>,
}

/// One step of a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The ground or the named condition.
    pub id: String,
    /// Whether it is satisfied.
    pub outcome: Truth,
    /// The sentence that says so.
    pub text: Words,
    /// The article of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<Words>,
    /// Where the rule was seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Whether no part of the rule rests on knowledge that was not checked against a source.
    pub verified: bool,
    /// The facts that it read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactRead>,
    /// The conditions that it is made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// What an explanation has used so far; reservations and assumptions are chosen by it.
#[derive(Debug, Default)]
pub(crate) struct Used {
    pub(crate) ids: BTreeSet<String>,
}

impl Used {
    pub(crate) fn note(&mut self, id: &str) {
        if !self.ids.contains(id) {
            self.ids.insert(id.to_owned());
        }
    }
}

/// Everything that steps are made from.
pub(crate) struct Explaining<'r, 'd> {
    pub(crate) book: &'r RuleBook<'d>,
    pub(crate) facts: &'r Facts,
    pub(crate) resolved: &'r Resolved,
}

impl Explaining<'_, '_> {
    /// The step of a ground, with its conditions below it.
    pub(crate) fn ground(&self, ground: &Ground<'_>, used: &mut Used) -> Step {
        let outcome = self.truth(&ground.condition);
        let parts = match &ground.condition {
            Condition::All(parts) => parts.as_slice(),
            single => std::slice::from_ref(single),
        };
        let id = ground.id.unwrap_or("-");
        if outcome != Truth::No {
            used.note(id);
        }
        let citation = Words { ja: ground.article.to_owned(), en: ground.article_en.to_owned() };
        let wording = &self.book.wording;
        let text = wording.sentence(&format!("ground.{}", outcome.code()));
        let text = text.with("ground", &wording.label("ground", id)).with("article", &citation);
        let steps = parts.iter().map(|part| self.condition(part, used)).collect();
        let (sources, verified) = self.sources(ground.source, used);
        Step { id: id.to_owned(), outcome, text, citation: Some(citation), sources, verified, facts: Vec::new(), steps }
    }

    /// The step of one condition.
    pub(crate) fn condition(&self, condition: &Condition, used: &mut Used) -> Step {
        let outcome = self.truth(condition);
        // A negated condition is told in the words of what it negates.
        let (told, positive) = match condition {
            Condition::Not(inner) => (self.truth(inner), inner.as_ref()),
            other => (outcome, other),
        };
        let mut source = "";
        let mut steps = Vec::new();
        let key = match positive {
            Condition::Named(at) => {
                source = self.book.names.predicates[*at].source;
                self.book.names.predicates[*at].name
            }
            Condition::Is { field, .. } | Condition::Stated(field) => field.name(),
            Condition::Over { .. } => "over",
            Condition::Data(_) => "data",
            Condition::Any(parts) => {
                steps = parts.iter().map(|part| self.condition(part, used)).collect();
                "any"
            }
            _ => "condition",
        };
        used.note(key);
        let text = self.fill(self.book.wording.sentence(&format!("{key}.{}", told.code())), positive, used);
        let facts = if steps.is_empty() { self.read(positive, used) } else { Vec::new() };
        let (sources, verified) = self.sources(source, used);
        Step { id: key.to_owned(), outcome, text, citation: None, sources, verified, facts, steps }
    }

    /// A step without conditions of its own.
    pub(crate) fn plain(&self, id: &str, outcome: Truth, text: Words, source: &str, used: &mut Used) -> Step {
        let (sources, verified) = self.sources(source, used);
        Step { id: id.to_owned(), outcome, text, citation: None, sources, verified, facts: Vec::new(), steps: vec![] }
    }

    fn truth(&self, condition: &Condition) -> Truth {
        self.book.names.truth(condition, self.resolved)
    }

    fn fill(&self, text: Words, condition: &Condition, used: &mut Used) -> Words {
        let mut text = text;
        if let Condition::Over { counted, limit, .. } = condition {
            let persons = match counted {
                Counted::MyNumberPersons if self.resolved.my_number_persons_stated => &self.facts.my_number_persons,
                _ => &self.facts.persons,
            };
            if persons.as_ref().is_some_and(Persons::counts_something_else) {
                used.note("other_unit");
            }
            text = text.with("n", &Words::same(&grouped(*limit))).with("persons", &self.persons(persons.as_ref()));
        }
        if text.ja.contains("{cause}") {
            let cause = self.facts.cause.map(|cause| self.book.wording.label("cause", cause.code()));
            text = text.with("cause", &cause.unwrap_or_else(|| self.book.wording.sentence("cause.unknown")));
        }
        text
    }

    /// A number of persons in words.
    pub(crate) fn persons(&self, persons: Option<&Persons>) -> Words {
        self.book.wording.persons(persons)
    }

    fn sources(&self, marks: &str, used: &mut Used) -> (Vec<Source>, bool) {
        let (sources, verified) = self.book.seen(marks);
        if !verified {
            used.note("unverified");
        }
        (sources, verified)
    }

    /// The facts that a condition reads, in written order.
    fn read(&self, condition: &Condition, used: &mut Used) -> Vec<FactRead> {
        let mut found = Vec::new();
        self.read_into(condition, &mut found, used);
        found
    }

    fn read_into(&self, condition: &Condition, found: &mut Vec<FactRead>, used: &mut Used) {
        match condition {
            Condition::Always(_) => {}
            Condition::Is { field, .. } | Condition::Stated(field) => self.note_field(*field, found, used),
            Condition::Data(keys) => self.note_data(*keys, found),
            Condition::Over { counted, .. } => self.note_persons(*counted, found, used),
            Condition::Named(at) => self.read_into(&self.book.names.predicates[*at].condition, found, used),
            Condition::Not(inner) => self.read_into(inner, found, used),
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.read_into(part, found, used);
                }
            }
            Condition::Else(first, second) => {
                self.read_into(first, found, used);
                if self.truth(first) == Truth::Undetermined {
                    self.read_into(second, found, used);
                }
            }
        }
    }

    fn note_field(&self, field: Field, found: &mut Vec<FactRead>, used: &mut Used) {
        if found.iter().any(|fact| fact.field == field.key()) {
            return;
        }
        let labels = if field.codes() == ["false", "true"] { "flag" } else { field.name() };
        let value = field.code(self.resolved.value(field)).map(|code| self.book.wording.label(labels, code));
        let assumption = self.assumption(|target| matches!(target, Target::Coded(filled, _) if *filled == field));
        self.push(field.key(), value, assumption, found, used);
    }

    fn note_persons(&self, counted: Counted, found: &mut Vec<FactRead>, used: &mut Used) {
        let assumption = match counted {
            Counted::Persons => None,
            Counted::MyNumberPersons => self.assumption(|target| matches!(target, Target::MyNumberPersons)),
        };
        let (key, persons) = match counted {
            Counted::MyNumberPersons if assumption.is_none() => ("my_number_persons", &self.facts.my_number_persons),
            _ => ("persons", &self.facts.persons),
        };
        let value = persons.as_ref().filter(|persons| persons.value.is_some());
        self.push(key, value.map(|persons| self.persons(Some(persons))), assumption, found, used);
    }

    fn note_data(&self, keys: u64, found: &mut Vec<FactRead>) {
        for (at, key) in self.book.names.data_keys.iter().enumerate().filter(|(at, _)| keys >> at & 1 == 1) {
            if self.resolved.data_true >> at & 1 == 1 {
                let label = self.book.wording.label("data_types", key);
                let value = Some(self.book.wording.label("flag", "true"));
                found.push(FactRead { field: format!("data_types/{key}"), label, value, assumption: None });
            }
        }
    }

    fn push(
        &self,
        key: &str,
        value: Option<Words>,
        assumption: Option<&str>,
        found: &mut Vec<FactRead>,
        used: &mut Used,
    ) {
        if let Some(id) = assumption {
            used.note(id);
        }
        let label = self.book.wording.label("field", key);
        found.push(FactRead { field: key.to_owned(), label, value, assumption: assumption.map(str::to_owned) });
    }

    fn assumption(&self, is_wanted: impl Fn(&Target) -> bool) -> Option<&str> {
        let defaults = self.book.defaults.iter().enumerate();
        let mut used = defaults.filter(|(at, _)| self.resolved.assumed >> at & 1 == 1);
        used.find(|(_, default)| is_wanted(&default.target)).map(|(_, default)| default.id)
    }
}
