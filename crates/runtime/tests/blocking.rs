//! Calls that are waited for in programs without async.

#![cfg(feature = "blocking")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use aliyun_runtime::error::TransportErrorKind;
use aliyun_runtime::transport::{HttpRequest, SendFuture, Transport};
use aliyun_runtime::{Error, RetryPolicy};
use support::client::{ListNumbers, TestClient};
use support::in_memory::{InMemory, answer};
use support::server::{Reaction, Server};

fn client(transport: impl Transport) -> aliyun_runtime::Client {
    TestClient::builder().transport(transport).build().unwrap().runtime
}

#[test]
fn a_call_is_waited_for() {
    let transport =
        InMemory::new([answer(200, r#"{"TotalCount":7}"#), answer(404, r#"{"Code":"X"}"#)]);
    let client = client(transport);
    assert_eq!(client.call(&ListNumbers::complete()).wait().unwrap().total, Some(7));
    let error = client.call(&ListNumbers::complete()).wait().unwrap_err();
    assert_eq!(error.service_error().unwrap().code(), "X");
    assert!(client.action("GetThing").wait().is_err());
}

#[test]
fn connections_are_kept_between_calls_that_are_waited_for() {
    let server = Server::start(|_| Reaction::ok());
    let client = TestClient::builder().endpoint(server.url()).build().unwrap().runtime;
    for _ in 0..3 {
        client.call(&ListNumbers::complete()).wait().unwrap();
    }
    assert_eq!((server.requests().len(), server.connections()), (3, 1));
}

#[test]
fn nobody_there_is_an_error_as_everywhere() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let builder = TestClient::builder().retry(RetryPolicy::off());
    let client = builder.endpoint(format!("http://127.0.0.1:{port}")).build().unwrap().runtime;
    let error = client.call(&ListNumbers::complete()).wait().unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
}

#[tokio::test]
async fn waiting_inside_of_async_code_is_no_panic() {
    let transport = InMemory::answering(200, r#"{"TotalCount":7}"#);
    let answer = client(transport).call(&ListNumbers::complete()).wait().unwrap();
    assert_eq!(answer.total, Some(7));
}

#[derive(Debug)]
struct Panicking;

impl Transport for Panicking {
    fn send(&self, _: HttpRequest) -> SendFuture<'_> {
        panic!("a transport that panics")
    }
}

#[test]
fn a_panic_in_a_transport_ends_the_waiting() {
    let error = client(Panicking).call(&ListNumbers::complete()).wait().unwrap_err();
    assert!(error.to_string().contains("the call panicked"), "{error}");
}
