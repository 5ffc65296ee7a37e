//! Makes the identity of the emitter: a hash of all that decides what it writes.

use std::env;
use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

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
    // Nobody chooses the sources to meet a hash, so that the one of the standard library is enough; any
    // other would have to be built before this script.
    let mut hash = DefaultHasher::new();
    for cause in CAUSES {
        println!("cargo:rerun-if-changed={cause}");
        for file in files(Path::new(cause))? {
            let content = fs::read(&file)?;
            (file.display().to_string(), content).hash(&mut hash);
        }
    }
    for fact in FACTS {
        println!("cargo:rerun-if-env-changed={fact}");
        env::var(fact)?.hash(&mut hash);
    }
    println!("cargo:rustc-env=APIGEN_EMIT_IDENTITY={:016x}", hash.finish());
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
