//! Who speaks in a notice: its publisher and its one victim.
//!
//! In:   a laid-out notice, its cast.
//! Out:  the publisher and the victim, each by the surest sign that the notice has.
//!
//! Not here: headings (`headlines.rs`), who is said to have announced (`announcers.rs`), media and guides (`sources.rs`).

use jikenbo_lexicon::{Tag, is_term, longest_at_end, longest_at_start};
use jikenbo_model::Kind;

use super::{
    Cast, Name, Party, aliases, forms,
    furniture::{is_furniture, looks_like_name},
    headlines::{police, quoted_brand, title_body, title_head, told_brand},
    houses::{government_apart, house_of, house_within, subsidiary_of},
    is_bystander,
    operators::{operator, operator_named},
    outside::{self, Sign},
    party,
    sources::{self, cited, cited_apart, guide},
    told::{authority_itself, client_named, firm_told, first_named, introduced, located, own_brand, quoted_firm},
    voice::{
        acts_as_government, announces_by_short, disciplines, is_handed_out, is_said_published, office_that_announces,
        performs, police_announces, tells_itself,
    },
};
use crate::notice::{Notice, Place, Sentence};
use crate::sieve::Sieve;

/// Whether a place of a sentence lies inside quotation marks.
pub(super) fn is_quoted(sentence: &Sentence, text: &str, at: usize) -> bool {
    const SINGLE: Sieve = Sieve::of("「");
    const DOUBLE: Sieve = Sieve::of("『");
    if !sentence.sieve.may_hold(&SINGLE) && !sentence.sieve.may_hold(&DOUBLE) {
        return false;
    }
    // A paragraph that is quoted as a whole is told: 『架空市は5日、…と発表した。
    let whole = sentence.range.of(text);
    let opened =
        whole.starts_with(['「', '『']) && whole.matches(['「', '『']).count() > whole.matches(['」', '』']).count();
    let before = &text[sentence.range.start..at];
    before.matches(['「', '『']).count() > before.matches(['」', '』']).count() + usize::from(opened)
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
    let Some(named) = named else {
        let retold =
            || sources::medium(notice).filter(|_| notice.article.kind == Kind::Incident && !cast.speaks_for_itself);
        return (publisher.or_else(retold), None);
    };
    // What a heading of figures or advice closes with speaks for nobody: 「2023年度の事故報告 集計まとまる」.
    if notice.article.kind != Kind::Incident && named.rule == "organisations.headline_closes_bare" {
        return (publisher, None);
    }
    let has_sign = named.core() != named.name || longest_at_end(Tag::OrganisationsFinal, &named.name) > 0;
    let brand = named.clone();
    let is_house = forms::is_own_house(&named.name) || longest_at_start(Tag::WordsHouseEnd, &named.name) > 0;
    let operator =
        if is_brand(named.rule) && !has_sign && !is_house { operator(notice, &cast.names, &named) } else { None };
    let body = operator.unwrap_or(named);
    let victim = house_of(notice, cast, &body)
        .or_else(|| house_within(notice, cast, &body))
        .or_else(|| government_apart(notice, cast, &body))
        .or_else(|| subsidiary_of(notice, cast, &body))
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
    // 「市は5日、…と発表した」: who announced is the body told of, not the medium that retells it.
    let of_medium = publisher.as_ref().is_none_or(|publisher| publisher.rule == "organisations.issuer");
    let publisher = if of_medium && notice.article.kind == Kind::Incident && announces_by_short(notice) {
        Some(body.clone())
    } else {
        publisher
    };
    let publisher = publisher
        .map(|publisher| if same(publisher.core(), brand.core()) { body.clone() } else { publisher })
        .or_else(|| cited_apart(notice, cast, &body))
        .or_else(|| (of_page || disciplines(notice, &body) || is_handed_out(notice)).then(|| body.clone()))
        .or_else(|| (cast.speaks_for_itself || performs(notice) || is_said_published(notice)).then(|| body.clone()))
        .or_else(|| (acts_as_government(notice, &body) && tells_itself(notice)).then(|| body.clone()))
        .or_else(|| office_that_announces(notice))
        .or_else(|| sources::medium(notice).filter(|_| notice.article.kind == Kind::Incident))
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
    let defined = if cast.speaks_for_itself { aliases::speaker(notice, cast) } else { None };
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
    let speaks = cast.speaks_for_itself
        || announcer.is_none() && performs(notice)
        || said.is_none()
            && outside
                .as_ref()
                .is_some_and(|found| found.sign >= Sign::Site && acts_as_government(notice, &found.party));
    if speaks && kind_of_incident {
        let speaker = defined
            .or_else(|| titled.clone())
            .or_else(|| outside.as_ref().filter(|found| found.sign >= Sign::Site).map(|found| found.party.clone()))
            .or_else(|| {
                let head = title_head(notice, &cast.names).filter(|_| cast.speaks_for_itself);
                head.filter(|head| head.rule == "organisations.headline_opens" && sure(head))
                    .filter(|head| !works_for_others(notice, &cast.names, head))
            })
            .or_else(|| own_brand(notice).filter(|_| cast.speaks_for_itself));
        if let Some(speaker) = speaker {
            return (Some(speaker.clone()), Some(speaker));
        }
    }
    let head = title_head(notice, &cast.names).filter(|head| !works_for_others(notice, &cast.names, head));
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
        .or_else(|| authority_itself(notice, &cast.names).filter(|_| notice.article.body == notice.article.range))
        .or_else(|| announcer.cloned())
        .or(sure_head)
        .or_else(|| said.cloned())
        .or_else(|| operator_named(notice, &cast.names))
        .or_else(|| client_named(notice, &cast.names))
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
        .or_else(|| firm_told(notice, &cast.names).filter(|_| kind_of_incident))
        .or_else(|| office_that_announces(notice).filter(|_| kind_of_incident))
        .or_else(|| introduced(notice, &cast.names).filter(|_| kind_of_incident))
        .or_else(|| letterhead(notice, cast))
        .or_else(|| quoted_brand(notice))
        .or_else(|| told_brand(notice))
        .or_else(|| authority_itself(notice, &cast.names));
    // Whoever signs has published.
    let by_sign = |victim: &&Party| signed.as_ref().is_some_and(|signed| same(signed.core(), victim.core()));
    let publisher = publisher.or_else(|| victim.as_ref().filter(by_sign).cloned());
    (publisher, victim)
}

/// Whether a rule found words that may be a shop, a service or no name at all: whoever runs it goes before.
fn is_brand(rule: &str) -> bool {
    is_bare(rule)
        || matches!(rule, "organisations.brand" | "organisations.own_brand" | "organisations.announcer")
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

/// Whether the text calls a body the contractor of whoever speaks: 「県の業務委託先である(公財)架空協会」.
fn works_for_others(notice: &Notice<'_>, names: &[Name], body: &Party) -> bool {
    let text: &str = &notice.text;
    names.iter().any(|name| {
        let sentence = &notice.sentences[name.sentence];
        let before = text[sentence.range.start..name.range.start].trim_end_matches(['「', '(', '、', ' ']);
        sentence.place == Place::Body
            && longest_at_end(Tag::WordsContractorRole, before) > 0
            && same(name.core.of(text), body.core())
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
    // 「東京都架空区の法律事務所」 names a trade.
    let of_place = |front: &str| forms::is_government(front);
    if name.rsplit_once('の').is_some_and(|(front, kind)| of_place(front) && is_term(Tag::OrganisationsFinal, kind)) {
        return None;
    }
    // 「架空商事本店=見本市」: the caption of a picture.
    if name.contains('=') {
        return None;
    }
    // 「(公財)架空協会」 without its first bracket, 「お知らせ|架空商事株式会社 - 文具の店」.
    if let Some((front, rest)) = name.split_once(')')
        && !front.contains('(')
    {
        name = rest.trim_start();
    }
    if name.contains(['|']) || name.contains(" - ") {
        let text: &str = &notice.text;
        let inner = names.iter().map(|known| known.range.of(text)).find(|known| name.contains(*known));
        name = inner?;
    }
    if is_furniture(name) || forms::is_office(name) {
        return None;
    }
    if let Some(body) = name.strip_suffix("事務局").map(str::trim_end)
        && (name.ends_with(" 事務局")
            || longest_at_end(Tag::OrganisationsFinal, body) > 0
            || forms::without_form(body) != body)
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
    if is_term(Tag::WordsGenericBody, name.trim_matches(['(', ')'])) {
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
    looks_like_name(words).then(|| Party::standing(notice, line.range, "organisations.site_name"))
}
