//! Who was told: an authority, or somebody of one's own house.
//!
//! In:   a word for telling and the clause before it.
//! Out:  whether the clause names an authority, or a post or office of the house.
//! Data: lexicon class `authorities`; `words/inside_post`, `outside_body`.

use jikenbo_lexicon::{Class, Tag, longest_at_end};
use jikenbo_text::ByteRange;

use crate::notice::Notice;

/// Whether an authority was told, with no other step between.
pub(super) fn is_to_authority(notice: &Notice<'_>, at: ByteRange, clause: &str) -> bool {
    let near = ByteRange::new(at.start - clause.len(), at.start);
    let Some(body) = notice.mentions_in(near).filter(|m| m.tag.class() == Class::Authorities).last() else {
        return false;
    };
    let rest = &notice.text[body.end as usize..at.start];
    rest.starts_with(['に', 'へ'])
        && notice
            .mentions_in(ByteRange::new(body.end as usize, at.start))
            .all(|m| m.tag.class() != Class::Steps || matches!(m.tag, Tag::StepsPublished | Tag::StepsReported))
}

/// Whether somebody of one's own house was told: 「情報システム部に通報」「上司へ報告」.
pub(super) fn is_inside(notice: &Notice<'_>, at: ByteRange, clause: &str) -> bool {
    let Some(to) = clause.strip_suffix(['に', 'へ']).map(|c| c.trim_end_matches("ご")) else { return false };
    let post = longest_at_end(Tag::WordsInsidePost, to);
    if post == 0 {
        return false;
    }
    // 「県の福祉課に報告」: the office of a body outside.
    let before = &to[..to.len() - post];
    let name = before.trim_end_matches(jikenbo_text::is_kanji);
    let owner = name.strip_suffix('の').unwrap_or(name);
    if longest_at_end(Tag::WordsOutsideBody, owner) > 0 {
        return false;
    }
    let from = at.start - clause.len();
    notice.mentions_in(ByteRange::new(from, at.start)).all(|m| m.tag.class() != Class::Authorities)
}
