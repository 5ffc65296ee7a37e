//! Parameters beside those that generated code knows.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::ToWire;

/// Parameters that generated code does not know, for what the service took up later. Their
/// [`Debug`](fmt::Debug) form shows their names alone: a value may be a secret.
#[derive(Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct ExtraParameters(BTreeMap<String, Value>);

impl ExtraParameters {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a parameter, or replaces the one of that name. A value that is unset is not added.
    pub fn insert(&mut self, name: impl Into<String>, value: impl ToWire) {
        if let Some(value) = value.to_wire() {
            self.0.insert(name.into(), value);
        }
    }

    /// The parameters, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl fmt::Debug for ExtraParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_and_values_are_not() {
        let mut extra = ExtraParameters::new();
        extra.insert("Password", "hidden");
        extra.insert("Unset", None::<String>);
        assert_eq!(format!("{extra:?}"), r#"{"Password"}"#);
    }
}
