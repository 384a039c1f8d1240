//! Which information: kinds, and whether the list is complete.
//!
//! In:   the kinds of information with the words that name them.
//! Out:  `data_types`, `data_types_complete`.
//! Data: `data/kinds_of_data.tsv` (first fitting row), `data/phrases.tsv` (what leaves a list open: 等, など).
//!
//! A list counts as complete only if the text is at hand, no item is followed by 等 or the like, and none may hold anything (an attachment).

use std::collections::BTreeMap;

use jikenbo_model::{DataType, Realis};

use super::tables::BridgeTables;
use super::{Bridged, stands};
use crate::notice::{Notice, Said};

pub(super) fn read(notice: &Notice<'_>, tables: &BridgeTables, bridged: &mut Bridged) {
    let mut found: BTreeMap<&str, Kind<'_, '_>> = BTreeMap::new();
    let mut holders = Vec::new();
    for said in &notice.data_types {
        let fits = |row: &&super::tables::DataRow| {
            (row.code == "*" || row.code == said.value.code()) && row.term.is_none_or(|term| said.words.contains(term))
        };
        let Some(row) = tables.data.iter().find(fits) else {
            note_kind(&mut found, said.value.code(), true, said);
            continue;
        };
        for &(key, settled) in &row.keys {
            note_kind(&mut found, key, settled, said);
        }
        if row.holds_anything && said.realis != Realis::Denied {
            holders.push(said);
        }
    }
    // Whether a login can pay, and whether a PIN belongs to the account, is seldom said.
    let involved = |key: &str| found.get(key).is_some_and(|kind| kind.value == Some(true));
    let password = involved("password");
    let account = involved("bank_account");
    for (key, kind) in &found {
        bridged.facts.data_types.insert((*key).to_owned(), kind.value);
        bridged.note(&format!("data_types/{key}"), &kind.from, kind.note());
    }
    if password {
        let from = found["password"].from.clone();
        for (key, note) in [("payment_login", "B_LOGIN_PAYMENT"), ("bank_account_with_secret", "B_ACCOUNT_SECRET")] {
            if (key == "payment_login" || account) && !bridged.facts.data_types.contains_key(key) {
                bridged.facts.data_types.insert(key.to_owned(), None);
                bridged.note(&format!("data_types/{key}"), &from, Some(note));
            }
        }
    }
    complete(notice, tables, &holders, bridged);
}

/// A kind of information over all the places that name it.
struct Kind<'n, 'r> {
    value: Option<bool>,
    weight: u8,
    from: Vec<&'n Said<'r, DataType>>,
    claimed: bool,
}

impl Kind<'_, '_> {
    fn note(&self) -> Option<&'static str> {
        match self.value {
            None if self.claimed => Some("B_DATA_CLAIMED"),
            None => Some("B_DATA_OPEN"),
            Some(_) => None,
        }
    }
}

/// What is involved outweighs what is excluded (for a share of the persons, perhaps), and that what is merely hinted at.
fn note_kind<'n, 'r, 'k>(
    found: &mut BTreeMap<&'k str, Kind<'n, 'r>>,
    key: &'k str,
    settled: bool,
    said: &'n Said<'r, DataType>,
) {
    let value = match said.realis {
        Realis::Denied => Some(false),
        Realis::Claimed => None,
        _ => settled.then_some(true),
    };
    // Whether a term of another kind hints at this one, such as a card that bears a number, weighs least.
    let weight = match (said.realis, value) {
        (Realis::Denied, _) => 1,
        (Realis::Claimed, _) => 2,
        (_, Some(_)) => 3,
        (_, None) => 0,
    };
    let new = || Kind { value, weight, from: Vec::new(), claimed: false };
    let kind = found.entry(key).or_insert_with(new);
    if weight > kind.weight {
        *kind = Kind { claimed: kind.claimed, ..new() };
    }
    if weight == kind.weight && !kind.from.iter().any(|known| known.pointer == said.pointer) {
        kind.from.push(said);
    }
    kind.claimed |= said.realis == Realis::Claimed;
}

fn complete(notice: &Notice<'_>, tables: &BridgeTables, holders: &[&Said<'_, DataType>], bridged: &mut Bridged) {
    let listed: Vec<_> = notice.data_types.iter().filter(|said| stands(*said)).collect();
    if listed.is_empty() || !notice.has_text {
        return;
    }
    if !holders.is_empty() {
        bridged.note("data_types_complete", holders, Some("B_HOLDS_ANYTHING"));
        return;
    }
    let open: Vec<_> = listed.iter().copied().filter(|said| leaves_open(said, tables)).collect();
    if open.is_empty() {
        bridged.facts.data_types_complete = Some(true);
        bridged.note("data_types_complete", &listed, Some("B_LIST_COMPLETE"));
    } else {
        bridged.note("data_types_complete", &open, Some("B_LIST_OPEN"));
    }
}

/// Whether 等 or the like follows an item, brackets and the rest of a compound apart (電話番号(携帯)など).
fn leaves_open(said: &Said<'_, DataType>, tables: &BridgeTables) -> bool {
    let bare = |text: &str| -> bool { tables.phrases("list_goes_on").any(|term| text.starts_with(term)) };
    if tables.phrases("list_goes_on").any(|term| said.words.ends_with(term)) {
        return true;
    }
    let mut rest = said.after;
    // A bracket after the item may hold its parts.
    for _ in 0..3 {
        if bare(rest) {
            return true;
        }
        let mut characters = rest.chars();
        match characters.next() {
            Some('(' | '（') => match rest.find([')', '）']) {
                Some(close) => rest = &rest[close..],
                None => return false,
            },
            Some(')' | '）' | '」' | '』' | '】') => rest = characters.as_str(),
            _ => return false,
        }
    }
    bare(rest)
}
