//! Cases judged beside the reading of their records, in one run: `CASES=1000000 cargo bench -p jikenbo-casebook --bench judging`.
//!
//! In:   `CASES`, how many; 20,000 unless given.
//! Out:  seconds of reading, of reading and judging (best of two), and judging as a multiple of reading.

#![expect(clippy::print_stdout, reason = "what is measured is the output")]

#[path = "../tests/filled/mod.rs"]
mod filled;

use std::time::Instant;

use jikenbo_casebook::Casebook;

fn main() {
    let cases: u64 = std::env::var("CASES").map_or(20_000, |cases| cases.parse().expect("CASES is a number"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    filled::fill(folder.path(), cases);
    let book = Casebook::open(folder.path()).expect("a casebook");
    let (mut reading, mut whole) = (f64::MAX, f64::MAX);
    for _ in 0..2 {
        let start = Instant::now();
        let (mut read, mut judged) = (0, 0);
        book.read_all(|_, text| {
            read += u64::from(text.is_some());
            Ok(())
        })
        .expect("the records can be read");
        reading = reading.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        book.judge_all(|one| {
            judged += u64::from(one.verdict.duty.code() == "mandatory");
            Ok(())
        })
        .expect("the cases can be judged");
        whole = whole.min(start.elapsed().as_secs_f64());
        assert_eq!((read, judged), (cases, cases));
    }
    println!(
        "{cases} cases: read {reading:.2} s, read and judged {whole:.2} s, judging {:.2} x reading",
        (whole - reading) / reading
    );
}
