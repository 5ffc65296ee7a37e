//! Parameters against the figures of the vendor's own clients: flattening, the styles beside it,
//! percent-encoding, and whole requests.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::collections::BTreeMap;
use std::time::SystemTime;

use aliyun_runtime::encode::{Encoder, Place, Separator, flat_keys, flatten, joined, json_text};
use aliyun_runtime::request::{Destination, Request};
use aliyun_runtime::sign::canonical_query;
use aliyun_runtime::transport::HttpRequest;
use aliyun_runtime::{Credentials, Endpoint, Service, Stamp, Value};
use support::vectors::{Vector, pairs, text};

static SERVICE: Service = Service::new("CCC", "2020-07-01");

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().unwrap().iter()
}

fn signed(method: &str, path: &str, parameters: Encoder) -> HttpRequest {
    let request = Request::from_parts("TestAction", method, path, parameters).unwrap();
    let endpoint = Endpoint::parse("host").unwrap();
    let to = Destination { service: &SERVICE, endpoint: &endpoint, user_agent: "test" };
    let stamp = Stamp::new(SystemTime::UNIX_EPOCH, "nonce");
    request.signed(to, &Credentials::new("id", "secret"), &stamp).unwrap()
}

#[test]
fn nested_values_become_the_flat_pairs_of_the_vectors() {
    let vectors = Vector::all("flattening");
    let vectors = vectors.iter().filter(|vector| vector.content.get("output").is_some());
    let mut compared = 0;
    for vector in vectors {
        let flat = members(&vector.content["input"]).flat_map(|(name, value)| flatten(name, value));
        let flat: BTreeMap<_, _> = flat.collect();
        let expected: BTreeMap<_, _> = pairs(&vector.content["output"]).into_iter().collect();
        assert_eq!(flat, expected, "{}", vector.name);
        compared += 1;
    }
    assert_eq!(compared, 19);
}

#[test]
fn forms_are_written_as_the_vectors_have_them() {
    let vectors = Vector::all("flattening");
    let vectors = vectors.iter().filter_map(|vector| {
        Some((&vector.name, &vector.content["input"], vector.content.get("form")?))
    });
    let mut compared = 0;
    for (name, input, expected) in vectors {
        let mut parameters = Encoder::new();
        for (name, value) in members(input) {
            parameters.put(Place::Form, name, Some(value.clone()));
        }
        let signed = signed("POST", "/", parameters);
        assert_eq!(signed.body, expected.as_str().unwrap().as_bytes(), "{name}");
        compared += 1;
    }
    assert_eq!(compared, 5);
}

#[test]
fn lists_become_the_texts_of_the_vectors() {
    let mut compared = 0;
    for vector in Vector::all("styles") {
        let (content, input) = (&vector.content, &vector.content["input"]);
        assert_eq!(json_text(input).as_ref(), content.get("json"), "{}", vector.name);
        compared += 1;
        for (style, separator) in
            [("comma", Separator::Comma), ("space", Separator::Space), ("pipe", Separator::Pipe)]
        {
            let Some(expected) = content.get(style) else { continue };
            assert_eq!(joined(input, separator).as_ref(), Some(expected), "{}", vector.name);
            compared += 1;
        }
    }
    assert_eq!(compared, 26);
}

#[test]
fn the_keys_of_maps_have_the_lengths_of_the_vectors() {
    let vectors = Vector::all("flat_keys");
    assert_eq!(vectors.len(), 5);
    for Vector { name, content } in vectors {
        assert_eq!(flat_keys(&content["input"]).as_ref(), content.get("output"), "{name}");
    }
}

#[test]
fn texts_are_encoded_as_the_table_has_them() {
    let rows = Vector::table("percent_encoding.json");
    assert_eq!(rows.len(), 107);
    for row in rows {
        let (plain, encoded) = (text(&row["text"]), text(&row["encoded"]));
        assert_eq!(canonical_query([(plain.as_str(), "")]), format!("{encoded}="));
        assert_eq!(canonical_query([("A", plain.as_str())]), format!("A={encoded}"));
        // No path can hold these.
        if ["", ".", ".."].contains(&plain.as_str()) {
            continue;
        }
        let mut parameters = Encoder::new();
        parameters.put(Place::Path, "Id", Some(row["text"].clone()));
        parameters.put(Place::Form, "A", Some(row["text"].clone()));
        let signed = signed("POST", "/x/{Id}", parameters);
        assert_eq!(signed.url, format!("https://host/x/{encoded}"));
        assert_eq!(signed.body, format!("A={}", text(&row["form"])).as_bytes());
    }
}

/// The place, and the value in the parameter's style.
fn placed(parameter: &Value) -> (Place, Value) {
    let places = [
        ("query", Place::Query),
        ("form", Place::Form),
        ("path", Place::Path),
        ("whole_body", Place::WholeBody),
    ];
    let place = places.iter().find(|(name, _)| parameter["in"] == *name).unwrap().1;
    let value = &parameter["value"];
    (place, if parameter["style"] == "json" { json_text(value).unwrap() } else { value.clone() })
}

#[test]
fn whole_requests_are_those_of_the_vectors() {
    let vectors = Vector::all("requests");
    assert_eq!(vectors.len(), 13);
    for Vector { name, content } in vectors {
        let mut parameters = Encoder::new();
        for parameter in content["parameters"].as_array().unwrap() {
            let (place, value) = placed(parameter);
            parameters.put(place, &text(&parameter["name"]), Some(value));
        }
        let sent = &content["sent"];
        let signed = signed(&text(&content["method"]), &text(&content["path"]), parameters);
        let query = pairs(&sent["query"]);
        let query = canonical_query(query.iter().map(|(name, text)| (&**name, &**text)));
        let mark = if query.is_empty() { "" } else { "?" };
        assert_eq!(
            signed.url,
            format!("https://host{}{mark}{query}", text(&sent["path"])),
            "{name}"
        );
        assert_eq!(signed.body, text(&sent["body"]).as_bytes(), "{name}");
        assert_eq!(signed.header("content-type"), sent["content_type"].as_str(), "{name}");
    }
}
