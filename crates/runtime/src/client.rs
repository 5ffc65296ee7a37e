//! The client that all generated clients wrap: it signs, sends and reads.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time;

use crate::answer::Answer;
use crate::call::Call;
use crate::endpoint::Endpoint;
use crate::error::{
    ConfigurationError, Error, TimeoutError, TimeoutScope, TransportError, TransportErrorKind,
};
use crate::request::{Destination, Request};
use crate::transport::{HttpResponse, Transport};
use crate::{CachedCredentials, Operation, ProvideCredentials, Service, StampSource};

/// Calls the operations of one API version at one endpoint. Cheap to clone; clones share
/// connections.
#[derive(Clone, Debug)]
pub struct Client {
    settings: Arc<ClientSettings>,
}

/// What a client was built with.
#[derive(Debug)]
pub(crate) struct ClientSettings {
    pub(crate) service: &'static Service,
    pub(crate) endpoint: Endpoint,
    pub(crate) credentials: CachedCredentials,
    pub(crate) user_agent: String,
    pub(crate) connect_timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) stamps: Arc<dyn StampSource>,
}

impl Client {
    pub(crate) fn new(settings: ClientSettings) -> Self {
        Self { settings: Arc::new(settings) }
    }

    /// Calls an operation. The request's values are taken over here and now; they are sent once
    /// the call is awaited.
    pub fn call<O: Operation>(&self, request: &O) -> Call<O> {
        let request = Request::new(request);
        let settings = Arc::clone(&self.settings);
        Call::new(Box::pin(async move { settings.exchange(&request?).await }))
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

impl ClientSettings {
    async fn exchange(&self, request: &Request) -> Result<Answer, Error> {
        // Tokio would panic.
        if Handle::try_current().is_err() {
            return Err(
                ConfigurationError::new("the call is not awaited on a Tokio runtime").into()
            );
        }
        let whole = time::timeout(self.timeout, self.attempt(request)).await;
        whole.unwrap_or_else(|_| Err(TimeoutError::new(TimeoutScope::Call, self.timeout).into()))
    }

    async fn attempt(&self, request: &Request) -> Result<Answer, Error> {
        let credentials = self.credentials.provide().await?;
        let to = Destination {
            service: self.service,
            endpoint: &self.endpoint,
            user_agent: &self.user_agent,
        };
        let request = request.signed(to, &credentials, &self.stamps.stamp()?)?;
        let sent = time::timeout(self.attempt_timeout, self.transport.send(request)).await;
        Answer::read(&self.in_time(sent)?, self.service.failure_rule())
    }

    fn in_time(
        &self,
        sent: Result<Result<HttpResponse, TransportError>, time::error::Elapsed>,
    ) -> Result<HttpResponse, Error> {
        match sent {
            Err(_) => Err(TimeoutError::new(TimeoutScope::Attempt, self.attempt_timeout).into()),
            Ok(Err(error)) if error.kind() == TransportErrorKind::ConnectTimeout => {
                Err(TimeoutError::new(TimeoutScope::Connect, self.connect_timeout).into())
            }
            Ok(Err(error)) => Err(error.into()),
            Ok(Ok(response)) => Ok(response),
        }
    }
}
