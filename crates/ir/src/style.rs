//! How requests of an operation are addressed, as one short text: `rpc`, or `roa GET /things/{Id}`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How requests of an operation are addressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// By the action's name alone; the path is `/`.
    Rpc,
    /// By HTTP method and path.
    Roa {
        /// The HTTP method, in capitals.
        method: String,
        /// The path, with `{Name}` where a path parameter goes.
        path: String,
    },
}

/// A text that is no style.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no style; expected `rpc`, or `roa` with a method and a path: `roa GET /things`")]
pub struct StyleTextError(String);

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rpc => f.write_str("rpc"),
            Self::Roa { method, path } => write!(f, "roa {method} {path}"),
        }
    }
}

impl FromStr for Style {
    type Err = StyleTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "rpc" {
            return Ok(Self::Rpc);
        }
        text.strip_prefix("roa ")
            .and_then(|rest| rest.split_once(' '))
            .filter(|(method, path)| is_method(method) && path.starts_with('/'))
            .map(|(method, path)| Self::Roa { method: method.to_owned(), path: path.to_owned() })
            .ok_or_else(|| StyleTextError(text.to_owned()))
    }
}

fn is_method(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_uppercase())
}

impl Serialize for Style {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Style {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        for text in ["rpc", "roa GET /", "roa DELETE /clusters/{ClusterId}/nodes"] {
            assert_eq!(text.parse::<Style>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_text_that_is_no_style_is_named_in_the_error() {
        for text in ["", "soap", "roa", "roa GET", "roa get /x", "roa GET x"] {
            let error = text.parse::<Style>().unwrap_err();
            assert!(error.to_string().starts_with(&format!("`{text}` is no style")), "{error}");
        }
    }
}
