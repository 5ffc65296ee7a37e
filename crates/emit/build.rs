//! Makes the identity of the emitter: a hash of all that decides what it writes.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The sources of this crate and of the IR, the versions of all libraries, and what is copied.
const CAUSES: [&str; 6] = [
    "build.rs",
    "src",
    "../ir/src",
    "../../Cargo.lock",
    "../../LICENSE-APACHE",
    "../../LICENSE-MIT",
];
/// What Cargo says of this package that is written into others.
const FACTS: [&str; 2] = ["CARGO_PKG_VERSION", "CARGO_PKG_RUST_VERSION"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut hash = Sha256::new();
    for cause in CAUSES {
        println!("cargo:rerun-if-changed={cause}");
        for file in files(Path::new(cause))? {
            let content = fs::read(&file)?;
            hash.update(format!("{}\n{}\n", file.display(), content.len()));
            hash.update(content);
        }
    }
    for fact in FACTS {
        println!("cargo:rerun-if-env-changed={fact}");
        hash.update(env::var(fact)?);
    }
    println!("cargo:rustc-env=APIGEN_EMIT_IDENTITY={}", hex::encode(hash.finalize()));
    Ok(())
}

/// A file, or the files below a folder, sorted.
fn files(path: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        entries.push(entry?.path());
    }
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        found.extend(files(&entry)?);
    }
    Ok(found)
}
