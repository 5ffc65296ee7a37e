//! Operations and parameters that no generated code knows.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::collections::BTreeMap;

use aliyun_runtime::encode::Place;
use aliyun_runtime::{Error, Value};
use support::client::{ListNumbers, TestClient};
use support::in_memory::{InMemory, answer};

fn client(transport: &InMemory) -> aliyun_runtime::Client {
    TestClient::builder().transport(transport.clone()).build().unwrap().runtime
}

#[tokio::test]
async fn an_action_is_sent_signed_and_read_as_json() {
    let transport = InMemory::answering(200, r#"{"Code":"OK","Data":{"List":[1,"2"]}}"#);
    let answer = client(&transport)
        .action("ListThings")
        .version("2017-07-05")
        .parameter(Place::Query, "Tag", vec![BTreeMap::from([("Key".to_owned(), "a b")])])
        .parameters(Place::Query, BTreeMap::from([("A".to_owned(), 1), ("B".to_owned(), 2)]))
        .await
        .unwrap();
    assert_eq!(answer["Data"]["List"][1], "2");
    let sent = transport.requests().remove(0);
    assert_eq!(sent.method, "POST");
    assert_eq!(sent.url, "https://ccc.cn-shanghai.aliyuncs.com/?A=1&B=2&Tag.1.Key=a%20b");
    assert_eq!(sent.header("x-acs-action"), Some("ListThings"));
    assert_eq!(sent.header("x-acs-version"), Some("2017-07-05"));
    assert!(sent.header("authorization").unwrap().starts_with("ACS3-HMAC-SHA256 Credential="));
}

#[tokio::test]
async fn an_action_can_be_of_the_other_style_and_answer_with_any_json() {
    let transport = InMemory::new([answer(200, "[1]"), answer(204, "")]);
    let client = client(&transport);
    let call = || {
        let call = client.action("DescribeThings").at("PUT", "/things/{Id}");
        call.parameter(Place::Path, "Id", "a/b").parameter(Place::Body, "Name", "中")
    };
    assert_eq!(call().await.unwrap(), Value::from(vec![1]));
    assert_eq!(call().await.unwrap(), Value::Null);
    let sent = transport.requests().remove(0);
    assert_eq!(sent.method, "PUT");
    assert_eq!(sent.url, "https://ccc.cn-shanghai.aliyuncs.com/things/a%2Fb");
    assert_eq!(sent.body, r#"{"Name":"中"}"#.as_bytes());
}

#[tokio::test]
async fn an_action_fails_as_every_call_does() {
    let transport = InMemory::answering(200, r#"{"Code":"NotExists","RequestId":"R"}"#);
    let error = client(&transport).action("GetThing").await.unwrap_err();
    assert_eq!(error.to_string(), "NotExists (HTTP 200) [request id R]");
    let error = client(&transport).action("GetThing").at("GET", "/{Id}").await.unwrap_err();
    assert!(matches!(error, Error::MissingParameters(_)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn an_action_is_sent_again_if_it_reads_or_has_a_token() {
    let sent = async |change: fn(aliyun_runtime::ActionCall) -> aliyun_runtime::ActionCall| {
        let transport = InMemory::answering(503, "");
        change(client(&transport).action("Thing")).await.unwrap_err();
        transport.requests()
    };
    assert_eq!(sent(|call| call).await.len(), 1);
    assert_eq!(sent(|call| call.is_read(true)).await.len(), 3);
    let with_token = sent(|call| call.token(Place::Query, "ClientToken")).await;
    assert_eq!(with_token.len(), 3);
    assert!(with_token[0].url.contains("/?ClientToken="));
    assert!(with_token.iter().all(|request| request.url == with_token[0].url));
}

#[tokio::test]
async fn every_request_takes_further_parameters() {
    let transport = InMemory::answering(200, "{}");
    let call = client(&transport).call(&ListNumbers::complete());
    call.parameter(Place::Query, "New", vec!["x"])
        .parameter(Place::Header, "x-acs-new", "y")
        .parameter(Place::Query, "UserId", "another")
        .await
        .unwrap();
    let sent = transport.requests().remove(0);
    let expected =
        "https://ccc.cn-shanghai.aliyuncs.com/?InstanceId=ccc-test&New.1=x&UserId=another";
    assert_eq!(sent.url, expected);
    assert!(sent.header("authorization").unwrap().contains(";x-acs-new;"));
}

#[tokio::test]
async fn a_further_parameter_can_be_one_that_was_missing() {
    let transport = InMemory::answering(200, "{}");
    let request = ListNumbers { user_id: None, ..ListNumbers::complete() };
    let call = client(&transport).call(&request);
    call.parameter(Place::Query, "UserId", "late").await.unwrap();
    assert!(transport.requests()[0].url.ends_with("&UserId=late"));
}
