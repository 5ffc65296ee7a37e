//! Which proxy a request goes through, by an environment in memory and over real connections.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use aliyun_runtime::error::TransportErrorKind;
use aliyun_runtime::{ClientBuilder, Error, RetryPolicy};
use support::client::{ListNumbers, TestClient};
use support::server::{Reaction, Server};
use support::surroundings::Machine;

/// An endpoint that only a proxy could find.
const ELSEWHERE: &str = "http://ccc.invalid";

fn machine(variables: &[(&str, &str)]) -> Machine {
    variables
        .iter()
        .fold(Machine::default(), |machine, (name, value)| machine.with_variable(name, value))
}

fn builder(variables: &[(&str, &str)]) -> ClientBuilder<TestClient> {
    TestClient::builder().environment(machine(variables)).retry(RetryPolicy::off())
}

/// Calls an endpoint, and gives the request line that came to the proxy; none if none came.
async fn line_at_proxy(
    endpoint: &str,
    variables: impl Fn(&str) -> Vec<(&'static str, String)>,
) -> Option<String> {
    let proxy = Server::reacting([Reaction::ok()]);
    let variables = variables(proxy.url());
    let variables: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let client = builder(&variables).endpoint(endpoint).build().unwrap().runtime;
    let result = client.call(&ListNumbers::complete()).await;
    let requests = proxy.requests();
    assert_eq!(result.is_ok(), !requests.is_empty(), "{result:?}");
    let line = requests.first().and_then(|request| request.head.lines().next());
    line.map(|line| line.split('?').next().unwrap().to_owned())
}

#[tokio::test]
async fn the_proxy_of_either_spelling_is_taken() {
    for name in ["HTTP_PROXY", "http_proxy"] {
        let line = line_at_proxy(ELSEWHERE, |url| vec![(name, url.to_owned())]).await;
        assert_eq!(line.as_deref(), Some("POST http://ccc.invalid/"), "{name}");
    }
    let both = |url: &str| {
        let wrong = "http://127.0.0.1:1".to_owned();
        vec![("http_proxy", wrong), ("HTTP_PROXY", url.to_owned())]
    };
    assert!(line_at_proxy(ELSEWHERE, both).await.is_some());
    let bare = |url: &str| vec![("HTTP_PROXY", url.replace("http://", ""))];
    assert!(line_at_proxy(ELSEWHERE, bare).await.is_some());
}

#[tokio::test]
async fn hosts_of_the_list_are_reached_without_it() {
    for list in ["ccc.invalid", "a.b, .invalid", "*"] {
        for name in ["NO_PROXY", "no_proxy"] {
            let variables =
                |url: &str| vec![("HTTP_PROXY", url.to_owned()), (name, list.to_owned())];
            assert_eq!(line_at_proxy(ELSEWHERE, variables).await, None, "{name} {list}");
        }
    }
    let others = |url: &str| vec![("HTTP_PROXY", url.to_owned()), ("NO_PROXY", "ccc".to_owned())];
    assert!(line_at_proxy(ELSEWHERE, others).await.is_some());
}

#[tokio::test]
async fn other_variables_name_no_proxy_for_it() {
    for name in ["ALL_PROXY", "all_proxy", "HTTPS_PROXY"] {
        let line = line_at_proxy(ELSEWHERE, |url| vec![(name, url.to_owned())]).await;
        assert_eq!(line, None, "{name}");
    }
}

#[tokio::test]
async fn an_endpoint_with_tls_is_reached_through_a_tunnel() {
    let refusal = Reaction::Close(b"HTTP/1.1 403 Forbidden\r\n\r\n".to_vec());
    let proxy = Server::reacting([refusal]);
    let with_password = proxy.url().replace("http://", "http://user:hidden-password@");
    let builder = builder(&[("HTTPS_PROXY", &with_password)]).endpoint("https://ccc.invalid");
    assert!(!format!("{builder:?}").contains("hidden-password"));
    let client = builder.build().unwrap().runtime;
    assert!(!format!("{client:?}").contains("hidden-password"));
    let error = client.call(&ListNumbers::complete()).await.unwrap_err();
    let shown = format!("{error:?} {error}");
    assert!(!shown.contains("hidden-password"), "{shown}");
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    let head = &proxy.requests()[0].head;
    assert!(head.starts_with("CONNECT ccc.invalid:443 HTTP/1.1\r\n"), "{head}");
    assert!(head.to_lowercase().contains("proxy-authorization: basic "), "{head}");
}

#[tokio::test]
async fn this_machine_is_reached_without_a_proxy() {
    let server = Server::reacting([Reaction::ok()]);
    let nobody = "http://127.0.0.1:1";
    let client = builder(&[("HTTP_PROXY", nobody)]).endpoint(server.url()).build().unwrap();
    client.runtime.call(&ListNumbers::complete()).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_proxy_that_is_none_is_an_error_of_the_builder() {
    let error = builder(&[("http_proxy", "http://[")]).endpoint(ELSEWHERE).build().unwrap_err();
    assert!(error.to_string().contains("`http_proxy` is no URL of a proxy"), "{error}");
}

#[tokio::test]
async fn the_environment_can_name_the_program() {
    let server = Server::reacting([Reaction::ok()]);
    let client = builder(&[("ALIBABA_CLOUD_USER_AGENT", "my-app/1.0")]).endpoint(server.url());
    client.build().unwrap().runtime.call(&ListNumbers::complete()).await.unwrap();
    let head = server.requests()[0].head.to_lowercase();
    assert!(
        head.contains("user-agent: alibabacloud (") && head.contains(" my-app/1.0\r\n"),
        "{head}"
    );
}
