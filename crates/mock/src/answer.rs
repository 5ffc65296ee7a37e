//! The answer to a request that is all right.

use apigen_ir::{FailureRule, Type};
use serde_json::Value;

use crate::fit::{self, Object};
use crate::paging;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::route::Route;

/// The field that holds the request id.
const REQUEST_ID: &str = "RequestId";
/// What a body says where it repeats the HTTP status.
const STATUS: u16 = 200;

/// The body of a success.
pub(crate) fn body(
    route: &Route<'_>,
    parameters: &Parameters<'_>,
    list_length: Option<usize>,
    request_id: &str,
) -> Result<Value, Refusal> {
    let operation = route.operation;
    let mut body = fit::answer(&operation.response, operation.response_sample.as_deref());
    paging::turn(operation, parameters, list_length, &mut body)?;
    if let Some(rule) = &route.service.failure_in_200 {
        succeed(&mut body, rule);
    }
    if let Some((_, id)) = body.iter_mut().find(|(key, _)| key.eq_ignore_ascii_case(REQUEST_ID)) {
        *id = Value::from(request_id);
    }
    Ok(Value::Object(body))
}

/// Makes the fields that could say failure say success, whatever the sample has.
fn succeed(body: &mut Object, rule: &FailureRule) {
    let code = rule.code.as_ref();
    let code = code.and_then(|code| Some((code.field.as_str(), code.success.first()?.clone())));
    let status = rule.status.as_deref().map(|field| (field, STATUS.to_string()));
    let success = rule.success.as_deref().map(|field| (field, true.to_string()));
    for (field, text) in [code, status, success].into_iter().flatten() {
        if let Some(value) = body.get_mut(field) {
            let ty = match value {
                Value::Number(_) => Type::Int32,
                Value::Bool(_) => Type::Bool,
                _ => Type::String,
            };
            *value = fit::scalar(&ty, &text.into()).unwrap_or_default();
        }
    }
}
