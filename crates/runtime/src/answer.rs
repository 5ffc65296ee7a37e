//! Reading an answer: is it a success, and which body has it?

mod failure;
mod xml;

use std::borrow::Cow;

use serde_json::Value;

use crate::decode::{FromWire, Object};
use crate::error::{Error, UnreadableAnswer, UnreadableCause};
use crate::header;
use crate::service::FailureRule;
use crate::transport::HttpResponse;
#[cfg(feature = "http")]
use crate::transport::REDACTED;
use crate::{Operation, ResponseMetadata};

/// Fields that hold the request id, in the spellings that RPC and ROA products have.
pub(crate) const REQUEST_ID_FIELDS: [&str; 4] =
    ["RequestId", "requestId", "request_id", "requestid"];
/// Bytes of a body that errors keep.
const KEPT_BYTES: usize = 1024;
/// What some services write in front of JSON.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A successful answer: JSON, not yet read as the operation's response.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    body: Body,
    metadata: ResponseMetadata,
    /// As it came: it is made a text only for an error.
    body_start: Vec<u8>,
}

/// What the body of a success holds.
#[derive(Clone, Debug, PartialEq)]
enum Body {
    /// Nothing, as with HTTP 204.
    Empty,
    Object(Object),
    /// JSON that is no object.
    Other(Value),
}

impl Answer {
    /// Tells success from failure.
    ///
    /// # Errors
    ///
    /// [`Error::Service`] if the status is none of 200 to 299, or if by the rule the body says
    /// that the call failed; [`Error::Decode`] if the body is no JSON.
    pub fn read(response: &HttpResponse, rule: &FailureRule) -> Result<Self, Error> {
        if !response.is_success() {
            return Err(failure::of_status(response).into());
        }
        let body = parse(response)?;
        let object = match &body {
            Body::Object(object) => Some(object),
            Body::Empty | Body::Other(_) => None,
        };
        if let Some(error) = object.and_then(|body| failure::of_body(response, body, rule)) {
            return Err(error.into());
        }
        let metadata = ResponseMetadata::new(request_id(response, object), response.status());
        // One byte more says that it is only the start.
        let body_start = response.body().get(..=KEPT_BYTES).unwrap_or(response.body()).to_vec();
        Ok(Self { body, metadata, body_start })
    }

    /// The same answer without a text that an error must not show.
    #[cfg(feature = "http")]
    pub(crate) fn without(mut self, secret: &str) -> Self {
        let is_there = self.body_start.windows(secret.len()).any(|part| part == secret.as_bytes());
        if is_there {
            self.body_start = start_of(&self.body_start).replace(secret, REDACTED).into_bytes();
        }
        self
    }

    /// The same answer with the body as it came.
    #[cfg(feature = "http")]
    pub(crate) fn with_body(mut self, body: &[u8]) -> Self {
        self.metadata.keep_body(body.to_vec());
        self
    }

    /// What is known about it beside its body.
    pub fn metadata(&self) -> &ResponseMetadata {
        &self.metadata
    }

    /// The body as it came; null if there is none.
    pub fn into_value(self) -> Value {
        match self.body {
            Body::Empty => Value::Null,
            Body::Object(object) => object.into_value(),
            Body::Other(value) => value,
        }
    }

    /// Reads the body as the response of its operation. One that is not there is as good as an
    /// empty object.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if the body is no object, or a field does not fit.
    pub fn decode<O: Operation>(self) -> Result<O::Response, Error> {
        let Self { body, metadata, body_start } = self;
        let object = match body {
            Body::Empty => Ok(Object::default()),
            Body::Object(object) => Ok(object),
            Body::Other(value) => Object::from_wire(value),
        };
        object.and_then(|object| O::decode(object, metadata.clone())).map_err(|error| {
            let body_start = start_of(&body_start);
            UnreadableAnswer::new(metadata, body_start, UnreadableCause::Shape(error)).into()
        })
    }
}

fn parse(response: &HttpResponse) -> Result<Body, Error> {
    let text = text_of(response.body());
    if text.is_empty() {
        return Ok(Body::Empty);
    }
    match json_of(text) {
        Ok(Value::Object(members)) => Ok(Body::Object(members.into())),
        Ok(value) => Ok(Body::Other(value)),
        Err(error) => {
            let cause = match compression(response) {
                Some(way) => UnreadableCause::Compressed(way.to_owned()),
                None => UnreadableCause::NoJson(error),
            };
            let metadata = ResponseMetadata::new(request_id(response, None), response.status());
            Err(UnreadableAnswer::new(metadata, start_of(response.body()), cause).into())
        }
    }
}

/// What the text says. It is looked at as a whole whether it is UTF-8, which is quicker than to look
/// at each of its strings; where it is not, the error says in which one.
fn json_of(text: &[u8]) -> serde_json::Result<Value> {
    match std::str::from_utf8(text) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(text),
    }
}

/// How the body is compressed, if it is.
fn compression(response: &HttpResponse) -> Option<&str> {
    response.header(header::CONTENT_ENCODING).filter(|way| !way.eq_ignore_ascii_case("identity"))
}

/// The request id: in the body, else in the header.
fn request_id(response: &HttpResponse, body: Option<&Object>) -> Option<String> {
    body.and_then(|body| first_text(body, &REQUEST_ID_FIELDS))
        .or_else(|| response.header(header::REQUEST_ID).map(str::to_owned))
}

/// The first of the fields that holds a text or a number.
fn first_text(body: &Object, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| body.peek_text(name)).map(Cow::into_owned)
}

/// The body without a byte order mark and without white space around it.
fn text_of(body: &[u8]) -> &[u8] {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body).trim_ascii()
}

/// The start of a body for an error; a character that is cut in two is dropped.
fn start_of(body: &[u8]) -> String {
    let start = body.get(..KEPT_BYTES).unwrap_or(body);
    let valid = start.utf8_chunks().map(|chunk| (chunk.valid(), chunk.invalid()));
    let mut text = String::new();
    let mut read = 0;
    for (valid, invalid) in valid {
        text.push_str(valid);
        read += valid.len() + invalid.len();
        let is_cut = read == start.len() && start.len() < body.len();
        if !invalid.is_empty() && !is_cut {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    text
}

#[cfg(test)]
mod tests;
