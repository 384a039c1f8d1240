//! Who speaks in a notice: its publisher and its one victim.
//!
//! In:   a laid-out notice, its cast.
//! Out:  the publisher and the victim, each by the surest sign that the notice has.
//!
//! Not here: headings (`headlines.rs`), who is said to have announced (`announcers.rs`), media and guides (`sources.rs`).

use jikenbo_lexicon::{Class, Tag, is_term, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::{ByteRange, Kind};

use super::{
    Cast, Name, Party, aliases,
    announcers::{is_plausible, is_seat},
    forms,
    headlines::{police, quoted_brand, title_body, title_head},
    is_bystander,
    letters::{Script, script},
    names::{left_edge, unit},
    outside::{self, Sign},
    party,
    sources::{cited, cited_apart, guide},
};
use crate::cues::Cues;
use crate::notice::{Notice, Place, Sentence};
use crate::sieve::Sieve;

/// Whether the notice speaks of its body in the first person. A page that retells others may speak of its own site alone.
pub(super) fn speaks_for_itself(notice: &Notice<'_>, retells: bool) -> bool {
    notice.sentences.iter().any(|sentence| {
        sentence.tags.has(Tag::RolesSelfReference)
            && notice.of_class(sentence, Class::Roles).any(|mention| {
                mention.tag == Tag::RolesSelfReference
                    && !(retells && notice.words(mention).ends_with("サイト"))
                    && !(retells
                        && sentence.place == Place::Body
                        && !notice.text_of(sentence).ends_with('。')
                        && sentence.line > 3)
                    && !is_quoted(sentence, &notice.text, mention.start as usize)
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
    // 「架空病院 (架空市) は」
    let tight = rest.trim_start_matches(' ');
    if !tight.starts_with('(') {
        return rest;
    }
    let behind = &tight[brackets(tight)..];
    if rest.len() > tight.len() { behind.trim_start_matches(' ') } else { behind }
}

/// The publisher and the victim of a notice that has one of each.
pub(super) fn decide(notice: &Notice<'_>, cast: &Cast) -> (Option<Party>, Option<Party>) {
    let (publisher, named) = choose(notice, cast);
    let Some(named) = named else { return (publisher, None) };
    let has_sign = named.core() != named.name || longest_at_end(Tag::OrganisationsFinal, &named.name) > 0;
    let brand = named.clone();
    let is_house = forms::is_own_house(&named.name) || longest_at_start(Tag::WordsHouseEnd, &named.name) > 0;
    let operator =
        if is_brand(named.rule) && !has_sign && !is_house { operator(notice, &cast.names, &named) } else { None };
    let body = operator.unwrap_or(named);
    let victim = house_of(notice, cast, &body)
        .or_else(|| house_within(notice, cast, &body))
        .or_else(|| government_apart(notice, cast, &body))
        .unwrap_or_else(|| body.clone());
    let whole = notice.article.range.len() * 2 >= notice.page.text.len() && !notice.article.dated_by_medium;
    let of_page = whole
        && matches!(
            brand.rule,
            "organisations.site_name"
                | "organisations.outside"
                | "organisations.outside_label"
                | "organisations.operator"
        );
    let publisher = publisher
        .map(|publisher| if same(publisher.core(), brand.core()) { body.clone() } else { publisher })
        .or_else(|| cited_apart(notice, cast, &body))
        .or_else(|| (of_page || disciplines(notice, &body)).then(|| body.clone()))
        .or_else(|| (cast.speaks_for_itself || performs(notice) || is_said_published(notice)).then(|| body.clone()))
        // A hospital announces for itself; a school's founder is named as such.
        .map(|publisher| {
            let of_house = victim.rule == "organisations.house" && same(publisher.core(), body.core());
            if of_house && publisher.name.contains("医療法人") && !body.name.contains(&victim.name) {
                victim.clone()
            } else {
                publisher
            }
        });
    (publisher, Some(victim))
}

/// The publisher, and the body that the surest sign gives away, whatever stands behind it.
fn choose(notice: &Notice<'_>, cast: &Cast) -> (Option<Party>, Option<Party>) {
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
    let outside = if kind_of_incident { outside::find(notice, &cast.names) } else { None };
    let defined = if cast.speaks_for_itself { aliases::speaker(notice, &cast.names) } else { None };
    // A label or a signature names who speaks more surely than a name beside the heading that no word gives away.
    let sure = |own: &Party| longest_at_end(Tag::OrganisationsFinal, &own.name) > 0 || own.core() != own.name;
    let own = match (&outside, own) {
        (Some(found), Some(own)) if found.sign >= Sign::Contact && !sure(&own) => Some(found.party.clone()),
        (_, own) => own,
    };

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
            return (Some(own.clone()), Some(own));
        }
    }
    // Whoever speaks of itself is named where it signs, before anybody that the text tells of.
    let speaks = cast.speaks_for_itself || announcer.is_none() && performs(notice);
    if speaks && kind_of_incident {
        let speaker = defined
            .or_else(|| titled.clone())
            .or_else(|| outside.as_ref().filter(|found| found.sign >= Sign::Site).map(|found| found.party.clone()));
        if let Some(speaker) = speaker {
            return (Some(speaker.clone()), Some(speaker));
        }
    }
    let head = title_head(notice, &cast.names);
    let publisher = if !kind_of_incident {
        guide(notice, cast).or_else(|| announcer.cloned()).or_else(|| said.cloned())
    } else {
        None
    }
    .or_else(|| announcer.cloned())
    .or_else(|| police(notice, &cast.names).filter(|body| police_announces(notice, &cast.names, body)))
    .or_else(|| titled.clone())
    .or_else(|| if medium { issuer.clone() } else { None })
    .or_else(|| cited(notice, &cast.names));
    let signed = outside.as_ref().filter(|found| found.sign >= Sign::Contact).map(|found| found.party.clone());
    let sure_head = head.clone().filter(|head| !is_bare(head.rule));
    let victim = titled
        .or_else(|| police(notice, &cast.names))
        .or_else(|| announcer.cloned())
        .or(sure_head)
        .or_else(|| said.cloned())
        .or_else(|| operator_named(notice, &cast.names))
        .or_else(|| first_named(notice, cast))
        .or_else(|| quoted_firm(notice, &cast.names))
        .or_else(|| located(notice))
        .or_else(|| signed.clone())
        .or(head)
        .or_else(|| outside.as_ref().filter(|_| speaks).map(|found| found.party.clone()))
        .or_else(|| {
            let whole = notice.article.range.len() * 2 >= notice.page.text.len();
            outside.as_ref().filter(|found| whole && found.sign >= Sign::Site).map(|found| found.party.clone())
        })
        .or_else(|| letterhead(notice, cast))
        .or_else(|| quoted_brand(notice))
        .or_else(|| authority_itself(notice, &cast.names));
    // Whoever signs has published.
    let by_sign = |victim: &&Party| signed.as_ref().is_some_and(|signed| same(signed.core(), victim.core()));
    let publisher = publisher.or_else(|| victim.as_ref().filter(by_sign).cloned());
    (publisher, victim)
}

/// Whether a rule found words that may be a shop, a service or no name at all: whoever runs it goes before.
fn is_brand(rule: &str) -> bool {
    is_bare(rule)
        || matches!(rule, "organisations.brand" | "organisations.announcer")
        || matches!(rule, "organisations.site_name" | "organisations.issuer")
}

/// Whether a rule found words of the heading that nothing but their place makes a name.
fn is_bare(rule: &str) -> bool {
    matches!(
        rule,
        "organisations.headline_closes_bare"
            | "organisations.headline_before_comma"
            | "organisations.headline_front"
            | "organisations.headline_brand"
    )
}

/// Whether the heading's line says that the matter was announced: 「…を紛失(5/9 公表)」.
fn is_said_published(notice: &Notice<'_>) -> bool {
    let said = |sentence: &&Sentence| sentence.place == Place::Title;
    notice.sentences.iter().filter(said).any(|sentence| {
        let words = notice.text_of(sentence).trim_end_matches([')', ']', '】', ' ']);
        words.ends_with("公表") || words.ends_with("発表")
    })
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
    // 「会社名 架空商事株式会社」
    let label = longest_at_start(Tag::WordsNameLabel, name);
    let behind = name[label..].trim_start_matches([' ', ':', '】', '/']);
    if label > 0 && !behind.is_empty() && behind.len() < name.len() - label {
        name = behind;
    }
    if outside::is_furniture(name) || forms::is_office(name) {
        return None;
    }
    if let Some(body) = name.strip_suffix("事務局")
        && longest_at_end(Tag::OrganisationsFinal, body) > 0
    {
        name = body;
    }
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

/// 「「みほん亭」を運営する架空商事株式会社」 in a notice that names nobody else as its speaker.
fn operator_named(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let text: &str = &notice.text;
    let name = names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let before = &text[sentence.range.start..name.range.start];
        let run_by = longest_at_start(Tag::WordsRunsIt, &text[name.range.end..sentence.range.end]) > 0;
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && (longest_at_end(Tag::WordsOperator, before) > 0
                || run_by && (before.ends_with('は') || before.ends_with("は、")))
            && !is_bystander(name.range.of(text))
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.operator"))
}

/// Who runs a shop, service or site: 「運営する架空商事株式会社によると」, 「みほん亭は架空商事株式会社が運営しています」,
/// 「みほん亭」(架空商事株式会社).
fn operator(notice: &Notice<'_>, names: &[Name], brand: &Party) -> Option<Party> {
    let text: &str = &notice.text;
    let core = brand.core();
    let has_sign = |name: &&Name| name.has_form() || longest_at_end(Tag::OrganisationsFinal, name.core.of(text)) > 0;
    let name = names.iter().filter(has_sign).find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let words = name.range.of(text);
        if sentence.aside.is_some() || is_bystander(words) || same(name.core.of(text), core) {
            return false;
        }
        let before = &text[sentence.range.start..name.range.start];
        let rest = &text[name.range.end..sentence.range.end];
        // 「架空コミックは合同会社見本が運営しています」 on the page of 架空コミック ヘルプセンター.
        let topic = before.trim_end_matches('、').trim_end_matches('は').trim_matches(['「', '」', '『', '』', ' ']);
        let of_brand = before.contains(core) || topic.chars().count() >= 2 && core.starts_with(topic);
        let runs = longest_at_end(Tag::WordsOperator, before) > 0
            && (of_brand || before.chars().count() <= 8 || sentence.range.start == notice_body(notice));
        let is_run = longest_at_start(Tag::WordsRunsIt, rest) > 0 && of_brand;
        let beside = name.has_form()
            && before.strip_suffix('(').is_some_and(|before| {
                before.trim_end_matches(['」', '』', ' ']).ends_with(core) && rest.starts_with(')')
            });
        // 「株式会社架空が運営する見本亭は」
        let before_brand = longest_at_start(Tag::WordsRunsIt, rest) > 0
            && rest.find(core).is_some_and(|at| rest[..at].chars().count() <= 40);
        runs || is_run || beside || before_brand
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.operator"))
}

/// Where the text below the heading starts.
fn notice_body(notice: &Notice<'_>) -> usize {
    let first = notice.sentences.iter().find(|sentence| sentence.place == Place::Body);
    first.map_or(0, |sentence| sentence.range.start)
}

/// The one school or hospital with a name of its own at which it happened, where a government or its board speaks.
fn house_within(notice: &Notice<'_>, cast: &Cast, body: &Party) -> Option<Party> {
    const FIRST: usize = 4;
    let text: &str = &notice.text;
    let governs =
        ["市", "町", "村", "区", "県", "府", "都", "教育委員会", "教委"].iter().any(|end| body.core().ends_with(end));
    if !governs {
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
        let own = forms::is_own_house(words) && !name.has_form();
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

/// The government whose board or office acted, where it is named apart from it.
fn government_apart(notice: &Notice<'_>, cast: &Cast, office: &Party) -> Option<Party> {
    let text: &str = &notice.text;
    let length = longest_at_end(Tag::WordsGovernmentOffice, office.core());
    let government = &office.core()[..office.core().len() - length];
    if length == 0 || !government.ends_with(['市', '町', '村', '区', '県', '府', '都', '道']) {
        return None;
    }
    let name = cast.names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let is_apart = sentence.place != Place::Body || text[name.range.end..].starts_with(['は', 'が']);
        name.core.of(text) == government && is_apart && sentence.aside.is_none()
    })?;
    Some(party(notice, &cast.names, government, name.range, "organisations.government"))
}

/// The first name of the text that opens a sentence as its subject or place.
fn first_named(notice: &Notice<'_>, cast: &Cast) -> Option<Party> {
    let text: &str = &notice.text;
    // 「見本県の架空市は」: what stands behind the place is a body of its own.
    let names_follow = |end: usize| cast.names.iter().any(|name| (end..end + 40).contains(&name.range.start));
    let name = cast.names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let rest = after(text, sentence, name.range.end);
        let rest = without_unit(rest);
        let rest =
            if text[..name.range.start].ends_with("」(") { rest.strip_prefix(')').unwrap_or(rest) } else { rest };
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && !is_bystander(name.range.of(text))
            && !(is_place(name.range.of(text))
                && rest.strip_prefix('の').is_some_and(|rest| !has_office(rest) || names_follow(name.range.end)))
            && !is_quoted(sentence, text, name.range.start)
            && (name.range.start == sentence.range.start
                || name.has_form() && text[..name.range.start].ends_with("」(")
                || text[..name.range.start].ends_with('、')
                || text[..name.range.start].ends_with("県の"))
            && (["は", "が", "の", "で", "に", "より", "において", "。"].iter().any(|cue| rest.starts_with(cue))
                || rest.is_empty()
                    && name.range.start == sentence.range.start
                    && sentence.range.start == notice_body(notice))
    });
    let name = name?;
    Some(party(notice, &cast.names, name.core.of(text), name.range, "organisations.first_named"))
}

/// A firm that a story told in the third person names only in quotation marks: 「通販の「株式会社架空」の顧客情報を」.
fn quoted_firm(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let text: &str = &notice.text;
    let name = names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && name.has_form()
            && text[..name.range.start].ends_with('「')
            && text[name.range.end..].starts_with('」')
            && longest_at_end(Tag::WordsContractorRole, &text[sentence.range.start..name.range.start - '「'.len_utf8()])
                == 0
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.quoted"))
}

/// A word that its seat in brackets makes a body: 「架空ソリューションズ(見本市)から」.
fn located(notice: &Notice<'_>) -> Option<Party> {
    const FIRST: usize = 6;
    let text: &str = &notice.text;
    let body = notice.sentences.iter().filter(|sentence| sentence.place == Place::Body && sentence.aside.is_none());
    body.take(FIRST).find_map(|sentence| {
        let words = sentence.range.of(text);
        words.match_indices('(').take(8).find_map(|(open, _)| {
            let close = open + brackets(&words[open..]);
            let end = sentence.range.start + words[..open].trim_end_matches(' ').len();
            let start = left_edge(text, sentence.range.start, end);
            // 「子会社架空ソリューションズ(見本市)」
            let kind = longest_at_start(Tag::WordsGenericBody, &text[start..end]);
            let at = ByteRange::new(if start + kind < end { start + kind } else { start }, end);
            let follows =
                words[close.max(open)..].trim_start_matches(' ').starts_with(['は', 'が', 'の', 'で', 'か', 'に']);
            (close > open
                && follows
                && is_seat(&words[open..close])
                && at.of(text).chars().count() >= 3
                && is_plausible(at.of(text))
                && !is_quoted(sentence, text, start))
            .then(|| Party::standing(notice, at, "organisations.located"))
        })
    })
}

/// Whether the police announced what befell itself.
fn police_announces(notice: &Notice<'_>, names: &[Name], body: &Party) -> bool {
    let text: &str = &notice.text;
    names.iter().any(|name| {
        let sentence = &notice.sentences[name.sentence];
        sentence.tags.has(Tag::RolesAnnounce)
            && sentence.aside.is_none()
            && same(name.core.of(text), body.core())
            && after(text, sentence, name.range.end).starts_with(['は', 'が'])
    })
}

/// An authority that the heading itself makes the body that suffered: 「架空省、メールを誤送信」.
fn authority_itself(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let text: &str = &notice.text;
    let title = notice.title()?;
    let name = names.iter().find(|name| {
        let rest = &text[name.range.end..title.end.max(name.range.end)];
        name.range.start == title.start && (rest.is_empty() || rest.starts_with(['、', ' ', 'が', 'で', 'の', 'は']))
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.authority"))
}

/// Whether the text tells that a government has punished its own people: it announces that.
fn disciplines(notice: &Notice<'_>, body: &Party) -> bool {
    const PUNISHED: Cues = Cues::of(&["停職", "減給", "戒告", "懲戒免職", "懲戒処分"]);
    let governs = body.core().ends_with(['市', '町', '村', '区', '県', '府', '都', '道']);
    governs
        && !notice.article.dated_by_medium
        && notice.sentences.iter().any(|sentence| {
            let words = notice.text_of(sentence);
            sentence.place == Place::Body
                && (words.starts_with(['市', '町', '村', '区', '県', '府', '都', '同', '道'])
                    || words.starts_with(body.core()))
                && words.char_indices().any(|(at, _)| PUNISHED.start(&words[at..]))
        })
}

/// Whether the notice announces, apologises or thanks in its own name, even without 当社.
fn performs(notice: &Notice<'_>) -> bool {
    notice.sentences.iter().any(|sentence| {
        let words = notice.text_of(sentence);
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && words.strip_suffix('。').is_some_and(|words| longest_at_end(Tag::WordsPerforms, words) > 0)
    })
}

/// What follows a name behind its office: 「(架空県)林業振興課において」 → 「において」.
fn without_unit(rest: &str) -> &str {
    &rest[unit(rest)..]
}

/// Whether what a place's name is put before is its government's: 「架空町の税務課の職員が」.
fn has_office(rest: &str) -> bool {
    let end = rest.char_indices().nth(14).map_or(rest.len(), |(at, _)| at);
    let clause = &rest[..end];
    let clause = clause.find(['、', '。', '「', 'を', 'が', 'は']).map_or(clause, |at| &clause[..at]);
    stands_in(Tag::WordsOfGovernment, clause)
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
