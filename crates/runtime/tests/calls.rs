//! Whole calls over a transport in memory, at a fixed time with a fixed nonce.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use aliyun_runtime::error::TimeoutScope;
use aliyun_runtime::{Credentials, Error, Network, RetryPolicy};
use support::client::{ListNumbers, NONCE, SECRET, TOKEN, TestClient, UpdateThing, fixed_stamp};
use support::in_memory::InMemory;

fn client(transport: &InMemory) -> TestClient {
    TestClient::builder().transport(transport.clone()).stamps(fixed_stamp()).build().unwrap()
}

#[tokio::test]
async fn an_rpc_call_is_sent_signed_and_read() {
    let transport = InMemory::answering(
        200,
        r#"{"Code":"OK","RequestId":"R","List":{"Number":[{"Number":123}]},"TotalCount":"1"}"#,
    );
    let request = ListNumbers {
        page_size: Some(10),
        skill_groups: Some(vec!["a b".to_owned()]),
        ..ListNumbers::complete()
    };
    let answer = client(&transport).runtime.call(&request).await.unwrap();
    assert_eq!(answer.list[0].number.as_deref(), Some("123"));
    assert_eq!(answer.total, Some(1));
    assert_eq!(answer.metadata.request_id(), Some("R"));
    assert_eq!(answer.metadata.http_status(), 200);

    let requests = transport.requests();
    let [sent] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(sent.method, "POST");
    assert_eq!(
        sent.url,
        "https://ccc.cn-shanghai.aliyuncs.com/?InstanceId=ccc-test&PageSize=10\
         &SkillGroupIdList=%5B%22a%20b%22%5D&UserId=user%40ccc-test"
    );
    assert!(sent.body.is_empty());
    for (name, value) in [
        ("host", "ccc.cn-shanghai.aliyuncs.com"),
        ("x-acs-action", "ListNumbers"),
        ("x-acs-version", "2020-07-01"),
        ("x-acs-date", "2026-01-02T03:04:05Z"),
        ("x-acs-signature-nonce", NONCE),
        ("accept", "application/json"),
    ] {
        assert_eq!(sent.header(name), Some(value));
    }
    assert_eq!(sent.header("content-type"), None);
    assert!(sent.header("user-agent").unwrap().starts_with("AlibabaCloud ("));
    let signed = sent.header("authorization").unwrap();
    let start = "ACS3-HMAC-SHA256 Credential=test-id,SignedHeaders=host;x-acs-action;\
                 x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=";
    assert!(signed.starts_with(start), "{signed}");
}

#[tokio::test]
async fn the_body_is_kept_on_demand() {
    let body = r#"{ "Code": "OK", "New": [1] }"#;
    let transport = InMemory::answering(200, body);
    let call = || client(&transport).runtime.call(&ListNumbers::complete());
    assert_eq!(call().await.unwrap().metadata.body(), None);
    let answer = call().keep_body().await.unwrap();
    assert_eq!(answer.metadata.body(), Some(body.as_bytes()));
    assert!(!format!("{answer:?}").contains("New"), "{answer:?}");
}

#[tokio::test]
async fn a_roa_call_has_path_query_and_json_body() {
    let transport = InMemory::answering(204, "");
    let request = UpdateThing {
        thing_id: Some("a/b".to_owned()),
        force: Some(true),
        labels: Some(vec!["中".to_owned()]),
    };
    let metadata = client(&transport).runtime.call(&request).await.unwrap();
    assert_eq!((metadata.http_status(), metadata.request_id()), (204, Some("in-header")));
    let sent = transport.requests().remove(0);
    assert_eq!(sent.method, "PUT");
    let expected = "https://ccc.cn-shanghai.aliyuncs.com/v2/things/a%2Fb/labels?Force=true";
    assert_eq!(sent.url, expected);
    assert_eq!(sent.body, r#"{"Labels":["中"]}"#.as_bytes());
}

#[tokio::test]
async fn a_call_that_lacks_parameters_names_them_and_sends_nothing() {
    let transport = InMemory::answering(200, "{}");
    let error = client(&transport).runtime.call(&ListNumbers::default()).await.unwrap_err();
    let expected = "required parameters `InstanceId`, `UserId` are not set";
    assert_eq!(error.to_string(), expected);
    let Error::MissingParameters(missing) = error else { panic!("{error:?}") };
    assert_eq!(missing.names(), ["InstanceId", "UserId"]);
    assert!(transport.requests().is_empty());
}

#[test]
fn a_call_can_be_spawned() {
    fn assert_spawns<T: Future + Send + Unpin + 'static>(_: &T) {}
    assert_spawns(&client(&InMemory::silent()).runtime.call(&ListNumbers::complete()));
}

#[tokio::test]
async fn nothing_is_sent_before_the_call_is_awaited() {
    let transport = InMemory::answering(200, "{}");
    let call = client(&transport).runtime.call(&ListNumbers::complete());
    assert_eq!(format!("{call:?}"), r#"Call { action: "ListNumbers", .. }"#);
    drop(call);
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn temporary_credentials_send_their_token() {
    let transport = InMemory::answering(200, "{}");
    let client = TestClient::builder()
        .credentials(Credentials::new("test-id", SECRET).with_security_token(TOKEN))
        .transport(transport.clone())
        .build()
        .unwrap();
    client.runtime.call(&ListNumbers::complete()).await.unwrap();
    let sent = transport.requests().remove(0);
    assert_eq!(sent.header("x-acs-security-token"), Some(TOKEN));
    assert_eq!(sent.header("x-acs-accesskey-id"), Some("test-id"));
    let signed = sent.header("authorization").unwrap();
    assert!(signed.contains("x-acs-accesskey-id;") && signed.contains("x-acs-security-token;"));
}

#[tokio::test]
async fn each_attempt_has_its_own_nonce() {
    let transport = InMemory::answering(200, "{}");
    let client = TestClient::builder().transport(transport.clone()).build().unwrap();
    for _ in 0..2 {
        client.runtime.call(&ListNumbers::complete()).await.unwrap();
    }
    let requests = transport.requests();
    let nonce = |at: usize| requests[at].header("x-acs-signature-nonce").unwrap().to_owned();
    assert_ne!(nonce(0), nonce(1));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_has_its_limit() {
    let client = TestClient::builder()
        .transport(InMemory::silent())
        .retry(RetryPolicy::off())
        .attempt_timeout(Duration::from_secs(7))
        .build()
        .unwrap();
    let error = client.runtime.call(&ListNumbers::complete()).await.unwrap_err();
    assert_eq!(error.to_string(), "no answer within 7s");
    let Error::Timeout(timeout) = &error else { panic!("{error:?}") };
    assert_eq!(timeout.scope(), TimeoutScope::Attempt);
    assert!(error.is_retryable());
}

#[tokio::test(start_paused = true)]
async fn a_call_has_its_limit() {
    let client = TestClient::builder()
        .transport(InMemory::silent())
        .timeout(Duration::from_secs(3))
        .build()
        .unwrap();
    let error = client.runtime.call(&ListNumbers::complete()).await.unwrap_err();
    assert_eq!(error.to_string(), "the call took longer than 3s");
    let Error::Timeout(timeout) = error else { panic!("{error:?}") };
    assert_eq!((timeout.scope(), timeout.limit()), (TimeoutScope::Call, Duration::from_secs(3)));
}

#[test]
fn outside_of_tokio_a_call_is_an_error_and_no_panic() {
    let transport = InMemory::answering(200, "{}");
    let mut call = pin!(client(&transport).runtime.call(&ListNumbers::complete()));
    let Poll::Ready(result) = call.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("not ready")
    };
    let error = result.unwrap_err();
    assert!(error.to_string().contains("not awaited on a Tokio runtime"), "{error}");
}

#[test]
fn the_endpoint_is_given_or_follows_from_the_region() {
    let endpoint = |builder: aliyun_runtime::ClientBuilder<TestClient>| {
        builder.transport(InMemory::silent()).build().unwrap().runtime.endpoint().to_string()
    };
    let builder = TestClient::builder;
    assert_eq!(endpoint(builder()), "https://ccc.cn-shanghai.aliyuncs.com");
    assert_eq!(endpoint(builder().region("cn-x")), "https://ccc.cn-x.aliyuncs.com");
    assert_eq!(endpoint(builder().endpoint("http://localhost:1")), "http://localhost:1");
    let from_vpc = endpoint(builder().region("cn-x").network(Network::Vpc));
    assert_eq!(from_vpc, "https://ccc-vpc.cn-x.aliyuncs.com");
}

#[test]
fn a_client_that_cannot_work_is_not_built() {
    let builder = || TestClient::builder().transport(InMemory::silent());
    let no_region = builder().region("").build().unwrap_err();
    assert!(matches!(no_region, Error::Endpoint(_)), "{no_region:?}");
    let no_secret = builder().credentials(Credentials::new("id", "")).build().unwrap_err();
    assert!(matches!(no_secret, Error::Credentials(_)), "{no_secret:?}");
    let no_text = builder().user_agent("\n").build().unwrap_err();
    assert!(matches!(no_text, Error::Configuration(_)), "{no_text:?}");
}
