//! Time that this thread spent on the processor: other work on the machine changes it less than the clock.

use std::hint::black_box;

use cpu_time::ThreadTime;

/// Seconds that `work` takes on the processor.
fn spent<T>(work: impl FnOnce() -> T) -> f64 {
    let start = ThreadTime::now();
    black_box(work());
    start.elapsed().as_secs_f64()
}

/// The shortest of some rounds.
pub(crate) fn best<T>(rounds: usize, mut work: impl FnMut() -> T) -> f64 {
    (0..rounds.max(1)).map(|_| spent(&mut work)).fold(f64::MAX, f64::min)
}
