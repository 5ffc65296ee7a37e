//! What goes back over the wire.

use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::request::Request;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Names and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The body, which is JSON.
    pub body: String,
}

impl Response {
    pub(crate) fn success(body: &Value, request_id: &str) -> Self {
        Self::new(200, body, request_id)
    }

    /// A refusal in the form of the service's gateway.
    pub(crate) fn refusal(refusal: &Refusal, request: &Request, request_id: &str) -> Self {
        let Refusal { status, code, message } = refusal;
        let body = json!({
            "RequestId": request_id,
            "HostId": request.header("host").unwrap_or_default(),
            "Code": code,
            "Message": message,
            "Recommend": format!(
                "https://api.aliyun.com/troubleshoot?q={code}&requestId={request_id}"
            ),
        });
        Self::new(*status, &body, request_id)
    }

    fn new(status: u16, body: &Value, request_id: &str) -> Self {
        let headers =
            [("content-type", "application/json;charset=utf-8"), ("x-acs-request-id", request_id)];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { status, headers: headers.into(), body: body.to_string() }
    }
}
