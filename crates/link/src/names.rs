//! One identity for an organisation, whichever way its name is written.
//!
//! In:   a name as a record gives it (株式会社ツヅリ帳票, (株)ツヅリ帳票, ツヅリ帳票社).
//! Out:  a canonical key (`exact`), and the key of the body that it belongs to (`base`: 蒼崎市上下水道局 → 蒼崎市).
//! Municipalities and prefectures have their code as key (`places.rs`).
//! Data: legal forms of `lexicon`; `data/offices.txt`, `data/later.txt`, `data/found_*.txt`, `data/families.tsv`.
//!
//! Names are compared whole; a name that lies within another is no reason to join.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jikenbo_lexicon::{Tag, longest_at_end, longest_at_start};
use jikenbo_text::Normalised;

/// The keys of an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The name without legal form, spaces and the ways of writing it.
    pub exact: String,
    /// The key of the government or school that an office belongs to; else `exact`.
    pub base: String,
}

/// The identity behind a name.
///
/// | name                  | exact            | base     |
/// |-----------------------|------------------|----------|
/// | ㈱架空商事            | 架空商事         | 架空商事 |
/// | 架空商事株式会社      | 架空商事         | 架空商事 |
/// | 架空商事株式会社大阪支店 | 架空商事株式会社大阪支店 | 架空商事 |
/// | 架空市教育委員会      | 架空市教育委員会 | 架空市   |
/// | 架空学園大学          | 架空学園大       | 架空学園 |
/// | 架空大学附属図書館    | 架空大学附属図書館 | 架空大 |
/// | 静岡県湖西市、湖西市  | 222216           | 222216   |
/// | 湖西市教育委員会      | 222216教育委員会 | 222216   |
pub fn identity(name: &str) -> Identity {
    let normal = Normalised::of(name).into_text();
    let mut name: String = normal.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    loop {
        let start = longest_at_start(Tag::OrganisationsLegalForm, &name);
        if start > 0 && start < name.len() {
            name.drain(..start);
            continue;
        }
        let end = longest_at_end(Tag::OrganisationsLegalForm, &name);
        if end > 0 && end < name.len() {
            name.truncate(name.len() - end);
            continue;
        }
        break;
    }
    for whole in ["会社", "新聞社", "神社", "結社", "公社"] {
        if name.ends_with(whole) {
            return Identity { base: name.clone(), exact: name };
        }
    }
    if let Some(short) = name.strip_suffix('社').filter(|short| short.chars().count() >= 3) {
        name = short.to_owned();
    }
    if let Some(place) = crate::places::code(&name) {
        return Identity { exact: place.own.to_owned(), base: place.city.to_owned() };
    }
    if let Some((head, office)) = of_office(&name)
        && let Some(place) = crate::places::code(head)
    {
        return Identity { exact: format!("{}{office}", place.own), base: place.city.to_owned() };
    }
    let exact = shorten_university(&name);
    let base = whole(&name).map_or_else(|| base(&name), |whole| identity(whole).base);
    Identity { exact, base }
}

/// A government or school and its office.
fn of_office(name: &str) -> Option<(&str, &str)> {
    list(List::Offices).iter().find_map(|office| {
        let head = name.strip_suffix(office)?;
        let municipal = ['都', '道', '府', '県', '市', '区', '町', '村'].iter().any(|end| head.ends_with(*end));
        (head.chars().count() >= 2 && municipal).then_some((head, *office))
    })
}

/// The company of a branch: what stands before a legal form that stands within the name (架空商事株式会社大阪支店).
fn whole(name: &str) -> Option<&str> {
    let forms = ["株式会社", "有限会社", "合同会社", "(株)", "(有)"];
    let at = forms.iter().filter_map(|form| name.find(form)).filter(|at| *at > 0).min()?;
    (name[..at].chars().count() >= 2).then_some(&name[..at])
}

fn shorten_university(name: &str) -> String {
    match name.strip_suffix("大学") {
        Some(head) if !head.is_empty() => format!("{head}大"),
        _ => name.to_owned(),
    }
}

fn base(name: &str) -> String {
    if let Some((head, _)) = of_office(name) {
        return head.to_owned();
    }
    for office in list(List::Offices) {
        let Some(head) = name.strip_suffix(office) else { continue };
        if head.chars().count() >= 3 && head.ends_with("大学") {
            return shorten_university(head);
        }
    }
    let short = shorten_university(name);
    match short.strip_suffix('大') {
        Some(head) if head.ends_with("学院") || head.ends_with("学園") => head.to_owned(),
        _ => short,
    }
}

/// Whether a title says that this is a later report.
pub(crate) fn says_later(title: &str) -> bool {
    list(List::Later).iter().any(|word| title.contains(word))
}

/// Whether a step of finding is of the intrusion itself, as far as its words tell.
pub(crate) fn found_breach(quote: &str) -> bool {
    let quote = Normalised::of(quote).into_text();
    !list(List::FoundOther).iter().any(|word| quote.contains(word))
        && list(List::FoundBreach).iter().any(|word| quote.contains(word))
}

/// Whether a step of finding is of something else: a mail, a post, a hint.
pub(crate) fn found_other(quote: &str) -> bool {
    let quote = Normalised::of(quote).into_text();
    list(List::FoundOther).iter().any(|word| quote.contains(word))
}

/// The family of a cause as one bit; two families are never one event.
pub(crate) fn family(cause: &str) -> Option<u32> {
    static TABLE: OnceLock<BTreeMap<&str, u32>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let lines = include_str!("../data/families.tsv").lines().skip(1);
        let pairs: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once('\t')).collect();
        let mut families: Vec<&str> = pairs.iter().map(|(_, family)| *family).collect();
        families.sort_unstable();
        families.dedup();
        let bit = |family: &str| families.iter().position(|known| *known == family).map_or(0, |at| 1 << at);
        pairs.iter().map(|(cause, family)| (*cause, bit(family))).collect()
    });
    table.get(cause).copied()
}

#[derive(Clone, Copy)]
enum List {
    Offices,
    Later,
    FoundBreach,
    FoundOther,
}

fn list(which: List) -> &'static [&'static str] {
    static LISTS: OnceLock<[Vec<&str>; 4]> = OnceLock::new();
    let lists = LISTS.get_or_init(|| {
        [
            include_str!("../data/offices.txt"),
            include_str!("../data/later.txt"),
            include_str!("../data/found_breach.txt"),
            include_str!("../data/found_other.txt"),
        ]
        .map(|file| {
            let lines = file.lines().filter(|line| !line.starts_with('#'));
            let mut terms: Vec<&str> =
                lines.filter_map(|line| line.split('\t').next()).filter(|t| !t.is_empty()).collect();
            terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
            terms
        })
    });
    &lists[which as usize]
}
