//! Requests and answers as plain values, and what can be asked for beside them.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use std::time::Duration;

use aliyun_ccc_20200701::Client;
use aliyun_ccc_20200701::operation::list_outbound_numbers_of_user::{
    ListOutboundNumbersOfUserRequest, ListOutboundNumbersOfUserResponse,
};
use aliyun_runtime::encode::Place;
use aliyun_runtime::{Credentials, RetryPolicy};
use serde_json::json;
use support::{Answer, KEY_ID, SECRET, Server};

fn answer(status: u16, body: &str) -> Answer {
    Answer::Body(status, "application/json", body.to_owned())
}

fn client(server: &Server) -> Client {
    Client::builder()
        .endpoint(&server.url)
        .credentials(Credentials::new(KEY_ID, SECRET))
        .retry(RetryPolicy::new().base_delay(Duration::ZERO))
        .build()
        .unwrap()
}

/// A complete request, built and taken out of its builder.
fn request(client: &Client) -> ListOutboundNumbersOfUserRequest {
    client
        .list_outbound_numbers_of_user()
        .instance_id("ccc-test")
        .user_id("u")
        .page_number(1)
        .page_size(2)
        .skill_group_id_list(["a"])
        .extra_parameter("New", "x")
        .into_request()
}

/// Two pages with three numbers.
fn pages() -> [Answer; 2] {
    [
        r#"{"Data":{"TotalCount":3,"List":[{"Number":"1"},{"Number":"2"}]}}"#,
        r#"{"Data":{"TotalCount":3,"List":[{"Number":"3"}]}}"#,
    ]
    .map(|body| answer(200, body))
}

#[tokio::test]
async fn items_come_from_all_pages() {
    let server = Server::start_with(pages()).await;
    let client = client(&server);
    // The number of the page is the stream's own.
    let mut items = client
        .list_outbound_numbers_of_user()
        .instance_id("ccc-test")
        .user_id("u")
        .page_size(2)
        .items();
    let mut numbers = Vec::new();
    while let Some(item) = items.next().await {
        numbers.push(item.unwrap().number().unwrap().to_owned());
    }
    assert_eq!(numbers, ["1", "2", "3"]);
    let requests = server.requests().await;
    let asked: Vec<_> = requests.iter().map(|it| it.query("PageNumber")).collect();
    assert_eq!(asked, [Some("1"), Some("2")]);
}

#[tokio::test]
async fn pages_of_a_plain_value_end_with_the_last_item() {
    let server = Server::start_with(pages()).await;
    let client = client(&server);
    let mut pages = client.pages(request(&client));
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().data().list().len());
    }
    assert_eq!(sizes, [2, 1]);
    assert!(server.requests().await.iter().all(|it| it.query("New") == Some("x")));
}

#[tokio::test]
async fn what_only_reads_is_sent_again() {
    let server = Server::start_with([answer(503, ""), answer(200, "{}")]).await;
    let client = client(&server);
    client.send(&request(&client)).await.unwrap();
    assert_eq!(server.requests().await.len(), 2);
}

#[tokio::test]
async fn operations_can_be_called_by_name_alone() {
    let server = Server::start(answer(200, r#"{"Data":{"TotalCount":7}}"#)).await;
    let body = client(&server).call("ListUsers").parameter(Place::Query, "PageSize", 10).await;
    assert_eq!(body.unwrap()["Data"]["TotalCount"], 7);
    let requests = server.requests().await;
    assert_eq!(requests[0].header("x-acs-action"), Some("ListUsers"));
    assert_eq!(requests[0].query("PageSize"), Some("10"));
    // By the rule of the API version, and signed, or the server had refused.
    let server = Server::start(answer(200, r#"{"Code":"NotExists.InstanceId"}"#)).await;
    let error = client(&server).call("ListUsers").await.unwrap_err();
    assert_eq!(error.service_error().unwrap().code(), "NotExists.InstanceId");
}

#[tokio::test]
async fn the_raw_body_is_there_on_demand() {
    let body = r#"{ "New": [1], "Code": "OK" }"#;
    let server = Server::start(answer(200, body)).await;
    let client = client(&server);
    let kept = client.send(&request(&client)).keep_body().await.unwrap();
    assert_eq!(kept.raw_body(), Some(body.as_bytes()));
    assert_eq!(client.send(&request(&client)).await.unwrap().raw_body(), None);
}

#[tokio::test]
async fn builders_are_values() {
    let server = Server::start(answer(200, "{}")).await;
    let builder = client(&server).list_outbound_numbers_of_user().instance_id("i");
    let shown = format!("{:?}", builder.clone());
    assert!(shown.starts_with("ListOutboundNumbersOfUserBuilder { client: "), "{shown}");
    assert!(shown.contains(r#"instance_id: Some("i")"#) && !shown.contains(SECRET), "{shown}");
    assert_eq!(builder.clone().into_request(), builder.into_request());
}

#[tokio::test]
async fn requests_can_be_stored_and_sent_again() {
    let server = Server::start(answer(200, "{}")).await;
    let client = client(&server);
    let request = request(&client);
    let stored = serde_json::to_value(&request).unwrap();
    let expected = json!({
        "InstanceId": "ccc-test", "PageNumber": 1, "PageSize": 2, "UserId": "u",
        "SkillGroupIdList": ["a"], "_extra_parameters": {"New": "x"},
    });
    assert_eq!(stored, expected);
    let restored: ListOutboundNumbersOfUserRequest = serde_json::from_value(stored).unwrap();
    assert_eq!(restored, request);
    client.send(&restored).await.unwrap();
    assert_eq!(server.requests().await[0].query("New"), Some("x"));
    let nothing: ListOutboundNumbersOfUserRequest = serde_json::from_str("{}").unwrap();
    assert_eq!(nothing, ListOutboundNumbersOfUserRequest::default());
}

#[tokio::test]
async fn answers_can_be_stored_and_read_again() {
    let body =
        r#"{"RequestId":"R","Data":{"TotalCount":"1","List":[{"Number":"1","City":"乐山"}]}}"#;
    let server = Server::start(answer(200, body)).await;
    let client = client(&server);
    let answer = client.send(&request(&client)).await.unwrap();
    let stored = serde_json::to_string(&answer).unwrap();
    let restored: ListOutboundNumbersOfUserResponse = serde_json::from_str(&stored).unwrap();
    assert_eq!(restored, answer);
    assert_eq!(restored.request_id(), Some("R"));
    assert_eq!(restored.data().list()[0].city(), Some("乐山"));
}
