//! Earlier notices of the same body: 「6月18日にご案内した件」, 「7月5日付「…」にて公表」.
//!
//! In:   the words behind a date.
//! Out:  the word that makes it the day of an earlier publication.
//! Data: `words/told_before`, `of_notice`, `of_matter`.

use jikenbo_lexicon::{Tag, longest_at_start};
use jikenbo_model::EventType;

use super::words::{Kind::Known, Word};
use crate::notice::Notice;

/// Longest title of an earlier notice, in bytes.
const TITLE_BYTES: usize = 240;

/// The word by which the notice names an earlier one of its own: 「6月18日にご案内した件」「6月18日に掲載した「…」」.
pub(super) fn earlier_notice(notice: &Notice<'_>, behind: &str, after: &[Word]) -> Option<Word> {
    if !behind.starts_with(['に', '付', '、', 'の']) {
        return None;
    }
    let is_told = |word: &Word| {
        let rest = &notice.text[word.at.end..];
        let verb = longest_at_start(Tag::WordsToldBefore, rest);
        // 「掲載した「…」の件で」
        let past = word.at.of(&notice.text).ends_with('た');
        let quotes = rest[..verb].ends_with('「') || past && rest.starts_with('「');
        let entitled = quotes
            && rest.find('」').is_some_and(|close| {
                close <= TITLE_BYTES && longest_at_start(Tag::WordsOfNotice, &rest[close + '」'.len_utf8()..]) > 0
            });
        let matter = past && longest_at_start(Tag::WordsOfMatter, rest) > 0;
        match word.kind {
            Known(EventType::Published | EventType::Notified) => verb > 0 && !quotes || entitled || matter,
            Known(EventType::Occurred) => entitled,
            _ => false,
        }
    };
    let word = after.iter().take(3).find(|word| word.kind != Known(EventType::Occurred) || is_told(word))?;
    let fits = is_told(word) || behind.starts_with('付') && word.kind == Known(EventType::Published);
    fits.then_some(Word { tag: Tag::StepsPublished, kind: Known(EventType::Published), ..*word })
}
