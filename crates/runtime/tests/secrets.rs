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
use std::panic::AssertUnwindSafe;

use aliyun_runtime::error::TransportErrorKind;
use aliyun_runtime::{Credentials, Error, RetryPolicy};
use support::client::{ListNumbers, Numbers, SECRET, TOKEN, TestClient};
use support::in_memory::{InMemory, Outcome, answer};
use support::logs::Logs;
use support::server::{Reaction, Server};

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

const BEARER: &str = "hidden-bearer";

fn each_kind_of_credentials() -> [Credentials; 3] {
    [Credentials::new("test-id", SECRET), credentials(), Credentials::bearer_token(BEARER)]
}

/// Calls in each way that calls can end, and gives what they ended with.
async fn call_in_each_way(credentials: &Credentials) -> Vec<Result<Numbers, Error>> {
    let broken = Outcome::Broken(TransportErrorKind::Interrupted);
    let ways = [
        vec![answer(200, "{}")],
        vec![answer(503, ""), answer(400, r#"{"Code":"Throttling"}"#), answer(200, "{}")],
        vec![broken.clone(), broken, Outcome::Silence],
        vec![answer(404, r#"{"Code":"NotExists","Message":"not there"}"#)],
        vec![answer(200, "<html>")],
        vec![answer(200, r#"{"TotalCount":"many"}"#)],
        // What gateways show of a request that they refuse.
        vec![answer(403, &format!("x-acs-security-token: {TOKEN}, x-acs-bearer-token: {BEARER}"))],
        vec![answer(200, &format!("{TOKEN} {BEARER}"))],
        vec![answer(200, &format!(r#"{{"TotalCount":"?","Seen":"{TOKEN} {BEARER}"}}"#))],
    ];
    let mut ends = Vec::new();
    for outcomes in ways {
        let transport = InMemory::new(outcomes);
        let builder = TestClient::builder().credentials(credentials.clone());
        let client = builder.transport(transport.clone()).build().unwrap().runtime;
        ends.push(client.call(&ListNumbers::complete()).await);
        assert_shows_no_secret(&format!("{client:?} {transport:?}"));
    }
    ends
}

/// What the caller sends must not be shown; what a service wrote of others may be.
fn hides(shown: &str, credentials: &Credentials) -> bool {
    let debug = format!("{credentials:?}");
    assert_shows_no_secret(&debug);
    let hidden = match debug {
        debug if debug.contains("bearer") => vec![BEARER],
        debug if debug.contains("Some") => vec![SECRET, TOKEN],
        _ => vec![SECRET],
    };
    !hidden.iter().any(|secret| shown.contains(secret))
}

fn panic_at(result: Result<(), Error>) {
    result.unwrap();
}

/// The line of an error and of all its sources, and what a panic says of it.
fn shown_of(error: Error) -> String {
    let mut shown = vec![format!("{error:?} {error:#?} {error}")];
    let mut source = error.source();
    while let Some(next) = source {
        shown.push(format!("{next} {next:?}"));
        source = next.source();
    }
    let panicking = AssertUnwindSafe(|| panic_at(Err(error)));
    let panic = std::panic::catch_unwind(panicking).unwrap_err();
    shown.push(panic.downcast_ref::<String>().unwrap().clone());
    shown.join("\n")
}

#[tokio::test(start_paused = true)]
async fn no_error_and_no_panic_shows_one_however_a_call_ends() {
    for credentials in each_kind_of_credentials() {
        let mut failed = 0;
        for error in call_in_each_way(&credentials).await.into_iter().filter_map(Result::err) {
            let shown = shown_of(error);
            assert!(hides(&shown, &credentials), "{shown}");
            failed += 1;
        }
        assert_eq!(failed, 7);
    }
}

#[tokio::test(start_paused = true)]
async fn logs_tell_of_calls_and_show_none() {
    let host = r#"host="ccc.cn-shanghai.aliyuncs.com""#;
    for credentials in each_kind_of_credentials() {
        let logs = Logs::default();
        let _guard = tracing::subscriber::set_default(logs.clone());
        call_in_each_way(&credentials).await;
        let text = logs.text();
        assert!(hides(&text, &credentials), "{text}");
        for part in ["action=\"ListNumbers\"", host, "attempts=3", "(HTTP 404)", "wait="] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("user@ccc-test") && !text.contains("user%40ccc-test"), "{text}");
    }
}

#[tokio::test]
async fn logs_of_the_http_client_show_none() {
    let logs = Logs::default();
    let _guard = tracing::subscriber::set_default(logs.clone());
    let server = Server::reacting([Reaction::ok()]);
    for credentials in each_kind_of_credentials() {
        let builder = TestClient::builder().credentials(credentials).endpoint(server.url());
        builder.build().unwrap().runtime.call(&ListNumbers::complete()).await.unwrap();
    }
    let text = logs.text();
    assert!(text.contains("hyper_util"), "{text}");
    assert_shows_no_secret(&text);
    assert!(!text.contains(BEARER) && !text.contains("user%40ccc-test"), "{text}");
}
