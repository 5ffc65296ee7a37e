//! From options to a client.

use std::sync::Arc;
use std::time::Duration;

use super::{Identity, Options};
use crate::agent;
use crate::client::{Client, ClientSettings};
use crate::clock::{Clock, Random, SystemClock, SystemRandom, TokioSleep};
use crate::credentials::Surroundings;
use crate::endpoint::Endpoint;
use crate::environment::{Environment, SystemEnvironment, variable};
use crate::error::{ConfigurationError, Error};
use crate::transport::{HttpSettings, HttpTransport, Transport};
use crate::{CachedCredentials, CredentialsChain, Service, Stamps};

/// What the `user-agent` header has behind the runtime's own text, if the builder is not told.
const USER_AGENT_VARIABLE: &str = "ALIBABA_CLOUD_USER_AGENT";
/// How long one attempt may take.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a call may take as a whole.
const TIMEOUT: Duration = Duration::from_mins(1);

impl Options {
    pub(super) fn build(mut self, service: &'static Service) -> Result<Client, Error> {
        let endpoint = match &self.endpoint {
            Some(endpoint) => Endpoint::parse(endpoint)?,
            None => Endpoint::resolve(service, &self.region, self.network)?,
        };
        let clock = self.clock.take().unwrap_or_else(|| Arc::new(SystemClock));
        let random = self.random.take().unwrap_or_else(|| Arc::new(SystemRandom));
        let needs_tokio = self.transport.is_none() || self.sleep.is_none();
        let credentials = self.credentials(&clock, &random)?;
        let transport = self.transport(&endpoint)?;
        let user_agent = self.user_agent()?;
        let stamps = self
            .stamps
            .unwrap_or_else(|| Arc::new(Stamps::new(Arc::clone(&clock), Arc::clone(&random))));
        Ok(Client::new(ClientSettings {
            service,
            endpoint,
            region: self.region,
            credentials,
            algorithm: self.algorithm,
            user_agent,
            connect_timeout: self.http.connect_timeout,
            attempt_timeout: self.attempt_timeout.unwrap_or(ATTEMPT_TIMEOUT),
            timeout: self.timeout.unwrap_or(TIMEOUT),
            retry_budget: self.retry.new_budget(),
            retry: self.retry,
            transport,
            stamps,
            clock,
            random,
            sleep: self.sleep.unwrap_or_else(|| Arc::new(TokioSleep)),
            needs_tokio,
        }))
    }

    fn credentials(
        &mut self,
        clock: &Arc<dyn Clock>,
        random: &Arc<dyn Random>,
    ) -> Result<CachedCredentials, Error> {
        let cached_clock = Arc::clone(clock);
        match self.credentials.take() {
            Some(Identity::Given(credentials)) => {
                credentials.check()?;
                Ok(CachedCredentials::new(credentials, cached_clock))
            }
            Some(Identity::Provided(provider)) => {
                Ok(CachedCredentials::new(provider, cached_clock))
            }
            None => {
                let chain = CredentialsChain::standard(&self.surroundings(clock, random))?;
                Ok(CachedCredentials::new(chain, cached_clock))
            }
        }
    }

    /// The system's own, but for what was given.
    fn surroundings(&self, clock: &Arc<dyn Clock>, random: &Arc<dyn Random>) -> Surroundings {
        let mut surroundings =
            Surroundings::new().clock(Arc::clone(clock)).random(Arc::clone(random));
        if let Some(environment) = &self.environment {
            surroundings = surroundings.environment(Arc::clone(environment));
        }
        if let Some(sleep) = &self.sleep {
            surroundings = surroundings.sleep(Arc::clone(sleep));
        }
        match &self.transport {
            Some(transport) => surroundings.transport(Arc::clone(transport)),
            None => surroundings,
        }
    }

    fn transport(&self, endpoint: &Endpoint) -> Result<Arc<dyn Transport>, Error> {
        if let Some(transport) = &self.transport {
            return Ok(Arc::clone(transport));
        }
        let settings = http_settings(&self.http, endpoint);
        Ok(Arc::new(HttpTransport::in_environment(&settings, self.environment())?))
    }

    fn user_agent(&self) -> Result<String, ConfigurationError> {
        let of_environment = || variable(self.environment(), USER_AGENT_VARIABLE);
        user_agent(self.user_agent.clone().or_else(of_environment).as_deref())
    }

    fn environment(&self) -> &dyn Environment {
        self.environment.as_deref().unwrap_or(&SystemEnvironment)
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
