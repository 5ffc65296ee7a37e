//! The client that all generated clients wrap: it signs, sends and reads.

mod exchange;
mod so_far;

use std::sync::Arc;
use std::time::Duration;

use crate::call::{ActionCall, Call, Draft};
use crate::clock::{Clock, Random, Sleep};
use crate::endpoint::Endpoint;
use crate::pages::{Pages, Paginated};
use crate::retry::{RetryBudget, RetryPolicy};
use crate::sign::Algorithm;
use crate::transport::Transport;
use crate::{CachedCredentials, Operation, Service, StampSource};

/// Calls the operations of one API version at one endpoint. Cheap to clone; clones share
/// connections, and what is left for retries.
#[derive(Clone, Debug)]
pub struct Client {
    settings: Arc<ClientSettings>,
}

/// What a client was built with.
#[derive(Debug)]
pub(crate) struct ClientSettings {
    pub(crate) service: &'static Service,
    pub(crate) endpoint: Endpoint,
    /// The region's id; empty if only the endpoint is known.
    pub(crate) region: String,
    pub(crate) credentials: CachedCredentials,
    pub(crate) algorithm: Algorithm,
    pub(crate) user_agent: String,
    pub(crate) connect_timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) stamps: Arc<dyn StampSource>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) sleep: Arc<dyn Sleep>,
    /// Whether the transport or the sleep is the runtime's own.
    pub(crate) needs_tokio: bool,
}

impl Client {
    pub(crate) fn new(settings: ClientSettings) -> Self {
        Self { settings: Arc::new(settings) }
    }

    /// Calls an operation. The request's values are taken over here and now; they are sent once
    /// the call is awaited.
    pub fn call<O: Operation>(&self, request: &O) -> Call<O> {
        Call::new(Arc::clone(&self.settings), Draft::of(request))
    }

    /// Calls an operation by its name alone, as in `ListUsers`.
    pub fn action(&self, action: impl Into<String>) -> ActionCall {
        ActionCall::new(Arc::clone(&self.settings), action.into())
    }

    /// The pages of an operation's answer, from the one that the request asks for.
    pub fn pages<O: Paginated>(&self, request: O) -> Pages<O> {
        Pages::new(self.clone(), request)
    }

    /// The API version that the client is for.
    pub fn service(&self) -> &'static Service {
        self.settings.service
    }

    /// Where it sends its requests.
    pub fn endpoint(&self) -> &Endpoint {
        &self.settings.endpoint
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_call_under_way_holds_is_small() {
        fn size<F: Future>(_: impl FnOnce(Arc<ClientSettings>, Box<Draft>) -> F) -> usize {
            size_of::<F>()
        }
        let size = size(ClientSettings::exchange);
        assert!(size <= 1280, "{size} bytes");
    }
}
