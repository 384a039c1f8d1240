//! Character sets as pages and servers name them.
//!
//! In:   a label, a content type, or the first bytes of an HTML page.
//! Out:  the character set named there, if it exists.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its declaration is looked for. Browsers look at 1,024 bytes, but survive later ones.
const HEAD: usize = 8 << 10;

/// The set with this name: those that browsers know, and a few that users write.
pub(super) fn by_label(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']).trim();
    Encoding::for_label(label.as_bytes()).or_else(|| match label.to_ascii_lowercase().as_str() {
        "cp932" | "ms-932" | "windows-932" => Some(SHIFT_JIS),
        "eucjp" | "euc_jp" | "eucjp-win" | "eucjp-ms" | "cp51932" => Some(EUC_JP),
        "jis" | "iso2022jp" | "cp50220" | "cp50221" => Some(ISO_2022_JP),
        _ => None,
    })
}

/// The `charset` of a content type.
pub(super) fn by_content_type(content_type: Option<&str>) -> Option<&'static Encoding> {
    let content_type = content_type?.to_ascii_lowercase();
    let at = content_type.find("charset=")? + "charset=".len();
    by_label(content_type[at..].split(';').next().unwrap_or(""))
}

/// `<meta charset>`, `<meta http-equiv content>` or an XML declaration near the start of the page.
pub(super) fn by_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let found = in_xml_declaration(&head).or_else(|| in_meta(&head))?;
    // A page whose declaration could be read as ASCII is not in UTF-16, whatever it says.
    Some(if [UTF_16LE, UTF_16BE].contains(&found) { UTF_8 } else { found })
}

fn in_xml_declaration(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.strip_prefix(b"<?xml")?;
    let end = find(head, b"?>")?;
    value_after(&head[..end], b"encoding")
}

fn in_meta(head: &[u8]) -> Option<&'static Encoding> {
    let mut rest = head;
    loop {
        let comment = find(rest, b"<!--");
        let meta = find(rest, b"<meta")?;
        if let Some(comment) = comment.filter(|comment| *comment < meta) {
            let inside = &rest[comment + 4..];
            rest = &inside[find(inside, b"-->")? + 3..];
            continue;
        }
        rest = &rest[meta + 5..];
        let end = find(rest, b">").unwrap_or(rest.len());
        if let Some(found) = value_after(&rest[..end], b"charset") {
            return Some(found);
        }
    }
}

/// The label behind `name` and an equals sign.
fn value_after(text: &[u8], name: &[u8]) -> Option<&'static Encoding> {
    let mut rest = text;
    loop {
        rest = &rest[find(rest, name)? + name.len()..];
        if let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") {
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let stop = |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/' | b'>') || byte.is_ascii_whitespace();
            let end = value.iter().position(stop).unwrap_or(value.len());
            return by_label(std::str::from_utf8(&value[..end]).ok()?);
        }
    }
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}
