//! How the information was protected, whether it was misused, and what malware or product is named.

use jikenbo_model::{Found, Protection, SecondaryDamage};

use crate::{notice::Notice, part::Part};

/// Protection of lost or stolen media, or of passwords.
pub(crate) fn protection(_notice: &Notice<'_>, _part: &Part) -> Option<Found<Protection>> {
    None
}

/// Whether the leaked information was misused; `None` where the text does not say.
pub(crate) fn secondary_damage(_notice: &Notice<'_>, _part: &Part) -> Option<Found<SecondaryDamage>> {
    None
}

/// Malware named.
pub(crate) fn malware(_notice: &Notice<'_>, _part: &Part) -> Vec<Found<String>> {
    Vec::new()
}

/// CVE ids and products named as exploited, in the article's spelling.
pub(crate) fn vulnerabilities(_notice: &Notice<'_>, _part: &Part) -> Vec<Found<String>> {
    Vec::new()
}
