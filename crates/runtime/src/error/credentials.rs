//! Why there are no usable credentials.

use std::fmt;
use std::sync::Arc;

use super::one_line;

/// Credentials that are absent or cannot be used. They are not shown.
#[derive(Clone)]
pub struct CredentialsError(Arc<Facts>);

struct Facts {
    kind: CredentialsErrorKind,
    message: String,
    tried: Vec<FailedProvider>,
}

/// What is wrong with a source of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialsErrorKind {
    /// Nobody has set it up: a chain goes on to the next one.
    NotConfigured,
    /// It is set up, but wrongly. A chain ends here: going on would mean to act as somebody else
    /// than was asked for.
    Unusable,
    /// It is set up, but does not answer now. A chain ends here, too.
    Unavailable,
}

/// A source of credentials that was tried in vain.
#[derive(Clone, Debug)]
pub struct FailedProvider {
    name: String,
    error: CredentialsError,
}

impl FailedProvider {
    pub(crate) fn new(name: impl Into<String>, error: CredentialsError) -> Self {
        Self { name: name.into(), error }
    }

    /// The name of the source, as in `environment variables`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why it has none.
    pub fn error(&self) -> &CredentialsError {
        &self.error
    }
}

impl CredentialsError {
    /// Nobody has set up this source of credentials. `message` says what was looked for.
    pub fn not_configured(message: impl Into<String>) -> Self {
        Self::of_kind(CredentialsErrorKind::NotConfigured, message)
    }

    /// The source is set up wrongly. `message` says how, without showing a secret.
    pub fn unusable(message: impl Into<String>) -> Self {
        Self::of_kind(CredentialsErrorKind::Unusable, message)
    }

    /// The source does not answer now. `message` says what was tried, without showing a secret.
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::of_kind(CredentialsErrorKind::Unavailable, message)
    }

    /// The failure of a chain: all that it tried, up to the one that ended it.
    pub(crate) fn of_chain(tried: Vec<FailedProvider>) -> Self {
        let reasons: Vec<_> = tried
            .iter()
            .map(|failed| format!("{}: {}", one_line(&failed.name), failed.error.message()))
            .collect();
        let kinds = tried.iter().map(|failed| failed.error.kind());
        let kind = kinds.into_iter().find(|kind| *kind != CredentialsErrorKind::NotConfigured);
        let kind = kind.unwrap_or(CredentialsErrorKind::NotConfigured);
        let message =
            if reasons.is_empty() { "nothing to try".to_owned() } else { reasons.join("; ") };
        Self(Arc::new(Facts { kind, message, tried }))
    }

    /// The same failure of a source that somebody asked for: it is set up, whatever it found.
    pub(crate) fn once_asked_for(self) -> Self {
        match self.kind() {
            CredentialsErrorKind::NotConfigured => Self::unavailable(self.message()),
            _ => self,
        }
    }

    /// The same failure with a few words in front: at what it came up.
    pub(crate) fn behind(&self, context: &str) -> Self {
        Self::of_kind(self.kind(), format!("{context}: {}", self.message()))
    }

    /// The same failure without a secret that somebody else has put into it.
    pub(crate) fn hiding(&self, secret: &str) -> Self {
        Self::of_kind(self.kind(), self.message().replace(secret, "<redacted>"))
    }

    fn of_kind(kind: CredentialsErrorKind, message: impl Into<String>) -> Self {
        let message = one_line(&message.into());
        Self(Arc::new(Facts { kind, message, tried: Vec::new() }))
    }

    /// What is wrong, in general.
    pub fn kind(&self) -> CredentialsErrorKind {
        self.0.kind
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The sources that a chain tried, in order, and why each has none; empty for an error of a
    /// single source.
    pub fn tried(&self) -> &[FailedProvider] {
        &self.0.tried
    }

    /// Whether there may be credentials a little later.
    pub fn is_retryable(&self) -> bool {
        self.kind() == CredentialsErrorKind::Unavailable
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no usable credentials: {}", self.message())
    }
}

impl fmt::Debug for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsError")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("tried", &self.0.tried)
            .finish()
    }
}

impl std::error::Error for CredentialsError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_says_what_it_tried_and_why_each_failed() {
        let error = CredentialsError::of_chain(vec![
            FailedProvider::new("first", CredentialsError::not_configured("no\nfile")),
            FailedProvider::new("second", CredentialsError::unavailable("HTTP 503")),
        ]);
        let expected = "no usable credentials: first: no file; second: HTTP 503";
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.tried()[1].name(), "second");
        assert_eq!(error.kind(), CredentialsErrorKind::Unavailable);
        assert!(error.is_retryable());
    }

    #[test]
    fn what_was_asked_for_is_set_up() {
        let error = CredentialsError::not_configured("none").once_asked_for();
        assert_eq!(error.kind(), CredentialsErrorKind::Unavailable);
        let error = CredentialsError::unusable("half").once_asked_for();
        assert_eq!(error.kind(), CredentialsErrorKind::Unusable);
    }
}
