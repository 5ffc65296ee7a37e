//! What generated Alibaba Cloud clients call.
//!
//! A generated crate knows the operations of one API version; this crate knows how any of them is
//! called. A call goes through it in one direction:
//!
//! 1. [`encode`]: the request's values, each with its [`Place`](encode::Place);
//! 2. [`request`]: path, query, headers and body made of them, and the checks before sending;
//! 3. [`sign`]: signature V3 over exactly that, with [`credentials`] and a [`Stamp`];
//! 4. [`transport`]: bytes out, bytes in, to an [`Endpoint`];
//! 5. [`answer`]: success or failure, by HTTP status and by the [`FailureRule`] of the API version;
//! 6. [`decode`]: the response's values, or an [`Error`] that says what is wrong with them.
//!
//! All but the fourth step are functions over data. The [`Client`] ties them together, and keeps
//! the time. Users meet its generated face, the [`ClientBuilder`], [`Credentials`] and [`Error`].
//!
//! Who makes the calls is found out by a provider of [`credentials`], which asks the machine or a
//! server; the time, random numbers, waiting, the machine ([`environment`]) and the network are
//! traits, so that a test decides them all ([`clock`]).
//!
//! # Example
//!
//! A client of one operation, written by hand as the generator writes it. The transport stands in
//! for the network; without it, the call goes to the region's endpoint.
//!
#![cfg_attr(feature = "http", doc = "```")]
#![cfg_attr(not(feature = "http"), doc = "```ignore")]
//! use aliyun_runtime::decode::{DecodeError, Object};
//! use aliyun_runtime::encode::{Encoder, Place, ToWire};
//! use aliyun_runtime::transport::{HttpRequest, HttpResponse, SendFuture, Transport};
//! use aliyun_runtime::{
//!     Call, ClientBuilder, Credentials, Error, FailureRule, Operation, ResponseMetadata, Service,
//!     ServiceClient,
//! };
//!
//! static SERVICE: Service = Service::new("CCC", "2020-07-01")
//!     .failure_in_200(FailureRule::new().code("Code", &["OK"]));
//!
//! struct Client(aliyun_runtime::Client);
//!
//! impl ServiceClient for Client {
//!     fn service() -> &'static Service {
//!         &SERVICE
//!     }
//!
//!     fn from_runtime(runtime: aliyun_runtime::Client) -> Self {
//!         Self(runtime)
//!     }
//! }
//!
//! struct GetInstance {
//!     instance_id: Option<String>,
//! }
//!
//! impl Operation for GetInstance {
//!     type Client = Client;
//!     type Response = Option<String>;
//!     type Error = Error;
//!     const ACTION: &'static str = "GetInstance";
//!
//!     fn encode(&self, to: &mut Encoder) {
//!         to.require(Place::Query, "InstanceId", self.instance_id.to_wire());
//!     }
//!
//!     fn decode(mut body: Object, _: ResponseMetadata) -> Result<Self::Response, DecodeError> {
//!         body.string("Name")
//!     }
//! }
//!
//! #[derive(Debug)]
//! struct Canned;
//!
//! impl Transport for Canned {
//!     fn send(&self, request: HttpRequest) -> SendFuture<'_> {
//!         assert_eq!(request.url, "https://ccc.cn-shanghai.aliyuncs.com/?InstanceId=i-1");
//!         let body = r#"{"Code":"OK","Name":"first"}"#;
//!         Box::pin(async move { Ok(HttpResponse::new(200, Vec::new(), body)) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let client = ClientBuilder::<Client>::new()
//!     .region("cn-shanghai")
//!     .credentials(Credentials::new("id", "secret"))
//!     .transport(Canned)
//!     .build()?;
//! let call: Call<_> = client.0.call(&GetInstance { instance_id: Some("i-1".to_owned()) });
//! assert_eq!(call.await?.as_deref(), Some("first"));
//!
//! let error = client.0.call(&GetInstance { instance_id: None }).await.unwrap_err();
//! assert_eq!(error.to_string(), "required parameter `InstanceId` is not set");
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! `http` (on by default) brings the client and its transport: reqwest, rustls and Tokio. Without
//! it, all other steps are there for those who send by other means.
//!
//! `serde` gives what generated crates hold of this one serde's traits.
//!
//! `samples` is for the tests of generated crates: it tells whether the answer that a page shows is
//! read as a whole.
//!
//! `blocking` gives calls and pages a `wait` for programs without async.

// The docs speak of the client, which is not there without its feature.
#![cfg_attr(not(feature = "http"), allow(rustdoc::broken_intra_doc_links))]

mod agent;
pub mod answer;
#[cfg(feature = "blocking")]
mod blocking;
pub mod builder;
#[cfg(feature = "http")]
mod call;
#[cfg(feature = "http")]
mod client;
#[cfg(feature = "http")]
mod client_builder;
pub mod clock;
pub mod credentials;
pub mod decode;
pub mod encode;
mod endpoint;
mod enumeration;
pub mod environment;
pub mod error;
mod header;
mod hexadecimal;
mod operation;
#[cfg(feature = "http")]
pub mod pages;
mod redacted;
pub mod request;
#[cfg(feature = "http")]
mod retry;
#[cfg(feature = "samples")]
pub mod samples;
mod service;
pub mod sign;
mod stamp;
pub mod transport;

pub use serde_json::{Value, json};

#[cfg(feature = "http")]
pub use call::{ActionCall, Call};
#[cfg(feature = "http")]
pub use client::Client;
#[cfg(feature = "http")]
pub use client_builder::ClientBuilder;
pub use credentials::{
    ACCESS_KEY_ID_VARIABLE, ACCESS_KEY_SECRET_VARIABLE, CachedCredentials, Credentials,
    CredentialsChain, CredentialsFuture, ProvideCredentials, SECURITY_TOKEN_VARIABLE,
};
pub use endpoint::{Endpoint, Network};
pub use error::{Error, ServiceError};
pub use operation::{Operation, ResponseMetadata};
pub use redacted::redacted;
#[cfg(feature = "http")]
pub use retry::RetryPolicy;
#[cfg(feature = "http")]
pub use service::ServiceClient;
pub use service::{Endpoints, FailureRule, RegionHost, Service};
pub use stamp::{Stamp, StampSource, Stamps, SystemStamps};
