//! Of whom a sentence tells that it announced, stated or was said to.
//!
//! In:   a laid-out notice, its names.
//! Out:  the announcers, sentence by sentence.
//!
//! Not here: who of them is publisher or victim (`speakers.rs`).

use jikenbo_lexicon::{Class, Tag, is_term, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::{ByteRange, Kind};

use super::names::{of_sentence, unit};
use super::{
    Name, Party,
    edges::{kana_start, left_edge, spaced_start},
    forms, is_bystander,
    letters::{Script, script},
    party,
    speakers::{after, is_quoted},
};
use crate::cues::Cues;
use crate::notice::{Notice, Place, Sentence};
use crate::scope::Aside;
use crate::sieve::Sieve;

/// Who announced: for every sentence that says that a body announced, stated or was said to.
pub(super) fn announcers(notice: &Notice<'_>, names: &[Name]) -> Vec<(usize, Party)> {
    let mut found = Vec::new();
    for (index, sentence) in notice.sentences.iter().enumerate() {
        if sentence.place != Place::Body || sentence.aside.is_some_and(|aside| aside == Aside::SampleMail) {
            continue;
        }
        if !sentence.tags.has(Tag::RolesAnnounce) && !sentence.sieve.may_hold(&SAID) {
            continue;
        }
        let named = announcer(notice, names, index, sentence);
        if let Some(party) = named.or_else(|| same_firm(notice, names, index, sentence, &found)) {
            found.push((index, party));
        }
    }
    if found.is_empty() && notice.article.kind == Kind::Incident {
        found.extend(authority(notice, names));
    }
    found
}

/// An authority that announces what befell itself, where nobody else announces: 「架空省は5日、名簿を紛失したと発表した」.
fn authority(notice: &Notice<'_>, names: &[Name]) -> Option<(usize, Party)> {
    const FIRST: usize = 5;
    let text: &str = &notice.text;
    let body = |sentence: &Sentence| sentence.place == Place::Body && sentence.aside.is_none();
    let told = notice.sentences.iter().enumerate().filter(|(_, sentence)| body(sentence)).take(FIRST);
    let performs = |sentence: &Sentence| {
        let words = notice.text_of(sentence).trim_end_matches('。');
        longest_at_end(Tag::WordsPerforms, words) > 0 && words.contains("表")
    };
    told.filter(|(_, sentence)| sentence.tags.has(Tag::RolesAnnounce) || performs(sentence)).find_map(
        |(index, sentence)| {
            let named = || names.iter().filter(|name| is_bystander(name.range.of(text))).map(|name| name.range);
            let opens = || named().find(|range| range.start == sentence.range.start);
            let at = authority_at_start(notice, sentence).or_else(opens)?;
            let rest = after(text, sentence, at.end);
            let steps_in = stands_in(Tag::WordsStepsIn, rest);
            (is_subject(rest, true) && !steps_in).then(|| {
                let party = party(notice, names, forms::without_form(at.of(text)), at, "organisations.announcer");
                (index, party)
            })
        },
    )
}

/// The authority with which a sentence opens, behind a day at most: 「6月6日、国土交通省は」.
pub(super) fn authority_at_start(notice: &Notice<'_>, sentence: &Sentence) -> Option<ByteRange> {
    let mention = notice.of_class(sentence, Class::Authorities).next()?;
    let at = ByteRange::new(mention.start as usize, mention.end as usize);
    let lead = &notice.text[sentence.range.start..at.start];
    let is_day = lead.chars().count() <= 16 && lead.starts_with(|c: char| c.is_ascii_digit()) && lead.ends_with('、');
    (lead.is_empty() || is_day).then_some(at)
}

/// The firm named before, where the text says 「同社は5日、…と発表した」 and nobody has announced yet.
fn same_firm(
    notice: &Notice<'_>,
    names: &[Name],
    index: usize,
    sentence: &Sentence,
    found: &[(usize, Party)],
) -> Option<Party> {
    let text: &str = &notice.text;
    let rest = sentence.range.of(text).strip_prefix("同社")?;
    if !found.is_empty() || !sentence.tags.has(Tag::RolesAnnounce) || !rest.starts_with(['は', 'が']) {
        return None;
    }
    let firm = names.iter().rev().find(|name| {
        name.sentence < index && name.has_form() && notice.sentences[name.sentence].place == Place::Body
    })?;
    Some(party(notice, names, firm.core.of(text), firm.range, "organisations.announcer"))
}

fn announcer(notice: &Notice<'_>, names: &[Name], index: usize, sentence: &Sentence) -> Option<Party> {
    let text: &str = &notice.text;
    let announces = sentence.tags.has(Tag::RolesAnnounce);
    let known = of_sentence(names, index).iter().find(|name| {
        if is_quoted(sentence, text, name.range.start)
            || is_bystander(name.range.of(text)) && notice.article.kind == Kind::Incident
        {
            return false;
        }
        let rest = after(text, sentence, name.range.end);
        // 「架空県は、調査を委託している株式会社見本が…と発表した」
        let works = || {
            let before = text[sentence.range.start..name.range.start].trim_end_matches(['「', '(', '、', ' ']);
            rest.starts_with('が') && before.contains('は') && longest_at_end(Tag::WordsContractorBefore, before) > 0
        };
        is_subject(behind_office(names, name, rest), announces) && !works()
    });
    // 「架空造船株式会社 病院(架空病院)は」: the name in brackets is the subject.
    let known = known.or_else(|| {
        of_sentence(names, index).iter().filter(|_| announces).find(|name| {
            // 「ドレス通販「みほん」(運営:株式会社架空)は」
            let before = text[sentence.range.start..name.range.start].trim_end_matches([':', ' ']);
            let label =
                if before.ends_with("運営") { "運営".len() } else { longest_at_end(Tag::WordsNameLabel, before) };
            before[..before.len() - label].ends_with('(')
                && text[name.range.end..].starts_with(")は")
                && !is_seat(&text[name.range.start - 1..name.range.end + 1])
                && !is_bystander(name.range.of(text))
        })
    });
    let known = known.map(|name| first_joined(text, of_sentence(names, index), name));
    let subject = if announces { bare_subject(notice, sentence) } else { operator_said(notice, sentence) };
    let rule = if announces { "organisations.announcer" } else { "organisations.according" };
    match (known, subject) {
        (Some(name), Some(at)) if at.start < name.range.start && at.end <= name.range.start => {
            Some(party(notice, names, forms::without_form(at.of(text)), at, rule))
        }
        (Some(name), _) => Some(party(notice, names, name.core.of(text), name.range, rule)),
        (None, Some(at)) => Some(party(notice, names, forms::without_form(at.of(text)), at, rule)),
        (None, None) => None,
    }
}

/// The first of several names that are one subject: 「架空市教委と見本町教委は」.
fn first_joined<'n>(text: &str, names: &'n [Name], last: &'n Name) -> &'n Name {
    const JOINS: [&str; 6] = ["と", "・", "及び", "および", "並びに", "ならびに"];
    let before = names.iter().rev().skip_while(|name| name.range.end > last.range.start);
    before.fold(last, |first, name| {
        let joined = name.range.end <= first.range.start && JOINS.contains(&&text[name.range.end..first.range.start]);
        if joined && !is_bystander(name.range.of(text)) { name } else { first }
    })
}

/// What follows a body behind an office of its own, which gives way to it: 「(架空市)の上下水道局は25日」,
/// 「(架空大学)教育学部の庶務チームは」.
fn behind_office<'t>(names: &[Name], body: &Name, rest: &'t str) -> &'t str {
    const MOST: usize = 4;
    // 「架空市の見本薬局は」 is a body of its own.
    let named = |start: usize| of_sentence(names, body.sentence).iter().any(|name| name.range.start == start);
    let (mut at, mut parted) = (0, false);
    for _ in 0..MOST {
        let words = &rest[at..];
        let known = if parted { longest_at_start(Tag::WordsGovernmentOffice, words) } else { 0 };
        let length = match known {
            0 if parted && named(body.range.end + at) => 0,
            0 => unit(words).max(if parted { team(words) } else { 0 }),
            _ => known,
        };
        at += length;
        parted = rest[at..].starts_with(['の', '・']) && (length > 0 || at == 0);
        if !parted {
            return if length > 0 { &rest[at..] } else { rest };
        }
        at += 'の'.len_utf8();
    }
    rest
}

/// Length of a team at the start of `words`: 「庶務チーム」; 0 without one.
fn team(words: &str) -> usize {
    const LONGEST: usize = 10;
    const KINDS: Cues = Cues::of(&["チーム", "グループ", "部門", "担当", "事務局"]);
    let is_noun = |c: &char| matches!(script(*c), Script::Kanji | Script::Katakana | Script::Latin);
    let length: usize = words.chars().take(LONGEST).take_while(is_noun).map(char::len_utf8).sum();
    if KINDS.end(&words[..length]) { length } else { 0 }
}

/// Whether what follows a name makes it the subject of an announcement.
fn is_subject(rest: &str, announces: bool) -> bool {
    if longest_at_start(Tag::WordsAccording, rest) > 0 {
        return true;
    }
    // 「医療法人架空会が運営する見本病院は」: what it runs is the subject.
    if rest.starts_with('が') && longest_at_start(Tag::WordsRunsIt, rest) > 0 {
        return false;
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
    for marker in ["では、", "は", "が", "も"] {
        for (at, _) in words.match_indices(marker).take(12) {
            let end = sentence.range.start + at;
            let rest = &words[at + marker.len()..];
            let dated = rest.starts_with(|c: char| c.is_ascii_digit());
            let quoted = text[..end].ends_with(['」', '社']) && rest.starts_with('、');
            if marker == "も" && !(dated && text[..end].ends_with('」')) {
                continue;
            }
            if !(dated || marker == "は" && rest.starts_with('、') || marker == "では、" || quoted) {
                continue;
            }
            // A shop or service in quotation marks: 「みほん亭」は
            let end = if text[..end].ends_with("」社") { end - '社'.len_utf8() } else { end };
            if text[..end].ends_with('」')
                && (dated || rest.starts_with('、'))
                && let Some(open) = words[..end - sentence.range.start].rfind('「')
            {
                let brand = ByteRange::new(sentence.range.start + open + '「'.len_utf8(), end - '」'.len_utf8());
                if brand.of(text).chars().count() >= 2 {
                    return Some(brand);
                }
            }
            let outside = without_brackets(text, sentence.range.start, end);
            let is_located = outside < end && is_seat(&text[outside..end]);
            let kana = kana_start(text, sentence.range.start, outside);
            let start = kana.unwrap_or_else(|| left_edge(text, sentence.range.start, outside));
            let start = spaced_start(text, sentence.range.start, start);
            let range = without_branch(text, ByteRange::new(start, outside));
            // 「架空市福祉課は」
            let range = ByteRange::new(range.start, range.start + forms::without_office(range.of(text)).len());
            if !is_quoted(sentence, text, start)
                && (kana.is_some() || is_plausible(range.of(text)))
                && (kana.is_some()
                    || dated && !is_mere_word(text, sentence, range)
                    || names_somebody(range.of(text))
                    || longest_at_start(Tag::PrefecturesFull, range.of(text)) > 0
                    || is_located
                    || is_in_title(notice, range.of(text)))
            {
                return Some(range);
            }
        }
    }
    None
}

/// 「架空電信電話岡山支店」: the branch of a place gives way to its firm.
fn without_branch(text: &str, name: ByteRange) -> ByteRange {
    const LEAST: usize = 4;
    let words = name.of(text);
    let branch =
        ["支店", "支社", "営業所", "支局", "支部", "事業所", "工場"].iter().find_map(|end| words.strip_suffix(end));
    let firm = branch.map(|front| &front[..front.len() - longest_at_end(Tag::PrefecturesShort, front)]);
    match (branch, firm) {
        (Some(front), Some(firm)) if firm.len() < front.len() && firm.chars().count() >= LEAST => {
            ByteRange::new(name.start, name.start + firm.len())
        }
        _ => name,
    }
}

/// Two kanji behind a の are a word (専門業者の解析), unless a name-final word closes them.
fn is_mere_word(text: &str, sentence: &Sentence, range: ByteRange) -> bool {
    let words = range.of(text);
    // 「雑貨店を営む東雲は」
    if longest_at_end(Tag::WordsOperator, &text[sentence.range.start..range.start]) > 0 {
        return false;
    }
    let kanji = words.chars().all(|c| script(c) == Script::Kanji);
    let behind = text[sentence.range.start..range.start].ends_with(['の', 'た', 'る']);
    kanji && words.chars().count() <= 3 && behind && !names_somebody(words)
}

/// Whether the heading sets off the word that the text makes its subject, or holds it, if it is a foreign one.
fn is_in_title(notice: &Notice<'_>, words: &str) -> bool {
    let foreign =
        words.chars().all(|c| matches!(script(c), Script::Katakana | Script::Latin) || matches!(c, '・' | '-' | ' '));
    let title = notice.title().map_or("", |title| title.of(&notice.text));
    let opens = title.strip_prefix(words).is_some_and(|rest| rest.starts_with(['、', ' ']));
    let closes = title.strip_suffix(words).is_some_and(|front| front.ends_with(' '));
    words.chars().count() >= 4
        && longest_at_end(Tag::WordsTradeEnd, words) == 0
        && (opens || closes || foreign && title.contains(words))
}

/// Grammar behind the source of a statement.
const SAYS: Cues = Cues::of(&["によれば", "によると", "によりますと"]);
/// What all of it holds, and every term of `words/according`.
const SAID: Sieve = Sieve::of("によ");

/// A name without a form after 「…を運営する」, given as the source of a statement: 「同店を運営する架空によれば」.
fn operator_said(notice: &Notice<'_>, sentence: &Sentence) -> Option<ByteRange> {
    let text: &str = &notice.text;
    let words = sentence.range.of(text);
    if !sentence.sieve.may_hold(&SAID) {
        return None;
    }
    let (at, _) = words.match_indices("によ").find(|&(at, _)| SAYS.start(&words[at..]))?;
    let end = sentence.range.start + at;
    let start = left_edge(text, sentence.range.start, end);
    let range = ByteRange::new(start, end);
    let operates = longest_at_end(Tag::WordsOperator, &text[sentence.range.start..start]) > 0;
    (operates && is_plausible(range.of(text))).then_some(range)
}

/// Whether brackets hold the seat of a body: 「(東京都港区)」, 「(本社・架空市)」.
pub(super) fn is_seat(bracket: &str) -> bool {
    let inner = bracket.trim_matches(['(', ')', ' ']);
    let inner = ["本社", "本店", "本部", "所在地"].iter().find_map(|word| inner.strip_prefix(word)).unwrap_or(inner);
    let inner = inner.trim_start_matches([':', '・', '、', '=', ' ']);
    (2..=14).contains(&inner.chars().count())
        && inner.ends_with(['市', '区', '町', '村', '県', '府', '都'])
        && inner.chars().all(|c| script(c) != Script::None)
        || inner == "北海道"
}

/// End of the words before a closing bracket group that stands right before `end`.
pub(super) fn without_brackets(text: &str, floor: usize, end: usize) -> usize {
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
        || words.ends_with("して")
        || words.ends_with("ましては")
        || longest_at_end(Tag::WordsGenericBody, words) > 0 && !is_trading_name(words) && !words.ends_with("日本")
        || is_numbered(words)
        || longest_at_end(Tag::WordsMember, words) > 0
        || longest_at_end(Tag::WordsSameBody, words) > 0
    {
        return false;
    }
    if words.ends_with([
        '者', '員', '件', '年', '名', '人', '数', '分', '側', '間', '的', '性', '化', '等', '集', '点', '方',
    ]) || is_bystander(words)
        || ends_as_day(words)
    {
        return false;
    }
    !words.chars().all(|c| script(c) == Script::Hiragana) || letters >= 4
}

/// Whether words only number a matter: 「事案1」.
fn is_numbered(words: &str) -> bool {
    let kind = words.trim_end_matches(|c: char| c.is_ascii_digit());
    kind.len() < words.len() && is_term(Tag::WordsGenericBody, kind)
}

/// Whether words that end in a trade are a name with it: 「山田工務店」, 「みほんカード」, not 「地元工務店」, 「クレジットカード」.
fn is_trading_name(words: &str) -> bool {
    let end = longest_at_end(Tag::WordsNameLikeEnd, words);
    let (front, trade) = words.split_at(words.len() - end);
    longest_at_end(Tag::WordsGenericBody, words) <= end
        && (trade == "カード" || trade.chars().next_back().is_some_and(|c| script(c) == Script::Kanji))
        && trade.chars().count() > 1
        && front.chars().count() >= 2
        && longest_at_end(Tag::WordsGenericBody, front) == 0
        && longest_at_end(Tag::WordsTradeEnd, front) == 0
}

/// Whether words end as those for a day or a month do (翌日, 2月), and not as a name may (カフェ日和, 書房睦月).
fn ends_as_day(words: &str) -> bool {
    let Some(front) = words.strip_suffix(['日', '月']) else { return false };
    front.ends_with(|c: char| c.is_ascii_digit() || "今先前翌毎同当来昨後曜期平休祝各半か年".contains(c))
}

/// Katakana, Latin letters or mixed scripts: a name rather than a word.
pub(super) fn names_somebody(words: &str) -> bool {
    let last = longest_at_end(Tag::OrganisationsFinal, words);
    last > 0 && last < words.len()
}
