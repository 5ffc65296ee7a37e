//! One run at a time: who writes to a folder of output holds its lock until all is written.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

use crate::disk::{Disk, at, read_if_there};

/// The folder in the output that holds what is ours alone, and nobody's to commit.
pub(crate) const WORK_FOLDER: &str = ".codegen";
const LOCK_FILE: &str = "lock";

/// The right to write to a folder of output, or to read it while nobody writes.
///
/// The operating system lets go of the lock when the process ends, however it ends. So the file
/// stays: removing it would let two runs lock two files of one name.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// Waits until no other run writes to `out`, and keeps others from it until this is dropped.
    pub(crate) fn take(disk: &dyn Disk, out: &Path) -> io::Result<Self> {
        let folder = out.join(WORK_FOLDER);
        let path = folder.join(LOCK_FILE);
        if !path.is_file() {
            disk.create_folder(&folder)?;
            disk.write(&path, "")?;
        }
        // So git leaves the folder alone in whatever repository it lies.
        let ignore = folder.join(".gitignore");
        if read_if_there(&ignore)?.as_deref() != Some("*\n") {
            disk.write(&ignore, "*\n")?;
        }
        let file = File::open(&path).map_err(|error| at(&path, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                say_waiting(out);
                file.lock().map_err(|error| at(&path, &error))?;
            }
            Err(TryLockError::Error(error)) => return Err(at(&path, &error)),
        }
        Ok(Self { _file: Some(file) })
    }

    /// Waits until no other run writes to `out`, and lets others read beside this one. Writes
    /// nothing: where no run has written yet, there is nothing to wait for.
    pub(crate) fn share(out: &Path) -> io::Result<Self> {
        let path = out.join(WORK_FOLDER).join(LOCK_FILE);
        let Ok(file) = File::open(&path) else { return Ok(Self { _file: None }) };
        match file.try_lock_shared() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                say_waiting(out);
                file.lock_shared().map_err(|error| at(&path, &error))?;
            }
            Err(TryLockError::Error(error)) => return Err(at(&path, &error)),
        }
        Ok(Self { _file: Some(file) })
    }
}

fn say_waiting(out: &Path) {
    eprintln!("another run is writing to {}; waiting until it ends", out.display());
}
