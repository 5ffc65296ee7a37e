//! Calls of a generated client against a local server: each way a call can end.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use aliyun_ccc_20200701::Client;
use aliyun_ccc_20200701::operation::list_outbound_numbers_of_user::{
    ListOutboundNumbersOfUserError, ListOutboundNumbersOfUserRequest,
    ListOutboundNumbersOfUserResponse,
};
use aliyun_runtime::transport::{HttpRequest, SendFuture, Transport};
use aliyun_runtime::{Credentials, Error, RetryPolicy};
use support::{Answer, KEY_ID, SECRET, Server};

/// The JSON sample of the operation's page.
fn page_sample() -> String {
    let page = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../specs/ccc/2020-07-01/ListOutboundNumbersOfUser.md"
    );
    let page = std::fs::read_to_string(page).unwrap();
    let (_, sample) = page.split_once("`JSON`格式\n\n```\n").unwrap();
    sample.split_once("\n```").unwrap().0.to_owned()
}

fn json(status: u16, body: impl Into<String>) -> Answer {
    Answer::Body(status, "application/json;charset=utf-8", body.into())
}

fn client(server: &Server) -> Client {
    Client::builder()
        .endpoint(&server.url)
        .credentials(Credentials::new(KEY_ID, SECRET))
        .retry(RetryPolicy::off())
        .build()
        .unwrap()
}

async fn call(
    server: &Server,
) -> Result<ListOutboundNumbersOfUserResponse, ListOutboundNumbersOfUserError> {
    client(server)
        .list_outbound_numbers_of_user()
        .instance_id("ccc-test")
        .user_id("user-test@ccc-test")
        .page_number(1)
        .page_size(10)
        .skill_group_id_list(["skg-default@ccc-test", "skg-default2@ccc-test"])
        .send()
        .await
}

#[tokio::test]
async fn the_request_is_signed_and_holds_what_was_given() {
    let server = Server::start(json(200, page_sample())).await;
    call(&server).await.unwrap();
    let requests = server.requests().await;
    let [request] = requests.as_slice() else { panic!("one request, not {}", requests.len()) };
    assert!(request.is_signed());
    assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/"));
    assert_eq!(request.header("x-acs-action"), Some("ListOutboundNumbersOfUser"));
    assert_eq!(request.header("x-acs-version"), Some("2020-07-01"));
    assert_eq!(request.query("InstanceId"), Some("ccc-test"));
    assert_eq!(request.query("UserId"), Some("user-test%40ccc-test"));
    assert_eq!(request.query("PageNumber"), Some("1"));
    assert_eq!(
        request.query("SkillGroupIdList"),
        Some("%5B%22skg-default%40ccc-test%22%2C%22skg-default2%40ccc-test%22%5D")
    );
    assert!(request.body.is_empty());
}

fn assert_is_the_sample(answer: &ListOutboundNumbersOfUserResponse) {
    assert_eq!(answer.code(), Some("OK"));
    assert_eq!(answer.http_status_code(), Some(200));
    assert_eq!(answer.request_id(), Some("EEEE671A-3E24-4A04-81E6-6C4F5B39DF75"));
    assert_eq!(answer.data().total_count(), Some(1));
    assert_eq!(answer.data().page_size(), Some(10));
    let [number] = answer.data().list() else { panic!("one number") };
    assert_eq!(number.number(), Some("083xxxx0019"));
    assert_eq!(number.city(), Some("乐山"));
    assert_eq!(number.province(), Some("四川"));
}

#[tokio::test]
async fn the_sample_of_the_page_is_read_though_its_numbers_are_strings() {
    let server = Server::start(json(200, page_sample())).await;
    assert_is_the_sample(&call(&server).await.unwrap());
}

#[tokio::test]
async fn numbers_are_read_as_numbers_too() {
    let sample =
        page_sample().replace("\"10\"", "10").replace("\"1\"", "1").replace("\"200\"", "200");
    assert!(!sample.contains("\"10\"") && !sample.contains("\"200\""));
    let server = Server::start(json(200, sample)).await;
    assert_is_the_sample(&call(&server).await.unwrap());
}

#[tokio::test]
async fn absent_and_null_data_read_as_empty() {
    for body in [r#"{"Code":"OK"}"#, r#"{"Code":"OK","Data":null}"#] {
        let server = Server::start(json(200, body)).await;
        let answer = call(&server).await.unwrap();
        assert!(!answer.has_data());
        assert!(answer.data().list().is_empty());
        assert_eq!(answer.request_id(), Some("header-request-id"));
    }
}

#[tokio::test]
async fn a_documented_error_is_its_variant() {
    let body = r#"{"RequestId":"r-1","Code":"NotExists.InstanceId",
        "Message":"The specified instance ccc-test does not exist."}"#;
    let server = Server::start(json(404, body)).await;
    let error = call(&server).await.unwrap_err();
    assert!(matches!(error, ListOutboundNumbersOfUserError::NotExistsInstanceId(_)), "{error:?}");
    assert_eq!(error.code(), Some("NotExists.InstanceId"));
    assert_eq!(error.http_status(), Some(404));
    assert_eq!(error.message(), Some("The specified instance ccc-test does not exist."));
    assert_eq!(error.request_id(), Some("r-1"));
    let line = error.to_string();
    for part in ["ListOutboundNumbersOfUser", "NotExists.InstanceId", "404", "ccc-test", "r-1"] {
        assert!(line.contains(part), "{line}");
    }
    assert!(!line.contains('\n'));
}

#[tokio::test]
async fn an_undocumented_error_keeps_its_code() {
    let body = r#"{"RequestId":"r-2","Code":"Throttling.User","Message":"Slow down."}"#;
    let server = Server::start(json(400, body)).await;
    let error = call(&server).await.unwrap_err();
    let ListOutboundNumbersOfUserError::Other(Error::Service(service)) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(service.code(), "Throttling.User");
    assert!(error.is_throttling());
}

#[tokio::test]
async fn a_failure_inside_http_200_is_an_error() {
    let body = r#"{"RequestId":"r-3","Code":"NotExists.UserId","HttpStatusCode":404,
        "Message":"The user u does not exist in instance i."}"#;
    let server = Server::start(json(200, body)).await;
    let error = call(&server).await.unwrap_err();
    assert!(matches!(error, ListOutboundNumbersOfUserError::NotExistsUserId(_)), "{error:?}");
    assert_eq!(error.http_status(), Some(200));
    assert_eq!(error.request_id(), Some("r-3"));
}

#[tokio::test]
async fn a_body_that_is_no_json_is_kept_in_the_error() {
    let server =
        Server::start(Answer::Body(200, "text/html", "<html>busy</html>".to_owned())).await;
    let error = call(&server).await.unwrap_err();
    assert!(
        matches!(error, ListOutboundNumbersOfUserError::Other(Error::Decode { .. })),
        "{error:?}"
    );
    assert!(error.to_string().contains("200"), "{error}");
    assert!(format!("{error:?}").contains("<html>busy"), "{error:?}");
}

/// Takes every request and never answers.
#[derive(Debug)]
struct Silent;

impl Transport for Silent {
    fn send(&self, _: HttpRequest) -> SendFuture<'_> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn no_answer_in_time_is_a_timeout() {
    let client = Client::builder()
        .region("cn-shanghai")
        .credentials(Credentials::new(KEY_ID, SECRET))
        .transport(Silent)
        .build()
        .unwrap();
    let error = client.send(&complete_request()).await.unwrap_err();
    assert!(
        matches!(error, ListOutboundNumbersOfUserError::Other(Error::Timeout { .. })),
        "{error:?}"
    );
}

fn complete_request() -> ListOutboundNumbersOfUserRequest {
    let mut request = ListOutboundNumbersOfUserRequest::default();
    request.instance_id = Some("ccc-test".to_owned());
    request.user_id = Some("user-test@ccc-test".to_owned());
    request.page_number = Some(1);
    request.page_size = Some(10);
    request
}

#[tokio::test]
async fn a_plain_value_is_sent_like_a_builder() {
    let server = Server::start(json(200, page_sample())).await;
    assert_is_the_sample(&client(&server).send(&complete_request()).await.unwrap());
}

#[tokio::test]
async fn a_plain_value_names_all_that_is_missing_and_sends_nothing() {
    let server = Server::start(json(200, page_sample())).await;
    let mut request = complete_request();
    request.instance_id = None;
    request.page_size = None;
    let error = client(&server).send(&request).await.unwrap_err();
    let line = error.to_string();
    assert!(line.contains("`InstanceId`") && line.contains("`PageSize`"), "{line}");
    assert!(!line.contains("`UserId`"), "{line}");
    assert!(server.requests().await.is_empty());
}

#[tokio::test]
async fn secrets_are_in_no_debug_output() {
    let server = Server::start(json(400, r#"{"Code":"X"}"#)).await;
    let client = client(&server);
    let error = client.send(&complete_request()).await.unwrap_err();
    for text in [format!("{client:?}"), format!("{error:?}"), error.to_string()] {
        assert!(!text.contains(SECRET), "{text}");
    }
}
