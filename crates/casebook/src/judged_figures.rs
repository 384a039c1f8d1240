//! Figures over judged cases: how many met which ground, how many cannot be told and for want of which fact.
//!
//! In:   verdicts, one by one.
//! Out:  `JudgedFigures`, counts by code.
//!
//! Not here: the words (`cli`, `web`).

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_judge::Duty;
use serde::Serialize;

use crate::{CaseVerdict, Casebook, Result};

/// How many cases, by what the rules say of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct JudgedFigures {
    /// Cases judged: those with a report.
    pub cases: u64,
    /// By duty over both tracks.
    pub duties: BTreeMap<&'static str, u64>,
    /// By the rules applied; `-` where that cannot be told. A case under both tracks counts under each.
    pub regimes: BTreeMap<&'static str, u64>,
    /// By ground: met, cannot be told.
    pub grounds: BTreeMap<&'static str, [u64; 2]>,
    /// Of the cases whose duty cannot be told: for want of which fact, each counted once a case.
    pub wanting: BTreeMap<String, u64>,
}

impl JudgedFigures {
    /// Counts one case.
    pub fn take(&mut self, one: &CaseVerdict) {
        self.cases += 1;
        let duty = one.verdict.overall_duty();
        *self.duties.entry(duty.code()).or_default() += 1;
        let mut wanting = BTreeSet::new();
        for verdict in [Some(&one.verdict), one.verdict.secondary.as_deref()].into_iter().flatten() {
            *self.regimes.entry(verdict.regime.unwrap_or("-")).or_default() += 1;
            for ground in &verdict.categories {
                self.grounds.entry(ground).or_default()[0] += 1;
            }
            // Two facts may be wanting for one ground; it is open once.
            let open: BTreeSet<&'static str> = verdict.undetermined.iter().filter_map(|reason| reason.ground).collect();
            for ground in open {
                self.grounds.entry(ground).or_default()[1] += 1;
            }
            wanting.extend(verdict.undetermined.iter().map(|reason| reason.field));
        }
        if duty == Duty::Undetermined {
            for field in wanting {
                *self.wanting.entry(field.to_owned()).or_default() += 1;
            }
        }
    }
}

impl Casebook {
    /// Figures over every case that has a report.
    ///
    /// # Errors
    /// What the tables or the archive refuse.
    pub fn judged_figures(&self) -> Result<JudgedFigures> {
        let mut figures = JudgedFigures::default();
        self.judge_all(|one| {
            figures.take(&one);
            Ok(())
        })?;
        Ok(figures)
    }
}
