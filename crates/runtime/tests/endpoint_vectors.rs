//! Endpoints against those that the vendor's own clients find.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use aliyun_runtime::{Endpoint, Endpoints, Network, RegionHost, Service};
use support::vectors::{Vector, pairs, text};

/// Facts are static in a generated client.
fn leak(text: String) -> &'static str {
    text.leak()
}

fn service(vector: &Vector) -> Service {
    let known = pairs(&vector.content["known"]);
    let known: Vec<RegionHost> =
        known.into_iter().map(|(region, host)| (leak(region), leak(host))).collect();
    let endpoints = Endpoints::new().regions(known.leak());
    let is_central = vector.content["rule"] == "central";
    let endpoints = if is_central { endpoints.central() } else { endpoints };
    Service::new(leak(text(&vector.content["product"])), "2020-01-01").endpoints(endpoints)
}

#[test]
fn the_endpoint_of_each_vector_is_the_same() {
    let vectors = Vector::all("endpoints");
    assert_eq!(vectors.len(), 34);
    for vector in &vectors {
        let (name, content) = (&vector.name, &vector.content);
        let is_vpc = content["network"] == "vpc";
        let network = if is_vpc { Network::Vpc } else { Network::Public };
        let region = content["region"].as_str().unwrap_or_default();
        let found = Endpoint::resolve(&service(vector), region, network);
        let found = found.map(|endpoint| endpoint.authority().to_owned()).ok();
        assert_eq!(found.as_deref(), content["endpoint"].as_str(), "{name}");
    }
}
