//! An HTML page → text that reads well, in blocks.
//!
//! In:   the page's markup as text.
//! Out:  headings, paragraphs, list items and table rows, one a line; furniture marked; links; the title.
//!
//! The parser is the standard's own algorithm (html5ever), so that broken markup reads as it does in a browser. It runs behind a guard
//! against floods of attributes and a filter for what layout does not need, into a tree of 28 to 44 bytes an element.

mod filter;
mod furniture;
mod guard;
mod layout;
mod paths;
mod role;
mod tables;
mod tree;
mod writer;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};

use crate::{Error, Limits, Parts};

/// Bytes given to the parser at a time, so that it holds no copy of the page.
const PIECE: usize = 32 << 10;

/// Reads an HTML page.
pub(crate) fn read_html(text: &str, limits: &Limits) -> Result<Parts, Error> {
    let mut tree = parse(text, limits)?;
    furniture::settle(&mut tree);
    let title = tree.title.take().and_then(|title| {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        (!title.is_empty()).then_some(title)
    });
    let written = layout::lay_out(&tree, limits.max_blocks, text.len())?;
    if written.blocks.is_empty() {
        return Err(Error::Empty);
    }
    Ok(Parts { text: written.text, blocks: written.blocks, title, links: written.links })
}

fn parse(text: &str, limits: &Limits) -> Result<tree::Tree, Error> {
    let tags = text.bytes().filter(|byte| *byte == b'<').count();
    let sink = tree::Sink::new(limits.max_nodes, tags);
    let tokenizer = Tokenizer::new(filter::Filter::new(sink), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut at = 0;
    let cuts = guard::floods(text).into_iter().map(|cut| (cut.start, cut.end));
    for (end, next) in cuts.chain([(text.len(), text.len())]) {
        while at < end {
            let stop = text.floor_char_boundary(end.min(at + PIECE));
            queue.push_back(StrTendril::from_slice(&text[at..stop]));
            // The parser pauses after scripts and declarations of a character set; neither means anything here.
            while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
            if tokenizer.sink.is_full() {
                return Err(Error::TooManyParts { limit: limits.max_nodes, setting: "max-nodes", byte: Some(at) });
            }
            at = stop;
        }
        at = next;
    }
    tokenizer.end();
    Ok(tokenizer.sink.into_tree())
}

#[cfg(test)]
mod tests;
