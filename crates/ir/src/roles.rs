//! What an operation is good for beyond its fields: how it pages, and how often it may be called.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One value of an enumeration, as the page lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedValue {
    /// The value on the wire.
    pub value: String,
    /// What the page says that it means, as Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doc: String,
}

/// How an operation gives a long list in parts.
///
/// Parameters are named by their wire names, fields of the answer by their wire paths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "style", rename_all = "lowercase", deny_unknown_fields)]
pub enum Pagination {
    /// By number: the caller asks for a page.
    Page {
        /// The parameter for the number of the page, which counts from 1.
        number: String,
        /// The parameter for the number of items on a page.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        size: Option<String>,
        /// The field that counts all items.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        total: Option<String>,
        /// The array of the items.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        items: Option<String>,
    },
    /// By token: each part says how to ask for the next one.
    Token {
        /// The parameter that takes the token of the part before.
        token: String,
        /// The field that holds the token of the next part.
        next: String,
        /// The parameter for the number of items in a part.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        size: Option<String>,
        /// The array of the items.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        items: Option<String>,
    },
}

impl Pagination {
    /// The parameters that have a role.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        let (first, size) = match self {
            Self::Page { number, size, .. } => (number, size),
            Self::Token { token, size, .. } => (token, size),
        };
        [Some(first), size.as_ref()].into_iter().flatten().map(String::as_str)
    }

    /// The wire paths in the answer that have a role.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let (one, items) = match self {
            Self::Page { total, items, .. } => (total.as_ref(), items),
            Self::Token { next, items, .. } => (Some(next), items),
        };
        [one, items.as_ref()].into_iter().flatten().map(String::as_str)
    }
}

/// How often an account may call an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallLimit {
    /// The number of calls.
    pub calls: u64,
    /// The time in which they are counted.
    pub per: Period,
}

/// A time in which calls are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Period {
    Second,
    Minute,
    Hour,
    Day,
}

impl fmt::Display for ListedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value)?;
        if self.doc.is_empty() { Ok(()) } else { write!(f, ": {}", self.doc) }
    }
}

impl fmt::Display for Pagination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (style, named) = match self {
            Self::Page { number, size, total, items } => (
                "page",
                [
                    ("number", Some(number)),
                    ("size", size.as_ref()),
                    ("total", total.as_ref()),
                    ("items", items.as_ref()),
                ],
            ),
            Self::Token { token, next, size, items } => (
                "token",
                [
                    ("token", Some(token)),
                    ("next", Some(next)),
                    ("size", size.as_ref()),
                    ("items", items.as_ref()),
                ],
            ),
        };
        f.write_str(style)?;
        for (role, name) in named {
            if let Some(name) = name {
                write!(f, " {role} {name}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for CallLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per = match self.per {
            Period::Second => "second",
            Period::Minute => "minute",
            Period::Hour => "hour",
            Period::Day => "day",
        };
        write!(f, "{} per {per}", self.calls)
    }
}
