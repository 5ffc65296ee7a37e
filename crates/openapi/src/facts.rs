//! What a page states of a field or an operation beside names and types, as keywords.

use apigen_ir::{Bounds, Decimal, Field, LengthUnit, Operation, Type};
use serde_json::{Map, Number, Value, json};

use crate::example;

/// Who makes the values of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The caller, who is held to what the page lists.
    Request,
    /// The service, which may know more values by now than its page.
    Answer,
}

/// The keywords for one value of a field: the value itself, or an element of the list that it is.
pub(crate) fn of_value(field: &Field, ty: &Type, side: Side) -> Map<String, Value> {
    let mut facts = Map::new();
    if *ty == field.ty {
        facts.extend(default(field));
    }
    facts.extend(values(field, ty, side));
    if let Some(range) = &field.range {
        facts.extend(range_keywords(range, ty));
    }
    if let Some(length) = &field.length {
        match length.unit {
            LengthUnit::Chars => facts.extend(limits(&length.bounds, "minLength", "maxLength")),
            LengthUnit::Bytes => {
                facts.insert("x-length".to_owned(), json!(length.to_string()));
            }
        }
    }
    facts
}

/// The value that counts where there is none.
pub(crate) fn default(field: &Field) -> Option<(String, Value)> {
    let text = field.default.as_deref()?;
    Some(match example::typed(text, &field.ty) {
        Some(value) => ("default".to_owned(), value),
        None => ("x-default".to_owned(), json!(text)),
    })
}

/// The example of a field, as a keyword for a schema of this type.
pub(crate) fn example(field: &Field, ty: &Type) -> Option<(String, Value)> {
    let text = field.example.as_deref().filter(|text| !text.is_empty())?;
    Some(match example::typed(text, ty) {
        Some(value) => ("example".to_owned(), value),
        None => ("x-example".to_owned(), json!(text)),
    })
}

/// The keywords for a field as a whole, whatever its type.
pub(crate) fn of_field(field: &Field) -> Map<String, Value> {
    let mut facts = Map::new();
    if let Some(reason) = &field.deprecated {
        facts.insert("deprecated".to_owned(), json!(true));
        facts.insert("x-deprecated".to_owned(), json!(reason));
    }
    if let Some(condition) = &field.required_if {
        facts.insert("x-required-if".to_owned(), json!(condition));
    }
    if field.unlisted {
        facts.insert("x-unlisted".to_owned(), json!(true));
    }
    facts
}

/// The keywords for an operation.
pub(crate) fn of_operation(operation: &Operation) -> Map<String, Value> {
    let mut facts = Map::new();
    if let Some(reason) = &operation.deprecated {
        facts.insert("deprecated".to_owned(), json!(true));
        facts.insert("x-deprecated".to_owned(), json!(reason));
    }
    if !operation.pagination.is_empty() {
        facts.insert("x-pagination".to_owned(), json!(operation.pagination));
    }
    if let Some(name) = &operation.idempotency_token {
        facts.insert("x-idempotency-token".to_owned(), json!(name));
    }
    if let Some(limit) = &operation.call_limit {
        facts.insert("x-call-limit".to_owned(), json!(limit));
    }
    facts
}

fn values(field: &Field, ty: &Type, side: Side) -> Option<(String, Value)> {
    let mut listed: Vec<Value> = Vec::new();
    for value in field.values.iter().filter_map(|it| example::typed(&it.value, ty)) {
        if !listed.contains(&value) {
            listed.push(value);
        }
    }
    let keyword = if side == Side::Request { "enum" } else { "x-extensible-enum" };
    (!listed.is_empty()).then(|| (keyword.to_owned(), Value::Array(listed)))
}

/// The bounds of a number; a text that holds one has no keywords for them.
fn range_keywords(range: &Bounds, ty: &Type) -> Map<String, Value> {
    match ty {
        Type::String => Map::from_iter([("x-range".to_owned(), json!(range.to_string()))]),
        _ => limits(range, "minimum", "maximum"),
    }
}

fn limits(bounds: &Bounds, least: &str, greatest: &str) -> Map<String, Value> {
    let both = [(least, bounds.min()), (greatest, bounds.max())];
    let known = both
        .into_iter()
        .filter_map(|(keyword, bound)| Some((keyword.to_owned(), Value::Number(number(bound?)?))));
    known.collect()
}

fn number(decimal: &Decimal) -> Option<Number> {
    let text = decimal.as_str();
    let whole = text.parse::<i64>().ok().map(Number::from);
    whole.or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64))
}
