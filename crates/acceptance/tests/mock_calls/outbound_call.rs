//! The guided example, against a server that answers from all pages and verifies signatures.

use tokio::process::Command;

use crate::start;

const PRINTED: &str = "\
signed in at extension 80001001
the agent is READY
may call from 083xxxx0019, 乐山
calling 136xxxx2048 from 083xxxx0019, call job-70000000000000101
the agent is TALKING
  channel to 80001001: ANSWERED
the agent is TALKING
  channel to 80001001: ANSWERED
the agent is TALKING
  channel to 80001001: ANSWERED
hung up
0571xxxx1024 called 136xxxx2048, 95 s, released by agent
agent-li@ccc-demo:
  Dialing at 1624003203000
";

#[tokio::test]
async fn an_agent_signs_in_calls_and_reads_the_record() {
    let url = start().await;
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "aliyun-client-acceptance"])
        .args(["--example", "outbound_call", "--", &url, "0"])
        .output()
        .await
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout), PRINTED);
}
