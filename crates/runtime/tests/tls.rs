//! Calls over TLS, to a server of our own: its certificate is trusted only where the system's trust
//! store has it, which is here a file that `SSL_CERT_FILE` names.
//!
//! That variable is one of the whole process, so the calls are made by a child process each.

#![cfg(all(feature = "http", target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::{env, fs, thread};

use aliyun_runtime::RetryPolicy;
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use support::client::{ListNumbers, TestClient};

/// The variable that tells a child process which port it is to call.
const PORT_VARIABLE: &str = "TEST_PORT";
/// How the line of a child process starts that has what became of its call.
const OUTCOME: &str = "outcome: ";

fn certificate_for(name: &str) -> CertifiedKey<KeyPair> {
    generate_simple_self_signed([name.to_owned()]).unwrap()
}

/// Starts a server with this certificate, and gives its port.
fn serve(certificate: &CertifiedKey<KeyPair>) -> u16 {
    let key = PrivatePkcs8KeyDer::from(certificate.signing_key.serialize_der());
    let config =
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.cert.der().clone()], PrivateKeyDer::Pkcs8(key))
            .unwrap();
    let (config, listener) = (Arc::new(config), TcpListener::bind("127.0.0.1:0").unwrap());
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            answer(&config, stream.unwrap());
        }
    });
    port
}

/// Answers one request. That the client does not like the certificate is no failure.
fn answer(config: &Arc<ServerConfig>, stream: TcpStream) -> Option<()> {
    let connection = ServerConnection::new(Arc::clone(config)).unwrap();
    let mut reader = BufReader::new(StreamOwned::new(connection, stream));
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
    }
    let answer =
        b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 16\r\n\r\n{\"TotalCount\":7}";
    let stream = reader.get_mut();
    stream.write_all(answer).ok()?;
    stream.conn.send_close_notify();
    stream.flush().ok()
}

/// What becomes of a call to `localhost` by a process that trusts one certificate.
fn call_trusting(trusted: &CertifiedKey<KeyPair>, port: u16) -> String {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("trusted-{port}.pem"));
    fs::write(&file, trusted.cert.pem()).unwrap();
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", "the_call_of_a_child_process"])
        .env("SSL_CERT_FILE", &file)
        .env_remove("SSL_CERT_DIR")
        .env(PORT_VARIABLE, port.to_string())
        .output()
        .unwrap();
    fs::remove_file(file).unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let outcome = said.lines().find_map(|line| line.split_once(OUTCOME));
    outcome.map(|(_, outcome)| outcome.to_owned()).unwrap_or(said)
}

#[tokio::test]
#[ignore = "the other tests of the file run it, each in a process of its own"]
async fn the_call_of_a_child_process() {
    let builder = TestClient::builder().retry(RetryPolicy::off());
    let endpoint = format!("localhost:{}", env::var(PORT_VARIABLE).unwrap());
    let client = builder.endpoint(endpoint).build().unwrap();
    match client.runtime.call(&ListNumbers::complete()).await {
        Ok(answer) => println!("{OUTCOME}{:?}", answer.total),
        Err(error) => println!("{OUTCOME}{error}"),
    }
}

#[test]
fn a_server_whose_certificate_is_trusted_is_called() {
    let certificate = certificate_for("localhost");
    assert_eq!(call_trusting(&certificate, serve(&certificate)), "Some(7)");
}

#[test]
fn a_server_whose_certificate_is_not_trusted_is_no_connection() {
    let port = serve(&certificate_for("localhost"));
    let outcome = call_trusting(&certificate_for("localhost"), port);
    assert!(outcome.starts_with("there is no connection to localhost: "), "{outcome}");
    assert!(outcome.contains("certificate"), "{outcome}");
}

#[test]
fn a_certificate_for_another_name_is_no_connection() {
    let certificate = certificate_for("elsewhere.test");
    let outcome = call_trusting(&certificate, serve(&certificate));
    assert!(outcome.starts_with("there is no connection to localhost: "), "{outcome}");
    assert!(outcome.contains("not valid for name"), "{outcome}");
}
