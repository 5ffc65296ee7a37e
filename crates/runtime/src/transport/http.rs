//! The transport over the network: reqwest on tokio, TLS by rustls with the system's trust store.

mod proxies;
mod urls;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, ClientBuilder, Method, Response, Url, redirect};
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::sync::Semaphore;

use self::urls::Urls;
use super::{HttpRequest, HttpResponse, KEPT_BYTES, PartialResponse, SendFuture, Transport};
use crate::environment::{Environment, SystemEnvironment};
use crate::error::{ConfigurationError, TransportError, TransportErrorKind as Kind};
use crate::header;

/// Sends over HTTP/1.1, keeps connections for the next request, and honours the proxy variables of
/// the environment (`HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, or in lower case).
#[derive(Clone)]
pub struct HttpTransport {
    client: Client,
    urls: Arc<Urls>,
    max_response_bytes: usize,
    /// One for each request that may be under way.
    permits: Arc<Semaphore>,
}

/// Methods whose requests have no body in general. Those of all others state its length even if it
/// is 0, as the vendor's clients do.
const METHODS_WITHOUT_BODY: [Method; 2] = [Method::GET, Method::HEAD];
/// How a body may be compressed: not at all. Without a word about it, any way would be fine.
const NOT_COMPRESSED: HeaderValue = HeaderValue::from_static("identity");
/// Headers that are added here to those of a request.
const OWN_HEADERS: usize = 2;

/// How [`HttpTransport`] works.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpSettings {
    /// How long connecting may take, TLS included. 5 seconds.
    pub connect_timeout: Duration,
    /// The largest body of an answer that is taken, in bytes. 64 MiB.
    pub max_response_bytes: usize,
    /// How many requests may be under way at once; further ones wait for their turn, which counts
    /// towards their time. It keeps the number of open connections near it, of which a process can
    /// have but so many. 512.
    pub max_connections: usize,
    /// Whether to send through the proxies that the environment names. It does.
    pub environment_proxies: bool,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            max_response_bytes: 64 * 1024 * 1024,
            max_connections: 512,
            environment_proxies: true,
        }
    }
}

impl HttpTransport {
    /// A transport with connections of its own. Proxies are those of the process's environment.
    ///
    /// # Errors
    ///
    /// TLS cannot be set up, as on a system without a trust store, or the environment names a
    /// proxy that is none.
    pub fn new(settings: &HttpSettings) -> Result<Self, ConfigurationError> {
        Self::in_environment(settings, &SystemEnvironment)
    }

    /// A transport whose proxies are those of another environment.
    ///
    /// # Errors
    ///
    /// As [`HttpTransport::new`].
    pub fn in_environment(
        settings: &HttpSettings,
        environment: &dyn Environment,
    ) -> Result<Self, ConfigurationError> {
        let builder = Client::builder()
            .tls_backend_preconfigured(tls()?)
            .connect_timeout(settings.connect_timeout)
            // A redirected request would carry a signature for somewhere else.
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .pool_max_idle_per_host(settings.max_connections)
            .referer(false)
            .no_proxy();
        let builder = if settings.environment_proxies {
            proxies::of_environment(environment)?.into_iter().fold(builder, ClientBuilder::proxy)
        } else {
            builder
        };
        let client = builder.build().map_err(|error| {
            ConfigurationError::new(format!("the HTTP client cannot be set up: {error}"))
        })?;
        let permits = Semaphore::new(settings.max_connections.clamp(1, Semaphore::MAX_PERMITS));
        Ok(Self {
            client,
            urls: Arc::default(),
            max_response_bytes: settings.max_response_bytes,
            permits: Arc::new(permits),
        })
    }

    async fn exchange(
        &self,
        request: HttpRequest,
        partial: &PartialResponse,
    ) -> Result<HttpResponse, TransportError> {
        // A semaphore that nobody closes gives a permit in the end.
        let _permit = self.permits.acquire().await;
        let request = to_reqwest(request, &self.urls)?;
        let response = self.client.execute(request).await.map_err(failed)?;
        partial.start(response.status().as_u16(), headers_of(&response));
        let read = self.read_body(response, partial).await;
        match (read, partial.take()) {
            (Ok(()), Some(response)) => Ok(response),
            (Err(error), Some(response)) => Err(error.with_response(response.cut())),
            (Err(error), None) => Err(error),
            // Somebody else has taken it out of what is noted.
            (Ok(()), None) => Err(TransportError::new(Kind::Interrupted, "the answer is gone")),
        }
    }

    /// Reads the body piece by piece, so that one that is too large is never held; of one that says
    /// so itself, no more than the start.
    async fn read_body(
        &self,
        mut response: Response,
        partial: &PartialResponse,
    ) -> Result<(), TransportError> {
        let limit = self.max_response_bytes;
        let is_too_large = response.content_length().is_some_and(|length| length > limit as u64);
        let taken = if is_too_large { limit.min(KEPT_BYTES) } else { limit };
        let mut room = taken;
        while let Some(piece) = response.chunk().await.map_err(failed)? {
            partial.extend(piece.get(..room).unwrap_or(&piece));
            room = room.checked_sub(piece.len()).ok_or_else(|| {
                let message = format!("the answer is larger than {limit} bytes");
                TransportError::new(Kind::TooLarge, message)
            })?;
        }
        Ok(())
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        Box::pin(async move { self.exchange(request, &PartialResponse::new()).await })
    }

    fn send_noting<'a>(
        &'a self,
        request: HttpRequest,
        partial: &'a PartialResponse,
    ) -> SendFuture<'a> {
        Box::pin(self.exchange(request, partial))
    }
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport")
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}

/// TLS 1.2 and 1.3 with the system's trust store. The provider is named here, so that it does not
/// matter whether the process has set a default one.
fn tls() -> Result<ClientConfig, ConfigurationError> {
    let failed =
        |error: rustls::Error| ConfigurationError::new(format!("TLS cannot be set up: {error}"));
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .with_platform_verifier()
        .map_err(failed)?;
    Ok(builder.with_no_client_auth())
}

fn to_reqwest(request: HttpRequest, urls: &Urls) -> Result<reqwest::Request, TransportError> {
    let url =
        urls.exact(&request.url).ok_or_else(|| unsendable("the URL cannot be sent as signed"))?;
    let method = Method::from_bytes(request.method.as_bytes())
        .map_err(|error| unsendable("the method is none").with_source(error))?;
    let mut made = reqwest::Request::new(method, url);
    *made.headers_mut() = header_map(request.headers)?;
    made.headers_mut().entry(ACCEPT_ENCODING).or_insert(NOT_COMPRESSED);
    if !request.body.is_empty() {
        *made.body_mut() = Some(request.body.into());
    } else if !METHODS_WITHOUT_BODY.contains(made.method()) {
        // Left to itself, hyper says nothing of a body that is not there; gateways then refuse.
        made.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok(made)
}

fn header_map(headers: Vec<(String, String)>) -> Result<HeaderMap, TransportError> {
    let mut map = HeaderMap::with_capacity(headers.len() + OWN_HEADERS);
    for (name, value) in headers {
        let unsendable = || unsendable(format!("the header `{name}` cannot be sent"));
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| unsendable())?;
        let mut value = HeaderValue::try_from(value).map_err(|_| unsendable())?;
        value.set_sensitive(header::is_secret(&name));
        map.append(key, value);
    }
    Ok(map)
}

/// The headers of an answer; values that are no text are left out.
fn headers_of(response: &Response) -> Vec<(String, String)> {
    let texts = response.headers().iter().filter_map(|(name, value)| {
        let value = value.to_str().ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    texts.collect()
}

fn unsendable(message: impl Into<String>) -> TransportError {
    TransportError::new(Kind::Unsendable, message)
}

/// What reqwest reports, without the URL: its query holds the caller's data.
fn failed(error: reqwest::Error) -> TransportError {
    let host = error.url().and_then(Url::host_str).unwrap_or("the endpoint");
    let (kind, message) = if error.is_connect() && error.is_timeout() {
        (Kind::ConnectTimeout, format!("connecting to {host} took too long"))
    } else if error.is_connect() {
        (Kind::Connect, format!("there is no connection to {host}"))
    } else if error.is_builder() {
        (Kind::Unsendable, "the request cannot be sent".to_owned())
    } else {
        (Kind::Interrupted, "the connection broke before the answer was whole".to_owned())
    };
    TransportError::new(kind, message).with_source(error.without_url())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(url: &str) -> HttpRequest {
        let (method, url) = ("POST".to_owned(), url.to_owned());
        HttpRequest { method, url, headers: Vec::new(), body: Vec::new() }
    }

    #[test]
    fn a_url_is_sent_as_it_was_signed_or_not_at_all() {
        assert!(to_reqwest(request("https://h/a?b"), &Urls::default()).is_ok());
        let error = to_reqwest(request("https://h/a/../b"), &Urls::default()).unwrap_err();
        assert_eq!(error.kind(), Kind::Unsendable);
    }

    #[test]
    fn a_request_without_a_body_says_so_unless_it_never_has_one() {
        for (method, length) in [("GET", None), ("HEAD", None), ("DELETE", Some("0"))] {
            let request = HttpRequest { method: method.into(), ..request("http://h/") };
            let sent = to_reqwest(request, &Urls::default());
            let headers = sent.unwrap().headers().clone();
            let header = |name| headers.get(name).map(|value| value.to_str().unwrap());
            assert_eq!(header(CONTENT_LENGTH), length, "{method}");
            assert_eq!(header(ACCEPT_ENCODING), Some("identity"));
        }
    }

    #[test]
    fn a_header_that_cannot_be_sent_is_named_and_not_shown() {
        let headers = [("x-acs-a".to_owned(), "hidden\nline".to_owned())];
        let error = header_map(headers.to_vec()).unwrap_err().to_string();
        assert_eq!(error, "the header `x-acs-a` cannot be sent");
    }
}
