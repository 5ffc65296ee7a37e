//! Emitted crates as the compiler, its linter and rustdoc see them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use apigen_emit::{Options, RuntimeDependency, emit};

use crate::service;

/// Writes a service as a crate that stands alone, and gives its folder.
fn written(name: &str) -> PathBuf {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let options = Options { runtime: RuntimeDependency::Path(runtime.to_str().unwrap()) };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for file in emit(&service(name), &options).unwrap() {
        let path = folder.join(file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.text).unwrap();
    }
    // Apart from the workspace around, and with the versions that it has.
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("{text}\n[workspace]\n")).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    folder
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: cargo {arguments:?}\n{text}", folder.display());
}

/// The lints of this project on top of the usual ones: its own tests compile generated code.
const LINTS: [&str; 6] = [
    "-Dwarnings",
    "-Dmissing_docs",
    "-Dunreachable_pub",
    "-Drust-2018-idioms",
    "-Dclippy::pedantic",
    "-Aclippy::must_use_candidate",
];

#[test]
#[ignore = "compiles the runtime and its dependencies; run with --ignored after a change of what is emitted"]
fn every_service_compiles_without_warnings() {
    for name in ["ccc", "bare", "nasty"] {
        let folder = written(name);
        let clippy = ["clippy", "--all-targets", "--quiet", "--"];
        cargo(&folder, &clippy.into_iter().chain(LINTS).collect::<Vec<_>>());
        cargo(&folder, &["doc", "--no-deps", "--quiet"]);
        cargo(&folder, &["test", "--doc", "--quiet"]);
    }
}
