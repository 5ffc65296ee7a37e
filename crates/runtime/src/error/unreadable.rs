//! Answers that say success but cannot be read.

use std::fmt;

use crate::ResponseMetadata;
use crate::decode::DecodeError;

/// A successful answer whose body is not what the operation answers with.
#[derive(Clone, PartialEq, Eq)]
pub struct UnreadableAnswer(Box<Facts>);

#[derive(Clone, PartialEq)]
struct Facts {
    metadata: ResponseMetadata,
    body_start: String,
    cause: UnreadableCause,
}

impl Eq for Facts {}

/// Why a body cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnreadableCause {
    /// It is no JSON, or was cut off; the text says where.
    NoJson(String),
    /// It is JSON of the wrong shape.
    Shape(DecodeError),
}

impl UnreadableAnswer {
    pub(crate) fn new(
        metadata: ResponseMetadata,
        body_start: String,
        cause: UnreadableCause,
    ) -> Self {
        Self(Box::new(Facts { metadata, body_start, cause }))
    }

    /// The HTTP status.
    pub fn http_status(&self) -> u16 {
        self.0.metadata.http_status()
    }

    /// The id by which the vendor finds the request again.
    pub fn request_id(&self) -> Option<&str> {
        self.0.metadata.request_id()
    }

    /// The start of the body as it came, 1 KiB at most.
    pub fn body_start(&self) -> &str {
        &self.0.body_start
    }

    /// Why it cannot be read.
    pub fn cause(&self) -> &UnreadableCause {
        &self.0.cause
    }
}

impl fmt::Display for UnreadableAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the answer (HTTP {}) cannot be read: ", self.http_status())?;
        match self.cause() {
            UnreadableCause::NoJson(place) => write!(f, "the body is no JSON ({place})")?,
            UnreadableCause::Shape(error) => error.fmt(f)?,
        }
        match self.request_id() {
            Some(id) => write!(f, " [request id {}]", super::one_line(id)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for UnreadableAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnreadableAnswer")
            .field("metadata", &self.0.metadata)
            .field("body_start", &self.0.body_start)
            .field("cause", &self.0.cause)
            .finish()
    }
}

impl std::error::Error for UnreadableAnswer {}
