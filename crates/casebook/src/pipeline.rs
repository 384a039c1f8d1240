//! Many workers, one writer: work on jobs in parallel, hand the results on in the order of the jobs.
//!
//! In:   jobs, each with a weight (the bytes that it will hold in memory).
//! Out:  results in the order of the jobs, each with a permit for its weight.
//!
//! The weights of all jobs between start and the dropping of their permits stay within a budget; a job that weighs more runs alone.
//! Permits are given in the order of the jobs, so that the next result to be handed on is never kept waiting by later ones.
//! Nothing here knows of pages: `Writer::add` and `jikenbo extract` both run on it.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How the work is shared out.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Workers.
    pub threads: usize,
    /// Weight that may be in work at once.
    pub budget: u64,
    /// How long the taker is left without results before it is told that there is time to spare.
    pub idle_after: Duration,
}

/// The right of a result to its memory; given back when dropped.
pub struct Permit {
    weight: u64,
    budget: Arc<Budget>,
}

impl Permit {
    /// The weight that it allows.
    pub fn weight(&self) -> u64 {
        self.weight
    }
}

struct Budget {
    left: Mutex<Left>,
    freed: Condvar,
}

struct Left {
    weight: u64,
    /// Nobody takes results any longer.
    closed: bool,
}

impl Budget {
    fn left(&self) -> MutexGuard<'_, Left> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes the budget when the taker ends, in whatever way, so that no worker waits for memory for ever.
struct Closing<'a>(&'a Budget);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.left().closed = true;
        self.0.freed.notify_all();
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.budget.left().weight += self.weight;
        self.budget.freed.notify_all();
    }
}

/// Works on `jobs` and gives the results to `take`, in order. While no result is there, `take` is called with `None`: it should then
/// finish what it has begun and drop the permits that it holds.
///
/// # Errors
/// The first error of `take`, which ends the run.
pub fn run<J: Send, R: Send, E>(
    plan: Plan,
    jobs: impl Iterator<Item = J> + Send,
    weigh: impl Fn(&J) -> u64 + Sync,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(Option<(R, Permit)>) -> Result<(), E>,
) -> Result<(), E> {
    let budget =
        Arc::new(Budget { left: Mutex::new(Left { weight: plan.budget, closed: false }), freed: Condvar::new() });
    let turn = Mutex::new(jobs.enumerate());
    let (send, receive) = mpsc::channel::<(usize, R, Permit)>();
    std::thread::scope(|scope| {
        for _ in 0..plan.threads.max(1) {
            let send = send.clone();
            let (turn, weigh, work, budget) = (&turn, &weigh, &work, &budget);
            scope.spawn(move || {
                while let Some((i, job, permit)) = next(turn, weigh, budget, plan.budget) {
                    let result = work(job);
                    if send.send((i, result, permit)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let _closing = Closing(&budget);
        in_order(&receive, plan.idle_after, &mut take)
    })
}

/// The next job, as soon as there is memory for it.
fn next<J>(
    turn: &Mutex<impl Iterator<Item = (usize, J)>>,
    weigh: &(impl Fn(&J) -> u64 + Sync),
    budget: &Arc<Budget>,
    whole: u64,
) -> Option<(usize, J, Permit)> {
    let mut jobs = turn.lock().unwrap_or_else(PoisonError::into_inner);
    let (i, job) = jobs.next()?;
    let weight = weigh(&job).min(whole);
    let mut left = budget.left();
    while left.weight < weight && !left.closed {
        left = budget.freed.wait(left).unwrap_or_else(PoisonError::into_inner);
    }
    if left.closed {
        return None;
    }
    left.weight -= weight;
    Some((i, job, Permit { weight, budget: Arc::clone(budget) }))
}

fn in_order<R, E>(
    receive: &mpsc::Receiver<(usize, R, Permit)>,
    idle_after: Duration,
    take: &mut impl FnMut(Option<(R, Permit)>) -> Result<(), E>,
) -> Result<(), E> {
    let mut early: BTreeMap<usize, (R, Permit)> = BTreeMap::new();
    let mut wanted = 0;
    loop {
        match receive.recv_timeout(idle_after) {
            Ok((i, result, permit)) => {
                early.insert(i, (result, permit));
                while let Some(result) = early.remove(&wanted) {
                    take(Some(result))?;
                    wanted += 1;
                }
            }
            Err(RecvTimeoutError::Timeout) => take(None)?,
            Err(RecvTimeoutError::Disconnected) => return take(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    const PLAN: Plan = Plan { threads: 4, budget: 100, idle_after: Duration::from_millis(5) };

    #[test]
    fn results_come_in_the_order_of_the_jobs_and_within_the_budget() {
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let weight = |job: &u64| 1 + job * 37 % 60;
        let mut got = Vec::new();
        let mut held = Vec::new();
        run(
            PLAN,
            0..300_u64,
            weight,
            |job| {
                let sum = now.fetch_add(weight(&job), Ordering::SeqCst) + weight(&job);
                most.fetch_max(sum, Ordering::SeqCst);
                std::thread::sleep(Duration::from_micros(job * 7919 % 400));
                job
            },
            |result| {
                match result {
                    Some((job, permit)) => {
                        got.push(job);
                        held.push((weight(&job), permit));
                    }
                    None => held.drain(..).for_each(|(weight, permit)| {
                        now.fetch_sub(weight, Ordering::SeqCst);
                        drop(permit);
                    }),
                }
                Ok::<(), ()>(())
            },
        )
        .unwrap();
        assert_eq!(got, (0..300).collect::<Vec<_>>());
        assert!(most.load(Ordering::SeqCst) <= PLAN.budget);
    }

    #[test]
    fn a_job_heavier_than_the_budget_runs_alone() {
        let mut held = Vec::new();
        let mut got = Vec::new();
        run(
            PLAN,
            [1_u64, 5_000, 1, 70, 70].into_iter(),
            |w| *w,
            |w| w,
            |result| {
                match result {
                    Some((w, permit)) => {
                        got.push(w);
                        held.push(permit);
                    }
                    None => held.clear(),
                }
                Ok::<(), ()>(())
            },
        )
        .unwrap();
        assert_eq!(got, [1, 5_000, 1, 70, 70]);
    }

    #[test]
    fn an_error_of_the_taker_ends_the_run() {
        let started = AtomicU64::new(0);
        let done = run(
            PLAN,
            0..1_000_000_u64,
            |_| 1,
            |job| {
                started.fetch_add(1, Ordering::SeqCst);
                job
            },
            |result| if result.is_some_and(|(job, _)| job == 10) { Err("full") } else { Ok(()) },
        );
        assert_eq!(done, Err("full"));
        assert!(started.load(Ordering::SeqCst) < 1_000_000);
    }

    #[test]
    fn no_jobs_end_at_once() {
        run(PLAN, std::iter::empty::<u64>(), |_| 1, |j| j, |_| Ok::<(), ()>(())).unwrap();
    }
}
