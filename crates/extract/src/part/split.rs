//! Splits an article that tells of several victims, each with figures of its own.
//!
//! In:   a notice in the third person, its cast.
//! Out:  one part a victim, in reading order; none where the article tells of one.
//! Data: lexicon files `words/share_*`.
//!
//! Two signs open a part: a sentence by which another body announces (「…は30日、…と公表した」), and an item of a list that starts with
//! the body's name (「1位 架空商事 2万人」). A contractor that speaks, an authority and a body without a figure open none: a wrong
//! split makes two cases of one.

use std::{cell::LazyCell, ops::Deref};

use jikenbo_lexicon::{Class, Tag, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::{ByteRange, Kind};

use super::{Part, cases, openings, shares};
use crate::organisations::of_sentence;
use crate::{
    notice::{Notice, Place},
    organisations::{self, Cast, Party},
};

/// Where a part opens: index of its first sentence, and whose it is.
pub(super) type Opening = (usize, Party);

/// Most parts that one article is split into.
const MOST: usize = 40;

/// The parts of an article with several victims; none where there is one.
pub(super) fn split(notice: &Notice<'_>, cast: &Cast) -> Vec<Part> {
    if cast.speaks_for_itself || !matches!(notice.article.kind, Kind::Incident | Kind::Statistics) {
        return Vec::new();
    }
    let mut listed = by_list(notice, cast);
    if listed.len() >= 2 {
        if notice.article.kind == Kind::Incident {
            add_leader(notice, cast, &mut listed);
        }
        return if listed.len() <= MOST { build(notice, cast, listed) } else { Vec::new() };
    }
    if notice.article.kind == Kind::Statistics {
        return cases::find(notice);
    }
    let whole = Part { sentences: (0..notice.sentences.len()).collect(), ..Part::default() };
    // Asked only where a name may open a part.
    let contractors = LazyCell::new(|| -> Vec<String> {
        let found = organisations::contractors(notice, cast, &whole, cast.victim.as_ref());
        found.into_iter().map(|name| name.value).collect()
    });
    // A board that tells of several schools announces for all of them.
    let houses = openings::houses(notice, cast);
    if houses.len() >= 2 {
        return build(notice, cast, houses);
    }
    let openings = by_announcer(notice, cast, &contractors);
    let known: Vec<&Party> = openings.iter().map(|(_, party)| party).chain(&cast.victim).collect();
    let shares = shares::find(notice, cast, &known, &contractors);
    let mut parts = match openings.len() {
        2..=MOST => build(notice, cast, openings),
        _ if shares.is_empty() => Vec::new(),
        _ => vec![whole.clone()],
    };
    let of_houses = openings_are_houses(cast, &shares) && parts.len() == 1;
    add_shares(&mut parts, shares);
    if of_houses {
        parts
            .iter_mut()
            .filter_map(|part| part.victim.as_mut())
            .for_each(|victim| victim.rule = "organisations.house_share");
        // The board suffered nothing itself: what it tells of all is the first house's.
        let board = parts.remove(0);
        parts[0].sentences = board.sentences;
    }
    parts
}

/// Whether a board tells of nothing but schools and hospitals of its own.
fn openings_are_houses(cast: &Cast, shares: &[shares::Share]) -> bool {
    !shares.is_empty()
        && shares.iter().all(|(_, _, party)| organisations::is_own_house(&party.name))
        && openings::is_told_by_board(cast)
}

/// Gives each share a part of its own; its sentence is none of the others'.
fn add_shares(parts: &mut Vec<Part>, shares: Vec<shares::Share>) {
    for part in parts.iter_mut() {
        part.sentences.retain(|index| shares.iter().all(|(of_share, _, _)| of_share != index));
    }
    let wave: Vec<usize> = parts.first().map(|part| part.sentences.clone()).unwrap_or_default();
    for (index, clause, party) in shares {
        let mut shared = wave.clone();
        shared.push(index);
        shared.sort_unstable();
        parts.push(Part { shared, clauses: vec![(index, clause)], victim: Some(party), ..Part::default() });
    }
}

/// Bodies that announce, each in a sentence of its own, each with a figure before the next one speaks.
fn by_announcer(notice: &Notice<'_>, cast: &Cast, contractors: &impl Deref<Target = Vec<String>>) -> Vec<Opening> {
    let headed = openings::heads(notice, cast);
    // One body opens no part: what follows is only asked where there are more.
    let topics =
        if cast.announcers.is_empty() || cast.names.len() < 2 { Vec::new() } else { openings::topics(notice, cast) };
    if cast.announcers.is_empty() && headed.len() + topics.len() < 2 {
        return Vec::new();
    }
    let mut openings: Vec<Opening> = Vec::new();
    for (sentence, party) in &cast.announcers {
        let known = openings.iter().any(|(_, other)| organisations::same(other.core(), party.core()))
            && !tells_further(notice, *sentence);
        let leads = openings.is_empty() && tells_of_all(notice, *sentence);
        let served = !leads && contractors.iter().any(|name| name.contains(party.core()));
        let start = with_heading(notice, *sentence, party);
        let announces =
            party.rule == "organisations.announcer" || start < *sentence || leads || tells_of_itself(notice, *sentence);
        if !known && !served && announces && notice.sentences[*sentence].aside.is_none() {
            openings.push((start, party.clone()));
        }
    }
    // 「また、市は同じ日、…ことも明らかにした」
    if let Some(victim) = &cast.victim {
        let short = |index: &usize| {
            let words = notice.text_of(&notice.sentences[*index]);
            let behind = &words[longest_at_start(Tag::WordsShareJoin, words)..];
            behind.starts_with(['市', '町', '村', '区', '県', '府', '都', '同'])
        };
        let announced = |index: &usize| {
            let sentence = &notice.sentences[*index];
            sentence.place == Place::Body && sentence.aside.is_none() && sentence.tags.has(Tag::RolesAnnounce)
        };
        let further = (0..notice.sentences.len()).filter(announced).filter(|&index| tells_further(notice, index));
        let further: Vec<Opening> = further.filter(short).map(|index| (index, victim.clone())).collect();
        let told = (0..notice.sentences.len()).find(|&index| notice.sentences[index].place == Place::Body);
        if let (Some((next, _)), Some(first)) = (further.first(), told)
            && openings.iter().all(|(start, _)| start >= next)
            && first < *next
        {
            openings.push((first, victim.clone()));
        }
        openings.extend(further);
    }
    for (start, party) in headed {
        let of_head =
            |opening: &&mut Opening| opening.0 == start || organisations::same(opening.1.core(), party.core());
        match openings.iter_mut().find(of_head) {
            Some(known) => known.0 = start,
            None => openings.push((start, party)),
        }
    }
    for (start, party) in topics {
        let known = openings.iter().any(|(at, other)| *at == start || organisations::same(other.core(), party.core()));
        if !known && !contractors.iter().any(|name| name.contains(party.core())) {
            openings.push((start, party));
        }
    }
    openings.sort_by_key(|(start, _)| *start);
    let ends: Vec<usize> = openings.iter().skip(1).map(|(start, _)| *start).chain([notice.sentences.len()]).collect();
    let mut end = ends.into_iter();
    openings.retain(|(start, _)| end.next().is_some_and(|end| has_figure(notice, *start..end)));
    openings
}

/// Puts the body that announced above a list, with a figure of its own, before the bodies of the list.
fn add_leader(notice: &Notice<'_>, cast: &Cast, listed: &mut Vec<Opening>) {
    let Some((sentence, party)) = cast.announcers.first() else { return };
    let known = listed.iter().any(|(_, other)| organisations::same(other.core(), party.core()));
    if !known && *sentence < listed[0].0 && has_figure(notice, *sentence..listed[0].0) {
        listed.insert(0, (*sentence, party.clone()));
    }
}

/// Whether a provider gives the sum over all its clients: 「提供元の株式会社架空によると、…合わせて約3万1千件に上る」.
fn tells_of_all(notice: &Notice<'_>, sentence: usize) -> bool {
    const SUMS: &[&str] = &["合わせて", "合計", "全体で", "総計", "延べ"];
    let provides = notice.sentences[sentence].tags.has(Tag::RolesOutsourced);
    let near =
        notice.sentences[sentence..].iter().take(3).take_while(|near| near.line == notice.sentences[sentence].line);
    provides && near.map(|near| notice.text_of(near)).any(|words| SUMS.iter().any(|sum| words.contains(sum)))
}

/// Whether a body tells of another matter of its own besides: 「また、架空市は同じ日、…があったことも明らかにした」.
fn tells_further(notice: &Notice<'_>, sentence: usize) -> bool {
    const ALSO: &[&str] =
        &["ことも明らかに", "ことも発表", "ことも公表", "についても発表", "についても公表", "についても明らかに"];
    let words = notice.text_of(&notice.sentences[sentence]);
    longest_at_start(Tag::WordsShareJoin, words) > 0 && ALSO.iter().any(|also| words.contains(also))
}

/// Whether a body that is given as the source tells of itself: 「架空電力によると、同社が運営する…」.
fn tells_of_itself(notice: &Notice<'_>, sentence: usize) -> bool {
    let words = notice.text_of(&notice.sentences[sentence]);
    ["によると、同", "によれば、同", "によりますと、同"].iter().any(|sign| words.contains(sign))
}

/// Items of a list that start with a body's name.
fn by_list(notice: &Notice<'_>, cast: &Cast) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    let mut items = 0;
    for (index, sentence) in notice.sentences.iter().enumerate() {
        let opens_line = index == 0 || notice.sentences[index - 1].line != sentence.line;
        if sentence.place != Place::Body || !opens_line || sentence.aside.is_some() {
            continue;
        }
        let words = sentence.range.of(&notice.text);
        let Some(mark) = mark(words) else { continue };
        items += 1;
        let start = sentence.range.start + mark;
        let named = of_sentence(&cast.names, index).iter().find(|name| name.range.start == start);
        let at = named
            .map(|name| name.range)
            .or_else(|| set_off(words, mark).map(|end| ByteRange::new(start, sentence.range.start + end)));
        let Some(at) = at.filter(|at| !organisations::is_bystander(at.of(&notice.text))) else { continue };
        let party = organisations::party_at(notice, cast, at, "organisations.list_item");
        if !openings.iter().any(|(_, other)| organisations::same(other.core(), party.core())) {
            openings.push((index, party));
        }
    }
    let ends: Vec<usize> = openings.iter().skip(1).map(|(start, _)| *start).chain([notice.sentences.len()]).collect();
    let figures = openings.iter().zip(ends).filter(|((start, _), end)| has_figure(notice, *start..*end)).count();
    // Lists of steps, of information, of places visited hold names too; there most items do not open with one that has a figure.
    if openings.len() == items && figures == openings.len() { openings } else { Vec::new() }
}

/// Length of the sign that opens a list item; `None` without one.
pub(super) fn mark(words: &str) -> Option<usize> {
    let first = words.chars().next()?;
    let blank = |at: usize| words.len() - words[at..].trim_start().len();
    if "・●■○◆▼◇□▽★•".contains(first) || ('①'..='⑳').contains(&first) {
        return Some(blank(first.len_utf8()));
    }
    if let Some(inner) = words.strip_prefix('(') {
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        return ((1..=2).contains(&digits) && inner[digits..].starts_with(')')).then(|| blank(digits + 2));
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &words[digits..];
    (digits > 0 && digits <= 2 && rest.starts_with(['位', '.', ')', '、']))
        .then(|| blank(digits + rest.chars().next().map_or(0, char::len_utf8)))
}

/// End of a name that blanks set off from a figure: 「灯光里ガスサービス  約5万9,000件」.
fn set_off(words: &str, start: usize) -> Option<usize> {
    let gap = words[start..].find([' ', '\t'])? + start;
    let follows = words[gap..].trim_start().trim_start_matches(['約', '計', 'の', 'べ', '最', '大']);
    let name = &words[start..gap];
    // In a ranking a name needs no sign of one: 「2位 架空ガスサービス 約5万9,000件」.
    let ranked = words[..start].trim_end().ends_with('位')
        && (4..=40).contains(&name.chars().count())
        && !name.contains(['を', 'が', 'は'])
        && !name.starts_with(|c: char| c.is_ascii_digit());
    // 「教務手帳 1冊」 is a thing.
    let unit = follows.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '万' | '千'));
    let is_thing = unit.starts_with(['冊', '枚', '通', '部', '台', '個', '本', '箱', '束', '点', '綴']);
    // 「参加者名簿 32名」 is a document, 「お取引先様 310名」 are persons.
    let is_none = longest_at_end(Tag::WordsShareNoBody, name) > 0;
    (follows.starts_with(|c: char| c.is_ascii_digit())
        && !is_thing
        && !is_none
        && (ranked || organisations::is_plausible(name)))
    .then_some(gap)
}

/// The heading right above a sentence, if it names the body.
fn with_heading(notice: &Notice<'_>, sentence: usize, party: &Party) -> usize {
    let Some(above) = sentence.checked_sub(1) else { return sentence };
    let line = &notice.sentences[above];
    let names = notice.text_of(line).contains(party.core()) && line.range.len() <= 120;
    let apart = line.is_heading || !notice.text_of(line).ends_with('。');
    if line.place == Place::Body && names && apart { above } else { sentence }
}

pub(super) fn has_figure(notice: &Notice<'_>, sentences: std::ops::Range<usize>) -> bool {
    notice.sentences[sentences]
        .iter()
        .any(|sentence| notice.of_class(sentence, Class::Units).any(|unit| openings::is_figure(notice, unit)))
}

/// Gives each sentence to the part that it stands in. What stands before the first opening, and paragraphs after the last one that
/// start with another body, are the first part's; the others share them.
fn build(notice: &Notice<'_>, cast: &Cast, openings: Vec<Opening>) -> Vec<Part> {
    let count = notice.sentences.len();
    let first = openings[0].0;
    let (last, last_party) = openings.last().map_or((0, None), |(start, party)| (*start, Some(party)));
    let tail = (last + 1..count)
        .find(|&index| {
            let sentence = &notice.sentences[index];
            if notice.sentences[index - 1].line == sentence.line {
                return false;
            }
            // 「各団体が公表した人数を足すと…」, 「レターノハブは…」: of all, or of another body that was named before.
            let words = notice.text_of(sentence);
            let of_all = longest_at_start(Tag::WordsShareAll, words) > 0;
            let other = || {
                cast.names.iter().any(|name| {
                    let core = name.core.of(&notice.text);
                    words.strip_prefix(core).is_some_and(|rest| rest.starts_with(['は', 'が', 'で']))
                        && last_party.is_some_and(|party| !organisations::same(party.core(), core))
                })
            };
            of_all
                || other()
                || of_sentence(&cast.names, index).iter().any(|name| {
                    name.range.start == sentence.range.start
                        && last_party
                            .is_some_and(|party| !organisations::same(party.core(), name.core.of(&notice.text)))
                })
        })
        .unwrap_or(count);
    // The one that tells first works for the others: 「同社に業務を委託する自治体も」.
    let serves = |index: usize| {
        let sentence = &notice.sentences[index];
        let words = notice.text_of(sentence);
        sentence.aside.is_none() && (sentence.tags.has(Tag::RolesProvider) || stands_in(Tag::WordsShareServes, words))
    };
    let second = openings.get(1).map_or(count, |(start, _)| *start);
    let is_lead = notice.article.kind == Kind::Incident && mark(notice.text_of(&notice.sentences[first])).is_none();
    let contractor = openings
        .first()
        .filter(|(_, party)| party.rule == "organisations.announcer" && is_lead && (first..second).any(serves))
        .map(|(_, party)| party.clone());
    let common: Vec<usize> = (0..first).chain(tail..count).collect();
    // How the wave began is told under the name of the one that works for the others.
    let wave: Vec<usize> =
        (0..if contractor.is_some() { second } else { first }).chain(tail.max(second)..count).collect();
    let ends: Vec<usize> = openings.iter().skip(1).map(|(start, _)| *start).chain([tail]).collect();
    let mut parts: Vec<Part> = openings
        .into_iter()
        .zip(ends)
        .map(|((start, party), end)| Part {
            sentences: (start..end).collect(),
            shared: wave.clone(),
            contractor: contractor.clone().filter(|other| !organisations::same(other.core(), party.core())),
            serves: contractor.as_ref().is_some_and(|other| organisations::same(other.core(), party.core())),
            victim: Some(party),
            ..Part::default()
        })
        .collect();
    // Figures over many incidents are none of the first.
    if notice.article.kind != Kind::Statistics {
        let own = &mut parts[0].sentences;
        own.extend(&common);
        own.sort_unstable();
    }
    parts
}
