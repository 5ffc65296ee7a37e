//! The profiles that the vendor's command line keeps.

mod profile;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use self::profile::Profile;
use super::secret_json::{SecretJson, text};
use super::surroundings::Surroundings;
use super::{CredentialsFuture, PROFILE_VARIABLE, ProvideCredentials, file};
use crate::environment::variable;
use crate::error::CredentialsError;

const FILE_VARIABLE: &str = "ALIBABA_CLOUD_CONFIG_FILE";
/// Where the file is, below the home folder.
const PATH: &str = ".aliyun/config.json";
/// What errors call this source of credentials.
pub(super) const NAME: &str = "CLI profile";

/// A profile of the vendor's command line (`aliyun configure`), in `~/.aliyun/config.json` or the
/// file that `ALIBABA_CLOUD_CONFIG_FILE` names.
///
/// The modes that are read are `AK`, `StsToken`, `RamRoleArn`, `ChainableRamRoleArn`, `EcsRamRole`
/// and `OIDC`.
#[derive(Clone, Debug)]
pub struct CliProfileCredentials {
    /// The file that somebody has named.
    path: Option<PathBuf>,
    /// The profile that somebody has named.
    profile: Option<String>,
    surroundings: Surroundings,
}

impl CliProfileCredentials {
    /// The profile that `ALIBABA_CLOUD_PROFILE` names, else the current one of the file.
    pub fn new(surroundings: &Surroundings) -> Self {
        let machine = surroundings.machine();
        Self {
            path: variable(machine, FILE_VARIABLE).map(PathBuf::from),
            profile: variable(machine, PROFILE_VARIABLE),
            surroundings: surroundings.clone(),
        }
    }

    /// The profile with this name.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// The file at this path.
    #[must_use]
    pub fn path(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    fn provider(&self) -> Result<Arc<dyn ProvideCredentials>, CredentialsError> {
        if let Some(path) = &self.path {
            return self.provider_in(path).map_err(CredentialsError::once_asked_for);
        }
        let home = self.surroundings.machine().home();
        let home = home.ok_or_else(|| CredentialsError::not_configured("no home folder"))?;
        self.provider_in(&home.join(PATH))
    }

    fn provider_in(&self, path: &Path) -> Result<Arc<dyn ProvideCredentials>, CredentialsError> {
        let file = file::read(self.surroundings.machine(), path)?;
        let json = SecretJson::parse(file.trim_start_matches('\u{feff}').as_bytes());
        let json = json.map_err(|error| {
            CredentialsError::unusable(format!("`{}` is no JSON: {error}", path.display()))
        })?;
        let profiles = Profiles { json: json.value(), surroundings: &self.surroundings };
        let named = self.profile.as_deref().or_else(|| text(json.value(), "current"));
        let made = match named {
            Some(name) => profiles.provider(name, &mut Vec::new()),
            None => Err(CredentialsError::not_configured("no profile is the current one")),
        };
        made.map_err(|error| error.behind(&format!("`{}`", path.display())))
    }
}

impl ProvideCredentials for CliProfileCredentials {
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

/// All profiles of a file.
struct Profiles<'a> {
    json: &'a Value,
    surroundings: &'a Surroundings,
}

impl Profiles<'_> {
    /// What the profile stands for. `path` has the profiles that led here by naming the next one
    /// as their source.
    fn provider(
        &self,
        name: &str,
        path: &mut Vec<String>,
    ) -> Result<Arc<dyn ProvideCredentials>, CredentialsError> {
        if path.iter().any(|earlier| earlier == name) {
            let message = format!("the profile `{name}` has itself as its source");
            return Err(CredentialsError::unusable(message));
        }
        path.push(name.to_owned());
        let profiles = self.json.get("profiles").and_then(Value::as_array).into_iter().flatten();
        let found = profiles.into_iter().find(|profile| text(profile, "name") == Some(name));
        let found = found.ok_or_else(|| {
            CredentialsError::not_configured(format!("it has no profile `{name}`"))
        })?;
        let profile = Profile { json: found, surroundings: self.surroundings };
        let made = match profile.source()? {
            Some(source) => {
                let source = self.provider(source, path).map_err(CredentialsError::once_asked_for);
                source.and_then(|source| profile.role_by(source))
            }
            None => profile.provider(),
        };
        made.map_err(|error| error.behind(&format!("profile `{name}`")))
    }
}

#[cfg(test)]
mod tests;
