use std::task::{Context, Poll, Waker};

use super::*;
use crate::Credentials;
use crate::environment::memory::Memory;
use crate::error::CredentialsErrorKind;

/// What the profile `a` of these profiles gives.
fn find(profiles: &str) -> Result<Credentials, CredentialsError> {
    let file = format!(r#"{{"current":"a","profiles":{profiles}}}"#);
    let machine = Memory::default().with_file("/home/.aliyun/config.json", &file);
    let profile = CliProfileCredentials::new(&Surroundings::new().environment(machine));
    match profile.provide().as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(found) => found,
        Poll::Pending => panic!("nothing here waits"),
    }
}

fn error(profiles: &str) -> CredentialsError {
    find(profiles).unwrap_err()
}

#[test]
fn a_mode_that_cannot_be_read_is_named_with_those_that_can() {
    for mode in ["CloudSSO", "OAuth", "External", "CredentialsURI", "RsaKeyPair"] {
        let error = error(&format!(r#"[{{"name":"a","mode":"{mode}"}}]"#));
        let expected = format!(
            "`/home/.aliyun/config.json`: profile `a`: the mode `{mode}` is not supported; \
             supported are `AK`, `StsToken`, `RamRoleArn`, `ChainableRamRoleArn`, `EcsRamRole`, \
             `OIDC`"
        );
        assert_eq!(error.message(), expected);
        assert_eq!(error.kind(), CredentialsErrorKind::Unusable);
    }
    let error = error(r#"[{"name":"a","mode":"ststoken"}]"#);
    assert!(error.message().ends_with("it is spelled `StsToken`"), "{error}");
}

/// The command line leaves such a profile behind when it has only been started.
#[test]
fn an_empty_profile_is_as_good_as_none() {
    for mode in ["", "AK"] {
        let profile = format!(
            r#"[{{"name":"a","mode":"{mode}","access_key_id":"","access_key_secret":""}}]"#
        );
        assert_eq!(error(&profile).kind(), CredentialsErrorKind::NotConfigured);
    }
    let half = r#"[{"name":"a","mode":"","access_key_id":"id"}]"#;
    let error = error(half);
    assert_eq!(error.kind(), CredentialsErrorKind::Unusable);
    assert!(error.message().ends_with("it has no `access_key_secret`"), "{error}");
}

#[test]
fn a_profile_without_a_mode_has_that_of_its_fields() {
    let key = r#""name":"a","access_key_id":"i","access_key_secret":"s""#;
    assert_eq!(find(&format!("[{{{key}}}]")).unwrap(), Credentials::new("i", "s"));
    let temporary = find(&format!(r#"[{{{key},"sts_token":"t"}}]"#)).unwrap();
    assert_eq!(temporary, Credentials::new("i", "s").with_security_token("t"));
}

#[test]
fn profiles_that_lead_to_themselves_are_an_error() {
    let profile = |name, source| {
        format!(
            r#"{{"name":"{name}","mode":"ChainableRamRoleArn","source_profile":"{source}","ram_role_arn":"r"}}"#
        )
    };
    let error = error(&format!("[{},{}]", profile("a", "b"), profile("b", "a")));
    assert!(error.message().ends_with("the profile `a` has itself as its source"), "{error}");
    let error = super::tests::error(&format!("[{}]", profile("a", "gone")));
    assert!(error.message().ends_with("it has no profile `gone`"), "{error}");
    assert_ne!(error.kind(), CredentialsErrorKind::NotConfigured);
}

#[test]
fn a_file_that_is_no_json_is_an_error_that_shows_nothing_of_it() {
    let error = error(r#"["hidden"#);
    assert_eq!(error.kind(), CredentialsErrorKind::Unusable);
    assert!(error.message().contains("is no JSON") && !error.message().contains("hidden"));
    assert!(super::tests::error("{}").message().contains("no profile `a`"));
}
