//! The server without its socket.

use std::time::SystemTime;

use apigen_ir::Service;
use serde_json::Value;

use crate::access_key::AccessKey;
use crate::answer;
use crate::nonces::Nonces;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::response::Response;
use crate::route;
use crate::signature;

/// A server without its socket: services, the one access key that may call them, and the nonces that
/// were used.
#[derive(Debug)]
pub struct Mock {
    services: Vec<Service>,
    key: AccessKey,
    list_length: Option<usize>,
    nonces: Nonces,
    answered: u64,
}

impl Mock {
    /// A server of these services.
    pub fn new(services: Vec<Service>, key: AccessKey) -> Self {
        Self { services, key, list_length: None, nonces: Nonces::default(), answered: 0 }
    }

    /// How many elements the lists have that come in pages. By default, as many as the sample shows,
    /// and one more than a page has if that is no longer than the sample.
    #[must_use]
    pub fn list_length(mut self, length: Option<usize>) -> Self {
        self.list_length = length;
        self
    }

    /// Answers a request that came at `now`.
    pub fn answer(&mut self, request: &Request, now: SystemTime) -> Response {
        self.answered += 1;
        let request_id = request_id(self.answered);
        match self.body(request, now, &request_id) {
            Ok(body) => Response::success(&body, &request_id),
            Err(refusal) => Response::refusal(&refusal, request, &request_id),
        }
    }

    fn body(
        &mut self,
        request: &Request,
        now: SystemTime,
        request_id: &str,
    ) -> Result<Value, Refusal> {
        let received = request.decoded();
        let mut route = route::find(&self.services, &received)?;
        let nonce = signature::check(&received, &self.key, now)?;
        if !self.nonces.take(nonce, now) {
            return Err(Refusal::nonce_used());
        }
        let parameters = Parameters::read(&received, std::mem::take(&mut route.path))?;
        parameters.check(route.operation)?;
        answer::body(&route, &parameters, self.list_length, request_id)
    }
}

/// The id of a request, in the service's form and by counting, so that a run can be repeated.
fn request_id(count: u64) -> String {
    format!("00000000-0000-4000-8000-{count:012X}")
}
