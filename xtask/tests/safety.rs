//! Runs at once, and what a run leaves behind that is nobody's to commit.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod support;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use support::{Sandbox, page};

/// A run that finds another one at work says so, waits, and writes when that one has ended; so
/// does `--check`, which compares nothing with files that are being written.
#[test]
fn a_second_run_waits_for_the_first() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.codegen(&[]);
    let before = sandbox.files("out");
    for more in [&[][..], &["--check"]] {
        sandbox.remove("out/demo-20200101");
        let lock = File::open(sandbox.path().join("out/.codegen/lock")).unwrap();
        lock.lock().unwrap();
        let mut run = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["codegen", "--specs", "specs", "--out", "out"])
            .args(more)
            .current_dir(sandbox.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(run.stderr.as_mut().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said, "another run is writing to out; waiting until it ends\n");
        assert!(sandbox.files("out").is_empty());
        if more.is_empty() {
            lock.unlock().unwrap();
            assert!(run.wait().unwrap().success());
            assert_eq!(sandbox.files("out"), before);
        } else {
            for (path, text) in &before {
                sandbox.write(path, text);
            }
            lock.unlock().unwrap();
            assert!(run.wait().unwrap().success());
        }
    }
}

/// `--check` does not even make the folder of its lock.
#[test]
fn check_makes_no_file() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    assert_eq!(sandbox.codegen(&["--check"]).code, 1);
    assert!(!sandbox.path().join("out").exists());
}

/// Git sees nothing of the lock, in whatever repository the output lies, and no stage is left.
#[test]
fn what_is_the_generators_own_is_ignored_by_git() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/demo/GetThing.md", &page("GetThing"));
    sandbox.codegen(&[]);
    let own = sandbox.path().join("out/.codegen");
    assert_eq!(std::fs::read_to_string(own.join(".gitignore")).unwrap(), "*\n");
    assert!(!own.join("stage").exists());
}
