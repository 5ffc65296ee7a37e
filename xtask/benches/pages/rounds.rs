//! Two sides that take turns, so that other work of the machine counts for both.

use std::fs;
use std::time::{Duration, Instant};

/// Pairs of rounds, at most and at least.
const ROUNDS: (usize, usize) = (9, 3);
/// When no round is begun any more, unless there were too few.
const ENOUGH: Duration = Duration::from_secs(20);
/// How long a round takes at least; jobs that are shorter are repeated.
const ROUND: Duration = Duration::from_millis(200);

/// The seconds that `ours` takes, and how many times as long as `limit` that is.
///
/// Both are jobs of the current thread.
pub(crate) fn compare<O, L>(ours: impl Fn() -> O, limit: impl Fn() -> L) -> (f64, f64) {
    // The first time, memory is cold.
    drop((ours(), limit()));
    let rounds = rounds(|| (seconds(&limit), seconds(&ours)));
    let times = rounds.iter().map(|(_, ours)| *ours);
    (median(times), median(rounds.iter().map(|(limit, ours)| ours / limit)))
}

/// What a pair of rounds gives, for as many pairs as there is time for.
pub(crate) fn rounds<T>(pair: impl Fn() -> T) -> Vec<T> {
    let start = Instant::now();
    let (most, least) = ROUNDS;
    let mut rounds = Vec::new();
    while rounds.len() < least || (rounds.len() < most && start.elapsed() < ENOUGH) {
        rounds.push(pair());
    }
    rounds
}

/// The seconds of one job, of as many as a round takes.
fn seconds<T>(job: &impl Fn() -> T) -> f64 {
    let (start, mut jobs) = (Instant::now(), 0_u32);
    let worked = work();
    while start.elapsed() < ROUND {
        drop(job());
        jobs += 1;
    }
    let worked = worked.zip(work()).map(|(before, after)| after.saturating_sub(before));
    worked.unwrap_or_else(|| start.elapsed()).as_secs_f64() / f64::from(jobs)
}

/// For how long a core has worked for this thread, which only Linux tells.
fn work() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The one in the middle.
pub(crate) fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<_> = figures.collect();
    figures.sort_unstable_by(f64::total_cmp);
    *figures.get(figures.len() / 2).unwrap()
}
