//! What becomes of each thing that the IR can say.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use serde_json::{Value, json};
use support::{check, document, members, only_operation, service};

/// The component schemas of an operation with this response.
fn schemas(response: &str) -> Value {
    let text = format!("action: A\nstyle: rpc\nsource: p.md\nresponse:\n{response}\n");
    document(&[&text])["components"]["schemas"].clone()
}

#[test]
fn a_small_document() {
    let mut service = service(&["action: ListThings
style: rpc
summary: Lists things.
description: Those of one owner.
source: ListThings.md
link: https://example.com/try
request:
- {name: Owner, in: query, type: string, required: true, example: o-1, doc: Whose things.}
- name: Tag
  in: query
  type: array<struct>
  fields: [{name: Key, type: string, example: k, doc: A key.}]
response:
- name: Data
  type: struct
  doc: The data.
  fields:
  - name: Things
    type: array<Thing>
    wrapper: Thing
    doc: The things.
    fields: [{name: Size, type: int32, example: '10', doc: How big.}]
- {name: RequestId, type: string}
errors:
- {http: 404, code: NotFound.Owner, message: The owner %s was not found., doc: No such owner.}
- {code: Odd}
response_sample: '{\"Data\": {\"Things\": {\"Thing\": [{\"Size\": \"10\"}]}}, \"RequestId\": null}'
"]);
    service.endpoints.regions.insert("cn-a".to_owned(), "demo.cn-a.example.com".to_owned());
    service.failure_in_200 =
        Some(apigen_ir::FailureRule { success: Some("Success".to_owned()), ..Default::default() });
    let document = apigen_openapi::document(&service);
    check(&document);
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).unwrap());
}

#[test]
fn a_service_without_operations_has_a_document() {
    let document = document(&[]);
    assert_eq!(document["paths"], json!({}));
}

#[test]
fn the_values_that_an_answer_lists_are_not_all_that_there_can_be() {
    let written = schemas(
        "- {name: Kind, type: string, values: [{value: a}, {value: b}]}
- {name: Sizes, type: array<int32>, values: [{value: '1'}]}",
    );
    let properties = &written["AResponse"]["properties"];
    let kind = json!({"type": "string", "x-extensible-enum": ["a", "b"]});
    assert_eq!(properties["Kind"], kind);
    assert_eq!(properties["Sizes"]["items"]["x-extensible-enum"], json!([1]));
}

#[test]
fn a_field_without_a_row_can_be_any_value() {
    let schemas = schemas("- {name: A, type: string}\n- {name: B, type: any, unlisted: true}");
    let properties = &schemas["AResponse"]["properties"];
    assert_eq!(properties["B"], json!({ "x-unlisted": true }));
}

#[test]
fn what_a_page_states_of_an_operation_is_kept() {
    let document = document(&["action: A
style: rpc
source: p.md
group: API/Things
deprecated: Use B.
error_link: https://example.com/errors
call_limit: {calls: 10, per: second}
idempotency_token: Token
pagination: [{style: token, token: Next, next: Next}]
request: [{name: Token, in: query, type: string}, {name: Next, in: query, type: string}]
response: [{name: Next, type: string}]
"]);
    let operation = only_operation(&document);
    assert_eq!(operation["tags"], json!(["Things"]));
    assert_eq!(operation["deprecated"], true);
    assert_eq!(operation["x-deprecated"], "Use B.");
    assert_eq!(operation["x-error-link"], "https://example.com/errors");
    assert_eq!(operation["x-call-limit"], json!({"calls": 10, "per": "second"}));
    assert_eq!(operation["x-idempotency-token"], "Token");
    let pagination = json!([{"style": "token", "token": "Next", "next": "Next"}]);
    assert_eq!(operation["x-pagination"], pagination);
}

#[test]
fn a_roa_operation_has_its_own_method_path_and_places() {
    let document = document(&["action: UpdateThing
style: roa PUT /things/{ThingId}
source: p.md
request:
- {name: Owner, in: query, type: string}
- {name: ThingId, in: path, type: string}
- {name: Elsewhere, in: path, type: string}
- {name: x-ids, in: header, type: array<string>}
- {name: X-Ids, in: header, type: string}
- {name: Size, in: body, type: int32, required: true}
- {name: Parts, in: body, type: array<struct>, fields: [{name: Name, type: string, required: true}]}
"]);
    let operation = &document["paths"]["/things/{ThingId}"]["put"];
    let parameters = operation["parameters"].as_array().unwrap();
    let places: Vec<String> =
        parameters.iter().map(|it| format!("{} in {}", it["name"], it["in"])).collect();
    let expected = [r#""ThingId" in "path""#, r#""Owner" in "query""#, r#""x-ids" in "header""#];
    assert_eq!(places, expected);
    assert_eq!(operation["parameters"][2]["schema"]["format"], "json");
    let body = &operation["requestBody"];
    assert_eq!(body["required"], true);
    let reference = json!({"$ref": "#/components/schemas/UpdateThingBody"});
    assert_eq!(body["content"]["application/json"]["schema"], reference);
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["UpdateThingBody"]["required"], json!(["Size"]));
    assert_eq!(schemas["UpdateThingBodyPartsItem"]["required"], json!(["Name"]));
}

#[test]
fn a_form_is_flat_as_a_query_is() {
    let document = document(&["action: A
style: rpc
source: p.md
request:
- {name: Size, in: form, type: int32, required: true, doc: How big.}
- {name: Tag, in: form, type: array<struct>, fields: [{name: Key, type: string}]}
"]);
    let schema = &document["components"]["schemas"]["AForm"];
    let expected = json!({
        "type": "object",
        "required": ["Size"],
        "properties": {
            "Size": {"type": "integer", "format": "int32", "description": "How big."},
            "Tag.N.Key": {"type": "array", "items": {"type": "string"}, "x-numbered": true},
        },
    });
    assert_eq!(*schema, expected);
    let body = &only_operation(&document)["requestBody"];
    assert_eq!(members(&body["content"]), ["application/x-www-form-urlencoded"]);
}

#[test]
fn a_parameter_in_the_host_is_a_variable_of_the_servers() {
    let document = document(&["action: A
style: rpc
source: p.md
request: [{name: Bucket, in: host, type: string, example: b-1, doc: The bucket.}]
"]);
    let server = &only_operation(&document)["servers"][0];
    assert_eq!(server["url"], "https://{Bucket}.demo.{region}.aliyuncs.com");
    assert_eq!(server["variables"]["Bucket"]["default"], "b-1");
}

#[test]
fn a_product_without_regions_has_one_server() {
    let mut service = service(&[]);
    service.endpoints.global = Some("demo.example.com".to_owned());
    let document = apigen_openapi::document(&service);
    let expected = json!([{"url": "https://demo.example.com", "description": "All regions"}]);
    assert_eq!(document["servers"], expected);
}

#[test]
fn a_central_product_has_the_same_servers_in_all_regions() {
    let mut service = service(&[]);
    service.endpoints.central = true;
    let servers = &apigen_openapi::document(&service)["servers"];
    let expected = json!([
        {"url": "https://demo.aliyuncs.com", "description": "All regions"},
        {"url": "https://demo-vpc.aliyuncs.com", "description": "All regions, inside a VPC"},
    ]);
    assert_eq!(*servers, expected);
}

#[test]
fn objects_are_called_by_their_place() {
    let written = schemas(
        "- name: Data
  type: struct
  fields:
  - {name: Things, type: array<T>, wrapper: Thing, fields: [{name: Size, type: int32}]}
  - {name: by name, type: map<array<struct>>, fields: [{name: Size, type: int32}]}",
    );
    let expected = [
        "Error",
        "AResponse",
        "AResponseData",
        "AResponseDataThings",
        "AResponseDataThingsThingItem",
        "AResponseDataByNameValueItem",
    ];
    assert_eq!(members(&written), expected);
}

#[test]
fn names_that_read_alike_get_numbers() {
    let written = schemas(
        "- {name: Data, type: struct, fields: [{name: X, type: string}]}
- {name: data, type: struct, fields: [{name: Y, type: string}]}",
    );
    let properties = &written["AResponse"]["properties"];
    assert_eq!(properties["Data"]["$ref"], "#/components/schemas/AResponseData");
    assert_eq!(properties["data"]["$ref"], "#/components/schemas/AResponseData2");
}

#[test]
fn a_name_that_grows_too_long_leaves_out_the_middle() {
    let long = "L".repeat(100);
    let written = schemas(&format!(
        "- name: {long}
  type: struct
  fields: [{{name: {long}, type: struct, fields: [{{name: X, type: string}}]}}]"
    ));
    assert!(members(&written).contains(&format!("AResponse{long}2").as_str()));
}

#[test]
fn a_struct_that_is_listed_elsewhere_is_referred_to() {
    let written = schemas(
        "- {name: First, type: Node}
- name: Root
  type: Node
  fields: [{name: Children, type: array<Node>}]
- {name: Other, type: Unknown}",
    );
    let node = json!({"$ref": "#/components/schemas/AResponseRoot"});
    assert_eq!(written["AResponse"]["properties"]["First"], node);
    assert_eq!(written["AResponseRoot"]["properties"]["Children"]["items"], node);
    assert_eq!(written["AResponse"]["properties"]["Other"], json!({"type": "object"}));
}

#[test]
fn codes_are_listed_once_by_kind_and_status() {
    let document = document(&["action: A
style: rpc
source: p.md
errors:
- {http: 404, code: B}
- {http: 400, code: C}
- {http: 404, code: B, message: Another text.}
- {http: 200, code: D}
"]);
    let operation = only_operation(&document);
    assert_eq!(operation["responses"]["4XX"]["description"], "- 400 `C`\n- 404 `B`");
    assert_eq!(operation["responses"]["5XX"]["description"], "The call failed.");
    assert_eq!(operation["x-error-codes"].as_array().unwrap().len(), 4);
}
