//! Names that begin with the kind of body: 「訪問看護ステーションひだまり」, 「ホテル架空」, 「コープみほん」.
//!
//! In:   the text and a word for a kind of body in it.
//! Out:  the name from that word on; `None` where the word is only the kind.
//! Data: `organisations/leading`; `words/trade_end`, `member`, `generic_body`.
//!
//! | text                                    | name                         |
//! |-----------------------------------------|------------------------------|
//! | 訪問看護ステーションひだまりの職員       | 訪問看護ステーションひだまり |
//! | 「ホテル架空」                          | ホテル架空                   |
//! | ホテル ルミエール架空 (a line)          | the whole line               |
//! | ホテルの従業員, カフェチェーン          | none                         |

use jikenbo_lexicon::{Mention, Tag, longest_at_end, longest_at_start};
use jikenbo_model::ByteRange;

use super::letters::{Script, grammar, script};

/// Longest name behind its kind, in characters.
const LONGEST: usize = 20;

/// The name that the word of a kind opens.
pub(super) fn from_kind(text: &str, sentence: ByteRange, kind: &Mention) -> Option<ByteRange> {
    let (start, end) = (kind.start as usize, kind.end as usize);
    let before = text[sentence.start..start].chars().next_back();
    let opens = before.is_none_or(|c| script(c) == Script::None)
        || longest_at_end(Tag::WordsParticleEnd, &text[sentence.start..start]) > 0
        || longest_at_end(Tag::WordsOperator, &text[sentence.start..start]) > 0;
    if !opens {
        return None;
    }
    let rest = &text[end..sentence.end];
    // 「ホテル ルミエール架空」 alone on its line or in quotation marks.
    let spaced = rest.strip_prefix(' ').filter(|_| before.is_none_or(|c| "「『(【\n|".contains(c)));
    let length = spaced.map_or(rest.len(), str::len);
    let name_start = sentence.end - length;
    let alone = before.is_none_or(|c| "「『(【 ".contains(c));
    let length = whole(&text[name_start..sentence.end])
        .filter(|_| alone)
        .or_else(|| name_end(&text[name_start..sentence.end], spaced.is_some()))?;
    let name = ByteRange::new(name_start, name_start + length);
    let words = name.of(text);
    let follows = text[name.end..sentence.end].chars().next();
    let letters = words.chars().count();
    // A unit alone (台, 名) ends many a name.
    let is_word = longest_at_end(Tag::WordsTradeEnd, words) > 3
        || longest_at_end(Tag::WordsGenericBody, words) > 0
        || longest_at_start(Tag::WordsMember, words) > 0
        || longest_at_end(Tag::WordsMember, words) > 0;
    // Kanji that follow a kind are mostly a word with it (旅館組合, カフェ経営); a name needs clear bounds then.
    let clean = follows.is_none_or(|c| "」』)、。 |\n".contains(c));
    let proper = words.chars().next().is_some_and(|c| matches!(script(c), Script::Hiragana | Script::Katakana));
    let bounded = before.is_none_or(|c| script(c) == Script::None);
    (letters >= 2 && !is_word && (clean && bounded || proper)).then(|| ByteRange::new(start, name.end))
}

/// Length of a short name that runs to a clear bound and holds no grammar but の: 「みらいの樹」 on a line of its own.
fn whole(rest: &str) -> Option<usize> {
    let length: usize = rest.chars().take(14).take_while(|&c| script(c) != Script::None).map(char::len_utf8).sum();
    let words = &rest[..length];
    let bounded = rest[length..].chars().next().is_none_or(|c| "」』)】| \n>、。".contains(c));
    let plain =
        !words.contains(['を', 'は', 'が', 'に', 'で', 'へ']) && !words.starts_with('の') && !words.ends_with('の');
    (bounded && plain && words.chars().count() >= 2).then_some(length)
}

/// End of the name that starts right behind its kind; `None` if grammar follows.
fn name_end(rest: &str, spaced: bool) -> Option<usize> {
    let mut at = 0;
    let mut letters = 0;
    while let Some(c) = rest[at..].chars().next() {
        let kind = script(c);
        if kind == Script::None {
            let joins = at > 0
                && matches!(c, '・' | '-')
                && rest[at + c.len_utf8()..].chars().next().is_some_and(|next| script(next) != Script::None);
            if !joins {
                break;
            }
            at += c.len_utf8();
            continue;
        }
        let run: usize = rest[at..].chars().take_while(|&c| script(c) == kind).map(char::len_utf8).sum();
        let words = &rest[at..at + run];
        if kind == Script::Hiragana {
            // Behind the kind itself a run opens a name unless all of it is grammar; a particle ends it.
            let part = grammar(words, Some('所'));
            if part == words.len() {
                break;
            }
            if part > 0 && at > 0 {
                break;
            }
            let whole = rest[at + run..].chars().next().is_none_or(|c| script(c) == Script::None);
            let last = at + run == rest.len() || rest[at + run..].starts_with(['(', '」', '』']);
            let tail = if whole && (spaced || last) { 0 } else { longest_at_end(Tag::WordsParticleEnd, words) };
            let kept = words.len() - tail;
            letters += words[..kept].chars().count();
            at += kept;
            if tail > 0 {
                break;
            }
            continue;
        }
        letters += words.chars().count();
        if letters > LONGEST {
            return None;
        }
        at += run;
    }
    (at > 0).then_some(at)
}
