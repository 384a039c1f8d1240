//! Houses and their founders, governments and their offices, parents and subsidiaries: who of bodies that belong together suffered.
//!
//! In:   a laid-out notice, its cast, the body that speaks or is told of.
//! Out:  the school, hospital or hall with a name of its own behind its founder or board, all of them where they are counted up;
//!       the subsidiary behind its parent; the government behind its office.
//! Data: `words/house_end`, `house_many`, `house_place`, `house_told`, `own_house`, `facility_end`, `government_office`, `subsidiary`.

use jikenbo_lexicon::{Class, Mention, Tag, is_term, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::ByteRange;

use super::{
    Cast, Name, Party,
    contractors::is_given_work,
    edges::right_edge,
    forms,
    letters::{Script, script},
    party,
    speakers::{after, same},
};
use crate::cues::{Cues, first_letters};
use crate::notice::{Notice, Place, Sentence};
use crate::sieve::Sieve;

/// The hospital or school that suffered where its founding body speaks.
pub(super) fn house_of(notice: &Notice<'_>, cast: &Cast, founder: &Party) -> Option<Party> {
    let text: &str = &notice.text;
    if let Some(house) = forms::house(&founder.name) {
        let skipped = founder.name.len() - house.len();
        let at = founder.at.map(|at| ByteRange::new(at.start + skipped, at.end));
        let evidence = at.map_or(founder.evidence, |at| notice.evidence(at));
        return Some(Party { name: house.to_owned(), evidence, at, rule: "organisations.house" });
    }
    let founds = ["学校法人", "医療法人", "社会医療法人", "社会福祉法人", "地方独立行政法人", "(学)", "(医)"]
        .iter()
        .any(|form| founder.name.starts_with(form))
        || founder.name.ends_with("病院機構");
    if !founds
        || forms::is_house(founder.core()) && !founder.core().ends_with("学園") && !founder.core().ends_with("学院")
    {
        return None;
    }
    let house = cast.names.iter().find(|name| {
        let words = name.range.of(text);
        let sentence = &notice.sentences[name.sentence];
        (sentence.place != Place::Context || name.range == sentence.range)
            && forms::is_house(words)
            && !name.has_form()
            && !words.ends_with("学園")
            && sentence.aside.is_none()
            && (shares_start(words, founder.core())
                || ["運営する", "設置する", "運営している", "運営しております", "開設する"]
                    .iter()
                    .any(|cue| text[..name.range.start].ends_with(cue))
                || sentence.place == Place::Context && name.range == sentence.range)
    })?;
    Some(Party::standing(notice, house.range, "organisations.house"))
}

fn shares_start(a: &str, b: &str) -> bool {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count() >= 2
}

/// The one school or hospital with a name of its own at which it happened, where a government or its board speaks.
pub(super) fn house_within(notice: &Notice<'_>, cast: &Cast, body: &Party) -> Option<Party> {
    const FIRST: usize = 4;
    const RUNS: Cues =
        Cues::of(&["の指定管理者", "の職員", "の利用者", "の会員", "の窓口", "が", "は", "において", "、"]);
    let text: &str = &notice.text;
    if !forms::governs(body.core()) {
        return None;
    }
    let mut seen = 0;
    let early: Vec<usize> = (0..notice.sentences.len())
        .filter(|&index| {
            let sentence = &notice.sentences[index];
            if sentence.place == Place::Body && notice.text_of(sentence).ends_with('。') {
                seen += 1;
            }
            sentence.place == Place::Title || sentence.place == Place::Body && seen <= FIRST && sentence.aside.is_none()
        })
        .collect();
    let mut houses: Vec<&Name> = Vec::new();
    for name in cast.names.iter().filter(|name| early.contains(&name.sentence)) {
        let words = name.range.of(text);
        let rest = after(text, &notice.sentences[name.sentence], name.range.end);
        let happens = rest.is_empty() || longest_at_start(Tag::WordsHousePlace, rest) > 0;
        if is_only_told(rest) {
            continue;
        }
        let own = (forms::is_own_house(words) || is_facility(words) && RUNS.start(rest)) && !name.has_form();
        if own && !same(words, body.core()) {
            let known = houses.iter().any(|known| {
                let other = known.range.of(text);
                other.ends_with(words) || words.ends_with(other)
            });
            if !known && happens {
                houses.push(name);
            } else if !known {
                return None;
            }
        }
    }
    let [house] = houses[..] else { return None };
    // 「市立架空小学校」 gives way to the name alone where that stands too.
    let words = house.range.of(text);
    let alone = ["市立", "町立", "村立", "区立"].iter().find_map(|front| words.strip_prefix(front));
    let short = alone.and_then(|alone| cast.names.iter().find(|name| name.range.of(text) == alone));
    Some(Party::standing(notice, short.map_or(house.range, |name| name.range), "organisations.house"))
}

/// The schools, halls or shops that a government or its board counts up by name: 「架空町立みほん中、同町立見本中の2校で」.
pub(super) fn listed(notice: &Notice<'_>) -> Vec<Party> {
    const FIRST: usize = 5;
    const PLACES: [char; 6] = ['校', '園', '館', '所', '院', '店'];
    let text: &str = &notice.text;
    let told = |sentence: &&Sentence| sentence.place == Place::Body && sentence.aside.is_none();
    let sentences = notice.sentences.iter().filter(told).take(FIRST);
    let mut found = sentences.filter(|sentence| sentence.sieve.may_hold(&COUNTED)).filter_map(|sentence| {
        let words = sentence.range.of(text);
        words.match_indices('の').take(MOST_LISTED).find_map(|(at, no)| {
            let rest = &words[at + no.len()..];
            let digit = rest.chars().next()?;
            let number = if digit == '両' { 2 } else { digit.to_digit(10)? as usize };
            let behind = rest[digit.len_utf8()..].strip_prefix(PLACES)?;
            if number < 2 || !behind.starts_with(['で', 'の', 'が', 'に', 'は', '、', '。']) || is_only_told(behind)
            {
                return None;
            }
            let items = items_before(&words[..at], number)?;
            Some(
                items
                    .into_iter()
                    .map(|item| {
                        let start = sentence.range.start + (item.as_ptr() as usize - words.as_ptr() as usize);
                        Party::standing(notice, ByteRange::new(start, start + item.len()), "organisations.house_listed")
                    })
                    .collect(),
            )
        })
    });
    found.next().unwrap_or_default()
}

/// What a sentence holds that counts up places of one kind.
const COUNTED: Sieve = Sieve::of("の、");
/// Places of a sentence that are looked at for the end of a list.
const MOST_LISTED: usize = 24;

/// The last `number` items of a list of names; `None` where they are fewer.
fn items_before(list: &str, number: usize) -> Option<Vec<&str>> {
    const KINDS: Cues = Cues::of(&["中", "小", "高", "校", "園", "館", "院", "所", "店", "学", "センター"]);
    const BETWEEN: [&str; 6] = ["および", "ならびに", "及び", "並びに", "、", "と"];
    const PARTICLES: [char; 9] = ['は', 'が', 'を', 'で', 'に', 'も', '、', '。', '「'];
    let mut rest = list;
    let mut items = Vec::with_capacity(number);
    while items.len() < number {
        let last = items.len() + 1 == number;
        let stop = BETWEEN.iter().filter(|_| !last).filter_map(|word| rest.rfind(word).map(|at| (at, word.len())));
        let (item, front) = match stop.max_by_key(|(at, _)| *at) {
            Some((at, length)) => (&rest[at + length..], &rest[..at]),
            None if last => {
                let start =
                    rest.rfind(PARTICLES).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
                (&rest[start..], "")
            }
            None => return None,
        };
        // 「同町立見本中」
        let own = item.strip_prefix('同').and_then(|rest| rest.get('町'.len_utf8()..)?.strip_prefix('立'));
        let item = own.unwrap_or(item);
        let fits = (2..=25).contains(&item.chars().count()) && !item.contains(['を', 'が', 'は', '、']);
        if !fits || !KINDS.end(item) || item.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        items.push(item);
        rest = front;
    }
    items.reverse();
    Some(items)
}

/// Whether a name is that of a hall or the like that a government has others run: 「架空区立商工会館」.
fn is_facility(name: &str) -> bool {
    let end = longest_at_end(Tag::WordsFacilityEnd, name);
    let front = &name[..name.len() - end];
    let any = front.ends_with('立') && is_term(Tag::WordsHouseMany, &name[front.len()..]);
    end > 0 && !any && front.chars().count() >= 2 && !is_term(Tag::WordsGenericBody, name)
}

/// The subsidiary that suffered where its parent announces: 「当社の連結子会社である株式会社架空において」.
pub(super) fn subsidiary_of(notice: &Notice<'_>, cast: &Cast, parent: &Party) -> Option<Party> {
    const FIRST: usize = 4;
    const BOTH: Cues =
        Cues::of(&["当社および", "当社及び", "当社と", "同社および", "同社及び", "同社と", "弊社および", "弊社及び"]);
    const SUFFERS: Cues = Cues::of(&["が", "で", "の", "に", "は", "へ"]);
    let text: &str = &notice.text;
    let told = |sentence: &&Sentence| {
        sentence.place == Place::Body && sentence.aside.is_none() && sentence.sieve.may_hold(&GROUP)
    };
    notice.sentences.iter().filter(told).take(FIRST).find_map(|sentence| {
        let words = sentence.range.of(text);
        let (cue, _) = words
            .match_indices("会社")
            .take(6)
            .find(|&(at, _)| longest_at_end(Tag::WordsSubsidiary, &words[..at + "会社".len()]) > 0)?;
        // 「業者が再委託した見本ガスの子会社「架空」」 works for others.
        let cue_at = sentence.range.start + cue;
        let given = |mention: &&Mention| mention.tag == Tag::RolesOutsourced && (mention.end as usize) <= cue_at;
        if sentence.tags.has(Tag::RolesOutsourced) && notice.of_class(sentence, Class::Roles).any(|m| given(&m)) {
            return None;
        }
        let behind = words[cue + "会社".len()..].trim_start_matches("である").trim_start_matches(['の', '、', '「']);
        let start = sentence.range.end - behind.len();
        let known = cast.names.iter().map(|name| name.range).find(|range| range.start == start);
        let at = known.unwrap_or_else(|| ByteRange::new(start, right_edge(text, start, sentence.range.end)));
        let name = at.of(text);
        let foreign = name.chars().count() >= 4
            && name
                .chars()
                .all(|c| matches!(script(c), Script::Latin | Script::Katakana) || matches!(c, ' ' | '.' | '・'));
        let rest = after(text, sentence, at.end).trim_start_matches('」');
        let fits = (known.is_some() || foreign) && SUFFERS.start(rest) && !is_given_work(rest) && !BOTH.stand_in(words);
        (fits && !same(forms::without_form(name), parent.core()))
            .then(|| party(notice, &cast.names, forms::without_form(name), at, "organisations.subsidiary"))
    })
}

/// What a sentence holds that tells of a subsidiary.
const GROUP: Sieve = Sieve::of("会社");

/// Whether a house only heard of the matter, or was to receive what went astray: 「見本校から連絡があった」, 「見本校に送付した」.
pub(crate) fn is_only_told(rest: &str) -> bool {
    const REACH: usize = 28;
    const TOLD: Cues = Cues::of(&["から", "より", "に", "へ", "宛", "あて", "長宛", "長あて"]);
    if !TOLD.start(rest) {
        return false;
    }
    let clause = first_letters(rest, REACH);
    let heard = clause.starts_with(['か', 'よ']);
    let stop = if heard { clause.find('。') } else { clause.find(['。', '、']) };
    let clause = stop.map_or(clause, |at| &clause[..at]);
    !["において", "における", "について"].iter().any(|word| clause.starts_with(word))
        && stands_in(Tag::WordsHouseTold, clause)
}

/// The government whose board or office acted, where it is named apart from it.
pub(super) fn government_apart(notice: &Notice<'_>, cast: &Cast, office: &Party) -> Option<Party> {
    let text: &str = &notice.text;
    let length = longest_at_end(Tag::WordsGovernmentOffice, office.core());
    let government = &office.core()[..office.core().len() - length];
    if length == 0 || !forms::is_government(government) {
        return None;
    }
    let name = cast.names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let is_apart = sentence.place != Place::Body || text[name.range.end..].starts_with(['は', 'が']);
        let only_place = text[name.range.end..].starts_with('内');
        name.core.of(text) == government && is_apart && !only_place && sentence.aside.is_none()
    })?;
    Some(party(notice, &cast.names, government, name.range, "organisations.government"))
}
