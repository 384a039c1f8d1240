//! Whether a predicate is negated: the endings that follow a verb's stem.
//!
//! In:   the text behind a stem or a verbal noun (「記載」, 「渡っ」, 「見つか」).
//! Out:  how far the negation reaches.
//!
//! | stem     | behind it              |           |
//! |----------|------------------------|-----------|
//! | 渡っ     | てはおりません         | negated   |
//! | 確認     | されませんでした       | negated   |
//! | 見つか   | らず                   | negated   |
//! | 表示     | されないよう           | –         |
//! | 記載     | しておりました         | –         |

use jikenbo_lexicon::Tag;

use crate::cues::Cues;
use crate::notice::{Notice, Sentence};

/// Longest chain of auxiliaries before a negation, in characters.
const LONGEST_CHAIN: usize = 10;

/// Signs of negation.
const NO: &[&str] = &["ません", "ない", "なかっ", "なく", "なし", "無し", "無く", "無い", "無かっ", "ず", "ぬ"];

/// What behind a negation shows that it states nothing: 「ないよう」, 「ないまま」.
const STATES_NOTHING: Cues =
    Cues::of(&["よう", "ため", "まま", "場合", "とき", "限り", "方式", "設定", "はず", "べき", "とは", "か"]);

/// Length in bytes of a negated ending at the start of `rest`.
pub(crate) fn length(rest: &str) -> Option<usize> {
    for (at, letter) in rest.char_indices().take(LONGEST_CHAIN) {
        let here = &rest[at..];
        let may_negate = matches!(letter, 'ま' | 'な' | '無' | 'ず' | 'ぬ');
        if may_negate && let Some(no) = NO.iter().find(|no| here.starts_with(**no)) {
            let end = at + no.len();
            // 「渡さず」 is a negation, 「まず」 and 「はずの」 are none.
            // 「持ち出して無くし」 loses.
            let is_bare = *no == "ず" && (at == 0 || here.starts_with("ずれ"))
                || matches!(*no, "なく" | "無く") && rest[end..].starts_with('し');
            return (!is_bare && !STATES_NOTHING.start(&rest[end..])).then_some(end);
        }
        if !is_auxiliary(letter) {
            return None;
        }
    }
    None
}

/// Letters of which the auxiliaries between a stem and a negation are made (されてはおり, ることはでき, はあり).
const AUXILIARY: &str = "されらせてでいおりはもっしすきぎとこがるみえけげめべねあござに";

/// The first character of hiragana.
const FIRST_KANA: u32 = 0x3040;

/// The same letters, one bit each.
const AUXILIARY_BITS: u128 = {
    let bytes = AUXILIARY.as_bytes();
    let (mut bits, mut at) = (0, 0);
    while at < bytes.len() {
        let code = (bytes[at] as u32 & 0xf) << 12 | (bytes[at + 1] as u32 & 0x3f) << 6 | bytes[at + 2] as u32 & 0x3f;
        bits |= 1 << (code - FIRST_KANA);
        at += 3;
    }
    bits
};

fn is_auxiliary(letter: char) -> bool {
    let bit = u32::from(letter).wrapping_sub(FIRST_KANA);
    bit < u128::BITS && AUXILIARY_BITS >> bit & 1 != 0
}

/// Length of a particle with the adverb of time behind it: 「は今のところ」.
fn adverb(rest: &str) -> usize {
    const NOW: [&str; 8] =
        ["今のところ", "現在のところ", "現時点では", "現時点で", "これまでのところ", "これまで", "一切", "現在"];
    let bare = rest.trim_start_matches(['は', 'も', 'が']).trim_start_matches('、');
    match NOW.iter().find_map(|now| bare.strip_prefix(now)) {
        Some(behind) => rest.len() - behind.trim_start_matches('、').len(),
        None => 0,
    }
}

/// Whether a sentence negates a verb of holding: 「パスワードは保持しておりません」, 「漏えいしていない項目」.
pub(crate) fn holds_not(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    let text = &notice.text[..sentence.range.end];
    let mut holds = notice.mentions(sentence).iter().filter(|hold| hold.tag == Tag::DeedsHold);
    sentence.tags.has(Tag::DeedsHold) && holds.any(|hold| length(&text[hold.end as usize..]).is_some())
}

/// Where a sentence says behind `from` that no trace or report of something came to light: start of the predicate and its end.
/// 「形跡は見つかっていない」, 「との連絡は入っておりません」, 「問い合わせは1件もない」
pub(crate) fn no_trace(notice: &Notice<'_>, sentence: &Sentence, from: usize) -> Option<(usize, usize)> {
    /// Bytes that may stand between the trace and its predicate.
    const REACH: usize = 36;
    if !sentence.tags.has(Tag::ThingsTrace) {
        return None;
    }
    let text = &notice.text[..sentence.range.end];
    let mentions = notice.mentions(sentence);
    let traces =
        mentions.iter().enumerate().filter(|(_, trace)| trace.tag == Tag::ThingsTrace && trace.start as usize >= from);
    for (index, trace) in traces {
        let end = trace.end as usize;
        let skipped = adverb(&text[end..]);
        if let Some(no) = length(&text[end + skipped..]) {
            return Some((end, end + skipped + no));
        }
        let behind = mentions[index + 1..].iter().take_while(|next| next.start as usize <= end + REACH);
        for light in behind.filter(|next| next.tag == Tag::DeedsComeToLight && next.start as usize >= end) {
            if let Some(no) = length(&text[light.end as usize..]) {
                return Some((light.start as usize, light.end as usize + no));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_negation_of_a_predicate() {
        let check = |rest: &str, expected: Option<&str>| {
            assert_eq!(length(rest).map(|end| &rest[..end]), expected, "{rest}");
        };
        check("てはおりません。", Some("てはおりません"));
        check("されませんでした", Some("されません"));
        check("らず、", Some("らず"));
        check("されていない。", Some("されていない"));
        check("はありません", Some("はありません"));
        check("なし)", Some("なし"));
        check("されないよう", None);
        check("しておりました", None);
        check("され、外部に出ていない", None);
        check("", None);
        check("ずれ", None);
    }
}
