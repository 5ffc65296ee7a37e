//! Calls per second beside those of the bare HTTP client.
//!
//! Both sides make the same exchange with one server in this process: the same request, to the
//! byte but for its stamp and its signature, the same body read as a whole and into JSON, kept
//! connections, the same settings of the HTTP client and of its TLS (of which none is used, as the
//! server speaks plain HTTP). What is compared is what the runtime adds: putting the request
//! together, signing it, telling success from failure, timeouts.
//!
//! The sides take turns in short rounds of the same process, now the one first and now the other,
//! and what counts is the median of how two neighbouring rounds compare, so that other work of the
//! machine counts for both. Besides, the time is compared that the processors worked for a call,
//! the server among it: what the calls per second are once nothing has to wait for anything else.
//! Only Linux tells it.
//!
//! ```console
//! $ cargo bench --package aliyun-runtime --bench calls
//! ```
//!
//! Where even that is too restless, valgrind counts the instructions of each side, without those of
//! the server and those of the kernel, which are the same for both:
//!
//! ```console
//! $ cargo bench --package aliyun-runtime --bench calls -- --instructions
//! ```

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on shall stop")]

mod instructions;
mod server;
mod sides;

use std::time::{Duration, Instant};

use sides::Side;

/// Calls that are under way at once.
const CONCURRENCY: [usize; 3] = [1, 16, 64];
/// Calls of a round, of all workers together.
const CALLS: usize = 512;
/// Pairs of rounds at each concurrency.
const ROUNDS: usize = 101;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["--instructions", ..] => instructions::compare(),
        [instructions::CHILD, side, url, calls, ..] => {
            instructions::make_calls(side, url, calls.parse().unwrap());
        }
        _ => compare_speed(),
    }
}

fn compare_speed() {
    let url = server::start();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (bare, ours) = (Side::bare(&url), Side::ours(&url));
    for workers in CONCURRENCY {
        let run = |side| runtime.block_on(Round::of(side, workers));
        // The first rounds open the connections.
        let _ = (run(&bare), run(&ours));
        let pairs: Vec<_> = (0..ROUNDS)
            .map(|number| {
                if number % 2 == 0 {
                    let bare = run(&bare);
                    (bare, run(&ours))
                } else {
                    let ours = run(&ours);
                    (run(&bare), ours)
                }
            })
            .collect();
        report(workers, &pairs);
    }
}

fn report(workers: usize, pairs: &[(Round, Round)]) {
    let of_pairs = |figure: fn(&(Round, Round)) -> f64| median(pairs.iter().map(figure).collect());
    let bare = of_pairs(|(bare, _)| bare.calls_per_second());
    let ours = of_pairs(|(_, ours)| ours.calls_per_second());
    let ratio = of_pairs(|(bare, ours)| 100.0 * ours.calls_per_second() / bare.calls_per_second());
    print!("{workers:>2} at once: bare {bare:>6.0}/s, ours {ours:>6.0}/s, {ratio:.0} %");
    let bare = of_pairs(|(bare, _)| bare.microseconds_of_work());
    let ours = of_pairs(|(_, ours)| ours.microseconds_of_work());
    if bare > 0.0 {
        let ratio = of_pairs(|(bare, ours)| 100.0 * bare.work.div_duration_f64(ours.work));
        print!("; work: bare {bare:.1} µs, ours {ours:.1} µs, {ratio:.0} %");
    }
    println!();
}

/// How long the calls of a round took.
struct Round {
    calls: usize,
    time: Duration,
    /// For how long processors worked; zero if the system does not tell.
    work: Duration,
}

impl Round {
    /// Makes the calls of a round, so many at once.
    async fn of(side: &Side, workers: usize) -> Self {
        let (start, worked) = (Instant::now(), work());
        let each = CALLS / workers;
        let spawned: Vec<_> = (0..workers)
            .map(|_| {
                let side = side.clone();
                tokio::spawn(async move {
                    for _ in 0..each {
                        side.call().await;
                    }
                })
            })
            .collect();
        for worker in spawned {
            worker.await.unwrap();
        }
        Self { calls: each * workers, time: start.elapsed(), work: work().saturating_sub(worked) }
    }

    fn calls(&self) -> f64 {
        f64::from(u32::try_from(self.calls).unwrap())
    }

    fn calls_per_second(&self) -> f64 {
        self.calls() / self.time.as_secs_f64()
    }

    fn microseconds_of_work(&self) -> f64 {
        self.work.as_secs_f64() * 1e6 / self.calls()
    }
}

/// For how long processors have worked for this process, which Linux tells thread by thread.
fn work() -> Duration {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let of_threads = threads.filter_map(|thread| {
        let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(of_threads.sum())
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    *figures.get(figures.len() / 2).unwrap()
}
