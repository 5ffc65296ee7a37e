//! What holds of the document of any service.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use std::collections::BTreeSet;

use apigen_ir::{ErrorCode, Field, Location, Operation, Service, Style, Type};
use proptest::prelude::*;
use support::{check, service};

/// Few names, so that they often clash; some are the same to a generator of code.
const NAMES: [&str; 9] = ["A", "a", "A.B", "AB", "Item", "中文", "", "Data", "x-y"];

fn ty() -> impl Strategy<Value = Type> {
    let leaf = prop::sample::select(vec![
        "string", "int32", "int64", "float", "double", "bool", "any", "binary", "struct", "T", "U",
    ]);
    let outer =
        prop::sample::select(vec!["", "array<", "map<", "json<", "array<array<", "map<json<"]);
    (outer, leaf).prop_map(|(outer, leaf)| {
        format!("{outer}{leaf}{}", ">".repeat(outer.matches('<').count())).parse().unwrap()
    })
}

fn fields() -> impl Strategy<Value = Vec<Field>> {
    let none = Just(Vec::new()).boxed();
    none.prop_recursive(4, 24, 4, |inner| {
        prop::collection::vec(field(inner), 0..4).prop_map(once_each)
    })
}

fn field(inner: impl Strategy<Value = Vec<Field>>) -> impl Strategy<Value = Field> {
    let wrapper = prop::option::of(prop::sample::select(NAMES.to_vec()));
    let example = prop::option::of(prop::sample::select(vec!["", "1", "[1]", "{}", "text"]));
    let name = prop::sample::select(NAMES.to_vec());
    (name, ty(), wrapper, any::<bool>(), example, inner).prop_map(
        |(name, ty, wrapper, required, example, inner)| Field {
            wrapper: wrapper.filter(|_| matches!(ty, Type::Array(_))).map(str::to_owned),
            required,
            example: example.map(str::to_owned),
            fields: if ty.as_struct().is_some() { inner } else { Vec::new() },
            ..Field::new(name, ty)
        },
    )
}

/// The fields that have a name which no other one before them has.
fn once_each(mut fields: Vec<Field>) -> Vec<Field> {
    let mut names = BTreeSet::new();
    fields.retain(|field| names.insert(field.name.clone()));
    fields
}

fn operation(action: &'static str) -> impl Strategy<Value = Operation> {
    let location = prop::sample::select(vec![
        Location::Query,
        Location::Form,
        Location::Body,
        Location::Path,
        Location::Header,
        Location::Host,
    ]);
    let style = prop::sample::select(vec!["rpc", "roa GET /a", "roa PUT /{A}", "roa PUT /{AB}"]);
    let code = (prop::option::of(100_u16..700), prop::sample::select(vec!["X", "Y"]));
    let code = code.prop_map(|(http, code)| ErrorCode {
        http,
        code: code.to_owned(),
        message: String::new(),
        doc: String::new(),
    });
    let errors = prop::collection::vec(code, 0..4);
    (style, prop::collection::vec(location, 4), fields(), fields(), errors).prop_map(
        move |(style, locations, request, response, errors)| {
            let text = format!("{{action: {action}, style: {style:?}, source: p.md}}");
            let mut operation = apigen_ir::yaml::read_operation(&text).unwrap();
            operation.request = request;
            for (field, location) in operation.request.iter_mut().zip(locations) {
                field.location = Some(location);
            }
            fill_path(&mut operation);
            operation.response = response;
            operation.errors = errors;
            operation
        },
    )
}

/// Gives each hole of the path the parameter that the laws of the IR demand.
fn fill_path(operation: &mut Operation) {
    let Style::Roa { path, .. } = &operation.style else { return };
    for name in apigen_ir::path_placeholders(path) {
        operation.request.retain(|field| field.name != name);
        let location = Some(Location::Path);
        operation.request.push(Field { location, ..Field::new(name, Type::String) });
    }
}

fn any_service() -> impl Strategy<Value = Service> {
    let operations = [operation("GetThing"), operation("GetThingResponse"), operation("Error")];
    operations.prop_map(|operations| Service { operations: operations.to_vec(), ..service(&[]) })
}

proptest! {
    #[test]
    fn references_names_and_parameters_are_sound(service in any_service()) {
        check(&apigen_openapi::document(&service));
    }

    #[test]
    fn the_same_service_gives_the_same_text(service in any_service()) {
        let text = || apigen_openapi::document(&service).to_string();
        prop_assert_eq!(text(), text());
    }
}
