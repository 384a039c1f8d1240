//! How many: persons with their bound.
//!
//! In:   the counts.
//! Out:  `persons`.
//!
//! | counts of the notice | persons |
//! |---|---|
//! | one own figure of persons | it, with its bound |
//! | several own figures | between the largest and their sum: they may overlap or not |
//! | only parts | at least the largest part |
//! | only the total over all victims | between 0 and the total, where a contractor was involved; else the figure |
//! | accounts, addresses, records, mails | the figure with its unit (rule H-REC of the specification) |
//! | an attacker's word, files, logins, devices | nothing |

use jikenbo_model::{Bound, Count, Scope, Subject};

use super::tables::BridgeTables;
use super::{Bridged, stands};
use crate::codes::PersonsBound;
use crate::facts::Persons;
use crate::notice::{Notice, Said};

/// What stands in for persons where none are counted, in the order of choice.
const UNITS: [(Subject, &str); 4] = [
    (Subject::Accounts, "account"),
    (Subject::EmailAddresses, "email_address"),
    (Subject::Records, "record"),
    (Subject::Emails, "email"),
];

pub(super) fn read(notice: &Notice<'_>, tables: &BridgeTables, bridged: &mut Bridged) {
    let of = |subject: Subject, scope: Scope| -> Vec<&Said<'_, Count>> {
        let wanted =
            |said: &&Said<'_, Count>| said.value.subject == subject && said.value.scope == scope && stands(*said);
        notice.counts.iter().filter(wanted).collect()
    };
    let own = of(Subject::Persons, Scope::Own);
    if !own.is_empty() {
        let (persons, note) = several(&own, tables);
        bridged.facts.persons = Some(persons);
        bridged.note("persons", &own, note);
        return;
    }
    let total = of(Subject::Persons, Scope::Total);
    if let Some(said) = total.iter().max_by_key(|said| said.value.value) {
        let (persons, note) = if notice.contractors.is_empty() {
            (as_said(said, tables), None)
        } else {
            (between(0, said.value.value), Some("B_COUNT_TOTAL"))
        };
        bridged.facts.persons = Some(persons);
        bridged.note("persons", &[*said], note);
        return;
    }
    let parts = of(Subject::Persons, Scope::Part);
    if let Some(said) = parts.iter().max_by_key(|said| said.value.value) {
        if !matches!(said.value.bound, Bound::Max | Bound::Cumulative) {
            let low = lowest(&as_said(said, tables));
            bridged.facts.persons = Some(Persons::new(low, PersonsBound::AtLeast));
            bridged.note("persons", &[*said], Some("B_COUNT_PART"));
        }
        return;
    }
    for (subject, unit) in UNITS {
        if let Some(said) = of(subject, Scope::Own).iter().max_by_key(|said| said.value.value) {
            let unit = Some(unit.to_owned());
            bridged.facts.persons = Some(Persons { unit, ..Persons::new(said.value.value, PersonsBound::Approx) });
            bridged.note("persons", &[*said], Some("B_COUNT_UNIT"));
            return;
        }
    }
    let claimed: Vec<_> = notice.counts.iter().filter(|said| said.value.subject == Subject::Persons).collect();
    if !claimed.is_empty() {
        bridged.note("persons", &claimed, Some("B_COUNT_CLAIMED"));
    }
}

/// One figure as it is; several as the interval that they leave.
fn several(own: &[&Said<'_, Count>], tables: &BridgeTables) -> (Persons, Option<&'static str>) {
    let mut figures: Vec<Persons> = Vec::new();
    for said in own {
        let persons = as_said(said, tables);
        if !figures.contains(&persons) {
            figures.push(persons);
        }
    }
    if let [only] = figures.as_slice() {
        let unit = only.unit.is_some().then_some("B_COUNT_UNIT");
        return (only.clone(), unit);
    }
    let low = figures.iter().map(lowest).max().unwrap_or(0);
    let high = figures.iter().map(highest).try_fold(0u64, |sum, high| sum.checked_add(high?));
    match high {
        Some(high) => (between(low, high), Some("B_COUNT_SEVERAL")),
        None => (Persons::new(low, PersonsBound::AtLeast), Some("B_COUNT_SEVERAL")),
    }
}

fn between(low: u64, high: u64) -> Persons {
    Persons { value_hi: Some(high), ..Persons::new(low, PersonsBound::Between) }
}

fn as_said(said: &Said<'_, Count>, tables: &BridgeTables) -> Persons {
    let bound = match said.value.bound {
        Bound::Exact => PersonsBound::Exact,
        Bound::Approx => PersonsBound::Approx,
        Bound::Max => PersonsBound::Max,
        Bound::MoreThan => PersonsBound::MoreThan,
        // Records write 超 as `at_least`; the words keep the difference.
        Bound::AtLeast if tables.says("more_than", said.words) => PersonsBound::MoreThan,
        Bound::AtLeast => PersonsBound::AtLeast,
        Bound::Cumulative => {
            let unit = Some("cumulative".to_owned());
            return Persons { unit, ..Persons::new(said.value.value, PersonsBound::Approx) };
        }
    };
    Persons::new(said.value.value, bound)
}

/// The least number of persons that a figure leaves possible.
fn lowest(persons: &Persons) -> u64 {
    if persons.unit.is_some() { 0 } else { crate::resolve::Figure::of(persons).ends().0 }
}

/// The greatest, where there is one.
fn highest(persons: &Persons) -> Option<u64> {
    if persons.unit.is_some() {
        return persons.value;
    }
    Some(crate::resolve::Figure::of(persons).ends().1).filter(|high| *high < u64::MAX)
}
