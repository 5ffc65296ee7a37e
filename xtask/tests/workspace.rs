//! Crates that are written outside of any workspace.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{Run, Sandbox, WORKSPACE, page};

const MANIFEST: &str = "out/Cargo.toml";

/// A sandbox that is no workspace, with a page.
fn outside() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.remove(WORKSPACE);
    sandbox.write("specs/GetThing.md", &page("GetThing"));
    sandbox
}

#[track_caller]
fn assert_ok(run: &Run) {
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
}

#[test]
fn cargo_understands_what_is_written_outside_of_a_workspace() {
    let sandbox = outside();
    assert_ok(&sandbox.codegen(&[]));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    // Folders that are no crates: this one Cargo makes, and the generator has one of its own.
    fs::create_dir(sandbox.path().join("out/target")).unwrap();
    assert!(sandbox.path().join("out/.codegen").is_dir());
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(sandbox.path().join("out"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(metadata["packages"].as_array().unwrap().len(), 1);
    let dependencies = metadata["packages"][0]["dependencies"].as_array().unwrap();
    let runtime = dependencies.iter().find(|it| it["name"] == "aliyun-runtime").unwrap();
    let own = fs::canonicalize(root.join("crates/runtime")).unwrap();
    assert_eq!(Path::new(runtime["path"].as_str().unwrap()), own);
}

#[test]
fn the_runtime_can_lie_elsewhere() {
    let sandbox = outside();
    sandbox.write("elsewhere/Cargo.toml", "[package]\n");
    assert_ok(&sandbox.codegen(&["--runtime", "elsewhere"]));
    let elsewhere = fs::canonicalize(sandbox.path().join("elsewhere")).unwrap();
    let runtime = format!("aliyun-runtime = {{ path = \"{}\",", elsewhere.display());
    assert!(sandbox.files("out")[MANIFEST].contains(&runtime));

    let run = sandbox.codegen(&["--check"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains(&format!("-{runtime}")), "{}", run.stdout);
    assert_ok(&sandbox.codegen(&["--check", "--runtime", "elsewhere"]));

    let run = sandbox.codegen(&["--runtime", "nowhere"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("error: nowhere: "), "{}", run.stderr);
    assert!(run.stderr.contains("expected the folder of the crate `aliyun-runtime`"));
    assert!(sandbox.files("out")[MANIFEST].contains(&runtime));
}

#[test]
fn a_workspace_around_is_the_crates_own() {
    let sandbox = outside();
    sandbox.write(WORKSPACE, "[workspace]\n");
    assert_ok(&sandbox.codegen(&[]));
    assert!(!sandbox.files("out").contains_key(MANIFEST));
    let run = sandbox.codegen(&["--runtime", "."]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("says where the runtime is; leave out `--runtime`"),
        "{}",
        run.stderr
    );
    // So is one in the very folder, unless it was written here.
    let sandbox = outside();
    sandbox.write(MANIFEST, "[workspace]\n");
    assert_ok(&sandbox.codegen(&[]));
    assert_eq!(sandbox.files("out")[MANIFEST], "[workspace]\n");
}

#[test]
fn without_a_crate_there_is_no_workspace() {
    let sandbox = outside();
    sandbox.remove("specs/GetThing.md");
    sandbox.write("specs/README.md", "# No API page\n");
    assert_ok(&sandbox.codegen(&[]));
    assert!(sandbox.files("out").is_empty());
}
