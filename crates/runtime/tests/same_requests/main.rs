//! The vendor's own SDK for Python and this runtime, side by side: for the same arguments, both
//! send one server the same requests, but for the [differences] that are named.
//!
//! The arguments are those of `cases.json`; `vendor_sdk.py` sends them by the SDK. `.ci/python-sdk`
//! installs it and runs the test.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod cases;
mod differences;
mod sent;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::process::Command;

use cases::Case;
use differences::DIFFERENCES;
use sent::Sent;
use support::server::{Reaction, Server};

/// The Python that has the SDK.
const PYTHON_VARIABLE: &str = "VENDOR_SDK_PYTHON";
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/same_requests");

#[tokio::test]
#[ignore = "needs the vendor's SDK for Python; `.ci/python-sdk` installs it and runs the test"]
async fn the_vendors_sdk_and_this_runtime_send_the_same_requests() {
    let cases = Case::all();
    let server = Server::start(|_| Reaction::ok());
    send_by_vendor_sdk(server.url());
    let theirs = server.requests();
    assert_eq!(theirs.len(), cases.len(), "the SDK sends one request for each case");
    for case in &cases {
        case.send(server.url()).await;
    }
    let ours = server.requests().split_off(cases.len());
    assert_eq!(ours.len(), cases.len());

    let mut failures = Vec::new();
    let mut seen = BTreeSet::new();
    for ((case, theirs), ours) in cases.iter().zip(&theirs).zip(&ours) {
        let (mut theirs, mut ours) = (Sent::of(theirs), Sent::of(ours));
        for difference in &DIFFERENCES {
            if (difference.settle)(case, &mut theirs, &mut ours) {
                seen.insert(difference.name);
            }
        }
        if theirs != ours {
            failures.push(format!("{}:\n  SDK  {theirs:?}\n  ours {ours:?}", case.name()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    for difference in &DIFFERENCES {
        assert!(seen.contains(difference.name), "there is no difference in {}", difference.name);
        println!("  but for {}: {}", difference.name, difference.reason);
    }
    println!("{} requests are the same", cases.len());
}

fn send_by_vendor_sdk(url: &str) {
    let python = std::env::var(PYTHON_VARIABLE).unwrap();
    let (script, cases) = (format!("{FOLDER}/vendor_sdk.py"), format!("{FOLDER}/cases.json"));
    assert!(Command::new(python).args([&script, url, &cases]).status().unwrap().success());
}
