//! What kind of text an article is.
//!
//! In:   the words of its title, the beginning of its body.
//! Out:  a `Kind`.
//!
//! The last word of the title that speaks of a kind decides (…ツールのリスクは? is no list of tools), unless the body tells of something
//! that happened at an organisation: a notice may warn, teach and count, and yet be a notice. Without such a word it is an incident.

use jikenbo_model::Kind;

use crate::terms::{List, Words, words_of};

/// How much of the body is read, in bytes.
const READ: usize = 3000;

/// Decides the kind.
pub(crate) fn decide_kind(title: &str, body: &str) -> Kind {
    let mut heading = words_of(title);
    // 「子育てアプリ「架空日記」」: a name tells no kind, where the rest speaks for itself.
    if heading.cue.is_some() && title.contains(['「', '『']) {
        heading.cue = words_of(&without_names(title)).cue;
    }
    let Some(cue) = heading.cue else {
        if heading.incidents > 0 {
            return Kind::Incident;
        }
        // A line of a list of incidents has no text of its own.
        if body.is_empty() {
            return Kind::Incident;
        }
        if let Some(kind) = by_opening(body) {
            return kind;
        }
        let tells = |line: &str| {
            let words = words_of(line);
            words.incidents > 0 || words.voices > 0 || words.any.has(List::Matter)
        };
        let told = heading.any.has(List::Matter) || beginning(body).lines().any(tells);
        return if told { Kind::Incident } else { Kind::Opinion };
    };
    if cue == List::Statistics {
        // 「上半期の報告件数」 above shares and multiples, not above what befell one body (「社内の調査で…」).
        let compares = || beginning(body).contains(['%', '割', '倍']);
        let told = || words_of(beginning(body)).voices;
        let dated = title.contains(|c: char| c.is_ascii_digit()) || title.contains('月');
        let counts = heading.incidents > 0 || dated && (compares() || told() < 2) || compares() && told() < 3;
        return if counts { Kind::Statistics } else { Kind::Incident };
    }
    // 「【報道解説】顧客名簿を持ち出した元従業員」: the label tells how, what stands behind it tells what.
    if cue == List::Tip && heading.ends_in_incident && title.starts_with('【') {
        return Kind::Incident;
    }
    // 「架空県 観光アプリの会員名簿を紛失」: an incident named behind the word is what the title tells.
    if matches!(cue, List::Guidance | List::Tool) && heading.ends_in_incident && !title.contains(['防', '策', '改'])
    {
        return Kind::Incident;
    }
    let text = words_of(beginning(body));
    let explains = ["原因", "経緯", "再発防止"].iter().any(|word| beginning(body).contains(word));
    if tells_of_incident(&heading, &text, cue, explains) {
        return Kind::Incident;
    }
    match cue {
        List::Guidance => Kind::Guidance,
        List::Advisory => Kind::Advisory,
        List::Tool => Kind::Tool,
        List::Tip => Kind::Tip,
        _ => Kind::Opinion,
    }
}

/// How much of the body tells what it is of, in bytes.
const OPENING: usize = 600;

/// The kind of an article by the first words of its body, where its title names none: a tool that is shown, shares that were found.
fn by_opening(body: &str) -> Option<Kind> {
    let opening = &body[..body.floor_char_boundary(body.len().min(OPENING))];
    let words = words_of(opening);
    if words.voices > 0 {
        return None;
    }
    match words.cue {
        Some(List::Tool) => Some(Kind::Tool),
        Some(List::Statistics) if opening.contains(['%', '割', '倍']) => Some(Kind::Statistics),
        _ => None,
    }
}

/// Longest name in quotation marks, in characters.
const NAME: usize = 16;

/// The title without the names in quotation marks.
fn without_names(title: &str) -> String {
    let mut rest = title;
    let mut kept = String::with_capacity(title.len());
    while let Some(open) = rest.find(['「', '『']) {
        let name = &rest[open + '「'.len_utf8()..];
        let close = name.find(['」', '』']).filter(|&close| open > 0 && name[..close].chars().count() <= NAME);
        kept.push_str(&rest[..open]);
        let Some(close) = close else {
            kept.push_str(&rest[open..open + '「'.len_utf8()]);
            rest = name;
            continue;
        };
        rest = &name[close + '」'.len_utf8()..];
        kept.push(' ');
    }
    kept.push_str(rest);
    kept
}

fn beginning(body: &str) -> &str {
    let until = body.floor_char_boundary(body.len().min(READ));
    &body[..until]
}

/// Whether heading and body tell that something happened at an organisation.
fn tells_of_incident(heading: &Words, text: &Words, cue: List, explains: bool) -> bool {
    let lenient = cue == List::Advisory;
    // 「偽メールにご注意ください」 is how a warning ends; one over a leak of one's own says how it came to be.
    let announced =
        heading.closes.has(List::Ending) && (!lenient || explains) || text.voices >= if lenient { 2 } else { 3 };
    heading.incidents >= 1 && text.incidents >= 1 && announced && text.voices >= 1
        || heading.incidents >= 2 && text.voices >= 2
        || text.voices >= 5 && text.incidents >= 3 && lenient
}
