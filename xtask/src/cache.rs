//! What was written of which operation, so that an unchanged one need not be written again.
//!
//! For each crate a file in `.codegen/cache` has a line per generated file: a hash of all that its
//! text depends on, a hash of the text, and its path. It spares work and decides nothing: a file is
//! taken for what it shall be only where both hashes are those of now, that of what was read
//! from the pages, and that of what lies on the disk. So the cache may be deleted at any time.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::disk::{Disk, read_if_there};
use crate::lock::WORK_FOLDER;

/// The first words of the first line; the identity of the generator follows.
const HEADER: &str = "what codegen wrote, by generator";
/// The last line. Without it, writing was cut short.
const END: &str = "end";

/// A hash, as hexadecimal digits.
pub(crate) type Hash = String;

/// The hash of a text.
pub(crate) fn hash(text: &[u8]) -> Hash {
    hex::encode(Sha256::digest(text))
}

/// What is known of the files of one crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cache {
    /// By the hash of all that their texts depend on: files, by path, with the hash of the text.
    by_cause: BTreeMap<Hash, BTreeMap<String, Hash>>,
}

impl Cache {
    /// Reads what the last run noted of a crate; nothing where it is not there, not whole, or by
    /// another generator.
    pub(crate) fn read(out: &Path, folder: &str) -> Self {
        let text = read_if_there(&path(out, folder)).ok().flatten();
        text.and_then(|text| Self::parse(&text)).unwrap_or_default()
    }

    fn parse(text: &str) -> Option<Self> {
        let body = text.strip_prefix(&header())?.strip_suffix(END)?;
        let mut cache = Self::default();
        for line in body.lines() {
            let (cause, rest) = line.split_once(' ')?;
            let (text, path) = rest.split_once(' ')?;
            cache.note(path, cause, text.to_owned());
        }
        Some(cache)
    }

    /// Notes what a file holds that depends on `cause`.
    pub(crate) fn note(&mut self, path: &str, cause: &str, text: Hash) {
        self.by_cause.entry(cause.to_owned()).or_default().insert(path.to_owned(), text);
    }

    /// The files that depend on `cause`, if all that it makes stand as it makes them in `root`.
    pub(crate) fn confirm(&self, root: &Path, cause: &str) -> Option<&BTreeMap<String, Hash>> {
        let stands = |(path, known): (&String, &Hash)| {
            fs::read(root.join(path)).is_ok_and(|text| hash(&text) == *known)
        };
        self.by_cause.get(cause).filter(|files| files.iter().all(stands))
    }

    /// Writes the cache for the next run, unless it says the same already.
    pub(crate) fn write(&self, disk: &dyn Disk, out: &Path, folder: &str) -> io::Result<()> {
        let path = path(out, folder);
        if self.by_cause.is_empty() {
            return disk.remove_file(&path);
        }
        if Self::read(out, folder) == *self {
            return Ok(());
        }
        let mut text = header();
        for (cause, files) in &self.by_cause {
            for (path, hash) in files {
                let _ = writeln!(text, "{cause} {hash} {path}");
            }
        }
        text.push_str(END);
        disk.create_folder(path.parent().unwrap_or(out))?;
        // Half of it, or an empty file after a loss of power, counts as none.
        disk.write(&path, &text)
    }
}

fn header() -> String {
    format!("{HEADER} {}\n", apigen_emit::IDENTITY)
}

fn path(out: &Path, folder: &str) -> PathBuf {
    out.join(WORK_FOLDER).join("cache").join(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_cache_and_that_of_another_generator_count_as_none() {
        let mut cache = Cache::default();
        cache.note("src/lib.rs", "a", hash(b"text"));
        cache.note("a path/with spaces.rs", "b", hash(b""));
        let out = tempfile::tempdir().unwrap();
        cache.write(&crate::disk::LocalDisk, out.path(), "x").unwrap();
        assert_eq!(Cache::read(out.path(), "x"), cache);
        let text = fs::read_to_string(path(out.path(), "x")).unwrap();
        assert_eq!(Cache::parse(&text), Some(cache));
        for cut in 0..text.len() {
            assert_eq!(Cache::parse(&text[..cut]), None, "{cut}");
        }
        assert_eq!(Cache::parse(&text.replace(apigen_emit::IDENTITY, "another")), None);
    }
}
