//! Setting up a client.

mod build;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use crate::clock::{Clock, Random, Sleep};
use crate::endpoint::Network;
use crate::environment::Environment;
use crate::error::Error;
use crate::retry::RetryPolicy;
use crate::sign::Algorithm;
use crate::transport::{HttpSettings, Transport};
use crate::{Credentials, ProvideCredentials, ServiceClient, StampSource};

/// Sets up a client of the type `C`.
///
/// Needed is a region or an endpoint (unless the service has one host for all regions), and
/// credentials, which are looked for on the machine if they are not given.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder<C> {
    options: Options,
    client: PhantomData<fn() -> C>,
}

/// The options alone, so that what is compiled for each client type stays small.
#[derive(Default)]
struct Options {
    region: String,
    endpoint: Option<String>,
    network: Network,
    credentials: Option<Identity>,
    http: HttpSettings,
    attempt_timeout: Option<Duration>,
    timeout: Option<Duration>,
    user_agent: Option<String>,
    algorithm: Algorithm,
    retry: RetryPolicy,
    transport: Option<Arc<dyn Transport>>,
    stamps: Option<Arc<dyn StampSource>>,
    clock: Option<Arc<dyn Clock>>,
    random: Option<Arc<dyn Random>>,
    sleep: Option<Arc<dyn Sleep>>,
    environment: Option<Arc<dyn Environment>>,
}

/// Who makes the calls.
#[derive(Debug)]
enum Identity {
    Given(Credentials),
    Provided(Arc<dyn ProvideCredentials>),
}

impl<C: ServiceClient> ClientBuilder<C> {
    /// A builder that has been given nothing.
    pub fn new() -> Self {
        Self { options: Options::default(), client: PhantomData }
    }

    /// The region to call, as in `cn-shanghai`. The endpoint follows from it, and operations that
    /// need a `RegionId` take it where the request has none.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.options.region = region.into();
        self
    }

    /// The endpoint to call, whatever the region: `host`, `host:port`, or one of them behind
    /// `http://` for an endpoint without TLS.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.options.endpoint = Some(endpoint.into());
        self
    }

    /// From where the service is reached; it decides which host of the region is called. The
    /// public network, if not given.
    pub fn network(mut self, network: Network) -> Self {
        self.options.network = network;
        self
    }

    /// The credentials to sign with. If neither they nor a [provider](Self::credentials_provider)
    /// is given, they are looked for in the places of
    /// [`CredentialsChain::standard`](crate::CredentialsChain::standard).
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.options.credentials = Some(Identity::Given(credentials));
        self
    }

    /// Where the credentials to sign with come from. What the provider finds is kept until shortly
    /// before it expires.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials) -> Self {
        self.options.credentials = Some(Identity::Provided(Arc::new(provider)));
        self
    }

    /// How long connecting may take: 5 seconds, if not given. A [transport](Self::transport) of
    /// one's own has a limit of its own.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.options.http.connect_timeout = limit;
        self
    }

    /// How long one sending of a request may take, up to the end of its answer: 30 seconds, if not
    /// given.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.options.attempt_timeout = Some(limit);
        self
    }

    /// How long a call may take as a whole, with all its attempts and the waits between them: 60
    /// seconds, if not given.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.options.timeout = Some(limit);
        self
    }

    /// The largest body of an answer that is taken, in bytes: 64 MiB, if not given. A
    /// [transport](Self::transport) of one's own has a limit of its own.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.options.http.max_response_bytes = limit;
        self
    }

    /// How many requests may be under way at once: 512, if not given. Further ones wait for their
    /// turn. A [transport](Self::transport) of one's own has a limit of its own.
    pub fn max_connections(mut self, limit: usize) -> Self {
        self.options.http.max_connections = limit;
        self
    }

    /// When a call that failed is sent again. [`RetryPolicy::off`] switches that off.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = policy;
        self
    }

    /// How requests are hashed and signed: with SHA-256, if not given.
    pub fn signature_algorithm(mut self, algorithm: Algorithm) -> Self {
        self.options.algorithm = algorithm;
        self
    }

    /// What the `user-agent` header has behind the runtime's own text, as in `my-app/1.0`. If not
    /// given, the value of `ALIBABA_CLOUD_USER_AGENT`.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.options.user_agent = Some(suffix.into());
        self
    }

    /// How requests are sent. If not given, by an
    /// [`HttpTransport`](crate::transport::HttpTransport).
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.options.transport = Some(Arc::new(transport));
        self
    }

    /// Where the time and the nonce of a request come from. If not given, from the
    /// [clock](Self::clock) and the [random numbers](Self::random).
    pub fn stamps(mut self, stamps: impl StampSource) -> Self {
        self.options.stamps = Some(Arc::new(stamps));
        self
    }

    /// What tells the time. If not given, the system's clock.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.options.clock = Some(Arc::new(clock));
        self
    }

    /// Where nonces, idempotency tokens and random delays come from. If not given, from the
    /// system.
    pub fn random(mut self, random: impl Random) -> Self {
        self.options.random = Some(Arc::new(random));
        self
    }

    /// What waits: for the end of a timeout, and before a call is sent again. If not given,
    /// Tokio's timer.
    pub fn sleep(mut self, sleep: impl Sleep) -> Self {
        self.options.sleep = Some(Arc::new(sleep));
        self
    }

    /// Where environment variables and files come from: the proxies, and credentials if none are
    /// given. If not given, from the system.
    pub fn environment(mut self, environment: impl Environment) -> Self {
        self.options.environment = Some(Arc::new(environment));
        self
    }

    /// Builds the client. Nothing is sent and no file is read, but the environment is.
    ///
    /// # Errors
    ///
    /// It is not known where to send to, the given credentials or those in the environment are
    /// unusable, or TLS cannot be set up.
    pub fn build(self) -> Result<C, Error> {
        self.options.build(C::service()).map(C::from_runtime)
    }
}

impl<C: ServiceClient> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

/// Without the environment: one of somebody's own might show what it holds.
impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("region", &self.region)
            .field("endpoint", &self.endpoint)
            .field("network", &self.network)
            .field("credentials", &self.credentials)
            .field("http", &self.http)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("timeout", &self.timeout)
            .field("user_agent", &self.user_agent)
            .field("retry", &self.retry)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}
