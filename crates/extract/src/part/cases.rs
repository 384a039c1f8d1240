//! Cases that statistics tell of without a name: 「(1)申告書を作る事業者の従業員が、530人分の一覧表を置き忘れた」.
//!
//! In:   a notice of the kind `statistics`.
//! Out:  one part a case, without a victim; none where a list is no list of cases.
//!
//! A list is one of cases if each of its items tells what happened and to how many. Lists of rules, steps or sums have items that do
//! not. The figures around the list are of many incidents and belong to no part.

use jikenbo_lexicon::{Class, Tag, TagSet, stands_in};

use super::{
    Part,
    split::{has_figure, mark},
};
use crate::notice::{Notice, Place};

/// Most cases that are read of one article.
const MOST: usize = 40;

/// The cases of the first list that is one of cases.
pub(super) fn find(notice: &Notice<'_>) -> Vec<Part> {
    let mut items: Vec<usize> = Vec::new();
    for index in 0..notice.sentences.len() {
        let sentence = &notice.sentences[index];
        let words = notice.text_of(sentence);
        if sentence.place != Place::Body || sentence.aside.is_some() || mark(words).is_none() {
            continue;
        }
        if starts_over(words) {
            let parts = parts(notice, &items);
            if !parts.is_empty() {
                return parts;
            }
            items.clear();
        }
        items.push(index);
    }
    let listed = parts(notice, &items);
    if listed.is_empty() { largest(notice).into_iter().collect() } else { listed }
}

/// The one case that statistics describe outside a list: 「最も人数が多かったのは、私立大学の卒業生名簿の紛失で4,480人分」.
fn largest(notice: &Notice<'_>) -> Option<Part> {
    let index = notice.sentences.iter().position(|sentence| {
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && stands_in(Tag::WordsShareMost, notice.text_of(sentence))
            && notice.mentions(sentence).iter().any(|m| matches!(m.tag.class(), Class::Causes | Class::Happenings))
            && notice.of_class(sentence, Class::Units).any(|unit| {
                unit.tag == Tag::UnitsPersons
                    && notice.text[..unit.start as usize].ends_with(|c: char| c.is_ascii_digit() || c == '万')
            })
    })?;
    Some(Part { sentences: vec![index], unnamed: true, ..Part::default() })
}

/// Whether an item is the first of a numbered list.
fn starts_over(words: &str) -> bool {
    let digits = words.trim_start_matches('(');
    digits.starts_with('①') || digits.starts_with('1') && !digits[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// One part an item; none if one of them tells of no case.
fn parts(notice: &Notice<'_>, items: &[usize]) -> Vec<Part> {
    if !(2..=MOST).contains(&items.len()) {
        return Vec::new();
    }
    let mut parts = Vec::with_capacity(items.len());
    for (number, &start) in items.iter().enumerate() {
        let line = notice.sentences[start].line;
        let opens_line = start == 0 || notice.sentences[start - 1].line != line;
        // In a text that lies in one line nothing but the next item ends an item.
        let end = match items.get(number + 1) {
            Some(&next) => next,
            None if opens_line => (start..notice.sentences.len())
                .find(|&index| notice.sentences[index].line != line)
                .unwrap_or(notice.sentences.len()),
            None => start + 1,
        };
        let happened = TagSet::of(&[Tag::ActsByMistake]);
        let tells = notice.sentences[start..end].iter().any(|sentence| {
            sentence.tags.has_any(&happened)
                || notice.mentions(sentence).iter().any(|m| matches!(m.tag.class(), Class::Causes | Class::Happenings))
        });
        if !tells || !has_figure(notice, start..end) {
            return Vec::new();
        }
        parts.push(Part { sentences: (start..end).collect(), unnamed: true, ..Part::default() });
    }
    parts
}
