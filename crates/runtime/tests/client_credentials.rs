//! How a client uses its credentials.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use aliyun_runtime::error::CredentialsError;
use aliyun_runtime::{ClientBuilder, Credentials, CredentialsFuture, Error, ProvideCredentials};
use support::client::{ListNumbers, TestClient};
use support::in_memory::InMemory;
use support::surroundings::Machine;

/// The year 2100.
const FAR_AWAY: u64 = 4_102_444_800;

/// Gives `id-1`, `id-2`, …, each for an age; nothing, where it has no number to start with.
#[derive(Clone, Debug, Default)]
struct Numbered(Option<Arc<AtomicUsize>>);

impl ProvideCredentials for Numbered {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            let missing = || CredentialsError::not_configured("none were laid down");
            let number = self.0.as_ref().ok_or_else(missing)?.fetch_add(1, Ordering::Relaxed) + 1;
            let credentials = Credentials::new(format!("id-{number}"), "secret");
            Ok(credentials.with_expiration(UNIX_EPOCH + Duration::from_secs(FAR_AWAY)))
        })
    }
}

fn client(transport: &InMemory, provider: impl ProvideCredentials) -> TestClient {
    ClientBuilder::new()
        .region("cn-shanghai")
        .transport(transport.clone())
        .credentials_provider(provider)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_provider_is_asked_once_for_many_calls() {
    let transport = InMemory::answering(200, "{}");
    let client = client(&transport, Numbered(Some(Arc::default())));
    for _ in 0..3 {
        client.runtime.call(&ListNumbers::complete()).await.unwrap();
    }
    for sent in transport.requests() {
        assert!(sent.header("authorization").unwrap().contains("Credential=id-1,"));
    }
}

#[tokio::test]
async fn a_provider_that_has_none_fails_the_call_before_anything_is_sent() {
    let transport = InMemory::answering(200, "{}");
    let client = client(&transport, Numbered(None));
    let error = client.runtime.call(&ListNumbers::complete()).await.unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error:?}");
    assert_eq!(error.to_string(), "no usable credentials: none were laid down");
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn without_either_the_machine_is_searched() {
    let file = "[default]\ntype=access_key\naccess_key_id=of-the-file\naccess_key_secret=s";
    let machine = Machine::default().with_file("~/.alibabacloud/credentials", file);
    let transport = InMemory::answering(200, "{}");
    let builder = || ClientBuilder::<TestClient>::new().region("cn-shanghai");
    let client = builder().transport(transport.clone()).environment(machine).build().unwrap();
    client.runtime.call(&ListNumbers::complete()).await.unwrap();
    let sent = transport.requests();
    assert!(sent[0].header("authorization").unwrap().contains("Credential=of-the-file,"));

    let half = Machine::default().with_variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "hidden");
    let builder = builder().transport(transport).environment(half);
    assert!(!format!("{builder:?}").contains("hidden"), "{builder:?}");
    let error = builder.build().unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error:?}");
}

#[tokio::test]
async fn a_bearer_token_and_nobody_are_sent_without_a_signature() {
    let transport = InMemory::answering(200, "{}");
    for credentials in [Credentials::bearer_token("token"), Credentials::anonymous()] {
        let client = TestClient::builder().transport(transport.clone()).credentials(credentials);
        client.build().unwrap().runtime.call(&ListNumbers::complete()).await.unwrap();
    }
    let sent = transport.requests();
    assert_eq!(sent[0].header("x-acs-bearer-token"), Some("token"));
    assert!(sent[0].url.ends_with("&SignatureType=BEARERTOKEN"), "{}", sent[0].url);
    assert!(sent[1].url.ends_with("&Format=json"), "{}", sent[1].url);
    assert!(sent.iter().all(|request| request.header("authorization").is_none()));
}
