//! Each law of an operation, broken once; and the YAML of any operation, read back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use apigen_ir::{ErrorCode, Field, Location, Operation, Style, Type, validate, yaml};
use proptest::prelude::*;

fn parameter(name: &str) -> Field {
    Field { location: Some(Location::Query), ..Field::new(name, Type::String) }
}

fn operation() -> Operation {
    Operation {
        action: "GetThing".to_owned(),
        style: Style::Rpc,
        summary: String::new(),
        description: String::new(),
        source: "GetThing.md".to_owned(),
        link: None,
        request: vec![parameter("ThingId")],
        response: vec![Field::new("Size", Type::Int32)],
        errors: Vec::new(),
        response_sample: None,
    }
}

#[track_caller]
fn check(operation: &Operation, expected: &str) {
    let violations: Vec<String> = validate(operation).iter().map(ToString::to_string).collect();
    assert_eq!(violations.join("; "), expected);
}

#[test]
fn a_lawful_operation_has_no_violation() {
    check(&operation(), "");
}

#[test]
fn an_action_is_an_identifier() {
    for action in ["", "../x", "9Lives", "Get Thing", "获取"] {
        let broken = Operation { action: action.to_owned(), ..operation() };
        check(&broken, &format!("action: `{action}` is no identifier of ASCII letters and digits"));
    }
}

#[test]
fn a_name_stands_once_in_a_struct() {
    let broken =
        Operation { request: vec![parameter("ThingId"), parameter("ThingId")], ..operation() };
    check(&broken, "request.ThingId: the name stands twice in one struct");
}

#[test]
fn a_name_is_not_empty() {
    let broken = Operation { response: vec![Field::new("", Type::String)], ..operation() };
    check(&broken, "response.: the name is empty or holds a control character");
}

#[test]
fn only_structs_hold_fields() {
    let mut size = Field::new("Size", Type::Int32);
    size.fields = vec![Field::new("Unit", Type::String)];
    let broken = Operation { response: vec![size], ..operation() };
    check(&broken, "response.Size: type `int32` holds no fields");
}

#[test]
fn only_an_array_has_a_wrapper() {
    let mut size = Field::new("Size", Type::Int32);
    size.wrapper = Some("Value".to_owned());
    let broken = Operation { response: vec![size], ..operation() };
    check(&broken, "response.Size: only an array has a wrapper");
}

#[test]
fn parameters_and_only_they_have_a_place() {
    let broken = Operation {
        request: vec![Field::new("ThingId", Type::String)],
        response: vec![parameter("Size")],
        ..operation()
    };
    check(
        &broken,
        "request.ThingId: a parameter needs a place (`in`); \
         response.Size: only a parameter has a place (`in`)",
    );
}

#[test]
fn only_a_parameter_is_required() {
    let size = Field { required: true, ..Field::new("Size", Type::Int32) };
    let broken = Operation { response: vec![size], ..operation() };
    check(&broken, "response.Size: only a parameter can be required");
}

#[test]
fn a_placeholder_is_a_path_parameter() {
    let style = "roa GET /things/{ThingId}".parse().unwrap();
    let broken = Operation { style, ..operation() };
    check(&broken, "path: `{ThingId}` is no path parameter of the request");
}

fn any_type() -> impl Strategy<Value = Type> {
    let leaf = prop_oneof![
        Just(Type::String),
        Just(Type::Int64),
        Just(Type::Bool),
        Just(Type::Any),
        Just(Type::Struct(None)),
    ];
    leaf.prop_recursive(3, 4, 1, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Type::Array(Box::new(inner))),
            inner.prop_map(|inner| Type::Map(Box::new(inner))),
        ]
    })
}

prop_compose! {
    fn any_field()(
        name in "[A-Za-z_][A-Za-z0-9_.-]{0,8}",
        ty in any_type(),
        wrapper in proptest::option::of("\\PC{1,8}"),
        required in any::<bool>(),
        example in proptest::option::of("\\PC{0,20}"),
        doc in "[\\PC\n]{0,40}",
    ) -> Field {
        Field { wrapper, required, example, doc, ..Field::new(name, ty) }
    }
}

prop_compose! {
    fn any_operation()(
        summary in "\\PC{0,40}",
        description in "[\\PC\n\t]{0,60}",
        mut response in proptest::collection::vec(any_field(), 0..4),
        inner in proptest::collection::vec(any_field(), 0..4),
        code in "\\PC{1,20}",
        http in proptest::option::of(100..600_u16),
        response_sample in proptest::option::of("[\\PC\n\t]{0,60}"),
    ) -> Operation {
        if let Some(first) = response.first_mut() {
            first.fields = inner;
        }
        let message = String::new();
        let errors = vec![ErrorCode { http, code, message, doc: summary.clone() }];
        Operation { summary, description, response, errors, response_sample, ..operation() }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(operation in any_operation()) {
        let text = yaml::write_operation(&operation).unwrap();
        prop_assert_eq!(yaml::read_operation(&text).unwrap(), operation, "{}", text);
    }
}

#[test]
fn an_unknown_key_is_an_error_with_its_place() {
    let error =
        yaml::read_operation("action: X\nstyle: rpc\nsource: X.md\nsummry: y\n").unwrap_err();
    assert_eq!(error.place.map(|(line, _)| line), Some(4));
    assert!(error.to_string().contains("summry"), "{error}");
}
