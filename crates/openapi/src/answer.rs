//! The answer of a call that succeeded.

use apigen_ir::Operation;
use serde_json::{Map, Value, json};

use crate::components::Components;
use crate::example;
use crate::facts::Side;
use crate::schema;

/// The response of HTTP 200, with the page's sample for an example.
pub(crate) fn responses(operation: &Operation, components: &mut Components) -> Map<String, Value> {
    let name = format!("{}Response", operation.action);
    let mut media = Map::new();
    media.insert(
        "schema".to_owned(),
        schema::object(&name, &operation.response, Side::Answer, components),
    );
    let sample = operation.response_sample.as_deref();
    if let Some(sample) = sample.and_then(|text| example::sample(text, &operation.response)) {
        media.insert("example".to_owned(), sample);
    }
    let response = json!({
        "description": "The call succeeded.",
        "content": { "application/json": media },
    });
    Map::from_iter([("200".to_owned(), response)])
}
