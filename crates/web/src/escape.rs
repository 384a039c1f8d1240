//! Text of pages made harmless for HTML.
//!
//! In:   any text.
//! Out:  the same text with the five characters of HTML escaped and control characters written out (`⟨U+202E⟩`).
//!
//! Controls that turn the direction of writing can make a title read as something else; they are shown, never obeyed.

use std::fmt::{self, Write};

/// The escaper of all templates (`askama.toml`).
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageText;

impl askama::filters::Escaper for PageText {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        write_with(&mut dest, text, |dest, control| write!(dest, "⟨U+{:04X}⟩", u32::from(control)))
    }
}

/// Writes a text for HTML, with each control character in a frame of its own. For text between tags only, not for attributes.
pub(crate) fn write_framed(dest: &mut String, text: &str) {
    let framed = write_with(dest, text, |dest, control| {
        write!(dest, "<span class=\"control\">U+{:04X}</span>", u32::from(control))
    });
    framed.expect("a String takes all that is written to it");
}

fn write_with<W: Write>(dest: &mut W, text: &str, show: impl Fn(&mut W, char) -> fmt::Result) -> fmt::Result {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let entity = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\r' => "",
            _ if is_hidden_control(c) => {
                dest.write_str(&text[plain..at])?;
                show(dest, c)?;
                plain = at + c.len_utf8();
                continue;
            }
            _ => continue,
        };
        dest.write_str(&text[plain..at])?;
        dest.write_str(entity)?;
        plain = at + c.len_utf8();
    }
    dest.write_str(&text[plain..])
}

/// Controls that change how the text around them is shown, or that show nothing: C0 and C1 but tab and line ends, the marks and
/// embeddings of writing direction (U+061C, U+200E…, U+202A…, U+2066…), line and paragraph separators, interlinear annotation, tags.
///
/// Variation selectors and joiners stay as they are: names and emoji need them.
fn is_hidden_control(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        ' '..='~' => false,
        _ => {
            c.is_control()
                || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
                    | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use askama::filters::Escaper;

    fn check(text: &str, expected: &str) {
        let mut written = String::new();
        PageText.write_escaped_str(&mut written, text).unwrap();
        assert_eq!(written, expected);
    }

    #[test]
    fn markup_becomes_text() {
        check("お詫びとお知らせ", "お詫びとお知らせ");
        check(
            "<script>alert(\"1\" & '2')</script>",
            "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;",
        );
        check("a\tb\r\nc", "a\tb\nc");
        check("", "");
    }

    #[test]
    fn controls_are_shown() {
        check("架空\u{202E}社商", "架空⟨U+202E⟩社商");
        check("\0\u{1B}[31m\u{85}", "⟨U+0000⟩⟨U+001B⟩[31m⟨U+0085⟩");
        check("葛\u{E0100}👩\u{200D}💻", "葛\u{E0100}👩\u{200D}💻");
        let mut framed = String::new();
        write_framed(&mut framed, "<\u{2066}>");
        assert_eq!(framed, "&lt;<span class=\"control\">U+2066</span>&gt;");
    }
}
