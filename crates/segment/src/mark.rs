//! What stands before a heading: list numbers, bullets, brackets, series tags.
//!
//! In:   one line in normal form.
//! Out:  the mark and where the heading's own words begin; a series tag's case number.
//!
//! Not here: whether the line is a heading (`layout.rs`).

use jikenbo_model::ByteRange;

/// The kind of mark; headings of one page that belong together carry the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Mark {
    /// None.
    Plain,
    /// A sign (`●`, `▼`, `■`), perhaps after a number (`12.■`).
    Bullet(char),
    /// A number in brackets (`【3】`, `[3]`).
    Bracket(char),
    /// A clause number (`1`, `1.`, `(1)`, `①`, `一、`, `第1章`, `Q1`); the char tells the style.
    Number(char),
    /// A series tag with a number (`【事件簿#2024-031】`).
    Series,
    /// Signs of a marked-up heading (`##`); the char is their number.
    Hash(char),
    /// A list sign (`・`, `•`, `-`, `※`).
    List,
}

/// A line's mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marked {
    /// The kind.
    pub(crate) mark: Mark,
    /// Where the words begin, in bytes of the line.
    pub(crate) words: usize,
    /// The number of a series tag.
    pub(crate) number: Option<ByteRange>,
}

const BULLETS: [char; 36] = [
    '●', '▼', '■', '◆', '★', '◇', '□', '○', '◎', '▽', '▲', '△', '▶', '►', '☆', '◉', '◼', '▪', '◾', '❖', '♦', '➤', '→',
    '⇒', '◯', '⬛', '⬜', '◤', '▷', '✿', '♪', '♦', '♣', '✓', '✔', '☑',
];
const LISTS: [char; 8] = ['・', '•', '‣', '-', '–', '*', '※', '>'];
/// Labels by which the items of a page are numbered; signs, not terms of the field.
const ITEM_LABELS: &[&str] = &[
    "No.",
    "NO.",
    "no.",
    "№",
    "#",
    "その",
    "事例",
    "ケース",
    "事案",
    "記事",
    "ニュース",
    "トピック",
    "Case",
    "CASE",
    "News",
];
const OPENING: [char; 9] = ['【', '[', '〔', '《', '≪', '<', '(', '「', '『'];

fn closing(open: char) -> char {
    match open {
        '【' => '】',
        '[' => ']',
        '〔' => '〕',
        '《' => '》',
        '≪' => '≫',
        '<' => '>',
        '(' => ')',
        '「' => '」',
        _ => '』',
    }
}

/// Number of leading bytes that are digits.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Reads the mark at the start of a line.
pub(crate) fn read_mark(line: &str) -> Marked {
    let plain = Marked { mark: Mark::Plain, words: 0, number: None };
    let Some(first) = line.chars().next() else { return plain };
    // Most lines open with a letter that begins no mark.
    let begins = matches!(
        first,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '第'
            | 'そ'
            | '事'
            | 'ケ'
            | '記'
            | 'ニ'
            | 'ト'
            | '・'
    );
    if first >= 'ぁ' && !begins && memchr::memchr(b'#', line.as_bytes()).is_none() {
        return plain;
    }
    if let Some(series) = read_series(line) {
        return series;
    }
    if first == '#' {
        let level = line.bytes().take_while(|&b| b == b'#').count();
        if level <= 6 && line[level..].starts_with(' ') {
            return Marked { mark: Mark::Hash(level as u8 as char), words: skip_spaces(line, level), number: None };
        }
    }
    if let Some(words) = read_item_number(line) {
        return Marked { mark: Mark::Bullet('№'), words, number: None };
    }
    if BULLETS.contains(&first) {
        // 「■□ 件名」: signs side by side are one mark.
        let end = line.len() - line.trim_start_matches(|c| c == ' ' || BULLETS.contains(&c)).len();
        return Marked { mark: Mark::Bullet(first), words: behind_number(line, end), number: None };
    }
    if LISTS.contains(&first) {
        let end = skip_spaces(line, first.len_utf8());
        return Marked { mark: Mark::List, words: end, number: None };
    }
    if OPENING.contains(&first) {
        let inner = &line[first.len_utf8()..];
        // 「【事例1】件名」
        if let Some((label, words)) = inner.split_once(closing(first))
            && matches!(first, '【' | '[' | '〔')
            && ITEM_LABELS
                .iter()
                .any(|item| label.strip_prefix(item).is_some_and(|number| digits(number) == number.len()))
            && !words.trim().is_empty()
            && label.ends_with(|c: char| c.is_ascii_digit())
        {
            return Marked { mark: Mark::Bracket(first), words: line.len() - words.trim_start().len(), number: None };
        }
        let n = digits(inner);
        if n > 0 && n <= 3 && inner[n..].starts_with(closing(first)) {
            let end = skip_spaces(line, first.len_utf8() + n + closing(first).len_utf8());
            // 「(1)」 numbers clauses; the heavy brackets number items.
            let mark = if matches!(first, '(' | '<') { Mark::Number('(') } else { Mark::Bracket(first) };
            return Marked { mark, words: end, number: None };
        }
        return plain;
    }
    let n = digits(line);
    if n > 0 && n <= 3 {
        let rest = &line[n..];
        let mut after = n;
        let mut style = ' ';
        // 1.1, 1-2
        let mut tail = rest;
        while let Some(stripped) = tail.strip_prefix(['.', '-']) {
            let more = digits(stripped);
            if more == 0 || more > 2 {
                break;
            }
            after += 1 + more;
            tail = &line[after..];
            style = '.';
        }
        if let Some(sign) = tail.chars().next().filter(|c| matches!(c, '.' | ')' | '、' | ':' | '．')) {
            after += sign.len_utf8();
            style = sign;
        }
        let words = skip_spaces(line, after);
        if let Some(bullet) = line[words..].chars().next().filter(|c| BULLETS.contains(c)) {
            return Marked {
                mark: Mark::Bullet(bullet),
                words: skip_spaces(line, words + bullet.len_utf8()),
                number: None,
            };
        }
        if (style != ' ' || words > after)
            && !line[words..].is_empty()
            && (!line[words..].starts_with(|c: char| c.is_ascii_digit())
                || words > after && digits(&line[words..]) == 4 && line[words + 4..].starts_with('年'))
        {
            return Marked { mark: Mark::Number(style), words, number: None };
        }
        return plain;
    }
    // 「A.件名」
    if first.is_ascii_uppercase()
        && let Some(words) = line[1..].strip_prefix(['.', ')'])
        && !words.is_empty()
        && !words.trim_start().starts_with(|c: char| c.is_ascii())
    {
        return Marked { mark: Mark::Number('A'), words: line.len() - words.trim_start().len(), number: None };
    }
    // 「II.件名」, 「III 件名」
    let roman = line.bytes().take_while(|byte| matches!(byte, b'I' | b'V' | b'X')).count();
    if (2..=4).contains(&roman)
        && let Some(words) = line[roman..].strip_prefix(['.', ' ', '、'])
        && !words.trim_start().starts_with(|c: char| c.is_ascii())
        && !words.is_empty()
    {
        return Marked { mark: Mark::Number('A'), words: line.len() - words.trim_start().len(), number: None };
    }
    if ('①'..='⑳').contains(&first) {
        return Marked { mark: Mark::Number('①'), words: skip_spaces(line, first.len_utf8()), number: None };
    }
    if matches!(first, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十') {
        let rest = &line[first.len_utf8()..];
        if let Some(sign) = rest.chars().next().filter(|c| matches!(c, '、' | ' ' | '.')) {
            return Marked {
                mark: Mark::Number('一'),
                words: skip_spaces(line, first.len_utf8() + sign.len_utf8()),
                number: None,
            };
        }
    }
    // 「第3位 件名」, 「第2号:件名」: numbers of items; 「第2章」 below is part of its heading.
    if let Some(rest) = line.strip_prefix('第')
        && let number = digits(rest)
        && number > 0
        && let Some(unit) = rest[number..].chars().next().filter(|unit| matches!(unit, '号' | '位' | '話' | '例'))
        && let behind = &rest[number + unit.len_utf8()..]
        && let words = behind.trim_start_matches([' ', ':', '・'])
        && !words.is_empty()
        && words.len() < behind.len()
    {
        return Marked { mark: Mark::Bullet(unit), words: line.len() - words.len(), number: None };
    }
    for (open, ends, style) in
        [("第", &["章", "節", "項"][..], '第'), ("Q", &["", ".", ":"][..], 'Q'), ("A", &["", ".", ":"][..], 'Q')]
    {
        if let Some(rest) = line.strip_prefix(open) {
            let n = digits(rest);
            let tail = &rest[n..];
            if n > 0 && ends.iter().any(|end| tail.starts_with(end) && (!end.is_empty() || tail.starts_with(' '))) {
                let words = if open == "Q" {
                    skip_spaces(line, open.len() + n + usize::from(!tail.starts_with(' ')))
                } else {
                    0
                };
                return Marked { mark: Mark::Number(style), words, number: None };
            }
        }
    }
    plain
}

fn skip_spaces(line: &str, at: usize) -> usize {
    line.len() - line[at..].trim_start().len()
}

/// 「■1.件名」, 「●(2) 件名」, 「◆③件名」: where the words begin behind a sign and the number of the item.
fn behind_number(line: &str, at: usize) -> usize {
    let rest = &line[at..];
    let Some(first) = rest.chars().next() else { return at };
    if ('①'..='⑳').contains(&first) {
        return skip_spaces(line, at + first.len_utf8());
    }
    let (open, inner) = match first {
        '(' | '[' | '【' => (first.len_utf8(), &rest[first.len_utf8()..]),
        _ => (0, rest),
    };
    let n = digits(inner);
    let Some(sign) = inner[n..].chars().next().filter(|_| (1..=3).contains(&n)) else { return at };
    let closes = if open > 0 { sign == closing(first) } else { matches!(sign, '.' | ')' | '、' | ':') };
    let words = skip_spaces(line, at + open + n + sign.len_utf8());
    // 「◇1-1 件名」
    let part =
        inner[n..].strip_prefix(['-', '.']).map(|rest| (digits(rest), rest)).filter(|(more, _)| (1..=2).contains(more));
    if let Some((more, rest)) = part
        && open == 0
        && rest[more..].starts_with(' ')
    {
        return skip_spaces(line, at + n + 1 + more);
    }
    // 「★1 件名」; 「■2 件の」 counts.
    if open == 0
        && sign == ' '
        && n <= 2
        && !rest[words - at..].starts_with(['件', '人', '名', '月', '年', '日', '社', '校'])
    {
        return words;
    }
    // 「■1.5倍」, 「■10:30」: part of a figure.
    let goes_on = line[words..].chars().next().is_none_or(|c| c.is_ascii_digit());
    if closes && !goes_on { words } else { at }
}

/// 「No.41 件名」, 「事例3:件名」, 「その2 件名」: where the words begin.
fn read_item_number(line: &str) -> Option<usize> {
    let label = ITEM_LABELS.iter().find(|label| line.starts_with(*label))?;
    let number = skip_spaces(line, label.len());
    let end = number + digits(&line[number..]);
    let sign = line[end..].chars().next().filter(|c| " .:|/、】)-".contains(*c))?;
    let words = skip_spaces(line, end + sign.len_utf8());
    (end > number && end - number <= 4 && words < line.len()).then_some(words)
}

/// 「【事件簿#2024-031】件名」, 「[事件簿 No.12] 件名」, 「事件簿#2024-031 件名」.
fn read_series(line: &str) -> Option<Marked> {
    let first = line.chars().next()?;
    let (from, until, words) = if OPENING.contains(&first) {
        let from = first.len_utf8();
        let until = from + line[from..].find(closing(first))?;
        (from, until, until + closing(first).len_utf8())
    } else {
        let sign = memchr::memchr(b'#', line.as_bytes())
            .filter(|&sign| sign <= 24 * 3 && line[..sign].chars().count() < 24)?;
        let n = line[sign + 1..].bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
        if sign == 0 || !line[sign + 1..sign + 1 + n].contains('-') || line[..sign].contains(['。', '、', '/']) {
            return None;
        }
        (0, sign + 1 + n, sign + 1 + n)
    };
    let inner = &line[from..until];
    if !inner.bytes().any(|byte| byte.is_ascii_digit()) || inner.chars().count() > 40 {
        return None;
    }
    let start = ["#", "No.", "NO.", "no.", "№", "Vol.", "vol.", "VOL.", "Case", "CASE", "案件"]
        .iter()
        .find_map(|sign| inner.find(sign).map(|p| p + sign.len()))
        .map(|p| skip_spaces(inner, p));
    let range = match start {
        Some(start) => {
            let n = inner[start..].bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
            ByteRange::new(start, start + inner[start..start + n].trim_end_matches('-').len())
        }
        None => {
            // 2024-031 at the end of the tag
            let n = inner.bytes().rev().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
            let number = &inner[inner.len() - n..];
            let (year, serial) = number.split_once('-')?;
            if year.len() != 4 || serial.contains('-') || serial.len() < 2 || n == inner.len() {
                return None;
            }
            ByteRange::new(inner.len() - n, inner.len())
        }
    };
    let words = skip_spaces(line, words);
    if range.is_empty() || !range.of(inner).as_bytes()[0].is_ascii_digit() || line[words..].chars().count() < 3 {
        return None;
    }
    Some(Marked { mark: Mark::Series, words, number: Some(ByteRange::new(from + range.start, from + range.end)) })
}
