//! The workspace around crates that are written outside of any: without its manifest, Cargo would
//! not know where they find the runtime.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use apigen_emit::{WORKSPACE_HEADER, workspace_manifest};

use crate::disk::{at, read_if_there};
use crate::output::Change;

/// The file that makes a folder a package or a workspace.
const MANIFEST: &str = "Cargo.toml";
/// The runtime of this checkout.
const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/runtime");

/// What has to change for the crates in `out` to have a workspace: its manifest, where no other
/// workspace encloses the folder.
///
/// # Errors
///
/// There is no package at `runtime`; or the workspace around says already where the runtime is.
pub(crate) fn change(out: &Path, runtime: Option<&Path>) -> io::Result<Option<Change>> {
    let out = resolved(out)?;
    if let Some(around) = enclosing(&out)? {
        return match runtime {
            None => Ok(None),
            Some(_) => Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!(
                    "the workspace {} says where the runtime is; leave out `--runtime`, or write \
                     the crates outside of it",
                    around.display()
                ),
            )),
        };
    }
    let runtime = package(runtime.unwrap_or(Path::new(RUNTIME)))?;
    let new = workspace_manifest(&runtime.to_string_lossy());
    let old = read_if_there(&out.join(MANIFEST))?;
    Ok((old.as_ref() != Some(&new)).then(|| Change::new(MANIFEST, old, Some(new))))
}

/// The manifest of the workspace that a folder is in, unless it is one that was written here.
fn enclosing(out: &Path) -> io::Result<Option<PathBuf>> {
    for folder in out.ancestors() {
        let path = folder.join(MANIFEST);
        let Some(text) = read_if_there(&path)? else { continue };
        let is_own = folder == out && text.starts_with(WORKSPACE_HEADER);
        if !is_own && text.lines().any(|line| line.trim_start().starts_with("[workspace")) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// The folder of a package, from the root on.
fn package(folder: &Path) -> io::Result<PathBuf> {
    let missing = |error: &io::Error| {
        let message = format!("{error}; expected the folder of the crate `aliyun-runtime`");
        at(folder, &io::Error::new(error.kind(), message))
    };
    fs::metadata(folder.join(MANIFEST)).map_err(|error| missing(&error))?;
    fs::canonicalize(folder).map_err(|error| missing(&error))
}

/// A folder from the root on, as far as it exists.
fn resolved(folder: &Path) -> io::Result<PathBuf> {
    let whole = std::path::absolute(folder)?;
    for existing in whole.ancestors() {
        if let Ok(known) = fs::canonicalize(existing) {
            let rest = whole.strip_prefix(existing).unwrap_or(Path::new(""));
            return Ok(if rest.as_os_str().is_empty() { known } else { known.join(rest) });
        }
    }
    Ok(whole)
}
