//! No secret is in anything that a program might print while credentials are looked for.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod support;

use std::fmt::Debug;
use std::time::UNIX_EPOCH;

use aliyun_runtime::credentials::{
    CliProfileCredentials, EcsRoleCredentials, OidcRoleCredentials, RamRoleCredentials, Role,
    SharedFileCredentials, Surroundings, UriCredentials,
};
use aliyun_runtime::error::CredentialsError;
use aliyun_runtime::transport::HttpResponse;
use aliyun_runtime::{CachedCredentials, Credentials, CredentialsChain, Error, ProvideCredentials};
use support::surroundings::{Machine, Script, surroundings};

/// What all secrets of these tests have in them.
const MARK: &str = "hidden";

fn assert_shows_none(shown: &str) {
    assert!(!shown.contains(MARK), "{shown}");
    // As a list of bytes, a secret can be read as well.
    assert!(!shown.contains("104, 105, 100"), "{shown}");
}

fn assert_debug_shows_none(value: &impl Debug) {
    assert_shows_none(&format!("{value:?} {value:#?}"));
}

fn assert_error_shows_none(error: &CredentialsError) {
    assert_debug_shows_none(error);
    assert_shows_none(&format!("{error} {} {:?}", error.message(), error.tried()));
    assert_shows_none(&format!("{0:?} {0}", Error::from(error.clone())));
}

fn answer(status: u16, body: &str) -> HttpResponse {
    HttpResponse::new(status, Vec::new(), body)
}

/// A machine on which each place holds a secret.
fn machine() -> Machine {
    let profiles = r#"{"current":"a","profiles":[
        {"name":"a","mode":"RamRoleArn","access_key_id":"i","access_key_secret":"hidden","ram_role_arn":"r"},
        {"name":"half","mode":"StsToken","access_key_id":"i","access_key_secret":"hidden"},
        {"name":"newline","mode":"AK","access_key_id":"i","access_key_secret":"hidden\n"},
        {"name":"other","mode":"OAuth","access_key_secret":"hidden","oauth_refresh_token":"hidden"}]}"#;
    let sections = "[a]\ntype=access_key\naccess_key_id=i\naccess_key_secret=hid den\n\
                    access_key_secret=hidden hidden\n[half]\ntype=access_key\n\
                    access_key_secret=hidden\n[other]\ntype=rsa_key_pair\nprivate_key_file=hidden\n";
    Machine::default()
        .with_file("~/.aliyun/config.json", profiles)
        .with_file("~/.alibabacloud/credentials", sections)
        .with_file("/token", "hidden-token\n")
        .with_file("/broken", "[a]\nhidden without a sign\n")
        .with_file("/broken.json", r#"{"access_key_secret":"hidden"#)
}

/// Answers that hold what nobody may see; `None` is a server that cannot be reached.
fn bad_answers() -> impl Iterator<Item = Option<HttpResponse>> {
    let half = r#"{"Code":"Success","Credentials":{"AccessKeySecret":"hidden"},"AccessKeySecret":"hidden"}"#;
    let no_time = r#"{"Code":"Success","AccessKeyId":"i","AccessKeySecret":"hidden","SecurityToken":"hidden","Expiration":"hidden"}"#;
    let answers = [
        answer(200, half),
        answer(200, no_time),
        answer(200, r#"{"Credentials":{"AccessKeySecret":"hidden"#),
        answer(500, r#"{"AccessKeySecret":"hidden"}"#),
        answer(502, "hidden"),
        answer(302, "hidden"),
    ];
    answers.into_iter().map(Some).chain([None])
}

fn providers(surroundings: &Surroundings) -> Vec<Box<dyn ProvideCredentials>> {
    let source = Credentials::new("i", "hidden").with_security_token("hidden");
    let role = || Role::new("r");
    let cli = |profile: &str| CliProfileCredentials::new(surroundings).profile(profile);
    let shared = |profile: &str| SharedFileCredentials::new(surroundings).profile(profile);
    vec![
        Box::new(EcsRoleCredentials::new(surroundings)),
        Box::new(EcsRoleCredentials::new(surroundings).role("r")),
        Box::new(UriCredentials::new("http://localhost/?key=hidden", surroundings).unwrap()),
        Box::new(RamRoleCredentials::new(role(), source, surroundings)),
        Box::new(RamRoleCredentials::new(role(), Credentials::new("i", "hidden\n"), surroundings)),
        Box::new(RamRoleCredentials::new(
            role(),
            Credentials::bearer_token("hidden"),
            surroundings,
        )),
        Box::new(OidcRoleCredentials::new(role(), "p", "/token", surroundings)),
        Box::new(cli("a")),
        Box::new(cli("half")),
        Box::new(cli("newline")),
        Box::new(cli("other")),
        Box::new(cli("a").path("/broken.json")),
        Box::new(shared("a")),
        Box::new(shared("half")),
        Box::new(shared("other")),
        Box::new(shared("a").path("/broken")),
    ]
}

#[tokio::test]
async fn providers_their_errors_and_their_requests_show_none() {
    for bad in bad_answers() {
        // Each request has the same answer, whichever it is.
        let script = Script::new(vec![bad; 100]);
        let surroundings = surroundings(machine(), script.clone());
        for provider in providers(&surroundings) {
            assert_debug_shows_none(&provider);
            let mut found = provider.provide().await;
            if found.is_ok() {
                found = CachedCredentials::new(provider, UNIX_EPOCH).provide().await;
            }
            assert_error_shows_none(&found.unwrap_err());
        }
        assert_debug_shows_none(&script);
        assert_debug_shows_none(&surroundings);
    }
}

/// What a program panics with when it meets the one where it expects the other.
#[test]
fn panics_show_none() {
    let message = |panicking: fn()| {
        let panic = std::panic::catch_unwind(panicking).unwrap_err();
        *panic.downcast::<String>().unwrap()
    };
    assert_shows_none(&message(|| {
        let found = Credentials::new("i", "hidden").with_security_token("hidden");
        assert_eq!(found, Credentials::anonymous());
    }));
    assert_shows_none(&message(|| {
        let machine = Machine::default().with_variable("ALIBABA_CLOUD_SECURITY_TOKEN", "hidden");
        CredentialsChain::standard(&surroundings(machine, Script::default())).unwrap();
    }));
}

#[tokio::test]
async fn a_token_that_the_service_repeats_is_taken_out() {
    let refusal = r#"{"Code":"AuthenticationFail","Message":"hidden-token is none"}"#;
    let script = Script::new([Some(answer(400, refusal))]);
    let surroundings = surroundings(machine(), script);
    let role = OidcRoleCredentials::new(Role::new("r"), "p", "/token", &surroundings);
    let error = role.provide().await.unwrap_err();
    assert!(error.message().contains("AuthenticationFail (HTTP 400): <redacted>"), "{error}");
    assert_error_shows_none(&error);
}

#[tokio::test]
async fn chains_show_none() {
    let given = Credentials::new("i", "hidden").with_security_token("hidden");
    let chain = CredentialsChain::new().then(given).then(Credentials::bearer_token("hidden"));
    assert_debug_shows_none(&chain);
    let cached = CachedCredentials::new(chain, UNIX_EPOCH);
    assert_debug_shows_none(&cached.provide().await.unwrap());
    assert_debug_shows_none(&cached);

    for variables in [
        &[("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "hidden")][..],
        &[("ALIBABA_CLOUD_SECURITY_TOKEN", "hidden")],
        &[("ALIBABA_CLOUD_ACCESS_KEY_ID", "i"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "hidden\n")],
    ] {
        let machine = variables
            .iter()
            .fold(Machine::default(), |machine, (name, value)| machine.with_variable(name, value));
        let error = CredentialsChain::standard(&surroundings(machine, Script::default()));
        assert_error_shows_none(&error.unwrap_err());
    }
    let machine = machine().with_variable("ALIBABA_CLOUD_CREDENTIALS_URI", "ftp://hidden");
    let chain = CredentialsChain::standard(&surroundings(machine, Script::default())).unwrap();
    assert_debug_shows_none(&chain);
    assert_error_shows_none(&chain.provide().await.unwrap_err());
}
