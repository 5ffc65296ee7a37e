//! Requests that did not get through, and answers that did not come, or not in time.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// There was no whole answer in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeoutError {
    scope: TimeoutScope,
    limit: Duration,
}

/// What took too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutScope {
    /// Reaching the endpoint. Nothing was sent.
    Connect,
    /// One sending of the request, up to the end of its answer.
    Attempt,
    /// The call as a whole.
    Call,
}

impl TimeoutError {
    /// `scope` took longer than `limit`.
    pub fn new(scope: TimeoutScope, limit: Duration) -> Self {
        Self { scope, limit }
    }

    /// What took too long.
    pub fn scope(&self) -> TimeoutScope {
        self.scope
    }

    /// The limit that was set for it.
    pub fn limit(&self) -> Duration {
        self.limit
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scope {
            TimeoutScope::Connect => write!(f, "no connection within {:?}", self.limit),
            TimeoutScope::Attempt => write!(f, "no answer within {:?}", self.limit),
            TimeoutScope::Call => write!(f, "the call took longer than {:?}", self.limit),
        }
    }
}

impl StdError for TimeoutError {}

/// A request that did not get through, or whose answer did not.
#[derive(Debug)]
pub struct TransportError(Box<Cause>);

#[derive(Debug)]
struct Cause {
    kind: TransportErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// How far a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// It could not be put into HTTP. Nothing was sent.
    Unsendable,
    /// There is no connection: unknown host, refused, no TLS. Nothing was sent.
    Connect,
    /// Connecting took too long. Nothing was sent.
    ConnectTimeout,
    /// The connection broke before the answer was whole.
    Interrupted,
    /// The answer's body is larger than allowed.
    TooLarge,
}

impl TransportError {
    /// An error of this kind. `message` says in a few words what was tried, without secrets.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Cause { kind, message: message.into(), source: None }))
    }

    /// The same error with what caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// How far the request came.
    pub fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }

    /// Whether the same request may get through a little later.
    pub fn is_retryable(&self) -> bool {
        use TransportErrorKind::{Connect, ConnectTimeout, Interrupted};
        matches!(self.kind(), Connect | ConnectTimeout | Interrupted)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
