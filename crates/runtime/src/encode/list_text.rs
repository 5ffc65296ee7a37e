//! Lists as one text, and maps whose keys survive in a query: the styles beside flattening.

use serde_json::Value;

use super::{ToWire, text_of};

/// What stands between the items of a list that is sent as one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Separator {
    /// `a,b,c`; the vendor calls it `simple`.
    Comma,
    /// `a b c`; `spaceDelimited`.
    Space,
    /// `a|b|c`; `pipeDelimited`.
    Pipe,
}

impl Separator {
    const fn text(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Space => " ",
            Self::Pipe => "|",
        }
    }
}

/// A list as the texts of its items with a separator between them, and nothing escaped: that an
/// item holds the separator is for the caller to avoid. Unset items are left out; a list without
/// items is an empty text, which is sent. A single value is its own text.
pub fn joined<T: ToWire + ?Sized>(value: &T, separator: Separator) -> Option<Value> {
    let text = match value.to_wire()? {
        Value::Array(items) => {
            items.iter().filter_map(text_of).collect::<Vec<_>>().join(separator.text())
        }
        single => text_of(&single)?,
    };
    Some(Value::String(text))
}

/// A value whose maps have `#length#key` for each key, as in `#3#a.b`, at every depth: the dots of
/// a key then cannot be taken for those of a flattened name. The length counts characters.
pub fn flat_keys<T: ToWire + ?Sized>(value: &T) -> Option<Value> {
    value.to_wire().map(with_lengths)
}

fn with_lengths(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(with_lengths).collect(),
        Value::Object(members) => {
            let keyed = members.into_iter().map(|(key, value)| {
                (format!("#{}#{key}", key.chars().count()), with_lengths(value))
            });
            Value::Object(keyed.collect())
        }
        scalar => scalar,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn unset_is_left_out_and_empty_is_sent() {
        assert_eq!(joined(&None::<Vec<String>>, Separator::Comma), None);
        assert_eq!(joined(&Vec::<String>::new(), Separator::Comma), Some(json!("")));
        assert_eq!(joined(&vec![Some(1), None, Some(3)], Separator::Comma), Some(json!("1,3")));
        assert_eq!(joined("a", Separator::Pipe), Some(json!("a")));
    }
}
