//! An article: one notice or news item within a page.

use crate::{ByteRange, Found, PartialDate};

/// What kind of text an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Tells of at least one incident.
    Incident,
    /// Figures over many incidents.
    Statistics,
    /// Guidance of an authority.
    Guidance,
    /// Warning of an authority or about a product.
    Advisory,
    /// Tools presented.
    Tool,
    /// A piece of advice, or a weekly of them.
    Tip,
    /// Opinion, editor's note, off-topic post.
    Opinion,
}

impl Kind {
    /// Every kind, in the order of the schema.
    pub const ALL: &'static [Kind] =
        &[Kind::Incident, Kind::Statistics, Kind::Guidance, Kind::Advisory, Kind::Tool, Kind::Tip, Kind::Opinion];

    /// The code as records write it.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Incident => "incident",
            Kind::Statistics => "statistics",
            Kind::Guidance => "guidance",
            Kind::Advisory => "advisory",
            Kind::Tool => "tool",
            Kind::Tip => "tip",
            Kind::Opinion => "opinion",
        }
    }

    /// The kind with this code; `None` if there is none.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// One notice or news item within a page, as `segment` cuts it. All ranges are bytes of the page's text.
#[derive(Debug, Clone)]
pub struct Article {
    /// From the heading's first byte to the end of the last line that belongs to it, citation line included.
    pub range: ByteRange,
    /// The text below the heading (the whole range where there is no heading).
    pub body: ByteRange,
    /// First and last line in the file, from 1; `None` for forms without lines.
    pub lines: Option<(u32, u32)>,
    /// What kind of text it is.
    pub kind: Kind,
    /// The heading as written, without a series tag and without a date and publisher beside it; empty without a heading.
    pub title: String,
    /// Where the title stands; `None` without a heading.
    pub title_range: Option<ByteRange>,
    /// Number from a series tag, such as `2023-508`.
    pub case_number: Option<Found<String>>,
    /// Date beside the heading or at the head of the page, if its year is settled.
    pub dated: Option<Found<PartialDate>>,
    /// Whether `dated` belongs to a medium's own item (a newspaper named beside it), so that it is no event.
    pub dated_by_medium: bool,
    /// Organisation or medium beside the heading, or on the issuer lines above or below it.
    pub issuer: Option<Found<String>>,
    /// Full addresses given as the source or as the original notice.
    pub source_urls: Vec<Found<String>>,
    /// Lines above the heading that are read with the article though they lie outside it: page headings (a prefecture), site name,
    /// date, addressee and issuer lines.
    pub context: Vec<ByteRange>,
}
