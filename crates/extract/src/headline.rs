//! The one figure that an analyst would put in a table.
//!
//! In:   the counts of an incident.
//! Out:  the index of one of them.
//!
//! Persons before accounts before mail addresses before mails before records before files; own scope before total before part;
//! of equals the largest, real persons before のべ, a figure before its rounding. Figures denied or claimed, and what is no information, never.
//! Source: `docs/labels.md`, "Headline".

use jikenbo_model::{Bound, Count, Found, Realis, Scope, Subject};

/// Index of the headline figure; `None` where no figure is one of information leaked or possibly leaked.
pub(crate) fn choose(counts: &[Found<Count>]) -> Option<usize> {
    let rank = |count: &Count| -> Option<(u8, u8, bool, std::cmp::Reverse<u64>)> {
        if matches!(count.realis, Realis::Denied | Realis::Claimed) {
            return None;
        }
        let subject = match count.subject {
            Subject::Persons => 0,
            Subject::Accounts if count.value > 1 => 1,
            Subject::EmailAddresses => 2,
            Subject::Emails => 3,
            Subject::Records => 4,
            Subject::Files => 5,
            Subject::Logins => 6,
            _ => return None,
        };
        let scope = match count.scope {
            Scope::Own => 0,
            Scope::Total => 1,
            Scope::Part => 2,
        };
        // のべ gives way to the real number of the same persons, not to a handful of others.
        let real = |other: &&Found<Count>| {
            let other = other.value;
            other.subject == count.subject
                && other.bound != Bound::Cumulative
                && other.value <= count.value
                && other.value.saturating_mul(20) >= count.value
                && !matches!(other.realis, Realis::Denied | Realis::Claimed)
        };
        // 「2千件近い」 gives way to 「1,847件」, which it rounds.
        let exact = |other: &Found<Count>| {
            let other = other.value;
            other.subject == count.subject
                && other.scope == count.scope
                && other.bound != Bound::Approx
                && other.value.abs_diff(count.value) <= count.value / 10
                && !matches!(other.realis, Realis::Denied | Realis::Claimed)
        };
        let repeated = count.bound == Bound::Cumulative && counts.iter().find(real).is_some()
            || count.bound == Bound::Approx && counts.iter().any(exact);
        // Of sign-ins the fewest went through, the others were tried.
        let size = if count.subject == Subject::Logins { u64::MAX - count.value } else { count.value };
        Some((subject, scope, repeated, std::cmp::Reverse(size)))
    };
    let ranked = counts.iter().enumerate().filter_map(|(index, found)| Some((rank(&found.value)?, index)));
    ranked.min().map(|(_, index)| index)
}
