//! Time that this thread spent on the processor.

use std::hint::black_box;
use std::time::Instant;

/// Nanoseconds on the processor; `None` where the system does not tell.
fn on_processor() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// Seconds that `work` takes on the processor; by the clock where the system does not tell.
pub(crate) fn spent<T>(work: impl FnOnce() -> T) -> f64 {
    let (clock, before) = (Instant::now(), on_processor());
    black_box(work());
    match (before, on_processor()) {
        (Some(before), Some(after)) => (after - before) as f64 / 1e9,
        _ => clock.elapsed().as_secs_f64(),
    }
}

/// The shortest of some rounds.
pub(crate) fn best<T>(rounds: usize, mut work: impl FnMut() -> T) -> f64 {
    (0..rounds.max(1)).map(|_| spent(&mut work)).fold(f64::MAX, f64::min)
}
