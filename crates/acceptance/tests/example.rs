//! Examples run as their users run them, against prepared answers.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use std::process::Output;

use support::{Answer, KEY_ID, SECRET, Server};
use tokio::process::Command;

#[tokio::test]
async fn the_example_calls_and_prints_the_answer() {
    let body = r#"{"Code":"OK","Data":{"List":[{"Number":"0101234"}]}}"#;
    let server = Server::start(Answer::Body(200, "application/json", body.to_owned())).await;
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "aliyun-ccc-20200701"])
        .args(["--example", "list_outbound_numbers_of_user"])
        .env("ALIBABA_CLOUD_ENDPOINT", &server.url)
        .env("ALIBABA_CLOUD_ACCESS_KEY_ID", KEY_ID)
        .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", SECRET)
        .env_remove("ALIBABA_CLOUD_SECURITY_TOKEN")
        .output()
        .await
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(printed.contains("0101234"), "{printed}");
    assert_eq!(server.requests().await.len(), 1);
}

/// The first two users are there at the end, one because it was there before.
const CREATED: &str = "\
agent-li is there, id u-1
agent-wang is there, id agent-wang@ccc-demo
agent-zhao has to wait: CreateUser failed: Throttling.User (HTTP 429): Slow down. \
[request id header-request-id]
";

#[tokio::test]
async fn each_way_to_fail_is_met_by_its_variant() {
    let created = r#"{"Code":"OK","Data":{"UserId":"u-1"}}"#;
    let there = r#"{"Code":"AlreadyExists.User","Message":"There is one.","RequestId":"r-2"}"#;
    let throttled = r#"{"Code":"Throttling.User","Message":"Slow down."}"#;
    let server = Server::start_with([json(200, created), json(409, there), json(429, throttled)]);
    let output = create_users(&server.await.url).await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout), CREATED);
}

#[tokio::test]
async fn what_concerns_all_users_ends_the_program() {
    let other = r#"{"Code":"Other.Failure","Message":"No.","RequestId":"r-1"}"#;
    let no_instance = r#"{"Code":"NotExists.InstanceId","Message":"None such."}"#;
    let server = Server::start_with([json(400, other), json(404, no_instance)]).await;
    let output = create_users(&server.url).await;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "agent-li failed with Other.Failure, r-1\n"
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("there is no such call center: None such."), "{said}");
    assert_eq!(server.requests().await.len(), 2);
}

fn json(status: u16, body: &str) -> Answer {
    Answer::Body(status, "application/json", body.to_owned())
}

async fn create_users(url: &str) -> Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "aliyun-client-acceptance"])
        .args(["--example", "create_users", "--", url])
        .env("ALIBABA_CLOUD_ACCESS_KEY_ID", KEY_ID)
        .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", SECRET)
        .env_remove("ALIBABA_CLOUD_SECURITY_TOKEN")
        .output()
        .await
        .unwrap()
}
