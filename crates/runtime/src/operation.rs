//! One operation as the runtime sees it: how it is sent, and how its answer is read.

use std::fmt;

use crate::decode::{DecodeError, Object};
use crate::encode::Encoder;

/// An operation of an API, implemented by its generated request type.
pub trait Operation {
    /// The generated client that the operation belongs to.
    type Client;
    /// What a successful call gives.
    type Response;
    /// What a failed call gives.
    type Error: From<crate::Error>;

    /// The operation's name on the wire, sent as `x-acs-action`.
    const ACTION: &'static str;
    /// The HTTP method. RPC operations are sent by `POST`.
    const METHOD: &'static str = "POST";
    /// The path, with `{Name}` where the path parameter `Name` goes. RPC operations have `/`.
    const PATH: &'static str = "/";
    /// Whether the operation changes nothing, so that it may be sent again whatever happened to
    /// the request before.
    const IS_READ: bool = false;

    /// Hands each parameter to the encoder, which notes the required ones that are missing.
    fn encode(&self, to: &mut Encoder);

    /// Reads the body of a successful answer.
    ///
    /// # Errors
    ///
    /// A field holds something that its type cannot take.
    fn decode(body: Object, metadata: ResponseMetadata) -> Result<Self::Response, DecodeError>;
}

/// What is known about an answer beside its body.
#[derive(Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct ResponseMetadata {
    request_id: Option<String>,
    http_status: u16,
    #[cfg_attr(feature = "serde", serde(skip))]
    body: Option<Vec<u8>>,
}

impl ResponseMetadata {
    pub(crate) fn new(request_id: Option<String>, http_status: u16) -> Self {
        Self { request_id, http_status, body: None }
    }

    #[cfg(feature = "http")]
    pub(crate) fn keep_body(&mut self, body: Vec<u8>) {
        self.body = Some(body);
    }

    /// The id by which the vendor finds the request again: from the body, else from the header
    /// `x-acs-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The HTTP status. 0 in a value that came from no answer ([`Default`]).
    pub fn http_status(&self) -> u16 {
        self.http_status
    }

    /// The body as it came, if the call was told to [keep it](crate::Call::keep_body). Serde leaves
    /// it out.
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }
}

/// Without the body, which may hold secrets.
impl fmt::Debug for ResponseMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseMetadata")
            .field("request_id", &self.request_id)
            .field("http_status", &self.http_status)
            .finish_non_exhaustive()
    }
}
