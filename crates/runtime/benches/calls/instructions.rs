//! The instructions of a call, as valgrind counts them.

use std::process::Command;

use crate::server;
use crate::sides::Side;

/// The argument by which this program makes the calls of one side.
pub(crate) const CHILD: &str = "--calls";
/// Calls of the shorter and of the longer run. What starting takes is in both.
const RUNS: [u32; 2] = [200, 1200];

/// Counts and prints the instructions of both sides.
pub(crate) fn compare() {
    let url = server::start();
    let [bare, ours] = ["bare", "ours"].map(|side| {
        let [shorter, longer] = RUNS.map(|calls| count(side, &url, calls));
        (longer - shorter) / f64::from(RUNS[1] - RUNS[0])
    });
    println!("instructions of a call, without the kernel's: bare {bare:.0}, ours {ours:.0}");
    println!("{:.0} % more", 100.0 * (ours / bare - 1.0));
}

/// The instructions of a run. They are those of this process's child, so the server's are not
/// among them.
fn count(side: &str, url: &str, calls: u32) -> f64 {
    let program = std::env::current_exe().unwrap();
    let out = std::env::temp_dir().join(format!("callgrind.{}.{side}", std::process::id()));
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .args([CHILD, side, url, &calls.to_string()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let collected = said.lines().find_map(|line| line.split_once("Collected : ")).unwrap().1;
    std::fs::remove_file(out).unwrap();
    collected.trim().parse().unwrap()
}

/// Makes the calls of one side, one after the other, on one thread.
pub(crate) fn make_calls(side: &str, url: &str, calls: u32) {
    let side = if side == "bare" { Side::bare(url) } else { Side::ours(url) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for _ in 0..calls {
            side.call().await;
        }
    });
}
