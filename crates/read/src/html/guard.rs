//! Tags with a flood of attributes, cut before the parser sees them.
//!
//! In:   the page's text.
//! Out:  the stretches of it to leave out (none, for any page but a hostile one).
//!
//! The tokenizer compares each attribute of a tag with all earlier ones, so that one tag of a megabyte would take minutes. Where a tag
//! begins depends on the state of the parser (comment, script, foreign content), which is not known here; so every `<` that might begin a
//! tag is followed, all of them in one pass: followers in the same state are one, with the higher count.

use jikenbo_model::ByteRange;

/// Attributes of one tag; browsers' own pages stay under fifty.
const MOST: u16 = 256;

/// States of a tag being read, as in the HTML standard, section 13.2.5.
const NAME: usize = 0;
const BEFORE: usize = 1;
const ATTRIBUTE: usize = 2;
const AFTER: usize = 3;
const EQUALS: usize = 4;
const DOUBLE: usize = 5;
const SINGLE: usize = 6;
const BARE: usize = 7;
const CLOSED: usize = 8;
const SLASH: usize = 9;
const STATES: usize = 10;
/// No follower.
const NONE: u16 = u16::MAX;

/// Stretches to leave out, so that no tag has more than [`MOST`] attributes.
pub(super) fn floods(text: &str) -> Vec<ByteRange> {
    let bytes = text.as_bytes();
    let mut cuts = Vec::new();
    let mut followers = [NONE; STATES];
    let mut at = 0;
    while at < bytes.len() {
        if followers == [NONE; STATES] {
            match text[at..].find('<') {
                Some(skip) => at += skip,
                None => break,
            }
        }
        let byte = bytes[at];
        if followers != [NONE; STATES] {
            match advance(&followers, byte) {
                Some(next) => followers = next,
                None => {
                    let end = text[at..].find('>').map_or(text.len(), |skip| at + skip);
                    cuts.push(ByteRange::new(at, end));
                    at = end;
                    continue;
                }
            }
        }
        if byte == b'<' {
            let name = if bytes.get(at + 1) == Some(&b'/') { at + 2 } else { at + 1 };
            if bytes.get(name).is_some_and(u8::is_ascii_alphabetic) && followers[NAME] == NONE {
                followers[NAME] = 0;
            }
        }
        // The cut must fall between characters: only ASCII bytes change a state, so that the rest of a character may be passed over.
        at += 1;
        while at < bytes.len() && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    cuts
}

/// All followers, one byte further; `None` if one of them met an attribute too many.
fn advance(followers: &[u16; STATES], byte: u8) -> Option<[u16; STATES]> {
    let mut next = [NONE; STATES];
    for (state, count) in followers.iter().copied().enumerate().filter(|(_, count)| *count != NONE) {
        let Some(to) = step(state, byte) else { continue };
        let starts = to == ATTRIBUTE && state != ATTRIBUTE;
        let count = count + u16::from(starts);
        if count > MOST {
            return None;
        }
        next[to] = if next[to] == NONE { count } else { next[to].max(count) };
    }
    Some(next)
}

/// The state after a byte; `None` where the tag ends.
fn step(state: usize, byte: u8) -> Option<usize> {
    let blank = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c);
    Some(match (state, byte) {
        (DOUBLE, b'"') | (SINGLE, b'\'') => CLOSED,
        (DOUBLE | SINGLE, _) => state,
        (_, b'>') => return None,
        (BARE | CLOSED | SLASH, _) if blank => BEFORE,
        (BARE, _) => BARE,
        (EQUALS, _) if blank => EQUALS,
        (EQUALS, b'"') => DOUBLE,
        (EQUALS, b'\'') => SINGLE,
        (EQUALS, _) => BARE,
        (_, b'/') => SLASH,
        (NAME | BEFORE, _) if blank => BEFORE,
        (NAME, _) => NAME,
        (ATTRIBUTE | AFTER, _) if blank => AFTER,
        (ATTRIBUTE | AFTER, b'=') => EQUALS,
        _ => ATTRIBUTE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        let mut kept = String::new();
        let mut at = 0;
        for cut in floods(text) {
            kept.push_str(&text[at..cut.start]);
            at = cut.end;
        }
        kept + &text[at..]
    }

    fn attributes(n: usize) -> String {
        (0..n).map(|n| format!(" a{n}=\">\"")).collect()
    }

    #[test]
    fn leaves_ordinary_tags_alone() {
        for text in [
            "",
            "<",
            "<p",
            "個人情報 <b>1 < 2</b> <a href='x' title=\"架空 > 商事\" / >",
            "<script>if (a<b && c>d) {}</script>",
            &format!("<p{}>本文</p>", attributes(256)),
            &format!("<p title=\"{}\">", "架空 商事 ".repeat(1000)),
        ] {
            assert_eq!(kept(text), text);
        }
    }

    #[test]
    fn cuts_a_flood_wherever_a_tag_might_begin() {
        let flood = attributes(70_000);
        for before in ["", "<!-- <a x=\" -->", "<script>'<b y='</script>", "<svg><style><c d=", "<textarea><d '"] {
            let text = format!("{before}<p {flood}>本文</p>");
            assert!(!floods(&text).is_empty(), "{before}");
            // What is left is text, not tags: nothing more to cut.
            assert!(floods(&kept(&text)).is_empty(), "{before}");
        }
        let text = format!("<p {}>本文</p>", "c ".repeat(70_000));
        assert!(kept(&text).ends_with(">本文</p>"));
    }
}
