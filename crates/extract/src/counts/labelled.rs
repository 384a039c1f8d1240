//! Bare numbers whose label holds the counter: 「対象者数:4,520」, the cells below 「流出件数」.
//!
//! In:   a sentence, what the line above said of its cells.
//! Out:  figures; which cells of the lines below hold bare numbers.
//! Data: lexicon files `words/figure_number_*`.
//!
//! | text                                    | figure          |
//! |-----------------------------------------|-----------------|
//! | 対象者数:4,520                          | 4,520 persons   |
//! | 公開日 | 社名 | 流出件数 then … | 162 | | 162 records     |
//! | 人数 then 在校生, 412, 卒業生, 1,305 on lines of their own | 412 and 1,305 persons |
//! | 会員数 4,520                            | none: a base    |

use jikenbo_lexicon::{Mention, Tag, longest_at_end};
use jikenbo_model::{Bound, ByteRange};
use jikenbo_text::{find_numbers, hedges_before};

use super::{Figure, bound_of, phrase};
use crate::notice::{Notice, Sentence};
use crate::sieve::Sieve;

/// Farthest a bare number reaches behind its label, in bytes.
const REACH: usize = 48;

/// Signs that stand between a label and its number, or around a cell.
const SIGNS: [char; 9] = [' ', ':', '\t', '|', '】', ']', '=', '>', '.'];

/// A column of bare numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// The letters of the label that are the counter: 件数 of 流出件数.
    unit: Mention,
    /// Which cell of a line it is, from 0.
    cell: usize,
    /// How many cells such a line has.
    cells: usize,
}

/// Whether a line may hold a label of numbers: each ends with 数.
pub(super) fn holds_label(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    const LABEL: Sieve = Sieve::of("数");
    // The middle byte of 数 (e6 95 b0) is rare in kana and in most kanji.
    let bytes = || &notice.text.as_bytes()[sentence.range.start..sentence.range.end];
    sentence.sieve.may_hold(&LABEL) && bytes().contains(&0x95) && notice.text_of(sentence).contains('数')
}

/// The column that a line heads, or that it goes on.
pub(super) fn column_of(notice: &Notice<'_>, sentence: &Sentence, column: Option<Column>) -> Option<Column> {
    let text = notice.text_of(sentence);
    for (cell, words) in cells(text).enumerate() {
        let label = words.trim_end_matches(SIGNS);
        let start = sentence.range.start + (words.as_ptr() as usize - text.as_ptr() as usize);
        if let Some(unit) = unit(label, start) {
            return Some(Column { unit, cell, cells: cells(text).count() });
        }
    }
    column.filter(|column| match column.cells {
        1 => goes_on(text),
        count => count == cells(text).count(),
    })
}

/// Whether a line may be a cell of a table whose cells stand on lines of their own: a short label, or a number alone.
fn goes_on(text: &str) -> bool {
    const LONGEST: usize = 60;
    let is_number = |c: char| c.is_ascii_digit() || c == ',';
    text.len() <= LONGEST && !text.ends_with('。') && (text.chars().all(is_number) || !text.contains(is_number))
}

/// The bare numbers of a sentence.
pub(super) fn read(notice: &Notice<'_>, sentence: &Sentence, column: Option<Column>, figures: &mut Vec<Figure>) {
    let text = notice.text_of(sentence);
    if let Some(column) = column
        && let Some(words) = cells(text).nth(column.cell)
        && cells(text).count() == column.cells
    {
        let at = words.as_ptr() as usize - text.as_ptr() as usize;
        let end = sentence.range.start + at + words.len();
        let figure = bare(text, at, at + words.len(), column.unit, sentence, &[]);
        figures.extend(figure.filter(|figure| figure.range.end == end));
    }
    for (at, sign) in text.match_indices('数') {
        let end = at + sign.len();
        let behind = &text[end..];
        if !behind.starts_with(SIGNS) && !behind.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if let Some(unit) = unit(&text[..end], sentence.range.start) {
            figures.extend(bare(text, end, text.len(), unit, sentence, &[]));
        }
    }
}

/// Bare numbers beside one another of private persons and of bodies: 「個人64、法人27」.
pub(super) fn kinds(notice: &Notice<'_>, sentence: &Sentence, figures: &mut Vec<Figure>) {
    const KINDS: Sieve = Sieve::of("個人法");
    if !sentence.sieve.may_hold(&KINDS) {
        return;
    }
    let text = notice.text_of(sentence);
    let number_behind = |kind: &str| {
        let found = text.match_indices(kind).map(|(at, _)| (at, at + kind.len()));
        found.into_iter().find(|&(_, end)| text[end..].starts_with(|c: char| c.is_ascii_digit()))
    };
    let (Some(person), Some(body)) = (number_behind("個人"), number_behind("法人")) else { return };
    for ((start, end), tag) in [(person, Tag::UnitsPersons), (body, Tag::UnitsOrganizations)] {
        let at = |offset: usize| u32::try_from(sentence.range.start + offset).unwrap_or_default();
        let unit = Mention { start: at(start), end: at(end), tag };
        figures.extend(bare(text, end, text.len(), unit, sentence, &['で', 'の', 'を', 'に']));
    }
}

/// The counter that a label ends with; `start` is where the label stands.
fn unit(label: &str, start: usize) -> Option<Mention> {
    if !label.ends_with('数') {
        return None;
    }
    let (tag, length) = [
        (Tag::UnitsPersons, longest_at_end(Tag::WordsFigureNumberPersons, label)),
        (Tag::UnitsPieces, longest_at_end(Tag::WordsFigureNumberRecords, label)),
    ]
    .into_iter()
    .find(|(_, length)| *length > 0)?;
    let (first, _) = label.char_indices().nth_back(1)?;
    // 「相談件数」, 「参加人数」 are labels of something else.
    if length == label.len() - first && label[..first].ends_with(phrase::is_noun_letter) {
        return None;
    }
    let at = |offset: usize| u32::try_from(start + offset).ok();
    Some(Mention { start: at(first)?, end: at(label.len())?, tag })
}

/// The number that stands alone right behind `from`; one of `after` may follow it too.
fn bare(text: &str, from: usize, to: usize, unit: Mention, sentence: &Sentence, after: &[char]) -> Option<Figure> {
    let words = &text[from..to];
    let lead = words.len() - words.trim_start_matches(SIGNS).len();
    let from = from + lead;
    let end = text.floor_char_boundary(to.min(from + REACH));
    let found = find_numbers(text.get(from..end)?).next()?;
    let number = found.number.ok()?;
    let (start, end) = (from + found.range.start, from + found.range.end);
    let (hedges, hedged) = hedges_before(text, start);
    let next = text[end..].chars().next();
    let alone = next.is_none_or(|c| {
        matches!(c, ' ' | '\t' | '|' | '\n' | '。' | '、' | '(' | ')' | '※' | '」' | '】') || after.contains(&c)
    });
    if hedged > from || !alone || number.value == 0 {
        return None;
    }
    let bound = hedges.strongest().map_or(Bound::Exact, bound_of);
    Some(Figure {
        value: number.value,
        bound,
        range: ByteRange::new(sentence.range.start + hedged.max(from), sentence.range.start + end),
        unit,
        from: sentence.range.start,
    })
}

/// The cells of a line; the line itself where it has no marks of columns.
fn cells(text: &str) -> impl Iterator<Item = &str> {
    let sign = if text.contains('\t') { '\t' } else { '|' };
    text.split(sign).map(str::trim)
}
