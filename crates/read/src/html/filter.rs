//! Between tokenizer and tree builder: what layout does not need is dropped before it can cost anything.
//!
//! In:   tokens as the page gives them.
//! Out:  tokens for the tree builder.
//!
//! - Bold, colours and other formatting: dropped. The standard lets each of them be opened anew in every later paragraph, by which a
//!   page of a megabyte becomes a tree of gigabytes.
//! - Links and struck text: marks where they start and end, for the same reason.
//! - Drawings and formulas: dropped up to their end, or to the first element of HTML that a browser would end them for.
//! - Elements nested deeper than [`DEEPEST`]: dropped, with a line break in place of each; their text stays.

use std::cell::{Cell, RefCell};

use html5ever::interface::QualName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, local_name, ns};

use super::role::{Role, role_of};
use super::tree::{Sink, Tree};

/// Levels of elements. Browsers stop at 512; the tree builder looks through all open elements for many a tag.
const DEEPEST: u8 = 200;
/// Dropped elements whose end is remembered.
const MOST_DROPPED: usize = 1 << 16;

/// Names of the marks for what has no element of its own: the tree knows them by these.
pub(super) const LINK_START: &str = "jikenbo-link";
pub(super) const LINK_END: &str = "jikenbo-link-end";
pub(super) const STRUCK_START: &str = "jikenbo-struck";
pub(super) const STRUCK_END: &str = "jikenbo-struck-end";

/// The filter and the builder behind it.
pub(super) struct Filter {
    builder: TreeBuilder<u32, Sink>,
    /// Elements dropped for their depth and not yet closed, the innermost last.
    dropped: RefCell<Vec<LocalName>>,
    /// Open drawings or formulas around the current token.
    drawings: Cell<u32>,
    marks: [LocalName; 4],
}

impl Filter {
    pub(super) fn new(sink: Sink) -> Self {
        let options = TreeBuilderOpts { scripting_enabled: true, drop_doctype: true, ..TreeBuilderOpts::default() };
        Self {
            builder: TreeBuilder::new(sink, options),
            dropped: RefCell::default(),
            drawings: Cell::new(0),
            marks: [LINK_START, LINK_END, STRUCK_START, STRUCK_END].map(LocalName::from),
        }
    }

    /// Whether the tree has as many nodes as it may.
    pub(super) fn is_full(&self) -> bool {
        self.builder.sink.0.borrow().full
    }

    pub(super) fn into_tree(self) -> Tree {
        self.builder.sink.0.into_inner()
    }

    fn forward(&self, tag: Tag, line: u64) -> TokenSinkResult<u32> {
        self.builder.process_token(Token::TagToken(tag), line)
    }

    /// A mark: an element without content, known by its `type`.
    fn mark(&self, mark: usize, address: Option<Attribute>, line: u64) -> TokenSinkResult<u32> {
        let mut attrs = Vec::with_capacity(2);
        attrs.push(attribute(local_name!("type"), &self.marks[mark]));
        attrs.extend(address);
        self.forward(empty_tag(local_name!("wbr"), attrs), line)
    }

    fn start(&self, mut tag: Tag, line: u64) -> TokenSinkResult<u32> {
        if matches!(tag.name, local_name!("svg") | local_name!("math")) {
            if !tag.self_closing {
                self.drawings.set(self.drawings.get() + 1);
            }
            return TokenSinkResult::Continue;
        }
        if self.drawings.get() > 0 {
            if !ends_drawing(&tag.name) {
                return TokenSinkResult::Continue;
            }
            self.drawings.set(0);
        }
        if is_formatting(&tag.name) {
            return TokenSinkResult::Continue;
        }
        match tag.name {
            local_name!("a") => {
                let telling = |value: &str| {
                    let scheme = value.trim_start().as_bytes();
                    let starts =
                        |with: &[u8]| scheme.len() > with.len() && scheme[..with.len()].eq_ignore_ascii_case(with);
                    starts(b"http://") || starts(b"https://") || value.starts_with('#')
                };
                let href = tag.attrs.into_iter().find(|attribute| attribute.name.local == local_name!("href"));
                return self.mark(0, href.filter(|href| telling(&href.value)), line);
            }
            local_name!("s") | local_name!("strike") | local_name!("del") => return self.mark(2, None, line),
            local_name!("wbr") => tag.attrs.clear(),
            _ => {}
        }
        if self.is_too_deep(&tag.name, line) {
            let mut dropped = self.dropped.borrow_mut();
            if dropped.len() < MOST_DROPPED {
                dropped.push(tag.name);
            }
            return TokenSinkResult::Continue;
        }
        self.forward(tag, line)
    }

    fn end(&self, tag: Tag, line: u64) -> TokenSinkResult<u32> {
        if self.drawings.get() > 0 {
            if matches!(tag.name, local_name!("svg") | local_name!("math")) {
                self.drawings.set(self.drawings.get() - 1);
                return TokenSinkResult::Continue;
            }
            if !ends_drawing(&tag.name) {
                return TokenSinkResult::Continue;
            }
            self.drawings.set(0);
        }
        if is_formatting(&tag.name) {
            return TokenSinkResult::Continue;
        }
        match tag.name {
            local_name!("a") => return self.mark(1, None, line),
            local_name!("s") | local_name!("strike") | local_name!("del") => return self.mark(3, None, line),
            _ => {}
        }
        let mut dropped = self.dropped.borrow_mut();
        if dropped.last() == Some(&tag.name) {
            dropped.pop();
            return TokenSinkResult::Continue;
        }
        dropped.clear();
        drop(dropped);
        self.forward(tag, line)
    }

    /// Whether one more level would be too many. What opens no level of its own for long is let through.
    fn is_too_deep(&self, name: &LocalName, line: u64) -> bool {
        if self.builder.sink.0.borrow().depth < DEEPEST {
            return false;
        }
        let shallow = matches!(
            role_of(name),
            Role::Paragraph
                | Role::Item
                | Role::Term
                | Role::Description
                | Role::Break
                | Role::Rule
                | Role::Picture
                | Role::Cell
        ) || matches!(
            *name,
            local_name!("script")
                | local_name!("style")
                | local_name!("textarea")
                | local_name!("title")
                | local_name!("iframe")
                | local_name!("noscript")
                | local_name!("noembed")
                | local_name!("noframes")
                | local_name!("xmp")
                | local_name!("input")
                | local_name!("wbr")
        );
        if shallow {
            return false;
        }
        // The break also shows how deep the builder really is by now: what was closed is known only from what is put next.
        let _ = self.forward(empty_tag(local_name!("br"), Vec::new()), line);
        self.builder.sink.0.borrow().depth > DEEPEST
    }
}

impl TokenSink for Filter {
    type Handle = u32;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<u32> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.start(tag, line),
            Token::TagToken(tag) => self.end(tag, line),
            Token::CharacterTokens(_) | Token::NullCharacterToken if self.drawings.get() > 0 => {
                TokenSinkResult::Continue
            }
            Token::CommentToken(_) | Token::ParseError(_) => TokenSinkResult::Continue,
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }
}

fn attribute(name: LocalName, value: &str) -> Attribute {
    Attribute { name: QualName::new(None, ns!(), name), value: StrTendril::from_slice(value) }
}

fn empty_tag(name: LocalName, attrs: Vec<Attribute>) -> Tag {
    Tag { kind: TagKind::StartTag, name, self_closing: false, attrs, had_duplicate_attributes: false }
}

/// Elements that change the look of characters only; the standard's "formatting elements" but for links and struck text.
fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("small")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Elements of HTML that end a drawing left open (section 13.2.6.5 of the standard).
fn ends_drawing(name: &LocalName) -> bool {
    let role = role_of(name);
    (role.is_block() && !matches!(role, Role::Row | Role::RowGroup | Role::Cell))
        || matches!(
            *name,
            local_name!("br") | local_name!("img") | local_name!("span") | local_name!("body") | local_name!("html")
        )
}
