//! The example of the generated crate runs as its users run it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

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
