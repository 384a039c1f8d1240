//! What a report is in its case: the first, a later one of the same organisation, or a copy.
//!
//! In:   the reports of a case.
//! Out:  the same in the order in which they were published, each with its role.

use std::collections::BTreeMap;

use crate::told::Known;

/// The part a report plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The organisation's first.
    First,
    /// A later one of the same organisation.
    FollowUp,
    /// The same notice elsewhere, or a retelling of it.
    Copy,
}

impl Role {
    /// The code as records write it.
    pub const fn code(self) -> &'static str {
        match self {
            Role::First => "first",
            Role::FollowUp => "follow_up",
            Role::Copy => "copy",
        }
    }
}

/// Gives each report of a group its role.
pub(crate) fn of(known: &[Known], group: &[u32]) -> Vec<(usize, Role)> {
    if let [report] = group {
        return vec![(*report as usize, Role::First)];
    }
    let mut order: Vec<usize> = group.iter().map(|report| *report as usize).collect();
    order.sort_by(|a, b| known[*a].order().cmp(&known[*b].order()));
    // Of the reports of one day the organisation's own, then the one alone on its page, then the fullest is the original.
    let mut original: BTreeMap<Option<i64>, usize> = BTreeMap::new();
    for report in &order {
        let best = original.entry(known[*report].published).or_insert(*report);
        if rank(&known[*report]) > rank(&known[*best]) {
            *best = *report;
        }
    }
    let dated = original.keys().any(Option::is_some);
    let mut first = true;
    let mut roles = Vec::with_capacity(order.len());
    let any_own = order.iter().any(|report| own(&known[*report]));
    for report in order {
        let it = &known[report];
        let copy = original[&it.published] != report || (it.published.is_none() && dated) || (any_own && !own(it));
        let role = if copy {
            Role::Copy
        } else if std::mem::take(&mut first) {
            Role::First
        } else {
            Role::FollowUp
        };
        roles.push((report, role));
    }
    if first && let Some((_, role)) = roles.first_mut() {
        *role = Role::First;
    }
    roles
}

fn own(known: &Known) -> bool {
    known.publisher.is_none_or(|publisher| {
        known.victims.iter().any(|victim| victim.base == publisher) || known.owners.contains(&publisher)
    })
}

fn rank(known: &Known) -> (bool, bool, usize) {
    let told = &known.told;
    (own(known), told.on_page <= 1, told.steps.len() + told.figures.len() + told.data_types.len())
}
