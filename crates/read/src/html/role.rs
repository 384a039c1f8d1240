//! What an element means for the layout of text.
//!
//! In:   the name of an HTML element.
//! Out:  its role.

use html5ever::{LocalName, local_name};

use super::tree::{FURNITURE, HEADER};

/// The part an element plays in the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A stretch of characters (no element).
    Text,
    /// Part of a line; unknown elements too.
    Inline,
    /// Stands on lines of its own.
    Block,
    Paragraph,
    Heading(u8),
    Item,
    Article,
    Section,
    Main,
    Navigation,
    Header,
    Footer,
    Aside,
    Table,
    RowGroup,
    Row,
    Cell,
    List,
    Term,
    Description,
    Descriptions,
    Preformatted,
    Break,
    Rule,
    Picture,
    /// Never shown: scripts, styles, form fields, readings above characters, drawings.
    Hidden,
    Title,
    /// The filter's own marks where a link or struck text starts and ends.
    LinkStart,
    LinkEnd,
    StruckStart,
    StruckEnd,
}

impl Role {
    /// Whether lines end before and after it.
    pub(super) fn is_block(self) -> bool {
        use Role::{Break, Hidden, Inline, LinkEnd, LinkStart, Picture, StruckEnd, StruckStart, Text, Title};
        !matches!(
            self,
            Text | Inline | Break | Picture | Hidden | Title | LinkStart | LinkEnd | StruckStart | StruckEnd
        )
    }

    pub(super) fn is_hidden(self) -> bool {
        matches!(self, Role::Hidden | Role::Title)
    }

    /// Roles that names of classes do not turn into furniture: whole pages carry names of what they have, too.
    pub(super) fn is_never_furniture(self) -> bool {
        matches!(self, Role::Main | Role::Heading(_))
    }

    /// The flag that the element's own meaning gives.
    pub(super) fn furniture(self) -> u8 {
        match self {
            Role::Navigation | Role::Footer | Role::Aside => FURNITURE,
            Role::Header => FURNITURE | HEADER,
            _ => 0,
        }
    }
}

/// The role of an element of HTML; elements with a hyphen (custom ones) mostly contain blocks.
pub(super) fn role_of(name: &LocalName) -> Role {
    match *name {
        local_name!("div") => Role::Block,
        local_name!("p") => Role::Paragraph,
        local_name!("li") => Role::Item,
        local_name!("span") => Role::Inline,
        local_name!("br") => Role::Break,
        local_name!("td") | local_name!("th") => Role::Cell,
        local_name!("tr") => Role::Row,
        local_name!("img") => Role::Picture,
        local_name!("h1") => Role::Heading(1),
        local_name!("h2") => Role::Heading(2),
        local_name!("h3") => Role::Heading(3),
        local_name!("h4") => Role::Heading(4),
        local_name!("h5") => Role::Heading(5),
        local_name!("h6") => Role::Heading(6),
        local_name!("ul") | local_name!("ol") | local_name!("menu") | local_name!("dir") => Role::List,
        local_name!("table") => Role::Table,
        local_name!("tbody") | local_name!("thead") | local_name!("tfoot") => Role::RowGroup,
        local_name!("dl") => Role::Descriptions,
        local_name!("dt") => Role::Term,
        local_name!("dd") => Role::Description,
        local_name!("article") => Role::Article,
        local_name!("section") => Role::Section,
        local_name!("main") => Role::Main,
        local_name!("nav") => Role::Navigation,
        local_name!("header") => Role::Header,
        local_name!("footer") => Role::Footer,
        local_name!("aside") => Role::Aside,
        local_name!("hr") => Role::Rule,
        local_name!("pre") | local_name!("listing") => Role::Preformatted,
        local_name!("title") => Role::Title,
        local_name!("html")
        | local_name!("body")
        | local_name!("form")
        | local_name!("center")
        | local_name!("blockquote")
        | local_name!("address")
        | local_name!("fieldset")
        | local_name!("legend")
        | local_name!("figure")
        | local_name!("figcaption")
        | local_name!("caption")
        | local_name!("details")
        | local_name!("summary")
        | local_name!("dialog")
        | local_name!("hgroup")
        | local_name!("marquee")
        | local_name!("object") => Role::Block,
        local_name!("head")
        | local_name!("script")
        | local_name!("style")
        | local_name!("noscript")
        | local_name!("template")
        | local_name!("iframe")
        | local_name!("noframes")
        | local_name!("noembed")
        | local_name!("frameset")
        | local_name!("select")
        | local_name!("option")
        | local_name!("optgroup")
        | local_name!("textarea")
        | local_name!("datalist")
        | local_name!("canvas")
        | local_name!("audio")
        | local_name!("video")
        | local_name!("colgroup")
        | local_name!("rt")
        | local_name!("rp")
        | local_name!("rtc") => Role::Hidden,
        ref name if &**name == "search" || name.contains('-') => Role::Block,
        _ => Role::Inline,
    }
}
