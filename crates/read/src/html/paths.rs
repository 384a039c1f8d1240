//! Paths of elements, such as `body/main/p`, shared by all elements that have the same.
//!
//! In:   elements in document order, each under its parent's path.
//! Out:  the path as text, and how many elements had it so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use html5ever::LocalName;

/// Steps of a path that are shown, the last ones.
const SHOWN: usize = 10;
/// Longest name shown; longer ones are made to be long.
const LONGEST: usize = 24;

/// All paths of a page.
#[derive(Debug)]
pub(super) struct Paths {
    /// Parent, name, elements so far, text once it was asked for.
    paths: Vec<(u32, LocalName, u32, Option<Arc<str>>)>,
    children: BTreeMap<(u32, LocalName), u32>,
}

impl Paths {
    pub(super) fn new() -> Self {
        Self { paths: vec![(0, LocalName::from(""), 0, None)], children: BTreeMap::new() }
    }

    /// The path of an element called `name` under the path `parent` (0 is the document); counts the element.
    pub(super) fn enter(&mut self, parent: u32, name: &LocalName) -> (u32, u32) {
        let next = self.paths.len() as u32;
        let path = *self.children.entry((parent, name.clone())).or_insert(next);
        if path == next {
            self.paths.push((parent, name.clone(), 0, None));
        }
        let entry = &mut self.paths[path as usize];
        entry.2 += 1;
        (path, entry.2)
    }

    /// The path as text.
    pub(super) fn text(&mut self, path: u32) -> Arc<str> {
        if let Some(text) = &self.paths[path as usize].3 {
            return text.clone();
        }
        let mut steps = Vec::new();
        let mut at = path;
        while at != 0 && steps.len() < SHOWN {
            let (parent, name, ..) = &self.paths[at as usize];
            steps.push(if name.len() > LONGEST { "…" } else { name });
            at = *parent;
        }
        if at != 0 {
            steps.push("…");
        }
        steps.reverse();
        let text: Arc<str> = steps.join("/").into();
        self.paths[path as usize].3 = Some(text.clone());
        text
    }
}
