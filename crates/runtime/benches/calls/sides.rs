//! The two sides: the bare HTTP client, and this runtime on top of it.

use std::sync::Arc;
use std::time::Duration;

use aliyun_runtime::encode::{Encoder, Place};
use aliyun_runtime::request::{Destination, Request};
use aliyun_runtime::transport::HttpRequest;
use aliyun_runtime::{
    Client, ClientBuilder, Credentials, Endpoint, FailureRule, Service, ServiceClient, StampSource,
    SystemStamps, Value,
};
use rustls_platform_verifier::BuilderVerifierExt;

/// What the request asks for.
const PARAMETERS: [(&str, &str); 4] = [
    ("InstanceId", "ccc-test"),
    ("UserId", "user@ccc-test"),
    ("PageNumber", "1"),
    ("PageSize", "10"),
];

static SERVICE: Service = Service::new("CCC", "2020-07-01")
    .failure_in_200(FailureRule::new().code("Code", &["OK"]).status("HttpStatusCode"));

struct BenchClient(Client);

impl ServiceClient for BenchClient {
    fn service() -> &'static Service {
        &SERVICE
    }

    fn from_runtime(runtime: Client) -> Self {
        Self(runtime)
    }
}

/// One side of the comparison.
#[derive(Clone)]
pub(crate) enum Side {
    Bare(reqwest::Client, Arc<HttpRequest>),
    Ours(Client),
}

impl Side {
    pub(crate) fn bare(url: &str) -> Self {
        Self::Bare(bare_client(), Arc::new(signed_request(url)))
    }

    pub(crate) fn ours(url: &str) -> Self {
        let builder = ClientBuilder::<BenchClient>::new().endpoint(url);
        let builder = builder.credentials(Credentials::new("id", "secret"));
        Self::Ours(builder.build().unwrap().0)
    }

    pub(crate) async fn call(&self) {
        let answer = match self {
            Self::Bare(client, request) => call_bare(client, request).await,
            Self::Ours(client) => call_ours(client).await,
        };
        assert!(answer.get("Data").is_some());
    }
}

/// The HTTP client as the runtime sets it up, but for the timeout, which it keeps by itself.
fn bare_client() -> reqwest::Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_platform_verifier()
        .unwrap()
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(30))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .pool_max_idle_per_host(512)
        .referer(false)
        .no_proxy()
        .build()
        .unwrap()
}

/// The request that this runtime sends, made once.
fn signed_request(url: &str) -> HttpRequest {
    let mut parameters = Encoder::new();
    for (name, value) in PARAMETERS {
        parameters.put(Place::Query, name, Some(value.into()));
    }
    let request = Request::from_parts("ListNumbers", "POST", "/", parameters).unwrap();
    let endpoint = Endpoint::parse(url).unwrap();
    let user_agent = "AlibabaCloud (linux; x86_64) Rust/1.95 Core/0.1.0";
    let to = Destination { service: &SERVICE, endpoint: &endpoint, user_agent };
    let stamp = SystemStamps.stamp().unwrap();
    request.signed(to, &Credentials::new("id", "secret"), &stamp).unwrap()
}

async fn call_bare(client: &reqwest::Client, request: &HttpRequest) -> Value {
    let mut sent = client
        .post(&request.url)
        .header("content-length", "0")
        .header("accept-encoding", "identity");
    for (name, value) in &request.headers {
        sent = sent.header(name, value);
    }
    let answer = sent.send().await.unwrap();
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

async fn call_ours(client: &Client) -> Value {
    let mut call = client.action("ListNumbers");
    for (name, value) in PARAMETERS {
        call = call.parameter(Place::Query, name, value);
    }
    call.await.unwrap()
}
