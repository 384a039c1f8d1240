//! From facts to a verdict (sections 3.3, 3.4, 4 and 6 of the specification).
//!
//! In:   `Facts`, the rule book.
//! Out:  `Verdict`.
//!
//! Two tracks are judged side by side: 番号法 where My Numbers are involved, and 個人情報保護法 by the kind of body.
//! Not here: what each condition means (`data/`), the words of a reason (`explain.rs`).

use jiff::civil::Date;

use crate::book::{Regime, RuleBook, Track};
use crate::codes::{BodyKind, Duty};
use crate::facts::Facts;
use crate::fields::Field;
use crate::resolve::{Resolved, resolve};
use crate::truth::Truth;
use crate::verdict::{Reason, Verdict};

/// Before this day no operator was bound (the Act's full entry into force), so an unknown day lies on or after it.
pub(crate) const EARLIEST: Date = Date::constant(2005, 4, 1);

/// When the entity came to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// On this day.
    Day(Date),
    /// Between these days, both included.
    Between(Date, Date),
}

impl Anchor {
    /// Reads it from the facts (section 3.4, 1 and 2).
    pub(crate) fn of(facts: &Facts) -> Anchor {
        if let Some(day) = facts.discovered_on {
            return Anchor::Day(day);
        }
        if let Some((from, to)) = facts.discovered_between {
            return Anchor::Between(from.min(to), from.max(to));
        }
        let to = facts.announced_on.unwrap_or(Date::MAX);
        Anchor::Between(facts.occurred_on.unwrap_or(EARLIEST).min(to), to)
    }

    pub(crate) fn first(self) -> Date {
        match self {
            Anchor::Day(day) | Anchor::Between(day, _) => day,
        }
    }

    pub(crate) fn last(self) -> Date {
        match self {
            Anchor::Day(day) | Anchor::Between(_, day) => day,
        }
    }
}

/// Which regime binds a body at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InForce {
    /// None does.
    Nothing,
    /// One does, since this day for this body.
    One(usize, Date),
    /// More than one does over the time in question, or one over a part of it.
    Several,
}

/// What one regime says.
#[derive(Debug, Clone)]
pub(crate) struct Finding<'d> {
    pub(crate) duty: Duty,
    pub(crate) categories: Vec<&'d str>,
    pub(crate) undetermined: Vec<Reason<'d>>,
    pub(crate) long_final: bool,
}

impl<'d> RuleBook<'d> {
    /// Judges one record of facts.
    pub fn judge(&self, facts: &Facts) -> Verdict<'d> {
        let resolved = resolve(facts, &self.names, &self.defaults);
        let anchor = Anchor::of(facts);
        let mut verdict = match facts.body_kind {
            None => Verdict::untold(Field::BodyKind.key()),
            Some(body) => self.judge_both_tracks(facts, &resolved, body, anchor),
        };
        for overlay in self.overlays.iter().filter(|overlay| overlay.listed) {
            let in_force = overlay.from <= anchor.first() && anchor.last() <= overlay.to;
            if in_force && self.names.truth(&overlay.condition, &resolved) == Truth::Yes {
                verdict.other.push(overlay.id);
            }
        }
        verdict
    }

    fn judge_both_tracks(&self, facts: &Facts, resolved: &Resolved, body: BodyKind, anchor: Anchor) -> Verdict<'d> {
        let mut appi = self.judge_appi(facts, resolved, body, anchor);
        if resolved.data_true & self.my_number != 0 {
            return match self.judge_track(Track::MyNumber, facts, resolved, body, None, anchor) {
                Some(verdict) => Verdict { secondary: Some(Box::new(appi)), ..verdict },
                None => appi,
            };
        }
        if resolved.data_false & self.my_number == 0 && appi.duty != Duty::Mandatory {
            let with_numbers = resolved.with_data(self.my_number);
            let either_way = self.judge_track(Track::MyNumber, facts, &with_numbers, body, None, anchor);
            if either_way.is_some_and(|verdict| matches!(verdict.duty, Duty::Mandatory | Duty::Undetermined)) {
                appi.duty = Duty::Undetermined;
                appi.undetermined.push(Reason { ground: None, field: "my_number" });
            }
        }
        appi
    }

    /// The track of 個人情報保護法, both ways where it is open whether the rules for businesses bind a public body.
    fn judge_appi(&self, facts: &Facts, resolved: &Resolved, body: BodyKind, anchor: Anchor) -> Verdict<'d> {
        let outside = || Verdict::untold(Field::BodyKind.key());
        let judged = |private: bool, resolved: &Resolved| {
            self.judge_track(Track::Appi, facts, resolved, body, Some(private), anchor)
        };
        match resolved.value(Field::PrivateRules) {
            0 => {}
            value => return judged(value == 2, resolved).unwrap_or_else(outside),
        }
        let lookup = |private| self.in_force(Track::Appi, body, Some(private), anchor);
        if lookup(true) == lookup(false) {
            return judged(false, resolved).unwrap_or_else(outside);
        }
        let [private, public] = [true, false].map(|private| {
            let value = u8::from(private) + 1;
            judged(private, &resolved.with(Field::PrivateRules, value)).unwrap_or_else(outside)
        });
        let mut verdict = Verdict::untold(Field::PrivateRules.key());
        if private.duty == public.duty {
            verdict.duty = private.duty;
            verdict.preliminary_due = private.preliminary_due.min(public.preliminary_due);
            verdict.final_due = private.final_due.min(public.final_due);
            for reason in private.undetermined.into_iter().chain(public.undetermined) {
                if !verdict.undetermined.contains(&reason) {
                    verdict.undetermined.push(reason);
                }
            }
        }
        verdict
    }

    /// One track, for a body of which it is settled which rules bind it; `None` where no regime does.
    fn judge_track(
        &self,
        track: Track,
        facts: &Facts,
        resolved: &Resolved,
        body: BodyKind,
        private_rules: Option<bool>,
        anchor: Anchor,
    ) -> Option<Verdict<'d>> {
        let (at, since) = match self.in_force(track, body, private_rules, anchor) {
            InForce::Nothing => return None,
            InForce::Several => return Some(Verdict::untold("discovered_on")),
            InForce::One(at, since) => (at, since),
        };
        let regime = &self.regimes[at];
        let finding = self.apply(regime, resolved);
        let mut verdict = Verdict::of(finding.duty);
        verdict.regime = Some(regime.id);
        verdict.categories = finding.categories;
        verdict.undetermined = finding.undetermined;
        match anchor {
            Anchor::Between(..) => verdict.undetermined.push(Reason { ground: None, field: "discovered_on" }),
            Anchor::Day(knowing) => {
                if finding.duty == Duty::Mandatory {
                    let outer = regime.preliminary.map(|(outer, _)| outer);
                    verdict.preliminary_due = outer.and_then(|n| self.calendar.nth_day(knowing, n));
                    let days = regime.final_days.map(|(usual, long)| if finding.long_final { long } else { usual });
                    verdict.final_due = days.and_then(|n| self.calendar.nth_open_day(knowing, n));
                }
                if facts.occurred_on.is_some_and(|occurred| occurred < since) && since <= knowing {
                    verdict.warnings.push("transition");
                }
            }
        }
        Some(verdict)
    }

    /// The regime that binds a body at a time, and since when it does.
    pub(crate) fn in_force(
        &self,
        track: Track,
        body: BodyKind,
        private_rules: Option<bool>,
        anchor: Anchor,
    ) -> InForce {
        let (first, last) = (anchor.first(), anchor.last());
        let mut found = InForce::Nothing;
        for row in &self.coverage {
            let for_body = row.body.is_none_or(|kind| kind == body)
                && row.private_rules.is_none_or(|needed| private_rules == Some(needed));
            if row.track != track || !for_body || last < row.from || row.to < first {
                continue;
            }
            let whole = row.from <= first && last <= row.to;
            found =
                if whole && found == InForce::Nothing { InForce::One(row.regime, row.from) } else { InForce::Several };
        }
        found
    }

    /// What a regime says of the facts.
    pub(crate) fn apply(&self, regime: &Regime<'d>, facts: &Resolved) -> Finding<'d> {
        let excluded = self.names.truth(&regime.exclusion, facts);
        let mut finding =
            Finding { duty: Duty::None, categories: Vec::new(), undetermined: Vec::new(), long_final: false };
        if excluded == Truth::Yes {
            return finding;
        }
        let mut settled = false;
        for duty in [Duty::Mandatory, Duty::Ordinance, Duty::Effort] {
            let mut any = Truth::No;
            for ground in regime.grounds.iter().filter(|ground| ground.duty == duty) {
                let met = self.names.truth(&ground.condition, facts);
                any = any.or(met);
                match (met, ground.id) {
                    (Truth::Yes, Some(id)) => {
                        finding.categories.push(id);
                        finding.long_final |= ground.long_final;
                    }
                    // A trigger without a name is a reason only where the verdict hangs on it.
                    (Truth::Undetermined, id) if id.is_some() || !settled => {
                        let field = self.names.wanting(&ground.condition, facts);
                        finding.undetermined.push(Reason { ground: id, field });
                    }
                    _ => {}
                }
            }
            if settled || any == Truth::No {
                continue;
            }
            settled = true;
            finding.duty = if any == Truth::Yes && excluded == Truth::No { duty } else { Duty::Undetermined };
            if excluded == Truth::Undetermined {
                let field = self.names.wanting(&regime.exclusion, facts);
                finding.undetermined.push(Reason { ground: None, field });
            }
        }
        if finding.duty == Duty::Mandatory {
            match self.names.truth(&regime.release, facts) {
                Truth::No => {}
                Truth::Yes => finding.duty = Duty::None,
                Truth::Undetermined => {
                    finding.duty = Duty::Undetermined;
                    finding
                        .undetermined
                        .push(Reason { ground: None, field: self.names.wanting(&regime.release, facts) });
                }
            }
        }
        finding
    }
}
