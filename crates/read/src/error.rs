//! Why bytes cannot be read as a page.
//!
//! In:   what a reader found, as data.
//! Out:  one line of what happened, with the place, the reason and the advice for the user.
//!
//! Odd text is no error: it becomes a `Doubt` of the page. An error means that there is no page at all.

/// Why bytes cannot be read as a page; always the input, never the outside world (this crate does not touch it).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No bytes, or nothing but blanks.
    #[error("this page is empty")]
    Empty,
    /// More bytes than the limit.
    #[error("this page is too long to be read")]
    TooLong {
        /// Its length.
        bytes: usize,
        /// What is read at most.
        limit: usize,
        /// Name of the setting that raises the limit.
        setting: &'static str,
    },
    /// More elements or blocks than the limit.
    #[error("this page has too many parts to be read")]
    TooManyParts {
        /// What is read at most.
        limit: usize,
        /// Name of the setting that raises the limit.
        setting: &'static str,
        /// Byte of the page at which the limit was met, where that is known.
        byte: Option<usize>,
    },
    /// Bytes that are no text.
    #[error("this file is {what}, not text or HTML")]
    NotText {
        /// What it seems to be: "a PDF file".
        what: &'static str,
        /// Byte that shows it.
        byte: usize,
        /// Advice for this sort of file.
        hint: &'static str,
    },
    /// The user asks for a character set that does not exist.
    #[error("the character set \"{label}\" is not known")]
    UnknownCharset {
        /// As the user wrote it.
        label: String,
    },
    /// Text in no character set that is known.
    #[error("this page cannot be read as {tried}")]
    Unreadable {
        /// The character set that came nearest.
        tried: &'static str,
        /// First byte that starts no character in it.
        byte: usize,
    },
}

impl Error {
    /// First byte concerned, from 0; `None` where the page as a whole is meant.
    pub fn byte(&self) -> Option<usize> {
        match self {
            Error::Empty | Error::TooLong { .. } | Error::UnknownCharset { .. } => None,
            Error::TooManyParts { byte, .. } => *byte,
            Error::NotText { byte, .. } | Error::Unreadable { byte, .. } => Some(*byte),
        }
    }

    /// Why, in one line.
    pub fn why(&self) -> String {
        match self {
            Error::Empty => "it holds no character but blanks".to_owned(),
            Error::TooLong { bytes, limit, .. } => format!("it has {bytes} bytes, and at most {limit} are read"),
            Error::TooManyParts { limit, .. } => format!("it has more than {limit} lines, paragraphs or elements"),
            Error::NotText { byte, what, .. } => format!("raw byte {byte} is that of {what}"),
            Error::UnknownCharset { .. } => "it is no name of a character set that browsers know".to_owned(),
            Error::Unreadable { byte, tried } => {
                format!("raw byte {byte} starts no character in {tried}, and no other character set fits better")
            }
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> String {
        match self {
            Error::Empty => {
                "fetch or save the page again; if it is built by a script, save it from the browser".to_owned()
            }
            Error::TooLong { bytes, setting, .. } => format!("split the page, or set {setting} to {bytes} or more"),
            Error::TooManyParts { limit, setting, .. } => format!("split the page, or set {setting} above {limit}"),
            Error::NotText { hint, .. } => (*hint).to_owned(),
            Error::UnknownCharset { .. } => {
                "use utf-8, shift_jis, euc-jp, iso-2022-jp or utf-16le, or leave the setting out".to_owned()
            }
            Error::Unreadable { .. } => {
                "name the right character set (charset: shift_jis, euc-jp …), or save the page as UTF-8".to_owned()
            }
        }
    }
}
