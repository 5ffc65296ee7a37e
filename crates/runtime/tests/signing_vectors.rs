//! Signature V3 against the figures of the vendor's own client, byte for byte.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::time::SystemTime;

use aliyun_runtime::encode::{Encoder, Place};
use aliyun_runtime::request::{Destination, Request};
use aliyun_runtime::sign::{Algorithm, RequestToSign, canonical_query};
use aliyun_runtime::{Credentials, Endpoint, Service, Stamp, Value};
use support::vectors::{Vector, lines, pairs, text};

const VERSIONS: [Service; 3] = [
    Service::new("CCC", "2020-07-01"),
    Service::new("sae", "2019-05-06"),
    Service::new("Ecs", "2014-05-26"),
];

fn vectors() -> Vec<Vector> {
    let vectors = Vector::all("signing");
    assert_eq!(vectors.len(), 44);
    vectors
}

fn algorithm(vector: &Vector) -> Algorithm {
    let known = [Algorithm::Sha256, Algorithm::Sm3];
    let name = vector.content["algorithm"].as_str();
    name.map_or_else(Algorithm::default, |name| {
        known.into_iter().find(|algorithm| algorithm.name() == name).unwrap()
    })
}

fn credentials(vector: &Vector) -> Credentials {
    let given = &vector.content["credentials"];
    let key = Credentials::new(text(&given["access_key_id"]), text(&given["access_key_secret"]));
    match given["security_token"].as_str() {
        Some(token) => key.with_security_token(token),
        None => key,
    }
}

fn body(sent: &Value) -> Vec<u8> {
    match sent["body_hex"].as_str() {
        Some(digits) => hex::decode(digits).unwrap(),
        None => text(&sent["body"]).into_bytes(),
    }
}

/// The headers of a vector, as its facts state them.
fn headers(vector: &Vector) -> Vec<(String, String)> {
    let (request, sent) = (&vector.content["request"], &vector.content["sent"]);
    let mut headers = vec![
        ("host", &request["endpoint"]),
        ("x-acs-action", &request["action"]),
        ("x-acs-version", &request["version"]),
        ("x-acs-date", &vector.content["date"]),
        ("x-acs-signature-nonce", &vector.content["nonce"]),
        ("x-acs-content-sha256", &sent["payload_sha256"]),
    ];
    if !sent["content_type"].is_null() {
        headers.push(("content-type", &sent["content_type"]));
    }
    let given = &vector.content["credentials"];
    if !given["security_token"].is_null() {
        headers.push(("x-acs-accesskey-id", &given["access_key_id"]));
        headers.push(("x-acs-security-token", &given["security_token"]));
    }
    let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), text(value)));
    headers.chain(pairs(&request["headers"])).collect()
}

#[test]
fn the_three_texts_of_each_vector_are_the_same() {
    for vector in vectors() {
        let (request, sent) = (&vector.content["request"], &vector.content["sent"]);
        let query = pairs(&sent["flat_query"]);
        let query = query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let algorithm = algorithm(&vector);
        let hash = algorithm.hash(&body(sent));
        assert_eq!(hash, text(&sent["payload_sha256"]), "{}", vector.name);
        let to_sign = RequestToSign {
            algorithm,
            method: &text(&request["method"]),
            path: &text(&request["path"]),
            query: &canonical_query(query),
            headers: &headers(&vector),
            payload_hash: &hash,
        };
        let content = &vector.content;
        let name = &vector.name;
        assert_eq!(to_sign.canonical_request(), lines(&content["canonical_request"]), "{name}");
        assert_eq!(to_sign.string_to_sign(), lines(&content["string_to_sign"]), "{name}");
        let authorization = to_sign.authorization(&credentials(&vector)).unwrap();
        assert_eq!(authorization, text(&content["authorization"]), "{name}");
    }
}

/// Whether the vector's body is one that parameters make: a form, JSON, a file, or none.
fn is_made_of_parameters(vector: &Vector) -> bool {
    let request = &vector.content["request"];
    ["form", "json", "whole_body", "file"].iter().any(|kind| !request[*kind].is_null())
        || body(&vector.content["sent"]).is_empty()
}

fn parameters(request: &Value) -> Encoder {
    let mut encoder = Encoder::new();
    let places = [
        (Place::Query, "query"),
        (Place::Form, "form"),
        (Place::Body, "json"),
        (Place::Header, "headers"),
    ];
    for (place, part) in places {
        let Some(members) = request[part].as_object() else { continue };
        // A form or a JSON object without members is still one.
        if place == Place::Form || place == Place::Body {
            encoder.put(place, "Unset", None);
        }
        for (name, value) in members {
            let is_dropped = value.is_null() && place == Place::Query;
            encoder.put(place, name, (!is_dropped).then(|| value.clone()));
        }
    }
    encoder.put(Place::WholeBody, "body", request.get("whole_body").cloned());
    let file = request["file"].as_str().map(|digits| hex::decode(digits).unwrap());
    encoder.put_file("File", file.as_deref());
    encoder
}

#[test]
fn requests_made_of_the_vectors_parameters_are_the_same() {
    let mut made = 0;
    for vector in vectors().iter().filter(|vector| is_made_of_parameters(vector)) {
        let (content, name) = (&vector.content, &vector.name);
        let given = &content["request"];
        let version = text(&given["version"]);
        let service = VERSIONS.iter().find(|service| service.version() == version).unwrap();
        let endpoint = Endpoint::parse(&text(&given["endpoint"])).unwrap();
        let to = Destination { service, endpoint: &endpoint, user_agent: "test" };
        let time: jiff::Timestamp = text(&content["date"]).parse().unwrap();
        let stamp = Stamp::new(SystemTime::try_from(time).unwrap(), text(&content["nonce"]));
        let (action, method, path) = ("action", "method", "path");
        let [action, method, path] = [action, method, path].map(|part| text(&given[part]));
        let request = Request::from_parts(&action, &method, &path, parameters(given)).unwrap();
        let signed =
            request.signed_by(algorithm(vector), to, &credentials(vector), &stamp).unwrap();

        let sent = &content["sent"];
        assert_eq!(signed.header("authorization"), content["authorization"].as_str(), "{name}");
        assert_eq!(signed.header("content-type"), sent["content_type"].as_str(), "{name}");
        assert_eq!(signed.header("x-acs-date"), content["date"].as_str(), "{name}");
        assert_eq!(signed.method, method, "{name}");
        assert_eq!(signed.body, body(sent), "{name}");
        let canonical = lines(&content["canonical_request"]);
        let mut canonical = canonical.split('\n').skip(1);
        let (path, query) = (canonical.next().unwrap(), canonical.next().unwrap());
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        assert_eq!(signed.url, format!("{endpoint}{path}{query}"), "{name}");
        made += 1;
    }
    // All but the body of bytes without a type.
    assert_eq!(made, 43);
}
