//! Facts as the conditions read them: coded, with defaults filled in and each default remembered.
//!
//! In:   `Facts` and the defaults of `data/defaults.tsv`.
//! Out:  `Resolved`.
//!
//! Defaults are decided on the facts as given, so that no default rests on another.
//! Not here: the conditions (`expression.rs`).

use crate::codes::PersonsBound;
use crate::expression::{Condition, Names};
use crate::facts::{Facts, Persons};
use crate::fields::{Field, UNLISTED};
use crate::truth::Truth;

/// A figure as the interval that it leaves open (section 3.2 of the specification).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure {
    low: u64,
    /// `u64::MAX` where there is no upper end.
    high: u64,
    /// The upper end counts persons possibly affected (最大, or a range).
    reaches_high: bool,
    /// Something other than persons is counted; holds the figure.
    other_unit: Option<u64>,
}

impl Figure {
    /// Nothing is known.
    pub(crate) const UNKNOWN: Figure = Figure { low: 0, high: u64::MAX, reaches_high: false, other_unit: None };

    /// The interval of a stated number.
    ///
    /// | stated | interval |
    /// |---|---|
    /// | 1,000 | [1000, 1000] |
    /// | 最大1,500 | [0, 1500], and the upper end counts where those possibly affected do |
    /// | 1,000以上 | [1000, ∞) |
    /// | 1,000超 | [1001, ∞) |
    /// | 1,000未満 | [0, 999] |
    /// | 約1,000, 約1,200, 約990 | [500, 1499], [1150, 1249], [985, 994] |
    pub(crate) fn of(persons: &Persons) -> Figure {
        let Some(value) = persons.value else { return Figure::UNKNOWN };
        let (low, high) = match persons.bound {
            PersonsBound::Unknown => return Figure::UNKNOWN,
            PersonsBound::Exact => (value, value),
            PersonsBound::Max => (0, value),
            PersonsBound::AtLeast => (value, u64::MAX),
            PersonsBound::MoreThan => (value.saturating_add(1), u64::MAX),
            PersonsBound::LessThan => (0, value.saturating_sub(1)),
            PersonsBound::Range | PersonsBound::Between => (value, persons.value_hi.unwrap_or(u64::MAX).max(value)),
            PersonsBound::Approx => {
                let half = half_unit(value);
                (value.saturating_sub(half), value.saturating_add(half).saturating_sub(1).max(value))
            }
        };
        Figure {
            low,
            high,
            reaches_high: matches!(persons.bound, PersonsBound::Max | PersonsBound::Range),
            other_unit: persons.counts_something_else().then_some(value),
        }
    }

    /// The least and the greatest number that it leaves possible (`u64::MAX` without an upper end).
    pub(crate) fn ends(&self) -> (u64, u64) {
        (self.low, self.high)
    }

    /// Whether it is more than `limit`; with `actual`, persons possibly affected are left out.
    pub(crate) fn is_over(&self, limit: u64, actual: bool) -> Truth {
        if let Some(value) = self.other_unit {
            // H-REC of section 2.3: records and cumulative figures say something of persons only far above the line.
            return if value <= limit.saturating_mul(10) { Truth::Undetermined } else { Truth::Yes };
        }
        if self.low > limit {
            Truth::Yes
        } else if self.high <= limit {
            Truth::No
        } else if self.reaches_high && !actual && self.high < u64::MAX {
            Truth::Yes
        } else {
            Truth::Undetermined
        }
    }
}

/// Half a unit of the last digit that is not 0; 0 for a figure without trailing zeros.
fn half_unit(value: u64) -> u64 {
    let mut unit = 1u64;
    while value != 0 && value.is_multiple_of(unit.saturating_mul(10)) && unit < u64::MAX / 10 {
        unit *= 10;
    }
    unit / 2
}

/// A default for a field that the facts do not state.
#[derive(Debug, Clone)]
pub(crate) struct Default<'d> {
    pub(crate) id: &'d str,
    pub(crate) target: Target,
    pub(crate) when: Condition,
}

/// What a default fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// A coded field, with the value.
    Coded(Field, u8),
    /// The number of persons whose My Number is involved, taken from that of all persons.
    MyNumberPersons,
}

/// Facts as the conditions read them.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    values: [u8; Field::COUNT],
    pub(crate) persons: Figure,
    pub(crate) my_number_persons: Figure,
    pub(crate) my_number_persons_stated: bool,
    /// Kinds of information said to be involved, and said or taken not to be.
    pub(crate) data_true: u64,
    pub(crate) data_false: u64,
    /// Defaults used, by their place in the table.
    pub(crate) assumed: u32,
}

impl Resolved {
    /// The value of a field; 0 where it is not known.
    pub(crate) fn value(&self, field: Field) -> u8 {
        self.values[field as usize]
    }

    /// The same facts with one field set to another value.
    pub(crate) fn with(&self, field: Field, value: u8) -> Resolved {
        let mut other = self.clone();
        other.values[field as usize] = value;
        other
    }

    /// The same facts with these kinds of information involved.
    pub(crate) fn with_data(&self, keys: u64) -> Resolved {
        Resolved { data_true: self.data_true | keys, ..self.clone() }
    }
}

/// Codes the facts and fills in the defaults.
pub(crate) fn resolve(facts: &Facts, names: &Names<'_>, defaults: &[Default<'_>]) -> Resolved {
    let mut resolved = stated(facts, names);
    let mut filled = resolved.values;
    for (at, default) in defaults.iter().enumerate() {
        let applies = match default.target {
            Target::Coded(field, _) => resolved.value(field) == 0,
            Target::MyNumberPersons => facts.my_number_persons.is_none(),
        };
        if !applies || names.truth(&default.when, &resolved) != Truth::Yes {
            continue;
        }
        resolved.assumed |= 1 << at;
        match default.target {
            Target::Coded(field, value) => filled[field as usize] = value,
            Target::MyNumberPersons => resolved.my_number_persons = resolved.persons,
        }
    }
    resolved.values = filled;
    resolved
}

fn stated(facts: &Facts, names: &Names<'_>) -> Resolved {
    let mut values = [0; Field::COUNT];
    let mut set = |field: Field, value: Option<u8>| values[field as usize] = value.unwrap_or(0);
    let flag = |value: Option<bool>| value.map(|value| u8::from(value) + 1);
    let code = |field: Field, code: Option<&'static str>| code.and_then(|code| field.value(code));
    set(Field::BodyKind, facts.body_kind.map(|v| v as u8 + 1));
    set(Field::PrivateRules, flag(facts.private_rules_entity));
    set(Field::Industry, facts.industry.as_deref().map(|name| Field::Industry.value(name).unwrap_or(UNLISTED)));
    set(Field::PmarkHolder, flag(facts.pmark_holder));
    set(Field::SmallBusiness, flag(facts.small_business_5000));
    set(Field::PersonsBound, facts.persons.as_ref().map(|persons| persons.bound as u8 + 1));
    set(Field::DataTypesComplete, flag(facts.data_types_complete));
    set(Field::Cause, facts.cause.map(|v| v as u8 + 1));
    set(Field::WrongfulPurpose, flag(facts.wrongful_purpose));
    set(Field::Leak, code(Field::Leak, facts.leak.map(|v| v.code())));
    set(Field::Loss, code(Field::Loss, facts.loss.map(|v| v.code())));
    set(Field::Damage, code(Field::Damage, facts.damage.map(|v| v.code())));
    set(Field::BackupExists, flag(facts.backup_exists));
    set(Field::Published, flag(facts.published));
    set(Field::Viewed, flag(facts.viewed));
    set(Field::Medium, facts.medium.map(|v| v as u8 + 1));
    set(Field::MyNumberSystem, facts.my_number_system.map(|v| v as u8 + 1));
    set(Field::Encrypted, facts.encrypted.map(|v| v as u8 + 1));
    set(Field::KeySafe, flag(facts.key_safe));
    set(Field::RecoveredUnseen, flag(facts.recovered_unseen));
    set(Field::MinorMisdelivery, flag(facts.minor_misdelivery));
    set(Field::PreAcquisition, flag(facts.pre_acquisition));
    set(Field::IsPersonalData, flag(facts.is_personal_data));
    set(Field::ContractorRole, facts.contractor_role.map(|v| v as u8 + 1));
    set(Field::ClientKind, facts.client_kind.map(|v| v as u8 + 1));
    set(Field::NotifiedClient, flag(facts.notified_client));
    let (mut data_true, mut data_false, mut named) = (0, 0, 0);
    for (key, involved) in &facts.data_types {
        let Some(at) = names.data_keys.iter().position(|known| known == key) else { continue };
        named |= 1 << at;
        match involved {
            Some(true) => data_true |= 1 << at,
            Some(false) => data_false |= 1 << at,
            None => {}
        }
    }
    if facts.data_types_complete == Some(true) {
        data_false |= !named;
    }
    Resolved {
        values,
        persons: facts.persons.as_ref().map_or(Figure::UNKNOWN, Figure::of),
        my_number_persons: facts.my_number_persons.as_ref().map_or(Figure::UNKNOWN, Figure::of),
        my_number_persons_stated: facts.my_number_persons.is_some(),
        data_true,
        data_false,
        assumed: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: u64, bound: PersonsBound, limit: u64, feared: Truth, actual: Truth) {
        let figure = Figure::of(&Persons::new(value, bound));
        assert_eq!(figure.is_over(limit, false), feared, "{value} {} over {limit}", bound.code());
        assert_eq!(figure.is_over(limit, true), actual, "{value} {} over {limit}, actual", bound.code());
    }

    #[test]
    fn compares_a_figure_with_a_threshold_by_its_bound() {
        use PersonsBound::*;
        use Truth::{No, Undetermined, Yes};
        check(999, Exact, 1000, No, No);
        check(1000, Exact, 1000, No, No);
        check(1001, Exact, 1000, Yes, Yes);
        check(100, Exact, 100, No, No);
        check(101, Exact, 100, Yes, Yes);
        check(1000, Max, 1000, No, No);
        check(1001, Max, 1000, Yes, Undetermined);
        check(1000, AtLeast, 1000, Undetermined, Undetermined);
        check(1001, AtLeast, 1000, Yes, Yes);
        check(999, MoreThan, 1000, Undetermined, Undetermined);
        check(1000, MoreThan, 1000, Yes, Yes);
        check(1001, LessThan, 1000, No, No);
        check(1002, LessThan, 1000, Undetermined, Undetermined);
        check(0, LessThan, 1000, No, No);
        check(1000, Approx, 1000, Undetermined, Undetermined);
        check(1200, Approx, 1000, Yes, Yes);
        check(990, Approx, 1000, No, No);
        check(995, Approx, 1000, No, No);
        check(1001, Approx, 1000, Yes, Yes);
        check(0, Approx, 0, No, No);
        check(5, Unknown, 0, Undetermined, Undetermined);
        check(u64::MAX, MoreThan, 1000, Yes, Yes);
        check(u64::MAX, Approx, 1000, Yes, Yes);
        check(10_000_000_000_000_000_000, Approx, 1000, Yes, Yes);
    }

    #[test]
    fn takes_a_range_like_its_upper_end_where_fear_counts() {
        let range = |low, high| Figure::of(&Persons { value_hi: high, ..Persons::new(low, PersonsBound::Range) });
        assert_eq!(range(900, Some(1000)).is_over(1000, false), Truth::No);
        assert_eq!(range(900, Some(1001)).is_over(1000, false), Truth::Yes);
        assert_eq!(range(900, Some(1001)).is_over(1000, true), Truth::Undetermined);
        assert_eq!(range(1001, Some(2000)).is_over(1000, true), Truth::Yes);
        assert_eq!(range(900, None).is_over(1000, false), Truth::Undetermined);
        assert_eq!(range(2000, Some(5)).is_over(1000, false), Truth::Yes);
    }

    #[test]
    fn counts_records_only_far_above_the_line() {
        let records = |n| {
            let unit = Some("record".to_owned());
            Figure::of(&Persons { unit, ..Persons::new(n, PersonsBound::Approx) })
        };
        assert_eq!(records(10_000).is_over(1000, false), Truth::Undetermined);
        assert_eq!(records(10_001).is_over(1000, false), Truth::Yes);
        assert_eq!(records(3).is_over(1000, false), Truth::Undetermined);
    }
}
