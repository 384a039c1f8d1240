//! Shows how files are read: `cargo run -p jikenbo-read --example show_page FILE…`.
//!
//! In:   paths of files.
//! Out:  the blocks of each page with their kind and origin, then its links and doubts.

#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use jikenbo_read::{Hint, read_page};

fn main() {
    for path in std::env::args().skip(1) {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                println!("{path}: {error}");
                continue;
            }
        };
        match read_page(bytes, &Hint::of_name(&path)) {
            Ok(page) => {
                println!("== {path} ({}) title {:?}", page.charset, page.title);
                for block in &page.blocks {
                    println!("{:?} {} | {}", block.kind, block.origin, block.range.of(&page.text));
                }
                for link in &page.links {
                    println!("link {:?} → {}", link.range.of(&page.text), link.url);
                }
                for doubt in &page.doubts {
                    println!("doubt {}", doubt.why);
                }
            }
            Err(error) => println!("== {path}: {error}\n   {}\n   {}", error.why(), error.hint()),
        }
    }
}
