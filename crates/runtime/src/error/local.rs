//! Errors that are found before anything is sent.

use std::fmt;

/// Required parameters that are not set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingParameters(Box<[String]>);

impl MissingParameters {
    pub(crate) fn new(names: Vec<String>) -> Self {
        Self(names.into_boxed_slice())
    }

    /// The parameters' names on the wire, in the order of the operation.
    pub fn names(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Display for MissingParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.0.iter().map(|name| format!("`{name}`")).collect();
        match names.as_slice() {
            [name] => write!(f, "required parameter {name} is not set"),
            _ => write!(f, "required parameters {} are not set", names.join(", ")),
        }
    }
}

impl std::error::Error for MissingParameters {}

/// A parameter whose value cannot stand where it belongs. The value is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidParameter(Box<(String, &'static str)>);

impl InvalidParameter {
    pub(crate) fn new(name: impl Into<String>, reason: &'static str) -> Self {
        Self(Box::new((name.into(), reason)))
    }

    /// The parameter's name on the wire.
    pub fn name(&self) -> &str {
        &self.0.0
    }
}

impl fmt::Display for InvalidParameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "parameter `{}` {}", self.0.0, self.0.1)
    }
}

impl std::error::Error for InvalidParameter {}

/// Errors that are one sentence.
macro_rules! sentence {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(Box<str>);

        impl $name {
            pub(crate) fn new(message: impl Into<String>) -> Self {
                Self(message.into().into_boxed_str())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, ": {}"), self.0)
            }
        }

        impl std::error::Error for $name {}
    };
}

sentence! {
    /// An endpoint that is unknown or no endpoint.
    EndpointError, "no endpoint"
}

sentence! {
    /// A client, or a place to call it from, that is not fit for sending.
    ConfigurationError, "the client cannot work"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_parameters_are_named_in_order() {
        let missing = |names: &[&str]| {
            MissingParameters::new(names.iter().map(|&name| name.to_owned()).collect()).to_string()
        };
        assert_eq!(missing(&["UserId"]), "required parameter `UserId` is not set");
        let expected = "required parameters `InstanceId`, `UserId` are not set";
        assert_eq!(missing(&["InstanceId", "UserId"]), expected);
    }
}
