//! A verdict in words: every step with its citation, the assumptions, the reservations, the disclaimer.
//!
//! In:   `Facts`, the rule book.
//! Out:  `Explanation`, Japanese and English.
//! Data: `data/wording.tsv`, `data/caveats.tsv`.
//!
//! It walks the same conditions as `decide.rs`; a test holds the two together.
//! Not here: the steps of one ground (`steps.rs`).

use jiff::civil::Date;
use serde::Serialize;

use crate::book::{Regime, RuleBook, Track};
use crate::codes::{BodyKind, ContractorRole, Duty};
use crate::decide::{Anchor, InForce};
use crate::expression::Condition;
use crate::facts::{Facts, Persons};
use crate::fields::Field;
use crate::resolve::{Resolved, resolve};
use crate::steps::{Explaining, Source, Step, Used};
use crate::truth::Truth;
use crate::verdict::{Reason, Verdict};
use crate::wording::Words;

/// Something said beside the steps: an assumption or a reservation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Its name in the tables.
    pub id: String,
    /// What it says.
    pub text: Words,
}

/// A duty of the sector, or a voluntary report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverlayNote {
    /// Its name in the tables.
    pub id: String,
    /// Whether it applies; never `no`.
    pub outcome: Truth,
    /// `statute`, `guideline`, `contract` or `voluntary`.
    pub strength: String,
    /// What it says.
    pub text: Words,
    /// Where the rule was seen.
    pub sources: Vec<Source>,
}

/// One track of a verdict, step by step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackNote {
    /// The supposition under which it is judged, where a fact is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supposing: Option<Words>,
    /// The rules applied.
    pub regime: Option<String>,
    /// The law by its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<Words>,
    /// What this track says.
    pub duty: Duty,
    /// The same in a sentence.
    pub text: Words,
    /// To whom a report goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Words>,
    /// Who else had to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Words>,
    /// Due days in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Words>,
    /// Every step, in the order in which it is decided.
    pub steps: Vec<Step>,
}

/// A verdict in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The verdict in one sentence.
    pub summary: Words,
    /// Facts wanting, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanting: Option<Words>,
    /// The tracks, the main one first.
    pub tracks: Vec<TrackNote>,
    /// Duties of the sector and voluntary reports.
    pub overlays: Vec<OverlayNote>,
    /// What was taken for absent facts.
    pub assumptions: Vec<Note>,
    /// Reservations.
    pub caveats: Vec<Note>,
    /// What the verdict is not.
    pub disclaimer: Words,
}

impl<'d> RuleBook<'d> {
    /// What no verdict is: shown wherever one is shown.
    pub fn disclaimer(&self) -> Words {
        self.wording.sentence("disclaimer")
    }

    /// Judges one record of facts and gives every reason.
    pub fn explain(&self, facts: &Facts) -> (Verdict<'d>, Explanation) {
        let verdict = self.judge(facts);
        let resolved = resolve(facts, &self.names, &self.defaults);
        let anchor = Anchor::of(facts);
        let mut used = Used::default();
        let tracks = self.tracks(facts, &resolved, anchor, &mut used);
        for main in std::iter::once(&verdict).chain(verdict.secondary.as_deref()) {
            self.note_used(main, facts, &mut used);
        }
        if verdict.secondary.is_some() {
            used.note("two_tracks");
        }
        let overlays = self.overlay_notes(facts, &resolved, anchor, &mut used);
        let assumptions = self.defaults.iter().filter(|default| used.ids.contains(default.id));
        let assumptions: Vec<Note> = assumptions.map(|default| self.note(default.id)).collect();
        let caveats = self.caveat_notes(&resolved, anchor, &used);
        let explanation = Explanation {
            summary: self.wording.sentence(&format!("duty.{}", verdict.overall_duty().code())),
            wanting: self.wanting_words(&verdict.undetermined),
            tracks,
            overlays,
            assumptions,
            caveats,
            disclaimer: self.disclaimer(),
        };
        (verdict, explanation)
    }

    /// The label of a field (`field`, `persons`) or of one of its values (`cause`, `theft`); the code itself where there is none.
    pub fn label(&self, field: &str, code: &str) -> Words {
        self.wording.label(field, code)
    }

    /// The kinds of information that some rule reads, by their keys.
    pub fn data_keys(&self) -> &[&'d str] {
        &self.names.data_keys
    }

    /// A number of persons in words (約1,200人).
    pub fn persons_in_words(&self, persons: &Persons) -> Words {
        self.wording.persons(Some(persons))
    }

    /// A sentence of the wording table (`form.…`); its key where it is missing.
    pub fn sentence(&self, key: &str) -> Words {
        self.wording.sentence(key)
    }

    /// The words of a note of the bridge (`B_…`).
    pub fn note(&self, id: &str) -> Note {
        Note { id: id.to_owned(), text: self.wording.sentence(id) }
    }

    fn note_used(&self, verdict: &Verdict<'_>, facts: &Facts, used: &mut Used) {
        for warning in &verdict.warnings {
            used.note(warning);
        }
        for reason in verdict.undetermined.iter().filter(|reason| reason.field == "my_number") {
            debug_assert!(reason.ground.is_none(), "no ground asks for My Numbers");
            used.note("my_number_open");
        }
        if let Some(due) = verdict.final_due {
            used.note("final_due");
            if !self.calendar.is_settled(due) {
                used.note("holidays_expected");
            }
        }
        if matches!(verdict.duty, Duty::Mandatory | Duty::Undetermined) && facts.body_kind == Some(BodyKind::Private) {
            used.note("report_to_ppc");
        }
    }

    fn tracks(&self, facts: &Facts, resolved: &Resolved, anchor: Anchor, used: &mut Used) -> Vec<TrackNote> {
        let explaining = Explaining { book: self, facts, resolved };
        let Some(body) = facts.body_kind else {
            let text = self.wording.sentence("duty.undetermined");
            let why = self.wording.sentence("no_regime.sector");
            let step = explaining.plain("regime", Truth::Undetermined, why, "", used);
            return vec![TrackNote::untold(text, vec![step])];
        };
        let mut tracks = Vec::new();
        if resolved.data_true & self.my_number != 0 {
            let found = self.in_force(Track::MyNumber, body, None, anchor);
            tracks.extend((found != InForce::Nothing).then(|| self.track(&explaining, body, found, anchor, used)));
        }
        let private = match resolved.value(Field::PrivateRules) {
            0 => None,
            value => Some(value == 2),
        };
        let lookup = |private| self.in_force(Track::Appi, body, Some(private), anchor);
        match private {
            Some(private) => tracks.push(self.track(&explaining, body, lookup(private), anchor, used)),
            None if lookup(true) == lookup(false) => {
                tracks.push(self.track(&explaining, body, lookup(false), anchor, used));
            }
            None => {
                for (private, value, key) in [(true, 2, "true"), (false, 1, "false")] {
                    let supposed = resolved.with(Field::PrivateRules, value);
                    let explaining = Explaining { book: self, facts, resolved: &supposed };
                    let mut track = self.track(&explaining, body, lookup(private), anchor, used);
                    let key = format!("supposing.private_rules_entity.{key}");
                    track.supposing = Some(self.wording.sentence(&key));
                    tracks.push(track);
                }
            }
        }
        if (resolved.data_true | resolved.data_false) & self.my_number == 0 {
            let supposed = resolved.with_data(self.my_number);
            let explaining = Explaining { book: self, facts, resolved: &supposed };
            let found = self.in_force(Track::MyNumber, body, None, anchor);
            if found != InForce::Nothing {
                let mut aside = Used::default();
                let mut track = self.track(&explaining, body, found, anchor, &mut aside);
                track.supposing = Some(self.wording.sentence("supposing.my_number"));
                tracks.push(track);
            }
        }
        tracks
    }

    fn track(
        &self,
        explaining: &Explaining<'_, 'd>,
        body: BodyKind,
        found: InForce,
        anchor: Anchor,
        used: &mut Used,
    ) -> TrackNote {
        let wording = &self.wording;
        let body = wording.label("body_kind", body.code());
        let when = self.when(anchor);
        let step = |outcome: Truth, law: &Words, source: &str, used: &mut Used| {
            let text = wording.sentence(&format!("regime.{}", outcome.code()));
            let text = text.with("when", &when).with("body", &body).with("law", law);
            explaining.plain("regime", outcome, text, source, used)
        };
        let InForce::One(at, _) = found else {
            let outcome = if found == InForce::Nothing { Truth::No } else { Truth::Undetermined };
            let step = step(outcome, &Words::default(), "", used);
            return TrackNote::untold(wording.sentence("duty.undetermined"), vec![step]);
        };
        let regime = &self.regimes[at];
        used.note(regime.id);
        let law = Words { ja: regime.law.to_owned(), en: regime.law_en.to_owned() };
        let mut steps = vec![step(Truth::Yes, &law, regime.source, used)];
        let finding = self.apply(regime, explaining.resolved);
        self.regime_steps(regime, explaining, &mut steps, used);
        let named = |prefix: &str| {
            let key = format!("{prefix}.{}", regime.id);
            wording.has(&key).then(|| wording.sentence(&key))
        };
        let asked = finding.duty != Duty::None;
        TrackNote {
            supposing: None,
            regime: Some(regime.id.to_owned()),
            law: Some(law),
            duty: finding.duty,
            text: wording.sentence(&format!("duty.{}", finding.duty.code())),
            recipients: named("to").filter(|_| asked),
            notice: named("notice").filter(|_| asked),
            deadlines: if finding.duty == Duty::Mandatory {
                self.deadline_words(regime, anchor, finding.long_final)
            } else {
                Vec::new()
            },
            steps,
        }
    }

    fn regime_steps(
        &self,
        regime: &Regime<'d>,
        explaining: &Explaining<'_, 'd>,
        steps: &mut Vec<Step>,
        used: &mut Used,
    ) {
        if regime.exclusion != Condition::Always(Truth::No) {
            let mut step = explaining.condition(&regime.exclusion, used);
            if step.outcome == Truth::Yes {
                let told = self.wording.sentence("excluded");
                step.text = Words { ja: step.text.ja + &told.ja, en: step.text.en + " " + &told.en };
                steps.push(step);
                return;
            }
            steps.push(step);
        }
        steps.extend(regime.grounds.iter().map(|ground| explaining.ground(ground, used)));
        let entrusted = explaining.facts.contractor_role == Some(ContractorRole::EntrustedParty);
        if entrusted && regime.release != Condition::Always(Truth::No) {
            steps.push(explaining.condition(&regime.release, used));
        }
    }

    fn when(&self, anchor: Anchor) -> Words {
        let day = |day: Date| Words::same(&day.to_string());
        match anchor {
            Anchor::Day(knowing) => self.wording.sentence("when.day").with("day", &day(knowing)),
            Anchor::Between(from, Date::MAX) if from > crate::decide::EARLIEST => {
                self.wording.sentence("when.since").with("from", &day(from))
            }
            Anchor::Between(_, Date::MAX) => self.wording.sentence("when.any"),
            Anchor::Between(from, to) => {
                self.wording.sentence("when.between").with("from", &day(from)).with("to", &day(to))
            }
        }
    }

    fn deadline_words(&self, regime: &Regime<'_>, anchor: Anchor, long_final: bool) -> Vec<Words> {
        let Anchor::Day(knowing) = anchor else { return vec![self.wording.sentence("deadline.unknown")] };
        let text = |value: String| Words::same(&value);
        let day = |day: Option<Date>| text(day.map(|day| day.to_string()).unwrap_or_default());
        let mut words = Vec::new();
        if let Some((outer, inner)) = regime.preliminary {
            let sentence = self.wording.sentence("deadline.preliminary");
            let sentence = sentence.with("from", &day(self.calendar.nth_day(knowing, inner)));
            let sentence = sentence.with("to", &day(self.calendar.nth_day(knowing, outer)));
            words.push(sentence.with("inner", &text(inner.to_string())).with("outer", &text(outer.to_string())));
        }
        match regime.final_days {
            None => words.push(self.wording.sentence("deadline.none")),
            Some((usual, long)) => {
                let n = if long_final { long } else { usual };
                let (last, due) = (self.calendar.nth_day(knowing, n), self.calendar.nth_open_day(knowing, n));
                let key = if last == due { "deadline.final" } else { "deadline.moved" };
                let sentence = self.wording.sentence(key).with("to", &day(due)).with("last", &day(last));
                words.push(sentence.with("n", &text(n.to_string())));
            }
        }
        words
    }

    fn overlay_notes(&self, facts: &Facts, resolved: &Resolved, anchor: Anchor, used: &mut Used) -> Vec<OverlayNote> {
        let explaining = Explaining { book: self, facts, resolved };
        let mut notes = Vec::new();
        for overlay in &self.overlays {
            let outside = anchor.last() < overlay.from || overlay.to < anchor.first();
            let inside = overlay.from <= anchor.first() && anchor.last() <= overlay.to;
            let in_time = if inside { Truth::Yes } else { Truth::Undetermined };
            let outcome = in_time.and(self.names.truth(&overlay.condition, resolved));
            // One that merely cannot be excluded (no industry stated) would stand under every verdict.
            if outside || outcome != Truth::Yes {
                continue;
            }
            used.note(overlay.id);
            let text = self.wording.sentence(&format!("overlay.{}", overlay.id));
            let step = explaining.plain(overlay.id, outcome, text, overlay.source, used);
            let strength = overlay.strength.to_owned();
            notes.push(OverlayNote { id: step.id, outcome, strength, text: step.text, sources: step.sources });
        }
        notes
    }

    fn caveat_notes(&self, resolved: &Resolved, anchor: Anchor, used: &Used) -> Vec<Note> {
        let fits = self.caveats.iter().filter(|caveat| {
            (caveat.about.is_empty() || caveat.about.iter().any(|id| used.ids.contains(*id)))
                && caveat.since <= anchor.last()
                && self.names.truth(&caveat.when, resolved) == Truth::Yes
        });
        fits.map(|caveat| self.note(caveat.id)).collect()
    }

    fn wanting_words(&self, reasons: &[Reason<'_>]) -> Option<Words> {
        let mut fields: Vec<&str> = Vec::new();
        for reason in reasons {
            if !fields.contains(&reason.field) {
                fields.push(reason.field);
            }
        }
        let labels: Vec<Words> = fields.into_iter().map(|field| self.wording.label("field", field)).collect();
        let ja: Vec<&str> = labels.iter().map(|label| label.ja.as_str()).collect();
        let en: Vec<&str> = labels.iter().map(|label| label.en.as_str()).collect();
        let joined = Words { ja: ja.join("、"), en: en.join(", ") };
        (!labels.is_empty()).then(|| self.wording.sentence("wanting").with("fields", &joined))
    }
}

impl TrackNote {
    fn untold(text: Words, steps: Vec<Step>) -> TrackNote {
        TrackNote {
            supposing: None,
            regime: None,
            law: None,
            duty: Duty::Undetermined,
            text,
            recipients: None,
            notice: None,
            deadlines: Vec::new(),
            steps,
        }
    }
}
