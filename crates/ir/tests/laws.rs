//! Each law of an operation, broken once; and the YAML of any operation, read back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use std::collections::BTreeMap;

use apigen_ir::{
    Bounds, CallLimit, CodeSign, Endpoints, ErrorCode, FailureRule, Field, ListedValue, Location,
    Operation, Pagination, Period, Service, Style, Type, validate, yaml,
};
use proptest::prelude::*;

fn parameter(name: &str) -> Field {
    Field { location: Some(Location::Query), ..Field::new(name, Type::String) }
}

fn operation() -> Operation {
    Operation {
        request: vec![parameter("ThingId")],
        response: vec![Field::new("Size", Type::Int32)],
        ..Operation::new("GetThing", Style::Rpc, "GetThing.md")
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
fn of_a_field_without_a_row_nothing_but_the_name_is_known() {
    let total = Field::unlisted("Total");
    check(&Operation { response: vec![total.clone()], ..operation() }, "");
    let typed = Field { ty: Type::Int32, ..total.clone() };
    let broken = Operation { response: vec![typed], ..operation() };
    check(&broken, "response.Total: what no row is about (`unlisted`) can be `any` alone");
    let broken = Operation { request: vec![total], ..operation() };
    let expected = "request.Total: only a field of an answer can be without a row (`unlisted`)";
    check(&broken, expected);
}

#[test]
fn a_placeholder_is_a_path_parameter() {
    let style = "roa GET /things/{ThingId}".parse().unwrap();
    let broken = Operation { style, ..operation() };
    check(&broken, "path: `{ThingId}` is no path parameter of the request");
}

fn values(values: &[&str]) -> Vec<ListedValue> {
    values.iter().map(|it| ListedValue { value: (*it).to_owned(), doc: String::new() }).collect()
}

#[test]
fn facts_fit_their_field_and_each_other() {
    let text = || Some("10".to_owned());
    let bounds = |text: &str| Some(text.parse().unwrap());
    let number = || parameter_of(Type::Int32);
    for (field, expected) in [
        (Field { default: text(), range: bounds("1..=10"), ..number() }, ""),
        (Field { values: values(&["1", "10"]), default: text(), ..number() }, ""),
        (Field { values: values(&["a"]), ..parameter_of("array<string>".parse().unwrap()) }, ""),
        (
            Field {
                values: values(&["a"]),
                ..parameter_of("json<array<string>>".parse().unwrap())
            },
            "",
        ),
        (Field { values: values(&["True", "false"]), ..parameter_of(Type::Bool) }, ""),
        (
            Field { default: Some("x".to_owned()), ..number() },
            "request.Size: default `x` is no value of type `int32`",
        ),
        (
            Field { default: text(), range: bounds("1..=9"), ..number() },
            "request.Size: default `10` is out of range",
        ),
        (
            Field { default: text(), values: values(&["1"]), ..number() },
            "request.Size: default `10` is none of the listed values",
        ),
        (
            Field { values: values(&["1", "1"]), ..number() },
            "request.Size: value `1` is listed twice",
        ),
        (
            Field { values: values(&["a"]), ..number() },
            "request.Size: `a` is no value of type `int32`",
        ),
        (
            Field { range: bounds("1.."), ..parameter_of(Type::Bool) },
            "request.Size: type `bool` has no range",
        ),
        (
            Field { length: Some("..=5".parse().unwrap()), ..number() },
            "request.Size: type `int32` has no length",
        ),
        (
            Field { required: true, required_if: text(), ..number() },
            "request.Size: what is always required needs no condition (`required_if`)",
        ),
        (
            Field { deprecated: Some(String::new()), ..number() },
            "request.Size: a condition or a reason is an empty text",
        ),
    ] {
        check(&Operation { request: vec![field], ..operation() }, expected);
    }
}

fn parameter_of(ty: Type) -> Field {
    Field { location: Some(Location::Query), ..Field::new("Size", ty) }
}

#[test]
fn only_what_is_there_has_a_role() {
    let paging = |number: &str, total: &str| Pagination::Page {
        number: number.to_owned(),
        size: None,
        total: Some(total.to_owned()),
        items: None,
    };
    let lawful = Operation {
        pagination: vec![paging("ThingId", "Size")],
        idempotency_token: Some("ThingId".to_owned()),
        ..operation()
    };
    check(&lawful, "");
    let broken = Operation {
        pagination: vec![paging("Page", "Total")],
        idempotency_token: Some("Token".to_owned()),
        ..operation()
    };
    check(
        &broken,
        "pagination: `Page` is no parameter; pagination: `Total` is no field; \
         idempotency_token: `Token` is no parameter",
    );
}

#[test]
fn a_condition_is_of_a_parameter() {
    let size = Field { required_if: Some("if".to_owned()), ..Field::new("Size", Type::Int32) };
    let broken = Operation { response: vec![size], ..operation() };
    check(&broken, "response.Size: only a parameter can be required");
}

fn any_type() -> impl Strategy<Value = Type> {
    let leaf = proptest::sample::select(vec![
        "string", "int32", "int64", "float", "double", "bool", "any", "binary", "struct", "Node",
    ]);
    leaf.prop_map(|text| text.parse().unwrap()).prop_recursive(3, 4, 1, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Type::Array(Box::new(inner))),
            inner.clone().prop_map(|inner| Type::Map(Box::new(inner))),
            inner.prop_map(|inner| Type::Json(Box::new(inner))),
        ]
    })
}

fn any_style() -> impl Strategy<Value = Style> {
    prop_oneof![Just(Style::Rpc), ("[A-Z]{1,6}", "/\\PC{0,12}").prop_map(roa)]
}

fn roa((method, path): (String, String)) -> Style {
    Style::Roa { method, path }
}

fn any_location() -> impl Strategy<Value = Location> {
    proptest::sample::select(vec![
        Location::Query,
        Location::Form,
        Location::Body,
        Location::Path,
        Location::Header,
        Location::Host,
    ])
}

prop_compose! {
    fn any_field()(
        name in "[A-Za-z_][A-Za-z0-9_.-]{0,8}",
        location in proptest::option::of(any_location()),
        ty in any_type(),
        wrapper in proptest::option::of("\\PC{1,8}"),
        required in any::<bool>(),
        example in proptest::option::of("\\PC{0,20}"),
        doc in "[\\PC\n]{0,40}",
        unlisted in any::<bool>(),
        facts in any_facts(),
    ) -> Field {
        Field { name, location, ty, wrapper, required, example, doc, unlisted, ..facts }
    }
}

prop_compose! {
    fn any_facts()(
        default in proptest::option::of("\\PC{0,20}"),
        required_if in proptest::option::of("\\PC{1,20}"),
        deprecated in proptest::option::of("\\PC{1,20}"),
        range in proptest::option::of((any::<i64>(), 0..100_u8)),
        length in proptest::option::of(any::<u32>()),
        values in proptest::collection::vec(("\\PC{1,8}", "[\\PC\n]{0,20}"), 0..3),
    ) -> Field {
        let range = range.map(|(min, tenths)| format!("{min}.{tenths}..").parse::<Bounds>().unwrap());
        let length = length.map(|max| format!("..={max} bytes").parse().unwrap());
        let values =
            values.into_iter().map(|(value, doc)| ListedValue { value, doc }).collect();
        let field = Field::new("X", Type::Any);
        Field { default, required_if, deprecated, range, length, values, ..field }
    }
}

prop_compose! {
    fn any_roles()(
        name in "\\PC{1,10}",
        optional in proptest::option::of("\\PC{1,10}"),
        calls in proptest::option::of(any::<u64>()),
        request_sample in proptest::option::of("[\\PC\n\t]{0,60}"),
    ) -> Operation {
        let page = Pagination::Page {
            number: name.clone(),
            size: optional.clone(),
            total: Some(name.clone()),
            items: optional.clone(),
        };
        let token = Pagination::Token {
            token: name.clone(),
            next: name.clone(),
            size: optional.clone(),
            items: Some(name),
        };
        Operation {
            group: optional.clone(),
            error_link: optional.clone(),
            deprecated: optional.clone(),
            idempotency_token: optional,
            call_limit: calls.map(|calls| CallLimit { calls, per: Period::Minute }),
            pagination: vec![page, token],
            request_sample,
            ..operation()
        }
    }
}

prop_compose! {
    fn any_operation()(
        summary in "\\PC{0,40}",
        description in "[\\PC\n\t]{0,60}",
        style in any_style(),
        request in proptest::collection::vec(any_field(), 0..3),
        mut response in proptest::collection::vec(any_field(), 0..4),
        inner in proptest::collection::vec(any_field(), 0..4),
        code in "\\PC{1,20}",
        http in proptest::option::of(100..600_u16),
        response_sample in proptest::option::of("[\\PC\n\t]{0,60}"),
        roles in any_roles(),
    ) -> Operation {
        if let Some(first) = response.first_mut() {
            first.fields = inner;
        }
        let message = String::new();
        let errors = vec![ErrorCode { http, code, message, doc: summary.clone() }];
        Operation {
            style,
            link: response_sample.clone(),
            summary,
            description,
            request,
            response,
            errors,
            response_sample,
            ..roles
        }
    }
}

fn any_hosts() -> impl Strategy<Value = BTreeMap<String, String>> {
    proptest::collection::btree_map("\\PC{0,8}", "\\PC{0,12}", 0..3)
}

fn any_groups() -> impl Strategy<Value = BTreeMap<String, Vec<String>>> {
    let actions = proptest::collection::vec("\\PC{0,12}", 0..3);
    proptest::collection::btree_map("\\PC{0,8}", actions, 0..3)
}

prop_compose! {
    fn any_service()(
        [product, version, crate_name] in proptest::array::uniform3("\\PC{0,12}"),
        (regions, vpc) in (any_hosts(), any_hosts()),
        global in proptest::option::of("\\PC{0,12}"),
        central in any::<bool>(),
        sign in proptest::option::of("\\PC{0,8}"),
        codes in proptest::option::of(proptest::collection::vec("\\PC{0,6}", 0..3)),
        fails_in_200 in any::<bool>(),
        groups in any_groups(),
    ) -> Service {
        let code = codes.map(|success| CodeSign { field: product.clone(), success });
        let rule = FailureRule { code, status: sign.clone(), success: sign.clone() };
        Service {
            product,
            version,
            crate_name,
            endpoints: Endpoints { global, central, regions, vpc },
            failure_in_200: fails_in_200.then_some(rule),
            example: sign,
            groups,
            operations: Vec::new(),
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(operation in any_operation()) {
        let text = yaml::write_operation(&operation).unwrap();
        prop_assert_eq!(yaml::read_operation(&text).unwrap(), operation, "{}", text);
    }

    #[test]
    fn a_service_that_is_written_is_read_back(service in any_service()) {
        let text = yaml::write_service(&service).unwrap();
        prop_assert_eq!(yaml::read_service(&text).unwrap(), service, "{}", text);
    }
}

#[test]
fn an_unknown_key_is_an_error_with_its_place() {
    let text = "action: X\nstyle: rpc # 样式\nsource: X.md\nsummry: y\n";
    let error = yaml::read_operation(text).unwrap_err();
    assert_eq!(error.offset, text.find("summry"));
    assert!(error.to_string().contains("summry"), "{error}");
}
