//! The transport over a real connection, to a server in this process.

#![cfg(feature = "http")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::error::Error as _;
use std::time::Duration;

use aliyun_runtime::error::{TimeoutScope, TransportErrorKind, UnreadableCause};
use aliyun_runtime::{ClientBuilder, Error, RetryPolicy, ServiceError};
use support::client::{ListNumbers, Numbers, TestClient, UpdateThing};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

/// A server that takes one request per connection.
struct Server {
    endpoint: String,
    heads: UnboundedReceiver<String>,
}

impl Server {
    /// Gives each request this answer, word for word, and closes.
    async fn answering(answer: String) -> Self {
        Self::start(Some(answer)).await
    }

    /// Takes requests and says nothing, with the connection left open.
    async fn silent() -> Self {
        Self::start(None).await
    }

    async fn start(answer: Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let (seen, heads) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answer.clone(), seen.clone()));
            }
        });
        Self { endpoint, heads }
    }

    fn builder(&self) -> ClientBuilder<TestClient> {
        TestClient::builder().retry(RetryPolicy::off()).endpoint(&self.endpoint)
    }

    async fn call(&self) -> Result<Numbers, Error> {
        self.builder().build().unwrap().runtime.call(&ListNumbers::complete()).await
    }

    async fn failure(&self) -> ServiceError {
        match self.call().await {
            Err(Error::Service(error)) => error,
            other => panic!("no failure of the service: {other:?}"),
        }
    }
}

async fn serve(mut stream: TcpStream, answer: Option<String>, seen: UnboundedSender<String>) {
    let mut bytes = Vec::new();
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
            return;
        }
    }
    seen.send(String::from_utf8(bytes).unwrap()).unwrap();
    match answer {
        Some(answer) => stream.write_all(answer.as_bytes()).await.unwrap(),
        None => std::future::pending().await,
    }
}

fn answer(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Status\r\n{headers}content-length: {length}\r\nconnection: close\r\n\
         x-acs-request-id: in-header\r\n\r\n{body}"
    )
}

async fn server(status: u16, body: &str) -> Server {
    Server::answering(answer(status, "", body)).await
}

#[tokio::test]
async fn a_success_is_read() {
    let mut server = server(200, r#"{"Code":"OK","List":[{"Number":"1"}]}"#).await;
    let answer = server.call().await.unwrap();
    assert_eq!(answer.list.len(), 1);
    assert_eq!(answer.metadata.request_id(), Some("in-header"));
    let head = server.heads.recv().await.unwrap().to_lowercase();
    assert!(head.starts_with("post /?instanceid=ccc-test&userid=user%40ccc-test http/1.1\r\n"));
    let host = server.endpoint.strip_prefix("http://").unwrap();
    for line in [format!("host: {host}"), "content-length: 0".to_owned()] {
        assert_eq!(head.matches(&format!("\r\n{line}\r\n")).count(), 1, "{line} in {head}");
    }
    assert!(!head.contains("content-type:"), "{head}");
}

#[tokio::test]
async fn a_path_arrives_as_it_was_signed() {
    let mut server = server(200, "{}").await;
    let request =
        UpdateThing { thing_id: Some("a/b *~+中".to_owned()), force: None, labels: None };
    server.builder().build().unwrap().runtime.call(&request).await.unwrap();
    let head = server.heads.recv().await.unwrap();
    let expected = "PUT /v2/things/a%2Fb%20%2A~%2B%E4%B8%AD/labels HTTP/1.1\r\n";
    assert!(head.starts_with(expected), "{head}");
}

#[tokio::test]
async fn a_json_error_is_the_services() {
    let body = r#"{"RequestId":"R","Code":"NotExists.InstanceId","Message":"No such instance"}"#;
    let error = server(404, body).await.failure().await;
    let expected = "NotExists.InstanceId (HTTP 404): No such instance [request id R]";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_failure_in_http_200_is_the_services() {
    let body = r#"{"RequestId":"R","Code":"NotExists","HttpStatusCode":404,"Message":"No"}"#;
    let error = server(200, body).await.failure().await;
    assert_eq!((error.http_status(), error.body_status()), (200, Some(404)));
}

#[tokio::test]
async fn errors_that_are_no_json_keep_status_and_body() {
    let xml = "<Error><RequestId>R</RequestId><Code>InvalidVersion</Code></Error>";
    let error = server(400, xml).await.failure().await;
    assert_eq!((error.code(), error.request_id()), ("InvalidVersion", Some("R")));
    let html = "<html><body>Bad Gateway</body></html>";
    let error = server(502, html).await.failure().await;
    assert_eq!((error.http_status(), error.message()), (502, html));
    let error = server(500, "").await.failure().await;
    assert_eq!(error.to_string(), "HTTP 500 [request id in-header]");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_success_that_is_no_json_is_unreadable() {
    let error = server(200, "<html>busy</html>").await.call().await.unwrap_err();
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert!(matches!(error.cause(), UnreadableCause::NoJson(_)));
    assert_eq!((error.http_status(), error.body_start()), (200, "<html>busy</html>"));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let mut goal = server(200, "{}").await;
    let location = format!("location: {}/\r\n", goal.endpoint);
    let error = Server::answering(answer(302, &location, "{}")).await.failure().await;
    assert_eq!(error.http_status(), 302);
    assert!(error.message().contains(&goal.endpoint), "{error}");
    assert!(goal.heads.try_recv().is_err());
}

#[tokio::test]
async fn no_answer_in_time_is_a_timeout() {
    let server = Server::silent().await;
    let limit = Duration::from_millis(100);
    let client = server.builder().attempt_timeout(limit).build().unwrap();
    let error = client.runtime.call(&ListNumbers::complete()).await.unwrap_err();
    let Error::Timeout(timeout) = error else { panic!("{error:?}") };
    assert_eq!((timeout.scope(), timeout.limit()), (TimeoutScope::Attempt, limit));
}

#[tokio::test]
async fn an_answer_that_is_cut_off_is_interrupted() {
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"Code\":\"OK\"";
    for answer in [cut, ""] {
        let error = Server::answering(answer.to_owned()).await.call().await.unwrap_err();
        let Error::Transport(error) = &error else { panic!("{error:?}") };
        assert_eq!(error.kind(), TransportErrorKind::Interrupted);
        assert!(error.source().is_some());
    }
}

#[tokio::test]
async fn nobody_there_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let builder = TestClient::builder().retry(RetryPolicy::off());
    let client = builder.endpoint(endpoint).build().unwrap();
    let error = client.runtime.call(&ListNumbers::complete()).await.unwrap_err();
    let Error::Transport(error) = &error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_with_and_without_a_length() {
    let body = format!("{{\"Code\":\"{}\"}}", "x".repeat(100));
    let no_length = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}");
    for answer in [answer(200, "", &body), no_length] {
        let server = Server::answering(answer).await;
        let client = server.builder().max_response_bytes(64).build().unwrap();
        let error = client.runtime.call(&ListNumbers::complete()).await.unwrap_err();
        let Error::Transport(error) = error else { panic!("{error:?}") };
        assert_eq!(error.kind(), TransportErrorKind::TooLarge);
        assert_eq!(error.to_string(), "the answer is larger than 64 bytes (HTTP 200)");
        assert_eq!(error.response().unwrap().body().len(), 64);
    }
}

#[tokio::test]
async fn plain_text_where_tls_is_meant_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        std::future::pending::<()>().await;
    });
    let builder = TestClient::builder().retry(RetryPolicy::off());
    let client = builder.endpoint(endpoint).build().unwrap();
    let error = client.runtime.call(&ListNumbers::complete()).await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
}
