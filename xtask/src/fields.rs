//! `cargo xtask fields`: every field of every operation, flat.

use std::collections::BTreeMap;
use std::io::{self, Write};

use apigen_extract::Reading;
use apigen_ir::{Location, Node, Type, wire_paths};
use serde::Serialize;

use crate::cli::{FieldsArguments, ListFormat};
use crate::pages;

/// The fields of one API version.
#[derive(Debug, Serialize)]
struct ServiceFields {
    product: String,
    version: String,
    operations: BTreeMap<String, OperationFields>,
}

#[derive(Debug, Serialize)]
struct OperationFields {
    /// The page, relative to the folder of pages.
    page: String,
    request: Vec<RequestField>,
    /// What stands in parameters that hold the text of a JSON value. Such a text is one string on
    /// the wire, so these are no wire paths.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inside_json: Vec<RequestField>,
    response: Vec<ResponseField>,
}

#[derive(Debug, Serialize)]
struct RequestField {
    path: String,
    #[serde(rename = "type")]
    ty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    element: Option<&'static str>,
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct ResponseField {
    path: String,
    #[serde(rename = "type")]
    ty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    element: Option<&'static str>,
    flagged: bool,
}

/// Prints the fields; the result says whether all pages could be read.
pub(crate) fn run(arguments: &FieldsArguments) -> io::Result<bool> {
    let reading = pages::read(&arguments.selection)?;
    let selected = reading.extraction.readings.iter().filter(|it| {
        arguments.selection.has_product(&it.product)
            && arguments.selection.has_action(&it.operation.action)
    });
    let services = services(selected);
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.format {
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &services)?;
            writeln!(out)?;
        }
        ListFormat::Text => print_text(&services, &mut out)?,
    }
    out.flush()?;
    Ok(!reading.has_errors())
}

fn services<'a>(readings: impl Iterator<Item = &'a Reading>) -> Vec<ServiceFields> {
    let mut services: Vec<ServiceFields> = Vec::new();
    for reading in readings {
        let is_last = services.last().is_some_and(|it| reading.is_of(&it.product, &it.version));
        if !is_last {
            services.push(ServiceFields {
                product: reading.product.clone(),
                version: reading.version.clone(),
                operations: BTreeMap::new(),
            });
        }
        if let Some(service) = services.last_mut() {
            service.operations.insert(reading.operation.action.clone(), operation(reading));
        }
    }
    services
}

fn operation(reading: &Reading) -> OperationFields {
    let mut request = Vec::new();
    let mut inside_json = Vec::new();
    for parameter in &reading.operation.request {
        let location = reading.stated_places.get(&parameter.name).copied().map(location_word);
        // The path of the JSON text that the paths below belong to.
        let mut text: Option<String> = None;
        for it in wire_paths(std::slice::from_ref(parameter)) {
            let is_inside = text.as_ref().is_some_and(|text| is_below(&it.path, text));
            if !is_inside {
                text = holds_json(&it.field.ty).then(|| it.path.clone());
            }
            let list = if is_inside { &mut inside_json } else { &mut request };
            list.push(RequestField {
                ty: node_word(&it.node),
                element: node_element(&it.node),
                required: it.field.required,
                location,
                path: it.path,
            });
        }
    }
    let response = wire_paths(&reading.operation.response).into_iter().map(|it| ResponseField {
        ty: node_word(&it.node),
        element: node_element(&it.node),
        flagged: reading.in_doubt.contains(&it.path),
        path: it.path,
    });
    OperationFields {
        page: reading.page.clone(),
        request,
        inside_json,
        response: response.collect(),
    }
}

fn is_below(path: &str, container: &str) -> bool {
    path.strip_prefix(container).is_some_and(|rest| rest.starts_with(['.', '[', '{']))
}

/// Whether a value is the text of a JSON value, or a list of such.
fn holds_json(ty: &Type) -> bool {
    match ty {
        Type::Json(_) => true,
        Type::Array(inner) | Type::Map(inner) => holds_json(inner),
        _ => false,
    }
}

fn print_text(services: &[ServiceFields], out: &mut impl Write) -> io::Result<()> {
    for service in services {
        for (action, operation) in &service.operations {
            let prefix = format!("{} {} {action}", service.product, service.version);
            for field in &operation.request {
                let required = if field.required { " required" } else { "" };
                let location = field.location.map(|it| format!(" {it}")).unwrap_or_default();
                writeln!(out, "{prefix} request {} {}{location}{required}", field.path, field.ty)?;
            }
            for field in &operation.response {
                let flagged = if field.flagged { " flagged" } else { "" };
                writeln!(out, "{prefix} response {} {}{flagged}", field.path, field.ty)?;
            }
        }
    }
    Ok(())
}

fn node_word(node: &Node<'_>) -> &'static str {
    match node {
        Node::Wrapper => "struct",
        Node::Value(ty) => type_word(ty),
    }
}

/// The type of a bare element, which has no entry of its own.
fn node_element(node: &Node<'_>) -> Option<&'static str> {
    match node {
        Node::Value(Type::Array(inner) | Type::Map(inner)) => Some(type_word(inner)),
        _ => None,
    }
}

fn type_word(ty: &Type) -> &'static str {
    match ty {
        // The wire holds JSON text, which is a string to it.
        Type::String | Type::Json(_) => "string",
        Type::Int32 => "int32",
        Type::Int64 => "int64",
        Type::Float => "float",
        Type::Double => "double",
        Type::Bool => "bool",
        Type::Any => "any",
        Type::Binary => "binary",
        Type::Struct(_) => "struct",
        Type::Array(_) => "array",
        Type::Map(_) => "map",
    }
}

/// The word for a place; form and JSON bodies are both `body`.
fn location_word(location: Location) -> &'static str {
    match location {
        Location::Query => "query",
        Location::Form | Location::Body => "body",
        Location::Path => "path",
        Location::Header => "header",
        Location::Host => "host",
    }
}
