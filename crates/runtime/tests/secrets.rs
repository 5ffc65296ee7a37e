//! No secret is in anything that a program might print.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::error::Error as _;
use std::fmt::{Debug, Display};

use aliyun_runtime::{Credentials, Error, RetryPolicy};
use support::client::{ListNumbers, SECRET, TOKEN, TestClient};
use support::in_memory::InMemory;

fn credentials() -> Credentials {
    Credentials::new("test-id", SECRET).with_security_token(TOKEN)
}

fn assert_shows_no_secret(shown: &str) {
    assert!(!shown.contains(SECRET) && !shown.contains(TOKEN), "{shown}");
}

fn assert_error_shows_no_secret(error: &(impl Debug + Display)) {
    assert_shows_no_secret(&format!("{error:?} {error:#?} {error}"));
}

#[test]
fn builders_clients_and_credentials_show_none() {
    let builder = TestClient::builder().credentials(credentials());
    assert_shows_no_secret(&format!("{builder:?}"));
    let client = builder.build().unwrap();
    assert_shows_no_secret(&format!("{client:#?}"));
    assert!(format!("{client:?}").contains("test-id"));
    assert_shows_no_secret(&format!("{:?}", credentials()));
}

#[tokio::test]
async fn errors_of_each_kind_of_call_show_none() {
    let cases = [
        (404, r#"{"Code":"NotExists"}"#),
        (200, r#"{"Code":"NotExists"}"#),
        (200, "<html>"),
        (200, r#"{"TotalCount":"many"}"#),
        (302, ""),
    ];
    for (status, body) in cases {
        let client = TestClient::builder()
            .credentials(credentials())
            .transport(InMemory::answering(status, body))
            .build()
            .unwrap();
        let call = client.runtime.call(&ListNumbers::complete());
        assert_shows_no_secret(&format!("{call:?}"));
        assert_error_shows_no_secret(&call.await.unwrap_err());
    }
}

#[tokio::test]
async fn requests_show_none() {
    let transport = InMemory::answering(200, "{}");
    let client = TestClient::builder()
        .credentials(credentials())
        .transport(transport.clone())
        .build()
        .unwrap();
    client.runtime.call(&ListNumbers::complete()).await.unwrap();
    let requests = transport.requests();
    assert_eq!(requests[0].header("x-acs-security-token"), Some(TOKEN));
    assert_shows_no_secret(&format!("{requests:?} {transport:?}"));
}

#[tokio::test]
async fn a_connection_that_fails_shows_none_and_no_parameters() {
    // A port that was free a moment ago has nobody who listens.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let client = TestClient::builder()
        .credentials(credentials())
        .retry(RetryPolicy::off())
        .endpoint(format!("http://127.0.0.1:{port}"))
        .build()
        .unwrap();
    let error = client.runtime.call(&ListNumbers::complete()).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    let shown = format!("{error:?} {error} {:?}", error.source());
    assert_shows_no_secret(&shown);
    assert!(!shown.contains("user%40ccc-test"), "{shown}");
}

#[test]
fn unusable_credentials_are_not_shown() {
    let secret = format!("{SECRET}\n");
    let builder = TestClient::builder().credentials(Credentials::new("test-id", secret));
    assert_error_shows_no_secret(&builder.build().unwrap_err());
}
