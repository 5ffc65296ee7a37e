//! Assuming a role with a token of an OIDC provider, as pods in Kubernetes have one.

use std::path::PathBuf;

use zeroize::Zeroizing;

use super::role::{Role, STS, STS_LIMIT};
use super::surroundings::{Route, Surroundings};
use super::variables::all_of;
use super::{Credentials, CredentialsFuture, ProvideCredentials, answer, file};
use crate::agent;
use crate::encode::form_encode;
use crate::environment::variable;
use crate::error::CredentialsError;
use crate::header;
use crate::request::FORM_TYPE;
use crate::sign::canonical_query;
use crate::transport::HttpRequest;

const ACTION: &str = "AssumeRoleWithOIDC";
const ROLE_VARIABLE: &str = "ALIBABA_CLOUD_ROLE_ARN";
const PROVIDER_VARIABLE: &str = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
const TOKEN_FILE_VARIABLE: &str = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";
const SESSION_NAME_VARIABLE: &str = "ALIBABA_CLOUD_ROLE_SESSION_NAME";
/// What errors call this source of credentials.
pub(super) const NAME: &str = "OIDC role";

/// A temporary access key of a role, which STS gives for the token of an OIDC provider that the
/// role trusts (`AssumeRoleWithOIDC`).
#[derive(Clone, Debug)]
pub struct OidcRoleCredentials {
    role: Role,
    provider_arn: String,
    token_file: PathBuf,
    surroundings: Surroundings,
}

impl OidcRoleCredentials {
    /// The role, the ARN of the OIDC provider, and the file with the token, which is read each
    /// time anew.
    pub fn new(
        role: Role,
        provider_arn: impl Into<String>,
        token_file: impl Into<PathBuf>,
        surroundings: &Surroundings,
    ) -> Self {
        let (provider_arn, token_file) = (provider_arn.into(), token_file.into());
        Self { role, provider_arn, token_file, surroundings: surroundings.clone() }
    }

    /// What the environment variables name: `ALIBABA_CLOUD_ROLE_ARN`,
    /// `ALIBABA_CLOUD_OIDC_PROVIDER_ARN`, `ALIBABA_CLOUD_OIDC_TOKEN_FILE`, and
    /// `ALIBABA_CLOUD_ROLE_SESSION_NAME` if it is set.
    ///
    /// # Errors
    ///
    /// One of the first three is not set.
    pub fn from_environment(surroundings: &Surroundings) -> Result<Self, CredentialsError> {
        let names = [ROLE_VARIABLE, PROVIDER_VARIABLE, TOKEN_FILE_VARIABLE];
        let Some([role, provider, token_file]) = all_of(surroundings.machine(), names)? else {
            let message = format!(
                "`{ROLE_VARIABLE}`, `{PROVIDER_VARIABLE}`, `{TOKEN_FILE_VARIABLE}` are not set"
            );
            return Err(CredentialsError::not_configured(message));
        };
        let session_name = variable(surroundings.machine(), SESSION_NAME_VARIABLE);
        let role = Role::new(role);
        let role = match session_name {
            Some(name) => role.session_name(name),
            None => role,
        };
        Ok(Self::new(role, provider, token_file, surroundings))
    }

    async fn assume(&self) -> Result<Credentials, CredentialsError> {
        let text = file::read(self.surroundings.machine(), &self.token_file)?;
        let token = text.trim();
        if token.is_empty() {
            let path = self.token_file.display();
            return Err(CredentialsError::unusable(format!("the file `{path}` is empty")));
        }
        let request = self.request(token)?;
        let answer = self.surroundings.exchange(request, Route::Network, STS_LIMIT).await?;
        // The service may repeat the token that it refuses.
        answer::of_sts(answer).map_err(|error| error.hiding(token))
    }

    /// The request. It is not signed; the token is in the body, where no log of URLs keeps it.
    fn request(&self, token: &str) -> Result<HttpRequest, CredentialsError> {
        let endpoint = self.role.endpoint(self.surroundings.machine())?;
        let date = self.surroundings.stamp()?.date();
        let date = date.map_err(|error| CredentialsError::unusable(error.to_string()))?;
        let query = canonical_query([
            ("Action", ACTION),
            ("Format", "JSON"),
            ("Timestamp", date.as_str()),
            ("Version", STS.version()),
        ]);
        let role = self.role.parameters(self.surroundings.now())?;
        let role = role.iter().map(|(name, value)| (*name, value.as_str()));
        let own = [("OIDCProviderArn", self.provider_arn.as_str()), ("OIDCToken", token)];
        let form = Zeroizing::new(form_encode(role.chain(own)));
        Ok(HttpRequest {
            method: "POST".to_owned(),
            url: format!("{endpoint}/?{query}"),
            headers: vec![
                (header::ACCEPT.to_owned(), "application/json".to_owned()),
                (header::CONTENT_TYPE.to_owned(), FORM_TYPE.to_owned()),
                (header::HOST.to_owned(), endpoint.authority().to_owned()),
                (header::USER_AGENT.to_owned(), agent::user_agent()),
            ],
            body: form.as_bytes().to_vec(),
        })
    }
}

impl ProvideCredentials for OidcRoleCredentials {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            self.assume().await.map_err(|error| error.once_asked_for().behind(ACTION))
        })
    }

    fn name(&self) -> &'static str {
        NAME
    }
}
