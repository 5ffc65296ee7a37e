//! Which calls are sent again, when, and what differs between the attempts.

#![cfg(feature = "http")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::collections::BTreeSet;
use std::error::Error as _;
use std::time::Duration;

use aliyun_runtime::error::{TimeoutScope, TransportErrorKind};
use aliyun_runtime::{ClientBuilder, Error, RetryPolicy};
use support::client::{CreateThing, ListNumbers, TestClient, UpdateThing};
use support::in_memory::{Halves, InMemory, Outcome, PausedClock, answer, answer_with};

const THROTTLED: &str = r#"{"Code":"Throttling.User"}"#;

fn builder(transport: &InMemory, clock: PausedClock) -> ClientBuilder<TestClient> {
    TestClient::builder().transport(transport.clone()).clock(clock).random(Halves::default())
}

fn client(transport: &InMemory) -> aliyun_runtime::Client {
    builder(transport, PausedClock::start()).build().unwrap().runtime
}

fn write() -> UpdateThing {
    UpdateThing { thing_id: Some("t".to_owned()), force: None, labels: None }
}

fn ok() -> Outcome {
    answer(200, "{}")
}

fn milliseconds(number: u64) -> Duration {
    Duration::from_millis(number)
}

#[tokio::test(start_paused = true)]
async fn a_read_is_sent_three_times_in_all_with_doubling_waits() {
    let (transport, clock) = (InMemory::answering(503, ""), PausedClock::start());
    let client = builder(&transport, clock).build().unwrap().runtime;
    let error = client.call(&ListNumbers::complete()).await.unwrap_err();
    assert_eq!(error.http_status(), Some(503));
    assert_eq!(transport.requests().len(), 3);
    // Half of 100 milliseconds, then half of 200; Tokio's timer counts whole milliseconds.
    assert!((150..=152).contains(&clock.passed().as_millis()), "{:?}", clock.passed());
}

#[tokio::test(start_paused = true)]
async fn a_write_is_not_sent_again_after_what_may_have_had_an_effect() {
    for outcome in [
        answer(500, r#"{"Code":"InternalError"}"#),
        answer(503, ""),
        Outcome::Broken(TransportErrorKind::Interrupted),
        Outcome::Silence,
    ] {
        let transport = InMemory::new([outcome.clone()]);
        client(&transport).call(&write()).await.unwrap_err();
        assert_eq!(transport.requests().len(), 1, "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_write_is_sent_again_after_what_had_none() {
    for outcome in [
        answer(400, THROTTLED),
        answer(200, r#"{"Code":"Throttling","HttpStatusCode":503}"#),
        answer(429, "<html>"),
        Outcome::Broken(TransportErrorKind::Connect),
        Outcome::Broken(TransportErrorKind::ConnectTimeout),
    ] {
        let transport = InMemory::new([outcome.clone(), outcome.clone(), ok()]);
        client(&transport).call(&write()).await.unwrap();
        assert_eq!(transport.requests().len(), 3, "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_will_not_pass_is_sent_once() {
    for outcome in [
        answer(404, r#"{"Code":"NotExists"}"#),
        answer(200, "<html>"),
        answer(302, ""),
        Outcome::Broken(TransportErrorKind::TooLarge),
    ] {
        let transport = InMemory::new([outcome.clone()]);
        client(&transport).call(&ListNumbers::complete()).await.unwrap_err();
        assert_eq!(transport.requests().len(), 1, "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_made_once_for_all_attempts_and_each_is_signed_anew() {
    let transport = InMemory::new([answer(500, ""), Outcome::Silence, ok(), ok()]);
    let client = client(&transport);
    client.call(&CreateThing::default()).await.unwrap();
    let requests = transport.requests();
    assert_eq!(requests.len(), 3);
    let urls: BTreeSet<_> = requests.iter().map(|request| request.url.clone()).collect();
    let [url] = Vec::from_iter(urls).try_into().unwrap();
    let (_, token) = url.split_once("?ClientToken=").unwrap();
    assert_eq!(token.len(), 32);
    for name in ["x-acs-signature-nonce", "authorization"] {
        let values: BTreeSet<_> = requests.iter().map(|request| request.header(name)).collect();
        assert_eq!(values.len(), 3, "{name}");
    }
    // The second attempt took 30 seconds.
    let dates: Vec<_> = requests.iter().map(|request| request.header("x-acs-date")).collect();
    assert_ne!(dates[1], dates[2]);

    client.call(&CreateThing::default()).await.unwrap();
    assert_ne!(transport.requests()[3].url, url);
}

#[tokio::test(start_paused = true)]
async fn a_token_of_the_callers_own_is_kept() {
    let transport = InMemory::new([answer(500, ""), ok()]);
    let request = CreateThing { client_token: Some("own".to_owned()) };
    client(&transport).call(&request).await.unwrap();
    for request in transport.requests() {
        assert!(request.url.ends_with("/?ClientToken=own"), "{}", request.url);
    }
}

#[tokio::test(start_paused = true)]
async fn the_wait_that_the_service_asks_for_is_kept_to_the_millisecond() {
    let wait = answer_with(503, &[("x-acs-retry-after", "1234")], THROTTLED);
    let (transport, clock) = (InMemory::new([wait, ok()]), PausedClock::start());
    let client = builder(&transport, clock).build().unwrap().runtime;
    client.call(&write()).await.unwrap();
    assert_eq!(clock.passed(), milliseconds(1234));
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_would_end_after_the_timeout_is_not_begun() {
    let wait = answer_with(503, &[("x-acs-retry-after", "60000")], THROTTLED);
    let (transport, clock) = (InMemory::new([wait, ok()]), PausedClock::start());
    let client = builder(&transport, clock).build().unwrap().runtime;
    let error = client.call(&write()).await.unwrap_err();
    assert!(error.is_throttling(), "{error:?}");
    assert_eq!(error.service_error().unwrap().retry_after(), Some(Duration::from_mins(1)));
    assert_eq!(clock.passed(), Duration::ZERO);
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_timeout_of_the_call_holds_for_all_attempts_together() {
    let (transport, clock) = (InMemory::silent(), PausedClock::start());
    let builder = builder(&transport, clock).attempt_timeout(Duration::from_secs(4));
    let client = builder.timeout(Duration::from_secs(10)).build().unwrap().runtime;
    let error = client.call(&ListNumbers::complete()).await.unwrap_err();
    assert_eq!(clock.passed(), Duration::from_secs(10));
    assert_eq!(transport.requests().len(), 3);
    assert_eq!(error.to_string(), "the call took longer than 10s");
    assert_eq!(error.source().unwrap().to_string(), "no answer within 4s");
    let Error::Timeout(timeout) = error else { panic!("{error:?}") };
    assert_eq!(timeout.scope(), TimeoutScope::Call);
}

#[tokio::test(start_paused = true)]
async fn all_calls_of_a_client_and_its_clones_have_one_budget() {
    let transport = InMemory::answering(503, "");
    let builder = builder(&transport, PausedClock::start());
    let client = builder.retry(RetryPolicy::new().budget(3)).build().unwrap().runtime;
    let mut sent = Vec::new();
    for client in [&client, &client.clone(), &client] {
        let before = transport.requests().len();
        client.call(&ListNumbers::complete()).await.unwrap_err();
        sent.push(transport.requests().len() - before);
    }
    assert_eq!(sent, [3, 2, 1]);
}

#[tokio::test(start_paused = true)]
async fn retries_can_be_switched_off_or_set_for_the_client_or_one_call() {
    let transport = InMemory::answering(503, "");
    let off = builder(&transport, PausedClock::start()).retry(RetryPolicy::off()).build().unwrap();
    off.runtime.call(&ListNumbers::complete()).await.unwrap_err();
    assert_eq!(transport.requests().len(), 1);
    let five = RetryPolicy::new().max_attempts(5);
    off.runtime.call(&ListNumbers::complete()).retry(five).await.unwrap_err();
    assert_eq!(transport.requests().len(), 1 + 5);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_while_it_waits_is_over() {
    let transport = InMemory::answering(400, THROTTLED);
    let client = client(&transport);
    let waiting = tokio::time::timeout(milliseconds(1), client.call(&write())).await;
    assert!(waiting.is_err());
    tokio::time::sleep(Duration::from_mins(10)).await;
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn limits_can_be_set_for_one_call() {
    let (transport, clock) = (InMemory::silent(), PausedClock::start());
    let client = builder(&transport, clock).build().unwrap().runtime;
    let call = client.call(&write()).attempt_timeout(milliseconds(20));
    assert_eq!(call.await.unwrap_err().to_string(), "no answer within 20ms");
    let call = client.call(&write()).timeout(milliseconds(10));
    assert_eq!(call.await.unwrap_err().to_string(), "the call took longer than 10ms");
    assert_eq!(clock.passed(), milliseconds(30));
}
