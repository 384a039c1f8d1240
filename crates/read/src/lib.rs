//! Bytes → `Page`: character sets, plain text, HTML.
//!
//! In:   the bytes of a capture and what is known of them (name, content type, declared character set, limits).
//! Out:  a `Page`: text in UTF-8, its blocks with their origin, links, doubts; or an `Error` that says where and what to do.
//! Data: `data/furniture.tsv` (names by which pages mark navigation, side columns, advertisements).
//!
//! Memory and time are bounded by `Limits`, whatever the bytes are; no script is run and nothing is fetched.
//! Not here: articles, sentences, titles (`segment`); PDF, feeds, WARC records (not read yet).

mod charset;
mod error;
mod html;
mod lines;

use std::borrow::Cow;

use jikenbo_model::{Block, Doubt, Link, Page};
use sha2::{Digest, Sha256};

pub use error::Error;

/// What is known of the bytes besides themselves; `Hint::default()` knows nothing and sets the usual limits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hint<'a> {
    /// File name or address; its extension tells text from HTML.
    pub name: Option<&'a str>,
    /// Content type as the server gave it, `text/html; charset=EUC-JP`.
    pub content_type: Option<&'a str>,
    /// Character set that the user asks for; goes before every other declaration.
    pub charset: Option<&'a str>,
    /// How much is read.
    pub limits: Limits,
}

impl<'a> Hint<'a> {
    /// A hint that knows the file's name.
    pub fn of_name(name: &'a str) -> Self {
        Self { name: Some(name), ..Self::default() }
    }
}

/// How much is read of one page. Over a limit the page is refused as a whole: half a page gives wrong facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a text file; 64 MiB.
    pub max_bytes: usize,
    /// Bytes of an HTML page; 16 MiB, since its tree needs several times its size.
    pub max_html_bytes: usize,
    /// Elements and stretches of text in an HTML page; three million (28 bytes of memory each).
    pub max_nodes: usize,
    /// Blocks of a page (lines, headings, paragraphs, rows); 1.2 million (48 bytes of memory each).
    pub max_blocks: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 64 << 20, max_html_bytes: 16 << 20, max_nodes: 3_000_000, max_blocks: 1_200_000 }
    }
}

/// The forms that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Html,
}

/// Reads the bytes of one capture as a page.
///
/// Bytes of a text file that are UTF-8 become the page's text as they are, byte order mark and line ends included: evidence then points
/// into the file itself. Given as a `Vec`, they are not even copied. Other character sets are decoded, HTML is laid out as text.
///
/// | bytes                                   | page |
/// |-----------------------------------------|------|
/// | UTF-8 text                              | the file itself, a block for each line that is not blank |
/// | UTF-8 cut off within a character        | without the torn character; doubt `text_cut_off` |
/// | Shift_JIS, EUC-JP, ISO-2022-JP, UTF-16  | decoded |
/// | declared Shift_JIS, but it is EUC-JP    | decoded as EUC-JP; doubt `charset_declared_wrong` |
/// | some bytes start no character           | � in their place; doubt `bytes_unreadable` |
/// | empty, a picture, a NUL byte in a text  | an error |
///
/// # Errors
/// [`Error`] for bytes that are no text, in no character set known, or over one of the limits.
pub fn read_page<'b>(bytes: impl Into<Cow<'b, [u8]>>, hint: &Hint<'_>) -> Result<Page, Error> {
    let bytes = bytes.into();
    let form = form_of(&bytes, hint);
    let (limit, setting) = match form {
        Form::Text => (hint.limits.max_bytes, "max-bytes"),
        Form::Html => (hint.limits.max_html_bytes, "max-html-bytes"),
    };
    if bytes.len() > limit {
        return Err(Error::TooLong { bytes: bytes.len(), limit, setting });
    }
    let decoded = charset::decode(bytes, form, hint)?;
    let charset = decoded.charset;
    let mut doubts = decoded.doubts;
    let parts = match form {
        Form::Text => lines::read_lines(decoded.text.into_owned(), hint.limits.max_blocks)?,
        Form::Html => {
            let parts = html::read_html(&decoded.text, &hint.limits)?;
            // Places in the bytes' own text mean nothing in the text that is laid out.
            for doubt in &mut doubts {
                doubt.at = jikenbo_model::ByteRange::new(0, 0);
            }
            parts
        }
    };
    let hash = Sha256::digest(parts.text.as_bytes()).into();
    Ok(Page {
        text: parts.text,
        hash,
        blocks: parts.blocks,
        has_lines: form == Form::Text,
        title: parts.title,
        links: parts.links,
        charset,
        doubts,
    })
}

/// What the readers of the forms give.
struct Parts {
    text: String,
    blocks: Vec<Block>,
    title: Option<String>,
    links: Vec<Link>,
}

/// Text or HTML: by content type, else by the name's extension, else by how the bytes begin.
///
/// A `.txt` file stays text even if it begins like HTML, since evidence points into the file itself.
fn form_of(bytes: &[u8], hint: &Hint<'_>) -> Form {
    if let Some(content_type) = hint.content_type {
        let kind = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        match kind.as_str() {
            "text/html" | "application/xhtml+xml" => return Form::Html,
            "text/plain" | "text/markdown" => return Form::Text,
            _ => {}
        }
    }
    if let Some(name) = hint.name {
        let file = name.split(['?', '#']).next().unwrap_or("").rsplit(['/', '\\']).next().unwrap_or("");
        if let Some((_, extension)) = file.rsplit_once('.') {
            match extension.to_ascii_lowercase().as_str() {
                "html" | "htm" | "xhtml" | "shtml" | "xht" => return Form::Html,
                "txt" | "text" | "md" | "log" => return Form::Text,
                _ => {}
            }
        }
    }
    if begins_like_html(bytes) { Form::Html } else { Form::Text }
}

fn begins_like_html(bytes: &[u8]) -> bool {
    // UTF-16 looks like ASCII once its NUL bytes are left out.
    let head: Vec<u8> =
        bytes.iter().take(4096).filter(|byte| byte.is_ascii() && **byte != 0).map(u8::to_ascii_lowercase).collect();
    let head = head.trim_ascii_start();
    let starts = |tag: &[u8]| head.starts_with(tag);
    if starts(b"<!doctype html") || starts(b"<html") || starts(b"<head") || starts(b"<body") {
        return true;
    }
    (starts(b"<?xml") || starts(b"<!--")) && head.windows(5).any(|window| window == b"<html")
}

/// A doubt about the page as a whole.
fn doubt(why: &'static str, at: usize) -> Doubt {
    Doubt { pointer: String::new(), why, at: jikenbo_model::ByteRange::new(at, at) }
}

#[cfg(test)]
mod tests;
