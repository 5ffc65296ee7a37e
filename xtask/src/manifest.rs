//! `codegen.manifest`: which files of a crate are ours, and whether the crate is whole.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path};

use crate::disk::{at, read_if_there};

/// The file in each crate that lists the files which are ours.
pub(crate) const MANIFEST: &str = "codegen.manifest";
const HEADER: &str = "# The files of this crate that `cargo xtask codegen` writes and removes.\n";
/// The first line as long as the crate's files may be partly those of before, partly new ones.
const INCOMPLETE: &str = "# INCOMPLETE: a run is writing these files, or was cut short. \
    `cargo xtask codegen` makes all of them anew.\n";
/// How such a line begins, whatever it says further.
const INCOMPLETE_MARK: &str = "# INCOMPLETE";

/// What a crate's manifest says; of a crate without one, nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// The files that are ours, by path relative to the crate's folder.
    pub(crate) files: BTreeSet<String>,
    /// Whether a run was cut short, so that the files need not fit each other.
    pub(crate) is_incomplete: bool,
}

impl Manifest {
    /// Reads the manifest of the crate in `folder`.
    ///
    /// A path that leads out of the crate's folder is an error: following it could remove any file.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let path = folder.join(MANIFEST);
        let Some(text) = read_if_there(&path)? else { return Ok(Self::default()) };
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let files = lines.map(|line| {
            if is_inside(line) {
                return Ok(line.to_owned());
            }
            let message =
                format!("{}: `{line}` leads out of the crate; remove the line", path.display());
            Err(io::Error::new(io::ErrorKind::InvalidData, message))
        });
        Ok(Self {
            files: files.collect::<io::Result<_>>()?,
            is_incomplete: text.starts_with(INCOMPLETE_MARK),
        })
    }
}

/// The text of the manifest of a crate that is whole.
pub(crate) fn whole<'a>(files: impl IntoIterator<Item = &'a String>) -> String {
    let mut text = HEADER.to_owned();
    for file in files {
        text.push_str(file);
        text.push('\n');
    }
    text
}

/// The text of the manifest of a crate that is being written.
///
/// It lists the files of before and the new ones: what a run leaves that is cut short, the next
/// one knows as ours.
pub(crate) fn incomplete<'a>(files: impl IntoIterator<Item = &'a String>) -> String {
    format!("{INCOMPLETE}{}", whole(files))
}

/// The crates in `out` that have a manifest, by folder name, sorted.
pub(crate) fn crates(out: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(at(out, &error)),
    };
    let mut folders = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.path().join(MANIFEST).is_file() {
            folders.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    folders.sort();
    Ok(folders)
}

fn is_inside(path: &str) -> bool {
    Path::new(path).components().all(|it| matches!(it, Component::Normal(_)))
}
