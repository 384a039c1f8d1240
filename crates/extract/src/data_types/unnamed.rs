//! Items of a list of information that the lexicon does not know: 「氏名、電話番号、忘れ物の特徴」.
//!
//! In:   a sentence that lists information, its known terms.
//! Out:  the items between or behind them, as bytes of the notice's text: an issued number, or something else.
//! Data: `words/no_item.txt`, `words/no_item_end.txt`, `words/item_….txt`.
//!
//! Only what stands in a list of known kinds counts: between two of them, or right behind two.
//!
//! | text                                   | item                     |
//! |----------------------------------------|--------------------------|
//! | 氏名、教習生番号、予約日時             | 教習生番号 member_number |
//! | 氏名、住所、希望する物件の条件         | 希望する物件の条件 other |
//! | 氏名、住所、児童32人分の名簿           | none                     |

use jikenbo_lexicon::{Mention, Tag, longest_at_end, stands_in};
use jikenbo_model::{ByteRange, DataType};

use crate::cues::Cues;
use crate::notice::{Notice, Sentence};

/// What stands between two items.
const JOINTS: [char; 4] = ['、', '・', '/', ','];

/// Where a list ends.
const ENDS: Cues = Cues::of(&[
    "。",
    ")",
    "(",
    "など",
    "等",
    "が",
    "を",
    "は",
    "で",
    "に",
    "も",
    "の情報",
    "\n",
    "と",
    "や",
    "及び",
    "並び",
    "および",
    "ならび",
    "または",
    "又は",
]);

/// Longest item, in characters.
const LONGEST: usize = 14;

/// Finds them; `terms` are the known ones, in reading order.
pub(super) fn find(notice: &Notice<'_>, sentence: &Sentence, terms: &[&Mention]) -> Vec<(ByteRange, DataType)> {
    let mut found = Vec::new();
    let text = &notice.text;
    for (index, term) in terms.iter().enumerate() {
        let from = term.end as usize;
        let next = terms[index + 1..].iter().find(|next| next.start as usize > from);
        match next {
            Some(next) => {
                let gap = &text[from..next.start as usize];
                if gap.starts_with(JOINTS) && gap.ends_with(JOINTS) {
                    items(gap, from, &mut found);
                }
            }
            None => {
                let before =
                    index.checked_sub(1).and_then(|before| text.get(terms[before].end as usize..term.start as usize));
                if before.is_some_and(is_joint) {
                    items(&text[from..sentence.range.end], from, &mut found);
                }
            }
        }
        if found.len() > MOST {
            break;
        }
    }
    found
}

/// As many items as one sentence may add.
const MOST: usize = 16;

fn is_joint(gap: &str) -> bool {
    let mut letters = gap.chars();
    letters.next().is_some_and(|letter| JOINTS.contains(&letter)) && letters.next().is_none()
}

/// Adds the items of a stretch that starts with a joint, up to the first thing that is none.
fn items(stretch: &str, from: usize, found: &mut Vec<(ByteRange, DataType)>) {
    let mut at = 0;
    while let Some(joint) = stretch[at..].chars().next().filter(|letter| JOINTS.contains(letter)) {
        let start = at + joint.len_utf8();
        let Some(length) = item(&stretch[start..]) else { return };
        let words = &stretch[start..start + length];
        let code = code_of(words);
        found.push((ByteRange::new(from + start, from + start + length), code));
        at = start + length;
    }
}

/// The code that the words of an item show.
fn code_of(words: &str) -> DataType {
    const SHOWN: &[(Tag, DataType)] = &[
        (Tag::WordsItemMedical, DataType::Medical),
        (Tag::WordsItemPurchase, DataType::PurchaseHistory),
        (Tag::WordsItemTransaction, DataType::Transaction),
    ];
    if ["番号", "コード", "ID"].iter().any(|end| words.ends_with(end)) {
        return DataType::MemberNumber;
    }
    if words.ends_with("電話") {
        return DataType::Phone;
    }
    if words.ends_with(['額', '料', '費']) {
        return DataType::Amount;
    }
    SHOWN.iter().find(|(tag, _)| stands_in(*tag, words)).map_or(DataType::Other, |(_, code)| *code)
}

/// Length in bytes of an item at the start of `text`.
fn item(text: &str) -> Option<usize> {
    let mut length = None;
    for (letters, (at, letter)) in text.char_indices().enumerate() {
        if letters > LONGEST {
            return None;
        }
        if JOINTS.contains(&letter) || ENDS.start(&text[at..]) && letters > 1 {
            length = Some(at);
            break;
        }
    }
    let length = length?;
    let words = &text[..length];
    let is_name = words.chars().nth(1).is_some()
        && !words.starts_with(|letter: char| matches!(letter, 'ぁ'..='ん') && !matches!(letter, 'お' | 'ご'))
        && !words.chars().any(|letter| letter.is_ascii_digit() || letter.is_whitespace())
        && !stands_in(Tag::WordsNoItem, words)
        && words != "番号"
        && longest_at_end(Tag::WordsNoItemEnd, words) == 0;
    is_name.then_some(length)
}
