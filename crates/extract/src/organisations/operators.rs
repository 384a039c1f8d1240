//! Who runs a shop, a service or a site that the notice names by its brand.
//!
//! In:   a laid-out notice, its names, the brand.
//! Out:  the body that runs it, where the text says so.
//! Data: `words/operator`, `runs_it`.

use jikenbo_lexicon::{Tag, longest_at_end, longest_at_start};

use super::{Name, Party, contractors::provides_used, is_bystander, party, speakers::same};
use crate::notice::{Notice, Place};

/// 「「みほん亭」を運営する架空商事株式会社」 in a notice that names nobody else as its speaker.
pub(super) fn operator_named(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let text: &str = &notice.text;
    let name = names.iter().find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let before = &text[sentence.range.start..name.range.start];
        let run_by = longest_at_start(Tag::WordsRunsIt, &text[name.range.end..sentence.range.end]) > 0;
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && !provides_used(before)
            && (longest_at_end(Tag::WordsOperator, before) > 0
                || run_by && (before.ends_with('は') || before.ends_with("は、")))
            && !is_bystander(name.range.of(text))
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.operator"))
}

/// Who runs a shop, service or site: 「運営する架空商事株式会社によると」, 「みほん亭は架空商事株式会社が運営しています」,
/// 「みほん亭」(架空商事株式会社).
pub(super) fn operator(notice: &Notice<'_>, names: &[Name], brand: &Party) -> Option<Party> {
    let text: &str = &notice.text;
    let core = brand.core();
    let has_sign = |name: &&Name| name.has_form() || longest_at_end(Tag::OrganisationsFinal, name.core.of(text)) > 0;
    let name = names.iter().filter(has_sign).find(|name| {
        let sentence = &notice.sentences[name.sentence];
        let words = name.range.of(text);
        if sentence.aside.is_some() || is_bystander(words) || same(name.core.of(text), core) {
            return false;
        }
        let before = &text[sentence.range.start..name.range.start];
        let rest = &text[name.range.end..sentence.range.end];
        // 「架空コミックは合同会社見本が運営しています」 on the page of 架空コミック ヘルプセンター.
        let topic = before.trim_end_matches('、').trim_end_matches('は').trim_matches(['「', '」', '『', '』', ' ']);
        let of_brand = before.contains(core) || topic.chars().count() >= 2 && core.starts_with(topic);
        let runs = longest_at_end(Tag::WordsOperator, before) > 0
            && (of_brand || before.chars().count() <= 8 || sentence.range.start == notice_body(notice));
        let is_run = longest_at_start(Tag::WordsRunsIt, rest) > 0 && of_brand;
        let beside = name.has_form()
            && before.strip_suffix('(').is_some_and(|before| {
                before.trim_end_matches(['」', '』', ' ']).ends_with(core) && rest.starts_with(')')
            });
        // 「温泉宿見本荘(運営:有限会社架空観光)」
        let labelled = name.has_form()
            && before.strip_suffix([':', '・', ' ']).is_some_and(|before| {
                let length = longest_at_end(Tag::WordsNameLabel, before);
                before[before.len() - length..].starts_with("運営")
            });
        // 「株式会社架空が運営する見本亭は」
        let before_brand = longest_at_start(Tag::WordsRunsIt, rest) > 0
            && rest.find(core).is_some_and(|at| rest[..at].chars().count() <= 40);
        runs || is_run || beside || labelled || before_brand
    })?;
    Some(party(notice, names, name.core.of(text), name.range, "organisations.operator"))
}

/// Where the text below the heading starts.
pub(super) fn notice_body(notice: &Notice<'_>) -> usize {
    let first = notice.sentences.iter().find(|sentence| sentence.place == Place::Body);
    first.map_or(0, |sentence| sentence.range.start)
}
