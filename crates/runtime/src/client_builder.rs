//! Setting up a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use crate::agent;
use crate::client::{Client, ClientSettings};
use crate::clock::SystemClock;
use crate::credentials::Surroundings;
use crate::endpoint::{Endpoint, Network};
use crate::environment::Environment;
use crate::error::{ConfigurationError, Error};
use crate::stamp::SystemStamps;
use crate::transport::{HttpSettings, HttpTransport, Transport};
use crate::{
    CachedCredentials, Credentials, CredentialsChain, ProvideCredentials, Service, ServiceClient,
    StampSource,
};

/// How long one attempt may take.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a call may take as a whole.
const TIMEOUT: Duration = Duration::from_mins(1);

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
    transport: Option<Arc<dyn Transport>>,
    environment: Option<Arc<dyn Environment>>,
    stamps: Option<Arc<dyn StampSource>>,
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

    /// The region to call, as in `cn-shanghai`. The endpoint follows from it.
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
    /// [`CredentialsChain::standard`](CredentialsChain::standard).
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

    /// How long a call may take as a whole: 60 seconds, if not given.
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

    /// What the `user-agent` header has behind the runtime's own text, as in `my-app/1.0`.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.options.user_agent = Some(suffix.into());
        self
    }

    /// How requests are sent. If not given, by an [`HttpTransport`].
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.options.transport = Some(Arc::new(transport));
        self
    }

    /// The machine on which credentials are looked for, if none are given: its variables and its
    /// files. If not given, this one.
    pub fn environment(mut self, environment: impl Environment) -> Self {
        self.options.environment = Some(Arc::new(environment));
        self
    }

    /// Where the time and the nonce of a request come from. If not given, from the system.
    pub fn stamps(mut self, stamps: impl StampSource) -> Self {
        self.options.stamps = Some(Arc::new(stamps));
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
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}

impl Options {
    fn credentials(&mut self) -> Result<CachedCredentials, Error> {
        let clock = SystemClock;
        match self.credentials.take() {
            Some(Identity::Given(credentials)) => {
                credentials.check()?;
                Ok(CachedCredentials::new(credentials, clock))
            }
            Some(Identity::Provided(provider)) => Ok(CachedCredentials::new(provider, clock)),
            None => {
                let chain = CredentialsChain::standard(&self.surroundings())?;
                Ok(CachedCredentials::new(chain, clock))
            }
        }
    }

    /// The system's own, but for what was given.
    fn surroundings(&self) -> Surroundings {
        let mut surroundings = Surroundings::new();
        if let Some(transport) = &self.transport {
            surroundings = surroundings.transport(Arc::clone(transport));
        }
        if let Some(environment) = &self.environment {
            surroundings = surroundings.environment(Arc::clone(environment));
        }
        surroundings
    }

    fn build(mut self, service: &'static Service) -> Result<Client, Error> {
        let endpoint = match &self.endpoint {
            Some(endpoint) => Endpoint::parse(endpoint)?,
            None => Endpoint::resolve(service, &self.region, self.network)?,
        };
        let credentials = self.credentials()?;
        let connect_timeout = self.http.connect_timeout;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(HttpTransport::new(&http_settings(&self.http, &endpoint))?),
        };
        Ok(Client::new(ClientSettings {
            service,
            endpoint,
            credentials,
            user_agent: user_agent(self.user_agent.as_deref())?,
            connect_timeout,
            attempt_timeout: self.attempt_timeout.unwrap_or(ATTEMPT_TIMEOUT),
            timeout: self.timeout.unwrap_or(TIMEOUT),
            transport,
            stamps: self.stamps.unwrap_or_else(|| Arc::new(SystemStamps)),
        }))
    }
}

/// Proxies are for other machines: one would look for an endpoint on this machine on its own.
fn http_settings(settings: &HttpSettings, endpoint: &Endpoint) -> HttpSettings {
    let environment_proxies = settings.environment_proxies && !endpoint.is_loopback();
    HttpSettings { environment_proxies, ..settings.clone() }
}

/// How the runtime names itself, and the caller's own text behind it.
fn user_agent(suffix: Option<&str>) -> Result<String, ConfigurationError> {
    let own = agent::user_agent();
    match suffix {
        None => Ok(own),
        Some(suffix) if suffix.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) => {
            Ok(format!("{own} {suffix}"))
        }
        Some(_) => Err(ConfigurationError::new(
            "the text for the user agent holds something else than printable ASCII characters",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_agent_ends_with_the_callers_text() {
        let own = user_agent(None).unwrap();
        assert!(own.starts_with("AlibabaCloud (") && own.contains(") Rust/1."), "{own}");
        assert!(own.ends_with(concat!(" Core/", env!("CARGO_PKG_VERSION"))), "{own}");
        assert_eq!(user_agent(Some("my-app/1.0")).unwrap(), format!("{own} my-app/1.0"));
        assert!(user_agent(Some("a\r\nb")).is_err());
    }

    #[test]
    fn an_endpoint_on_this_machine_is_reached_without_a_proxy() {
        let proxies = |endpoint| {
            let endpoint = Endpoint::parse(endpoint).unwrap();
            http_settings(&HttpSettings::default(), &endpoint).environment_proxies
        };
        assert!(!proxies("http://127.0.0.1:1"));
        assert!(proxies("ccc.aliyuncs.com"));
    }
}
