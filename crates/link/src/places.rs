//! Prefectures and municipalities by their codes: 静岡県湖西市 and 湖西市 are one.
//!
//! In:   the name of a body without its office, in normal form.
//! Out:  its code and that of the city it belongs to (a ward's).
//! Data: `data/municipalities.tsv`.
//!
//! A name that several have (府中市, 中央区) has a code only where its prefecture or city stands before it. Names are compared whole: what
//! goes on after a municipality's name (架空市立病院) is no municipality.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A municipality, ward or prefecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Code {
    /// Its code.
    pub(crate) own: &'static str,
    /// That of its city, where it is a ward; else its own.
    pub(crate) city: &'static str,
}

struct Table {
    /// By prefecture and name; the prefecture itself has no name.
    full: BTreeMap<(&'static str, &'static str), Code>,
    /// By names that only one has.
    alone: BTreeMap<&'static str, Option<Code>>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table { full: BTreeMap::new(), alone: BTreeMap::new() };
        let lines = include_str!("../data/municipalities.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            let [own, prefecture, name, city] = cells[..] else { continue };
            let code = Code { own, city: if city == "-" { own } else { city } };
            if name == "-" {
                table.full.insert((prefecture, ""), code);
                continue;
            }
            table.full.insert((prefecture, name), code);
            let mut alone = |name: &'static str, code: Option<Code>| {
                table.alone.entry(name).and_modify(|known| *known = None).or_insert(code);
            };
            alone(name, Some(code));
            // 中央区 without its city may be any city's.
            if let Some(ward) = name.find('市').map(|at| &name[at + '市'.len_utf8()..]).filter(|_| city != "-") {
                alone(ward, None);
            }
        }
        table
    })
}

/// The code behind a name; `None` where it is no municipality, or may be several.
///
/// | name         |                         |
/// |--------------|-------------------------|
/// | 埼玉県       | the prefecture          |
/// | 静岡県湖西市 | as 湖西市               |
/// | 静岡県榛原郡吉田町 | as 静岡県吉田町   |
/// | 横浜市中区   | the ward, of 横浜市     |
/// | 府中市       | `None`: two have it     |
/// | 湖西市立病院 | `None`                  |
pub(crate) fn code(name: &str) -> Option<Code> {
    let table = table();
    let full = |prefecture: &str, rest: &str| table.full.get(&(prefecture, rest)).copied();
    let after_district = |rest: &str| rest.find('郡').map(|at| rest[at + '郡'.len_utf8()..].to_owned());
    for (at, last) in name.char_indices().skip(1).take(3) {
        let (prefecture, rest) = name.split_at(at + last.len_utf8());
        if !matches!(last, '都' | '道' | '府' | '県') || full(prefecture, "").is_none() {
            continue;
        }
        return full(prefecture, rest).or_else(|| full(prefecture, &after_district(rest)?));
    }
    let alone = |name: &str| table.alone.get(name).copied().flatten();
    alone(name).or_else(|| alone(&after_district(name)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_municipality_has_one_code_with_its_prefecture_or_without() {
        for (a, b) in [
            ("静岡県湖西市", "湖西市"),
            ("静岡県榛原郡吉田町", "静岡県吉田町"),
            ("神奈川県横浜市中区", "横浜市中区"),
            ("東京都千代田区", "千代田区"),
            ("郡山市", "福島県郡山市"),
        ] {
            assert!(code(a).is_some(), "{a}");
            assert_eq!(code(a), code(b), "{a}");
        }
        assert_eq!(code("横浜市中区").unwrap().city, code("横浜市").unwrap().own);
        assert_eq!(code("埼玉県").unwrap().own, "110001");
        assert_eq!(code("京都府").unwrap().own, "260002");
    }

    #[test]
    fn what_may_be_several_or_goes_on_has_none() {
        for name in [
            "府中市",
            "中央区",
            "北区",
            "池田町",
            "湖西市立病院",
            "埼玉県警察",
            "架空市",
            "",
            "県",
            "都市",
            "静岡県府中市",
        ] {
            assert_eq!(code(name), None, "{name}");
        }
        assert_ne!(code("東京都府中市"), code("広島県府中市"));
        assert_eq!(code("千代田区").unwrap().city, "131016");
    }
}
