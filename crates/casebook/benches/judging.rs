//! Cases judged beside the reading of their records, in one run: `CASES=1000000 cargo bench -p jikenbo-casebook --bench judging`.
//!
//! In:   `CASES`, how many; 20,000 unless given.
//! Out:  seconds of reading, of reading and judging (best of two), and judging as a multiple of reading; by the clock, and of the processor
//!       where Linux tells them (other work on the machine counts in the clock's).

#![expect(clippy::print_stdout, reason = "what is measured is the output")]

#[path = "../tests/filled/mod.rs"]
mod filled;

use std::time::{Duration, Instant};

use jikenbo_casebook::Casebook;

fn main() {
    let cases: u64 = std::env::var("CASES").map_or(20_000, |cases| cases.parse().expect("CASES is a number"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    filled::fill(folder.path(), cases);
    let book = Casebook::open(folder.path()).expect("a casebook");
    let (mut reading, mut whole) = ([f64::MAX; 2], [f64::MAX; 2]);
    for _ in 0..2 {
        let start = Times::now();
        let (mut read, mut judged) = (0, 0);
        book.read_all(|_, text| {
            read += u64::from(text.is_some());
            Ok(())
        })
        .expect("the records can be read");
        start.least(&mut reading);
        let start = Times::now();
        book.judge_all(|one| {
            judged += u64::from(one.verdict.duty.code() == "mandatory");
            Ok(())
        })
        .expect("the cases can be judged");
        start.least(&mut whole);
        assert_eq!((read, judged), (cases, cases));
    }
    for (which, reading, whole) in [("clock", reading[0], whole[0]), ("processor", reading[1], whole[1])] {
        println!(
            "{cases} cases, {which}: read {reading:.2} s, read and judged {whole:.2} s, judging {:.2} x reading",
            (whole - reading) / reading
        );
    }
}

/// The time by the clock, and what this thread has had of the processor.
struct Times(Instant, Duration);

impl Times {
    fn now() -> Self {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
        let nanoseconds = told.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0);
        Self(Instant::now(), Duration::from_nanos(nanoseconds))
    }

    fn least(&self, of: &mut [f64; 2]) {
        let now = Self::now();
        of[0] = of[0].min((now.0 - self.0).as_secs_f64());
        of[1] = of[1].min(now.1.saturating_sub(self.1).as_secs_f64());
    }
}
