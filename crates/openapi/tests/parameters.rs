//! What becomes of the parameters of a query.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use serde_json::{Value, json};
use support::{document, only_operation};

/// The parameters of an RPC operation with this request.
fn parameters(request: &str) -> Value {
    let text = format!("action: A\nstyle: rpc\nsource: p.md\nrequest:\n{request}\n");
    only_operation(&document(&[&text]))["parameters"].clone()
}

#[test]
fn a_member_of_a_struct_is_a_parameter_of_its_wire_name() {
    let written = parameters(
        "- name: Disk
  in: query
  type: struct
  required: true
  fields:
  - {name: Size, type: int64, required: true, example: '40'}
  - {name: Kinds, type: array<string>, example: a}",
    );
    let expected = json!([
        {
            "name": "Disk.Size",
            "in": "query",
            "required": true,
            "schema": {"type": "integer", "format": "int64", "example": 40},
        },
        {
            "name": "Disk.Kinds.N",
            "in": "query",
            "schema": {"type": "array", "items": {"type": "string"}, "example": ["a"]},
            "x-numbered": true,
        },
    ]);
    assert_eq!(written, expected);
}

#[test]
fn what_a_list_inside_of_a_list_holds_is_left_open() {
    let written = parameters(
        "- name: Filter
  in: query
  type: array<struct>
  fields: [{name: Values, type: array<int32>}]",
    );
    assert_eq!(written[0]["name"], "Filter.N.Values");
    let items = json!({"x-items": {
        "type": "array", "items": {"type": "integer", "format": "int32"}
    }});
    assert_eq!(written[0]["schema"], json!({"type": "array", "items": items}));
}

#[test]
fn a_member_that_a_call_must_have_is_not_required_where_its_struct_is_not() {
    let written = parameters(
        "- name: Disk
  in: query
  type: struct
  fields: [{name: Size, type: int64, required: true}]",
    );
    assert_eq!(written[0].get("required"), None);
}

#[test]
fn a_name_in_another_case_is_an_alias() {
    let written = parameters(
        "- {name: Key, in: query, type: string}
- {name: key, in: query, type: string}
- name: Tag
  in: query
  type: array<struct>
  fields: [{name: Key, type: string}, {name: key, type: string}]",
    );
    assert_eq!(written.as_array().unwrap().len(), 2);
    assert_eq!(written[0]["x-aliases"], json!(["key"]));
    assert_eq!(written[1]["x-aliases"], json!(["Tag.N.key"]));
}

#[test]
fn the_values_of_a_map_are_named_behind_it() {
    let written = parameters("- {name: Labels, in: query, type: map<string>}");
    assert_eq!(written[0]["style"], "deepObject");
    let schema = json!({"type": "object", "additionalProperties": {"type": "string"}});
    assert_eq!(written[0]["schema"], schema);
}

#[test]
fn a_string_that_holds_json_is_a_string() {
    let written = parameters(
        "- name: Rules
  in: query
  type: json<array<struct>>
  example: '[{\"Port\": 1}]'
  fields: [{name: Port, type: int32, required: true, doc: The port.}]
- {name: Any, in: query, type: json<any>}",
    );
    let held = json!({"type": "array", "items": {
        "type": "object",
        "required": ["Port"],
        "properties": {
            "Port": {"type": "integer", "format": "int32", "description": "The port."}
        },
    }});
    let schema = json!({
        "type": "string",
        "format": "json",
        "x-json-schema": held,
        "example": "[{\"Port\": 1}]",
    });
    assert_eq!(written[0]["schema"], schema);
    assert_eq!(written[1]["schema"], json!({"type": "string", "format": "json"}));
}

#[test]
fn an_example_that_is_no_value_of_the_type_is_set_apart() {
    let written = parameters("- {name: Size, in: query, type: int32, example: big}");
    let schema = json!({"type": "integer", "format": "int32", "x-example": "big"});
    assert_eq!(written[0]["schema"], schema);
}

#[test]
fn what_a_page_states_of_values_becomes_keywords() {
    let written = parameters(
        "- {name: Size, in: query, type: int32, default: '10', range: 1..=100}
- {name: Price, in: query, type: float, range: 0.5..}
- {name: Port, in: query, type: string, range: 1..=65535}
- {name: Name, in: query, type: string, length: 2..=128}
- {name: Data, in: query, type: string, length: ..=16 bytes}
- {name: Old, in: query, type: string, deprecated: Use New., required_if: There is no New.}
- name: Kind
  in: query
  type: array<string>
  default: '[\"a\"]'
  values: [{value: a, doc: The first.}, {value: b}]",
    );
    let schemas: Vec<&Value> =
        written.as_array().unwrap().iter().map(|parameter| &parameter["schema"]).collect();
    let expected = [
        json!({"type": "integer", "format": "int32", "default": 10, "minimum": 1, "maximum": 100}),
        json!({"type": "number", "format": "float", "minimum": 0.5}),
        json!({"type": "string", "x-range": "1..=65535"}),
        json!({"type": "string", "minLength": 2, "maxLength": 128}),
        json!({"type": "string", "x-length": "..=16 bytes"}),
        json!({"type": "string"}),
        json!({
            "type": "array",
            "items": {"type": "string", "enum": ["a", "b"]},
            "default": ["a"],
        }),
    ];
    assert_eq!(schemas, expected.iter().collect::<Vec<_>>());
    assert_eq!(written[5]["deprecated"], true);
    assert_eq!(written[5]["x-deprecated"], "Use New.");
    assert_eq!(written[5]["x-required-if"], "There is no New.");
}
