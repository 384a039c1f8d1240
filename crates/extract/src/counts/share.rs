//! Figures that are a share of another: a part that its sentence marks, the speaker's own of a larger one.
//!
//! In:   a figure in its sentence, the counts so far.
//! Out:  whether it is one.
//! Data: lexicon files `words/figure_share.txt`, `figure_own`, `figure_back`, `figure_misused`, `figure_uncounted`; class `counted`.

use jikenbo_lexicon::{Class, Tag, first_within, stands_in};
use jikenbo_model::{Bound, ByteRange, Subject};
use jikenbo_text::find_numbers;

use super::{
    Figure, phrase,
    scope::{clause_start, starts},
    tally::Tally,
};
use crate::cues::{Cues, first_letters};
use crate::notice::{Notice, Sentence};

/// Whether a figure stands in the brackets of a larger one: 「個人情報2,150件(氏名2,150件、住所1,840件)」.
pub(super) fn is_bracketed(
    notice: &Notice<'_>,
    figure: &Figure,
    before: &str,
    subject: Subject,
    tally: &Tally,
) -> bool {
    let Some(at) = before.rfind(['(', ')']).filter(|&at| before[at..].starts_with('(')) else { return false };
    let start = figure.range.start - before.len() + at;
    let end = notice.evidence(ByteRange::new(start, start)).start;
    tally.found.iter().rev().any(|known| {
        known.value.subject == subject
            && known.value.value > figure.value
            && known.value.bound != Bound::Cumulative
            && known.evidence[0].end == end
    })
}

/// Whether a figure stands behind 「内訳は」 in its sentence.
pub(super) fn is_of_breakdown(
    notice: &Notice<'_>,
    sentence: &Sentence,
    figure: &Figure,
    subject: Subject,
    tally: &Tally,
) -> bool {
    sentence.tags.has(Tag::CountedPart)
        && notice.of_class(sentence, Class::Counted).any(|mention| {
            mention.tag == Tag::CountedPart
                && (mention.end as usize) <= figure.from
                && notice.words(mention) == "内訳"
                && is_told_before(notice, mention.start as usize, figure.value, subject, tally)
        })
}

/// Whether a larger figure of the subject stands before `at`.
pub(super) fn is_told_before(notice: &Notice<'_>, at: usize, value: u64, subject: Subject, tally: &Tally) -> bool {
    let start = notice.evidence(ByteRange::new(at, at)).start;
    tally
        .found
        .iter()
        .any(|known| known.value.subject == subject && known.value.value > value && known.evidence[0].end <= start)
}

/// Whether a figure is what remains of others: 「残り14件」.
pub(super) fn is_rest(notice: &Notice<'_>, figure: &Figure) -> bool {
    const REST: Cues = Cues::of(&["うち", "残り", "残る", "残りの", "残った"]);
    REST.end(phrase::bare(&notice.text[figure.from..figure.range.start]))
}

/// Whether the words before a figure make it the share of the one who speaks: 「本市分は」, not 「本学学生は」.
pub(super) fn speaks_of_own(words: &str) -> bool {
    let mut rest = words;
    while let Some((at, term)) = first_within(Tag::WordsFigureOwn, rest) {
        if !starts(Tag::WordsFigureMembers, &rest[at + term..]) {
            return true;
        }
        let next = rest[at..].chars().next().map_or(0, char::len_utf8);
        rest = &rest[at + next..];
    }
    false
}

/// Whether a figure is the speaker's share of a larger one told before it, which then is of all: 「委託元は計59社で、当社分は21万件」.
pub(super) fn is_own_share(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    const SHARE: Cues = Cues::of(&["分は", "分が", "関係は", "に関するものは", "に関するものが", "関係分は"]);
    const OPENS: Cues = Cues::of(&["うち", "このうち", "そのうち"]);
    let before = &notice.text[sentence.range.start..figure.range.start];
    let clause = || &before[clause_start(before)..];
    // 「約90万件のうち、当社の顧客は」「このうち当社の顧客は約2,100人」
    (SHARE.end(before) || OPENS.start(clause()) && before.ends_with(['は', 'が'])) && speaks_of_own(clause())
}

/// Whether the clause says that so many are among those told before: 「38,402名についてはアンケートの回答も含まれ」.
pub(super) fn is_included(clause: &str, after: &str) -> bool {
    // 「計画書12名分には、このほかにご家族の氏名」
    let more = ["には", "については", "は", "につきましては"]
        .iter()
        .filter_map(|particle| after.strip_prefix(particle))
        .map(|rest| rest.trim_start_matches('、'))
        .any(|rest| {
            ["このほか", "そのほか", "加えて", "さらに", "上記に加え", "これに加え"].iter().any(|w| rest.starts_with(w))
        });
    more || ["含まれ", "含み", "含んで"].iter().any(|word| clause.contains(word))
}

/// Whether a larger figure includes this one: 「6,482件のカード情報を含む最大15,870名分」.
pub(super) fn is_contained(figure: &Figure, after: &str) -> bool {
    const REACH: usize = 60;
    let Some(at) = after.find("を含む").filter(|&at| at <= REACH) else { return false };
    if after[..at].contains(['、', '。']) {
        return false;
    }
    let rest = &after[at + "を含む".len()..];
    let near = first_letters(rest, 16);
    let noun = near.trim_start_matches(phrase::is_noun_letter);
    let digits = noun.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '万' | '千'));
    let counted = digits.len() < noun.len() && digits.starts_with(['人', '名']);
    let bare = if counted && figure.unit.tag == Tag::UnitsPersons { noun } else { near };
    let bare = bare.trim_start_matches(['、', '約', '計', '最', '大', '延', 'べ', 'の']);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && find_numbers(bare).next().and_then(|found| found.number.ok()).is_some_and(|n| n.value > figure.value)
}

/// Whether a figure is a share of a larger one: behind うち, got back or still missing, added later, misused.
pub(super) fn is_share(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, before: &str) -> bool {
    let after = &notice.text[figure.range.end..sentence.range.end];
    let predicate = after.strip_prefix(['が', 'は', 'の']).map(phrase::clause);
    // 「2世帯は知り合いだった」
    const IS: Cues = Cues::of(&["だった", "でした", "です", "である", "であった"]);
    let is_noun = || {
        let clause = after.strip_prefix('は').map(phrase::clause);
        clause.is_some_and(|noun| IS.end(noun) && first_letters(noun, 12).len() == noun.len())
    };
    starts(Tag::WordsFigureBack, after)
        || is_noun()
        || predicate.is_some_and(|words| stands_in(Tag::WordsFigureUncounted, words))
        || stands_in(Tag::WordsFigureShare, before)
        || stands_in(Tag::WordsFigureMisused, before)
        || stands_in(Tag::WordsFigureMisused, after)
}
