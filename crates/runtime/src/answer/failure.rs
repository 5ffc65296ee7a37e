//! What an answer that is a failure says about it.

use std::borrow::Cow;
use std::time::Duration;

use serde_json::Value;

use super::{compression, first_text, request_id, start_of, text_of, xml};
use crate::decode::{FromWire, Object};
use crate::error::{ServiceError, ServiceErrorFacts};
use crate::header;
use crate::service::{CodeField, FailureRule};
use crate::transport::HttpResponse;

/// Fields of an error, in the spellings of RPC and of ROA products.
const CODE_FIELDS: [&str; 2] = ["Code", "code"];
const MESSAGE_FIELDS: [&str; 2] = ["Message", "message"];
const RECOMMEND_FIELDS: [&str; 2] = ["Recommend", "recommend"];
/// The field with the code of products whose `Code` repeats the HTTP status.
const ERROR_CODE_FIELD: &str = "ErrorCode";
/// The field with the body's own status.
const STATUS_FIELD: &str = "HttpStatusCode";
/// The lowest status that means failure.
const FIRST_FAILURE_STATUS: u16 = 400;

/// The failure that an answer with another status than success is, whatever its body looks like.
pub(super) fn of_status(response: &HttpResponse) -> ServiceError {
    let text = text_of(response.body());
    let facts = match text.first() {
        Some(b'{') => from_json(response, text),
        Some(b'<') => from_xml(response),
        _ => None,
    };
    ServiceError::new(facts.unwrap_or_else(|| from_anything(response)))
}

/// The failure that an answer with HTTP 200 is by the rule, if it is one.
pub(super) fn of_body(
    response: &HttpResponse,
    body: &Object,
    rule: &FailureRule,
) -> Option<ServiceError> {
    let failing_code = rule.code.and_then(|field| failing_code(body, field));
    let status = rule.status.and_then(|name| status(body, name));
    let is_failing_status = status.is_some_and(|status| status >= FIRST_FAILURE_STATUS);
    let success = rule.success.and_then(|name| body.peek_text(name));
    let is_no_success = success.is_some_and(|text| text.eq_ignore_ascii_case("false"));
    if failing_code.is_none() && !is_failing_status && !is_no_success {
        return None;
    }
    let facts = from_object(response, body);
    let code = match rule.code {
        Some(_) => failing_code,
        None => Some(facts.code).filter(|code| !code.is_empty()),
    };
    let code = telling_code(code, body.peek_text(ERROR_CODE_FIELD).map(Cow::into_owned));
    let body_status = status.or(facts.body_status);
    Some(ServiceError::new(ServiceErrorFacts { code, body_status, ..facts }))
}

fn failing_code(body: &Object, field: CodeField) -> Option<String> {
    let code = body.peek_text(field.name)?;
    (!field.success_values.contains(&&*code)).then(|| code.into_owned())
}

/// The code that tells more: a bare number, as some products repeat the status in `Code`, says
/// less than the text in `ErrorCode`.
fn telling_code(code: Option<String>, error_code: Option<String>) -> String {
    match (code, error_code) {
        (Some(code), Some(error_code)) if code.parse::<u32>().is_ok() => error_code,
        (code, error_code) => code.or(error_code).unwrap_or_default(),
    }
}

fn from_json(response: &HttpResponse, text: &[u8]) -> Option<ServiceErrorFacts> {
    let value: Value = serde_json::from_slice(text).ok()?;
    let body = Object::from_wire(value).ok()?;
    let facts = from_object(response, &body);
    // An object with none of the fields is not the service's own form.
    (!facts.code.is_empty() || !facts.message.is_empty()).then_some(facts)
}

fn from_object(response: &HttpResponse, body: &Object) -> ServiceErrorFacts {
    ServiceErrorFacts {
        code: first_text(body, &CODE_FIELDS).unwrap_or_default(),
        message: first_text(body, &MESSAGE_FIELDS).unwrap_or_default(),
        body_status: status(body, STATUS_FIELD),
        request_id: request_id(response, Some(body)),
        recommend: first_text(body, &RECOMMEND_FIELDS),
        ..of_headers(response)
    }
}

/// The form that a gateway answers in by itself: `<Error><Code>…</Code><Message>…</Message>…`.
fn from_xml(response: &HttpResponse) -> Option<ServiceErrorFacts> {
    let text = std::str::from_utf8(text_of(response.body())).ok()?;
    let error = xml::raw_element(text, "Error")?;
    let field = |name| xml::text_element(error, name);
    Some(ServiceErrorFacts {
        code: field("Code")?,
        message: field("Message").unwrap_or_default(),
        request_id: field("RequestId").or_else(|| request_id(response, None)),
        recommend: field("Recommend"),
        ..of_headers(response)
    })
}

/// A page of a load balancer, nothing at all, JSON that was cut off.
fn from_anything(response: &HttpResponse) -> ServiceErrorFacts {
    let message = match response.header(header::LOCATION) {
        Some(goal) if (300..400).contains(&response.status()) => {
            format!("redirects are not followed; this one leads to {goal}")
        }
        _ => match compression(response) {
            Some(way) => format!("the body is compressed ({way})"),
            None => start_of(response.body()).trim().to_owned(),
        },
    };
    ServiceErrorFacts { message, request_id: request_id(response, None), ..of_headers(response) }
}

fn of_headers(response: &HttpResponse) -> ServiceErrorFacts {
    let wait = response.header(header::RETRY_AFTER).and_then(|text| text.trim().parse().ok());
    ServiceErrorFacts {
        http_status: response.status(),
        body_start: start_of(response.body()),
        retry_after: wait.filter(|wait| *wait > 0).map(Duration::from_millis),
        ..Default::default()
    }
}

fn status(body: &Object, name: &str) -> Option<u16> {
    body.peek_text(name)?.parse().ok()
}
