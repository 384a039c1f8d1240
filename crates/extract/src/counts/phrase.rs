//! Phrases around a figure: the noun that it counts, the verb behind it, where its clause ends.
//!
//! In:   the words before or behind a figure.
//! Out:  stretches of them.
//! Data: lexicon files `words/figure_owned.txt`, `figure_sum`, `figure_verb_end`.

use jikenbo_lexicon::{Class, Tag, first_within, longest_at_end, longest_at_start};
use jikenbo_model::ByteRange;

use crate::cues::first_letters;
use crate::notice::Notice;

/// Farthest a predicate stands behind the particle of its figure, in characters.
const REACH: usize = 40;

/// Longest noun between a figure and its を, in characters.
const OBJECT_CHARS: usize = 16;

/// Words before a figure without those that make it a sum: 「ご連絡が合わせて」 → 「ご連絡が」.
pub(super) fn bare(before: &str) -> &str {
    let before = before.trim_end_matches([' ', ':', '.']);
    let sum = longest_at_end(Tag::WordsFigureSum, before);
    before[..before.len() - sum].trim_end_matches([' ', ':', '、', '.'])
}

/// What follows a figure and the noun of those whom it counts: 「の取引先担当者へ…」 → 「へ…」.
pub(super) fn behind_noun(after: &str) -> &str {
    let after = after.trim_start_matches([')', '」', ' ']);
    let Some(noun) = after.strip_prefix('の') else { return after };
    let rest = noun.trim_start_matches(['お', 'ご']);
    let rest = rest.trim_start_matches(|c: char| is_noun_letter(c));
    let rest = ["さま", "がた"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    let taken = noun.len() - rest.len();
    // 「43人の情報が」: whose it is, not what they do.
    let owned = longest_at_end(Tag::WordsFigureOwned, &noun[..taken]) > 0;
    if (3..=36).contains(&taken) && !owned { rest } else { after }
}

/// What a clause says before its last noun: 「登録名が表示された人」 → 「登録名が表示された」; the の of 「見たのは」 counts as a noun.
pub(super) fn without_noun(words: &str) -> &str {
    let noun = words.strip_suffix("さま").unwrap_or(words);
    let bare = noun.trim_end_matches(is_noun_letter).trim_end_matches(['お', 'ご']);
    if bare.len() < words.len() { bare } else { words.strip_suffix('の').unwrap_or(words) }
}

pub(super) fn is_noun_letter(c: char) -> bool {
    jikenbo_text::is_kanji(c) || matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー' | '々' | '・')
}

/// What follows the particle を of a figure or of the noun that it counts: 「3,845通を…」「200名分の案内を…」.
pub(super) fn object<'t>(rest: &'t str, after: &'t str) -> Option<&'t str> {
    rest.strip_prefix('を').or_else(|| {
        let noun = after.trim_start_matches(['分', 'の']);
        let at = first_letters(noun, OBJECT_CHARS).find('を')?;
        let named = !noun[..at].contains(['、', '。', 'は', 'が', 'に']);
        named.then(|| &noun[at + 'を'.len_utf8()..])
    })
}

/// Where a verb of a file ends in `span`; `None` without one. A noun of action (送信) is a verb only with an ending (送信し, 送信を行う).
pub(super) fn verb(tag: Tag, span: &str) -> Option<usize> {
    let mut from = 0;
    while let Some((at, length)) = first_within(tag, &span[from..]) {
        let end = from + at + length;
        let rest = &span[end..];
        let noun = span[..end].ends_with(is_noun_letter);
        if !noun || rest.is_empty() || longest_at_start(Tag::WordsFigureVerbEnd, rest) > 0 {
            return Some(end);
        }
        from = end;
    }
    None
}

/// The words up to the end of a clause.
pub(super) fn clause(words: &str) -> &str {
    let end = words.as_bytes().windows(3).position(|sign| matches!(sign, [0xe3, 0x80, 0x81 | 0x82]));
    end.map_or(words, |end| &words[..end])
}

pub(super) fn last_clause(words: &str) -> &str {
    words.rfind(['、', '。']).map_or(words, |at| &words[at + '、'.len_utf8()..])
}

pub(super) fn reach(words: &str) -> &str {
    first_letters(words, REACH)
}

/// Whether a text names information right at its start: 「氏名」 behind 「12名の」.
pub(super) fn names_information(notice: &Notice<'_>, at: usize) -> bool {
    notice
        .mentions_in(ByteRange::new(at, (at + 60).min(notice.text.len())))
        .take_while(|mention| mention.start as usize == at)
        .any(|mention| mention.tag.class() == Class::DataTypes)
}
