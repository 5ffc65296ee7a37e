//! The command as people run it, beside its parts.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::folder::Folder;
use crate::rounds::{median, rounds};

/// The seconds of a whole run, and how many times as long that is as its `parts`, divided among the
/// cores.
///
/// The run finds all files as they shall be, as how long a disk takes to write is another matter,
/// and no note of an earlier run that would spare it to emit them.
///
/// For the latter each core does all the parts, for itself: so it is measured with all cores at
/// work, as in the whole run, and with whatever else the machine is busy with.
pub(crate) fn compare<T>(folder: &Folder, parts: impl Fn() -> T + Sync) -> (f64, f64) {
    let cores = std::thread::available_parallelism().unwrap().get();
    let pools: Vec<_> = (0..cores)
        .map(|_| rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap())
        .collect();
    let divided = || {
        let start = Instant::now();
        std::thread::scope(|scope| {
            for pool in &pools {
                scope.spawn(|| pool.install(|| drop(parts())));
            }
        });
        start.elapsed().as_secs_f64() / f64::from(u32::try_from(cores).unwrap())
    };
    let out = tempfile::tempdir().unwrap();
    let _ = (divided(), run(folder, out.path()));
    let rounds = rounds(|| (divided(), run(folder, out.path())));
    let times = rounds.iter().map(|(_, whole)| *whole);
    (median(times), median(rounds.iter().map(|(parts, whole)| whole / parts)))
}

/// The seconds of one run.
fn run(folder: &Folder, out: &Path) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(["codegen", "--format", "json"]);
    command.arg("--specs").arg(&folder.root).arg("--out").arg(out);
    if let Some(locale) = &folder.locale {
        command.args(["--locale", locale]);
    }
    if let Some(overlay) = &folder.overlay {
        command.arg("--overlay").arg(overlay);
    }
    // There is none before the first run.
    let _ = fs::remove_dir_all(out.join(".codegen/cache"));
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().unwrap();
    // Pages with errors are no failure of the benchmark: exit code 1.
    assert!(status.code().is_some_and(|code| code <= 1), "{status}");
    start.elapsed().as_secs_f64()
}
