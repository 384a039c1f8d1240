//! Characters that would act on a terminal are shown instead.
//!
//! In:   words of pages and names of files, which are untrusted.
//! Out:  the same words with control characters as `\u{1b}`.

use std::borrow::Cow;

/// Shows control characters, characters that turn the direction of writing, and characters without width.
///
/// | text            | shown            |
/// |-----------------|------------------|
/// | `お詫び`        | as it stands     |
/// | ESC, NUL, DEL   | `\u{1b}` …       |
/// | U+202E (turns the direction) | `\u{202e}` |
/// | line end, tab   | `\n`, `\t`       |
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts(c) { safe.extend(c.escape_default()) } else { safe.push(c) }
    }
    Cow::Owned(safe)
}

/// The same for JSON on a terminal: such characters stand in strings only, where JSON has a form of its own for them.
pub(crate) fn shown_json(json: &str) -> Cow<'_, str> {
    if !json.contains(|c| acts(c) && c != '\n') {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if acts(c) && c != '\n' {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| safe += &format!("\\u{unit:04x}"));
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

fn acts(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_act_on_a_terminal_are_shown() {
        let check = |text: &str, expected: &str| assert_eq!(shown(text), expected);
        check("お詫びとお知らせ（第一報）", "お詫びとお知らせ（第一報）");
        check("\u{1b}[2J消えた", "\\u{1b}[2J消えた");
        check("cod.\u{202e}txt", "cod.\\u{202e}txt");
        check("一行\n二行\t\0\u{9b}1m", "一行\\n二行\\t\\u{0}\\u{9b}1m");
        check("👨\u{200d}👩", "👨\\u{200d}👩");
    }

    #[test]
    fn json_stays_the_same_document() {
        let json = "{\"title\":\"cod.\u{202e}txt \u{e0041}\"}\n";
        let safe = shown_json(json);
        assert_eq!(safe, "{\"title\":\"cod.\\u202etxt \\udb40\\udc41\"}\n");
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&safe), read(json));
    }
}
