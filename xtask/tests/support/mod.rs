//! A folder of its own for each test, and the command line run in it.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

/// A small page of an RPC operation, in English.
pub(crate) fn page(action: &str) -> String {
    format!(
        "# {action}

Does a thing.

## Debugging

[Try it.](https://api.aliyun.com/#product=Demo&api={action}&type=RPC&version=2020-01-01)

## Request parameters

|Parameter|Type|Required|Example|Description|
|--|--|--|--|--|
|Action|String|Yes|{action}|The operation. |
|ThingId|String|Yes|t-1|The ID of the thing. |

## Response parameters

|Parameter|Type|Example|Description|
|--|--|--|--|
|RequestId|String|r-1|The ID of the request. |
|Size|Integer|10|How big. |

## Error codes

|HttpCode|Error code|Error message|Description|
|--|--|--|--|
|404|NotFound.Thing|The thing %s was not found.|There is no such thing. |
"
    )
}

/// What a run of the command line gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The manifest of the workspace that each sandbox is.
pub(crate) const WORKSPACE: &str = "Cargo.toml";

/// A folder that goes away with the test.
pub(crate) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("specs")).unwrap();
        let sandbox = Self { folder };
        // As around the folders of this project: crates outside of a workspace get one of their own.
        sandbox.write(WORKSPACE, "[workspace]\n");
        sandbox
    }

    /// Runs `cargo xtask codegen --specs specs --out out`; a later option beats an earlier one.
    pub(crate) fn codegen(&self, arguments: &[&str]) -> Run {
        let has_specs = arguments.contains(&"--specs");
        let mut all = vec!["codegen", "--out", "out"];
        if !has_specs {
            all.extend(["--specs", "specs"]);
        }
        all.extend(arguments);
        self.xtask(&all)
    }

    pub(crate) fn xtask(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    pub(crate) fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        let path = self.folder.path().join(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
    }

    /// The files below `folder`, by path, with their text; without those that are the generator's
    /// own affair.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, String> {
        let root = self.folder.path();
        WalkDir::new(root.join(folder))
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .filter(|entry| !entry.path().components().any(|it| it.as_os_str() == ".codegen"))
            .map(|entry| {
                let inside = entry.path().strip_prefix(root.join(folder)).unwrap();
                let path = Path::new(folder).join(inside).to_string_lossy().into_owned();
                (path, fs::read_to_string(entry.path()).unwrap())
            })
            .collect()
    }
}
