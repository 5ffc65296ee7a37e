//! Calls of a generated client against the mock server, over a socket: what its users see.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

use std::path::Path;

use aliyun_ccc_20200701::Client;
use aliyun_ccc_20200701::operation::list_outbound_numbers_of_user::{
    ListOutboundNumbersOfUserError, ListOutboundNumbersOfUserResponse,
};
use aliyun_runtime::decode::{DecodeError, Object};
use aliyun_runtime::encode::{Encoder, Place, ToWire};
use aliyun_runtime::{Credentials, Error, ResponseMetadata, ServiceClient, ServiceError};
use apigen_ir::{Service, yaml};
use apigen_mock::{AccessKey, Mock, TEST_KEY_ID, TEST_KEY_SECRET};
use tokio::net::TcpListener;

/// The service that the client was generated for, from the files beside the client.
fn service() -> Service {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../generated/ccc-20200701"));
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let mut service = yaml::read_service(&read("service.yaml")).unwrap();
    let operation = read("ir/ListOutboundNumbersOfUser.yaml");
    service.operations.push(yaml::read_operation(&operation).unwrap());
    service
}

/// Starts a mock server on a free port, and gives its address.
async fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(apigen_mock::serve(listener, Mock::new(vec![service()], AccessKey::test())));
    url
}

fn client(url: &str, secret: &str) -> Client {
    let credentials = Credentials::new(TEST_KEY_ID, secret);
    Client::builder().endpoint(url).credentials(credentials).build().unwrap()
}

async fn list_numbers(
    client: &Client,
    page: i32,
    size: i32,
) -> Result<ListOutboundNumbersOfUserResponse, ListOutboundNumbersOfUserError> {
    let call = client.list_outbound_numbers_of_user().instance_id("ccc-test").user_id("u@ccc-test");
    call.page_number(page).page_size(size).send().await
}

#[tokio::test]
async fn a_call_gets_the_sample_of_the_page() {
    let client = client(&start().await, TEST_KEY_SECRET);
    let answer = list_numbers(&client, 1, 10).await.unwrap();
    assert_eq!((answer.code(), answer.http_status_code()), (Some("OK"), Some(200)));
    assert_eq!(answer.request_id(), Some("00000000-0000-4000-8000-000000000001"));
    assert_eq!((answer.data().page_number(), answer.data().page_size()), (Some(1), Some(10)));
    assert_eq!(answer.data().total_count(), Some(1));
    let [number] = answer.data().list() else { panic!("one number") };
    assert_eq!(number.number(), Some("083xxxx0019"));
    assert_eq!(number.city(), Some("乐山"));
    let again = list_numbers(&client, 1, 10).await.unwrap();
    assert_eq!(again.request_id(), Some("00000000-0000-4000-8000-000000000002"));
}

#[tokio::test]
async fn short_pages_are_two() {
    let client = client(&start().await, TEST_KEY_SECRET);
    let mut found = Vec::new();
    for page in 1..=3 {
        let answer = list_numbers(&client, page, 1).await.unwrap();
        assert_eq!(answer.data().total_count(), Some(2));
        assert_eq!(answer.data().page_number(), Some(page));
        found.push(answer.data().list().to_vec());
    }
    assert_eq!([found[0].len(), found[1].len(), found[2].len()], [1, 1, 0]);
    assert_ne!(found[0], found[1]);
}

#[tokio::test]
async fn a_wrong_secret_is_refused() {
    let client = client(&start().await, "wrong");
    let error = list_numbers(&client, 1, 10).await.unwrap_err();
    assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
    assert_eq!(error.http_status(), Some(403));
    assert!(error.message().unwrap().contains("server string to sign is:"), "{error}");
}

/// A call that no generated client makes: of any action, without any of its parameters.
struct Bare<const IS_KNOWN: bool>;

impl<const IS_KNOWN: bool> aliyun_runtime::Operation for Bare<IS_KNOWN> {
    type Client = Untyped;
    type Response = ();
    type Error = Error;
    const ACTION: &'static str =
        if IS_KNOWN { "ListOutboundNumbersOfUser" } else { "ListNumbersOfNobody" };

    fn encode(&self, to: &mut Encoder) {
        to.put(Place::Query, "InstanceId", "ccc-test".to_wire());
    }

    fn decode(_: Object, _: ResponseMetadata) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// A client of any operation of the same service.
struct Untyped(aliyun_runtime::Client);

impl ServiceClient for Untyped {
    fn service() -> &'static aliyun_runtime::Service {
        Client::service()
    }

    fn from_runtime(runtime: aliyun_runtime::Client) -> Self {
        Self(runtime)
    }
}

async fn refused<const IS_KNOWN: bool>() -> ServiceError {
    let client = aliyun_runtime::ClientBuilder::<Untyped>::new()
        .endpoint(start().await)
        .credentials(Credentials::new(TEST_KEY_ID, TEST_KEY_SECRET))
        .build()
        .unwrap();
    match client.0.call(&Bare::<IS_KNOWN>).await {
        Err(Error::Service(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_missing_parameter_is_named() {
    let error = refused::<true>().await;
    assert_eq!((error.http_status(), error.code()), (400, "MissingPageNumber"));
    assert_eq!(error.message(), "PageNumber is mandatory for this action.");
    assert_eq!(error.request_id(), Some("00000000-0000-4000-8000-000000000001"));
}

#[tokio::test]
async fn an_unknown_action_is_not_found() {
    let error = refused::<false>().await;
    assert_eq!((error.http_status(), error.code()), (404, "InvalidAction.NotFound"));
}
