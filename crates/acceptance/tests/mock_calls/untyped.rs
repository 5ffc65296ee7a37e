//! Calls by name, as no generated client makes them: of any operation, with any parameters.

use aliyun_ccc_20200701::Client;
use aliyun_runtime::encode::Place;
use aliyun_runtime::{ClientBuilder, Credentials, Error, ServiceClient, ServiceError};
use apigen_mock::{TEST_KEY_ID, TEST_KEY_SECRET};

use crate::start;

/// A client of the service that knows no operation.
pub(crate) struct Untyped(pub(crate) aliyun_runtime::Client);

impl ServiceClient for Untyped {
    fn service() -> &'static aliyun_runtime::Service {
        Client::service()
    }

    fn from_runtime(runtime: aliyun_runtime::Client) -> Self {
        Self(runtime)
    }
}

impl Untyped {
    pub(crate) fn of(url: &str) -> Self {
        let credentials = Credentials::new(TEST_KEY_ID, TEST_KEY_SECRET);
        ClientBuilder::new().endpoint(url).credentials(credentials).build().unwrap()
    }
}

async fn refused(action: &str, page_number: &str) -> ServiceError {
    let client = Untyped::of(&start().await);
    let call = client
        .0
        .action(action)
        .parameter(Place::Query, "InstanceId", "ccc-test")
        .parameter(Place::Query, "UserId", "agent@ccc-test")
        .parameter(Place::Query, "PageNumber", page_number);
    match call.await {
        Err(Error::Service(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_missing_parameter_is_named() {
    let error = refused("ListOutboundNumbersOfUser", "1").await;
    assert_eq!((error.http_status(), error.code()), (400, "MissingPageSize"));
    assert_eq!(error.message(), "PageSize is mandatory for this action.");
    assert_eq!(error.request_id(), Some("00000000-0000-4000-8000-000000000001"));
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_named() {
    let error = refused("ListOutboundNumbersOfUser", "first").await;
    assert_eq!((error.http_status(), error.code()), (400, "InvalidPageNumber"));
}

#[tokio::test]
async fn an_unknown_action_is_not_found() {
    let error = refused("ListNumbersOfNobody", "1").await;
    assert_eq!((error.http_status(), error.code()), (404, "InvalidAction.NotFound"));
}
