//! Answers that say success but cannot be read.

use std::fmt;

use crate::ResponseMetadata;
use crate::decode::DecodeError;

/// A successful answer whose body is not what the operation answers with.
pub struct UnreadableAnswer(Box<Facts>);

struct Facts {
    metadata: ResponseMetadata,
    body_start: String,
    cause: UnreadableCause,
}

/// Why a body cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum UnreadableCause {
    /// It is no JSON, or was cut off; the error says where.
    NoJson(serde_json::Error),
    /// It is compressed, in the way that the header `content-encoding` names. No answer is asked
    /// for in such a form.
    Compressed(String),
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
            UnreadableCause::NoJson(error) => write!(f, "the body is no JSON ({error})")?,
            UnreadableCause::Compressed(way) => {
                write!(f, "the body is compressed ({})", super::one_line(way))?;
            }
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

impl std::error::Error for UnreadableAnswer {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.cause() {
            UnreadableCause::NoJson(error) => Some(error),
            UnreadableCause::Shape(error) => Some(error),
            UnreadableCause::Compressed(_) => None,
        }
    }
}
