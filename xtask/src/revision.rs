//! The files of a git revision, in a folder that goes away.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Some files of a revision.
#[derive(Debug)]
pub(crate) struct Checkout {
    folder: TempDir,
    /// The folder that the command runs in, relative to the root of the repository.
    prefix: PathBuf,
}

impl Checkout {
    /// Takes the files below `paths` out of a revision. A path that the revision lacks, or that is
    /// not in the repository, has no files.
    ///
    /// Neither the index nor the files of the repository are touched.
    pub(crate) fn of(revision: &str, paths: &[&Path]) -> io::Result<Self> {
        let commit = format!("{revision}^{{commit}}");
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        let commit = git(&arguments, None)?;
        if !commit.status.success() {
            let message = format!("`{revision}` is neither a folder nor a git revision");
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let folder = TempDir::new()?;
        let index = folder.path().join("index");
        let files = folder.path().join("files");
        let prefix = text(&checked(git(&["rev-parse", "--show-prefix"], None)?)?);
        let this = Self { folder, prefix: PathBuf::from(prefix) };
        checked(git(&["read-tree", &text(&commit)], Some(&index))?)?;
        for path in paths {
            let arguments = [OsStr::new("ls-files"), "-z".as_ref(), "--".as_ref(), path.as_ref()];
            let listed = git(&arguments, Some(&index))?;
            if listed.status.success() {
                check_out(&listed.stdout, &index, &files)?;
            }
        }
        Ok(this)
    }

    /// Where the files of a path are.
    pub(crate) fn path(&self, path: &Path) -> PathBuf {
        self.folder.path().join("files").join(&self.prefix).join(path)
    }
}

/// Writes files of an index below a folder.
fn check_out(names: &[u8], index: &Path, folder: &Path) -> io::Result<()> {
    let mut child = Command::new("git")
        .args(["checkout-index", "-z", "--stdin"])
        .arg(format!("--prefix={}/", folder.display()))
        .env("GIT_INDEX_FILE", index)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(names)?;
    }
    checked(child.wait_with_output()?).map(|_| ())
}

fn git(arguments: &[impl AsRef<OsStr>], index: Option<&Path>) -> io::Result<Output> {
    let mut command = Command::new("git");
    command.args(arguments);
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    let name =
        |error: io::Error| io::Error::new(error.kind(), format!("git cannot be run: {error}"));
    command.output().map_err(name)
}

fn checked(output: Output) -> io::Result<Output> {
    if output.status.success() {
        return Ok(output);
    }
    let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(io::Error::other(format!("git: {message}")))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
