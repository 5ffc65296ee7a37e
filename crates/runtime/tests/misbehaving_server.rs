//! What becomes of calls to a server that does everything wrong, over real connections.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::time::Duration;

use aliyun_runtime::error::{TimeoutScope, TransportErrorKind, UnreadableCause};
use aliyun_runtime::{Client, Error};
use support::client::{ListNumbers, UpdateThing};
use support::server::{Reaction, Received, Server, message};
use support::waits::Waits;
use tokio::sync::Notify;

fn client(server: &Server) -> Client {
    client_waiting(server, &Waits::default())
}

fn client_waiting(server: &Server, waits: &Waits) -> Client {
    waits.builder().endpoint(server.url()).build().unwrap().runtime
}

fn read() -> ListNumbers {
    ListNumbers::complete()
}

fn write() -> UpdateThing {
    UpdateThing { thing_id: Some("t".to_owned()), force: None, labels: None }
}

fn assert_is_interrupted(error: &Error) {
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Interrupted, "{error}");
}

/// Ways to end a connection in the midst of an exchange.
fn breaks() -> [Reaction; 6] {
    let partial = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"Code\"".to_vec();
    let half_a_head = b"HTTP/1.1 200 OK\r\ncontent-le".to_vec();
    let bad_chunk =
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n".to_vec();
    [
        Reaction::Reset(Vec::new()),
        Reaction::Close(Vec::new()),
        Reaction::Close(half_a_head),
        Reaction::Close(partial.clone()),
        Reaction::Reset(partial),
        Reaction::Close(bad_chunk),
    ]
}

#[tokio::test]
async fn a_read_whose_connection_breaks_is_sent_again() {
    for reaction in breaks() {
        let server = Server::reacting([reaction.clone(), reaction.clone(), Reaction::ok()]);
        client(&server).call(&read()).await.unwrap();
        assert_eq!(server.requests().len(), 3, "{reaction:?}");
    }
}

#[tokio::test]
async fn a_write_whose_connection_breaks_is_not() {
    for reaction in breaks() {
        let server = Server::reacting([reaction.clone()]);
        assert_is_interrupted(&client(&server).call(&write()).await.unwrap_err());
        assert_eq!(server.requests().len(), 1, "{reaction:?}");
    }
}

#[tokio::test]
async fn a_success_that_breaks_off_keeps_its_status_and_the_start_of_its_body() {
    let bytes = b"HTTP/1.1 200 OK\r\nx-acs-request-id: R\r\ncontent-length: 99\r\n\r\n{\"Co";
    let server = Server::reacting([Reaction::Close(bytes.to_vec())]);
    let error = client(&server).call(&write()).await.unwrap_err();
    assert_eq!((error.http_status(), error.request_id()), (Some(200), Some("R")));
    let line = error.to_string();
    assert!(line.starts_with("the connection broke before the answer was whole (HTTP 200): "));
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.response().unwrap().body(), b"{\"Co");
}

#[tokio::test]
async fn a_failure_that_breaks_off_is_still_that_failure() {
    for head in
        ["content-length: 99\r\n\r\n<html>", "transfer-encoding: chunked\r\n\r\n6\r\n<html>"]
    {
        let bytes = format!("HTTP/1.1 502 Bad Gateway\r\n{head}");
        let server = Server::reacting([Reaction::Close(bytes.into())]);
        let error = client(&server).call(&write()).await.unwrap_err();
        let Error::Service(error) = error else { panic!("{error:?}") };
        assert_eq!((error.http_status(), error.body_start()), (502, "<html>"));
    }
}

/// Places where an answer can come to a halt.
const STALLS: [&str; 3] = [
    "",
    "HTTP/1.1 200 OK\r\ncontent-le",
    "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"Code\"",
];

#[tokio::test]
async fn an_answer_that_stalls_ends_with_the_time_of_the_attempt() {
    for stall in STALLS {
        let waits = Waits::default();
        let stalled = waits.clone();
        let react = move |_: &_| Reaction::Stall(stall.into());
        let server = Server::telling(react, move || stalled.end_attempt());
        let error = client_waiting(&server, &waits).call(&write()).await.unwrap_err();
        let Error::Timeout(error) = error else { panic!("{error:?}") };
        assert_eq!(error.scope(), TimeoutScope::Attempt);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_read_that_stalls_is_sent_again() {
    for stall in STALLS {
        let waits = Waits::default();
        let stalled = waits.clone();
        let react = move |request: &Received| match request.number {
            0 => Reaction::Stall(stall.into()),
            _ => Reaction::ok(),
        };
        let told = std::sync::Once::new();
        let server = Server::telling(react, move || told.call_once(|| stalled.end_attempt()));
        client_waiting(&server, &waits).call(&read()).await.unwrap();
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn an_interim_answer_is_passed_over() {
    let server = Server::reacting([Reaction::AnswerAndClose(
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\
          content-length:   2  \r\n\r\n{}"
            .to_vec(),
    )]);
    client(&server).call(&write()).await.unwrap();
}

#[tokio::test]
async fn a_burst_of_failures_is_outlasted_by_reads_alone() {
    for status in [500, 502, 503, 504] {
        let burst = [Reaction::answer(status, "", "<html>"), Reaction::answer(status, "", "")];
        let [first, second] = burst;
        let server = Server::reacting([first, second, Reaction::ok()]);
        client(&server).call(&read()).await.unwrap();
        assert_eq!(server.requests().len(), 3);
        assert_eq!(server.connections(), 1, "the connection is kept over failures");

        let server = Server::reacting([Reaction::answer(status, "", ""), Reaction::ok()]);
        let error = client(&server).call(&write()).await.unwrap_err();
        assert_eq!(error.http_status(), Some(status));
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn throttling_is_waited_for_as_long_as_the_server_says() {
    let body = r#"{"Code":"Throttling.Api"}"#;
    let throttled = Reaction::answer(400, "x-acs-retry-after: 25\r\n", body);
    let silently = Reaction::answer(503, "", body);
    let (server, waits) =
        (Server::reacting([throttled, silently, Reaction::ok()]), Waits::default());
    client_waiting(&server, &waits).call(&write()).await.unwrap();
    let [said, random] = waits.between().try_into().unwrap();
    assert_eq!(said, Duration::from_millis(25));
    assert!(random < Duration::from_secs(1), "{random:?}");
}

#[tokio::test]
async fn a_body_that_is_compressed_is_named_so() {
    let gzip =
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\n\x1f\x8b\x08";
    let server = Server::reacting([Reaction::Close(gzip.to_vec())]);
    let error = client(&server).call(&read()).await.unwrap_err();
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert!(matches!(error.cause(), UnreadableCause::Compressed(way) if way == "gzip"));
    assert_eq!(server.requests().len(), 1);
    assert!(server.requests()[0].head.contains("accept-encoding: identity\r\n"));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let server = Server::reacting([Reaction::answer(status, "location: /else\r\n", "")]);
        let error = client(&server).call(&read()).await.unwrap_err();
        assert_eq!(error.http_status(), Some(status));
        assert!(error.to_string().ends_with("this one leads to /else"), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_and_its_status_kept() {
    let body = "x".repeat(5000);
    let chunks = format!("transfer-encoding: chunked\r\n\r\n1388\r\n{body}\r\n0\r\n\r\n");
    let lied = format!("content-length: 99999999999\r\n\r\n{body}");
    for rest in [chunks, lied] {
        // A client that reads the rest of a body to its end would keep the connection else.
        let react = move |status: u16| {
            let head = format!("HTTP/1.1 {status} S\r\nconnection: close\r\n");
            Reaction::Close(format!("{head}{rest}").into())
        };
        let server = Server::reacting([react(200), react(500)]);
        let builder = Waits::default().builder().endpoint(server.url());
        let client = builder.max_response_bytes(2000).build().unwrap().runtime;
        let error = client.call(&write()).await.unwrap_err();
        assert_eq!(error.to_string(), "the answer is larger than 2000 bytes (HTTP 200)");
        assert_eq!(error.http_status(), Some(200));
        let error = client.call(&write()).await.unwrap_err();
        let Error::Service(error) = error else { panic!("{error:?}") };
        assert_eq!((error.http_status(), error.body_start().len()), (500, 1024));
    }
}

#[tokio::test]
async fn a_kept_connection_that_the_server_closed_harms_nobody() {
    let closed = std::sync::Arc::new(Notify::new());
    let tell = std::sync::Arc::clone(&closed);
    let answer = message(200, "", "{}");
    let react = move |_: &_| Reaction::AnswerAndClose(answer.clone());
    let server = Server::telling(react, move || tell.notify_one());
    let client = client(&server);
    for sent in 1..=3 {
        client.call(&write()).await.unwrap();
        closed.notified().await;
        assert_eq!((server.requests().len(), server.connections()), (sent, sent));
    }
}

#[tokio::test]
async fn a_kept_connection_that_is_closed_over_a_write_does_not_double_it() {
    let server = Server::reacting([Reaction::ok(), Reaction::Close(Vec::new())]);
    let client = client(&server);
    client.call(&write()).await.unwrap();
    assert_is_interrupted(&client.call(&write()).await.unwrap_err());
    assert_eq!((server.requests().len(), server.connections()), (2, 1));
}

#[tokio::test]
async fn a_call_that_is_dropped_closes_its_connection() {
    let stalled = std::sync::Arc::new(Notify::new());
    let tell = std::sync::Arc::clone(&stalled);
    let server = Server::telling(|_| Reaction::Stall(Vec::new()), move || tell.notify_one());
    let client = client(&server);
    let call = tokio::spawn(client.call(&write()));
    stalled.notified().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    // The server tells that the client has left.
    stalled.notified().await;
    assert_eq!(server.requests().len(), 1);
}
