//! Reading an answer: is it a success, and which body has it?

mod failure;
mod xml;

use serde_json::Value;

use crate::decode::{FromWire, Object};
use crate::error::{Error, UnreadableAnswer, UnreadableCause};
use crate::header;
use crate::service::FailureRule;
use crate::transport::HttpResponse;
use crate::{Operation, ResponseMetadata};

/// Fields that hold the request id, in the spellings that RPC and ROA products have.
const REQUEST_ID_FIELDS: [&str; 4] = ["RequestId", "requestId", "request_id", "requestid"];
/// Bytes of a body that errors keep.
const KEPT_BYTES: usize = 1024;
/// What some services write in front of JSON.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A successful answer: a JSON object, not yet read as the operation's response.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    body: Object,
    metadata: ResponseMetadata,
    body_start: String,
}

impl Answer {
    /// Tells success from failure. A success without a body, as HTTP 204, is an empty object.
    ///
    /// # Errors
    ///
    /// [`Error::Service`] if the status is none of 200 to 299, or if by the rule the body says
    /// that the call failed; [`Error::Decode`] if the body is no JSON object.
    pub fn read(response: &HttpResponse, rule: &FailureRule) -> Result<Self, Error> {
        if !(200..300).contains(&response.status()) {
            return Err(failure::of_status(response).into());
        }
        let body = parse(response)?;
        if let Some(error) = failure::of_body(response, &body, rule) {
            return Err(error.into());
        }
        let metadata = ResponseMetadata::new(request_id(response, Some(&body)), response.status());
        Ok(Self { body, metadata, body_start: start_of(response.body()) })
    }

    /// Reads the body as the response of its operation.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if a field does not fit.
    pub fn decode<O: Operation>(self) -> Result<O::Response, Error> {
        let Self { body, metadata, body_start } = self;
        O::decode(body, metadata.clone()).map_err(|error| {
            UnreadableAnswer::new(metadata, body_start, UnreadableCause::Shape(error)).into()
        })
    }
}

/// The body of a success as an object.
fn parse(response: &HttpResponse) -> Result<Object, Error> {
    let body = text_of(response.body());
    if body.is_empty() {
        return Ok(Object::default());
    }
    let parsed: Result<Value, _> = serde_json::from_slice(body);
    let object = parsed
        .map_err(|error| match compression(response) {
            Some(way) => UnreadableCause::Compressed(way.to_owned()),
            None => UnreadableCause::NoJson(error),
        })
        .and_then(|value| Object::from_wire(value).map_err(UnreadableCause::Shape));
    object.map_err(|cause| {
        let metadata = ResponseMetadata::new(request_id(response, None), response.status());
        UnreadableAnswer::new(metadata, start_of(response.body()), cause).into()
    })
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
    names.iter().find_map(|name| body.peek_text(name))
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
