//! The texts of all files that were read, so that findings can be shown in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Texts by the names that diagnostics have for their files.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    by_file: BTreeMap<String, String>,
    /// The files that do not lie in the folder of pages, whose names are whole paths.
    outside: BTreeSet<String>,
}

impl Texts {
    pub(crate) fn insert(&mut self, file: String, text: String) {
        self.by_file.insert(file, text);
    }

    /// Notes that a file does not lie in the folder of pages.
    pub(crate) fn note_outside(&mut self, file: &str) {
        self.outside.insert(file.to_owned());
    }

    pub(crate) fn get(&self, file: &str) -> Option<&String> {
        self.by_file.get(file)
    }

    /// All texts, by the names of their files.
    pub(crate) fn by_file(&self) -> &BTreeMap<String, String> {
        &self.by_file
    }

    /// The path of a file for people and programs; `specs` is the folder of pages.
    pub(crate) fn path(&self, file: &str, specs: &Path) -> String {
        if self.outside.contains(file) {
            return file.to_owned();
        }
        format!("{}/{file}", specs.display())
    }
}

impl Extend<(String, String)> for Texts {
    fn extend<T: IntoIterator<Item = (String, String)>>(&mut self, texts: T) {
        self.by_file.extend(texts);
    }
}
