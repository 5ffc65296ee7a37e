//! Compares the files that a crate shall have with the disk, and shows what differs.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rayon::prelude::*;
use similar::TextDiff;

use crate::disk::read_if_there;
use crate::manifest::{self, MANIFEST, Manifest};

/// The files that a crate shall have, by path relative to its folder.
pub(crate) type CrateFiles = BTreeMap<String, Content>;

/// What a file shall hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// This text.
    Text(String),
    /// What it holds already.
    AsItIs,
}

/// What differs between a crate and the files that it shall have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CrateChanges {
    /// The crate's folder, relative to the folder of all output.
    pub(crate) folder: String,
    /// The files that differ, the manifest last.
    pub(crate) changes: Vec<Change>,
    /// The files that are ours before or after.
    pub(crate) ours: BTreeSet<String>,
    /// The text of the manifest when all is done; `None` where the crate shall go.
    pub(crate) manifest: Option<String>,
}

/// One file that differs from what it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The crate's folder and the file in it, relative to the folder of all output.
    pub(crate) path: String,
    /// What the file holds; `None` where there is none.
    old: Option<String>,
    /// What it shall hold; `None` where it shall go.
    pub(crate) new: Option<String>,
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

/// Finds what differs between the crate in `out/folder` and the files that it shall have.
///
/// Removes what the manifest lists and `files` lacks; other files are not ours.
pub(crate) fn compare(out: &Path, folder: &str, files: CrateFiles) -> io::Result<CrateChanges> {
    let root = out.join(folder);
    let mut changes = Vec::new();
    let mut ours = Manifest::read(&root)?.files;
    let names: BTreeSet<String> = files.keys().cloned().collect();
    let compared: Vec<io::Result<_>> = files
        .into_par_iter()
        .map(|(file, content)| {
            let Content::Text(new) = content else { return Ok(None) };
            let old = read_if_there(&root.join(&file))?;
            // A text is held once, and only where it is news.
            let is_news = old.as_ref() != Some(&new);
            let path = format!("{folder}/{file}");
            Ok(is_news.then_some(Change { path, old, new: Some(new) }))
        })
        .collect();
    for change in compared {
        // Of several errors, that of the first file is named.
        changes.extend(change?);
    }
    for file in ours.iter().filter(|file| !names.contains(*file)) {
        if let Some(old) = read_if_there(&root.join(file))? {
            changes.push(Change { path: format!("{folder}/{file}"), old: Some(old), new: None });
        }
    }
    let old = read_if_there(&root.join(MANIFEST))?;
    let manifest = (!names.is_empty()).then(|| manifest::whole(&names));
    if old != manifest {
        changes.push(Change { path: format!("{folder}/{MANIFEST}"), old, new: manifest.clone() });
    }
    ours.extend(names);
    Ok(CrateChanges { folder: folder.to_owned(), changes, ours, manifest })
}
