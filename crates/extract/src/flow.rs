//! The flowing text of an article: lines that a narrow layout broke are joined, then sentences are cut.
//!
//! In:   an article's ranges and the page's normal form.
//! Out:  one text with the way back to the normal form; its lines; its sentences.
//!
//! A line is joined to the next only if it is long, ends in the middle of a sentence and the next starts with neither
//! a mark nor a number; in doubt both stay lines of their own. Blanks that only a layout set between Japanese letters go
//! (「病院 (東京都) は9日、 患者の」), those that part words stay (「氏名 住所」).

use jikenbo_model::{Article, ByteRange, Page};
use jikenbo_text::{Normalised, is_hiragana};

use crate::cues::Cues;
use crate::notice::{Piece, Place, Sentence};
use crate::sieve::Sieve;

/// Characters from which on a line may have been broken by the layout.
const BROKEN_FROM_CHARS: usize = 24;
/// Within how many bytes an open bracket must close to keep a full stop inside it from ending the sentence.
const BRACKET_REACH: usize = 400;

/// An article's text, laid out.
pub(crate) struct Flow {
    pub(crate) text: String,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) lines: Vec<Line>,
}

/// A line of the laid-out text.
pub(crate) struct Line {
    pub(crate) range: ByteRange,
    pub(crate) place: Place,
}

/// Copies context, heading and body into one text and joins broken lines.
pub(crate) fn lay_out(page: &Page, normal: &Normalised, article: &Article) -> Flow {
    let size: usize = article.range.len() + article.context.iter().map(|range| range.len() + 1).sum::<usize>();
    let mut flow = Flow {
        text: String::with_capacity(size + size / 16),
        pieces: Vec::with_capacity(64),
        lines: Vec::with_capacity(64),
    };
    let places = article.context.iter().map(|&range| (range, Place::Context));
    let title = ByteRange::new(article.range.start, article.body.start.max(article.range.start));
    let body = ByteRange::new(title.end, article.range.end);
    for (range, place) in places.chain([(title, Place::Title), (body, Place::Body)]) {
        if !range.is_empty() {
            flow.append(normal, range, place, page.has_lines && place == Place::Body);
        }
    }
    flow
}

impl Flow {
    fn append(&mut self, normal: &Normalised, source: ByteRange, place: Place, may_join: bool) {
        let start = normal.normal_offset(source.start);
        let end = normal.normal_offset(source.end);
        let mut at = start;
        let mut joined = false;
        let broken_from = if may_join { width(&normal.text()[start..end]) } else { BROKEN_FROM_CHARS };
        for line in lines_of(&normal.text()[start..end]) {
            let from = at;
            at += line.len() + 1;
            let lead = line.len() - line.trim_start_matches([' ', '\t', '\r']).len();
            let words = line.trim_matches([' ', '\t', '\r']);
            if words.is_empty() {
                joined = false;
                continue;
            }
            if joined && lead == 0 && goes_on(&self.text, words) {
                self.push_words(words, from);
                self.lines.last_mut().expect("a line was joined to").range.end = self.text.len();
            } else {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                let begin = self.text.len();
                self.push_words(words, from + lead);
                self.lines.push(Line { range: ByteRange::new(begin, self.text.len()), place });
            }
            joined = may_join && is_broken_off(words, broken_from);
        }
    }

    /// Appends the words of a line, which stand at `normal`, without the blanks of the layout.
    fn push_words(&mut self, words: &str, normal: usize) {
        let mut from = 0;
        for at in memchr::memchr_iter(b' ', words.as_bytes()) {
            if at > from && is_layout_blank(&words[from..at], &words[at + 1..]) {
                self.pieces.push(Piece { at: self.text.len(), normal: normal + from });
                self.text.push_str(&words[from..at]);
                from = at + 1;
            }
        }
        self.pieces.push(Piece { at: self.text.len(), normal: normal + from });
        self.text.push_str(&words[from..]);
    }
}

/// The lines of a text, without their ends.
fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).map(move |end| {
        let line = &text[start..end];
        start = end + 1;
        line
    })
}

/// Whether a blank parts no words: behind a comma, before a mark or bracket, before a particle that no word begins with.
fn is_layout_blank(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    before.ends_with('、')
        || match next.next() {
            Some('、' | '。') => true,
            Some('(') => before.chars().next_back().is_some_and(|c| !c.is_ascii() && c.is_alphabetic()),
            Some('は' | 'が' | 'を' | 'に' | 'で' | 'と' | 'の' | 'も' | 'へ') => {
                next.next().is_some_and(|c| !is_hiragana(c)) && !before.ends_with(['。', ':'])
            }
            _ => false,
        }
}

/// Narrowest column that a layout breaks lines at, in characters.
const NARROWEST: usize = 14;
/// Number of lines from which on a column shows.
const COLUMN_LINES: usize = 8;

/// The characters from which on a line of `text` may be broken: fewer where most lines fill one narrow column, as in a newspaper.
fn width(text: &str) -> usize {
    let mut counts = [0_usize; BROKEN_FROM_CHARS + 2];
    let mut lines = 0;
    for line in lines_of(text).map(|line| line.trim_matches([' ', '\t', '\r'])).filter(|line| !line.is_empty()) {
        lines += 1;
        let chars = line.chars().take(BROKEN_FROM_CHARS + 1).count();
        let may_fill =
            chars <= BROKEN_FROM_CHARS && !line.ends_with(['。', ':', '!', '?']) && !line.contains(['\t', ' ']);
        counts[chars] += usize::from(may_fill);
    }
    let column = (NARROWEST..=BROKEN_FROM_CHARS).rev().find(|&chars| {
        let full = counts[chars] + counts[chars - 1];
        full >= COLUMN_LINES && full * 2 >= lines
    });
    column.map_or(BROKEN_FROM_CHARS, |chars| chars - 2)
}

/// Whether a line seems to go on in the next one.
fn is_broken_off(line: &str, broken_from: usize) -> bool {
    let Some(last) = line.chars().next_back() else { return false };
    !matches!(last, '。' | '.' | '!' | '?' | ':' | '…' | '-' | '=' | '━' | '─' | '*')
        && !line.contains('\t')
        && line.chars().nth(broken_from).is_some()
        && !line.starts_with("http")
        && !EDITIONS.end(line)
}

/// Ends of the line that tells when a medium brought the item.
const EDITIONS: Cues = Cues::of(&["配信", "朝刊", "夕刊"]);

/// Whether a line may go on the one before: it starts nothing of its own, and behind a bracket only with a particle.
fn goes_on(before: &str, line: &str) -> bool {
    let particle = |c: char| matches!(c, 'は' | 'が' | 'を' | 'に' | 'で' | 'と' | 'の' | 'も' | 'へ' | 'か' | 'や');
    !starts_anew(line)
        && (!opens_with_day(line) || before.ends_with(['、', 'は', 'が', 'を', 'に', 'で', 'と', 'の', 'も']))
        && (!before.ends_with([')', '」', '』', '】', ']']) || line.starts_with(particle))
}

/// Whether a line opens with a day of a list of steps (2024年5月25日, 令和6年5月25日).
fn opens_with_day(line: &str) -> bool {
    let era = ["令和", "平成"]
        .iter()
        .find_map(|era| line.strip_prefix(era))
        .map(|rest| rest.strip_prefix('元').unwrap_or(rest));
    let rest = era.unwrap_or(line).trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && rest.starts_with('年')
}

/// Whether a line starts with a mark or a number that begins something of its own.
fn starts_anew(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return true };
    let second = chars.next();
    match first {
        '0'..='9' => {
            matches!(second, Some('.' | ')' | ' ' | '、' | '/'))
                || line.find('/').is_some_and(|at| at < 5 && line[..at].bytes().all(|b| b.is_ascii_digit()))
                || line.contains('月') && line.find('月').is_some_and(|at| at < 8)
        }
        '(' => matches!(second, Some('0'..='9' | 'a'..='z' | 'ア'..='ン')),
        '・' | '•' | '※' | '*' | '-' | '=' | '○' | '●' | '◎' | '◯' | '■' | '□' | '◆' | '◇' | '▼' | '▽' | '▲' | '△'
        | '★' | '☆' | '【' | '〔' | '〈' | '《' | '<' | '[' | '→' | '━' | '─' | '|' | '>' | '☎' => true,
        '第' => matches!(second, Some('0'..='9')),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            matches!(second, Some('、' | '.' | ' '))
        }
        _ => line.starts_with("http") || OPENERS.start(line),
    }
}

/// Words that only ever open a sentence: behind a list of what leaked without a full stop, 「なお、…は含まれておりません」 is no part of it.
const OPENERS: Cues = Cues::of(&["なお、", "尚、", "ただし、", "但し、"]);

/// Bytes after which a sentence is cut at the next comma or blank. No sentence of a notice is so long; readers compare the words of
/// a sentence with one another, so that this bounds their work whatever the page holds.
const LONGEST: usize = 3_000;

/// Cuts the lines into sentences.
pub(crate) fn cut(text: &str, lines: &[Line]) -> Vec<Sentence> {
    let bytes = text.as_bytes();
    let mut sentences = Vec::with_capacity(text.len() / 80 + lines.len());
    for (number, line) in lines.iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let mut push = |start: usize, end: usize, sieve: Sieve| {
            let words = &text[start..end];
            let lead = words.len() - words.trim_start().len();
            let range = ByteRange::new(start + lead, start + words.trim_end().len().max(lead));
            if !range.is_empty() {
                sentences.push(Sentence::new(range, sieve, line.place, number));
            }
        };
        let mut start = line.range.start;
        let mut depth = 0_usize;
        let mut opened = 0;
        let mut next = start;
        let mut sieve = Sieve::default();
        loop {
            // No sentence ends at a letter, but for its length.
            let at = sieve.take_letters(&bytes[..line.range.end.min(start + LONGEST)], next);
            let Some(sign) = text[at..line.range.end].chars().next() else { break };
            let behind = at + sieve.take(bytes, at);
            next = behind;
            // Whether the sentence ends before this character or behind it.
            let end = match sign {
                '「' | '『' | '(' => {
                    if depth == 0 {
                        if !closes(&text[behind..line.range.end], sign) {
                            continue;
                        }
                        opened = at;
                    }
                    depth += 1;
                    continue;
                }
                '」' | '』' | ')' => {
                    depth = depth.saturating_sub(1);
                    continue;
                }
                '。' | '!' | '?' if depth == 0 || at - opened > BRACKET_REACH => behind,
                '…' if depth == 0 => behind,
                // In a text on one line a heading stands between blanks, after a full stop.
                ' ' if depth == 0 && text[..start].ends_with('。') && is_inline_heading(&text[start..at]) => at,
                '、' | ' ' | '\t' if at - start > LONGEST => behind,
                _ if at - start > 2 * LONGEST => at,
                _ => continue,
            };
            depth = 0;
            push(start, end, sieve);
            start = end;
            sieve = Sieve::default();
            if end == at {
                sieve.take(bytes, at);
            }
        }
        push(start, line.range.end, sieve);
    }
    sentences
}

/// Whether a bracket that `opener` opened closes in the text behind it, near enough; one that never does holds no sentence open.
fn closes(behind: &str, opener: char) -> bool {
    let closer = match opener {
        '「' => '」',
        '『' => '』',
        _ => ')',
    };
    behind[..behind.floor_char_boundary(BRACKET_REACH)].contains(closer)
}

/// Whether the words between a full stop and a blank may be a heading: short, and no clause of their own.
fn is_inline_heading(words: &str) -> bool {
    let words = words.trim_start();
    words.len() >= 9 && words.chars().nth(36).is_none() && !words.contains(['、', '。', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences_of(words: &str) -> Vec<&str> {
        let lines = [Line { range: ByteRange::new(0, words.len()), place: Place::Body }];
        cut(words, &lines).into_iter().map(|sentence| &words[sentence.range.start..sentence.range.end]).collect()
    }

    #[test]
    fn a_bracket_that_never_closes_holds_no_sentence_open() {
        assert_eq!(
            sentences_of("24名分の情報(氏名、年齢が記録されていた。なお、住所は含まれていない。"),
            ["24名分の情報(氏名、年齢が記録されていた。", "なお、住所は含まれていない。"]
        );
        assert_eq!(sentences_of("担当者(当時。)が失念した。"), ["担当者(当時。)が失念した。"]);
    }

    #[test]
    fn blanks_of_the_layout_go_and_blanks_between_words_stay() {
        let check = |words: &str, expected: &str| {
            let mut flow = Flow { text: String::new(), pieces: Vec::new(), lines: Vec::new() };
            flow.push_words(words, 0);
            assert_eq!(flow.text, expected);
        };
        check("架空病院 (架空市本町) は9日、 患者 の氏名 、 住所を", "架空病院(架空市本町)は9日、患者の氏名、住所を");
        for kept in
            ["氏名 住所 はがきの宛名", "株式会社 東都", "ログイン ID (会員用)", "TEL 03-0000-0000", "ご注意。 のちほど"]
        {
            check(kept, kept);
        }
    }

    #[test]
    fn lines_that_open_something_of_their_own_are_not_joined() {
        for line in
            ["なお、カード番号は含まれておりません。", "ただし、一部を除きます。", "1. 経緯", "・氏名", "5月20日 発覚"]
        {
            assert!(starts_anew(line), "{line}");
        }
        for line in ["なおざりにした", "おそれがあります。", "漏えいしたものです。", "および電話番号"]
        {
            assert!(!starts_anew(line), "{line}");
        }
    }
}
