//! Nested values as flat pairs of text, the form that queries and form bodies have.

use serde_json::Value;

/// Flattens one parameter: the items of a list become `Name.1`, `Name.2`, …, the members of an
/// object `Name.Member`, nested as deep as the value is.
///
/// Null is left out, and in a list keeps its index; empty lists and objects vanish; an empty
/// string stays. Numbers are written in their shortest form (`2`, not `2.0`), booleans as `true`
/// and `false`.
pub fn flatten(name: &str, value: &Value) -> Vec<(String, String)> {
    let mut flat = Vec::new();
    // A stack instead of recursion: the value may be as deep as its maker likes. What lies on top
    // comes next, so children are put on it last to first.
    let mut open = vec![(name.to_owned(), value)];
    while let Some((name, value)) = open.pop() {
        match value {
            Value::Array(items) => {
                let items = items.iter().enumerate().rev();
                open.extend(items.map(|(index, item)| (format!("{name}.{}", index + 1), item)));
            }
            Value::Object(members) => {
                let members = members.iter().rev();
                open.extend(members.map(|(key, member)| (format!("{name}.{key}"), member)));
            }
            scalar => flat.extend(text_of(scalar).map(|text| (name, text))),
        }
    }
    flat
}

/// A value as one text; lists and objects as JSON, null as none.
pub(crate) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(match number.as_f64() {
            Some(float) if number.is_f64() => float.to_string(),
            _ => number.to_string(),
        }),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pairs_come_in_the_order_of_the_value() {
        let value = json!([{"b": 1, "a": [true, null, 2.0]}, {}, "x"]);
        let expected = [("L.1.b", "1"), ("L.1.a.1", "true"), ("L.1.a.3", "2"), ("L.3", "x")];
        let flat = flatten("L", &value);
        let flat: Vec<_> = flat.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        assert_eq!(flat, expected);
    }

    #[test]
    fn depth_does_not_end_in_a_stack_overflow() {
        let depth = 10_000;
        let mut value = json!(1);
        for _ in 0..depth {
            value = Value::Array(vec![value]);
        }
        assert_eq!(flatten("L", &value).first().unwrap().0.len(), 1 + 2 * depth);
        // Dropping a deep value is recursive in its own library: take it apart here.
        while let Value::Array(mut items) = value {
            value = items.pop().unwrap();
        }
    }
}
