//! Who makes a call, and where that is found out.
//!
//! [`Credentials`] are what a request is signed with. A [provider](ProvideCredentials) finds them;
//! a [`CredentialsChain`] asks several providers in order; [`CachedCredentials`] keep what was
//! found until shortly before it expires. A client that is given neither credentials nor a provider
//! looks in the places of [`CredentialsChain::standard`]:
//!
//! 1. environment variables: `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and,
//!    for a temporary access key, `ALIBABA_CLOUD_SECURITY_TOKEN`;
//! 2. a role by OIDC, as pods have one: [`OidcRoleCredentials`];
//! 3. a profile of the vendor's command line: [`CliProfileCredentials`];
//! 4. a profile of the shared credentials file: [`SharedFileCredentials`];
//! 5. the role of the ECS instance: [`EcsRoleCredentials`];
//! 6. a server of one's own: [`UriCredentials`].
//!
//! `ALIBABA_CLOUD_PROFILE` names the profile of 3 and 4, `ALIBABA_CLOUD_CLI_PROFILE_DISABLED` and
//! `ALIBABA_CLOUD_ECS_METADATA_DISABLED` turn off 3 and 5.
//!
//! The chain goes on only where nothing is set up. Half a set of variables, a profile that cannot
//! be read, a server that refuses: each is an error, which says what was tried and why it failed.
//!
//! # Example
//!
//! A role that is assumed with whatever the machine has:
//!
//! ```
//! use aliyun_runtime::credentials::{RamRoleCredentials, Role, Surroundings};
//! use aliyun_runtime::{CredentialsChain, ProvideCredentials};
//!
//! fn auditor() -> Result<impl ProvideCredentials, aliyun_runtime::Error> {
//!     let surroundings = Surroundings::new();
//!     let own = CredentialsChain::standard(&surroundings)?;
//!     let role = Role::new("acs:ram::1234567890:role/auditor").session_name("nightly");
//!     Ok(RamRoleCredentials::new(role, own, &surroundings))
//! }
//! ```
//!
//! What it gives goes to the client's builder, as its `credentials_provider`.

mod answer;
mod cached;
mod chain;
mod cli_profile;
mod ecs_role;
mod file;
mod ini;
mod oidc_role;
mod provider;
mod ram_role;
mod role;
mod secret_json;
mod shared_file;
mod surroundings;
mod uri;
mod variables;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use zeroize::Zeroizing;

pub use self::cached::CachedCredentials;
pub use self::chain::CredentialsChain;
pub use self::cli_profile::CliProfileCredentials;
pub use self::ecs_role::EcsRoleCredentials;
pub use self::oidc_role::OidcRoleCredentials;
pub use self::provider::{CredentialsFuture, ProvideCredentials};
pub use self::ram_role::RamRoleCredentials;
pub use self::role::Role;
pub use self::shared_file::SharedFileCredentials;
pub use self::surroundings::Surroundings;
pub use self::uri::UriCredentials;
pub use self::variables::{
    ACCESS_KEY_ID_VARIABLE, ACCESS_KEY_SECRET_VARIABLE, SECURITY_TOKEN_VARIABLE,
};
use crate::environment::SystemEnvironment;
use crate::error::CredentialsError;

/// The environment variable that names a profile, of the command line's file and of the shared
/// credentials file.
const PROFILE_VARIABLE: &str = "ALIBABA_CLOUD_PROFILE";

/// What a request is signed with: mostly an access key. Secrets and tokens are wiped from memory
/// when the last copy is dropped, and shown nowhere; [`Debug`](fmt::Debug) shows the id alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Shared, as each attempt takes a copy.
    kind: Arc<Kind>,
    expiration: Option<SystemTime>,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    AccessKey { id: String, secret: Zeroizing<String>, security_token: Option<Zeroizing<String>> },
    BearerToken(Zeroizing<String>),
    Anonymous,
}

impl Credentials {
    /// A long-lived access key.
    pub fn new(access_key_id: impl Into<String>, access_key_secret: impl Into<String>) -> Self {
        Self::of_kind(Kind::AccessKey {
            id: access_key_id.into(),
            secret: Zeroizing::new(access_key_secret.into()),
            security_token: None,
        })
    }

    /// Makes it a temporary access key, as STS gives out. What is no access key stays as it is.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<String>) -> Self {
        if let Kind::AccessKey { security_token, .. } = Arc::make_mut(&mut self.kind) {
            *security_token = Some(Zeroizing::new(token.into()));
        }
        self
    }

    /// A bearer token, which is sent instead of a signature.
    pub fn bearer_token(token: impl Into<String>) -> Self {
        Self::of_kind(Kind::BearerToken(Zeroizing::new(token.into())))
    }

    /// Nobody: requests are sent without a signature. Few operations allow it.
    pub fn anonymous() -> Self {
        Self::of_kind(Kind::Anonymous)
    }

    /// The time after which they are no longer valid.
    #[must_use]
    pub fn with_expiration(mut self, time: SystemTime) -> Self {
        self.expiration = Some(time);
        self
    }

    /// The access key in the environment: `ALIBABA_CLOUD_ACCESS_KEY_ID`,
    /// `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for a temporary one, `ALIBABA_CLOUD_SECURITY_TOKEN`.
    /// A [`CredentialsChain`] looks there and in other places.
    ///
    /// # Errors
    ///
    /// One of the first two is absent or empty, or one holds something that cannot be sent. The
    /// error names the variables.
    pub fn from_environment() -> Result<Self, CredentialsError> {
        variables::access_key(&SystemEnvironment)
    }

    fn of_kind(kind: Kind) -> Self {
        Self { kind: Arc::new(kind), expiration: None }
    }

    /// Whether they can be sent at all: not empty, and free of what no HTTP header can hold, such
    /// as the newline at the end of a file that was read whole.
    pub(crate) fn check(&self) -> Result<(), CredentialsError> {
        match &*self.kind {
            Kind::AccessKey { id, secret, security_token } => {
                check_part("access key id", id)?;
                check_part("access key secret", secret)?;
                security_token.as_ref().map_or(Ok(()), |token| check_part("security token", token))
            }
            Kind::BearerToken(token) => check_part("bearer token", token),
            Kind::Anonymous => Ok(()),
        }
    }

    /// The access key's id, which is no secret: it is sent with each request. Empty for what is no
    /// access key.
    pub fn access_key_id(&self) -> &str {
        match &*self.kind {
            Kind::AccessKey { id, .. } => id,
            Kind::BearerToken(_) | Kind::Anonymous => "",
        }
    }

    /// The time after which they are no longer valid, if they say so.
    pub fn expiration(&self) -> Option<SystemTime> {
        self.expiration
    }

    /// The token that is sent as it is: whoever reads it can act in the caller's name.
    #[cfg(feature = "http")]
    pub(crate) fn token(&self) -> Option<&str> {
        match &*self.kind {
            Kind::AccessKey { security_token, .. } => security_token.as_deref().map(String::as_str),
            Kind::BearerToken(token) => Some(token),
            Kind::Anonymous => None,
        }
    }

    pub(crate) fn kind(&self) -> &Kind {
        &self.kind
    }

    pub(crate) fn is_expired(&self, now: SystemTime) -> bool {
        self.expiration.is_some_and(|expiration| expiration <= now)
    }
}

fn check_part(part: &str, value: &str) -> Result<(), CredentialsError> {
    if value.is_empty() {
        return Err(CredentialsError::unusable(format!("the {part} is empty")));
    }
    if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        let message = format!("the {part} holds a space, a control or a non-ASCII character");
        return Err(CredentialsError::unusable(message));
    }
    Ok(())
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Credentials");
        match &*self.kind {
            Kind::AccessKey { id, security_token, .. } => {
                let token = security_token.as_ref().map(|_| Redacted);
                shown
                    .field("access_key_id", id)
                    .field("access_key_secret", &Redacted)
                    .field("security_token", &token);
            }
            Kind::BearerToken(_) => {
                shown.field("bearer_token", &Redacted);
            }
            Kind::Anonymous => {
                shown.field("anonymous", &true);
            }
        }
        shown.field("expiration", &self.expiration).finish()
    }
}

/// Stands where a secret would be.
struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn what_no_header_can_hold_is_refused_without_showing_it() {
        for value in ["key\n", "k ey", "kéy"] {
            let error = Credentials::new("id", value).check().unwrap_err().to_string();
            assert!(error.contains("the access key secret holds"), "{error}");
            assert!(!error.contains(value), "{error}");
            let error = Credentials::bearer_token(value).check().unwrap_err().to_string();
            assert!(error.contains("the bearer token holds"), "{error}");
        }
        let error = Credentials::new("id", "key").with_security_token("").check().unwrap_err();
        assert_eq!(error.to_string(), "no usable credentials: the security token is empty");
        assert!(Credentials::anonymous().check().is_ok());
    }

    #[test]
    fn debug_shows_the_id_alone() {
        let shown =
            format!("{:?}", Credentials::new("id", "hidden-1").with_security_token("hidden-2"));
        assert!(shown.contains("\"id\""), "{shown}");
        assert!(!shown.contains("hidden"), "{shown}");
        let shown = format!("{:?}", Credentials::bearer_token("hidden-3"));
        assert!(shown.contains("bearer_token") && !shown.contains("hidden"), "{shown}");
    }

    #[test]
    fn they_are_valid_until_they_expire() {
        let second = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        let credentials = Credentials::new("id", "key").with_expiration(second(10));
        assert!(!credentials.is_expired(second(9)));
        assert!(credentials.is_expired(second(10)));
        assert!(!Credentials::new("id", "key").is_expired(second(10)));
    }
}
