//! Who speaks in a notice, and of whom news tell that they announced something.
//!
//! In:   a laid-out notice, its names.
//! Out:  the publisher and the one victim; the announcers sentence by sentence.

use jikenbo_lexicon::{Class, Tag, is_term, longest_at_end, longest_at_start};
use jikenbo_model::{ByteRange, Kind};

use super::{
    Cast, Name, Party, forms, is_bystander,
    letters::{Script, script},
    names::{left_edge, stem},
    party,
};
use crate::notice::{Notice, Place, Sentence};

/// Whether the notice speaks of its body in the first person.
pub(super) fn speaks_for_itself(notice: &Notice<'_>) -> bool {
    notice.sentences.iter().any(|sentence| {
        sentence.tags.has(Tag::RolesSelfReference)
            && notice.of_class(sentence, Class::Roles).any(|mention| {
                mention.tag == Tag::RolesSelfReference
                    && !is_quoted(sentence.range, &notice.text, mention.start as usize)
            })
    })
}

/// Whether a place of a sentence lies inside quotation marks.
pub(super) fn is_quoted(sentence: ByteRange, text: &str, at: usize) -> bool {
    let before = &text[sentence.start..at];
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

/// Who announced: for every sentence that says that a body announced, stated or was said to.
pub(super) fn announcers(notice: &Notice<'_>, names: &[Name]) -> Vec<(usize, Party)> {
    let mut found = Vec::new();
    for (index, sentence) in notice.sentences.iter().enumerate() {
        if sentence.place != Place::Body || sentence.aside.is_some_and(|aside| aside == crate::scope::Aside::SampleMail)
        {
            continue;
        }
        if let Some(party) = announcer(notice, names, index, sentence) {
            found.push((index, party));
        }
    }
    found
}

fn announcer(notice: &Notice<'_>, names: &[Name], index: usize, sentence: &Sentence) -> Option<Party> {
    let text: &str = &notice.text;
    let announces = sentence.tags.has(Tag::RolesAnnounce);
    let known = names.iter().filter(|name| name.sentence == index).find(|name| {
        if is_quoted(sentence.range, text, name.range.start)
            || is_bystander(name.range.of(text)) && notice.article.kind == Kind::Incident
        {
            return false;
        }
        is_subject(after(text, sentence, name.range.end), announces)
    });
    let subject = if announces { bare_subject(notice, sentence) } else { operator_said(notice, sentence) };
    let rule = if announces { "organisations.announcer" } else { "organisations.according" };
    match (known, subject) {
        (Some(name), Some(at)) if at.start < name.range.start && at.end <= name.range.start => {
            Some(party(notice, names, forms::without_form(at.of(text)), at, rule, 0.85))
        }
        (Some(name), _) => Some(party(notice, names, name.core.of(text), name.range, rule, 0.95)),
        (None, Some(at)) => Some(party(notice, names, forms::without_form(at.of(text)), at, rule, 0.85)),
        (None, None) => None,
    }
}

/// Whether what follows a name makes it the subject of an announcement.
fn is_subject(rest: &str, announces: bool) -> bool {
    if longest_at_start(Tag::WordsAccording, rest) > 0 {
        return true;
    }
    announces
        && (rest.starts_with('は') && !rest.starts_with("はじめ")
            || rest.starts_with('が')
            || rest.starts_with("では")
            || rest.starts_with("も、"))
}

/// A subject without any word that gives a name away: 「…を手がけるミホンノワは4月24日、…」.
fn bare_subject(notice: &Notice<'_>, sentence: &Sentence) -> Option<ByteRange> {
    let text: &str = &notice.text;
    let words = sentence.range.of(text);
    for marker in ["では、", "は", "が"] {
        for (at, _) in words.match_indices(marker).take(12) {
            let end = sentence.range.start + at;
            let rest = &words[at + marker.len()..];
            let dated = rest.starts_with(|c: char| c.is_ascii_digit());
            if !(dated || marker == "は" && rest.starts_with('、') || marker == "では、") {
                continue;
            }
            // A shop or service in quotation marks: 「みほん亭」は
            if text[..end].ends_with('」')
                && (dated || rest.starts_with('、'))
                && let Some(open) = words[..at].rfind('「')
            {
                let brand = ByteRange::new(sentence.range.start + open + '「'.len_utf8(), end - '」'.len_utf8());
                if brand.of(text).chars().count() >= 2 {
                    return Some(brand);
                }
            }
            let outside = without_brackets(text, sentence.range.start, end);
            let start = left_edge(text, sentence.range.start, outside);
            let range = ByteRange::new(start, outside);
            if !is_quoted(sentence.range, text, start)
                && is_plausible(range.of(text))
                && (dated || names_somebody(range.of(text)))
            {
                return Some(range);
            }
        }
    }
    None
}

/// A name without a form after 「…を運営する」, given as the source of a statement: 「同店を運営する架空によれば」.
fn operator_said(notice: &Notice<'_>, sentence: &Sentence) -> Option<ByteRange> {
    let text: &str = &notice.text;
    let words = sentence.range.of(text);
    let at = ["によれば", "によると", "によりますと"].iter().filter_map(|marker| words.find(marker)).min()?;
    let end = sentence.range.start + at;
    let start = left_edge(text, sentence.range.start, end);
    let range = ByteRange::new(start, end);
    let operates = longest_at_end(Tag::WordsOperator, &text[sentence.range.start..start]) > 0;
    (operates && is_plausible(range.of(text))).then_some(range)
}

/// End of the words before a closing bracket group that stands right before `end`.
fn without_brackets(text: &str, floor: usize, end: usize) -> usize {
    if text[..end].ends_with(')')
        && let Some(open) = text[floor..end].rfind('(')
    {
        return floor + open;
    }
    end
}

/// Whether words without any sign of a name may be one.
pub(crate) fn is_plausible(words: &str) -> bool {
    let letters = words.chars().count();
    if !(2..=40).contains(&letters) || words.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if words.contains('を')
        || longest_at_end(Tag::WordsGenericBody, words) > 0
        || longest_at_end(Tag::WordsMember, words) > 0
        || longest_at_end(Tag::WordsSameBody, words) > 0
    {
        return false;
    }
    if words.ends_with([
        '者', '員', '件', '日', '月', '年', '名', '人', '数', '分', '側', '間', '的', '性', '化', '等', '集', '点',
        '方',
    ]) || is_bystander(words)
    {
        return false;
    }
    !words.chars().all(|c| script(c) == Script::Hiragana) || letters >= 4
}

/// Katakana, Latin letters or mixed scripts: a name rather than a word.
fn names_somebody(words: &str) -> bool {
    let last = jikenbo_lexicon::longest_at_end(Tag::OrganisationsFinal, words);
    last > 0 && last < words.len()
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
    if let Some(whole) = names
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
        Some(range) => Party {
            name: range.of(text).to_owned(),
            evidence: notice.evidence(range),
            at: Some(range),
            rule: "organisations.issuer",
            confidence: 0.97,
        },
        None => Party { name: name.to_owned(), evidence, at: None, rule: "organisations.issuer", confidence: 0.97 },
    })
}

/// A heading that is nothing but an organisation's name.
fn title_body(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let title = notice.title()?;
    let text: &str = &notice.text;
    let words = title.of(text);
    let name = names.iter().find(|name| name.range.start == title.start)?;
    if name.range == title {
        return Some(party(notice, names, name.core.of(text), name.range, "organisations.heading", 0.97));
    }
    // 「みほん訪問介護(株式会社架空ケア)」: the operator stands in brackets.
    let rest = &text[name.range.end..title.end];
    let skipped = brackets(rest);
    if skipped == rest.len() && skipped > 0 && words.chars().count() <= 40 {
        let inner =
            names.iter().find(|inner| inner.range.start == name.range.end + 1 && inner.range.end + 1 == title.end);
        let chosen = inner.filter(|inner| inner.has_form()).unwrap_or(name);
        return Some(party(notice, names, chosen.core.of(text), chosen.range, "organisations.heading", 0.95));
    }
    None
}

/// The body with which a headline opens or closes: 「架空市、…」 「架空市 …」 「… - 架空鉄道」 「…(架空鉄道)」.
fn title_head(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let text: &str = &notice.text;
    let title = notice.title()?;
    let words = title.of(text);
    let make = |at: ByteRange, confidence: f32| {
        party(notice, names, forms::without_form(at.of(text)), at, "organisations.headline", confidence)
    };
    let in_title = || names.iter().filter(|name| title.contains(name.range) && !is_bystander(name.range.of(text)));
    // At its start, with a form or a final word.
    if let Some(name) =
        in_title().find(|name| name.range.start == title.start && is_head_end(&text[name.range.end..title.end]))
    {
        return Some(make(name.range, 0.93));
    }
    // At its end, set off.
    if let Some(at) = tail_of(words).map(|at| ByteRange::new(title.start + at.start, title.start + at.end)) {
        let named = in_title().find(|name| at.contains(name.range) && name.range.start == at.start);
        if let Some(name) = named {
            return Some(make(name.range, 0.9));
        }
        if is_plausible(at.of(text))
            && at.of(text).chars().all(|c| script(c) != Script::None || matches!(c, '・' | ' '))
            && !is_common_end(at.of(text))
        {
            return Some(make(at, 0.75));
        }
    }
    // A shop or service in quotation marks at the start: 通販「みほん屋」 …
    if let Some(open) = words.find('「')
        && words[..open].chars().count() <= 8
        && !words[..open].contains(['、', ' '])
        && let Some(close) = words[open..].find('」')
    {
        let brand = ByteRange::new(title.start + open + '「'.len_utf8(), title.start + open + close);
        if brand.len() >= 6 && words[..open].chars().all(|c| script(c) != Script::None) {
            return Some(make(brand, 0.7));
        }
    }
    // Before the first comma or blank.
    if let Some(stop) = words.find(['、', ' ']) {
        let at = ByteRange::new(title.start, title.start + stop);
        let front = at.of(text);
        let is_word = front.chars().all(|c| script(c) != Script::None || c == '・');
        if is_word
            && is_plausible(front)
            && !front.contains(['の', 'を', 'が', 'で'])
            && front.chars().count() <= 20
            && !is_common_end(front)
        {
            return Some(make(at, 0.7));
        }
    }
    // Anywhere in it as the place of what happened.
    if let Some(name) = in_title().find(|name| {
        let rest = &text[name.range.end..title.end];
        rest.starts_with('で')
            || rest.starts_with('が')
            || rest.starts_with('に')
            || rest.starts_with('へ')
            || rest.starts_with("の職員")
            || rest.starts_with('の')
    }) {
        return Some(make(name.range, 0.8));
    }
    // 「みほんTVのWebサイトへ不正アクセス」
    let stop = ["の", "へ", "で", "に", "が", "サイト"].iter().filter_map(|word| words.find(word)).min()?;
    let front = &words[..stop];
    let letters = front.chars().count();
    ((2..=14).contains(&letters)
        && front.chars().all(|c| matches!(script(c), Script::Latin | Script::Katakana))
        && is_plausible(front)
        && !is_common_end(front))
    .then(|| make(ByteRange::new(title.start, title.start + stop), 0.6))
}

/// Words of a headline that are no name: the trade of the body (雑貨チェーン), a cause, a number.
fn is_common_end(words: &str) -> bool {
    jikenbo_lexicon::longest_at_end(Tag::WordsTradeEnd, words) > 0
}

/// What may follow a body's name at the start of a headline.
fn is_head_end(rest: &str) -> bool {
    rest.is_empty()
        || rest.starts_with(['、', ' ', ',', ':', '-'])
        || longest_at_start(Tag::WordsMember, rest) > 0
        || rest.starts_with('が')
        || rest.starts_with('で')
        || rest.starts_with('の')
        || rest.starts_with('に')
        || rest.starts_with('は')
        || rest.starts_with('(')
}

/// The words after a dash, in brackets or after the last blank of a headline.
fn tail_of(words: &str) -> Option<ByteRange> {
    if let Some(dash) = words.rfind(" - ").or_else(|| words.rfind(" | ")) {
        return Some(ByteRange::new(dash + 3, words.len()));
    }
    if words.ends_with(')')
        && let Some(open) = words.rfind('(')
        && open > 0
    {
        return Some(ByteRange::new(open + 1, words.len() - 1));
    }
    let space = words.rfind(' ')?;
    Some(ByteRange::new(space + 1, words.len()))
}

/// The hospital or school that suffered where its founding body speaks.
fn house_of(notice: &Notice<'_>, cast: &Cast, founder: &Party) -> Option<Party> {
    let text: &str = &notice.text;
    if let Some(house) = forms::house(&founder.name) {
        let skipped = founder.name.len() - house.len();
        let at = founder.at.map(|at| ByteRange::new(at.start + skipped, at.end));
        let evidence = at.map_or(founder.evidence, |at| notice.evidence(at));
        return Some(Party { name: house.to_owned(), evidence, at, rule: "organisations.house", confidence: 0.93 });
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
    Some(Party {
        name: house.range.of(text).to_owned(),
        evidence: notice.evidence(house.range),
        at: Some(house.range),
        rule: "organisations.house",
        confidence: 0.9,
    })
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
    Some(party(notice, names, name.core.of(text), name.range, "organisations.operator", 0.8))
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
            && !is_quoted(sentence.range, text, name.range.start)
            && (name.range.start == sentence.range.start
                || text[..name.range.start].ends_with('、')
                || text[..name.range.start].ends_with("県の"))
            && ["は", "が", "の", "で", "に", "より", "において"].iter().any(|cue| rest.starts_with(cue))
    });
    let name = name?;
    Some(party(notice, &cast.names, name.core.of(text), name.range, "organisations.first_named", 0.75))
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
        return Some(party(notice, &cast.names, name.core.of(text), name.range, "organisations.letterhead", 0.85));
    }
    if !cast.speaks_for_itself {
        return None;
    }
    let line = notice.sentences.iter().find(|sentence| sentence.place == Place::Context)?;
    let words = line.range.of(text);
    let is_name =
        words.chars().all(|c| script(c) != Script::None || matches!(c, '・' | ' ')) && words.chars().count() <= 24;
    (is_name && is_plausible(words)).then(|| Party {
        name: words.to_owned(),
        evidence: notice.evidence(line.range),
        at: Some(line.range),
        rule: "organisations.site_name",
        confidence: 0.7,
    })
}

/// A shop or service in quotation marks in the heading, where nobody else is named.
fn quoted_brand(notice: &Notice<'_>) -> Option<Party> {
    let text: &str = &notice.text;
    let title = notice.title()?;
    let words = title.of(text);
    let open = words.find('「')?;
    let close = open + words[open..].find('」')?;
    let brand = ByteRange::new(title.start + open + '「'.len_utf8(), title.start + close);
    let before = &words[..open];
    let trade =
        ["サイト", "通販", "ストア", "ショップ", "店", "サービス", "アプリ", "カフェ", "旅館", "ホテル", "書店"];
    (brand.len() >= 6 && !notice.article.title.is_empty() && trade.iter().any(|word| before.ends_with(word))).then(
        || Party {
            name: brand.of(text).to_owned(),
            evidence: notice.evidence(brand),
            at: Some(brand),
            rule: "organisations.brand",
            confidence: 0.7,
        },
    )
}

/// The ministry or body that issued guidance, a warning or figures: subject of the first sentence, or set off in the heading.
fn guide(notice: &Notice<'_>, cast: &Cast) -> Option<Party> {
    let text: &str = &notice.text;
    let found = cast.names.iter().find_map(|name| {
        let sentence = &notice.sentences[name.sentence];
        let rest = &text[name.range.end..sentence.range.end];
        let skipped = brackets(rest);
        let is_subject = sentence.place == Place::Body
            && (rest[skipped..].starts_with('は')
                || rest[skipped..].starts_with("のまとめ")
                || longest_at_start(Tag::WordsAccording, &rest[skipped..]) > 0)
            && name.range.start <= sentence.range.start + 60;
        is_subject.then(|| {
            let short = &rest[..skipped];
            let latin = short.len() > 3 && short[1..].starts_with(|c: char| c.is_ascii_uppercase());
            ByteRange::new(name.range.start, name.range.end + if latin { skipped } else { 0 })
        })
    });
    if let Some(at) = found {
        return Some(Party {
            name: at.of(text).to_owned(),
            evidence: notice.evidence(at),
            at: Some(at),
            rule: "organisations.guide",
            confidence: 0.9,
        });
    }
    let first = notice.sentences.iter().find(|sentence| sentence.place == Place::Body)?;
    let words = first.range.of(text);
    let topic = words.find('は')?;
    let outside = first.range.start + topic;
    let bare = without_brackets(text, first.range.start, outside);
    let start = left_edge(text, first.range.start, bare);
    if start != first.range.start
        || !is_plausible(&text[start..bare])
        || stem(&text[start..bare]).is_empty()
        || !names_somebody(&text[start..bare]) && outside == bare
    {
        return None;
    }
    let at = ByteRange::new(start, outside);
    Some(Party {
        name: at.of(text).to_owned(),
        evidence: notice.evidence(at),
        at: Some(at),
        rule: "organisations.guide",
        confidence: 0.8,
    })
}

/// The medium that a round-up or a retelling names.
pub(super) fn medium(notice: &Notice<'_>) -> Option<Party> {
    if notice.article.dated_by_medium
        && let Some(issuer) = &notice.article.issuer
    {
        return Some(Party {
            name: issuer.value.clone(),
            evidence: issuer.evidence[0],
            at: None,
            rule: "organisations.medium",
            confidence: 0.9,
        });
    }
    let text: &str = &notice.text;
    let line = notice
        .sentences
        .iter()
        .rev()
        .take(4)
        .find(|sentence| sentence.range.of(text).trim_start_matches('(').starts_with("出典"))?;
    let words = line.range.of(text);
    let colon = words.find(':')?;
    let rest = words[colon + 1..].trim_start();
    let start = line.range.end - rest.len();
    let end = start + rest.find([' ', '(', ')']).unwrap_or(rest.len());
    let at = ByteRange::new(start, end);
    (longest_at_end(Tag::WordsMediumFinal, at.of(text)) > 0).then(|| Party {
        name: at.of(text).to_owned(),
        evidence: notice.evidence(at),
        at: Some(at),
        rule: "organisations.medium",
        confidence: 0.85,
    })
}

/// The body or medium in a citation line, where nobody else announced.
fn cited(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let text: &str = &notice.text;
    let line = notice
        .sentences
        .iter()
        .rev()
        .take(4)
        .find(|sentence| sentence.range.of(text).trim_start_matches('(').starts_with("出典"))?;
    let words = line.range.of(text);
    let colon = words.find(':')?;
    let start = line.range.start + colon + 1;
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let name = names.iter().find(|name| name.range.start == start)?;
    let rest = &text[name.range.end..line.range.end];
    (rest.is_empty() || rest.starts_with([' ', '(', ')', '「']))
        .then(|| party(notice, names, name.core.of(text), name.range, "organisations.citation", 0.85))
}
