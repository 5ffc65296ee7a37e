//! The short programs in `examples`, against a server that verifies signatures.

use apigen_mock::{AccessKey, Mock, TEST_KEY_ID, TEST_KEY_SECRET};
use tokio::process::Command;

use crate::{serve, service, start};

/// Runs a program, and gives what it prints.
async fn printed(example: &str, url: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "aliyun-client-acceptance"])
        .args(["--example", example, "--", url])
        .env("ALIBABA_CLOUD_ACCESS_KEY_ID", TEST_KEY_ID)
        .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", TEST_KEY_SECRET)
        .env_remove("ALIBABA_CLOUD_SECURITY_TOKEN")
        .output()
        .await
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The address of a server whose lists are this long.
async fn start_with_lists_of(length: usize) -> String {
    serve(Mock::new(vec![service()], AccessKey::test()).list_length(Some(length))).await
}

const USERS: &str = "\
page 1 has 20 users
page 2 has 20 users
page 3 has 5 users
45 users have skills, the first of them
agent-li@ccc-demo, 李晓
  售前组: level 6
";

#[tokio::test]
async fn users_are_listed_page_after_page_and_one_after_the_other() {
    assert_eq!(printed("list_users", &start_with_lists_of(45).await).await, USERS);
}

const CREATED: &str = "\
agent-li is there, id agent-li@ccc-demo
agent-wang is there, id agent-li@ccc-demo
agent-zhao is there, id agent-li@ccc-demo
";

#[tokio::test]
async fn users_are_created() {
    assert_eq!(printed("create_users", &start().await).await, CREATED);
}

const CALLS: &str = "\
演示呼叫中心
Success: 120 calls
customers waited 840 s
";

#[tokio::test]
async fn calls_are_counted_without_async() {
    assert_eq!(printed("count_calls", &start_with_lists_of(120).await).await, CALLS);
}
