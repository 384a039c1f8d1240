//! One record added to a large casebook, beside SQLite's own insert in the same run:
//! `REPORTS=1000000 cargo bench -p jikenbo-casebook --bench adding`.
//!
//! In:   `REPORTS`, how many the casebook holds before; 20,000 unless given. `FILLED`: the casebook to use; what it lacks of
//!       them is added first, so that it may be used again.
//! Out:  seconds to fill it and to open it; milliseconds of adding a page with one report (median, 95th percentile and slowest of 50, by the clock;
//!       of the processor in the mean): a new organisation, a follow-up, a further client of a contractor; of a row with the same page that SQLite
//!       writes into a table of the same file and commits, without and with waiting for the disk.

#![expect(clippy::print_stdout, reason = "what is measured is the output")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use common::{Desk, TOY};
use jikenbo_casebook::{AddPlan, Writer, find_files};

/// Articles on a page that fills the casebook.
const ON_PAGE: u64 = 500;
/// Pages that are added one by one.
const ONE_BY_ONE: u64 = 50;

/// A notice: three in ten are later reports of the organisation before, one in five names one of many contractors.
fn notice(n: u64) -> String {
    let of = if n % 10 < 3 && n >= 10 { n - n % 10 - 1 } else { n };
    let (month, day) = (1 + of / 28 % 12, 1 + of % 28);
    let year = 2005 + of / 336 % 20;
    let mut text = format!("# 不正アクセスについて(その{})\n第{of}商店\n", n % 97);
    let _ = writeln!(text, "+ published {year}-{month:02}-{:02}", (day + u64::from(n != of)).min(28));
    let _ = writeln!(text, "+ detected {year}-{month:02}-{day:02}\n+ own {}", 10 + of * 7919 % 90_000);
    if of % 5 == 0 {
        let _ = writeln!(text, "+ contractor 例示{}印刷", of / 50);
    }
    text
}

/// Milliseconds that this process has had of the processor, where Linux tells them (in steps of 10 ms).
fn processor() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = told.rsplit(')').next().unwrap_or_default();
    let ticks = after.split_whitespace().skip(11).take(2).filter_map(|number| number.parse::<f64>().ok());
    ticks.sum::<f64>() * 10.0
}

fn fill(desk: &Desk, casebook: &Path, from: u64, reports: u64) {
    for page in from / ON_PAGE..reports.div_ceil(ON_PAGE) {
        let articles: Vec<String> = (page * ON_PAGE..(page + 1) * ON_PAGE).map(notice).collect();
        desk.write(&format!("{page:06}.txt"), &articles.join("\n"));
    }
    let start = Instant::now();
    let used = processor();
    let files = find_files(&[desk.pages()], None).files;
    let plan = AddPlan { now: desk.now, largest: 1 << 20, threads: 2 };
    let mut writer = Writer::open(casebook, &TOY).expect("the casebook opens");
    let tally = writer.add(&files, plan, &mut |_| {}).expect("pages are added");
    let (seconds, used) = (start.elapsed().as_secs_f64(), (processor() - used) / 1e3);
    println!("from {from} to {reports} reports, {} pages: {seconds:.1} s, {used:.1} s of the processor", tally.added);
}

/// How many rows of a table the casebook holds.
fn rows(casebook: &Path, table: &str) -> u64 {
    let Ok(tables) = rusqlite::Connection::open(casebook.join("casebook.sqlite")) else { return 0 };
    tables.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap_or(0)
}

fn main() {
    let reports: u64 = std::env::var("REPORTS").map_or(20_000, |n| n.parse().expect("REPORTS is a number"));
    let desk = Desk::new();
    let casebook: PathBuf = std::env::var_os("FILLED").map_or_else(|| desk.casebook(), Into::into);
    let before = rows(&casebook, "link_report");
    if before < reports {
        fill(&desk, &casebook, before, reports);
    }
    // Pages that no run before has added.
    let first = rows(&casebook, "capture") / ONE_BY_ONE * ONE_BY_ONE;
    let start = Instant::now();
    let mut writer = Writer::open(&casebook, &TOY).expect("the casebook opens");
    println!("opened (each line of its logs checked) in {:.2} s", start.elapsed().as_secs_f64());
    let mut times = Vec::new();
    let before = processor();
    for n in first..first + ONE_BY_ONE {
        // A new organisation, a follow-up of one that is there, a client of a contractor that is there.
        let text = match n % 3 {
            0 => notice(reports + 10 * n + 5),
            1 => notice(n * 10 + 9).replace("について", "について(第二報)"),
            _ => notice(n * 10 + 5).replace("商店", "新商店"),
        };
        let path = desk.write(&format!("new/{n:03}.txt"), &text);
        let files = find_files(&[path], None).files;
        let plan = AddPlan { now: desk.now, largest: 1 << 20, threads: 1 };
        let start = Instant::now();
        writer.add(&files, plan, &mut |_| {}).expect("a page is added");
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    let processor = (processor() - before) / ONE_BY_ONE as f64;
    println!("of the processor, all threads: {processor:.1} ms a page");
    drop(writer);
    let tables = rusqlite::Connection::open(casebook.join("casebook.sqlite")).expect("the tables open");
    tables.execute_batch("CREATE TABLE IF NOT EXISTS beside (id INTEGER PRIMARY KEY, text TEXT)").expect("a table");
    print("a page with one report added", times);
    for (name, synchronous) in [("a row inserted by SQLite", "normal"), ("the same, waiting for the disk", "full")] {
        tables.pragma_update(None, "synchronous", synchronous).expect("a setting");
        let insert = |n| {
            let start = Instant::now();
            tables.execute("INSERT INTO beside (text) VALUES (?)", [notice(n)]).expect("a row");
            start.elapsed().as_secs_f64() * 1e3
        };
        print(name, (0..ONE_BY_ONE).map(insert).collect());
    }
}

fn print(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() * share).div_ceil(100) - 1];
    println!("{name}: median {:.2} ms, 95th percentile {:.2} ms, slowest {:.2} ms", at(50), at(95), at(100));
}
