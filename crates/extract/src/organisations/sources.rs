//! Whom news, round-ups and guidance come from: the body that guides, the medium, the citation line.
//!
//! In:   a laid-out notice, its names.
//! Out:  one party, where the text names it.

use jikenbo_lexicon::{Tag, longest_at_end, longest_at_start};
use jikenbo_model::ByteRange;

use super::{
    Cast, Name, Party,
    announcers::{authority_at_start, is_plausible, names_somebody, without_brackets},
    edges::left_edge,
    forms,
    names::stem,
    party,
    speakers::brackets,
};
use crate::notice::{Notice, Place, Sentence};

/// The ministry or body that issued guidance, a warning or figures: subject of the first sentence, or set off in the heading.
pub(super) fn guide(notice: &Notice<'_>, cast: &Cast) -> Option<Party> {
    let text: &str = &notice.text;
    let first = notice.sentences.iter().find(|sentence| sentence.place == Place::Body)?;
    if let Some(at) = authority_at_start(notice, first)
        && is_issuing(&text[at.end + latin_beside(&text[at.end..first.range.end])..first.range.end])
    {
        let at = ByteRange::new(at.start, at.end + latin_beside(&text[at.end..first.range.end]));
        return Some(Party::standing(notice, at, "organisations.guide"));
    }
    let found = cast.names.iter().find_map(|name| {
        let sentence = &notice.sentences[name.sentence];
        let rest = &text[name.range.end..sentence.range.end];
        let skipped = brackets(rest);
        let is_subject = sentence.place == Place::Body
            && is_issuing(&rest[skipped..])
            && name.range.start <= sentence.range.start + 60;
        is_subject.then(|| ByteRange::new(name.range.start, name.range.end + latin_beside(rest)))
    });
    if let Some(at) = found {
        return Some(Party::standing(notice, at, "organisations.guide"));
    }
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
    Some(Party::standing(notice, at, "organisations.guide_beside"))
}

/// Whether what follows a body makes it the one that guides or tells.
fn is_issuing(rest: &str) -> bool {
    rest.starts_with('は') || rest.starts_with("のまとめ") || longest_at_start(Tag::WordsAccording, rest) > 0
}

/// Length of the short form in Latin letters that stands in brackets behind a name: 「(JPCERT/CC)」; 0 without one.
fn latin_beside(rest: &str) -> usize {
    let skipped = brackets(rest);
    let short = &rest[..skipped];
    if short.len() > 3 && short[1..].starts_with(|c: char| c.is_ascii_uppercase()) { skipped } else { 0 }
}

/// The medium that a round-up or a retelling names.
pub(super) fn medium(notice: &Notice<'_>) -> Option<Party> {
    if notice.article.dated_by_medium
        && let Some(issuer) = &notice.article.issuer
    {
        // 「2022/06/14 18:52更新 みやこテレビ」
        let name = ["更新", "配信", "掲載", "公開"].iter().find_map(|word| issuer.value.strip_prefix(word));
        return Some(Party {
            name: name.map_or(issuer.value.as_str(), str::trim_start).to_owned(),
            evidence: issuer.evidence[0],
            at: None,
            rule: "organisations.medium",
        });
    }
    let text: &str = &notice.text;
    if let Some(at) = notice.title().and_then(|title| medium_of_title(text, title)).or_else(|| medium_at_head(notice)) {
        return Some(Party::standing(notice, at, "organisations.medium"));
    }
    // 「…流出か 架空の窓 2023年9月21日」: a name that is none of a body.
    let unknown = source_of_line(notice).filter(|at| {
        let words = at.of(text);
        is_plausible(words)
            && !names_somebody(words)
            && longest_at_end(Tag::WordsTradeEnd, words) == 0
            && longest_at_start(Tag::PrefecturesShort, words).max(longest_at_start(Tag::PrefecturesFull, words)) == 0
            && !words.contains(['を', 'が', '」', '、'])
    });
    if let Some(at) = unknown {
        return Some(Party::standing(notice, at, "organisations.medium"));
    }
    let source = source_line(notice)?;
    let end = source.start + source.of(text).find([' ', '(', ')']).unwrap_or(source.len());
    let at = ByteRange::new(source.start, end);
    (longest_at_end(Tag::WordsMediumFinal, at.of(text)) > 0)
        .then(|| Party::standing(notice, at, "organisations.medium"))
}

/// The source that a line of a digest names last, where its day follows it: 「見本堂 カード情報流出か 架空の窓 2023年9月21日」.
pub(super) fn source_of_line(notice: &Notice<'_>) -> Option<ByteRange> {
    const LEAST: usize = 3;
    let text: &str = &notice.text;
    let title = notice.title()?;
    let words = title.of(text);
    let line = notice
        .sentences
        .iter()
        .find(|sentence| sentence.range.start <= title.start && title.end <= sentence.range.end)?;
    let behind = text[title.end..line.range.end.max(title.end)].trim_start_matches([' ', '(']);
    let dated = behind.starts_with(|c: char| c.is_ascii_digit()) || notice.article.dated_by_medium;
    let last = words.rfind(' ')? + 1;
    (dated && words.split(' ').count() >= LEAST && words[last..].chars().count() <= 12)
        .then(|| ByteRange::new(title.start + last, title.end))
}

/// The medium in brackets at the end of a heading: 「…を紛失(架空新聞)」.
pub(super) fn medium_of_title(text: &str, title: ByteRange) -> Option<ByteRange> {
    let inner = title.of(text).strip_suffix([')', ']'])?;
    let open = inner.rfind(['(', '['])? + 1;
    let at = ByteRange::new(title.start + open, title.start + inner.len());
    (open > 1 && at.of(text).chars().count() <= 16 && longest_at_end(Tag::WordsMediumFinal, at.of(text)) > 0)
        .then_some(at)
}

/// The medium whose name is the first line of the page, or stands beside the day above the text: 「架空新聞NEXT 2017/4/7 22:55配信」.
fn medium_at_head(notice: &Notice<'_>) -> Option<ByteRange> {
    const FIRST: usize = 6;
    const LONGEST: usize = 40;
    let text: &str = &notice.text;
    let lines = notice.sentences.iter().filter(|sentence| sentence.place != Place::Title).take(FIRST);
    lines.take_while(|sentence| !notice.text_of(sentence).ends_with('。')).find_map(|sentence| {
        let words = sentence.range.of(text);
        if words.chars().nth(LONGEST).is_some() {
            return None;
        }
        let heads = sentence.place == Place::Context && sentence.line == 0;
        words.split([' ', '(', ')', '|', ',', '、', '\t']).find_map(|part| {
            let front = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let is_medium =
                longest_at_end(Tag::WordsMediumFinal, part) > 0 || longest_at_end(Tag::WordsMediumFinal, front) > 0;
            let is_name =
                (3..=20).contains(&part.chars().count()) && !part.contains(['を', 'が', 'に']) && is_proper(front);
            let begin = part.as_ptr() as usize - words.as_ptr() as usize;
            let start = sentence.range.start + begin;
            (is_medium && is_name && (heads || words.contains(|c: char| c.is_ascii_digit())))
                .then(|| ByteRange::new(start, start + part.len()))
        })
    })
}

/// Whether a medium's name says more than its kind: 「ニュース」, 「電子版」 name none.
fn is_proper(name: &str) -> bool {
    let kind = longest_at_end(Tag::WordsMediumFinal, name);
    kind < name.len()
        && !jikenbo_lexicon::is_term(Tag::WordsRubric, name)
        && !jikenbo_lexicon::is_term(Tag::FurnitureGeneric, name)
}

/// The body or medium in a citation line, where nobody else announced.
pub(super) fn cited(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let text: &str = &notice.text;
    let source = source_line(notice)?;
    let name = names.iter().find(|name| name.range.start == source.start)?;
    let rest = &text[name.range.end..source.end];
    (rest.is_empty() || rest.starts_with([' ', '(', ')', '「']))
        .then(|| party(notice, names, name.core.of(text), name.range, "organisations.citation"))
}

/// The body whose paper a bracketed citation names: 「[出典] 架空町、地元紙」, 「【出典】架空センター 報道資料」.
pub(super) fn cited_apart(notice: &Notice<'_>, cast: &Cast, body: &Party) -> Option<Party> {
    let text: &str = &notice.text;
    let line = notice.sentences.iter().rev().take(4).find_map(|sentence| {
        let words = sentence.range.of(text);
        let rest = [
            "[出典]",
            "【出典】",
            "(出典)",
            "<出典>",
            "[ソース]",
            "【ソース】",
            "[発表]",
            "【発表】",
            "[情報源]",
            "【情報源】",
        ]
        .iter()
        .find_map(|label| words.strip_prefix(label))?
        .trim_start();
        Some(ByteRange::new(sentence.range.end - rest.len(), sentence.range.end))
    })?;
    let name = cast.names.iter().find(|name| name.range.start == line.start && name.range.end <= line.end);
    if let Some(name) = name {
        return Some(party(notice, &cast.names, name.core.of(text), name.range, "organisations.citation"));
    }
    // 「同センター」, 「架空商事 お知らせ」: the body that the text tells of.
    let words = line.of(text);
    if words.starts_with('同') {
        return Some(body.clone());
    }
    let office = forms::office_of_kind(words);
    if office > 0 {
        let at = ByteRange::new(line.start, line.start + office);
        return Some(Party::standing(notice, at, "organisations.citation"));
    }
    let told = cast.names.iter().find(|name| words.starts_with(name.core.of(text)));
    told.map(|name| party(notice, &cast.names, name.core.of(text), name.range, "organisations.citation"))
}

/// What stands behind the colon of a citation line near the end (「出典:架空新聞 2024年5月20日」).
fn source_line(notice: &Notice<'_>) -> Option<ByteRange> {
    let text: &str = &notice.text;
    let is_citation = |sentence: &&Sentence| sentence.range.of(text).trim_start_matches('(').starts_with("出典");
    let line = notice.sentences.iter().rev().take(4).find(is_citation)?;
    let words = line.range.of(text);
    let rest = words[words.find(':')? + 1..].trim_start();
    Some(ByteRange::new(line.range.end - rest.len(), line.range.end))
}
