//! The transport over a real connection, to a server in this process.

#![cfg(feature = "http")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use aliyun_runtime::error::{TransportErrorKind, UnreadableCause};
use aliyun_runtime::{ClientBuilder, Error, RetryPolicy, ServiceError};
use support::client::{ListNumbers, Numbers, TestClient, UpdateThing};
use support::server::{Reaction, Server};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

fn server(status: u16, body: &str) -> Server {
    Server::reacting([Reaction::answer(status, "x-acs-request-id: in-header\r\n", body)])
}

fn builder(server: &Server) -> ClientBuilder<TestClient> {
    TestClient::builder().retry(RetryPolicy::off()).endpoint(server.url())
}

async fn call(server: &Server) -> Result<Numbers, Error> {
    builder(server).build().unwrap().runtime.call(&ListNumbers::complete()).await
}

async fn failure(status: u16, body: &str) -> ServiceError {
    match call(&server(status, body)).await {
        Err(Error::Service(error)) => error,
        other => panic!("no failure of the service: {other:?}"),
    }
}

fn only_head(server: &Server) -> String {
    let requests = server.requests();
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    request.head.clone()
}

#[tokio::test]
async fn a_success_is_read() {
    let server = server(200, r#"{"Code":"OK","List":[{"Number":"1"}]}"#);
    let answer = call(&server).await.unwrap();
    assert_eq!(answer.list.len(), 1);
    assert_eq!(answer.metadata.request_id(), Some("in-header"));
    let head = only_head(&server).to_lowercase();
    assert!(head.starts_with("post /?instanceid=ccc-test&userid=user%40ccc-test http/1.1\r\n"));
    let host = server.url().strip_prefix("http://").unwrap();
    for line in [format!("host: {host}"), "content-length: 0".to_owned()] {
        assert_eq!(head.matches(&format!("\r\n{line}\r\n")).count(), 1, "{line} in {head}");
    }
    assert!(!head.contains("content-type:"), "{head}");
}

#[tokio::test]
async fn a_path_arrives_as_it_was_signed() {
    let server = server(200, "{}");
    let request =
        UpdateThing { thing_id: Some("a/b *~+中".to_owned()), force: None, labels: None };
    builder(&server).build().unwrap().runtime.call(&request).await.unwrap();
    let head = only_head(&server);
    let expected = "PUT /v2/things/a%2Fb%20%2A~%2B%E4%B8%AD/labels HTTP/1.1\r\n";
    assert!(head.starts_with(expected), "{head}");
}

#[tokio::test]
async fn a_json_error_is_the_services() {
    let body = r#"{"RequestId":"R","Code":"NotExists.InstanceId","Message":"No such instance"}"#;
    let error = failure(404, body).await;
    let expected = "NotExists.InstanceId (HTTP 404): No such instance [request id R]";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_failure_in_http_200_is_the_services() {
    let body = r#"{"RequestId":"R","Code":"NotExists","HttpStatusCode":404,"Message":"No"}"#;
    let error = failure(200, body).await;
    assert_eq!((error.http_status(), error.body_status()), (200, Some(404)));
}

#[tokio::test]
async fn errors_that_are_no_json_keep_status_and_body() {
    let xml = "<Error><RequestId>R</RequestId><Code>InvalidVersion</Code></Error>";
    let error = failure(400, xml).await;
    assert_eq!((error.code(), error.request_id()), ("InvalidVersion", Some("R")));
    let html = "<html><body>Bad Gateway</body></html>";
    let error = failure(502, html).await;
    assert_eq!((error.http_status(), error.message()), (502, html));
    let error = failure(500, "").await;
    assert_eq!(error.to_string(), "HTTP 500 [request id in-header]");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_success_that_is_no_json_is_unreadable() {
    let error = call(&server(200, "<html>busy</html>")).await.unwrap_err();
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert!(matches!(error.cause(), UnreadableCause::NoJson(_)));
    assert_eq!((error.http_status(), error.body_start()), (200, "<html>busy</html>"));
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
