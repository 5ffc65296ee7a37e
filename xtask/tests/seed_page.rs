//! One page, pinned: its IR and every generated file, which is short enough to be read whole.
//!
//! What comes out of all the other pages is committed, so its diff is reviewed there.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use std::path::Path;
use std::{fs, str};

use support::Sandbox;

const FOLDER: &str = "ccc/2020-07-01";

/// A sandbox with the one page of the call centre that lies beside its `spec.yaml`.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs").join(FOLDER);
    for entry in fs::read_dir(specs).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            continue;
        }
        let name = entry.file_name().into_string().unwrap();
        sandbox.write_bytes(&format!("specs/{FOLDER}/{name}"), &fs::read(entry.path()).unwrap());
    }
    sandbox
}

#[test]
fn every_generated_file_is_as_reviewed() {
    let sandbox = sandbox();
    let run = sandbox.codegen(&[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let files = sandbox.files("out");
    assert!(!files.is_empty());
    for (path, text) in files.into_iter().filter(|(path, _)| !path.contains("/LICENSE-")) {
        insta::assert_snapshot!(path.replace('/', "__"), text);
    }
}

#[test]
fn what_is_committed_is_what_comes_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["codegen", "--check"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", str::from_utf8(&run.stdout).unwrap());
}
