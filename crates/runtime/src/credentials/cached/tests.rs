use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::UNIX_EPOCH;

use super::*;
use crate::error::CredentialsErrorKind;

/// A clock that a test sets.
#[derive(Clone, Debug)]
struct Hands(Arc<Mutex<SystemTime>>);

impl Hands {
    fn set(&self, seconds: u64) {
        *self.0.lock().unwrap() = second(seconds);
    }
}

impl Clock for Hands {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }
}

type Found = Result<Credentials, CredentialsError>;

/// Finds what a test lays down, one after the other, and waits where nothing lies.
#[derive(Clone, Debug, Default)]
struct Table(Arc<Mutex<Laid>>);

#[derive(Debug, Default)]
struct Laid {
    results: VecDeque<Found>,
    asked: usize,
    waker: Option<Waker>,
}

impl Table {
    fn lay(&self, result: Found) {
        let mut laid = self.0.lock().unwrap();
        laid.results.push_back(result);
        laid.waker.take().map(Waker::wake).unwrap_or_default();
    }

    fn asked(&self) -> usize {
        self.0.lock().unwrap().asked
    }
}

impl ProvideCredentials for Table {
    fn provide(&self) -> CredentialsFuture<'_> {
        self.0.lock().unwrap().asked += 1;
        Box::pin(poll_fn(|context| {
            let mut laid = self.0.lock().unwrap();
            laid.waker = Some(context.waker().clone());
            laid.results.pop_front().map_or(Poll::Pending, Poll::Ready)
        }))
    }
}

fn second(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn key(id: &str, expiration: u64) -> Credentials {
    Credentials::new(id, "secret").with_expiration(second(expiration))
}

fn failed() -> Found {
    Err(CredentialsError::unavailable("down"))
}

fn setup() -> (CachedCredentials, Table, Hands) {
    let (table, clock) = (Table::default(), Hands(Arc::new(Mutex::new(second(0)))));
    (CachedCredentials::new(table.clone(), clock.clone()), table, clock)
}

/// What a caller has after one poll; nothing if it waits.
fn poll(future: &mut CredentialsFuture<'_>) -> Option<Found> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(found) => Some(found),
        Poll::Pending => None,
    }
}

/// The id that a caller gets without waiting.
fn id(cached: &CachedCredentials) -> String {
    poll(&mut cached.provide()).unwrap().unwrap().access_key_id().to_owned()
}

#[test]
fn many_callers_wait_for_one_search() {
    let (cached, table, _) = setup();
    let mut callers: Vec<_> = (0..100).map(|_| cached.provide()).collect();
    for caller in &mut callers {
        assert!(poll(caller).is_none());
    }
    table.lay(Ok(key("a", 3600)));
    for caller in &mut callers {
        assert_eq!(poll(caller).unwrap().unwrap(), key("a", 3600));
    }
    assert_eq!(id(&cached.clone()), "a");
    assert_eq!(table.asked(), 1);
}

#[test]
fn the_search_goes_on_when_the_caller_who_began_it_is_gone() {
    let (cached, table, _) = setup();
    let (mut first, mut second) = (cached.provide(), cached.provide());
    assert!(poll(&mut first).is_none() && poll(&mut second).is_none());
    drop(first);
    table.lay(Ok(key("a", 3600)));
    assert!(poll(&mut second).unwrap().is_ok());
    assert_eq!(table.asked(), 1);
}

#[test]
fn a_search_that_nobody_waits_for_is_given_up() {
    let (cached, table, _) = setup();
    let mut caller = cached.provide();
    assert!(poll(&mut caller).is_none());
    drop(caller);
    table.lay(Ok(key("a", 3600)));
    assert_eq!(id(&cached), "a");
    assert_eq!(table.asked(), 2);
}

#[test]
fn newer_ones_are_looked_for_five_minutes_ahead_by_one_caller() {
    let (cached, table, clock) = setup();
    table.lay(Ok(key("a", 3600)));
    assert_eq!(id(&cached), "a");
    clock.set(3299);
    assert_eq!((id(&cached), table.asked()), ("a".to_owned(), 1));
    clock.set(3300);
    let mut one = cached.provide();
    assert!(poll(&mut one).is_none());
    // The others go on with what is still valid.
    assert_eq!((id(&cached), table.asked()), ("a".to_owned(), 2));
    table.lay(Ok(key("b", 7200)));
    assert!(poll(&mut one).unwrap().is_ok());
    assert_eq!((id(&cached), table.asked()), ("b".to_owned(), 2));
}

#[test]
fn what_is_valid_is_used_if_the_search_fails_and_not_beyond() {
    let (cached, table, clock) = setup();
    table.lay(Ok(key("a", 3600)));
    assert_eq!(id(&cached), "a");
    clock.set(3300);
    table.lay(failed());
    assert_eq!((id(&cached), table.asked()), ("a".to_owned(), 2));
    // For a moment, nobody tries again.
    clock.set(3309);
    assert_eq!((id(&cached), table.asked()), ("a".to_owned(), 2));
    clock.set(3310);
    table.lay(failed());
    assert_eq!((id(&cached), table.asked()), ("a".to_owned(), 3));
    clock.set(3600);
    table.lay(failed());
    let error = poll(&mut cached.provide()).unwrap().unwrap_err();
    assert_eq!((error.message(), table.asked()), ("down", 4));
    table.lay(Ok(key("b", 7200)));
    assert_eq!((id(&cached), table.asked()), ("b".to_owned(), 5));
}

#[test]
fn those_that_are_never_valid_for_long_are_not_looked_for_with_each_call() {
    let (cached, table, clock) = setup();
    table.lay(Ok(key("a", 60)));
    assert_eq!(id(&cached), "a");
    clock.set(9);
    assert_eq!((id(&cached), table.asked()), ("a".to_owned(), 1));
    clock.set(10);
    table.lay(Ok(key("b", 70)));
    assert_eq!((id(&cached), table.asked()), ("b".to_owned(), 2));
}

#[test]
fn those_without_an_expiration_are_kept() {
    let (cached, table, clock) = setup();
    table.lay(Ok(Credentials::new("a", "secret")));
    assert_eq!(id(&cached), "a");
    clock.set(1 << 32);
    assert_eq!((id(&cached), table.asked()), ("a".to_owned(), 1));
}

#[test]
fn what_cannot_be_used_is_not_kept() {
    let (cached, table, clock) = setup();
    clock.set(100);
    table.lay(Ok(key("a", 100)));
    let error = poll(&mut cached.provide()).unwrap().unwrap_err();
    assert!(error.message().contains("have expired"), "{error}");
    table.lay(Ok(Credentials::new("a", "hidden\n")));
    let error = poll(&mut cached.provide()).unwrap().unwrap_err();
    assert_eq!(error.kind(), CredentialsErrorKind::Unusable);
    assert!(!format!("{error:?}").contains("hidden"), "{error}");
    table.lay(Ok(key("b", 3600)));
    assert_eq!((id(&cached), table.asked()), ("b".to_owned(), 3));
}
