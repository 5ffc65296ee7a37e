//! One profile: its mode decides what the other fields mean.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::super::ecs_role::EcsRoleCredentials;
use super::super::oidc_role::OidcRoleCredentials;
use super::super::ram_role::RamRoleCredentials;
use super::super::role::Role;
use super::super::secret_json::text;
use super::super::surroundings::Surroundings;
use super::super::{Credentials, ProvideCredentials};
use crate::endpoint::Network;
use crate::error::CredentialsError;

/// The modes that can be read. They are spelled exactly so.
const MODES: [&str; 6] = ["AK", "StsToken", "RamRoleArn", CHAINABLE, "EcsRamRole", "OIDC"];
/// The mode of a role that is assumed with another profile.
const CHAINABLE: &str = "ChainableRamRoleArn";

pub(super) struct Profile<'a> {
    pub(super) json: &'a Value,
    pub(super) surroundings: &'a Surroundings,
}

impl Profile<'_> {
    pub(super) fn provider(&self) -> Result<Arc<dyn ProvideCredentials>, CredentialsError> {
        match self.mode()? {
            "AK" => Ok(Arc::new(self.access_key()?)),
            "StsToken" => Ok(Arc::new(self.temporary_access_key()?)),
            "RamRoleArn" => {
                let key = self.access_key()?;
                let key = match self.value("sts_token") {
                    Some(token) => key.with_security_token(token),
                    None => key,
                };
                self.role_by(Arc::new(key))
            }
            "EcsRamRole" => Ok(Arc::new(self.ecs_role())),
            "OIDC" => Ok(Arc::new(self.oidc_role()?)),
            other => Err(unsupported(other)),
        }
    }

    /// The profile with whose credentials the role of this one is assumed.
    pub(super) fn source(&self) -> Result<Option<&str>, CredentialsError> {
        match self.value("mode") {
            Some(CHAINABLE) => self.needed("source_profile").map(Some),
            _ => Ok(None),
        }
    }

    /// The role, assumed with the source's credentials.
    pub(super) fn role_by(
        &self,
        source: Arc<dyn ProvideCredentials>,
    ) -> Result<Arc<dyn ProvideCredentials>, CredentialsError> {
        Ok(Arc::new(RamRoleCredentials::new(self.role()?, source, self.surroundings)))
    }

    /// The mode. The command line writes an empty profile when it is first started, and takes an
    /// access key without a mode for one of the mode that fits.
    fn mode(&self) -> Result<&str, CredentialsError> {
        let has = |name| self.value(name).is_some();
        let is_empty = !has("access_key_id") && !has("access_key_secret");
        match self.value("mode") {
            None | Some("AK") if is_empty => Err(CredentialsError::not_configured("it is empty")),
            None if has("sts_token") => Ok("StsToken"),
            mode => Ok(mode.unwrap_or("AK")),
        }
    }

    fn access_key(&self) -> Result<Credentials, CredentialsError> {
        let (id, secret) = ("access_key_id", "access_key_secret");
        let credentials = Credentials::new(self.needed(id)?, self.needed(secret)?);
        credentials.check()?;
        Ok(credentials)
    }

    fn temporary_access_key(&self) -> Result<Credentials, CredentialsError> {
        let credentials = self.access_key()?.with_security_token(self.needed("sts_token")?);
        credentials.check()?;
        Ok(credentials)
    }

    fn ecs_role(&self) -> EcsRoleCredentials {
        let any = EcsRoleCredentials::new(self.surroundings);
        match self.value("ram_role_name") {
            Some(role) => any.role(role),
            None => any,
        }
    }

    fn oidc_role(&self) -> Result<OidcRoleCredentials, CredentialsError> {
        let (provider, file) = (self.needed("oidc_provider_arn")?, self.needed("oidc_token_file")?);
        Ok(OidcRoleCredentials::new(self.role()?, provider, file, self.surroundings))
    }

    fn role(&self) -> Result<Role, CredentialsError> {
        let mut role = Role::new(self.needed("ram_role_arn")?);
        // The vendor's own libraries differ in the name.
        let session_name =
            self.value("ram_session_name").or_else(|| self.value("role_session_name"));
        if let Some(name) = session_name {
            role = role.session_name(name);
        }
        if let Some(seconds) = self.json.get("expired_seconds").and_then(Value::as_u64)
            && seconds > 0
        {
            role = role.duration(Duration::from_secs(seconds));
        }
        if let Some(policy) = self.value("policy") {
            role = role.policy(policy);
        }
        if let Some(id) = self.value("external_id") {
            role = role.external_id(id);
        }
        if let Some(region) = self.value("sts_region") {
            let is_vpc = self.json.get("enable_vpc").and_then(Value::as_bool).unwrap_or(false);
            let network = if is_vpc { Network::Vpc } else { Network::Public };
            role = role.sts_region(region, network);
        }
        Ok(role)
    }

    fn needed(&self, name: &str) -> Result<&str, CredentialsError> {
        let absent = || CredentialsError::unusable(format!("it has no `{name}`"));
        self.value(name).ok_or_else(absent)
    }

    fn value(&self, name: &str) -> Option<&str> {
        text(self.json, name)
    }
}

fn unsupported(mode: &str) -> CredentialsError {
    let meant = MODES.iter().find(|known| known.eq_ignore_ascii_case(mode));
    if let Some(meant) = meant {
        let message = format!("the mode `{mode}` is not known; it is spelled `{meant}`");
        return CredentialsError::unusable(message);
    }
    let modes = MODES.join("`, `");
    let message = format!("the mode `{mode}` is not supported; supported are `{modes}`");
    CredentialsError::unusable(message)
}
