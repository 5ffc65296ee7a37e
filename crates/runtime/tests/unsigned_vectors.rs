//! Requests that carry no signature, against those of the vendor's own client.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::collections::BTreeSet;
use std::time::SystemTime;

use aliyun_runtime::encode::{Encoder, Place};
use aliyun_runtime::request::{Destination, Request};
use aliyun_runtime::{Credentials, Endpoint, Service, Stamp};
use support::vectors::{Vector, pairs, text};

#[test]
fn bearer_tokens_and_nobody_sign_nothing() {
    let vectors = Vector::all("unsigned");
    assert_eq!(vectors.len(), 3);
    for vector in vectors {
        let (name, content) = (&vector.name, &vector.content);
        let given = &content["request"];
        let [action, method, path] = ["action", "method", "path"].map(|part| text(&given[part]));
        let mut parameters = Encoder::new();
        for (name, value) in pairs(&given["query"]) {
            parameters.put(Place::Query, &name, Some(value.into()));
        }
        let service = Service::new("CCC", text(&given["version"]).leak());
        let endpoint = Endpoint::parse(&text(&given["endpoint"])).unwrap();
        let to = Destination { service: &service, endpoint: &endpoint, user_agent: "test" };
        let time: jiff::Timestamp = text(&content["date"]).parse().unwrap();
        let stamp = Stamp::new(SystemTime::try_from(time).unwrap(), text(&content["nonce"]));
        let credentials = match content["credentials"]["bearer_token"].as_str() {
            Some(token) => Credentials::bearer_token(token),
            None => Credentials::anonymous(),
        };
        let request = Request::from_parts(&action, &method, &path, parameters).unwrap();
        let sent = request.signed(to, &credentials, &stamp).unwrap();

        let expected = &content["sent"];
        assert_eq!(sent.url, text(&expected["url"]), "{name}");
        assert_eq!((sent.method, sent.body), (method, Vec::new()), "{name}");
        let headers = sent.headers.into_iter().filter(|(name, _)| name != "user-agent");
        let expected: BTreeSet<_> = pairs(&expected["headers"]).into_iter().collect();
        assert_eq!(headers.collect::<BTreeSet<_>>(), expected, "{name}");
    }
}
