//! Contractors: named bodies and services at which or through which it happened.
//!
//! In:   a notice, its names, one part and its victim.
//! Out:  contractors in reading order.
//! Data: `words/contractor_before`, `contractor_after`, `contractor_act`, `contractor_suffers`, `contractor_role`, `bare_contractor_before`,
//!       `bare_contractor_after`, `no_contractor_before`, `no_contractor_after`, `speaker_subject`, `people_of_firm`; `roles/outsourced`.
//!
//! A name is a contractor's where the words right before it or right after it give it that role (「委託先の」, 「に委託」). Forensic firms, lawyers, authorities and media are none.

use jikenbo_lexicon::{Class, Tag, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::{ByteRange, Found};

use super::names::of_sentence;
use super::{
    Cast, Name, Party,
    announcers::is_plausible,
    edges::right_edge,
    is_bystander,
    letters::{Script, script},
    party, services,
    speakers::{after, brackets, same},
};
use crate::{
    cues::{Cues, first_letters, last_letters},
    notice::{Notice, Place, Sentence},
    part::Part,
    scope::Aside,
    sieve::Sieve,
};

/// Places of a sentence that are looked at for a name without any sign.
const MOST_CUES: usize = 12;

/// Characters behind a name within which it is given work.
const GIVEN_WITHIN: usize = 14;

/// Contractors of one part.
pub(crate) fn read(notice: &Notice<'_>, cast: &Cast, part: &Part, victim: Option<&Party>) -> Vec<Found<String>> {
    let text: &str = &notice.text;
    let mut found: Vec<Party> = Vec::new();
    let outsourced = notice.tags.has(Tag::RolesOutsourced);
    for name in cast.names.iter().filter(|name| part.concerns(name.sentence)) {
        let sentence = &notice.sentences[name.sentence];
        // What most names fail is asked first.
        if counts(sentence)
            && has_role(notice, sentence, name, outsourced, victim)
            && may_be_contractor(notice, name, victim)
            && !is_refused(text, sentence, name)
            && !victim.is_some_and(|victim| runs(text, sentence, name, victim))
        {
            // A short form that the notice sets for itself stands for the full name.
            let words = name.range.of(text);
            let alias = cast.aliases.iter().find(|alias| alias.short.of(text) == words);
            let (core, at) = alias.map_or((name.core, name.range), |alias| (alias.core, alias.full));
            push(&mut found, party(notice, &cast.names, core.of(text), at, "organisations.contractor"));
        }
    }
    if found.is_empty()
        && let Some(leader) = leader(notice, cast, part)
    {
        push(&mut found, leader);
    }
    bare(notice, cast, part, victim, &mut found);
    if found.is_empty() && victim.is_some() {
        found.extend(
            culprit(notice, cast, part).filter(|firm| !victim.is_some_and(|victim| same(victim.core(), firm.core()))),
        );
    }
    if victim.is_some() {
        services::add(notice, part, victim, &mut found);
    }
    found.iter().map(Party::found).collect()
}

/// The firm with which a wave began, where a part tells of one that uses it.
fn leader(notice: &Notice<'_>, cast: &Cast, part: &Part) -> Option<Party> {
    let victim = part.victim.as_ref()?;
    let leader = cast.announcers.first().map(|(_, party)| party).filter(|party| party.core() != party.name)?;
    let first = part.sentences.first().copied()?;
    let tells = |sentence: &Sentence| {
        sentence.place != Place::Context && stands_in(Tag::WordsWaveClients, notice.text_of(sentence))
    };
    let is_wave = !same(leader.core(), victim.core())
        && leader.at.is_some_and(|at| at.start < notice.sentences[first].range.start)
        && notice.sentences[..=first].iter().any(tells);
    is_wave.then(|| leader.clone())
}

/// Whether a sentence tells of what happened, not of something else.
pub(super) fn counts(sentence: &Sentence) -> bool {
    !matches!(sentence.aside, Some(Aside::Advice | Aside::Related | Aside::SampleMail))
}

fn push(found: &mut Vec<Party>, party: Party) {
    if !found.iter().any(|known| same(known.core(), party.core())) {
        found.push(party);
    }
}

/// Whether a name may be that of a contractor at all: a firm or the like, not the victim, no authority.
fn may_be_contractor(notice: &Notice<'_>, name: &Name, victim: Option<&Party>) -> bool {
    let words = name.range.of(&notice.text);
    let core = name.core.of(&notice.text);
    let is_firm =
        name.has_form() || words.ends_with('社') || !words.ends_with(['市', '町', '村', '区', '県', '省', '庁']);
    is_firm
        && !is_bystander(words)
        && victim.is_none_or(|victim| {
            let victims = victim.core();
            !same(victims, core) && !victim.name.contains(core) && !core.contains(victims)
        })
        && notice
            .article
            .issuer
            .as_ref()
            .is_none_or(|issuer| notice.article.dated_by_medium || !issuer.value.contains(core))
}

/// Whether a name runs the victim, or the victim runs it: 「医療法人架空会が運営する見本病院」, 「当社が運営する「みほん薬局」」.
fn runs(text: &str, sentence: &Sentence, name: &Name, victim: &Party) -> bool {
    let rest = &text[name.range.end..sentence.range.end];
    let before = text[sentence.range.start..name.range.start].trim_end_matches(['「', '『']);
    longest_at_start(Tag::WordsRunsIt, rest) > 0
        && rest.find(victim.core()).is_some_and(|at| rest[..at].chars().count() <= 40)
        || longest_at_end(Tag::WordsOperator, before) > 0 && last_letters(before, 41).contains(victim.core())
}

/// What a sentence must hold to tell that several use something together.
const SHARED: Sieve = Sieve::of("共同で利用");

/// Whether the words beside a name give it another part in the story.
fn is_refused(text: &str, sentence: &Sentence, name: &Name) -> bool {
    let before = &text[sentence.range.start..name.range.start];
    let rest = after(text, sentence, name.range.end);
    // 「委託先である架空社による調査」: the role is said outright.
    let said = longest_at_end(Tag::WordsContractorRole, before) > 0 || keeps_system(before);
    longest_at_end(Tag::WordsNoContractorBefore, before) > 0 && !provides_used(before)
        || !said && longest_at_start(Tag::WordsNoContractorAfter, rest) > 0
        || sentence.sieve.may_hold(&SHARED) && rest.find("共同で利用").is_some_and(|at| at < 120)
}

fn has_role(notice: &Notice<'_>, sentence: &Sentence, name: &Name, outsourced: bool, victim: Option<&Party>) -> bool {
    let text: &str = &notice.text;
    let before = text[sentence.range.start..name.range.start].trim_end_matches(['「', '(', ' ', '、', '・', ':', ',']);
    let rest = after(text, sentence, name.range.end);
    let cue_before = longest_at_end(Tag::WordsContractorBefore, before) > 0;
    // News on a body that announces are about that body: 「…を提供する架空社は…発表した」.
    if cue_before {
        // 「当社が業務を受託している架空商事」 is the speaker's client.
        let clause = before.rfind(['、', '。']).map_or(before, |at| &before[at..]);
        let at = clause.find("受託");
        return !at.is_some_and(|at| takes_on(&clause[..at])) && !is_client(clause, rest);
    }
    // Under a heading of its own: 「1 委託先」, then the name on the next line.
    if name.range.start == sentence.range.start && before.is_empty() && under_contractor(text, name.range.start) {
        return true;
    }
    if !(name.has_form() || name.range.of(text).ends_with('社')) {
        return longest_at_start(Tag::WordsContractorStrictAct, rest) > 0;
    }
    // 「架空市が利用するシステムを提供する株式会社見本の」, 「利用する株式会社見本提供の」
    if victim.is_some() && (provides_used(before) || rest.starts_with("提供の") && uses(before)) {
        return true;
    }
    // 「入力支援サービス(株式会社架空提供)」
    if ["提供)", "開発)", "製)"].iter().any(|cue| rest.starts_with(cue)) && text[..name.range.start].ends_with('(')
    {
        return victim.is_some();
    }
    if victim.is_some() && is_used(notice, sentence, rest) {
        return true;
    }
    let cue_after = longest_at_start(Tag::WordsContractorAfter, rest) > 0;
    if longest_at_start(Tag::WordsContractorAct, rest) > 0 || is_given_work(rest) {
        return victim.is_some();
    }
    let suffers = longest_at_start(Tag::WordsContractorSuffers, rest) > 0;
    (cue_after || suffers) && victim.is_some() && (outsourced || suffers || sentence.tags.has(Tag::RolesOutsourced))
}

/// Whether words say that somebody uses what they lead up to: 「架空市が給食費の管理に使う」.
fn uses(words: &str) -> bool {
    stands_in(Tag::WordsInUse, words)
        || ["が使う", "に使う", "が使っている", "に使っている"].iter().any(|use_| words.contains(use_))
}

/// Whether the words before a name say that it provides what somebody uses.
pub(super) fn provides_used(before: &str) -> bool {
    let provides =
        ["を提供する", "を提供している", "を開発した", "を提供した"].iter().find_map(|verb| before.strip_suffix(verb));
    provides.is_some_and(uses)
}

/// Whether the lines above a place open with a heading that says whose part it tells: 「1 委託業務名及び委託先」, the work, then the name.
pub(super) fn under_contractor(text: &str, at: usize) -> bool {
    const LINES: usize = 2;
    const LONGEST: usize = 20;
    let above = text[..at].trim_end();
    above
        .rsplit('\n')
        .take(LINES)
        .map(|line| line.trim_end_matches([':', ' ', ')', '】', ']', '>']))
        .take_while(|line| line.chars().nth(LONGEST).is_none() && !line.ends_with('。'))
        .any(|line| longest_at_end(Tag::WordsContractorBefore, line) > 0)
}

/// Whether the speaker is who takes on the work: 「当社が業務を」, not 「当協会が開催した催しの運営を」.
fn takes_on(clause: &str) -> bool {
    let subject = clause.char_indices().find_map(|(at, _)| {
        Some(at + longest_at_start(Tag::WordsSpeakerSubject, &clause[at..])).filter(|&end| end > at)
    });
    subject.is_some_and(|end| !["した", "する", "ている"].iter().any(|verb| clause[end..].contains(verb)))
}

/// 「サーバを管理する(株式会社架空)」: whoever keeps the system has a part in it whatever it is asked to do now.
fn keeps_system(before: &str) -> bool {
    let cue = longest_at_end(Tag::WordsContractorBefore, before);
    let object = before[..before.len() - cue].trim_end_matches("を");
    cue > 0 && object.len() < before.len() && longest_at_end(Tag::WordsKeptSystem, object) > 0
}

/// Whether the clause before a name gives work to another: 「同社に検針を委託する(架空市は)」.
fn is_client(clause: &str, rest: &str) -> bool {
    let is_body = |at: usize, c: char| match c {
        'に' => clause[..at].ends_with(['社', '会', '団', '者', '人', 'ム', 'ス', 'ト', 'ク', 'ド']),
        'へ' => clause[..at].ends_with('社'),
        _ => false,
    };
    let to = clause.char_indices().rev().find(|&(at, c)| is_body(at, c));
    let Some(at) = to.map(|(at, c)| at + c.len_utf8()) else { return false };
    let gives = ["委託", "依頼", "発注", "任せ", "預け", "外注"].iter().any(|word| clause[at..].contains(word));
    gives && rest.starts_with(['は', 'が', 'で', 'も', 'の'])
}

/// Whether what follows a name gives it work a few letters later: 「に運営を委託」, 「へ入力業務を依頼しており」.
pub(super) fn is_given_work(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(['に', 'へ']) else { return false };
    let clause = first_letters(rest, GIVEN_WITHIN);
    let clause = clause.find(['、', '。', '「']).map_or(clause, |at| &clause[..at]);
    stands_in(Tag::WordsGivesWork, clause)
}

/// What parts a kind from the role before it; the last may stand before a group's firm.
const PARTICLES: [char; 8] = ['、', '。', 'は', 'が', 'を', 'に', 'で', 'の'];

/// The name in quotation marks that stands behind a contractor's role, perhaps behind its kind: 「委託先である民間団体「みほん」が」.
fn quoted(text: &str, sentence: &Sentence, begin: usize) -> Option<ByteRange> {
    let rest = &text[begin..sentence.range.end];
    let open = rest.find('「').filter(|&open| {
        let kind = &rest[..open];
        let of_group = kind.ends_with("子会社") || kind.ends_with("グループ会社") || kind.ends_with("関連会社");
        let particles: &[char] = if of_group { &PARTICLES[..7] } else { &PARTICLES };
        kind.chars().count() <= if of_group { 24 } else { 12 } && !kind.contains(particles)
    })?;
    let inner = open + '「'.len_utf8();
    let close = inner + rest[inner..].find('」')?;
    let name = &rest[inner..close];
    // 「架空リンク」(東京)の社員
    let behind = &rest[close + '」'.len_utf8()..];
    let follows = longest_at_start(Tag::WordsBareContractorAfter, &behind[brackets(behind)..]) > 0;
    let fits = (3..=30).contains(&name.chars().count()) && !name.contains(['。', '、', '「']);
    (fits && follows).then(|| ByteRange::new(begin + inner, begin + close))
}

/// The firm that a sentence sets apart as who did it, where it or the one before speaks of work given to others:
/// 「紛失したのは「みほん社」。」, 「誤って送信したのは、株式会社見本だった。」.
fn culprit(notice: &Notice<'_>, cast: &Cast, part: &Part) -> Option<Party> {
    const SIGN: Sieve = Sieve::of("のは");
    const LONGEST: usize = 20;
    const ENDS: Cues = Cues::of(&["。", "だ", "で", "と", "という", "の", "(", "」"]);
    let text: &str = &notice.text;
    let mut given = false;
    part.sentences.iter().map(|&index| (index, &notice.sentences[index])).find_map(|(index, sentence)| {
        let before = std::mem::replace(&mut given, sentence.tags.has(Tag::RolesOutsourced));
        if !(before || given) || !sentence.sieve.may_hold(&SIGN) || !counts(sentence) || sentence.place != Place::Body {
            return None;
        }
        let words = sentence.range.of(text);
        let cleft = words
            .find("のは")
            .filter(|&at| words[..at].ends_with(['た', 'る']) && words[..at].chars().count() <= LONGEST)?;
        let rest = words[cleft + "のは".len()..].trim_start_matches('、');
        let start = sentence.range.end - rest.len();
        let quoted = rest.strip_prefix('「').and_then(|inner| inner.split_once('」'));
        let quoted = quoted.filter(|(name, _)| name.ends_with('社') || longest_at_end(Tag::WordsNameLikeEnd, name) > 0);
        let at = match quoted {
            Some((name, _)) if (3..=24).contains(&name.chars().count()) => {
                ByteRange::new(start + '「'.len_utf8(), start + '「'.len_utf8() + name.len())
            }
            _ => {
                of_sentence(&cast.names, index).iter().find(|name| name.has_form() && name.range.start == start)?.range
            }
        };
        let behind = text[at.end..sentence.range.end].trim_start_matches('」');
        (behind.is_empty() || ENDS.start(behind)).then(|| Party::standing(notice, at, "organisations.contractor_told"))
    })
}

/// Whether the victim uses a service of the name, and something befell it: 「(株式会社架空)の表示サービスを利用しておりますが、同サービスが」.
fn is_used(notice: &Notice<'_>, sentence: &Sentence, rest: &str) -> bool {
    const USES: Cues = Cues::of(&["を利用", "を使用", "を導入", "を採用", "を使って", "をご利用"]);
    const WITHIN: usize = 24;
    let Some(behind) = rest.strip_prefix('の') else { return false };
    let Some(at) = first_letters(behind, WITHIN).char_indices().map(|(at, _)| at).find(|&at| USES.start(&behind[at..]))
    else {
        return false;
    };
    let tells = !notice.happenings(sentence).is_empty() || notice.of_class(sentence, Class::Causes).next().is_some();
    tells && longest_at_end(Tag::WordsServiceNoun, &behind[..at]) > 0
}

/// A contractor whose name has neither form nor final word: 「開発を委託するサンプルテックの技術者」.
fn bare(notice: &Notice<'_>, cast: &Cast, part: &Part, victim: Option<&Party>, found: &mut Vec<Party>) {
    let text: &str = &notice.text;
    for (index, sentence) in notice.sentences.iter().enumerate() {
        let tells = sentence.tags.has(Tag::RolesOutsourced) && sentence.place == Place::Body && counts(sentence);
        if !tells || !part.concerns(index) {
            continue;
        }
        for mention in notice.of_class(sentence, Class::Roles).filter(|m| m.tag == Tag::RolesOutsourced).take(MOST_CUES)
        {
            let at = mention.start as usize;
            let start = if text[sentence.range.start..at].ends_with('を') { at - 'を'.len_utf8() } else { at };
            let cue = longest_at_start(Tag::WordsBareContractorBefore, &text[start..sentence.range.end]);
            let begin = start + cue;
            if cue > 0
                && let Some(at) = quoted(text, sentence, begin)
                && victim.is_none_or(|victim| !same(victim.core(), at.of(text)))
            {
                push(found, party(notice, &cast.names, at.of(text), at, "organisations.contractor_bare"));
                continue;
            }
            let known = |name: &Name| name.range.start <= begin && begin < name.range.end;
            if cue == 0 || of_sentence(&cast.names, index).iter().any(known) {
                continue;
            }
            let range = ByteRange::new(begin, right_edge(text, begin, sentence.range.end));
            let name = range.of(text);
            let letters = name.chars().count();
            let foreign = name.chars().all(|c| matches!(script(c), Script::Katakana | Script::Latin));
            let rest = &text[range.end..sentence.range.end];
            let seat = brackets(rest);
            let rest = &rest[seat..];
            // 「検針を委託している架空サービスの検針員が」: whoever has people is a firm, whatever the word.
            let has_people = seat > 0 || longest_at_start(Tag::WordsPeopleOfFirm, rest) > 0;
            let like = longest_at_end(Tag::WordsNameLikeEnd, name);
            let has_people = has_people || like > 'ー'.len_utf8() && name[..name.len() - like].chars().count() >= 2;
            let named =
                foreign && is_plausible(name) || has_people && !jikenbo_lexicon::is_term(Tag::WordsGenericBody, name);
            if letters >= 4
                && named
                && longest_at_start(Tag::WordsBareContractorAfter, rest) > 0
                && victim.is_none_or(|victim| !same(victim.core(), name))
            {
                push(found, party(notice, &cast.names, name, range, "organisations.contractor_bare"));
            }
        }
    }
}
