//! What the runtime learns from the machine: variables, the home folder, and files in it.

use std::env;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use zeroize::Zeroizing;

/// The machine as far as credentials are looked for on it. Tests give one of their own.
pub trait Environment: fmt::Debug + Send + Sync + 'static {
    /// The value of an environment variable.
    fn variable(&self, name: &str) -> Option<String>;

    /// The user's home folder.
    fn home(&self) -> Option<PathBuf>;

    /// The text of a file.
    ///
    /// # Errors
    ///
    /// There is no such file ([`io::ErrorKind::NotFound`]), or it cannot be read as text.
    fn read(&self, path: &Path) -> io::Result<Zeroizing<String>>;
}

/// The environment of this process, and the files that it may read.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    fn variable(&self, name: &str) -> Option<String> {
        env::var_os(name).map(|value| value.to_string_lossy().into())
    }

    fn home(&self) -> Option<PathBuf> {
        env::home_dir()
    }

    fn read(&self, path: &Path) -> io::Result<Zeroizing<String>> {
        fs::read_to_string(path).map(Zeroizing::new)
    }
}

impl<T: Environment + ?Sized> Environment for Arc<T> {
    fn variable(&self, name: &str) -> Option<String> {
        (**self).variable(name)
    }

    fn home(&self) -> Option<PathBuf> {
        (**self).home()
    }

    fn read(&self, path: &Path) -> io::Result<Zeroizing<String>> {
        (**self).read(path)
    }
}

/// The value of a variable. An empty one is as good as none.
pub(crate) fn variable(environment: &dyn Environment, name: &str) -> Option<String> {
    environment.variable(name).filter(|value| !value.is_empty())
}

/// Whether a variable says `true`, in any case.
pub(crate) fn is_true(environment: &dyn Environment, name: &str) -> bool {
    variable(environment, name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

#[cfg(test)]
pub(crate) mod memory {
    //! An environment in memory.

    use super::*;

    /// Variables and files.
    #[derive(Clone, Debug, Default)]
    pub(crate) struct Memory {
        variables: Vec<(String, String)>,
        files: Vec<(PathBuf, String)>,
    }

    impl Memory {
        /// These variables and no files. The home folder is `/home`.
        pub(crate) fn new(variables: &[(&str, &str)]) -> Self {
            let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            Self { variables: variables.iter().map(owned).collect(), files: Vec::new() }
        }

        /// A further file.
        pub(crate) fn with_file(mut self, path: &str, text: &str) -> Self {
            self.files.push((path.into(), text.to_owned()));
            self
        }
    }

    impl Environment for Memory {
        fn variable(&self, name: &str) -> Option<String> {
            let found = self.variables.iter().find(|(variable, _)| variable == name);
            found.map(|(_, value)| value.clone())
        }

        fn home(&self) -> Option<PathBuf> {
            Some("/home".into())
        }

        fn read(&self, path: &Path) -> io::Result<Zeroizing<String>> {
            let found = self.files.iter().find(|(file, _)| file == path);
            let text = found.map(|(_, text)| Zeroizing::new(text.clone()));
            text.ok_or_else(|| io::ErrorKind::NotFound.into())
        }
    }
}
