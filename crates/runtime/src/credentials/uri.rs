//! A server of one's own that gives out access keys.

use std::fmt;
use std::time::Duration;

use super::surroundings::{Route, Surroundings};
use super::{Credentials, CredentialsFuture, ProvideCredentials, answer};
use crate::agent;
use crate::endpoint::Endpoint;
use crate::environment::variable;
use crate::error::CredentialsError;
use crate::header;
use crate::transport::HttpRequest;

const VARIABLE: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";
/// How long the server may take with an answer, connecting included.
const LIMIT: Duration = Duration::from_secs(15);
/// What errors call this source of credentials.
pub(super) const NAME: &str = "credentials URI";

/// A temporary access key from a server that answers a GET in the form of the ECS metadata
/// service: `{"Code":"Success","AccessKeyId":…,"AccessKeySecret":…,"SecurityToken":…,"Expiration":…}`.
#[derive(Clone)]
pub struct UriCredentials {
    url: String,
    route: Route,
    surroundings: Surroundings,
}

impl UriCredentials {
    /// The server's URL, with `http://` or `https://`.
    ///
    /// # Errors
    ///
    /// It is no such URL, or has a user's name in it.
    pub fn new(url: &str, surroundings: &Surroundings) -> Result<Self, CredentialsError> {
        let refuse =
            || CredentialsError::unusable("it is no URL as in `http://localhost:8080/credentials`");
        let (scheme, rest) = url.split_once("://").ok_or_else(refuse)?;
        let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
        let authority_end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(authority_end).ok_or_else(refuse)?;
        let endpoint = Endpoint::parse(&format!("{scheme}://{authority}")).map_err(|_| refuse())?;
        let slash = if path.starts_with('/') { "" } else { "/" };
        Ok(Self {
            url: format!("{endpoint}{slash}{path}"),
            // A proxy would look for a server on this machine on its own.
            route: if endpoint.is_loopback() { Route::Direct } else { Route::Network },
            surroundings: surroundings.clone(),
        })
    }

    /// The URL in `ALIBABA_CLOUD_CREDENTIALS_URI`.
    ///
    /// # Errors
    ///
    /// The variable is not set, or holds no such URL.
    pub fn from_environment(surroundings: &Surroundings) -> Result<Self, CredentialsError> {
        match variable(surroundings.machine(), VARIABLE) {
            Some(url) => Self::new(&url, surroundings).map_err(|error| error.behind(VARIABLE)),
            None => Err(CredentialsError::not_configured(format!("`{VARIABLE}` is not set"))),
        }
    }

    async fn ask(&self) -> Result<Credentials, CredentialsError> {
        let headers = [
            (header::ACCEPT.to_owned(), "application/json".to_owned()),
            (header::USER_AGENT.to_owned(), agent::user_agent()),
        ];
        let request = HttpRequest {
            method: "GET".to_owned(),
            url: self.url.clone(),
            headers: headers.into(),
            body: Vec::new(),
        };
        answer::of_metadata(self.surroundings.exchange(request, self.route, LIMIT).await?)
    }
}

impl ProvideCredentials for UriCredentials {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(async { self.ask().await.map_err(CredentialsError::once_asked_for) })
    }

    fn name(&self) -> &'static str {
        NAME
    }
}

/// The query is left out: it may hold a password.
impl fmt::Debug for UriCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.url.split_once('?').map_or(self.url.as_str(), |(url, _)| url);
        f.debug_struct("UriCredentials").field("url", &shown).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Result<(String, Route), CredentialsError> {
        UriCredentials::new(text, &Surroundings::new()).map(|made| (made.url, made.route))
    }

    #[test]
    fn a_url_is_sent_as_it_is() {
        let cases = [
            ("http://127.0.0.1:1/cred?x=1", "http://127.0.0.1:1/cred?x=1", Route::Direct),
            ("http://localhost", "http://localhost/", Route::Direct),
            ("https://a.example?x=1#f", "https://a.example/?x=1", Route::Network),
        ];
        for (text, expected, route) in cases {
            assert_eq!(url(text).unwrap(), (expected.to_owned(), route), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_without_being_shown() {
        for text in ["", "hidden", "ftp://hidden/", "http://hidden@host/", "http:///hidden"] {
            let error = url(text).unwrap_err();
            assert!(!error.message().contains("hidden"), "{error}");
        }
    }

    #[test]
    fn debug_does_not_show_the_query() {
        let made = UriCredentials::new("http://localhost/a?key=hidden", &Surroundings::new());
        let shown = format!("{:?}", made.unwrap());
        assert!(shown.contains("/a") && !shown.contains("hidden"), "{shown}");
    }
}
