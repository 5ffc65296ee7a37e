//! The access key in environment variables.

use super::Credentials;
use crate::environment::{Environment, variable};
use crate::error::CredentialsError;

/// The environment variable with the access key's id.
pub const ACCESS_KEY_ID_VARIABLE: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
/// The environment variable with the access key's secret.
pub const ACCESS_KEY_SECRET_VARIABLE: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
/// The environment variable with the security token of a temporary access key.
pub const SECURITY_TOKEN_VARIABLE: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// What errors call this source of credentials.
pub(super) const NAME: &str = "environment variables";

/// The access key in the variables. If some of those that it needs are set and others are not, that
/// is an error and not the absence of an access key.
pub(super) fn access_key(environment: &dyn Environment) -> Result<Credentials, CredentialsError> {
    let needed = [ACCESS_KEY_ID_VARIABLE, ACCESS_KEY_SECRET_VARIABLE];
    let token = variable(environment, SECURITY_TOKEN_VARIABLE);
    let found = all_of(environment, needed)?;
    let credentials = match (found, token) {
        (Some([id, secret]), Some(token)) => {
            Credentials::new(id, secret).with_security_token(token)
        }
        (Some([id, secret]), None) => Credentials::new(id, secret),
        (None, Some(_)) => return Err(half_set(&[SECURITY_TOKEN_VARIABLE], &needed)),
        (None, None) => return Err(absent()),
    };
    credentials.check()?;
    Ok(credentials)
}

/// The values of variables that need each other; nothing if none is set.
pub(super) fn all_of<const N: usize>(
    environment: &dyn Environment,
    names: [&str; N],
) -> Result<Option<[String; N]>, CredentialsError> {
    let values = names.map(|name| variable(environment, name));
    let of = |is_wanted: fn(&Option<String>) -> bool| -> Vec<&str> {
        let chosen = names.iter().zip(&values).filter(|(_, value)| is_wanted(value));
        chosen.map(|(name, _)| *name).collect()
    };
    let (set, missing) = (of(Option::is_some), of(Option::is_none));
    match (set.is_empty(), missing.is_empty()) {
        (true, _) => Ok(None),
        (false, true) => Ok(Some(values.map(Option::unwrap_or_default))),
        (false, false) => Err(half_set(&set, &missing)),
    }
}

fn half_set(set: &[&str], missing: &[&str]) -> CredentialsError {
    CredentialsError::unusable(format!(
        "{} set in the environment, but {} not",
        with_verb(set),
        with_verb(missing)
    ))
}

/// `` `A` is ``, or `` `A` and `B` are ``.
fn with_verb(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", quoted.join(" and "))
}

fn absent() -> CredentialsError {
    CredentialsError::not_configured(format!(
        "set `{ACCESS_KEY_ID_VARIABLE}` and `{ACCESS_KEY_SECRET_VARIABLE}` in the environment, \
         or give credentials to the client's builder"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::memory::Memory;

    fn from(variables: &[(&str, &str)]) -> Result<Credentials, CredentialsError> {
        access_key(&Memory::new(variables))
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
        let error = from(&[(SECURITY_TOKEN_VARIABLE, "token")]).unwrap_err().to_string();
        assert!(error.contains("`ALIBABA_CLOUD_SECURITY_TOKEN` is set"), "{error}");
        let error = from(&[]).unwrap_err().to_string();
        assert!(error.contains(ACCESS_KEY_ID_VARIABLE), "{error}");
        assert!(error.contains(ACCESS_KEY_SECRET_VARIABLE), "{error}");
    }
}
