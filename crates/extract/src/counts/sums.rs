//! Sums as evidence of what is a part of what.
//!
//! In:   the counts of one incident in reading order.
//! Out:  the same, the terms of a sum as its parts.

use jikenbo_model::{Bound, Count, Found, Scope, Subject};

/// Uses sums as evidence: figures that add up to another one are its parts, whichever comes first; 合計 of them is the victim's own.
pub(super) fn add_up(found: &mut [Found<Count>]) {
    const MOST: usize = 8;
    for index in 0..found.len() {
        let Count { value: sum, subject, scope, bound, .. } = found[index].value;
        // 「合計約16万3千人」 of parts that make 163,050.
        let slack = if bound == Bound::Approx { sum / 200 } else { 0 };
        if scope == Scope::Part || !is_information(subject) {
            continue;
        }
        let behind = index.saturating_sub(MOST)..index;
        let ahead = index + 1..found.len().min(index + 1 + MOST);
        // 「4,871名(うち1,104名は確認済み)、1,930名、合計6,801名」: a part of a part is none of the sum.
        let whole = |parts: &[usize]| -> Vec<usize> {
            parts.iter().copied().filter(|part| found[*part].value.scope != Scope::Part).collect()
        };
        let (behind, ahead): (Vec<usize>, Vec<usize>) = (behind.rev().collect(), ahead.collect());
        for parts in [whole(&behind), whole(&ahead), behind, ahead] {
            let mut rest = sum.saturating_add(slack);
            let mut taken = Vec::new();
            for part in parts {
                let other = found[part].value;
                if other.subject != subject {
                    continue;
                }
                let Some(left) = rest.checked_sub(other.value) else { break };
                (rest, _) = (left, taken.push(part));
                if rest <= 2 * slack {
                    break;
                }
            }
            if rest <= 2 * slack && taken.len() >= 2 {
                found[index].value.scope = Scope::Own;
                for part in taken {
                    found[part].value.scope = Scope::Part;
                }
                break;
            }
        }
    }
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
