//! The original text with the words that prove each value marked.
//!
//! In:   a text, the windows of it to show, and marks: byte ranges with the number of the value that they prove.
//! Out:  HTML; each piece of text that proves something is a `<mark>` with a class `e<number>` for each value, and before the first
//!       words of a value stands an anchor `e<number>`.
//!
//! Ranges may overlap in any way: the text is cut at every start and end, and each piece names all values that hold it.

use std::fmt::Write as _;

use crate::escape::write_framed;

/// Values that one piece of text names at most; more are marked, but cannot be told apart. Only hostile pages come here.
const NAMED_PER_PIECE: usize = 12;

/// Words that prove a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    /// First byte in the text.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Number of the value on its page, from 1.
    pub(crate) value: usize,
}

/// Windows of the text to show: the article (at most `largest` bytes of it), and a line around each mark that lies outside.
///
/// Gives ranges in order, apart from each other, on characters of the text.
pub(crate) fn windows(text: &str, article: (usize, usize), largest: usize, marks: &[Mark]) -> Vec<(usize, usize)> {
    let start = text.floor_char_boundary(article.0);
    let end = text.floor_char_boundary(article.1.clamp(start, start.saturating_add(largest)));
    let mut all = vec![(start, end)];
    for mark in marks {
        if mark.start < start || mark.end > end {
            all.push(line_around(text, mark.start, mark.end.min(mark.start.saturating_add(largest))));
        }
    }
    all.sort_unstable();
    let mut apart: Vec<(usize, usize)> = Vec::with_capacity(all.len());
    for (start, end) in all {
        match apart.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ if start < end => apart.push((start, end)),
            _ => {}
        }
    }
    apart
}

/// The lines that hold a range, at most 300 bytes more on either side.
fn line_around(text: &str, start: usize, end: usize) -> (usize, usize) {
    const AROUND: usize = 300;
    let (start, end) = (text.floor_char_boundary(start), text.floor_char_boundary(end));
    let from = text.floor_char_boundary(start.saturating_sub(AROUND));
    let until = text.floor_char_boundary(end.saturating_add(AROUND));
    let from = text[from..start].rfind('\n').map_or(from, |at| from + at + 1);
    let until = text[end.max(from)..until.max(from)].find('\n').map_or(until, |at| end + at);
    (from, until)
}

/// Writes one window of the text. `chosen` is the value whose marks stand out (`?mark=`); `anchored` keeps the values that have their
/// anchor already, so that each has one.
pub(crate) fn write_window(
    text: &str,
    window: (usize, usize),
    marks: &[Mark],
    chosen: Option<usize>,
    anchored: &mut std::collections::BTreeSet<usize>,
) -> String {
    let mut inside: Vec<Mark> = marks
        .iter()
        .map(|mark| Mark {
            start: text.floor_char_boundary(mark.start.max(window.0)),
            end: text.floor_char_boundary(mark.end.min(window.1)),
            ..*mark
        })
        .filter(|mark| mark.start < mark.end)
        .collect();
    inside.sort_unstable();
    let mut cuts: Vec<usize> =
        inside.iter().flat_map(|mark| [mark.start, mark.end]).chain([window.0, window.1]).collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut html = String::with_capacity((window.1 - window.0) * 2);
    let mut coming = inside.iter().peekable();
    let mut open: Vec<Mark> = Vec::new();
    for (piece, next) in cuts.iter().zip(cuts.iter().skip(1)) {
        open.retain(|mark| mark.end > *piece);
        while let Some(mark) = coming.next_if(|mark| mark.start <= *piece) {
            open.push(*mark);
            if anchored.insert(mark.value) {
                let _ = write!(html, "<a id=\"e{}\"></a>", mark.value);
            }
        }
        let words = &text[*piece..*next];
        if open.is_empty() {
            write_framed(&mut html, words);
            continue;
        }
        let mut values: Vec<usize> = open.iter().map(|mark| mark.value).collect();
        values.sort_unstable();
        values.dedup();
        html.push_str("<mark class=\"");
        if chosen.is_some_and(|chosen| values.contains(&chosen)) {
            html.push_str("chosen ");
        }
        for (index, value) in values.iter().take(NAMED_PER_PIECE).enumerate() {
            let _ = write!(html, "{}e{value}", if index == 0 { "" } else { " " });
        }
        html.push_str("\">");
        write_framed(&mut html, words);
        html.push_str("</mark>");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn mark(start: usize, end: usize, value: usize) -> Mark {
        Mark { start, end, value }
    }

    fn check(text: &str, marks: &[Mark], chosen: Option<usize>, expected: &str) {
        assert_eq!(write_window(text, (0, text.len()), marks, chosen, &mut BTreeSet::new()), expected);
    }

    #[test]
    fn words_are_marked_with_their_value() {
        check("abc", &[], None, "abc");
        check("abc", &[mark(1, 2, 1)], None, "a<a id=\"e1\"></a><mark class=\"e1\">b</mark>c");
        check("abc", &[mark(1, 2, 1)], Some(1), "a<a id=\"e1\"></a><mark class=\"chosen e1\">b</mark>c");
    }

    #[test]
    fn overlapping_ranges_are_cut_into_pieces() {
        check(
            "abcd",
            &[mark(0, 3, 1), mark(1, 4, 2)],
            None,
            "<a id=\"e1\"></a><mark class=\"e1\">a</mark><a id=\"e2\"></a><mark class=\"e1 e2\">bc</mark><mark class=\"e2\">d</mark>",
        );
        check(
            "abc",
            &[mark(0, 3, 1), mark(1, 2, 2), mark(1, 2, 3)],
            Some(2),
            "<a id=\"e1\"></a><mark class=\"e1\">a</mark><a id=\"e2\"></a><a id=\"e3\"></a><mark class=\"chosen e1 e2 e3\">b</mark>\
             <mark class=\"e1\">c</mark>",
        );
    }

    #[test]
    fn a_value_with_two_places_has_one_anchor() {
        check(
            "abc",
            &[mark(2, 3, 7), mark(0, 1, 7)],
            None,
            "<a id=\"e7\"></a><mark class=\"e7\">a</mark>b<mark class=\"e7\">c</mark>",
        );
    }

    #[test]
    fn ranges_beyond_the_text_or_inside_characters_do_no_harm() {
        check(
            "あい",
            &[mark(1, 4, 1), mark(5, 900, 2), mark(3, 3, 3)],
            None,
            "<a id=\"e1\"></a><mark class=\"e1\">あ</mark>\
             <a id=\"e2\"></a><mark class=\"e2\">い</mark>",
        );
    }

    #[test]
    fn text_is_escaped_inside_and_outside() {
        check("<b>&", &[mark(0, 3, 1)], None, "<a id=\"e1\"></a><mark class=\"e1\">&lt;b&gt;</mark>&amp;");
    }

    #[test]
    fn marks_outside_the_article_get_their_line() {
        let text = "架空市役所\nほか\n本文です\n末尾\n";
        let article = (text.find("本文").unwrap(), text.find("末尾").unwrap());
        let all = windows(text, article, 1000, &[mark(0, 6, 1)]);
        assert_eq!(all.iter().map(|w| &text[w.0..w.1]).collect::<Vec<_>>(), ["架空市役所", "本文です\n"]);
        let cut = windows(text, (0, text.len()), 4, &[mark(article.0, article.1, 1)]);
        assert_eq!(cut.iter().map(|w| &text[w.0..w.1]).collect::<Vec<_>>(), ["架", "本文です"]);
    }

    #[test]
    fn many_marks_at_one_place_end_soon() {
        let text = "あ".repeat(10_000);
        let marks: Vec<Mark> = (1..=2_000).map(|n| mark(n, text.len() - n, n)).collect();
        let html = write_window(&text, (0, text.len()), &marks, None, &mut BTreeSet::new());
        assert!(html.len() < 2_000_000, "{}", html.len());
    }
}
