//! Who signed a request, and whether it is still good.

mod query;

use std::time::SystemTime;

use aliyun_runtime::sign::{Authorization, ReceivedRequest};
use jiff::Timestamp;

use crate::access_key::AccessKey;
use crate::nonces::TOLERANCE;
use crate::refusal::Refusal;
use crate::request::Decoded;

/// Checks the signature of a request, and gives the nonce that it may use once.
///
/// A request without the header of signature V3 must have version 1.0 in its query.
pub(crate) fn check<'a>(
    received: &'a Decoded<'_>,
    key: &AccessKey,
    now: SystemTime,
) -> Result<&'a str, Refusal> {
    match received.request.header("authorization") {
        Some(value) => check_header(value, received, key, now),
        None => query::check(received, key, now),
    }
}

fn check_header<'a>(
    authorization: &str,
    received: &'a Decoded<'_>,
    key: &AccessKey,
    now: SystemTime,
) -> Result<&'a str, Refusal> {
    let request = received.request;
    let header =
        |header: &str, name: &str| request.header(header).ok_or_else(|| Refusal::missing(name));
    check_time(header("x-acs-date", "Timestamp")?, now)?;
    let nonce = header("x-acs-signature-nonce", "SignatureNonce")?;
    let authorization =
        Authorization::read(authorization).ok_or_else(Refusal::signature_unreadable)?;
    check_key(authorization.access_key_id, key)?;
    let signed = ReceivedRequest {
        method: &request.method,
        path: &request.path,
        query: &received.query,
        headers: &request.headers,
        body: &request.body,
    };
    if !signed.is_signed_with(&authorization, key.secret()) {
        return Err(Refusal::signature_differs(&signed.string_to_sign(&authorization)));
    }
    Ok(nonce)
}

fn check_key(id: &str, key: &AccessKey) -> Result<(), Refusal> {
    if id == key.id() { Ok(()) } else { Err(Refusal::key_not_found()) }
}

fn check_time(text: &str, now: SystemTime) -> Result<(), Refusal> {
    let time: Timestamp = text.parse().map_err(|_| Refusal::time_unreadable())?;
    let time = SystemTime::try_from(time).map_err(|_| Refusal::time_unreadable())?;
    let distance = now.duration_since(time).unwrap_or_else(|error| error.duration());
    if distance > TOLERANCE { Err(Refusal::time_expired()) } else { Ok(()) }
}
