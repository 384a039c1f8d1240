//! Forms of one name: with and without a legal form, full and shortened, founding body and house.
//!
//! In:   names as strings.
//! Out:  their cores; whether one is a fuller form of another.
//! Data: `organisations/legal_form`, `words/founder_form`, `house_end`, `house_plain`.

use jikenbo_lexicon::{Tag, is_term, longest_at_end, longest_at_start};

/// Last letters of a town's name.
pub(super) const TOWN: [char; 4] = ['市', '町', '村', '区'];
/// Last letters of a government's name; each alone stands for one that is known: 「市は」.
pub(crate) const GOVERNMENT: [char; 8] = ['市', '町', '村', '区', '県', '府', '都', '道'];

/// Whether a name is that of a town.
pub(super) fn is_town(name: &str) -> bool {
    name.ends_with(TOWN)
}

/// Whether a name is that of a town or a prefecture.
pub(super) fn is_government(name: &str) -> bool {
    // 「架空鉄道」 is none; one prefecture alone ends so.
    name.ends_with(['市', '町', '村', '区', '県', '府', '都']) || name.ends_with("北海道") || name == "道"
}

/// Length of the office of a government that is known, at the start of `words`: 「府教育庁」, 「市教育委員会」; 0 without one.
pub(super) fn office_of_kind(words: &str) -> usize {
    let Some(kind) = words.chars().next().filter(|c| GOVERNMENT.contains(c)) else { return 0 };
    match longest_at_start(Tag::WordsGovernmentOffice, &words[kind.len_utf8()..]) {
        0 => 0,
        office => kind.len_utf8() + office,
    }
}

/// Whether a name is that of a government or the board that runs its schools.
pub(crate) fn governs(name: &str) -> bool {
    is_government(name) || name.ends_with("教育委員会") || name.ends_with("教委")
}

/// A name without the legal forms before or after it.
pub(super) fn without_form(name: &str) -> &str {
    let mut core = name.trim();
    loop {
        let front = longest_at_start(Tag::OrganisationsLegalForm, core);
        if front > 0 && front < core.len() {
            core = core[front..].trim_start();
            continue;
        }
        let back = longest_at_end(Tag::OrganisationsLegalForm, core);
        if back > 0 && back < core.len() {
            core = core[..core.len() - back].trim_end();
            continue;
        }
        return core;
    }
}

/// Whether `full` is `short` written out: 「青磁大」 → 「青磁大学」, 「海松市」 → 「佐賀県海松市」.
pub(super) fn is_fuller(short: &str, full: &str) -> bool {
    if full.len() <= short.len() || short.is_empty() {
        return false;
    }
    if let Some(rest) = full.strip_prefix(short) {
        return matches!(rest, "学") && short.ends_with('大')
            || rest == "等学校" && short.ends_with('高')
            || rest == "校" && short.ends_with("高");
    }
    // 「架空大病院」 → 「架空大学病院」
    if let Some((front, rest)) = short.split_once('大')
        && let Some(behind) = full.strip_prefix(front).and_then(|full| full.strip_prefix("大学"))
        && behind == rest
    {
        return true;
    }
    if let Some(front) = full.strip_suffix(short) {
        return is_term(Tag::PrefecturesFull, front) && is_town(short);
    }
    if let (Some(board), Some(of)) = (short.strip_suffix("教委"), full.strip_suffix("教育委員会")) {
        return board == of;
    }
    is_ministry_of(short, full)
}

/// 「国交省」 of 「国土交通省」: the letters of the short form stand in the full one, in their order, the first and the last in their place.
fn is_ministry_of(short: &str, full: &str) -> bool {
    if !(short.ends_with('省') && full.ends_with('省')) {
        return false;
    }
    let mut letters = full.chars();
    short.chars().next() == full.chars().next() && short.chars().all(|c| letters.any(|other| other == c))
}

/// A government's name without its offices: 「架空市子ども部保育課」 → 「架空市」, 「見本県教育委員会高校教育課」 → 「見本県教育委員会」.
pub(super) fn without_office(name: &str) -> &str {
    if !name.ends_with(['課', '係', '室', '部', '班', '科']) || name.contains(' ') {
        return name;
    }
    let ends = |at: usize, c: char| {
        let rest = &name[at + c.len_utf8()..];
        // 「架空町市」「架空市立」: the sign is part of the name, or a facility follows.
        let goes_on = rest.starts_with(['市', '町', '村', '区', '郡', '立']);
        // 「架空市市民課」「架空町町民税務課」
        let office = longest_at_start(Tag::WordsOfficeStart, rest) > 0;
        at > c.len_utf8() && !rest.is_empty() && (!goes_on || office)
    };
    let body = name
        .char_indices()
        .find(|&(at, c)| matches!(c, '市' | '町' | '村' | '区') && ends(at, c))
        .or_else(|| name.char_indices().find(|&(at, c)| matches!(c, '都' | '道' | '府' | '県') && ends(at, c)));
    // 「市民部市民課」: an office of nobody named.
    let Some(end) = body.map(|(at, c)| at + c.len_utf8()).filter(|&end| !name[..end].contains(['部', '課'])) else {
        return name;
    };
    let board = "教育委員会";
    if name[end..].starts_with(board) { &name[..end + board.len()] } else { &name[..end] }
}

/// Whether words are an office alone: 「農林水産部 林業振興課」.
pub(super) fn is_office(words: &str) -> bool {
    words.split(' ').filter(|word| !word.is_empty()).all(|word| {
        let body = without_office(word);
        word.ends_with(['課', '係', '室', '部', '班', '科', '局'])
            && body.len() == word.len()
            && longest_at_start(Tag::OrganisationsLegalForm, word) == 0
            && longest_at_end(Tag::OrganisationsFinal, word) == 0
            && longest_at_end(Tag::IssuersMedium, word) == 0
    })
}

/// The hospital, clinic or school within a name that puts its founding body first
/// (「医療法人架空会みほんクリニック」, 「学校法人架空学園 架空大学」); `None` if there is none.
pub(super) fn house(name: &str) -> Option<&str> {
    let form = longest_at_start(Tag::WordsFounderForm, name);
    if form == 0 {
        return None;
    }
    let (form, mut rest) = name.split_at(form);
    for kind in ["社団", "財団"] {
        rest = rest.strip_prefix(kind).unwrap_or(rest);
    }
    if let Some(space) = rest.rfind(' ') {
        let last = &rest[space + 1..];
        return (is_house(last) && !is_term(Tag::WordsHousePlain, last)).then_some(last);
    }
    // 「独立行政法人見本病院機構架空医療センター」
    if let Some(at) = rest.find("病院機構").filter(|_| form.contains("独立行政法人")) {
        let last = &rest[at + "病院機構".len()..];
        return (last.chars().count() >= 4 && is_house(last) && !is_term(Tag::WordsHousePlain, last)).then_some(last);
    }
    if form.contains("独立行政法人") || form.contains("財団法人") {
        return None;
    }
    for (at, word) in rest.char_indices().flat_map(|(at, _)| ["会", "学園", "学院", "団"].map(|word| (at, word)))
    {
        if at > 0 && rest[at..].starts_with(word) {
            let last = &rest[at + word.len()..];
            if last.chars().count() >= 4 && is_house(last) && !is_term(Tag::WordsHousePlain, last) {
                return Some(last);
            }
        }
    }
    None
}

/// Whether a name is that of a school or hospital that stands for itself whoever runs it.
pub(crate) fn is_own_house(name: &str) -> bool {
    longest_at_end(Tag::WordsOwnHouse, name) > 0 && is_house(name)
}

/// Whether a name is that of a hospital, clinic or school.
pub(super) fn is_house(name: &str) -> bool {
    let name = name.trim();
    let end = longest_at_end(Tag::WordsHouseEnd, name);
    // 「架空市立小学校」 is any of them.
    let any = name[..name.len() - end].ends_with('立') && is_term(Tag::WordsHouseMany, &name[name.len() - end..]);
    end > 0 && end < name.len() && !any && !is_term(Tag::WordsGenericBody, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_with_a_name_of_its_own_stands_without_its_founder() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(house(name), expected, "{name}");
        check("医療法人架空会みほんクリニック", Some("みほんクリニック"));
        check("学校法人架空学園 架空大学", Some("架空大学"));
        check("医療法人社団架空会 見本総合病院", Some("見本総合病院"));
        check("医療法人架空会記念病院", None);
        check("医療法人見本病院", None);
        check("社会福祉法人架空会 中央病院", None);
        check("架空病院", None);
        check("独立行政法人国立病院機構架空医療センター", Some("架空医療センター"));
        check("独立行政法人国立病院機構", None);
    }

    #[test]
    fn offices_give_way_to_their_government() {
        let check = |name: &str, expected: &str| assert_eq!(without_office(name), expected, "{name}");
        check("見本区子ども家庭部子育て支援課", "見本区");
        check("大町市総務課", "大町市");
        check("見本市市民課", "見本市");
        check("架空区区民部戸籍住民課", "架空区");
        check("市川市総務部総務課", "市川市");
        check("見本県教育委員会高校教育課", "見本県教育委員会");
        check("見本県総務部人事課", "見本県");
        check("架空市立病院事務局", "架空市立病院事務局");
        check("架空商事株式会社広報部", "架空商事株式会社広報部");
        check("架空市", "架空市");
    }
}
