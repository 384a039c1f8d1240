//! Which parts of a page are furniture: navigation, header, footer, side column, advertisement.
//!
//! In:   class, id and role of elements, and the finished tree.
//! Out:  the flag `FURNITURE` on elements that are.
//! Data: `data/furniture-words.txt` (words within a name), `data/furniture-names.txt` (whole names).
//!
//! Names promise much: a page calls its wrapper `with-sidebar`. So what holds most of the page's text is never furniture, and neither is
//! a header with the page's only heading.

use super::role::Role;
use super::tree::{FURNITURE, HEADER, HIDDEN, IN_MAIN, NIL, ROOT, Tree};

/// Names that mark furniture.
#[derive(Debug)]
pub(super) struct Names {
    words: Vec<&'static str>,
    names: Vec<&'static str>,
}

/// Beginnings of names that say what an element has or belongs to, not what it is.
const PROPERTIES: &str = include_str!("../../data/property-prefixes.txt");
const WORDS: &str = include_str!("../../data/furniture-words.txt");
const NAMES: &str = include_str!("../../data/furniture-names.txt");

/// Longer names are generated ones.
const LONGEST_NAME: usize = 48;

fn terms(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .filter(|term| !term.is_empty())
}

impl Names {
    /// The names of the data files.
    pub(super) fn new() -> Self {
        Self { words: terms(WORDS).collect(), names: terms(NAMES).collect() }
    }

    /// Flags by the value of `class` or `id`.
    pub(super) fn flags_of(&self, value: &str) -> u8 {
        value.split_ascii_whitespace().take(32).fold(0, |flags, name| flags | self.flags_of_name(name))
    }

    fn flags_of_name(&self, name: &str) -> u8 {
        if name.len() > LONGEST_NAME || !name.is_ascii() {
            return 0;
        }
        let mut buffer = [0; LONGEST_NAME];
        let lower = &mut buffer[..name.len()];
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        let lower = std::str::from_utf8(lower).unwrap_or("");
        if self.names.binary_search(&lower).is_ok() {
            return FURNITURE | if lower.contains("head") { HEADER } else { 0 };
        }
        if terms(PROPERTIES).any(|prefix| lower.starts_with(prefix)) {
            return 0;
        }
        let mut start = 0;
        let bytes = name.as_bytes();
        for end in 1..=bytes.len() {
            let ends = end == bytes.len()
                || !bytes[end].is_ascii_alphabetic()
                || (bytes[end].is_ascii_uppercase() && !bytes[end - 1].is_ascii_uppercase());
            if ends {
                let word = lower[start..end].trim_start_matches(|c: char| !c.is_ascii_alphabetic());
                if !word.is_empty() && self.words.binary_search(&word).is_ok() {
                    return FURNITURE;
                }
                start = end;
            }
        }
        0
    }

    /// Flags by the value of `role`.
    pub(super) fn flags_of_role(&self, role: &str) -> u8 {
        match role.trim() {
            "navigation" | "contentinfo" | "complementary" | "search" | "dialog" | "alertdialog" | "menu"
            | "menubar" => FURNITURE,
            "banner" => FURNITURE | HEADER,
            _ => 0,
        }
    }
}

/// Takes the flag from elements that hold what the page is about.
pub(super) fn settle(tree: &mut Tree) {
    let mut open: Vec<(u32, usize, u32)> = Vec::new();
    let mut found: Vec<(u32, usize, u32)> = Vec::new();
    let (mut characters, mut headings) = (0, 0);
    let mut node = ROOT;
    'walk: loop {
        let at = tree.nodes[node as usize];
        match at.role {
            Role::Text => characters += visible(&tree.text[at.first as usize..at.last as usize]),
            Role::Heading(1 | 2) => headings += 1,
            _ => {}
        }
        let text = at.role == Role::Text;
        if !text && at.flags & FURNITURE != 0 {
            open.push((node, characters, headings));
        }
        if !text && at.first != NIL && at.flags & HIDDEN == 0 {
            node = at.first;
            continue;
        }
        loop {
            if let Some(&(top, before, headings_before)) = open.last()
                && top == node
            {
                open.pop();
                found.push((node, characters - before, headings - headings_before));
            }
            let at = tree.nodes[node as usize];
            if at.next != NIL {
                node = at.next;
                break;
            }
            if at.parent == NIL {
                break 'walk;
            }
            node = at.parent;
        }
    }
    for (node, inside, headings_inside) in found {
        let node = &mut tree.nodes[node as usize];
        let most = inside * 2 > characters;
        let own_header = node.flags & HEADER != 0 && node.flags & IN_MAIN != 0;
        let only_heading = node.flags & HEADER != 0 && headings_inside > 0 && headings_inside == headings;
        if most || own_header || only_heading {
            node.flags &= !FURNITURE;
        }
    }
}

/// Bytes that are no blanks.
fn visible(text: &str) -> usize {
    text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count()
}
