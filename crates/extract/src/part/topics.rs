//! Bodies of which a paragraph tells, or a sentence that goes on to them: 「県立架空高校では、1月30日に…部員44人の名簿を」.
//!
//! In:   a notice in the third person, its cast.
//! Out:  where each body's part opens, and whose it is.
//! Data: lexicon file `words/share_join`.
//!
//! Only where that very sentence has a figure of information: what a firm says in between opens no part.

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, longest_at_start};
use jikenbo_model::ByteRange;

use crate::{
    notice::{Notice, Place, Sentence},
    organisations::{self, Cast, Party},
};

/// Longest words in front of a name that belong to it: 「県立波の(上支援学校)」.
const LEAD_CHARS: usize = 8;

/// Where the parts open.
pub(super) fn find(notice: &Notice<'_>, cast: &Cast) -> Vec<(usize, Party)> {
    let mut openings = Vec::new();
    for name in &cast.names {
        let sentence = &notice.sentences[name.sentence];
        if sentence.place != Place::Body || sentence.aside.is_some() {
            continue;
        }
        let opens_line = name.sentence == 0 || notice.sentences[name.sentence - 1].line != sentence.line;
        let join = longest_at_start(Tag::WordsShareJoin, sentence.range.of(&notice.text));
        let start = sentence.range.start + join;
        if start > name.range.start || !(opens_line || join > 0) {
            continue;
        }
        let rest = &notice.text[name.range.end..sentence.range.end];
        let topic = ["では", "は", "も"].iter().find_map(|particle| rest.strip_prefix(particle));
        let is_topic = topic.is_some_and(|rest| rest.starts_with(|c: char| c == '、' || c.is_ascii_digit()));
        if !is_topic || !has_information(notice, sentence) {
            continue;
        }
        let lead = &notice.text[start..name.range.start];
        let founded = lead.chars().nth(1) == Some('立') && !lead.contains(['を', 'が', 'は', '、']);
        let at = if founded && lead.chars().count() <= LEAD_CHARS {
            ByteRange::new(start, name.range.end)
        } else if lead.is_empty() || lead.ends_with(['る', 'た', 'う', 'の', '」', ')']) {
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
