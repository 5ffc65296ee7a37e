//! Who makes a call: an access key, with a security token if the key is a temporary one.

use std::env;
use std::fmt;

use zeroize::Zeroizing;

use crate::error::CredentialsError;

/// The environment variable with the access key's id.
pub const ACCESS_KEY_ID_VARIABLE: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
/// The environment variable with the access key's secret.
pub const ACCESS_KEY_SECRET_VARIABLE: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
/// The environment variable with the security token of a temporary access key.
pub const SECURITY_TOKEN_VARIABLE: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// An access key. The secret and the token are wiped from memory when the last copy is dropped,
/// and shown nowhere; [`Debug`](fmt::Debug) shows the id alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    access_key_id: String,
    access_key_secret: Zeroizing<String>,
    security_token: Option<Zeroizing<String>>,
}

impl Credentials {
    /// A long-lived access key.
    pub fn new(access_key_id: impl Into<String>, access_key_secret: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            access_key_secret: Zeroizing::new(access_key_secret.into()),
            security_token: None,
        }
    }

    /// Makes it a temporary access key, as STS gives out.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<String>) -> Self {
        self.security_token = Some(Zeroizing::new(token.into()));
        self
    }

    /// The access key in the environment: `ALIBABA_CLOUD_ACCESS_KEY_ID`,
    /// `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for a temporary one, `ALIBABA_CLOUD_SECURITY_TOKEN`.
    ///
    /// # Errors
    ///
    /// One of the first two is absent or empty, or one holds something that cannot be sent. The
    /// error names the variables.
    pub fn from_environment() -> Result<Self, CredentialsError> {
        Self::from_variables(|name| env::var_os(name).map(|value| value.to_string_lossy().into()))
    }

    /// The access key in variables, looked up by name. An empty variable is as good as none.
    fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, CredentialsError> {
        let lookup = |name| lookup(name).filter(|value| !value.is_empty());
        let credentials = match (lookup(ACCESS_KEY_ID_VARIABLE), lookup(ACCESS_KEY_SECRET_VARIABLE))
        {
            (Some(id), Some(secret)) => Self::new(id, secret),
            (Some(_), None) => return Err(half_set(ACCESS_KEY_SECRET_VARIABLE)),
            (None, Some(_)) => return Err(half_set(ACCESS_KEY_ID_VARIABLE)),
            (None, None) => return Err(absent()),
        };
        let credentials = match lookup(SECURITY_TOKEN_VARIABLE) {
            Some(token) => credentials.with_security_token(token),
            None => credentials,
        };
        credentials.check()?;
        Ok(credentials)
    }

    /// Whether they can be sent at all: not empty, and free of what no HTTP header can hold, such
    /// as the newline at the end of a file that was read whole.
    pub(crate) fn check(&self) -> Result<(), CredentialsError> {
        let token = self.security_token.as_deref().map_or("-", String::as_str);
        let parts = [
            ("access key id", self.access_key_id.as_str()),
            ("access key secret", self.access_key_secret.as_str()),
            ("security token", token),
        ];
        for (part, value) in parts {
            if value.is_empty() {
                return Err(CredentialsError::new(format!("the {part} is empty")));
            }
            if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
                let message =
                    format!("the {part} holds a space, a control or a non-ASCII character");
                return Err(CredentialsError::new(message));
            }
        }
        Ok(())
    }

    /// The access key's id, which is no secret: it is sent with each request.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    pub(crate) fn access_key_secret(&self) -> &str {
        &self.access_key_secret
    }

    pub(crate) fn security_token(&self) -> Option<&str> {
        self.security_token.as_deref().map(String::as_str)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let token = self.security_token.as_ref().map(|_| Redacted);
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .field("access_key_secret", &Redacted)
            .field("security_token", &token)
            .finish()
    }
}

/// Stands where a secret would be.
struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

fn half_set(missing: &str) -> CredentialsError {
    let set = if missing == ACCESS_KEY_ID_VARIABLE {
        ACCESS_KEY_SECRET_VARIABLE
    } else {
        ACCESS_KEY_ID_VARIABLE
    };
    CredentialsError::new(format!("`{set}` is set in the environment, but `{missing}` is not"))
}

fn absent() -> CredentialsError {
    CredentialsError::new(format!(
        "set `{ACCESS_KEY_ID_VARIABLE}` and `{ACCESS_KEY_SECRET_VARIABLE}` in the environment, \
         or give credentials to the client's builder"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<Credentials, CredentialsError> {
        Credentials::from_variables(|name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn two_variables_make_an_access_key() {
        let found = from(&[(ACCESS_KEY_ID_VARIABLE, "id"), (ACCESS_KEY_SECRET_VARIABLE, "key")]);
        assert_eq!(found.unwrap(), Credentials::new("id", "key"));
    }

    #[test]
    fn a_third_makes_it_temporary() {
        let found = from(&[
            (ACCESS_KEY_ID_VARIABLE, "id"),
            (ACCESS_KEY_SECRET_VARIABLE, "key"),
            (SECURITY_TOKEN_VARIABLE, "token"),
        ]);
        assert_eq!(found.unwrap(), Credentials::new("id", "key").with_security_token("token"));
    }

    #[test]
    fn the_error_names_the_variable_that_is_missing() {
        let error = from(&[(ACCESS_KEY_ID_VARIABLE, "id"), (ACCESS_KEY_SECRET_VARIABLE, "")]);
        let expected = "no usable credentials: \
                        `ALIBABA_CLOUD_ACCESS_KEY_ID` is set in the environment, \
                        but `ALIBABA_CLOUD_ACCESS_KEY_SECRET` is not";
        assert_eq!(error.unwrap_err().to_string(), expected);
        let error = from(&[(ACCESS_KEY_SECRET_VARIABLE, "key")]).unwrap_err().to_string();
        assert!(error.ends_with("but `ALIBABA_CLOUD_ACCESS_KEY_ID` is not"), "{error}");
        let error = from(&[]).unwrap_err().to_string();
        assert!(error.contains(ACCESS_KEY_ID_VARIABLE), "{error}");
        assert!(error.contains(ACCESS_KEY_SECRET_VARIABLE), "{error}");
    }

    #[test]
    fn what_no_header_can_hold_is_refused_without_showing_it() {
        for value in ["key\n", "k ey", "kéy"] {
            let error = Credentials::new("id", value).check().unwrap_err().to_string();
            assert!(error.contains("the access key secret holds"), "{error}");
            assert!(!error.contains(value), "{error}");
        }
        let error = Credentials::new("id", "key").with_security_token("").check().unwrap_err();
        assert_eq!(error.to_string(), "no usable credentials: the security token is empty");
    }

    #[test]
    fn debug_shows_the_id_alone() {
        let shown =
            format!("{:?}", Credentials::new("id", "hidden-1").with_security_token("hidden-2"));
        assert!(shown.contains("\"id\""), "{shown}");
        assert!(!shown.contains("hidden"), "{shown}");
    }
}
