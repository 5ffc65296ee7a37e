//! The socket in front of a [`Mock`].

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request as HttpRequest, Response as HttpResponse, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use crate::mock::Mock;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::response::Response;

/// How long a request's body may be.
const MAX_BODY_BYTES: usize = 16 << 20;

/// Answers the requests that come to a listener, until the future is dropped.
///
/// Must be called on a Tokio runtime.
///
/// # Errors
///
/// The listener takes no more connections.
pub async fn serve(listener: TcpListener, mock: Mock) -> io::Result<Infallible> {
    let mock = Arc::new(Mutex::new(mock));
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(connection(stream, Arc::clone(&mock)));
    }
}

async fn connection(stream: TcpStream, mock: Arc<Mutex<Mock>>) {
    let service = service_fn(move |request| respond(request, Arc::clone(&mock)));
    // A client that goes away, or that speaks no HTTP, is no concern of the others.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn respond(
    request: HttpRequest<Incoming>,
    mock: Arc<Mutex<Mock>>,
) -> Result<HttpResponse<Full<Bytes>>, Box<dyn Error + Send + Sync>> {
    let (head, body) = request.into_parts();
    let headers = head.headers.iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    let mut request = Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: Vec::new(),
    };
    match Limited::new(body, MAX_BODY_BYTES).collect().await {
        Ok(body) => request.body = body.to_bytes().into(),
        Err(error) if error.is::<LengthLimitError>() => {
            return Ok(http(Response::refusal(&Refusal::body_too_large(), &request, "")));
        }
        Err(error) => return Err(error),
    }
    let mut mock = mock.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(http(mock.answer(&request, SystemTime::now())))
}

fn http(response: Response) -> HttpResponse<Full<Bytes>> {
    let mut http = HttpResponse::new(Full::from(response.body));
    *http.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::OK);
    for (name, value) in response.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            http.headers_mut().insert(name, value);
        }
    }
    http
}
