//! How a call can fail, before it is sent, on the way, and by the service's word.

mod credentials;
mod local;
mod service;
mod transport;
mod unreadable;

use std::error::Error as StdError;
use std::fmt;

pub use credentials::{CredentialsError, CredentialsErrorKind, FailedProvider};
pub use local::{ConfigurationError, EndpointError, InvalidParameter, MissingParameters};
pub use service::ServiceError;
pub(crate) use service::{ServiceErrorFacts, one_line};
pub use transport::{TimeoutError, TimeoutScope, TransportError, TransportErrorKind};
pub use unreadable::{UnreadableAnswer, UnreadableCause};

use crate::header;
use crate::transport::HttpResponse;

/// Why a call failed. Each variant says it in one line by [`Display`](fmt::Display).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Required parameters are not set. Nothing was sent.
    MissingParameters(MissingParameters),
    /// A parameter's value cannot be sent in its place. Nothing was sent.
    InvalidParameter(InvalidParameter),
    /// There are no credentials, or unusable ones. Nothing was sent.
    Credentials(CredentialsError),
    /// It is not known where to send the call. Nothing was sent.
    Endpoint(EndpointError),
    /// The client cannot work as it is set up. Nothing was sent.
    Configuration(ConfigurationError),
    /// There was no whole answer in time. Whether the service did what was asked is not known.
    Timeout(TimeoutError),
    /// The request did not get through, or the answer did not.
    Transport(TransportError),
    /// The answer is a success, but not one that can be read.
    Decode(UnreadableAnswer),
    /// The service refused the call or failed at it.
    Service(ServiceError),
}

impl Error {
    /// What the service said, if it is the service that failed.
    pub fn service_error(&self) -> Option<&ServiceError> {
        match self {
            Self::Service(error) => Some(error),
            _ => None,
        }
    }

    /// The HTTP status, if there was an answer.
    pub fn http_status(&self) -> Option<u16> {
        match self {
            Self::Service(error) => Some(error.http_status()),
            Self::Decode(error) => Some(error.http_status()),
            Self::Transport(error) => error.response().map(HttpResponse::status),
            Self::Timeout(error) => error.response().map(HttpResponse::status),
            _ => None,
        }
    }

    /// The id by which the vendor finds the request again, if the answer had one.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Service(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::Transport(error) => error.response()?.header(header::REQUEST_ID),
            Self::Timeout(error) => error.response()?.header(header::REQUEST_ID),
            _ => None,
        }
    }

    /// Whether the service asks to call less often. It then did nothing of what was asked.
    pub fn is_throttling(&self) -> bool {
        self.service_error().is_some_and(ServiceError::is_throttling)
    }

    /// Whether the same call may succeed a little later. It says nothing about whether repeating
    /// it is harmless: after a timeout, the first call may have had its effect.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Service(error) => error.is_retryable(),
            Self::Transport(error) => error.is_retryable(),
            Self::Credentials(error) => error.is_retryable(),
            Self::Timeout(_) => true,
            _ => false,
        }
    }

    /// Whether the service surely did nothing of what was asked: nothing was sent, or the service
    /// refused the call to be called less often. Repeating such a call is harmless.
    pub fn had_no_effect(&self) -> bool {
        match self {
            Self::Service(error) => error.is_throttling(),
            Self::Transport(error) => error.is_unsent(),
            Self::Timeout(error) => error.scope() == TimeoutScope::Connect,
            Self::Decode(_) => false,
            _ => true,
        }
    }

    fn inner(&self) -> &(dyn StdError + 'static) {
        match self {
            Self::MissingParameters(error) => error,
            Self::InvalidParameter(error) => error,
            Self::Credentials(error) => error,
            Self::Endpoint(error) => error,
            Self::Configuration(error) => error,
            Self::Timeout(error) => error,
            Self::Transport(error) => error,
            Self::Decode(error) => error,
            Self::Service(error) => error,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.inner(), f)
    }
}

/// The line of an error is that of the value inside, so its source is that value's source.
impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner().source()
    }
}

macro_rules! from {
    ($($variant:ident($inner:ty)),+ $(,)?) => {$(
        impl From<$inner> for Error {
            fn from(error: $inner) -> Self {
                Self::$variant(error)
            }
        }
    )+};
}

from! {
    MissingParameters(MissingParameters),
    InvalidParameter(InvalidParameter),
    Credentials(CredentialsError),
    Endpoint(EndpointError),
    Configuration(ConfigurationError),
    Timeout(TimeoutError),
    Transport(TransportError),
    Decode(UnreadableAnswer),
    Service(ServiceError),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_small_and_can_cross_threads() {
        fn crosses_threads<T: Send + Sync + 'static>() {}
        crosses_threads::<Error>();
        assert!(size_of::<Error>() <= 4 * size_of::<usize>(), "{}", size_of::<Error>());
    }

    #[test]
    fn what_may_pass_is_retryable() {
        let timeout = TimeoutError::new(TimeoutScope::Call, std::time::Duration::from_secs(1));
        assert!(Error::from(timeout).is_retryable());
        assert!(!Error::from(EndpointError::new("no host")).is_retryable());
    }

    #[test]
    fn what_was_not_sent_had_no_effect_and_what_was_may_have() {
        let timeout = |scope| Error::from(TimeoutError::new(scope, std::time::Duration::ZERO));
        assert!(timeout(TimeoutScope::Connect).had_no_effect());
        assert!(!timeout(TimeoutScope::Attempt).had_no_effect());
        assert!(!timeout(TimeoutScope::Call).had_no_effect());
        let transport = |kind| Error::from(TransportError::new(kind, "failed"));
        assert!(transport(TransportErrorKind::Connect).had_no_effect());
        assert!(!transport(TransportErrorKind::Interrupted).had_no_effect());
        let service = |code: &str| {
            let code = code.to_owned();
            Error::from(ServiceError::new(ServiceErrorFacts { code, ..Default::default() }))
        };
        assert!(service("Throttling.User").had_no_effect());
        assert!(!service("InternalError").had_no_effect());
    }
}
