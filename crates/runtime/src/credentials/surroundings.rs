//! What providers of credentials need from outside: the machine, the time, and the network.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::StampSource;
use crate::clock::{Clock, Random, Sleep, SystemClock, SystemRandom, within};
use crate::environment::{Environment, SystemEnvironment};
use crate::error::{CredentialsError, TransportError, TransportErrorKind};
use crate::stamp::{Stamp, Stamps};
use crate::transport::{HttpRequest, HttpResponse, Transport};

#[cfg(feature = "http")]
mod network;

/// What providers of credentials need from outside. All of it is the system's own, unless it is
/// replaced; without the feature `http` there is no transport before one is given.
#[derive(Clone)]
pub struct Surroundings {
    environment: Arc<dyn Environment>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    sleep: Option<Arc<dyn Sleep>>,
    transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "http")]
    network: Arc<network::Network>,
}

/// How a server is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// As everything is, through a proxy where one is set.
    Network,
    /// Without a proxy, as what is on this machine or next to it.
    Direct,
}

impl Surroundings {
    /// The system's own.
    pub fn new() -> Self {
        Self {
            environment: Arc::new(SystemEnvironment),
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            sleep: None,
            transport: None,
            #[cfg(feature = "http")]
            network: Arc::default(),
        }
    }

    /// Where variables and files come from.
    #[must_use]
    pub fn environment(mut self, environment: impl Environment) -> Self {
        self.environment = Arc::new(environment);
        self
    }

    /// What tells the time.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Where nonces come from.
    #[must_use]
    pub fn random(mut self, random: impl Random) -> Self {
        self.random = Arc::new(random);
        self
    }

    /// What ends the waiting for an answer. If not given, Tokio's timer; without the feature
    /// `http` the transport alone does.
    #[must_use]
    pub fn sleep(mut self, sleep: impl Sleep) -> Self {
        self.sleep = Some(Arc::new(sleep));
        self
    }

    /// How requests are sent, those to the ECS metadata service too, which none but a transport
    /// without a proxy can reach.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    pub(super) fn machine(&self) -> &dyn Environment {
        &self.environment
    }

    pub(super) fn now(&self) -> SystemTime {
        self.clock.now()
    }

    pub(super) fn stamp(&self) -> Result<Stamp, CredentialsError> {
        let stamp = Stamps::new(Arc::clone(&self.clock), Arc::clone(&self.random)).stamp();
        stamp.map_err(|error| CredentialsError::unavailable(error.to_string()))
    }

    /// Sends a request and waits for its answer, but no longer than `limit`.
    pub(super) async fn exchange(
        &self,
        request: HttpRequest,
        route: Route,
        limit: Duration,
    ) -> Result<HttpResponse, CredentialsError> {
        let (transport, sleep) = (self.transport_for(route)?, self.sleep_or_own()?);
        let mut sent = transport.send(request);
        let answer = match sleep {
            Some(sleep) => within(limit, &sleep, sent.as_mut()).await,
            None => Some(sent.await),
        };
        match answer {
            Some(answer) => answer.map_err(|error| failed(&error)),
            None => Err(CredentialsError::unavailable(format!("no answer within {limit:?}"))),
        }
    }

    #[cfg(feature = "http")]
    fn transport_for(&self, route: Route) -> Result<Arc<dyn Transport>, CredentialsError> {
        match &self.transport {
            Some(transport) => Ok(Arc::clone(transport)),
            None => self.network.transport(route, &self.environment),
        }
    }

    #[cfg(feature = "http")]
    fn sleep_or_own(&self) -> Result<Option<Arc<dyn Sleep>>, CredentialsError> {
        match &self.sleep {
            Some(sleep) => Ok(Some(Arc::clone(sleep))),
            None => network::sleep().map(Some),
        }
    }

    #[cfg(not(feature = "http"))]
    fn transport_for(&self, _: Route) -> Result<Arc<dyn Transport>, CredentialsError> {
        self.transport.clone().ok_or_else(|| {
            CredentialsError::unusable("there is no transport to ask for them; give one")
        })
    }

    #[cfg(not(feature = "http"))]
    #[expect(clippy::unnecessary_wraps, reason = "with the feature `http` it can fail")]
    fn sleep_or_own(&self) -> Result<Option<Arc<dyn Sleep>>, CredentialsError> {
        Ok(self.sleep.clone())
    }
}

impl Default for Surroundings {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An environment of somebody's own might show what it holds.
        f.debug_struct("Surroundings")
            .field("clock", &self.clock)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}

fn failed(error: &TransportError) -> CredentialsError {
    use TransportErrorKind::{TooLarge, Unsendable};
    match error.kind() {
        TooLarge | Unsendable => CredentialsError::unusable(error.to_string()),
        _ => CredentialsError::unavailable(error.to_string()),
    }
}
