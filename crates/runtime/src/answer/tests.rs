use std::time::Duration;

use super::*;
use crate::decode::DecodeError;
use crate::encode::Encoder;
use crate::error::ServiceError;

/// The rule that ccc 2020-07-01 has.
const OK_CODE: FailureRule = FailureRule::new().code("Code", &["OK"]).status("HttpStatusCode");
/// The rule that sae 2019-05-06 has.
const SUCCESS: FailureRule = FailureRule::new().code("Code", &["200"]).success("Success");

fn response(status: u16, body: &str) -> HttpResponse {
    let headers = vec![("X-Acs-Request-Id".to_owned(), "in-header".to_owned())];
    HttpResponse::new(status, headers, body.as_bytes().to_vec())
}

fn failure(status: u16, body: &str) -> ServiceError {
    failure_by(&FailureRule::new(), status, body)
}

fn failure_by(rule: &FailureRule, status: u16, body: &str) -> ServiceError {
    match Answer::read(&response(status, body), rule) {
        Err(Error::Service(error)) => error,
        other => panic!("no failure of the service: {other:?}"),
    }
}

fn unreadable(body: &str) -> UnreadableAnswer {
    match Answer::read(&response(200, body), &OK_CODE).and_then(Answer::decode::<Sized>) {
        Err(Error::Decode(error)) => error,
        other => panic!("not unreadable: {other:?}"),
    }
}

/// An operation that answers with one number.
struct Sized;

impl Operation for Sized {
    type Client = ();
    type Response = Option<i32>;
    type Error = Error;
    const ACTION: &'static str = "Sized";

    fn encode(&self, _to: &mut Encoder) {}

    fn decode(mut body: Object, _: ResponseMetadata) -> Result<Option<i32>, DecodeError> {
        body.int32("Size")
    }
}

#[test]
fn an_object_is_a_success() {
    let answer = Answer::read(&response(200, r#"{"Code":"OK","RequestId":7}"#), &OK_CODE).unwrap();
    assert_eq!(answer.metadata.request_id(), Some("7"));
    assert_eq!(answer.metadata.http_status(), 200);
    let marked = Answer::read(&response(200, "\u{feff}{\"Code\":\"OK\"}"), &OK_CODE).unwrap();
    assert_eq!(marked.metadata.request_id(), Some("in-header"));
}

#[test]
fn a_success_without_a_body_is_an_empty_object() {
    for (status, body) in [(204, ""), (200, ""), (200, " \r\n")] {
        let answer = Answer::read(&response(status, body), &OK_CODE).unwrap();
        assert_eq!(answer.clone().into_value(), Value::Null);
        assert_eq!(answer.decode::<Sized>().unwrap(), None);
    }
}

#[test]
fn an_answer_is_json_of_any_shape_until_it_is_read() {
    for body in [r#"{"Code":"OK","A":[1]}"#, "[1]", "null", "\"text\""] {
        let answer = Answer::read(&response(200, body), &OK_CODE).unwrap();
        assert_eq!(answer.metadata.http_status(), 200);
        assert_eq!(answer.into_value(), body.parse::<Value>().unwrap());
    }
}

#[test]
fn what_is_no_object_is_unreadable() {
    for body in ["null", "[1]", "\"text\""] {
        let error = unreadable(body);
        assert!(matches!(error.cause(), UnreadableCause::Shape(_)), "{error:?}");
        assert_eq!(error.body_start(), body);
    }
    let error = unreadable(r#"{"Code":"OK","Data":"#);
    assert!(matches!(error.cause(), UnreadableCause::NoJson(_)), "{error:?}");
    let deep = unreadable(&"[".repeat(100_000));
    assert!(deep.to_string().contains("recursion limit"), "{deep}");
    let line = unreadable("<html>").to_string();
    let expected = "the answer (HTTP 200) cannot be read: the body is no JSON (expected value at \
                    line 1 column 1) [request id in-header]";
    assert_eq!(line, expected);
}

#[test]
fn the_kept_start_of_a_body_ends_at_a_character() {
    let error = unreadable(&format!("x{}", "中".repeat(400)));
    assert_eq!(error.body_start(), format!("x{}", "中".repeat(341)));
    assert_eq!(start_of(b"a\xffb\xe4"), "a\u{fffd}b\u{fffd}");
}

#[test]
fn a_field_that_does_not_fit_keeps_status_and_body() {
    let answer = Answer::read(&response(200, r#"{"Size":"big"}"#), &OK_CODE).unwrap();
    let error = answer.decode::<Sized>().unwrap_err();
    let expected = "the answer (HTTP 200) cannot be read: `Size` is the text \"big\", not an \
                    integer of 32 bits [request id in-header]";
    assert_eq!(error.to_string(), expected);
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert_eq!(error.body_start(), r#"{"Size":"big"}"#);
}

#[test]
fn the_fields_of_an_error_come_in_two_spellings() {
    let upper = r#"{"RequestId":"R","Code":"X","Message":"m","Recommend":"https://r"}"#;
    let error = failure(400, upper);
    assert_eq!((error.code(), error.message(), error.http_status()), ("X", "m", 400));
    assert_eq!((error.request_id(), error.recommend()), (Some("R"), Some("https://r")));
    for id in ["requestId", "request_id", "requestid"] {
        let error = failure(400, &format!(r#"{{"code":40001,"message":"m","{id}":"R"}}"#));
        assert_eq!((error.code(), error.message()), ("40001", "m"));
        assert_eq!(error.request_id(), Some("R"), "{id}");
    }
    assert_eq!(failure(400, r#"{"Code":"X"}"#).request_id(), Some("in-header"));
}

#[test]
fn xml_is_known_by_its_first_character() {
    let body = r#"<?xml version="1.0" encoding="UTF-8"?><Error><RequestId>R-XML</RequestId>
        <HostId>h</HostId><Code>InvalidVersion</Code><Message>Specified.</Message></Error>"#;
    let error = failure(400, body);
    let found = (error.code(), error.message(), error.request_id());
    assert_eq!(found, ("InvalidVersion", "Specified.", Some("R-XML")));
}

#[test]
fn any_other_body_is_kept_as_the_message() {
    for body in ["<html><body>Bad Gateway</body></html>", "null", "[]", "{}", r#"{"Code":"Cut"#] {
        let error = failure(502, body);
        assert_eq!((error.code(), error.message(), error.http_status()), ("", body, 502));
        assert_eq!(error.request_id(), Some("in-header"));
    }
    assert_eq!(failure(500, "").to_string(), "HTTP 500 [request id in-header]");
    assert_eq!(failure(500, &"x".repeat(5000)).message().len(), 1024);
}

#[test]
fn the_start_of_a_failures_body_is_kept_in_each_form() {
    for body in [r#"{"Code":"X","More":1}"#, "<Error><Code>X</Code></Error>", "<html>", ""] {
        assert_eq!(failure(500, body).body_start(), body);
    }
    let body = r#"{"Code":"X"}"#;
    assert_eq!(failure_by(&OK_CODE, 200, body).body_start(), body);
}

#[test]
fn a_body_that_is_compressed_is_named_so() {
    let headers = vec![("content-encoding".to_owned(), "gzip".to_owned())];
    let zipped = |status| HttpResponse::new(status, headers.clone(), b"\x1f\x8b\x08".to_vec());
    let error = Answer::read(&zipped(200), &OK_CODE).unwrap_err();
    let expected = "the answer (HTTP 200) cannot be read: the body is compressed (gzip)";
    assert_eq!(error.to_string(), expected);
    let error = Answer::read(&zipped(502), &OK_CODE).unwrap_err();
    assert_eq!(error.to_string(), "HTTP 502: the body is compressed (gzip)");
    let headers = vec![("content-encoding".to_owned(), "identity".to_owned())];
    assert!(Answer::read(&HttpResponse::new(200, headers, "{}"), &OK_CODE).is_ok());
}

#[test]
fn a_redirect_is_a_failure_that_names_its_goal() {
    let headers = vec![("location".to_owned(), "/elsewhere".to_owned())];
    let response = HttpResponse::new(302, headers, Vec::new());
    let error = Answer::read(&response, &OK_CODE).unwrap_err();
    assert_eq!(
        error.to_string(),
        "HTTP 302: redirects are not followed; this one leads to /elsewhere"
    );
}

#[test]
fn retry_after_is_in_milliseconds_and_positive() {
    for (header, expected) in [("25", Some(Duration::from_millis(25))), ("0", None), ("x", None)] {
        let headers = vec![("x-acs-retry-after".to_owned(), header.to_owned())];
        let response = HttpResponse::new(400, headers, br#"{"Code":"X"}"#.to_vec());
        let Err(Error::Service(error)) = Answer::read(&response, &OK_CODE) else { panic!() };
        assert_eq!(error.retry_after(), expected);
        assert_eq!(error.is_throttling(), expected.is_some());
    }
}

#[test]
fn a_code_that_is_none_of_success_is_a_failure() {
    let body = r#"{"Code":"NotExists","HttpStatusCode":404,"Message":"No such","RequestId":"R"}"#;
    let error = failure_by(&OK_CODE, 200, body);
    assert_eq!(error.to_string(), "NotExists (HTTP 200): No such [request id R]");
    assert_eq!(error.body_status(), Some(404));
    for body in [r#"{"Code":""}"#, r#"{"Code":null}"#, "{}", r#"{"Code":"OK"}"#] {
        assert!(Answer::read(&response(200, body), &OK_CODE).is_ok(), "{body}");
    }
}

#[test]
fn codes_are_compared_as_text() {
    for body in [r#"{"Code":200}"#, r#"{"Code":"200","Success":true}"#] {
        assert!(Answer::read(&response(200, body), &SUCCESS).is_ok(), "{body}");
    }
}

#[test]
fn a_failing_status_in_the_body_is_a_failure() {
    for body in [r#"{"HttpStatusCode":503}"#, r#"{"HttpStatusCode":"503"}"#] {
        let error = failure_by(&OK_CODE, 200, body);
        assert_eq!((error.code(), error.body_status()), ("", Some(503)));
    }
    assert!(Answer::read(&response(200, r#"{"HttpStatusCode":399}"#), &OK_CODE).is_ok());
}

#[test]
fn false_success_is_a_failure_and_the_telling_code_is_taken() {
    let body = r#"{"Code":"400","Success":false,"ErrorCode":"InvalidParameter","Message":"bad"}"#;
    assert_eq!(failure_by(&SUCCESS, 200, body).code(), "InvalidParameter");
    assert_eq!(failure_by(&SUCCESS, 200, r#"{"Success":"false","Code":"200"}"#).code(), "");
    let no_code = FailureRule::new().success("Success");
    assert_eq!(failure_by(&no_code, 200, r#"{"Success":false,"Code":"X"}"#).code(), "X");
    let body = r#"{"Code":"Named","ErrorCode":"Other"}"#;
    assert_eq!(failure_by(&SUCCESS, 200, body).code(), "Named");
}

#[test]
fn without_a_rule_a_body_says_nothing() {
    let body = r#"{"Code":"NotExists","HttpStatusCode":404,"Success":false}"#;
    assert!(Answer::read(&response(200, body), &FailureRule::new()).is_ok());
}
