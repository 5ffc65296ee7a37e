//! What descriptions state of fields and operations in a regular form: defaults, ranges, lengths,
//! listed values, conditions, advice against use, paging.
//!
//! A wrong fact is worse than none. So a fact is read only where its form is known to the end of
//! the statement, where it holds of the whole field and without a condition, and where nothing
//! else in the text, the type or the example contradicts it. What is not certain is not read, and
//! stays in the text for people to read.

mod bounds;
mod call_limit;
mod cursor;
mod default;
mod deprecated;
mod length;
mod paging;
mod prose;
mod required_if;
mod statement;
#[cfg(test)]
mod tests;
mod value_item;
mod values;
mod words;

use apigen_ir::{Field, Operation};

use self::prose::lines;

/// Fills in what the description of a parameter states.
pub(crate) fn add_to_parameter(field: &mut Field) {
    add_to_field(field);
    field.required_if = None;
    if !field.required {
        field.required_if = required_if::read(&lines(&field.doc), &field.name);
    }
}

/// Fills in what the description of a field states.
pub(crate) fn add_to_field(field: &mut Field) {
    let lines = lines(&field.doc);
    field.deprecated = deprecated::of_field(&lines, &field.name);
    field.range = bounds::read(&lines, field);
    field.length = length::read(&lines, field);
    let values = values::read(&lines, field);
    field.values = values.listed;
    field.default = default::read(&lines, field, values.default.as_deref());
}

/// Fills in what the remarks of a page tell of an operation.
pub(crate) fn add_to_operation(operation: &mut Operation, remarks: &str) {
    let lines = lines(remarks);
    operation.deprecated = deprecated::of_operation(&lines);
    operation.call_limit = call_limit::read(&lines);
}

/// Fills in what parameters and fields are for, once all of them are known.
pub(crate) fn add_roles(operation: &mut Operation) {
    operation.idempotency_token = paging::idempotency_token(&operation.request);
    operation.pagination = paging::read(&operation.request, &operation.response);
}

/// The folders that a page lies in below its locale. A path without a locale says as much only
/// below the `spec.yaml` of its API version, of which `below_spec` are the folders.
pub(crate) fn group(path: &str, below_spec: Option<&str>) -> Option<String> {
    let group = match crate::identity::locale_of(path) {
        Some(locale) => {
            let (folder, _) = path.rsplit_once('/')?;
            folder.split_once(&format!("{locale}/"))?.1
        }
        None => below_spec?,
    };
    Some(group.to_owned())
}
