//! Services in quotation marks that stand in for an operator who is not named.
//!
//! In:   a notice, one part, its victim, the contractors found so far.
//! Out:  services at which it happened, added to the contractors.
//! Data: `words/in_use`, `service_admin`, `service_noun`, `service_hit`, `service_stored`, `service_blamed`, `service_told`, `service_operator`, `service_run_by`, `own_service`.
//!
//! A service counts where the notice says that its body uses it and that it was hit there; one that the body runs is its own.

use jikenbo_lexicon::{Tag, is_term, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::ByteRange;

use super::{Party, contractors::counts};
use crate::cues::last_letters;
use crate::{
    notice::{Notice, Place, Sentence},
    part::Part,
    sieve::Sieve,
};

/// Quotations that are looked at in one sentence.
const MOST: usize = 6;
/// How many places of a name are looked at.
const PLACES: usize = 6;

/// What a sentence with a quotation holds.
const QUOTED: Sieve = Sieve::of("「」");

/// Adds the services of one part.
pub(super) fn add(notice: &Notice<'_>, part: &Part, victim: Option<&Party>, found: &mut Vec<Party>) {
    let text: &str = &notice.text;
    for (index, sentence) in notice.sentences.iter().enumerate() {
        let quotes = sentence.place == Place::Body && sentence.sieve.may_hold(&QUOTED);
        if !quotes || !counts(sentence) || !part.concerns(index) {
            continue;
        }
        for brand in quotations(text, sentence) {
            let name = brand.of(text);
            if !may_be_hit(&text[brand.end + '」'.len_utf8()..sentence.range.end]) {
                continue;
            }
            let is_name = (3..=24).contains(&name.chars().count())
                && !name.contains(['。', '、', ' '])
                && !is_term(Tag::WordsGenericBody, name);
            if is_name
                && victim.is_none_or(|victim| !victim.name.contains(name))
                && !found.iter().any(|known| known.name == name)
                && was_hit(notice, sentence, brand, found)
                && !is_operator_named(text, name, found)
                && !text.contains(&format!("「{name}」は当社のサービスではなく"))
            {
                found.push(Party::standing(notice, brand, "organisations.service"));
            }
        }
    }
}

/// What stands in quotation marks, bytes of the text.
fn quotations(text: &str, sentence: &Sentence) -> Vec<ByteRange> {
    let words = sentence.range.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = words[from..].find('「').map(|at| from + at) {
        let Some(close) = words[open..].find('」').map(|at| open + at) else { break };
        found.push(ByteRange::new(sentence.range.start + open + '「'.len_utf8(), sentence.range.start + close));
        from = close;
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// Whether what follows a service may say that it was hit there.
fn may_be_hit(rest: &str) -> bool {
    [Tag::WordsServiceStored, Tag::WordsServiceHit, Tag::WordsServiceAdmin]
        .iter()
        .any(|tag| longest_at_start(*tag, rest) > 0)
}

/// Whether the sentence says that the victim uses the service and that it was hit there; what follows may say so.
fn was_hit(notice: &Notice<'_>, sentence: &Sentence, brand: ByteRange, found: &[Party]) -> bool {
    let text: &str = &notice.text;
    let before = &text[sentence.range.start..brand.start - '「'.len_utf8()];
    let rest = &text[brand.end + '」'.len_utf8()..sentence.range.end];
    let stored = longest_at_start(Tag::WordsServiceStored, rest) > 0;
    // 「クラウドサービス「架空ドライブ」の一部のファイル」: whoever keeps files there uses it.
    if stored
        && stands_in(Tag::WordsServiceTold, rest)
        && before.ends_with("クラウドサービス")
        && !owns(text, brand.of(text))
    {
        return true;
    }
    // 「宿泊予約サイト「架空便」の管理画面に不正ログイン」: whoever signs in there uses it.
    let signs_in = longest_at_start(Tag::WordsServiceAdmin, rest) > 0 && stands_in(Tag::WordsServiceTold, rest);
    if signs_in && longest_at_end(Tag::WordsServiceNoun, before) > 0 && !owns(text, brand.of(text)) {
        return true;
    }
    if ends_with_use(before) && stands_in(Tag::WordsServiceTold, rest) {
        return true;
    }
    let run_by_others = !found.is_empty() || stands_in(Tag::WordsServiceOperator, rest) || operators(notice);
    // 「外部サービス「架空便」の運営会社による調査」: its operator is somebody else.
    let others = longest_at_start(Tag::WordsServiceOperator, rest.strip_prefix('の').unwrap_or(rest)) > 0
        && stands_in(Tag::WordsServiceTold, rest);
    (others || run_by_others && longest_at_start(Tag::WordsServiceBlamed, rest) > 0) && !owns(text, brand.of(text))
}

/// Whether the notice speaks of a service's operator anywhere.
fn operators(notice: &Notice<'_>) -> bool {
    notice
        .sentences
        .iter()
        .filter(|sentence| sentence.tags.has(Tag::RolesOutsourced))
        .any(|sentence| stands_in(Tag::WordsServiceOperator, notice.text_of(sentence)))
}

/// Whether whoever runs the service is named: then it does not stand in.
fn is_operator_named(text: &str, name: &str, found: &[Party]) -> bool {
    if found.is_empty() {
        return false;
    }
    let quoted = format!("「{name}」");
    found.iter().any(|known| {
        text.match_indices(&quoted).take(PLACES).any(|(at, _)| {
            let around = &text[at..];
            let line = around.find('\n').map_or(around, |end| &around[..end]);
            line.find(known.name.as_str())
                .is_some_and(|place| stands_in(Tag::WordsServiceRunBy, &line[quoted.len().min(place)..place]))
        }) || text.contains(&format!("{}が提供", known.name))
    })
}

/// Whether the words before a service say that it is used: 「利用しているクラウドメールサービス」, 「使用している」.
fn ends_with_use(before: &str) -> bool {
    let tail = last_letters(before, 25);
    tail.char_indices().any(|(at, _)| {
        let length = longest_at_start(Tag::WordsInUse, &tail[at..]);
        length > 0 && !tail[at + length..].contains(['、', 'が', 'を', '。'])
    })
}

/// Whether the notice says that its body runs the service itself.
fn owns(text: &str, name: &str) -> bool {
    let quoted = format!("「{name}」");
    text.match_indices(&quoted).take(PLACES).any(|(at, _)| {
        let before = last_letters(&text[..at], 17);
        longest_at_end(Tag::WordsOwnService, before) > 0 || stands_in(Tag::WordsOwnService, before)
    })
}
