//! Measures how fast and in how much memory files are read: `cargo run --release -p jikenbo-read --example measure FILE…`.
//!
//! In:   paths of files.
//! Out:  one line a file: size, blocks or error, milliseconds (best of three), MB/s, and the most memory ever held by the process.

#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::time::Instant;

use jikenbo_read::{Hint, Limits, read_page};

fn main() {
    let limits = Limits { max_bytes: 256 << 20, max_html_bytes: 256 << 20, ..Limits::default() };
    let limits = if std::env::var("USUAL_LIMITS").is_ok() { Limits::default() } else { limits };
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let size = bytes.len();
        let rounds = if size < 4 << 20 { 3 } else { 1 };
        let mut best = f64::MAX;
        let mut result = String::new();
        for _ in 0..rounds {
            let given = bytes.clone();
            let start = Instant::now();
            let page = read_page(given, &Hint { name: Some(&path), limits, ..Hint::default() });
            best = best.min(start.elapsed().as_secs_f64());
            result = match page {
                Ok(page) => format!("{} blocks, {} bytes of text", page.blocks.len(), page.text.len()),
                Err(error) => format!("{error} ({})", error.why()),
            };
        }
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let most = status
            .lines()
            .find(|line| line.starts_with("VmHWM"))
            .unwrap_or("")
            .split_whitespace()
            .nth(1)
            .unwrap_or("0");
        let megabytes = size as f64 / 1e6;
        println!(
            "{path}\t{megabytes:.1} MB\t{:.0} ms\t{:.0} MB/s\t{} MB peak\t{result}",
            best * 1e3,
            megabytes / best,
            most.parse::<u64>().unwrap_or(0) / 1024
        );
    }
}
