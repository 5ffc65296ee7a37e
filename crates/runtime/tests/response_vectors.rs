//! Answers that the vendor's own client was served, and what they are here.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::time::Duration;

use aliyun_runtime::answer::Answer;
use aliyun_runtime::decode::{DecodeError, Object};
use aliyun_runtime::encode::Encoder;
use aliyun_runtime::transport::HttpResponse;
use aliyun_runtime::{Error, FailureRule, Operation, ResponseMetadata, Value};
use support::vectors::{Vector, pairs, text};

/// An operation that answers with a struct.
struct Get;

impl Operation for Get {
    type Client = ();
    type Response = ResponseMetadata;
    type Error = Error;
    const ACTION: &'static str = "Get";

    fn encode(&self, _: &mut Encoder) {}

    fn decode(mut body: Object, metadata: ResponseMetadata) -> Result<Self::Response, DecodeError> {
        body.string("Code")?;
        body.int32("HttpStatusCode")?;
        if let Some(mut data) = body.get::<Object>("Data")? {
            let count = data.int32("TotalCount").and_then(|_| data.int32("PageNumber"));
            count.map_err(|error| error.in_field("Data"))?;
        }
        Ok(metadata)
    }
}

fn read(content: &Value) -> Result<ResponseMetadata, Error> {
    let rule = match content["rule"].as_str() {
        Some("ccc") => FailureRule::new().code("Code", &["OK"]).status("HttpStatusCode"),
        Some("sae") => FailureRule::new().code("Code", &["200"]).success("Success"),
        _ => FailureRule::new(),
    };
    let served = &content["served"];
    let status = u16::try_from(served["status"].as_u64().unwrap()).unwrap();
    let response = HttpResponse::new(status, pairs(&served["headers"]), text(&served["body"]));
    Answer::read(&response, &rule)?.decode::<Get>()
}

fn kind(result: &Result<ResponseMetadata, Error>) -> &'static str {
    match result {
        Ok(_) => "success",
        Err(Error::Service(_)) => "service",
        Err(Error::Decode(_)) => "decode",
        Err(error) => panic!("{error:?}"),
    }
}

#[test]
fn answers_are_told_apart_with_their_code_status_and_request_id() {
    let vectors = Vector::all("responses");
    assert_eq!(vectors.len(), 36);
    for Vector { name, content } in vectors {
        let (result, expected) = (read(&content), &content["expected"]);
        assert_eq!(kind(&result), expected["kind"], "{name}");
        let (status, request_id) = match &result {
            Ok(metadata) => (Some(metadata.http_status()), metadata.request_id()),
            Err(error) => (error.http_status(), error.request_id()),
        };
        assert_eq!(status.map(u64::from), expected["http_status"].as_u64(), "{name}");
        assert_eq!(request_id, expected["request_id"].as_str(), "{name}");
        let Err(Error::Service(error)) = result else { continue };
        assert_eq!(error.code(), expected["code"], "{name}");
        assert_eq!(error.is_throttling(), expected["throttling"], "{name}");
        let wait = expected["retry_after_ms"].as_u64().map(Duration::from_millis);
        assert_eq!(error.retry_after(), wait, "{name}");
        let body = text(&content["served"]["body"]);
        assert_eq!(error.body_start(), body, "{name}");
        assert!(!error.to_string().contains('\n'), "{name}");
    }
}
