//! The failures of an operation as responses.

use std::ops::Range;

use apigen_ir::ErrorCode;
use serde_json::{Map, Value, json};

use crate::components::{Components, reference};

/// The schema that all failures share.
const ERROR: &str = "Error";
/// The kinds of failures, and the statuses of each.
const KINDS: [(&str, Range<u16>); 2] = [("4XX", 400..500), ("5XX", 500..600)];

/// Makes the schema of all failures a component.
pub(crate) fn define(components: &mut Components) {
    let name = components.reserve(ERROR);
    components.define(&name, schema());
}

/// The failures by their kind, each with those codes of the page's table that belong to it.
///
/// One response per status would say the same, but beside `4XX` progenitor can reach none of them.
pub(crate) fn responses(errors: &[ErrorCode]) -> Map<String, Value> {
    let kinds = KINDS.into_iter().map(|(kind, statuses)| {
        let codes = codes(errors, &statuses);
        let description = if codes.is_empty() { "The call failed." } else { &codes };
        let response = json!({
            "description": description,
            "content": { "application/json": { "schema": reference(ERROR) } },
        });
        (kind.to_owned(), response)
    });
    kinds.collect()
}

/// The codes with these statuses as a list in Markdown, ordered by status.
fn codes(errors: &[ErrorCode], statuses: &Range<u16>) -> String {
    let mut codes: Vec<(u16, &str)> = Vec::new();
    for error in errors {
        if let Some(status) = error.http.filter(|status| statuses.contains(status))
            && !codes.contains(&(status, &error.code))
        {
            codes.push((status, &error.code));
        }
    }
    codes.sort_by_key(|(status, _)| *status);
    let lines: Vec<String> =
        codes.into_iter().map(|(status, code)| format!("- {status} `{code}`")).collect();
    lines.join("\n")
}

/// What the service says of a failure, as the protocol has it.
fn schema() -> Value {
    json!({
        "type": "object",
        "description": "A failed call.",
        "properties": {
            "Code": { "type": "string", "description": "What went wrong, for programs." },
            "Message": { "type": "string", "description": "What went wrong, for people." },
            "RequestId": { "type": "string", "description": "The id of the request." },
            "HostId": { "type": "string", "description": "The host that answered." },
            "Recommend": { "type": "string", "description": "A page that may help." },
        },
    })
}
