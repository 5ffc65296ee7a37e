//! The transports that providers have of their own.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::runtime::Handle;

use super::Route;
use crate::clock::{Sleep, TokioSleep};
use crate::environment::Environment;
use crate::error::CredentialsError;
use crate::transport::{HttpSettings, HttpTransport, Transport};

/// What is next to the machine answers at once or is not there.
const DIRECT_CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// Larger than any answer with credentials.
const MAX_RESPONSE_BYTES: usize = 1024 * 1024;

/// One transport for each route, made when it is first needed: most programs need none.
#[derive(Default)]
pub(super) struct Network {
    proxied: OnceLock<HttpTransport>,
    direct: OnceLock<HttpTransport>,
}

impl Network {
    pub(super) fn transport(
        &self,
        route: Route,
        environment: &dyn Environment,
    ) -> Result<Arc<dyn Transport>, CredentialsError> {
        let kept = match route {
            Route::Network => &self.proxied,
            Route::Direct => &self.direct,
        };
        if let Some(transport) = kept.get() {
            return Ok(Arc::new(transport.clone()));
        }
        let made = HttpTransport::in_environment(&settings(route), environment)
            .map_err(|error| CredentialsError::unusable(error.to_string()))?;
        Ok(Arc::new(kept.get_or_init(|| made).clone()))
    }
}

fn settings(route: Route) -> HttpSettings {
    let all = HttpSettings { max_response_bytes: MAX_RESPONSE_BYTES, ..HttpSettings::default() };
    match route {
        Route::Network => all,
        Route::Direct => HttpSettings {
            environment_proxies: false,
            connect_timeout: DIRECT_CONNECT_TIMEOUT,
            ..all
        },
    }
}

/// Tokio's timer.
pub(super) fn sleep() -> Result<Arc<dyn Sleep>, CredentialsError> {
    // Tokio would panic.
    match Handle::try_current() {
        Ok(_) => Ok(Arc::new(TokioSleep)),
        Err(_) => Err(CredentialsError::unusable("they are not awaited on a Tokio runtime")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_next_to_the_machine_is_reached_without_a_proxy() {
        assert!(settings(Route::Network).environment_proxies);
        assert!(!settings(Route::Direct).environment_proxies);
    }

    #[test]
    fn outside_of_tokio_there_is_an_error_and_no_panic() {
        let error = sleep().unwrap_err().to_string();
        assert!(error.ends_with("not awaited on a Tokio runtime"), "{error}");
    }
}
