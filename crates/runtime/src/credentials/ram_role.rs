//! Assuming a role with an access key.

use std::sync::Arc;

use serde_json::Value;

use super::role::{Role, STS, STS_LIMIT};
use super::surroundings::{Route, Surroundings};
use super::{Credentials, CredentialsFuture, Kind, ProvideCredentials, answer};
use crate::agent;
use crate::encode::{Encoder, Place};
use crate::error::{CredentialsError, Error};
use crate::request::{Destination, Request};

/// A temporary access key of a role, which STS gives to those whom the role trusts (`AssumeRole`).
#[derive(Clone, Debug)]
pub struct RamRoleCredentials {
    role: Role,
    source: Arc<dyn ProvideCredentials>,
    surroundings: Surroundings,
}

impl RamRoleCredentials {
    /// The role, and the credentials to assume it with.
    pub fn new(role: Role, source: impl ProvideCredentials, surroundings: &Surroundings) -> Self {
        Self { role, source: Arc::new(source), surroundings: surroundings.clone() }
    }

    async fn assume(&self) -> Result<Credentials, CredentialsError> {
        let source = self.source.provide().await?;
        if !matches!(source.kind(), Kind::AccessKey { .. }) {
            return Err(CredentialsError::unusable("a role is assumed with an access key alone"));
        }
        source.check()?;
        let endpoint = self.role.endpoint(self.surroundings.machine())?;
        let mut parameters = Encoder::new();
        for (name, value) in self.role.parameters(self.surroundings.now())? {
            parameters.put(Place::Query, name, Some(Value::String(value)));
        }
        let user_agent = agent::user_agent();
        let to = Destination { service: &STS, endpoint: &endpoint, user_agent: &user_agent };
        let stamp = self.surroundings.stamp()?;
        let request = Request::from_parts("AssumeRole", "POST", "/", parameters)
            .and_then(|request| request.signed(to, &source, &stamp))
            .map_err(|error: Error| CredentialsError::unusable(error.to_string()))?;
        answer::of_sts(self.surroundings.exchange(request, Route::Network, STS_LIMIT).await?)
    }
}

impl ProvideCredentials for RamRoleCredentials {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            self.assume().await.map_err(|error| error.once_asked_for().behind("AssumeRole"))
        })
    }

    fn name(&self) -> &'static str {
        "RAM role"
    }
}
