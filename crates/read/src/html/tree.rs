//! The document tree, as small as it can be: what the layout needs, and nothing else.
//!
//! In:   the calls of the HTML parser's tree builder.
//! Out:  nodes in one vector, the characters of all text nodes in one string, addresses of links.
//!
//! Of attributes only what layout asks for is kept. Text of scripts, styles and other hidden parts is not kept at all. Everything that
//! walks the tree goes by links, never by recursion; a page nested a hundred thousand levels deep is as good as any.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

use super::filter::{LINK_END, LINK_START, STRUCK_END, STRUCK_START};
use super::furniture::Names;
use super::role::{Role, role_of};

/// No node.
pub(super) const NIL: u32 = u32::MAX;
/// The document itself.
pub(super) const ROOT: u32 = 0;
/// Bytes of a title that are kept.
const LONGEST_TITLE: usize = 1024;
/// Bytes of an address; longer ones are tracking, not sources.
const LONGEST_URL: usize = 2048;

static HTML: Namespace = ns!(html);

/// A node. For text, `first` and `last` are the bytes of [`Tree::text`] where it starts and ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) parent: u32,
    pub(super) previous: u32,
    pub(super) next: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    /// Index into [`Tree::elements`].
    pub(super) element: u32,
    pub(super) role: Role,
    pub(super) flags: u8,
    depth: u8,
}

/// Flag: nothing below is shown.
pub(super) const HIDDEN: u8 = 1;
/// Flag: named or marked as navigation, side column, advertisement and the like.
pub(super) const FURNITURE: u8 = 2;
/// Flag: the same, by being a header of something, perhaps of the page.
pub(super) const HEADER: u8 = 4;
/// Flag: lies within an article or the main part.
pub(super) const IN_MAIN: u8 = 8;
/// Flag: marked as laid out by a table (`role="presentation"`).
pub(super) const PRESENTATION: u8 = 16;

/// What only elements have.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: LocalName,
    /// Rows covered by a cell; 1 for all others.
    pub(super) rows: u16,
    /// Columns covered by a cell; 1 for all others.
    pub(super) columns: u8,
    /// Index into [`Tree::extras`] (the address of a link, the replacement text of a picture), or [`NIL`].
    pub(super) extra: u32,
}

/// The tree.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) elements: Vec<Element>,
    pub(super) text: String,
    pub(super) extras: Vec<String>,
    pub(super) title: Option<String>,
    /// Depth at which the last node was put: that of the builder's own stack, or more by what was closed since.
    pub(super) depth: u8,
    /// More nodes than allowed: the tree is not complete.
    pub(super) full: bool,
    max_nodes: usize,
    names: Names,
}

/// The tree while the parser builds it.
#[derive(Debug)]
pub(super) struct Sink(pub(super) RefCell<Tree>);

impl Sink {
    /// An empty document; `tags` is the number of tags to expect.
    pub(super) fn new(max_nodes: usize, tags: usize) -> Self {
        let mut tree = Tree {
            nodes: Vec::with_capacity((2 * tags + 8).min(max_nodes)),
            elements: Vec::with_capacity((tags / 2 + 8).min(max_nodes)),
            text: String::new(),
            extras: Vec::new(),
            title: None,
            depth: 0,
            full: false,
            max_nodes,
            names: Names::new(),
        };
        tree.new_element(local_name!(""), Role::Block, 0);
        Sink(RefCell::new(tree))
    }
}

impl Tree {
    fn new_node(&mut self, node: Node) -> u32 {
        // A full tree still answers the builder; the reader then refuses the page.
        self.full |= self.nodes.len() >= self.max_nodes;
        self.nodes.push(node);
        (self.nodes.len() - 1) as u32
    }

    fn new_element(&mut self, name: LocalName, role: Role, flags: u8) -> u32 {
        self.elements.push(Element { name, rows: 1, columns: 1, extra: NIL });
        let element = (self.elements.len() - 1) as u32;
        self.new_node(Node {
            parent: NIL,
            previous: NIL,
            next: NIL,
            first: NIL,
            last: NIL,
            element,
            role,
            flags,
            depth: 0,
        })
    }

    fn node(&self, node: u32) -> &Node {
        &self.nodes[node as usize]
    }

    fn node_mut(&mut self, node: u32) -> &mut Node {
        &mut self.nodes[node as usize]
    }

    fn detach(&mut self, node: u32) {
        let Node { parent, previous, next, .. } = *self.node(node);
        if parent == NIL {
            return;
        }
        match previous {
            NIL => self.node_mut(parent).first = next,
            _ => self.node_mut(previous).next = next,
        }
        match next {
            NIL => self.node_mut(parent).last = previous,
            _ => self.node_mut(next).previous = previous,
        }
        let node = self.node_mut(node);
        (node.parent, node.previous, node.next) = (NIL, NIL, NIL);
    }

    /// Puts `node` under `parent`, before `next` (at the end if that is [`NIL`]).
    fn attach(&mut self, parent: u32, next: u32, node: u32) {
        self.detach(node);
        let previous = if next == NIL { self.node(parent).last } else { self.node(next).previous };
        match previous {
            NIL => self.node_mut(parent).first = node,
            _ => self.node_mut(previous).next = node,
        }
        match next {
            NIL => self.node_mut(parent).last = node,
            _ => self.node_mut(next).previous = node,
        }
        let above = *self.node(parent);
        let main = matches!(above.role, Role::Article | Role::Main | Role::Section) || above.flags & IN_MAIN != 0;
        let depth = above.depth.saturating_add(1);
        self.depth = depth;
        let node = self.node_mut(node);
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
        node.flags |= above.flags & HIDDEN;
        if main {
            node.flags |= IN_MAIN;
        }
    }

    fn attach_text(&mut self, parent: u32, next: u32, text: &str) {
        let above = *self.node(parent);
        if above.role == Role::Title && self.title.as_ref().is_none_or(|title| title.len() < LONGEST_TITLE) {
            self.title.get_or_insert_default().push_str(text);
        }
        self.depth = above.depth.saturating_add(1);
        if above.flags & HIDDEN != 0 {
            return;
        }
        let start = self.text.len() as u32;
        self.text.push_str(text);
        let end = self.text.len() as u32;
        let before = if next == NIL { above.last } else { self.node(next).previous };
        if before != NIL && self.node(before).role == Role::Text && self.node(before).last == start {
            self.node_mut(before).last = end;
            return;
        }
        let (parent_later, role) = (NIL, Role::Text);
        let node = Node {
            parent: parent_later,
            previous: NIL,
            next: NIL,
            first: start,
            last: end,
            element: NIL,
            role,
            flags: 0,
            depth: 0,
        };
        let node = self.new_node(node);
        self.attach(parent, next, node);
    }

    fn insert(&mut self, parent: u32, next: u32, child: NodeOrText<u32>) {
        match child {
            // Comments are no nodes.
            NodeOrText::AppendNode(NIL) => {}
            NodeOrText::AppendNode(node) => self.attach(parent, next, node),
            NodeOrText::AppendText(text) => self.attach_text(parent, next, &text),
        }
    }

    fn read_attributes(&mut self, node: u32, attributes: &[Attribute]) {
        let at = self.node(node).element as usize;
        let role = self.node(node).role;
        let mut flags = 0;
        for attribute in attributes {
            let value = &*attribute.value;
            match attribute.name.local {
                local_name!("hidden") if value != "until-found" => flags |= HIDDEN,
                local_name!("class") | local_name!("id") => flags |= self.names.flags_of(value),
                local_name!("role") => {
                    flags |= self.names.flags_of_role(value);
                    if matches!(value, "presentation" | "none") {
                        flags |= PRESENTATION;
                    }
                }
                local_name!("rowspan") if role == Role::Cell => self.elements[at].rows = span(value, u16::MAX),
                local_name!("colspan") if role == Role::Cell => {
                    self.elements[at].columns = span(value, 100).max(1) as u8
                }
                local_name!("href") if role == Role::LinkStart && value.len() <= LONGEST_URL => {
                    self.set_extra(at, value)
                }
                local_name!("alt") if role == Role::Picture && value.len() <= LONGEST_TITLE => {
                    self.set_extra(at, value)
                }
                _ => {}
            }
        }
        if role.is_never_furniture() {
            flags &= HIDDEN | PRESENTATION;
        }
        self.node_mut(node).flags |= flags;
    }

    fn set_extra(&mut self, element: usize, value: &str) {
        self.elements[element].extra = self.extras.len() as u32;
        self.extras.push(value.trim().to_owned());
    }
}

/// Which of the filter's marks it is; a plain `<wbr>` is none.
fn mark_of(attributes: &[Attribute]) -> Role {
    match attributes.first().map(|attribute| &*attribute.value) {
        Some(LINK_START) => Role::LinkStart,
        Some(LINK_END) => Role::LinkEnd,
        Some(STRUCK_START) => Role::StruckStart,
        Some(STRUCK_END) => Role::StruckEnd,
        _ => Role::Inline,
    }
}

/// Reads `rowspan` and `colspan`; 0 rows mean all that follow.
fn span(value: &str, most: u16) -> u16 {
    match value.trim().parse::<u32>() {
        Ok(0) => most,
        Ok(n) => n.min(u32::from(most)) as u16,
        Err(_) => 1,
    }
}

/// An element's name as the tree builder asks for it. All are of HTML: the filter lets no drawings through.
#[derive(Debug)]
pub(super) struct Name(LocalName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &HTML
    }

    fn local_name(&self) -> &LocalName {
        &self.0
    }
}

impl TreeSink for Sink {
    type Handle = u32;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> u32 {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a u32) -> Name {
        let tree = self.0.borrow();
        Name(tree.elements[tree.node(*target).element as usize].name.clone())
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> u32 {
        let role = match name.local {
            local_name!("wbr") => mark_of(&attributes),
            _ => role_of(&name.local),
        };
        let hidden = if role.is_hidden() { HIDDEN } else { 0 };
        let mut tree = self.0.borrow_mut();
        let node = tree.new_element(name.local, role, hidden | role.furniture());
        if !attributes.is_empty() {
            tree.read_attributes(node, &attributes);
        }
        node
    }

    fn create_comment(&self, _: StrTendril) -> u32 {
        NIL
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> u32 {
        NIL
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        self.0.borrow_mut().insert(*parent, NIL, child);
    }

    fn append_based_on_parent_node(&self, element: &u32, previous: &u32, child: NodeOrText<u32>) {
        let mut tree = self.0.borrow_mut();
        match tree.node(*element).parent {
            NIL => tree.insert(*previous, NIL, child),
            parent => tree.insert(parent, *element, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &u32) -> u32 {
        *target
    }

    fn same_node(&self, x: &u32, y: &u32) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &u32, child: NodeOrText<u32>) {
        let mut tree = self.0.borrow_mut();
        let parent = tree.node(*sibling).parent;
        if parent != NIL {
            tree.insert(parent, *sibling, child);
        }
    }

    fn add_attrs_if_missing(&self, _: &u32, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &u32) {
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &u32, new_parent: &u32) {
        let mut tree = self.0.borrow_mut();
        let mut child = tree.node(*node).first;
        while child != NIL {
            let next = tree.node(child).next;
            tree.attach(*new_parent, NIL, child);
            child = next;
        }
    }
}
