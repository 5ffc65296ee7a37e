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
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use aliyun_runtime::encode::Place;
use aliyun_runtime::{Credentials, CredentialsFuture, ProvideCredentials};
use support::client::TestClient;
use support::server::{Reaction, Server};

const CALLS: usize = 1000;
const CONNECTIONS: usize = 50;

/// Counts how often it is asked, and answers only after others have had a chance to ask, too.
#[derive(Debug, Default)]
struct Counting(AtomicUsize);

impl ProvideCredentials for Counting {
    fn provide(&self) -> CredentialsFuture<'_> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async {
            for _ in 0..CALLS {
                tokio::task::yield_now().await;
            }
            let expiration = SystemTime::now() + Duration::from_hours(1);
            let temporary = Credentials::new("id", "secret").with_security_token("token");
            Ok(temporary.with_expiration(expiration))
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_at_once_are_each_sent_once_and_share_connections() {
    let server = Server::start(|request| {
        Reaction::answer(200, "", &format!("{{\"Number\":{}}}", request.query("Number").unwrap()))
    });
    let provider = Arc::new(Counting::default());
    let builder = TestClient::builder().endpoint(server.url());
    let builder = builder.credentials_provider(Arc::clone(&provider));
    let client = builder.max_connections(CONNECTIONS).build().unwrap().runtime;
    let calls: Vec<_> = (0..CALLS)
        .map(|number| {
            let call =
                client.action("GetNumber").parameter(Place::Query, "Number", number.to_string());
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
    assert_eq!(provider.0.load(Ordering::SeqCst), 1, "credentials were looked for once");
    // A connection is free again a moment after its answer was read; until then, the next request
    // opens another one.
    assert!(server.connections() < 4 * CONNECTIONS, "{} connections", server.connections());
}
