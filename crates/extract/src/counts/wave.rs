//! Figures of a whole wave: what a provider tells over all its clients, what a client tells of the contractor.
//!
//! In:   the counts of one incident, its part and notice.
//! Out:  the same counts, `total` where they are of all victims together.
//! Data: lexicon files `roles/provider.txt`, `words/figure_served.txt`.
//!
//! | who tells                           | figure                        | scope   |
//! |-------------------------------------|-------------------------------|---------|
//! | a provider, 「ご契約の法人のうち57契約」 | persons, records, contracts | `total` |
//! | a client, beside 「全国で1,847件」     | the contractor's computer   | `total` |
//! | a shop, 「取引先412社」                | the shop's own              | `own`   |

use jikenbo_lexicon::{Tag, stands_in};
use jikenbo_model::{Bound, Count, Found, Scope, Subject};

use super::{Figure, sums::is_information};
use crate::{notice::Notice, part::Part};

/// Most machines that are a contractor's beside a total.
const FEW: u64 = 3;

/// Whether a figure counts clients of a service for organisations: 「57契約」, 「10団体」, not 「取引先412社」.
pub(super) fn counts_clients(notice: &Notice<'_>, figure: &Figure, subject: Subject) -> bool {
    let unit = notice.words(&figure.unit);
    let public = ["契約", "団体", "自治体"].iter().any(|start| unit.starts_with(start)) && !unit.starts_with("契約者");
    // 「ご契約中の2,104社のうち316社」
    let firms = || {
        let before = &notice.text[figure.from..figure.range.start];
        unit.starts_with('社') && stands_in(Tag::WordsFigureServed, before)
    };
    subject == Subject::Organizations && figure.value > 1 && (public || firms())
}

/// Whether the part's body provides a service to others: it is said whose data it keeps.
pub(super) fn provides(notice: &Notice<'_>, part: &Part) -> bool {
    part.told(notice).any(|sentence| sentence.tags.has(Tag::RolesProvider))
}

/// What a notice tells of a wave over several bodies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wave {
    /// It counts a provider's clients.
    pub(super) clients: bool,
    /// It counts bodies whose name was used.
    pub(super) impersonated: bool,
    /// It is the part of the one that works for the bodies of the other parts.
    pub(super) serves: bool,
}

/// Sets the scope of figures that are of a wave over several bodies.
pub(super) fn spread(notice: &Notice<'_>, part: &Part, found: &mut [Found<Count>], wave: Wave) {
    let Wave { clients, impersonated, serves } = wave;
    let has_total = found.iter().any(|known| known.value.scope == Scope::Total && is_information(known.value.subject));
    // A client tells how many others were hit: 「委託元は全部で11団体」.
    let tells_others = !impersonated
        && found.iter().any(|known| {
            known.value.scope == Scope::Total && known.value.subject == Subject::Organizations && known.value.value > 1
        });
    let provider = !has_total && (serves || clients && !tells_others && provides(notice, part));
    // An article on several victims counts bodies over all of them.
    let of_several = part.sentences.iter().any(|index| part.shared.binary_search(index).is_ok());
    for known in found.iter_mut() {
        let Count { subject, scope, value, .. } = known.value;
        let of_wave = match subject {
            Subject::Devices => (impersonated || has_total) && value <= FEW,
            Subject::Organizations => (provider || of_several || clients && has_total) && value > 1,
            subject => provider && is_information(subject),
        };
        if of_wave && scope == Scope::Own {
            known.value.scope = Scope::Total;
        }
    }
    share_calls(found, has_total);
}

/// Suspicious mails and calls told beside a larger figure of them are a part of it; those that one client of a wave tells are too.
fn share_calls(found: &mut [Found<Count>], has_total: bool) {
    for subject in [Subject::SuspiciousEmails, Subject::Cases] {
        let most = found.iter().filter(|known| known.value.subject == subject).map(|known| known.value.value).max();
        for known in found.iter_mut().filter(|known| known.value.subject == subject) {
            let client = has_total && subject == Subject::SuspiciousEmails;
            // 「約8,300通」 says 「8,312通」 once more.
            let rounds = known.value.bound == Bound::Approx
                && most.is_some_and(|most| most.abs_diff(known.value.value) <= most / 20);
            if !rounds && known.value.scope == Scope::Own && (Some(known.value.value) < most || client) {
                known.value.scope = Scope::Part;
            }
        }
    }
}
