//! JSON that holds secrets: its texts are wiped from memory when it is dropped.

use serde_json::Value;
use zeroize::Zeroize;

/// JSON that holds secrets. It has no `Debug` form.
pub(super) struct SecretJson(Value);

impl SecretJson {
    /// Reads JSON. The error says where it is none, and shows nothing of it.
    pub(super) fn parse(text: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(text).map(Self).map_err(|error| error.to_string())
    }

    pub(super) fn value(&self) -> &Value {
        &self.0
    }
}

impl Drop for SecretJson {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The text of a member. An empty one is as good as none.
pub(super) fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_texts_are_wiped() {
        let mut json = SecretJson::parse(br#"{"a":["hidden",{"b":"hidden"}],"c":"hidden"}"#);
        wipe(&mut json.as_mut().unwrap().0);
        assert_eq!(json.unwrap().value().to_string(), r#"{"a":["",{"b":""}],"c":""}"#);
    }

    #[test]
    fn the_error_shows_nothing_of_the_text() {
        let error = SecretJson::parse(br#"{"secret":"hidden"#).err().unwrap();
        assert!(error.contains("line 1") && !error.contains("hidden"), "{error}");
    }
}
