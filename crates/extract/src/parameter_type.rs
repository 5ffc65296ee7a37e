//! The type of a parameter, by what its row declares and shows.

use apigen_ir::Type;

use crate::field_rows::FieldRow;
use crate::field_type::field_type;
use crate::sample::{self, Sample};
use crate::type_cell::Declared;

/// The type of a parameter whose name ends in so many indices.
pub(crate) fn leaf_type(indices: usize, row: &FieldRow) -> Type {
    let element = parameter_type(&row.declared);
    if indices > 0 {
        // `RepeatList` and `Array of String` on `RoleId.N` both mean that `RoleId` is the list.
        return match element {
            Type::Array(inner) => repeated(*inner, indices),
            other => repeated(other, indices),
        };
    }
    match (&row.declared, &row.example) {
        (Declared::Scalar(Type::String), Some(example)) => json_text(example).unwrap_or(element),
        _ => element,
    }
}

/// The type of a parameter whose struct a table of its own describes; `example` is its example.
///
/// A string is the JSON text of the struct, or of a list of them (vod/CreateAudit: `AuditContent`).
pub(crate) fn struct_type(row: &FieldRow, example: Option<&Sample>) -> Type {
    let is_list = matches!(example, Some(Sample::Array(_)));
    match &row.declared {
        Declared::Scalar(_) | Declared::Json | Declared::Blank => {
            Type::Json(Box::new(repeated(Type::Struct(None), usize::from(is_list))))
        }
        _ => field_type(&row.declared, None, false, true),
    }
}

fn parameter_type(declared: &Declared) -> Type {
    match declared {
        Declared::Scalar(ty) => ty.clone(),
        Declared::ArrayOf(element) => Type::Array(Box::new(parameter_type(element))),
        Declared::List => Type::Array(Box::new(Type::String)),
        Declared::Map(value) => {
            Type::Map(Box::new(value.as_deref().map_or(Type::Any, parameter_type)))
        }
        Declared::Struct(_) | Declared::Linked(_) => Type::Any,
        Declared::Json => Type::Json(Box::new(Type::Any)),
        Declared::Blank => Type::String,
    }
}

/// Whether an example is the JSON text of a list or an object.
pub(crate) fn is_json_text(example: &str) -> bool {
    json_text(example).is_some()
}

/// The type of a string whose example is the JSON text of a list or an object.
fn json_text(example: &str) -> Option<Type> {
    // `[{\"Key\":\"k\"}]`: the text as it stands in a JSON sample (kms/TagResource).
    let unescaped = example.replace("\\\"", "\"");
    let narrow = sample::with_narrow_marks(example);
    let texts = [example, &unescaped, &narrow];
    let Some(json) = texts.iter().find_map(|text| serde_json::from_str(text).ok()) else {
        let damaged = || is_damaged_json(example).then(|| Type::Json(Box::new(Type::Any)));
        return is_list_of_texts(&narrow).then(json_texts).or_else(damaged);
    };
    match json {
        serde_json::Value::Array(elements)
            if !elements.is_empty() && elements.iter().all(serde_json::Value::is_string) =>
        {
            Some(json_texts())
        }
        serde_json::Value::Array(_) | serde_json::Value::Object(_) => {
            Some(Type::Json(Box::new(Type::Any)))
        }
        _ => None,
    }
}

/// Whether a person reads a list of quoted texts: `["a", "b", … "z"]` (ecs/DescribeInstances).
fn is_list_of_texts(example: &str) -> bool {
    let first = example.strip_prefix('[').and_then(|rest| rest.trim_start().chars().next());
    let is_quoted = first.is_some_and(|it| matches!(it, '"' | '“' | '”'));
    let is_text = |it: &Sample| matches!(it, Sample::Text(_));
    let reads_so = |it| matches!(it, Sample::Array(elements) if elements.iter().all(is_text));
    is_quoted && sample::read(example).is_some_and(reads_so)
}

/// Whether a text was meant to be an object or a list of such, though a quote or a bracket of it is
/// wrong: `{"a":"b"}]`, `{"a":"{"b":"c"}"}` (sae/DeployApplication, vod/CreateUploadVideo).
fn is_damaged_json(example: &str) -> bool {
    let text = example.trim();
    let inside = text.strip_prefix('[').unwrap_or(text).trim_start().strip_prefix('{');
    let opens = inside.is_some_and(|it| it.trim_start().starts_with('"'));
    opens && text.contains("\":") && text.ends_with(['}', ']'])
}

fn json_texts() -> Type {
    Type::Json(Box::new(Type::Array(Box::new(Type::String))))
}

/// An array of arrays of … of `element`, as often as given.
pub(crate) fn repeated(element: Type, times: usize) -> Type {
    (0..times).fold(element, |inner, _| Type::Array(Box::new(inner)))
}

#[cfg(test)]
mod tests {
    use super::json_text;

    #[test]
    fn what_was_meant_as_json_is_json_though_it_is_damaged() {
        let json = |example: &str| json_text(example).map(|it| it.to_string());
        for example in
            [r#"{"a":"b"}]"#, r#"[{"a":"b"}"#, r#"{"a":"{"b":"c"}", "d":"e"}"#, r#"[ { "a": b } ]"#]
        {
            assert_eq!(json(example).as_deref(), Some("json<any>"), "{example}");
        }
        for example in ["{a}", r#"{"a"}"#, r#"{"a":"b" and so on"#, "[a]", r#""a":1}"#] {
            assert_eq!(json(example), None, "{example}");
        }
    }
}
