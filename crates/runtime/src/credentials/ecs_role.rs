//! The role that is attached to an ECS instance, from the metadata service next to it.

use std::time::Duration;

use super::surroundings::{Route, Surroundings};
use super::{Credentials, CredentialsFuture, ProvideCredentials, answer};
use crate::encode::percent_encode;
use crate::environment::{is_true, variable};
use crate::error::{CredentialsError, CredentialsErrorKind};
use crate::header;
use crate::transport::{HttpRequest, HttpResponse};

const HOST: &str = "100.100.100.200";
const TOKEN_PATH: &str = "/latest/api/token";
const ROLES_PATH: &str = "/latest/meta-data/ram/security-credentials/";
/// For how many seconds a token is asked for.
const TOKEN_TTL: &str = "21600";
/// How long the service may take with an answer, connecting included.
const LIMIT: Duration = Duration::from_secs(2);
const ROLE_VARIABLE: &str = "ALIBABA_CLOUD_ECS_METADATA";
const PLAIN_DISABLED_VARIABLE: &str = "ALIBABA_CLOUD_IMDSV1_DISABLED";
/// What errors call this source of credentials.
pub(super) const NAME: &str = "ECS RAM role";

/// A temporary access key of the role that is attached to the ECS instance on which the program
/// runs.
///
/// The metadata service is asked with a token, and without one if that fails, unless
/// `ALIBABA_CLOUD_IMDSV1_DISABLED` is `true`.
#[derive(Clone, Debug)]
pub struct EcsRoleCredentials {
    role: Option<String>,
    is_plain_allowed: bool,
    surroundings: Surroundings,
}

impl EcsRoleCredentials {
    /// The role that `ALIBABA_CLOUD_ECS_METADATA` names, else the one that is attached.
    pub fn new(surroundings: &Surroundings) -> Self {
        let machine = surroundings.machine();
        Self {
            role: variable(machine, ROLE_VARIABLE),
            is_plain_allowed: !is_true(machine, PLAIN_DISABLED_VARIABLE),
            surroundings: surroundings.clone(),
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn role(mut self, name: impl Into<String>) -> Self {
        self.role = Some(name.into());
        self
    }

    async fn find(&self) -> Result<Credentials, CredentialsError> {
        let role = match &self.role {
            Some(role) => role.clone(),
            None => self.ask(ROLES_PATH, role_name).await?,
        };
        let path = format!("{ROLES_PATH}{}", percent_encode(&role));
        self.ask(&path, answer::of_metadata).await
    }

    /// Asks with a token, and without one if that fails in any way.
    async fn ask<T>(&self, path: &str, read: Read<T>) -> Result<T, CredentialsError> {
        let with_token = self.ask_with_token(path, read).await;
        let error = match with_token {
            Err(error) if self.is_plain_allowed => error,
            settled => return settled,
        };
        let plainly = self.send(get(path, None)).await.and_then(read);
        plainly.map_err(|plain| either(&error, plain))
    }

    async fn ask_with_token<T>(&self, path: &str, read: Read<T>) -> Result<T, CredentialsError> {
        let token = self.send(put_token()).await.and_then(token_text)?;
        self.send(get(path, Some(token))).await.and_then(read)
    }

    /// Where nobody answers, the program does not run on an ECS instance.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, CredentialsError> {
        let answer = self.surroundings.exchange(request, Route::Direct, LIMIT).await;
        answer.map_err(|error| match error.kind() {
            CredentialsErrorKind::Unavailable => CredentialsError::not_configured(format!(
                "the metadata service cannot be reached: {}",
                error.message()
            )),
            _ => error,
        })
    }
}

/// How an answer is read.
type Read<T> = fn(HttpResponse) -> Result<T, CredentialsError>;

impl ProvideCredentials for EcsRoleCredentials {
    fn provide(&self) -> CredentialsFuture<'_> {
        Box::pin(self.find())
    }

    fn name(&self) -> &'static str {
        NAME
    }
}

fn put_token() -> HttpRequest {
    let ttl = (header::METADATA_TOKEN_TTL.to_owned(), TOKEN_TTL.to_owned());
    request("PUT", TOKEN_PATH, vec![ttl])
}

fn get(path: &str, token: Option<String>) -> HttpRequest {
    let token = token.map(|token| (header::METADATA_TOKEN.to_owned(), token));
    request("GET", path, token.into_iter().collect())
}

fn request(method: &str, path: &str, headers: Vec<(String, String)>) -> HttpRequest {
    let url = format!("http://{HOST}{path}");
    HttpRequest { method: method.to_owned(), url, headers, body: Vec::new() }
}

fn token_text(response: HttpResponse) -> Result<String, CredentialsError> {
    word(response, u8::is_ascii_graphic).map_err(|error| error.behind("the token"))
}

/// The name of the attached role. Where there is none, the list of roles is not there.
fn role_name(response: HttpResponse) -> Result<String, CredentialsError> {
    if response.status() == 404 {
        return Err(CredentialsError::not_configured("the instance has no role"));
    }
    // Whatever else came would be sent, and shown, as part of a URL.
    word(response, |byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte))
        .map_err(|error| error.behind("the role's name"))
}

/// A body that is one word.
fn word(response: HttpResponse, is_allowed: fn(&u8) -> bool) -> Result<String, CredentialsError> {
    let body = answer::body_of(response)?;
    let word = body.trim_ascii();
    if word.is_empty() || !word.iter().all(is_allowed) {
        return Err(CredentialsError::unusable("the answer is not a single word"));
    }
    Ok(String::from_utf8_lossy(word).into_owned())
}

/// Both reasons, if they differ.
fn either(with_token: &CredentialsError, plain: CredentialsError) -> CredentialsError {
    if with_token.message() == plain.message() {
        return plain;
    }
    plain.behind(&format!("{}; without a token", with_token.message()))
}
