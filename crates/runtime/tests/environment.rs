//! What a client takes from the environment, seen by a process of its own: a test cannot change
//! the environment that it shares with others.

#![cfg(feature = "http")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::thread;

use aliyun_runtime::{ACCESS_KEY_ID_VARIABLE, ACCESS_KEY_SECRET_VARIABLE, ClientBuilder};
use support::client::{ListNumbers, TestClient};

/// Where the process of its own calls to.
const ENDPOINT_VARIABLE: &str = "TEST_ENDPOINT";

#[tokio::test]
#[ignore = "is what the other tests run in a process of its own"]
async fn call() {
    let Ok(endpoint) = std::env::var(ENDPOINT_VARIABLE) else { return };
    let client = ClientBuilder::<TestClient>::new().endpoint(endpoint).build().unwrap();
    client.runtime.call(&ListNumbers::complete()).await.unwrap();
}

/// Makes a call in a process with an access key and these variables, and gives the head of the
/// request that came to `listener`, in lower case.
fn head_of_call(listener: TcpListener, variables: &[(&str, String)]) -> String {
    let key = [
        (ACCESS_KEY_ID_VARIABLE, "id-of-the-environment".to_owned()),
        (ACCESS_KEY_SECRET_VARIABLE, "secret".to_owned()),
    ];
    head_of_call_with(listener, &[&key, variables].concat())
}

/// The same with these variables alone.
fn head_of_call_with(listener: TcpListener, variables: &[(&str, String)]) -> String {
    let server = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let lines = BufReader::new(&stream).lines().map(Result::unwrap);
        let head: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
        (&stream).write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
        head.join("\n").to_lowercase()
    });
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["call", "--exact", "--ignored"])
        .env_clear()
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    server.join().unwrap()
}

#[test]
fn the_proxy_and_the_credentials_are_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    let endpoint = "http://ccc.invalid".to_owned();
    let head = head_of_call(listener, &[(ENDPOINT_VARIABLE, endpoint), ("http_proxy", proxy)]);
    assert!(head.starts_with("post http://ccc.invalid/?"), "{head}");
    assert!(head.contains("credential=id-of-the-environment,"), "{head}");
}

#[test]
fn a_profile_of_the_command_line_is_taken() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("profile_of_the_command_line.json");
    let profile =
        r#"{"name":"a","mode":"AK","access_key_id":"id-of-the-file","access_key_secret":"s"}"#;
    fs::write(&file, format!(r#"{{"current":"a","profiles":[{profile}]}}"#)).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let file = ("ALIBABA_CLOUD_CONFIG_FILE", file.to_str().unwrap().to_owned());
    let head = head_of_call_with(listener, &[(ENDPOINT_VARIABLE, endpoint), file]);
    assert!(head.contains("credential=id-of-the-file,"), "{head}");
}

#[test]
fn no_proxy_is_used_for_this_machine() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let proxy = "http://ccc.invalid".to_owned();
    let head = head_of_call(listener, &[(ENDPOINT_VARIABLE, endpoint), ("http_proxy", proxy)]);
    assert!(head.starts_with("post /?"), "{head}");
}

/// On Unix, `0.0.0.0` leads to this machine without being known as a loopback address.
#[cfg(unix)]
#[test]
fn the_list_of_hosts_without_a_proxy_is_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://0.0.0.0:{}", listener.local_addr().unwrap().port());
    let variables = [
        (ENDPOINT_VARIABLE, endpoint),
        ("http_proxy", "http://ccc.invalid".to_owned()),
        ("no_proxy", "0.0.0.0".to_owned()),
    ];
    let head = head_of_call(listener, &variables);
    assert!(head.starts_with("post /?"), "{head}");
}
