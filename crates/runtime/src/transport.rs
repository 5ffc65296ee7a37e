//! The border to HTTP: a request goes out as bytes, and an answer comes back as bytes.

#[cfg(feature = "http")]
mod http;
mod partial;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

#[cfg(feature = "http")]
pub use self::http::{HttpSettings, HttpTransport};
pub use self::partial::PartialResponse;
use crate::error::TransportError;
use crate::header;

/// Stands where a secret would be.
pub(crate) const REDACTED: &str = "<redacted>";
/// Bytes that are kept of an answer's body that is not taken as a whole.
#[cfg(feature = "http")]
const KEPT_BYTES: usize = 1024;

/// Sends one request and brings its answer. [`HttpTransport`] does so over the network; tests and
/// those with needs of their own (a recorder, another HTTP client) bring another one.
///
/// It follows no redirects, repeats nothing, and hands out any status as an answer. It need not
/// watch the time: the client stops waiting by dropping the future.
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends the request.
    fn send(&self, request: HttpRequest) -> SendFuture<'_>;

    /// Sends the request as [`send`](Self::send) does, and notes in `partial` what has come of the
    /// answer: if that does not end in time, the error has its status and the start of its body.
    ///
    /// A transport that does not implement it notes nothing.
    fn send_noting<'a>(
        &'a self,
        request: HttpRequest,
        partial: &'a PartialResponse,
    ) -> SendFuture<'a> {
        let _ = partial;
        self.send(request)
    }
}

/// What [`Transport::send`] gives.
pub type SendFuture<'a> =
    Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + Send + 'a>>;

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        (**self).send(request)
    }

    fn send_noting<'a>(
        &'a self,
        request: HttpRequest,
        partial: &'a PartialResponse,
    ) -> SendFuture<'a> {
        (**self).send_noting(request, partial)
    }
}

/// A signed request: what is sent is exactly this, or the signature does not fit. Its
/// [`Debug`](fmt::Debug) form shows neither the values of parameters nor secrets.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The method in capitals.
    pub method: String,
    /// The URL, percent-encoded.
    pub url: String,
    /// Names (in lower case, those of header parameters as documented) and values.
    pub headers: Vec<(String, String)>,
    /// The body; empty if there is none.
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// The value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        header::find(&self.headers, name)
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.url.split_once('?').map_or(self.url.as_str(), |(url, _)| url);
        let shown = self.headers.iter().map(|(name, value)| {
            let value = if header::is_secret(name) { REDACTED } else { value };
            (name.as_str(), value)
        });
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &url)
            .field("headers", &shown.collect::<Vec<_>>())
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

/// An answer with its whole body, which its [`Debug`](fmt::Debug) form does not show: it may be
/// one that gives out credentials.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl HttpResponse {
    /// An answer with this status, these headers and this body.
    pub fn new(status: u16, headers: Vec<(String, String)>, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers, body: body.into() }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The value of a header, whatever the case of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        header::find(&self.headers, name)
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The same answer with no more than the start of its body.
    #[cfg(feature = "http")]
    pub(crate) fn cut(mut self) -> Self {
        self.body.truncate(KEPT_BYTES);
        self
    }

    /// The same answer without a text that the request held and must not be shown. Gateways repeat
    /// the headers of requests that they refuse.
    #[cfg(feature = "http")]
    pub(crate) fn without(&self, secret: &str) -> Self {
        let body = String::from_utf8_lossy(&self.body).replace(secret, REDACTED);
        Self { body: body.into_bytes(), ..self.clone() }
    }

    pub(crate) fn into_body(self) -> Vec<u8> {
        self.body
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret_and_no_parameter() {
        let header = |name: &str| (name.to_owned(), "hidden".to_owned());
        let request = HttpRequest {
            method: "POST".to_owned(),
            url: "https://host/path?P=hidden".to_owned(),
            headers: vec![header("Authorization"), header("x-acs-security-token")],
            body: b"hidden".to_vec(),
        };
        let shown = format!("{request:?}");
        assert!(shown.contains("https://host/path"), "{shown}");
        assert!(!shown.contains("hidden"), "{shown}");
    }
}
