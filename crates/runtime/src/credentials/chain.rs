//! Asking several providers in order.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::cli_profile::{self, CliProfileCredentials};
use super::ecs_role::{self, EcsRoleCredentials};
use super::oidc_role::{self, OidcRoleCredentials};
use super::shared_file::SharedFileCredentials;
use super::surroundings::Surroundings;
use super::uri::{self, UriCredentials};
use super::variables;
use super::{Credentials, CredentialsFuture, ProvideCredentials};
use crate::environment::is_true;
use crate::error::{CredentialsError, CredentialsErrorKind, FailedProvider};

const CLI_PROFILE_DISABLED_VARIABLE: &str = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";
const ECS_ROLE_DISABLED_VARIABLE: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";

/// Providers that are asked in order. The first that has credentials is asked alone from then on.
///
/// The chain goes on to the next provider only where [nobody has set up](
/// CredentialsErrorKind::NotConfigured) the one before: if that is set up wrongly or fails, going
/// on would mean to act as somebody else than was asked for.
#[derive(Clone, Default)]
pub struct CredentialsChain {
    links: Vec<Link>,
    /// The index of the link that had credentials.
    chosen: Arc<OnceLock<usize>>,
}

#[derive(Clone)]
enum Link {
    /// One that is set up or not, as it says itself.
    Provider(Arc<dyn ProvideCredentials>),
    /// One that is tried without being asked for: whatever its failure, the chain goes on.
    Guess(Arc<dyn ProvideCredentials>),
    /// One that is known to have none.
    Failed(FailedProvider),
}

impl CredentialsChain {
    /// A chain that asks nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// A further provider, asked after those before.
    #[must_use]
    pub fn then(self, provider: impl ProvideCredentials) -> Self {
        self.with(Link::Provider(Arc::new(provider)))
    }

    /// The places where the vendor's own libraries look, in their order: environment variables,
    /// a role by OIDC, the command line's profile, the shared credentials file, the role of the
    /// ECS instance, and the credentials URI.
    ///
    /// Variables are read now, files and servers when credentials are asked for.
    ///
    /// # Errors
    ///
    /// The first of them whose variables are set lacks others that it needs, or has one that
    /// cannot be used.
    pub fn standard(surroundings: &Surroundings) -> Result<Self, CredentialsError> {
        let is_on = |variable| unless_disabled(surroundings, variable);
        let cli_profile =
            is_on(CLI_PROFILE_DISABLED_VARIABLE).map(|()| CliProfileCredentials::new(surroundings));
        let ecs_role =
            is_on(ECS_ROLE_DISABLED_VARIABLE).map(|()| EcsRoleCredentials::new(surroundings));
        let chain = Self::new()
            .then_if(variables::NAME, variables::access_key(surroundings.machine()))
            .then_if(oidc_role::NAME, OidcRoleCredentials::from_environment(surroundings))
            .then_if(cli_profile::NAME, cli_profile)
            .then(SharedFileCredentials::new(surroundings));
        let chain = match ecs_role {
            Ok(provider) => chain.with(Link::Guess(Arc::new(provider))),
            absent => chain.then_if(ecs_role::NAME, absent),
        };
        let chain = chain.then_if(uri::NAME, UriCredentials::from_environment(surroundings));
        chain.known_failure().map_or(Ok(chain), Err)
    }

    fn then_if(
        self,
        name: &str,
        provider: Result<impl ProvideCredentials, CredentialsError>,
    ) -> Self {
        match provider {
            Ok(provider) => self.then(provider),
            Err(error) => self.with(Link::Failed(FailedProvider::new(name, error))),
        }
    }

    fn with(mut self, link: Link) -> Self {
        self.links.push(link);
        self
    }

    /// The failure with which the chain ends before it asks anybody.
    fn known_failure(&self) -> Option<CredentialsError> {
        let mut tried = Vec::new();
        for link in &self.links {
            let Link::Failed(failed) = link else { return None };
            tried.push(failed.clone());
            if link.ends_with(failed) {
                return Some(CredentialsError::of_chain(tried));
            }
        }
        None
    }

    async fn ask(&self) -> Result<Credentials, CredentialsError> {
        if let Some(link) = self.chosen.get().and_then(|index| self.links.get(*index)) {
            return link.ask().await.map_err(|failed| CredentialsError::of_chain(vec![failed]));
        }
        let mut tried = Vec::new();
        for (index, link) in self.links.iter().enumerate() {
            match link.ask().await {
                Ok(credentials) => {
                    // If another caller was faster, that one's choice stays.
                    self.chosen.get_or_init(|| index);
                    return Ok(credentials);
                }
                Err(failed) => {
                    let is_end = link.ends_with(&failed);
                    tried.push(failed);
                    if is_end {
                        break;
                    }
                }
            }
        }
        Err(CredentialsError::of_chain(tried))
    }
}

impl ProvideCredentials for CredentialsChain {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(self.ask())
    }

    fn name(&self) -> &'static str {
        "chain"
    }
}

impl fmt::Debug for CredentialsChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.links).finish()
    }
}

impl Link {
    async fn ask(&self) -> Result<Credentials, FailedProvider> {
        match self {
            Self::Provider(provider) | Self::Guess(provider) => {
                let found = provider.provide().await;
                found.map_err(|error| FailedProvider::new(provider.name(), error))
            }
            Self::Failed(failed) => Err(failed.clone()),
        }
    }

    /// Whether the chain ends with this failure of the link.
    fn ends_with(&self, failed: &FailedProvider) -> bool {
        let is_set_up = failed.error().kind() != CredentialsErrorKind::NotConfigured;
        is_set_up && !matches!(self, Self::Guess(_))
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Provider(provider) | Self::Guess(provider) => provider.fmt(f),
            Self::Failed(failed) => failed.fmt(f),
        }
    }
}

fn unless_disabled(surroundings: &Surroundings, name: &str) -> Result<(), CredentialsError> {
    if is_true(surroundings.machine(), name) {
        return Err(CredentialsError::not_configured(format!("turned off by `{name}`")));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
