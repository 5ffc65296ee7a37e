//! The one place that changes files: all that is written, renamed and removed goes through here.

#[cfg(test)]
pub(crate) mod faulty;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// What can be done to the files of a disk. Each step is as small as the operating system has it,
/// so that tests can make each of them fail.
pub(crate) trait Disk {
    /// Makes a folder, and those above it.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Writes a file. Who is cut short here leaves half of it, so nobody may be reading it.
    fn write(&self, path: &Path, text: &str) -> io::Result<()>;
    /// Returns when the content of a file, or the names in a folder, outlive a loss of power.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Gives a file or a folder another name at once. A file that has it already is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file, which may be gone.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder, if it is empty; whether it was.
    fn remove_if_empty(&self, path: &Path) -> io::Result<bool>;
    /// Removes a folder with all that is in it; it may be gone.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug)]
pub(crate) struct LocalDisk;

impl Disk for LocalDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path).map_err(|error| at(path, &error))
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        let written = File::create(path).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| at(path, &error))
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        // Elsewhere folders cannot be opened, and need not be.
        if cfg!(not(unix)) && path.is_dir() {
            return Ok(());
        }
        let is_folder = path.is_dir();
        let file = File::options().read(is_folder).write(!is_folder).open(path);
        file.and_then(|file| file.sync_all()).map_err(|error| at(path, &error))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to).map_err(|error| at(to, &error))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        unless_missing(fs::remove_file(path)).map_err(|error| at(path, &error))
    }

    fn remove_if_empty(&self, path: &Path) -> io::Result<bool> {
        match fs::remove_dir(path) {
            Ok(()) => Ok(true),
            Err(error) => match error.kind() {
                io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotFound => Ok(false),
                _ => Err(at(path, &error)),
            },
        }
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        unless_missing(fs::remove_dir_all(path)).map_err(|error| at(path, &error))
    }
}

fn unless_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Reads a file; `None` where there is none.
pub(crate) fn read_if_there(path: &Path) -> io::Result<Option<String>> {
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
