//! Examples of the pages as values of the types that they are examples of.

use apigen_ir::{Field, Type};
use serde_json::{Map, Number, Value};

/// The value that a text is of a type; `None` where it is none.
pub(crate) fn typed(text: &str, ty: &Type) -> Option<Value> {
    let text_value = || Value::from(text);
    match ty {
        Type::Any => Some(serde_json::from_str(text).unwrap_or_else(|_| text_value())),
        Type::Array(inner) => {
            let one = || typed(text, inner).map(|item| Value::Array(vec![item]));
            conform(text_value(), ty, &[]).or_else(one)
        }
        _ => conform(text_value(), ty, &[]),
    }
}

/// The page's own answer, as JSON; `None` where it is not quite JSON.
///
/// Pages show numbers as text and text as numbers (`ccc/ListOutboundNumbersOfUser`), and words in
/// the place of lists (`ccc/AddPhoneNumbers`): each value gets the type of its field, and one that
/// cannot have it is left out. So is what is null.
pub(crate) fn sample(text: &str, fields: &[Field]) -> Option<Value> {
    let value: Value = serde_json::from_str(text).ok()?;
    conform(value, &Type::Struct(None), fields)
}

/// A value as one of this type, as far as it can be one.
fn conform(value: Value, ty: &Type, fields: &[Field]) -> Option<Value> {
    match (ty, value) {
        (_, Value::Null) => None,
        (Type::Any, value) => Some(value),
        (Type::Array(inner), Value::Array(items)) => {
            let items = items.into_iter().filter_map(|item| conform(item, inner, fields));
            Some(items.collect())
        }
        // What was made of XML shows a list of one as its element.
        (Type::Array(inner), value @ Value::Object(_)) => {
            conform(value, inner, fields).map(|item| Value::Array(vec![item]))
        }
        (Type::Map(inner), Value::Object(members)) => {
            let members = members.into_iter();
            let kept = members.filter_map(|(key, it)| Some((key, conform(it, inner, fields)?)));
            Some(Value::Object(kept.collect()))
        }
        (Type::Struct(_), Value::Object(members)) => {
            Some(Value::Object(conform_members(members, fields)))
        }
        (Type::Array(_) | Type::Map(_) | Type::Struct(_), Value::String(text)) => {
            let held: Value = serde_json::from_str(&text).ok()?;
            (held.is_array() || held.is_object()).then(|| conform(held, ty, fields)).flatten()
        }
        (Type::Json(_), value @ (Value::Array(_) | Value::Object(_))) => {
            Some(Value::from(value.to_string()))
        }
        (Type::Array(_) | Type::Map(_) | Type::Struct(_), _)
        | (_, Value::Array(_) | Value::Object(_)) => None,
        (ty, Value::String(text)) => scalar(&text, ty),
        (ty, value) => scalar(&value.to_string(), ty),
    }
}

fn conform_members(members: Map<String, Value>, fields: &[Field]) -> Map<String, Value> {
    let kept = members.into_iter().filter_map(|(name, value)| {
        let field = fields.iter().find(|field| field.name == name);
        let value = match field {
            Some(field) => conform_field(value, field),
            None => conform(value, &Type::Any, &[]),
        };
        Some((name, value?))
    });
    kept.collect()
}

fn conform_field(value: Value, field: &Field) -> Option<Value> {
    let Some(wrapper) = &field.wrapper else { return conform(value, &field.ty, &field.fields) };
    let Value::Object(members) = value else { return None };
    let kept = members.into_iter().filter_map(|(name, value)| {
        let is_list = name == *wrapper;
        let value = if is_list { conform(value, &field.ty, &field.fields) } else { Some(value) };
        Some((name, value?))
    });
    Some(Value::Object(kept.collect()))
}

/// The scalar of a type that a text stands for.
fn scalar(text: &str, ty: &Type) -> Option<Value> {
    match ty {
        Type::Int32 => text.parse::<i32>().ok().map(Value::from),
        Type::Int64 => text.parse::<i64>().ok().map(Value::from),
        Type::Float | Type::Double => {
            text.parse().ok().and_then(Number::from_f64).map(Value::Number)
        }
        Type::Bool if text.eq_ignore_ascii_case("true") => Some(Value::Bool(true)),
        Type::Bool if text.eq_ignore_ascii_case("false") => Some(Value::Bool(false)),
        Type::Bool => None,
        _ => Some(Value::from(text)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_example_has_the_type_of_its_field() {
        for (text, ty, expected) in [
            ("10", "int32", Some(json!(10))),
            ("3000000000", "int32", None),
            ("3000000000", "int64", Some(json!(3_000_000_000_i64))),
            ("none", "int64", None),
            ("0.5", "float", Some(json!(0.5))),
            ("NaN", "double", None),
            ("True", "bool", Some(json!(true))),
            ("10", "string", Some(json!("10"))),
            ("[1]", "json<array<int32>>", Some(json!("[1]"))),
            ("a", "array<string>", Some(json!(["a"]))),
            (r#"["1", "2"]"#, "array<int32>", Some(json!([1, 2]))),
            ("a", "array<int32>", None),
            ("{\"a\": 1}", "map<int32>", Some(json!({"a": 1}))),
            ("a", "struct", None),
            ("a", "any", Some(json!("a"))),
        ] {
            assert_eq!(typed(text, &ty.parse().unwrap()), expected, "{text} as {ty}");
        }
    }

    #[test]
    fn a_sample_gets_the_types_of_the_fields() {
        let mut list = Field::new("Things", "array<struct>".parse().unwrap());
        list.wrapper = Some("Thing".to_owned());
        list.fields = vec![Field::new("Size", Type::Int32), Field::new("Name", Type::String)];
        let text =
            r#"{"Things": {"Thing": [{"Size": "1", "Name": 2, "Other": "3"}]}, "Left": null}"#;
        let expected = json!({"Things": {"Thing": [{"Size": 1, "Name": "2", "Other": "3"}]}});
        assert_eq!(sample(text, &[list]), Some(expected));
    }

    #[test]
    fn what_cannot_have_the_type_of_its_field_is_left_out_of_a_sample() {
        let field = |name: &str, ty: &str| Field::new(name, ty.parse().unwrap());
        let fields = [
            field("Size", "int32"),
            field("Names", "array<string>"),
            field("Ids", "array<int32>"),
            field("One", "array<struct>"),
            field("Text", "string"),
            field("Json", "json<any>"),
        ];
        let text = r#"{"Size": "big", "Names": "-", "Ids": "[\"1\", 2]", "One": {"a": 1},
            "Text": [1], "Json": [1]}"#;
        let expected = json!({"Ids": [1, 2], "One": [{"a": 1}], "Json": "[1]"});
        assert_eq!(sample(text, &fields), Some(expected));
    }

    #[test]
    fn what_is_no_json_object_is_no_sample() {
        assert_eq!(sample("{\"a\": 1,}", &[]), None);
        assert_eq!(sample("[1]", &[]), None);
    }
}
