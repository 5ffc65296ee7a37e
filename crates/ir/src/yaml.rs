//! The YAML form of the IR. Nothing outside this module knows the YAML library.

mod locate;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use locate::{Step, locate};

use crate::{Operation, Service};

/// A YAML text that does not hold what it should.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct YamlError {
    /// What is wrong, in words.
    pub message: String,
    /// The byte of the text where it is wrong, where the library knows it.
    pub offset: Option<usize>,
}

/// Writes an operation as YAML.
///
/// # Errors
///
/// Only where the library refuses a value, which no value of the model gives it reason to do.
pub fn write_operation(operation: &Operation) -> Result<String, YamlError> {
    write(operation)
}

/// Reads an operation that [`write_operation`] wrote, or that somebody wrote by hand.
///
/// # Errors
///
/// Where the text is no YAML, or a key is unknown, missing or of the wrong kind.
pub fn read_operation(text: &str) -> Result<Operation, YamlError> {
    read(text)
}

/// Writes what is known of a service beside its operations.
///
/// # Errors
///
/// As [`write_operation`].
pub fn write_service(service: &Service) -> Result<String, YamlError> {
    write(service)
}

/// Reads a service that [`write_service`] wrote; its operations are files of their own.
///
/// # Errors
///
/// As [`read_operation`].
pub fn read_service(text: &str) -> Result<Service, YamlError> {
    read(text)
}

/// Writes any value as YAML, for the files that stand beside the IR.
///
/// # Errors
///
/// Where the value has no YAML form.
pub fn write<T: Serialize>(value: &T) -> Result<String, YamlError> {
    let unplaced =
        |error: serde_yaml::Error| YamlError { message: error.to_string(), offset: None };
    serde_yaml::to_string(value).map_err(unplaced)
}

/// Reads any value from YAML, for the files that stand beside the IR.
///
/// # Errors
///
/// Where the text is no YAML or does not hold such a value.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    serde_yaml::from_str(text).map_err(|error| {
        let offset = locate::byte_offset(text, &error);
        YamlError { message: error.to_string(), offset }
    })
}
