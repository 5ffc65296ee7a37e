//! The page's sample, made to fit the fields: keys and types as in the IR.
//!
//! A field has the value of the sample, or else the example of its row. One of which the page shows
//! no value is left out, as the service leaves out what it has not.

use apigen_ir::{Field, Type};
use serde_json::{Map, Number, Value};

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// The answer of these fields, as the sample shows it.
pub(crate) fn answer(fields: &[Field], sample: Option<&str>) -> Object {
    let sample = sample.and_then(read);
    let root = sample.as_ref().and_then(|sample| root(fields, sample));
    object(fields, root)
}

/// Reads a sample; header lines may stand before it.
fn read(text: &str) -> Option<Value> {
    let start = text.find(['{', '['])?;
    let mut values = serde_json::Deserializer::from_str(text.get(start..)?).into_iter();
    values.next()?.ok()
}

/// The object that has the fields: in samples, it stands in a list or an envelope at times.
fn root<'a>(fields: &[Field], sample: &'a Value) -> Option<&'a Object> {
    match sample {
        Value::Array(elements) => root(fields, elements.first()?),
        Value::Object(members) => match members.iter().next() {
            Some((key, inner @ Value::Object(_)))
                if members.len() == 1 && !fields.iter().any(|field| is_called(field, key)) =>
            {
                root(fields, inner)
            }
            _ => Some(members),
        },
        _ => None,
    }
}

fn is_called(field: &Field, key: &str) -> bool {
    field.name.eq_ignore_ascii_case(key.trim())
}

fn object(fields: &[Field], sample: Option<&Object>) -> Object {
    let value_of = |field: &Field| {
        let shown = sample.and_then(|members| find(members, &field.name));
        Some((field.name.clone(), wrapped(field, shown)?))
    };
    fields.iter().filter_map(value_of).collect()
}

/// The value of a key, or else of one that differs in letter case alone.
fn find<'a>(members: &'a Object, name: &str) -> Option<&'a Value> {
    members.get(name).or_else(|| {
        let is_name = |key: &str| key.trim().eq_ignore_ascii_case(name);
        members.iter().find(|(key, _)| is_name(key)).map(|(_, value)| value)
    })
}

fn wrapped(field: &Field, shown: Option<&Value>) -> Option<Value> {
    let Some(wrapper) = &field.wrapper else { return value(field, &field.ty, shown) };
    let inner = match shown {
        Some(Value::Object(members)) => find(members, wrapper),
        other => other,
    };
    let list = value(field, &field.ty, inner)?;
    Some(Value::Object([(wrapper.clone(), list)].into_iter().collect()))
}

fn value(field: &Field, ty: &Type, shown: Option<&Value>) -> Option<Value> {
    match ty {
        Type::Struct(_) => structure(field, shown),
        Type::Array(element) => list(field, element, shown),
        Type::Map(element) => map(field, element, shown),
        _ => shown.and_then(|shown| scalar(ty, shown)).or_else(|| {
            let example = field.example.as_ref().map(|text| Value::String(text.clone()));
            example.and_then(|example| scalar(ty, &example))
        }),
    }
}

fn structure(field: &Field, shown: Option<&Value>) -> Option<Value> {
    let members = match shown {
        Some(Value::Object(members)) => Some(members),
        Some(Value::Array(elements)) => elements.iter().find_map(Value::as_object),
        _ => None,
    };
    let object = match members {
        Some(members) if field.fields.is_empty() => members.clone(),
        _ => object(&field.fields, members),
    };
    (members.is_some() || !object.is_empty()).then_some(Value::Object(object))
}

fn list(field: &Field, element: &Type, shown: Option<&Value>) -> Option<Value> {
    let array_in = |text: &str| read(text).filter(|_| text.trim_start().starts_with('['));
    let example = || field.example.as_deref().and_then(array_in);
    let elements = match shown {
        Some(Value::Array(elements)) => {
            elements.iter().filter_map(|it| value(field, element, Some(it))).collect()
        }
        Some(Value::String(text)) if text.is_empty() => Vec::new(),
        None | Some(Value::Null) => match example() {
            Some(example) => return list(field, element, Some(&example)),
            None => vec![value(field, element, None)?],
        },
        // ccc/SignInGroup: a list in quotation marks.
        Some(Value::String(text)) if let Some(array) = array_in(text) => {
            return list(field, element, Some(&array));
        }
        // Samples show the one element of a list without the list around it.
        one => value(field, element, one).into_iter().collect(),
    };
    Some(Value::Array(elements))
}

fn map(field: &Field, element: &Type, shown: Option<&Value>) -> Option<Value> {
    let example = || field.example.as_deref().and_then(read);
    let shown = shown.filter(|shown| shown.is_object()).cloned().or_else(example)?;
    let members = shown.as_object()?.iter();
    let fitting =
        members.filter_map(|(key, it)| Some((key.clone(), value(field, element, Some(it))?)));
    Some(Value::Object(fitting.collect()))
}

/// A value of a scalar type made of what is shown, if that can be read as one.
pub(crate) fn scalar(ty: &Type, shown: &Value) -> Option<Value> {
    let text = match shown {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match ty {
        Type::Any => Some(shown.clone()),
        Type::Int32 => text.trim().parse::<i32>().ok().map(Value::from),
        Type::Int64 => text.trim().parse::<i64>().ok().map(Value::from),
        Type::Float | Type::Double => {
            let number = text.trim().parse().ok().and_then(Number::from_f64);
            number.map(Value::Number)
        }
        Type::Bool => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "1" => Some(Value::Bool(true)),
            "false" | "0" => Some(Value::Bool(false)),
            _ => None,
        },
        _ => Some(Value::String(text)),
    }
}

#[cfg(test)]
mod tests;
