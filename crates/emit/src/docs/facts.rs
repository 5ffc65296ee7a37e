//! What the page states of a field beside its meaning, in one form for all pages.

use apigen_ir::{Field, LengthUnit, Type};

use super::markdown::code_span;
use super::one_line;

/// Sentences that follow what the field is; empty, or with a space in front.
pub(super) fn of(field: &Field) -> String {
    [default(field), range(field), length(field), values(field)].concat()
}

/// When a parameter is required that is not always, as a paragraph.
pub(super) fn condition(field: &Field) -> String {
    let condition = field.required_if.as_deref().map(one_line).filter(|it| !it.is_empty());
    condition.map_or_else(String::new, |it| format!("Required on a condition: {it}"))
}

fn default(field: &Field) -> String {
    field.default.as_ref().map_or_else(String::new, |it| format!(" Default: {}.", code_span(it)))
}

fn range(field: &Field) -> String {
    field.range.as_ref().map_or_else(String::new, |it| format!(" Range: `{it}`."))
}

fn length(field: &Field) -> String {
    let Some(length) = &field.length else { return String::new() };
    let unit = match length.unit {
        LengthUnit::Chars => "characters",
        LengthUnit::Bytes => "bytes",
    };
    format!(" Length: `{}` {unit}.", length.bounds)
}

/// The listed values of numbers. Those of texts have a type of their own, and those of booleans
/// are known.
fn values(field: &Field) -> String {
    if field.values.is_empty() || matches!(field.ty.element(), Type::String | Type::Bool) {
        return String::new();
    }
    let values: Vec<String> = field.values.iter().map(|it| code_span(&it.value)).collect();
    format!(" Values: {}.", values.join(", "))
}
