//! Calls against the mock server, over a socket.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

mod outbound_call;
mod programs;
mod ten_calls;
mod typed;
mod untyped;
mod vendor_sdk;

use std::path::Path;

use apigen_ir::{Service, yaml};
use apigen_mock::{AccessKey, Mock};
use tokio::net::TcpListener;

/// Starts a mock server on a free port, and gives its address.
async fn start() -> String {
    serve(Mock::new(vec![service()], AccessKey::test())).await
}

async fn serve(mock: Mock) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(apigen_mock::serve(listener, mock));
    url
}

/// The service that the client was generated for, from the files beside the client.
fn service() -> Service {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../generated/ccc-20200701"));
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let mut service = yaml::read_service(&read("service.yaml")).unwrap();
    for entry in std::fs::read_dir(folder.join("ir")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        service.operations.push(yaml::read_operation(&text).unwrap());
    }
    service.operations.sort_by(|a, b| a.action.cmp(&b.action));
    service
}
