//! Of what a figure is the size: the victim's own, a part of that, or all victims together.

use jikenbo_lexicon::{Class, Tag};
use jikenbo_model::{Scope, Subject};

use super::Figure;
use crate::notice::{Notice, Sentence};

/// Scope of a figure; `None` where it is a whole of which only a part was hit, or no figure of the incident.
pub(super) fn decide(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, subject: Subject) -> Option<Scope> {
    let after = &notice.text[figure.range.end..sentence.range.end];
    // 「8台のうち1台」「1,204名のうち」: the whole is none of the affected.
    if after.starts_with("のうち") || after.starts_with("中の") || after.starts_with("中、") {
        return None;
    }
    let from = clause_start(&notice.text[sentence.range.start..figure.range.start]) + sentence.range.start;
    let near = |tag: Tag| {
        notice.of_class(sentence, Class::Counted).any(|mention| {
            mention.tag == tag && mention.start as usize >= from && mention.end as usize <= figure.range.start
        })
    };
    if near(Tag::CountedNot) {
        return None;
    }
    if matches!(subject, Subject::SuspiciousEmails | Subject::Organizations) && near(Tag::CountedTotal) {
        return Some(Scope::Total);
    }
    if near(Tag::CountedPart) {
        let words = &notice.text[from..figure.range.start];
        let own = [
            "本市",
            "本県",
            "本町",
            "本学",
            "本校",
            "当社",
            "弊社",
            "当院",
            "関係",
            "に関する",
            "分は",
            "県内",
            "市内",
        ]
        .iter()
        .any(|word| words.contains(word));
        return Some(if own { Scope::Own } else { Scope::Part });
    }
    if near(Tag::CountedTotal) {
        return Some(Scope::Total);
    }
    Some(Scope::Own)
}

/// Where the clause starts that ends before a figure.
fn clause_start(before: &str) -> usize {
    before.rfind(['、', '。', '(', '\t']).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8))
}
