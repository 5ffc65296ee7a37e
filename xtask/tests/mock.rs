//! `cargo xtask mock` as it is run.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use support::{Sandbox, page};

/// A server that ends with the test.
struct Server {
    process: Child,
    address: String,
    /// What it printed after its address.
    introduction: String,
}

impl Server {
    fn start(sandbox: &Sandbox, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["mock", "--port", "0"])
            .args(arguments)
            .current_dir(sandbox.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        let address = lines.next().unwrap().replace("listening at http://", "");
        let introduction: Vec<_> = lines.take_while(|line| !line.starts_with("Ctrl-C")).collect();
        Self { process, address, introduction: introduction.join("\n") }
    }

    fn get(&self, target: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {target} HTTP/1.1\r\nhost: demo\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn the_pages_are_served_until_it_is_stopped() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &page("GetThing"));
    let mut server = Server::start(&sandbox, &[]);
    for part in ["Demo 2020-01-01, operations: 1", "mock-access-key-id", "mock-access-key-secret"] {
        assert!(server.introduction.contains(part), "{}", server.introduction);
    }
    assert!(server.introduction.contains(&format!(".endpoint(\"http://{}\")", server.address)));
    let answer = server.get("/?Action=GetThing&Version=2020-01-01");
    assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
    assert!(answer.contains("\"Code\":\"MissingAccessKeyId\""), "{answer}");
    let answer = server.get("/?Action=GetNothing&Version=2020-01-01");
    assert!(answer.starts_with("HTTP/1.1 404 Not Found\r\n"), "{answer}");
    if cfg!(unix) {
        let id = server.process.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        assert_eq!(server.process.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn the_readme_shows_what_is_printed() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let specs = format!("{root}/specs");
    let server = Server::start(&Sandbox::new(), &["--specs", &specs]);
    let printed = server.introduction.replace(&server.address, "127.0.0.1:4010");
    let readme = std::fs::read_to_string(format!("{root}/README.md")).unwrap();
    assert!(readme.contains(&printed), "{printed}");
}

#[test]
fn a_secret_of_ones_own_is_not_printed() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &page("GetThing"));
    let key = ["--access-key-id", "my-id", "--access-key-secret", "s3cret"];
    let server = Server::start(&sandbox, &key);
    assert!(server.introduction.contains("my-id"), "{}", server.introduction);
    assert!(!server.introduction.contains("s3cret"), "{}", server.introduction);
}

#[test]
fn there_must_be_something_to_serve() {
    let sandbox = Sandbox::new();
    sandbox.write("specs/GetThing.md", &page("GetThing"));
    let run = sandbox.xtask(&["mock", "--action", "GetNothing"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("no operation to serve in specs"), "{}", run.stderr);
}
