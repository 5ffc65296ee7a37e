//! Many calls at once over one client.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::collections::BTreeSet;

use aliyun_runtime::encode::Place;
use support::client::TestClient;
use support::server::{Reaction, Server};

const CALLS: usize = 1000;
const CONNECTIONS: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_at_once_are_each_sent_once_and_share_connections() {
    let server = Server::start(|request| {
        Reaction::answer(200, "", &format!("{{\"Number\":{}}}", request.query("Number").unwrap()))
    });
    let builder = TestClient::builder().endpoint(server.url());
    let client = builder.max_connections(CONNECTIONS).build().unwrap().runtime;
    let calls: Vec<_> = (0..CALLS)
        .map(|number| {
            let call = client.action("GetNumber").parameter(Place::Query, "Number", number as i64);
            tokio::spawn(async move { (number, call.await.unwrap()) })
        })
        .collect();
    for call in calls {
        let (number, answer) = call.await.unwrap();
        assert_eq!(answer["Number"], number, "no answer went to another call");
    }
    let requests = server.requests();
    let sent: BTreeSet<_> = requests.iter().map(|it| it.query("Number").unwrap()).collect();
    assert_eq!((requests.len(), sent.len()), (CALLS, CALLS), "no call was lost or doubled");
    // A connection is free again a moment after its answer was read; until then, the next request
    // opens another one.
    assert!(server.connections() < 4 * CONNECTIONS, "{} connections", server.connections());
}
