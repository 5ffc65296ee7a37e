//! Each kind of change, once; and the law that only equal IRs have no difference.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use apigen_ir::compare::{Change, ChangeKind, Class, compare, compare_services};
use apigen_ir::{
    Endpoints, ErrorCode, FailureRule, Field, Location, Operation, Service, Style, Type, yaml,
};
use proptest::prelude::*;

const HEAD: &str = "action: GetThing\nstyle: rpc\nsource: GetThing.md\n";

fn operation(rest: &str) -> Operation {
    yaml::read_operation(&format!("{HEAD}{rest}")).unwrap()
}

/// The changes as `class kind path: old -> new` lines.
fn lines(changes: &[Change]) -> Vec<String> {
    let show = |value: &Option<String>| value.clone().unwrap_or_default();
    let line = |it: &Change| {
        let (class, kind) = (it.class().as_str(), it.kind.id());
        format!("{class} {kind} {}: {} -> {}", it.path, show(&it.old), show(&it.new))
    };
    changes.iter().map(line).collect()
}

#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(lines(&compare(&operation(old), &operation(new))), expected);
}

#[test]
fn parameters_are_paired_by_name() {
    check(
        "request:
- {name: A, in: query, type: string}
- {name: B, in: query, type: string}
- {name: C, in: query, type: string, required: true}
- {name: D, in: query, type: string, example: d}
",
        "request:
- {name: A, in: body, type: int32}
- {name: C, in: query, type: string}
- {name: D, in: query, type: string, example: e, doc: It.}
- {name: E, in: query, type: bool}
- {name: F, in: query, type: bool, required: true}
- {name: G, in: path, type: string}
- {name: H, in: query, type: struct, fields: [{name: I, type: string, required: true}]}
",
        &[
            "breaking retyped request.A: string -> int32",
            "breaking position-changed request.A: query -> body",
            "breaking required-changed request.C: true -> false",
            "docs example-changed request.D: d -> e",
            "docs doc-changed request.D:  -> It.",
            "breaking parameter-removed request.B: string -> ",
            "addition parameter-added request.E:  -> bool",
            "breaking required-parameter-added request.F:  -> bool",
            "breaking required-parameter-added request.G:  -> string",
            "addition parameter-added request.H:  -> struct",
            "addition parameter-added request.H.I:  -> string",
        ],
    );
}

#[test]
fn fields_of_an_answer_break_less() {
    check(
        "response:
- {name: Old, type: string}
- {name: List, type: array<Thing>, fields: [{name: Size, type: int32}]}
",
        "response:
- {name: List, type: array<Thing>, wrapper: Thing, fields: [{name: Size, type: int64}]}
- {name: New, type: int32}
",
        &[
            "breaking wrapper-changed response.List:  -> Thing",
            "breaking retyped response.List.Thing[].Size: int32 -> int64",
            "breaking field-removed response.Old: string -> ",
            "addition field-added response.New:  -> int32",
        ],
    );
}

#[test]
fn a_field_gains_and_loses_its_row() {
    let (row, shown) = ("type: int32, doc: It.", "type: any, unlisted: true");
    let answer = |a: &str, b: &str| format!("response: [{{name: A, {a}}}, {{name: B, {b}}}]\n");
    check(
        &answer(row, shown),
        &answer(shown, shown),
        &["breaking field-unlisted response.A: int32 -> ", "docs doc-changed response.A: It. -> "],
    );
    check(
        &answer(shown, shown),
        &answer(row, shown),
        &["breaking field-listed response.A:  -> int32", "docs doc-changed response.A:  -> It."],
    );
}

#[test]
fn the_rows_of_a_page_are_what_is_left_without_samples() {
    let answer = "response:
- {name: A, type: struct, fields: [{name: B, type: int32}, {name: C, type: any, unlisted: true}]}
- {name: D, type: any, unlisted: true}
";
    let rows = "response: [{name: A, type: struct, fields: [{name: B, type: int32}]}]\n";
    assert_eq!(operation(answer).without_unlisted(), operation(rows));
}

#[test]
fn a_field_that_went_elsewhere_is_one_change_with_all_below_it() {
    check(
        "response:
- name: Data
  type: struct
  fields:
  - {name: List, type: array<struct>, fields: [{name: Id, type: string}, {name: Size, type: int32}]}
  - {name: Total, type: int32}
",
        "response:
- {name: List, type: array<struct>, fields: [{name: Id, type: string}, {name: Size, type: int64}]}
- {name: Total, type: int64}
",
        &[
            "breaking moved response.List: response.Data.List -> response.List",
            "breaking retyped response.List[].Size: int32 -> int64",
            "breaking field-removed response.Data: struct -> ",
            "breaking field-removed response.Data.Total: int32 -> ",
            "addition field-added response.Total:  -> int64",
        ],
    );
}

#[test]
fn a_field_that_may_have_gone_to_two_places_has_not_moved() {
    let old = "response: [{name: Id, type: string}]\n";
    let new = "response:
- {name: A, type: struct, fields: [{name: Id, type: string}]}
- {name: B, type: struct, fields: [{name: Id, type: string}]}
";
    let changes = compare(&operation(old), &operation(new));
    assert!(changes.iter().all(|it| it.kind != ChangeKind::Moved), "{changes:#?}");
    assert_eq!(changes.len(), 5);
}

#[test]
fn fields_in_another_order_are_docs() {
    check(
        "response: [{name: A, type: any}, {name: B, type: any}, {name: C, type: any}]\n",
        "response: [{name: C, type: any}, {name: A, type: any}]\n",
        &["docs reordered response: A, C -> C, A", "breaking field-removed response.B: any -> "],
    );
}

#[test]
fn listed_values_of_a_text_are_variants() {
    check(
        "request:
- {name: A, in: query, type: string, values: [{value: a}, {value: b}, {value: c}]}
- {name: B, in: query, type: string}
- {name: C, in: query, type: array<string>, values: [{value: a}]}
- {name: D, in: query, type: string, values: [{value: a}, {value: b, doc: It.}]}
",
        "request:
- {name: A, in: query, type: string, values: [{value: a}, {value: c}, {value: d}]}
- {name: B, in: query, type: string, values: [{value: a}]}
- {name: C, in: query, type: array<string>}
- {name: D, in: query, type: string, values: [{value: b}, {value: a}]}
",
        &[
            "breaking value-removed request.A: b -> ",
            "addition value-added request.A:  -> d",
            "breaking values-listed request.B:  -> a",
            "breaking values-unlisted request.C: a -> ",
            "docs values-changed request.D: a; b: It. -> b; a",
        ],
    );
}

#[test]
fn ways_to_ask_for_parts_come_change_and_go() {
    let [none, by_number, by_token] =
        ["", "{style: page, number: A}", "{style: token, token: A, next: B}"]
            .map(|ways| format!("pagination: [{ways}]\n"));
    check(&none, &by_number, &["addition pagination-added :  -> page number A"]);
    check(
        &by_number,
        &by_token,
        &["docs pagination-changed : page number A -> token token A next B"],
    );
    check(&by_token, &none, &["breaking pagination-removed : token token A next B -> "]);
}

#[test]
fn rows_of_one_error_code_are_compared_together() {
    check(
        "errors:
- {http: 400, code: A, message: a}
- {http: 400, code: B, message: b}
- {http: 404, code: C, message: c, doc: C.}
- {http: 404, code: D}
",
        "errors:
- {http: 404, code: C, message: c, doc: See.}
- {http: 400, code: A, message: a}
- {http: 403, code: A, message: aa}
- {code: E}
- {http: 404, code: D}
",
        &[
            "breaking error-removed errors.B: 400 b -> ",
            "docs doc-changed errors.C: C. -> See.",
            "docs error-changed errors.A: 400 a -> 400 a; 403 aa",
            "addition error-added errors.E:  -> ",
            "docs reordered errors: A, C, D -> C, A, D",
        ],
    );
}

#[test]
fn rows_of_one_error_code_in_another_order_are_docs() {
    check(
        "errors: [{http: 400, code: A, message: a, doc: x}, {http: 403, code: A, message: b}]\n",
        "errors: [{http: 403, code: A, message: b}, {http: 400, code: A, message: a, doc: x}]\n",
        &["docs reordered errors.A: 400 a; 403 b -> 403 b; 400 a"],
    );
}

#[test]
fn what_descriptions_state_is_docs() {
    check(
        "group: A
idempotency_token: T
request: [{name: A, in: query, type: string, default: a, length: ..=5, required_if: now}]
response: [{name: B, type: int32, values: [{value: '1'}, {value: '2', doc: two}]}]
",
        "group: B
error_link: https://example.com
deprecated: Do not.
call_limit: {calls: 5, per: minute}
pagination: [{style: page, number: A, total: B}, {style: token, token: A, next: B, items: C}]
request: [{name: A, in: query, type: string, default: b, length: ..=6 bytes, deprecated: Old.}]
response: [{name: B, type: int32, range: 1..=2, values: [{value: '1'}]}]
request_sample: GET /
",
        &[
            "docs default-changed request.A: a -> b",
            "docs length-changed request.A: ..=5 -> ..=6 bytes",
            "docs condition-changed request.A: now -> ",
            "docs advice-changed request.A:  -> Old.",
            "docs range-changed response.B:  -> 1..=2",
            "docs values-changed response.B: 1; 2: two -> 1",
            "docs advice-changed :  -> Do not.",
            "docs call-limit-changed :  -> 5 per minute",
            "addition pagination-added :  -> page number A total B; token token A next B items C",
            "docs idempotency-changed : T -> ",
            "docs sample-changed request_sample:  -> GET /",
            "docs group-changed : A -> B",
            "docs link-changed error_link:  -> https://example.com",
        ],
    );
}

#[test]
fn an_operation_has_its_own_differences() {
    let old = operation("");
    let new = Operation {
        action: "FindThing".to_owned(),
        style: "roa GET /things".parse().unwrap(),
        summary: "Finds.".to_owned(),
        description: "More.".to_owned(),
        source: "FindThing.md".to_owned(),
        link: Some("https://example.com".to_owned()),
        response_sample: Some("{}".to_owned()),
        ..old.clone()
    };
    let expected = [
        "breaking action-changed : GetThing -> FindThing",
        "breaking style-changed : rpc -> roa GET /things",
        "docs summary-changed :  -> Finds.",
        "docs description-changed :  -> More.",
        "docs sample-changed :  -> {}",
        "docs link-changed :  -> https://example.com",
        "docs source-changed : GetThing.md -> FindThing.md",
    ];
    assert_eq!(lines(&compare(&old, &new)), expected);
    let posted = Operation { style: "roa POST /thing".parse().unwrap(), ..new.clone() };
    let expected =
        ["breaking method-changed : GET -> POST", "breaking path-changed : /things -> /thing"];
    assert_eq!(lines(&compare(&new, &posted)), expected);
}

#[test]
fn services_differ_in_what_is_known_of_them_and_in_operations() {
    let named = |action: &str| Operation { action: action.to_owned(), ..operation("") };
    let hosts = |hosts: &[(&str, &str)]| {
        hosts.iter().map(|(region, host)| ((*region).to_owned(), (*host).to_owned())).collect()
    };
    let groups = |groups: &[(&str, &[&str])]| {
        let owned = |texts: &[&str]| texts.iter().map(|it| (*it).to_owned()).collect();
        groups.iter().map(|(feature, actions)| ((*feature).to_owned(), owned(actions))).collect()
    };
    let old = Service {
        product: "Demo".to_owned(),
        version: "1".to_owned(),
        crate_name: "aliyun-demo-1".to_owned(),
        endpoints: Endpoints {
            global: Some("a.example".to_owned()),
            central: false,
            regions: hosts(&[("x", "x.example"), ("y", "y.example")]),
            vpc: hosts(&[]),
        },
        failure_in_200: None,
        example: None,
        groups: groups(&[("a", &["A"]), ("b", &["B"]), ("c", &["A", "B"])]),
        operations: vec![named("A"), named("B")],
    };
    let new = Service {
        product: "Demos".to_owned(),
        version: "2".to_owned(),
        crate_name: "aliyun-demo-2".to_owned(),
        endpoints: Endpoints {
            global: None,
            central: true,
            regions: hosts(&[("x", "x.example"), ("y", "why.example")]),
            vpc: hosts(&[("x", "x-vpc.example")]),
        },
        failure_in_200: Some(FailureRule {
            success: Some("Success".to_owned()),
            ..FailureRule::default()
        }),
        example: Some("C".to_owned()),
        groups: groups(&[("b", &["B", "C"]), ("c", &["B", "C"]), ("d", &["B"])]),
        operations: vec![Operation { summary: "B.".to_owned(), ..named("B") }, named("C")],
    };
    let changes = compare_services(&old, &new);
    let actions: Vec<&str> = changes.iter().map(|it| it.operation.as_str()).collect();
    assert_eq!(actions, ["", "", "", "", "", "", "", "", "", "", "", "", "", "A", "C", "B"]);
    let expected = [
        "breaking product-changed product: Demo -> Demos",
        "breaking version-changed version: 1 -> 2",
        "breaking crate-renamed crate: aliyun-demo-1 -> aliyun-demo-2",
        "breaking endpoint-removed endpoints.global: a.example -> ",
        "breaking endpoint-changed endpoints.regions.y: y.example -> why.example",
        "addition endpoint-added endpoints.central:  -> true",
        "addition endpoint-added endpoints.vpc.x:  -> x-vpc.example",
        "breaking failure-rule-changed failure_in_200:  -> success Success",
        "docs shown-operation-changed example:  -> C",
        "breaking feature-removed groups.a: A -> ",
        "addition feature-extended groups.b: B -> B, C",
        "breaking feature-changed groups.c: A, B -> B, C",
        "breaking feature-added groups.d:  -> B",
        "breaking operation-removed : rpc -> ",
        "addition operation-added :  -> rpc",
        "docs summary-changed :  -> B.",
    ];
    assert_eq!(lines(&changes), expected);
    assert_eq!(compare_services(&new, &new), []);
    assert_eq!(changes.iter().map(Change::class).max(), Some(Class::Breaking));
}

/// Few names and types, so that fields meet, repeat and move.
fn any_field() -> impl Strategy<Value = Field> {
    let name = proptest::sample::select(vec!["A", "B", "C"]);
    let ty = proptest::sample::select(vec!["string", "struct", "array<struct>", "map<X>"]);
    let rest = (proptest::option::of("[AB]"), any::<bool>(), any::<bool>(), "[ab]?");
    let leaf = (name, ty, rest).prop_map(|(name, ty, (wrapper, required, located, word))| Field {
        location: located.then_some(Location::Query),
        wrapper,
        required,
        example: (word == "a").then(|| word.clone()),
        default: (word == "b").then(|| word.clone()),
        doc: word,
        ..Field::new(name, ty.parse().unwrap())
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (inner.clone(), proptest::collection::vec(inner, 0..3))
            .prop_map(|(field, fields)| Field { fields, ..field })
    })
}

fn any_error() -> impl Strategy<Value = ErrorCode> {
    let http = proptest::option::of(400..402_u16);
    (http, "[AB]", "[ab]?", "[ab]?").prop_map(|(http, code, message, doc)| ErrorCode {
        http,
        code,
        message,
        doc,
    })
}

prop_compose! {
    fn any_operation()(
        style in proptest::sample::select(vec!["rpc", "roa GET /a", "roa GET /b", "roa PUT /b"]),
        words in proptest::array::uniform5("[ab]?"),
        request in proptest::collection::vec(any_field(), 0..3),
        response in proptest::collection::vec(any_field(), 0..4),
        errors in proptest::collection::vec(any_error(), 0..4),
    ) -> Operation {
        let [summary, description, link, sample, fact] = words;
        Operation {
            summary,
            description,
            link: Some(link).filter(|it| !it.is_empty()),
            deprecated: Some(fact.clone()).filter(|it| !it.is_empty()),
            idempotency_token: Some(fact).filter(|it| !it.is_empty()),
            request,
            response,
            errors,
            response_sample: Some(sample).filter(|it| !it.is_empty()),
            ..Operation::new("GetThing", style.parse::<Style>().unwrap(), "GetThing.md")
        }
    }
}

/// Takes part after part of an operation from another one, so that the two differ in little.
fn mixed(mut base: Operation, other: Operation, parts: u8) -> Operation {
    let is_taken = |part: u8| parts & (1 << part) != 0;
    if is_taken(0) {
        base.style = other.style;
    }
    if is_taken(1) {
        (base.summary, base.description) = (other.summary, other.description);
    }
    if is_taken(2) {
        (base.link, base.response_sample) = (other.link, other.response_sample);
    }
    if is_taken(3) {
        base.request = other.request;
    }
    if is_taken(4) {
        base.response.reverse();
    }
    if is_taken(5) {
        base.errors.reverse();
    }
    if is_taken(6)
        && let (Some(mine), Some(others)) = (base.response.first_mut(), other.response.first())
    {
        *mine = Field { fields: mine.fields.clone(), ..others.clone() };
    }
    if is_taken(7)
        && let Some(field) = base.response.last_mut().and_then(|it| it.fields.pop())
    {
        base.response.push(field);
    }
    base
}

proptest! {
    #[test]
    fn an_operation_does_not_differ_from_itself(operation in any_operation()) {
        prop_assert_eq!(compare(&operation, &operation), []);
    }

    #[test]
    fn operations_differ_if_and_only_if_they_are_not_equal(
        old in any_operation(),
        other in any_operation(),
        parts in any::<u8>(),
    ) {
        let new = mixed(old.clone(), other.clone(), parts);
        prop_assert_eq!(compare(&old, &new).is_empty(), old == new, "{:#?}", new);
        prop_assert_eq!(compare(&old, &other).is_empty(), old == other);
    }
}

#[test]
fn places_are_named_as_in_the_yaml() {
    for place in [Location::Query, Location::Form, Location::Body, Location::Path] {
        let field = Field { location: Some(place), ..Field::new("A", Type::String) };
        let text = yaml::write(&field).unwrap();
        assert!(text.contains(&format!("in: {}\n", place.as_str())), "{text}");
    }
}
