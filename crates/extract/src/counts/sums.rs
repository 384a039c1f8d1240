//! Sums as evidence of what is a part of what.
//!
//! In:   the counts of one incident in reading order.
//! Out:  the same, the terms of a sum as its parts.

use jikenbo_model::{Bound, Count, Found, Scope, Subject};

/// Uses sums as evidence: figures that add up to another one are its parts, whichever comes first; 合計 of them is the victim's own.
pub(super) fn add_up(found: &mut [Found<Count>]) {
    const MOST: usize = 8;
    if found.len() < 3 {
        return;
    }
    for index in 0..found.len() {
        let Count { value: sum, subject, scope, bound, .. } = found[index].value;
        if scope == Scope::Part || !is_information(subject) {
            continue;
        }
        // 「合計約16万3千人」 of parts that make 163,050.
        let slack = if bound == Bound::Approx { sum / 200 } else { 0 };
        let behind = index.saturating_sub(MOST)..index;
        let ahead = index + 1..found.len().min(index + 1 + MOST);
        // 「4,871名(うち1,104名は確認済み)、1,930名、合計6,801名」: a part of a part is none of the sum, if the sum can do without it.
        let terms =
            [(true, true), (false, true), (true, false), (false, false)].into_iter().find_map(|(back, whole)| {
                let is_term = |part: &usize| {
                    found[*part].value.subject == subject && !(whole && found[*part].value.scope == Scope::Part)
                };
                let values = |part: usize| (part, found[part].value.value);
                if back {
                    terms(behind.clone().rev().filter(is_term).map(values), sum, slack)
                } else {
                    terms(ahead.clone().filter(is_term).map(values), sum, slack)
                }
            });
        if let Some(terms) = terms {
            found[index].value.scope = Scope::Own;
            terms.into_iter().for_each(|part| found[part].value.scope = Scope::Part);
        }
    }
}

/// Those of the nearest figures that make the sum, at least two; `slack` is what they may differ by.
fn terms(parts: impl Iterator<Item = (usize, u64)>, sum: u64, slack: u64) -> Option<Vec<usize>> {
    let mut rest = sum.saturating_add(slack);
    let mut taken = Vec::new();
    // What is larger than the sum is none of its terms.
    for (part, value) in parts.filter(|(_, value)| *value < sum) {
        let Some(left) = rest.checked_sub(value) else { break };
        (rest, _) = (left, taken.push(part));
        if rest <= 2 * slack {
            break;
        }
    }
    (rest <= 2 * slack && taken.len() >= 2).then_some(taken)
}

/// Whether figures of a subject count information, not machines, bodies or calls.
pub(super) fn is_information(subject: Subject) -> bool {
    matches!(
        subject,
        Subject::Persons
            | Subject::Records
            | Subject::Emails
            | Subject::EmailAddresses
            | Subject::Accounts
            | Subject::Files
    )
}
