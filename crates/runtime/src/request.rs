//! Putting a request together: from an operation's parameters to the bytes to send.

mod body;
mod path;

use std::borrow::Cow;
use std::fmt;

pub(crate) use self::body::FORM_TYPE;
use self::body::{body_of, check_body, pairs};
use self::path::{check_path, fill_path};
use crate::clock::SystemRandom;
use crate::credentials::Kind;
use crate::encode::Encoder;
use crate::endpoint::{Endpoint, is_label};
use crate::error::{Error, InvalidParameter, MissingParameters};
use crate::header;
use crate::service::Service;
use crate::sign::{Algorithm, RequestToSign, canonical_query};
use crate::stamp::nonce;
use crate::transport::HttpRequest;
use crate::{Credentials, Operation, Stamp};

/// The content type of an answer that can be read; it decides the form of the answer.
const ACCEPTED_TYPE: &str = "application/json";
/// The path of all RPC operations.
const RPC_PATH: &str = "/";
/// What stands for the algorithm where a bearer token stands for the signature.
const BEARER_TYPE: &str = "BEARERTOKEN";
/// The same in the query of RPC.
const BEARER_QUERY: &str = "SignatureType=BEARERTOKEN";
/// What the query of RPC has where nobody signs.
const ANONYMOUS_QUERY: &str = "Format=json";

/// The most headers that a request has beside those of its parameters.
const MOST_HEADERS: usize = 12;

/// One request of an operation, not yet signed. It can be signed and sent again, each time with a
/// stamp of its own. Its [`Debug`](fmt::Debug) form shows no parameters.
#[derive(Clone)]
pub struct Request {
    action: String,
    version: Option<String>,
    method: String,
    path: String,
    is_rpc: bool,
    query: String,
    headers: Vec<(String, String)>,
    host_label: Option<String>,
    content_type: Option<&'static str>,
    body: Vec<u8>,
}

/// To whom a request goes, and from which program.
#[derive(Clone, Copy, Debug)]
pub struct Destination<'a> {
    /// The API version that the operation belongs to.
    pub service: &'a Service,
    /// Where it is served.
    pub endpoint: &'a Endpoint,
    /// The `user-agent` header.
    pub user_agent: &'a str,
}

impl Request {
    /// The request of an operation.
    ///
    /// # Errors
    ///
    /// A required parameter is not set, or one has a value that cannot be sent in its place.
    pub fn new<O: Operation>(operation: &O) -> Result<Self, Error> {
        let mut parameters = Encoder::new();
        operation.encode(&mut parameters);
        parameters.fill_token(|| nonce(&SystemRandom))?;
        Self::from_parts(O::ACTION, O::METHOD, O::PATH, parameters)
    }

    /// The request of the operation called `action`. `path` has `{Name}` where a path parameter
    /// goes; what is around is sent as it is.
    ///
    /// # Errors
    ///
    /// As [`Request::new`].
    pub fn from_parts(
        action: &str,
        method: &str,
        path: &str,
        parameters: Encoder,
    ) -> Result<Self, Error> {
        let is_rpc = path == RPC_PATH;
        let (path, unset) = fill_path(path, &parameters.path);
        let missing = distinct(parameters.missing.iter().cloned().chain(unset));
        if !missing.is_empty() {
            return Err(MissingParameters::new(missing).into());
        }
        check_path(&parameters.path)?;
        check_body(&parameters)?;
        check_headers(&parameters.headers)?;
        let (content_type, body) = body_of(&parameters);
        Ok(Self {
            action: action.to_owned(),
            version: None,
            method: method.to_owned(),
            path,
            is_rpc,
            query: canonical_query(pairs(&parameters.query)),
            host_label: host_label(parameters.host)?,
            headers: parameters.headers,
            content_type,
            body,
        })
    }

    /// The same request for another API version than that of the service it is sent to.
    #[must_use]
    pub fn with_version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// The request as it is sent, signed with HMAC and SHA-256.
    ///
    /// # Errors
    ///
    /// The stamp's time is no date.
    pub fn signed(
        &self,
        to: Destination<'_>,
        credentials: &Credentials,
        stamp: &Stamp,
    ) -> Result<HttpRequest, Error> {
        self.signed_by(Algorithm::default(), to, credentials, stamp)
    }

    /// The request as it is sent, signed.
    ///
    /// # Errors
    ///
    /// As [`Request::signed`].
    pub fn signed_by(
        &self,
        algorithm: Algorithm,
        to: Destination<'_>,
        credentials: &Credentials,
        stamp: &Stamp,
    ) -> Result<HttpRequest, Error> {
        let labelled = self.host_label.as_deref().map(|label| to.endpoint.with_label(label));
        let to = Destination { endpoint: labelled.as_ref().unwrap_or(to.endpoint), ..to };
        let version = self.version.as_deref().unwrap_or(to.service.version());
        let payload_hash = algorithm.hash(&self.body);
        let mut headers = Vec::with_capacity(MOST_HEADERS + self.headers.len());
        headers.extend(self.defaults(to));
        headers.extend(self.headers.iter().cloned());
        headers.extend(self.identity_headers(credentials));
        headers.extend(owned([
            (header::HOST, to.endpoint.authority()),
            (header::ACTION, &self.action),
            (header::VERSION, version),
            (header::DATE, &stamp.date()?),
            (header::NONCE, stamp.nonce()),
            (header::CONTENT_SHA256, &payload_hash),
        ]));
        let query = self.query_with(credentials);
        let to_sign = RequestToSign {
            algorithm,
            method: &self.method,
            path: &self.path,
            query: &query,
            headers: &headers,
            payload_hash: &payload_hash,
        };
        let authorization = to_sign.authorization(credentials);
        headers.extend(authorization.map(|value| (header::AUTHORIZATION.to_owned(), value)));
        Ok(HttpRequest {
            method: self.method.clone(),
            url: to.endpoint.url(&self.path, &query),
            headers,
            body: self.body.clone(),
        })
    }

    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query in canonical form; empty if there is none.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The query, with what RPC has there about credentials that sign nothing.
    fn query_with(&self, credentials: &Credentials) -> Cow<'_, str> {
        let addition = match credentials.kind() {
            Kind::BearerToken(_) if self.is_rpc => BEARER_QUERY,
            Kind::Anonymous if self.is_rpc => ANONYMOUS_QUERY,
            _ => return Cow::Borrowed(&self.query),
        };
        let and = if self.query.is_empty() { "" } else { "&" };
        Cow::Owned(format!("{}{and}{addition}", self.query))
    }

    /// The headers that say who makes the call, beside the signature.
    fn identity_headers(
        &self,
        credentials: &Credentials,
    ) -> impl Iterator<Item = (String, String)> {
        let pairs = match credentials.kind() {
            Kind::AccessKey { id, security_token: Some(token), .. } => [
                Some((header::SECURITY_TOKEN, token.as_str())),
                Some((header::ACCESS_KEY_ID, id.as_str())),
            ],
            Kind::BearerToken(token) => [
                Some((header::BEARER_TOKEN, token.as_str())),
                Some((header::SIGNATURE_TYPE, BEARER_TYPE)).filter(|_| !self.is_rpc),
            ],
            Kind::AccessKey { .. } | Kind::Anonymous => [None, None],
        };
        owned(pairs.into_iter().flatten())
    }

    /// The headers that a header parameter of the same name replaces.
    fn defaults(&self, to: Destination<'_>) -> impl Iterator<Item = (String, String)> {
        let content_type = self.content_type.map(|kind| (header::CONTENT_TYPE, kind));
        let defaults = [(header::ACCEPT, ACCEPTED_TYPE), (header::USER_AGENT, to.user_agent)];
        let defaults = defaults.into_iter().chain(content_type);
        owned(defaults.filter(|(name, _)| header::find(&self.headers, name).is_none()))
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("action", &self.action)
            .field("method", &self.method)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

fn owned<'a>(
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> impl Iterator<Item = (String, String)> {
    headers.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()))
}

fn check_headers(headers: &[(String, String)]) -> Result<(), InvalidParameter> {
    for (name, value) in headers {
        if header::is_own(name) {
            return Err(InvalidParameter::new(name, "is a header that the client sets itself"));
        }
        if !value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
            let reason = "is sent as a header, which holds printable ASCII characters alone";
            return Err(InvalidParameter::new(name, reason));
        }
    }
    Ok(())
}

/// The label in front of the host. With a dot or a slash in it, it could choose another host.
fn host_label(host: Option<(String, String)>) -> Result<Option<String>, InvalidParameter> {
    match host {
        Some((_, label)) if is_label(&label) => Ok(Some(label)),
        Some((name, _)) => {
            let reason =
                "is sent as part of the host, which holds letters, digits, `-` and `_` alone";
            Err(InvalidParameter::new(name, reason))
        }
        None => Ok(None),
    }
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
