//! Requests that did not get through, and answers that did not come, or not in time.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{Error, one_line};
use crate::header;
use crate::transport::HttpResponse;

/// There was no whole answer in time.
#[derive(Debug)]
pub struct TimeoutError(Box<Timeout>);

#[derive(Debug)]
struct Timeout {
    scope: TimeoutScope,
    limit: Duration,
    response: Option<HttpResponse>,
    last: Option<Error>,
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
        Self(Box::new(Timeout { scope, limit, response: None, last: None }))
    }

    /// The same timeout of a call whose attempt before the last failed in this way.
    #[cfg(any(feature = "http", test))]
    pub(crate) fn after(mut self, last: Option<Error>) -> Self {
        self.0.last = last;
        self
    }

    /// The same timeout of an answer of which this much had come.
    #[cfg(any(feature = "http", test))]
    pub(crate) fn in_answer(mut self, response: Option<HttpResponse>) -> Self {
        self.0.response = response;
        self
    }

    /// What had come of the answer, if its status had. Its body is the start of the whole one, 1
    /// KiB at most.
    pub fn response(&self) -> Option<&HttpResponse> {
        self.0.response.as_ref()
    }

    /// Why the attempt before failed, if there was more than one. It is the error's
    /// [source](StdError::source), too.
    pub fn last_error(&self) -> Option<&Error> {
        self.0.last.as_ref()
    }

    /// What took too long.
    pub fn scope(&self) -> TimeoutScope {
        self.0.scope
    }

    /// The limit that was set for it.
    pub fn limit(&self) -> Duration {
        self.0.limit
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scope() {
            TimeoutScope::Connect => write!(f, "no connection within {:?}", self.limit()),
            TimeoutScope::Attempt if self.response().is_some() => {
                write!(f, "the answer was not whole within {:?}", self.limit())
            }
            TimeoutScope::Attempt => write!(f, "no answer within {:?}", self.limit()),
            TimeoutScope::Call => write!(f, "the call took longer than {:?}", self.limit()),
        }?;
        let Some(response) = self.response() else { return Ok(()) };
        write!(f, " (HTTP {})", response.status())?;
        match response.header(header::REQUEST_ID) {
            Some(id) => write!(f, " [request id {}]", one_line(id)),
            None => Ok(()),
        }
    }
}

impl StdError for TimeoutError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.last_error().map(|error| error as _)
    }
}

/// A request that did not get through, or whose answer did not.
#[derive(Debug)]
pub struct TransportError(Box<Cause>);

#[derive(Debug)]
struct Cause {
    kind: TransportErrorKind,
    message: String,
    response: Option<HttpResponse>,
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
        let message = message.into();
        Self(Box::new(Cause { kind, message, response: None, source: None }))
    }

    /// The same error with what caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The same error with what had come of the answer: its status, its headers, and the start of
    /// its body.
    #[must_use]
    pub fn with_response(mut self, response: HttpResponse) -> Self {
        self.0.response = Some(response);
        self
    }

    /// What had come of the answer. Its body is the start of the whole one.
    pub fn response(&self) -> Option<&HttpResponse> {
        self.0.response.as_ref()
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

    /// Whether nothing was sent.
    pub(super) fn is_unsent(&self) -> bool {
        use TransportErrorKind::{Connect, ConnectTimeout, Unsendable};
        matches!(self.kind(), Connect | ConnectTimeout | Unsendable)
    }

    /// The text at the end of the chain of sources, which says most.
    fn root_cause(&self) -> Option<String> {
        let mut last: &dyn StdError = self.0.source.as_deref()?;
        while let Some(next) = last.source() {
            last = next;
        }
        Some(one_line(&last.to_string()))
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        if let Some(response) = self.response() {
            write!(f, " (HTTP {})", response.status())?;
        }
        match self.root_cause() {
            Some(cause) => write!(f, ": {cause}"),
            None => Ok(()),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ServiceErrorFacts;

    #[test]
    fn the_line_has_the_status_and_the_root_of_the_causes() {
        let error = TransportError::new(TransportErrorKind::Interrupted, "it broke");
        assert_eq!(error.to_string(), "it broke");
        let inner = std::io::Error::other("reset\nby peer");
        let middle = TransportError::new(TransportErrorKind::Interrupted, "middle");
        let error = error.with_source(middle.with_source(inner)).with_response(HttpResponse::new(
            502,
            Vec::new(),
            "<ht",
        ));
        assert_eq!(error.to_string(), "it broke (HTTP 502): reset by peer");
        assert!(error.source().unwrap().source().unwrap().is::<std::io::Error>());
    }

    #[test]
    fn a_timeout_leads_to_the_failure_before_it() {
        let limit = Duration::from_secs(1);
        let timeout = TimeoutError::new(TimeoutScope::Call, limit);
        assert!(timeout.source().is_none());
        let facts = ServiceErrorFacts { http_status: 503, ..Default::default() };
        let before = Error::from(super::super::ServiceError::new(facts));
        let timeout = timeout.after(Some(before));
        assert_eq!(timeout.to_string(), "the call took longer than 1s");
        assert_eq!(timeout.source().unwrap().to_string(), "HTTP 503");
    }
}
