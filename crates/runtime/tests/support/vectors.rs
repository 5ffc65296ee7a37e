//! Reading the vectors.

use std::fs;
use std::path::{Path, PathBuf};

use aliyun_runtime::Value;

/// One case.
pub(crate) struct Vector {
    pub(crate) name: String,
    pub(crate) content: Value,
}

impl Vector {
    /// All cases of a folder, by name.
    pub(crate) fn all(folder: &str) -> Vec<Self> {
        let files = fs::read_dir(path(folder)).unwrap().map(|entry| entry.unwrap().path());
        let mut vectors: Vec<_> = files.map(|file| Self::read(&file)).collect();
        vectors.sort_by(|a, b| a.name.cmp(&b.name));
        vectors
    }

    /// The rows of a table, which is one file.
    pub(crate) fn table(file: &str) -> Vec<Value> {
        let rows: Value = fs::read_to_string(path(file)).unwrap().parse().unwrap();
        rows.as_array().unwrap().clone()
    }

    fn read(file: &Path) -> Self {
        let content: Value = fs::read_to_string(file).unwrap().parse().unwrap();
        Self { name: text(content.get("name").unwrap()), content }
    }
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

/// A value that is text.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The members of an object of texts; none if there is no object.
pub(crate) fn pairs(value: &Value) -> Vec<(String, String)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.clone(), text(value))).collect()
}

/// A text that is stored as the list of its lines.
pub(crate) fn lines(value: &Value) -> String {
    let lines: Vec<_> = value.as_array().unwrap().iter().map(text).collect();
    lines.join("\n")
}
