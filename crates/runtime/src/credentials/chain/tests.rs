use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

use super::*;
use crate::environment::memory::Memory;

/// Gives the same each time, and counts.
#[derive(Clone, Debug)]
struct Counting(Result<Credentials, CredentialsError>, Arc<AtomicUsize>);

impl Counting {
    fn new(result: Result<Credentials, CredentialsError>) -> Self {
        Self(result, Arc::default())
    }

    fn asked(&self) -> usize {
        self.1.load(Ordering::Relaxed)
    }
}

impl ProvideCredentials for Counting {
    fn provide(&self) -> CredentialsFuture<'_> {
        self.1.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { self.0.clone() })
    }

    fn name(&self) -> &'static str {
        "counting"
    }
}

fn absent() -> Counting {
    Counting::new(Err(CredentialsError::not_configured("not there")))
}

fn ask(chain: &CredentialsChain) -> Result<Credentials, CredentialsError> {
    match chain.provide().as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(found) => found,
        Poll::Pending => panic!("nothing here waits"),
    }
}

fn standard(machine: Memory) -> Result<CredentialsChain, CredentialsError> {
    CredentialsChain::standard(&Surroundings::new().environment(machine))
}

#[test]
fn the_first_that_has_credentials_is_asked_alone_from_then_on() {
    let (first, second) = (absent(), Counting::new(Ok(Credentials::new("id", "secret"))));
    let third = absent();
    let chain =
        CredentialsChain::new().then(first.clone()).then(second.clone()).then(third.clone());
    for _ in 0..2 {
        assert_eq!(ask(&chain).unwrap().access_key_id(), "id");
    }
    assert_eq!((first.asked(), second.asked(), third.asked()), (1, 2, 0));
}

#[test]
fn what_is_set_up_and_fails_ends_the_chain() {
    let given = Credentials::new("id", "secret");
    for error in [CredentialsError::unusable("half"), CredentialsError::unavailable("down")] {
        let chain = CredentialsChain::new()
            .then(absent())
            .then(Counting::new(Err(error.clone())))
            .then(given.clone());
        let found = ask(&chain).unwrap_err();
        let expected = format!("counting: not there; counting: {}", error.message());
        assert_eq!((found.message(), found.kind()), (expected.as_str(), error.kind()));
        assert_eq!(found.tried().len(), 2);
    }
}

#[test]
fn what_is_a_guess_does_not() {
    let guess = Counting::new(Err(CredentialsError::unavailable("down")));
    let chain = CredentialsChain::new().with(Link::Guess(Arc::new(guess)));
    assert!(ask(&chain).unwrap_err().is_retryable());
    assert!(ask(&chain.then(Credentials::new("id", "secret"))).is_ok());
}

#[test]
fn half_a_set_of_variables_is_found_at_once_and_named() {
    let error = standard(Memory::new(&[("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "hidden")]));
    let error = error.unwrap_err().to_string();
    assert!(error.contains("but `ALIBABA_CLOUD_ACCESS_KEY_ID` is not"), "{error}");
    assert!(!error.contains("hidden"), "{error}");
    let error = standard(Memory::new(&[("ALIBABA_CLOUD_ROLE_ARN", "r")])).unwrap_err().to_string();
    let expected = "OIDC role: `ALIBABA_CLOUD_ROLE_ARN` is set in the environment, but \
                    `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` and `ALIBABA_CLOUD_OIDC_TOKEN_FILE` are not";
    assert!(error.contains(expected), "{error}");
}

#[test]
fn what_comes_behind_an_access_key_does_not_matter() {
    let chain = standard(Memory::new(&[
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", "id"),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret"),
        ("ALIBABA_CLOUD_ROLE_ARN", "r"),
    ]));
    assert_eq!(ask(&chain.unwrap()).unwrap().access_key_id(), "id");
}

#[test]
fn the_error_names_all_places_that_were_looked_at() {
    let off = Memory::new(&[
        ("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "TRUE"),
        ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true"),
    ]);
    let error = ask(&standard(off).unwrap()).unwrap_err();
    let tried: Vec<_> = error.tried().iter().map(FailedProvider::name).collect();
    let expected = [
        "environment variables",
        "OIDC role",
        "CLI profile",
        "shared credentials file",
        "ECS RAM role",
        "credentials URI",
    ];
    assert_eq!(tried, expected);
    for part in [
        "turned off by `ALIBABA_CLOUD_CLI_PROFILE_DISABLED`",
        "there is no file `/home/.alibabacloud/credentials.ini`",
        "there is no file `/home/.alibabacloud/credentials`",
        "`ALIBABA_CLOUD_CREDENTIALS_URI` is not set",
    ] {
        assert!(error.message().contains(part), "{error}");
    }
    assert!(!error.is_retryable());
}

#[test]
fn a_file_that_somebody_has_named_must_be_there() {
    for name in ["ALIBABA_CLOUD_CONFIG_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"] {
        let chain = standard(Memory::new(&[(name, "/gone")]).with_file(
            "/home/.alibabacloud/credentials",
            "[default]\ntype=access_key\naccess_key_id=i\naccess_key_secret=s",
        ));
        let error = ask(&chain.unwrap()).unwrap_err();
        assert!(error.message().ends_with("there is no file `/gone`"), "{error}");
    }
}
