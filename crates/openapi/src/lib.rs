//! Writes a service of the API model as an OpenAPI 3.0 document, one per API version.
//!
//! The document is for everything that is not Rust: explorers, mock servers, generators for other
//! languages. It says what the pages say, in their order, in the words of the standard; where the
//! standard has no words, an extension (`x-…`) does. These are its choices:
//!
//! - **Paths.** An RPC request goes to `POST /` and names its operation in a header, which would
//!   leave all operations one path. Each has `/` and its action for a path instead, and `x-wire`
//!   says what is sent. A ROA operation has its real method and path; where two share them, a
//!   fragment (`#Action`), which is not sent, keeps them apart. `x-wire` has what the standard
//!   cannot say: a method that it does not know, the headers that choose the operation.
//! - **Structs and lists in queries and forms.** The wire has them flat: `Disk.Size=40`,
//!   `Tag.1.Key=a`, `Tag.2.Key=b`. A member of a struct is a parameter of that very name,
//!   `Disk.Size`. A list has no form of the standard that would come out so. Of those that come
//!   near, an array of structs, in whatever style, makes Rust that does not compile of
//!   openapi-generator 7.26, and progenitor 0.15 refuses a document with `deepObject` or
//!   `content`. So a list is named as the pages do, `Tag.N.Key`, an array of scalars marked
//!   `x-numbered`: its first value is sent as `Tag.1.Key`, its second as `Tag.2.Key`. A list
//!   inside of a list has items that are left open; `x-items` describes them.
//! - **One name in two cases.** A parameter such as `Tag.N.key` beside `Tag.N.Key` is an older
//!   spelling. It stands in `x-aliases` of the first, since most languages have one name for both.
//! - **Answers.** They are shown as they are on the wire, with the objects that do nothing but
//!   wrap an array. Each object is a component of its own, called by its place:
//!   `ListThingsResponse`, `ListThingsResponseData`, `ListThingsResponseDataThingsItem`. No change
//!   elsewhere in the service renames it, and generators need invent no names. A name that grows
//!   too long to be that of a file leaves out what is in the middle.
//! - **Unlisted fields.** A field of which the page's sample shows the name, and no row says more,
//!   can be any value and has `x-unlisted`.
//! - **JSON text.** A string that holds JSON is a string of format `json`; `x-json-schema`
//!   describes what it holds.
//! - **Errors.** All have one shape. `4XX` and `5XX` list the codes that the page gives them, and
//!   `x-error-codes` has its whole table. A `default` response would cover the same, but
//!   progenitor reads it as a second kind of success.
//! - **Listed values.** Those of a request are its `enum`. Those of an answer are its
//!   `x-extensible-enum`: a client that knows no other would fail once the service has a new one.
//! - **Limits.** `x-length` counts bytes, which `maxLength` does not; `x-range` is that of a number
//!   that travels as text.
//! - **Examples.** They have the type of their field: `'10'` becomes `10` for a number. One that
//!   cannot be a value of the type is kept as `x-example`, so that mock servers do not serve it.

mod answer;
mod components;
mod error;
mod example;
mod facts;
mod flat;
mod path;
mod request;
mod schema;
mod server;

use apigen_ir::{Operation, Service, Style};
use serde_json::{Map, Value, json};

use components::Components;
use path::Paths;

/// The version of the standard; tools read 3.0 better than 3.1.
const OPENAPI: &str = "3.0.3";
/// The name of the one way to sign requests.
const SIGNATURE: &str = "ACS3-HMAC-SHA256";
/// What a reader of the document has to know that no keyword of the standard says.
const CONVENTIONS: &str = "\
Written from the API reference pages.

Requests are signed with `ACS3-HMAC-SHA256`. `x-wire` says what is sent where the path given here \
is only a name: an RPC operation goes to `POST /` with its action in the header `x-acs-action`. \
A parameter marked `x-numbered` takes a list, and stands for one parameter per value, with the \
value's number, from 1, for the `N` in its name.";

/// The OpenAPI document of a service.
///
/// The same service always gives the same document.
///
/// ```
/// use apigen_ir::{Service, yaml};
///
/// let mut service = yaml::read_service(
///     "{product: Demo, version: '2020-01-01', crate: aliyun-demo-20200101}",
/// )?;
/// service.operations.push(yaml::read_operation(
///     "action: GetThing
/// style: rpc
/// source: GetThing.md
/// request:
/// - {name: ThingId, in: query, type: string, required: true}
/// response:
/// - {name: Size, type: int32}
/// ",
/// )?);
/// let document = apigen_openapi::document(&service);
/// let operation = &document["paths"]["/GetThing"]["post"];
/// assert_eq!(operation["parameters"][0]["name"], "ThingId");
/// let answer = &document["components"]["schemas"]["GetThingResponse"];
/// assert_eq!(answer["properties"]["Size"]["format"], "int32");
/// # Ok::<(), apigen_ir::yaml::YamlError>(())
/// ```
pub fn document(service: &Service) -> Value {
    let mut components = Components::default();
    let mut paths = Paths::default();
    if !service.operations.is_empty() {
        error::define(&mut components);
    }
    for operation in &service.operations {
        let written = write_operation(operation, service, &mut components);
        paths.add(operation, written);
    }
    let mut document = Map::new();
    document.insert("openapi".to_owned(), json!(OPENAPI));
    document.insert("info".to_owned(), info(service));
    document.insert("servers".to_owned(), server::servers(service, None));
    document.insert("security".to_owned(), json!([{ SIGNATURE: [] }]));
    document.insert("paths".to_owned(), paths.finish());
    let components = json!({
        "schemas": components.finish(),
        "securitySchemes": { SIGNATURE: signature() },
    });
    document.insert("components".to_owned(), components);
    if let Some(Ok(rule)) = service.failure_in_200.as_ref().map(serde_json::to_value) {
        document.insert("x-failure-in-200".to_owned(), rule);
    }
    Value::Object(document)
}

fn info(service: &Service) -> Value {
    json!({
        "title": service.product,
        "version": service.version,
        "description": CONVENTIONS,
    })
}

fn signature() -> Value {
    json!({
        "type": "http",
        "scheme": SIGNATURE,
        "description": "An HMAC over method, path, query, headers and body, in `Authorization`.",
    })
}

fn write_operation(operation: &Operation, service: &Service, components: &mut Components) -> Value {
    let mut written = Map::new();
    written.insert("operationId".to_owned(), json!(operation.action));
    insert_text(&mut written, "summary", &operation.summary);
    insert_text(&mut written, "description", &operation.description);
    if let Some(group) = operation.group.as_deref().and_then(|group| group.rsplit('/').next()) {
        written.insert("tags".to_owned(), json!([group]));
    }
    written.extend(facts::of_operation(operation));
    if let Some(link) = &operation.link {
        written.insert("externalDocs".to_owned(), json!({ "url": link }));
    }
    let parameters = request::parameters(operation);
    if !parameters.is_empty() {
        written.insert("parameters".to_owned(), Value::Array(parameters));
    }
    if let Some(body) = request::body(operation, components) {
        written.insert("requestBody".to_owned(), body);
    }
    if let Some(label) = request::host_label(operation) {
        written.insert("servers".to_owned(), server::servers(service, Some(label)));
    }
    let mut responses = answer::responses(operation, components);
    responses.extend(error::responses(&operation.errors));
    written.insert("responses".to_owned(), Value::Object(responses));
    if let Ok(Value::Array(codes)) = serde_json::to_value(&operation.errors)
        && !codes.is_empty()
    {
        written.insert("x-error-codes".to_owned(), Value::Array(codes));
    }
    if let Some(link) = &operation.error_link {
        written.insert("x-error-link".to_owned(), json!(link));
    }
    written.insert("x-wire".to_owned(), wire(operation, service));
    written.insert("x-source".to_owned(), json!(operation.source));
    Value::Object(written)
}

/// What is sent, as far as the path and method of the document do not say it.
fn wire(operation: &Operation, service: &Service) -> Value {
    let (style, method, path) = match &operation.style {
        Style::Rpc => ("rpc", "POST", "/"),
        Style::Roa { method, path } => ("roa", method.as_str(), path.as_str()),
    };
    json!({
        "style": style,
        "method": method,
        "path": path,
        "headers": { "x-acs-action": operation.action, "x-acs-version": service.version },
    })
}

/// Puts a text into an object, unless it is empty.
fn insert_text(object: &mut Map<String, Value>, key: &str, text: &str) {
    if !text.is_empty() {
        object.insert(key.to_owned(), json!(text));
    }
}
