//! Bodies whose share of a wave an article tells within a sentence: 「架空市で126件、架空財団で218件の流出が公表され」.
//!
//! In:   a notice in the third person, its cast, whom it already tells of.
//! Out:  one clause a body, with the figure that is its own.
//! Data: lexicon file `words/share_topic`.
//!
//! Only where at least two bodies beside the one that the article is about have each a figure of their own: one name beside one
//! figure may be anything.

use std::ops::Deref;

use jikenbo_lexicon::{Class, Tag, longest_at_end, longest_at_start};
use jikenbo_model::ByteRange;

use crate::organisations::of_sentence;
use crate::{
    notice::{Notice, Place, Sentence},
    organisations::{self, Cast, Party},
};

/// Within how many bytes after a name its figure may start.
const REACH: usize = 150;

/// Most shares that are read of one article.
const MOST: usize = 40;

/// A body's clause: the index of its sentence, the bytes of the clause, and whose it is.
pub(super) type Share = (usize, ByteRange, Party);

/// The shares that an article tells; none if there are fewer than two.
pub(super) fn find(
    notice: &Notice<'_>,
    cast: &Cast,
    known: &[&Party],
    contractors: &impl Deref<Target = Vec<String>>,
) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for (index, sentence) in notice.sentences.iter().enumerate() {
        let tells = sentence.tags.has(Tag::HappeningsLeak) || sentence.tags.has(Tag::RolesAnnounce);
        let settles = notice.text_of(sentence).trim_end_matches('。').ends_with(['た', 'る']);
        if sentence.place != Place::Body || sentence.aside.is_some() || !(tells || settles) {
            continue;
        }
        let topics: Vec<_> = of_sentence(&cast.names, index)
            .iter()
            .filter(|name| longest_at_start(Tag::WordsShareTopic, &notice.text[name.range.end..sentence.range.end]) > 0)
            .collect();
        for (number, name) in topics.iter().enumerate() {
            let core = name.core.of(&notice.text);
            let end = topics.get(number + 1).map_or(sentence.range.end, |next| next.range.start);
            let clause = until_next_body(notice, ByteRange::new(name.range.start, end));
            let same = |party: &Party| organisations::same(party.core(), core);
            let told = known.iter().any(|party| same(party)) || shares.iter().any(|(_, _, party)| same(party));
            if told || organisations::is_bystander(name.range.of(&notice.text)) {
                continue;
            }
            if has_own_figure(notice, sentence, clause, name.range.end)
                && shares.len() < MOST
                && !contractors.iter().any(|name| name.contains(core))
            {
                shares.push((index, clause, organisations::party_at(notice, cast, name.range, "organisations.share")));
                if let Some(at) = short_name(notice, clause.end, end) {
                    let party = organisations::party_at(notice, cast, at, "organisations.share");
                    shares.push((index, ByteRange::new(at.start, end), party));
                }
            }
        }
    }
    if shares.len() >= 2 { shares } else { Vec::new() }
}

/// The part of a clause that ends before the next body with a figure: 「架空財団で218件の流出が公表され、|架空大も14人に連絡した」.
fn until_next_body(notice: &Notice<'_>, clause: ByteRange) -> ByteRange {
    let words = clause.of(&notice.text);
    let first = words.find(|c: char| c.is_ascii_digit()).unwrap_or(words.len());
    let next = words[first..].match_indices('、').map(|(at, comma)| first + at + comma.len()).find(|&at| {
        let topic: String = words[at..].chars().take_while(|c| !c.is_ascii_digit() && *c != '、').collect();
        topic.chars().count() <= 24 && topic.trim_end_matches('約').ends_with(['も', 'で', 'は', 'が'])
    });
    ByteRange::new(clause.start, next.map_or(clause.end, |at| clause.start + at))
}

/// A body in the short form of newspapers right at `start`, with a figure behind it: 「架空大も14人に」.
fn short_name(notice: &Notice<'_>, start: usize, end: usize) -> Option<ByteRange> {
    let words = &notice.text[start..end];
    let digit = words.find(|c: char| c.is_ascii_digit())?;
    let name = words[..digit].trim_end_matches('約').strip_suffix(['も', 'で', 'は', 'が'])?;
    (name.chars().count() >= 3 && longest_at_end(Tag::WordsShareShort, name) > 0 && organisations::is_plausible(name))
        .then(|| ByteRange::new(start, start + name.len()))
}

/// Whether a figure of information follows a name within its clause.
fn has_own_figure(notice: &Notice<'_>, sentence: &Sentence, clause: ByteRange, name_end: usize) -> bool {
    notice.of_class(sentence, Class::Units).any(|unit| {
        let start = unit.start as usize;
        matches!(unit.tag, Tag::UnitsPersons | Tag::UnitsPieces | Tag::UnitsAccounts | Tag::UnitsEmailAddresses)
            && (name_end..clause.end.min(name_end + REACH)).contains(&start)
            && notice.text[..start].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '万' | '千' | '億'))
    })
}
