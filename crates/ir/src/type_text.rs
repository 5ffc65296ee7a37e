//! A type is one short text: `string`, `array<PhoneNumber>`, `json<array<string>>`.
//!
//! One text per type keeps a retyped field a one-word change in a diff of the YAML.
//!
//! ```text
//! type    = scalar | "struct" | Name | "array<" type ">" | "map<" type ">" | "json<" type ">"
//! scalar  = "string" | "int32" | "int64" | "float" | "double" | "bool" | "any" | "binary"
//! Name    = upper-case ASCII letter, then ASCII letters, digits or "_"
//! ```

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Decimal;

/// How deep a type may be nested; a deeper text is an error, not a deep recursion.
const MAX_DEPTH: usize = 32;

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Text.
    String,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A number with a fraction, documented as `Float`.
    Float,
    /// A number with a fraction, documented as `Double`.
    Double,
    /// True or false.
    Bool,
    /// A JSON value of which the page says no more.
    Any,
    /// The bytes of a file.
    Binary,
    /// A struct, with the name that the page gives it, if it gives one.
    Struct(Option<TypeName>),
    /// A list of values of one type.
    Array(Box<Type>),
    /// A map from text to values of one type.
    Map(Box<Type>),
    /// A string that holds the JSON text of a value.
    Json(Box<Type>),
}

impl Type {
    /// The struct at the core of this type, below arrays, maps and JSON strings.
    ///
    /// Gives the struct's own name where it has one, and `None` where there is no struct.
    pub fn as_struct(&self) -> Option<Option<&TypeName>> {
        match self {
            Self::Struct(name) => Some(name.as_ref()),
            Self::Array(inner) | Self::Map(inner) | Self::Json(inner) => inner.as_struct(),
            _ => None,
        }
    }

    /// What the elements are, of an array or of the JSON text of one; else the type itself.
    pub fn element(&self) -> &Self {
        match self {
            Self::Array(element) => element,
            Self::Json(array) => match array.as_ref() {
                Self::Array(element) => element,
                _ => self,
            },
            _ => self,
        }
    }

    /// Whether `text` is the text of a value of this type; never for a type that is no scalar.
    pub fn has_value(&self, text: &str) -> bool {
        match self {
            Self::String => !text.is_empty(),
            Self::Int32 => text.parse::<i32>().is_ok(),
            Self::Int64 => text.parse::<i64>().is_ok(),
            Self::Float | Self::Double => text.parse::<Decimal>().is_ok(),
            Self::Bool => ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)),
            _ => false,
        }
    }

    /// The marks between a container and its element in a wire path: `[]` for each array, `{}` for
    /// each map.
    pub fn element_marks(&self) -> String {
        match self {
            Self::Array(inner) => format!("[]{}", inner.element_marks()),
            Self::Map(inner) => format!("{{}}{}", inner.element_marks()),
            Self::Json(inner) => inner.element_marks(),
            _ => String::new(),
        }
    }
}

/// The name of a struct: an upper-case ASCII letter, then ASCII letters, digits or `_`.
///
/// The first letter keeps names apart from the words for scalars, which are lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeName(String);

impl TypeName {
    /// Takes `text` as a name, if it is one.
    pub fn new(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        let first = letters.next()?;
        let rest_fits = letters.all(|c| c.is_ascii_alphanumeric() || c == '_');
        (first.is_ascii_uppercase() && rest_fits).then(|| Self(text.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that is no type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no type; expected string, int32, int64, float, double, bool, any, binary, struct, \
     a struct's name, or array<…>, map<…>, json<…> of one of them"
)]
pub struct TypeTextError(String);

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => f.write_str("string"),
            Self::Int32 => f.write_str("int32"),
            Self::Int64 => f.write_str("int64"),
            Self::Float => f.write_str("float"),
            Self::Double => f.write_str("double"),
            Self::Bool => f.write_str("bool"),
            Self::Any => f.write_str("any"),
            Self::Binary => f.write_str("binary"),
            Self::Struct(None) => f.write_str("struct"),
            Self::Struct(Some(name)) => name.fmt(f),
            Self::Array(inner) => write!(f, "array<{inner}>"),
            Self::Map(inner) => write!(f, "map<{inner}>"),
            Self::Json(inner) => write!(f, "json<{inner}>"),
        }
    }
}

impl FromStr for Type {
    type Err = TypeTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text, MAX_DEPTH).ok_or_else(|| TypeTextError(text.to_owned()))
    }
}

fn parse(text: &str, depth: usize) -> Option<Type> {
    let depth = depth.checked_sub(1)?;
    let scalar = match text {
        "string" => Type::String,
        "int32" => Type::Int32,
        "int64" => Type::Int64,
        "float" => Type::Float,
        "double" => Type::Double,
        "bool" => Type::Bool,
        "any" => Type::Any,
        "binary" => Type::Binary,
        "struct" => Type::Struct(None),
        _ => return parse_outer(text, depth),
    };
    Some(scalar)
}

fn parse_outer(text: &str, depth: usize) -> Option<Type> {
    let Some((outer, rest)) = text.split_once('<') else {
        return TypeName::new(text).map(|name| Type::Struct(Some(name)));
    };
    let inner = Box::new(parse(rest.strip_suffix('>')?, depth)?);
    match outer {
        "array" => Some(Type::Array(inner)),
        "map" => Some(Type::Map(inner)),
        "json" => Some(Type::Json(inner)),
        _ => None,
    }
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Type {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_type() -> impl Strategy<Value = Type> {
        let leaf = prop_oneof![
            Just(Type::String),
            Just(Type::Int32),
            Just(Type::Int64),
            Just(Type::Float),
            Just(Type::Double),
            Just(Type::Bool),
            Just(Type::Any),
            Just(Type::Binary),
            Just(Type::Struct(None)),
            "[A-Z][A-Za-z0-9_]{0,12}".prop_map(|name| Type::Struct(TypeName::new(&name))),
        ];
        leaf.prop_recursive(6, 8, 1, |inner| {
            prop_oneof![
                inner.clone().prop_map(|inner| Type::Array(Box::new(inner))),
                inner.clone().prop_map(|inner| Type::Map(Box::new(inner))),
                inner.prop_map(|inner| Type::Json(Box::new(inner))),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(value in any_type()) {
            prop_assert_eq!(value.to_string().parse(), Ok(value));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            if let Ok(value) = text.parse::<Type>() {
                prop_assert_eq!(value.to_string(), text);
            }
        }
    }

    #[test]
    fn a_text_that_is_no_type_is_named_in_the_error() {
        for text in ["", "Integer<", "array<>", "array<string", "list<string>", "string>", "中文"]
        {
            let error = text.parse::<Type>().unwrap_err();
            assert!(error.to_string().starts_with(&format!("`{text}` is no type")), "{error}");
        }
    }

    #[test]
    fn a_bottomless_text_is_an_error() {
        let text = format!("{}string{}", "array<".repeat(100_000), ">".repeat(100_000));
        assert!(text.parse::<Type>().is_err());
    }
}
