//! A short line read as a possible heading.
//!
//! In:   a line in normal form.
//! Out:  a `Head`: mark, title, stamp, role, how much it looks like the heading of an article.
//!
//! Not here: what the line is by its words (`role.rs`); which heads are headings on this page (`layout.rs`).

use jikenbo_lexicon::{Tag, longest_at_start};
use jikenbo_model::ByteRange;

use crate::{
    days::LineDays,
    foot::{heads_contact, tells_foot},
    mark::{Marked, read_mark},
    role::{FRAMES, Role, is_date_line, role_of},
    stamp::{Stamp, read_stamp},
    terms::{List, Scan, Words},
    titles::{is_masthead, strength_of},
};

/// A short line, read as a possible heading.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// Index of the line.
    pub(crate) line: usize,
    /// Its mark.
    pub(crate) marked: Marked,
    /// The title, in bytes of the line.
    pub(crate) title: ByteRange,
    /// Date and issuer beside the title.
    pub(crate) stamp: Option<Stamp>,
    /// What the line is by its own words.
    pub(crate) role: Role,
    /// How much it looks like the heading of an article; 4 is much.
    pub(crate) strength: i32,
    /// Lists that the title touches.
    pub(crate) words: Words,
    /// Whether the line holds a day and little else.
    pub(crate) is_day: bool,
    /// Whether the line may be the name of a page that gathers many items.
    pub(crate) is_masthead: bool,
    /// Whether the title ends as headings do; what stands in brackets behind (お詫び, 第2報) is no part of its end.
    pub(crate) closes: bool,
    /// Whether the line tells that it belongs to the foot of its page.
    pub(crate) is_foot: bool,
    /// Whether the line says what for the lines below it are (「お問い合わせ先」).
    pub(crate) heads_contact: bool,
}

/// Longest line, in bytes, that is read as a possible heading.
pub(crate) const LONGEST: usize = 600;
/// Longest line, in characters, that is a label, a button, a date or a name although it ends as a sentence does.
const LONGEST_LABEL: usize = 60;

/// Reads a line; `None` for one too long to be a heading.
pub(crate) fn read_head(line: usize, text: &str) -> Option<Head> {
    if text.len() > LONGEST {
        return None;
    }
    let marked = read_mark(text);
    if runs_on(text) {
        let title = ByteRange::new(marked.words, text.len());
        let (role, words) = (Role::Sentence, Words::default());
        return Some(Head {
            line,
            marked,
            title,
            stamp: None,
            role,
            strength: strength_of(title.of(text), &words, role),
            words,
            is_day: false,
            is_masthead: false,
            closes: false,
            is_foot: false,
            heads_contact: false,
        });
    }
    let scan = &Scan::of(text);
    let rest = &text[marked.words..];
    let days = &LineDays::of(text, rest);
    let stamp = read_stamp(rest, days.days(), scan).map(|s| shift(s, marked.words));
    let title = stamp.as_ref().map_or(ByteRange::new(marked.words, text.len()), |s| s.title);
    let title = without_frame(text, title);
    let words = scan.words_of(title.of(text));
    let role = role_of(text, scan, days, &marked, title, stamp.as_ref(), &words);
    let strength = strength_of(title.of(text), &words, role);
    let is_masthead = is_masthead(text, title.of(text), &words, role);
    let is_day = role == Role::Around
        && (is_date_line(text, days, &words, scan)
            || scan.words_of(text).closes.has(List::Tail)
            || stamp.is_some_and(|stamp| stamp.full && stamp.is_timed(text)));
    let edge = text.trim_matches(|c: char| !c.is_alphanumeric());
    let same = std::ptr::eq(edge, title.of(text));
    let of_edge = if same { words } else { scan.words_of(edge) };
    Some(Head {
        line,
        marked,
        title,
        stamp,
        role,
        strength,
        words,
        is_day,
        is_masthead,
        closes: closes_as_heading(title.of(text), &words, scan),
        is_foot: tells_foot(text, edge, &of_edge, scan, role, is_day),
        heads_contact: heads_contact(text, &of_edge),
    })
}

/// The title without the signs that stand on either side of it: 「■□ 件名 □■」.
fn without_frame(text: &str, title: ByteRange) -> ByteRange {
    let words = title.of(text);
    let bare = words.trim_end_matches(['■', '□', '●', '○', '◆', '◇', '★', '☆', '◎', '▼', '▲']);
    if bare.len() == words.len() || !bare.ends_with(' ') || bare.trim_end().is_empty() {
        return title;
    }
    ByteRange::new(title.start, title.start + bare.trim_end().len())
}

fn closes_as_heading(title: &str, words: &Words, scan: &Scan<'_>) -> bool {
    match title.rfind('(').filter(|&open| open > 0 && title.ends_with(')')) {
        Some(open) => scan.words_of(title[..open].trim_end()).closes.has(List::Ending),
        None => words.closes.has(List::Ending),
    }
}

/// Whether a line is running text by its length and its end, so that nothing else need be asked: half of the bytes of most pages.
/// Lists of other articles, sources and addresses for questions may be as long.
fn runs_on(text: &str) -> bool {
    text.ends_with('。')
        && text.chars().nth(LONGEST_LABEL).is_some()
        && !text.starts_with("http")
        && !text.starts_with("現在の")
        && {
            let bare = text.trim_start_matches(FRAMES).trim_start();
            let opens = |tag| longest_at_start(tag, bare) > 0;
            !(opens(Tag::FurnitureRelated) || opens(Tag::FurnitureCitation) || opens(Tag::FurnitureContact))
        }
}

fn shift(stamp: Stamp, by: usize) -> Stamp {
    let move_on = |r: ByteRange| ByteRange::new(r.start + by, r.end + by);
    Stamp { title: move_on(stamp.title), date_at: move_on(stamp.date_at), issuer: stamp.issuer.map(move_on), ..stamp }
}
