//! How sure a value is: the share of values of that field, found by that rule, that are right.
//!
//! Data: `data/confidence.tsv`, measured by `cargo xtask calibrate` on the blind set; `docs/quality.md` shows how
//! well it holds.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The share for the value at a JSON pointer (`/victims/0`) that a rule found, 0 to 1 in hundredths; for a rule that no such page has
/// tried, the share of its field; for such a field, of all values.
pub(crate) fn of(pointer: &str, rule: &str) -> Option<f64> {
    let field = pointer.trim_start_matches('/').split('/').next()?;
    [(field, rule), (field, "*"), ("*", "*")].iter().find_map(|row| table().get(row)).copied()
}

fn table() -> &'static BTreeMap<(&'static str, &'static str), f64> {
    static TABLE: OnceLock<BTreeMap<(&str, &str), f64>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_str!("../data/confidence.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
        rows.filter_map(|row| {
            let mut cells = row.split('\t');
            Some(((cells.next()?, cells.next()?), cells.next()?.parse().ok()?))
        })
        .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{of, table};

    #[test]
    fn every_row_is_a_share_and_every_field_has_one_for_unknown_rules() {
        let rows = include_str!("../data/confidence.tsv").lines().filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(table().len(), rows, "a row is malformed or double");
        for ((field, rule), share) in table() {
            assert!((0.0..=1.0).contains(share), "{field} {rule}: {share}");
            assert!(table().contains_key(&(*field, "*")), "{field} has no row for rules that no page has tried");
        }
    }

    #[test]
    fn a_rule_that_no_page_has_tried_has_the_share_of_its_field() {
        assert_eq!(of("/victims/3", "no such rule"), of("/victims/0", "*"));
        assert!(of("/victims/3", "no such rule").is_some());
        assert_eq!(of("/no_such_field", "no such rule"), table().get(&("*", "*")).copied());
    }
}
