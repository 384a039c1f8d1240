//! What every page carries around its own content: title, links to its JSON twin and to the other language, the way home.

use crate::link::Link;
use crate::stylesheet;
use crate::words::Words;

/// The frame of a page, as `layout.html` prints it.
pub(crate) struct Frame {
    pub(crate) title: String,
    /// Address of the JSON twin; empty without one.
    pub(crate) twin: String,
    /// The same page in the other language; empty without one.
    pub(crate) other_language: String,
    pub(crate) home: String,
    /// Figures over all verdicts.
    pub(crate) verdicts: String,
    /// The rules of the law.
    pub(crate) rules: String,
    pub(crate) version: &'static str,
}

impl Frame {
    /// A frame in the language of `words`.
    pub(crate) fn new(words: Words, title: String, twin: String, other_language: String) -> Self {
        Self {
            title,
            twin,
            other_language,
            home: Link::to("/cases", words).done(),
            verdicts: Link::to("/verdicts", words).done(),
            rules: Link::to("/rules", words).done(),
            version: stylesheet::version(),
        }
    }
}
