//! Reading the vectors.

use std::fs;
use std::path::Path;

use aliyun_runtime::Value;

/// One case.
pub(crate) struct Vector {
    pub(crate) name: String,
    pub(crate) content: Value,
}

impl Vector {
    /// All cases of a folder, by name.
    pub(crate) fn all(folder: &str) -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(folder);
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut vectors: Vec<_> = files.map(|file| Self::read(&file)).collect();
        vectors.sort_by(|a, b| a.name.cmp(&b.name));
        vectors
    }

    fn read(file: &Path) -> Self {
        let content: Value = fs::read_to_string(file).unwrap().parse().unwrap();
        Self { name: text(content.get("name").unwrap()), content }
    }
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
