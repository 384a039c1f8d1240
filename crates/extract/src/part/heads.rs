//! Marked lines that name a body above what it announced: 「●文具通販の株式会社架空」, 「▽見本市」.
//!
//! In:   a notice in the third person, its cast.
//! Out:  where each body's part opens, and whose it is; none unless two such lines stand in the text.

use jikenbo_model::ByteRange;

use super::split::{has_figure, mark};
use crate::{
    notice::{Notice, Place},
    organisations::{self, Cast, Party},
};

/// Longest line that heads a part, in characters.
const LONGEST: usize = 40;
/// Most lines that are read.
const MOST: usize = 40;

/// Where the parts open that a marked line heads.
pub(super) fn find(notice: &Notice<'_>, cast: &Cast) -> Vec<(usize, Party)> {
    let heads: Vec<(usize, usize)> =
        (0..notice.sentences.len()).filter_map(|index| Some((index, is_head(notice, index)?))).take(MOST).collect();
    if heads.len() < 2 {
        return Vec::new();
    }
    let ends: Vec<usize> = heads.iter().skip(1).map(|(start, _)| *start).chain([notice.sentences.len()]).collect();
    let told = heads.iter().zip(ends).filter(|((start, _), end)| has_figure(notice, start + 1..*end));
    let found: Vec<(usize, Party)> =
        told.filter_map(|((start, mark), end)| Some((*start, body(notice, cast, *start, *mark, end)?))).collect();
    if found.len() >= 2 { found } else { Vec::new() }
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
        && words.chars().nth(LONGEST).is_none();
    if is_line { mark(words) } else { None }
}

/// The body that a head names: by its name, by what its text repeats, by who announces below.
fn body(notice: &Notice<'_>, cast: &Cast, head: usize, mark: usize, end: usize) -> Option<Party> {
    let text: &str = &notice.text;
    let line = notice.sentences[head].range;
    let named = cast.names.iter().find(|name| name.sentence == head && name.range.end == line.end);
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
