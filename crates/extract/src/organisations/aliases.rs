//! Short names that a notice sets for itself, and the full names behind them.
//!
//! In:   a notice's text, its names.
//! Out:  pairs of short and full name.
//!
//! | text                                       | short  | full             |
//! |--------------------------------------------|--------|------------------|
//! | 株式会社架空帳票(以下「架空社」といいます。) | 架空社 | 株式会社架空帳票 |
//! | 架空社(株式会社架空帳票)                     | 架空社 | 株式会社架空帳票 |
//! | 株式会社架空帳票(以下「受託者」)             | 受託者 | 株式会社架空帳票 |

use jikenbo_lexicon::{Tag, longest_at_end, longest_at_start};
use jikenbo_model::ByteRange;

use super::{Cast, Name, Party, party};
use crate::{notice::Notice, sieve::Sieve};

/// Most pairs that are read of one notice.
const MOST: usize = 40;
/// Longest way from a name to the bracket that sets its short form, in bytes: the operator's seat may stand between.
const REACH_BYTES: usize = 120;

/// A short name, and the name that it stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alias {
    /// The short name where it is set.
    pub(super) short: ByteRange,
    /// The full name before or behind it.
    pub(super) full: ByteRange,
    /// The full name without its legal form.
    pub(super) core: ByteRange,
}

/// Finds the short names of a notice.
pub(super) fn find(notice: &Notice<'_>, names: &[Name]) -> Vec<Alias> {
    const SETS: Sieve = Sieve::of("以下");
    let text: &str = &notice.text;
    let mut found: Vec<Alias> =
        notice.places_of("以下", &SETS).take(MOST).filter_map(|at| set_here(text, names, at)).collect();
    // 「架空社(株式会社架空帳票)」
    for pair in names.windows(2) {
        let (short, full) = (&pair[0], &pair[1]);
        let opens = text[short.range.end..].starts_with('(') && short.range.end + 1 == full.range.start;
        if opens
            && !short.has_form()
            && full.has_form()
            && text[full.range.end..].starts_with(')')
            && found.len() < MOST
        {
            found.push(Alias { short: short.range, full: full.range, core: full.core });
        }
    }
    found
}

/// The body that a notice defines as its speaker: 「架空商事株式会社(以下「当社」)」.
pub(super) fn speaker(notice: &Notice<'_>, cast: &Cast) -> Option<Party> {
    let names = &cast.names;
    let text: &str = &notice.text;
    let own = |alias: &&Alias| longest_at_start(Tag::RolesSelfReference, alias.short.of(text)) > 0;
    // 「弊社(架空商事株式会社)は」
    let beside = names.iter().find(|name| {
        let before = text[..name.range.start].strip_suffix('(').unwrap_or_default();
        let rest = text[name.range.end..].strip_prefix(')').unwrap_or_default();
        let sure = name.has_form() || longest_at_end(Tag::OrganisationsFinal, name.core.of(text)) > 0;
        sure && rest.starts_with(['は', 'が', 'の', 'で', 'に', 'と', '、'])
            && longest_at_end(Tag::RolesSelfReference, before) > 0
    });
    if let Some(name) = beside {
        return Some(party(notice, names, name.core.of(text), name.range, "organisations.defined"));
    }
    let alias = cast.aliases.iter().find(own)?;
    Some(party(notice, names, alias.core.of(text), alias.full, "organisations.defined"))
}

/// The short name set behind 「以下」, and the last name before the bracket.
fn set_here(text: &str, names: &[Name], at: usize) -> Option<Alias> {
    if !text[..at].trim_end_matches([' ', '。', '、']).ends_with(['(', ')'])
        && !text[..at].ends_with(['、', '。', ' ', '('])
    {
        return None;
    }
    let behind = &text[at + "以下".len()..];
    let start = at + "以下".len() + (behind.len() - behind.trim_start_matches([' ', '、', ',', '「', '『', '"']).len());
    let length = text[start..].find(['」', '』', ')', '"', '。', '、', '\n', ' '])?;
    let short = ByteRange::new(start, start + length);
    let words = short.of(text);
    let words = ["といいます", "と言います", "という", "と記載", "と略"]
        .iter()
        .find_map(|tail| words.strip_suffix(tail))
        .unwrap_or(words);
    let short = ByteRange::new(start, start + words.len());
    if words.is_empty() || words.chars().count() > 20 {
        return None;
    }
    let last = names.partition_point(|name| name.range.end <= at);
    // 「株式会社架空(本社:東京都架空区、以下「当社」)」: what stands in the bracket only says where.
    let open = text[..at].rfind('(').filter(|&open| !text[open..at].contains([')', '。', '\n']));
    let last = open.map_or(last, |open| names.partition_point(|name| name.range.end <= open).min(last));
    let name = names[..last]
        .iter()
        .rev()
        .take(3)
        .find(|name| name.range.end + REACH_BYTES >= at && !text[name.range.end..at].contains(['。', '\n']))?;
    Some(Alias { short, full: name.range, core: name.core })
}
