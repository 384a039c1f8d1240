//! Who: victims, contractors, the publisher, and what their names say of sector and prefecture.
//!
//! In:   a notice and its parts.
//! Out:  names with evidence, longest form in the text; the victim of each part.
//! Data: lexicon classes `organisations`, `sectors`, `prefectures`, `roles`.

use jikenbo_model::{Found, Sector};

use crate::{notice::Notice, part::Part};

/// The organisations of one incident.
#[derive(Debug, Default)]
pub(crate) struct Organisations {
    pub(crate) victims: Vec<Found<String>>,
    pub(crate) contractors: Vec<Found<String>>,
    pub(crate) sector: Option<Found<Sector>>,
    pub(crate) prefecture: Option<Found<String>>,
}

/// Reads the organisations of one part.
pub(crate) fn read(_notice: &Notice<'_>, _part: &Part) -> Organisations {
    Organisations::default()
}

/// Reads who published the notice, if the text says so.
pub(crate) fn publisher(notice: &Notice<'_>) -> Option<Found<String>> {
    notice.article.issuer.clone()
}
