//! The only place that writes: compares the files of a crate with the disk, shows or makes the changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use similar::TextDiff;
use tempfile::Builder;

/// The file in each crate that lists the files which are ours.
const MANIFEST: &str = "codegen.manifest";
const MANIFEST_HEADER: &str =
    "# The files of this crate that `cargo xtask codegen` writes and removes.\n";

/// The files that a crate shall have, by path relative to its folder.
pub(crate) type CrateFiles = BTreeMap<String, Content>;

/// What a file shall hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// This text.
    Text(String),
    /// What it holds already, or this text if the file is missing.
    KeptOr(String),
}

/// One file that differs from what it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The crate's folder and the file in it, relative to the folder of all output.
    pub(crate) path: String,
    /// What the file holds; `None` where there is none.
    old: Option<String>,
    /// What it shall hold; `None` where it shall go.
    new: Option<String>,
}

impl Change {
    /// A change of the file at `path`, relative to the folder of all output.
    pub(crate) fn new(path: &str, old: Option<String>, new: Option<String>) -> Self {
        Self { path: path.to_owned(), old, new }
    }

    pub(crate) fn is_removal(&self) -> bool {
        self.new.is_none()
    }

    /// The change as a unified diff.
    pub(crate) fn diff(&self) -> String {
        let old = self.old.as_deref().unwrap_or("");
        let new = self.new.as_deref().unwrap_or("");
        let path = &self.path;
        let name = |text: &Option<String>, side| match text {
            Some(_) => format!("{side}/{path}"),
            None => "/dev/null".to_owned(),
        };
        TextDiff::from_lines(old, new)
            .unified_diff()
            .header(&name(&self.old, "a"), &name(&self.new, "b"))
            .to_string()
    }
}

/// The files that a crate's manifest lists; none where there is no manifest.
///
/// A path that leads out of the crate's folder is an error: following it could remove any file.
pub(crate) fn read_manifest(folder: &Path) -> io::Result<BTreeSet<String>> {
    let Some(text) = read_if_there(&folder.join(MANIFEST))? else { return Ok(BTreeSet::new()) };
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            if is_inside(line) {
                return Ok(line.to_owned());
            }
            let message = format!(
                "{}: `{line}` leads out of the crate; remove the line",
                folder.join(MANIFEST).display()
            );
            Err(io::Error::new(io::ErrorKind::InvalidData, message))
        })
        .collect()
}

fn is_inside(path: &str) -> bool {
    Path::new(path).components().all(|it| matches!(it, Component::Normal(_)))
}

/// Finds what differs between the crate in `out/folder` and the files that it shall have.
///
/// Removes what the manifest lists and `files` lacks; other files are not ours.
pub(crate) fn changes(out: &Path, folder: &str, files: &CrateFiles) -> io::Result<Vec<Change>> {
    let root = out.join(folder);
    let mut changes = Vec::new();
    let listed = read_manifest(&root)?;
    for (file, content) in files {
        let old = read_if_there(&root.join(file))?;
        let new = match (content, &old) {
            (Content::KeptOr(_), Some(_)) => continue,
            (Content::Text(text) | Content::KeptOr(text), _) => text,
        };
        if old.as_ref() != Some(new) {
            changes.push(Change { path: format!("{folder}/{file}"), old, new: Some(new.clone()) });
        }
    }
    for file in listed.iter().filter(|file| !files.contains_key(*file)) {
        if let Some(old) = read_if_there(&root.join(file))? {
            changes.push(Change { path: format!("{folder}/{file}"), old: Some(old), new: None });
        }
    }
    let old = read_if_there(&root.join(MANIFEST))?;
    let new = (!files.is_empty()).then(|| manifest(files.keys()));
    if old != new {
        changes.push(Change { path: format!("{folder}/{MANIFEST}"), old, new });
    }
    Ok(changes)
}

fn manifest<'a>(files: impl Iterator<Item = &'a String>) -> String {
    let mut text = MANIFEST_HEADER.to_owned();
    for file in files {
        text.push_str(file);
        text.push('\n');
    }
    text
}

/// Makes the change of a file that belongs to no crate.
pub(crate) fn apply_one(out: &Path, change: &Change) -> io::Result<()> {
    let path = out.join(&change.path);
    match &change.new {
        Some(text) => replace(&path, text),
        None => remove(&path, out),
    }
}

/// Makes the changes of one crate.
///
/// The manifest first lists the new files too: a run that is cut short leaves no file that the
/// next run does not know as ours.
pub(crate) fn apply(out: &Path, folder: &str, changes: &[Change]) -> io::Result<()> {
    let root = out.join(folder);
    let mut listed = read_manifest(&root)?;
    let prefix = format!("{folder}/");
    let is_manifest = |change: &&Change| change.path.strip_prefix(&prefix) == Some(MANIFEST);
    let added = changes.iter().filter(|it| it.old.is_none() && !is_manifest(it));
    let added: Vec<_> =
        added.filter_map(|it| it.path.strip_prefix(&prefix)).map(str::to_owned).collect();
    if !added.is_empty() {
        listed.extend(added);
        replace(&root.join(MANIFEST), &manifest(listed.iter()))?;
    }
    for change in
        changes.iter().filter(|it| !is_manifest(it)).chain(changes.iter().filter(is_manifest))
    {
        apply_one(out, change)?;
    }
    Ok(())
}

/// Replaces a file as a whole, so that nobody sees half of it.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
    let mut builder = Builder::new();
    builder.prefix(".codegen-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Readable for all, as far as the user's umask allows; the default is the owner alone.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(|error| at(folder, &error))?;
    file.write_all(text.as_bytes()).map_err(|error| at(path, &error))?;
    file.persist(path).map_err(|error| at(path, &error.error))?;
    Ok(())
}

/// Removes a file, and the folders below `out` that it leaves empty.
fn remove(path: &Path, out: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(path, &error)),
        _ => {}
    }
    let mut folder = path.parent();
    while let Some(current) = folder.filter(|current| *current != out) {
        // A folder that holds something else stays, and so do those above it.
        if fs::remove_dir(current).is_err() {
            break;
        }
        folder = current.parent();
    }
    Ok(())
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

/// Reads a file; `None` where there is none.
pub(crate) fn read_if_there(path: &PathBuf) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path, &error)),
    }
}

/// An error that names its path.
pub(crate) fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
