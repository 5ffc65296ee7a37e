//! Reading files with credentials.

use std::io::ErrorKind;
use std::path::Path;

use zeroize::Zeroizing;

use crate::environment::Environment;
use crate::error::CredentialsError;

/// The text of a file. That there is none is no fault, unless somebody has named it.
pub(super) fn read(
    machine: &dyn Environment,
    path: &Path,
) -> Result<Zeroizing<String>, CredentialsError> {
    machine.read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            CredentialsError::not_configured(format!("there is no file `{}`", path.display()))
        }
        _ => {
            let path = path.display();
            CredentialsError::unusable(format!("the file `{path}` cannot be read: {error}"))
        }
    })
}
