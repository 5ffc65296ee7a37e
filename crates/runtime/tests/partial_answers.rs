//! Answers of which a part comes, and then nothing more.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::time::Duration;

use aliyun_runtime::error::TimeoutScope;
use aliyun_runtime::transport::{
    HttpResponse, HttpSettings, HttpTransport, PartialResponse, Transport,
};
use aliyun_runtime::{Client, Credentials, Error, RetryPolicy};
use support::client::{ListNumbers, TOKEN, TestClient, UpdateThing};
use support::in_memory::{InMemory, Outcome, answer};
use support::server::{Reaction, Server};

fn stall(status: u16, body: &str) -> Outcome {
    let headers = vec![("x-acs-request-id".to_owned(), "R".to_owned())];
    Outcome::Stall(HttpResponse::new(status, headers, body))
}

fn client(transport: &InMemory) -> Client {
    let builder = TestClient::builder().transport(transport.clone());
    builder.attempt_timeout(Duration::from_secs(7)).build().unwrap().runtime
}

fn write() -> UpdateThing {
    UpdateThing { thing_id: Some("t".to_owned()), force: None, labels: None }
}

#[tokio::test(start_paused = true)]
async fn a_success_that_stalls_is_a_timeout_with_its_status_and_the_start_of_its_body() {
    let body = format!("{{\"Data\":\"{}", "x".repeat(5000));
    let client = client(&InMemory::new([stall(200, &body)]));
    let error = client.call(&write()).await.unwrap_err();
    let line = "the answer was not whole within 7s (HTTP 200) [request id R]";
    assert_eq!(error.to_string(), line);
    assert_eq!((error.http_status(), error.request_id()), (Some(200), Some("R")));
    let Error::Timeout(error) = error else { panic!("{error:?}") };
    assert_eq!(error.scope(), TimeoutScope::Attempt);
    assert_eq!(error.response().unwrap().body(), &body.as_bytes()[..1024]);
    assert!(!format!("{error:?}").contains("xxx"), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_timeout_of_the_call_has_what_had_come_of_the_last_answer() {
    let transport = InMemory::new([stall(200, "first"), stall(200, "second")]);
    let client = client(&transport);
    let call = client.call(&ListNumbers::complete()).timeout(Duration::from_secs(10));
    let error = call.await.unwrap_err();
    assert_eq!(error.to_string(), "the call took longer than 10s (HTTP 200) [request id R]");
    let Error::Timeout(error) = error else { panic!("{error:?}") };
    assert_eq!(error.response().unwrap().body(), b"second");
    let Some(Error::Timeout(before)) = error.last_error() else { panic!("{error:?}") };
    assert_eq!(before.response().unwrap().body(), b"first");
}

#[tokio::test(start_paused = true)]
async fn a_timeout_before_the_next_answer_has_nothing_of_the_one_before() {
    let transport = InMemory::new([stall(200, "first"), Outcome::Silence]);
    let client = client(&transport);
    let call = client.call(&ListNumbers::complete()).timeout(Duration::from_secs(10));
    let error = call.await.unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), error.http_status()),
        ("the call took longer than 10s", None)
    );
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_stalls_is_still_that_failure() {
    let throttled = stall(429, "{\"Code\":\"Thr");
    let transport = InMemory::new([throttled.clone(), answer(200, "{}")]);
    client(&transport).call(&write()).await.unwrap();
    assert_eq!(transport.requests().len(), 2, "throttling is always harmless to repeat");

    let transport = InMemory::new([stall(502, "<html>")]);
    let error = client(&transport).call(&write()).await.unwrap_err();
    let Error::Service(error) = error else { panic!("{error:?}") };
    assert_eq!((error.http_status(), error.body_start()), (502, "<html>"));
    assert_eq!(error.request_id(), Some("R"));
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_the_answer_repeats_is_not_kept() {
    let transport = InMemory::new([stall(200, &format!("you sent {TOKEN}"))]);
    let temporary = Credentials::new("id", "secret").with_security_token(TOKEN);
    let builder = TestClient::builder().transport(transport).credentials(temporary);
    let client = builder.retry(RetryPolicy::off()).build().unwrap().runtime;
    for call in [client.call(&write()), client.call(&write()).timeout(Duration::from_secs(1))] {
        let Error::Timeout(error) = call.await.unwrap_err() else { panic!("no timeout") };
        let body = String::from_utf8_lossy(error.response().unwrap().body()).into_owned();
        assert_eq!(body, "you sent <redacted>");
    }
}

#[tokio::test]
async fn a_token_that_an_answer_repeats_before_it_breaks_off_is_not_kept() {
    let part = format!("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nyou sent {TOKEN}");
    let server = Server::start(move |_| Reaction::Close(part.clone().into()));
    let temporary = Credentials::new("id", "secret").with_security_token(TOKEN);
    let client = TestClient::builder().endpoint(server.url()).credentials(temporary);
    let error = client.build().unwrap().runtime.call(&write()).await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.response().unwrap().body(), b"you sent <redacted>");
}

/// The same over a socket. The future is polled until the part has come, however long that takes.
#[tokio::test]
async fn the_http_transport_notes_what_has_come() {
    let part = "HTTP/1.1 200 OK\r\nx-acs-request-id: R\r\ncontent-length: 99\r\n\r\n{\"Co";
    let server = Server::start(move |_| Reaction::Stall(part.into()));
    let signed = InMemory::answering(200, "{}");
    let builder = TestClient::builder().endpoint(server.url()).transport(signed.clone());
    builder.build().unwrap().runtime.call(&write()).await.unwrap();
    let request = signed.requests().remove(0);

    let transport = std::sync::Arc::new(HttpTransport::new(&HttpSettings::default()).unwrap());
    let partial = PartialResponse::new();
    let mut sending = transport.send_noting(request, &partial);
    let whole = |response: &HttpResponse| response.body() == b"{\"Co";
    while !partial.so_far().is_some_and(|response| whole(&response)) {
        tokio::select! {
            biased;
            ended = &mut sending => panic!("{ended:?}"),
            () = tokio::task::yield_now() => {}
        }
    }
    drop(sending);
    let response = partial.take().unwrap();
    assert_eq!((response.status(), response.header("x-acs-request-id")), (200, Some("R")));
}
