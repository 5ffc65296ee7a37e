use apigen_ir::yaml;
use serde_json::json;

use super::*;

/// The answer of fields and a sample, as JSON.
fn fit(fields: &str, sample: Option<&str>) -> Value {
    let text = format!("{{action: A, style: rpc, source: A.md, response: [{fields}]}}");
    let operation = yaml::read_operation(&text).unwrap();
    Value::Object(answer(&operation.response, sample))
}

#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "values are written in place")]
fn check(fields: &str, sample: &str, expected: Value) {
    assert_eq!(fit(fields, Some(sample)), expected, "{fields} {sample}");
}

#[test]
fn values_have_the_types_of_the_fields() {
    check(
        "{name: A, type: int32}, {name: B, type: string}, {name: C, type: bool},
         {name: D, type: double}, {name: E, type: int64}",
        r#"{"A": "1", "B": 2, "C": "True", "D": "0.5", "E": 9223372036854775807}"#,
        json!({"A": 1, "B": "2", "C": true, "D": 0.5, "E": 9_223_372_036_854_775_807_i64}),
    );
    check("{name: A, type: 'json<array<string>>'}", r#"{"A": ["x"]}"#, json!({"A": r#"["x"]"#}));
    check("{name: A, type: any}", r#"{"A": {"x": [1]}}"#, json!({"A": {"x": [1]}}));
    check(
        "{name: A, type: 'map<int32>'}",
        r#"{"A": {"x": "1", "y": "z"}}"#,
        json!({"A": {"x": 1}}),
    );
}

#[test]
fn keys_are_those_of_the_fields() {
    check("{name: A, type: string}", r#"{"a": "1", "B": 2}"#, json!({"A": "1"}));
    let nested = "{name: A, type: struct, fields: [{name: B, type: string}]}";
    check(nested, r#"{"A": {"B": "1", "C": 2}}"#, json!({"A": {"B": "1"}}));
    check("{name: A, type: struct}", r#"{"A": {"B": 1}}"#, json!({"A": {"B": 1}}));
}

#[test]
fn what_the_sample_lacks_is_made_of_examples() {
    let fields = "{name: A, type: int32, example: '7'}, {name: B, type: string},
        {name: C, type: int32, example: many},
        {name: D, type: 'array<struct>', fields: [{name: E, type: string, example: e}]},
        {name: F, type: 'array<string>', example: '[\"x\", \"y\"]'},
        {name: G, type: struct, fields: [{name: H, type: string}]}";
    let expected = json!({"A": 7, "D": [{"E": "e"}], "F": ["x", "y"]});
    check(fields, "{}", expected.clone());
    assert_eq!(fit(fields, None), expected);
    assert_eq!(fit(fields, Some("<A>7</A>")), expected);
}

#[test]
fn a_value_that_does_not_fit_gives_way_to_the_example() {
    check("{name: A, type: int32, example: '7'}", r#"{"A": "1****"}"#, json!({"A": 7}));
    check("{name: A, type: int32}", r#"{"A": "1****"}"#, json!({}));
    check("{name: A, type: int32}", r#"{"A": null}"#, json!({}));
}

#[test]
fn lists_are_wrapped_as_on_the_wire() {
    let fields = "{name: Things, type: 'array<struct>', wrapper: Thing,
        fields: [{name: Id, type: string, example: t}]}";
    let expected = json!({"Things": {"Thing": [{"Id": "1"}]}});
    check(fields, r#"{"Things": {"Thing": [{"Id": 1}]}}"#, expected.clone());
    check(fields, r#"{"Things": [{"Id": 1}]}"#, expected.clone());
    check(fields, r#"{"Things": {"Thing": {"Id": 1}}}"#, expected);
    check(fields, r#"{"Things": {"Thing": []}}"#, json!({"Things": {"Thing": []}}));
    check(fields, "{}", json!({"Things": {"Thing": [{"Id": "t"}]}}));
}

#[test]
fn a_list_in_quotation_marks_is_a_list() {
    let sample = r#"{"Ids": "[\"a\", \"b\"]"}"#;
    check("{name: Ids, type: 'array<string>'}", sample, json!({"Ids": ["a", "b"]}));
    check("{name: Ids, type: 'array<string>'}", r#"{"Ids": "a [1]"}"#, json!({"Ids": ["a [1]"]}));
    check("{name: Ids, type: 'array<string>'}", r#"{"Ids": ""}"#, json!({"Ids": []}));
}

#[test]
fn samples_are_read_through_what_stands_around_them() {
    for sample in [
        "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"A\": \"1\"}",
        r#"{"GetThingResponse": {"A": "1"}}"#,
        r#"[{"A": "1"}]"#,
    ] {
        check("{name: A, type: string}", sample, json!({"A": "1"}));
    }
}
