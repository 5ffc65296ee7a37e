//! The shared credentials file, with one section for each profile.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ecs_role::EcsRoleCredentials;
use super::ini::{self, Section};
use super::oidc_role::OidcRoleCredentials;
use super::ram_role::RamRoleCredentials;
use super::role::Role;
use super::surroundings::Surroundings;
use super::{Credentials, CredentialsFuture, PROFILE_VARIABLE, ProvideCredentials, file};
use crate::environment::variable;
use crate::error::{CredentialsError, CredentialsErrorKind};

const FILE_VARIABLE: &str = "ALIBABA_CLOUD_CREDENTIALS_FILE";
/// Where the file is, below the home folder. Some of the vendor's libraries read the one, some the
/// other.
const PATHS: [&str; 2] = [".alibabacloud/credentials.ini", ".alibabacloud/credentials"];
const DEFAULT_PROFILE: &str = "default";
/// What errors call this source of credentials.
pub(super) const NAME: &str = "shared credentials file";

/// A profile of the shared credentials file: `~/.alibabacloud/credentials.ini` or
/// `~/.alibabacloud/credentials`, or the file that `ALIBABA_CLOUD_CREDENTIALS_FILE` names.
///
/// The types of profiles that are read are `access_key`, `ecs_ram_role`, `ram_role_arn` and
/// `oidc_role_arn`.
#[derive(Clone, Debug)]
pub struct SharedFileCredentials {
    /// The file that somebody has named.
    path: Option<PathBuf>,
    profile: String,
    surroundings: Surroundings,
}

impl SharedFileCredentials {
    /// The profile that `ALIBABA_CLOUD_PROFILE` names, else `default`.
    pub fn new(surroundings: &Surroundings) -> Self {
        let machine = surroundings.machine();
        let profile = variable(machine, PROFILE_VARIABLE);
        Self {
            path: variable(machine, FILE_VARIABLE).map(PathBuf::from),
            profile: profile.unwrap_or_else(|| DEFAULT_PROFILE.to_owned()),
            surroundings: surroundings.clone(),
        }
    }

    /// The profile with this name.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = name.into();
        self
    }

    /// The file at this path.
    #[must_use]
    pub fn path(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The profile in the first file that has it.
    fn provider(&self) -> Result<Arc<dyn ProvideCredentials>, CredentialsError> {
        if let Some(path) = &self.path {
            return self.provider_in(path).map_err(CredentialsError::once_asked_for);
        }
        let home = self.surroundings.machine().home();
        let home = home.ok_or_else(|| CredentialsError::not_configured("no home folder"))?;
        let mut reasons = Vec::new();
        for path in PATHS {
            match self.provider_in(&home.join(path)) {
                Err(error) if error.kind() == CredentialsErrorKind::NotConfigured => {
                    reasons.push(error.message().to_owned());
                }
                settled => return settled,
            }
        }
        Err(CredentialsError::not_configured(reasons.join(", ")))
    }

    fn provider_in(&self, path: &Path) -> Result<Arc<dyn ProvideCredentials>, CredentialsError> {
        let text = file::read(self.surroundings.machine(), path)?;
        let (name, path) = (&self.profile, path.display());
        let section = ini::section(&text, name).map_err(|line| {
            CredentialsError::unusable(format!("line {line} of `{path}` is no `key = value`"))
        })?;
        let section = section.ok_or_else(|| {
            CredentialsError::not_configured(format!("`{path}` has no profile `{name}`"))
        })?;
        let made = Profile { section: &section, surroundings: &self.surroundings }.provider();
        made.map_err(|error| error.behind(&format!("profile `{name}` of `{path}`")))
    }
}

impl ProvideCredentials for SharedFileCredentials {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            let provider = self.provider()?;
            provider.provide().await.map_err(CredentialsError::once_asked_for)
        })
    }

    fn name(&self) -> &'static str {
        NAME
    }
}

struct Profile<'a> {
    section: &'a Section,
    surroundings: &'a Surroundings,
}

impl Profile<'_> {
    fn provider(&self) -> Result<Arc<dyn ProvideCredentials>, CredentialsError> {
        match self.needed("type")? {
            "access_key" => Ok(Arc::new(self.access_key()?)),
            "ecs_ram_role" => Ok(Arc::new(self.ecs_role())),
            "ram_role_arn" => {
                let (role, source) = (self.role()?, self.access_key()?);
                Ok(Arc::new(RamRoleCredentials::new(role, source, self.surroundings)))
            }
            "oidc_role_arn" => Ok(Arc::new(self.oidc_role()?)),
            other => Err(CredentialsError::unusable(format!(
                "the type `{other}` is not supported; supported are `access_key`, \
                 `ecs_ram_role`, `ram_role_arn` and `oidc_role_arn`"
            ))),
        }
    }

    fn access_key(&self) -> Result<Credentials, CredentialsError> {
        let (id, secret) = ("access_key_id", "access_key_secret");
        let credentials = Credentials::new(self.needed(id)?, self.needed(secret)?);
        credentials.check()?;
        Ok(credentials)
    }

    fn ecs_role(&self) -> EcsRoleCredentials {
        let any = EcsRoleCredentials::new(self.surroundings);
        match self.value("role_name") {
            Some(role) => any.role(role),
            None => any,
        }
    }

    fn oidc_role(&self) -> Result<OidcRoleCredentials, CredentialsError> {
        let (provider, file) =
            (self.needed("oidc_provider_arn")?, self.needed("oidc_token_file_path")?);
        Ok(OidcRoleCredentials::new(self.role()?, provider, file, self.surroundings))
    }

    fn role(&self) -> Result<Role, CredentialsError> {
        let mut role = Role::new(self.needed("role_arn")?);
        if let Some(name) = self.value("role_session_name") {
            role = role.session_name(name);
        }
        if let Some(policy) = self.value("policy") {
            role = role.policy(policy);
        }
        Ok(role)
    }

    fn needed(&self, key: &str) -> Result<&str, CredentialsError> {
        let absent = || CredentialsError::unusable(format!("it has no `{key}`"));
        self.value(key).ok_or_else(absent)
    }

    fn value(&self, key: &str) -> Option<&str> {
        self.section.get(key).map(|value| value.as_str()).filter(|value| !value.is_empty())
    }
}
