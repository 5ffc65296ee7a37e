//! A disk on which the step of a test's choice goes wrong.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::disk::{Disk, LocalDisk, read_if_there};
use crate::lock::WORK_FOLDER;

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// One step fails, those after it work.
    Error,
    /// From the step on nothing can be written; what takes no space works.
    Full,
    /// From the step on nothing can be changed.
    ReadOnly,
    /// The process ends. A write leaves half of its text.
    Killed,
    /// The machine stops. Of what was not waited for, contents are lost, and of the changes of
    /// names these.
    PowerLoss(Lost),
}

/// Which changes of names a loss of power undoes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    Nothing,
    Manifests,
    AllButManifests,
}

/// A disk on which the steps from a certain one on go wrong.
#[derive(Debug)]
pub(crate) struct FaultyDisk {
    fault: Option<(usize, Fault)>,
    steps: Cell<usize>,
    /// The files whose content was not waited for.
    unsynced: RefCell<BTreeSet<PathBuf>>,
    /// The changes of names that were not waited for.
    renamed: RefCell<Vec<Renamed>>,
    has_changed_output: Cell<bool>,
}

/// What a file or a folder was before its name changed.
#[derive(Debug)]
enum Renamed {
    File { path: PathBuf, before: Option<String> },
    Folder { from: PathBuf, to: PathBuf },
}

impl Renamed {
    /// Whether the change outlives a loss of power when the names in `folder` do. With a folder
    /// that is gone, all that was in it is gone.
    fn is_in(&self, folder: &Path) -> bool {
        let is_in = |path: &Path| path.ancestors().skip(1).find(|it| it.exists()) == Some(folder);
        match self {
            Self::File { path, .. } => is_in(path),
            Self::Folder { from, to } => is_in(from) || is_in(to),
        }
    }

    fn is_manifest(&self) -> bool {
        matches!(self, Self::File { path, .. } if path.ends_with("codegen.manifest"))
    }

    fn undo(&self) {
        match self {
            Self::File { path, before: Some(text) } => {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Self::File { path, before: None } => fs::remove_file(path).unwrap(),
            Self::Folder { from, to } => fs::rename(to, from).unwrap(),
        }
    }
}

impl FaultyDisk {
    /// A disk that works, and counts.
    pub(crate) fn without_fault() -> Self {
        Self {
            fault: None,
            steps: Cell::new(0),
            unsynced: RefCell::default(),
            renamed: RefCell::default(),
            has_changed_output: Cell::new(false),
        }
    }

    /// A disk whose step number `step`, from 0, goes wrong.
    pub(crate) fn new(step: usize, fault: Fault) -> Self {
        Self { fault: Some((step, fault)), ..Self::without_fault() }
    }

    /// How many steps there were.
    pub(crate) fn steps(&self) -> usize {
        self.steps.get()
    }

    /// Whether anything was changed but what is the generator's own.
    pub(crate) fn has_changed_output(&self) -> bool {
        self.has_changed_output.get()
    }

    fn note_change(&self, path: &Path) {
        if !path.components().any(|it| it.as_os_str() == WORK_FOLDER) {
            self.has_changed_output.set(true);
        }
    }

    /// Does what a loss of power does to what was not waited for.
    pub(crate) fn lose(&self) {
        let Some((_, Fault::PowerLoss(lost))) = self.fault else { return };
        for path in self.unsynced.borrow().iter().filter(|path| path.is_file()) {
            fs::write(path, "").unwrap();
        }
        for renamed in self.renamed.borrow().iter().rev() {
            let is_lost = match lost {
                Lost::Nothing => false,
                Lost::Manifests => renamed.is_manifest(),
                Lost::AllButManifests => !renamed.is_manifest(),
            };
            if is_lost {
                renamed.undo();
            }
        }
    }

    /// Counts a step; an error where it goes wrong.
    fn step(&self, takes_space: bool) -> io::Result<()> {
        let step = self.steps.replace(self.steps.get() + 1);
        let Some((first, fault)) = self.fault.filter(|(first, _)| step >= *first) else {
            return Ok(());
        };
        match fault {
            Fault::Error if step == first => Err(io::Error::other("injected")),
            Fault::Full if takes_space => Err(ErrorKind::StorageFull.into()),
            Fault::ReadOnly => Err(ErrorKind::ReadOnlyFilesystem.into()),
            Fault::Killed | Fault::PowerLoss(_) => Err(io::Error::other("no more")),
            _ => Ok(()),
        }
    }
}

impl Disk for FaultyDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step(true)?;
        LocalDisk.create_folder(path)
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        let is_first = self.fault.is_some_and(|(first, _)| first == self.steps.get());
        let result = self.step(true);
        let half = text.get(..text.floor_char_boundary(text.len() / 2)).unwrap();
        match &result {
            Ok(()) => LocalDisk.write(path, text)?,
            Err(error) if is_first && error.kind() != ErrorKind::ReadOnlyFilesystem => {
                LocalDisk.write(path, half)?;
            }
            Err(_) => return result,
        }
        self.unsynced.borrow_mut().insert(path.to_owned());
        result
    }

    /// Waits for nothing: a disk of tests loses no power.
    fn sync(&self, path: &Path) -> io::Result<()> {
        self.step(false)?;
        assert!(path.exists(), "{} is not there", path.display());
        self.unsynced.borrow_mut().remove(path);
        self.renamed.borrow_mut().retain(|it| !it.is_in(path));
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(true)?;
        let renamed = if from.is_dir() {
            Renamed::Folder { from: from.to_owned(), to: to.to_owned() }
        } else {
            Renamed::File { path: to.to_owned(), before: read_if_there(to)? }
        };
        self.note_change(from);
        self.note_change(to);
        LocalDisk.rename(from, to)?;
        self.renamed.borrow_mut().push(renamed);
        let moved = |path: PathBuf| match path.strip_prefix(from) {
            Ok(rest) if rest.as_os_str().is_empty() => to.to_owned(),
            Ok(rest) => to.join(rest),
            Err(_) => path,
        };
        let unsynced = self.unsynced.take().into_iter().map(moved).collect();
        self.unsynced.replace(unsynced);
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(false)?;
        let before = read_if_there(path)?;
        self.note_change(path);
        LocalDisk.remove_file(path)?;
        if before.is_some() {
            self.renamed.borrow_mut().push(Renamed::File { path: path.to_owned(), before });
        }
        Ok(())
    }

    fn remove_if_empty(&self, path: &Path) -> io::Result<bool> {
        self.step(false)?;
        LocalDisk.remove_if_empty(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step(false)?;
        LocalDisk.remove_folder(path)
    }
}
