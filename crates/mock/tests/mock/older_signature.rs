//! Requests that are signed in the query, as older clients of the vendor sign them.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::support::{body, now, service};
use apigen_ir::{Service, yaml};
use apigen_mock::{AccessKey, Mock, Request};
use serde_json::json;

/// A query and the form beside it, as the vendor's core package for Python sent them at [`now`],
/// with the key of [`mock`].
const QUERY: &str = "PageSize=10&Version=2014-05-26&Action=DescribeInstances&Format=JSON\
    &RegionId=cn-hangzhou&Timestamp=2026-01-02T03%3A04%3A05Z&SignatureMethod=HMAC-SHA1\
    &SignatureType=&SignatureVersion=1.0&SignatureNonce=c0ffee0123456789c0ffee0123456789\
    &AccessKeyId=AKIDEXAMPLE0000001&Signature=qbFvzh2UJ%2BzfIbqZGUrPvgQchq8%3D";
const FORM: &str = "Name=%E5%BC%A0+%E4%B8%89&Z=%2A~%2B";

fn mock() -> Mock {
    let mut service = Service { version: "2014-05-26".to_owned(), ..service(&[]) };
    let operation = "{action: DescribeInstances, style: rpc, source: A.md,
        request: [{name: Name, type: string, required: true}],
        response: [{name: Size, type: int32, example: '1'}]}";
    service.operations.push(yaml::read_operation(operation).unwrap());
    Mock::new(vec![service], AccessKey::new("AKIDEXAMPLE0000001", "SecretExample/+0000000001"))
}

fn request(query: &str) -> Request {
    Request {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        query: query.to_owned(),
        headers: vec![("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned())],
        body: FORM.into(),
    }
}

#[track_caller]
fn check(query: &str, time: SystemTime, status: u16, code: &str) -> String {
    let response = mock().answer(&request(query), time);
    let body = body(&response);
    assert_eq!((response.status, &body["Code"]), (status, &json!(code)), "{query}");
    body["Message"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_request_of_the_vendors_client_is_answered() {
    let response = mock().answer(&request(QUERY), now());
    assert_eq!((response.status, body(&response)), (200, json!({"Size": 1})));
}

#[test]
fn what_is_wrong_is_named() {
    check(&QUERY.replace("PageSize=10", "PageSize=11"), now(), 403, "SignatureDoesNotMatch");
    check(&QUERY.replace("EXAMPLE", "OTHER"), now(), 404, "InvalidAccessKeyId.NotFound");
    check(&QUERY.replace("HMAC-SHA1", "MD5"), now(), 400, "InvalidSignatureMethod");
    check(&QUERY.replace("&Signature=q", "&Other=q"), now(), 400, "MissingSignature");
    check(&QUERY.replace("DescribeInstances", "Other"), now(), 404, "InvalidAction.NotFound");
    check(QUERY, UNIX_EPOCH, 400, "InvalidTimeStamp.Expired");
}

#[test]
fn the_string_to_sign_is_told() {
    let message =
        check(&QUERY.replace("Signature=q", "Signature=p"), now(), 403, "SignatureDoesNotMatch");
    let to_sign = "server string to sign is:POST&%2F&AccessKeyId%3DAKIDEXAMPLE0000001%26Action";
    assert!(message.contains(to_sign), "{message}");
}

#[test]
fn a_request_is_good_once() {
    let mut mock = mock();
    assert_eq!(mock.answer(&request(QUERY), now()).status, 200);
    assert_eq!(body(&mock.answer(&request(QUERY), now()))["Code"], json!("SignatureNonceUsed"));
}
