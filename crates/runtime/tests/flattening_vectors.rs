//! Flattening against the figures of the vendor's own clients.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::collections::BTreeMap;
use std::time::SystemTime;

use aliyun_runtime::encode::{Encoder, Place, flatten};
use aliyun_runtime::request::{Destination, Request};
use aliyun_runtime::{Credentials, Endpoint, Service, Stamp, Value};
use support::vectors::{Vector, pairs};

static SERVICE: Service = Service::new("CCC", "2020-07-01");

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().unwrap().iter()
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
        let request = Request::from_parts("TestAction", "POST", "/", parameters).unwrap();
        let endpoint = Endpoint::parse("host").unwrap();
        let to = Destination { service: &SERVICE, endpoint: &endpoint, user_agent: "test" };
        let stamp = Stamp::new(SystemTime::UNIX_EPOCH, "nonce");
        let signed = request.signed(to, &Credentials::new("id", "secret"), &stamp).unwrap();
        assert_eq!(signed.body, expected.as_str().unwrap().as_bytes(), "{name}");
        compared += 1;
    }
    assert_eq!(compared, 5);
}
