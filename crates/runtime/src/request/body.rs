//! The body of a request, and its type.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::encode::{Encoder, WholeBody, form_encode};
use crate::error::InvalidParameter;

const FILE_TYPE: &str = "application/octet-stream";
pub(crate) const FORM_TYPE: &str = "application/x-www-form-urlencoded";
const JSON_TYPE: &str = "application/json; charset=utf-8";

/// The body and its type. A form without anything in it has a type all the same, as the official
/// clients send it.
pub(super) fn body_of(parameters: &Encoder) -> (Option<&'static str>, Vec<u8>) {
    match &parameters.whole_body {
        Some((_, WholeBody::Json(json))) => {
            return (Some(JSON_TYPE), json.to_string().into_bytes());
        }
        Some((_, WholeBody::File(bytes))) => return (Some(FILE_TYPE), bytes.clone()),
        None => {}
    }
    let form = parameters.form.as_ref();
    if let Some(body) = parameters.body.as_ref().filter(|body| !body.is_empty() || form.is_none()) {
        return (Some(JSON_TYPE), Value::Object(body.clone()).to_string().into_bytes());
    }
    match form {
        Some(form) => (Some(FORM_TYPE), form_encode(pairs(form)).into_bytes()),
        None => (None, Vec::new()),
    }
}

/// A request has one body: a form, an object, or one parameter that is all of it.
pub(super) fn check_body(parameters: &Encoder) -> Result<(), InvalidParameter> {
    let form = parameters.form.as_ref().and_then(|form| form.keys().next());
    let body = parameters.body.as_ref().and_then(|body| body.keys().next());
    let whole = parameters.whole_body.as_ref().map(|(name, _)| name);
    let mut first_of_each = [whole, body, form].into_iter().flatten();
    match (first_of_each.next(), first_of_each.next()) {
        (Some(_), Some(second)) => {
            let reason = "is of another kind of body than other parameters that are set";
            Err(InvalidParameter::new(second, reason))
        }
        _ => Ok(()),
    }
}

pub(super) fn pairs(map: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    map.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}
