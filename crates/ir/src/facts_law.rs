//! The laws of what a field's text said: defaults, bounds and listed values fit each other.

use std::collections::BTreeSet;

use crate::{Decimal, Field, Operation, Type, wire_paths};

/// Finds what is wrong with the facts of one field.
pub(crate) fn of_field(field: &Field) -> Vec<String> {
    let mut broken = Vec::new();
    if field.range.is_some() && !is_text_or_number(&field.ty) {
        broken.push(format!("type `{}` has no range", field.ty));
    }
    if field.length.is_some() && field.ty != Type::String {
        broken.push(format!("type `{}` has no length", field.ty));
    }
    check_default(field, &mut broken);
    check_values(field, &mut broken);
    if field.required && field.required_if.is_some() {
        broken.push("what is always required needs no condition (`required_if`)".to_owned());
    }
    if [&field.required_if, &field.deprecated].into_iter().flatten().any(String::is_empty) {
        broken.push("a condition or a reason is an empty text".to_owned());
    }
    broken
}

fn check_default(field: &Field, broken: &mut Vec<String>) {
    let Some(default) = &field.default else { return };
    if !field.ty.has_value(default) {
        broken.push(format!("default `{default}` is no value of type `{}`", field.ty));
    }
    let number = default.parse::<Decimal>().ok();
    let is_outside = |number| field.range.as_ref().is_some_and(|range| !range.contain(number));
    if number.as_ref().is_some_and(is_outside) {
        broken.push(format!("default `{default}` is out of range"));
    }
    if !field.values.is_empty() && field.values.iter().all(|listed| listed.value != *default) {
        broken.push(format!("default `{default}` is none of the listed values"));
    }
}

fn check_values(field: &Field, broken: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for listed in &field.values {
        if !seen.insert(listed.value.as_str()) {
            broken.push(format!("value `{}` is listed twice", listed.value));
        }
        if !field.ty.element().has_value(&listed.value) {
            broken.push(format!("`{}` is no value of type `{}`", listed.value, field.ty));
        }
    }
}

/// Finds roles of an operation that name what it does not have.
pub(crate) fn of_operation(operation: &Operation) -> Vec<(&'static str, String)> {
    let mut broken = Vec::new();
    let is_parameter = |name: &str| operation.request.iter().any(|field| field.name == name);
    let paths = wire_paths(&operation.response);
    for pagination in &operation.pagination {
        let parameters = pagination.parameters().filter(|name| !is_parameter(name));
        broken.extend(parameters.map(|name| ("pagination", format!("`{name}` is no parameter"))));
        let missing = pagination.paths().filter(|path| paths.iter().all(|it| it.path != **path));
        broken.extend(missing.map(|path| ("pagination", format!("`{path}` is no field"))));
    }
    if let Some(name) = operation.idempotency_token.as_ref().filter(|name| !is_parameter(name)) {
        broken.push(("idempotency_token", format!("`{name}` is no parameter")));
    }
    broken
}

fn is_text_or_number(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Int32 | Type::Int64 | Type::Float | Type::Double)
}
