//! What a request takes: parameters, the body, and a label of the host.

use std::collections::BTreeSet;

use apigen_ir::{Field, Location, Operation, Style, Type, path_placeholders};
use serde_json::{Map, Value, json};

use crate::components::{Components, reference};
use crate::facts::{self, Side};
use crate::flat::{FlatParameter, flatten};
use crate::schema::{self, describe};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// The parameters in path, query and header, each in the order of the page.
pub(crate) fn parameters(operation: &Operation) -> Vec<Value> {
    // A parameter that the path has no place for is never sent.
    let of_path = at(operation, Location::Path).filter(|it| is_in_path(operation, &it.name));
    let mut written: Vec<Value> = of_path.map(|field| as_text(field, "path")).collect();
    written.extend(flatten(at(operation, Location::Query)).iter().map(in_query));
    let mut headers = BTreeSet::new();
    // Headers whose names differ in case alone are one.
    let of_header = at(operation, Location::Header)
        .filter(|field| headers.insert(field.name.to_ascii_lowercase()));
    written.extend(of_header.map(|field| as_text(field, "header")));
    written
}

/// The body: a form, or JSON.
pub(crate) fn body(operation: &Operation, components: &mut Components) -> Option<Value> {
    let members: Vec<Field> = at(operation, Location::Body).cloned().collect();
    let form = flatten(at(operation, Location::Form));
    let (media, schema) = if !members.is_empty() {
        let name = format!("{}Body", operation.action);
        (JSON, schema::object(&name, &members, Side::Request, components))
    } else if !form.is_empty() {
        (FORM, form_schema(&operation.action, &form, components))
    } else {
        return None;
    };
    let is_required = members.iter().any(|it| it.required) || form.iter().any(|it| it.is_required);
    Some(json!({ "required": is_required, "content": { media: { "schema": schema } } }))
}

/// The parameter that stands in front of the host's name.
pub(crate) fn host_label(operation: &Operation) -> Option<&Field> {
    at(operation, Location::Host).next()
}

fn at(operation: &Operation, location: Location) -> impl Iterator<Item = &Field> {
    operation.request.iter().filter(move |field| field.location == Some(location))
}

fn is_in_path(operation: &Operation, name: &str) -> bool {
    match &operation.style {
        Style::Roa { path, .. } => path_placeholders(path).any(|it| it == name),
        Style::Rpc => false,
    }
}

fn in_query(flat: &FlatParameter<'_>) -> Value {
    let mut parameter = parameter(&flat.name, "query", flat.field, flat.is_required);
    if flat.is_map() {
        // The one style that keeps the name of the map before those of its values.
        parameter.insert("style".to_owned(), json!("deepObject"));
        parameter.insert("explode".to_owned(), json!(true));
    }
    parameter.insert("schema".to_owned(), Value::Object(flat.schema()));
    parameter.extend(flat_marks(flat));
    Value::Object(parameter)
}

/// A parameter that is one text on the wire, which holds JSON where the value is no scalar.
fn as_text(field: &Field, place: &str) -> Value {
    let is_required = field.required || place == "path";
    let mut parameter = parameter(&field.name, place, field, is_required);
    let ty = match &field.ty {
        ty @ (Type::Array(_) | Type::Map(_) | Type::Struct(_)) => Type::Json(Box::new(ty.clone())),
        ty => ty.clone(),
    };
    let mut schema = schema::inline(&ty, field, Side::Request);
    if let Value::Object(schema) = &mut schema {
        schema.extend(facts::of_value(field, &ty, Side::Request));
        schema.extend(facts::example(field, &ty));
    }
    parameter.insert("schema".to_owned(), schema);
    Value::Object(parameter)
}

fn parameter(name: &str, place: &str, field: &Field, is_required: bool) -> Map<String, Value> {
    let mut parameter = Map::new();
    parameter.insert("name".to_owned(), json!(name));
    parameter.insert("in".to_owned(), json!(place));
    describe(&mut parameter, &field.doc);
    if is_required {
        parameter.insert("required".to_owned(), json!(true));
    }
    parameter.extend(facts::of_field(field));
    parameter
}

fn form_schema(action: &str, form: &[FlatParameter<'_>], components: &mut Components) -> Value {
    let name = components.reserve(&format!("{action}Form"));
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    let required: Vec<&str> =
        form.iter().filter(|it| it.is_required).map(|it| it.name.as_str()).collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    let properties: Map<String, Value> = form
        .iter()
        .map(|flat| {
            let mut property = flat.schema();
            describe(&mut property, &flat.field.doc);
            property.extend(facts::of_field(flat.field));
            property.extend(flat_marks(flat));
            (flat.name.clone(), Value::Object(property))
        })
        .collect();
    schema.insert("properties".to_owned(), Value::Object(properties));
    components.define(&name, Value::Object(schema));
    reference(&name)
}

/// What the standard has no words for in a parameter that was taken apart.
fn flat_marks(flat: &FlatParameter<'_>) -> Map<String, Value> {
    let mut marks = Map::new();
    if flat.is_numbered {
        marks.insert("x-numbered".to_owned(), json!(true));
    }
    if !flat.aliases.is_empty() {
        marks.insert("x-aliases".to_owned(), json!(flat.aliases));
    }
    marks
}
