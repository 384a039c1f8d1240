//! Persons beside a figure between whom word of something passed: who told the body of the incident, and to whom somebody passed on what he knew.
//!
//! In:   a figure, the words around it.
//! Out:  whether it is of such persons.
//! Data: lexicon files `words/figure_noticed.txt`, `words/figure_confidant.txt`.

use jikenbo_lexicon::{Tag, longest_at_end, longest_at_start};

use super::{
    Figure,
    phrase::{clause, is_noun_letter, reach, verb},
};
use crate::cues::Cues;

/// Whether so few told the body of it or noticed: 「1人の指摘で」「1人が「…」と知らせ」.
pub(super) fn tells_of_it(figure: &Figure, rest: &str, after: &str) -> bool {
    const FEW: u64 = 9;
    const BY: Cues = Cues::of(&["で", "により", "によって", "を受け", "から", "をきっかけ", "を機", "をもと"]);
    if figure.value > FEW {
        return false;
    }
    let told = after.strip_prefix('の').is_some_and(|noun| {
        let term = longest_at_start(Tag::WordsFigureNoticed, noun);
        term > 0 && BY.start(&noun[term..])
    });
    let Some(said) = rest.strip_prefix(['が', 'も']) else { return told };
    // What they said stands between quotation marks.
    let said = match said.trim_start_matches('、').strip_prefix('「') {
        Some(quoted) => quoted.find('」').map_or("", |end| &quoted[end + '」'.len_utf8()..]),
        None => said,
    };
    told || verb(Tag::WordsFigureNoticed, clause(reach(said))).is_some()
}

/// Whether a clause names whom something reached, and the figure says how many: 「漏らした相手は同僚2人」「届いた先は12名」.
pub(super) fn tells_whither(words: &str) -> bool {
    const LONGEST: usize = 6;
    words.rfind(['は', 'が']).is_some_and(|at| {
        let noun = &words[at + 'は'.len_utf8()..];
        noun.chars().count() <= LONGEST
            && noun.chars().all(is_noun_letter)
            && ["た相手", "る相手", "た先", "る先"].iter().any(|end| words[..at].ends_with(end))
    })
}

/// Whether those counted are persons in whom somebody confides: 友人, 同僚.
pub(super) fn confides(before: &str) -> bool {
    longest_at_end(Tag::WordsFigureConfidant, before.trim_end_matches('の')) > 0
}
