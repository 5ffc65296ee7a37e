//! What holds for any names and values: they arrive as they were given, encoded once, and a server
//! that reads the request off the wire computes the same signature.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::time::SystemTime;

use aliyun_runtime::encode::{Encoder, Place};
use aliyun_runtime::request::{Destination, Request};
use aliyun_runtime::sign::canonical_query;
use aliyun_runtime::transport::HttpRequest;
use aliyun_runtime::{Credentials, Endpoint, Service, Stamp, Value};
use hmac::{Hmac, KeyInit, Mac};
use proptest::collection::btree_map;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

const SECRET: &str = "secret";

static SERVICE: Service = Service::new("CCC", "2020-07-01");

/// Texts of any characters, with those that encodings treat in their own way more often.
fn any_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        any::<char>(),
        prop::sample::select("%+ ~*&=/?#.:\"'\\\0\n中ü".chars().collect::<Vec<_>>()),
        prop::sample::select("aZ0-_".chars().collect::<Vec<_>>()),
    ];
    prop::collection::vec(character, 0..12).prop_map(String::from_iter)
}

fn texts() -> impl Strategy<Value = BTreeMap<String, String>> {
    btree_map(any_text(), any_text(), 0..6)
}

fn signed(place: Place, texts: &BTreeMap<String, String>, path: &str) -> HttpRequest {
    let mut parameters = Encoder::new();
    for (name, value) in texts {
        parameters.put(place, name, Some(Value::from(value.as_str())));
    }
    parameters.put(Place::Path, "Id", Some(Value::from(path)));
    let request = Request::from_parts("TestAction", "POST", "/x/{Id}/y", parameters).unwrap();
    let endpoint = Endpoint::parse("host").unwrap();
    let to = Destination { service: &SERVICE, endpoint: &endpoint, user_agent: "test" };
    let stamp = Stamp::new(SystemTime::UNIX_EPOCH, "nonce");
    let credentials = Credentials::new("id", SECRET).with_security_token("token");
    request.signed(to, &credentials, &stamp).unwrap()
}

/// Decodes once, as a server does.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            hex::decode(digits).unwrap()[0]
        } else {
            assert!(byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte), "{text}");
            byte
        });
    }
    String::from_utf8(bytes).unwrap()
}

fn decoded_pairs(query: &str) -> BTreeMap<String, String> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn path_and_query(request: &HttpRequest) -> (&str, &str) {
    let target = request.url.strip_prefix("https://host").unwrap();
    target.split_once('?').unwrap_or((target, ""))
}

/// The signature of what came over the wire, computed apart from the runtime's own code.
fn signature(request: &HttpRequest) -> String {
    let (path, query) = path_and_query(request);
    let mut query: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    query.sort_by_key(|pair| pair.split_once('=').unwrap());
    let is_signed =
        |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
    let headers: BTreeMap<_, _> =
        request.headers.iter().filter(|(name, _)| is_signed(name)).cloned().collect();
    let lines = headers.iter().flat_map(|(name, value)| [name, ":", value, "\n"]);
    let lines: String = lines.collect();
    let names: Vec<_> = headers.keys().map(String::as_str).collect();
    let canonical = format!(
        "{}\n{path}\n{}\n{lines}\n{}\n{}",
        request.method,
        query.join("&"),
        names.join(";"),
        hex::encode(Sha256::digest(&request.body)),
    );
    let to_sign = format!("ACS3-HMAC-SHA256\n{}", hex::encode(Sha256::digest(canonical)));
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(to_sign.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

fn assert_is_signed(request: &HttpRequest) {
    let authorization = request.header("authorization").unwrap();
    let (_, sent) = authorization.split_once("Signature=").unwrap();
    assert_eq!(sent, signature(request));
}

proptest! {
    #[test]
    fn a_query_is_encoded_once(texts in texts()) {
        let request = signed(Place::Query, &texts, "id");
        prop_assert_eq!(decoded_pairs(path_and_query(&request).1), texts);
        assert_is_signed(&request);
    }

    #[test]
    fn a_form_is_encoded_once(texts in texts()) {
        let request = signed(Place::Form, &texts, "id");
        let form = String::from_utf8(request.body.clone()).unwrap();
        prop_assert_eq!(decoded_pairs(&form.replace('+', "%20")), texts);
        assert_is_signed(&request);
    }

    #[test]
    fn a_json_body_holds_what_was_given(texts in texts()) {
        let request = signed(Place::Body, &texts, "id");
        let body: Value = String::from_utf8(request.body.clone()).unwrap_or_default().parse()
            .unwrap_or_default();
        let expected = if texts.is_empty() { Value::Null } else { texts.into_iter().collect() };
        prop_assert_eq!(body, expected);
        assert_is_signed(&request);
    }

    #[test]
    fn a_path_parameter_is_one_segment_encoded_once(id in any_text()) {
        prop_assume!(!["", ".", ".."].contains(&id.as_str()));
        let request = signed(Place::Query, &BTreeMap::new(), &id);
        let (path, _) = path_and_query(&request);
        let segment = path.strip_prefix("/x/").unwrap().strip_suffix("/y").unwrap();
        prop_assert_eq!(decoded(segment), id);
        assert_is_signed(&request);
    }

    #[test]
    fn what_is_encoded_already_is_encoded_again(name in any_text(), value in any_text()) {
        let once = canonical_query([(name.as_str(), value.as_str())]);
        let twice = canonical_query([(once.as_str(), "")]);
        prop_assert_eq!(decoded(twice.strip_suffix('=').unwrap()), once);
    }
}
