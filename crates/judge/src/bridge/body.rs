//! Who reports: kind of body, private rules, line of business, Privacy Mark.
//!
//! In:   the victim's name and line of work.
//! Out:  `sector` (the specification's name), `private_rules_entity`, `industry`, `pmark_holder`.
//! Data: `data/bodies.tsv` (names, first fitting row wins), `data/sectors.tsv`, `data/industries.tsv`.
//!
//! A name such as 「○○大学」 leaves several kinds open: where the rules say the same of each, the first is taken, else the kind is open.

use jikenbo_model::{Authority, Sector};

use super::tables::{Body, BridgeTables};
use super::{Bridged, stands};
use crate::book::RuleBook;
use crate::facts::Facts;
use crate::notice::Notice;

pub(super) fn read(notice: &Notice<'_>, tables: &BridgeTables, book: &RuleBook<'_>, bridged: &mut Bridged) {
    let name = notice.victim.map_or("", |said| said.value);
    let sector = notice.sector.map(|said| said.value);
    if let Some(said) = &notice.sector
        && let Some(industry) = tables.industry(said.value.code(), name)
        && (industry != "ec_merchant" || bridged.facts.data_types.contains_key("credit_card_number"))
    {
        bridged.facts.industry = Some(industry.to_owned());
        bridged.note("industry", &[said], None);
    }
    if let Some(said) = notice.authorities.iter().find(|said| said.value == Authority::Jipdec && stands(*said)) {
        bridged.facts.pmark_holder = Some(true);
        bridged.note("pmark_holder", &[said], Some("B_PMARK"));
    }
    let by_name = tables.names.iter().find(|row| !name.is_empty() && row.fits(name));
    if let (Some(row), Some(said)) = (by_name, &notice.victim) {
        let note = settle(&row.bodies, book, bridged);
        bridged.note("sector", &[said], note);
    } else if let Some(said) = &notice.sector {
        let of_sector = |sector: Sector| tables.sectors.iter().find(|row| row.0 == sector.code());
        let bodies = sector.and_then(of_sector).map_or(&[][..], |row| &row.1);
        let note = settle(bodies, book, bridged).or(bridged.facts.body_kind.map(|_| "B_BODY_SECTOR"));
        bridged.note("sector", &[said], note);
    }
}

/// Takes the kind of body, if it is one or the rules say the same of each.
fn settle(bodies: &[Body], book: &RuleBook<'_>, bridged: &mut Bridged) -> Option<&'static str> {
    let put = |facts: &mut Facts, (kind, private): Body| {
        facts.body_kind = Some(kind);
        facts.private_rules_entity = private;
    };
    let (first, rest) = bodies.split_first()?;
    let mut facts = bridged.facts.clone();
    put(&mut facts, *first);
    if !rest.is_empty() {
        let verdict = book.judge(&facts);
        let alike = rest.iter().all(|body| {
            let mut other = bridged.facts.clone();
            put(&mut other, *body);
            book.judge(&other) == verdict
        });
        if !alike {
            return Some("B_BODY_OPEN");
        }
    }
    bridged.facts = facts;
    match (rest.is_empty(), first.1) {
        (false, _) => Some("B_BODY_ALIKE"),
        (true, Some(true)) => Some("B_PRIVATE_RULES"),
        (true, _) => None,
    }
}
