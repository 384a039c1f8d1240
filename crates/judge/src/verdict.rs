//! What the rules say of one record of facts, in the form of the specification's vectors.
//!
//! In:   nothing; `decide.rs` fills it.
//! Out:  `Verdict`, written as JSON with the keys of `expected`.
//!
//! A verdict never says that anyone broke the law: a notice rarely says whether and when a report was filed.
//! Not here: reasons in words (`explain.rs`).

use std::fmt;

use jiff::civil::Date;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::codes::Duty;

/// Something that could not be told, and the fact for want of which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason<'d> {
    /// The ground in question; `None` for the verdict as a whole.
    pub ground: Option<&'d str>,
    /// The fact that is not stated (`leak/loss/damage` for any of the three).
    pub field: &'d str,
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ground {
            Some(ground) => write!(f, "{ground}:{}", self.field),
            None => f.write_str(self.field),
        }
    }
}

/// What the rules say. Names are those of the rule tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict<'d> {
    /// The rules that applied; `None` where that cannot be told.
    pub regime: Option<&'d str>,
    /// Whether a report had to be made.
    pub duty: Duty,
    /// Grounds that are met. Beside `none` or `undetermined`: met, but set aside by an exemption or waiting for a fact.
    pub categories: Vec<&'d str>,
    /// Outer edge of the yardstick for the preliminary report (速報); only beside `mandatory`.
    pub preliminary_due: Option<Date>,
    /// Last day for the final report (確報); only beside `mandatory`.
    pub final_due: Option<Date>,
    /// What could not be told.
    pub undetermined: Vec<Reason<'d>>,
    /// The other track, where both apply (個人情報保護法 beside 番号法).
    pub secondary: Option<Box<Verdict<'d>>>,
    /// `transition`: it happened before the rules came into force and became known after.
    pub warnings: Vec<&'static str>,
    /// Duties of the sector beside the main one.
    pub other: Vec<&'d str>,
}

impl<'d> Verdict<'d> {
    /// Nothing can be told, for want of this field.
    pub(crate) fn untold(field: &'d str) -> Self {
        Verdict { undetermined: vec![Reason { ground: None, field }], ..Verdict::of(Duty::Undetermined) }
    }

    /// The duty over both tracks: where one asks for a report, the whole does, though `duty` is that of the main track.
    pub fn overall_duty(&self) -> Duty {
        let duties = [Some(self.duty), self.secondary.as_ref().map(|secondary| secondary.duty)];
        let any = |duty| duties.contains(&Some(duty));
        [Duty::Mandatory, Duty::Undetermined].into_iter().find(|duty| any(*duty)).unwrap_or(self.duty)
    }

    /// A verdict with this duty and nothing else.
    pub(crate) fn of(duty: Duty) -> Self {
        Verdict {
            regime: None,
            duty,
            categories: Vec::new(),
            preliminary_due: None,
            final_due: None,
            undetermined: Vec::new(),
            secondary: None,
            warnings: Vec::new(),
            other: Vec::new(),
        }
    }
}

impl Serialize for Verdict<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("regime", &self.regime)?;
        map.serialize_entry("duty", &self.duty)?;
        map.serialize_entry("categories", &self.categories)?;
        map.serialize_entry("preliminary_due", &day(self.preliminary_due))?;
        map.serialize_entry("final_due", &day(self.final_due))?;
        map.serialize_entry("undetermined", &self.undetermined.iter().map(Reason::to_string).collect::<Vec<_>>())?;
        if let Some(secondary) = &self.secondary {
            map.serialize_entry("secondary", secondary)?;
        }
        if !self.warnings.is_empty() {
            map.serialize_entry("warnings", &self.warnings)?;
        }
        if !self.other.is_empty() {
            map.serialize_entry("other", &self.other)?;
        }
        map.end()
    }
}
