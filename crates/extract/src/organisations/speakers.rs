//! Who speaks in a notice: its publisher and its one victim.
//!
//! In:   a laid-out notice, its cast.
//! Out:  the publisher and the victim, each by the surest sign that the notice has.
//!
//! Not here: headings (`headlines.rs`), who is said to have announced (`announcers.rs`), media and guides (`sources.rs`).

use jikenbo_lexicon::{Class, Tag, is_term, longest_at_end};
use jikenbo_model::{ByteRange, Kind};

use super::{
    Cast, Name, Party,
    announcers::is_plausible,
    forms,
    headlines::{quoted_brand, title_body, title_head},
    is_bystander,
    letters::{Script, script},
    party,
    sources::{cited, guide},
};
use crate::notice::{Notice, Place, Sentence};
use crate::sieve::Sieve;

/// Whether the notice speaks of its body in the first person.
pub(super) fn speaks_for_itself(notice: &Notice<'_>) -> bool {
    notice.sentences.iter().any(|sentence| {
        sentence.tags.has(Tag::RolesSelfReference)
            && notice.of_class(sentence, Class::Roles).any(|mention| {
                mention.tag == Tag::RolesSelfReference && !is_quoted(sentence, &notice.text, mention.start as usize)
            })
    })
}

/// Whether a place of a sentence lies inside quotation marks.
pub(super) fn is_quoted(sentence: &Sentence, text: &str, at: usize) -> bool {
    const SINGLE: Sieve = Sieve::of("「");
    const DOUBLE: Sieve = Sieve::of("『");
    if !sentence.sieve.may_hold(&SINGLE) && !sentence.sieve.may_hold(&DOUBLE) {
        return false;
    }
    let before = &text[sentence.range.start..at];
    before.matches(['「', '『']).count() > before.matches(['」', '』']).count()
}

/// Skips one pair of brackets at the start of `rest`: bytes skipped.
pub(super) fn brackets(rest: &str) -> usize {
    if !rest.starts_with('(') {
        return 0;
    }
    let mut depth = 0;
    for (at, c) in rest.char_indices().take(80) {
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            '\n' => return 0,
            _ => {}
        }
    }
    0
}

/// What follows a name in its sentence, brackets skipped.
pub(super) fn after<'t>(text: &'t str, sentence: &Sentence, end: usize) -> &'t str {
    let rest = &text[end..sentence.range.end.max(end)];
    &rest[brackets(rest)..]
}

/// The publisher and the victim of a notice that has one of each.
pub(super) fn decide(notice: &Notice<'_>, cast: &Cast) -> (Option<Party>, Option<Party>) {
    let announcer =
        cast.announcers.iter().map(|(_, party)| party).find(|party| party.rule == "organisations.announcer");
    let said = cast.announcers.first().map(|(_, party)| party);
    let titled = title_body(notice, &cast.names);
    let issuer = issuer(notice, &cast.names);
    let medium = notice.article.dated_by_medium;
    // A firm of that trade may speak for itself; a medium that retells signs without its legal form.
    let signs = issuer.as_ref().is_some_and(|issuer| issuer.core() != issuer.name);
    let own = if medium && !signs { None } else { issuer.clone() };
    let kind_of_incident = matches!(notice.article.kind, Kind::Incident);

    // Whoever stands as issuer speaks for itself, unless the text tells in the third person of somebody else.
    if let Some(own) = own {
        let told_of_other = !cast.speaks_for_itself
            && kind_of_incident
            && announcer.is_some_and(|other| {
                !same(other.core(), own.core())
                    && !own.name.contains(other.core())
                    && !notice.text[..].starts_with(other.core())
            });
        if !told_of_other || announcer.is_none() {
            let victim = house_of(notice, cast, &own).unwrap_or_else(|| own.clone());
            return (Some(own), Some(victim));
        }
    }
    let head = title_head(notice, &cast.names);
    let publisher = if !kind_of_incident {
        guide(notice, cast).or_else(|| announcer.cloned()).or_else(|| said.cloned())
    } else {
        None
    }
    .or_else(|| announcer.cloned())
    .or_else(|| titled.clone())
    .or_else(|| if medium { issuer.clone() } else { None })
    .or_else(|| cited(notice, &cast.names));
    let victim = titled
        .or_else(|| announcer.cloned())
        .or_else(|| head.clone())
        .or_else(|| said.cloned())
        .or_else(|| operator(notice, &cast.names))
        .or_else(|| first_named(notice, cast))
        .or_else(|| letterhead(notice, cast))
        .or_else(|| quoted_brand(notice));
    let victim = victim.map(|victim| house_of(notice, cast, &victim).unwrap_or(victim));
    let publisher = publisher.or_else(|| if cast.speaks_for_itself { victim.clone() } else { None });
    (publisher, victim)
}

/// Whether two cores name one body.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a == b || forms::is_fuller(a, b) || forms::is_fuller(b, a)
}

/// Whoever stands beside the heading or on the issuer lines.
fn issuer(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let found = notice.article.issuer.as_ref()?;
    let mut name = found.value.trim();
    let evidence = found.evidence.first().copied()?;
    // 「架空市総務部収納課」: the office gives way to its body.
    let text: &str = &notice.text;
    let government = forms::without_office(name);
    if government.len() < name.len() {
        name = government;
    } else if let Some(whole) = names
        .iter()
        .map(|known| known.range.of(text))
        .filter(|known| name.starts_with(*known) && known.len() < name.len())
        .max_by_key(|known| known.len())
        && name.ends_with(['課', '係', '室', '部', '班', '科'])
    {
        name = whole;
    }
    if is_term(Tag::WordsGenericBody, name) {
        return None;
    }
    let core = forms::without_form(name);
    let longest = names
        .iter()
        .filter(|known| known.core.of(text) == core || forms::is_fuller(core, known.core.of(text)))
        .map(|known| known.range)
        .max_by_key(|range| range.len())
        .filter(|range| range.len() > name.len());
    Some(match longest {
        Some(range) => Party::standing(notice, range, "organisations.issuer"),
        None => Party { name: name.to_owned(), evidence, at: None, rule: "organisations.issuer" },
    })
}

/// The hospital or school that suffered where its founding body speaks.
fn house_of(notice: &Notice<'_>, cast: &Cast, founder: &Party) -> Option<Party> {
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
        sentence.place != Place::Context
            && forms::is_house(words)
            && !name.has_form()
            && !words.ends_with("学園")
            && sentence.aside.is_none()
            && (shares_start(words, founder.core())
                || ["運営する", "設置する", "運営している", "運営しております", "開設する"]
                    .iter()
                    .any(|cue| text[..name.range.start].ends_with(cue)))
    })?;
    Some(Party::standing(notice, house.range, "organisations.house"))
}

fn shares_start(a: &str, b: &str) -> bool {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count() >= 2
}

/// 「「みほん亭」を運営する架空商事株式会社」 in a notice that names nobody else as its speaker.
fn operator(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let text: &str = &notice.text;
    let name = names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && longest_at_end(Tag::WordsOperator, &text[sentence.range.start..name.range.start]) > 0
            && !is_bystander(name.range.of(text))
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.operator"))
}

/// The first name of the text that opens a sentence as its subject or place.
fn first_named(notice: &Notice<'_>, cast: &Cast) -> Option<Party> {
    let text: &str = &notice.text;
    let name = cast.names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let rest = after(text, sentence, name.range.end);
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && !is_bystander(name.range.of(text))
            && !(is_place(name.range.of(text)) && rest.starts_with('の'))
            && !is_quoted(sentence, text, name.range.start)
            && (name.range.start == sentence.range.start
                || text[..name.range.start].ends_with('、')
                || text[..name.range.start].ends_with("県の"))
            && ["は", "が", "の", "で", "に", "より", "において"].iter().any(|cue| rest.starts_with(cue))
    });
    let name = name?;
    Some(party(notice, &cast.names, name.core.of(text), name.range, "organisations.first_named"))
}

/// Whether a name may only say where something is: 「群馬県の温泉旅館」.
fn is_place(name: &str) -> bool {
    is_term(Tag::PrefecturesFull, name) || name.ends_with(['市', '町', '村', '区'])
}

/// A name alone on a line above the text, with or without a sign of a name (a site's or shop's name).
fn letterhead(notice: &Notice<'_>, cast: &Cast) -> Option<Party> {
    let text: &str = &notice.text;
    if let Some(name) = cast.names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        name.range.start == sentence.range.start
            && name.range.end == sentence.range.end
            && !is_bystander(name.range.of(text))
    }) {
        return Some(party(notice, &cast.names, name.core.of(text), name.range, "organisations.letterhead"));
    }
    if !cast.speaks_for_itself {
        return None;
    }
    let line = notice.sentences.iter().find(|sentence| sentence.place == Place::Context)?;
    let words = line.range.of(text);
    let is_name =
        words.chars().all(|c| script(c) != Script::None || matches!(c, '・' | ' ')) && words.chars().count() <= 24;
    (is_name && is_plausible(words)).then(|| Party::standing(notice, line.range, "organisations.site_name"))
}
