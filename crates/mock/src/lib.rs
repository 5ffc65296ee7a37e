//! A local server that answers like the services of the pages, so that users can develop without
//! an account.
//!
//! It knows what the IR knows: which operations there are, which parameters they need, and what
//! their answers look like. What it gives is the page's own sample, made to fit the fields. It
//! checks signatures as the service does, and refuses with the service's errors.
//!
//! [`Mock::answer`] is a function over data, with the time as a parameter; [`serve`] puts a socket
//! in front of it.
//!
//! ```
//! use std::time::{Duration, UNIX_EPOCH};
//!
//! use apigen_ir::{Service, yaml};
//! use apigen_mock::{AccessKey, Mock, Request};
//!
//! let mut service: Service = yaml::read_service(
//!     "{product: Demo, version: 2020-01-01, crate: demo}",
//! )?;
//! service.operations.push(yaml::read_operation(
//!     "{action: GetThing, style: rpc, source: GetThing.md,
//!       response: [{name: Size, type: int32, example: '7'}]}",
//! )?);
//! let mut mock = Mock::new(vec![service], AccessKey::test());
//! let request = Request {
//!     method: "POST".to_owned(),
//!     path: "/".to_owned(),
//!     query: String::new(),
//!     headers: vec![
//!         ("x-acs-action".to_owned(), "GetThing".to_owned()),
//!         ("x-acs-version".to_owned(), "2020-01-01".to_owned()),
//!     ],
//!     body: Vec::new(),
//! };
//! let response = mock.answer(&request, UNIX_EPOCH + Duration::from_secs(1));
//! assert_eq!(response.status, 400);
//! assert!(response.body.contains(r#""Code":"MissingAccessKeyId""#), "{}", response.body);
//! # Ok::<(), apigen_ir::yaml::YamlError>(())
//! ```
//!
//! # What it does not do
//!
//! It keeps no state: what was created cannot be listed. It answers in JSON whatever `Format` says.
//! Of the signatures it checks V3 and version 1.0 by HMAC-SHA1 in the query; the old
//! `acs` scheme of ROA, bearer tokens and anonymous requests are refused.

mod access_key;
mod answer;
mod documented;
mod fit;
mod mock;
mod nonces;
mod paging;
mod parameters;
mod refusal;
mod request;
mod response;
mod route;
mod serve;
mod signature;

pub use access_key::{AccessKey, TEST_KEY_ID, TEST_KEY_SECRET};
pub use mock::Mock;
pub use request::Request;
pub use response::Response;
pub use serve::serve;
