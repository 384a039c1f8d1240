//! The body that the text tells of where nobody announces: subject or place, in quotation marks, with its seat in brackets.
//!
//! In:   a laid-out notice, its cast.
//! Out:  one party, with the rule of the sign that gave it away.
//! Data: `words/of_government`, `contractor_role`, `generic_body`.

use jikenbo_lexicon::{Class, Tag, is_term, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::ByteRange;

use super::{
    Cast, Name, Party,
    announcers::{is_plausible, is_seat},
    edges::left_edge,
    forms, is_bystander,
    names::{of_sentence, unit},
    operators::notice_body,
    party,
    speakers::{after, brackets, is_quoted},
};
use crate::cues::{Cues, first_letters, last_letters};
use crate::notice::{Notice, Place, Sentence};

/// The first name of the text that opens a sentence as its subject or place.
pub(super) fn first_named(notice: &Notice<'_>, cast: &Cast) -> Option<Party> {
    const LIES: Cues = Cues::of(&["にある", "に本社", "に所在", "に立地", "に本部", "に拠点", "内の", "内に", "内で"]);
    const FOREMOST: Cues = Cues::of(&["最大は", "首位は", "最多は", "トップは", "1位は", "多かったのは", "多いのは"]);
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
            && !speaks_of_itself(name.range.of(text))
            && !(is_place(name.range.of(text))
                && (rest.strip_prefix('の').is_some_and(|rest| !has_office(rest) || names_follow(name.range.end))
                    || LIES.start(rest)))
            && !is_quoted(sentence, text, name.range.start)
            && (name.range.start == sentence.range.start
                || name.has_form() && text[..name.range.start].ends_with("」(")
                || text[..name.range.start].ends_with('、')
                || name.has_form() && FOREMOST.end(&text[..name.range.start])
                || text[..name.range.start].ends_with("県の")
                || behind_founder(cast, name))
            && (["は", "が", "の", "で", "に", "より", "において", "。"].iter().any(|cue| rest.starts_with(cue))
                || rest.is_empty()
                    && name.range.start == sentence.range.start
                    && sentence.range.start == notice_body(notice))
    });
    let name = name?;
    Some(party(notice, &cast.names, name.core.of(text), name.range, "organisations.first_named"))
}

/// Whether a name stands a blank behind another with which the sentence opens: 「地方独立行政法人架空機構 見本医療センターは」.
fn behind_founder(cast: &Cast, name: &Name) -> bool {
    of_sentence(&cast.names, name.sentence)
        .first()
        .is_some_and(|first| first.has_form() && first.range.end + ' '.len_utf8() == name.range.start)
}

/// The first firm with its legal form of which the first sentences tell, whatever stands before it: 「代理店の株式会社見本が運営する店で」.
pub(super) fn firm_told(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    const FIRST: usize = 6;
    const TOLD: Cues = Cues::of(&["が", "は", "の", "で", "に"]);
    let text: &str = &notice.text;
    let body = |sentence: &Sentence| sentence.place == Place::Body && sentence.aside.is_none();
    let last = notice.sentences.iter().enumerate().filter(|(_, sentence)| body(sentence)).take(FIRST).last()?.0;
    let name = names.iter().take_while(|name| name.sentence <= last).find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let before = text[sentence.range.start..name.range.start].trim_end_matches(['「', '(', '、', ' ']);
        name.has_form()
            && body(sentence)
            && !sentence.tags.has(Tag::RolesOutsourced)
            && !is_bystander(name.range.of(text))
            && !is_quoted(sentence, text, name.range.start)
            && TOLD.start(after(text, sentence, name.range.end))
            && longest_at_end(Tag::WordsContractorRole, before).max(longest_at_end(Tag::WordsContractorBefore, before))
                == 0
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.told"))
}

/// The government whose accidents a page counts up, as the words above its items say: 「架空市における4月から9月までの事故は、次の3件です」.
pub(super) fn introduced(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    const TELLS: Cues = Cues::of(&["における", "で発生", "で起き", "において", "が公表", "では"]);
    const MATTER: Cues = Cues::of(&["事故", "事案", "漏えい", "漏洩", "流出", "紛失"]);
    let text: &str = &notice.text;
    let name = names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let rest = &text[name.range.end..sentence.range.end];
        sentence.place == Place::Context
            && name.range.start == sentence.range.start
            && forms::governs(name.range.of(text))
            && TELLS.start(rest)
            && MATTER.stand_in(rest)
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.page_intro"))
}

/// The body that gave the work, where the text opens with whoever took it on: 「架空市から委託を受けた株式会社見本が」.
pub(super) fn client_named(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    const TAKEN: Cues = Cues::of(&["委託を受け", "委託され", "受託", "請け負", "依頼を受け", "受注", "業務を受け"]);
    let text: &str = &notice.text;
    let name = names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let rest = text[name.range.end..sentence.range.end].strip_prefix("から").unwrap_or_default();
        let clause = first_letters(rest, 16);
        let clause = clause.find(['、', '。', '「']).map_or(clause, |at| &clause[..at]);
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && name.range.start == sentence.range.start
            && sentence.tags.has(Tag::RolesOutsourced)
            && !is_bystander(name.range.of(text))
            && TAKEN.stand_in(clause)
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.client"))
}

/// Whether words end in the writer's own name for itself: 「これらは当社」. 「見本県」 does not.
fn speaks_of_itself(words: &str) -> bool {
    let own = longest_at_end(Tag::RolesSelfReference, words);
    own > 0 && words[words.len() - own..].starts_with(['当', '弊'])
}

/// What follows a name behind its office: 「(架空県)林業振興課において」 → 「において」.
fn without_unit(rest: &str) -> &str {
    &rest[unit(rest)..]
}

/// Whether what a place's name is put before is its government's: 「架空町の税務課の職員が」.
fn has_office(rest: &str) -> bool {
    let clause = first_letters(rest, 14);
    let clause = clause.find(['、', '。', '「', 'を', 'が', 'は']).map_or(clause, |at| &clause[..at]);
    stands_in(Tag::WordsOfGovernment, clause)
}

/// Whether a name may only say where something is: 「群馬県の温泉旅館」.
fn is_place(name: &str) -> bool {
    is_term(Tag::PrefecturesFull, name) || forms::is_town(name)
}

/// A firm that a story told in the third person names only in quotation marks: 「通販の「株式会社架空」の顧客情報を」,
/// 「住宅設備の「架空製作所」社が」.
pub(super) fn quoted_firm(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    const SUFFERS: Cues = Cues::of(&["社は", "社が", "社で", "社の", "において", "では", "は、", "が、"]);
    let text: &str = &notice.text;
    let name = names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && text[..name.range.start].ends_with('「')
            && text[name.range.end..].strip_prefix('」').is_some_and(|rest| {
                name.has_form() || name.range.start == sentence.range.start + '「'.len_utf8() || SUFFERS.start(rest)
            })
            && longest_at_end(Tag::WordsContractorRole, &text[sentence.range.start..name.range.start - '「'.len_utf8()])
                == 0
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.quoted"))
}

/// A shop or service that the speaker calls its own, where no body is named: 「弊社オンラインショップ「みほん屋」」.
pub(super) fn own_brand(notice: &Notice<'_>) -> Option<Party> {
    const FIRST: usize = 6;
    const PARTICLES: [char; 8] = ['は', 'が', 'を', 'に', 'で', 'へ', 'と', '、'];
    let text: &str = &notice.text;
    let told = notice.sentences.iter().filter(|sentence| sentence.place == Place::Body && sentence.aside.is_none());
    told.take(FIRST).find_map(|sentence| {
        let words = sentence.range.of(text);
        let open = words.find('「')?;
        let close = open + words[open..].find('」')?;
        let before = last_letters(&words[..open], 25);
        let selves = before.char_indices().rev().find_map(|(at, _)| {
            Some(at + longest_at_start(Tag::RolesSelfReference, &before[at..])).filter(|&end| end > at)
        });
        // 「当社卸サイト、「みほん市場」」: nothing but a noun stands between.
        let noun = selves.is_some_and(|end| !before[end..].trim_end_matches('、').contains(PARTICLES));
        let front = before.trim_end_matches('、');
        let runs = longest_at_end(Tag::WordsOwnService, front) > 0 && !front.ends_with('の');
        let own = noun && !front.ends_with('の') || runs || longest_at_end(Tag::WordsShopNoun, front) > 0;
        let inner = &words[open + '「'.len_utf8()..close];
        let name = inner.split(['(', '。']).next().map_or(inner, str::trim);
        let begin = sentence.range.start + open + '「'.len_utf8();
        let fits = (2..=30).contains(&name.chars().count())
            && !name.contains(['、', 'を'])
            && !name.contains("http")
            && !is_plain_site(name);
        (own && selves.is_some() && fits)
            .then(|| Party::standing(notice, ByteRange::new(begin, begin + name.len()), "organisations.own_brand"))
    })
}

/// Whether words in quotation marks only say what a site or a system is for: 「見本研修の案内サイト」.
pub(super) fn is_plain_site(words: &str) -> bool {
    const KINDS: Cues = Cues::of(&["サイト", "システム", "ページ", "フォーム", "窓口", "コーナー"]);
    KINDS.end(words) && (words.contains('の') || words.chars().count() > 16)
}

/// A word that its seat in brackets makes a body: 「架空ソリューションズ(見本市)から」.
pub(super) fn located(notice: &Notice<'_>) -> Option<Party> {
    const FIRST: usize = 6;
    let text: &str = &notice.text;
    let body = notice.sentences.iter().filter(|sentence| sentence.place == Place::Body && sentence.aside.is_none());
    body.take(FIRST).find_map(|sentence| {
        let words = sentence.range.of(text);
        words.match_indices('(').take(8).find_map(|(open, _)| {
            let close = open + brackets(&words[open..]);
            let front = words[..open].trim_end_matches(' ');
            let end = sentence.range.start + front.len();
            // 「通信販売「みほん堂」(見本市)の」
            if let Some(inner) = front.strip_suffix('」')
                && let Some(quote) = inner.rfind('「')
            {
                let begin = quote + '「'.len_utf8();
                let fits = (2..=24).contains(&inner[begin..].chars().count()) && is_seat(&words[open..close.max(open)]);
                let works = longest_at_end(Tag::WordsContractorBefore, &words[..quote]) > 0;
                let at = ByteRange::new(sentence.range.start + begin, sentence.range.start + inner.len());
                return (fits && !works).then(|| Party::standing(notice, at, "organisations.located"));
            }
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

/// An authority that the heading itself makes the body that suffered: 「架空省、メールを誤送信」.
pub(super) fn authority_itself(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    const OFFICER: Cues = Cues::of(&["局長", "部長", "課長", "職員", "幹部"]);
    let text: &str = &notice.text;
    let title = notice.title()?;
    let heading = notice.sentences.iter().find(|sentence| sentence.range.contains(title));
    let authority = heading.and_then(|heading| {
        let mut known = notice.of_class(heading, Class::Authorities);
        let mention = known.find(|mention| mention.start as usize == title.start)?;
        Some(ByteRange::new(title.start, mention.end as usize))
    });
    let named = || {
        let mut bodies = names.iter().map(|name| name.range).filter(|range| is_bystander(range.of(text)));
        bodies.find(|range| range.start == title.start)
    };
    let at = authority.or_else(named)?;
    let rest = &text[at.end..title.end.max(at.end)];
    let acts = rest.is_empty()
        || rest.starts_with(['、', ' ', 'が', 'で', 'の', 'は'])
        || unit(rest) > 0
        || OFFICER.stand_in(rest);
    (acts && !rest.starts_with("の出先") && !stands_in(Tag::WordsStepsIn, rest))
        .then(|| party(notice, names, forms::without_form(at.of(text)), at, "organisations.authority"))
}
