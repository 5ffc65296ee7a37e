//! Whether the answer that a page shows is read as a whole by the types that its rows became.
//!
//! Says before any code runs what the test of the generated crate would find: a sample that
//! disagrees with the rows is shown with what is wrong instead of failing the build for good.

use serde_json::{Map, Value};

use super::REQUEST_ID_NAMES;
use crate::model::{Framing, Member, Sample, Shape, StructId, Structs};

/// The sample of the answer; `None` where the page shows none, or one that is no JSON.
pub(super) fn annotate(
    text: Option<&str>,
    members: &[Member],
    structs: &Structs,
) -> Option<Sample> {
    let shown: Value = serde_json::from_str(text?).ok()?;
    let is_known = |key: &str| members.iter().any(|it| it.wire == key) || is_request_id(key);
    let (answer, text) = match only_object(&shown) {
        // An envelope, as the samples in XML have it.
        Some((key, inner)) if !is_known(key) => (inner, serde_json::to_string_pretty(inner).ok()?),
        _ => (&shown, text?.trim().to_owned()),
    };
    let reader = Reader { structs };
    let misfit = match answer {
        Value::Object(answer) => {
            let mut fields = answer.clone();
            fields.retain(|key, _| !is_request_id(key));
            reader.members(members, &fields, "").err()
        }
        _ => Some("it is no object".to_owned()),
    };
    Some(Sample { text, misfit })
}

fn only_object(value: &Value) -> Option<(&str, &Value)> {
    let mut members = value.as_object()?.iter();
    let (key, inner) = members.next().filter(|(_, inner)| inner.is_object())?;
    members.next().is_none().then_some((key.as_str(), inner))
}

fn is_request_id(key: &str) -> bool {
    REQUEST_ID_NAMES.contains(&key)
}

/// The first thing that is wrong: where, and what.
type Fit = Result<(), String>;

/// Reads values as the runtime does.
struct Reader<'a> {
    structs: &'a Structs,
}

impl Reader<'_> {
    fn members(&self, members: &[Member], shown: &Map<String, Value>, path: &str) -> Fit {
        for (key, value) in shown {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match members.iter().find(|member| member.wire == *key) {
                Some(member) => self.member(member, value, &path)?,
                None if is_empty(value) || stands_inside(shown, key, value) => {}
                None => return Err(format!("no row is about `{path}`")),
            }
        }
        Ok(())
    }

    fn member(&self, member: &Member, value: &Value, path: &str) -> Fit {
        match (&member.framing, value) {
            (_, Value::Null) => Ok(()),
            (Framing::Wrapped(wrapper), Value::Object(shown)) => {
                self.wrapped(wrapper, &member.shape, shown, path)
            }
            (Framing::Wrapped(_), Value::Array(_)) => self.value(&member.shape, value, path),
            _ if is_left_out(&member.shape, value) => Ok(()),
            (Framing::Wrapped(wrapper), _) => {
                Err(mismatch(path, &format!("an object with `{wrapper}`")))
            }
            (Framing::JsonText, Value::String(text)) => {
                let inner = serde_json::from_str(text).ok();
                match (inner, &member.shape) {
                    (_, Shape::Value) => Ok(()),
                    (Some(inner), shape) => self.value(shape, &inner, path),
                    (None, _) => Err(mismatch(path, "JSON text")),
                }
            }
            _ => self.value(&member.shape, value, path),
        }
    }

    fn wrapped(&self, wrapper: &str, shape: &Shape, shown: &Map<String, Value>, path: &str) -> Fit {
        for (key, value) in shown {
            if key == wrapper {
                if !is_unset(value) {
                    self.value(shape, value, &format!("{path}.{key}"))?;
                }
            } else if !is_empty(value) {
                return Err(format!("no row is about `{path}.{key}`"));
            }
        }
        Ok(())
    }

    fn value(&self, shape: &Shape, value: &Value, path: &str) -> Fit {
        match (shape, value) {
            (_, Value::Null) | (Shape::Value, _) => Ok(()),
            (Shape::List(item), Value::Array(items)) => self.items(item, items, path),
            // One item without the list around it.
            (Shape::List(item), one) => self.value(item, one, path),
            (Shape::Map(inner), Value::Object(shown)) => shown
                .iter()
                .try_for_each(|(key, value)| self.value(inner, value, &format!("{path}.{key}"))),
            (Shape::Struct(id), Value::Object(shown)) => self.structure(*id, shown, path),
            (Shape::Struct(_) | Shape::Map(_), Value::String(text)) => {
                match serde_json::from_str(text) {
                    Ok(inner @ Value::Object(_)) => self.value(shape, &inner, path),
                    _ => Err(mismatch(path, "an object")),
                }
            }
            (Shape::Struct(_) | Shape::Map(_), _) => Err(mismatch(path, "an object")),
            (scalar, value) => {
                fits(scalar, value).then_some(()).ok_or_else(|| mismatch(path, scalar_name(scalar)))
            }
        }
    }

    fn items(&self, item: &Shape, items: &[Value], path: &str) -> Fit {
        let filled = items.iter().enumerate().filter(|(_, value)| !value.is_null());
        filled
            .into_iter()
            .try_for_each(|(at, value)| self.value(item, value, &format!("{path}[{at}]")))
    }

    fn structure(&self, id: StructId, shown: &Map<String, Value>, path: &str) -> Fit {
        let members = self.structs.get(id).map(|it| it.members.as_slice());
        self.members(members.unwrap_or_default(), shown, path)
    }
}

fn mismatch(path: &str, expected: &str) -> String {
    format!("`{path}` is not {expected}, which its row says")
}

/// Whether an object beside the key has it too, with the same value: samples repeat what pages a list
/// outside of the object that holds the list.
fn stands_inside(members: &Map<String, Value>, key: &str, value: &Value) -> bool {
    members.values().any(|beside| beside.get(key) == Some(value))
}

/// What stands for a struct or a list that is not there.
fn is_unset(value: &Value) -> bool {
    value.as_str() == Some("")
}

/// Whether a member is left out by an empty text, which items of lists are not.
fn is_left_out(shape: &Shape, value: &Value) -> bool {
    match shape {
        Shape::List(_) | Shape::Map(_) | Shape::Struct(_) => is_unset(value),
        _ => value.as_str().is_some_and(|text| text.trim().is_empty()),
    }
}

/// Whether a value says nothing, as one that is absent.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(members) => members.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether a scalar can be read without loss.
fn fits(shape: &Shape, value: &Value) -> bool {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            return is_text(shape) && is_empty(value);
        }
    };
    match shape {
        Shape::Int32 => !value.is_boolean() && whole(value, &text).is_some_and(is_int32),
        Shape::Int64 => !value.is_boolean() && whole(value, &text).is_some(),
        Shape::Double => !value.is_boolean() && text.parse::<f64>().is_ok_and(f64::is_finite),
        Shape::Bool => ["true", "false", "1", "0"].contains(&text.to_ascii_lowercase().as_str()),
        _ => true,
    }
}

fn is_text(shape: &Shape) -> bool {
    matches!(shape, Shape::String | Shape::Enumeration(_) | Shape::Bytes)
}

fn is_int32(number: i64) -> bool {
    i32::try_from(number).is_ok()
}

/// A whole number: as a number `1.0` is one, as a text it is not.
fn whole(value: &Value, text: &str) -> Option<i64> {
    let digits = match value {
        Value::Number(_) => text.trim_end_matches('0').strip_suffix('.').unwrap_or(text),
        _ => text,
    };
    digits.parse().ok()
}

fn scalar_name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Int32 => "an integer of 32 bits",
        Shape::Int64 => "an integer of 64 bits",
        Shape::Double => "a number",
        Shape::Bool => "true or false",
        _ => "a text",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use apigen_ir::yaml;

    use crate::annotate;
    use crate::names::{Kind, Scope};

    /// What is wrong with a sample of an answer of these fields, which are YAML.
    fn misfit(fields: &str, sample: &str) -> Option<String> {
        let text = format!(
            "action: GetThing\nstyle: rpc\nsource: a.md\nresponse: [{fields}]\nresponse_sample: |\n  {sample}\n"
        );
        let operation = yaml::read_operation(&text).unwrap();
        let module = Scope::default().take_numbered(Kind::Operation, "get_thing");
        annotate::annotate(&operation, &module, &BTreeMap::new()).sample.unwrap().misfit
    }

    const FIELDS: &str = "{name: Size, type: int32}, {name: Rate, type: double}, \
        {name: Is, type: bool}, {name: Name, type: string}, \
        {name: Things, type: array<struct>, wrapper: Thing, fields: [{name: Id, type: string}]}, \
        {name: Ids, type: array<int64>}, {name: Data, type: struct, fields: [{name: A, type: any}]}, \
        {name: Map, type: map<int32>}, {name: Json, type: json<array<string>>}";

    #[track_caller]
    fn check(sample: &str, expected: Option<&str>) {
        assert_eq!(misfit(FIELDS, sample).as_deref(), expected, "{sample}");
    }

    #[test]
    fn what_the_runtime_reads_fits() {
        for sample in [
            r#"{"RequestId": "r", "Size": "1", "Rate": 1, "Is": "True", "Name": 7}"#,
            r#"{"Size": 1.0, "Rate": "0.5", "Is": 0, "Name": true}"#,
            r#"{"Size": null, "Rate": "", "Is": " ", "Data": "", "Ids": "", "Things": ""}"#,
            r#"{"Things": {"Thing": [{"Id": "a"}, null]}, "Ids": [1, "2"], "Map": {"a": 1}}"#,
            r#"{"Things": [{"Id": "a"}], "Ids": 1, "Data": {"A": [{}]}, "Unknown": []}"#,
            r#"{"Things": {"Thing": {"Id": "a"}}, "Json": "[\"a\"]"}"#,
            r#"{"GetThingResponse": {"Size": 1}}"#,
            r#"{"Data": "{\"A\": 1}", "Map": "{\"a\": \"1\"}", "Json": ["a"]}"#,
            r#"{"A": 1, "Data": {"A": 1}}"#,
        ] {
            check(sample, None);
        }
    }

    #[test]
    fn what_is_lost_or_cannot_be_read_is_named() {
        check(r#"[{"Size": 1}]"#, Some("it is no object"));
        check(r#"{"Size": 1, "Colour": "red"}"#, Some("no row is about `Colour`"));
        check(r#"{"Data": {"B": 0}}"#, Some("no row is about `Data.B`"));
        check(r#"{"Things": {"Thing": [], "X": 1}}"#, Some("no row is about `Things.X`"));
        let not = |path: &str, what: &str| format!("`{path}` is not {what}, which its row says");
        for (sample, path, what) in [
            (r#"{"Size": "2147483648"}"#, "Size", "an integer of 32 bits"),
            (r#"{"Size": "1.0"}"#, "Size", "an integer of 32 bits"),
            (r#"{"Size": true}"#, "Size", "an integer of 32 bits"),
            (r#"{"Ids": [1, ""]}"#, "Ids[1]", "an integer of 64 bits"),
            (r#"{"Rate": "50%"}"#, "Rate", "a number"),
            (r#"{"Is": "yes"}"#, "Is", "true or false"),
            (r#"{"Name": [1]}"#, "Name", "a text"),
            (r#"{"Data": []}"#, "Data", "an object"),
            (r#"{"Data": "[]"}"#, "Data", "an object"),
            (r#"{"Map": "none"}"#, "Map", "an object"),
            (r#"{"Map": "{\"a\": \"x\"}"}"#, "Map.a", "an integer of 32 bits"),
            (r#"{"Things": "a"}"#, "Things", "an object with `Thing`"),
            (r#"{"Things": [""]}"#, "Things[0]", "an object"),
            (r#"{"Map": {"a": "x"}}"#, "Map.a", "an integer of 32 bits"),
            (r#"{"Json": "[a]"}"#, "Json", "JSON text"),
        ] {
            check(sample, Some(&not(path, what)));
        }
    }

    #[test]
    fn samples_that_are_no_json_are_no_samples() {
        let text = "{action: A, style: rpc, source: a.md, response_sample: '{1}'}";
        let operation = yaml::read_operation(text).unwrap();
        let module = Scope::default().take_numbered(Kind::Operation, "a");
        assert!(annotate::annotate(&operation, &module, &BTreeMap::new()).sample.is_none());
    }
}
