//! Makes the changes of a run so that it may end at any moment, by whatever reason.
//!
//! 1. All new files are written beside the crates, in a stage. Most of what can go wrong does so
//!    here, where nothing has been changed yet: a full disk, a folder that cannot be written.
//! 2. A crate that is new goes from the stage to its place as a whole, by one renaming, and one
//!    that is gone goes the other way. So Cargo never finds a crate without its root.
//! 3. Any other crate is marked as incomplete in its manifest, then its files are renamed into
//!    place one by one, and the manifest is written whole last.
//!
//! The next run makes all files of an incomplete crate anew, and removes what it finds in the stage.
//! Each step is on the disk before the next one that relies on it, so that all of this holds for
//! a machine that loses power, too.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::disk::Disk;
use crate::lock::WORK_FOLDER;
use crate::manifest::{self, MANIFEST};
use crate::output::{Change, CrateChanges};

/// Makes the changes of all crates, and before them that of the manifest of the workspace around
/// them, which is one file and so never half written. The caller holds the lock of `out`.
pub(crate) fn apply(
    disk: &dyn Disk,
    out: &Path,
    workspace: Option<&Change>,
    crates: &[CrateChanges],
) -> io::Result<()> {
    let crates: Vec<_> = crates.iter().filter(|it| !it.changes.is_empty()).collect();
    if crates.is_empty() && workspace.is_none() {
        return Ok(());
    }
    let stage = Stage::new(disk, out);
    if let Err(error) = stage.fill(workspace, &crates) {
        // What is left of the stage takes space, which may be just what is missing.
        let _ = disk.remove_folder(&stage.folder);
        let message = format!("{error}; nothing in {} was changed", out.display());
        return Err(io::Error::new(error.kind(), message));
    }
    if let Some(change) = workspace {
        stage.place_file(change, &out.join(&change.path))?;
    }
    for changes in crates {
        stage.place(changes).map_err(|error| {
            let folder = out.join(&changes.folder);
            let message = format!(
                "{error}; {} is incomplete until `cargo xtask codegen` has run to its end",
                folder.display()
            );
            io::Error::new(error.kind(), message)
        })?;
    }
    disk.remove_folder(&stage.folder)
}

/// Replaces files outside of crates, by path relative to `out`, so that nobody sees half of one.
pub(crate) fn replace(disk: &dyn Disk, out: &Path, files: &[(String, String)]) -> io::Result<()> {
    let stage = Stage::new(disk, out);
    disk.remove_folder(&stage.folder)?;
    let staged = |file: &str| stage.folder.join(NEW_FILES).join(file);
    stage.write(files.iter().map(|(file, text)| (staged(file), text.as_str())))?;
    for (file, _) in files {
        let path = out.join(file);
        disk.create_folder(path.parent().unwrap_or(out))?;
        disk.rename(&staged(file), &path)?;
    }
    disk.remove_folder(&stage.folder)
}

/// In the stage: the new files, each where it will be in the output.
const NEW_FILES: &str = "new";
/// In the stage: for each crate the manifest that marks it as incomplete.
const MARKS: &str = "marks";
/// In the stage: crates that are gone.
const GONE: &str = "gone";

/// A folder in the output's own file system, from where files can be renamed into place.
struct Stage<'a> {
    disk: &'a dyn Disk,
    out: &'a Path,
    folder: PathBuf,
}

impl<'a> Stage<'a> {
    fn new(disk: &'a dyn Disk, out: &'a Path) -> Self {
        Self { disk, out, folder: out.join(WORK_FOLDER).join("stage") }
    }

    /// Writes all new files, and what marks crates as incomplete.
    fn fill(&self, workspace: Option<&Change>, crates: &[&CrateChanges]) -> io::Result<()> {
        // A run that was cut short may have left something.
        self.disk.remove_folder(&self.folder)?;
        self.disk.create_folder(&self.folder.join(GONE))?;
        let changes = workspace.into_iter().chain(crates.iter().flat_map(|it| &it.changes));
        self.write(changes.filter_map(|it| Some((self.new_file(it), it.new.as_deref()?))))?;
        let marks: Vec<_> = crates
            .iter()
            .map(|it| (self.mark(&it.folder), manifest::incomplete(&it.ours)))
            .chain(
                crates.iter().filter_map(|it| Some((self.whole(&it.folder), it.manifest.clone()?))),
            )
            .collect();
        self.write(marks.iter().map(|(path, text)| (path.clone(), text.as_str())))
    }

    /// Writes files of the stage, and returns when they, and the folders around them, are on the
    /// disk. First all is written and then all is waited for, which takes the disk far less time.
    fn write<'b>(&self, files: impl Iterator<Item = (PathBuf, &'b str)>) -> io::Result<()> {
        let mut paths = BTreeSet::new();
        for (path, text) in files {
            for folder in path.ancestors().skip(1).take_while(|it| it.starts_with(&self.folder)) {
                if !paths.insert(folder.to_owned()) {
                    break;
                }
                self.disk.create_folder(folder)?;
            }
            self.disk.write(&path, text)?;
            paths.insert(path);
        }
        paths.iter().try_for_each(|path| self.disk.sync(path))
    }

    /// Makes the changes of one crate.
    fn place(&self, changes: &CrateChanges) -> io::Result<()> {
        let root = self.out.join(&changes.folder);
        if !root.exists() {
            self.disk.rename(&self.folder.join(NEW_FILES).join(&changes.folder), &root)?;
            return self.disk.sync(self.out);
        }
        if changes.manifest.is_none() && holds_only(&root, &changes.ours) {
            self.disk.rename(&root, &self.folder.join(GONE).join(&changes.folder))?;
            return self.disk.sync(self.out);
        }
        let manifest = root.join(MANIFEST);
        self.disk.rename(&self.mark(&changes.folder), &manifest)?;
        self.disk.sync(&root)?;
        let is_manifest = |change: &&Change| self.out.join(&change.path) == manifest;
        let mut folders = BTreeSet::new();
        for change in changes.changes.iter().filter(|it| !is_manifest(it)) {
            let path = self.out.join(&change.path);
            folders.extend(self.place_file(change, &path)?);
        }
        folders.iter().filter(|it| it.exists()).try_for_each(|folder| self.disk.sync(folder))?;
        if changes.manifest.is_some() {
            self.disk.rename(&self.whole(&changes.folder), &manifest)?;
        } else {
            self.disk.remove_file(&manifest)?;
        }
        self.disk.sync(&root)
    }

    /// Makes one change; gives the folders whose names it changes.
    fn place_file(&self, change: &Change, path: &Path) -> io::Result<Vec<PathBuf>> {
        let above = path.ancestors().skip(1).take_while(|it| *it != self.out);
        let folders: Vec<PathBuf> = above.map(Path::to_owned).collect();
        if change.new.is_some() {
            self.disk.create_folder(path.parent().unwrap_or(self.out))?;
            self.disk.rename(&self.new_file(change), path)?;
        } else {
            self.disk.remove_file(path)?;
            for folder in &folders {
                // A folder that holds something else stays, and so do those above it.
                if !self.disk.remove_if_empty(folder)? {
                    break;
                }
            }
        }
        Ok(folders)
    }

    fn new_file(&self, change: &Change) -> PathBuf {
        self.folder.join(NEW_FILES).join(&change.path)
    }

    fn mark(&self, folder: &str) -> PathBuf {
        self.folder.join(MARKS).join(format!("{folder}.incomplete"))
    }

    /// The manifest of the crate when it is whole, which need not be a change.
    fn whole(&self, folder: &str) -> PathBuf {
        self.folder.join(MARKS).join(format!("{folder}.whole"))
    }
}

/// Whether a crate's folder holds nothing but our files.
fn holds_only(root: &Path, ours: &BTreeSet<String>) -> bool {
    WalkDir::new(root).into_iter().all(|entry| {
        let Ok(entry) = entry else { return false };
        let file = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let components: Vec<_> =
            file.components().map(|it| it.as_os_str().to_string_lossy()).collect();
        let file = components.join("/");
        entry.file_type().is_dir() || file == MANIFEST || ours.contains(&file)
    })
}
