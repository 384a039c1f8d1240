//! Where the part of a body opens by its name: a line that heads it, a sentence that it opens.
//!
//! In:   a notice in the third person, its cast.
//! Out:  index of the part's first sentence, and whose it is, by each sign.
//! Data: lexicon files `words/share_join`, `house_place`.
//!
//! | text                                              | sign  |
//! |---------------------------------------------------|-------|
//! | ●文具通販の株式会社架空 (a line of its own)       | head  |
//! | また、見本中学校から12人分の名簿が (a board tells)| house |
//! | 見本市は1月30日に部員44人の名簿を                 | topic |
//!
//! A head needs a figure before the next one, a house too, a topic one of information in its own sentence: what a firm says in between
//! opens no part.

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, longest_at_start};
use jikenbo_model::ByteRange;

use super::split::{Opening, has_figure, mark};
use crate::cues::Cues;
use crate::organisations::of_sentence;
use crate::{
    notice::{Notice, Place, Sentence},
    organisations::{self, Cast, Name, Party},
};

/// Longest words in front of a name that belong to it: 「県立波の(上支援学校)」.
const LEAD_CHARS: usize = 8;
/// Longest line that heads a part, in characters.
const HEAD_CHARS: usize = 40;
/// Most lines that head a part.
const MOST: usize = 40;

/// Where the parts open that a marked line heads; none unless two such lines stand in the text.
pub(super) fn heads(notice: &Notice<'_>, cast: &Cast) -> Vec<Opening> {
    let heads: Vec<(usize, usize)> =
        (0..notice.sentences.len()).filter_map(|index| Some((index, is_head(notice, index)?))).take(MOST).collect();
    if heads.len() < 2 {
        return Vec::new();
    }
    let ends = heads.iter().skip(1).map(|(start, _)| *start).chain([notice.sentences.len()]);
    let told = heads.iter().zip(ends).filter(|((start, _), end)| has_figure(notice, start + 1..*end));
    let found: Vec<Opening> =
        told.filter_map(|((start, mark), end)| Some((*start, head_body(notice, cast, *start, *mark, end)?))).collect();
    if found.len() >= 2 { found } else { Vec::new() }
}

/// Where the parts open of the schools and hospitals that one board tells of; none unless two are told of with figures.
pub(super) fn houses(notice: &Notice<'_>, cast: &Cast) -> Vec<Opening> {
    if !is_told_by_board(cast) {
        return Vec::new();
    }
    let mut openings: Vec<Opening> = Vec::new();
    for name in cast.names.iter().filter(|name| organisations::is_own_house(name.range.of(&notice.text))) {
        let Some(place) = opens(notice, name) else { continue };
        let words = name.range.of(&notice.text);
        let rest = &notice.text[name.range.end..notice.sentences[name.sentence].range.end];
        let happens = rest.is_empty() || longest_at_start(Tag::WordsHousePlace, rest) > 0;
        let known = openings.iter().any(|(_, party)| party.name.ends_with(words) || words.ends_with(party.core()));
        if happens && !known && place.lead.is_empty() && !organisations::is_only_told(rest) {
            let party = organisations::party_at(notice, cast, name.range, "organisations.house_share");
            openings.push((name.sentence, party));
        }
    }
    let ends = openings.iter().skip(1).map(|(start, _)| *start).chain([notice.sentences.len()]);
    let figures = openings.iter().zip(ends).filter(|((start, _), end)| has_figure(notice, *start..*end)).count();
    if openings.len() >= 2 && figures == openings.len() { openings } else { Vec::new() }
}

/// Where the parts open of bodies that are the topic of a sentence with a figure of information.
pub(super) fn topics(notice: &Notice<'_>, cast: &Cast) -> Vec<Opening> {
    let mut openings = Vec::new();
    for name in &cast.names {
        let sentence = &notice.sentences[name.sentence];
        let Some(place) = opens(notice, name) else { continue };
        let rest = &notice.text[name.range.end..sentence.range.end];
        let topic = ["では", "は", "も"].iter().find_map(|particle| rest.strip_prefix(particle));
        let is_topic = topic.is_some_and(|rest| rest.starts_with(|c: char| c == '、' || c.is_ascii_digit()));
        if !is_topic || !(place.opens_line || place.joined) || !has_information(notice, sentence) {
            continue;
        }
        let founded = place.lead.chars().nth(1) == Some('立') && !place.lead.contains(['を', 'が', 'は', '、']);
        let at = if founded && place.lead.chars().count() <= LEAD_CHARS {
            ByteRange::new(name.range.start - place.lead.len(), name.range.end)
        } else if place.lead.is_empty() || place.lead.ends_with(['る', 'た', 'う', 'の', '」', ')']) {
            name.range
        } else {
            continue;
        };
        if !organisations::is_bystander(at.of(&notice.text)) {
            openings.push((name.sentence, organisations::party_at(notice, cast, at, "organisations.topic")));
        }
    }
    openings
}

/// How a name stands at the start of its sentence.
struct Start<'t> {
    /// Whether the sentence opens a line.
    opens_line: bool,
    /// Whether a word joins the sentence to the one before: 「また、」.
    joined: bool,
    /// What stands between that word and the name.
    lead: &'t str,
}

/// How a name stands at the start of a sentence of the text.
fn opens<'t>(notice: &'t Notice<'_>, name: &Name) -> Option<Start<'t>> {
    let sentence = &notice.sentences[name.sentence];
    if sentence.place != Place::Body || sentence.aside.is_some() {
        return None;
    }
    let opens_line = name.sentence == 0 || notice.sentences[name.sentence - 1].line != sentence.line;
    let words = sentence.range.of(&notice.text);
    let mark = words.len() - words.trim_start_matches(['・', '○', '●', '■', ' ']).len();
    let join = longest_at_start(Tag::WordsShareJoin, &words[mark..]);
    let start = sentence.range.start + mark + join;
    (start <= name.range.start).then(|| Start {
        opens_line,
        joined: join > 0,
        lead: &notice.text[start..name.range.start],
    })
}

/// Whether a government, its board or a founder tells.
pub(super) fn is_told_by_board(cast: &Cast) -> bool {
    const FOUNDERS: Cues = Cues::of(&["学園", "機構", "教育局", "教育庁"]);
    let board = |name: &str| organisations::governs(name) || FOUNDERS.end(name);
    cast.victim
        .as_ref()
        .is_some_and(|victim| board(victim.core()) || cast.announcers.iter().any(|(_, party)| board(party.core())))
}

/// Length of the mark of a line that may head a part.
fn is_head(notice: &Notice<'_>, index: usize) -> Option<usize> {
    let sentence = &notice.sentences[index];
    let words = notice.text_of(sentence);
    let next = notice.sentences.get(index + 1)?;
    let alone = next.line != sentence.line && (index == 0 || notice.sentences[index - 1].line != sentence.line);
    let is_line = sentence.place == Place::Body
        && sentence.aside.is_none()
        && alone
        && !words.ends_with('。')
        && words.chars().nth(HEAD_CHARS).is_none();
    if is_line { mark(words) } else { None }
}

/// The body that a head names: by its name, by what its text repeats, by who announces below.
fn head_body(notice: &Notice<'_>, cast: &Cast, head: usize, mark: usize, end: usize) -> Option<Party> {
    let text: &str = &notice.text;
    let line = notice.sentences[head].range;
    let named = of_sentence(&cast.names, head).iter().find(|name| name.range.end == line.end);
    if let Some(name) = named.filter(|name| !organisations::is_bystander(name.range.of(text))) {
        return Some(organisations::party_at(notice, cast, name.range, "organisations.head"));
    }
    let announcer = cast.announcers.iter().find(|(sentence, _)| (head + 1..end).contains(sentence));
    if let Some((_, party)) = announcer {
        return Some(party.clone());
    }
    let words = &text[line.start + mark..line.end];
    let tail = words.rfind('の').map_or(words, |at| &words[at + 'の'.len_utf8()..]);
    let below = notice.sentences[head + 1].range.of(text);
    let repeats = below.strip_prefix(tail).is_some_and(|rest| rest.starts_with(['は', 'が', 'で', 'の']));
    (tail.chars().count() >= 3 && repeats).then(|| {
        let at = ByteRange::new(line.end - tail.len(), line.end);
        organisations::party_at(notice, cast, at, "organisations.head")
    })
}

/// Whether a sentence has a figure of information.
fn has_information(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    notice.of_class(sentence, Class::Units).any(|unit| {
        matches!(
            unit.tag,
            Tag::UnitsPersons | Tag::UnitsPieces | Tag::UnitsAccounts | Tag::UnitsEmailAddresses | Tag::UnitsHouseholds
        ) && is_figure(notice, unit)
    })
}

/// Whether a counter stands behind a number that is none of incidents: 「事故が2件」.
pub(super) fn is_figure(notice: &Notice<'_>, unit: &Mention) -> bool {
    let before = &notice.text[..unit.start as usize];
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '万' | '千' | '億' | ',');
    let noun = before.trim_end_matches(digit).trim_end_matches(['が', 'は', 'の', 'も', '計', '約']);
    before.ends_with(digit) && longest_at_end(Tag::WordsFigureIncident, noun) == 0
}
