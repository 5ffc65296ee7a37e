//! Requests of a client, made by the runtime as generated clients make them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aliyun_runtime::encode::{Encoder, Place};
use aliyun_runtime::request::{Destination, Request as ClientRequest};
use aliyun_runtime::{Credentials, Endpoint, Service, Stamp, Value};
use apigen_ir::yaml;
use apigen_mock::{Mock, Request, Response, TEST_KEY_ID, TEST_KEY_SECRET};

pub(crate) static DEMO: Service = Service::new("Demo", "2020-01-01");

/// The time of all requests.
pub(crate) fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_767_323_045)
}

/// A service of these operations.
pub(crate) fn service(operations: &[&str]) -> apigen_ir::Service {
    let mut service: apigen_ir::Service = yaml::read_service(
        "{product: Demo, version: 2020-01-01, crate: demo,
          failure_in_200: {code: {field: Code, success: [OK]}, status: Status, success: Success}}",
    )
    .unwrap();
    let operations = operations.iter().map(|text| yaml::read_operation(text).unwrap());
    service.operations.extend(operations);
    service
}

/// A call that can be varied before it is made.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) service: &'static Service,
    pub(crate) action: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) parameters: Vec<(Place, &'static str, Value)>,
    pub(crate) key: (&'static str, &'static str),
    pub(crate) time: SystemTime,
    pub(crate) nonce: &'static str,
}

impl Call {
    pub(crate) fn rpc(action: &'static str) -> Self {
        Self {
            service: &DEMO,
            action,
            method: "POST",
            path: "/",
            parameters: Vec::new(),
            key: (TEST_KEY_ID, TEST_KEY_SECRET),
            time: now(),
            nonce: "nonce-1",
        }
    }

    pub(crate) fn roa(method: &'static str, path: &'static str) -> Self {
        Self { method, path, ..Self::rpc("Any") }
    }

    pub(crate) fn with(
        mut self,
        place: Place,
        name: &'static str,
        value: impl Into<Value>,
    ) -> Self {
        self.parameters.push((place, name, value.into()));
        self
    }

    /// The request as it comes over the wire.
    pub(crate) fn request(self) -> Request {
        let mut encoder = Encoder::new();
        for (place, name, value) in self.parameters {
            encoder.put(place, name, Some(value));
        }
        let request = ClientRequest::from_parts(self.action, self.method, self.path, encoder);
        let endpoint = Endpoint::parse("http://demo.example").unwrap();
        let to = Destination { service: self.service, endpoint: &endpoint, user_agent: "a test" };
        let credentials = Credentials::new(self.key.0, self.key.1);
        let stamp = Stamp::new(self.time, self.nonce);
        let sent = request.unwrap().signed(to, &credentials, &stamp).unwrap();
        let target = sent.url.strip_prefix("http://demo.example").unwrap();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Request {
            method: sent.method,
            path: path.to_owned(),
            query: query.to_owned(),
            headers: sent.headers,
            body: sent.body,
        }
    }

    pub(crate) fn answer(self, mock: &mut Mock) -> Response {
        mock.answer(&self.request(), now())
    }
}

/// The body of a response.
pub(crate) fn body(response: &Response) -> Value {
    serde_json::from_str(&response.body).unwrap()
}
