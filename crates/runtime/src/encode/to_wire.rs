//! Rust values as JSON values.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

/// A value that can be sent.
pub trait ToWire {
    /// The value as JSON; `None` if it is unset and to be left out.
    fn to_wire(&self) -> Option<Value>;
}

/// The members of an object that are set. An object without any is still an object: it is there.
pub fn object<const N: usize>(members: [(&'static str, Option<Value>); N]) -> Option<Value> {
    Some(object_of(Vec::from(members)))
}

fn object_of(members: Vec<(&'static str, Option<Value>)>) -> Value {
    let set = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(set.collect())
}

/// A value as a string that holds its JSON: compact, members in their order, unset ones left out,
/// nothing but what JSON demands escaped.
pub fn json_text<T: ToWire + ?Sized>(value: &T) -> Option<Value> {
    value.to_wire().map(|value| Value::String(value.to_string()))
}

/// As [`json_text`], of a value of which nothing is known but that it is JSON: a text is taken as
/// the JSON itself.
pub fn any_json_text(value: &Option<Value>) -> Option<Value> {
    match value {
        Some(Value::String(text)) => text.to_wire(),
        value => json_text(value),
    }
}

impl ToWire for str {
    fn to_wire(&self) -> Option<Value> {
        Some(Value::String(self.to_owned()))
    }
}

impl ToWire for String {
    fn to_wire(&self) -> Option<Value> {
        self.as_str().to_wire()
    }
}

impl ToWire for bool {
    fn to_wire(&self) -> Option<Value> {
        Some(Value::Bool(*self))
    }
}

impl ToWire for i32 {
    fn to_wire(&self) -> Option<Value> {
        Some(Value::from(*self))
    }
}

impl ToWire for i64 {
    fn to_wire(&self) -> Option<Value> {
        Some(Value::from(*self))
    }
}

/// JSON has no infinity and no NaN. Both are sent as text, so that the service refuses them
/// instead of the parameter being dropped in silence.
impl ToWire for f64 {
    fn to_wire(&self) -> Option<Value> {
        let number = Number::from_f64(*self).map(Value::Number);
        Some(number.unwrap_or_else(|| Value::String(self.to_string())))
    }
}

impl ToWire for Value {
    fn to_wire(&self) -> Option<Value> {
        Some(self.clone())
    }
}

impl<T: ToWire + ?Sized> ToWire for &T {
    fn to_wire(&self) -> Option<Value> {
        (**self).to_wire()
    }
}

impl<T: ToWire + ?Sized> ToWire for Box<T> {
    fn to_wire(&self) -> Option<Value> {
        (**self).to_wire()
    }
}

impl<T: ToWire> ToWire for Option<T> {
    fn to_wire(&self) -> Option<Value> {
        self.as_ref().and_then(T::to_wire)
    }
}

/// An unset item becomes null, so that those behind it keep their index.
impl<T: ToWire> ToWire for Vec<T> {
    fn to_wire(&self) -> Option<Value> {
        Some(self.iter().map(|item| item.to_wire().unwrap_or(Value::Null)).collect())
    }
}

impl<T: ToWire> ToWire for BTreeMap<String, T> {
    fn to_wire(&self) -> Option<Value> {
        let set = self.iter().filter_map(|(key, value)| Some((key.clone(), value.to_wire()?)));
        Some(Value::Object(set.collect::<Map<_, _>>()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn scalars_are_themselves() {
        assert_eq!("中".to_wire(), Some(json!("中")));
        assert_eq!(String::new().to_wire(), Some(json!("")));
        assert_eq!(7_i32.to_wire(), Some(json!(7)));
        assert_eq!(i64::MIN.to_wire(), Some(json!(i64::MIN)));
        assert_eq!(1.5.to_wire(), Some(json!(1.5)));
        assert_eq!(false.to_wire(), Some(json!(false)));
        assert_eq!(None::<i32>.to_wire(), None);
    }

    #[test]
    fn what_json_cannot_hold_is_not_dropped() {
        assert_eq!(f64::NAN.to_wire(), Some(json!("NaN")));
        assert_eq!(f64::INFINITY.to_wire(), Some(json!("inf")));
    }

    #[test]
    fn unset_items_keep_their_place_and_unset_members_go() {
        assert_eq!(vec![Some("a"), None].to_wire(), Some(json!(["a", null])));
        let map = BTreeMap::from([("a".to_owned(), Some(1)), ("b".to_owned(), None)]);
        assert_eq!(map.to_wire(), Some(json!({"a": 1})));
        assert_eq!(object([("a", None), ("b", "x".to_wire())]), Some(json!({"b": "x"})));
        assert_eq!(object([]), Some(json!({})));
    }

    #[test]
    fn json_text_is_compact_in_order_and_unescaped() {
        let value = vec![json!({"b": "中", "a": [1, true]})];
        assert_eq!(json_text(&value), Some(json!(r#"[{"b":"中","a":[1,true]}]"#)));
        assert_eq!(json_text(&None::<String>), None);
    }

    #[test]
    fn a_text_can_be_json_already() {
        assert_eq!(any_json_text(&Some(json!("{\"a\":1}"))), Some(json!("{\"a\":1}")));
        assert_eq!(any_json_text(&Some(json!({"a": 1}))), Some(json!("{\"a\":1}")));
        assert_eq!(any_json_text(&None), None);
    }
}
