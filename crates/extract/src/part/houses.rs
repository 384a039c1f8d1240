//! Schools and hospitals that one board tells of, each with what happened there: 「架空高校では…。また、見本中学校では…」.
//!
//! In:   a notice in the third person, its cast.
//! Out:  where each house's part opens, and whose it is; none where one house or one figure is told of.

use jikenbo_lexicon::{Tag, longest_at_start};

use super::split::has_figure;
use crate::{
    notice::{Notice, Place},
    organisations::{self, Cast, Party},
};

/// Words that join a sentence to the one before: the name behind them still opens it.
const JOINTS: &[&str] =
    &["また、", "また", "一方、", "さらに、", "このほか、", "次に、", "同様に、", "他方、", "もう1校の", "もう1件は"];

/// Where each house's part opens.
pub(super) fn find(notice: &Notice<'_>, cast: &Cast) -> Vec<(usize, Party)> {
    let text: &str = &notice.text;
    let speaks = cast.victim.as_ref().is_some_and(|victim| {
        let board = |name: &str| {
            ["教育委員会", "教委", "市", "町", "村", "区", "県", "府", "都", "学園", "機構"]
                .iter()
                .any(|end| name.ends_with(end))
        };
        board(victim.core()) || cast.announcers.iter().any(|(_, party)| board(party.core()))
    });
    if !speaks {
        return Vec::new();
    }
    let mut openings: Vec<(usize, Party)> = Vec::new();
    for name in &cast.names {
        let sentence = &notice.sentences[name.sentence];
        if sentence.place != Place::Body || sentence.aside.is_some() {
            continue;
        }
        let before = text[sentence.range.start..name.range.start].trim_start_matches(['・', '○', '●', '■', ' ']);
        let opens = before.is_empty() || JOINTS.contains(&before);
        let words = name.range.of(text);
        let rest = &text[name.range.end..sentence.range.end];
        let happens = rest.is_empty() || longest_at_start(Tag::WordsHousePlace, rest) > 0;
        let known = openings.iter().any(|(_, party)| party.name.ends_with(words) || words.ends_with(party.core()));
        if opens && happens && !known && organisations::is_own_house(words) {
            openings
                .push((name.sentence, organisations::party_at(notice, cast, name.range, "organisations.house_share")));
        }
    }
    let ends: Vec<usize> = openings.iter().skip(1).map(|(start, _)| *start).chain([notice.sentences.len()]).collect();
    let figures = openings.iter().zip(ends).filter(|((start, _), end)| has_figure(notice, *start..*end)).count();
    if openings.len() >= 2 && figures == openings.len() { openings } else { Vec::new() }
}
